"""Pages of the filtered RAs: the keys are chosen first, names are joined to the few chosen."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Subquery, func, select, union
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, SituacaoRA
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import SolicitacaoTipo, SolicitacaoTipoEspecificacao
from gsan_desk.models.cadastro import Imovel, ImovelPerfil, Localidade, UnidadeOrganizacional
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.ra_filtrar.ordem import Chave, Sequencia


@dataclass(frozen=True, slots=True)
class LinhaRA:
    """An RA in the list; ``chave`` is its place in the order that was asked for."""

    chave: Chave
    id: int
    especificacao: str
    tipo: str
    data_atendimento: datetime
    data_encerramento: datetime | None
    situacao: SituacaoRA
    perfil: str
    unidade_atual_id: int | None
    unidade_atual: str
    urgente: bool
    reiteracoes: int
    data_prevista: date
    localidade: str
    observacao: str
    imovel_id: int | None
    coordenada_norte: Decimal | None
    coordenada_leste: Decimal | None

    @property
    def destaques(self) -> tuple[str, ...]:
        """Say why the row is red; empty when it is not (spec 10 §2.13)."""
        urgencia = ("Registro de Atendimento em caráter de urgência",) if self.urgente else ()
        return urgencia + (("Registro de Atendimento reiterado",) if self.reiteracoes > 0 else ())


def recortar(
    ramos: list[Consulta], sequencia: Sequencia, limite: int | None, depois_de: Chave | None = None
) -> Subquery:
    """Choose the first keys of the sequence, each branch by its own index, an RA of two branches once."""
    seguintes = [r.where(sequencia.depois(depois_de)) for r in ramos] if depois_de else ramos
    ordenados = [r.order_by(*sequencia.ordenar(sequencia.valor, RA.id)).limit(limite) for r in seguintes]
    if len(ordenados) == 1:
        return ordenados[0].subquery("recorte")
    juntos = union(*(select(o.subquery()) for o in ordenados)).subquery("juntos")
    return (
        select(juntos.c.valor, juntos.c.id)
        .order_by(*sequencia.ordenar(juntos.c.valor, juntos.c.id))
        .limit(limite)
        .subquery("recorte")
    )


def ler(session: Session, recorte: Subquery, sequencia: Sequencia) -> list[LinhaRA]:
    """Join the names to the chosen keys; one statement."""
    consulta = com_nomes(recorte).order_by(*sequencia.ordenar(recorte.c.valor, recorte.c.id))
    return [montar(linha) for linha in session.execute(consulta)]


def com_nomes(recorte: Subquery) -> Consulta:
    """Select what :func:`montar` reads."""
    return (
        select(
            recorte.c.valor,
            RA.id,
            SolicitacaoTipoEspecificacao.descricao,
            SolicitacaoTipo.descricao,
            RA.data_atendimento,
            RA.data_encerramento,
            RA.situacao,
            func.coalesce(ImovelPerfil.descricao, ""),
            RA.unidade_atual_id,
            func.coalesce(UnidadeOrganizacional.descricao, ""),
            func.coalesce(SolicitacaoTipoEspecificacao.indicador_urgencia == SIM, False),
            func.coalesce(RA.quantidade_reiteracao, 0),
            RA.data_prevista_atual,
            func.coalesce(Localidade.nome, ""),
            func.coalesce(RA.observacao, ""),
            RA.imovel_id,
            RA.coordenada_norte,
            RA.coordenada_leste,
        )
        .select_from(recorte)
        .join(RA, RA.id == recorte.c.id)
        .join(SolicitacaoTipoEspecificacao, SolicitacaoTipoEspecificacao.id == RA.especificacao_id)
        .join(SolicitacaoTipo, SolicitacaoTipo.id == SolicitacaoTipoEspecificacao.solicitacao_tipo_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == RA.unidade_atual_id)
        .outerjoin(Localidade, Localidade.id == RA.localidade_id)
        .outerjoin(Imovel, Imovel.id == RA.imovel_id)
        .outerjoin(ImovelPerfil, ImovelPerfil.id == Imovel.imovel_perfil_id)
    )


def montar(linha: Any) -> LinhaRA:
    """Turn a row of :func:`com_nomes` into what the list shows."""
    valor, numero, especificacao, tipo, atendimento, encerramento, situacao, *resto = linha
    return LinhaRA(
        Chave(valor, numero), numero, especificacao, tipo, atendimento, encerramento, SituacaoRA(situacao), *resto
    )
