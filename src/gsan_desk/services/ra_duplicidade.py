"""Warnings that an RA may exist already, and what their windows list (spec 10 §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal, literal_column, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto, Dominios, Especificacao
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto as mensagem
from gsan_desk.domain.registro_atendimento import Endereco, NovoRA
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.models.atendimentopublico import AtendimentoMotivoEncerramento, RegistroAtendimento
from gsan_desk.models.cadastro import BairroArea
from gsan_desk.services.endereco import abreviado, texto_da_ocorrencia
from gsan_desk.services.linhas_json import Consulta, linhas, texto
from gsan_desk.services.programacao import Momento, previsoes

LIMITE = 100
RA = RegistroAtendimento


class TipoAviso(StrEnum):
    """What a warning is about, in the order in which the dialog shows them."""

    PENDENTE_NO_LOCAL = "pendente-no-local"
    ENCERRADO_NO_LOCAL = "encerrado-no-local"
    SEM_PROGRAMACAO = "sem-programacao"
    MANUTENCAO_PREVISTA = "manutencao-prevista"
    AREA_GENERALIZADA = "area-generalizada"
    AREA_IMOVEIS = "area-imoveis"
    GENERALIZADA_COM_IMOVEIS = "generalizada-com-imoveis"


@dataclass(frozen=True, slots=True)
class RAEncontrado:
    """A row of the windows of §4 and of Consultar RAs do Imóvel."""

    numero: int
    especificacao_id: int
    situacao: SituacaoRA
    complemento: str
    referencia: str
    atendido_em: datetime
    imovel_id: int | None
    endereco: str
    encerrado_em: datetime | None
    motivo: str


@dataclass(frozen=True, slots=True)
class Aviso:
    """A question to the attendant; ``chave`` stays the same for the same place and especificação."""

    chave: str
    tipo: TipoAviso
    texto: str
    ras: tuple[RAEncontrado, ...] = ()


class AvisosPendentes(ErroDeUso):
    """Concluir stops at warnings that the attendant has not overruled; nothing was written."""

    def __init__(self, avisos: tuple[Aviso, ...]) -> None:
        super().__init__("; ".join(aviso.texto for aviso in avisos))
        self.avisos = avisos


@dataclass(frozen=True, slots=True)
class Lugar:
    """What the warnings look at: the especificação, where, and when."""

    especificacao: Especificacao
    exige: Exigencias
    imovel: ImovelFato | None
    endereco: Endereco | None
    area_id: int | None
    momento: Momento | None


def avisos(
    session: Session, contexto: Contexto, novo: NovoRA, imovel: ImovelFato | None, *, ao_concluir: bool = False
) -> tuple[Aviso, ...]:
    """List the warnings not yet overruled for this place; at most one statement.

    The programme of the area, while not overruled, hides the other RAs of the area [SB0017]. ``ao_concluir`` adds the
    RAs of single imóveis that a general lack of water would cover [SB0025].
    """
    lugar = lugar_do_ra(contexto, novo, imovel)
    if lugar is None:
        return ()
    partes = _partes(lugar, contexto, ao_concluir)
    if not partes:
        return ()
    linha = session.execute(select(*(coluna.label(nome) for nome, coluna in partes.items()))).one()._mapping
    aceitos = novo.avisos_aceitos
    do_local = [a for a in _do_local(lugar, contexto, linha) if a.chave not in aceitos]
    da_area = [a for a in _da_programacao(lugar, linha) if a.chave not in aceitos]
    if not da_area:
        da_area = [a for a in _da_area(lugar, contexto, linha) if a.chave not in aceitos]
    return (*do_local, *da_area)


def lugar_do_ra(contexto: Contexto, novo: NovoRA, imovel: ImovelFato | None) -> Lugar | None:
    """Say where the RA is; ``None`` while no especificação is chosen."""
    especificacao = contexto.dominios.especificacoes.get(novo.dados_gerais.especificacao_id or 0)
    if especificacao is None:
        return None
    exige = exigencias(especificacao.id, contexto.dominios)
    gerais = novo.dados_gerais
    momento = None
    if exige.falta_agua and novo.local.bairro_area_id and gerais.data and gerais.hora:
        momento = Momento(novo.local.bairro_area_id, datetime.combine(gerais.data, gerais.hora))
    return Lugar(
        especificacao=especificacao,
        exige=exige,
        imovel=imovel,
        endereco=endereco_da_ocorrencia(novo, imovel, exige),
        area_id=novo.local.bairro_area_id if exige.falta_agua else None,
        momento=momento,
    )


def endereco_da_ocorrencia(novo: NovoRA, imovel: ImovelFato | None, exige: Exigencias) -> Endereco | None:
    """Choose the occurrence address: the imóvel's, unless another was typed where that is allowed [FS0019]."""
    do_imovel = imovel.endereco if imovel is not None else None
    if exige.imovel_obrigatorio and imovel is not None:
        return do_imovel
    return novo.local.endereco or do_imovel


