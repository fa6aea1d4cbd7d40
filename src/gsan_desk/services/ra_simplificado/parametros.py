"""The columns of ``sistema_parametros`` that only the Simplificado reads."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, select

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.simplificado import TipoSimplificado
from gsan_desk.models import variantes
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services.linhas_json import objeto

DIAS_PADRAO = 2
_COLUNAS = {
    TipoSimplificado.OPERACIONAL: "parm_icdocobrigatendoperac",
    TipoSimplificado.COMERCIAL: "parm_icdocobrigatendcomercial",
    TipoSimplificado.REITERACAO: "parm_icdocobrigreiteracao",
    TipoSimplificado.INFORMACAO: "parm_icdocobriginformacao",
}


def especificacoes() -> Select[*tuple[Any, ...]]:
    """Read the especificação of each tipo that writes an RA: their codes belong to one installation."""
    return select(
        BaseInstalada.simplificado_informacao.label("informacao"),
        BaseInstalada.simplificado_reiteracao.label("reiteracao"),
        BaseInstalada.simplificado_operacional.label("operacional"),
    )


def obrigatorio() -> ColumnElement[Any]:
    """Carry the parameter of each tipo, as :func:`montar_obrigatorio` wants it."""
    return objeto(select(*(variantes.sistema_parametros.c[coluna] for coluna in _COLUNAS.values())))


def montar_obrigatorio(dados: dict[str, Any] | None) -> frozenset[TipoSimplificado]:
    """Give the tipos that demand the CPF."""
    return frozenset(tipo for tipo, coluna in _COLUNAS.items() if dados is not None and dados[coluna] == SIM)


def dias_apos_conclusao() -> ColumnElement[int]:
    """Read for how many days a concluded ocorrência is still offered, from a column that not every base has."""
    linha = func.to_jsonb(variantes.sistema_parametros.table_valued())
    valor: Any = cast(func.jsonb_extract_path_text(linha, "parm_qtdiasocorrecparalisacao", type_=String), Integer)
    consulta = select(valor).select_from(variantes.sistema_parametros).limit(1)
    return func.coalesce(consulta.scalar_subquery(), DIAS_PADRAO, type_=Integer)
