"""Three-way merge: no change of anybody is lost without a decision, whatever the fields that each one changed."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.atualizacao import AnexoRA, AnexosAlterados, AtualizarRA, EstadoRA, SolicitanteRA
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.conflito import CampoEmConflito, ConflitoDeCampos, Escolha, Fusao, essencia
from gsan_desk.domain.fusao_ra import GERAIS, LUGAR, PRINCIPAL, RAFundido, conjunto, fundir
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Fone, Local, Solicitante
from gsan_desk.domain.textos_conflito import REMOVIDO, VAZIO, Nomes, com_textos
from tests.domain.fabrica import contexto

VERSAO = datetime(2026, 5, 4, 10, 0)  # noqa: DTZ001 - GSAN's timestamps have no zone
ENDERECO = Endereco(1, 1, "10", texto="RUA A, 10")
GERAIS_LIDOS = DadosGerais(
    tipo_atendimento=TipoAtendimento.MANUAL,
    data=date(2026, 5, 4),
    hora=time(9, 0),
    espera_inicial=time(8, 50),
    espera_final=time(9, 0),
    unidade_id=1,
    meio_id=1,
    tipo_id=1,
    especificacao_id=1,
    observacao="LIDO",
)
LOCAL_LIDO = Local(
    imovel_id=1,
    endereco=ENDERECO,
    ponto_referencia="LIDO",
    coordenada_norte=Decimal(1),
    coordenada_leste=Decimal(1),
    municipio_id=1,
    bairro_id=1,
    bairro_area_id=1,
    localidade_id=1,
    setor_comercial_id=1,
    quadra_id=1,
    divisao_esgoto_id=1,
    local_ocorrencia_id=1,
    pavimento_rua_id=1,
    pavimento_calcada_id=1,
    conta_ids=(1, 2),
    pagamento_ids=(1, 2),
)
ANA = SolicitanteRA(1, "p1", Solicitante(nome="ANA", endereco=ENDERECO), principal=True, versao=VERSAO)
BIA = SolicitanteRA(2, "p2", Solicitante(cliente_id=5), versao=VERSAO, cliente="BIA")
FOTO = AnexoRA(1, "jpg", 10, "LIDA", VERSAO)
LIDO = EstadoRA(VERSAO, VERSAO, GERAIS_LIDOS, LOCAL_LIDO, (ANA, BIA), (FOTO,))


def outro(atributo: str, valor: Any, quem: int) -> Any:
    """Give another value of the same kind, each person's own."""
    if valor is None or isinstance(valor, int | Decimal):
        return (valor or 0) + 10 * quem
    if isinstance(valor, date):
        return valor.replace(day=10 + quem)
    if isinstance(valor, time):
        return valor.replace(minute=10 + quem)
    if isinstance(valor, Endereco):
        return replace(valor, numero=str(20 + quem))
    return f"{atributo} {quem}"


def mudar(aba: Any, campos: set[str], quem: int) -> Any:
    """Change every attribute of the groups in the set."""
    novos: dict[str, Any] = {}
    for grupo in (*GERAIS, *LUGAR):
        if grupo.campo in campos and hasattr(aba, grupo.atributos[0]):
            novos |= {a: outro(a, getattr(aba, a), quem) for a in grupo.atributos}
    return replace(aba, **novos)


def comando(**campos: Any) -> AtualizarRA:
    padrao = {"numero": 1, "lido": LIDO, "dados_gerais": GERAIS_LIDOS, "local": LOCAL_LIDO, "solicitantes": (ANA, BIA)}
    return AtualizarRA(**{**padrao, **campos})


def armazenado(**campos: Any) -> EstadoRA:
    return replace(LIDO, versao=VERSAO.replace(minute=1), **campos)


def campos_de(fundido: RAFundido) -> set[str]:
    return {c.campo for c in fundido.conflitos}


CAMPOS = [g.campo for g in (*GERAIS, *LUGAR) if g.campo != "local.descricao"]


@given(st.sets(st.sampled_from(CAMPOS)), st.sets(st.sampled_from(CAMPOS)))
def test_every_change_survives_or_is_a_conflict(meus: set[str], deles: set[str]) -> None:
    """The property: each changed field is mine, theirs or asked about; conflicts are exactly the common fields."""
    meu = comando(dados_gerais=mudar(GERAIS_LIDOS, meus, 1), local=mudar(LOCAL_LIDO, meus, 1))
    base = armazenado(dados_gerais=mudar(GERAIS_LIDOS, deles, 2), local=mudar(LOCAL_LIDO, deles, 2))
    fundido = fundir(meu, base)
    assert campos_de(fundido) == meus & deles
    for grupo in (*GERAIS, *LUGAR):
        aba = "dados_gerais" if grupo in GERAIS else "local"
        esperado = meu if grupo.campo in meus else base
        assert grupo.valores(getattr(fundido, aba)) == grupo.valores(getattr(esperado, aba))


