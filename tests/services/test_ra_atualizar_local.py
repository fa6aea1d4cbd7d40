"""Atualizar RA [UC0408]: the tab Local de Ocorrência, and leaving the tabs, on a real server with real roles."""

from dataclasses import replace
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.services.ra_atualizar import (
    abrir,
    atualizar,
    verificar_dados_gerais,
    verificar_local,
    verificar_solicitantes,
)
from gsan_desk.services.ra_duplicidade import AvisosPendentes, TipoAviso
from tests.services.apoio_atualizar import (
    RA,
    com_gerais,
    com_local,
    com_pessoa,
    do_ra,
    gravar,
    linha,
    mudar,
    pegar,
    recusas,
)
from tests.services.apoio_ra import ENDERECO, contar
from tests.support.cenario import IDS

PDF = b"%PDF-1.4\n%%EOF\n"


# --- place --------------------------------------------------------------------------------------------------------


def test_a_blocked_ra_becomes_pending_when_it_is_placed(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = com_local(
        pegar(mesa, ctx, IDS.ra_bloqueado), descricao="", endereco=ENDERECO, localidade_id=IDS.localidade_centro
    )
    feito = gravar(mesa, ctx, comando)
    depois = do_ra(base, IDS.ra_bloqueado)
    assert feito.situacao is SituacaoRA.PENDENTE
    assert (depois["rgat_cdsituacao"], depois["rgat_dslocalocorrencia"], depois["lgbr_id"]) == (1, None, 5)


def test_a_description_blocks_the_ra_and_empties_the_place(base: Any, mesa: Banco, ctx: Contexto) -> None:
    comando = pegar(mesa, ctx, IDS.ra_reiterado)
    vazio = dict.fromkeys(("endereco", "localidade_id", "setor_comercial_id", "quadra_id", "pavimento_rua_id"))
    assert recusas(mesa, ctx, com_local(comando, descricao="DEPOIS DA PONTE")) == ["LOCAL_DUPLO"]
    feito = gravar(mesa, ctx, com_local(comando, descricao="DEPOIS DA PONTE", **vazio))
    depois = do_ra(base, IDS.ra_reiterado)
    assert feito.situacao is SituacaoRA.BLOQUEADO
    assert (depois["rgat_cdsituacao"], depois["rgat_dslocalocorrencia"]) == (3, "DEPOIS DA PONTE")
    for coluna in ("lgbr_id", "lgcp_id", "rgat_nnimovel", "loca_id", "stcm_id", "qdra_id", "prua_id"):
        assert depois[coluna] is None
    assert [v.codigo for v in feito.alertas] == ["BLOQUEIO_DESCRICAO"]


def bloquear_pelo_imovel(base: Any) -> None:
    """Make a blocked RA of an imóvel that has a logradouro by now."""
    mudar(
        base,
        f"UPDATE {RA} SET imov_id = %s, step_id = %s, rgat_dslocalocorrencia = 'CASA SEM RUA' WHERE rgat_id = %s",
        IDS.imovel_em_quadra_2,
        IDS.espec_matricula,
        IDS.ra_bloqueado,
    )


def test_a_blocked_ra_whose_imovel_has_got_a_street_is_placed_by_it(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """[SB0024]."""
    bloquear_pelo_imovel(base)
    aberto = mesa.executar(abrir, ctx, IDS.ra_bloqueado)
    assert aberto.desbloqueado
    assert (aberto.local.descricao, aberto.local.quadra_id) == ("", IDS.quadra_centro_2)
    assert aberto.estado.local.descricao == "CASA SEM RUA"
    gravar(mesa, ctx, pegar(mesa, ctx, IDS.ra_bloqueado))
    depois = do_ra(base, IDS.ra_bloqueado)
    assert (depois["rgat_cdsituacao"], depois["rgat_dslocalocorrencia"]) == (1, None)
    assert depois["qdra_id"] == IDS.quadra_centro_2
    assert depois["lgbr_id"] is not None


def test_it_is_placed_even_when_the_client_left_the_description(base: Any, mesa: Banco, ctx: Contexto) -> None:
    bloquear_pelo_imovel(base)
    comando = pegar(mesa, ctx, IDS.ra_bloqueado)
    comando = com_gerais(replace(comando, local=comando.lido.local), observacao="X")
    assert gravar(mesa, ctx, comando).situacao is SituacaoRA.PENDENTE


def test_another_imovel_takes_its_place_and_its_os_along(base: Any, mesa: Banco, ctx: Contexto) -> None:
    feito = gravar(mesa, ctx, com_local(pegar(mesa, ctx, IDS.ra_com_os), imovel_id=IDS.imovel_norte))
    depois = do_ra(base, IDS.ra_com_os)
    assert (depois["imov_id"], depois["loca_id"], depois["qdra_id"]) == (IDS.imovel_norte, 2, IDS.quadra_norte)
    ordem = linha(base, "atendimentopublico.ordem_servico", "orse_id", IDS.ordem_servico)
    assert ordem["imov_id"] == IDS.imovel_norte
    assert feito.mudancas.tabelas == {"registro_atendimento", "ordem_servico"}


def test_the_imovel_is_judged_again_only_when_it_or_the_especificacao_changes(
    base: Any, mesa: Banco, ctx: Contexto
) -> None:
    """2.8.2 and 2.8.3: an old RA of an imóvel that owes may still be changed, another may not be put on it."""
    outro = com_gerais(
        com_local(pegar(mesa, ctx, IDS.ra_reiterado), imovel_id=IDS.imovel_com_debito),
        especificacao_id=IDS.espec_verificar_debito,
    )
    assert recusas(mesa, ctx, outro) == ["M15"]
    mudar(
        base,
        f"UPDATE {RA} SET imov_id = %s, step_id = %s WHERE rgat_id = %s",
        IDS.imovel_com_debito,
        IDS.espec_verificar_debito,
        IDS.ra_urgente,
    )
    assert recusas(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_urgente), observacao="X")) == []


