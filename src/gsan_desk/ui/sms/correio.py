"""The mail server of the satisfaction e-mails, as the station uses it (spec 20 §9.8 [UC1181])."""

from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit

from gsan_desk.domain.email import FAIXAS, PREFIXO, SEGURANCAS, TAMANHOS, AjustesEmail
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.registro_atendimento.aba import Aba, botao, grade
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import renomear, rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto

AVISO = (
    "Ao encerrar com sucesso um serviço marcado para pesquisa, o cidadão que pediu recebe um e-mail. Sem servidor,"
    " nenhum sai. Os dados valem para a base; a senha fica no chaveiro deste computador, e a de cada estação no dela."
)
FUNCIONA = "O servidor de e-mail aceita esta estação."
_ROTULOS = {
    "servidor": "Ser&vidor",
    "usuario": "Usuár&io",
    "remetente": "&Endereço de quem envia",
    "nome_remetente": "Nome de &quem envia",
}
_MAIOR = 999_999


class AbaCorreio(Aba):
    """The fields, and the trial of what they say."""

    def __init__(self, ponte: Ponte, daqui: Daqui, trabalho: Trabalho) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self._daqui, self._trabalho = daqui, trabalho
        self.lidos = AjustesEmail()
        self.textos = {nome: CampoTexto(tamanho) for nome, tamanho in TAMANHOS.items()}
        self.numeros = {nome: QLineEdit() for nome in FAIXAS}
        self.seguranca = QComboBox()
        for valor, texto in SEGURANCAS.items():
            self.seguranca.addItem(texto, valor)
        self.senha = QLineEdit(maxLength=120, echoMode=QLineEdit.EchoMode.Password)
        self.experimentar = botao("E&xperimentar")
        self.dito = rotulo("subtitulo", quebra=True)
        self._dispor()
        self.experimentar.clicked.connect(lambda: trabalho.iniciar(self._experimentar()))

    @property
    def mudados(self) -> bool:
        """Whether something differs from what was read, or a password was typed."""
        return self.valor() != self.lidos or bool(self.senha.text())

    def abrir(self, lidos: AjustesEmail) -> None:
        """Show what was read."""
        self.lidos = lidos
        for nome, campo in self.textos.items():
            campo.definir(getattr(lidos, nome))
        for nome, numero in self.numeros.items():
            numero.setText(str(getattr(lidos, nome)))
        self.seguranca.setCurrentIndex(self.seguranca.findData(lidos.seguranca))
        self.senha.clear()
        self.formulario.limpar()

    def valor(self) -> AjustesEmail:
        """Read the fields."""
        valores: dict[str, Any] = {nome: campo.valor().strip() for nome, campo in self.textos.items()}
        valores |= {nome: int(n.text()) if n.text().isdigit() else None for nome, n in self.numeros.items()}
        return AjustesEmail(**valores, seguranca=self.seguranca.currentData())

    async def guardar_senha(self) -> bool:
        """Keep a typed password in the keyring of this computer; tell whether that could be."""
        senha = self.senha.text()
        return not senha or await em_segundo_plano(self._daqui.local.guardar_senha_do_email, self.valor(), senha)

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar(dados)

    async def _experimentar(self) -> None:
        alvo = self.valor()
        if not alvo.servidor:
            self.formulario[f"{PREFIXO}.servidor"].mostrar_erro("Informe o servidor.")
            self.formulario[f"{PREFIXO}.servidor"].focar()
            return
        with self._trabalho.ocupado.ocupar("Experimentando…", desabilitar=[self.experimentar], cancelavel=False):
            erro = await em_segundo_plano(self._daqui.local.experimentar_email, alvo, self.senha.text())
        self.dito.setText(erro or FUNCIONA)
        self.dito.setAccessibleName(self.dito.text())
        renomear(self.dito, "texto_erro" if erro else "subtitulo")

    def _dispor(self) -> None:
        for numero in self.numeros.values():
            numero.setValidator(QIntValidator(0, _MAIOR, numero))
        campo = self.formulario.campo
        texto = {nome: campo(f"{PREFIXO}.{nome}", _ROTULOS[nome], self.textos[nome]) for nome in self.textos}
        numero_de = {nome: campo(f"{PREFIXO}.{nome}", FAIXAS[nome].nome, self.numeros[nome]) for nome in self.numeros}
        seguranca = campo(f"{PREFIXO}.seguranca", "Se&gurança", self.seguranca)
        senha = campo(f"{PREFIXO}.senha", "Senha (fica neste computador)", self.senha)
        self._preencher(
            rotulo("fraco", AVISO, quebra=True),
            grade(
                ((texto["servidor"], 6), (numero_de["porta"], 2), (seguranca, 4)),
                ((texto["usuario"], 6), (senha, 6)),
                ((texto["remetente"], 6), (texto["nome_remetente"], 6)),
                ((numero_de["max_tentativas"], 4), (numero_de["expira_horas"], 4)),
            ),
            self.experimentar,
            self.dito,
        )
