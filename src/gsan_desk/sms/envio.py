"""One part on its way: claim, intent, phone, journal, result, in this order (spec 50 §3.4)."""

import random
from time import monotonic
from uuid import UUID, uuid4

from gsan_desk.database.banco import Banco
from gsan_desk.domain.sms_falha import Desfecho, Tentativa, desfecho, em_portugues
from gsan_desk.domain.sms_maquina import Regras, depois_de
from gsan_desk.models.sms import SmsAjustes
from gsan_desk.sms import fila
from gsan_desk.sms.aparelho import Aparelho, Parte
from gsan_desk.sms.diario import Diario
from gsan_desk.sms.fila import Reivindicada
from gsan_desk.sms.guarda import Guarda

_ABORTADO = Tentativa(gammu=70)


class Envio:
    """Sends parts at the pace that is asked; remembers the message whose parts are under way.

    Attributes:
        pode_em: moment of ``time.monotonic`` from which the next part may go.
    """

    def __init__(self, banco: Banco, aparelho: Aparelho, diario: Diario, guarda: Guarda) -> None:
        self._banco, self._aparelho, self._diario, self._guarda = banco, aparelho, diario, guarda
        self._em_curso: Reivindicada | None = None
        self._comecou = 0.0
        self._referencia = random.randrange(256)  # noqa: S311 - not a secret
        self.pode_em = 0.0
        self.ultima = _ABORTADO

    @property
    def no_meio(self) -> bool:
        """Whether a message has parts that still have to go."""
        return self._em_curso is not None

    @property
    def ultimo_motivo(self) -> str:
        """What the last answer says, in plain words."""
        return em_portugues(self.ultima)

    def acertar_contas(self, token: int, regras: Regras) -> bool:
        """Tell the database what the journal holds, then judge what older stations left; False to try again later."""
        self._em_curso = None
        for id_, tentativa, ultima_parte, feitas in self._diario.pendentes():
            self._gravar(id_, tentativa, ultima_parte, feitas, regras)
        self._diario.esvaziar()
        self._banco.executar(fila.devolver, token)
        return self._banco.executar(fila.recuperar, self._guarda.estacao, token)

    def uma_parte(self, token: int, ajustes: SmsAjustes, regras: Regras, imsi: str) -> Desfecho | None:
        """Send the next part that is due; None when there is none, or the lease is lost."""
        mensagem = self._em_curso or self._reivindicar(token)
        if mensagem is None:
            return None
        sequencia = mensagem.aceitas + 1
        id_, comecar_ate = uuid4(), self._guarda.vale_ate
        if not self._banco.executar(
            fila.declarar_intencao, self._guarda.estacao, token, id_, mensagem.id, sequencia, imsi
        ):
            self._em_curso = None
            return None
        self._comecou = monotonic()
        tentativa = self._aparelho.enviar(_parte(mensagem, sequencia, ajustes, comecar_ate))
        ultima_parte = sequencia == mensagem.partes
        self._diario.anotar(id_, tentativa, ultima_parte, mensagem.tentativas)
        self.ultima = tentativa
        self._em_curso = mensagem.com_mais_uma() if tentativa.aceita and not ultima_parte else None
        self._gravar(id_, tentativa, ultima_parte, mensagem.tentativas, regras)
        self._diario.esvaziar()
        return desfecho(tentativa, regras.cms_generico)

    def pausar(self, segundos: float) -> None:
        """Let the next part start no sooner than that after the last one started."""
        self.pode_em = self._comecou + segundos

    def _reivindicar(self, token: int) -> Reivindicada | None:
        self._referencia = (self._referencia + 1) % 256
        return self._banco.executar(fila.reivindicar, self._guarda.estacao, token, self._referencia)

    def _gravar(self, id_: UUID, tentativa: Tentativa, ultima_parte: bool, feitas: int, regras: Regras) -> None:
        acaso = random.random()  # noqa: S311 - not a secret
        passo = depois_de(tentativa, feitas, ultima_parte, regras, acaso)
        self._banco.executar(fila.concluir, id_, tentativa, passo, regras)


def _parte(mensagem: Reivindicada, sequencia: int, ajustes: SmsAjustes, comecar_ate: float) -> Parte:
    return Parte(
        mensagem.numero,
        mensagem.texto,
        mensagem.alfabeto,
        sequencia,
        mensagem.partes,
        mensagem.concatenacao,
        ajustes.validade,
        ajustes.solicitar_confirmacao,
        ajustes.tempo_limite_envio,
        comecar_ate,
    )
