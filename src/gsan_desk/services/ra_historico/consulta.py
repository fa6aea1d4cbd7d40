"""First statement of the time line: the rows of an RA as they stand, and its audit."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, String, case, column, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import RelacaoTipo
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base
from gsan_desk.models.desk import SmsMensagem
from gsan_desk.models.sms import SmsRecebida
from gsan_desk.services import ra_resumo
from gsan_desk.services.linhas_json import Consulta, linhas, objeto
from gsan_desk.services.ra_consultar.pessoas import NUMERO

SEM_CONTEUDO = frozenset({"raan_imdocumento"})


@cache
def fatos() -> Consulta:
    """Select the RA ``numero`` in one row; each list has the columns of its table, by their physical names."""
    return ra_resumo.consulta(
        objeto(_da_tabela(ap.RegistroAtendimento, ap.RegistroAtendimento.id)).label("linha_do_ra"),
        _do_ra(ap.RegistroAtendimentoUnidade).label("unidades"),
        _do_ra(ap.RegistroAtendimentoSolicitante).label("solicitantes"),
        _do_ra(ap.RegistroAtendimentoAnexo).label("anexos"),
        _do_ra(ap.Tramite).label("tramites"),
        _do_ra(ap.RAReiteracao).label("reiteracoes"),
        _do_ra(ap.OrdemServico).label("ordens"),
        linhas(_unidades_das_ordens()).label("unidades_das_ordens"),
        _do_ra(SmsMensagem).label("mensagens"),
        _do_ra(SmsRecebida).label("respostas"),
        linhas(_ligados()).label("ligados"),
        linhas(_trilha()).label("trilha"),
    )


def _da_tabela(modelo: type[Base], chave: Any) -> Consulta:
    colunas = [coluna for coluna in modelo.__table__.columns if coluna.name not in SEM_CONTEUDO]
    return select(*colunas).where(chave == NUMERO)


def _do_ra(modelo: Any) -> Any:
    return linhas(_da_tabela(modelo, modelo.registro_atendimento_id).order_by(modelo.id))


def _unidades_das_ordens() -> Consulta:
    unidade, ordem = ap.OrdemServicoUnidade, aliased(ap.OrdemServico)
    return (
        select(*unidade.__table__.columns)
        .join(ordem, ordem.id == unidade.ordem_servico_id)
        .where(ordem.registro_atendimento_id == NUMERO)
        .order_by(unidade.id)
    )


def _ligados() -> Consulta:
    """Select the RAs that reactivated this one, and those closed as its duplicates, with who did it."""
    outro, unidade = aliased(ap.RegistroAtendimento), aliased(ap.RegistroAtendimentoUnidade)
    reativou = outro.ra_reativacao_id == NUMERO
    papel = case((reativou, int(RelacaoTipo.ABRIR)), else_=int(RelacaoTipo.ENCERRAR))
    usuario = (
        select(unidade.usuario_id)
        .where(unidade.registro_atendimento_id == outro.id, unidade.relacao_tipo_id == papel)
        .order_by(unidade.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            outro.id.label("numero"),
            func.coalesce(reativou, False).label("reativou"),
            case((reativou, outro.data_atendimento), else_=outro.data_encerramento).label("quando"),
            usuario.label("usuario_id"),
        )
        .where(or_(reativou, outro.ra_duplicidade_id == NUMERO))
        .order_by(outro.id)
    )


def _trilha() -> Consulta:
    """Ask the server's function for the audit of the RA and of all below it, what was removed included."""
    entrada = (
        func.gsan_desk.historico_do_ra(NUMERO)
        .table_valued(
            column("numero", BigInteger),
            column("quando", DateTime),
            column("quem", String),
            column("nome", String),
            column("origem", String),
            column("tabela", String),
            column("operacao", String),
            column("linha", BigInteger),
            column("antes", JSONB),
            column("depois", JSONB),
        )
        .alias("entrada")
    )
    return select(entrada).order_by(entrada.c.numero)
