"""Reativar Registro de Atendimento on screen [UC0426] (spec 20 §10)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import Conflito, ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.reativacao import RAReativado
from gsan_desk.services.reativacao import ReativacaoAberta, abrir, reativar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.reativacao.campos import AbaReativacao
from gsan_desk.ui.registro_atendimento.aba import Aba, botao
from gsan_desk.ui.widgets.message_bar import Acao


class ReativarUmRA(PaginaContato):
    """The tab."""

    COM_PROTOCOLO = False

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._caminhos, self._numero = caminhos, numero
        self._aberta: ReativacaoAberta | None = None
        self.painel = PainelDoRA(com_protocolo=True)
        super().__init__(ponte, f"Reativar RA {numero}", chave(numero), "&Reativar")
        self.voltar = botao("Vo&ltar")
        self.voltar.setToolTip("Mostra o RA; o que foi digitado fica nesta aba.")
        self.voltar.clicked.connect(self._consultar)
        self.rodape.oferecer(self.voltar)

    @property
    def reativacao(self) -> AbaReativacao:
        """The fields."""
        if not isinstance(self.formulario, AbaReativacao):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaReativacao(self._ponte, self._ponte.contexto.codificacao)

    def _cabeca(self) -> Sequence[QWidget]:
        return (self.painel,)

    async def _abrir(self) -> None:
        """Read the RA; a form read again goes on with its own key, so that it registers once."""
        aberta = await self._ponte.executar(abrir, self._ponte.contexto, self._numero)
        self._aberta = aberta
        self.painel.mostrar(aberta.ra)
        if self._inicial is not None:
            self.reativacao.reler(aberta)

    async def _completar(self) -> None:
        """Take the fields with their defaults for untouched."""
        if self._aberta is not None:
            self.reativacao.comecar(self._aberta)
        self._inicial = self.formulario.formulario.rascunho()

    def _invalidos(self) -> Sequence[Violacao]:
        return self.formulario.invalidos()

    async def _gravar(self) -> None:
        comando = self.reativacao.comando()
        feito = await self._ponte.executar(reativar, self._ponte.contexto, comando)
        self.feito.mostrar(_frase(feito), self._depois(feito), protocolo=feito.protocolo)
        self._caminhos.mudou(self._numero)
        self._celebrar(feito)

    def _depois(self, feito: RAReativado) -> list[Acao]:
        return [
            Acao("&Consultar RA", lambda: self._caminhos.consultar(feito.numero)),
            Acao("Consultar RA An&terior", self._consultar),
            Acao("&Fechar", self.fechar_pedido.emit),
        ]

    def _recusar_abertura(self, erro: RegraViolada) -> None:
        acoes = [Acao("&Consultar RA", self._consultar), Acao("&Fechar", self.fechar_pedido.emit)]
        self.feito.mostrar("\n".join(v.mensagem for v in erro.violacoes), acoes)

    def _discordar(self, erro: ErroDeUso) -> None:
        """Offer to look at the RA again after somebody changed it; what was typed stays."""
        if not isinstance(erro, Conflito) or self._inicial is None:
            super()._discordar(erro)
            return
        quem = f" ({erro.quem})" if erro.quem else ""
        reler = Acao("Reler o RA e manter o di&gitado", lambda: self.iniciar(self._comecar()))
        self.barra.errar(f"{erro}{quem}", acoes=[reler], chave="erros")

    def _consultar(self) -> None:
        self._caminhos.consultar(self._numero)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"reativar:{numero}"


def _frase(feito: RAReativado) -> str:
    if feito.ordem_servico is None:
        return texto("REATIVADO", ra=feito.numero)
    return texto("REATIVADO_COM_OS", ra=feito.numero, ordem_servico=feito.ordem_servico)
