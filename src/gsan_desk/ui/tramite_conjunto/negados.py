"""The list "RA – motivo" of those that do not go (spec 20 §7.4)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Unidade
from gsan_desk.domain.tramite_conjunto import Negado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.tramite_conjunto.tabela import nome_da_unidade
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.marca import rotulo

MOTIVOS = 3


class ListaDeNegados(QWidget):
    """A sentence with the commonest reasons, and every RA with its own."""

    def __init__(self, nome: str, unidades: Mapping[int, Unidade]) -> None:
        super().__init__()
        colunas = (
            Coluna("ra", "Número do RA", lambda x: x.ra, "direita", 16),
            Coluna("resultado", "Situação", lambda x: x.resultado.nome, largura=20),
            Coluna("unidade", "Unidade Atual", lambda x: nome_da_unidade(unidades, x.unidade_atual_id), largura=30),
            Coluna("mensagem", "Motivo", lambda x: x.mensagem, largura=60),
        )
        self.frase = rotulo("fraco", quebra=True)
        self.tabela = TabelaLinhas(colunas, nome=nome, titulo="RAs que não podem ser tramitados")
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.frase)
        caixa.addWidget(self.tabela, 1)

    def mostrar(self, negados: Sequence[Negado]) -> None:
        """Show them; none is nothing to see."""
        self.tabela.modelo.definir(negados)
        contados = Counter(_sem_numero(negado) for negado in negados).most_common()
        ditos = [f"{mil(quantos)}: {motivo}" for motivo, quantos in contados[:MOTIVOS]]
        resto = sum(quantos for _, quantos in contados[MOTIVOS:])
        self.frase.setText("  ·  ".join(ditos + ([f"{mil(resto)}: outros motivos"] if resto else [])))
        self.setVisible(bool(negados))


def _sem_numero(negado: Negado) -> str:
    """Say the reason without the number of the RA, so that equal ones are counted together."""
    return negado.mensagem.replace(f"RA {negado.ra} ", "RA ")
