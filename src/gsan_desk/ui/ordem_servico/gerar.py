"""Gerar OS: an Ordem de Serviço for a pending RA, of a service that its especificação foresees (spec 10 §3.8)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import Conflito, ErroDeUso
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.ordem_servico import GerarOS
from gsan_desk.services.os_gerar import CAMPO, GeracaoAberta, abrir, gerar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, do_ra
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.registro_atendimento.aba import Aba, grade
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.message_bar import Acao


class AbaServico(Aba):
    """The one field."""

    def __init__(self, ponte: Ponte, codificacao: str) -> None:
        super().__init__(ponte, codificacao)
        self.servico = ComboItens()
        campo = self.formulario.campo(CAMPO, "&Tipo de Serviço", self.servico, obrigatorio=True)
        self._preencher(grade(((campo, 6),)))

    def oferecer(self, aberta: GeracaoAberta) -> None:
        """List the services; one alone is chosen."""
        self.servico.definir_itens(aberta.servicos)
        if len(aberta.servicos) == 1:
            self.servico.definir(aberta.servicos[0].id)


class GerarOSDoRA(PaginaContato):
    """The tab."""

    COM_PROTOCOLO = False

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._caminhos, self._numero = caminhos, numero
        self._aberta: GeracaoAberta | None = None
        self.cabecalho = Cabecalho()
        super().__init__(ponte, f"Gerar OS do RA {numero}", chave(numero), "&Gerar OS")

    @property
    def aba(self) -> AbaServico:
        """The fields."""
        if not isinstance(self.formulario, AbaServico):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaServico(self._ponte, self._ponte.contexto.codificacao)

    def _cabeca(self) -> Sequence[QWidget]:
        return (self.cabecalho,)

    async def _abrir(self) -> None:
        self._aberta = await self._ponte.executar(abrir, self._ponte.contexto, self._numero)
        self.cabecalho.mostrar(do_ra(self._aberta.ra))

    async def _completar(self) -> None:
        """Take the service that is offered alone for untouched."""
        if self._aberta is not None:
            self.aba.oferecer(self._aberta)
        await super()._completar()

    async def _gravar(self) -> None:
        vistas = self._aberta.vistas if self._aberta is not None else frozenset()
        comando = GerarOS(self._numero, self.aba.servico.valor(), vistas)
        feita = await self._ponte.executar(gerar, self._ponte.contexto, comando)
        self.feito.mostrar(
            texto("OS_GERADA", ordem_servico=feita.ordem_servico, ra=feita.ra),
            [
                Acao("&Consultar O.S", lambda: self._caminhos.ordens(self._numero)),
                Acao("Consultar &RA", self._consultar),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
        )
        self._caminhos.mudou(self._numero)
        self._celebrar(feita)

    def _saidas(self) -> list[Acao]:
        return [Acao("&Consultar RA", self._consultar), *super()._saidas()]

    def _discordar(self, erro: ErroDeUso) -> None:
        """Offer to look at the RA again when it has another OS by now."""
        if not isinstance(erro, Conflito) or self._inicial is None:
            super()._discordar(erro)
            return
        acoes = [
            Acao("&Consultar O.S", lambda: self._caminhos.ordens(self._numero)),
            Acao("&Reler o RA", lambda: self.iniciar(self._reler())),
        ]
        self.barra.errar(str(erro), acoes=acoes, chave="erros")

    async def _reler(self) -> None:
        self._inicial = None
        await self._comecar()

    def _consultar(self) -> None:
        self._caminhos.consultar(self._numero)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"gerar_os:{numero}"
