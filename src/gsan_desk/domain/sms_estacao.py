"""The station of this computer as screens see it: its phone, what came of trying it, how it is (design §7)."""

from dataclasses import dataclass

DUMMY = "dummy"
"""Model that gammu drives without a phone."""


@dataclass(frozen=True, slots=True)
class ConexaoSms:
    """Where the phone is, in gammu's words; of the ``dummy`` model ``dispositivo`` is a folder."""

    dispositivo: str
    conexao: str = "at115200"
    modelo: str = "at"


@dataclass(frozen=True, slots=True)
class PortaSms:
    """A port that a phone may hang on; ``impedimento`` says what is wrong before it is even tried."""

    dispositivo: str
    descricao: str
    impedimento: str = ""


@dataclass(frozen=True, slots=True)
class ProvaSms:
    """What came of trying a port.

    Args:
        dito: the outcome in plain words.
        conselho: what to do about it.
        conexao: with what it worked, or may work once the PIN is given.
    """

    funciona: bool
    dito: str
    conselho: str = ""
    conexao: ConexaoSms | None = None
    pede_pin: bool = False


@dataclass(frozen=True, slots=True)
class AparenciaSms:
    """How the station of this computer is; ``estado`` is a word of ``sms_estacao``."""

    estado: str = "parada"
    motivo: str = ""
    aparelho: str = ""
    operadora: str = ""
    rede: str = ""
    sinal: int | None = None
    bateria: int | None = None
    imsi: str = ""

    @property
    def mal(self) -> bool:
        """Whether somebody must come and look."""
        return self.estado == "falha"


ESTADOS = {
    "parada": "Parada",
    "abrindo": "Abrindo o telefone…",
    "pronta": "Pronta",
    "enviando": "Enviando",
    "pausada": "Pausada",
    "reserva": "De reserva",
    "falha": "Com falha",
}
REDES = {
    "HomeNetwork": "Na rede da operadora",
    "RoamingNetwork": "Na rede de outra operadora",
    "NoNetwork": "Sem rede",
    "RequestingNetwork": "Procurando a rede",
    "RegistrationDenied": "A rede recusou o chip",
}
_CONSELHOS = {
    2: "Feche o outro programa que usa o telefone (às vezes é o ModemManager) e tente de novo.",
    3: "Feche o outro programa que usa o telefone (às vezes é o ModemManager) e tente de novo.",
    4: "Ligue o cabo, ou pareie o telefone de novo, e procure outra vez.",
    5: "Feche o outro programa que usa o telefone (às vezes é o ModemManager) e tente de novo.",
    6: "Ponha este usuário no grupo dialout (sudo usermod -aG dialout USUÁRIO) e entre de novo no computador.",
    7: "Instale o driver do fabricante do telefone ou do modem.",
    14: "Esta porta não é a de um telefone, ou ele está desligado. Muitos modems têm várias portas: tente a seguinte.",
    23: "Informe o PIN certo. Três erros bloqueiam o chip: na dúvida, ponha o chip num telefone comum e confira.",
    49: "Ponha o chip no telefone.",
    62: "Esta instalação não fala com o telefone por esta conexão; use o cabo ou uma porta rfcomm.",
}


def conselho(gammu: int | None) -> str:
    """Say what to do about an error of the driver."""
    return _CONSELHOS.get(gammu or 0, "Desligue e ligue o telefone e tente de novo.")
