"""What the GSAN web system does to a base when it opens, changes, moves and closes an RA: one row a statement, its way.

Written from the tables of what each function writes (spec 10 §11, spec 20 §5.9, §9.8, §10.3). Moments are fixed, so
that two bases that start alike end alike.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg

from tests.support.cenario_ids import IDS

MOMENTO = datetime.fromisoformat("2030-05-06 07:08:09.123")
_AP = "atendimentopublico"


def trabalhar(web: psycopg.Connection[Any]) -> Iterator[tuple[str, int]]:
    """Do a morning's work, a transaction for each save; tell how many rows each statement touched."""
    novo = yield from _inserir(web, IDS.espec_os_automatica)
    urgente = yield from _inserir(web, IDS.espec_urgente)
    yield from _atualizar(web, novo)
    yield from _reiterar(web, urgente)
    yield from _tramitar(web, novo)
    yield from _tramitar(web, IDS.ra_urgente)
    yield from _encerrar(web, novo)
    yield from _encerrar(web, IDS.ra_com_os)
    yield from _reativar(web, novo)
    yield from _configurar(web)


class _Gravacao:
    """Runs statements and keeps what each touched."""

    def __init__(self, web: psycopg.Connection[Any]) -> None:
        self._web = web
        self.tocadas: list[tuple[str, int]] = []

    def proximo(self, sequencia: str) -> int:
        """Draw an id, as Hibernate does."""
        linha = self._web.execute(f"select nextval ('{_AP}.{sequencia}')".encode()).fetchone()
        assert linha is not None
        return int(linha[0])

    def inserir(self, tabela: str, **colunas: Any) -> None:
        """Insert one row with all of its columns named."""
        nomes, lugares = ", ".join(colunas), ", ".join(["%s"] * len(colunas))
        self._executar(f"insert into {tabela} ({nomes}) values ({lugares})", *colunas.values())

    def mudar(self, tabela: str, chave: str, valor: int, **colunas: Any) -> None:
        """Update one row by its key."""
        nomes = ", ".join(f"{coluna}=%s" for coluna in colunas)
        self._executar(f"update {tabela} set {nomes} where {chave}=%s", *colunas.values(), valor)

    def apagar(self, tabela: str, chave: str, valor: int) -> None:
        """Delete rows by a key."""
        self._executar(f"delete from {tabela} where {chave}=%s", valor)

    def ler(self, consulta: str, valor: int) -> list[tuple[Any, ...]]:
        """Read the row again before saving, as the optimistic check does."""
        linhas = self._web.execute(consulta.encode(), (valor,)).fetchall()
        self.tocadas.append((consulta, len(linhas)))
        return linhas

    def _executar(self, comando: str, *valores: Any) -> None:
        self.tocadas.append((comando, self._web.execute(comando.encode(), valores).rowcount))


def _ra(g: _Gravacao, especificacao: int, **outras: Any) -> int:
    numero = g.proximo("seq_registro_atendimento")
    g.inserir(
        f"{_AP}.registro_atendimento",
        rgat_id=numero,
        step_id=especificacao,
        meso_id=IDS.meio_balcao,
        rgat_cdsituacao=1,
        rgat_tmregistroatendimento=MOMENTO,
        rgat_dtprevistaoriginal=MOMENTO.date(),
        rgat_dtprevistaatual=MOMENTO.date(),
        rgat_icatendimentoonline=1,
        rgat_dsobservacao="ABERTO PELA WEB",
        lgbr_id=IDS.logradouro_bairro_flores,
        brar_id=IDS.area_centro_a,
        loca_id=IDS.localidade_centro,
        unid_idatual=IDS.unidade_operacional,
        rgat_nncoordenadanorte="9100000.1234",
        rgat_nncoordenadaleste="280000.1234",
        rgat_tmultimaalteracao=MOMENTO,
        **outras,
    )
    return numero


