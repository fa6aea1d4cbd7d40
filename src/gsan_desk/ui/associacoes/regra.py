"""The rule of the centralizadora by localidade, beside the associations that it speaks of (spec 20 §5.3, 5b)."""

from PySide6.QtWidgets import QCheckBox

from gsan_desk.services.associacoes import mudar_por_localidade, por_localidade
from gsan_desk.ui.trabalho import Trabalho

TEXTO = "Centrali&zadora por localidade, ignorando o grupo"
DICA = (
    "Com OS pendente, o RA pode ir para a centralizadora de qualquer unidade ligada à localidade dele, não só para a do"
    " grupo do seu tipo. Vale logo, para toda a base."
)
GRAVADA = {
    True: "Vale a centralizadora de qualquer unidade da localidade.",
    False: "Vale só a centralizadora do grupo.",
}


class RegraDaCentralizadora(QCheckBox):
    """Reads itself, and writes itself at once; a failure puts it back."""

    def __init__(self, trabalho: Trabalho) -> None:
        super().__init__(TEXTO)
        self._trabalho = trabalho
        self.setToolTip(DICA)
        self.setEnabled(False)
        self.clicked.connect(lambda vale: trabalho.iniciar(self._gravar(vale)))

    async def ler(self) -> None:
        """Show what the base holds."""
        self.setChecked(await self._trabalho.ponte.executar(por_localidade))
        self.setEnabled(True)

    async def _gravar(self, vale: bool) -> None:
        self.setEnabled(False)
        feito = False
        try:
            await self._trabalho.ponte.executar(mudar_por_localidade, vale)
            feito = True
        finally:
            self.setEnabled(True)
            self.setChecked(vale if feito else not vale)
        self._trabalho.barra.confirmar(GRAVADA[vale], chave="feito")
