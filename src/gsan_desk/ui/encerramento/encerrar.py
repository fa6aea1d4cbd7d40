"""Encerrar Registro de Atendimento on screen [UC0435] (spec 20 §9)."""

from collections.abc import Sequence
from dataclasses import replace

from gsan_desk.domain.encerramento import EncerrarRA, PerguntasPendentes, RAEncerrado
from gsan_desk.domain.erros import ErroDeUso, Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.encerramento import EncerramentoAberto, abrir, encerrar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina_do_ra import PaginaDoRA
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.encerramento.campos import AbaEncerramento, PesquisarRA
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.message_bar import Acao

CONFIRMAR = (("Sim, encerrar", True), ("Não", False))
ABRIR_NOVO = (("Sim, abrir", True), ("Não, só encerrar", False))


class EncerrarUmRA(PaginaDoRA):
    """The tab.

    Args:
        pesquisar: opens Pesquisar RA for the RA de Referência.
        duplicidade_de: RA of which this one is proposed as a duplicate.
    """

    def __init__(
        self,
        ponte: Ponte,
        caminhos: Caminhos,
        numero: int,
        pesquisar: PesquisarRA,
        duplicidade_de: int | None = None,
    ) -> None:
        self._pesquisar, self._duplicidade_de = pesquisar, duplicidade_de
        self._aberto: EncerramentoAberto | None = None
        self._aceitos: frozenset[str] = frozenset()
        self._abrir_novo: bool | None = None
        painel = PainelDoRA(com_protocolo=True)
        super().__init__(ponte, caminhos, numero, f"Encerrar RA {numero}", chave(numero), "&Encerrar", painel)

    @property
    def encerramento(self) -> AbaEncerramento:
        """The fields."""
        if not isinstance(self.formulario, AbaEncerramento):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaEncerramento(self._ponte, self._ponte.contexto.codificacao, self._pesquisar)

    async def _abrir(self) -> None:
        """Read the RA; a form read again goes on with its own key."""
        aberto = await self._ponte.executar(abrir, self._ponte.contexto, self._numero)
        self._aberto = replace(aberto, chave=self._aberto.chave) if self._aberto is not None else aberto
        self.painel.mostrar(aberto.ra)
        if self._inicial is not None:
            self.encerramento.reler(aberto)

    async def _completar(self) -> None:
        """Take the fields with their defaults for untouched."""
        if self._aberto is not None:
            self.encerramento.comecar(self._aberto)
            await self._propor_duplicidade(self._aberto)
        self._inicial = self.formulario.formulario.rascunho()

    async def _propor_duplicidade(self, aberto: EncerramentoAberto) -> None:
        motivo = next((m for m in aberto.motivos if m.duplicidade), None)
        if self._duplicidade_de is None or motivo is None:
            return
        self.encerramento.motivo.definir(motivo.id)
        self.encerramento.referencia.de_rascunho(str(self._duplicidade_de))
        await self.encerramento.aguardar()

    def _invalidos(self) -> Sequence[Violacao]:
        return self.formulario.invalidos()

    def concluir(self) -> None:
        """Check and close; what was answered to an earlier try is asked again."""
        if self._tarefa is None or self._tarefa.done():
            self._aceitos, self._abrir_novo = frozenset(), None
        super().concluir()

    async def _gravar(self) -> None:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        comando = EncerrarRA(
            ra=self._numero,
            versao=self._aberto.versao,
            encerramento=self.encerramento.valor(),
            ordens=self._aberto.ordens,
            aceitos=self._aceitos,
            abrir_novo=self._abrir_novo,
            chave=self._aberto.chave,
        )
        self._mostrar_feito(await self._ponte.executar(encerrar, self._ponte.contexto, comando))

    async def _responder(self, parada: PerguntasPendentes) -> None:
        """Put each question, and close when all are answered; a no leaves everything as it was."""
        for pergunta in parada.perguntas:
            if not await self.barra.perguntar(pergunta.texto, CONFIRMAR):
                return
            self._aceitos |= {pergunta.chave}
        if parada.novo is not None:
            self._abrir_novo = await self.barra.perguntar(parada.novo, ABRIR_NOVO)
            if self._abrir_novo is None:
                return
        await self._concluir()

    def _mostrar_feito(self, feito: RAEncerrado) -> None:
        self.feito.mostrar(texto("ENCERRADO", ra=feito.ra), self._depois(feito), detalhe=_detalhe(feito))
        self._caminhos.mudou(self._numero)
        self._celebrar(feito)

    def _depois(self, feito: RAEncerrado) -> list[Acao]:
        acoes = [Acao("&Consultar RA", self._consultar)]
        if (novo := feito.novo_ra) is not None:
            acoes.append(Acao(f"Consultar RA {novo} (&novo)", lambda: self._caminhos.consultar(novo)))
        return [*acoes, Acao("&Fechar", self.fechar_pedido.emit)]

    def _discordar(self, erro: ErroDeUso) -> None:
        """Ask what must be asked."""
        if isinstance(erro, PerguntasPendentes):
            self._tarefa = self._ponte.iniciar(self._responder(erro), self)
        else:
            super()._discordar(erro)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"encerrar:{numero}"


def _detalhe(feito: RAEncerrado) -> str:
    partes = [f"Encerrado em {texto_de(feito.momento)}."]
    if feito.ordens:
        partes.append(f"OS encerradas sem execução: {feito.ordens}.")
    if feito.novo_ra is not None:
        partes.append(f"Aberto o RA {feito.novo_ra}.")
    return " ".join(partes)
