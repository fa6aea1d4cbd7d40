"""Comandar Encerramento [UC0735]: the command is registered, and closes nothing by itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, insert, or_, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.comando_encerramento import ComandarEncerramento, FatosDoComando
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.comando_encerramento import verificar
from gsan_desk.models.atendimentopublico import AtendimentoMotivoEncerramento as Motivo
from gsan_desk.models.atendimentopublico import RaEncerramentoComando as Comando
from gsan_desk.models.atendimentopublico import RaEncerramentoComandoEspecificacoes as Especificacoes
from gsan_desk.models.base import proximo_id
from gsan_desk.models.cadastro import SistemaParametro
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services import operacao, relogio
from gsan_desk.services.ra_trava import sem_esperar_demais

OPERACAO = 1141
ADOTADO = "adotado"
SERVE_A_COMANDO = (Motivo.indicador_duplicidade != SIM, Motivo.indicador_execucao != SIM, Motivo.indicador_uso == SIM)


@dataclass(frozen=True, slots=True)
class TelaDeComando:
    """What the screen opens with; ``executa``: on a base without GSAN's batch the workstation runs the commands."""

    hoje: date
    motivos: tuple[Item, ...]
    executa: bool


def abrir(session: Session) -> TelaDeComando:
    """Read what the screen opens with; three statements."""
    motivos = session.execute(
        select(Motivo.id, Motivo.descricao).where(*SERVE_A_COMANDO).order_by(Motivo.descricao, Motivo.id)
    )
    modo = session.execute(select(BaseInstalada.modo)).scalar_one()
    itens = tuple(Item(id_, descricao) for id_, descricao in motivos)
    return TelaDeComando(relogio.hoje(session), itens, modo != ADOTADO)


def comandar(session: Session, contexto: Contexto, comando: ComandarEncerramento) -> int:
    """Register the command and give its number.

    Raises:
        RegraViolada: a field, the rights of the responsible or of the person, or an equal command that waits.
        Conflito: somebody has been registering a command for longer than the lock waits.
    """
    if achadas := verificar(comando, contexto, ler_fatos(session, comando)):
        raise RegraViolada(*achadas)
    _esperar_a_vez(session)
    if session.execute(select(_igual(comando))).scalar_one():
        raise RegraViolada(violacao("COMANDO_REPETIDO"))
    numero = _inserir(session, comando)
    operacao.registrar(session, OPERACAO, numero)
    return numero


def ler_fatos(session: Session, comando: ComandarEncerramento) -> FatosDoComando:
    """Read what the rules ask of the base; one statement."""
    responsavel = select(Usuario.id, Usuario.unidade_id).where(Usuario.id == comando.responsavel_id).subquery()
    motivos = select(func.array_agg(Motivo.id)).where(*SERVE_A_COMANDO).scalar_subquery()
    presidencia = (
        select(SistemaParametro.unidade_presidencia_id).order_by(SistemaParametro.id).limit(1).scalar_subquery()
    )
    um = select(relogio.agora().label("agora")).subquery()
    consulta = select(um.c.agora, motivos, presidencia, responsavel.c.id, responsavel.c.unidade_id).select_from(
        um.outerjoin(responsavel, func.now().is_not(None))
    )
    agora, ids, unidade, usuario, lotacao = session.execute(consulta).one()
    return FatosDoComando(agora.date(), frozenset(ids or ()), unidade, usuario is not None, lotacao)


def _esperar_a_vez(session: Session) -> None:
    """Let one person at a time look for an equal command and register one."""
    with sem_esperar_demais("Outra pessoa está registrando um comando. Tente de novo em instantes."):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("gsan-desk:comando", 0))))


def _igual(comando: ComandarEncerramento) -> ColumnElement[bool]:
    """Find a waiting command, of the same units or of none, whose period holds this one's [FS0008]."""
    colunas = (Comando.unidade_atendimento_id, Comando.unidade_atual_id, Comando.unidade_superior_id)
    sem_unidade = and_(*(coluna.is_(None) for coluna in colunas))
    iguais = and_(*(c.is_not_distinct_from(valor) for c, valor in zip(colunas, comando.unidades, strict=True)))
    return exists().where(
        Comando.data_realizacao.is_(None),
        Comando.data_atendimento_inicial <= comando.inicial,
        Comando.data_atendimento_final >= comando.final,
        or_(sem_unidade, iguais),
    )


def _inserir(session: Session, comando: ComandarEncerramento) -> int:
    atendimento, atual, superior = comando.unidades
    linha = insert(Comando).values(
        id=proximo_id(Comando),
        data_atendimento_inicial=comando.inicial,
        data_atendimento_final=comando.final,
        motivo_encerramento_id=comando.motivo_id,
        usuario_id=comando.responsavel_id,
        unidade_atendimento_id=atendimento,
        unidade_atual_id=atual,
        unidade_superior_id=superior,
        data_comando=relogio.agora(),
        ultima_alteracao=relogio.agora(),
    )
    numero: int = session.execute(linha.returning(Comando.id)).scalar_one()
    if comando.especificacao_ids:
        session.execute(
            insert(Especificacoes).values(
                [
                    {
                        "id": proximo_id(Especificacoes),
                        "comando_id": numero,
                        "especificacao_id": id_,
                        "ultima_alteracao": relogio.agora(),
                    }
                    for id_ in comando.especificacao_ids
                ]
            )
        )
    return numero