def _inserir(web: psycopg.Connection[Any], especificacao: int) -> Iterator[tuple[str, int]]:
    g = _Gravacao(web)
    with web.transaction():
        numero = _ra(g, especificacao)
        _unidade(g, numero, 1)
        solicitante = g.proximo("seq_ra_solicitante")
        g.inserir(
            f"{_AP}.ra_solicitante",
            raso_id=solicitante,
            rgat_id=numero,
            raso_nmsolicitante="CIDADÃO DA WEB",
            raso_icsolicitanteprincipal=1,
            raso_nnprotocoloatendimento=f"{g.proximo('seq_ra_protocolo')}2030",
            raso_icenvioemailpesquisa=2,
            raso_tmultimaalteracao=MOMENTO,
        )
        _fone(g, solicitante, "988887777")
        g.inserir(
            f"{_AP}.ra_anexo",
            raan_id=g.proximo("seq_ra_anexo"),
            rgat_id=numero,
            raan_imdocumento=b"%PDF-1.4",
            raan_nmextensaodocumento="pdf",
            raan_dsdocumento="CONTA",
            raan_tmultimaalteracao=MOMENTO,
        )
        _tramite(g, numero, IDS.unidade_loja, IDS.unidade_operacional, MOMENTO)
        if especificacao == IDS.espec_urgente:
            _avisar(g, numero)
        else:
            _ordem(g, numero)
        _registrar_operacao(g, numero, 462)
    yield from g.tocadas
    return numero


def _unidade(g: _Gravacao, numero: int, papel: int) -> None:
    g.inserir(
        f"{_AP}.ra_unidade",
        raun_id=g.proximo("seq_ra_unidade"),
        unid_id=IDS.unidade_loja,
        rgat_id=numero,
        usur_id=IDS.usuario_atendente,
        attp_id=papel,
        raun_tmultimaalteracao=MOMENTO,
    )


def _fone(g: _Gravacao, solicitante: int, numero: str) -> None:
    g.inserir(
        f"{_AP}.solicitante_fone",
        sofo_id=g.proximo("seq_solicitante_fone"),
        raso_id=solicitante,
        fnet_id=1,
        sofo_cdddd=91,
        sofo_nnfone=numero,
        sofo_icfonepadrao=1,
        sofo_tmultimaalteracao=MOMENTO,
    )


def _tramite(g: _Gravacao, numero: int, origem: int, destino: int, momento: datetime) -> None:
    g.inserir(
        f"{_AP}.tramite",
        tram_id=g.proximo("seq_tramite"),
        rgat_id=numero,
        unid_idorigem=origem,
        unid_iddestino=destino,
        usur_idregistro=IDS.usuario_atendente,
        usur_idresponsavel=IDS.usuario_atendente,
        tram_tmtramite=momento,
        tram_dsparecertramite="PELA WEB",
        tram_tmultimaalteracao=momento,
    )


def _avisar(g: _Gravacao, numero: int) -> None:
    g.inserir(
        f"{_AP}.visualizacao_ra_urgencia",
        vrau_id=g.proximo("seq_visualizacao_ra_urgencia"),
        rgat_id=numero,
        usur_id=IDS.usuario_atendente2,
        vrau_icvisualiza=2,
        vrau_ictramite=2,
        vrau_icreiteracao=2,
        vrau_tmultimaalteracao=MOMENTO,
    )


def _ordem(g: _Gravacao, numero: int) -> None:
    ordem = g.proximo("seq_ordem_servico")
    copia = (
        "select svtp_id, orse_iccomercialatualizado, orse_icprogramada, orse_icdiagnostico, stpr_idoriginal,"
        f" stpr_idatual from {_AP}.ordem_servico where orse_id=%s"
    )
    ((servico, comercial, programada, diagnostico, original, atual),) = g.ler(copia, IDS.ordem_servico)
    g.inserir(
        f"{_AP}.ordem_servico",
        orse_id=ordem,
        rgat_id=numero,
        svtp_id=servico,
        orse_cdsituacao=1,
        orse_tmgeracao=MOMENTO,
        orse_iccomercialatualizado=comercial,
        orse_icprogramada=programada,
        orse_icdiagnostico=diagnostico,
        stpr_idoriginal=original,
        stpr_idatual=atual,
        unid_idatual=IDS.unidade_operacional,
        orse_tmultimaalteracao=MOMENTO,
    )
    _unidade_da_ordem(g, ordem, 1)


def _unidade_da_ordem(g: _Gravacao, ordem: int, papel: int) -> None:
    g.inserir(
        f"{_AP}.ordem_servico_unidade",
        osun_id=g.proximo("seq_ordem_servico_unidade"),
        unid_id=IDS.unidade_loja,
        orse_id=ordem,
        usur_id=IDS.usuario_atendente,
        attp_id=papel,
        osun_tmultimaalteracao=MOMENTO,
    )


