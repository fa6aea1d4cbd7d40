"""The other decisions about a report: attach it to an RA, discard it, and the supervisor's undoings (spec 40 §2.4)."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.regras.reiteracao import TAMANHO_NOME
from gsan_desk.domain.reiteracao import Reiterar
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.domain.texto import verificar_comando
from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoSolicitante
from gsan_desk.models.progis import RelatoCidadao as R
from gsan_desk.services.progis.abertura import solicitante_do
from gsan_desk.services.progis.relatos import Relato, trancar
from gsan_desk.services.progis.reserva import exigir_decidivel
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_reiterar import reiterar
from gsan_desk.services.ra_trava import trancar as trancar_ra
from gsan_desk.services.solicitante import fatos as leitura
from gsan_desk.services.solicitante.adicao import AdicionarSolicitante, SolicitanteAdicionado, gravar

MOTIVO_MAXIMO = 200
REITERADO_PELO_RELATO = "Relato do cidadão recebido pelo aplicativo."


@dataclass(frozen=True, slots=True)
class VincularRelato:
    """Command: the report, as it was read, belongs to the RA; ``chave`` makes it idempotent.

    ``reiterar`` counts the report as one more asking for the RA, as Reiterar RA does [UC0425].
    """

    chave: UUID
    relato: int
    versao: int
    ra: int
    reiterar: bool = False


@dataclass(frozen=True, slots=True)
class DescartarRelato:
    """Command: the report, as it was read, is no request."""

    relato: int
    versao: int
    motivo: str


def vincular(session: Session, contexto: Contexto, comando: VincularRelato) -> SolicitanteAdicionado:
    """Make the citizen a solicitante of the RA, with a protocol and a message of their own; at most nine statements.

    Reiterar, where that is asked too, takes its own six.

    What the especificação asks of a solicitante at the counter (cliente, address) is not asked of a citizen.

    Raises:
        Conflito: the report changed, somebody holds it, or the RA is locked for too long.
        ReiteracaoRecusada: it may not be reiterated now.
        RegraViolada: the report was decided, the RA does not exist or was closed.
    """
    relato, ajustes = trancar(session, comando.relato)
    trancado = trancar_ra(session, comando.ra)
    pedido = solicitante_do(relato)
    fatos = leitura.carregar(session, comando.chave, comando.ra, pedido)
    if fatos.existente is not None:
        return SolicitanteAdicionado(*fatos.existente, ja_existia=True)
    exigir_decidivel(relato, contexto, comando.versao)
    if trancado.situacao is SituacaoRA.ENCERRADO:
        raise RegraViolada(_encerrado(session, comando.ra))
    if recusas := verificar_comando(pedido, fatos.codificacao, "solicitante"):
        raise RegraViolada(*recusas)
    protocolo = sortear(session).protocolo
    dito = _protocolo_do_principal(session, comando.ra) if ajustes.protocolo_do_principal else ""
    adicao = AdicionarSolicitante(comando.chave, comando.ra, protocolo, pedido)
    feito = gravar(session, contexto, adicao, fatos, dito)
    if comando.reiterar:
        reiterar(session, contexto, _reiteracao(comando.ra, protocolo, pedido))
    _mudar(
        session, relato, situacao=SituacaoRelato.VINCULADO, registro_atendimento_id=feito.ra, solicitante_id=feito.id
    )
    return feito


def descartar(session: Session, contexto: Contexto, comando: DescartarRelato) -> None:
    """Discard with a reason; nobody is told; two statements.

    Raises:
        Conflito: the report changed, or somebody holds it.
        RegraViolada: no reason, one too long or not storable, or the report was decided.
    """
    motivo = " ".join(comando.motivo.split())
    if not motivo or len(motivo) > MOTIVO_MAXIMO:
        texto = f"Use no máximo {MOTIVO_MAXIMO} caracteres." if motivo else "Informe o motivo do descarte."
        raise RegraViolada(Violacao("RELATO_MOTIVO", texto, "motivo"))
    if recusas := verificar_comando(comando, contexto.codificacao):
        raise RegraViolada(*recusas)
    relato, _ = trancar(session, comando.relato)
    exigir_decidivel(relato, contexto, comando.versao)
    _mudar(session, relato, situacao=SituacaoRelato.DESCARTADO, motivo_descarte=motivo)


def reabrir(session: Session, contexto: Contexto, id_: int, versao: int) -> None:  # noqa: ARG001 - shape of a use case
    """Take a discarding back [supervisor]; two statements.

    Raises:
        Conflito: the report changed.
        RegraViolada: it is not discarded.
        SemPermissao: not a supervisor (told by the server).
    """
    relato, _ = trancar(session, id_)
    if relato.situacao is not SituacaoRelato.DESCARTADO:
        raise RegraViolada(Violacao("RELATO_NAO_DESCARTADO", "Só um relato descartado pode ser reaberto."))
    if relato.versao != versao:
        raise Conflito("Este relato mudou desde que foi lido. Leia de novo.")
    _mudar(session, relato, situacao=SituacaoRelato.PENDENTE)


def desfazer_vinculo(session: Session, contexto: Contexto, id_: int, versao: int) -> None:  # noqa: ARG001 - shape of a use case
    """Take a bond back while its message has not left [supervisor]; the citizen is no solicitante any more.

    One statement, in the server, which cancels the message and removes what the bond had written.

    Raises:
        Conflito: the report is no longer attached, or changed.
        RegraViolada: the message left, or may have left.
        SemPermissao: not a supervisor.
    """
    resposta = session.scalar(select(func.gsan_desk.desfazer_vinculo(id_, versao)))
    if resposta == "SMS":
        raise RegraViolada(Violacao("RELATO_SMS_ENVIADO", "A mensagem com o protocolo já saiu: o vínculo fica."))
    if resposta != "FEITO":
        raise Conflito("Este relato mudou desde que foi lido. Leia de novo.")


def _reiteracao(ra: int, protocolo: str, pedido: Solicitante) -> Reiterar:
    quem = replace(pedido, nome=pedido.nome[:TAMANHO_NOME].rstrip())
    return Reiterar(ra, protocolo, None, quem, REITERADO_PELO_RELATO, fones_obrigatorios=False)


def _encerrado(session: Session, ra: int) -> Violacao:
    quando = session.scalar(select(RegistroAtendimento.data_encerramento).where(RegistroAtendimento.id == ra))
    em = f" em {quando:%d/%m/%Y %H:%M}" if quando is not None else ""
    return Violacao("RELATO_RA_ENCERRADO", f"O RA {ra} foi encerrado{em}. Analise novamente.", "ra", ra=ra)


def _protocolo_do_principal(session: Session, ra: int) -> str:
    pessoa = RegistroAtendimentoSolicitante
    principal = select(pessoa.protocolo).where(
        pessoa.registro_atendimento_id == ra, pessoa.indicador_solicitante_principal == SIM
    )
    return (session.scalar(principal.order_by(pessoa.id).limit(1)) or "").strip()


def _mudar(session: Session, relato: Relato, **valores: object) -> None:
    session.execute(update(R).where(R.id == relato.id, R.versao == relato.versao).values(valores))
