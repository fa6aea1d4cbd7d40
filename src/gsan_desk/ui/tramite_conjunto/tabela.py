"""The list of RAs with a box to mark each: cells of a model, so that ten thousand rows cost no widget."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent

from gsan_desk.domain.dominios import Unidade
from gsan_desk.services.ra_filtrar import ColunaRA, Ordem
from gsan_desk.services.tramite_conjunto.selecionar import LinhaSelecao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.model import ModeloLinhas
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.tramite_conjunto.escolha import Escolha

_MARCA = 0
_PAPEIS_DA_MARCA = frozenset({Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole})
Indice = QModelIndex | QPersistentModelIndex


class ModeloSelecao(ModeloLinhas):
    """Rows whose first cell is a check box over an ``Escolha``."""

    escolha: Escolha

    def data(self, indice: Indice, papel: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if papel not in _PAPEIS_DA_MARCA or indice.column() != _MARCA:
            return super().data(indice, papel)
        marcado = self.escolha.marcado(self.linha(indice.row()).id)
        if papel == Qt.ItemDataRole.AccessibleTextRole:
            return "marcado" if marcado else "não marcado"
        return Qt.CheckState.Checked if marcado else Qt.CheckState.Unchecked

    def setData(self, indice: Indice, valor: Any, papel: int = Qt.ItemDataRole.EditRole) -> bool:
        if indice.column() != _MARCA or papel != Qt.ItemDataRole.CheckStateRole:
            return False
        self.escolha.marcar([self.linha(indice.row()).escolhido], Qt.CheckState(valor) == Qt.CheckState.Checked)
        return True

    def flags(self, indice: Indice) -> Qt.ItemFlag:
        caixa = Qt.ItemFlag.ItemIsUserCheckable if indice.column() == _MARCA else Qt.ItemFlag.NoItemFlags
        return super().flags(indice) | caixa

    def repintar(self) -> None:
        """Show marks and destinations again; the view asks only for the rows in sight."""
        if total := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(total - 1, len(self.colunas) - 1))


class TabelaSelecao(TabelaLinhas):
    """The list; Space marks the rows selected, or unmarks them when all are marked."""

    def __init__(self, escolha: Escolha, unidades: Mapping[int, Unidade], estado: Estado) -> None:
        super().__init__(
            _colunas(escolha, unidades),
            nome="tramite.conjunto",
            titulo="Registros de Atendimento para tramitar",
            estado=estado,
            destaque=_destaque,
            modelo=ModeloSelecao,
        )
        self._escolha = escolha
        self.selecao.escolha = escolha
        escolha.mudou.connect(self.selecao.repintar)

    @property
    def selecao(self) -> ModeloSelecao:
        """The model, by its own class."""
        if not isinstance(self.modelo, ModeloSelecao):
            raise TypeError(type(self.modelo))
        return self.modelo

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() == Qt.Key.Key_Space and (linhas := self.selecionadas()):
            tudo_marcado = all(self._escolha.marcado(linha.id) for linha in linhas)
            self._escolha.marcar([linha.escolhido for linha in linhas], not tudo_marcado)
        else:
            super().keyPressEvent(evento)


def ordem_da_coluna(nome: str, crescente: bool) -> Ordem:
    """Translate a click on a title for the server."""
    return Ordem(ColunaRA.NUMERO if nome == "id" else ColunaRA(nome), decrescente=not crescente)


def nome_da_unidade(unidades: Mapping[int, Unidade], id_: int | None) -> str:
    """Write a unit with its code; none is empty."""
    if id_ is None:
        return ""
    unidade = unidades.get(id_)
    return f"{id_} - {unidade.descricao}" if unidade is not None else str(id_)


def _colunas(escolha: Escolha, unidades: Mapping[int, Unidade]) -> tuple[Coluna, ...]:
    def destino(linha: LinhaSelecao) -> str:
        return nome_da_unidade(unidades, escolha.destino(linha.id))

    return (
        Coluna("marca", "✓", lambda _: "", "centro", 4),
        Coluna("id", "Número do RA", lambda x: x.id, "direita", 16, ordenavel=True),
        Coluna("especificacao", "Especificação", lambda x: x.especificacao, largura=34, ordenavel=True),
        Coluna("localidade", "Localidade", lambda x: x.localidade, largura=18, ordenavel=True),
        Coluna("unidade_atual", "Unidade Atual", lambda x: x.unidade_atual, largura=28, ordenavel=True),
        Coluna("destino", "Unidade Destino", destino, largura=30),
        Coluna("perfil", "Perfil do Imóvel", lambda x: x.perfil, largura=18, ordenavel=True),
        Coluna("data_atendimento", "Data Atendimento", lambda x: x.data_atendimento, "centro", 20, ordenavel=True),
        Coluna("data_prevista", "Data Prevista", lambda x: x.data_prevista, "centro", 16, ordenavel=True),
    )


def _destaque(linha: LinhaSelecao) -> Destaque | None:
    return Destaque("urgente", "Registro de Atendimento em caráter de urgência") if linha.urgente else None
