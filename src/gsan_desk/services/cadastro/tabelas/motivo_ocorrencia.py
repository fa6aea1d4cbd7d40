"""Motivo da Ocorrência Operacional [UC1524, UC1525, UC1526], spec 30 §6.1 and §6.2."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.models.variantes import ocorrencia_motivo, ocorrencia_operacional, ocorrencia_tipo
from gsan_desk.services.cadastro.descricao import (
    ATIVO_INATIVO,
    Cadastro,
    Campo,
    Descricao,
    Especie,
    Filtro,
    Tabela,
    Unico,
    Uso,
)
from gsan_desk.services.cadastro.tabelas.comuns import ativo, coluna, coluna_ativo, coluna_codigo, coluna_nome, da_lista

_M = ocorrencia_motivo.c
_tipos = da_lista("tipos")


@dataclass(frozen=True, slots=True)
class Motivo(Item):
    """A motivo, and the tipo that it belongs to."""

    tipo_id: int | None = None


def tipos_de_ocorrencia(session: Session) -> tuple[Item, ...]:
    """List the tipos of ocorrência; one statement."""
    tipo = ocorrencia_tipo.c
    consulta = select(tipo.ootp_id, tipo.ootp_dsocorrenciatipo, tipo.ootp_icuso).order_by(tipo.ootp_dsocorrenciatipo)
    return tuple(Item(id_, nome, uso == SIM) for id_, nome, uso in session.execute(consulta))


def motivos_de_ocorrencia(session: Session) -> tuple[Motivo, ...]:
    """List the motivos; one statement."""
    consulta = select(_M.oomt_id, _M.oomt_dsmotivoocorrenciaoperac, _M.oomt_icuso, _M.ootp_id)
    linhas = session.execute(consulta.order_by(_M.oomt_dsmotivoocorrenciaoperac))
    return tuple(Motivo(id_, nome, uso == SIM, tipo) for id_, nome, uso, tipo in linhas)


def _listas(session: Session, _contexto: Contexto) -> Mapping[str, tuple[Any, ...]]:
    return {"tipos": tipos_de_ocorrencia(session)}


MOTIVO_OCORRENCIA = Cadastro(
    chave="motivo_ocorrencia",
    titulo="Motivo da Ocorrência Operacional",
    descricao=Descricao(
        nome="Motivo da Ocorrência Operacional",
        tabela=Tabela(
            ocorrencia_motivo,
            {
                "descricao": _M.oomt_dsmotivoocorrenciaoperac,
                "descricao_abreviada": _M.oomt_dsabreviado,
                "tipo_id": _M.ootp_id,
                "indicador_uso": _M.oomt_icuso,
            },
            _M.oomt_id,
            sequencia="atendimentopublico.seq_ocorrencia_operac_motivo",
            alteracao=_M.oomt_tmultimaalteracao,
            uso="indicador_uso",
            usado_por=(Uso(ocorrencia_operacional.c.oomt_id, "ocorrência operacional", "ocorrências operacionais"),),
        ),
        campos=(
            Campo("descricao", "Descrição", obrigatorio=True, ausente="Informe a Descrição", maiusculas=True),
            Campo("descricao_abreviada", "Descrição Abreviada", tamanho=10, maiusculas=True),
            Campo(
                "tipo_id",
                "Tipo da Ocorrência",
                Especie.OPCAO,
                obrigatorio=True,
                opcoes=_tipos,
                ausente="Informe Tipo da Ocorrência",
                ajuda="O motivo só é oferecido nas ocorrências deste tipo.",
            ),
            ativo(),
        ),
        colunas=(
            coluna("descricao", "Descrição", 40),
            coluna_codigo(),
            coluna("descricao_abreviada", "Descrição Abreviada", 20),
            coluna_nome("tipo_id", "Tipo da Ocorrência", _tipos, 34),
            coluna_ativo(),
        ),
    ),
    filtros=(
        Filtro("descricao", "Descrição", contendo=True),
        Filtro("descricao_abreviada", "Descrição Abreviada", contendo=True),
        Filtro("tipo_id", "Tipo da Ocorrência", Especie.OPCAO, _tipos),
        Filtro("indicador_uso", "Indicador de Uso", Especie.OPCAO, lambda _a, _v: ATIVO_INATIVO),
    ),
    inserido="Motivo da Ocorrência Operacional inserido com sucesso",
    atualizado="Motivo da Ocorrência Operacional de código {id} atualizada com sucesso.",
    removido="{n} Motivo(s) Ocorrência(s) operacional(is) excluído(s) com sucesso.",
    listas=_listas,
    unicos=(
        Unico(
            ("tipo_id", "descricao"),
            lambda _registro, _ambiente: "Já existe um motivo com esta descrição neste tipo de ocorrência.",
        ),
    ),
)
