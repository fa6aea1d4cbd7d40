"""Whether the base has the Simplificado, and what its screen starts with (spec 10 §6, §14)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, String, and_, cast, column, or_, select, table
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import MOTIVO_CONCLUSAO_SERVICO, SIM
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import texto as mensagem
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.simplificado import MEIO_INTERNO, TipoSimplificado
from gsan_desk.models import variantes
from gsan_desk.models.atendimentopublico import (
    AtendimentoMotivoEncerramento,
    MeioSolicitacao,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.cadastro import UnidadeFederacao
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, texto
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_simplificado.parametros import especificacoes, montar_obrigatorio, obrigatorio

DE_TODAS = frozenset({"registro_atendimento", "ra_solicitante", "sistema_parametros"})
"""Tables that every base has: of these only columns are missing."""


@dataclass(frozen=True, slots=True)
class SimplificadoAberto:
    """What the screen starts with; ``cpf_obrigatorio`` are the tipos that demand the CPF."""

    chave: UUID
    protocolo: str
    agora: datetime
    cpf_obrigatorio: frozenset[TipoSimplificado]
    orgaos_rg: tuple[Item, ...]
    ufs: tuple[Item, ...]
    tipos_ocorrencia: tuple[Item, ...]


def disponivel(session: Session) -> str | None:
    """Tell why this base has no Simplificado, or nothing when it has; one statement, to be asked once a session."""
    faltas = _faltas(session)
    return mensagem("SIMPLIFICADO_AUSENTE", faltas=faltas) if faltas else None


def abrir(session: Session, contexto: Contexto) -> SimplificadoAberto:  # noqa: ARG001 - shape of a use case
    """Draw the protocolo and load what the screen chooses from; three statements.

    Raises:
        RegraViolada: this base has no Simplificado.
    """
    if faltas := _faltas(session):
        raise RegraViolada(violacao("SIMPLIFICADO_AUSENTE", faltas=faltas))
    linha = session.execute(_listas()).one()
    sorteio = sortear(session)
    return SimplificadoAberto(
        chave=uuid4(),
        protocolo=sorteio.protocolo,
        agora=sorteio.agora,
        cpf_obrigatorio=montar_obrigatorio(linha.cpf_obrigatorio),
        orgaos_rg=tuple(Item(**orgao) for orgao in linha.orgaos),
        ufs=tuple(Item(**uf) for uf in linha.ufs),
        tipos_ocorrencia=tuple(Item(**tipo) for tipo in linha.tipos),
    )


def _faltas(session: Session) -> str:
    """List what is missing, as a person reads it."""
    lido = session.execute(_catalogo()).one()
    return ", ".join(
        (
            *_colunas_ausentes({(c["tabela"], c["coluna"]) for c in lido.colunas}),
            *_codigos_ausentes("especificação", (lido.simplificado or {}).values(), lido.especificacoes),
            *_codigos_ausentes("meio de solicitação", (MEIO_INTERNO,), lido.meios),
            *_codigos_ausentes("motivo de encerramento", (MOTIVO_CONCLUSAO_SERVICO,), lido.motivos),
        )
    )


def _colunas_ausentes(presentes: set[tuple[str, str]]) -> Iterator[str]:
    """Name a table that is not there at all, else each column that it lacks."""
    for tabela, colunas in variantes.SIMPLIFICADO.items():
        faltam = [coluna for coluna in colunas if (tabela, coluna) not in presentes]
        if len(faltam) == len(colunas) and tabela not in DE_TODAS:
            yield f"tabela {tabela}"
        else:
            yield from (f"coluna {tabela}.{coluna}" for coluna in faltam)


def _codigos_ausentes(nome: str, codigos: Iterable[int], lidos: list[dict[str, Any]]) -> Iterator[str]:
    presentes = {linha["id"] for linha in lidos}
    yield from (f"{nome} {codigo}" for codigo in sorted(codigos) if codigo not in presentes)


@cache
def _catalogo() -> Consulta:
    """Look at the catalog itself: information_schema hides what the role may not touch."""
    atributo = table("pg_attribute", *map(column, ("attrelid", "attname", "attisdropped")), schema="pg_catalog")
    classe = table("pg_class", *map(column, ("oid", "relname", "relnamespace")), schema="pg_catalog")
    esquema = table("pg_namespace", *map(column, ("oid", "nspname")), schema="pg_catalog")
    tabela, coluna = cast(classe.c.relname, String), cast(atributo.c.attname, String)
    procuradas = (and_(tabela == nome, coluna.in_(colunas)) for nome, colunas in variantes.SIMPLIFICADO.items())
    presentes = (
        select(tabela.label("tabela"), coluna.label("coluna"))
        .join_from(atributo, classe, classe.c.oid == atributo.c.attrelid)
        .join(esquema, esquema.c.oid == classe.c.relnamespace)
        .where(
            cast(esquema.c.nspname, String).in_((variantes.AP, variantes.CADASTRO)),
            ~atributo.c.attisdropped,
            or_(*procuradas),
        )
    )
    return select(
        linhas(presentes).label("colunas"),
        objeto(especificacoes()).label("simplificado"),
        linhas(_do_simplificado()).label("especificacoes"),
        _com_codigos(MeioSolicitacao.id, (MEIO_INTERNO,)).label("meios"),
        _com_codigos(AtendimentoMotivoEncerramento.id, (MOTIVO_CONCLUSAO_SERVICO,)).label("motivos"),
    )


def _do_simplificado() -> Consulta:
    codigo, base = SolicitacaoTipoEspecificacao.id, BaseInstalada
    nossos = (base.simplificado_informacao, base.simplificado_reiteracao, base.simplificado_operacional)
    return select(codigo.label("id")).join(base, codigo.in_(nossos))


def _com_codigos(coluna: Any, codigos: Iterable[int]) -> ColumnElement[Any]:
    return linhas(select(coluna.label("id")).where(coluna.in_(tuple(codigos))))


@cache
def _listas() -> Consulta:
    orgao, uf, tipo = variantes.orgao_expedidor_rg.c, UnidadeFederacao, variantes.ocorrencia_tipo.c
    descricao = texto(orgao.oerg_dsorgaoexpedidorrg)
    return select(
        obrigatorio().label("cpf_obrigatorio"),
        linhas(
            select(orgao.oerg_id.label("id"), descricao.label("descricao"))
            .where(orgao.oerg_icuso == SIM)
            .order_by(descricao)
        ).label("orgaos"),
        linhas(select(uf.id.label("id"), texto(uf.sigla).label("descricao")).order_by(uf.sigla)).label("ufs"),
        linhas(
            select(tipo.ootp_id.label("id"), texto(tipo.ootp_dsocorrenciatipo).label("descricao"))
            .where(tipo.ootp_icuso == SIM)
            .order_by(tipo.ootp_dsocorrenciatipo)
        ).label("tipos"),
    )
