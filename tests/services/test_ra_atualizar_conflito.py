"""Two people, or a person and the GSAN web system, change one RA [UC0408]: spec 10 §2.14, on two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.atualizacao import AnexosAlterados, AtualizarRA, SolicitanteRA
from gsan_desk.domain.conflito import ConflitoDeCampos, Escolha
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.registro_atendimento import Anexo, Solicitante
from gsan_desk.services.ra_atualizar import atualizar
from gsan_desk.services.sessao import entrar
from tests.services.apoio_atualizar import (
    FONE,
    RA,
    SOLICITANTE,
    com_gerais,
    com_local,
    com_pessoa,
    do_ra,
    gravar,
    linha,
    linhas,
    pegar,
)
from tests.services.apoio_ra import CELULAR, ENDERECO
from tests.support.banco import conectar
from tests.support.cenario import IDS, JPG_MINIMO
from tests.support.travas import esperar_trava

RUA = IDS.ra_pendente_endereco
CAIO = SolicitanteRA(None, "20261000300001", Solicitante(nome="CAIO", endereco=ENDERECO))
DUDA = SolicitanteRA(None, "20261000300002", Solicitante(nome="DUDA", endereco=ENDERECO))


@pytest.fixture
def mesas(como: Callable[[str], Banco]) -> tuple[Banco, Banco]:
    """The unit that holds the RAs, and its superior."""
    return como("atendente2"), como("supervisor")


@pytest.fixture
def quem(mesas: tuple[Banco, Banco]) -> tuple[Contexto, Contexto]:
    return mesas[0].executar(entrar), mesas[1].executar(entrar)


def conflito(banco: Banco, contexto: Contexto, comando: AtualizarRA) -> ConflitoDeCampos:
    with pytest.raises(ConflitoDeCampos) as erro:
        gravar(banco, contexto, comando)
    return erro.value


def decidir(comando: AtualizarRA, erro: ConflitoDeCampos, **escolhas: str) -> AtualizarRA:
    """Answer for each field, whose dots are written as two underscores."""
    decisoes = {campo.replace("__", "."): Escolha(escolha) for campo, escolha in escolhas.items()}
    return replace(comando, decisoes=decisoes, decidido_sobre=erro.armazenado)


def web(base: Any, comando: str, *valores: object) -> None:
    """Write as the web system does: a plain connection that moves the stamp by its own clock."""
    base.execute(
        f"UPDATE {RA} SET {comando}, rgat_tmultimaalteracao = now()::timestamp(3) WHERE rgat_id = %s", (*valores, RUA)
    )


def test_what_does_not_overlap_is_merged(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    deles = com_local(pegar(mesas[1], quem[1], RUA), ponto_referencia="DELES")
    gravar(mesas[1], quem[1], com_gerais(deles, meio_id=IDS.meio_telefone))
    gravar(mesas[0], quem[0], meu)
    depois = do_ra(base, RUA)
    assert (depois["rgat_dsobservacao"], depois["rgat_dspontoreferencia"]) == ("MINHA", "DELES")
    assert depois["meso_id"] == IDS.meio_telefone


def test_what_was_merged_is_told(mesas: Any, quem: Any) -> None:
    """Nobody is surprised by what somebody else wrote: the answer names the fields, who and when."""
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    deles = com_local(pegar(mesas[1], quem[1], RUA), ponto_referencia="DELES")
    assert gravar(mesas[1], quem[1], replace(deles, solicitantes=(*deles.solicitantes, CAIO))).juntado is None
    juntado = gravar(mesas[0], quem[0], meu).juntado
    assert juntado is not None
    assert juntado.campos == ("Ponto de Referência", "Solicitante")
    assert juntado.quem == "SUPERVISOR"
    assert juntado.quando is not None


def test_what_overlaps_is_shown_with_who_and_when(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA", meio_id=IDS.meio_telefone)
    gravar(mesas[1], quem[1], com_gerais(pegar(mesas[1], quem[1], RUA), observacao="DELES"))
    erro = conflito(mesas[0], quem[0], meu)
    (campo,) = erro.campos
    assert (campo.campo, campo.rotulo) == ("dados_gerais.observacao", "Observação")
    assert (campo.texto_lido, campo.texto_meu, campo.texto_deles) == ("AGUARDANDO PROVIDÊNCIA", "MINHA", "DELES")
    assert erro.quem == "SUPERVISOR"
    assert erro.quando is not None
    assert do_ra(base, RUA)["meso_id"] == IDS.meio_balcao


@pytest.mark.parametrize(("escolha", "fica"), [("meu", "MINHA"), ("deles", "DELES")])
def test_a_decision_goes_on_with_the_rest_of_what_was_typed(
    base: Any, mesas: Any, quem: Any, escolha: str, fica: str
) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA", meio_id=IDS.meio_telefone)
    gravar(mesas[1], quem[1], com_gerais(pegar(mesas[1], quem[1], RUA), observacao="DELES"))
    erro = conflito(mesas[0], quem[0], meu)
    gravar(mesas[0], quem[0], decidir(meu, erro, dados_gerais__observacao=escolha))
    depois = do_ra(base, RUA)
    assert (depois["rgat_dsobservacao"], depois["meso_id"]) == (fica, IDS.meio_telefone)


def test_a_decision_against_an_older_state_is_asked_again(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    for texto in ("DELES", "DELES DE NOVO"):
        gravar(mesas[1], quem[1], com_gerais(pegar(mesas[1], quem[1], RUA), observacao=texto))
        erro = conflito(mesas[0], quem[0], meu)
        assert erro.campos[0].texto_deles == texto
        meu = decidir(meu, erro, dados_gerais__observacao="meu")
    gravar(mesas[0], quem[0], meu)
    assert do_ra(base, RUA)["rgat_dsobservacao"] == "MINHA"


def test_the_web_system_changes_another_field(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    web(base, "rgat_dspontoreferencia = %s", "DA WEB")
    gravar(mesas[0], quem[0], meu)
    depois = do_ra(base, RUA)
    assert (depois["rgat_dsobservacao"], depois["rgat_dspontoreferencia"]) == ("MINHA", "DA WEB")


def test_the_web_system_changes_the_same_field(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    web(base, "rgat_dsobservacao = %s", "DA WEB")
    erro = conflito(mesas[0], quem[0], meu)
    assert erro.campos[0].texto_deles == "DA WEB"
    assert erro.quem  # the role of the plain connection, as the audit saw it


def test_the_web_system_only_moves_the_stamp(base: Any, mesas: Any, quem: Any) -> None:
    """Printing moves it: nothing of the tabs changed, so nobody is bothered."""
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    web(base, "rgat_tmultimaemissao = now()")
    gravar(mesas[0], quem[0], meu)
    depois = do_ra(base, RUA)
    assert depois["rgat_dsobservacao"] == "MINHA"
    assert depois["rgat_tmultimaemissao"] is not None


def test_line_ends_of_the_web_are_no_change(base: Any, mesas: Any, quem: Any) -> None:
    web(base, "rgat_dsobservacao = %s", "UMA\r\nDUAS ")
    comando = pegar(mesas[0], quem[0], RUA)
    feito = gravar(mesas[0], quem[0], com_gerais(comando, observacao="UMA\nDUAS"))
    assert feito.mudancas.tabelas == frozenset()


def test_without_the_audit_nobody_is_named(base: Any, mesas: Any, quem: Any) -> None:
    """A utility that forbids triggers has an empty audit."""
    base.execute("SET session_replication_role = replica")
    base.execute("DELETE FROM gsan_desk.auditoria")
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    web(base, "rgat_dsobservacao = %s", "DA WEB")
    erro = conflito(mesas[0], quem[0], meu)
    assert (erro.quem, erro.quando) == (None, None)
    assert "outra pessoa" in str(erro)


def test_a_change_under_way_is_waited_for_and_compared(dsn: URL, base: Any, mesas: Any, quem: Any) -> None:
    """The other's transaction is open while mine starts: it waits for the lock and sees what was written."""
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    with conectar(dsn) as outra, ThreadPoolExecutor(1) as fila:
        outra.autocommit = False
        outra.execute(
            f"UPDATE {RA} SET rgat_dsobservacao = 'DELES', rgat_tmultimaalteracao = now()"
            f" WHERE rgat_id = {RUA}".encode()
        )
        tarefa = fila.submit(conflito, mesas[0], quem[0], meu)
        esperar_trava(base)
        outra.commit()
        assert tarefa.result().campos[0].texto_deles == "DELES"


