"""Executing a command of closing [UC0736]: a few RAs a transaction, each once, whoever begins again.

Every transaction locks the command's row, so that two workstations take turns; the log, written with the closings,
says what is done. What a lost connection left unfinished is found again by the next one.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.comando_encerramento import ComandarEncerramento, Destino, LinhaComando, Passo
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, FatosDoEncerramento
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao, Violacao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.domain.regras.encerramento import impedimento, resolver, verificar
from gsan_desk.models.atendimentopublico import AtendimentoMotivoEncerramento as Motivo
from gsan_desk.models.atendimentopublico import RaEncerramentoComando as Comando
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import SolicitacaoTipoEspecificacao
from gsan_desk.models.desk import BaseInstalada, ComandoRA
from gsan_desk.services import relogio
from gsan_desk.services.comando_encerramento.lista import ENCERRADO, ler
from gsan_desk.services.comando_encerramento.registro import ADOTADO, SERVE_A_COMANDO
from gsan_desk.services.comando_encerramento.responsavel import do_responsavel
from gsan_desk.services.comando_encerramento.selecao import destino, numeros
from gsan_desk.services.encerramento.fatos import fatos
from gsan_desk.services.encerramento.gravacao import gravar
from gsan_desk.services.encerramento.trava import trancar_com_ordens
from gsan_desk.services.ra_trava import sem_esperar_demais

TAMANHO = 100
RECUSADO = 2
PARECER = "Encerrado pelo comando {comando}"


class ComandoEmCurso(Conflito):
    """Another workstation is executing the command."""


@dataclass(frozen=True, slots=True)
class _Tomado:
    """The command under lock, the context of its responsible, and the RAs yet to be done."""

    numero: int
    comando: ComandarEncerramento
    responsavel: Contexto
    proximos: tuple[int, ...]
    faltam: int


def passo(session: Session, contexto: Contexto, numero: int, tamanho: int = TAMANHO) -> Passo:
    """Close the next RAs that the command finds, or note why not; with none left, mark it as executed.

    At most ten statements, however many RAs.

    Raises:
        ComandoEmCurso: another workstation has been at it for longer than the lock waits.
        Conflito: somebody keeps one of the RAs locked.
        RegraViolada: executed already, its reason serves no more, or the base has GSAN's batch.
        SemPermissao: the person may not give this command.
    """
    tomado = _tomar(session, contexto, numero, tamanho)
    if not tomado.proximos:
        _marcar_executado(session, numero)
        return _andamento(session, numero, 0, concluido=True)
    trancar_com_ordens(session, tomado.proximos)
    destinos = _destinos(session, tomado)
    achados = fatos(session, contexto, sorted(destinos))
    julgados = {ra: _julgar(tomado, destinos[ra], achados[ra]) for ra in sorted(destinos)}
    _anotar(session, contexto, numero, julgados, achados)
    gravar(session, contexto, [(achados[ra], j) for ra, j in julgados.items() if isinstance(j, Encerramento)])
    return _andamento(session, numero, tomado.faltam - len(tomado.proximos), concluido=False)


def recusar_proximo(session: Session, contexto: Contexto, numero: int, mensagem: str) -> Passo:
    """Note that the next RA stays open, for a reason that only the attempt to close it told.

    Raises:
        as :func:`passo`.
    """
    tomado = _tomar(session, contexto, numero, 1)
    recusa = Violacao("SERVIDOR", mensagem)
    _anotar(session, contexto, numero, dict.fromkeys(tomado.proximos, recusa), {})
    return _andamento(session, numero, tomado.faltam - len(tomado.proximos), concluido=False)


def _tomar(session: Session, contexto: Contexto, numero: int, tamanho: int) -> _Tomado:
    """Lock the command, check that it may be executed now, and choose the next RAs."""
    motivo_serve = _trancar(session, numero)
    linha = ler(session, numero)
    if motivo_serve is None or linha is None:
        raise _motivo_da_recusa(session, numero, linha)
    if not motivo_serve:
        raise RegraViolada(violacao("COMANDO_MOTIVO"))
    comando = linha.comando
    responsavel = do_responsavel(session, contexto, comando.responsavel_id or 0)
    proximos, faltam = _proximos(session, numero, responsavel, comando, tamanho)
    return _Tomado(numero, comando, responsavel, proximos, faltam)


def _trancar(session: Session, numero: int) -> bool | None:
    """Lock the row and tell whether its reason still serves; ``None`` when the server gives no such row."""
    serve = exists().where(Motivo.id == Comando.motivo_encerramento_id, *SERVE_A_COMANDO)
    try:
        with sem_esperar_demais(texto("COMANDO_EM_CURSO")):
            consulta = select(serve).select_from(Comando).where(Comando.id == numero).with_for_update(of=Comando)
            return session.execute(consulta).scalar_one_or_none()
    except Conflito as erro:
        raise ComandoEmCurso(str(erro)) from erro


def _motivo_da_recusa(session: Session, numero: int, linha: LinhaComando | None) -> Exception:
    """Say why the server did not let the row be locked."""
    if linha is None:
        return RegraViolada(violacao("COMANDO_AUSENTE", comando=numero))
    if linha.executado_em is not None:
        return RegraViolada(violacao("COMANDO_EXECUTADO", comando=numero, quando=linha.executado_em))
    if session.execute(select(BaseInstalada.modo)).scalar_one() == ADOTADO:
        return RegraViolada(violacao("COMANDO_DO_GSAN"))
    return SemPermissao(texto("COMANDO_OPERADOR"))


def _proximos(
    session: Session, numero: int, responsavel: Contexto, comando: ComandarEncerramento, tamanho: int
) -> tuple[tuple[int, ...], int]:
    achados = numeros(responsavel, comando)
    feito = exists().where(ComandoRA.comando_id == numero, ComandoRA.registro_atendimento_id == achados.c.id)
    consulta = select(achados.c.id, func.count().over()).where(~feito).order_by(achados.c.id).limit(tamanho)
    linhas = session.execute(consulta).all()
    return tuple(id_ for id_, _ in linhas), linhas[0][1] if linhas else 0


def _destinos(session: Session, tomado: _Tomado) -> dict[int, Destino]:
    """Look again under the lock: what the command finds no more is left alone."""
    achados = numeros(tomado.responsavel, tomado.comando)
    espec = SolicitacaoTipoEspecificacao
    consulta = (
        select(RA.id, destino(tomado.responsavel))
        .select_from(achados)
        .join(RA, RA.id == achados.c.id)
        .join(espec, espec.id == RA.especificacao_id)
        .where(RA.id.in_(tomado.proximos))
    )
    return {ra: Destino(fim) for ra, fim in session.execute(consulta)}


def _julgar(tomado: _Tomado, fim: Destino, achado: FatosDoEncerramento) -> Encerramento | Violacao:
    """Close, or say why not: programmed OS and debts by the command's rule, the rest by the rules of Encerrar."""
    if fim is Destino.OS_PROGRAMADA:
        return violacao("COMANDO_OS_PROGRAMADA", ra=achado.numero)
    responsavel = tomado.responsavel
    do_responsavel = replace(achado, mantem=pode_manter(responsavel, achado.unidade_atual_id))
    if motivo := impedimento(do_responsavel, responsavel.operador):
        return motivo
    if fim is Destino.DEBITO:
        return violacao("COMANDO_DEBITO", ra=achado.numero)
    parecer = PARECER.format(comando=tomado.numero)
    pedido = resolver(Encerramento(tomado.comando.motivo_id, parecer=parecer), achado, responsavel)
    erros = verificar(pedido, achado, None, responsavel)
    return erros[0] if erros else pedido


