"""How RAs look in a list (spec 10 §8.3)."""

from gsan_desk.services.ra_filtrar import ColunaRA, LinhaRA, Ordem
from gsan_desk.ui.tables.column import Coluna, Destaque


def _dia(valor: object) -> str:
    return f"{valor:%d/%m/%Y}" if valor else ""


def _marca(linha: LinhaRA) -> str:
    """Say in letters what the colour says."""
    return " ".join(
        filter(None, ("URG" if linha.urgente else "", f"R{linha.reiteracoes}" if linha.reiteracoes else ""))
    )


COLUNAS = (
    Coluna("urgente", "!", _marca, "centro", 7),
    Coluna("id", "Número do RA", lambda x: x.id, "direita", 16, ordenavel=True),
    Coluna("especificacao", "Especificação", lambda x: x.especificacao, largura=34, ordenavel=True),
    Coluna("data_atendimento", "Data Atendimento", lambda x: x.data_atendimento, "centro", 20, _dia, ordenavel=True),
    Coluna("data_encerramento", "Data Encerramento", lambda x: x.data_encerramento, "centro", 21, _dia, ordenavel=True),
    Coluna("situacao", "Sit.", lambda x: x.situacao.abreviatura, "centro", 6, ordenavel=True),
    Coluna("perfil", "Perfil do Imóvel", lambda x: x.perfil, largura=20, ordenavel=True),
    Coluna("unidade_atual", "Unidade Atual", lambda x: x.unidade_atual, largura=30, ordenavel=True),
    Coluna("data_prevista", "Data Prevista", lambda x: x.data_prevista, "centro", 16, _dia, False, True),
    Coluna("reiteracoes", "Reiterações", lambda x: x.reiteracoes, "direita", 14, visivel=False, ordenavel=True),
    Coluna("tipo", "Tipo de Solicitação", lambda x: x.tipo, largura=28, visivel=False),
    Coluna("imovel_id", "Imóvel", lambda x: x.imovel_id, "direita", 10, visivel=False),
    Coluna("localidade", "Localidade", lambda x: x.localidade, largura=22, visivel=False, ordenavel=True),
    Coluna("coordenada_norte", "Coord. Norte", lambda x: x.coordenada_norte, "direita", 14, visivel=False),
    Coluna("coordenada_leste", "Coord. Leste", lambda x: x.coordenada_leste, "direita", 14, visivel=False),
    Coluna("observacao", "Observação", lambda x: x.observacao, largura=40, visivel=False),
)
COLUNAS_DA_PESQUISA = tuple(
    coluna
    for coluna in COLUNAS
    if coluna.nome
    in {"urgente", "id", "especificacao", "data_atendimento", "data_encerramento", "situacao", "unidade_atual"}
)


def destaque(linha: LinhaRA) -> Destaque | None:
    """Put an urgent or reiterated RA in red, with the reason (spec 10 §2.13)."""
    motivos = linha.destaques
    return Destaque("urgente", "\n".join(motivos)) if motivos else None


def ordem_da_coluna(nome: str, crescente: bool) -> Ordem:
    """Translate a click on a title for the server."""
    return Ordem(ColunaRA.NUMERO if nome == "id" else ColunaRA(nome), decrescente=not crescente)
