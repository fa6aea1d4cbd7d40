"""Which RAs a command finds, and what would become of each [UC0736], spec 20 §11.5."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, SituacaoOS
from gsan_desk.domain.comando_encerramento import ComandarEncerramento, Destino, LinhaPrevia, Previa
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.models.atendimentopublico import OrdemServico, OrdemServicoProgramacao, SolicitacaoTipoEspecificacao
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.comando_encerramento.responsavel import do_responsavel
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.ra_filtrar import ColunaRA, Ordem, preparar

_DO_RA = OrdemServico.registro_atendimento_id == RA.id
_ABERTA = OrdemServico.situacao != SituacaoOS.ENCERRADA


def numeros(contexto: Contexto, comando: ComandarEncerramento) -> Subquery:
    """Select the numbers of the RAs that the command finds now."""
    consultas, _ = preparar(contexto, comando.filtro(), Ordem(ColunaRA.NUMERO, decrescente=False))
    return consultas[0].subquery("achados")


def destino(contexto: Contexto) -> ColumnElement[int]:
    """Decide what becomes of an RA, for the responsible whose context is given."""
    espec = SolicitacaoTipoEspecificacao
    gera_debito = and_(espec.debito_tipo_id.is_not(None), espec.valor_debito.is_not(None))
    com_documento = exists().where(_DO_RA, _ABERTA, OrdemServico.cobranca_documento_id.is_not(None))
    unidades = contexto.dominios.unidades
    mantidas = [u for u in unidades if pode_manter(contexto, u)]
    unidade = func.coalesce(RA.unidade_atual_id, func.gsan_desk.unidade_do_ra(RA.id, None))
    return case(
        (_programada(), literal(int(Destino.OS_PROGRAMADA))),
        (func.coalesce(unidade, 0).not_in(mantidas), literal(int(Destino.OUTRA_UNIDADE))),
        (gera_debito, literal(int(Destino.DEBITO))),
        (com_documento, literal(int(Destino.OS_COM_DOCUMENTO))),
        else_=literal(int(Destino.ENCERRAR)),
    )


def prever(session: Session, contexto: Contexto, comando: ComandarEncerramento) -> Previa:
    """Count what the command would do now, unit by unit; two statements.

    Raises:
        RegraViolada: the responsible does not exist.
    """
    responsavel = do_responsavel(session, contexto, comando.responsavel_id or 0)
    achadas: dict[int | None, dict[int, tuple[int, int]]] = {}
    for unidade_id, fim, ras, ordens in session.execute(_contar(responsavel, comando)):
        achadas.setdefault(unidade_id, {})[fim] = (ras, ordens)
    linhas = []
    for unidade_id, fins in achadas.items():
        por_destino = tuple(fins.get(int(d), (0, 0))[0] for d in Destino)
        unidade = contexto.dominios.unidades.get(unidade_id or 0)
        nome = unidade.descricao if unidade else "Sem unidade atual"
        linhas.append(LinhaPrevia(nome, por_destino, fins.get(int(Destino.ENCERRAR), (0, 0))[1]))
    return Previa(tuple(sorted(linhas, key=lambda linha: linha.unidade)))


def _contar(contexto: Contexto, comando: ComandarEncerramento) -> Consulta:
    achados = numeros(contexto, comando)
    espec = SolicitacaoTipoEspecificacao
    abertas: Any = select(func.count()).select_from(OrdemServico).where(_DO_RA, _ABERTA).correlate(RA)
    por_ra = (
        select(
            RA.unidade_atual_id.label("unidade"), destino(contexto).label("fim"), abertas.scalar_subquery().label("os")
        )
        .select_from(achados)
        .join(RA, RA.id == achados.c.id)
        .join(espec, espec.id == RA.especificacao_id)
        .subquery("por_ra")
    )
    return select(por_ra.c.unidade, por_ra.c.fim, func.count(), func.sum(por_ra.c.os)).group_by(
        por_ra.c.unidade, por_ra.c.fim
    )


def _programada() -> ColumnElement[bool]:
    """Find an OS put in a programme, by its mark or by an active row while it is open."""
    ativa = exists().where(
        OrdemServicoProgramacao.ordem_servico_id == OrdemServico.id, OrdemServicoProgramacao.indicador_ativo == SIM
    )
    return exists().where(_DO_RA, or_(OrdemServico.indicador_programada == SIM, and_(_ABERTA, ativa)))
