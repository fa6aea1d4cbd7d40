"""Concluir: order of the checks, decisions of §13, retries, and two desks at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto, CriterioImovel
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.registro_atendimento import Anexo, NovoRA, RAInserido
from gsan_desk.services.ra_duplicidade import AvisosPendentes, TipoAviso
from gsan_desk.services.ra_inserir import abrir, concluir, verificar_local
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import (
    CELULAR,
    ENDERECO,
    com_gerais,
    com_local,
    com_solicitante,
    concluir_aceitando,
    contar,
    preencher,
)
from tests.support.banco import conectar
from tests.support.cenario import IDS


def quantos(dsn: URL, condicao: str = "true") -> int:
    with conectar(dsn) as conexao:
        comando = f"SELECT count(*) FROM atendimentopublico.registro_atendimento WHERE {condicao}"
        linha = conexao.execute(comando.encode()).fetchone()
    assert linha is not None
    assert isinstance(linha[0], int)
    return linha[0]


def recusas(banco: Banco, contexto: Contexto, novo: NovoRA) -> list[str]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(concluir_aceitando, contexto, novo)
    return [v.codigo for v in erro.value.violacoes]


def ao_mesmo_tempo(*tarefas: Callable[[], RAInserido]) -> list[RAInserido | Exception]:
    """Start all at once, each on its own connection."""
    barreira = Barrier(len(tarefas))

    def correr(tarefa: Callable[[], RAInserido]) -> RAInserido | Exception:
        barreira.wait()
        try:
            return tarefa()
        except RegraViolada as erro:
            return erro

    with ThreadPoolExecutor(len(tarefas)) as fila:
        return list(fila.map(correr, tarefas))


@pytest.mark.parametrize(
    ("local", "enviar_sms"),
    [({}, False), ({}, True), ({"imovel_id": IDS.imovel_em_quadra_2}, False), ({"descricao": "PONTE"}, True)],
)
def test_at_most_ten_statements(
    atendente: Banco, contexto: Contexto, local: dict[str, object], enviar_sms: bool
) -> None:
    novo = preencher(atendente, contexto, IDS.espec_documento, **local)
    novo = replace(novo, solicitante=replace(novo.solicitante, enviar_sms=enviar_sms))
    with contar(atendente.engine) as comandos:
        atendente.executar(concluir, contexto, novo)
    assert len(comandos) <= 10


@pytest.mark.parametrize("especificacao", [IDS.espec_os_automatica, IDS.espec_urgente])
def test_at_most_ten_statements_with_os_or_urgency(atendente: Banco, contexto: Contexto, especificacao: int) -> None:
    exige = contexto.dominios.especificacoes[especificacao]
    local: dict[str, object] = {"imovel_id": IDS.imovel_em_quadra_2} if exige.matricula else {}
    novo = preencher(atendente, contexto, especificacao, **local)
    with contar(atendente.engine) as comandos:
        atendente.executar(concluir_aceitando, contexto, novo)
    assert len(comandos) <= 10


def test_statements_do_not_grow_with_phones_attachments_and_payments(atendente: Banco, contexto: Contexto) -> None:
    pdf = b"%PDF-1.4\n%%EOF\n"
    base = preencher(atendente, contexto)
    medidas = []
    for quantos_itens in (1, 7):
        fones = tuple(replace(CELULAR, numero=f"98765000{n}", principal=n == 0) for n in range(quantos_itens))
        anexos = tuple(Anexo(f"{n}.pdf", "pdf", pdf) for n in range(quantos_itens))
        novo = replace(base, chave=uuid4(), anexos=anexos, solicitante=replace(base.solicitante, fones=fones))
        with contar(atendente.engine) as comandos:
            atendente.executar(concluir_aceitando, contexto, novo)
        medidas.append(len(comandos))
        base = com_local(base, endereco=replace(ENDERECO, logradouro_cep_id=None))
    assert medidas[0] == medidas[1]


def test_two_desks_same_especificacao_same_imovel(dsn: URL, como: Callable[[str], Banco], contexto: Contexto) -> None:
    """Decision 1 [FS0020]: exactly one succeeds, the other hears M13."""
    mesas = [como("atendente"), como("atendente")]
    pedidos = [preencher(m, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_em_quadra_2) for m in mesas]
    pares = zip(mesas, pedidos, strict=True)
    achados = ao_mesmo_tempo(*(lambda m=m, p=p: m.executar(concluir_aceitando, contexto, p) for m, p in pares))
    (erro,) = [a for a in achados if isinstance(a, RegraViolada)]
    assert [v.codigo for v in erro.violacoes] == ["M13"]
    assert quantos(dsn, f"imov_id = {IDS.imovel_em_quadra_2}") == 1


def test_two_desks_same_manual_number(dsn: URL, como: Callable[[str], Banco], contexto: Contexto) -> None:
    """2.6: M12, with the RA that won."""
    mesas = [como("atendente"), como("atendente")]
    manual = {"tipo_atendimento": TipoAtendimento.MANUAL, "numero_manual": "123-6"}
    pedidos = [com_gerais(preencher(m, contexto), **manual) for m in mesas]
    pares = zip(mesas, pedidos, strict=True)
    achados = ao_mesmo_tempo(*(lambda m=m, p=p: m.executar(concluir_aceitando, contexto, p) for m, p in pares))
    (erro,) = [a for a in achados if isinstance(a, RegraViolada)]
    assert [v.codigo for v in erro.violacoes] == ["M12"]
    assert quantos(dsn, "rgat_idmanual = 1236") == 1


def test_the_web_system_takes_the_manual_number_meanwhile(
    dsn: URL, atendente: Banco, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows no lock of ours: the unique index refuses, and that is M12 too."""
    manual = com_gerais(preencher(atendente, contexto), tipo_atendimento=TipoAtendimento.MANUAL, numero_manual="9-4")
    monkeypatch.setattr("gsan_desk.services.ra_inserir.verificacao._dados_gerais", lambda *_: ())
    assert recusas(atendente, contexto, manual) == ["M12"]


