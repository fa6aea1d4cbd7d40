"""The workstation on a base that lacks tables: what can not work is not in the menu, the rest opens without error."""

from gsan_desk.database.adocao import adotar as adocao
from gsan_desk.database.banco import Banco
from gsan_desk.domain import requisitos
from gsan_desk.ui.ajuda import JanelaSobre
from gsan_desk.ui.funcoes import DA_JANELA, funcao
from tests.support.banco import SENHA, conectar
from tests.support.base_gsan import COSANPA
from tests.support.mesa_ra import MesaRA

COM_DIALOGO = {"pesquisar_ra"}


def test_what_the_base_lacks_is_told_and_all_that_is_offered_opens(base_gsan, qtbot, tmp_path, rodar):
    url = base_gsan(COSANPA)
    with conectar(url) as conexao:
        conexao.execute(f"DROP TABLE {', '.join(requisitos.OPCIONAIS)} CASCADE".encode())
        adocao.adotar(conexao, "America/Recife", lambda _: None)
    banco = Banco(url.set(username="supervisor", password=SENHA))
    mesa = MesaRA(qtbot, banco, tmp_path, rodar)
    qtbot.waitUntil(lambda: "Inserir Registro de Atendimento Simplificado" in mesa.janela._indisponiveis)
    faltam = {nome for nomes in requisitos.OPCIONAIS.values() for nome in nomes}
    oferecidas = {f.id for f in mesa.janela.oferecidas()}
    assert not faltam & oferecidas
    for nome in sorted(oferecidas - DA_JANELA - COM_DIALOGO):
        mesa.janela.abrir(nome)
        qtbot.waitUntil(lambda: mesa.ponte._pedidos == {})
    assert mesa.falhas == []
    mesa.janela.abrir("sobre")
    sobre = mesa.teclado.esperar_janela(JanelaSobre)
    pagina = sobre.base.toPlainText()
    assert "America/Recife" in pagina
    assert all(funcao(nome).nome in pagina for nome in faltam)
    assert "Esta base não tem a tabela atendimentopublico.local_espec_unidade" in pagina
    sobre.close()
    mesa.janela.abrir("pop")
    assert "não tem a tabela atendimentopublico.sol_tipo_espec_arqui_pop" in mesa.janela.barra.textos()[0]
    banco.fechar()
