"""Lists beside an RA [UC0431, UC0449, UC0366 SB0015 and SB0019]."""

import pytest
from sqlalchemy import text

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services import ra_listas
from gsan_desk.services.sessao import entrar
from tests.support.cenario import IDS
from tests.support.teclado import contar


@pytest.fixture
def banco(como):
    return como("atendente")


@pytest.fixture
def contexto(banco):
    return banco.executar(entrar)


def _recusa(banco, caso, *args) -> str:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(caso, *args)
    return erro.value.violacoes[0].codigo


def test_ordens_tem_o_cabecalho(banco, contexto):
    achado = banco.executar(ra_listas.ordens, contexto, IDS.ra_com_os)
    assert (achado.ra.numero, achado.ra.situacao) == (IDS.ra_com_os, SituacaoRA.PENDENTE)
    assert [ordem.id for ordem in achado.ordens] == [IDS.ordem_servico]


def test_ra_sem_os_e_m71(banco, contexto):
    assert _recusa(banco, ra_listas.ordens, contexto, IDS.ra_urgente) == "M71"


@pytest.mark.parametrize("caso", [ra_listas.ordens, ra_listas.encerrados_do_local, ra_listas.falta_de_agua_da_area])
@pytest.mark.parametrize("numero", [0, -1, 777, 2**40])
def test_ra_que_nao_existe_e_m70(banco, contexto, caso, numero):
    assert _recusa(banco, caso, contexto, numero) == "M70"


def test_ras_do_imovel_pendentes_e_todas(banco, contexto):
    pendentes = banco.executar(ra_listas.do_imovel, contexto, IDS.imovel_normal, SituacaoRA.PENDENTE)
    todas = banco.executar(ra_listas.do_imovel, contexto, IDS.imovel_normal, None)
    assert [ra.numero for ra in pendentes.ras] == [IDS.ra_com_os]
    assert [ra.numero for ra in todas.ras] == [IDS.ra_com_os, IDS.ra_encerrado, IDS.ra_encerrado_antigo]
    assert todas.imovel is not None
    assert todas.imovel.inscricao


@pytest.mark.parametrize(
    ("imovel_id", "situacao", "codigo"),
    [
        (IDS.imovel_em_quadra_2, SituacaoRA.PENDENTE, "M72"),
        (IDS.imovel_em_quadra_2, None, "M69"),
        (5, None, "IMOVEL_INEXISTENTE"),
    ],
)
def test_imovel_sem_ra(banco, contexto, imovel_id, situacao, codigo):
    assert _recusa(banco, ra_listas.do_imovel, contexto, imovel_id, situacao) == codigo


def test_encerrados_do_local_sem_o_proprio_e_dentro_do_prazo(banco, contexto, sessao):
    assert _recusa(banco, ra_listas.encerrados_do_local, contexto, IDS.ra_encerrado) == "M69"
    assert _recusa(banco, ra_listas.encerrados_do_local, contexto, IDS.ra_bloqueado) == "M69"
    sessao.execute(
        text("UPDATE atendimentopublico.registro_atendimento SET step_id = :e WHERE rgat_id = :n"),
        {"e": IDS.espec_simples, "n": IDS.ra_com_os},
    )
    sessao.commit()
    achado = banco.executar(ra_listas.encerrados_do_local, contexto, IDS.ra_com_os)
    assert [ra.numero for ra in achado.ras] == [IDS.ra_encerrado]
    assert (achado.imovel_id, achado.dias) == (IDS.imovel_normal, contexto.dominios.parametros.dias_reativacao)


def test_encerrados_do_endereco(banco, contexto):
    achado = banco.executar(ra_listas.encerrados_do_local, contexto, IDS.ra_pendente_endereco)
    assert IDS.ra_duplicado in [ra.numero for ra in achado.ras]
    assert achado.endereco


def test_falta_de_agua_na_area(banco, contexto, sessao):
    assert _recusa(banco, ra_listas.falta_de_agua_da_area, contexto, IDS.ra_pendente_endereco) == "M69"
    sessao.execute(
        text("UPDATE atendimentopublico.registro_atendimento SET brar_id = 1 WHERE rgat_id = :n"),
        {"n": IDS.ra_falta_agua_imovel},
    )
    sessao.commit()
    achado = banco.executar(ra_listas.falta_de_agua_da_area, contexto, IDS.ra_falta_agua_imovel)
    assert [ra.numero for ra in achado.ras] == [IDS.ra_falta_agua_generalizada]
    assert achado.area
    assert achado.bairro


def test_cada_lista_custa_dois_comandos(banco, contexto):
    casos = (
        (ra_listas.ordens, IDS.ra_com_os),
        (ra_listas.encerrados_do_local, IDS.ra_pendente_endereco),
        (ra_listas.do_imovel, IDS.imovel_normal, None),
    )
    for caso, *args in casos:
        with contar(banco.engine) as enviados:
            banco.executar(caso, contexto, *args)
        assert len([c for c in enviados if c.lstrip().upper().startswith("SELECT")]) == 2, caso
