"""Tab Solicitante of an RA that exists [UC0408]: the list, and one row at a time in its place (spec 10 §7.2, §10)."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import ErroDeUso, Violacao
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.services.protocolo import sortear
from gsan_desk.ui.atualizacao.editor import EditorSolicitante, Situacao
from gsan_desk.ui.atualizacao.lista import CampoSolicitantes
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.registro_atendimento.aba import Aba

ABA = "solicitantes"
DO_EDITOR = "solicitante"
SO_FALTA_EMAIL = [("M01", "solicitante.email")]
_LINHA = TypeAdapter(SolicitanteRA)


class AbaSolicitantes(Aba):
    """The third tab.

    Args:
        situacao: gives what the other tabs hold.
        seguir_sem_email: asks whether to go without the survey, whose address is missing.
    """

    def __init__(
        self,
        ponte: Ponte,
        codificacao: str,
        situacao: Situacao,
        seguir_sem_email: Callable[[], Awaitable[bool]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ponte, codificacao, parent)
        self._situacao, self._seguir_sem_email = situacao, seguir_sem_email
        self._numero = 0
        self._especificacao: Especificacao | None = None
        self.editor: EditorSolicitante | None = None
        self.lista = CampoSolicitantes(self._contexto.dominios)
        self._quadro = self.formulario.campo(ABA, "Solicitantes do RA", self.lista)
        self._dispor()
        self.lista.adicionar_pedido.connect(lambda: self._buscar(self._adicionar()))
        self.lista.atualizar_pedido.connect(lambda linha: self._buscar(self._editar(linha)))

    def carregar(self, numero: int, linhas: tuple[SolicitanteRA, ...]) -> None:
        """List who asked for the RA."""
        self._numero = numero
        self.lista.definir(linhas)

    def aplicar(self, especificacao: Especificacao | None) -> None:
        """Take the demands of another especificação."""
        self._especificacao = especificacao
        if self.editor is not None:
            self.editor.campos.aplicar(especificacao)

    def valor(self) -> tuple[SolicitanteRA, ...]:
        """Read the tab."""
        return self.lista.valor()

    async def aguardar(self) -> None:
        """Wait for what is being looked up, in the row under edition too."""
        await super().aguardar()
        if self.editor is not None:
            await self.editor.campos.aguardar()

    def invalidos(self) -> tuple[Violacao, ...]:
        """Take the row under edition into the list, or tell what is wrong with it."""
        if self.editor is None:
            return super().invalidos()
        chave, recusas = self.editor.linha.chave, self._recusas(self.editor)
        if not recusas:
            self._recolher(self.editor)
        return tuple(replace(v, campo=f"{ABA}.{chave}.{(v.campo or '').partition('.')[2]}") for v in recusas)

    def mostrar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show what is wrong with a row beside its fields, and in the list whose row it is."""
        das_linhas: dict[str, list[Violacao]] = {}
        do_quadro: list[Violacao] = []
        por_chave = {str(linha.chave): linha for linha in self.valor()}
        em_edicao = str(self.editor.linha.chave) if self.editor is not None else ""
        for violacao in violacoes:
            chave, _, atributo = (violacao.campo or "").partition(".")[2].partition(".")
            if chave in por_chave or (chave and chave == em_edicao):
                das_linhas.setdefault(chave, []).append(replace(violacao, campo=f"{DO_EDITOR}.{atributo}"))
            if chave != em_edicao or not chave:
                nome = f"{self.lista.nome_de(por_chave[chave])}: " if chave in por_chave else ""
                do_quadro.append(replace(violacao, mensagem=nome + violacao.mensagem))
        sobra = super().mostrar(do_quadro)
        self._mostrar_linhas(das_linhas, em_edicao)
        return sobra

    def focar(self) -> None:
        """Give the focus to the list, or to the row under edition."""
        if self.editor is not None:
            self.editor.campos.focar()
        elif self.valor():
            self.lista.tabela.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lista.adicionar.setFocus(Qt.FocusReason.OtherFocusReason)

    def rascunho(self) -> dict[str, Any]:
        """Keep the rows, and the one under edition as far as it was typed."""
        dados = super().rascunho()
        if self.editor is not None and self.editor.digitado:
            linha = _LINHA.dump_python(self.editor.linha, mode="json")
            dados["editor"] = {"linha": linha, "campos": self.editor.rascunho()}
        return dados

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar({ABA: dados.get(ABA)})
        editor = dados.get("editor")
        if not isinstance(editor, dict):
            return
        try:
            linha = _LINHA.validate_python(editor.get("linha"))
        except ValidationError:
            return
        aberto = await self._editar(linha)
        await aberto.campos.restaurar(dict(editor.get("campos") or {}))

    def _dispor(self) -> None:
        pagina = QWidget()
        caixa = QVBoxLayout(pagina)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.addWidget(self._quadro)
        caixa.addStretch()
        self._paginas = QStackedWidget()
        self._paginas.addWidget(pagina)
        self.setWidget(self._paginas)

    async def _adicionar(self) -> None:
        """Draw the protocolo of this contact, to be told at once, and open the fields (§2.7)."""
        try:
            sorteio = await self._ponte.executar(sortear)
        except ErroDeUso as erro:
            self._quadro.mostrar_erro(descrever_erro(erro).mensagem)
            return
        await self._editar(SolicitanteRA(None, sorteio.protocolo, Solicitante()))

    async def _editar(self, linha: SolicitanteRA) -> EditorSolicitante:
        """Open a row in the place of the list."""
        self._fechar_editor()
        editor = EditorSolicitante(self._ponte, self._codificacao, linha, self._especificacao)
        editor.confirmado.connect(lambda: self._buscar(self._confirmar()))
        editor.desistido.connect(self._desistir)
        editor.campos.mudou.connect(self.mudou)
        self.editor = editor
        self._paginas.addWidget(editor)
        self._paginas.setCurrentWidget(editor)
        if self.isVisible():
            editor.campos.focar()
        await editor.carregar()
        self.mudou.emit()
        return editor

    async def _confirmar(self) -> None:
        editor = self.editor
        if editor is None:
            return
        await editor.campos.aguardar()
        recusas = self._recusas(editor)
        if [(v.codigo, v.campo) for v in recusas] == SO_FALTA_EMAIL and await self._seguir_sem_email():
            editor.campos.desistir_do_email()
            recusas = self._recusas(editor)
        if recusas:
            editor.campos.mostrar(recusas)
        elif editor is self.editor:
            self._recolher(editor)
            self.focar()

    def _recusas(self, editor: EditorSolicitante) -> list[Violacao]:
        outras = [linha for linha in self.valor() if linha.chave != editor.linha.chave]
        return editor.recusas(outras, self._numero, self._situacao)

    def _recolher(self, editor: EditorSolicitante) -> None:
        """Put the row into the list."""
        self._fechar_editor()
        self.lista.por(editor.valor())

    def _desistir(self) -> None:
        self._fechar_editor()
        self.mudou.emit()
        self.focar()

    def _fechar_editor(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self._paginas.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def _mostrar_linhas(self, das_linhas: dict[str, list[Violacao]], em_edicao: str) -> None:
        """Show one row's mistakes beside its fields: of the one under edition, else of the first that has any."""
        if self.editor is not None:
            self.editor.campos.mostrar(das_linhas.get(em_edicao, ()))
        elif das_linhas:
            chave, erros = next(iter(das_linhas.items()))
            linha = next(linha for linha in self.valor() if str(linha.chave) == chave)
            self._buscar(self._editar_e_mostrar(linha, erros))

    async def _editar_e_mostrar(self, linha: SolicitanteRA, erros: list[Violacao]) -> None:
        if self.isVisible():  # an earlier tab has the first mistake otherwise, and keeps the focus
            editor = await self._editar(linha)
            editor.campos.mostrar(erros)
