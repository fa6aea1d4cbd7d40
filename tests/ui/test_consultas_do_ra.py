"""Read-only tabs beside an RA, over a real server as an atendente [UC0452, UC0431, UC0449, UC0447]."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import FiltroRA, periodo_padrao
from gsan_desk.services.ra_filtrar import filtrar
from gsan_desk.services.relogio import hoje
from gsan_desk.services.solicitante import consultar_solicitantes
from gsan_desk.ui.bridge import EstadoConexao
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consulta.percurso import Percurso
from gsan_desk.ui.consultas_do_ra.dados import ConsultarDadosRA
from gsan_desk.ui.consultas_do_ra.listas import ConsultarRAsDoImovel
from gsan_desk.ui.consultas_do_ra.solicitantes import ConsultarSolicitantes
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.janelas import JanelaDebitos
from tests.support.cenario import IDS, protocolo
from tests.support.mesa_ra import mesa_ra, mudar
from tests.ui.test_ponta_a_ponta import JanelasSoltas, soltas

__all__ = ["mesa_ra", "soltas"]


def _consultar(mesa_ra, numero: int) -> ConsultarRA:
    tela = mesa_ra.janela.abrir("consultar_ra", numero=numero)
    mesa_ra.qtbot.waitUntil(lambda: tela.ra is not None)
    return tela


def _numeros(pagina) -> list[int]:
    return [linha.numero for linha in pagina.tabela.modelo.linhas]


def test_dados_do_ra_mostra_tudo_e_a_os(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.dados(IDS.ra_com_os))
    assert pagina.windowTitle() == f"Dados do RA {IDS.ra_com_os}"
    assert "ordens" in pagina.ficha.secoes
    assert pagina.ficha.textos()["gerais.Número do RA"] == str(IDS.ra_com_os)


def test_ra_que_nao_existe_diz_m70(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.dados(777))
    assert pagina.vazio.text() == "RA não encontrado."
    assert pagina.botao_fechar.hasFocus()


def test_abas_ficam_lado_a_lado_e_cada_uma_e_so_uma(mesa_ra):
    mesa_ra.abas.dados(IDS.ra_encerrado)
    mesa_ra.abas.dados(IDS.ra_com_os)
    mesa_ra.abas.ordens(IDS.ra_com_os)
    primeira = mesa_ra.abas.dados(IDS.ra_encerrado)
    assert mesa_ra.titulos == [
        f"Dados do RA {IDS.ra_encerrado}",
        f"Dados do RA {IDS.ra_com_os}",
        f"OS do RA {IDS.ra_com_os}",
    ]
    assert mesa_ra.frente is primeira


def test_consultar_o_mesmo_ra_volta_a_aba_que_o_mostra(mesa_ra, sessao):
    """The tab is that of the RA shown, also after another was looked for in it; what it shows is read again."""
    tela = _consultar(mesa_ra, IDS.ra_com_os)
    outra = _consultar(mesa_ra, IDS.ra_encerrado)
    mudar(sessao, "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'NOVA' WHERE rgat_id = 9012")
    assert mesa_ra.janela.abrir("consultar_ra", numero=IDS.ra_com_os) is tela
    mesa_ra.qtbot.waitUntil(lambda: tela.ficha.textos()["gerais.Observação"] == "NOVA")
    outra.numero.setText(str(IDS.ra_urgente))
    outra.pesquisar()
    mesa_ra.qtbot.waitUntil(lambda: outra.ra.numero == IDS.ra_urgente)
    assert mesa_ra.janela.abrir("consultar_ra", numero=IDS.ra_urgente) is outra
    assert mesa_ra.frente is outra
    assert _consultar(mesa_ra, IDS.ra_encerrado) not in (tela, outra)
    assert len(mesa_ra.titulos) == 3


def test_consultar_sem_numero_e_sempre_outra_aba(mesa_ra):
    assert mesa_ra.janela.abrir("consultar_ra") is not mesa_ra.janela.abrir("consultar_ra")


def test_da_lista_a_aba_aberta_passa_a_andar_na_lista(mesa_ra, sessao):
    tela = _consultar(mesa_ra, IDS.ra_com_os)
    assert not tela.botao_proximo.isVisible()
    filtro = FiltroRA(atendimento=periodo_padrao(hoje(sessao)))
    linhas = mesa_ra.rodar(mesa_ra.ponte.executar(filtrar, mesa_ra.ponte.contexto, filtro)).linhas
    linha = next(linha for linha in linhas if linha.id == IDS.ra_com_os)
    percurso = Percurso(filtro, None, linha.chave)
    assert mesa_ra.janela.abrir("consultar_ra", numero=linha.id, percurso=percurso) is tela
    mesa_ra.qtbot.waitUntil(tela.botao_proximo.isEnabled)


def test_ordens_de_servico_com_cabecalho(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.ordens(IDS.ra_com_os))
    textos = pagina.cabecalho.textos()
    assert textos["Número do RA"] == str(IDS.ra_com_os)
    assert textos["Situação"] == "Pendente"
    assert list(textos) == ["Número do RA", "Situação", "Tipo de Solicitação", "Especificação", "Unidade Atual"]
    (ordem,) = pagina.tabela.modelo.linhas
    assert [coluna.texto(ordem) for coluna in pagina.tabela.modelo.colunas][-1] == "PENDENTE"


def test_ra_sem_os_diz_m71(mesa_ra):
    assert mesa_ra.ler(mesa_ra.abas.ordens(IDS.ra_urgente)).vazio.text() == "RA sem ordens de serviço."


def test_solicitantes_mostra_o_da_linha(mesa_ra, sessao):
    mudar(
        sessao,
        "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, clie_id, raso_icsolicitanteprincipal,"
        " raso_tmultimaalteracao) VALUES (777, :ra, :cliente, 2, now())",
        ra=IDS.ra_com_os,
        cliente=IDS.cliente_cpf,
    )
    pagina = mesa_ra.ler(mesa_ra.abas.solicitantes(IDS.ra_com_os))
    assert [linha.principal for linha in pagina.tabela.modelo.linhas] == [True, False]
    assert pagina.detalhe.textos()["Solicitante Principal"] == "Sim"

    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_Down)
    textos = pagina.detalhe.textos()
    assert textos["Solicitante Principal"] == "Não"
    assert textos["Cliente"].startswith(f"{IDS.cliente_cpf} - ")
    assert "(principal)" in textos["Fone(s)"]
    assert textos["Endereço"] != "–"


def test_ra_sem_solicitantes_diz_m73(mesa_ra, sessao):
    mudar(sessao, "DELETE FROM atendimentopublico.solicitante_fone")
    mudar(sessao, "DELETE FROM atendimentopublico.ra_solicitante WHERE rgat_id = :n", n=IDS.ra_urgente)
    assert mesa_ra.ler(mesa_ra.abas.solicitantes(IDS.ra_urgente)).vazio.text() == "RA sem solicitantes."


def test_ras_do_imovel_todas_e_pendentes(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.ras_do_imovel(IDS.imovel_normal))
    assert isinstance(pagina, ConsultarRAsDoImovel)
    assert _numeros(pagina) == [IDS.ra_com_os, IDS.ra_encerrado, IDS.ra_encerrado_antigo]
    assert pagina.cabecalho.textos()["Matrícula"] == str(IDS.imovel_normal)

    pagina.situacao.definir(SituacaoRA.PENDENTE)
    mesa_ra.qtbot.waitUntil(lambda: _numeros(pagina) == [IDS.ra_com_os])


def test_imovel_sem_ra_pendente_diz_m72_e_deixa_trocar_a_situacao(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.ras_do_imovel(IDS.imovel_em_quadra_2, SituacaoRA.PENDENTE))
    assert pagina.vazio.text() == "Imóvel sem RA pendente."
    pagina.situacao.definir(None)
    mesa_ra.qtbot.waitUntil(lambda: pagina.vazio.text() == "Nenhum RA encontrado.")


def test_enter_na_lista_abre_os_dados_em_outra_aba(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.ras_do_imovel(IDS.imovel_normal))
    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return)
    dados = mesa_ra.ler(mesa_ra.esperar(ConsultarDadosRA))
    assert dados.ficha.textos()["gerais.Número do RA"] == str(IDS.ra_com_os)
    mesa_ra.botao(dados, "Consultar RA").click()
    mesa_ra.esperar(ConsultarRA)


def test_encerrados_do_local_e_falta_de_agua(mesa_ra, sessao):
    encerrados = mesa_ra.ler(mesa_ra.abas.encerrados_do_local(IDS.ra_pendente_endereco))
    assert IDS.ra_duplicado in _numeros(encerrados)
    assert encerrados.cabecalho.textos()["Encerrados há até"].endswith(" dias")

    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET brar_id = 1 WHERE rgat_id = :n",
        n=IDS.ra_falta_agua_imovel,
    )
    falta = mesa_ra.ler(mesa_ra.abas.falta_de_agua(IDS.ra_falta_agua_imovel))
    assert _numeros(falta) == [IDS.ra_falta_agua_generalizada]
    assert falta.cabecalho.textos()["Área do Bairro"] != "–"


def test_esc_fecha_e_f5_rele(mesa_ra, sessao):
    pagina = mesa_ra.ler(mesa_ra.abas.ras_do_imovel(IDS.imovel_normal, SituacaoRA.PENDENTE))
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 1 WHERE rgat_id = :n",
        n=IDS.ra_encerrado,
    )
    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_F5)
    mesa_ra.qtbot.waitUntil(lambda: len(_numeros(pagina)) == 2)
    mesa_ra.teclado.tecla(Qt.Key.Key_Escape)
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [])


def test_sem_banco_diz_e_le_quando_ele_volta(mesa_ra, monkeypatch):
    from gsan_desk.domain.erros import BancoIndisponivel

    verdadeiro = mesa_ra.banco.executar

    def fora(*_args):
        raise BancoIndisponivel("fora")

    monkeypatch.setattr(mesa_ra.banco, "executar", fora)
    pagina = mesa_ra.abas.dados(IDS.ra_encerrado)
    mesa_ra.qtbot.waitUntil(lambda: bool(pagina.barra.textos()))
    assert mesa_ra.ponte.estado is EstadoConexao.DESCONECTADO
    monkeypatch.setattr(mesa_ra.banco, "executar", verdadeiro)
    mesa_ra.qtbot.waitUntil(lambda: pagina.lido, timeout=10_000)
    assert pagina.barra.textos() == ()


@pytest.mark.parametrize(
    ("numero", "reiterar", "adicionar"),
    [
        (IDS.ra_da_loja, "", ""),
        (IDS.ra_encerrado, "RA encerrado ou bloqueado não pode ser reiterado.", "RA encerrado não recebe solicitante."),
        (IDS.ra_bloqueado, "RA encerrado ou bloqueado não pode ser reiterado.", ""),
        (IDS.ra_pendente_imovel, "O RA está com outra unidade; reiteração não permitida.", ""),
    ],
)
def test_botoes_de_consultar_dizem_por_que_nao(mesa_ra, numero, reiterar, adicionar):
    """§9.1: what the person may not do is off, with the reason."""
    botoes = _consultar(mesa_ra, numero).acoes.botoes
    for nome, recusa in (("Reiterar", reiterar), ("Adicionar Solicitante", adicionar)):
        assert botoes[nome].isEnabled() is (not recusa)
        assert botoes[nome].accessibleDescription() == recusa
        assert not recusa or botoes[nome].toolTip() == recusa
    assert botoes["Consultar O.S"].isEnabled()
    assert botoes["Consultar Solicitantes"].isEnabled()


def test_outras_consultas_de_um_bloqueado_dizem_por_que_nao(mesa_ra):
    outras = _consultar(mesa_ra, IDS.ra_bloqueado).acoes.outras
    assert {nome: acao.toolTip() for nome, acao in outras.items() if not acao.isEnabled()} == {
        "RAs do Imóvel": "RA sem imóvel.",
        "RA Associado": "RA sem outro associado.",
        "Consultar Débitos": "RA sem imóvel.",
        "RAs Encerrados do Local": "RA sem local identificado.",
        "RAs de Falta de Água da Área": "RA sem Área do Bairro.",
        "Desfazer Duplicidade": f"RA {IDS.ra_bloqueado} não é duplicidade de outro.",
        "Devolução de Valores": "Este RA não pede devolução.",
    }


def test_do_consultar_aos_solicitantes_pelo_teclado(mesa_ra):
    tela = _consultar(mesa_ra, IDS.ra_bloqueado)
    mesa_ra.qtbot.waitUntil(tela.numero.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarSolicitantes))
    esperado = mesa_ra.banco.executar(consultar_solicitantes, mesa_ra.ponte.contexto, IDS.ra_bloqueado)
    assert pagina.tabela.modelo.linhas == esperado.solicitantes
    assert pagina.tabela.modelo.linhas[0].protocolo == protocolo(
        IDS.ra_bloqueado, int(esperado.solicitantes[0].protocolo[:4])
    )


def test_ras_do_imovel_pelo_menu(mesa_ra):
    tela = _consultar(mesa_ra, IDS.ra_com_os)
    tela.acoes.outras["RAs do Imóvel"].trigger()
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarRAsDoImovel))
    assert _numeros(pagina)[0] == IDS.ra_com_os
    assert not mesa_ra.janela.findChildren(InserirRA)


@pytest.mark.parametrize(
    ("ra", "associado"),
    [
        (IDS.ra_duplicado, IDS.ra_pendente_endereco),
        (IDS.ra_reativado, IDS.ra_reativado_anterior),
        (IDS.ra_reativado_anterior, IDS.ra_reativado),
    ],
)
def test_do_ra_aos_dados_do_que_lhe_e_associado(mesa_ra, ra, associado):
    _consultar(mesa_ra, ra).acoes.outras["RA Associado"].trigger()
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarDadosRA))
    assert pagina.ficha.textos()["gerais.Número do RA"] == str(associado)


def test_menus_de_consultar_nao_repetem_mnemonicos(mesa_ra):
    outras = _consultar(mesa_ra, IDS.ra_com_os).acoes.outras.values()
    letras = [acao.text()[acao.text().index("&") + 1].upper() for acao in outras]
    assert len(set(letras)) == len(letras)


def test_consultar_debitos_do_imovel_do_ra(mesa_ra, sessao):
    """Enabled with imóvel (spec 10 §9.1-2)."""
    sem = _consultar(mesa_ra, IDS.ra_pendente_endereco)
    assert not sem.acoes.outras["Consultar Débitos"].isEnabled()
    assert sem.acoes.outras["Consultar Débitos"].toolTip() == "RA sem imóvel."
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET imov_id = :imovel WHERE rgat_id = :ra",
        imovel=IDS.imovel_com_debito,
        ra=IDS.ra_com_os,
    )
    _consultar(mesa_ra, IDS.ra_com_os).acoes.outras["Consultar Débitos"].trigger()
    mesa_ra.qtbot.waitUntil(lambda: bool(mesa_ra.janela.findChildren(JanelaDebitos)))
    (janela,) = mesa_ra.janela.findChildren(JanelaDebitos)
    assert [debito.numero for debito in janela.tabela.modelo.linhas] == [IDS.conta_vencida]
    janela.close()


def test_da_lista_de_manter_pelo_menu_da_linha(mesa_ra):
    tela = mesa_ra.janela.abrir("manter_ra", imovel_id=IDS.imovel_normal)
    tabela = tela.resultado.tabela
    mesa_ra.qtbot.waitUntil(lambda: tabela.modelo.rowCount() > 0)
    acoes = {acao.text().replace("&", ""): acao for acao in tabela._menu_da_linha().actions()}
    acoes["RAs do Imóvel"].trigger()
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarRAsDoImovel))
    assert pagina.cabecalho.textos()["Matrícula"] == str(IDS.imovel_normal)
    acoes["Consultar Dados do RA"].trigger()
    mesa_ra.ler(mesa_ra.esperar(ConsultarDadosRA))


@pytest.mark.parametrize(
    "nome",
    [
        "dados",
        "ordens",
        "solicitantes",
        "ras_do_imovel",
        "encerrados_do_local",
        "falta_de_agua",
        "adicionar_solicitante",
        "reiterar",
        "tramitar",
        "tramites",
    ],
)
def test_nenhuma_aba_pisca_janela_solta_ao_abrir(mesa_ra, soltas: JanelasSoltas, nome):
    pagina = getattr(mesa_ra.abas, nome)(IDS.imovel_normal if nome == "ras_do_imovel" else IDS.ra_da_loja)
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.frente is pagina and pagina.isAncestorOf(QApplication.focusWidget()))
    mesa_ra.qtbot.waitUntil(lambda: not pagina.ocupado.em_andamento)
    assert soltas.vistas == []
