"""The place, what hangs on it, duplicates and files in Atualizar RA on screen (spec 10 §4, §7.2, §7.3)."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from gsan_desk.domain.atualizacao import AnexoRA
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.atualizacao.atualizar import DESBLOQUEADO
from gsan_desk.ui.encerramento.encerrar import EncerrarUmRA
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.services.apoio_ra import concluir_aceitando as inserir
from tests.services.apoio_ra import preencher
from tests.support.atualizacao import CTRL, RUA, do_ra, do_ra_em, mesa_at
from tests.support.cenario import IDS, JPG_MINIMO
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_at", "mesa_ra"]
ENDERECO = {
    "logradouro_bairro_id": IDS.logradouro_bairro_flores,
    "logradouro_cep_id": IDS.logradouro_cep_flores,
    "numero": "12",
    "texto": "RUA DAS FLORES, 12 - CENTRO",
}


# The place (§7.3)


def test_a_blocked_ra_that_gets_an_address_becomes_pending(mesa_at, sessao):
    tela = mesa_at.atualizar(IDS.ra_bloqueado)
    campos = mesa_at.f.local.campos
    assert campos.descricao.valor().startswith("ESTRADA DE TERRA")
    campos.descricao.definir("")
    campos.endereco.de_rascunho(ENDERECO)
    campos.localidade_id.de_rascunho(str(IDS.localidade_centro))
    mesa_at.gravado()
    ra = do_ra(sessao, IDS.ra_bloqueado)
    assert (ra["rgat_cdsituacao"], ra["rgat_dslocalocorrencia"], ra["loca_id"]) == (1, None, 1)
    assert "O RA estava Bloqueado e agora está Pendente." in tela.feito.detalhe.text()


def test_a_blocked_ra_whose_imovel_has_a_street_by_now_opens_with_it(mesa_at, sessao):
    """[SB0024]."""
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET imov_id = :i WHERE rgat_id = :r",
        i=IDS.imovel_normal,
        r=IDS.ra_bloqueado,
    )
    tela = mesa_at.atualizar(IDS.ra_bloqueado)
    assert DESBLOQUEADO in tela.barra.textos()
    assert mesa_at.f.local.campos.endereco.valor() is not None
    assert mesa_at.f.local.campos.descricao.valor() == ""
    mesa_at.gravado()
    assert do_ra(sessao, IDS.ra_bloqueado)["rgat_cdsituacao"] == 1


def test_describing_the_place_blocks_and_empties_it(mesa_at, sessao):
    tela = mesa_at.atualizar()
    campos = mesa_at.f.local.campos
    for nome in ("endereco", "localidade_id"):
        getattr(campos, nome).definir(None)
    campos.descricao.definir("NO FIM DA RUA, DEPOIS DO POSTE")
    mesa_at.gravado()
    ra = do_ra(sessao)
    assert (ra["rgat_cdsituacao"], ra["lgbr_id"], ra["loca_id"], ra["qdra_id"]) == (3, None, None, None)
    assert "bloqueado" in tela.feito.detalhe.text().lower()


def test_another_imovel_moves_the_os_of_the_ra(mesa_at, sessao):
    mesa_at.atualizar(IDS.ra_com_os)
    mesa_at.f.local.campos.imovel_id.de_rascunho(str(IDS.imovel_em_quadra_2))
    mesa_at.rodar(mesa_at.f.local.aguardar())
    assert mesa_at.f.local.campos.quadra_id.valor() == IDS.quadra_centro_2
    mesa_at.gravado()
    assert do_ra(sessao, IDS.ra_com_os)["imov_id"] == IDS.imovel_em_quadra_2
    assert [os["imov_id"] for os in do_ra_em(sessao, "ordem_servico", IDS.ra_com_os)] == [IDS.imovel_em_quadra_2]


def test_the_ra_is_not_a_pending_ra_of_its_own_imovel(mesa_at):
    """[SB0021] and 2.8.1 exclude the RA itself."""
    mesa_at.atualizar(IDS.ra_pendente_imovel)
    local = mesa_at.f.local
    assert IDS.ra_pendente_imovel not in [p.id for p in local.imovel.pendentes]
    assert mesa_at.erro("local.imovel_id") == ""
    assert local.campos.endereco.toolTip() == "Vem do imóvel; troque o imóvel para mudar."
    assert not local.campos.endereco.adicionar.isEnabled()


def test_fields_hidden_by_the_especificacao_keep_what_is_stored(mesa_at, sessao):
    """An área that GSAN stored with an especificação that has no use for it."""
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET brar_id = :a, rgat_nndiametro = 75.5 WHERE rgat_id = :r",
        a=IDS.area_centro_b,
        r=RUA,
    )
    mesa_at.atualizar()
    assert not mesa_at.f.local._agua.isVisibleTo(mesa_at.f.local)
    mesa_at.f.local.campos.ponto_referencia.definir("AO LADO DO POSTE")
    mesa_at.gravado()
    ra = do_ra(sessao)
    assert (ra["brar_id"], float(ra["rgat_nndiametro"])) == (IDS.area_centro_b, 75.5)
    assert ra["rgat_dspontoreferencia"] == "AO LADO DO POSTE"


def test_another_especificacao_generates_its_os_and_offers_to_print_it(mesa_at, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.especificacao.definir(IDS.espec_os_automatica)
    mesa_at.gravado()
    (ordem,) = do_ra_em(sessao, "ordem_servico")
    assert f"Ordem de Serviço de código {ordem['orse_id']} gerada." in tela.feito.detalhe.text()
    assert "Imprimir OS" in mesa_at.acoes


def test_payments_given_back_cannot_be_removed(mesa_at, como, sessao):
    atendente = como("atendente")
    contexto = atendente.executar(entrar)
    ids = (IDS.pagamento_duplicado, IDS.pagamento_duplicado_historico)
    novo = preencher(
        atendente,
        contexto,
        IDS.espec_pagamento_duplicidade,
        imovel_id=IDS.imovel_pagamento_duplicado,
        pagamento_ids=ids,
    )
    ra = atendente.executar(inserir, contexto, novo).numero
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = :u WHERE rgat_id = :r",
        u=IDS.unidade_operacional,
        r=ra,
    )
    mudar(
        sessao,
        "UPDATE atendimentopublico.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1 WHERE pgmt_id = :p",
        p=IDS.pagamento_duplicado,
    )
    mesa_at.atualizar(ra)
    pagamentos = mesa_at.f.local.campos.pagamento_ids
    assert set(pagamentos.valor()) == set(ids)
    pagamentos.tabela.ir_para([linha.id for linha in pagamentos.linhas()].index(IDS.pagamento_duplicado))
    assert not pagamentos.remover.isEnabled()
    assert pagamentos.remover.toolTip()
    pagamentos.tabela.ir_para([linha.id for linha in pagamentos.linhas()].index(IDS.pagamento_duplicado_historico))
    pagamentos.remover.click()
    mesa_at.gravado()
    restam = do_ra_em(sessao, "ra_pagto_duplicidade", ra)
    assert [linha["pgmt_id"] for linha in restam] == [IDS.pagamento_duplicado]


def test_contas_come_and_go(mesa_at, como, sessao):
    atendente = como("atendente")
    contexto = atendente.executar(entrar)
    novo = preencher(
        atendente, contexto, IDS.espec_contas, imovel_id=IDS.imovel_com_contas, conta_ids=(IDS.conta_normal,)
    )
    ra = atendente.executar(inserir, contexto, novo).numero
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = :u WHERE rgat_id = :r",
        u=IDS.unidade_operacional,
        r=ra,
    )
    mesa_at.atualizar(ra)
    assert mesa_at.f.dados_gerais._nota.text() == "Especificação não muda: há contas no RA."
    contas = mesa_at.f.local.campos.conta_ids
    assert contas.valor() == (IDS.conta_normal,)
    contas.tabela.ir_para(0)
    contas.remover.click()
    mesa_at.gravado()
    assert do_ra_em(sessao, "ra_conta", ra) == []


# Warnings of duplicates (§4, update form)


def test_warnings_look_at_the_new_place_and_are_answered_once(mesa_at, sessao):
    """The RA itself is no duplicate; closed RAs do not matter any more."""
    tela = mesa_at.atualizar(IDS.ra_urgente)
    mesa_at.f.dados_gerais.especificacao.definir(IDS.espec_simples)
    mesa_at.f.local.campos.endereco.de_rascunho(ENDERECO | {"logradouro_bairro_id": 1, "logradouro_cep_id": 1})
    mesa_at.ir(Parte.LOCAL)
    mesa_at.f.aba_pedida.emit(Parte.SOLICITANTE)
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.avisos)
    cartoes = [r.text() for r in tela.avisos.findChildren(QLabel) if "em aberto para este endereço" in r.text()]
    assert len(cartoes) == 1
    botoes = [b.text() for b in tela.avisos.findChildren(QAbstractButton)]
    assert not [texto for texto in botoes if "Adicionar Solicitante" in texto or "Encerrar" in texto]
    mesa_at.teclado.tecla(Qt.Key.Key_Return)
    mesa_at.qtbot.waitUntil(lambda: mesa_at.f.parte is Parte.SOLICITANTE)
    mesa_at.concluir()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    assert do_ra(sessao, IDS.ra_urgente)["step_id"] == IDS.espec_simples


def test_lack_of_water_of_the_area_offers_the_general_ra_in_a_tab_of_its_own(mesa_at):
    tela = mesa_at.atualizar(IDS.ra_pendente_imovel)
    especificacao = mesa_at.ponte.contexto.dominios.especificacoes[IDS.espec_falta_agua_imovel]
    mesa_at.f.dados_gerais.tipo.definir(especificacao.tipo_id)
    mesa_at.f.dados_gerais.especificacao.definir(especificacao.id)
    mesa_at.rodar(mesa_at.f.local.aguardar())
    mesa_at.f.local.campos.bairro_area_id.definir(IDS.area_centro_b)
    mesa_at.concluir()
    assert tela.pagina is tela.avisos
    mesa_at.botao(tela.avisos, "Abrir RA de Falta de Água Geral").click()
    inserir_ra = mesa_at.esperar(InserirRA)
    mesa_at.qtbot.waitUntil(lambda: inserir_ra.pronto)
    assert inserir_ra.formulario.dados_gerais.especificacao.valor() == IDS.espec_falta_agua_generalizada
    assert tela.digitado


@pytest.mark.parametrize(
    ("ra", "especificacao", "area"),
    [
        (IDS.ra_falta_agua_imovel, None, IDS.area_centro_a),
        (RUA, IDS.espec_falta_agua_generalizada, IDS.area_centro_a),
    ],
    ids=["case (a) of the imóvel", "generalizada"],
)
def test_lack_of_water_of_the_area_closes_the_ra_itself_instead(mesa_at, sessao, ra, especificacao, area):
    """4.4 in the update form: Encerrar RA, as a duplicate of the one found; the changes are dropped."""
    tela = mesa_at.atualizar(ra)
    if especificacao is not None:
        dado = mesa_at.ponte.contexto.dominios.especificacoes[especificacao]
        mesa_at.f.dados_gerais.tipo.definir(dado.tipo_id)
        mesa_at.f.dados_gerais.especificacao.definir(especificacao)
        mesa_at.f.local.campos.municipio_id.de_rascunho("1")
        mesa_at.f.local.campos.bairro_id.de_rascunho("10")
    mesa_at.rodar(mesa_at.f.local.aguardar())
    mesa_at.f.local.campos.bairro_area_id.definir(area)
    mesa_at.concluir()
    assert tela.pagina is tela.avisos
    assert not [b for b in tela.avisos.findChildren(QAbstractButton) if "Adicionar Solicitante" in b.text()]
    mesa_at.botao(tela.avisos, f"Encerrar RA como duplicidade do {IDS.ra_falta_agua_generalizada}").click()
    encerrar = mesa_at.pronta(mesa_at.esperar(EncerrarUmRA))
    assert tela.digitado
    encerrar.encerramento.parecer.definir("MESMA FALTA DE ÁGUA")
    mesa_at.reativar()
    mesa_at.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_at.qtbot.waitUntil(encerrar.feito.isVisible)
    mesa_at.qtbot.waitUntil(lambda: mesa_at.titulos == [encerrar.windowTitle()])
    linha = do_ra(sessao, ra)
    assert (linha["rgat_cdsituacao"], linha["amen_id"]) == (2, IDS.motivo_duplicidade)
    assert linha["rgat_idduplicidade"] == IDS.ra_falta_agua_generalizada
    assert linha["step_id"] == (IDS.espec_falta_agua_imovel if especificacao is None else IDS.espec_simples)
    assert mesa_at.estacao.rascunhos.listar("atualizar_ra") == ()


# Anexos


def test_files_are_added_removed_and_written_about(mesa_at, sessao, tmp_path, monkeypatch):
    comando = (
        "INSERT INTO atendimentopublico.ra_anexo"
        " (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento, raan_dsdocumento, raan_tmultimaalteracao)"
        " VALUES (:id, :ra, :doc, 'jpg', :obs, now())"
    )
    for id_, observacao in ((51, "FICA"), (52, "SAI")):
        mudar(sessao, comando, id=id_, ra=RUA, doc=JPG_MINIMO, obs=observacao)
    mesa_at.atualizar()
    aba = mesa_at.f.anexos
    assert [linha.nome for linha in aba.lista.modelo.linhas] == ["anexo-51.jpg", "anexo-52.jpg"]
    abertos: list[str] = []
    monkeypatch.setattr(
        "PySide6.QtGui.QDesktopServices.openUrl", lambda url: bool(abertos.append(url.fileName())) or True
    )
    mesa_at.f.mostrar_aba(Parte.ANEXOS)
    aba.lista.abrir.click()
    mesa_at.qtbot.waitUntil(lambda: abertos == [f"ra-{RUA}-anexo-51.jpg"])
    modelo = aba.lista.modelo
    modelo.setData(modelo.index(0, 3), "ESCRITA DE NOVO")
    aba.lista.tabela.setCurrentIndex(modelo.index(1, 0))
    aba.lista.remover.click()
    laudo = tmp_path / "laudo.pdf"
    laudo.write_bytes(b"%PDF-1.4\n%%EOF\n")
    aba.adicionar([laudo])
    mesa_at.rodar(aba.aguardar())
    mesa_at.gravado()
    anexos = do_ra_em(sessao, "ra_anexo", ordem="raan_nmextensaodocumento")
    assert [(a["raan_nmextensaodocumento"].strip(), a["raan_dsdocumento"]) for a in anexos] == [
        ("jpg", "ESCRITA DE NOVO"),
        ("pdf", None),
    ]


def test_an_observacao_too_long_for_its_column_is_refused_in_the_list(mesa_at):
    mesa_at.atualizar(IDS.ra_pendente_imovel)
    aba = mesa_at.f.anexos
    aba.carregar((AnexoRA(1, "jpg", 10, "", datetime(2026, 1, 1, tzinfo=UTC)),))
    aba.lista.modelo.setData(aba.lista.modelo.index(0, 3), "X" * 201)
    mesa_at.f.mostrar(aba.verificar())
    assert "passa de 200 caracteres" in mesa_at.erro("anexos")


def test_the_observacao_is_edited_in_the_list_no_longer_than_its_column(mesa_at, sessao, tmp_path):
    mesa_at.atualizar()
    aba = mesa_at.f.anexos
    arquivo = tmp_path / "laudo.pdf"
    arquivo.write_bytes(b"%PDF-1.4\n%%EOF\n")
    aba.adicionar([arquivo])
    mesa_at.rodar(aba.aguardar())
    mesa_at.f.mostrar_aba(Parte.ANEXOS)
    tabela = aba.lista.tabela
    tabela.setCurrentIndex(aba.lista.modelo.index(0, 3))
    tabela.setFocus()
    mesa_at.teclado.tecla(Qt.Key.Key_F2)
    mesa_at.teclado.digitar("Y" * 210)
    mesa_at.teclado.tecla(Qt.Key.Key_Return)
    mesa_at.gravado()
    assert [anexo["raan_dsdocumento"] for anexo in do_ra_em(sessao, "ra_anexo")] == ["Y" * 200]
