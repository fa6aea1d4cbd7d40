"""The rule that explains and the rule of the server that refuses are one: drawn situations, judged by both."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import ARRAY, Integer, bindparam, text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento
from gsan_desk.domain.regras.encerramento import impedimento, resolver, verificar
from gsan_desk.domain.regras.tramitacao import momento, recusa
from gsan_desk.domain.tramitacao import Tramite
from gsan_desk.services.encerramento.fatos import fatos as fatos_do_encerramento
from gsan_desk.services.encerramento.gravacao import tentar
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite.fatos import destinos, fatos
from tests.support.cenario import IDS

AP = "atendimentopublico"
UNIDADES = tuple(range(11, 22))
RAS = f"SELECT rgat_id FROM {AP}.registro_atendimento ORDER BY rgat_id"
RECUSADOS = text("SELECT gsan_desk.tramites_recusados(:ras, :destinos, :momentos)").bindparams(
    bindparam("ras", type_=ARRAY(Integer)), bindparam("destinos", type_=ARRAY(Integer))
)
RODADAS, PEDIDOS = 10, 4


def _sortear(base: Any, rng: Random) -> None:
    """Put the base in a state that the rules of both judge in many ways; triggers of the web are none of it."""

    def um(*valores: object) -> object:
        return rng.choice(valores)

    base.execute("SET session_replication_role = replica")
    for unidade in UNIDADES:
        base.execute(
            "UPDATE cadastro.unidade_organizacional SET untp_id = %s, unid_ictramite = %s, unid_icuso = %s,"
            " unid_ictarifasocial = %s, unid_idcentralizadora = %s WHERE unid_id = %s",
            (um(901, 902, 1, 1), um(1, 1, 2), um(1, 1, 1, 2), um(1, 2, 2), um(None, *UNIDADES), unidade),
        )
    for (ra,) in [tuple(linha.values()) for linha in base.execute(RAS).fetchall()]:
        situacao = um(1, 1, 1, 1, 2, 3)
        base.execute(
            f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = %s, unid_idatual = %s, amen_id = NULL"
            " WHERE rgat_id = %s",
            (situacao, um(None, 15, *UNIDADES), ra),
        )
    base.execute(f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = %s, cbdo_id = %s", (um(1, 1, 2, 3, 4), um(None, 1)))
    base.execute(f"UPDATE {AP}.servico_tipo SET svtp_icterceirizado = %s", (um(1, 2),))
    base.execute(f"UPDATE {AP}.solicitacao_tipo SET sotp_ictarifasocial = %s WHERE sotp_id %% 2 = 0", (um(1, 2),))
    base.execute(
        f"UPDATE {AP}.solicitacao_tipo_espec SET step_icparecerencerramento = %s, dbtp_id = %s WHERE step_id %% 2 = 0",
        (um(1, 2, None), um(None, 1)),
    )
    base.execute("UPDATE cadastro.sistema_parametros SET parm_iccontroletramitacaora = %s", (um(1, 1, 2),))
    base.execute("UPDATE gsan_desk.base SET centralizadora_por_localidade = %s", (um(True, False),))
    base.execute(f"UPDATE {AP}.os_programacao SET ospg_icativo = %s", (um(1, 2),))
    base.execute("SET session_replication_role = origin")


@pytest.fixture
def sorteada(base: Any) -> Any:
    base.execute("SET session_replication_role = replica")
    for id_, codigo in ((901, "C"), (902, "T")):
        base.execute(
            "INSERT INTO cadastro.unidade_tipo (untp_id, untp_dsunidadetipo, untp_icuso, untp_cdtipo)"
            " VALUES (%s, %s, 1, %s)",
            (id_, f"TIPO {codigo}", codigo),
        )
    base.execute(
        f"INSERT INTO {AP}.os_programacao (ospg_id, pgrt_id, orse_id, eqpe_id, usur_idprogramacao,"
        " ospg_nnseqprogramacao, ospg_icativo, ospg_icequipeprincipal) VALUES (1, 1, %s, 1, 101, 1, 1, 1)",
        (IDS.ordem_servico,),
    )
    base.execute("SET session_replication_role = origin")
    return base


def _tramites(session: Session, contexto: Contexto, rng: Random) -> list[tuple[int, int, str]]:
    """Judge every RA against every unit; give those about which both do not agree."""
    ras = list(session.execute(text(RAS)).scalars())
    achados, unidades = fatos(session, contexto, ras), destinos(session, UNIDADES)
    desacordos = []
    for destino in UNIDADES:
        quando = rng.choice((None, timedelta(0), timedelta(hours=1), timedelta(hours=-1), timedelta(days=-9000)))
        pedido = {}
        for ra, achado in achados.items():
            pedido[ra] = _tramite(destino, contexto, achado.agora.momento, quando)
        momentos = [momento(achado, pedido[ra]) for ra, achado in achados.items()]
        valores = {"ras": list(achados), "destinos": [destino] * len(achados), "momentos": momentos}
        do_servidor = set(session.execute(RECUSADOS, valores).scalars())
        for ra, achado in achados.items():
            regra = recusa(achado, unidades[destino], pedido[ra], contexto.operador)
            if (regra is not None) != (ra in do_servidor):
                desacordos.append((ra, destino, regra.codigo if regra else "SERVIDOR"))
    return desacordos


def _tramite(destino: int, contexto: Contexto, agora: datetime, quando: timedelta | None) -> Tramite:
    if quando is None:
        return Tramite(destino, contexto.operador.usuario_id)
    digitado = agora + quando
    return Tramite(destino, contexto.operador.usuario_id, digitado.date(), digitado.time())


@pytest.mark.parametrize("login", ["atendente", "atendente2", "supervisor", "admin"])
def test_uc0427_both_refuse_the_same_tramites(como: Callable[[str], Banco], sorteada: Any, login: str) -> None:
    rng = Random(login)
    banco = como(login)
    for _ in range(RODADAS):
        _sortear(sorteada, rng)
        contexto = banco.executar(entrar)
        assert banco.executar(_tramites, contexto, rng) == []


def _encerramentos(session: Session, contexto: Contexto, rng: Random) -> list[tuple[int, Encerramento, str]]:
    """Judge a closing of every RA; what the server would accept is rolled back."""
    ras = list(session.execute(text(RAS)).scalars())
    achados = fatos_do_encerramento(session, contexto, ras)
    desacordos = []
    for ra, achado in [*achados.items()] * PEDIDOS:
        pedido = resolver(_encerramento(rng, ras, achado.agora), achado, contexto)
        referencia = achados.get(pedido.ra_referencia_id or 0)
        regras = [r for r in (impedimento(achado, contexto.operador),) if r] or verificar(
            pedido, achado, referencia, contexto
        )
        tentativa = session.begin_nested()
        _feitos, recusados = tentar(session, [(achado, pedido)])
        tentativa.rollback()
        if bool(regras) != bool(recusados):
            desacordos.append((ra, pedido, regras[0].codigo if regras else "SERVIDOR"))
    return desacordos


def _encerramento(rng: Random, ras: list[int], agora: datetime) -> Encerramento:
    digitado = agora - rng.choice((timedelta(0), timedelta(hours=-1), timedelta(hours=1), timedelta(days=900)))
    data, hora = rng.choice((*[(None, None)] * 4, (digitado.date(), time(digitado.hour, digitado.minute))))
    return Encerramento(
        motivo_id=rng.choice((2, *[IDS.motivo_nao_executado] * 3, *[IDS.motivo_duplicidade] * 2, 999, None)),
        ra_referencia_id=rng.choice((None, *ras)),
        data=data,
        hora=hora,
        parecer=rng.choice(("", *["FEITO"] * 4, "x" * 401)),
        motivo_nao_cobranca_id=rng.choice((None, 1)),
    )


@pytest.mark.parametrize("login", ["atendente", "atendente2", "supervisor", "admin"])
def test_uc0435_both_refuse_the_same_closings(como: Callable[[str], Banco], sorteada: Any, login: str) -> None:
    rng = Random(login)
    sorteada.execute(
        "INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id) VALUES (%s, 30)", (IDS.usuario_supervisor,)
    )
    banco = como(login)
    for _ in range(RODADAS):
        _sortear(sorteada, rng)
        contexto = banco.executar(entrar)
        assert banco.executar(_encerramentos, contexto, rng) == []
