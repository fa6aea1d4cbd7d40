"""Undoing on screen a link to a wrong RA de Referência, so that the closed RA can be reactivated."""

from typing import Any

from gsan_desk.domain.codigos import AssociacaoRA
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.services.encerramento import desfazer_duplicidade
from gsan_desk.services.ra_consultar import RAAssociado, RAConsulta, consultar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina_do_ra import PaginaDoRA
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao

EXPLICACAO = (
    "O vínculo com o RA de Referência será desfeito; o RA continua encerrado, com o mesmo motivo, e passa a poder ser "
    "reativado."
)


class AbaDuplicidade(Aba):
    """What will happen; there is nothing to type."""

    def __init__(self, ponte: Ponte, codificacao: str) -> None:
        super().__init__(ponte, codificacao)
        self.frase = rotulo("subtitulo", quebra=True)
        self._preencher(self.frase, rotulo("fraco", EXPLICACAO, quebra=True))

    def mostrar_vinculo(self, associado: RAAssociado) -> None:
        """Say of which RA this one is a duplicate."""
        self.frase.setText(f"Duplicidade do RA {associado.numero}, {associado.situacao.nome.lower()}.")

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Bring nothing back: there is nothing to keep."""


class DesfazerDuplicidade(PaginaDoRA):
    """The tab."""

    RELER = "Reler o &RA"

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._ra: RAConsulta | None = None
        titulo, painel = f"Desfazer Duplicidade do RA {numero}", PainelDoRA(com_protocolo=True)
        super().__init__(ponte, caminhos, numero, titulo, chave(numero), "D&esvincular", painel)
        self.rodape.desfazer.hide()

    def _formulario(self) -> Aba:
        return AbaDuplicidade(self._ponte, self._ponte.contexto.codificacao)

    async def _abrir(self) -> None:
        self._ra = await self._ponte.executar(consultar, self._ponte.contexto, self._numero)
        self.painel.mostrar(self._ra)
        self._referencia()

    async def _completar(self) -> None:
        if isinstance(self.formulario, AbaDuplicidade):
            self.formulario.mostrar_vinculo(self._referencia())
        self._inicial = self.formulario.formulario.rascunho()

    async def _gravar(self) -> None:
        if self._ra is None:
            raise RuntimeError("the page is not open")
        referencia = self._referencia().numero
        versao = await self._ponte.executar(desfazer_duplicidade, self._ponte.contexto, self._numero, self._ra.versao)
        self.feito.mostrar(
            texto("DUPLICIDADE_DESFEITA", ra=self._numero, referencia=referencia),
            [
                Acao("&Consultar RA", self._consultar),
                Acao("&Reativar RA", lambda: self._caminhos.reativar(self._numero)),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
        )
        self._caminhos.mudou(self._numero)
        self._celebrar(versao)

    def _referencia(self) -> RAAssociado:
        """Give the RA of which this one is a duplicate.

        Raises:
            RegraViolada: it is none by now.
        """
        associado = self._ra.associado if self._ra is not None else None
        if associado is None or associado.associacao is not AssociacaoRA.REFERENCIA:
            raise RegraViolada(violacao("DUPLICIDADE_AUSENTE", ra=self._numero))
        return associado


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"desfazer_duplicidade:{numero}"
