"""Ocorrência Operacional [UC1527, UC1528, UC1529], spec 30 §6.3 and §6.4; the Simplificado offers them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import Violacao
from gsan_desk.models import variantes
from gsan_desk.models.cadastro import Bairro
from gsan_desk.services.cadastro.descricao import (
    Ambiente,
    Cadastro,
    Campo,
    Descricao,
    Especie,
    Filtro,
    Registro,
    Tabela,
    Unico,
    Valores,
)
from gsan_desk.services.cadastro.tabelas.comuns import coluna, coluna_codigo, coluna_nome, da_lista, do_dominio, nome_em
from gsan_desk.services.cadastro.tabelas.motivo_ocorrencia import motivos_de_ocorrencia, tipos_de_ocorrencia
from gsan_desk.services.cadastro.tabelas.usos import usado_por_ra

PERIODOS = (Item(1, "Manhã"), Item(2, "Tarde"), Item(3, "Noite"))
EM_ABERTO = (Item(1, "Sim"),)
_O = variantes.ocorrencia_operacional.c
_municipios = do_dominio(lambda d: d.municipios)
_tipos = da_lista("tipos")
_DATAS = {"previsao": "Previsão da Conclusão", "reprogramacao": "Reprogramação", "conclusao": "Conclusão"}
_ANTERIOR = {
    "previsao": "Data de Previsão de Conclusão deve ser superior a Data da Ocorrência.",
    "reprogramacao": "Data de Reprogramação deve ser superior a Data da Ocorrência.",
    "conclusao": "Data de Ocorrência não pode ser superior à Data de Conclusão.",
}


@dataclass(frozen=True, slots=True)
class BairroDoMunicipio(Item):
    """A bairro, and its município."""

    municipio_id: int | None = None


def _do_municipio(valores: Valores, linhas: Iterable[Any]) -> Iterable[Any]:
    municipio_id = valores.get("municipio_id")
    return [linha for linha in linhas if linha.municipio_id == municipio_id]


def _localidades(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    return _do_municipio(valores, ambiente.contexto.dominios.localidades.values())


def _bairros(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    return _do_municipio(valores, ambiente.listas.get("bairros", ()))


def _localidades_do_filtro(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    """Offer all of them until a município is chosen: their names tell them apart, those of bairros do not."""
    if valores.get("municipio_id") is None:
        return ambiente.contexto.dominios.localidades.values()
    return _localidades(ambiente, valores)


def _motivos_do_filtro(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    return _motivos(ambiente, valores) if valores.get("tipo_id") is not None else ambiente.listas.get("motivos", ())


def _periodos(_ambiente: Ambiente, _valores: Valores) -> Iterable[Any]:
    return PERIODOS


def _motivos(ambiente: Ambiente, valores: Valores) -> Iterable[Any]:
    return [m for m in ambiente.listas.get("motivos", ()) if m.tipo_id == valores.get("tipo_id")]


def _listas(session: Session, _contexto: Contexto) -> Mapping[str, tuple[Any, ...]]:
    bairro = Bairro
    consulta = select(bairro.id, bairro.nome, bairro.indicador_uso, bairro.municipio_id).order_by(bairro.nome)
    return {
        "tipos": tipos_de_ocorrencia(session),
        "motivos": motivos_de_ocorrencia(session),
        "bairros": tuple(BairroDoMunicipio(i, n or "", u == SIM, m) for i, n, u, m in session.execute(consulta)),
    }


def _regras(registro: Registro, _ambiente: Ambiente) -> Iterator[Violacao]:
    """Refuse dates before the day of the ocorrência; the same day serves."""
    momento: datetime | None = registro["momento"]
    for nome, dito in _ANTERIOR.items():
        dia: date | None = registro[nome]
        if momento is not None and dia is not None and dia < momento.date():
            yield Violacao("DATA_ANTERIOR", dito, nome)


def _ja_existe(registro: Registro, ambiente: Ambiente) -> str:
    municipio = nome_em(_municipios(ambiente, {}), registro["municipio_id"])
    localidade = nome_em(_localidades(ambiente, registro.valores), registro["localidade_id"])
    bairro = nome_em(_bairros(ambiente, registro.valores), registro["bairro_id"])
    tipo = nome_em(_tipos(ambiente, {}), registro["tipo_id"])
    motivo = nome_em(_motivos(ambiente, registro.valores), registro["motivo_id"])
    return (
        f"Ocorrência operacional já existente para o município {municipio}, localidade {localidade}, "
        f"bairro {bairro}, tipo de Ocorrência {tipo} e motivo da Ocorrência {motivo}."
    )


def _datas() -> Iterator[Campo]:
    """Each date and its período; a período without its date is dropped, no período is stored as 0."""
    for nome, rotulo in _DATAS.items():
        yield Campo(nome, rotulo, Especie.DATA, obrigatorio=nome == "previsao", ajuda=_AJUDA[nome])
        yield Campo(
            f"periodo_{nome}",
            f"{rotulo}: período",
            Especie.MARCA,
            opcoes=_periodos,
            cabe=lambda valores, nome=nome: valores.get(nome) is not None,  # type: ignore[misc]  # bound now
            fechado=0,
            vazio=0,
        )


_AJUDA = {
    "previsao": "O dia em que se espera o fim; é o que se diz a quem liga.",
    "reprogramacao": "A nova previsão, quando a primeira não se cumpriu.",
    "conclusao": "O dia em que acabou; dias depois, deixa de ser oferecida no RA Simplificado.",
}
OCORRENCIA = Cadastro(
    chave="ocorrencia_operacional",
    titulo="Ocorrência Operacional",
    descricao=Descricao(
        nome="Ocorrência Operacional",
        tabela=Tabela(
            variantes.ocorrencia_operacional,
            {
                "municipio_id": _O.muni_id,
                "localidade_id": _O.loca_id,
                "bairro_id": _O.bair_id,
                "tipo_id": _O.ootp_id,
                "motivo_id": _O.oomt_id,
                "descricao": _O.ocop_dsocorrencia,
                "momento": _O.ocop_tmocorrencia,
                "areas_afetadas": _O.ocop_dsareasafetadas,
                "previsao": _O.ocop_dtprevisao,
                "periodo_previsao": _O.ocop_cdperiodoprevisao,
                "reprogramacao": _O.ocop_dtreprogramacao,
                "periodo_reprogramacao": _O.ocop_cdperiodoreprogramacao,
                "conclusao": _O.ocop_dtconclusao,
                "periodo_conclusao": _O.ocop_cdperiodoconclusao,
                "observacao": _O.ocop_dsobservacao,
            },
            _O.ocop_id,
            sequencia="atendimentopublico.seq_ocorrencia_operacional",
            alteracao=_O.ocop_tmultimaalteracao,
            usado_por=(usado_por_ra(variantes.registro_atendimento.c.ocop_id),),
        ),
        campos=(
            Campo(
                "municipio_id",
                "Município",
                Especie.CODIGO,
                obrigatorio=True,
                opcoes=_municipios,
                inexistente="Município Inexistente",
            ),
            Campo("localidade_id", "Localidade", Especie.OPCAO, obrigatorio=True, opcoes=_localidades),
            Campo("bairro_id", "Bairro", Especie.OPCAO, obrigatorio=True, opcoes=_bairros),
            Campo("tipo_id", "Tipo de Ocorrência", Especie.OPCAO, obrigatorio=True, opcoes=_tipos),
            Campo("motivo_id", "Motivo da Ocorrência", Especie.OPCAO, obrigatorio=True, opcoes=_motivos),
            Campo(
                "descricao",
                "Descrição da Ocorrência",
                Especie.TEXTO_LONGO,
                obrigatorio=True,
                tamanho=200,
                ajuda="Vai para o Local da Ocorrência dos RAs simplificados.",
            ),
            Campo("momento", "Data e Horário da Ocorrência", Especie.MOMENTO, obrigatorio=True),
            Campo(
                "areas_afetadas",
                "Áreas Afetadas",
                Especie.TEXTO_LONGO,
                obrigatorio=True,
                tamanho=200,
                ajuda="Quem atende lê isto para saber se o caso é o de quem liga.",
            ),
            *_datas(),
            Campo(
                "observacao",
                "Observação",
                Especie.TEXTO_LONGO,
                tamanho=200,
                ajuda="Vai para a Observação dos RAs simplificados.",
            ),
        ),
        colunas=(
            coluna("descricao", "Ocorrência", 40),
            coluna_codigo(),
            coluna_nome("municipio_id", "Município", _municipios, 20),
            coluna_nome("bairro_id", "Bairro", _bairros, 20),
            coluna_nome("tipo_id", "Tipo", _tipos, 24),
            coluna("momento", "Data Ocorrência", 17),
            coluna("previsao", "Previsão", 12),
            coluna("conclusao", "Data Conclusão", 14),
        ),
        regras=_regras,
        distintos=(),
    ),
    filtros=(
        Filtro("municipio_id", "Município", Especie.OPCAO, _municipios),
        Filtro("localidade_id", "Localidade", Especie.OPCAO, _localidades_do_filtro),
        Filtro("bairro_id", "Bairro", Especie.OPCAO, _bairros),
        Filtro("tipo_id", "Tipo", Especie.OPCAO, _tipos),
        Filtro("motivo_id", "Motivo", Especie.OPCAO, _motivos_do_filtro),
        Filtro(
            "em_aberto",
            "Somente em aberto",
            Especie.OPCAO,
            lambda _a, _v: EM_ABERTO,
            condicao=lambda _valor: _O.ocop_dtconclusao.is_(None),
        ),
        Filtro("previsao", "Previsão", Especie.DATA),
        Filtro("reprogramacao", "Reprogramação", Especie.DATA),
        Filtro("conclusao", "Conclusão", Especie.DATA),
        Filtro("periodo_previsao", "Previsão: período", Especie.OPCAO, _periodos),
        Filtro("periodo_reprogramacao", "Reprogramação: período", Especie.OPCAO, _periodos),
        Filtro("periodo_conclusao", "Conclusão: período", Especie.OPCAO, _periodos),
    ),
    inserido="Ocorrência Operacional de código {id} inserida com sucesso.",
    atualizado="Ocorrência Operacional de código {id} atualizada com sucesso.",
    removido="{n} Ocorrência(s) Operacional(is) excluída(s) com sucesso.",
    listas=_listas,
    unicos=(
        Unico(
            ("municipio_id", "localidade_id", "bairro_id", "tipo_id", "motivo_id"),
            _ja_existe,
            onde=lambda valores: valores.get("conclusao") is None,
            campo="motivo_id",
        ),
    ),
)
