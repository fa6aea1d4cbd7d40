"""The RAs that the Caixa has read: which they are, in which order, and which of them are new."""

from collections.abc import Iterable, Sequence

from gsan_desk.services.caixa import Chave, LinhaCaixa, Pagina
from gsan_desk.ui.normalizar import normalizar


class Estoque:
    """Rows by number.

    Attributes:
        novos: numbers that came while the list was on screen and that the person has not looked at.
        proxima: where the pages read so far end; ``None`` when all were read.
    """

    def __init__(self) -> None:
        self._linhas: dict[int, LinhaCaixa] = {}
        self._procura: dict[int, str] = {}
        self._lido = False
        self.novos: set[int] = set()
        self.proxima: Chave | None = None

    def __len__(self) -> int:
        return len(self._linhas)

    def substituir(self, pagina: Pagina) -> None:
        """Take what was read from the beginning in the place of what was there."""
        antes, fim, lido = self._linhas.keys(), self.proxima, self._lido
        linhas = (*pagina.linhas, *pagina.avulsas)
        vistas = {n.id for n in linhas if n.id in antes or (fim is not None and _depois(n.chave, fim))}
        novas = {linha.id for linha in linhas} - vistas if lido else set()
        self._linhas, self._procura = {}, {}
        self._guardar(linhas)
        self.novos = (self.novos | novas) & self._linhas.keys()
        self.proxima, self._lido = pagina.proxima, True

    def acrescentar(self, pagina: Pagina) -> None:
        """Take the next page."""
        self._guardar(pagina.linhas)
        self.proxima = pagina.proxima

    def atualizar(self, numeros: Iterable[int], achadas: Sequence[LinhaCaixa]) -> None:
        """Take the RAs asked for as they are now; one that was not found has left."""
        self.novos |= {linha.id for linha in achadas} - self._linhas.keys()
        for numero in numeros:
            self._linhas.pop(numero, None)
        self._guardar(achadas)
        self.novos &= self._linhas.keys()

    def mostradas(self, filtro: str = "") -> tuple[LinhaCaixa, ...]:
        """Give the rows in order, those that have every word of ``filtro``."""
        palavras = normalizar(filtro).split()
        achadas = [linha for n, linha in self._linhas.items() if all(p in self._procura[n] for p in palavras)]
        return tuple(sorted(achadas, key=lambda linha: (linha.data_prevista, linha.id)))

    def _guardar(self, linhas: Iterable[LinhaCaixa]) -> None:
        for linha in linhas:
            self._linhas[linha.id] = linha
            partes = (
                str(linha.id),
                linha.tipo,
                linha.especificacao,
                linha.solicitante,
                linha.endereco,
                linha.unidade,
                linha.situacao.nome,
            )
            self._procura[linha.id] = normalizar(" ".join(partes))


def _depois(chave: Chave, outra: Chave) -> bool:
    return (chave.prevista, chave.numero) > (outra.prevista, outra.numero)
