"""The commands registered, and the log of each."""

from typing import Any

from sqlalchemy import DateTime, func, select, true
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.comando_encerramento import ComandarEncerramento, LinhaComando, LinhaExecucao
from gsan_desk.models.atendimentopublico import AtendimentoMotivoEncerramento as Motivo
from gsan_desk.models.atendimentopublico import RaEncerramentoComando as Comando
from gsan_desk.models.atendimentopublico import RaEncerramentoComandoEspecificacoes as Especificacoes
from gsan_desk.models.atendimentopublico import SolicitacaoTipoEspecificacao
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.models.desk import ComandoRA
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.linhas_json import Consulta, linhas

POR_PAGINA = 50
LIMITE_DO_LOG = 10_000
ENCERRADO = 1


def listar(session: Session, antes_de: int | None = None) -> tuple[LinhaComando, ...]:
    """List commands, the newest first, those before a number when given; one statement."""
    consulta = _consulta().limit(POR_PAGINA)
    if antes_de is not None:
        consulta = consulta.where(Comando.id < antes_de)
    return tuple(_linha(linha) for linha in session.execute(consulta))


def ler(session: Session, numero: int) -> LinhaComando | None:
    """Read one command; one statement."""
    linha = session.execute(_consulta().where(Comando.id == numero)).one_or_none()
    return _linha(linha) if linha is not None else None


def execucao(session: Session, numero: int, so_recusados: bool = False) -> tuple[LinhaExecucao, ...]:
    """List what the execution did, those left open first; one statement."""
    quando: Any = func.timezone(func.current_setting("TimeZone"), ComandoRA.quando, type_=DateTime)
    consulta = (
        select(
            ComandoRA.registro_atendimento_id,
            ComandoRA.resultado,
            func.coalesce(ComandoRA.mensagem, ""),
            ComandoRA.os_encerradas,
            quando,
        )
        .where(ComandoRA.comando_id == numero)
        .order_by(ComandoRA.resultado.desc(), ComandoRA.registro_atendimento_id)
        .limit(LIMITE_DO_LOG)
    )
    if so_recusados:
        consulta = consulta.where(ComandoRA.resultado != ENCERRADO)
    return tuple(
        LinhaExecucao(ra, resultado == ENCERRADO, mensagem, ordens, momento)
        for ra, resultado, mensagem, ordens, momento in session.execute(consulta)
    )


def _consulta() -> Consulta:
    atendimento, atual, superior = (aliased(UnidadeOrganizacional) for _ in range(3))
    feito = _contagem()
    return (
        select(
            Comando,
            Motivo.descricao,
            Usuario.nome,
            func.coalesce(atendimento.descricao, ""),
            func.coalesce(atual.descricao, ""),
            func.coalesce(superior.descricao, ""),
            _especificacoes(),
            feito.c.encerrados,
            feito.c.recusados,
        )
        .join(Motivo, Motivo.id == Comando.motivo_encerramento_id)
        .join(Usuario, Usuario.id == Comando.usuario_id)
        .outerjoin(atendimento, atendimento.id == Comando.unidade_atendimento_id)
        .outerjoin(atual, atual.id == Comando.unidade_atual_id)
        .outerjoin(superior, superior.id == Comando.unidade_superior_id)
        .join(feito, true())
        .order_by(Comando.id.desc())
    )


def _contagem() -> Any:
    """Count the log of a command, by its key."""
    return (
        select(
            func.count().filter(ComandoRA.resultado == ENCERRADO).label("encerrados"),
            func.count().filter(ComandoRA.resultado != ENCERRADO).label("recusados"),
        )
        .where(ComandoRA.comando_id == Comando.id)
        .correlate(Comando)
        .lateral("feito")
    )


def _especificacoes() -> Any:
    espec = SolicitacaoTipoEspecificacao
    return linhas(
        select(Especificacoes.especificacao_id.label("id"), espec.descricao.label("nome"))
        .join(espec, espec.id == Especificacoes.especificacao_id)
        .where(Especificacoes.comando_id == Comando.id)
        .correlate(Comando)
        .order_by(espec.descricao)
    )


def _linha(linha: Any) -> LinhaComando:
    comando, motivo, responsavel, atendimento, atual, superior, especificacoes, encerrados, recusados = linha
    return LinhaComando(
        id=comando.id,
        comando=ComandarEncerramento(
            comando.data_atendimento_inicial,
            comando.data_atendimento_final,
            comando.motivo_encerramento_id,
            comando.usuario_id,
            comando.unidade_atendimento_id,
            comando.unidade_atual_id,
            comando.unidade_superior_id,
            tuple(e["id"] for e in especificacoes),
        ),
        motivo=motivo,
        responsavel=responsavel,
        unidade_atendimento=atendimento,
        unidade_atual=atual,
        unidade_superior=superior,
        especificacoes=tuple(e["nome"] for e in especificacoes),
        comandado_em=comando.data_comando,
        executado_em=comando.data_realizacao,
        ras=comando.quantidade_ra_encerradas,
        ordens=comando.quantidade_os_encerradas,
        encerrados=encerrados,
        recusados=recusados,
    )
