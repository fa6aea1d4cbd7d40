"""How the RAs of the Caixa look: columns, colours, and in words what the colours say."""

from collections.abc import Callable

from gsan_desk.services.caixa import LinhaCaixa
from gsan_desk.ui.tables.column import Coluna, Destaque

Novo = Callable[[int], bool]


def colunas(novo: Novo) -> tuple[Coluna, ...]:
    """Give the columns; ``novo`` tells of a number whether it came just now."""
    return (
        Coluna("marca", "!", lambda x: _marca(x, novo(x.id)), "centro", 14),
        Coluna("id", "Número", lambda x: x.id, "direita", 11),
        Coluna("prazo", "Dias Úteis", prazo, "centro", 14),
        Coluna("data_prevista", "Data Prevista", lambda x: x.data_prevista, "centro", 14),
        Coluna("tipo", "Tipo", lambda x: x.tipo, largura=15),
        Coluna("especificacao", "Especificação", lambda x: x.especificacao, largura=24),
        Coluna("endereco", "Local da Ocorrência", lambda x: x.endereco, largura=26),
        Coluna("solicitante", "Solicitante", lambda x: x.solicitante, largura=15),
        Coluna("data_atendimento", "Atendimento", lambda x: x.data_atendimento, "centro", 18),
        Coluna("reiteracoes", "Reit.", lambda x: x.reiteracoes or "", "centro", 6),
        Coluna("situacao", "Sit.", lambda x: x.situacao.abreviatura, "centro", 6),
        Coluna("unidade", "Unidade", lambda x: x.unidade, largura=15),
    )


def destaque(novo: Novo) -> Callable[[LinhaCaixa], Destaque | None]:
    """Red for the urgent and the reiterated (spec 10 §2.13), then what came just now, then what is overdue."""

    def escolher(linha: LinhaCaixa) -> Destaque | None:
        motivos = list(linha.destaques)
        if novo(linha.id):
            motivos.append("Chegou agora")
        if linha.atrasado:
            motivos.append(f"Prazo vencido: {prazo(linha)}")
        if not motivos:
            return None
        dica = "\n".join(motivos)
        if linha.destaques:
            return Destaque("urgente", dica)
        return Destaque("info" if novo(linha.id) else "aviso", dica)

    return escolher


def prazo(linha: LinhaCaixa) -> str:
    """Write the business days that are left, or that the RA is late."""
    dias = abs(linha.dias_uteis)
    if linha.atrasado:
        return f"{dias} de atraso" if dias else "vencido"
    return str(dias) if dias else "vence hoje"


def _marca(linha: LinhaCaixa, nova: bool) -> str:
    """Say in letters what the colour says."""
    return " ".join(
        filter(
            None,
            (
                "NOVO" if nova else "",
                "URG" if linha.urgente else "",
                f"R{linha.reiteracoes}" if linha.reiteracoes else "",
            ),
        )
    )
