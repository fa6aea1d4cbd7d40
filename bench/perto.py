"""What stands near a point: the RAs that a citizen's report may repeat, as the analysis of PROGIS looks for them."""

from collections.abc import Iterator
from decimal import Decimal

from bench import ingenuo_leitura as ingenuo
from bench.base import Bancada
from bench.operacoes import Operacao, Orcamento
from bench.sorteio import Sorteador
from gsan_desk.services.progis.candidatos import Alcance, Lugar, candidatos

_LUGARES = """
SELECT jsonb_build_array(rgat_nncoordenadaleste, rgat_nncoordenadanorte, step_id)::text
FROM atendimentopublico.registro_atendimento r /*amostra*/
WHERE rgat_nncoordenadaleste IS NOT NULL ORDER BY rgat_id
"""


def operacoes(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    """Give the search around places where something was reported before."""
    banco, contexto = bancada.banco, bancada.contexto
    raio = Alcance().raio
    yield Operacao(
        "RAs perto de um ponto, para um relato",
        Orcamento(1, 10, 30),
        lambda onde: banco.executar(candidatos, contexto, onde[0], onde[1]),
        lambda onde: banco.executar(ingenuo.perto, float(onde[0].leste), float(onde[0].norte), raio, onde[1]),
        [_ler(texto) for texto in sorteador.valores(_LUGARES)],
    )


def _ler(texto: str) -> tuple[Lugar, tuple[int, ...]]:
    leste, norte, especificacao = texto.strip("[]").split(", ")
    return Lugar(leste=Decimal(leste), norte=Decimal(norte)), (int(especificacao),)
