"""The address window: CEP or logradouro first, the rest follows from it.

    endereco = await DialogoEndereco(ponte, complemento_maximo=45, perimetros=True, parent=self).informar()

One statement for the CEP, one for the bairros and CEPs of the logradouro.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain import cep as ceps
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Endereco
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.pesquisas.territorio import CriterioLogradouro, LinhaLogradouro, pesquisar_logradouros
from gsan_desk.ui.bridge import Ponte, abrir_dialogo
from gsan_desk.ui.pesquisas.logradouro import Rua, campo_logradouro
from gsan_desk.ui.pesquisas.lugares import campo_municipio
from gsan_desk.ui.widgets.campo import Campo, Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.masked_edit import CEP, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto

TAMANHO_NUMERO = 5
VARIOS_LOGRADOUROS = "O CEP serve a mais de um logradouro: escolha o logradouro."
OBRIGATORIOS = {"logradouro": "Logradouro", "bairro": "Bairro", "cep": "CEP do Logradouro", "numero": "Número"}


@dataclass(frozen=True, slots=True)
class _Fim:
    """One end of the perímetro."""

    id: int | None = None
    nome: str = ""


class DialogoEndereco(QDialog):
    """Ask for an address.

    Args:
        complemento_maximo: 45 for the occurrence, 25 for the solicitante.
        perimetros: show perímetro inicial and final.
        municipio_id, bairro_id: where to look first.
    """

    def __init__(
        self,
        ponte: Ponte,
        *,
        complemento_maximo: int,
        perimetros: bool = False,
        municipio_id: int | None = None,
        bairro_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._bairro_id = ponte, bairro_id
        self._linhas: tuple[LinhaLogradouro, ...] = ()
        self._endereco: Endereco | None = None
        self._em_curso: Any = None
        self._cep_procurado = ""
        self.setWindowTitle("Endereço")
        self.formulario = Formulario(self)
        self._criar(complemento_maximo)
        self._montar(perimetros)
        self._ligar()
        if municipio_id is not None:
            self.municipio.de_rascunho(str(municipio_id))

    async def informar(self) -> Endereco | None:
        """Open and wait; ``None`` when it was closed."""
        self.formulario["cep_procurado"].focar()
        await abrir_dialogo(self)
        self.deleteLater()
        return self._endereco

    def confirmar(self) -> None:
        """Check what is filled and close."""
        self._ponte.iniciar(self._confirmar(), self)

    def _criar(self, complemento_maximo: int) -> None:
        self.cep_procurado = CampoMascarado(CEP, lambda nu: "" if ceps.normalizar(nu) else "CEP inválido.")
        self.municipio = campo_municipio(self._ponte)
        self.logradouro = campo_logradouro(self._ponte, self.municipio.valor, lambda: self._bairro_id)
        self.bairro = ComboItens()
        self.cep = ComboItens()
        self.numero = CampoTexto(TAMANHO_NUMERO)
        self.complemento = CampoTexto(complemento_maximo)
        self.perimetro_inicial = campo_logradouro(self._ponte, self.municipio.valor, nome="Perímetro Inicial")
        self.perimetro_final = campo_logradouro(self._ponte, self.municipio.valor, nome="Perímetro Final")

    def _montar(self, perimetros: bool) -> None:
        grade = QGridLayout()
        grade.setColumnStretch(1, 1)
        for linha, coluna, largura, campo in self._campos():
            grade.addWidget(campo, linha, coluna, 1, largura)
        for numero, (nome, rotulo, campo_codigo) in enumerate(self._perimetros() if perimetros else ()):
            grade.addWidget(self.formulario.campo(nome, rotulo, campo_codigo), 4 + numero, 0, 1, 2)
        caixa = QVBoxLayout(self)
        caixa.addLayout(grade)
        caixa.addStretch(1)
        caixa.addLayout(self._botoes())
        self.resize(620, self.sizeHint().height())

    def _campos(self) -> tuple[tuple[int, int, int, Campo], ...]:
        campo = self.formulario.campo
        return (
            (0, 0, 1, campo("cep_procurado", "&CEP", self.cep_procurado, dica="Preenche o logradouro")),
            (0, 1, 1, campo("municipio", "&Município", self.municipio)),
            (1, 0, 2, campo("logradouro", "&Logradouro", self.logradouro, obrigatorio=True)),
            (2, 0, 1, campo("cep", "CEP do Logra&douro", self.cep, obrigatorio=True)),
            (2, 1, 1, campo("bairro", "&Bairro", self.bairro, obrigatorio=True)),
            (3, 0, 1, campo("numero", "&Número (ou S/N)", self.numero, obrigatorio=True, dica="Sem número: S/N")),
            (3, 1, 1, campo("complemento", "C&omplemento", self.complemento)),
        )

    def _perimetros(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            ("perimetro_inicial", "Perímetro &Inicial", self.perimetro_inicial),
            ("perimetro_final", "Perímetro &Final", self.perimetro_final),
        )

    def _botoes(self) -> QHBoxLayout:
        confirmar = QPushButton("Confirma&r", autoDefault=False)
        confirmar.setProperty("principal", True)
        confirmar.setToolTip("Confirmar (Ctrl+Enter)")
        fechar = QPushButton("Fechar", autoDefault=False)
        confirmar.clicked.connect(self.confirmar)
        fechar.clicked.connect(self.reject)
        for tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | tecla), self, self.confirmar)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(confirmar)
        botoes.addWidget(fechar)
        return botoes

    def _ligar(self) -> None:
        self.cep_procurado.editingFinished.connect(self._procurar_cep)
        self.cep_procurado.returnPressed.connect(self._seguir)
        self.municipio.resolvido.connect(self._mudou_municipio)
        self.logradouro.resolvido.connect(self._mudou_logradouro)
        self.numero.returnPressed.connect(self.confirmar)
        self.complemento.returnPressed.connect(self.confirmar)

    def _seguir(self) -> None:
        self.focusNextChild()

    def _procurar_cep(self) -> None:
        cep = self.cep_procurado.valor()
        if cep == self._cep_procurado or ceps.normalizar(cep) is None:
            return
        self._cep_procurado = cep
        self._em_curso = self._ponte.iniciar(self._do_cep(cep), self)

    async def _do_cep(self, cep: str) -> None:
        linhas = (await self._ponte.executar(pesquisar_logradouros, CriterioLogradouro(cep=cep))).linhas
        if cep != self._cep_procurado:
            return
        if not linhas:
            self.formulario["cep_procurado"].mostrar_erro("CEP inexistente.")
        elif len({linha.logradouro_id for linha in linhas}) > 1:
            self._por_municipio(linhas[0])
            self.formulario["logradouro"].mostrar_erro(VARIOS_LOGRADOUROS)
            self.formulario["logradouro"].focar()
        else:
            self.logradouro.definir(
                Rua(linhas[0].logradouro_id, str(linhas[0].logradouro_id), linhas[0].nome, linhas[0])
            )
            await self._em_curso
            self.formulario["numero"].focar()

    def _mudou_municipio(self, municipio: Achado | None) -> None:
        if self._linhas and (municipio is None or municipio.id != self._linhas[0].municipio_id):
            self.logradouro.limpar()

    def _mudou_logradouro(self, rua: Rua | None) -> None:
        self._linhas = ()
        self.bairro.definir_itens(())
        self.cep.definir_itens(())
        if rua is not None:
            self._em_curso = self._ponte.iniciar(self._carregar(rua), self)

    async def _carregar(self, rua: Rua) -> None:
        """Bring bairros and CEPs of the logradouro; what is only one is chosen."""
        linhas = (await self._ponte.executar(pesquisar_logradouros, CriterioLogradouro(codigo=rua.id))).linhas
        if not linhas or self.logradouro.valor() != rua.id:
            return
        self._por_municipio(linhas[0])
        self._linhas = linhas
        bairros = {x.bairro_id: Item(x.bairro_id, x.bairro) for x in linhas}
        do_logradouro = {
            x.logradouro_cep_id: Item(x.logradouro_cep_id, ceps.formatar(x.cep)) for x in linhas if x.logradouro_cep_id
        }
        self.bairro.definir_itens(bairros.values())
        self.cep.definir_itens(do_logradouro.values())
        preferida = rua.linha
        self.bairro.definir(_unico(bairros) or (preferida.bairro_id if preferida else self._bairro_id))
        self.cep.definir(_unico(do_logradouro) or (preferida.logradouro_cep_id if preferida else None))

    def _por_municipio(self, linha: LinhaLogradouro) -> None:
        if self.municipio.valor() != linha.municipio_id:
            self.municipio.definir(Achado(linha.municipio_id, str(linha.municipio_id), linha.municipio))

    async def _confirmar(self) -> None:
        self._procurar_cep()
        await self.formulario.aguardar()
        if self._em_curso is not None:
            await self._em_curso
        if erros := self.formulario.invalidos() or self._faltas():
            self.formulario.mostrar(erros)
            return
        self._endereco = self._compor()
        self.accept()

    def _faltas(self) -> tuple[Violacao, ...]:
        valores = {
            "logradouro": self.logradouro.valor(),
            "bairro": self.bairro.valor(),
            "cep": self.cep.valor() or self.cep.count() <= 1,
            "numero": self.numero.valor(),
        }
        return tuple(violacao("M01", nome, nome=rotulo) for nome, rotulo in OBRIGATORIOS.items() if not valores[nome])

    def _compor(self) -> Endereco:
        linha = next(x for x in self._linhas if x.bairro_id == self.bairro.valor())
        numero, complemento = self.numero.valor().upper(), self.complemento.valor()
        inicial, final = (_fim(campo.item()) for campo in (self.perimetro_inicial, self.perimetro_final))
        cep = self.cep.item()
        return Endereco(
            logradouro_bairro_id=linha.logradouro_bairro_id,
            logradouro_cep_id=self.cep.valor(),
            numero=numero,
            complemento=complemento,
            perimetro_inicial_id=inicial.id,
            perimetro_final_id=final.id,
            municipio_id=linha.municipio_id,
            bairro_id=linha.bairro_id,
            texto=compor(linha, cep.descricao if cep else "", f"{numero} {complemento}", (inicial.nome, final.nome)),
        )


def compor(linha: LinhaLogradouro, cep: str, numero: str, perimetros: tuple[str, str] = ("", "")) -> str:
    """Write an address as the lists do [UC0422]: ``RUA X, 10 CASA A - BAIRRO - CIDADE/UF - CEP 50000-000``."""
    rua = ", ".join(filter(None, (linha.nome, numero.strip())))
    cidade = "/".join(filter(None, (linha.municipio, linha.uf)))
    entre = " e ".join(filter(None, perimetros))
    partes = (rua, linha.bairro, cidade, cep and f"CEP {cep}", entre and f"entre {entre}")
    return " - ".join(filter(None, partes))


def _fim(rua: Rua | None) -> _Fim:
    if rua is None:
        return _Fim()
    return _Fim(rua.id, rua.linha.nome if rua.linha else rua.descricao)


def _unico(itens: dict[int, Item]) -> int | None:
    return next(iter(itens)) if len(itens) == 1 else None
