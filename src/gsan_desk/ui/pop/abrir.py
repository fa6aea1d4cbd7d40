"""A document of procedure, opened from the list or from an especificação."""

import re
from pathlib import Path, PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.pop import LinhaPOP, da_especificacao, documento
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.anexo import abrir_conteudo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

_FORA_DE_NOME = re.compile(r"[^\w.-]+")


async def abrir_pop(ponte: Ponte, barra: BarraMensagens, id_: int) -> Path | None:
    """Read a document, keep it in a temporary file and open it with the system's viewer."""
    lido = await ponte.executar(documento, id_)
    if lido is None:
        barra.avisar(texto("ARQUIVO_REMOVIDO"), chave="anexo")
        return None
    nome = PurePath(lido.nome.replace("\\", "/"))
    limpo = _FORA_DE_NOME.sub("-", nome.stem).strip(".-") or "procedimento"
    return await abrir_conteudo(barra, f"pop-{lido.id}-{limpo}", nome.suffix.lstrip("."), lido.conteudo)


class BotaoPOP(QPushButton):
    """Shown while the especificação has procedures: opens the only one, or asks which."""

    def __init__(self, ponte: Ponte, parent: QWidget | None = None) -> None:
        super().__init__("Ver procedimento…", parent, autoDefault=False)
        self._ponte, self._especificacao_id = ponte, 0
        self.setToolTip("Abre o procedimento operacional padrão da especificação")
        self.clicked.connect(lambda: self._ponte.iniciar(self._abrir(), self))
        self.hide()

    def mostrar_de(self, especificacao: Especificacao | None) -> None:
        """Follow the especificação chosen."""
        self._especificacao_id = especificacao.id if especificacao else 0
        self.setVisible(especificacao is not None and especificacao.tem_pop)

    async def _abrir(self) -> None:
        barra = _barra_da_janela(self)
        try:
            linhas = await self._ponte.executar(da_especificacao, self._especificacao_id)
            if len(linhas) == 1:
                await abrir_pop(self._ponte, barra, linhas[0].id)
            elif linhas:
                self._escolher(linhas, barra)
            else:
                barra.avisar(texto("ARQUIVO_REMOVIDO"), chave="anexo")
        except ErroDeUso as erro:
            barra.errar(descrever_erro(erro).mensagem, chave="anexo")

    def _escolher(self, linhas: tuple[LinhaPOP, ...], barra: BarraMensagens) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for linha in linhas:
            acao = menu.addAction(linha.arquivo.replace("&", "&&"))
            acao.triggered.connect(
                lambda _=False, id_=linha.id: self._ponte.iniciar(abrir_pop(self._ponte, barra, id_), self)
            )
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()) if self.isVisible() else QCursor.pos())


def _barra_da_janela(widget: QWidget) -> BarraMensagens:
    """Find the bar of messages nearest above a widget."""
    dono: QWidget | None = widget
    while dono is not None:
        barra = getattr(dono, "barra", None)
        if isinstance(barra, BarraMensagens):
            return barra
        dono = dono.parentWidget()
    raise LookupError("no bar of messages above the button")
