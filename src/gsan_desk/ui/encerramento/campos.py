"""Dados do Encerramento, and the debt that it may generate (spec 20 §9.3, §9.4)."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gsan_desk.domain.encerramento import PARECER_MAXIMO, Encerramento
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.encerramento import (
    DATA,
    HORA,
    MOTIVO,
    NAO_COBRANCA,
    PARECER,
    REFERENCIA,
    gera_debito,
    pode_dispensar_cobranca,
)
from gsan_desk.services.encerramento import EncerramentoAberto
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.ra import campo_ra
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio, avisar, grade, nota, so_leitura
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import TextoContado
from gsan_desk.ui.widgets.time_edit import CampoHora

PesquisarRA = Callable[[str], Awaitable[Achado | None]]


class AbaEncerramento(Aba):
    """The fields; ``comecar`` puts the defaults in, and what the reason asks for opens as it is chosen."""

    def __init__(self, ponte: Ponte, codificacao: str, pesquisar: PesquisarRA) -> None:
        super().__init__(ponte, codificacao)
        self._aberto: EncerramentoAberto | None = None
        self._relogio = Relogio(datetime.now().astimezone())
        self._oferecido = ("", "")
        self.motivo = ComboItens()
        self.referencia = campo_ra(ponte, pesquisar, "RA de Referência", inexistente=texto("REFERENCIA_INEXISTENTE"))
        self.data, self.hora = CampoData(self._hoje), CampoHora()
        self.parecer = TextoContado(PARECER_MAXIMO, self._verificador(PARECER), linhas=4)
        self.debito_tipo, self.debito_valor = so_leitura("Tipo do Débito"), so_leitura("Valor do Débito")
        self.nao_cobranca = ComboItens(ponte.contexto.dominios.motivos_nao_cobranca.values())
        self.aviso_debito = nota()
        self._dispor()
        self.motivo.alterado.connect(self._mudou_motivo)
        self._mudou_motivo()

    def comecar(self, aberto: EncerramentoAberto) -> None:
        """Put in the reasons, the server's clock and what the especificação asks for."""
        self._relogio = Relogio(aberto.fatos.agora)
        self.motivo.definir_itens(aberto.motivos)
        self.data.definir(aberto.fatos.agora.date())
        self.hora.definir(aberto.fatos.agora.time())
        for campo in (self.data, self.hora):
            abrir(campo, aberto.informa_data)
        self._oferecido = self._escrito()
        self.reler(aberto)

    def reler(self, aberto: EncerramentoAberto) -> None:
        """Take the RA as it is now; the fields stay."""
        self._aberto = aberto
        self.formulario[PARECER].definir_obrigatorio(aberto.fatos.parecer_obrigatorio)
        self.debito_tipo.setText(aberto.fatos.debito_tipo)
        self.debito_valor.setText(texto_de(aberto.fatos.debito_valor))
        self._mudou_motivo()

    def valor(self) -> Encerramento:
        """Read the fields."""
        tocado = self._escrito() != self._oferecido
        return Encerramento(
            motivo_id=self.motivo.valor(),
            ra_referencia_id=self.referencia.valor(),
            data=self.data.valor() if tocado else None,
            hora=self.hora.valor() if tocado else None,
            parecer=self.parecer.valor(),
            motivo_nao_cobranca_id=self.nao_cobranca.valor(),
        )

    def invalidos(self) -> tuple[Violacao, ...]:
        """List what the fields refuse, an empty date or hour too."""
        vazios = [nome for nome, campo in ((DATA, self.data), (HORA, self.hora)) if not campo.text().strip()]
        return (*super().invalidos(), *(violacao("M01", nome) for nome in vazios))

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put contents back: the reason first, which opens the others."""
        self.formulario.restaurar({nome: valor for nome, valor in dados.items() if nome == MOTIVO})
        self.formulario.restaurar(dados)
        await self.aguardar()

    def _dispor(self) -> None:
        campo = self._campo
        fecho = grade(
            ((campo(MOTIVO, "m", self.motivo, obrigatorio=True), 6), (campo(REFERENCIA, "r", self.referencia), 6)),
            (
                (campo(DATA, "t", self.data, obrigatorio=True), 3),
                (campo(HORA, "h", self.hora, obrigatorio=True), 3),
            ),
            ((campo(PARECER, "p", self.parecer), 12),),
        )
        self.debito = QFrame()
        caixa = QVBoxLayout(self.debito)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(rotulo("subtitulo", "Dados da Geração do Débito"))
        caixa.addLayout(
            grade(
                (
                    (self.formulario.campo("debito_tipo", "Tipo do Débito", self.debito_tipo), 4),
                    (self.formulario.campo("debito_valor", "Valor do Débito", self.debito_valor), 2),
                    (campo(NAO_COBRANCA, "b", self.nao_cobranca, obrigatorio=True), 6),
                )
            )
        )
        caixa.addWidget(self.aviso_debito)
        self._preencher(rotulo("subtitulo", "Dados do Encerramento do Registro de Atendimento"), fecho, self.debito)

    def _mudou_motivo(self) -> None:
        """Open the reference for a duplicate, and show the debt where the reason generates it."""
        motivo = self.motivo.item()
        duplicidade = motivo is not None and motivo.duplicidade
        if not duplicidade:
            self.referencia.limpar()
        abrir(self.referencia, duplicidade)
        self.formulario[REFERENCIA].definir_obrigatorio(duplicidade)
        self._mostrar_debito()

    def _mostrar_debito(self) -> None:
        gera = self._aberto is not None and gera_debito(self.motivo.valor(), self._aberto.fatos)
        dispensa = pode_dispensar_cobranca(self._contexto.operador)
        if not gera:
            self.nao_cobranca.definir(None)
        self.debito.setVisible(gera)
        self.formulario[NAO_COBRANCA].setVisible(gera and dispensa)
        avisar(self.aviso_debito, texto("ENCERRAR_DEBITO") if gera and not dispensa else "")

    def _hoje(self) -> date:
        return self._relogio.agora().date()

    def _escrito(self) -> tuple[str, str]:
        return self.data.text(), self.hora.text()
