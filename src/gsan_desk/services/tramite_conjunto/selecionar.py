"""The RAs that a supervisor may pick: pages for the screen, and all that match for "Todos" (spec 20 §7.1, §7.2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.codigos import NAO, SIM, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.regras.selecao_tramite import verificar
from gsan_desk.domain.selecao_tramite import LIMITE, Escolhido, Escolhidos, SelecaoTramite
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import SolicitacaoTipo, SolicitacaoTipoEspecificacao, Tramite
from gsan_desk.models.cadastro import Imovel, ImovelPerfil, Localidade, SistemaParametro, UnidadeOrganizacional
from gsan_desk.services.linhas_json import Consulta, sim
from gsan_desk.services.ra_filtrar import Chave, Ordem, preparar
from gsan_desk.services.ra_filtrar.ordem import Sequencia
from gsan_desk.services.ra_filtrar.pagina import recortar

POR_PAGINA = 200


@dataclass(frozen=True, slots=True)
class LinhaSelecao:
    """An RA in the list; ``versao`` goes back with what is done to it."""

    chave: Chave
    id: int
    versao: datetime
    especificacao: str
    localidade: str
    unidade_atual_id: int | None
    unidade_atual: str
    perfil: str
    urgente: bool
    data_atendimento: datetime
    data_prevista: date
    situacao: SituacaoRA
    imovel_id: int | None

    @property
    def escolhido(self) -> Escolhido:
        """Take it into a selection."""
        return Escolhido(self.id, self.versao)


@dataclass(frozen=True, slots=True)
class PaginaSelecao:
    """Rows of one page; ``proxima`` asks for the next one and is ``None`` on the last."""

    linhas: tuple[LinhaSelecao, ...]
    proxima: Chave | None


def listar(
    session: Session,
    contexto: Contexto,
    selecao: SelecaoTramite,
    depois_de: Chave | None = None,
    ordem: Ordem | None = None,
) -> PaginaSelecao:
    """Give a page of the pending RAs that match; one statement.

    Raises:
        RegraViolada: no criterion, or fields that contradict each other.
    """
    _conferir(selecao, contexto)
    ramos, sequencia = _preparar(contexto, selecao, ordem)
    recorte = recortar(ramos, sequencia, POR_PAGINA + 1, depois_de)
    consulta = _com_nomes(recorte).order_by(*sequencia.ordenar(recorte.c.valor, recorte.c.id))
    linhas = tuple(_linha(linha) for linha in session.execute(consulta))
    mostradas = linhas[:POR_PAGINA]
    return PaginaSelecao(mostradas, mostradas[-1].chave if len(linhas) > POR_PAGINA else None)


def todos(
    session: Session, contexto: Contexto, selecao: SelecaoTramite, ordem: Ordem | None = None, limite: int = LIMITE
) -> Escolhidos:
    """Give number and stamp of all that match, in the order of the list, up to ``limite``; one statement.

    Raises:
        RegraViolada: as :func:`listar`.
    """
    _conferir(selecao, contexto)
    ramos, sequencia = _preparar(contexto, selecao, ordem)
    recorte = recortar(ramos, sequencia, limite + 1)
    consulta = (
        select(RA.id, RA.ultima_alteracao)
        .join(recorte, recorte.c.id == RA.id)
        .order_by(*sequencia.ordenar(recorte.c.valor, recorte.c.id))
    )
    achados = [Escolhido(ra, versao) for ra, versao in session.execute(consulta)]
    return Escolhidos(tuple(achados[:limite]), len(achados) > limite)


def contar(session: Session, contexto: Contexto, selecao: SelecaoTramite, limite: int = LIMITE) -> tuple[int, bool]:
    """Count what :func:`todos` would give, and tell whether there are more; one statement."""
    ramos, sequencia = _preparar(contexto, selecao, None)
    achados = recortar(ramos, sequencia, limite + 1)
    total = session.scalar(select(func.count()).select_from(achados)) or 0
    return min(total, limite), total > limite


def _conferir(selecao: SelecaoTramite, contexto: Contexto) -> None:
    if erros := verificar(selecao, contexto.dominios):
        raise RegraViolada(*erros)


def _preparar(contexto: Contexto, selecao: SelecaoTramite, ordem: Ordem | None) -> tuple[list[Consulta], Sequencia]:
    pendentes = replace(selecao.filtro, situacao=SituacaoRA.PENDENTE)
    ramos, sequencia = preparar(contexto, pendentes, ordem)
    condicoes = []
    if selecao.tarifa_social is not None:
        condicoes.append(_da_tarifa_social(selecao.tarifa_social))
    if selecao.so_que_posso:
        condicoes.append(_posso(contexto))
    return [ramo.where(*condicoes) for ramo in ramos], sequencia


def _da_tarifa_social(sim_ou_nao: bool) -> ColumnElement[bool]:
    """Look at the tipo of the especificação, which GSAN's own list forgets to do."""
    espec, tipo = aliased(SolicitacaoTipoEspecificacao), aliased(SolicitacaoTipo)
    das_sociais = select(espec.id).join(tipo, tipo.id == espec.solicitacao_tipo_id)
    das_sociais = das_sociais.where(sim(tipo.indicador_tarifa_social).is_(sim_ou_nao))
    return RA.especificacao_id.in_(das_sociais)