@given(st.sets(st.sampled_from(CAMPOS), min_size=1), st.dictionaries(st.sampled_from(CAMPOS), st.sampled_from(Escolha)))
def test_a_decision_settles_its_field_and_no_other(ambos: set[str], decisoes: dict[str, Escolha]) -> None:
    base = armazenado(dados_gerais=mudar(GERAIS_LIDOS, ambos, 2), local=mudar(LOCAL_LIDO, ambos, 2))
    meu = comando(
        dados_gerais=mudar(GERAIS_LIDOS, ambos, 1),
        local=mudar(LOCAL_LIDO, ambos, 1),
        decisoes=decisoes,
        decidido_sobre=base,
    )
    fundido = fundir(meu, base)
    assert campos_de(fundido) == ambos - decisoes.keys()
    for grupo in (*GERAIS, *LUGAR):
        if grupo.campo in ambos & decisoes.keys():
            aba = "dados_gerais" if grupo in GERAIS else "local"
            esperado = meu if decisoes[grupo.campo] is Escolha.MEU else base
            assert grupo.valores(getattr(fundido, aba)) == grupo.valores(getattr(esperado, aba))


def test_decisions_taken_against_another_state_do_not_count() -> None:
    base = armazenado(dados_gerais=replace(GERAIS_LIDOS, observacao="DELES"))
    meu = comando(
        dados_gerais=replace(GERAIS_LIDOS, observacao="MEU"),
        decisoes={"dados_gerais.observacao": Escolha.MEU},
        decidido_sobre=base,
    )
    assert not fundir(meu, base).conflitos
    depois = replace(base, dados_gerais=replace(GERAIS_LIDOS, observacao="DE NOVO"))
    assert campos_de(fundir(meu, depois)) == {"dados_gerais.observacao"}


ids = st.frozensets(st.integers(1, 9)).map(lambda s: tuple(sorted(s)))


@given(ids, ids, ids)
def test_sets_lose_neither_additions_nor_removals(
    lido: tuple[int, ...], meu: tuple[int, ...], deles: tuple[int, ...]
) -> None:
    fundido = set(conjunto(lido, meu, deles))
    assert set(meu) - set(lido) <= fundido
    assert (set(deles) - set(lido)) - (set(lido) - set(meu)) <= fundido
    assert not (set(lido) - set(meu)) & fundido
    assert not (set(lido) - set(deles)) & (fundido - (set(meu) - set(lido)))


def test_the_same_thing_written_differently_is_no_change() -> None:
    assert essencia("A\r\nB ") == essencia("A\nB")
    assert essencia(time(9, 0, 7)) == essencia(time(9, 0))
    assert essencia(Endereco(1, None, "S/N  ", texto="X")) == essencia(Endereco(1, None, "S/N", texto="Y"))
    igual = comando(dados_gerais=replace(GERAIS_LIDOS, observacao="LIDO \r\n"))
    assert fundir(igual, LIDO).dados_gerais == GERAIS_LIDOS


def test_both_wrote_the_same() -> None:
    novo = replace(GERAIS_LIDOS, observacao="IGUAL")
    assert not fundir(comando(dados_gerais=novo), armazenado(dados_gerais=novo)).conflitos


def test_online_and_identity_never_change() -> None:
    lido = replace(
        LIDO, dados_gerais=replace(GERAIS_LIDOS, tipo_atendimento=TipoAtendimento.ONLINE, numero_manual="9-4")
    )
    meu = replace(GERAIS_LIDOS, data=date(2020, 1, 1), hora=time(1), espera_final=time(2), numero_manual="1-9")
    fundido = fundir(comando(lido=lido, dados_gerais=meu), lido)
    assert fundido.dados_gerais == lido.dados_gerais


def test_description_against_a_field_of_the_place_is_one_conflict() -> None:
    """One identified, the other described: no field can be merged by itself."""
    vazio = Local(descricao="DEPOIS DA PONTE", conta_ids=(1, 2), pagamento_ids=(1, 2))
    base = armazenado(local=replace(LOCAL_LIDO, ponto_referencia="DELES"))
    fundido = fundir(comando(local=vazio), base)
    assert campos_de(fundido) == {"local.descricao"}
    assert fundido.local.descricao == "DEPOIS DA PONTE"
    decidido = comando(local=vazio, decisoes={"local.descricao": Escolha.DELES}, decidido_sobre=base)
    assert fundir(decidido, base).local == base.local
    assert fundir(comando(local=vazio), armazenado()).local.ponto_referencia == ""


