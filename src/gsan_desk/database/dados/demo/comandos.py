"""Commands of closing: one that was executed months ago, one that waits."""

from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.demo.organizacao import CENTRALIZADORA, REGIONAL
from gsan_desk.database.dados.linhas import Linha, Parte, inserir

DECURSO_DE_PRAZO = 32
_MES = timedelta(days=30)
_EXECUTADO, _PENDENTE = 1, 2


def montar(conexao: Connection[Any], agora: datetime) -> list[str]:
    """Insert the commands, and the log of the one that the RAs closed by lapse of time tell of."""
    responsavel = _usuario(conexao)
    inicio, fim = (agora - 11 * _MES).date(), (agora - 6 * _MES).date()
    fechados = _fechados(conexao, inicio, fim)
    quando = max((momento for _, momento in fechados), default=agora - 6 * _MES)
    executado = _comando(_EXECUTADO, responsavel, CENTRALIZADORA, quando - timedelta(hours=1))
    executado |= {"raec_dtatendimentoinicial": inicio, "raec_dtatendimentofinal": fim, "raec_tmrealizacao": quando}
    executado |= {"raec_qtraencerradas": len(fechados), "raec_qtosencerradas": 0}
    pendente = _comando(_PENDENTE, responsavel, REGIONAL, agora - timedelta(hours=2))
    pendente |= {"raec_dtatendimentoinicial": (agora - 12 * _MES).date()}
    pendente |= {"raec_dtatendimentofinal": (agora - 2 * _MES).date()}
    partes: list[Parte] = [
        ("atendimentopublico.ra_encerramento_comando", [executado, pendente]),
        (
            "atendimentopublico.ra_encmt_comando_espec",
            [{"raee_id": i, "raec_id": _PENDENTE, "step_id": step} for i, step in enumerate((105, 203, 405), 1)],
        ),
    ]
    for tabela, linhas in partes:
        inserir(conexao, tabela, linhas)
    _registrar(conexao, [ra for ra, _ in fechados], responsavel)
    _recusar(conexao, inicio, fim, responsavel, quando)
    return [tabela for tabela, _ in partes]


def _comando(numero: int, responsavel: int, superior: int, quando: datetime) -> dict[str, Any]:
    linha: Linha = {
        "raec_id": numero,
        "amen_id": DECURSO_DE_PRAZO,
        "usur_id": responsavel,
        "unid_idsuperior": superior,
        "raec_tmcomando": quando,
        "raec_tmultimaalteracao": quando,
    }
    return dict(linha)


def _usuario(conexao: Connection[Any]) -> int:
    linha = conexao.execute("SELECT usur_id FROM seguranca.usuario WHERE usur_nmlogin = 'supervisor'").fetchone()
    if linha is None:
        raise RuntimeError("the demo has no supervisor")
    return int(linha[0])


def _fechados(conexao: Connection[Any], inicio: Any, fim: Any) -> list[tuple[int, datetime]]:
    """Find RAs without OS that were closed by lapse of time."""
    return conexao.execute(
        "SELECT rgat_id, rgat_tmencerramento FROM atendimentopublico.registro_atendimento r"
        " WHERE amen_id = %s AND rgat_tmregistroatendimento >= %s AND rgat_tmregistroatendimento < %s::date + 1"
        " AND NOT EXISTS (SELECT 1 FROM atendimentopublico.ordem_servico o WHERE o.rgat_id = r.rgat_id)"
        " ORDER BY rgat_id",
        (DECURSO_DE_PRAZO, inicio, fim),
    ).fetchall()


def _registrar(conexao: Connection[Any], ras: list[int], responsavel: int) -> None:
    conexao.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dsparecerencerramento = %s WHERE rgat_id = ANY (%s)",
        (f"ENCERRADO PELO COMANDO {_EXECUTADO}", ras),
    )
    conexao.execute(
        "INSERT INTO gsan_desk.comando_ra (raec_id, rgat_id, resultado, usur_id, quando)"
        " SELECT %s, rgat_id, 1, %s, rgat_tmencerramento FROM atendimentopublico.registro_atendimento"
        " WHERE rgat_id = ANY (%s)",
        (_EXECUTADO, responsavel, ras),
    )


def _recusar(conexao: Connection[Any], inicio: Any, fim: Any, responsavel: int, quando: datetime) -> None:
    """Note two RAs of the period that are open to this day."""
    conexao.execute(
        "INSERT INTO gsan_desk.comando_ra (raec_id, rgat_id, resultado, motivo, mensagem, usur_id, quando)"
        " SELECT %s, rgat_id, 2, 'COMANDO_OS_PROGRAMADA',"
        " concat('RA ', rgat_id, ' com OS programada: encerramento não permitido.'), %s, %s"
        " FROM atendimentopublico.registro_atendimento WHERE rgat_cdsituacao = 1"
        " AND rgat_tmregistroatendimento >= %s AND rgat_tmregistroatendimento < %s::date + 1 ORDER BY rgat_id LIMIT 2",
        (_EXECUTADO, responsavel, quando, inicio, fim),
    )
