"""Dados do Novo Registro de Atendimento (spec 20 §10.2)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.reativacao import OBSERVACAO_MAXIMA, PARECER_MAXIMO, ReativarRA
from gsan_desk.domain.regras.reativacao import DESTINO, OBSERVACAO, PARECER, UNIDADE
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.reativacao import ReativacaoAberta
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio, grade, so_leitura
from gsan_desk.ui.registro_atendimento.dados_gerais import TipoDoAtendimento
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import TextoContado
from gsan_desk.ui.widgets.time_edit import CampoHora

TIPO, DATA, HORA = "reativacao.tipo_atendimento", "reativacao.data", "reativacao.hora"
INICIAL, FINAL = "reativacao.espera_inicial", "reativacao.espera_final"
MEIO, MOTIVO = "reativacao.meio_id", "reativacao.motivo_id"


class AbaReativacao(Aba):
    """The fields; ``comecar`` puts the defaults in."""

    def __init__(self, ponte: Ponte, codificacao: str) -> None:
        super().__init__(ponte, codificacao)
        self._aberta: ReativacaoAberta | None = None
        self._relogio = Relogio(datetime.now().astimezone())
        meios = ponte.contexto.dominios.meios.values()
        self.tipo = TipoDoAtendimento()
        self.data = CampoData(self._hoje)
        self.hora, self.espera_inicial, self.espera_final = CampoHora(), CampoHora(), CampoHora()
        self.prevista = so_leitura("Data Prevista")
        self.meio, self.motivo = ComboItens(m for m in meios if m.em_uso), ComboItens()
        self.unidade = campo_unidade(ponte, "Unidade de Atendimento")
        self.destino = campo_unidade(ponte, "Unidade Destino", so_em_uso=False)
        self.parecer = TextoContado(PARECER_MAXIMO, self._verificador(PARECER), linhas=3)
        self.observacao = TextoContado(OBSERVACAO_MAXIMA, self._verificador(OBSERVACAO), linhas=3)
        self._dispor()
        self._ligar()

    def comecar(self, aberta: ReativacaoAberta) -> None:
        """Put in the server's clock, the person's unit with its channel, the reasons and the proposed destination."""
        self._aberta = aberta
        self._relogio = Relogio(aberta.agora)
        self.motivo.definir_itens(aberta.motivos)
        self.unidade.definir(self._achado(aberta.unidade_id))
        self.meio.definir(aberta.meio_id)
        self.destino.definir(self._achado(aberta.unidade_destino_id))
        self._mudou_tipo()

    def reler(self, aberta: ReativacaoAberta) -> None:
        """Take the closed RA as it is now; the fields and the key of the form stay."""
        if self._aberta is not None:
            self._aberta = replace(aberta, chave=self._aberta.chave)

    def comando(self) -> ReativarRA:
        """Read the fields."""
        if self._aberta is None:
            raise RuntimeError("the form is not open")
        return ReativarRA(
            ra=self._aberta.ra.numero,
            versao=self._aberta.versao,
            chave=self._aberta.chave,
            tipo_atendimento=self.tipo.valor(),
            data=self.data.valor(),
            hora=self.hora.valor(),
            espera_inicial=self.espera_inicial.valor(),
            espera_final=self.espera_final.valor(),
            meio_id=self.meio.valor(),
            unidade_id=self.unidade.valor(),
            motivo_id=self.motivo.valor(),
            unidade_destino_id=self.destino.valor(),
            parecer=self.parecer.valor(),
            observacao=self.observacao.valor(),
        )

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put contents back: the kind of attendance first, which empties what it shuts."""
        self.formulario.restaurar({nome: valor for nome, valor in dados.items() if nome == TIPO})
        self.formulario.restaurar(dados)
        await self.aguardar()

    def _dispor(self) -> None:
        campo = self._campo
        quando = (
            (campo(TIPO, "p", self.tipo), 2),
            (campo(DATA, "m", self.data, obrigatorio=True), 2),
            (campo(HORA, "h", self.hora, obrigatorio=True), 2),
            (campo(INICIAL, "i", self.espera_inicial), 2),
            (campo(FINAL, "f", self.espera_final), 2),
            (self.formulario.campo("data_prevista", "Data Prevista", self.prevista), 2),
        )
        de_onde = (
            (campo(UNIDADE, "e", self.unidade, obrigatorio=True), 5),
            (campo(MEIO, "o", self.meio, obrigatorio=True), 3),
            (campo(MOTIVO, "v", self.motivo, obrigatorio=True), 4),
        )
        textos = ((campo(PARECER, "c", self.parecer), 6), (campo(OBSERVACAO, "b", self.observacao), 6))
        self._preencher(
            rotulo("subtitulo", "Dados do Novo Registro de Atendimento"),
            grade(quando, de_onde, ((campo(DESTINO, "t", self.destino), 12),), textos),
        )

    def _ligar(self) -> None:
        self.tipo.alterado.connect(self._mudou_tipo)
        self.data.alterado.connect(self._prever)
        self.espera_inicial.alterado.connect(self._mudou_espera)
        self.unidade.resolvido.connect(self._mudou_unidade)
        self.destino.resolvido.connect(self._mudou_destino)

    @property
    def _manual(self) -> bool:
        return self.tipo.valor() is TipoAtendimento.MANUAL

    def _mudou_tipo(self) -> None:
        """On line, date, hour and the end of the wait are the server's; manual leaves them to the person."""
        agora = None if self._manual else self._relogio.agora()
        self.data.definir(agora.date() if agora else None)
        self.hora.definir(agora.time() if agora else None)
        self.espera_final.definir(None)
        self._mudou_espera()
        for campo in (self.data, self.hora, self.espera_final):
            abrir(campo, self._manual)

    def _mudou_espera(self) -> None:
        if not self._manual:
            self.espera_final.definir(self._relogio.agora().time() if self.espera_inicial.valor() else None)

    def _mudou_unidade(self, item: Any) -> None:
        """Take the channel of the unit that attends."""
        unidade = self._contexto.dominios.unidades.get(item.id) if item is not None else None
        if unidade is not None and unidade.meio_id is not None:
            self.meio.definir(unidade.meio_id)

    def _mudou_destino(self, item: Any) -> None:
        """Ask for the parecer of a destination, and tell at once of a unit that may not receive."""
        self.formulario[PARECER].definir_obrigatorio(item is not None)
        unidade = self._contexto.dominios.unidades.get(item.id) if item is not None else None
        if unidade is not None and not unidade.recebe_ra:
            self.formulario[DESTINO].mostrar_erro(texto("TRAMITE_NAO_RECEBE"))
        elif unidade is not None and not unidade.em_uso:
            self.formulario[DESTINO].mostrar_erro(texto("TRAMITE_INATIVA", unidade=unidade.id))

    def _prever(self) -> None:
        dominios, data = self._contexto.dominios, self.data.valor()
        especificacao = dominios.especificacoes.get(self._aberta.especificacao_id) if self._aberta else None
        self.prevista.setText(texto_de(prever(data, especificacao, dominios)) if data and especificacao else "")

    def _achado(self, id_: int | None) -> Achado | None:
        unidade = self._contexto.dominios.unidades.get(id_ or 0)
        return Achado(unidade.id, str(unidade.id), unidade.descricao) if unidade is not None else None

    def _hoje(self) -> date:
        return self._relogio.agora().date()
