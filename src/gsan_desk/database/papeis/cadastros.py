"""Who writes the tables that decide how an RA behaves (spec 30 §8): one line a table."""

from gsan_desk.database.papeis.escrita import AP, SOU_EU, SUPERVISOR, Escrita, Familia
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import complemento
from gsan_desk.models.base import Base

CONHECIDO = f"{SOU_EU} IS NOT NULL"
_USO_SISTEMA = (
    f"{CONHECIDO} AND (sotp_icusosistema = coalesce(gsan_desk.uso_sistema_do_tipo(sotp_id), 2)"
    " OR gsan_desk.tem_permissao(62))"
)


def manter(modelo: type[Base], condicao: str = CONHECIDO) -> Escrita:
    """Let the rows of a table be inserted, changed but for their key, and removed; ``condicao`` is on the new row."""
    tabela = modelo.__table__
    chaves = {coluna.name for coluna in tabela.primary_key}
    sequencia = next((c.default.name for c in tabela.primary_key if c.default is not None), None)
    return Escrita(
        modelo.__tablename__,
        condicao,
        sequencia,
        alterar=CONHECIDO,
        alterada=condicao,
        colunas=tuple(coluna.name for coluna in tabela.columns if coluna.name not in chaves),
        remover=CONHECIDO,
        esquema=tabela.schema or AP,
    )


FAMILIA = Familia(
    "cadastros",
    SUPERVISOR,
    (
        manter(ap.SolicitacaoTipo, _USO_SISTEMA),
        manter(ap.SolicitacaoTipoEspecificacao),
        manter(ap.EspecificacaoServicoTipo),
        Escrita("sol_tipo_espec_arqui_pop", CONHECIDO, "seq_sol_tipo_espec_arqui_pop", remover=CONHECIDO),
        manter(ap.EspecificacaoImovelSituacao),
        manter(ap.EspecificacaoImovSitCriterio),
        manter(ap.SolicitacaoDocumentoObrigatorio),
        manter(complemento.EspecificacaoComplemento),
        manter(complemento.LocalidadeComplemento),
    ),
)
