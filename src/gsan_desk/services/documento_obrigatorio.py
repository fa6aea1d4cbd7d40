"""Informar Obrigatoriedade Documento Especificação [UC1067], spec 30 §7."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ARRAY, ColumnElement, Integer, cast, delete, func, insert, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.models.atendimentopublico import SolicitacaoDocumentoObrigatorio, SolicitacaoTipoEspecificacao
from gsan_desk.services import relogio
from gsan_desk.services.cadastro.leitura import SUMIU
from gsan_desk.services.ra_trava import sem_esperar_demais

GRAVADO = "Obrigatoriedade(s) de Documento(s) por Especificação efetuada(s) com sucesso."
SEM_SOLICITANTE = (
    "Só é possível validar documento obrigatório de cliente responsável do imóvel se existir a obrigatoriedade do "
    "documento do cliente solicitante."
)
_E, _M = SolicitacaoTipoEspecificacao, SolicitacaoDocumentoObrigatorio


@dataclass(frozen=True, slots=True)
class DocumentoDaEspecificacao:
    """What an especificação demands now; ``meios`` empty with ``documento`` means any meio."""

    id: int
    descricao: str
    documento: bool
    responsavel: bool
    cliente: bool
    matricula: bool
    meios: frozenset[int]
    ultima_alteracao: datetime


@dataclass(frozen=True, slots=True)
class InformarDocumentos:
    """What Gerar sends; ``lidas`` are the last changes of the chosen especificações as they were read."""

    lidas: Mapping[int, datetime]
    documento: int | None = None
    responsavel: int | None = None
    meios: frozenset[int] = frozenset()


def carregar(session: Session, tipo_id: int) -> tuple[DocumentoDaEspecificacao, ...]:
    """Read the especificações in use of a tipo, by description; one statement."""
    return _ler(session, _E.solicitacao_tipo_id == tipo_id, _E.indicador_uso == SIM)


def informar(session: Session, contexto: Contexto, pedido: InformarDocumentos) -> str:  # noqa: ARG001 - shape of a use case
    """Write both indicators and the meios of every chosen especificação; give what is said of it.

    Raises:
        RegraViolada: everything that is wrong, all offending especificações at once [FS0001].
        Conflito: somebody changed one of them meanwhile.
    """
    with sem_esperar_demais(SUMIU):
        session.execute(select(_E.id).where(_E.id.in_(pedido.lidas)).order_by(_E.id).with_for_update())
    atuais = _ler(session, _E.id.in_(pedido.lidas))
    if achadas := list(verificar(pedido, atuais)):
        raise RegraViolada(*achadas)
    if {atual.id: atual.ultima_alteracao for atual in atuais} != dict(pedido.lidas):
        raise Conflito(SUMIU)
    session.execute(
        update(_E)
        .where(_E.id.in_(pedido.lidas))
        .values(
            indicador_documento_obrigatorio=pedido.documento,
            indicador_validar_doc_responsavel=pedido.responsavel,
            ultima_alteracao=relogio.posterior(_E.ultima_alteracao),
        )
    )
    session.execute(delete(_M).where(_M.especificacao_id.in_(pedido.lidas)))
    _inserir(session, pedido)
    return GRAVADO


def verificar(pedido: InformarDocumentos, atuais: Iterable[DocumentoDaEspecificacao]) -> Iterator[Violacao]:
    """Check the answers against what the especificações ask of cliente and imóvel."""
    if not pedido.lidas:
        yield Violacao("OBRIGATORIO", "Informe Tipo de Especificação.", "especificacoes")
    for valor, campo, rotulo in (
        (pedido.documento, "documento", "Documento Solicitante Obrigatório"),
        (pedido.responsavel, "responsavel", "Validar Documento do Cliente Responsável"),
    ):
        if valor not in (SIM, NAO):
            yield Violacao("OBRIGATORIO", f"Informe {rotulo}.", campo)
    if pedido.documento == SIM and (sem := [a for a in atuais if not a.cliente]):
        yield Violacao("DOCUMENTO_CLIENTE", _com_indicador(sem, "cliente", "de cliente"), "documento")
    if pedido.documento == NAO and pedido.responsavel == SIM:
        yield Violacao("DOCUMENTO_SOLICITANTE", SEM_SOLICITANTE, "responsavel")
    if pedido.responsavel == SIM and (sem := [a for a in atuais if not a.matricula]):
        yield Violacao("DOCUMENTO_IMOVEL", _com_indicador(sem, "imóvel", "de cliente responsável"), "responsavel")


def _com_indicador(especificacoes: Iterable[DocumentoDaEspecificacao], nome: str, validacao: str) -> str:
    quais = ", ".join(f"{e.id} {e.descricao}" for e in especificacoes)
    return (
        f"A(s) especificações {quais}, estão com indicador de obrigatoriedade de {nome} como “Não” e a validação "
        f"{validacao} só deve acontecer quando o RA tenha {nome} associado."
    )


def _ler(session: Session, *condicoes: ColumnElement[bool]) -> tuple[DocumentoDaEspecificacao, ...]:
    meios = (
        select(func.coalesce(func.array_agg(_M.meio_solicitacao_id), cast([], ARRAY(Integer))))
        .where(_M.especificacao_id == _E.id)
        .scalar_subquery()
    )
    consulta = select(
        _E.id,
        _E.descricao,
        _E.indicador_documento_obrigatorio == SIM,
        _E.indicador_validar_doc_responsavel == SIM,
        func.coalesce(_E.indicador_cliente, NAO) == SIM,
        func.coalesce(_E.indicador_matricula, NAO) == SIM,
        meios,
        _E.ultima_alteracao,
    ).order_by(_E.descricao, _E.id)
    for condicao in condicoes:
        consulta = consulta.where(condicao)
    return tuple(
        DocumentoDaEspecificacao(i, d, doc, resp, cli, mat, frozenset(m), quando)
        for i, d, doc, resp, cli, mat, m, quando in session.execute(consulta)
    )


def _inserir(session: Session, pedido: InformarDocumentos) -> None:
    if pedido.documento != SIM or not pedido.meios:
        return
    linhas = [
        {"especificacao_id": e, "meio_solicitacao_id": m, "ultima_alteracao": relogio.agora()}
        for e in sorted(pedido.lidas)
        for m in sorted(pedido.meios)
    ]
    session.execute(insert(_M).values(linhas))
