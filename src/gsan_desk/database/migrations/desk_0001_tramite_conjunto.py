"""The log of Tramitar Conjunto in ``desk_0001``: what was asked of each RA, and what became of it [UC0503].

A run is whole on the server before its first RA moves, so that whoever comes back to it, after the server or the
workstation fell, reads which parts are done and goes on with the others; nothing is written twice, because a part only
touches the items that have no result.
"""

SQL = """
CREATE TABLE gsan_desk.tramite_conjunto (
    id uuid PRIMARY KEY,
    usur_id integer NOT NULL,
    total integer NOT NULL CHECK (total > 0),
    partes integer NOT NULL CHECK (partes > 0),
    desfaz uuid UNIQUE REFERENCES gsan_desk.tramite_conjunto ON DELETE CASCADE,
    criado_em timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tramite_conjunto_usuario ON gsan_desk.tramite_conjunto (usur_id, criado_em);
CREATE TABLE gsan_desk.tramite_conjunto_pedido (
    conjunto uuid NOT NULL REFERENCES gsan_desk.tramite_conjunto ON DELETE CASCADE,
    numero smallint NOT NULL,
    unid_iddestino integer NOT NULL,
    usur_idresponsavel integer NOT NULL,
    data date,
    hora time,
    parecer varchar(400) NOT NULL,
    PRIMARY KEY (conjunto, numero)
);
CREATE TABLE gsan_desk.tramite_conjunto_item (
    conjunto uuid NOT NULL REFERENCES gsan_desk.tramite_conjunto ON DELETE CASCADE,
    rgat_id integer NOT NULL,
    parte integer NOT NULL,
    pedido smallint NOT NULL,
    versao timestamp NOT NULL,
    resultado smallint NOT NULL DEFAULT 0 CHECK (resultado BETWEEN 0 AND 3),
    codigo varchar(40),
    mensagem varchar(400),
    unid_idorigem integer,
    versao_gravada timestamp,
    quando timestamptz,
    PRIMARY KEY (conjunto, rgat_id)
)
"""
