"""Dados da Tramitação: the five fields that one RA and many are forwarded with (spec 20 §5.1, §7.3)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.tramitacao import PARECER_MAXIMO
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.pessoal import campo_responsavel
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio, grade
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import TextoContado
from gsan_desk.ui.widgets.time_edit import CampoHora

DESTINO, RESPONSAVEL = "tramite.unidade_destino_id", "tramite.responsavel_id"
DATA, HORA, PARECER = "tramite.data", "tramite.hora", "tramite.parecer"


@dataclass(frozen=True, slots=True)
class TramiteDigitado:
    """What the fields hold; neither ``data`` nor ``hora`` means that nobody touched them."""

    unidade_destino_id: int | None
    responsavel_id: int
    data: date | None
    hora: time | None
    parecer: str


class AbaTramite(Aba):
    """The fields; ``comecar`` puts the defaults in."""

    def __init__(self, ponte: Ponte, codificacao: str) -> None:
        super().__init__(ponte, codificacao)
        self._relogio = Relogio(datetime.now().astimezone())
        self._oferecido = ("", "")
        eu = ponte.contexto.operador
        self._eu = Achado(eu.usuario_id, str(eu.usuario_id), eu.nome)
        self.destino = campo_unidade(ponte, "Unidade Destino", so_em_uso=False)
        self.responsavel = campo_responsavel(ponte)
        self.data, self.hora = CampoData(self._hoje), CampoHora()
        self.parecer = TextoContado(PARECER_MAXIMO, self._verificador(PARECER), linhas=4)
        self.responsavel.codigo.editingFinished.connect(self._devolver_a_mim)
        self._dispor()

    def comecar(self, agora: datetime, destino: Achado | None = None) -> None:
        """Put in the defaults; ``agora`` is the server's clock."""
        self._relogio = Relogio(agora)
        self.destino.definir(destino)
        self.responsavel.definir(self._eu)
        self.data.definir(agora.date())
        self.hora.definir(agora.time())
        self._oferecido = self._escrito()

    def valor(self) -> TramiteDigitado:
        """Read the fields."""
        tocado = self._escrito() != self._oferecido
        return TramiteDigitado(
            self.destino.valor(),
            self.responsavel.valor() or self._eu.id,
            self.data.valor() if tocado else None,
            self.hora.valor() if tocado else None,
            self.parecer.valor(),
        )

    def invalidos(self) -> tuple[Violacao, ...]:
        """List what the fields refuse, an empty date or hour too."""
        vazios = [nome for nome, campo in ((DATA, self.data), (HORA, self.hora)) if not campo.text().strip()]
        return (*super().invalidos(), *(violacao("M01", nome) for nome in vazios))

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put contents back."""
        self.formulario.restaurar(dados)
        await self.aguardar()

    def _dispor(self) -> None:
        campo = self._campo
        quem = grade(
            ((campo(DESTINO, "i", self.destino, obrigatorio=True), 12),),
            ((campo(RESPONSAVEL, "r", self.responsavel, obrigatorio=True), 12),),
            (
                (campo(DATA, "m", self.data, obrigatorio=True), 3),
                (campo(HORA, "h", self.hora, obrigatorio=True), 3),
            ),
            ((campo(PARECER, "p", self.parecer), 12),),
        )
        self._preencher(rotulo("subtitulo", "Dados da Tramitação"), quem)

    def _hoje(self) -> date:
        return self._relogio.agora().date()

    def _escrito(self) -> tuple[str, str]:
        return self.data.text(), self.hora.text()

    def _devolver_a_mim(self) -> None:
        """Give an emptied Usuário Responsável back to who is logged in."""
        if not self.responsavel.texto():
            self.responsavel.definir(self._eu)
