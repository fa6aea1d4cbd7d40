"""The message "RA atendida", made from the events of closing that any program leaves (spec 40 §1.5)."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_texto import compor, medir
from gsan_desk.sms import pesquisas

LOTE = 200
PESQUISA = " Enviamos uma pesquisa ao seu e-mail."
"""What the message says when the satisfaction e-mail goes too (spec 20 §9.8)."""
_DEVIDAS = text("""
    WITH RECURSIVE fila AS MATERIALIZED (
        SELECT rgat_id FROM gsan_desk.ra_encerrado WHERE tratado_em IS NULL
        ORDER BY quando, rgat_id LIMIT :lote FOR UPDATE SKIP LOCKED
    ), executado AS (
        SELECT r.rgat_id, r.rgat_tmencerramento
        FROM fila f JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = f.rgat_id
        JOIN atendimentopublico.atend_motivo_encmt m ON m.amen_id = r.amen_id
        WHERE r.rgat_cdsituacao = 2 AND r.rgat_idduplicidade IS NULL AND m.amen_icexecucao = 1
            AND r.rgat_tmencerramento >= (
                SELECT iniciada_em AT TIME ZONE current_setting('TimeZone') FROM gsan_desk.sms_posse)
    ), pedido (rgat_id, encerrado, de) AS (
        SELECT rgat_id, rgat_id, rgat_id FROM executado
        UNION
        SELECT d.rgat_id, p.encerrado, p.rgat_id
        FROM atendimentopublico.registro_atendimento d JOIN pedido p ON d.rgat_idduplicidade = p.rgat_id
    )
    SELECT f.rgat_id AS evento, p.rgat_id AS ra, c.raso_id AS solicitante, c.numero,
        s.raso_nnprotocoloatendimento AS protocolo, e.rgat_tmencerramento AS encerramento,
        coalesce(nullif(trim(g.parm_nmabreviadoempresa), ''), g.parm_nmempresa, '') AS empresa,
        t.texto AS modelo
    FROM fila f
    LEFT JOIN pedido p ON p.encerrado = f.rgat_id
    LEFT JOIN executado e ON e.rgat_id = p.encerrado
    LEFT JOIN gsan_desk.ra_sms c ON c.rgat_id = p.rgat_id AND c.enviar AND c.numero IS NOT NULL
    LEFT JOIN atendimentopublico.ra_solicitante s ON s.raso_id = c.raso_id
    CROSS JOIN cadastro.sistema_parametros g
    CROSS JOIN (SELECT texto FROM gsan_desk.sms_modelo WHERE evento = 3) t
""")
_ENFILEIRAR = text("""
    INSERT INTO gsan_desk.sms_mensagem
        (tipo, rgat_id, raso_id, numero_informado, numero, texto, alfabeto, partes, chave)
    SELECT 3, v.ra, v.solicitante, v.numero, v.numero, v.texto, v.alfabeto, v.partes,
        'RA:' || CAST(v.ra AS text) || ':3:' || CAST(v.solicitante AS text)
    FROM unnest(CAST(:ras AS integer[]), CAST(:solicitantes AS integer[]), CAST(:numeros AS text[]),
        CAST(:textos AS text[]), CAST(:alfabetos AS text[]), CAST(:partes AS integer[]))
        AS v (ra, solicitante, numero, texto, alfabeto, partes)
    ON CONFLICT (chave) DO NOTHING
""")
_TRATADAS = text("""
    UPDATE gsan_desk.ra_encerrado SET tratado_em = now(), mensagens = v.quantas
    FROM unnest(CAST(:ras AS integer[]), CAST(:quantas AS integer[])) AS v (ra, quantas) WHERE rgat_id = v.ra
""")


def enfileirar(session: Session) -> int:
    """Queue the messages and e-mails of a batch of closings, none twice; give how many closings were dealt with."""
    linhas = session.execute(_DEVIDAS, {"lote": LOTE}).mappings().all()
    if not linhas:
        return 0
    eventos = sorted({linha["evento"] for linha in linhas})
    com_pesquisa = pesquisas.enfileirar(session, eventos)
    devidas = [linha for linha in linhas if linha["numero"]]
    textos = [
        compor(
            d["modelo"],
            {
                "empresa": d["empresa"].strip(),
                "protocolo": d["protocolo"] or "",
                "ra": str(d["ra"]),
                "data": f"{d['encerramento']:%d/%m/%Y}",
                "pesquisa": PESQUISA if (d["ra"], d["solicitante"]) in com_pesquisa else "",
            },
        )
        for d in devidas
    ]
    medidas = [medir(escrito) for escrito in textos]
    session.execute(
        _ENFILEIRAR,
        {
            "ras": [d["ra"] for d in devidas],
            "solicitantes": [d["solicitante"] for d in devidas],
            "numeros": [d["numero"] for d in devidas],
            "textos": textos,
            "alfabetos": [alfabeto for alfabeto, _ in medidas],
            "partes": [partes for _, partes in medidas],
        },
    )
    quantas = [sum(d["evento"] == evento for d in devidas) for evento in eventos]
    session.execute(_TRATADAS, {"ras": eventos, "quantas": quantas})
    return len(eventos)
