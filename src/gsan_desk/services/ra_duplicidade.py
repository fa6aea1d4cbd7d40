"""Warnings that an RA may exist already, and what their windows list (spec 10 §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto, Dominios, Especificacao
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import texto as mensagem
from gsan_desk.domain.registro_atendimento import Endereco, NovoRA
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.services import ra_semelhantes
from gsan_desk.services.ra_semelhantes import RAEncontrado

__all__ = [
    "Aviso",
    "AvisosPendentes",
    "RAEncontrado",
    "TipoAviso",
    "avisos",
    "endereco_da_ocorrencia",
    "especificacao_generalizada",
    "ras_do_imovel",
]


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
class _Lugar:
    """What the warnings look at: the especificação, where, and when."""

    especificacao: Especificacao
    exige: Exigencias
    dominios: Dominios
    imovel: ImovelFato | None
    endereco: Endereco | None
    area_id: int | None
    quando: datetime | None
    exceto_ra: int | None

    @property
    def dias(self) -> int | None:
        """Days of reactivation; ``None`` switches off the search of closed RAs."""
        return None if self.exceto_ra is not None else self.dominios.parametros.dias_reativacao


def avisos(
    session: Session,
    contexto: Contexto,
    novo: NovoRA,
    imovel: ImovelFato | None,
    *,
    ao_concluir: bool = False,
    exceto_ra: int | None = None,
) -> tuple[Aviso, ...]:
    """List the warnings not yet overruled for this place; at most one statement.

    The programme of the area, while not overruled, hides the other RAs of the area [SB0017]. ``ao_concluir`` adds the
    RAs of single imóveis that a general lack of water would cover [SB0025]. ``exceto_ra`` is an RA being changed
    [UC0408]: it is no duplicate of itself, and closed RAs no longer matter to it.
    """
    lugar = _lugar(contexto, novo, imovel, exceto_ra)
    partes = _partes(lugar, ao_concluir) if lugar is not None else frozenset()
    if lugar is None or not partes:
        return ()
    linha = session.execute(ra_semelhantes.juntar(partes), _parametros(lugar)).one()._mapping
    aceitos = novo.avisos_aceitos
    do_local = [a for a in _do_local(lugar, linha) if a.chave not in aceitos]
    da_area = [a for a in _da_programacao(lugar, linha) if a.chave not in aceitos]
    if not da_area:
        da_area = [a for a in _da_area(lugar, linha) if a.chave not in aceitos]
    return (*do_local, *da_area)


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
    linhas = session.execute(ra_semelhantes.do_imovel(situacao), {"imovel_id": imovel_id})
    return tuple(ra_semelhantes.montar(dict(linha._mapping)) for linha in linhas)


def _lugar(contexto: Contexto, novo: NovoRA, imovel: ImovelFato | None, exceto_ra: int | None) -> _Lugar | None:
    """Say where the RA is; ``None`` while no especificação is chosen."""
    gerais, dominios = novo.dados_gerais, contexto.dominios
    especificacao = dominios.especificacoes.get(gerais.especificacao_id or 0)
    if especificacao is None:
        return None
    exige = exigencias(especificacao.id, dominios)
    return _Lugar(
        especificacao=especificacao,
        exige=exige,
        dominios=dominios,
        imovel=imovel,
        endereco=endereco_da_ocorrencia(novo, imovel, exige),
        area_id=novo.local.bairro_area_id if exige.falta_agua else None,
        quando=datetime.combine(gerais.data, gerais.hora) if gerais.data and gerais.hora else None,
        exceto_ra=exceto_ra,
    )


def _de_falta_agua(dominios: Dominios, *, matricula: bool) -> Iterator[Especificacao]:
    for especificacao in dominios.especificacoes.values():
        tipo = dominios.tipos.get(especificacao.tipo_id)
        if tipo is not None and tipo.falta_agua and especificacao.matricula == matricula:
            yield especificacao


def _partes(lugar: _Lugar, ao_concluir: bool) -> frozenset[str]:
    """Choose what to ask for this place; a lack of water is compared by área, not by street."""
    partes: set[str] = set()
    na_rua = lugar.endereco is not None and not lugar.exige.falta_agua
    if na_rua:
        partes |= {"pendentes", "endereco"}
    if lugar.dias is not None and lugar.imovel is not None:
        partes.add("encerrados_do_imovel")
    elif lugar.dias is not None and na_rua:
        partes.add("encerrados_no_endereco")
    return frozenset(partes | _partes_da_area(lugar, ao_concluir))


def _partes_da_area(lugar: _Lugar, ao_concluir: bool) -> set[str]:
    if lugar.area_id is None:
        return set()
    partes = {"area", "mesma"}
    if lugar.quando is not None:
        partes.add("previsoes")
    if lugar.exige.imovel_obrigatorio:
        partes.add("gerais")
    elif ao_concluir and lugar.especificacao == especificacao_generalizada(lugar.dominios):
        partes.add("imoveis")
    return partes


def _parametros(lugar: _Lugar) -> dict[str, Any]:
    """Give every parameter that a part may take."""
    endereco, quando = lugar.endereco, lugar.quando
    numero = endereco.numero.strip() if endereco is not None else ""
    return {
        "especificacao_id": lugar.especificacao.id,
        "imovel_id": lugar.imovel.id if lugar.imovel is not None else None,
        "logradouro_bairro_id": endereco.logradouro_bairro_id if endereco is not None else None,
        "logradouro_cep_id": endereco.logradouro_cep_id if endereco is not None else None,
        "numero": int(numero) if numero.isdecimal() else None,
        "dias": lugar.dias,
        "area_id": lugar.area_id,
        "mesma_ids": [lugar.especificacao.id],
        "gerais_ids": [e.id for e in _de_falta_agua(lugar.dominios, matricula=False)],
        "imoveis_ids": [e.id for e in _de_falta_agua(lugar.dominios, matricula=True)],
        "mes": quando.year * 100 + quando.month if quando is not None else None,
        "dia": quando.date() if quando is not None else None,
        "hora": quando.time() if quando is not None else None,
    }


def _do_local(lugar: _Lugar, linha: Any) -> Iterator[Aviso]:
    nome, endereco = lugar.especificacao.descricao, linha.get("endereco") or ""
    do_endereco = ""
    if lugar.endereco is not None:
        do_endereco = f"{lugar.endereco.logradouro_bairro_id}:{lugar.endereco.logradouro_cep_id}"
    if pendentes := _lista(lugar, linha, "pendentes"):
        frase = mensagem("LUGAR_PENDENTE", especificacao=nome, endereco=endereco)
        yield _aviso(lugar, TipoAviso.PENDENTE_NO_LOCAL, do_endereco, frase, pendentes)
    if lugar.imovel is not None and (encerrados := _lista(lugar, linha, "encerrados_do_imovel")):
        frase = mensagem("IMOVEL_ENCERRADO", especificacao=nome, dias=lugar.dias, imovel=lugar.imovel.id)
        yield _aviso(lugar, TipoAviso.ENCERRADO_NO_LOCAL, f"imovel:{lugar.imovel.id}", frase, encerrados)
    if encerrados := _lista(lugar, linha, "encerrados_no_endereco"):
        frase = mensagem("LUGAR_ENCERRADO", especificacao=nome, dias=lugar.dias, endereco=endereco)
        yield _aviso(lugar, TipoAviso.ENCERRADO_NO_LOCAL, do_endereco, frase, encerrados)


def _da_programacao(lugar: _Lugar, linha: Any) -> Iterator[Aviso]:
    """Say that no supply is planned, or that maintenance is; silent where the month has no programme [SB0018]."""
    if lugar.quando is None or not linha.get("ha_programas"):
        return
    if not linha["abastecimento"]:
        tipo, codigo = TipoAviso.SEM_PROGRAMACAO, "SEM_PROGRAMACAO"
    elif linha["manutencao"]:
        tipo, codigo = TipoAviso.MANUTENCAO_PREVISTA, "MANUTENCAO_PREVISTA"
    else:
        return
    frase = mensagem(codigo, data=lugar.quando.date(), area=linha["area"])
    yield _aviso(lugar, tipo, f"{lugar.area_id}:{lugar.quando:%Y%m%d%H%M}", frase)


def _da_area(lugar: _Lugar, linha: Any) -> Iterator[Aviso]:
    """Say which lack of water is already registered for the área [SB0017, SB0025]."""
    gerais = _lista(lugar, linha, "mesma" if lugar.exige.falta_agua_generalizada else "gerais")
    if gerais:
        yield _aviso_da_area(lugar, TipoAviso.AREA_GENERALIZADA, "AREA_PENDENTE", linha, gerais)
    elif mesma := _lista(lugar, linha, "mesma"):
        yield _aviso_da_area(lugar, TipoAviso.AREA_IMOVEIS, "AREA_PENDENTE", linha, mesma)
    if imoveis := _lista(lugar, linha, "imoveis"):
        yield _aviso_da_area(lugar, TipoAviso.GENERALIZADA_COM_IMOVEIS, "FALTA_AGUA_IMOVEIS", linha, imoveis)


def _aviso_da_area(lugar: _Lugar, tipo: TipoAviso, codigo: str, linha: Any, ras: tuple[RAEncontrado, ...]) -> Aviso:
    achada = lugar.dominios.especificacoes[ras[0].especificacao_id].descricao
    return _aviso(lugar, tipo, str(lugar.area_id), mensagem(codigo, especificacao=achada, area=linha["area"]), ras)


def _aviso(lugar: _Lugar, tipo: TipoAviso, onde: str, frase: str, ras: tuple[RAEncontrado, ...] = ()) -> Aviso:
    return Aviso(f"{tipo}:{lugar.especificacao.id}:{onde}", tipo, frase, ras)


def _lista(lugar: _Lugar, linha: Any, parte: str) -> tuple[RAEncontrado, ...]:
    dados = (achado for achado in linha.get(parte) or () if achado["numero"] != lugar.exceto_ra)
    return tuple(ra_semelhantes.montar(achado) for achado in dados)