def especificacao_generalizada(dominios: Dominios) -> Especificacao | None:
    """Find *the* general lack of water: the first especificação in use of its kind."""
    candidatas = (e for e in _de_falta_agua(dominios, matricula=False) if e.em_uso)
    return min(candidatas, key=lambda e: e.id, default=None)


def ras_do_imovel(
    session: Session, imovel_id: int, situacao: SituacaoRA | None = SituacaoRA.PENDENTE
) -> tuple[RAEncontrado, ...]:
    """List the RAs of an imóvel, newest first; ``None`` takes every situação [UC0449]; one statement."""
    consulta = _ras().where(RA.imovel_id == imovel_id)
    if situacao is not None:
        consulta = consulta.where(_na_situacao(situacao))
    ordenada = consulta.order_by(RA.data_atendimento.desc(), RA.id.desc()).limit(LIMITE)
    return tuple(_ra(dict(linha._mapping)) for linha in session.execute(ordenada))


def _de_falta_agua(dominios: Dominios, *, matricula: bool) -> Iterator[Especificacao]:
    for especificacao in dominios.especificacoes.values():
        tipo = dominios.tipos.get(especificacao.tipo_id)
        if tipo is not None and tipo.falta_agua and especificacao.matricula == matricula:
            yield especificacao


def _partes(lugar: Lugar, contexto: Contexto, ao_concluir: bool) -> dict[str, ColumnElement[Any]]:
    """Choose the subqueries that this place needs."""
    partes: dict[str, ColumnElement[Any]] = {}
    if lugar.endereco is not None and not lugar.exige.falta_agua:
        partes["pendentes"] = linhas(_pendentes_no_local(lugar.especificacao, lugar.endereco))
    encerrados = _encerrados_no_local(lugar, contexto.dominios.parametros.dias_reativacao)
    if encerrados is not None:
        partes["encerrados"] = linhas(encerrados)
    if partes and lugar.endereco is not None:
        partes["endereco"] = abreviado(literal(lugar.endereco.logradouro_bairro_id))
    if lugar.area_id is not None:
        partes |= _partes_da_area(lugar, contexto.dominios, ao_concluir)
    return partes


def _partes_da_area(lugar: Lugar, dominios: Dominios, ao_concluir: bool) -> dict[str, ColumnElement[Any]]:
    area = select(BairroArea.nome).where(BairroArea.id == lugar.area_id).scalar_subquery()
    partes: dict[str, ColumnElement[Any]] = {"area": area}
    if lugar.momento is not None:
        partes |= previsoes(lugar.momento)
    mesma = [lugar.especificacao.id]
    partes["mesma"] = linhas(_pendentes_na_area(lugar.area_id, mesma))
    if lugar.exige.imovel_obrigatorio:
        gerais = [e.id for e in _de_falta_agua(dominios, matricula=False)]
        partes["gerais"] = linhas(_pendentes_na_area(lugar.area_id, gerais))
    elif ao_concluir and lugar.especificacao == especificacao_generalizada(dominios):
        imoveis = [e.id for e in _de_falta_agua(dominios, matricula=True)]
        partes["imoveis"] = linhas(_pendentes_na_area(lugar.area_id, imoveis))
    return partes


