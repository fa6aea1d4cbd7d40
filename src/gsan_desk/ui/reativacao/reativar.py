"""Reativar Registro de Atendimento on screen [UC0426] (spec 20 §10)."""

from collections.abc import Sequence

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.reativacao import RAReativado
from gsan_desk.services.reativacao import ReativacaoAberta, abrir, reativar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina_do_ra import PaginaDoRA
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.reativacao.campos import AbaReativacao
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.widgets.message_bar import Acao


class ReativarUmRA(PaginaDoRA):
    """The tab."""

    VOLTAR = "Vo&ltar"

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._aberta: ReativacaoAberta | None = None
        painel = PainelDoRA(com_protocolo=True)
        super().__init__(ponte, caminhos, numero, f"Reativar RA {numero}", chave(numero), "&Reativar", painel)

    @property
    def reativacao(self) -> AbaReativacao:
        """The fields."""
        if not isinstance(self.formulario, AbaReativacao):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaReativacao(self._ponte, self._ponte.contexto.codificacao)

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


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"reativar:{numero}"


def _frase(feito: RAReativado) -> str:
    if feito.ordem_servico is None:
        return texto("REATIVADO", ra=feito.numero)
    return texto("REATIVADO_COM_OS", ra=feito.numero, ordem_servico=feito.ordem_servico)
