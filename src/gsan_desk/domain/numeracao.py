"""Numbers for the paper forms of a unit [UC0494]."""

from dataclasses import dataclass

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.numero_manual import com_digito, formatar

QUANTIDADE_MINIMA, QUANTIDADE_MAXIMA = 1, 90


@dataclass(frozen=True, slots=True)
class GerarNumeracao:
    """How many numbers, and the unit whose name goes on the paper."""

    quantidade: int | None
    unidade_id: int | None


@dataclass(frozen=True, slots=True)
class Numeracao:
    """The numbers issued: the last one without digit, how many, and for whom they are printed."""

    ultimo: int
    quantidade: int
    unidade: str

    @property
    def numeros(self) -> tuple[str, ...]:
        """The numbers as they are printed, in order."""
        return tuple(formatar(com_digito(n)) for n in range(self.ultimo - self.quantidade + 1, self.ultimo + 1))


def verificar(pedido: GerarNumeracao, contexto: Contexto) -> list[Violacao]:
    """Check quantity and unit (spec 20 §14)."""
    achadas = []
    if pedido.quantidade is None:
        achadas.append(violacao("M01", "numeracao.quantidade"))
    elif pedido.quantidade > QUANTIDADE_MAXIMA:
        achadas.append(violacao("QUANTIDADE_MAXIMA", "numeracao.quantidade", maximo=QUANTIDADE_MAXIMA))
    elif pedido.quantidade < QUANTIDADE_MINIMA:
        achadas.append(violacao("QUANTIDADE_MINIMA", "numeracao.quantidade", minimo=QUANTIDADE_MINIMA))
    if pedido.unidade_id is None:
        achadas.append(violacao("M01", "numeracao.unidade_id"))
    elif (unidade := contexto.dominios.unidades.get(pedido.unidade_id)) is None or not unidade.em_uso:
        achadas.append(violacao("UNIDADE_ORGANIZACIONAL_INEXISTENTE", "numeracao.unidade_id"))
    return achadas