def _ras() -> Consulta:
    motivo = AtendimentoMotivoEncerramento
    return select(
        RA.id.label("numero"),
        RA.especificacao_id.label("especificacao_id"),
        RA.situacao.label("situacao"),
        texto(RA.complemento_endereco).label("complemento"),
        texto(RA.ponto_referencia).label("referencia"),
        RA.data_atendimento.label("atendido_em"),
        RA.imovel_id.label("imovel_id"),
        texto(texto_da_ocorrencia()).label("endereco"),
        RA.data_encerramento.label("encerrado_em"),
        texto(motivo.descricao).label("motivo"),
    ).outerjoin(motivo, motivo.id == RA.motivo_encerramento_id)


def _na_situacao(situacao: SituacaoRA) -> ColumnElement[bool]:
    """Compare with a literal, so that a partial index on the situação serves."""
    return RA.situacao == literal_column(str(int(situacao)))


def _no_endereco(endereco: Endereco) -> tuple[ColumnElement[bool], ...]:
    """Match RAs without imóvel of the same street, bairro and CEP; the number is not compared, on purpose."""
    return (
        RA.imovel_id.is_(None),
        RA.logradouro_bairro_id == endereco.logradouro_bairro_id,
        RA.logradouro_cep_id.is_not_distinct_from(endereco.logradouro_cep_id),
    )


def _pendentes_no_local(especificacao: Especificacao, endereco: Endereco) -> Consulta:
    """Find pending RAs of the same street, nearest number first [SB0008]."""
    return (
        _ras()
        .where(
            _na_situacao(SituacaoRA.PENDENTE),
            RA.especificacao_id == especificacao.id,
            *_no_endereco(endereco),
        )
        .order_by(_distancia(endereco.numero).asc().nulls_last(), RA.data_atendimento.desc(), RA.id.desc())
        .limit(LIMITE)
    )


def _distancia(numero: str) -> ColumnElement[Any]:
    if not numero.strip().isdecimal():
        return literal(0)
    escrito = func.trim(RA.numero_imovel)
    return case((escrito.regexp_match("^[0-9]+$"), func.abs(cast(escrito, Integer) - int(numero))))


def _encerrados_no_local(lugar: Lugar, dias: int | None) -> Consulta | None:
    """Find RAs of the same place closed within the days of reactivation [SB0015]."""
    if dias is None:
        return None
    if lugar.imovel is not None:
        onde: tuple[ColumnElement[bool], ...] = (RA.imovel_id == lugar.imovel.id,)
    elif lugar.endereco is not None and not lugar.exige.falta_agua:
        onde = _no_endereco(lugar.endereco)
    else:
        return None
    desde = func.current_date() - literal(dias, Integer)
    return (
        _ras()
        .where(
            _na_situacao(SituacaoRA.ENCERRADO),
            RA.especificacao_id == lugar.especificacao.id,
            RA.data_encerramento >= desde,
            *onde,
        )
        .order_by(RA.data_encerramento.desc(), RA.id.desc())
        .limit(LIMITE)
    )


def _pendentes_na_area(area_id: int | None, especificacao_ids: list[int]) -> Consulta:
    return (
        _ras()
        .where(
            _na_situacao(SituacaoRA.PENDENTE),
            RA.bairro_area_id == area_id,
            RA.especificacao_id.in_(especificacao_ids),
        )
        .order_by(RA.data_atendimento.desc(), RA.id.desc())
        .limit(LIMITE)
    )