def _anotar(
    session: Session,
    contexto: Contexto,
    numero: int,
    julgados: dict[int, Encerramento | Violacao] | dict[int, Violacao],
    achados: dict[int, FatosDoEncerramento],
) -> None:
    """Write the log first: the server closes only what it finds there, noted in this very transaction."""
    if not julgados:
        return
    linhas = []
    for ra, julgado in julgados.items():
        recusa = julgado if isinstance(julgado, Violacao) else None
        linhas.append(
            {
                "comando_id": numero,
                "registro_atendimento_id": ra,
                "resultado": RECUSADO if recusa else ENCERRADO,
                "motivo": recusa.codigo if recusa else None,
                "mensagem": recusa.mensagem[:400] if recusa else None,
                "os_encerradas": 0 if recusa else len(achados[ra].ordens_abertas),
                "usuario_id": contexto.operador.usuario_id,
            }
        )
    session.execute(insert(ComandoRA).values(linhas))


def _marcar_executado(session: Session, numero: int) -> None:
    """Set once, with what the log counts."""
    ras, ordens = _contagem(numero)
    session.execute(
        update(Comando)
        .where(Comando.id == numero, Comando.data_realizacao.is_(None))
        .values(
            data_realizacao=relogio.agora(),
            quantidade_ra_encerradas=ras,
            quantidade_os_encerradas=ordens,
            ultima_alteracao=relogio.posterior(Comando.ultima_alteracao),
        )
    )


def _contagem(numero: int) -> tuple[Any, Any]:
    encerrados = (ComandoRA.comando_id == numero, ComandoRA.resultado == ENCERRADO)
    ras = select(func.count()).where(*encerrados).scalar_subquery()
    ordens = select(func.coalesce(func.sum(ComandoRA.os_encerradas), 0)).where(*encerrados).scalar_subquery()
    return ras, ordens


def _andamento(session: Session, numero: int, faltam: int, *, concluido: bool) -> Passo:
    ras, ordens = _contagem(numero)
    recusados = select(func.count()).where(ComandoRA.comando_id == numero, ComandoRA.resultado != ENCERRADO)
    consulta = select(ras, ordens, recusados.scalar_subquery())
    encerrados, os, outros = session.execute(consulta).one()
    return Passo(encerrados, os, outros, faltam, concluido)
