"""Opening the form: the protocolo told to the caller at once, and the defaults (spec 10 §2.7, §3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto, DivisaoEsgoto, Dominios, Item, LocalOcorrencia, Tipo
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.autorizacao import unidade_atendimento_padrao
from gsan_desk.services.protocolo import sortear


@dataclass(frozen=True, slots=True)
class FormularioAberto:
    """What a new form starts with; ``chave`` makes its Concluir idempotent."""

    chave: UUID
    protocolo: str
    agora: datetime
    unidade_id: int | None
    meio_id: int | None


def abrir(session: Session, contexto: Contexto) -> FormularioAberto:
    """Draw a protocolo and give the defaults of the tab Dados Gerais; one statement.

    Raises:
        RegraViolada: a combo would be empty (M34), or the protocolos are exhausted.
    """
    _exigir_tabelas(contexto.dominios)
    sorteio = sortear(session)
    unidade_id = unidade_atendimento_padrao(contexto)
    unidade = contexto.dominios.unidades.get(unidade_id or 0)
    return FormularioAberto(
        chave=uuid4(),
        protocolo=sorteio.protocolo,
        agora=sorteio.agora,
        unidade_id=unidade_id,
        meio_id=unidade.meio_id if unidade is not None else None,
    )


def _exigir_tabelas(dominios: Dominios) -> None:
    """Refuse to open while a combo would have nothing to choose; divisão de esgoto may be empty."""
    tabelas: dict[str, Mapping[int, Item | Tipo | LocalOcorrencia | DivisaoEsgoto]] = {
        "Meio de Solicitação": dominios.meios,
        "Tipo de Solicitação": dominios.tipos,
        "Local da Ocorrência": dominios.locais,
        "Pavimento da Rua": dominios.pavimentos_rua,
        "Pavimento da Calçada": dominios.pavimentos_calcada,
    }
    vazias = [nome for nome, linhas in tabelas.items() if not any(linha.em_uso for linha in linhas.values())]
    if vazias:
        raise RegraViolada(*(violacao("M34", tabela=nome) for nome in vazias))