def test_the_same_form_twice_registers_once(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """M31: a retry gives the same number."""
    novo = preencher(atendente, contexto, IDS.espec_os_automatica, imovel_id=IDS.imovel_em_quadra_2)
    primeiro = atendente.executar(concluir_aceitando, contexto, novo)
    segundo = atendente.executar(concluir_aceitando, contexto, novo)
    assert segundo == replace(primeiro, ja_existia=True)
    assert quantos(dsn, f"imov_id = {IDS.imovel_em_quadra_2}") == 1


def test_a_double_click_registers_once(dsn: URL, como: Callable[[str], Banco], contexto: Contexto) -> None:
    mesa, outra = como("atendente"), como("atendente")
    novo = preencher(mesa, contexto)
    antes = quantos(dsn)
    achados = ao_mesmo_tempo(
        lambda: mesa.executar(concluir_aceitando, contexto, novo),
        lambda: outra.executar(concluir_aceitando, contexto, novo),
    )
    assert all(isinstance(a, RAInserido) for a in achados)
    assert len({a.numero for a in achados if isinstance(a, RAInserido)}) == 1
    assert quantos(dsn) == antes + 1


def test_a_refused_automatic_closing_writes_nothing(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """Decision 3: the OS that was just generated is open, so the RA cannot be closed as executed."""
    com_os = replace(contexto.dominios.especificacoes[IDS.espec_os_automatica], encerramento_automatico=True)
    especificacoes = contexto.dominios.especificacoes | {com_os.id: com_os}
    ambos = replace(contexto, dominios=replace(contexto.dominios, especificacoes=especificacoes))
    antes = quantos(dsn)
    assert recusas(atendente, ambos, preencher(atendente, ambos, com_os.id)) == ["OS_EM_ABERTO"]
    assert quantos(dsn) == antes


def test_overruling_the_general_lack_of_water_still_closes_and_asks_observacao(
    atendente: Banco, contexto: Contexto
) -> None:
    """Decision 4 [SB0025]."""
    geral = contexto.dominios.especificacoes[IDS.espec_falta_agua_generalizada]
    nasce_encerrada = replace(geral, encerramento_automatico=True, servico_tipo_id=None, urgencia=False)
    especificacoes = contexto.dominios.especificacoes | {geral.id: nasce_encerrada}
    outro = replace(contexto, dominios=replace(contexto.dominios, especificacoes=especificacoes))
    area = {"bairro_area_id": IDS.area_centro_b, "municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    novo = preencher(atendente, outro, geral.id, **area)
    assert recusas(atendente, outro, com_gerais(novo, observacao="")) == ["M01"]
    with pytest.raises(AvisosPendentes) as parada:
        atendente.executar(concluir, outro, novo)
    assert [a.tipo for a in parada.value.avisos] == [TipoAviso.GENERALIZADA_COM_IMOVEIS]
    with pytest.raises(SemPermissao):  # the server looks at the especificação itself, which does not close
        atendente.executar(concluir_aceitando, outro, novo)


def test_overruled_in_an_especificacao_that_closes_it_is_closed(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """Decision 4, to the end."""
    with conectar(dsn) as conexao:
        conexao.execute(
            "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_icencerramentoautomatico = 1, svtp_id = NULL"
            " WHERE step_id = %s",
            (IDS.espec_falta_agua_generalizada,),
        )
    geral = contexto.dominios.especificacoes[IDS.espec_falta_agua_generalizada]
    mudada = replace(geral, encerramento_automatico=True, servico_tipo_id=None)
    especificacoes = contexto.dominios.especificacoes | {geral.id: mudada}
    outro = replace(contexto, dominios=replace(contexto.dominios, especificacoes=especificacoes))
    area = {"bairro_area_id": IDS.area_centro_b, "municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    assert atendente.executar(concluir_aceitando, outro, preencher(atendente, outro, geral.id, **area)).encerrado


def test_criteria_of_the_imovel_are_judged_row_by_row(atendente: Banco, contexto: Contexto) -> None:
    """Decision 5: two rows that only together would match do not."""
    especificacao = contexto.dominios.especificacoes[IDS.espec_situacao_imovel]
    ligada = atendente.executar(verificar_local, contexto, preencher(atendente, contexto, imovel_id=IDS.imovel_normal))
    assert ligada.imovel is not None
    agua = ligada.imovel.agua_situacao_id
    metades = (CriterioImovel(agua, None, False, None), CriterioImovel(agua + 1, None, True, None))
    criterios = contexto.dominios.criterios | {especificacao.imovel_situacao_id or 0: metades}
    outro = replace(contexto, dominios=replace(contexto.dominios, criterios=criterios))
    novo = preencher(atendente, outro, especificacao.id, imovel_id=IDS.imovel_normal)
    assert recusas(atendente, outro, novo) == ["M14"]


def test_each_form_has_its_own_protocolo(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """Decision 8."""
    for _ in range(2):
        atendente.executar(concluir_aceitando, contexto, preencher(atendente, contexto))
    with conectar(dsn) as conexao:
        repetidos = conexao.execute(
            "SELECT raso_nnprotocoloatendimento FROM atendimentopublico.ra_solicitante GROUP BY 1 HAVING count(*) > 1"
        ).fetchall()
    assert repetidos == []


def test_warnings_stop_concluir_whatever_the_tab(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """Decision 10."""
    novo = preencher(atendente, contexto, IDS.espec_simples, imovel_id=IDS.imovel_normal)
    antes = quantos(dsn)
    with pytest.raises(AvisosPendentes) as parada:
        atendente.executar(concluir, contexto, novo)
    assert quantos(dsn) == antes
    aceito = replace(novo, avisos_aceitos=frozenset(a.chave for a in parada.value.avisos))
    assert atendente.executar(concluir, contexto, aceito).numero


@pytest.mark.parametrize(
    ("especificacao", "email", "esperado"),
    [
        (IDS.espec_os_automatica, {"enviar_email": True, "email": "a@b.com.br"}, (1, "a@b.com.br")),
        (IDS.espec_os_automatica, {"enviar_email": False, "email": "a@b.com.br"}, (2, None)),
        (IDS.espec_simples, {"enviar_email": True, "email": "a@b.com.br"}, (2, None)),
    ],
)
def test_the_survey_only_when_visible_asked_for_and_with_address(
    dsn: URL,
    atendente: Banco,
    contexto: Contexto,
    especificacao: int,
    email: dict[str, object],
    esperado: tuple[int, str | None],
) -> None:
    """Decision 11."""
    novo = com_solicitante(preencher(atendente, contexto, especificacao), nome="ANA", endereco=ENDERECO, **email)
    numero = atendente.executar(concluir_aceitando, contexto, novo).numero
    with conectar(dsn) as conexao:
        linha = conexao.execute(
            "SELECT raso_icenvioemailpesquisa, raso_dsemail FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s",
            (numero,),
        ).fetchone()
    assert linha == esperado


def test_survey_asked_for_without_address_is_refused(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto, IDS.espec_os_automatica)
    assert recusas(atendente, contexto, com_solicitante(novo, nome="ANA", endereco=ENDERECO, enviar_email=True)) == [
        "M01"
    ]


@pytest.mark.parametrize("numero", ["S/N", "12A", "5", "12345"])
def test_the_house_number_survives(dsn: URL, atendente: Banco, contexto: Contexto, numero: str) -> None:
    """Decision 13: char(5), compared without padding."""
    endereco = replace(ENDERECO, numero=numero)
    novo = com_solicitante(
        preencher(atendente, contexto, endereco=endereco, localidade_id=1), nome="A", endereco=endereco
    )
    ra = atendente.executar(concluir_aceitando, contexto, novo).numero
    with conectar(dsn) as conexao:
        guardados = conexao.execute(
            "SELECT trim(rgat_nnimovel), trim(raso_nnimovel) FROM atendimentopublico.registro_atendimento"
            " JOIN atendimentopublico.ra_solicitante USING (rgat_id) WHERE rgat_id = %s",
            (ra,),
        ).fetchone()
    assert guardados == (numero, numero)


def test_all_tabs_are_reported_at_once_in_order(atendente: Banco, contexto: Contexto) -> None:
    """3.6: the first is where the focus goes."""
    novo = preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_com_ra_pendente)
    errado = com_gerais(com_solicitante(novo), meio_id=None)
    vazio = replace(errado, anexos=(Anexo("a.pdf", "pdf", b""),))
    assert recusas(atendente, contexto, vazio) == ["M01", "M13", "M22", "ARQUIVO_VAZIO"]


@pytest.mark.parametrize(
    ("conta", "codigo"),
    [
        (IDS.conta_cancelada, "CONTA_SITUACAO"),
        (IDS.conta_antiga, "CONTA_PRAZO"),
        (IDS.conta_vencida, "CONTA_NAO_LOCALIZADA"),
    ],
)
def test_contas_are_checked_again(atendente: Banco, contexto: Contexto, conta: int, codigo: str) -> None:
    local = {"imovel_id": IDS.imovel_com_contas, "conta_ids": (conta,)}
    assert recusas(atendente, contexto, preencher(atendente, contexto, IDS.espec_contas, **local)) == [codigo]


def test_a_payment_that_is_not_double_is_refused(atendente: Banco, contexto: Contexto) -> None:
    local = {"imovel_id": IDS.imovel_pagamento_duplicado, "pagamento_ids": (IDS.pagamento_duplicado, 3)}
    novo = preencher(atendente, contexto, IDS.espec_pagamento_duplicidade, **local)
    assert recusas(atendente, contexto, novo) == ["PAGAMENTO_INEXISTENTE"]


def test_what_the_especificacao_does_not_ask_for_is_dropped(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    novo = com_local(preencher(atendente, contexto), bairro_area_id=IDS.area_norte, divisao_esgoto_id=2, conta_ids=(1,))
    numero = atendente.executar(concluir_aceitando, contexto, novo).numero
    assert quantos(dsn, f"rgat_id = {numero} AND brar_id IS NULL AND dves_id IS NULL") == 1


def test_a_person_without_the_right_is_stopped_by_the_server(como: Callable[[str], Banco], contexto: Contexto) -> None:
    mesa = como("sms")
    with pytest.raises(SemPermissao):
        mesa.executar(abrir, contexto)
    novo = preencher(como("atendente"), contexto)
    with pytest.raises(SemPermissao):
        mesa.executar(concluir, contexto, novo)


def test_the_caller_owns_the_transaction(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto)
    antes = quantos(dsn)
    with Session(atendente.engine) as sessao:
        concluir_aceitando(sessao, contexto, novo)
        sessao.rollback()
    assert quantos(dsn) == antes


def test_a_desk_that_holds_the_lock_too_long_is_a_conflict(
    dsn: URL, atendente: Banco, como: Callable[[str], Banco], contexto: Contexto
) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(f"ALTER ROLE atendente IN DATABASE {dsn.database} SET lock_timeout TO '200ms'".encode())
    novo = preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_em_quadra_2)
    outra = como("atendente")
    with Session(atendente.engine) as sessao:
        concluir_aceitando(sessao, contexto, novo)
        with pytest.raises(Conflito):
            outra.executar(concluir, contexto, replace(novo, chave=uuid4()))
        sessao.rollback()


def test_a_character_that_the_base_cannot_hold_is_refused_at_its_field(atendente: Banco, contexto: Contexto) -> None:
    novo = com_gerais(preencher(atendente, contexto), observacao="A\0B")
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(concluir, contexto, novo)
    assert [(v.codigo, v.campo) for v in erro.value.violacoes] == [("CARACTERE", "dados_gerais.observacao")]


def test_on_a_base_with_the_implicit_casts_of_gsan(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    tipos = ["integer", "smallint", "bigint", "numeric", "real", "date", "time", "timestamp", "interval", "oid"]
    with conectar(dsn) as conexao:
        for tipo in [*tipos, "double precision"]:
            conexao.execute(f"CREATE CAST ({tipo} AS text) WITH INOUT AS IMPLICIT".encode())
    outro = atendente.executar(entrar)
    novo = preencher(atendente, outro, IDS.espec_os_automatica, imovel_id=IDS.imovel_em_quadra_2)
    assert atendente.executar(verificar_local, outro, novo).imovel is not None
    pedido = com_solicitante(novo, cliente_id=IDS.cliente_cpf, enviar_sms=True)
    assert atendente.executar(concluir_aceitando, outro, pedido).ordem_servico
    area = {"bairro_area_id": 1, "municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    geral = preencher(atendente, outro, IDS.espec_falta_agua_generalizada, **area)
    assert atendente.executar(verificar_local, outro, geral).avisos
