"""Ocorrências operacionais around today, and the calls that they answered by the Simplificado [UC1527, UC1530]."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.linhas import Linha, Parte, inserir
from gsan_desk.domain.codigos import PARECER_DA_ABERTURA
from gsan_desk.domain.protocolo import formatar

_HORA = timedelta(hours=1)
_TARDE, _NOITE = 2, 3
_INTERNO, _ENCERRADO, _CONCLUSAO, _SIMPLIFICADO = 4, 2, 2, 1040


@dataclass(frozen=True, slots=True)
class _Caso:
    """One ocorrência: where, why, since how many hours, until how many hours ago, and how many people called."""

    descricao: str
    areas: str
    observacao: str
    municipio: int
    localidade: int
    bairro: int
    tipo: int
    motivo: int
    ha: int
    fim: int | None
    chamadas: int


_CASOS = (
    _Caso(
        "ADUTORA ROMPIDA NA AVENIDA PRINCIPAL",
        "CENTRO E PARTE DA BOA VISTA",
        "EQUIPE NO LOCAL; ABASTECIMENTO VOLTA AOS POUCOS DEPOIS DO REPARO",
        1, 1, 1, 1, 1, 5, None, 8,
    ),
    _Caso(
        "LIMPEZA PROGRAMADA DO RESERVATORIO NORTE",
        "VILA OPERARIA E ALTO DO CRUZEIRO",
        "SERVICO PROGRAMADO E DIVULGADO",
        1, 2, 5, 1, 2, 20, None, 3,
    ),
    _Caso(
        "ELEVATORIA DE ESGOTO PARADA",
        "ORLA DO MIRANTE",
        "AGUARDANDO A CHEGADA DA BOMBA",
        2, 4, 11, 2, 6, 30, None, 2,
    ),
    _Caso(
        "FALTA DE ENERGIA NA CAPTACAO",
        "TODA A REGIAO SUL",
        "ENERGIA DE VOLTA; REDE EM PRESSURIZACAO",
        1, 3, 8, 1, 3, 50, 30, 4,
    ),
)  # fmt: skip


def montar(conexao: Connection[Any], agora: datetime) -> list[str]:
    """Insert them, and an RA born closed for each call; tell which tables were touched."""
    ocorrencias = [_ocorrencia(numero, caso, agora) for numero, caso in enumerate(_CASOS, 1)]
    inserir(conexao, "atendimentopublico.ocorrencia_operacional", ocorrencias)
    usuario, unidade = _atendente(conexao)
    pessoas = iter(_pessoas(conexao, sum(caso.chamadas for caso in _CASOS)))
    numeros = _numeros(conexao)
    partes: dict[str, list[Linha]] = {}
    for id_, caso in enumerate(_CASOS, 1):
        for chamada in range(caso.chamadas):
            quando = agora - caso.ha * _HORA + (chamada + 1) * timedelta(minutes=20)
            quem = (*next(pessoas), _protocolo(conexao, quando))
            for tabela, linhas in _chamada(numeros, (id_, caso), quando, (usuario, unidade), quem):
                partes.setdefault(tabela, []).extend(linhas)
    for tabela, linhas in partes.items():
        inserir(conexao, tabela, linhas)
    return ["atendimentopublico.ocorrencia_operacional", *partes]


def _ocorrencia(numero: int, caso: _Caso, agora: datetime) -> Linha:
    linha: dict[str, Any] = {
        "ocop_id": numero,
        "ocop_dsocorrencia": caso.descricao,
        "ocop_dsareasafetadas": caso.areas,
        "ocop_dsobservacao": caso.observacao,
        "ocop_tmocorrencia": agora - caso.ha * _HORA,
        "ocop_dtprevisao": agora.date() + timedelta(days=0 if caso.fim else 1),
        "ocop_cdperiodoprevisao": _TARDE,
        "ocop_cdperiodoreprogramacao": 0,
        "ocop_cdperiodoconclusao": 0,
        "muni_id": caso.municipio,
        "loca_id": caso.localidade,
        "bair_id": caso.bairro,
        "ootp_id": caso.tipo,
        "oomt_id": caso.motivo,
    }
    if caso.fim is not None:
        linha |= {"ocop_dtconclusao": (agora - caso.fim * _HORA).date(), "ocop_cdperiodoconclusao": _NOITE}
    return linha


def _atendente(conexao: Connection[Any]) -> tuple[int, int]:
    linha = conexao.execute(
        "SELECT usur_id, unid_id FROM seguranca.usuario WHERE usur_nmlogin = 'atendente'"
    ).fetchone()
    if linha is None:
        raise ValueError("the demo has no atendente")
    return int(linha[0]), int(linha[1])


def _pessoas(conexao: Connection[Any], quantas: int) -> list[tuple[int, str]]:
    """List clientes with a phone."""
    return conexao.execute(
        "SELECT clie_id, clie_nmcliente FROM cadastro.cliente c WHERE clie_icuso = 1 AND clie_nncpf IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM cadastro.cliente_fone f WHERE f.clie_id = c.clie_id AND f.fnet_id = 3)"
        " ORDER BY clie_id LIMIT %s",
        (quantas,),
    ).fetchall()


def _protocolo(conexao: Connection[Any], quando: datetime) -> str:
    (numero,) = conexao.execute("SELECT nextval('atendimentopublico.seq_ra_protocolo')").fetchone() or (0,)
    return formatar(quando.year, int(numero))


class _Numeros:
    """The next id of each table."""

    def __init__(self, ultimos: dict[str, int]) -> None:
        self._ultimos = ultimos

    def proximo(self, tabela: str) -> int:
        """Give one more."""
        self._ultimos[tabela] += 1
        return self._ultimos[tabela]


def _numeros(conexao: Connection[Any]) -> _Numeros:
    linha = conexao.execute(
        "SELECT (SELECT coalesce(max(rgat_id), 0) FROM atendimentopublico.registro_atendimento),"
        " (SELECT coalesce(max(raun_id), 0) FROM atendimentopublico.ra_unidade),"
        " (SELECT coalesce(max(raso_id), 0) FROM atendimentopublico.ra_solicitante),"
        " (SELECT coalesce(max(tram_id), 0) FROM atendimentopublico.tramite)"
    ).fetchone() or (0, 0, 0, 0)
    return _Numeros(
        dict(zip(("registro_atendimento", "ra_unidade", "ra_solicitante", "tramite"), map(int, linha), strict=True))
    )


def _chamada(
    numeros: _Numeros,
    ocorrencia: tuple[int, _Caso],
    quando: datetime,
    quem_atendeu: tuple[int, int],
    quem: tuple[int, str, str],
) -> list[Parte]:
    """Make the rows of one contact, as the Simplificado writes them."""
    (ocop_id, caso), (usuario, unidade) = ocorrencia, quem_atendeu
    cliente, nome, protocolo = quem
    ra = numeros.proximo("registro_atendimento")
    registro = {
        "rgat_id": ra,
        "step_id": _SIMPLIFICADO,
        "meso_id": _INTERNO,
        "rgat_cdsituacao": _ENCERRADO,
        "amen_id": _CONCLUSAO,
        "rgat_tmregistroatendimento": quando,
        "rgat_tmencerramento": quando,
        "rgat_dtprevistaoriginal": quando.date(),
        "rgat_dtprevistaatual": quando.date(),
        "rgat_icatendimentoonline": 1,
        "rgat_dsobservacao": caso.observacao,
        "rgat_dslocalocorrencia": caso.descricao,
        "loca_id": caso.localidade,
        "ocop_id": ocop_id,
        "unid_idatual": unidade,
        "rgat_tmultimaalteracao": quando,
    }
    unidades: list[Linha] = [
        {
            "raun_id": numeros.proximo("ra_unidade"),
            "rgat_id": ra,
            "unid_id": unidade,
            "usur_id": usuario,
            "attp_id": papel,
            "raun_tmultimaalteracao": quando,
        }
        for papel in (1, 3)
    ]
    pessoa = {
        "raso_id": numeros.proximo("ra_solicitante"),
        "rgat_id": ra,
        "clie_id": cliente,
        "raso_nmsolicitante": nome,
        "raso_icsolicitanteprincipal": 1,
        "raso_nnprotocoloatendimento": protocolo,
        "raso_tmultimaalteracao": quando,
    }
    tramite = {
        "tram_id": numeros.proximo("tramite"),
        "rgat_id": ra,
        "unid_idorigem": unidade,
        "unid_iddestino": unidade,
        "usur_idregistro": usuario,
        "usur_idresponsavel": usuario,
        "tram_dsparecertramite": PARECER_DA_ABERTURA,
        "tram_tmtramite": quando,
        "tram_tmultimaalteracao": quando,
    }
    return [
        ("atendimentopublico.registro_atendimento", [registro]),
        ("atendimentopublico.ra_unidade", unidades),
        ("atendimentopublico.ra_solicitante", [pessoa]),
        ("atendimentopublico.tramite", [tramite]),
    ]
