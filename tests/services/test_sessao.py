"""Log-in: operator, rights and domain rows, against the real roles."""

from collections.abc import Callable

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import AcessoNegado
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.banco import conectar
from tests.support.cenario import IDS


@pytest.fixture
def contexto(atendente: Banco) -> Contexto:
    """What log-in gives."""
    return atendente.executar(entrar)


def test_entrar_takes_three_statements(atendente: Banco) -> None:
    with contar(atendente.engine) as comandos:
        atendente.executar(entrar)
    assert len(comandos) == 3


def test_the_operator_is_the_role_behind_the_connection(contexto: Contexto) -> None:
    operador = contexto.operador
    assert (operador.usuario_id, operador.login, operador.unidade_id) == (101, "atendente", IDS.unidade_loja)
    assert operador.perfis == {"atendente"}
    assert operador.permissoes == frozenset()


def test_profiles_are_inherited_and_special_permissions_come_along(como: Callable[[str], Banco]) -> None:
    admin = como("admin").executar(entrar).operador
    assert admin.perfis == {"atendente", "supervisor", "sms", "admin"}
    assert admin.permissoes == {34, 105, 110}
    assert como("sms").executar(entrar).operador.perfis == {"sms"}


@pytest.mark.parametrize("situacao", [3, 4])
def test_a_blocked_or_inactive_user_may_not_enter(dsn: URL, atendente: Banco, situacao: int) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE seguranca.usuario SET usst_id = %s WHERE usur_nmlogin = 'atendente'", (situacao,))
    with pytest.raises(AcessoNegado, match="bloqueado ou inativo"):
        atendente.executar(entrar)


def test_a_role_that_is_no_user_may_not_enter(dsn: URL, atendente: Banco) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE seguranca.usuario SET usur_nmlogin = 'outro' WHERE usur_nmlogin = 'atendente'")
    with pytest.raises(AcessoNegado, match="não está cadastrado"):
        atendente.executar(entrar)


def test_domain_rows_come_whole(dsn: URL, contexto: Contexto) -> None:
    dominios = contexto.dominios
    tabelas = {
        "atendimentopublico.solicitacao_tipo_espec": dominios.especificacoes,
        "atendimentopublico.solicitacao_tipo": dominios.tipos,
        "atendimentopublico.servico_tipo": dominios.servicos,
        "atendimentopublico.meio_solicitacao": dominios.meios,
        "atendimentopublico.local_ocorrencia": dominios.locais,
        "cadastro.unidade_organizacional": dominios.unidades,
        "cadastro.localidade": dominios.localidades,
        "cadastro.municipio": dominios.municipios,
        "cadastro.fone_tipo": dominios.fone_tipos,
        "cadastro.nacional_feriado": dominios.feriados,
        "operacional.divisao_esgoto": dominios.divisoes_esgoto,
        "atendimentopublico.atend_motivo_encmt": dominios.motivos_encerramento,
    }
    with conectar(dsn) as conexao:
        for tabela, linhas in tabelas.items():
            assert conexao.execute(f"SELECT count(*) FROM {tabela}").fetchone() == (len(linhas),), tabela


def test_flags_of_an_especificacao(contexto: Contexto) -> None:
    especificacoes = contexto.dominios.especificacoes
    assert especificacoes[IDS.espec_verificar_debito].verificar_debito
    assert especificacoes[IDS.espec_verificar_debito].matricula
    assert not especificacoes[IDS.espec_simples].matricula
    assert especificacoes[IDS.espec_simples].solicitante
    assert not especificacoes[IDS.espec_sem_solicitante].solicitante
    assert especificacoes[IDS.espec_simples].dias_prazo == 5
    assert especificacoes[IDS.espec_sem_prazo].dias_prazo is None
    assert especificacoes[IDS.espec_com_pop].tem_pop
    assert not especificacoes[IDS.espec_inativa].em_uso


def test_the_tables_of_destinations(contexto: Contexto) -> None:
    dominios = contexto.dominios
    assert dominios.cobranca_destino[IDS.espec_por_cobranca, IDS.cobranca_situacao] == IDS.unidade_cobranca
    assert dominios.localidade_destino[IDS.localidade_norte, IDS.espec_por_localidade] == IDS.unidade_operacional
    assert dominios.grupo_destino[IDS.localidade_norte, IDS.grupo_esgoto] == IDS.unidade_esgoto
    chave = (IDS.espec_servico_por_pavimento, IDS.local_rua, IDS.pavimento_cimentado, IDS.pavimento_asfalto)
    assert dominios.pavimento_servico[chave] == IDS.servico_pavimento
    assert dominios.meios_documento[IDS.espec_documento_por_meio] == {IDS.meio_balcao}
    assert dominios.parametros.ultimo_ra_manual == IDS.ultimo_ra_manual
