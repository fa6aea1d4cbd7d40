"""The declarative screens over tables of configuration: reading, merging, rules, writing (spec 30)."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from gsan_desk.database import papeis
from gsan_desk.domain.conflito import ConflitoDeCampos, Escolha
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.services.cadastro import Gravar, Marcados, abrir, contar_usos, gravar, listar, remover, tirar_de_uso
from gsan_desk.services.cadastro.descricao import Descricao, Especie, Procurado, Registro
from gsan_desk.services.cadastro.fusao import fundir
from gsan_desk.services.cadastro.tabelas.especificacao import CAMPOS, ESPECIFICACAO
from gsan_desk.services.cadastro.tabelas.situacao_imovel import SITUACAO_IMOVEL
from gsan_desk.services.cadastro.tabelas.tipo_solicitacao import TIPO_SOLICITACAO
from gsan_desk.services.sessao import entrar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.teclado import contar

AP = "atendimentopublico"


class Mesa:
    """A supervisor who writes through the use cases."""

    def __init__(self, banco: Any) -> None:
        self.banco = banco
        self.contexto = banco.executar(entrar)

    def gravar(self, cadastro: Any, desejado: Registro, lido: Registro | None = None) -> Any:
        return self.banco.executar(gravar, self.contexto, Gravar(cadastro, desejado, lido))

    def abrir(self, cadastro: Any, id_: int) -> Registro:
        return self.banco.executar(abrir, self.contexto, cadastro, id_).registro

    def recusa(self, cadastro: Any, desejado: Registro, lido: Registro | None = None) -> list[tuple[str, str]]:
        with pytest.raises(RegraViolada) as recusa:
            self.gravar(cadastro, desejado, lido)
        return [(v.campo, v.mensagem) for v in recusa.value.violacoes]


@pytest.fixture
def mesa(como) -> Mesa:
    return Mesa(como("supervisor"))


def em_branco(descricao: Descricao, /, **valores: Any) -> Registro:
    """A new row as the form begins it."""
    return Registro({campo.nome: campo.padrao for campo in descricao.campos} | valores)


def com(registro: Registro, filhos: dict[str, tuple[Registro, ...]] | None = None, **valores: Any) -> Registro:
    return replace(registro, valores={**registro.valores, **valores}, filhos={**registro.filhos, **(filhos or {})})


def especificacao(descricao: str = "VAZAMENTO NA CALÇADA", **valores: Any) -> Registro:
    sem_padrao = {c.nome: 2 for c in CAMPOS if c.nome.startswith("indicador_") and c.padrao is None}
    return em_branco(ESPECIFICACAO, **{"descricao": descricao, "dias_prazo": 3, **sem_padrao, **valores})


def tipo(*especificacoes: Registro, **valores: Any) -> Registro:
    dados = {
        "descricao": "Água na rua",
        "solicitacao_tipo_grupo_id": IDS.grupo_comercial,
        "indicador_falta_agua": 2,
        "indicador_tarifa_social": 2,
    }
    novo = em_branco(TIPO_SOLICITACAO.descricao, **{**dados, **valores})
    return com(novo, {"especificacoes": especificacoes})


def linha(sessao: Any, comando: str) -> Any:
    sessao.rollback()
    return sessao.execute(text(comando)).one()


def linhas(sessao: Any, comando: str) -> list[Any]:
    sessao.rollback()
    return [tuple(x) for x in sessao.execute(text(comando))]


def test_inserir_writes_the_type_its_especificacoes_services_and_procedures(mesa, sessao):
    servicos = (
        Registro({"servico_tipo_id": IDS.servico_vazamento, "ordem_execucao": 2}),
        Registro({"servico_tipo_id": IDS.servico_pavimento, "ordem_execucao": 1}),
    )
    pop = Registro({"nome": "guia.pdf", "arquivo": b"%PDF-1.4\n%%EOF\n"})
    nova = com(
        especificacao(indicador_geracao_ordem_servico=1, servico_tipo_id=IDS.servico_vazamento, unidade_id=15),
        {"servicos": servicos, "pops": (pop,)},
    )
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(nova))
    assert feito.mensagem == "Tipo de Solicitação com Especificações Água na rua inserido com sucesso"
    gravado = linha(sessao, f"SELECT * FROM {AP}.solicitacao_tipo WHERE sotp_id = {feito.id}")
    assert (gravado.sotp_dssolicitacaotipo, gravado.sotp_icuso, gravado.sotp_icusosistema) == ("Água na rua", 1, 2)
    espec = linha(sessao, f"SELECT * FROM {AP}.solicitacao_tipo_espec WHERE sotp_id = {feito.id}")
    assert (espec.step_nndiaprazo, espec.svtp_id, espec.unid_id, espec.step_icuso) == (3, IDS.servico_vazamento, 15, 1)
    assert (espec.step_icsolicitante, espec.step_icvaldocresponsavel, espec.step_icurgencia) == (1, 2, 2)
    assert linhas(
        sessao, f"SELECT svtp_id, epsv_nnordemexecucao FROM {AP}.espec_servico_tipo WHERE step_id = {espec.step_id}"
    ) == [(IDS.servico_vazamento, 2), (IDS.servico_pavimento, 1)]
    arquivo = linha(sessao, f"SELECT * FROM {AP}.sol_tipo_espec_arqui_pop WHERE step_id = {espec.step_id}")
    assert (arquivo.stea_nmarquivopop, bytes(arquivo.stea_arquivopop)) == ("guia.pdf", b"%PDF-1.4\n%%EOF\n")
    assert linha(sessao, "SELECT count(*) FROM gsan_desk.auditoria WHERE quem = 'supervisor'")[0] == 5
    assert "stea_arquivopop" not in str(linhas(sessao, "SELECT depois FROM gsan_desk.auditoria"))


def test_a_type_needs_especificacao_and_answers(mesa):
    assert mesa.recusa(TIPO_SOLICITACAO, tipo(indicador_falta_agua=None, descricao=" ")) == [
        ("descricao", "Informe Descrição do Tipo de Solicitação."),
        ("indicador_falta_agua", "Falta D'água deve ser selecionado."),
        ("especificacoes", "Informe Especificação do Tipo da Solicitação"),
    ]


@pytest.mark.parametrize("descricao", ["CASOS DE TESTE", "  casos de tésté "])
def test_an_active_type_is_unique_without_case_and_accents(mesa, descricao):
    assert mesa.recusa(TIPO_SOLICITACAO, tipo(especificacao(), descricao=descricao)) == [
        ("descricao", "Tipo de Solicitação com esta descrição já existe.")
    ]


def test_a_type_out_of_use_gives_its_name_away(mesa):
    assert mesa.gravar(TIPO_SOLICITACAO, tipo(especificacao(), descricao="TIPO INATIVO")).id


def test_uso_sistema_needs_the_permission(mesa):
    assert mesa.recusa(TIPO_SOLICITACAO, tipo(especificacao(), indicador_uso_sistema=1)) == [
        ("indicador_uso_sistema", "Você não tem permissão para alterar Uso Sistema.")
    ]


@pytest.mark.parametrize(
    ("nova", "mensagem"),
    [
        (especificacao(dias_prazo=None), "Informe Prazo Previsão de Atendimento (em dias)."),
        (especificacao(dias_prazo=-1), "Prazo Previsão de Atendimento (em dias) inválido."),
        (especificacao(indicador_cliente=None), "Cliente Obrigatório deve ser selecionado."),
        (especificacao(indicador_geracao_ordem_servico=1), "O Tipo de Serviço deve ser informado!"),
        (especificacao(indicador_geracao_ordem_servico=1, servico_tipo_id=999999), "Serviço Tipo inexistente"),
        (especificacao(unidade_id=IDS.unidade_inativa), "Unidade Organizacional inexistente"),
        (especificacao(debito_tipo_id=999999), "Tipo de Débito inexistente"),
        (especificacao(novo_ra_tipo_id=IDS.tipo_comum), "Informe Especificação do novo RA."),
        (especificacao("CALÇADA ☃" * 9), "Descrição passa de 50 caracteres."),
    ],
)
def test_what_an_especificacao_must_be(mesa, nova, mensagem):
    ((campo, dita),) = mesa.recusa(TIPO_SOLICITACAO, tipo(nova))
    assert (campo, dita) == ("especificacoes", f"{nova['descricao']}: {mensagem}")


def test_a_service_that_needs_another_order_cannot_be_automatic(mesa, sessao):
    sessao.execute(
        text(
            f"UPDATE {AP}.servico_tipo SET strf_id = (SELECT min(strf_id) FROM {AP}.servico_tipo_referencia"
            f" WHERE strf_icexistenciaosreferencia = 1) WHERE svtp_id = {IDS.servico_vazamento}"
        )
    )
    sessao.execute(text(f"UPDATE {AP}.servico_tipo_referencia SET strf_icexistenciaosreferencia = 1"))
    sessao.execute(
        text(
            f"UPDATE {AP}.servico_tipo SET strf_id = (SELECT min(strf_id) FROM {AP}.servico_tipo_referencia)"
            f" WHERE svtp_id = {IDS.servico_vazamento}"
        )
    )
    sessao.commit()
    nova = especificacao(indicador_geracao_ordem_servico=1, servico_tipo_id=IDS.servico_vazamento)
    ((_, dita),) = mesa.recusa(TIPO_SOLICITACAO, tipo(nova))
    assert "tem que ter uma OS de referência e não pode ter geração automática." in dita


def test_two_especificacoes_of_one_name(mesa):
    ((campo, dita),) = mesa.recusa(TIPO_SOLICITACAO, tipo(especificacao(), especificacao("vazamento na calcada")))
    assert (campo, dita) == ("especificacoes", "Tipo de Especificação com esta descrição já existe.")


@pytest.mark.parametrize(
    ("ordens", "mensagem"),
    [
        ((1, 1), "Valor 1 informado na ordem de execução já existe na tabela."),
        ((2, 4), "Valor 4 informado na ordem de execução está fora de sequência."),
    ],
)
def test_the_order_of_execution_has_neither_repetition_nor_gap(mesa, ordens, mensagem):
    servicos = tuple(
        Registro({"servico_tipo_id": s, "ordem_execucao": o})
        for s, o in zip((IDS.servico_vazamento, IDS.servico_pavimento), ordens, strict=True)
    )
    nova = especificacao(indicador_geracao_ordem_servico=1, servico_tipo_id=IDS.servico_vazamento)
    ((_, dita),) = mesa.recusa(TIPO_SOLICITACAO, tipo(com(nova, {"servicos": servicos})))
    assert dita.endswith(mensagem)


def test_closed_fields_are_emptied_and_debit_forbids_credit(mesa, sessao):
    nova = especificacao(
        indicador_geracao_debito=1, indicador_geracao_credito=1, especificacao_imovel_situacao_id=2, servico_tipo_id=1
    )
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(nova))
    espec = linha(sessao, f"SELECT * FROM {AP}.solicitacao_tipo_espec WHERE sotp_id = {feito.id}")
    assert (espec.step_icgeracaocredito, espec.esim_id, espec.svtp_id) == (2, None, None)


def test_conta_and_pagamento_together_are_only_warned_of(mesa):
    nova = especificacao(
        indicador_informar_conta_ra=1,
        indicador_informar_pagamento_duplicidade=1,
        indicador_matricula=1,
        indicador_geracao_credito=1,
    )
    assert "só pede os pagamentos" in mesa.gravar(TIPO_SOLICITACAO, tipo(nova)).avisos[0]


@pytest.mark.parametrize("indicador", ["indicador_pagamento_a_maior", "indicador_cobrado_indevidamente"])
def test_the_switches_of_devolucao_are_kept_beside_the_especificacao(mesa, como, indicador):
    nova = especificacao(indicador_matricula=1, indicador_geracao_credito=1, **{indicador: 1})
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(nova))
    assert feito.avisos == ()
    lido = mesa.abrir(TIPO_SOLICITACAO, feito.id)
    (espec,) = lido.filhos["especificacoes"]
    assert espec[indicador] == 1
    conhecida = como("supervisor").executar(entrar).dominios.especificacoes[espec.id]
    assert (conhecida.pagamento_a_maior, conhecida.cobrado_indevidamente).count(True) == 1
    desligada = com(lido, {"especificacoes": (com(espec, **{indicador: 2}),)})
    mesa.gravar(TIPO_SOLICITACAO, desligada, lido)
    (espec,) = mesa.abrir(TIPO_SOLICITACAO, feito.id).filhos["especificacoes"]
    assert espec[indicador] == 2


def test_one_kind_of_devolucao_and_only_with_imovel(mesa):
    ditas = mesa.recusa(TIPO_SOLICITACAO, tipo(especificacao(indicador_pagamento_a_maior=1)))
    assert any("Matrícula do Imóvel Obrigatória deve ser Sim" in mensagem for _, mensagem in ditas)
    dois = especificacao(
        indicador_pagamento_a_maior=1, indicador_informar_pagamento_duplicidade=1, indicador_matricula=1
    )
    ditas = mesa.recusa(TIPO_SOLICITACAO, tipo(dois))
    assert any("somente um tipo de devolução" in mensagem for _, mensagem in ditas)


def test_devolucao_without_credito_is_warned_of(mesa):
    nova = especificacao(indicador_pagamento_a_maior=1, indicador_matricula=1)
    assert "recusa o crédito a realizar" in mesa.gravar(TIPO_SOLICITACAO, tipo(nova)).avisos[0]


COMPLEMENTO = {
    "indicador_poco": 1,
    "indicador_consultar_imovel": 1,
    "indicador_coordenadas": 1,
    "observacao": "PEÇA O PONTO DE REFERÊNCIA",
}


def test_flags_without_a_column_are_kept_in_our_schema_and_reach_who_attends(mesa):
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(especificacao(**COMPLEMENTO)))
    (lida,) = mesa.abrir(TIPO_SOLICITACAO, feito.id).filhos["especificacoes"]
    assert {nome: lida[nome] for nome in COMPLEMENTO} == COMPLEMENTO
    assert lida["indicador_ligacao_esgoto"] == 2
    dita = mesa.banco.executar(entrar).dominios.especificacoes[lida.id]
    assert (dita.observacao, dita.coordenadas) == ("PEÇA O PONTO DE REFERÊNCIA", True)


def test_a_base_that_has_the_columns_holds_the_flags_too_and_is_believed(mesa, sessao, dsn):
    with conectar(dsn) as base:
        base.execute(
            f"ALTER TABLE {AP}.solicitacao_tipo_espec ADD COLUMN step_icpoco smallint,"
            " ADD COLUMN step_dsobservacao varchar(400)".encode()
        )
        papeis.aplicar(base)
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(especificacao(**COMPLEMENTO)))
    (lida,) = mesa.abrir(TIPO_SOLICITACAO, feito.id).filhos["especificacoes"]
    onde = f"{AP}.solicitacao_tipo_espec WHERE step_id = {lida.id}"
    assert tuple(linha(sessao, f"SELECT step_icpoco, step_dsobservacao FROM {onde}")) == (1, COMPLEMENTO["observacao"])
    sessao.execute(text(f"UPDATE {AP}.solicitacao_tipo_espec SET step_icpoco = 2 WHERE step_id = {lida.id}"))
    sessao.commit()
    (relida,) = mesa.abrir(TIPO_SOLICITACAO, feito.id).filhos["especificacoes"]
    assert relida["indicador_poco"] == 2


def test_only_what_changes_the_ra_is_left_without_an_answer():
    sem_resposta = {c.nome.removeprefix("indicador_") for c in CAMPOS if c.especie is Especie.SIM_NAO and not c.padrao}
    assert sem_resposta == {
        "pavimento_calcada",
        "pavimento_rua",
        "geracao_debito",
        "geracao_credito",
        "cliente",
        "verificar_debito",
        "matricula",
        "geracao_ordem_servico",
    }


def test_the_meter_is_of_one_connection_only(mesa):
    ambas = especificacao(indicador_poco=1, indicador_ligacao_agua=1)
    assert "só um" in mesa.recusa(TIPO_SOLICITACAO, tipo(ambas))[0][1]


def test_atualizar_writes_only_what_changed(mesa, sessao):
    lido = mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    antes = dict(linhas(sessao, f"SELECT step_id, step_tmultimaalteracao FROM {AP}.solicitacao_tipo_espec"))
    mudadas = tuple(com(e, dias_prazo=9) if e.id == IDS.espec_simples else e for e in lido.filhos["especificacoes"])
    feito = mesa.gravar(TIPO_SOLICITACAO, com(lido, {"especificacoes": mudadas}), lido)
    assert feito.mensagem == "Tipo de Solicitação com Especificações CASOS DE TESTE atualizado com sucesso"
    depois = dict(linhas(sessao, f"SELECT step_id, step_tmultimaalteracao FROM {AP}.solicitacao_tipo_espec"))
    assert [id_ for id_ in antes if antes[id_] != depois[id_]] == [IDS.espec_simples]
    assert depois[IDS.espec_simples] > antes[IDS.espec_simples]
    assert linhas(sessao, "SELECT linha FROM gsan_desk.auditoria WHERE quem = 'supervisor'") == [(IDS.espec_simples,)]


def test_what_nobody_else_touched_is_merged_and_the_same_field_is_asked(mesa, como):
    lido = mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    outro = Mesa(como("admin"))
    mudar = lambda n, **v: com(  # noqa: E731 - one line says it
        lido, {"especificacoes": tuple(com(e, **v) if e.id == n else e for e in lido.filhos["especificacoes"])}
    )
    outro.gravar(TIPO_SOLICITACAO, mudar(IDS.espec_simples, dias_prazo=8, indicador_urgencia=1), lido)
    feito = mesa.gravar(TIPO_SOLICITACAO, mudar(IDS.espec_simples, indicador_cobranca_material=1), lido)
    assert feito.mantidos == ("SIMPLES: Prazo Previsão de Atendimento (em dias)", "SIMPLES: Tipo com Urgência?")
    meu = mudar(IDS.espec_simples, dias_prazo=7)
    with pytest.raises(ConflitoDeCampos) as conflito:
        mesa.gravar(TIPO_SOLICITACAO, meu, lido)
    assert conflito.value.quem == "supervisor"
    (campo,) = conflito.value.campos
    assert (campo.rotulo, campo.texto_lido, campo.texto_meu, campo.texto_deles) == (
        "SIMPLES: Prazo Previsão de Atendimento (em dias)",
        "5",
        "7",
        "8",
    )
    ambiente = mesa.banco.executar(abrir, mesa.contexto, TIPO_SOLICITACAO, IDS.tipo_comum).ambiente
    versoes = (lido, meu, conflito.value.armazenado)
    escolhido = fundir(TIPO_SOLICITACAO.descricao, versoes, ambiente, {campo.campo: Escolha.MEU}).registro
    mesa.gravar(TIPO_SOLICITACAO, escolhido, conflito.value.armazenado)
    final = {e.id: e for e in mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum).filhos["especificacoes"]}
    assert final[IDS.espec_simples]["dias_prazo"] == 7
    assert final[IDS.espec_simples]["indicador_urgencia"] == 1


def test_an_especificacao_in_use_is_not_removed(mesa, sessao):
    usada = linha(
        sessao,
        f"SELECT step_id, count(*) AS n FROM {AP}.registro_atendimento r JOIN"
        f" {AP}.solicitacao_tipo_espec USING (step_id) WHERE sotp_id = {IDS.tipo_comum}"
        " GROUP BY step_id ORDER BY 2 DESC, 1 LIMIT 1",
    )
    lido = mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    restam = tuple(e for e in lido.filhos["especificacoes"] if e.id != usada.step_id)
    ((campo, dita),) = mesa.recusa(TIPO_SOLICITACAO, com(lido, {"especificacoes": restam}), lido)
    assert campo == "especificacoes"
    assert f"{usada.n} RA" in dita


def test_a_refused_removal_names_what_uses_the_row_and_how_many(mesa, sessao):
    outras = f"{IDS.espec_simples}, {IDS.espec_cliente}"
    sessao.execute(
        text(f"UPDATE {AP}.solicitacao_tipo_espec SET step_idnovora = {IDS.espec_com_pop} WHERE step_id IN ({outras})")
    )
    sessao.execute(
        text(
            f"INSERT INTO {AP}.espec_unid_cobr (step_id, cbst_id, unid_id, esuc_tmultimaalteracao)"
            f" SELECT {IDS.espec_com_pop}, min(cbst_id), {IDS.unidade_loja}, now() FROM cobranca.cobranca_situacao"
        )
    )
    sessao.commit()
    lido = mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    restam = tuple(e for e in lido.filhos["especificacoes"] if e.id != IDS.espec_com_pop)
    ((_, dita),) = mesa.recusa(TIPO_SOLICITACAO, com(lido, {"especificacoes": restam}), lido)
    assert dita.endswith(
        "usado(a) por 1 trâmite por situação de cobrança e 2 especificações que abrem um novo RA com ela."
    )


def test_an_especificacao_that_nothing_uses_goes_with_what_hangs_on_it(mesa, sessao):
    lido = mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    restam = tuple(e for e in lido.filhos["especificacoes"] if e.id != IDS.espec_com_pop)
    usos = linha(sessao, f"SELECT count(*) FROM {AP}.registro_atendimento WHERE step_id = {IDS.espec_com_pop}")[0]
    assert usos == 0
    mesa.gravar(TIPO_SOLICITACAO, com(lido, {"especificacoes": restam}), lido)
    assert linhas(sessao, f"SELECT 1 FROM {AP}.solicitacao_tipo_espec WHERE step_id = {IDS.espec_com_pop}") == []
    assert linhas(sessao, f"SELECT 1 FROM {AP}.sol_tipo_espec_arqui_pop WHERE step_id = {IDS.espec_com_pop}") == []


def _marcar(mesa: Mesa, cadastro: Any, filtro: dict[str, Any]) -> Marcados:
    achados, _ = mesa.banco.executar(listar, mesa.contexto, cadastro, filtro)
    return Marcados(cadastro, {r.id: r.ultima_alteracao for r in achados})


def test_remover_takes_a_type_that_nothing_uses_with_all_it_has(mesa, sessao):
    feito = mesa.gravar(TIPO_SOLICITACAO, tipo(especificacao()))
    marcados = _marcar(mesa, TIPO_SOLICITACAO, {"descricao": "ÁGUA NA RUA"})
    dito = mesa.banco.executar(remover, mesa.contexto, marcados)
    assert dito == "1 Tipo(s) de Solicitação com Especificações excluída(s) com sucesso."
    assert linhas(sessao, f"SELECT 1 FROM {AP}.solicitacao_tipo WHERE sotp_id = {feito.id}") == []


def test_a_type_in_use_is_not_removed_but_taken_out_of_use(mesa, sessao):
    marcados = _marcar(mesa, TIPO_SOLICITACAO, {"descricao": "CASOS DE TESTE"})
    usos = mesa.banco.executar(contar_usos, mesa.contexto, marcados)[IDS.tipo_comum]
    assert usos > 0
    with pytest.raises(RegraViolada, match="Não é possível excluir"):
        mesa.banco.executar(remover, mesa.contexto, marcados)
    dito = mesa.banco.executar(tirar_de_uso, mesa.contexto, marcados)
    assert f"{usos} RA" in dito
    assert linha(sessao, f"SELECT sotp_icuso FROM {AP}.solicitacao_tipo WHERE sotp_id = {IDS.tipo_comum}")[0] == 2
    with pytest.raises(Conflito):
        mesa.banco.executar(tirar_de_uso, mesa.contexto, marcados)


def test_the_filter_asks_for_something_and_says_when_there_is_nothing(mesa):
    for filtro, dita in (({}, "Informe pelo menos uma opção de seleção."), ({"descricao": "NÃO HÁ"}, "A pesquisa")):
        with pytest.raises(RegraViolada, match=dita):
            mesa.banco.executar(listar, mesa.contexto, TIPO_SOLICITACAO, filtro)


@pytest.mark.parametrize(
    ("procurado", "acha"),
    [
        (Procurado("casos de"), True),
        (Procurado("de teste"), False),
        (Procurado("de teste", contendo=True), True),
        (Procurado("de%teste", contendo=True), False),
        (Procurado("Cásos Dé"), True),
    ],
)
def test_a_description_is_looked_for_at_the_beginning_or_anywhere(mesa, procurado, acha):
    pedido = {"descricao": procurado}
    if acha:
        achados, _ = mesa.banco.executar(listar, mesa.contexto, TIPO_SOLICITACAO, pedido)
        assert [r["descricao"] for r in achados] == ["CASOS DE TESTE"]
    else:
        with pytest.raises(RegraViolada, match="A pesquisa"):
            mesa.banco.executar(listar, mesa.contexto, TIPO_SOLICITACAO, pedido)


def test_an_atendente_writes_nothing(como):
    with pytest.raises(SemPermissao):
        Mesa(como("atendente")).gravar(TIPO_SOLICITACAO, tipo(especificacao()))


def test_opening_a_type_costs_the_same_however_many_especificacoes(mesa):
    with contar(mesa.banco.engine) as comuns:
        mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_comum)
    with contar(mesa.banco.engine) as outras:
        mesa.abrir(TIPO_SOLICITACAO, IDS.tipo_esgoto)
    assert len(comuns) == len(outras) == 8


def criterio(agua: int | None = 3, na_agua: int | None = 1, esgoto: int | None = None, poco: int | None = None) -> Any:
    return Registro(
        {
            "ligacao_agua_situacao_id": agua,
            "indicador_hidrometro_ligacao_agua": na_agua,
            "ligacao_esgoto_situacao_id": esgoto,
            "indicador_hidrometro_poco": poco,
        }
    )


def situacao(*criterios: Registro, descricao: str = "LIGADA COM HIDRÔMETRO") -> Registro:
    return Registro({"descricao": descricao}, filhos={"criterios": criterios})


def test_situacao_do_imovel_and_its_criterios(mesa, sessao):
    feito = mesa.gravar(SITUACAO_IMOVEL, situacao(criterio(), criterio(None, None, 3, 1)))
    assert feito.mensagem == "Especificação Situação do Imóvel LIGADA COM HIDRÔMETRO inserida com sucesso!"
    lido = mesa.abrir(SITUACAO_IMOVEL, feito.id)
    primeiro, _ = lido.filhos["criterios"]
    mudado = com(lido, {"criterios": (com(primeiro, indicador_hidrometro_ligacao_agua=2), criterio(4, 2))})
    assert mesa.gravar(SITUACAO_IMOVEL, mudado, lido).mensagem == (
        f"Especificação da Situação do Imóvel {feito.id} atualizado com sucesso."
    )
    assert linhas(
        sessao,
        f"SELECT last_id, eisc_ichidrometroligagua, lest_id FROM {AP}.espec_imovel_sit_crit"
        f" WHERE esim_id = {feito.id} ORDER BY eisc_id",
    ) == [(3, 2, None), (4, 2, None)]


@pytest.mark.parametrize(
    ("criterios", "mensagem"),
    [
        ((), "Informe pelo menos um critério"),
        ((criterio(None, None),), "Informe pelo menos um campo"),
        ((criterio(4, 1),), "ligação da água incompatível"),
        ((criterio(4, None),), "ligação da água incompatível"),
        ((criterio(None, None, 4, None),), "hidrômetro no poço incompatível"),
        ((criterio(), criterio()), "Este critério da especificação da situação já foi informado."),
    ],
)
def test_what_a_criterio_must_be(mesa, criterios, mensagem):
    assert mensagem in mesa.recusa(SITUACAO_IMOVEL, situacao(*criterios))[0][1]


def test_a_situacao_that_an_especificacao_asks_for_stays(mesa):
    marcados = _marcar(mesa, SITUACAO_IMOVEL, {"id": 2})
    with pytest.raises(RegraViolada, match=r"usado.a. por 2 especificações\."):
        mesa.banco.executar(remover, mesa.contexto, marcados)
    feito = mesa.gravar(SITUACAO_IMOVEL, situacao(criterio()))
    dito = mesa.banco.executar(remover, mesa.contexto, _marcar(mesa, SITUACAO_IMOVEL, {"id": feito.id}))
    assert dito == "1 Especificação(ões) removida(s) com sucesso."
