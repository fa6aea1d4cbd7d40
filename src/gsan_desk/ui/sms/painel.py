"""What the station's panel says, from what the server and the station of this computer tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.sms_estacao import ESTADOS, REDES, AparenciaSms
from gsan_desk.services.sms import PainelSms
from gsan_desk.services.sms.consulta import EstacaoSms
from gsan_desk.services.sms.painel import EmCurso
from gsan_desk.ui.sms import textos
from gsan_desk.ui.tables.column import texto_de

TELEFONE = ("Aparelho", "Operadora", "Rede", "Sinal", "Bateria", "Chip")
ENVIO = ("Quem envia", "Saindo agora", "Próxima", "Ritmo", "Última")
_BONS = frozenset({"pronta", "enviando"})
FILA = ("Na fila", "Mais antiga", "Hoje", "Incertas", "Com erro", "E-mails")


@dataclass(frozen=True, slots=True)
class Situacao:
    """The one line that matters; ``papel`` is a colour of the seal."""

    dito: str
    papel: str
    motivo: str = ""


def titular(lido: PainelSms) -> EstacaoSms | None:
    """Find the station that sends."""
    return next((e for e in lido.quadro.estacoes if e.titular and e.viva), None)


def situacao(lido: PainelSms, daqui: AparenciaSms | None) -> Situacao:
    """Say how the sending goes; red when nothing goes out though something waits, or the station is in trouble."""
    return next(_juizos(lido, daqui))


def _juizos(lido: PainelSms, daqui: AparenciaSms | None) -> Iterator[Situacao]:
    """Give what may be said, the gravest first."""
    quadro, dona = lido.quadro, titular(lido)
    if daqui is not None and daqui.mal:
        yield Situacao("Com falha", "urgente", daqui.motivo)
    if quadro.pausada_em is not None:
        yield Situacao("Pausada", "aviso", f"Pausada por {quadro.pausada_por} em {texto_de(quadro.pausada_em)}.")
    if dona is not None and dona.estado == "falha":
        yield Situacao("Com falha", "urgente", f"{dona.nome}: {dona.motivo}")
    if quadro.cota and quadro.hoje >= quadro.cota:
        yield Situacao("Cota atingida", "aviso", "As mensagens esperam o dia seguinte.")
    if lido.vigia.parada:
        ha = textos.duracao(lido.vigia.parada_ha)
        yield Situacao("Nada sai", "urgente", f"Há mensagens na fila e nada sai há {ha}.")
    if daqui is not None and daqui.estado != "reserva":
        yield _estado(daqui.estado, daqui.motivo)
    if dona is None:
        yield Situacao("Sem estação", "aviso", "Nenhuma estação está enviando.")
    else:
        yield _estado(dona.estado, f"Este computador está de reserva; envia “{dona.nome}”." if daqui else dona.motivo)


def _estado(estado: str, motivo: str) -> Situacao:
    return Situacao(ESTADOS.get(estado, estado), "sucesso" if estado in _BONS else "aviso", motivo)


def do_telefone(lido: PainelSms, daqui: AparenciaSms | None) -> Mapping[str, str]:
    """Write about the phone: of this computer's station, or else of the one that sends."""
    fonte = daqui if daqui is not None else titular(lido)
    if fonte is None:
        return dict.fromkeys(TELEFONE, "")
    return {
        "Aparelho": fonte.aparelho,
        "Operadora": fonte.operadora,
        "Rede": REDES.get(fonte.rede, fonte.rede),
        "Sinal": _porcento(fonte.sinal),
        "Bateria": _porcento(fonte.bateria),
        "Chip": f"final {fonte.imsi[-4:]}" if fonte.imsi else "",
    }


def do_envio(lido: PainelSms, contexto: Contexto) -> Mapping[str, str]:
    """Write about what goes out."""
    dona, intervalo = titular(lido), lido.quadro.intervalo
    por_minuto = f", até {60 / intervalo:.1f} por minuto".replace(".", ",") if intervalo else ""
    return {
        "Quem envia": dona.nome if dona is not None else "ninguém",
        "Saindo agora": _mensagem(lido.saindo, contexto),
        "Ritmo": f"uma a cada {intervalo} s{por_minuto}" if intervalo else "sem espera",
        "Última": _mensagem(lido.ultima, contexto),
    }


def da_fila(lido: PainelSms) -> Mapping[str, str]:
    """Write about what waits."""
    quadro = lido.quadro
    return {
        "Na fila": str(quadro.pendentes),
        "Mais antiga": f"há {textos.duracao(quadro.mais_antiga)}" if quadro.mais_antiga is not None else "",
        "Hoje": f"{quadro.hoje} de {quadro.cota}" if quadro.cota else f"{quadro.hoje}, sem cota",
        "Incertas": str(quadro.incertas),
        "Com erro": str(quadro.falhas),
        "E-mails": _emails(lido),
    }


def _emails(lido: PainelSms) -> str:
    """Write how the mail is; what is wrong with its server first."""
    dona, contagem = titular(lido), lido.quadro.emails
    if dona is not None and dona.correio:
        return dona.correio
    if not contagem.na_fila and not contagem.com_erro:
        return "nenhum espera"
    return f"{contagem.na_fila} na fila, {contagem.com_erro} com erro"


def _mensagem(mensagem: EmCurso | None, contexto: Contexto) -> str:
    if mensagem is None:
        return ""
    ra = f", RA {mensagem.ra}" if mensagem.ra is not None else ""
    numero = textos.numero(contexto, mensagem.numero)
    return f"{sms_nomes.TIPOS.get(mensagem.tipo, 'SMS')}{ra}, {numero}, {texto_de(mensagem.quando)}"


def _porcento(valor: int | None) -> str:
    return f"{valor}%" if valor is not None else ""