def test_the_recent_due_day_is_not_looked_at(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """2.8.4 belongs to Inserir."""
    comando = com_local(pegar(mesa, ctx, IDS.ra_urgente), imovel_id=IDS.imovel_vencimento_recente)
    assert recusas(mesa, ctx, com_gerais(comando, especificacao_id=IDS.espec_alterar_vencimento)) == []


def test_another_pending_ra_of_the_imovel_and_especificacao(mesa: Banco, ctx: Contexto) -> None:
    """2.8.1, the RA itself aside."""
    assert recusas(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_pendente_imovel), observacao="X")) == []
    comando = com_local(pegar(mesa, ctx, IDS.ra_urgente), imovel_id=IDS.imovel_com_ra_pendente)
    assert recusas(mesa, ctx, com_gerais(comando, especificacao_id=IDS.espec_matricula)) == ["M13"]


def test_another_ra_of_the_same_street_warns_and_the_ra_itself_does_not(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """4.2; 4.3 is not run: there is a closed RA in the same street."""
    comando = pegar(mesa, ctx, IDS.ra_urgente)
    da_rua = pegar(mesa, ctx, IDS.ra_pendente_endereco).local.endereco
    assert recusas(mesa, ctx, com_local(pegar(mesa, ctx, IDS.ra_pendente_endereco), ponto_referencia="X")) == []
    comando = com_local(com_gerais(comando, especificacao_id=IDS.espec_simples), endereco=da_rua)
    with pytest.raises(AvisosPendentes) as parada:
        mesa.executar(atualizar, ctx, comando)
    (aviso,) = parada.value.avisos
    assert aviso.tipo is TipoAviso.PENDENTE_NO_LOCAL
    assert [ra.numero for ra in aviso.ras] == [IDS.ra_pendente_endereco]
    assert do_ra(base, IDS.ra_urgente)["step_id"] == IDS.espec_urgente
    assert mesa.executar(atualizar, ctx, replace(comando, avisos_aceitos=frozenset({aviso.chave}))).numero


def test_lack_of_water_in_the_update_form(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """4.4: the RA itself is not found, another of the área is."""
    comando = com_local(pegar(mesa, ctx, IDS.ra_falta_agua_generalizada), endereco=ENDERECO)
    assert mesa.executar(atualizar, ctx, comando).numero == IDS.ra_falta_agua_generalizada
    comando = pegar(mesa, ctx, IDS.ra_falta_agua_imovel)
    with pytest.raises(AvisosPendentes) as parada:
        mesa.executar(atualizar, ctx, com_local(comando, bairro_area_id=IDS.area_centro_a))
    assert [a.tipo for a in parada.value.avisos] == [TipoAviso.AREA_GENERALIZADA]


# --- leaving a tab ------------------------------------------------------------------------------------------------


def campos(erro: pytest.ExceptionInfo[RegraViolada]) -> list[tuple[str, str | None]]:
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


def test_each_tab_tells_only_what_is_its_own(mesa: Banco, ctx: Contexto) -> None:
    comando = com_pessoa(pegar(mesa, ctx, IDS.ra_pendente_endereco), endereco=None)
    comando = com_local(com_gerais(comando, meio_id=None), localidade_id=None)
    with pytest.raises(RegraViolada) as gerais, contar(mesa.engine) as comandos:
        mesa.executar(verificar_dados_gerais, ctx, comando)
    assert len(comandos) <= 4
    assert campos(gerais) == [("M01", "dados_gerais.meio_id")]
    with pytest.raises(RegraViolada) as local:
        mesa.executar(verificar_local, ctx, comando)
    assert ("M01", "local.localidade_id") in campos(local)
    with pytest.raises(RegraViolada) as solicitantes:
        mesa.executar(verificar_solicitantes, ctx, comando)
    assert campos(solicitantes) == [("M01", "solicitantes.9002.endereco")]


def test_leaving_the_place_brings_it_as_the_imovel_completes_it(mesa: Banco, ctx: Contexto) -> None:
    """The RA itself is no other pending RA of the imóvel [SB0021]."""
    comando = com_local(pegar(mesa, ctx, IDS.ra_com_os), imovel_id=IDS.imovel_norte)
    with contar(mesa.engine) as comandos:
        achado = mesa.executar(verificar_local, ctx, comando)
    assert len(comandos) <= 5
    assert (achado.local.localidade_id, achado.local.quadra_id) == (2, IDS.quadra_norte)
    assert (achado.avisos, achado.alertas) == ((), ())
    proprio = mesa.executar(verificar_local, ctx, pegar(mesa, ctx, IDS.ra_pendente_imovel))
    assert proprio.alertas == ()
    outro = com_local(pegar(mesa, ctx, IDS.ra_urgente), imovel_id=IDS.imovel_com_ra_pendente)
    assert [v.codigo for v in mesa.executar(verificar_local, ctx, outro).alertas] == ["IMOVEL_PENDENTE"]


def test_a_tab_left_after_the_ra_is_gone(mesa: Banco, ctx: Contexto) -> None:
    comando = replace(pegar(mesa, ctx, IDS.ra_urgente), numero=999_999)
    with pytest.raises(Conflito):
        mesa.executar(verificar_local, ctx, comando)


def test_a_place_left_behind_by_others_goes_with_the_description(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """A blocked RA with a stray column of place, as other programs leave it."""
    mudar(base, f"UPDATE {RA} SET dves_id = 1 WHERE rgat_id = %s", IDS.ra_bloqueado)
    assert recusas(mesa, ctx, com_gerais(pegar(mesa, ctx, IDS.ra_bloqueado), observacao="X")) == []
    comando = com_local(pegar(mesa, ctx, IDS.ra_bloqueado), descricao="", endereco=ENDERECO, localidade_id=1)
    gravar(mesa, ctx, comando)
    assert do_ra(base, IDS.ra_bloqueado)["dves_id"] is None