def _atualizar(web: psycopg.Connection[Any], numero: int) -> Iterator[tuple[str, int]]:
    g = _Gravacao(web)
    with web.transaction():
        g.ler(f"select rgat_tmultimaalteracao from {_AP}.registro_atendimento where rgat_id=%s", numero)
        g.mudar(
            f"{_AP}.registro_atendimento",
            "rgat_id",
            numero,
            rgat_dsobservacao="MUDADO PELA WEB",
            rgat_cdsituacao=3,
            rgat_tmultimaalteracao=MOMENTO + timedelta(minutes=1),
        )
        ((solicitante,),) = g.ler(f"select raso_id from {_AP}.ra_solicitante where rgat_id=%s", numero)
        g.mudar(f"{_AP}.ra_solicitante", "raso_id", solicitante, raso_nmsolicitante="OUTRO NOME")
        g.apagar(f"{_AP}.solicitante_fone", "raso_id", solicitante)
        _fone(g, solicitante, "977776666")
        g.apagar(f"{_AP}.ra_anexo", "rgat_id", numero)
        g.mudar(f"{_AP}.ra_unidade", "rgat_id", numero, unid_id=IDS.unidade_so_abre)
    yield from g.tocadas


def _reiterar(web: psycopg.Connection[Any], numero: int) -> Iterator[tuple[str, int]]:
    g = _Gravacao(web)
    with web.transaction():
        g.mudar(
            f"{_AP}.registro_atendimento",
            "rgat_id",
            numero,
            rgat_qtreiteracoes=1,
            rgat_tmultimareiteracao=MOMENTO,
            rgat_tmultimaalteracao=MOMENTO + timedelta(minutes=2),
        )
        reiteracao = g.proximo("seq_ra_reiteracao")
        g.inserir(
            f"{_AP}.ra_reiteracao",
            rart_id=reiteracao,
            rgat_id=numero,
            rart_nnprotocoloatendimento=f"{g.proximo('seq_ra_protocolo')}2030",
            rart_nmsolicitante="QUEM INSISTE",
            rart_tmultimaalteracao=MOMENTO,
        )
        g.inserir(
            f"{_AP}.ra_reiteracao_fone",
            rtfo_id=g.proximo("seq_ra_reiteracao_fone"),
            rart_id=reiteracao,
            fnet_id=1,
            rtfo_cdddd=91,
            rtfo_nnfone="966665555",
            rtfo_icfonepadrao=1,
            rtfo_tmultimaalteracao=MOMENTO,
        )
    yield from g.tocadas


def _tramitar(web: psycopg.Connection[Any], numero: int) -> Iterator[tuple[str, int]]:
    g, depois = _Gravacao(web), MOMENTO + timedelta(hours=1)
    with web.transaction():
        _tramite(g, numero, IDS.unidade_operacional, IDS.unidade_regional, depois)
        g.mudar(
            f"{_AP}.registro_atendimento",
            "rgat_id",
            numero,
            unid_idatual=IDS.unidade_regional,
            rgat_tmultimaalteracao=depois,
        )
        g.mudar(
            f"{_AP}.ordem_servico", "rgat_id", numero, unid_idatual=IDS.unidade_regional, orse_tmultimaalteracao=depois
        )
        g.mudar(f"{_AP}.visualizacao_ra_urgencia", "rgat_id", numero, vrau_ictramite=1)
        _registrar_operacao(g, numero, 462)
    yield from g.tocadas


def _encerrar(web: psycopg.Connection[Any], numero: int) -> Iterator[tuple[str, int]]:
    g, depois = _Gravacao(web), MOMENTO + timedelta(hours=2)
    with web.transaction():
        _unidade(g, numero, 3)
        for (ordem,) in g.ler(
            f"select orse_id from {_AP}.ordem_servico where rgat_id=%s and orse_cdsituacao <> 2", numero
        ):
            g.mudar(
                f"{_AP}.ordem_servico",
                "orse_id",
                ordem,
                amen_id=IDS.motivo_nao_executado,
                orse_cdsituacao=2,
                orse_tmencerramento=depois,
                orse_dsparecerencerramento="PELA WEB",
                orse_tmultimaalteracao=depois,
            )
            _unidade_da_ordem(g, ordem, 3)
        g.mudar(
            f"{_AP}.registro_atendimento",
            "rgat_id",
            numero,
            rgat_cdsituacao=2,
            amen_id=IDS.motivo_nao_executado,
            rgat_tmencerramento=depois,
            rgat_dsparecerencerramento="PELA WEB",
            rgat_tmultimaalteracao=depois,
        )
        _registrar_operacao(g, numero, 463)
    yield from g.tocadas


