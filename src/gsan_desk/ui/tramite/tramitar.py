"""Tramitar Registro de Atendimento on screen [UC0427] (spec 20 §5.1)."""

from collections.abc import Sequence

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.tramitacao import RATramitado, TramitarRA
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.tramite.tramitar import TramiteAberto, abrir, tramitar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.contato.pagina_do_ra import PaginaDoRA
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.pop.abrir import BotaoPOP
from gsan_desk.ui.registro_atendimento.aba import Aba, botao
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.tramite.campos import AbaTramite
from gsan_desk.ui.widgets.message_bar import Acao


class TramitarUmRA(PaginaDoRA):
    """The tab."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._aberto: TramiteAberto | None = None
        titulo = f"Tramitar RA {numero}"
        super().__init__(ponte, caminhos, numero, titulo, chave(numero), "&Tramitar", PainelDoRA())
        self.tramites = botao("C&onsultar Trâmites")
        self.tramites.clicked.connect(self._consultar_tramites)
        self.pop = BotaoPOP(ponte)
        self.rodape.oferecer(self.tramites, self.pop)

    @property
    def tramite(self) -> AbaTramite:
        """The fields."""
        if not isinstance(self.formulario, AbaTramite):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        return AbaTramite(self._ponte, self._ponte.contexto.codificacao)

    async def _abrir(self) -> None:
        self._aberto = await self._ponte.executar(abrir, self._ponte.contexto, self._numero)
        self.painel.mostrar(self._aberto.ra)
        especificacoes = self._ponte.contexto.dominios.especificacoes
        self.pop.mostrar_de(especificacoes.get(self._aberto.ra.gerais.especificacao_id))

    async def _completar(self) -> None:
        """Take the fields with their defaults for untouched."""
        if self._aberto is not None:
            self.tramite.comecar(self._aberto.agora, self._unidade(self._aberto.unidade_destino_id))
        self._inicial = self.formulario.formulario.rascunho()

    def _invalidos(self) -> Sequence[Violacao]:
        return self.formulario.invalidos()

    async def _gravar(self) -> None:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        valor = self.tramite.valor()
        comando = TramitarRA(
            self._numero,
            self._aberto.versao,
            valor.unidade_destino_id,
            valor.responsavel_id,
            valor.data,
            valor.hora,
            valor.parecer,
        )
        feito = await self._ponte.executar(tramitar, self._ponte.contexto, comando)
        self.feito.mostrar(texto("TRAMITADO", ra=feito.ra), self._depois(), detalhe=self._onde(feito))
        self._caminhos.mudou(self._numero)
        self._celebrar(feito)

    def _depois(self) -> list[Acao]:
        return [
            Acao("&Consultar RA", self._consultar),
            Acao("C&onsultar Trâmites", self._consultar_tramites),
            Acao("&Tramitar novamente", self._recomecar),
            Acao("&Fechar", self.fechar_pedido.emit),
        ]

    def _onde(self, feito: RATramitado) -> str:
        unidade = self._unidade(feito.unidade_destino_id)
        nome = unidade.descricao if unidade is not None else str(feito.unidade_destino_id)
        return f"Agora em {nome}, desde {texto_de(feito.momento)}."

    def _unidade(self, id_: int | None) -> Achado | None:
        unidade = self._ponte.contexto.dominios.unidades.get(id_ or 0)
        return Achado(unidade.id, str(unidade.id), unidade.descricao) if unidade is not None else None

    def _consultar_tramites(self) -> None:
        self._caminhos.tramites(self._numero)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"tramitar:{numero}"
