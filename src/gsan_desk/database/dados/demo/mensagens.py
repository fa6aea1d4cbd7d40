"""SMS of the last days: delivered, refused, late, in doubt; two answers and a number that wants no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from psycopg import Connection

from gsan_desk.domain.sms_falha import Tentativa, em_portugues
from gsan_desk.domain.sms_texto import MODELO_RA_ABERTO, compor, medir

_ENVIADA, _ENTREGUE, _FALHOU, _INCERTA, _EXPIRADA = 3, 4, 5, 7, 8
_HORA = timedelta(hours=1)
_MENSAGEM = """
    INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, raso_id, numero_informado, numero, texto, alfabeto, partes,
        situacao, motivo, tentativas, criada_em, proxima_tentativa, expira_em, enviada_em, entregue_em, chave)
    VALUES (1, %(ra)s, %(solicitante)s, %(numero)s, %(numero)s, %(texto)s, %(alfabeto)s, %(partes)s, %(situacao)s,
        %(motivo)s, %(tentativas)s, %(criada)s, %(criada)s, %(expira)s, %(enviada)s, %(entregue)s, %(chave)s)
    RETURNING id
"""
_TENTATIVA = """
    INSERT INTO gsan_desk.sms_tentativa
        (id, mensagem_id, sequencia, estacao_id, posse, inicio, fim, resultado, pdu_escrita, codigo_cms, detalhe)
    VALUES (%s, %s, 1, %s, 1, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class _Caso:
    """How one message went; ``cms`` is the network's answer, ``vezes`` how often it was tried."""

    situacao: int
    resultado: str = ""
    motivo: str | None = None
    cms: int | None = None
    vezes: int = 1
    horas: int = 5


_CASOS = (
    _Caso(_ENTREGUE, "ACEITA", horas=30),
    _Caso(_ENTREGUE, "ACEITA", horas=28),
    _Caso(_ENVIADA, "ACEITA", horas=26),
    _Caso(_FALHOU, "PERMANENTE", "CMS_1", 1, horas=25),
    _Caso(_FALHOU, "TRANSITORIA", "TENTATIVAS", 27, 3, horas=24),
    _Caso(_EXPIRADA, motivo="EXPIRADA", vezes=0, horas=50),
    _Caso(_INCERTA, "INCERTA", "QUEDA_ESTACAO", horas=23),
    _Caso(_INCERTA, "INCERTA", "CMS_332", 332, horas=22),
)


def montar(conexao: Connection[Any], agora: datetime) -> None:
    """Insert messages of the latest RAs whose solicitante has a name, with their attempts."""
    recentes = conexao.execute(
        "SELECT s.rgat_id, s.raso_id, s.raso_nnprotocoloatendimento, r.rgat_dtprevistaatual, p.parm_nmabreviadoempresa"
        " FROM atendimentopublico.ra_solicitante s JOIN atendimentopublico.registro_atendimento r USING (rgat_id)"
        " CROSS JOIN cadastro.sistema_parametros p WHERE r.rgat_cdsituacao = 1 AND s.raso_icsolicitanteprincipal = 1"
        " ORDER BY s.raso_id DESC LIMIT %s",
        (len(_CASOS),),
    ).fetchall()
    estacao = _estacao(conexao, agora)
    for numero, (caso, (ra, solicitante, protocolo, prevista, empresa)) in enumerate(
        zip(_CASOS, recentes, strict=False), 1
    ):
        campos = {"empresa": empresa.strip(), "protocolo": protocolo or "", "ra": str(ra)}
        texto = compor(MODELO_RA_ABERTO, campos | {"previsao": f"{prevista:%d/%m/%Y}"})
        criada = agora - caso.horas * _HORA
        mensagem = _inserir(conexao, caso, criada, {"ra": ra, "solicitante": solicitante, "texto": texto}, numero)
        _tentar(conexao, caso, criada, mensagem, estacao)
    _responder(conexao, agora, [ra for ra, *_ in recentes[:2]])


def _estacao(conexao: Connection[Any], agora: datetime) -> int:
    linha = conexao.execute(
        "INSERT INTO gsan_desk.sms_estacao (nome, aparelho, vista_em) VALUES ('central', 'Modem de exemplo', %s)"
        " RETURNING id",
        (agora - 20 * _HORA,),
    ).fetchone()
    return int(linha[0]) if linha else 0


def _inserir(conexao: Connection[Any], caso: _Caso, criada: datetime, campos: dict[str, Any], numero: int) -> int:
    foi = criada + timedelta(seconds=9) if caso.situacao in (_ENVIADA, _ENTREGUE) else None
    alfabeto, partes = medir(campos["texto"])
    linha = conexao.execute(
        _MENSAGEM,
        campos
        | {
            "numero": _numero(numero),
            "alfabeto": alfabeto,
            "partes": partes,
            "situacao": caso.situacao,
            "motivo": caso.motivo,
            "tentativas": caso.vezes,
            "criada": criada,
            "expira": criada + 24 * _HORA,
            "enviada": foi,
            "entregue": foi + timedelta(seconds=8) if foi and caso.situacao == _ENTREGUE else None,
            "chave": f"RA:{campos['ra']}:1",
        },
    ).fetchone()
    return int(linha[0]) if linha else 0


def _tentar(conexao: Connection[Any], caso: _Caso, criada: datetime, mensagem: int, estacao: int) -> None:
    aceita = caso.resultado == "ACEITA"
    for vez in range(caso.vezes):
        inicio = criada + timedelta(seconds=4, minutes=6 * vez)
        tentativa = Tentativa(tpmr=mensagem % 256 if aceita else None, cms=caso.cms, gammu=14, pdu_escrita=True)
        detalhe = "A estação parou durante o envio." if caso.motivo == "QUEDA_ESTACAO" else em_portugues(tentativa)
        conexao.execute(
            _TENTATIVA,
            (
                uuid5(NAMESPACE_URL, f"{mensagem}/{vez}"),
                mensagem,
                estacao,
                inicio,
                inicio + timedelta(seconds=4),
                caso.resultado,
                True,
                caso.cms,
                detalhe,
            ),
        )


def _responder(conexao: Connection[Any], agora: datetime, ras: list[int]) -> None:
    for numero, (ra, texto) in enumerate(zip(ras, ("Obrigada!", "Continua vazando na calcada"), strict=False), 1):
        conexao.execute(
            "INSERT INTO gsan_desk.sms_recebida (numero, texto, enviada_em, recebida_em, rgat_id)"
            " VALUES (%s, %s, %s, %s, %s)",
            (_numero(numero), texto, agora - 20 * _HORA, agora - 20 * _HORA, ra),
        )
    conexao.execute(
        "INSERT INTO gsan_desk.sms_bloqueio (numero, desde, origem) VALUES (%s, %s, 'SAIR')",
        (_numero(90), agora - 200 * _HORA),
    )


def _numero(numero: int) -> str:
    return f"+55819999001{numero:02d}"
