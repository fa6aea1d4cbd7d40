"""The SMS part of the workstation of one person: its screens, its station if it runs one, its corner of the bar."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.abas import AbasDoRA
from gsan_desk.ui.funcoes import ADMIN, SMS
from gsan_desk.ui.main_window import Fabrica, JanelaPrincipal
from gsan_desk.ui.sms.bandeja import Bandeja
from gsan_desk.ui.sms.configurar import ConfigurarSms
from gsan_desk.ui.sms.daqui import Daqui, EstacaoLocal
from gsan_desk.ui.sms.emails import EmailsDePesquisa
from gsan_desk.ui.sms.estacao import EstacaoSms
from gsan_desk.ui.sms.indicador import IndicadorSms
from gsan_desk.ui.sms.mensagens import MensagensSms
from gsan_desk.ui.sms.modelos import ModelosDeSms
from gsan_desk.ui.sms.respostas import RespostasSms
from gsan_desk.ui.sms.vigia import Vigia
from gsan_desk.ui.state import Estado


class TelasSms:
    """Lives as long as the main window.

    Args:
        local: runs the station of this computer; ``None`` where it has none.
        mentira: in training, the folder of the phone without a phone.
    """

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        janela: JanelaPrincipal,
        abas: AbasDoRA,
        local: EstacaoLocal | None,
        mentira: Path | None,
    ) -> None:
        self._ponte, self._estado, self._janela, self._abas = ponte, estado, janela, abas
        self._treina = mentira is not None
        self.vigia, self.indicador = Vigia(ponte), IndicadorSms()
        janela.statusBar().addPermanentWidget(self.indicador)
        self.vigia.viu.connect(self.indicador.mostrar)
        self.daqui = Daqui(local, estado, mentira) if local is not None else None
        janela.fechou.connect(self.vigia.parar)
        if self.daqui is not None:
            self.bandeja = Bandeja(self.daqui, janela)
            self.vigia.viu.connect(self.bandeja.vigiado)
            janela.fechou.connect(self.daqui.fechar)

    def fabricas(self) -> dict[str, Fabrica]:
        """Give the factory of each function."""
        ponte, estado, abas, daqui = self._ponte, self._estado, self._abas, self.daqui
        montar: dict[str, Callable[[], Any]] = {
            "mensagens_sms": lambda: MensagensSms(ponte, estado, abas),
            "respostas_sms": lambda: RespostasSms(ponte, estado, abas),
            "modelos_sms": lambda: ModelosDeSms(ponte),
            "emails_pesquisa": lambda: EmailsDePesquisa(ponte, estado, abas),
        }
        if daqui is not None:
            montar["estacao_sms"] = lambda: EstacaoSms(ponte, estado, daqui, self)
            montar["configurar_sms"] = lambda: ConfigurarSms(ponte, daqui)
        return {nome: partial(self._unica, nome, fazer) for nome, fazer in montar.items()}

    def comecar(self) -> None:
        """Watch; for who looks after the SMS, open the panel, and in training run the station."""
        self.vigia.iniciar()
        perfis = self._ponte.contexto.operador.perfis
        if self.daqui is None or SMS not in perfis or ADMIN in perfis:
            return
        if self._treina:
            self._ponte.iniciar(self.daqui.iniciar(), self._janela)
        self._janela.abrir("estacao_sms")

    def configurar(self) -> object:
        """Open Configurar Estação SMS."""
        return self._janela.abrir("configurar_sms")

    def mensagens(self) -> object:
        """Open Mensagens SMS com erro."""
        return self._janela.abrir("mensagens_sms")

    def emails(self) -> object:
        """Open E-mails de pesquisa."""
        return self._janela.abrir("emails_pesquisa")

    def respostas(self) -> object:
        """Open Respostas de SMS recebidas."""
        return self._janela.abrir("respostas_sms")

    def _unica(self, chave: str, montar: Callable[[], Any]) -> QWidget:
        """Give the tab that is open, or a new one that may ask to be closed."""
        if (existente := self._janela.abas.procurar(chave)) is not None:
            return existente
        tela = montar()
        tela.fechar_pedido.connect(lambda: self._janela.abas.pedir_fechamento(tela))
        resultado: QWidget = tela
        return resultado
