"""Citizens' reports that wait: beside open RAs and where there is none, with and without photo (spec 40 §2.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.desenho import rua_com_poca
from gsan_desk.domain.projecao import desprojetar
from gsan_desk.domain.relato import Problema
from gsan_desk.models.pontos import ponto_do_imovel, ponto_do_ra

_ORIGEM = "PROGIS"
_ESPECIFICACAO = {Problema.AGUA: 101, Problema.ESGOTO: 401}
_LONGE = 300
_RA, _IMOVEL = ponto_do_ra("r"), ponto_do_imovel("i")
_ENDERECO = """
    coalesce(concat_ws(' ', t.lgtp_dslogradourotipo, l.logr_nmlogradouro), ''), coalesce(btrim({numero}), ''),
    coalesce(c.bair_nmbairro, ''), coalesce(m.muni_nmmunicipio, '')
    FROM {de}
    LEFT JOIN cadastro.logradouro_bairro b ON b.lgbr_id = {rua}
    LEFT JOIN cadastro.logradouro l ON l.logr_id = b.logr_id
    LEFT JOIN cadastro.logradouro_tipo t ON t.lgtp_id = l.lgtp_id
    LEFT JOIN cadastro.bairro c ON c.bair_id = b.bair_id
    LEFT JOIN cadastro.municipio m ON m.muni_id = c.muni_id
"""
_DO_RA = _ENDERECO.format(numero="r.rgat_nnimovel", de="atendimentopublico.registro_atendimento r", rua="r.lgbr_id")
_DO_IMOVEL = _ENDERECO.format(numero="i.imov_nnimovel", de="cadastro.imovel i", rua="i.lgbr_id")
_RAS = f"""
    SELECT ({_RA})[0], ({_RA})[1], {_DO_RA}
    WHERE r.rgat_cdsituacao = 1 AND r.step_id = %s AND r.rgat_nncoordenadaleste IS NOT NULL AND r.lgbr_id IS NOT NULL
    ORDER BY r.rgat_tmregistroatendimento DESC, r.rgat_id DESC LIMIT 1
"""
_SOSSEGADOS = f"""
    SELECT ({_IMOVEL})[0], ({_IMOVEL})[1], {_DO_IMOVEL}
    WHERE {_IMOVEL} IS NOT NULL AND i.lgbr_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM atendimentopublico.registro_atendimento r WHERE r.rgat_cdsituacao = 1 AND r.step_id = %s
        AND r.rgat_nncoordenadaleste IS NOT NULL AND {_RA} <@ circle({_IMOVEL}, {_LONGE}))
    ORDER BY i.imov_id LIMIT 1
"""  # noqa: S608 - constants
_RELATO = """
    INSERT INTO gsan_desk.relato_cidadao (origem, id_externo, enviado_em, telefone, nome, problema, latitude, longitude,
        precisao_m, endereco, bairro, municipio, ponto_referencia, descricao)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_FOTO = "INSERT INTO gsan_desk.relato_foto (origem, id_externo, ordem, conteudo) VALUES (%s, %s, 1, %s)"
_HORA_DE_CHEGADA = "UPDATE gsan_desk.relato_cidadao SET recebido_em = %s WHERE origem = %s AND id_externo = %s"


class _Onde(Enum):
    """Beside the latest open RA of the same problem, or where there is none near."""

    NO_RA = auto()
    LONGE = auto()


@dataclass(frozen=True, slots=True)
class _Caso:
    """One report: how many metres east and north of the place, and what the person told of it."""

    problema: Problema
    onde: _Onde
    ha: int
    telefone: str
    descricao: str
    nome: str = ""
    referencia: str = ""
    desvio: tuple[int, int] | None = (0, 0)
    com_endereco: bool = True
    com_foto: bool = False


_CASOS = (
    _Caso(
        Problema.AGUA, _Onde.NO_RA, 52, "+5581999900201", "Água jorrando no meio da rua desde cedo", "MARTA LIMA",
        "em frente à padaria", (14, -9), com_foto=True,
    ),
    _Caso(
        Problema.ESGOTO, _Onde.NO_RA, 47, "+5581999900202", "Bueiro transbordando, mau cheiro", desvio=(-11, 16),
        com_endereco=False, com_foto=True,
    ),
    _Caso(Problema.AGUA, _Onde.LONGE, 38, "+5581999900203", "vazamento perto do meio fio", "JONAS REIS", com_foto=True),
    _Caso(Problema.AGUA, _Onde.NO_RA, 25, "+5581999900204", "água limpa correndo na rua", desvio=(-22, 18)),
    _Caso(Problema.ESGOTO, _Onde.LONGE, 16, "+5581999900205", "esgoto na calçada", "RITA NEVES", desvio=None),
    _Caso(
        Problema.AGUA, _Onde.LONGE, 6, "+351912345678", "fuga de água na rua", desvio=(25, 12), com_endereco=False,
        com_foto=True,
    ),
)  # fmt: skip


def montar(conexao: Connection[Any], agora: datetime) -> None:
    """Insert them, minutes ago; none was decided."""
    ajustes = conexao.execute("SELECT zona_utm FROM gsan_desk.relato_ajustes").fetchone()
    if ajustes is None or ajustes[0] is None:
        raise ValueError("the demo has no UTM zone")
    for numero, caso in enumerate(_CASOS, 1):
        consulta = _RAS if caso.onde is _Onde.NO_RA else _SOSSEGADOS
        lugar = conexao.execute(consulta, (_ESPECIFICACAO[caso.problema],)).fetchone()
        if lugar is not None:
            _inserir(conexao, f"TREINO-{numero}", caso, lugar, (ajustes[0], agora - timedelta(minutes=caso.ha)))


def _inserir(
    conexao: Connection[Any], id_: str, caso: _Caso, lugar: tuple[Any, ...], quando: tuple[int, datetime]
) -> None:
    zona, chegada = quando
    leste, norte, rua, casa, bairro, municipio = lugar
    graus = None
    if caso.desvio is not None:
        graus = desprojetar(leste + caso.desvio[0], norte + caso.desvio[1], zona)
    latitude, longitude = graus or (None, None)
    endereco = f"{rua.title()}, {casa}" if caso.com_endereco else None
    conexao.execute(
        _RELATO,
        (
            *(_ORIGEM, id_, chegada - timedelta(seconds=40), caso.telefone, caso.nome, int(caso.problema)),
            *(latitude, longitude, 12.0 if graus else None, endereco, bairro, municipio),
            *(caso.referencia, caso.descricao),
        ),
    )
    if caso.com_foto:
        rng = Random(id_)  # noqa: S311 - made-up data, nothing to guard
        conexao.execute(_FOTO, (_ORIGEM, id_, rua_com_poca(rng, caso.problema)))
    conexao.execute(_HORA_DE_CHEGADA, (chegada, _ORIGEM, id_))
