"""Tab Solicitante [UC0366], spec 10 §3.4."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ClienteFato, ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Fone, Solicitante
from gsan_desk.domain.regras import solicitante as regras
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.domain.telefone import celular, escolher_celular, separar, verificar_celular
from gsan_desk.services import cliente
from gsan_desk.services.pesquisas.lista import Achado, inteiro
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.cliente import campo_cliente
from gsan_desk.ui.pesquisas.endereco import DialogoEndereco
from gsan_desk.ui.pesquisas.fones import DialogoFone
from gsan_desk.ui.pesquisas.pessoal import campo_funcionario
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, botao, grade
from gsan_desk.ui.registro_atendimento.endereco import CampoEndereco
from gsan_desk.ui.registro_atendimento.fones import CampoFones
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.widgets.masked_edit import CELULAR, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto

ABA = "solicitante"
ALTURA_ENDERECOS = 60


class AbaSolicitante(Aba):
    """The third tab: a cliente, or a unidade with its funcionário, or a name."""

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self._exige = Exigencias()
        self._cliente: ClienteFato | None = None
        self._proposto: int | None = None
        self._propondo = False
        self._sms_decidido = False
        self._numero_decidido = False
        self._abrir_cliente: Callable[[int], object] | None = None
        self._criar()
        self._dispor()
        self._ligar()
        self._atualizar()

    def valor(self) -> Solicitante:
        """Read the tab; what belongs to the register of the cliente is not repeated."""
        com_nome = bool(self.nome.valor())
        quer_email = self._exige.email_pesquisa and self.enviar_email.isChecked()
        return Solicitante(
            cliente_id=self.cliente.valor(),
            unidade_id=self.unidade.valor(),
            funcionario_id=self.funcionario.valor(),
            nome=self.nome.valor(),
            enviar_email=quer_email,
            email=self.email.valor() if quer_email else "",
            endereco=self.endereco.valor() if com_nome else None,
            ponto_referencia=self.ponto_referencia.valor() if com_nome else "",
            fones=self.fones.valor() if com_nome else (),
            enviar_sms=self.enviar_sms.isChecked(),
            celular_sms=self._celular(),
        )

    def verificar(self, dados: DadosGerais, imovel: ImovelFato | None) -> list[Violacao]:
        """Check what needs no other row of the base."""
        return regras.verificar(self.valor(), dados, self._contexto, self.fatos(), imovel)

    def fatos(self) -> regras.FatosSolicitante:
        """Give what the base said of the codes typed; a funcionário found is of the unit."""
        return regras.FatosSolicitante(self._cliente, self.unidade.valor())

    def oferecer_cadastro(self, abrir_cliente: Callable[[int], object] | None) -> None:
        """Offer the register of the cliente, where there is something that shows it."""
        self._abrir_cliente = abrir_cliente
        self._atualizar()

    def sem_sms(self) -> None:
        """Ask nothing about SMS: the person of this row answered when it was attached."""
        self._sms_decidido = True
        self.enviar_sms.setChecked(False)
        for nome in ("enviar_sms", "celular_sms"):
            self.formulario[f"{ABA}.{nome}"].hide()

    async def aguardar(self) -> None:
        """Wait for the look-ups; one that failed for want of the base is made again."""
        await super().aguardar()
        codigo = self.cliente.valor()
        if codigo is not None and (self._cliente is None or self._cliente.id != codigo):
            await self._carregar_cliente(codigo)

    def aplicar(self, especificacao: Especificacao | None) -> None:
        """Take the demands of another especificação."""
        self._exige = exigencias(especificacao.id if especificacao else None, self._contexto.dominios)
        self._atualizar()

    def predefinir(self, imovel: ImovelFato | None, endereco: Endereco | None) -> None:
        """Propose whoever uses the imóvel, or the address of the occurrence, while nobody was informed (§3.4.2)."""
        usuario = imovel.usuario if imovel is not None else None
        self._propondo = True
        codigo = self.cliente.valor()
        if not self.valor().informado or (codigo is not None and codigo == self._proposto):
            self._cliente = usuario
            self._proposto = usuario.id if usuario is not None else None
            self.cliente.definir(Achado(usuario.id, str(usuario.id), usuario.nome) if usuario is not None else None)
        if imovel is None and endereco is not None and not self.cliente.valor() and self.endereco.valor() is None:
            self.endereco.definir(endereco)

    def seguir_imovel(self, imovel: ImovelFato | None) -> None:
        """Change the cliente that was proposed with the imóvel; one chosen by hand stays."""
        if self._propondo:
            self.predefinir(imovel, None)

    def desistir_do_email(self) -> None:
        """Answer Não to the survey."""
        self.enviar_email.setChecked(False)

    def rascunho(self) -> dict[str, Any]:
        """Give the contents for the draft."""
        return {**self.formulario.rascunho(), "proposto": self._proposto}

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back, each field after the one it depends on."""
        primeiros = ("cliente_id", "unidade_id", "funcionario_id", "nome")
        nomes = (*(f"{ABA}.{n}" for n in primeiros), *self.formulario.nomes())
        for nome in dict.fromkeys(nomes):
            if nome in dados and (valor := dados[nome]) not in (None, "", []):
                self.formulario.restaurar({nome: valor})
                await self.aguardar()
        self._proposto = dados.get("proposto")
        self._propondo = True
        self._sms_decidido = self._numero_decidido = f"{ABA}.enviar_sms" in dados
        self._atualizar()

    def _criar(self) -> None:
        ponte, verificador = self._ponte, self._verificador
        self.cliente = campo_cliente(ponte, por_codigo=self._por_codigo)
        self.unidade = campo_unidade(ponte, "Unidade Solicitante")
        self.funcionario = campo_funcionario(ponte, self.unidade.valor, "Funcionário Responsável")
        self.nome = CampoTexto(regras.TAMANHOS["nome"], verificador(f"{ABA}.nome"))
        self.enviar_email = QCheckBox("Enviar email para pesquisa de satisfação (&V)")
        self.email = CampoTexto(regras.TAMANHOS["email"], verificador(f"{ABA}.email"))
        self.endereco = CampoEndereco(ponte, self._escolher_endereco, ("J", "Y"))
        self.enderecos = QListWidget()
        self.enderecos.setFixedHeight(ALTURA_ENDERECOS)
        self.enderecos.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.enderecos.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.atualizar_cliente = botao("Atuali&zar Cliente")
        self.atualizar_cliente.setToolTip("Abre o cadastro do cliente no sistema web")
        self.ponto_referencia = CampoTexto(regras.TAMANHOS["ponto_referencia"], verificador(f"{ABA}.ponto_referencia"))
        self.fones = CampoFones(ponte, self._informar_fone)
        self.enviar_sms = QCheckBox("Enviar SMS ao solicitante (&B)")
        self.celular_sms = CampoMascarado(CELULAR, self._recusa_do_celular)

    def _dispor(self) -> None:
        campo, simples = self._campo, self.formulario.campo
        quem = grade(
            ((campo(f"{ABA}.cliente_id", "e", self.cliente), 7), (campo(f"{ABA}.nome", "o", self.nome), 5)),
            (
                (campo(f"{ABA}.unidade_id", "t", self.unidade), 7),
                (campo(f"{ABA}.funcionario_id", "f", self.funcionario), 5),
            ),
        )
        self._endereco = campo(f"{ABA}.endereco", "", self.endereco, nome="Endereço do Solicitante")
        self._referencia = campo(f"{ABA}.ponto_referencia", "r", self.ponto_referencia)
        self._enderecos = simples("enderecos", "Endereços do Cliente", self.enderecos)
        fones = campo(f"{ABA}.fones", "", self.fones)
        sms = simples(f"{ABA}.enviar_sms", "Enviar SMS ao solicitante", self.enviar_sms)
        celular_sms = campo(f"{ABA}.celular_sms", "m", self.celular_sms)
        self._enviar_email = simples(f"{ABA}.enviar_email", "Enviar email", self.enviar_email)
        self._email = campo(f"{ABA}.email", "i", self.email)
        respostas = QWidget()
        coluna = QVBoxLayout(respostas)
        coluna.setContentsMargins(0, 16, 0, 0)
        for widget in (sms, celular_sms, self._enviar_email, self._email):
            coluna.addWidget(widget)
        coluna.addStretch(1)
        onde = grade(((self._endereco, 8), (self._referencia, 4)))
        cadastro = QHBoxLayout()
        cadastro.addWidget(self._enderecos, 1)
        cadastro.addWidget(self.atualizar_cliente, 0, Qt.AlignmentFlag.AlignVCenter)
        self._preencher(quem, onde, cadastro, grade(((fones, 7), (respostas, 5))))

    def _ligar(self) -> None:
        self.cliente.resolvido.connect(self._mudou_cliente)
        self.atualizar_cliente.clicked.connect(self._mostrar_cadastro)
        self.unidade.resolvido.connect(lambda _item: self.funcionario.limpar())
        self.fones.alterado.connect(self._propor_sms)
        self.enviar_sms.clicked.connect(self._decidir_sms)
        self.celular_sms.textEdited.connect(self._decidir_numero)
        self.formulario.alterado.connect(self._atualizar)

    def _mostrar_cadastro(self) -> None:
        codigo = self.cliente.valor()
        if self._abrir_cliente is not None and codigo is not None:
            self._abrir_cliente(codigo)

    def _mudou_cliente(self, item: Any) -> None:
        if item is None:
            self._assumir_cliente(None)
        elif self._cliente is not None and self._cliente.id == item.id:
            self._assumir_cliente(self._cliente)
        else:
            self._cliente = None
            self._buscar(self._carregar_cliente(item.id))

    async def _por_codigo(self, digitado: str) -> Achado | None:
        """Find the cliente with addresses and phones: one statement serves the field and the tab."""
        codigo = inteiro(digitado)
        if codigo is None:
            return None
        self._cliente = await self._ponte.executar(cliente.carregar, codigo)
        return Achado(codigo, str(codigo), self._cliente.nome) if self._cliente is not None else None

    async def _carregar_cliente(self, codigo: int) -> None:
        fato = await self._ponte.executar(cliente.carregar, codigo)
        if self.cliente.valor() == codigo:
            self._assumir_cliente(fato)

    def _assumir_cliente(self, fato: ClienteFato | None) -> None:
        """Show addresses and phones of the cliente, correspondence and principal marked."""
        self._cliente = fato
        self.enderecos.clear()
        textos = fato.enderecos if fato is not None else ()
        self.enderecos.addItems([f"{e}  (correspondência)" if i == 0 else e for i, e in enumerate(textos)])
        self.fones.definir(fato.fones if fato is not None else ())
        if fato is not None:
            self.endereco.definir(None)
            self.ponto_referencia.clear()
        avisos = regras.avisos(regras.FatosSolicitante(fato))
        self.cliente.descricao.setToolTip("\n".join(v.mensagem for v in avisos))
        self._enderecos.mostrar_erro("\n".join(v.mensagem for v in avisos))
        self._propor_sms()
        self._atualizar()

    def _propor_sms(self) -> None:
        """Propose the phone and the consent, until the person decides (spec 40 §1.3, opt-in)."""
        numero = escolher_celular(self.fones.valor(), ddd_padrao=self._contexto.dominios.parametros.ddd_padrao)
        if not self._numero_decidido:
            self.celular_sms.definir("".join(separar(numero)) if numero else "")
        if not self._sms_decidido:
            aceita = self._cliente.aceita_sms if self._cliente is not None else None
            self.enviar_sms.setChecked(numero is not None and aceita is not False)

    def _decidir_sms(self) -> None:
        self._sms_decidido = True

    def _decidir_numero(self) -> None:
        self._numero_decidido = bool(self.celular_sms.text().strip())

    def _celular(self) -> str:
        """Give the number in E.164; what is none goes as it is, to be refused beside its field."""
        digitado = self.celular_sms.valor()
        if not self.enviar_sms.isChecked() or not digitado:
            return ""
        p = self._contexto.dominios.parametros
        return digitado if self._recusa_do_celular(digitado) else celular(digitado, p.ddd_padrao, p.permite_exterior)

    def _recusa_do_celular(self, digitado: str) -> str:
        p = self._contexto.dominios.parametros
        recusa = verificar_celular(digitado, p.ddd_padrao, permite_exterior=p.permite_exterior)
        return recusa.mensagem if recusa else ""

    async def _informar_fone(self, existentes: tuple[Fone, ...]) -> Fone | None:
        return await DialogoFone(self._ponte, existentes, self.window()).informar()

    async def _escolher_endereco(self) -> Endereco | None:
        maximo = regras.TAMANHOS_ENDERECO["complemento"]
        return await DialogoEndereco(self._ponte, complemento_maximo=maximo, parent=self.window()).informar()

    def _atualizar(self) -> None:
        """Open one way and close the other two (§3.4.1); mark what is due."""
        cliente, nome = self.cliente.texto(), self.nome.text().strip()
        unidade = self.unidade.texto() or self.funcionario.texto()
        abrir(self.cliente, not (unidade or nome))
        abrir(self.unidade, not (cliente or nome))
        abrir(self.funcionario, not (cliente or nome) and self.unidade.item() is not None)
        abrir(self.nome, not (cliente or unidade))
        self._endereco.setVisible(not cliente)
        self._referencia.setVisible(not cliente)
        self._enderecos.setVisible(bool(cliente))
        self.atualizar_cliente.setVisible(self._abrir_cliente is not None and self.cliente.valor() is not None)
        self.endereco.travar(not nome)
        abrir(self.ponto_referencia, bool(nome) and self.endereco.valor() is not None)
        self.fones.travar(not nome)
        abrir(self.celular_sms, self.enviar_sms.isChecked())
        self._enviar_email.setVisible(self._exige.email_pesquisa)
        self._email.setVisible(self._exige.email_pesquisa)
        abrir(self.email, self.enviar_email.isChecked())
        self._marcar_obrigatorios(bool(nome))

    def _marcar_obrigatorios(self, com_nome: bool) -> None:
        devidos = {
            "cliente_id": self._exige.cliente_obrigatorio,
            "unidade_id": self.funcionario.item() is not None,
            "funcionario_id": self.unidade.item() is not None,
            "endereco": com_nome,
            "email": self.enviar_email.isChecked(),
            "celular_sms": self.enviar_sms.isChecked(),
        }
        for nome, devido in devidos.items():
            self.formulario[f"{ABA}.{nome}"].definir_obrigatorio(devido)
