"""Inserir RA Simplificado: a contact that needs no follow-up, registered already closed [UC1530]."""

from collections.abc import Callable, Sequence

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.domain.simplificado import AberturaDeRA, SimplificadoInserido
from gsan_desk.services.ra_simplificado import SimplificadoAberto, abrir, concluir
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.pesquisas.ra import PesquisarRA
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.registro_atendimento.janelas import AbrirRA
from gsan_desk.ui.simplificado.campos import AbaSimplificado
from gsan_desk.ui.widgets.message_bar import Acao

TITULO = "Inserir RA Simplificado"


class InserirSimplificado(PaginaContato):
    """The tab.

    Args:
        pesquisar: opens the search of the RA insisted on.
        abrir_inserir: goes on in Inserir RA with what was typed here.
        imprimir_via: prints the via do cliente of the RA.
    """

    def __init__(
        self,
        ponte: Ponte,
        caminhos: Caminhos,
        *,
        pesquisar: PesquisarRA | None,
        abrir_inserir: Callable[[NovoRA], object],
        imprimir_via: AbrirRA,
    ) -> None:
        self._caminhos, self._pesquisar = caminhos, pesquisar
        self._abrir_inserir, self._imprimir_via = abrir_inserir, imprimir_via
        self._aberto: SimplificadoAberto | None = None
        super().__init__(ponte, TITULO, None, "&Concluir")

    @property
    def campos(self) -> AbaSimplificado:
        """The fields."""
        if not isinstance(self.formulario, AbaSimplificado):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaSimplificado(self._ponte, self._pesquisar)

    async def _abrir(self) -> None:
        self._aberto = await self._ponte.executar(abrir, self._ponte.contexto)
        self.protocolo.definir(self._aberto.protocolo)

    async def _preparar(self) -> None:
        if self._aberto is not None:
            self.campos.abrir(self._aberto)

    async def _gravar(self) -> None:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        comando = self.campos.comando(self._aberto)
        feito = await self._ponte.executar(concluir, self._ponte.contexto, comando)
        if isinstance(feito, AberturaDeRA):
            self._inicial = None
            self._abrir_inserir(feito.novo)
            self.fechar_pedido.emit()
            return
        self._mostrar_feito(feito)
        self._celebrar(feito)

    def _invalidos(self) -> Sequence[Violacao]:
        return self.campos.invalidos()

    def _mostrar_feito(self, feito: SimplificadoInserido) -> None:
        self.feito.mostrar(
            texto("SIMPLIFICADO_INSERIDO", ra=feito.numero),
            [
                Acao("&Inserir outro", self._recomecar),
                Acao("&Consultar RA", lambda: self._caminhos.consultar(feito.numero)),
                Acao("Imprimir &via do cliente", lambda: self._imprimir_via(feito.numero)),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
            protocolo=feito.protocolo,
            detalhe=_detalhe(feito),
        )
        if feito.reiterado is not None:
            self._caminhos.mudou(feito.reiterado)


def _detalhe(feito: SimplificadoInserido) -> str:
    if feito.reiterado is not None:
        return f"O RA {feito.reiterado} foi reiterado."
    if feito.recusa:
        return "O RA original não foi reiterado: " + " ".join(v.mensagem for v in feito.recusa)
    return ""