def test_contas_are_all_or_none_when_the_imovel_changes() -> None:
    meu = comando(local=replace(LOCAL_LIDO, imovel_id=2, conta_ids=(), pagamento_ids=()))
    base = armazenado(local=replace(LOCAL_LIDO, conta_ids=(1, 2, 3)))
    assert campos_de(fundir(meu, base)) == {"local.conta_ids"}
    assert fundir(meu, armazenado()).local.conta_ids == ()


def test_payments_given_back_stay() -> None:
    meu = comando(local=replace(LOCAL_LIDO, pagamento_ids=()))
    assert fundir(meu, armazenado(devolvidos=frozenset({2}))).local.pagamento_ids == (2,)


def com(linha: SolicitanteRA, **campos: Any) -> SolicitanteRA:
    return replace(linha, solicitante=replace(linha.solicitante, **campos))


def test_rows_merge_by_id_and_by_field() -> None:
    meu = comando(solicitantes=(com(ANA, nome="ANA MARIA"), BIA))
    novo = SolicitanteRA(3, "p3", Solicitante(nome="CAIO"))
    fone = Fone(1, "81", "34210000", principal=True)
    fundido = fundir(meu, armazenado(solicitantes=(com(ANA, fones=(fone,)), BIA, novo)))
    assert not fundido.conflitos
    ana, bia, caio = fundido.solicitantes
    assert (ana.solicitante.nome, ana.solicitante.fones) == ("ANA MARIA", (fone,))
    assert (bia, caio) == (BIA, novo)


def test_who_became_a_cliente_is_one_field() -> None:
    meu = comando(solicitantes=(com(ANA, cliente_id=9, nome="", endereco=None), BIA))
    base = armazenado(solicitantes=(com(ANA, ponto_referencia="PRAÇA"), BIA))
    assert campos_de(fundir(meu, base)) == {"solicitantes.1.quem"}
    decidido = replace(meu, decisoes={"solicitantes.1.quem": Escolha.DELES}, decidido_sobre=base)
    assert fundir(decidido, base).solicitantes == base.solicitantes


def test_a_row_removed_by_one_side() -> None:
    sem_bia = comando(solicitantes=(ANA,))
    assert fundir(sem_bia, armazenado()).solicitantes == (ANA,)
    assert fundir(comando(), armazenado(solicitantes=(ANA,))).solicitantes == (ANA,)
    mudada = armazenado(solicitantes=(ANA, com(BIA, cliente_id=6)))
    assert campos_de(fundir(sem_bia, mudada)) == {"solicitantes.2"}
    decidido = replace(sem_bia, decisoes={"solicitantes.2": Escolha.MEU}, decidido_sobre=mudada)
    assert fundir(decidido, mudada).solicitantes == (ANA,)


def test_a_row_that_they_removed_and_i_changed_comes_back_new_if_i_say_so() -> None:
    base = armazenado(solicitantes=(ANA,))
    meu = comando(solicitantes=(ANA, com(BIA, cliente_id=6)))
    (conflito,) = fundir(meu, base).conflitos
    assert (conflito.campo, conflito.deles) == ("solicitantes.2", None)
    decidido = replace(meu, decisoes={"solicitantes.2": Escolha.MEU}, decidido_sobre=base)
    _, bia = fundir(decidido, base).solicitantes
    assert (bia.id, bia.protocolo, bia.solicitante.cliente_id) == (None, "p2", 6)


def test_the_principal_is_one_field_of_the_list() -> None:
    minha = comando(solicitantes=(replace(ANA, principal=False), replace(BIA, principal=True)))
    ana, bia = fundir(minha, armazenado()).solicitantes
    assert (ana.principal, bia.principal) == (False, True)
    terceiro = SolicitanteRA(3, "p3", Solicitante(nome="CAIO"), principal=True)
    base = armazenado(solicitantes=(replace(ANA, principal=False), BIA, terceiro))
    assert campos_de(fundir(minha, base)) == {PRINCIPAL}
    assert sum(p.principal for p in fundir(comando(), base).solicitantes) == 1


def test_a_principal_that_they_removed_gives_way_to_theirs() -> None:
    base = armazenado(solicitantes=(replace(BIA, principal=True),))
    assert [p.principal for p in fundir(comando(), base).solicitantes] == [True]


