"""How much of everything goes with so many RAs (spec 60 §1)."""

from dataclasses import dataclass
from math import log

TAMANHOS = {"pequeno": 20_000, "medio": 1_000_000, "grande": 10_000_000}
DIAS = 1826
"""Five years of work, whatever the size."""
METADE_DOS_RAS = 20
"""So many especificações make half of the RAs."""


@dataclass(frozen=True, slots=True)
class Tamanho:
    """Rows to be there when the load is done; a utility of its own keeps the domain rows that it has."""

    ras: int

    @property
    def localidades(self) -> int:
        """Localidades, each new one a município."""
        return _entre(self.ras // 4_000, 5, 250)

    @property
    def unidades(self) -> int:
        """Unidades organizacionais."""
        return _entre(self.ras // 2_000, 17, 500)

    @property
    def usuarios(self) -> int:
        """People of the utility."""
        return _entre(self.ras // 400, 19, 3_000)

    @property
    def especificacoes(self) -> int:
        """Especificações."""
        return _entre(self.ras // 2_500, 46, 400)

    @property
    def imoveis(self) -> int:
        """Imóveis that the load brings."""
        return max(self.ras * 3 // 10, 500)

    @property
    def clientes(self) -> int:
        """Clientes that the load brings: some have two imóveis."""
        return self.imoveis * 5 // 6

    @property
    def logradouros(self) -> int:
        """Streets that the load brings."""
        return max(self.imoveis // 30, 40)

    @property
    def bairros(self) -> int:
        """Bairros that the load brings."""
        return max(self.logradouros // 25, 8)

    @property
    def quadras(self) -> int:
        """Quadras that the load brings."""
        return max(self.imoveis // 80, 24)


def ler(texto: str) -> Tamanho:
    """Read a number or the name of a size.

    Raises:
        ValueError: neither, or fewer than a hundred.
    """
    limpo = texto.strip().lower().replace(".", "").replace("_", "")
    ras = TAMANHOS.get(limpo) or (int(limpo) if limpo.isdigit() else 0)
    if not 100 <= ras <= TAMANHOS["grande"] * 2:
        raise ValueError(f"Informe de 100 a 20.000.000 de RAs, ou {', '.join(TAMANHOS)}.")
    return Tamanho(ras)


def expoente(especificacoes: int) -> float:
    """Give the power of a uniform draw that leaves half of the draws among the most usual ones."""
    parte = METADE_DOS_RAS / especificacoes
    return max(1.5, log(parte) / log(0.5)) if parte < 1 else 1.5


def _entre(valor: int, menor: int, maior: int) -> int:
    return min(max(valor, menor), maior)
