"""Adicionar Solicitante: one more caller of an RA (spec 10 §10)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.services.solicitante import AdicaoAberta, AdicionarSolicitante, abrir_adicao, adicionar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.registro_atendimento.solicitante import AbaSolicitante
from gsan_desk.ui.solicitante.resumo import ResumoDobravel
from gsan_desk.ui.widgets.message_bar import Acao

SEM_EMAIL = "Falta o endereço de email para a pesquisa de satisfação."
EMAIL = "solicitante.email"


class AdicionarSolicitanteAoRA(PaginaContato):
    """The tab.

    Args:
        digitado: what was typed on the tab Solicitante of Inserir RA, as its draft has it.
    """

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, digitado: dict[str, Any] | None = None) -> None:
        self._caminhos, self._numero, self._digitado = caminhos, numero, digitado
        self._aberto: AdicaoAberta | None = None
        self.resumo = ResumoDobravel()
        super().__init__(ponte, f"Solicitante do RA {numero}", chave(numero), "&Concluir")

    @property
    def solicitante(self) -> AbaSolicitante:
        """The fields."""
        if not isinstance(self.formulario, AbaSolicitante):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        aba = AbaSolicitante(self._ponte, self._ponte.contexto.codificacao)
        aba.oferecer_cadastro(self._caminhos.cadastro_do_cliente())
        return aba

    def _cabeca(self) -> Sequence[QWidget]:
        return (self.resumo,)

    async def _abrir(self) -> None:
        self._aberto = await self._ponte.executar(abrir_adicao, self._ponte.contexto, self._numero)
        self.protocolo.definir(self._aberto.protocolo)
        self.resumo.mostrar(self._aberto.ra, self._aberto.solicitantes)

    async def _preparar(self) -> None:
        if self._aberto is not None:
            dominios = self._ponte.contexto.dominios
            self.solicitante.aplicar(dominios.especificacoes.get(self._aberto.ra.gerais.especificacao_id))
        if self._digitado is not None:
            await self.solicitante.restaurar(self._digitado)

    async def _gravar(self) -> None:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        comando = AdicionarSolicitante(
            self._aberto.chave, self._numero, self._aberto.protocolo, self.solicitante.valor()
        )
        feito = await self._ponte.executar(adicionar, self._ponte.contexto, comando)
        avisos = [alerta.mensagem for alerta in feito.alertas]
        if feito.sms:
            avisos.insert(0, "O SMS com o protocolo vai para a fila de envio.")
        self.feito.mostrar(
            texto("SOLICITANTE_ADICIONADO", ra=feito.ra, protocolo=feito.protocolo),
            [
                Acao("&Consultar RA", lambda: self._caminhos.consultar(self._numero)),
                Acao("Consu&ltar Solicitantes", lambda: self._caminhos.solicitantes(self._numero)),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
            protocolo=feito.protocolo,
            detalhe="\n".join(avisos),
        )
        self._caminhos.mudou(self._numero)
        self._celebrar(feito)

    def _recusar(self, erro: RegraViolada) -> None:
        """Ask about the e-mail when that is all that is missing (§3.4.4)."""
        if [(v.codigo, v.campo) for v in erro.violacoes] == [("M01", EMAIL)]:
            self._ponte.iniciar(self._sem_email(), self)
        else:
            self._mostrar_erros(erro.violacoes)

    async def _sem_email(self) -> None:
        opcoes = [("Informar o &email", False), ("Seguir sem a &pesquisa", True)]
        if await self.barra.perguntar(SEM_EMAIL, opcoes):
            self.solicitante.desistir_do_email()
            self.concluir()
        else:
            self._mostrar_erros([violacao("M01", EMAIL)])


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"adicionar_solicitante:{numero}"