def test_a_new_row_already_written_is_not_written_again() -> None:
    caio = SolicitanteRA(None, "p3", Solicitante(nome="CAIO"))
    meu = comando(solicitantes=(ANA, BIA, caio))
    assert fundir(meu, armazenado()).solicitantes == (ANA, BIA, caio)
    gravado = replace(caio, id=3, versao=VERSAO)
    assert fundir(meu, armazenado(solicitantes=(ANA, BIA, gravado))).solicitantes == (ANA, BIA, gravado)


def test_attachments() -> None:
    escrita = comando(anexos=AnexosAlterados(observacoes={1: "MINHA"}))
    assert fundir(escrita, armazenado()).observacoes == {1: "MINHA"}
    outra = armazenado(anexos=(replace(FOTO, observacao="DELES"),))
    assert campos_de(fundir(escrita, outra)) == {"anexos.1"}
    assert campos_de(fundir(escrita, armazenado(anexos=()))) == {"anexos.1"}
    tirada = comando(anexos=AnexosAlterados(removidos=frozenset({1})))
    assert fundir(tirada, armazenado()).anexos_removidos == {1}
    assert fundir(tirada, armazenado(anexos=())).anexos_removidos == frozenset()
    assert campos_de(fundir(tirada, outra)) == {"anexos.1"}


@pytest.mark.parametrize(
    ("campo", "valor", "texto"),
    [
        ("dados_gerais.data", (date(2026, 5, 4), time(9, 5)), "04/05/2026 09:05"),
        ("dados_gerais.espera_inicial", (time(8), time(9)), "08:00 a 09:00"),
        ("dados_gerais.espera_inicial", (None, None), VAZIO),
        ("dados_gerais.unidade_id", (1,), "1 - UNIDADE 1"),
        ("dados_gerais.observacao", ("OBS",), "OBS"),
        ("local.endereco", (ENDERECO,), "RUA A, 10"),
        ("local.endereco", (None,), VAZIO),
        ("local.localidade_id", (None, 4, 5), "setor 12, quadra 34"),
        ("local.bairro_area_id", (1, 1, 7), "ÁREA SETE"),
        ("local.conta_ids", (8, 9), "05/2026, 9"),
        ("local.coordenada_norte", (Decimal("1.5"), Decimal(2)), "1.5 / 2"),
        ("solicitantes.1.quem", (5, None, None, ""), "BIA"),
        ("solicitantes.1.quem", (None, 1, 6, ""), "1 - UNIDADE 1 / ZÉ"),
        ("solicitantes.1.fones", ((Fone(1, "81", "34210000", "", True),),), "(81) 3421-0000 (principal)"),
        ("solicitantes.1.email", (True, "a@b.c"), "a@b.c"),
        ("solicitantes.2", None, REMOVIDO),
        ("solicitantes.2", ANA, "ANA"),
        (PRINCIPAL, [1], "ANA"),
        ("anexos.1", FOTO, "LIDA"),
    ],
)
def test_values_are_shown_as_people_read_them(campo: str, valor: Any, texto: str) -> None:
    nomes = Nomes(
        setores={4: "12"},
        quadras={5: "34"},
        areas={7: "ÁREA SETE"},
        clientes={5: "BIA"},
        funcionarios={6: "ZÉ"},
        contas={8: "05/2026"},
        solicitantes={1: ANA},
    )
    conflito = com_textos(CampoEmConflito(campo, "R", valor, valor, valor), contexto().dominios, nomes)
    assert conflito.texto_meu == texto


def test_the_whole_place_in_lines() -> None:
    valor = tuple(getattr(LOCAL_LIDO, a) for g in LUGAR for a in g.atributos)
    conflito = com_textos(
        CampoEmConflito("local.descricao", "R", valor, valor, valor), contexto().dominios, Nomes(areas={1: "A"})
    )
    assert "Endereço: RUA A, 10" in conflito.texto_meu.splitlines()
    assert "Área do Bairro: A" in conflito.texto_meu.splitlines()


def test_the_error_says_who_and_what() -> None:
    campos = (CampoEmConflito("a", "Observação", "l", "m", "d"),)
    erro = ConflitoDeCampos(campos, None, None, LIDO)
    assert str(erro) == "Alterado também por outra pessoa: Observação."
    assert ConflitoDeCampos(campos, "BIA", VERSAO, LIDO).quem == "BIA"


def test_without_a_decision_mine_stands_in() -> None:
    fusao = Fusao()
    assert fusao.fundir("x", "X", (1, 2, 3)) == 2
    assert [c.campo for c in fusao.conflitos] == ["x"]
