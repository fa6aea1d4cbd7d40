"""RAs that may be the one being typed, told as soon as its place is known; nothing waits for it (issue 6, point 3)."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.progis.candidatos import Candidato, Lugar
from gsan_desk.services.progis.perto import parecidos
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.progis.candidatos import ListaCandidatos
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.registro_atendimento.formulario import FormularioRA
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.marca import rotulo

ESPERA = 500  # ms without typing before the search
ALTURA = 190
Pergunta = tuple[Lugar, int]


class PainelParecidos(QWidget):
    """One line under the form, which unfolds into the list; it takes no room while there is nothing to tell.

    Args:
        abrir_ra: shows an RA.
    """

    def __init__(self, ponte: Ponte, estado: Estado | None, abrir_ra: Callable[[int], object]) -> None:
        super().__init__()
        self._ponte, self._estado, self._abrir_ra = ponte, estado, abrir_ra
        self._feita: Pergunta | None = None
        self._candidatos: tuple[Candidato, ...] = ()
        self._formulario: FormularioRA | None = None
        self._tarefa: asyncio.Task[None] | None = None
        self._botoes: list[QPushButton] = []
        self._abertos: list[QPushButton] = []
        self._relogio = QTimer(self, singleShot=True, interval=ESPERA)
        self._relogio.timeout.connect(self._procurar_se_a_vista)
        self.resumo = rotulo("rotulo", quebra=True)
        self.resumo.setTextFormat(Qt.TextFormat.PlainText)
        self.botao = botao("Mostrar (F8)")
        self.lista: ListaCandidatos | None = None
        self._acoes = QHBoxLayout()
        self._acoes.addStretch(1)
        self._fazeres: list[tuple[str, Callable[[int], object], bool]] = [("Consultar RA", abrir_ra, False)]
        linha = QHBoxLayout()
        linha.addWidget(self.resumo, 1)
        linha.addWidget(self.botao)
        self._caixa = QVBoxLayout(self)
        self._caixa.setContentsMargins(12, 4, 12, 4)
        self._caixa.setSpacing(4)
        self._caixa.addLayout(linha)
        self.botao.clicked.connect(self.alternar)
        self.botao.setToolTip(actions.dica("form.parecidos"))
        self.hide()

    @property
    def candidatos(self) -> tuple[Candidato, ...]:
        """The RAs told of."""
        return self._candidatos

    def oferecer(self, nome: str, fazer: Callable[[int], object], *, so_abertos: bool) -> None:
        """Offer something that may be done with the RA in front, before the list is first unfolded."""
        self._fazeres.append((nome, fazer, so_abertos))

    def largar(self) -> None:
        """Leave the form that was followed: it goes."""
        self._relogio.stop()
        self._formulario, self._feita = None, None
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._mostrar(())

    def acompanhar(self, formulario: FormularioRA) -> None:
        """Follow a form that is typed from now on."""
        self.largar()
        self._formulario = formulario
        formulario.mudou.connect(self._relogio.start)

    def procurar(self, *, de_novo: bool = False) -> None:
        """Search, unless the same was asked last."""
        pergunta = _pergunta(self._formulario) if self._formulario is not None else None
        if pergunta == self._feita and not de_novo:
            return
        self._feita = pergunta
        if self._tarefa is not None:
            self._tarefa.cancel()
        if pergunta is None:
            self._mostrar(())
        else:
            self._tarefa = self._ponte.iniciar(self._procurar(*pergunta), self)

    def alternar(self) -> None:
        """Unfold the list, or fold it; with nothing to tell there is nothing to unfold."""
        if not self._candidatos:
            return
        lista = self._criar()
        lista.setVisible(lista.isHidden())
        self._dobrar(lista)
        if not lista.isHidden():
            lista.tabela.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _procurar_se_a_vista(self) -> None:
        """Leave a window that has closed meanwhile alone."""
        if self.window().isVisible():
            self.procurar()

    async def _procurar(self, lugar: Lugar, especificacao_id: int) -> None:
        try:
            achados = await self._ponte.executar(parecidos, self._ponte.contexto, lugar, especificacao_id)
        except ErroDeUso:
            self._feita = None  # the next change asks again
            return
        self._mostrar(achados)

    def _mostrar(self, achados: tuple[Candidato, ...]) -> None:
        self._candidatos = achados
        if self.lista is not None:
            self.lista.mostrar(achados)
        self.resumo.setText(_resumo(achados))
        self.setVisible(bool(achados))

    def _criar(self) -> ListaCandidatos:
        """Make the list when it is first wanted: most RAs are typed without it."""
        if self.lista is None:
            self.lista = ListaCandidatos(self._ponte, self._estado, "parecidos", self._abrir_ra)
            self.lista.titulo.hide()
            self.lista.setMaximumHeight(ALTURA)
            self.lista.hide()
            self.lista.mudou.connect(self._habilitar)
            self._caixa.addWidget(self.lista)
            self._caixa.addLayout(self._acoes)
            for nome, fazer, so_abertos in self._fazeres:
                self._acoes.addWidget(self._botao(nome, fazer, so_abertos=so_abertos))
            self.lista.mostrar(self._candidatos)
        return self.lista

    def _botao(self, nome: str, fazer: Callable[[int], object], *, so_abertos: bool) -> QPushButton:
        resultado = botao(nome, f"{nome}: RA da lista de parecidos")
        resultado.clicked.connect(lambda: self._fazer(fazer))
        resultado.hide()
        self._botoes.append(resultado)
        if so_abertos:
            self._abertos.append(resultado)
        return resultado

    def _fazer(self, fazer: Callable[[int], object]) -> None:
        candidato = self.lista.atual() if self.lista is not None else None
        if candidato is not None:
            fazer(candidato.numero)

    def _dobrar(self, lista: ListaCandidatos) -> None:
        self.botao.setText("Mostrar (F8)" if lista.isHidden() else "Esconder (F8)")
        for alvo in self._botoes:
            alvo.setVisible(not lista.isHidden())

    def _habilitar(self) -> None:
        candidato = self.lista.atual() if self.lista is not None else None
        for alvo in self._abertos:
            alvo.setEnabled(candidato is not None and candidato.aberto)


def _resumo(achados: tuple[Candidato, ...]) -> str:
    if not achados:
        return ""
    primeiro = achados[0]
    quantos = "Um RA pode ser este" if len(achados) == 1 else f"{len(achados)} RAs podem ser este"
    estado = "" if primeiro.aberto else " (encerrado)"
    return f"{quantos}; o mais parecido é o RA {primeiro.numero}{estado}: {', '.join(primeiro.razoes)}."


def _pergunta(formulario: FormularioRA) -> Pergunta | None:
    """Say what is to be asked; nothing while the place or the especificação is not known."""
    especificacao = formulario.dados_gerais.valor().especificacao_id
    local, imovel = formulario.local.valor(), formulario.local.imovel
    com_ponto = local.coordenada_leste is not None and local.coordenada_norte is not None
    endereco = local.endereco or (imovel.endereco if imovel is not None else None)
    if especificacao is None or not (com_ponto or local.imovel_id is not None or endereco is not None):
        return None
    quem = formulario.solicitante.valor()
    fone = quem.celular_sms or next((f"+55{f.ddd}{f.numero}" for f in quem.fones if f.principal), "")
    lugar = Lugar(
        leste=local.coordenada_leste if com_ponto else None,
        norte=local.coordenada_norte if com_ponto else None,
        imovel_id=local.imovel_id,
        logradouro_bairro_id=endereco.logradouro_bairro_id if endereco is not None else None,
        endereco=endereco.texto if endereco is not None else "",
        ponto_referencia=local.ponto_referencia,
        fone=fone,
    )
    return lugar, especificacao
