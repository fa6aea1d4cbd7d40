"""Clientes and funcionários that the changed rows of the grid of solicitantes name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.registro_atendimento import Solicitante
from gsan_desk.domain.regras.solicitante import FatosSolicitante
from gsan_desk.models.cadastro import Cliente, Funcionario
from gsan_desk.services import cliente as clientes
from gsan_desk.services.linhas_json import Consulta, linhas


@dataclass(frozen=True, slots=True)
class Pessoas:
    """By id; ``unidade_de`` is the unit of each funcionário."""

    clientes: dict[int, ClienteFato] = field(default_factory=dict)
    unidade_de: dict[int, int | None] = field(default_factory=dict)

    def fatos(self, pedido: Solicitante) -> FatosSolicitante:
        """Give what the rules ask about one solicitante."""
        return FatosSolicitante(
            self.clientes.get(pedido.cliente_id or 0), self.unidade_de.get(pedido.funcionario_id or 0)
        )


def carregar(session: Session, solicitantes: Iterable[SolicitanteRA]) -> Pessoas:
    """Load them; one statement, or none when nobody is named by code."""
    pedidos = [linha.solicitante for linha in solicitantes]
    cliente_ids = [p.cliente_id for p in pedidos if p.cliente_id is not None]
    funcionario_ids = [p.funcionario_id for p in pedidos if p.funcionario_id is not None]
    if not cliente_ids and not funcionario_ids:
        return Pessoas()
    linha = session.execute(_consulta(), {"cliente_ids": cliente_ids, "funcionario_ids": funcionario_ids}).one()
    achados = (clientes.montar(dados) for dados in linha.clientes)
    return Pessoas(
        {cliente.id: cliente for cliente in achados if cliente is not None},
        {dados["id"]: dados["unidade_id"] for dados in linha.funcionarios},
    )


@cache
def _consulta() -> Consulta:
    cliente = aliased(Cliente)
    em_uso = clientes.consulta(cliente).where(
        cliente.id.in_(bindparam("cliente_ids", expanding=True)), cliente.indicador_uso == SIM
    )
    funcionarios = select(Funcionario.id.label("id"), Funcionario.unidade_id.label("unidade_id")).where(
        Funcionario.id.in_(bindparam("funcionario_ids", expanding=True))
    )
    return select(linhas(em_uso).label("clientes"), linhas(funcionarios).label("funcionarios"))
