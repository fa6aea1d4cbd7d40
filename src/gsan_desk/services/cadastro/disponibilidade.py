"""Whether the base has ocorrências operacionais: only the later line of GSAN does (spec 30 §6)."""

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.orm import Session

TABELAS = ("ocorrencia_operac_tipo", "ocorrencia_operac_motivo", "ocorrencia_operacional")
FALTAM = "Esta base não tem ocorrências operacionais."


def tem_ocorrencias(session: Session) -> bool:
    """Tell whether all of their tables are there and readable; one statement."""
    nomes = [bindparam(None, f"atendimentopublico.{tabela}", type_=String) for tabela in TABELAS]
    podem = [func.coalesce(func.has_table_privilege(func.to_regclass(nome), "SELECT"), False) for nome in nomes]
    return all(session.execute(select(*podem)).one())