def test_a_solicitante_under_way_is_waited_for_too(dsn: URL, base: Any, mesas: Any, quem: Any) -> None:
    """The web writes the row below without touching the RA."""
    meu = com_pessoa(pegar(mesas[0], quem[0], RUA), nome="MEU NOME")
    with conectar(dsn) as outra, ThreadPoolExecutor(1) as fila:
        outra.autocommit = False
        outra.execute(f"UPDATE {SOLICITANTE} SET raso_nmsolicitante = 'DELES' WHERE rgat_id = {RUA}".encode())
        tarefa = fila.submit(conflito, mesas[0], quem[0], meu)
        esperar_trava(base)
        outra.commit()
        (campo,) = tarefa.result().campos
    assert (campo.campo, campo.texto_meu, campo.texto_deles) == ("solicitantes.9002.quem", "MEU NOME", "DELES")


def test_both_at_once_lose_nothing(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    deles = com_local(pegar(mesas[1], quem[1], RUA), ponto_referencia="DELES")
    with ThreadPoolExecutor(2) as fila:
        list(fila.map(lambda par: gravar(*par), ((mesas[0], quem[0], meu), (mesas[1], quem[1], deles))))
    depois = do_ra(base, RUA)
    assert (depois["rgat_dsobservacao"], depois["rgat_dspontoreferencia"]) == ("MINHA", "DELES")


def test_a_lock_that_does_not_come_is_told(dsn: URL, base: Any, mesas: Any, quem: Any) -> None:
    base.execute("ALTER ROLE atendente2 SET lock_timeout = '200ms'")
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    mesas[0].fechar()
    try:
        with conectar(dsn) as outra:
            outra.autocommit = False
            outra.execute(f"SELECT 1 FROM {SOLICITANTE} WHERE rgat_id = {RUA} FOR UPDATE".encode())
            with pytest.raises(Conflito, match="Tente de novo em instantes"):
                mesas[0].executar(atualizar, quem[0], meu)
            outra.rollback()
    finally:
        base.execute("ALTER ROLE atendente2 RESET lock_timeout")


def test_solicitantes_of_both_are_kept(base: Any, mesas: Any, quem: Any) -> None:
    meu, deles = pegar(mesas[0], quem[0], RUA), pegar(mesas[1], quem[1], RUA)
    gravar(mesas[1], quem[1], replace(deles, solicitantes=(*deles.solicitantes, DUDA)))
    gravar(mesas[0], quem[0], replace(meu, solicitantes=(*meu.solicitantes, CAIO)))
    nomes = {p["raso_nmsolicitante"] for p in linhas(base, SOLICITANTE, RUA)}
    assert nomes == {"JOAQUIM PEREIRA", "CAIO", "DUDA"}


def test_fields_of_one_solicitante_are_merged(base: Any, mesas: Any, quem: Any) -> None:
    meu = com_pessoa(pegar(mesas[0], quem[0], RUA), nome="JOAQUIM P.")
    gravar(mesas[1], quem[1], com_pessoa(pegar(mesas[1], quem[1], RUA), fones=(CELULAR,)))
    gravar(mesas[0], quem[0], meu)
    assert linha(base, SOLICITANTE, "raso_id", RUA)["raso_nmsolicitante"] == "JOAQUIM P."
    (fone,) = base.execute(f"SELECT sofo_nnfone FROM {FONE} WHERE raso_id = %s", (RUA,)).fetchall()
    assert fone["sofo_nnfone"] == "987650001"


def test_a_solicitante_that_they_removed_and_i_changed(base: Any, mesas: Any, quem: Any) -> None:
    comando = pegar(mesas[1], quem[1], RUA)
    gravar(mesas[1], quem[1], replace(comando, solicitantes=(*comando.solicitantes, DUDA)))
    meu = com_pessoa(pegar(mesas[0], quem[0], RUA), nome="MUDADO")
    deles = pegar(mesas[1], quem[1], RUA)
    gravar(mesas[1], quem[1], replace(deles, solicitantes=deles.solicitantes[1:]))
    erro = conflito(mesas[0], quem[0], meu)
    (campo,) = erro.campos
    assert (campo.campo, campo.texto_meu, campo.texto_deles) == ("solicitantes.9002", "MUDADO", "(removido)")
    protocolo = comando.solicitantes[0].protocolo
    gravar(mesas[0], quem[0], decidir(meu, erro, solicitantes__9002="meu"))
    voltou = linha(base, SOLICITANTE, "raso_nnprotocoloatendimento", protocolo)  # type: ignore[arg-type]
    assert (voltou["raso_nmsolicitante"], voltou["raso_id"] != RUA) == ("MUDADO", True)
    assert sum(p["raso_icsolicitanteprincipal"] == 1 for p in linhas(base, SOLICITANTE, RUA)) == 1


def test_each_removes_the_other_one(mesas: Any, quem: Any) -> None:
    """Together they would leave nobody: M44."""
    comando = pegar(mesas[1], quem[1], RUA)
    gravar(mesas[1], quem[1], replace(comando, solicitantes=(*comando.solicitantes, DUDA)))
    meu, deles = pegar(mesas[0], quem[0], RUA), pegar(mesas[1], quem[1], RUA)
    gravar(mesas[1], quem[1], replace(deles, solicitantes=deles.solicitantes[1:]))
    with pytest.raises(RegraViolada) as erro:
        gravar(mesas[0], quem[0], replace(meu, solicitantes=meu.solicitantes[:1]))
    assert [v.codigo for v in erro.value.violacoes] == ["M44"]


def test_a_quadra_in_conflict_is_shown_by_its_number(mesas: Any, quem: Any) -> None:
    meu = com_local(pegar(mesas[0], quem[0], RUA), quadra_id=IDS.quadra_centro_2)
    lugar = {"localidade_id": 2, "setor_comercial_id": 2, "quadra_id": IDS.quadra_norte}
    gravar(mesas[1], quem[1], com_local(pegar(mesas[1], quem[1], RUA), **lugar))
    (campo,) = conflito(mesas[0], quem[0], meu).campos
    assert campo.rotulo == "Localidade, Setor Comercial e Quadra"
    assert campo.texto_meu.endswith("setor 1, quadra 20")
    assert campo.texto_deles.endswith("setor 1, quadra 10")


def test_a_description_against_an_address(base: Any, mesas: Any, quem: Any) -> None:
    vazio = dict.fromkeys(("endereco", "localidade_id", "setor_comercial_id", "quadra_id"))
    meu = com_local(pegar(mesas[0], quem[0], RUA), descricao="DEPOIS DA PONTE", **vazio)
    gravar(mesas[1], quem[1], com_local(pegar(mesas[1], quem[1], RUA), endereco=ENDERECO))
    erro = conflito(mesas[0], quem[0], meu)
    (campo,) = erro.campos
    assert campo.texto_meu == "Descrição do Local da Ocorrência: DEPOIS DA PONTE"
    assert "Endereço: " in campo.texto_deles
    gravar(mesas[0], quem[0], decidir(meu, erro, local__descricao="meu"))
    assert do_ra(base, RUA)["rgat_cdsituacao"] == 3


def test_what_my_imovel_displaces_is_compared(mesas: Any, quem: Any) -> None:
    """I name an imóvel, they correct the quadra: the imóvel would overwrite it, so it is asked."""
    meu = com_local(pegar(mesas[0], quem[0], RUA), imovel_id=IDS.imovel_norte)
    gravar(mesas[1], quem[1], com_local(pegar(mesas[1], quem[1], RUA), quadra_id=IDS.quadra_centro_2))
    assert [c.campo for c in conflito(mesas[0], quem[0], meu).campos] == ["local.localidade_id"]


def test_attachments_of_both_are_kept_and_the_same_file_once(base: Any, mesas: Any, quem: Any) -> None:
    foto = Anexo("a.jpg", "jpg", JPG_MINIMO)
    meu, deles = pegar(mesas[0], quem[0], RUA), pegar(mesas[1], quem[1], RUA)
    croqui = Anexo("c.pdf", "pdf", b"%PDF-1.4\n%%EOF\n")
    gravar(mesas[1], quem[1], replace(deles, anexos=AnexosAlterados(novos=(foto,))))
    gravar(mesas[0], quem[0], replace(meu, anexos=AnexosAlterados(novos=(foto, croqui))))
    extensoes = [a["raan_nmextensaodocumento"].strip() for a in linhas(base, "atendimentopublico.ra_anexo", RUA)]
    assert sorted(extensoes) == ["jpg", "pdf"]


def test_two_desks_put_the_same_imovel_and_especificacao(mesas: Any, quem: Any) -> None:
    """2.8.1 under the lock: exactly one succeeds."""

    def por(banco: Banco, contexto: Contexto, ra: int) -> list[str]:
        comando = com_local(pegar(banco, contexto, ra), imovel_id=IDS.imovel_em_quadra_2)
        try:
            gravar(banco, contexto, com_gerais(comando, especificacao_id=IDS.espec_matricula))
        except RegraViolada as erro:
            return [v.codigo for v in erro.violacoes]
        return []

    pares = ((mesas[0], quem[0], IDS.ra_urgente), (mesas[1], quem[1], IDS.ra_reiterado))
    with ThreadPoolExecutor(2) as fila:
        assert sorted(fila.map(lambda par: por(*par), pares)) == [[], ["M13"]]


def test_an_ra_removed_meanwhile(base: Any, mesas: Any, quem: Any) -> None:
    """M32: the RA was removed by somebody, rows below included."""
    meu = com_gerais(pegar(mesas[0], quem[0], IDS.ra_bloqueado), observacao="X")
    base.execute("SET session_replication_role = replica")
    base.execute(f"DELETE FROM {RA} WHERE rgat_id = %s", (IDS.ra_bloqueado,))
    with pytest.raises(Conflito, match="alterou ou removeu"):
        gravar(mesas[0], quem[0], meu)


def test_a_web_clock_that_is_behind_hides_no_change(base: Any, mesas: Any, quem: Any) -> None:
    """By equality, not by order."""
    meu = com_gerais(pegar(mesas[0], quem[0], RUA), observacao="MINHA")
    antes = do_ra(base, RUA)["rgat_tmultimaalteracao"]
    base.execute(
        f"UPDATE {RA} SET rgat_dsobservacao = 'DA WEB', rgat_tmultimaalteracao = %s WHERE rgat_id = %s",
        (antes - timedelta(days=1), RUA),
    )
    assert conflito(mesas[0], quem[0], meu).campos[0].texto_deles == "DA WEB"
