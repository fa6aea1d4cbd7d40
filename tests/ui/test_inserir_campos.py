"""Inserir RA: each rule that opens, closes, fills or marks a field (spec 10 §3.2 to §3.4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLineEdit

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra

__all__ = ["form_ra"]


def obrigatorio(form, campo: str) -> bool:
    aba = getattr(form.f, campo.partition(".")[0])
    return aba.formulario[campo]._rotulo.text().endswith(" *")


def travado(widget) -> bool:
    alvo = getattr(widget, "codigo", None) or getattr(widget, "editor", None) or widget
    return alvo.isReadOnly() if isinstance(alvo, QLineEdit) or hasattr(widget, "editor") else not alvo.isEnabled()


@pytest.fixture
def form(form_ra):
    form_ra.abrir()
    return form_ra


# Dados Gerais


def test_opens_online_with_the_hour_of_the_server_and_the_units_meio(form):
    gerais = form.f.dados_gerais
    assert len(form.tela.protocolo.texto()) == 14
    assert gerais.tipo_atendimento.valor() is TipoAtendimento.ONLINE
    assert gerais.data.valor() is not None
    assert gerais.hora.valor() is not None
    assert gerais.unidade.valor() == IDS.unidade_loja
    assert gerais.meio.valor() == IDS.meio_balcao
    assert all(travado(c) for c in (gerais.data, gerais.hora, gerais.espera_final, gerais.numero_manual))


def test_manual_empties_and_opens_date_hour_and_number(form):
    gerais = form.f.dados_gerais
    form.especificar(IDS.espec_simples)
    gerais.tipo_atendimento.definir(TipoAtendimento.MANUAL)
    assert gerais.data.valor() is None
    assert gerais.hora.valor() is None
    assert gerais.data_prevista.text() == ""
    assert not any(travado(c) for c in (gerais.data, gerais.hora, gerais.espera_final, gerais.numero_manual))
    gerais.numero_manual.setText("1-2")
    gerais.tipo_atendimento.definir(TipoAtendimento.ONLINE)
    assert gerais.numero_manual.valor() == ""
    assert gerais.data.valor() is not None


def test_especificacao_without_date_asks_for_it(form):
    form.f.dados_gerais.tipo_atendimento.definir(TipoAtendimento.MANUAL)
    form.especificar(IDS.espec_simples)
    assert form.erro("dados_gerais.data") == "Informe Data do Atendimento."


def test_waiting_ends_now_when_online(form):
    gerais = form.f.dados_gerais
    gerais.espera_inicial.setText("00:00")
    assert gerais.espera_final.valor() is not None
    gerais.espera_inicial.setText("")
    assert gerais.espera_final.valor() is None


def test_unit_brings_its_meio(form):
    gerais = form.f.dados_gerais
    gerais.meio.definir(None)
    gerais.unidade.de_rascunho(str(IDS.unidade_loja))
    assert gerais.meio.valor() == IDS.meio_balcao


def test_data_prevista_and_valor_sugerido_follow_the_especificacao(form):
    gerais = form.f.dados_gerais
    form.especificar(IDS.espec_sem_prazo)
    assert gerais.data_prevista.text() == gerais.data.text()
    assert gerais.valor_sugerido.text() == ""
    form.especificar(IDS.espec_simples)
    prevista = gerais.data_prevista.text()
    gerais.data.definir(gerais.data.valor() - timedelta(days=7))
    assert gerais.data_prevista.text() not in ("", prevista)
    form.especificar(IDS.espec_os_automatica)
    assert gerais.valor_sugerido.text().startswith("R$ ")


def test_tipos_offer_only_what_is_in_use_and_not_of_the_system(form):
    gerais = form.f.dados_gerais
    gerais.tipo.definir(IDS.tipo_inativo)
    assert gerais.tipo.valor() is None
    gerais.tipo.definir(IDS.tipo_uso_sistema)
    assert gerais.tipo.valor() is None
    gerais.tipo.definir(IDS.tipo_comum)
    gerais.especificacao.definir(IDS.espec_inativa)
    assert gerais.especificacao.valor() is None


def test_observacao_is_due_when_the_ra_is_born_closed(form):
    form.especificar(IDS.espec_encerramento_automatico)
    assert obrigatorio(form, "dados_gerais.observacao")
    form.especificar(IDS.espec_simples)
    assert not obrigatorio(form, "dados_gerais.observacao")


# Local da Ocorrência


def test_description_closes_the_identification_and_the_other_way_round(form):
    form.especificar(IDS.espec_simples)
    campos = form.f.local.campos
    campos.descricao.definir("Perto da ponte")
    assert travado(campos.imovel_id)
    assert travado(campos.localidade_id)
    assert travado(campos.ponto_referencia)
    assert not campos.endereco.adicionar.isEnabled()
    assert "bloqueado" in form.f.local._nota_bloqueio.text()
    campos.descricao.definir("")
    campos.ponto_referencia.setText("padaria")
    assert travado(campos.descricao)


def test_coordinates_alone_do_not_identify(form):
    campos = form.f.local.campos
    campos.coordenada_norte.setText("9108200,25")
    assert campos.coordenada_norte.valor() == Decimal("9108200.25")
    assert not travado(campos.descricao)


def test_imovel_fills_and_locks_what_it_tells(form):
    form.especificar(IDS.espec_simples)
    form.imovel(IDS.imovel_norte)
    local = form.f.local.valor()
    assert (local.localidade_id, local.quadra_id) == (IDS.localidade_norte, IDS.quadra_norte)
    assert local.endereco is not None
    campos = form.f.local.campos
    assert travado(campos.localidade_id)
    assert travado(campos.quadra_id)
    assert campos.endereco.remover.isEnabled(), "the address may be changed when no imóvel is demanded"
    form.imovel(None)
    local = form.f.local.valor()
    assert not local.identificado
    assert not travado(campos.localidade_id)


def test_address_of_a_demanded_imovel_is_locked_and_its_pavements_too(form):
    form.especificar(IDS.espec_matricula)
    form.imovel(IDS.imovel_normal)
    campos = form.f.local.campos
    assert obrigatorio(form, "local.imovel_id")
    assert not campos.endereco.remover.isEnabled()
    assert travado(campos.pavimento_rua_id)


def test_imovel_described_by_a_text_blocks_the_ra(form):
    form.especificar(IDS.espec_matricula)
    form.imovel(IDS.imovel_sem_logradouro)
    assert form.f.local.campos.descricao.valor()
    assert "logradouro do imóvel" in form.f.local._nota_bloqueio.text()
    assert not travado(form.f.local.campos.imovel_id)


def test_imovel_is_judged_at_once(form):
    form.especificar(IDS.espec_verificar_debito)
    form.imovel(IDS.imovel_com_debito)
    assert "tem débito" in form.erro("local.imovel_id")
    form.especificar(IDS.espec_matricula)
    assert form.erro("local.imovel_id") == ""
    form.imovel(IDS.imovel_com_ra_pendente)
    assert "Já há RA pendente" in form.erro("local.imovel_id")
    assert "pendente para o imóvel" in form.f.local._nota_imovel.text()
    form.imovel(999_999)
    assert form.erro("local.imovel_id") == "Imóvel Inexistente"


def test_lack_of_water_asks_for_municipio_bairro_and_area(form):
    form.ir_sem_conferir(Parte.LOCAL)
    campos = form.f.local.campos
    assert not campos.bairro_area_id.isVisible()
    form.especificar(IDS.espec_falta_agua_generalizada)
    assert campos.bairro_area_id.isVisible()
    assert obrigatorio(form, "local.bairro_area_id")
    campos.municipio_id.de_rascunho(str(IDS.municipio))
    campos.bairro_id.de_rascunho("10")
    form.assentar()
    campos.bairro_area_id.definir(IDS.area_centro_a)
    assert campos.bairro_area_id.valor() == IDS.area_centro_a
    campos.municipio_id.limpar()
    assert campos.bairro_id.valor() is None
    assert campos.bairro_area_id.valor() is None
    campos.municipio_id.de_rascunho(str(IDS.municipio))
    campos.bairro_id.de_rascunho("30")
    form.assentar()
    assert form.erro("local.bairro_area_id") == "Tabela Área do Bairro sem dados para seleção."
    form.especificar(IDS.espec_simples)
    assert form.f.local.valor().municipio_id is None


def test_lack_of_water_takes_the_bairro_of_the_imovel(form):
    form.especificar(IDS.espec_falta_agua_imovel)
    form.imovel(IDS.imovel_normal)
    campos = form.f.local.campos
    assert campos.bairro_id.valor() == IDS.bairro_centro
    assert travado(campos.municipio_id)
    assert travado(campos.bairro_id)
    assert campos.bairro_area_id.count() > 1


def test_setor_and_quadra_hang_on_the_localidade(form):
    campos = form.f.local.campos
    campos.setor_comercial_id.codigo.setText("1")
    campos.setor_comercial_id.resolver()
    assert form.erro("local.setor_comercial_id") == "Informe a Localidade."
    campos.localidade_id.de_rascunho(str(IDS.localidade_centro))
    form.assentar()
    campos.quadra_id.de_rascunho("10")
    form.assentar()
    assert campos.quadra_id.valor() == IDS.quadra_centro
    assert form.f.local.municipio_da_localidade.text()
    campos.localidade_id.limpar()
    assert campos.setor_comercial_id.valor() is None
    assert campos.quadra_id.valor() is None


def test_sewage_proposes_the_divisao_of_the_quadra_and_locks_that_of_the_imovel(form):
    form.especificar(IDS.espec_esgoto)
    campos = form.f.local.campos
    assert obrigatorio(form, "local.divisao_esgoto_id")
    campos.localidade_id.de_rascunho(str(IDS.localidade_centro))
    campos.setor_comercial_id.de_rascunho("1")
    form.assentar()
    campos.quadra_id.de_rascunho("10")
    form.assentar()
    assert campos.divisao_esgoto_id.valor() == IDS.divisao_esgoto
    assert not travado(campos.divisao_esgoto_id)
    campos.localidade_id.limpar()
    form.imovel(IDS.imovel_norte)
    assert campos.divisao_esgoto_id.valor() == IDS.divisao_esgoto_norte
    assert travado(campos.divisao_esgoto_id)
    form.especificar(IDS.espec_simples)
    assert campos.divisao_esgoto_id.valor() is None


def test_unidade_destino_is_suggested_but_never_over_the_typed_one(form):
    campos = form.f.local.campos
    form.especificar(IDS.espec_por_localidade)
    form.imovel(IDS.imovel_norte)
    assert campos.unidade_destino_id.valor() == IDS.unidade_operacional
    assert not form.f.local.valor().unidade_destino_informada
    campos.unidade_destino_id.codigo.setText(str(IDS.unidade_cobranca))
    campos.unidade_destino_id.resolver()
    assert form.f.local.valor().unidade_destino_informada
    assert obrigatorio(form, "local.parecer")
    form.imovel(IDS.imovel_normal)
    assert campos.unidade_destino_id.valor() == IDS.unidade_cobranca
    campos.parecer.definir("Vai para a cobrança")
    campos.unidade_destino_id.limpar()
    assert campos.parecer.valor() == ""
    assert travado(campos.parecer)


def test_unidade_destino_of_a_large_consumer_is_locked(form):
    form.especificar(IDS.espec_com_unidade)
    form.imovel(IDS.imovel_grande_consumidor)
    campos = form.f.local.campos
    assert campos.unidade_destino_id.valor() == IDS.unidade_grandes
    assert travado(campos.unidade_destino_id)


def test_pavements_become_due_with_the_local_da_ocorrencia(form):
    form.especificar(IDS.espec_simples)
    assert not obrigatorio(form, "local.pavimento_rua_id")
    form.f.local.campos.local_ocorrencia_id.definir(IDS.local_rua)
    assert obrigatorio(form, "local.pavimento_rua_id")
    form.f.local.campos.local_ocorrencia_id.definir(IDS.local_calcada)
    assert obrigatorio(form, "local.pavimento_calcada_id")
    form.especificar(IDS.espec_pavimento_rua)
    assert obrigatorio(form, "local.pavimento_rua_id")


def test_contas_are_added_by_reference_once(form):
    form.ir_sem_conferir(Parte.LOCAL)
    contas = form.f.local.campos.conta_ids
    form.especificar(IDS.espec_contas)
    assert contas.isVisible()
    assert not contas.isEnabled()
    form.imovel(IDS.imovel_com_contas)
    form.rodar(contas._adicionar())
    assert form.erro("local.conta_ids") == "Informe a Conta."
    contas.referencia.setText("01/1990")
    form.rodar(contas._adicionar())
    assert form.erro("local.conta_ids") == "Conta não Localizada"
    referencia = form.referencia_da_conta(IDS.conta_normal)
    for _ in range(2):
        contas.referencia.setText(referencia)
        form.rodar(contas._adicionar())
    assert contas.valor() == (IDS.conta_normal,)
    form.especificar(IDS.espec_simples)
    assert contas.valor() == ()
    assert not contas.isVisible()


def test_duplicate_payments_are_loaded_and_one_may_be_removed(form):
    form.especificar(IDS.espec_pagamento_duplicidade)
    form.imovel(IDS.imovel_pagamento_duplicado)
    pagamentos = form.f.local.campos.pagamento_ids
    assert len(pagamentos.valor()) == 2
    pagamentos.tabela.ir_para(0)
    pagamentos.remover.click()
    assert len(pagamentos.valor()) == 1
    form.imovel(IDS.imovel_normal)
    assert form.erro("local.imovel_id") == "Não existe pagamento em duplicidade para o imóvel informado."


# Solicitante


def test_the_three_ways_exclude_each_other(form):
    aba = form.f.solicitante
    aba.nome.setText("Maria")
    assert travado(aba.cliente)
    assert travado(aba.unidade)
    aba.nome.clear()
    aba.unidade.definir(Achado(IDS.unidade_loja, "15", "Loja"))
    assert travado(aba.cliente)
    assert travado(aba.nome)
    assert not travado(aba.funcionario)
    assert obrigatorio(form, "solicitante.funcionario_id")
    aba.unidade.limpar()
    assert travado(aba.funcionario)
    aba.cliente.de_rascunho(str(IDS.cliente_cpf))
    form.assentar()
    assert travado(aba.unidade)
    assert travado(aba.nome)
    assert aba.enderecos.count() >= 1
    assert "correspondência" in aba.enderecos.item(0).text()
    assert aba.fones.valor()
    assert not aba.fones.adicionar.isEnabled()


def test_cliente_without_address_is_only_a_warning(form):
    form.f.solicitante.cliente.de_rascunho(str(IDS.cliente_sem_endereco))
    form.assentar()
    assert "não tem endereço" in form.f.solicitante._enderecos.erro
    assert not form.f.solicitante.verificar(form.f.dados_gerais.valor(), None)


def test_preset_cliente_follows_the_imovel_and_a_typed_one_stays(form):
    form.especificar(IDS.espec_simples)
    form.imovel(IDS.imovel_normal)
    form.ir_sem_conferir(Parte.SOLICITANTE)
    form.assentar()
    assert form.f.solicitante.cliente.valor() == IDS.cliente_cpf
    form.imovel(IDS.imovel_com_responsavel)
    assert form.f.solicitante.cliente.valor() == IDS.cliente_sem_documento
    form.f.solicitante.cliente.codigo.setFocus()
    form.f.solicitante.cliente.codigo.selectAll()
    form.teclado.digitar(str(IDS.cliente_cnpj))
    form.assentar()
    form.imovel(IDS.imovel_normal)
    assert form.f.solicitante.cliente.valor() == IDS.cliente_cnpj


def test_cliente_picked_in_the_search_window_is_not_taken_for_the_preset_one(form):
    form.especificar(IDS.espec_simples)
    form.imovel(IDS.imovel_normal)
    form.ir_sem_conferir(Parte.SOLICITANTE)
    form.assentar()
    form.f.solicitante.cliente.definir(Achado(IDS.cliente_cnpj, str(IDS.cliente_cnpj), "EMPRESA"))
    form.assentar()
    form.ir_sem_conferir(Parte.LOCAL)
    form.ir_sem_conferir(Parte.SOLICITANTE)
    assert form.f.solicitante.cliente.valor() == IDS.cliente_cnpj
    assert form.f.solicitante._cliente.id == IDS.cliente_cnpj


def test_occurrence_address_is_proposed_to_a_named_solicitante(form):
    form.especificar(IDS.espec_simples)
    form.f.local.campos.endereco.de_rascunho(
        {"logradouro_bairro_id": IDS.logradouro_bairro_sol, "logradouro_cep_id": IDS.logradouro_cep_sol, "texto": "SOL"}
    )
    form.ir_sem_conferir(Parte.SOLICITANTE)
    form.f.solicitante.nome.setText("José")
    assert form.f.solicitante.valor().endereco == form.f.local.valor().endereco


def test_sms_is_proposed_with_the_first_mobile_and_may_be_refused(form):
    aba = form.f.solicitante
    aba.nome.setText("Maria")
    assert not aba.enviar_sms.isChecked()
    aba.fones.definir((Fone(1, "81", "34211000", "", principal=True), Fone(3, "81", "987654321")))
    assert aba.valor().enviar_sms
    assert aba.valor().celular_sms == "+5581987654321"
    aba.enviar_sms.click()
    assert not aba.valor().enviar_sms
    assert aba.valor().celular_sms == ""
    aba.fones.definir((Fone(3, "81", "999990000", "", principal=True),))
    assert not aba.valor().enviar_sms, "what the person refused is not proposed again"


def test_email_survey_only_where_the_service_asks_for_it(form):
    form.ir_sem_conferir(Parte.SOLICITANTE)
    aba = form.f.solicitante
    assert not aba.enviar_email.isVisible()
    form.especificar(IDS.espec_os_automatica)
    assert aba.enviar_email.isVisible()
    assert travado(aba.email)
    aba.enviar_email.setChecked(True)
    assert not travado(aba.email)
    assert obrigatorio(form, "solicitante.email")


def test_phones_keep_one_principal(form):
    aba = form.f.solicitante
    aba.nome.setText("Maria")
    aba.fones.definir((Fone(1, "81", "34211000", "", principal=True), Fone(3, "81", "987654321")))
    aba.fones.tabela.ir_para(1)
    aba.fones.principal.click()
    assert [f.principal for f in aba.fones.valor()] == [False, True]
    aba.fones.tabela.ir_para(1)
    aba.fones.remover.click()
    assert [f.principal for f in aba.fones.valor()] == [True]
