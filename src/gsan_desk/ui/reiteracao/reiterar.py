"""Reiterar RA: the citizen asks again about a pending RA whose date has come [UC0425]."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import Conflito, ErroDeUso, RegraViolada
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.reiteracao import ReiteracaoRecusada, Reiterar
from gsan_desk.services.ra_reiterar import abrir, reiterar
from gsan_desk.services.ra_resumo import ResumoDoRA
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, codigo_e_nome
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.reiteracao.reiterante import AbaReiterante
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.message_bar import Acao

EM_VEZ = "Enquanto o prazo não chega, quem liga pode ser juntado ao RA como solicitante, com protocolo próprio."


class ReiterarRA(PaginaContato):
    """The tab."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._caminhos, self._numero = caminhos, numero
        self._protocolo = ""
        self._versao: datetime | None = None
        self.cabecalho = Cabecalho()
        super().__init__(ponte, f"Reiterar RA {numero}", chave(numero), "R&eiterar")

    @property
    def reiterante(self) -> AbaReiterante:
        """The fields."""
        if not isinstance(self.formulario, AbaReiterante):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaReiterante(self._ponte, self._ponte.contexto.codificacao)

    def _cabeca(self) -> Sequence[QWidget]:
        return (self.cabecalho,)

    async def _abrir(self) -> None:
        """Read the RA; the protocolo that the caller was told stays, however often the RA is read again."""
        aberta = await self._ponte.executar(abrir, self._ponte.contexto, self._numero)
        self._versao = aberta.versao
        self._protocolo = self._protocolo or aberta.protocolo
        self.protocolo.definir(self._protocolo)
        self.cabecalho.mostrar(_cabecalho(aberta.ra))

    async def _gravar(self) -> None:
        comando = Reiterar(
            ra=self._numero,
            protocolo=self._protocolo,
            versao=self._versao,
            solicitante=self.reiterante.valor(),
            observacao=self.reiterante.observacao.valor(),
        )
        feito = await self._ponte.executar(reiterar, self._ponte.contexto, comando)
        self.feito.mostrar(
            texto("REITERADO", ra=feito.ra),
            [
                Acao("&Consultar RA", lambda: self._caminhos.consultar(self._numero)),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
            protocolo=feito.protocolo,
            detalhe=f"{feito.reiteracoes}ª reiteração.",
        )
        self._caminhos.mudou(self._numero)
        self._celebrar(feito)

    def _recusar_abertura(self, erro: RegraViolada) -> None:
        acoes = [*self._em_vez(erro), Acao("&Fechar", self.fechar_pedido.emit)]
        detalhe = EM_VEZ if len(acoes) > 1 else ""
        self.feito.mostrar("\n".join(v.mensagem for v in erro.violacoes), acoes, detalhe=detalhe)

    def _recusar(self, erro: RegraViolada) -> None:
        if isinstance(erro, ReiteracaoRecusada):
            self.barra.errar(erro.motivo.mensagem, acoes=self._em_vez(erro), chave="erros")
        else:
            self._mostrar_erros(erro.violacoes)

    def _discordar(self, erro: ErroDeUso) -> None:
        """Offer to look at the RA again after somebody changed it; what was typed stays."""
        if not isinstance(erro, Conflito) or not self._protocolo:
            super()._discordar(erro)
        else:
            self._oferecer_releitura(erro, "Reler o RA e &manter o digitado")

    def _em_vez(self, erro: RegraViolada) -> list[Acao]:
        if not isinstance(erro, ReiteracaoRecusada) or not erro.oferecer_solicitante:
            return []
        return [Acao("Adic&ionar Solicitante", self._adicionar)]

    def _adicionar(self) -> None:
        """Go on as Adicionar Solicitante, with what was typed here."""
        valores = self.formulario.formulario.rascunho()
        digitado = valores if self._inicial not in (None, valores) else None
        self._caminhos.adicionar_solicitante(self._numero, digitado, self._largar)

    def _largar(self) -> None:
        self._inicial = None
        self.fechar_pedido.emit()


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"reiterar:{numero}"


def _cabecalho(ra: ResumoDoRA) -> list[tuple[str, str]]:
    return [
        ("Número do RA", str(ra.numero)),
        ("Data Prevista", texto_de(ra.data_prevista)),
        ("Tipo de Solicitação", ra.tipo),
        ("Especificação", ra.especificacao),
        ("Unidade Atual", codigo_e_nome(ra.unidade_atual_id, ra.unidade_atual)),
    ]
