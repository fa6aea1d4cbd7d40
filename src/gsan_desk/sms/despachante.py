"""The dispatcher: while the lease is ours and the phone is well, send what is due (spec 50 §3.4 to §3.7)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.sms_falha import LINHA_AUSENTE, SO_OPERADOR, Desfecho, Tentativa
from gsan_desk.domain.sms_maquina import Regras
from gsan_desk.models.sms import SmsAjustes
from gsan_desk.registro import Registrador
from gsan_desk.sms import atendidas, fila, posse, recebimento, retencao
from gsan_desk.sms.aparelho import Aparelho, EstadoAparelho, FalhaDoAparelho
from gsan_desk.sms.diario import Diario
from gsan_desk.sms.envio import Envio
from gsan_desk.sms.guarda import BATIDA, Aparencia, Guarda, Identidade
from gsan_desk.sms.posse import Batida

log = Registrador(__name__)
REABERTURA = (5.0, 10.0, 20.0, 40.0, 60.0)
SILENCIO = 20.0
CONSULTA_DO_ESTADO = 60.0
SEM_BANCO = 1.0
OLHADA = 1.0
UM_DIA = 86400.0
VARREDURA_APOS_ENVIO = 2.0


@dataclass(frozen=True, slots=True)
class Prazos:
    """Seconds that tests shorten.

    Args:
        reabertura: between attempts to open a phone that fails; the last is repeated.
        silencio: rest after an answer that did not come, lest it is taken for the next message's.
    """

    batida: float = BATIDA
    reabertura: tuple[float, ...] = REABERTURA
    silencio: float = SILENCIO


class Despachante:
    """One station; ``iniciar`` starts its threads, ``parar`` ends them after the part under way.

    Args:
        ao_mudar: told, from the dispatcher's thread, what the station shows of itself.
    """

    def __init__(
        self,
        banco: Banco,
        aparelho: Aparelho,
        identidade: Identidade,
        pasta: Path,
        pin: str = "",
        ao_mudar: Callable[[Aparencia], object] = lambda _aparencia: None,
        prazos: Prazos | None = None,
    ) -> None:
        self._banco, self._aparelho, self._pin = banco, aparelho, pin
        self._prazos = prazos or Prazos()
        self._ao_mudar = ao_mudar
        self._fim, self._acordar = Event(), Event()
        self.guarda = Guarda(banco, identidade, self._acordar.set, self._prazos.batida)
        self._envio = Envio(banco, aparelho, Diario(pasta / f"sms-{identidade.nome}.diario"), self.guarda)
        self._ajustes: SmsAjustes | None = None
        self._vista: Batida | None = None
        self._token = posse.NINGUEM
        self._em_ordem = self._aberto = False
        self._falhas = 0
        self._abrir_em = self._varrer_em = self._olhar_em = self._limpar_em = 0.0
        self._linha = Thread(target=self._servir, name="despachante-sms", daemon=True)

    def iniciar(self) -> None:
        """Start working."""
        self.guarda.iniciar()
        self._linha.start()

    def parar(self) -> None:
        """Stop after the part under way; the lease is given back and the phone let go."""
        self._fim.set()
        self._acordar.set()
        self._linha.join()
        self._aparelho.fechar()
        self._mostrar("parada")
        self.guarda.parar()

    def acordar(self) -> None:
        """Look at the queue now; from any thread."""
        self.guarda.bater_ja()

    def _servir(self) -> None:
        while not self._fim.is_set():
            try:
                espera = self._passo()
            except BancoIndisponivel:
                self._em_ordem = False
                self._mostrar("falha", "O servidor de banco de dados não responde.")
                espera = SEM_BANCO
            except FalhaDoAparelho as erro:
                espera = self._falhou(erro)
            except Exception as erro:
                log.error("despachante", exc_info=erro)
                self._em_ordem = False
                self._mostrar("falha", "Defeito do programa; veja o registro desta estação.")
                espera = self._prazos.reabertura[-1]
            if espera > 0:
                self._acordar.wait(espera)
            self._acordar.clear()

    def _passo(self) -> float:
        """Do one thing and give the seconds until there may be another; a heartbeat ends the wait."""
        batida = self.guarda.batida()
        if batida is None and not self.guarda.sem_banco:
            return self._prazos.batida
        if batida is None:
            raise BancoIndisponivel
        if batida.token is None:
            return self._ficar_de_reserva()
        if batida.token != self._token:
            self._token, self._em_ordem, self._ajustes = batida.token, False, None
            log.info("posse", token=self._token)
        if batida is not self._vista:
            self._vista = batida
            self._ajustes = None if batida.ha_mensagens else self._ajustes
        self._ajustes = self._ajustes or self._banco.executar(fila.ajustes)
        if not self._em_ordem:
            self._em_ordem = self._envio.acertar_contas(self._token, self._regras())
        if monotonic() >= self._limpar_em:
            self._limpar_em = monotonic() + (0.0 if self._banco.executar(retencao.limpar) == retencao.LOTE else UM_DIA)
        if batida.ha_encerrados:
            self._banco.executar(atendidas.enfileirar)
        if not self._aberto and not self._abrir():
            return self._abrir_em - monotonic()
        self._cuidar_do_aparelho()
        return self._enviar(batida, self._ajustes)

    def _ficar_de_reserva(self) -> float:
        self._token = posse.NINGUEM
        if self._aberto:
            self._aparelho.fechar()
            self._aberto = False
        self._mostrar("reserva", "Outra estação está enviando.")
        return self._prazos.batida

    def _abrir(self) -> bool:
        """Open the phone when it is time to."""
        if monotonic() < self._abrir_em:
            return False
        self._mostrar("abrindo")
        estado = self._aparelho.abrir(self._pin)
        if estado.pin:
            raise FalhaDoAparelho(Tentativa(gammu=23), f"O chip pede o {estado.pin}.")
        self._aberto, self._falhas, self._olhar_em = True, 0, monotonic() + CONSULTA_DO_ESTADO
        self._mostrar("pronta", aparelho=estado)
        return True

    def _cuidar_do_aparelho(self) -> None:
        """Sweep the SIM and look at the signal, each at its time."""
        if monotonic() >= self._varrer_em:
            self.varrer()
        if monotonic() >= self._olhar_em:
            estado = self._aparelho.estado()
            self._olhar_em = monotonic() + CONSULTA_DO_ESTADO
            self._mostrar(self.guarda.aparencia.estado, aparelho=estado)

    def varrer(self) -> None:
        """Store what the SIM keeps and only then delete it there."""
        intervalo = self._ajustes.varredura_segundos if self._ajustes else SILENCIO
        self._varrer_em = monotonic() + intervalo
        if guardados := self._aparelho.recolher():
            lugares = self._banco.executar(recebimento.guardar, self.guarda.aparencia.aparelho.imsi, guardados)
            self._aparelho.apagar(lugares)

    def _enviar(self, batida: Batida, ajustes: SmsAjustes) -> float:
        """Send the next part, if the pace, the pause, the network and the queue allow."""
        aparelho = self.guarda.aparencia.aparelho
        if batida.pausada:
            self._mostrar("pausada", "Envio pausado.")
            return self._prazos.batida
        if not aparelho.tem_rede:
            self._olhar_em = min(self._olhar_em, monotonic() + self._prazos.batida)
            self._mostrar("falha", "O telefone está sem rede.")
            return self._prazos.batida
        if not (batida.ha_mensagens or self._envio.no_meio):
            self._mostrar("pronta")
            return self._prazos.batida
        if (falta := self._envio.pode_em - monotonic()) > 0:
            return falta
        desfecho = self._envio.uma_parte(self._token, ajustes, self._regras(), aparelho.imsi)
        if desfecho is None:
            self._mostrar("pronta")
            self._ajustes = None
            return self._prazos.batida
        return self._depois_de(desfecho, ajustes)

    def _depois_de(self, desfecho: Desfecho, ajustes: SmsAjustes) -> float:
        self._envio.pausar(ajustes.intervalo_segundos)
        if desfecho is Desfecho.ESTACAO:
            raise FalhaDoAparelho(self._envio.ultima, self._envio.ultimo_motivo)
        if desfecho is Desfecho.INCERTA:
            self._aparelho.fechar()
            caiu = self._envio.ultima.gammu in LINHA_AUSENTE
            self._aberto, self._abrir_em = False, monotonic() + (OLHADA if caiu else self._prazos.silencio)
            self._mostrar("falha", self._envio.ultimo_motivo)
        else:
            self._mostrar("enviando")
            self._varrer_em = min(self._varrer_em, monotonic() + VARREDURA_APOS_ENVIO)
        return 0.0

    def _falhou(self, erro: FalhaDoAparelho) -> float:
        """Let the phone go and come back later; what only a person can cure is tried once a minute at most."""
        self._aparelho.fechar()
        self._aberto = False
        so_operador = erro.tentativa.gammu in SO_OPERADOR
        espera = self._prazos.reabertura[-1 if so_operador else min(self._falhas, len(self._prazos.reabertura) - 1)]
        if erro.tentativa.gammu in LINHA_AUSENTE:
            espera = OLHADA
        else:
            self._falhas += 1
        if so_operador:
            self._pin = ""
        self._abrir_em = monotonic() + espera
        if self.guarda.aparencia.motivo != str(erro):
            log.warning("telefone", codigo=erro.tentativa.gammu, cms=erro.tentativa.cms, vezes=self._falhas)
        self._mostrar("falha", str(erro))
        return espera

    def _regras(self) -> Regras:
        a = self._ajustes
        if a is None:
            return Regras()
        return Regras(a.max_tentativas, Desfecho(a.cms_generico), a.reenviar_incertas)

    def _mostrar(self, estado: str, motivo: str = "", aparelho: EstadoAparelho | None = None) -> None:
        nova = Aparencia(estado, motivo, aparelho or self.guarda.aparencia.aparelho)
        if nova != self.guarda.aparencia:
            self.guarda.aparencia = nova
            self._ao_mudar(nova)
