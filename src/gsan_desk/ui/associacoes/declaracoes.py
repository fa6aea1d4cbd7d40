"""What tells the two screens apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.associacoes import TabelaAssociacao
from gsan_desk.services.associacoes import situacoes_de_cobranca
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.lugares import campo_localidade
from gsan_desk.ui.widgets.combo import ComboItens


@dataclass(frozen=True, slots=True)
class Declaracao:
    """A screen of associations.

    Args:
        chave: id of the function and key of the tab.
        cabeca: label of the head, with its mnemonic.
        campo: makes the field of the head; ``opcoes`` reads its rows when it is a combo.
        regra: whether the screen holds the rule of the centralizadora by localidade (§5.3, 5b).
        ausente, gravada: codes of the messages without a head, and after Informar.
    """

    tabela: TabelaAssociacao
    chave: str
    titulo: str
    cabeca: str
    campo: Callable[[Ponte], QWidget]
    colunas: tuple[str, str]
    titulo_dialogo: str
    cabeca_no_dialogo: str
    adicionar: str
    voltar: str
    ausente: str
    gravada: str
    opcoes: Callable[[Any], Any] | None = None
    regra: bool = False


COBRANCA = Declaracao(
    tabela=TabelaAssociacao.COBRANCA,
    chave="tramite_cobranca",
    titulo="Informar Trâmite por Situação de Cobrança",
    cabeca="Situação de &Cobrança",
    campo=lambda _ponte: ComboItens(),
    colunas=("Descrição da Especificação", "Nome da Unidade"),
    titulo_dialogo="Informar Associação da Situação de Cobrança",
    cabeca_no_dialogo="Situação",
    adicionar="&Adicionar",
    voltar="&Voltar",
    ausente="COBRANCA_AUSENTE",
    gravada="COBRANCA_GRAVADA",
    opcoes=situacoes_de_cobranca,
)
LOCALIDADE = Declaracao(
    tabela=TabelaAssociacao.LOCALIDADE,
    chave="associacao_localidade",
    titulo="Informar Associação de Localidade, Especificação e Unidade",
    cabeca="&Localidade",
    campo=campo_localidade,
    colunas=("Especificação", "Unidade"),
    titulo_dialogo="Associar Localidade, Especificação e Unidade",
    cabeca_no_dialogo="Localidade",
    adicionar="&Inserir",
    voltar="&Fechar",
    ausente="LOCALIDADE_AUSENTE",
    gravada="LOCALIDADE_GRAVADA",
    regra=True,
)
