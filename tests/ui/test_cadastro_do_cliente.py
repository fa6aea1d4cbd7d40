"""Atualizar Cliente: the web system's register of the cliente, in the browser (spec 10 §3.4)."""

import pytest
from PySide6.QtGui import QDesktopServices

from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.mesa_ra import mesa_ra

__all__ = ["mesa_ra"]


@pytest.fixture
def abertos(monkeypatch):
    """Addresses that the browser was asked for."""
    vistos: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: vistos.append(url.toString()))
    return vistos


def _na_aba(mesa_ra):
    tela = mesa_ra.janela.abrir("inserir_ra")
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    tela.formulario.mostrar_aba(Parte.SOLICITANTE)
    return tela.formulario.solicitante


def _informar(mesa_ra, aba, codigo: int) -> None:
    aba.cliente.de_rascunho(str(codigo))
    mesa_ra.rodar(aba.aguardar())


def test_so_com_cliente_informado(mesa_ra, abertos):
    mesa_ra.abas.url_cliente = "https://gsan.exemplo/cliente.do?id={cliente}"
    aba = _na_aba(mesa_ra)
    assert not aba.atualizar_cliente.isVisible()
    _informar(mesa_ra, aba, IDS.cliente_cpf)
    assert aba.atualizar_cliente.isVisible()
    aba.atualizar_cliente.click()
    assert abertos == [f"https://gsan.exemplo/cliente.do?id={IDS.cliente_cpf}"]
    aba.cliente.limpar()
    assert not aba.atualizar_cliente.isVisible()


def test_sem_endereco_nos_ajustes_nao_ha_botao(mesa_ra, abertos):
    aba = _na_aba(mesa_ra)
    _informar(mesa_ra, aba, IDS.cliente_cpf)
    assert not aba.atualizar_cliente.isVisible()
    aba.atualizar_cliente.click()
    assert abertos == []


def test_tambem_em_adicionar_solicitante(mesa_ra, abertos):
    mesa_ra.abas.url_cliente = "https://gsan.exemplo/{cliente}"
    tela = mesa_ra.pronta(mesa_ra.abas.adicionar_solicitante(IDS.ra_da_loja))
    _informar(mesa_ra, tela.solicitante, IDS.cliente_cnpj)
    tela.solicitante.atualizar_cliente.click()
    assert abertos == [f"https://gsan.exemplo/{IDS.cliente_cnpj}"]
