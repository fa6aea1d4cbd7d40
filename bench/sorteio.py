"""What the operations are asked: seeded draws from the data, skewed as people are (recent RAs, busy unidades)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy.orm import Session

from bench.base import Bancada
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.registro_atendimento import DadosGerais, Local, NovoRA, RAInserido, Solicitante
from gsan_desk.services.ra_duplicidade import AvisosPendentes
from gsan_desk.services.ra_inserir import FormularioAberto, abrir, concluir

SEMENTE = 60
T = TypeVar("T")

_ATENDIDOS = """
SELECT r.imov_id, s.clie_id, r.step_id
FROM atendimentopublico.registro_atendimento r /*amostra*/ JOIN atendimentopublico.ra_solicitante s USING (rgat_id)
WHERE r.imov_id IS NOT NULL AND s.clie_id IS NOT NULL ORDER BY rgat_id
"""
_RECENTES = """
SELECT rgat_id FROM atendimentopublico.registro_atendimento r /*amostra*/ ORDER BY rgat_tmregistroatendimento, rgat_id
"""


@dataclass(frozen=True, slots=True)
class Pedido:
    """What somebody who calls wants: an especificação, for an imóvel, as its cliente."""

    imovel_id: int
    cliente_id: int
    especificacao_id: int


class Sorteador:
    """Draws from one base; the same seed and base give the same draws."""

    def __init__(self, bancada: Bancada, quantos: int, semente: int = SEMENTE) -> None:
        self._bancada, self._quantos = bancada, quantos
        self._rng = Random(semente)
        self._amostra = bancada.amostra
        self._recentes = self._valores(_RECENTES)

    def ras(self) -> list[int]:
        """Numbers of RAs, the recent ones more often."""
        total = len(self._recentes)
        return [self._recentes[int(total * (1 - self._rng.random() ** 3)) - 1] for _ in range(self._quantos)]

    def valores(self, comando: str) -> list[T]:
        """Values of the first column, each as often as it occurs."""
        return self._rng.choices(self._valores(comando), k=self._quantos)

    def periodos(self, dias: int) -> list[Periodo]:
        """Periods of so many days that end within the last ten months."""
        return [Periodo(fim - timedelta(days=dias - 1), fim) for fim in self._fins()]

    def filtros(self, periodo: int, **campos: str) -> list[FiltroRA]:
        """Filters with a period of so many days (0: none) and fields drawn by a statement each."""
        colunas = {nome: self.valores(comando) for nome, comando in campos.items()}
        periodos = self.periodos(periodo) if periodo else [Periodo()] * self._quantos
        return [
            FiltroRA(
                atendimento=periodos[n],
                **{nome: (v[n],) if nome.endswith("_ids") else v[n] for nome, v in colunas.items()},
            )
            for n in range(self._quantos)
        ]

    def caixas(self) -> list[FiltroRA]:
        """Pending RAs that stand in a unidade, the last year of them."""
        unidades = self.valores(
            "SELECT unid_idatual FROM atendimentopublico.registro_atendimento WHERE rgat_cdsituacao = 1"
            " AND unid_idatual IS NOT NULL ORDER BY rgat_id"
        )
        ano = Periodo(self._hoje() - timedelta(days=365), self._hoje())
        return [
            FiltroRA(situacao=SituacaoRA.PENDENTE, unidade_atual_id=unidade, atendimento=ano) for unidade in unidades
        ]

    def pedidos(self, quantos: int | None = None) -> list[Pedido]:
        """Requests that can be registered as they are: each on an imóvel of its own."""
        candidatos = [Pedido(*linha) for linha in self._linhas(_ATENDIDOS)]
        self._rng.shuffle(candidatos)
        achados: dict[int, Pedido] = {}
        for pedido in candidatos:
            if len(achados) == (quantos or self._quantos):
                break
            if pedido.imovel_id not in achados and self._registravel(pedido):
                achados[pedido.imovel_id] = pedido
        return list(achados.values())

    def _registravel(self, pedido: Pedido) -> bool:
        try:
            self._bancada.banco.executar(_experimentar, self._bancada.contexto, pedido)
        except RegraViolada:
            return False
        except _Desfeito:
            return True
        raise AssertionError("the trial commits nothing")

    def _fins(self) -> Iterator[date]:
        for _ in range(self._quantos):
            yield self._hoje() - timedelta(days=int(300 * self._rng.random() ** 2))

    def _hoje(self) -> date:
        (hoje,) = self._valores("SELECT current_date")
        return hoje

    def _valores(self, comando: str) -> list[T]:
        return [linha[0] for linha in self._linhas(comando)]

    def _linhas(self, comando: str) -> list[tuple[Any, ...]]:
        """Read from a sample of the RAs, where the statement says which table may be cut."""
        return self._bancada.consultar(comando.replace("/*amostra*/", self._amostra))


class _Desfeito(Exception):
    """Rolls a trial back."""


def _experimentar(session: Session, contexto: Contexto, pedido: Pedido) -> None:
    concluir_aceitando(session, contexto, comando(abrir(session, contexto), contexto, pedido))
    raise _Desfeito


def comando(formulario: FormularioAberto, contexto: Contexto, pedido: Pedido) -> NovoRA:
    """Fill the form as the screen does for the request."""
    especificacao = contexto.dominios.especificacoes[pedido.especificacao_id]
    return NovoRA(
        chave=uuid4(),
        protocolo=formulario.protocolo,
        dados_gerais=DadosGerais(
            data=formulario.agora.date(),
            hora=formulario.agora.time(),
            unidade_id=formulario.unidade_id,
            meio_id=formulario.meio_id or min(contexto.dominios.meios),
            tipo_id=especificacao.tipo_id,
            especificacao_id=especificacao.id,
            observacao="MEDIDO PELO BENCH",
        ),
        local=Local(imovel_id=pedido.imovel_id),
        solicitante=Solicitante(cliente_id=pedido.cliente_id),
    )


def concluir_aceitando(session: Session, contexto: Contexto, novo: NovoRA) -> RAInserido:
    """Conclude, answering Continuar to every warning."""
    return _aceitar(lambda pedido: concluir(session, contexto, pedido), novo)


def _aceitar(fazer: Callable[[NovoRA], RAInserido], novo: NovoRA) -> RAInserido:
    while True:
        try:
            return fazer(novo)
        except AvisosPendentes as parada:
            novo = replace(novo, avisos_aceitos=novo.avisos_aceitos | {aviso.chave for aviso in parada.avisos})