def _posso(contexto: Contexto) -> ColumnElement[bool]:
    """Keep what [FS0003] lets the person forward; the server knows the units, by one walk of their tree."""
    parametro, minha = SistemaParametro, aliased(UnidadeOrganizacional)
    livre = select(parametro.indicador_controle_tramitacao == NAO).order_by(parametro.id).limit(1).scalar_subquery()
    mantenho = select(func.gsan_desk.unidades_que_mantenho())
    social = select(minha.indicador_tarifa_social == SIM).where(minha.id == contexto.operador.unidade_id)
    if contexto.operador.unidade_id is None:
        return false()
    return or_(
        func.coalesce(livre, False),
        RA.unidade_atual_id.in_(mantenho),
        and_(RA.unidade_atual_id.is_(None), _ultimo_destino().in_(mantenho)),
        and_(func.coalesce(social.scalar_subquery(), False), _da_tarifa_social(True)),
    )


def _ultimo_destino() -> ColumnElement[int]:
    """Find where an RA without current unit was sent last [UC0418]."""
    ultimo = aliased(Tramite)
    return (
        select(ultimo.unidade_destino_id)
        .where(ultimo.registro_atendimento_id == RA.id)
        .order_by(ultimo.data_tramite.desc(), ultimo.id.desc())
        .limit(1)
        .correlate(RA)
        .scalar_subquery()
    )


def _com_nomes(recorte: Subquery) -> Consulta:
    espec, perfil = SolicitacaoTipoEspecificacao, ImovelPerfil
    return (
        select(
            recorte.c.valor,
            RA.id,
            RA.ultima_alteracao,
            espec.descricao,
            func.coalesce(Localidade.nome, ""),
            RA.unidade_atual_id,
            func.coalesce(UnidadeOrganizacional.descricao, ""),
            func.coalesce(perfil.descricao, ""),
            sim(espec.indicador_urgencia),
            RA.data_atendimento,
            RA.data_prevista_atual,
            RA.situacao,
            RA.imovel_id,
        )
        .select_from(recorte)
        .join(RA, RA.id == recorte.c.id)
        .join(espec, espec.id == RA.especificacao_id)
        .outerjoin(UnidadeOrganizacional, UnidadeOrganizacional.id == RA.unidade_atual_id)
        .outerjoin(Localidade, Localidade.id == RA.localidade_id)
        .outerjoin(Imovel, Imovel.id == RA.imovel_id)
        .outerjoin(perfil, perfil.id == Imovel.imovel_perfil_id)
    )


def _linha(linha: Any) -> LinhaSelecao:
    valor, numero, versao, *meio, situacao, imovel_id = linha
    nomes: Any = (Chave(valor, numero), numero, versao, *meio, SituacaoRA(situacao), imovel_id)
    return LinhaSelecao(*nomes)
