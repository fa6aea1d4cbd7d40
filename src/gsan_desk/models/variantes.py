"""What only the later line of GSAN has (spec 10 §14): tables and columns that the ordinary classes must not name.

They live in a metadata of their own, so that nothing reads, grants or builds them on a base that lacks them.
"""

from typing import Any

from sqlalchemy import Column, Date, DateTime, Integer, MetaData, SmallInteger, String, Table

from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.base import Base, TextoFixo

metadata = MetaData()
AP, CADASTRO = "atendimentopublico", "cadastro"


def _com(modelo: type[Base], *extras: Column[Any]) -> Table:
    """Copy a mapped table and add the columns of the variant."""
    original = modelo.__table__
    if not isinstance(original, Table):
        raise TypeError(f"{modelo.__name__} is not mapped to a table")
    tabela = original.to_metadata(metadata)
    for coluna in extras:
        tabela.append_column(coluna)
    return tabela


def valores(modelo: type[Base], atributos: dict[str, Any]) -> dict[str, Any]:
    """Translate attributes of a mapped class into the columns of its copy here."""
    colunas = modelo.__mapper__.columns
    return {colunas[atributo].name: valor for atributo, valor in atributos.items()}


registro_atendimento = _com(RegistroAtendimento, Column("ocop_id", Integer))
ra_solicitante = _com(
    RegistroAtendimentoSolicitante,
    Column("raso_nncpf", String(11)),
    Column("raso_nnrg", String(13)),
    Column("oerg_id", Integer),
    Column("unfe_id", Integer),
)
ocorrencia_operacional = Table(
    "ocorrencia_operacional",
    metadata,
    Column("ocop_id", Integer, primary_key=True),
    Column("ocop_dsocorrencia", String(200)),
    Column("ocop_dsareasafetadas", String(200)),
    Column("ocop_tmocorrencia", DateTime),
    Column("ocop_dtprevisao", Date),
    Column("ocop_cdperiodoprevisao", SmallInteger),
    Column("ocop_dtreprogramacao", Date),
    Column("ocop_cdperiodoreprogramacao", SmallInteger),
    Column("ocop_dtconclusao", Date),
    Column("ocop_cdperiodoconclusao", SmallInteger),
    Column("ocop_dsobservacao", String(200)),
    Column("muni_id", Integer),
    Column("loca_id", Integer),
    Column("bair_id", Integer),
    Column("ootp_id", Integer),
    Column("oomt_id", Integer),
    Column("ocop_tmultimaalteracao", DateTime),
    schema=AP,
)
ocorrencia_motivo = Table(
    "ocorrencia_operac_motivo",
    metadata,
    Column("oomt_id", Integer, primary_key=True),
    Column("oomt_dsmotivoocorrenciaoperac", String(50)),
    Column("oomt_dsabreviado", String(10)),
    Column("ootp_id", Integer),
    Column("oomt_icuso", SmallInteger),
    Column("oomt_tmultimaalteracao", DateTime),
    schema=AP,
)
ocorrencia_tipo = Table(
    "ocorrencia_operac_tipo",
    metadata,
    Column("ootp_id", Integer, primary_key=True),
    Column("ootp_dsocorrenciatipo", String(40)),
    Column("ootp_icuso", SmallInteger),
    schema=AP,
)
orgao_expedidor_rg = Table(
    "orgao_expedidor_rg",
    metadata,
    Column("oerg_id", Integer, primary_key=True),
    Column("oerg_dsorgaoexpedidorrg", String(50)),
    Column("oerg_dsabreviado", TextoFixo(6)),
    Column("oerg_icuso", SmallInteger),
    schema=CADASTRO,
)
sistema_parametros = Table(
    "sistema_parametros",
    metadata,
    Column("parm_id", Integer, primary_key=True),
    Column("parm_icdocobrigatendoperac", SmallInteger),
    Column("parm_icdocobrigatendcomercial", SmallInteger),
    Column("parm_icdocobrigreiteracao", SmallInteger),
    Column("parm_icdocobriginformacao", SmallInteger),
    schema=CADASTRO,
)
DOCUMENTOS = ("raso_nncpf", "raso_nnrg", "oerg_id", "unfe_id")
"""Columns of ``ra_solicitante`` for the documents of who asks."""
SIMPLIFICADO = {
    "registro_atendimento": ("ocop_id",),
    "ra_solicitante": DOCUMENTOS,
    "ocorrencia_operacional": tuple(c.name for c in ocorrencia_operacional.columns),
    "ocorrencia_operac_tipo": tuple(c.name for c in ocorrencia_tipo.columns),
    "orgao_expedidor_rg": tuple(c.name for c in orgao_expedidor_rg.columns),
    "sistema_parametros": tuple(c.name for c in sistema_parametros.columns),
}
"""Columns without which Inserir RA Simplificado [UC1530] does not exist, by table."""
