"""Who asks again: a name, a cliente or a unidade; where, how to be reached, what was said (spec 10 §5)."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Endereco, Fone, Solicitante
from gsan_desk.domain.regras import reiteracao as regras
from gsan_desk.services import cliente
from gsan_desk.services.pesquisas.lista import Achado, inteiro
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.cliente import campo_cliente
from gsan_desk.ui.pesquisas.endereco import DialogoEndereco
from gsan_desk.ui.pesquisas.fones import DialogoFone
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, grade, so_leitura
from gsan_desk.ui.registro_atendimento.endereco import CampoEndereco
from gsan_desk.ui.registro_atendimento.fones import CampoFones
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado

ABA = "solicitante"


class AbaReiterante(Aba):
    """The fields of Reiterar."""

    def __init__(self, ponte: Ponte, codificacao: str) -> None:
        super().__init__(ponte, codificacao)
        self._cliente: ClienteFato | None = None
        self._criar()
        self._dispor()
        self.cliente.resolvido.connect(self._mudou_cliente)
        self.formulario.alterado.connect(self._atualizar)
        self._atualizar()

    def valor(self) -> Solicitante:
        """Read who it is; address and phones of a cliente stay in its register."""
        de_cliente = self.cliente.valor() is not None
        return Solicitante(
            cliente_id=self.cliente.valor(),
            unidade_id=self.unidade.valor(),
            nome=self.nome.valor(),
            endereco=None if de_cliente else self.endereco.valor(),
            ponto_referencia="" if de_cliente else self.ponto_referencia.valor(),
            fones=() if self._registrados() else self.fones.valor(),
        )

    async def aguardar(self) -> None:
        """Wait for the look-ups; one that failed for want of the base is made again."""
        await super().aguardar()
        codigo = self.cliente.valor()
        if codigo is not None and (self._cliente is None or self._cliente.id != codigo):
            await self._carregar_cliente(codigo)

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put contents back, who before the rest."""
        primeiros = [f"{ABA}.{nome}" for nome in ("cliente_id", "unidade_id", "nome")]
        for nome in dict.fromkeys((*primeiros, *self.formulario.nomes())):
            if nome in dados:
                self.formulario.restaurar({nome: dados[nome]})
                await self.aguardar()
        self._atualizar()

    def _criar(self) -> None:
        ponte, verificador = self._ponte, self._verificador
        self.nome = CampoTexto(regras.TAMANHO_NOME, verificador(f"{ABA}.nome"))
        self.cliente = campo_cliente(ponte, por_codigo=self._por_codigo)
        self.unidade = campo_unidade(ponte, "Unidade Solicitante")
        self.endereco = CampoEndereco(ponte, self._escolher_endereco, ("J", "Y"))
        self.do_cliente: QLineEdit = so_leitura("Endereço do Cliente")
        referencia = verificador(f"{ABA}.ponto_referencia")
        self.ponto_referencia = CampoTexto(regras.TAMANHO_REFERENCIA, referencia)
        self.fones = CampoFones(ponte, self._informar_fone)
        self.observacao = TextoContado(regras.TAMANHO_OBSERVACAO, verificador(regras.OBSERVACAO), linhas=3)

    def _dispor(self) -> None:
        campo = self._campo
        quem = grade(
            ((campo(f"{ABA}.nome", "o", self.nome, nome="Solicitante", obrigatorio=True), 12),),
            ((campo(f"{ABA}.cliente_id", "e", self.cliente), 6), (campo(f"{ABA}.unidade_id", "t", self.unidade), 6)),
        )
        self._endereco = campo(f"{ABA}.endereco", "", self.endereco)
        self._referencia = campo(f"{ABA}.ponto_referencia", "r", self.ponto_referencia)
        self._do_cliente = self.formulario.campo("endereco_do_cliente", "Endereço do Cliente", self.do_cliente)
        onde = grade(((self._endereco, 8), (self._referencia, 4)))
        fones = campo(f"{ABA}.fones", "", self.fones, obrigatorio=True)
        dito = campo(regras.OBSERVACAO, "b", self.observacao)
        self._preencher(quem, onde, self._do_cliente, grade(((fones, 7), (dito, 5))))

    async def _por_codigo(self, digitado: str) -> Achado | None:
        """Find the cliente with addresses and phones: one statement serves the field and the rest."""
        codigo = inteiro(digitado)
        if codigo is None:
            return None
        self._cliente = await self._ponte.executar(cliente.carregar, codigo)
        return Achado(codigo, str(codigo), self._cliente.nome) if self._cliente is not None else None

    def _mudou_cliente(self, item: Any) -> None:
        if item is None:
            self._assumir(None)
        elif self._cliente is not None and self._cliente.id == item.id:
            self._assumir(self._cliente)
        else:
            self._cliente = None
            self._buscar(self._carregar_cliente(item.id))

    async def _carregar_cliente(self, codigo: int) -> None:
        fato = await self._ponte.executar(cliente.carregar, codigo)
        if self.cliente.valor() == codigo:
            self._assumir(fato)

    def _assumir(self, fato: ClienteFato | None) -> None:
        """Show address and phones of the cliente, or take them away with it."""
        antes, self._cliente = self._registrados(), fato
        self.do_cliente.setText(fato.enderecos[0] if fato is not None and fato.enderecos else "")
        self.do_cliente.setCursorPosition(0)
        if antes or self._registrados():
            self.fones.definir(fato.fones if fato is not None else ())
        self._atualizar()

    def _registrados(self) -> bool:
        return self._cliente is not None and any(fone.numero for fone in self._cliente.fones)

    def _atualizar(self) -> None:
        """Open one way and close the other two; what the register of the cliente has is only read."""
        nome, de_cliente = self.nome.text().strip(), self.cliente.texto()
        unidade = self.unidade.texto()
        abrir(self.nome, not (de_cliente or unidade))
        abrir(self.cliente, not (nome or unidade))
        abrir(self.unidade, not (nome or de_cliente))
        for parte in (self._endereco, self._referencia):
            parte.setVisible(not de_cliente)
        self._do_cliente.setVisible(bool(de_cliente))
        abrir(self.ponto_referencia, self.endereco.valor() is not None)
        self.fones.travar(self._registrados())
        self.formulario[f"{ABA}.nome"].definir_obrigatorio(not (de_cliente or unidade))

    async def _informar_fone(self, existentes: tuple[Fone, ...]) -> Fone | None:
        return await DialogoFone(self._ponte, existentes, self.window()).informar()

    async def _escolher_endereco(self) -> Endereco | None:
        maximo = regras.TAMANHOS_ENDERECO["complemento"]
        return await DialogoEndereco(self._ponte, complemento_maximo=maximo, parent=self.window()).informar()