def _reativar(web: psycopg.Connection[Any], antigo: int) -> Iterator[tuple[str, int]]:
    g = _Gravacao(web)
    with web.transaction():
        novo = _ra(g, IDS.espec_os_automatica, rgat_idreativacao=antigo, rmrv_id=IDS.motivo_reativacao)
        _unidade(g, novo, 1)
        _tramite(g, novo, IDS.unidade_loja, IDS.unidade_operacional, MOMENTO + timedelta(hours=3))
    yield from g.tocadas


def _configurar(web: psycopg.Connection[Any]) -> Iterator[tuple[str, int]]:
    g = _Gravacao(web)
    with web.transaction():
        g.mudar(
            f"{_AP}.solicitacao_tipo_espec",
            "step_id",
            IDS.espec_simples,
            step_nndiaprazo=9,
            step_tmultimaalteracao=MOMENTO,
        )
        g.inserir(
            f"{_AP}.local_espec_unidade",
            loca_id=IDS.localidade_norte,
            step_id=IDS.espec_simples,
            unid_id=IDS.unidade_operacional,
            loes_tmultimaalteracao=MOMENTO,
        )
        g.apagar(f"{_AP}.local_espec_unidade", "step_id", IDS.espec_simples)
        g.mudar("cadastro.cliente", "clie_id", 1, clie_dsemail="web@exemplo.org")
    yield from g.tocadas


def _registrar_operacao(g: _Gravacao, numero: int, operacao: int) -> None:
    linha = g.ler("select nextval ('seguranca.seq_operacao_efetuada') where %s > 0", numero)
    g.inserir(
        "seguranca.operacao_efetuada",
        opef_id=linha[0][0],
        oper_id=operacao,
        opef_cnargumento=numero,
        opef_tmultimaalteracao=MOMENTO,
    )


BUSCAS = {
    "filtrar com trâmites": (
        "select distinct r.rgat_id, u.unid_dsunidade, e.step_dssolcttipoespec"
        " from atendimentopublico.registro_atendimento r"
        " inner join atendimentopublico.tramite t on t.rgat_id = r.rgat_id"
        " inner join atendimentopublico.solicitacao_tipo_espec e on e.step_id = r.step_id"
        " left join cadastro.unidade_organizacional u on u.unid_id = r.unid_idatual"
        " where r.rgat_tmregistroatendimento between '2026-01-01' and '2026-12-31' and r.rgat_cdsituacao = 1"
        " order by u.unid_dsunidade, e.step_dssolcttipoespec limit 10"
    ),
    "um RA": "select * from atendimentopublico.registro_atendimento where rgat_id = 9001",
    "RAs do imóvel": (
        "select r.*, s.* from atendimentopublico.registro_atendimento r"
        " left join atendimentopublico.ra_solicitante s on s.rgat_id = r.rgat_id where r.imov_id = 1005"
    ),
    "por coordenada": (
        "select rgat_id from atendimentopublico.registro_atendimento where rgat_tmregistroatendimento > '2026-01-01'"
        " and rgat_nncoordenadanorte = 1.5 and rgat_nncoordenadaleste = 2.5"
    ),
    "por nome do solicitante": (
        "select raso_id from atendimentopublico.ra_solicitante where upper(raso_nmsolicitante) like 'MARIA%'"
    ),
    "contagem por unidade": (
        "select unid_idatual, count(*) from atendimentopublico.registro_atendimento where rgat_cdsituacao = 1"
        " group by unid_idatual"
    ),
    "último trâmite": (
        "select * from atendimentopublico.tramite where rgat_id = 9001 order by tram_tmtramite desc limit 1"
    ),
    "ordens": "select * from atendimentopublico.ordem_servico where rgat_id = 9012 and orse_cdsituacao in (1, 3)",
    "cliente por CPF": "select * from cadastro.cliente where clie_nncpf = '12345678909'",
}
"""Searches of the web system, whose plans are compared."""
GRAVACOES = {
    "RA": "update atendimentopublico.registro_atendimento set rgat_dsobservacao = 'x' where rgat_id = 9001",
    "ordens do RA": "update atendimentopublico.ordem_servico set orse_cdsituacao = 2 where rgat_id = 9012",
    "fones do solicitante": "delete from atendimentopublico.solicitante_fone where raso_id = 9001",
}
"""Saves by key, whose plans have to go on using the key."""
