"""Modelos de SMS: the texts, as they will look and what they cost (spec 40 §1.4)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gsan_desk.domain.email import ModeloEmail, verificar_modelo
from gsan_desk.domain.sms_modelo import CAMPOS, EVENTOS, Limites, desconhecidos, prever, tirar_acentos, verificar
from gsan_desk.domain.sms_texto import TAMANHO_MAXIMO
from gsan_desk.services import email_pesquisa
from gsan_desk.services.sms import ModelosSms, gravar_modelos, ler_modelos
from gsan_desk.services.sms.modelos import campo as nome_do_campo
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.registro_atendimento.aba import avisar, botao, botao_principal, nota
from gsan_desk.ui.sms.modelo_email import EditorEmail
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import renomear, rotulo
from gsan_desk.ui.widgets.texto_contado import TextoContado

TITULO = "Modelos de SMS"
AVISO = (
    "O que está entre chaves é trocado pelo dado do RA, sem acentos. Mudar um modelo não muda o que já está na fila."
    " Não escreva dados pessoais."
)
ROTULOS = {1: "RA a&berto", 2: "RA já e&xistente", 3: "RA a&tendido", 6: "&Ocorrência concluída"}
LINHAS = 3


class EditorModelo(QWidget):
    """One text with its fields, its preview and what is wrong with it."""

    def __init__(self, evento: int, formulario: Formulario) -> None:
        super().__init__()
        self._evento, self._limites, self._empresa = evento, Limites(1), ""
        self.texto = TextoContado(TAMANHO_MAXIMO, linhas=LINHAS)
        self.medida, self.previa = rotulo("fraco"), rotulo("subtitulo", quebra=True)
        self.aviso = nota()
        self.sem_acentos = botao(f"Tirar acentos (&{evento})")
        campos = " ".join(f"{{{nome}}}" for nome in CAMPOS[evento])
        linha = QHBoxLayout()
        linha.addWidget(rotulo("fraco", f"Campos: {campos}"), 1)
        linha.addWidget(self.sem_acentos)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 10)
        caixa.setSpacing(3)
        caixa.addWidget(formulario.campo(nome_do_campo(evento), ROTULOS[evento], self.texto, obrigatorio=True))
        caixa.addLayout(linha)
        for widget in (self.aviso, self.previa, self.medida):
            caixa.addWidget(widget)
        self.texto.alterado.connect(self._prever)
        self.sem_acentos.clicked.connect(self._tirar_acentos)

    def abrir(self, escrito: str, limites: Limites, empresa: str) -> None:
        """Show a text; ``empresa`` stands in the preview."""
        self._limites, self._empresa = limites, empresa
        self.texto.definir(escrito)
        self._prever()

    def _prever(self) -> None:
        escrito = self.texto.valor()
        previa = prever(escrito, self._empresa)
        self.previa.setText(f"“{previa.texto}”" if escrito else "")
        self.previa.setAccessibleName(f"Prévia: {previa.texto}")
        mensagens = "1 mensagem" if previa.partes == 1 else f"{previa.partes} mensagens"
        self.medida.setText(f"{len(previa.texto)} caracteres, {mensagens} ({previa.nome_do_alfabeto})")
        renomear(self.medida, "fraco" if self._limites.cabe(previa) else "texto_erro")
        sobram = desconhecidos(self._evento, escrito)
        avisar(self.aviso, f"Nada preenche {', '.join(sobram)}: sairia como está escrito." if sobram else "")
        self.sem_acentos.setEnabled(tirar_acentos(escrito) != escrito)

    def _tirar_acentos(self) -> None:
        self.texto.definir(tirar_acentos(self.texto.valor()))
        self.texto.setFocus()


class ModelosDeSms(QWidget):
    """The tab.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()
    chave = "modelos_sms"

    def __init__(self, ponte: Ponte) -> None:
        super().__init__()
        self.setWindowTitle(TITULO)
        self._ponte = ponte
        self._lidos: ModelosSms | None = None
        self._email_lido = ModeloEmail("", "")
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.editores = {evento: EditorModelo(evento, self.formulario) for evento in EVENTOS}
        self.email = EditorEmail(self.formulario)
        self.botao_fechar, self.botao_gravar = botao("&Fechar"), botao_principal("&Gravar")
        self._montar()
        self._ligar()
        self.reler()

    @property
    def pronto(self) -> bool:
        """Whether the texts were read and nothing is under way."""
        return self._lidos is not None and self.trabalho.parado

    @property
    def mudados(self) -> bool:
        """Whether something typed is not written yet."""
        lidos = self._lidos
        if lidos is None:
            return False
        return self._email_mudado or any(self._textos()[e] != lidos.textos[e].strip() for e in EVENTOS)

    @property
    def _email_mudado(self) -> bool:
        lido = self._email_lido
        return self.email.valor() != ModeloEmail(lido.assunto, lido.texto.strip())

    async def pode_fechar(self) -> bool:
        """Let nobody lose by accident what was typed."""
        if not self.mudados:
            return True
        pergunta = "Há texto mudado e não gravado. Descartar?"
        return bool(await self.trabalho.barra.perguntar(pergunta, [("&Descartar", True), ("Ficar", False)]))

    def reler(self) -> None:
        """Read the texts; asked by F5, what was typed is asked about first."""
        self.trabalho.iniciar(self._ler())

    def gravar(self) -> None:
        """Write what was changed."""
        self.trabalho.iniciar(self._gravar())

    async def _ler(self) -> None:
        if not await self.pode_fechar():
            return
        with self.trabalho.ocupado.ocupar("Lendo…"):
            modelo = await self._ponte.executar(email_pesquisa.ler_modelo)
            self._abrir(await self._ponte.executar(ler_modelos), modelo)

    def _abrir(self, lidos: ModelosSms, modelo: ModeloEmail) -> None:
        self._lidos, self._email_lido = lidos, modelo
        parametros = self._ponte.contexto.dominios.parametros
        empresa = parametros.nome_abreviado_empresa.strip() or parametros.nome_empresa.strip()
        for evento, editor in self.editores.items():
            editor.abrir(lidos.textos[evento], lidos.limites, empresa)
        self.email.abrir(modelo, empresa)
        self.formulario.limpar()

    async def _gravar(self) -> None:
        lidos = self._lidos
        if lidos is None:
            return
        novos = self._textos()
        erros = [
            e for i, novo in novos.items() for e in verificar(i, novo, lidos.limites, nome_do_campo(i))
        ]  # shown before the server is asked, all of them at once
        erros += verificar_modelo(self.email.valor()) if self._email_mudado else ()
        self.formulario.limpar()
        if erros:
            self.formulario.mostrar(erros)
            return
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.botao_gravar], cancelavel=False):
            quantos = await self._ponte.executar(gravar_modelos, lidos, novos)
            self._lidos = ModelosSms(novos, lidos.max_partes, lidos.max_caracteres)
            if self._email_mudado:
                quantos += await self._ponte.executar(
                    email_pesquisa.gravar_modelo, self._email_lido, self.email.valor()
                )
        self._abrir(self._lidos, self.email.valor() if quantos else self._email_lido)
        dito = "Modelos gravados. Valem para as próximas mensagens." if quantos else "Nada foi mudado."
        self.trabalho.barra.confirmar(dito, chave="feito")

    def _textos(self) -> dict[int, str]:
        return {evento: editor.texto.valor() for evento, editor in self.editores.items()}

    def _montar(self) -> None:
        corpo = QWidget()
        dentro = QVBoxLayout(corpo)
        dentro.setContentsMargins(12, 8, 12, 8)
        dentro.addWidget(rotulo("fraco", AVISO, quebra=True))
        for editor in self.editores.values():
            dentro.addWidget(editor)
        dentro.addWidget(self.email)
        dentro.addStretch(1)
        rolagem = QScrollArea(widgetResizable=True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setWidget(corpo)
        botoes = QHBoxLayout()
        botoes.setContentsMargins(12, 0, 12, 8)
        botoes.addStretch(1)
        botoes.addWidget(self.botao_fechar)
        botoes.addWidget(self.botao_gravar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for widget in (self.trabalho.barra, self.trabalho.ocupado):
            caixa.addWidget(widget)
        caixa.addWidget(rolagem, 1)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.editores[1].texto)

    def _ligar(self) -> None:
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.botao_gravar.clicked.connect(self.gravar)
        self.botao_gravar.setToolTip(actions.dica("form.salvar"))
        actions.criar(self, "form.salvar", self.gravar)
        actions.criar(self, "form.atualizar", self.reler)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and self._lidos is None:
            self.reler()