def _do_local(lugar: Lugar, contexto: Contexto, linha: Any) -> Iterator[Aviso]:
    nome = lugar.especificacao.descricao
    endereco = linha.get("endereco") or ""
    if pendentes := _lista(linha, "pendentes"):
        frase = mensagem("LUGAR_PENDENTE", especificacao=nome, endereco=endereco)
        yield Aviso(_chave(TipoAviso.PENDENTE_NO_LOCAL, lugar), TipoAviso.PENDENTE_NO_LOCAL, frase, pendentes)
    if encerrados := _lista(linha, "encerrados"):
        dias = contexto.dominios.parametros.dias_reativacao
        frase = (
            mensagem("IMOVEL_ENCERRADO", especificacao=nome, dias=dias, imovel=lugar.imovel.id)
            if lugar.imovel is not None
            else mensagem("LUGAR_ENCERRADO", especificacao=nome, dias=dias, endereco=endereco)
        )
        yield Aviso(_chave(TipoAviso.ENCERRADO_NO_LOCAL, lugar), TipoAviso.ENCERRADO_NO_LOCAL, frase, encerrados)


def _da_programacao(lugar: Lugar, linha: Any) -> Iterator[Aviso]:
    """Say that no supply is planned, or that maintenance is; silent where the month has no programme [SB0018]."""
    if lugar.momento is None or not linha["ha_programas"]:
        return
    dia: date = lugar.momento.quando.date()
    if not linha["abastecimento"]:
        tipo, codigo = TipoAviso.SEM_PROGRAMACAO, "SEM_PROGRAMACAO"
    elif linha["manutencao"]:
        tipo, codigo = TipoAviso.MANUTENCAO_PREVISTA, "MANUTENCAO_PREVISTA"
    else:
        return
    chave = f"{tipo}:{lugar.area_id}:{lugar.momento.quando:%Y%m%d%H%M}"
    yield Aviso(chave, tipo, mensagem(codigo, data=dia, area=linha["area"]))


def _da_area(lugar: Lugar, contexto: Contexto, linha: Any) -> Iterator[Aviso]:
    """Say which lack of water is already registered for the área [SB0017, SB0025]."""
    gerais = _lista(linha, "mesma" if lugar.exige.falta_agua_generalizada else "gerais")
    if gerais:
        yield _aviso_da_area(TipoAviso.AREA_GENERALIZADA, "AREA_PENDENTE", lugar, contexto, linha, gerais)
    elif mesma := _lista(linha, "mesma"):
        yield _aviso_da_area(TipoAviso.AREA_IMOVEIS, "AREA_PENDENTE", lugar, contexto, linha, mesma)
    if imoveis := _lista(linha, "imoveis"):
        tipo = TipoAviso.GENERALIZADA_COM_IMOVEIS
        yield _aviso_da_area(tipo, "FALTA_AGUA_IMOVEIS", lugar, contexto, linha, imoveis)


def _aviso_da_area(
    tipo: TipoAviso, codigo: str, lugar: Lugar, contexto: Contexto, linha: Any, ras: tuple[RAEncontrado, ...]
) -> Aviso:
    achada = contexto.dominios.especificacoes[ras[0].especificacao_id].descricao
    frase = mensagem(codigo, especificacao=achada, area=linha["area"])
    return Aviso(f"{tipo}:{lugar.especificacao.id}:{lugar.area_id}", tipo, frase, ras)


def _chave(tipo: TipoAviso, lugar: Lugar) -> str:
    if tipo is TipoAviso.ENCERRADO_NO_LOCAL and lugar.imovel is not None:
        return f"{tipo}:{lugar.especificacao.id}:imovel:{lugar.imovel.id}"
    endereco = lugar.endereco
    onde = f"{endereco.logradouro_bairro_id}:{endereco.logradouro_cep_id}" if endereco is not None else ""
    return f"{tipo}:{lugar.especificacao.id}:{onde}"


def _lista(linha: Any, parte: str) -> tuple[RAEncontrado, ...]:
    return tuple(_ra(dados) for dados in linha.get(parte) or ())


def _ra(dados: dict[str, Any]) -> RAEncontrado:
    """Build a row from the driver's values or from JSON, where moments are texts."""
    return RAEncontrado(
        **{
            **dados,
            "situacao": SituacaoRA(dados["situacao"]),
            "atendido_em": _momento(dados["atendido_em"]),
            "encerrado_em": _momento(dados["encerrado_em"]),
        }
    )


def _momento(valor: Any) -> datetime | None:
    return datetime.fromisoformat(valor) if isinstance(valor, str) else valor
