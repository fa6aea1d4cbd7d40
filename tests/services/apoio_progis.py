"""What the tests of the citizens' reports share: a report, an RA with coordinates, both in the centre of the town."""

from itertools import count
from typing import Any

from gsan_desk.domain.projecao import desprojetar
from tests.support.cenario import IDS, JPG_MINIMO

LESTE, NORTE, ZONA = 290100.5, 9108200.25, 25
FONE = "+5581987650001"
_chaves = count(1)


def por_relato(base: Any, a_leste: float = 0.0, a_norte: float = 0.0, fotos: int = 0, **colunas: Any) -> int:
    """Insert a pending report so many metres from the centre, and give its id."""
    lugar = desprojetar(LESTE + a_leste, NORTE + a_norte, ZONA)
    assert lugar is not None
    linha = {
        "origem": "TESTE",
        "id_externo": str(next(_chaves)),
        "telefone": FONE,
        "problema": 1,
        "latitude": lugar[0],
        "longitude": lugar[1],
    } | colunas
    nomes, vagas = ", ".join(linha), ", ".join(["%s"] * len(linha))
    base.execute(f"INSERT INTO gsan_desk.relato_cidadao ({nomes}) VALUES ({vagas})", tuple(linha.values()))
    for ordem in range(1, fotos + 1):
        base.execute(
            "INSERT INTO gsan_desk.relato_foto VALUES (%s, %s, %s, %s)",
            (linha["origem"], linha["id_externo"], ordem, JPG_MINIMO),
        )
    return int(base.execute("SELECT max(id) AS id FROM gsan_desk.relato_cidadao").fetchone()["id"])


def por_no_mapa(base: Any, ra: int, a_leste: float = 0.0, a_norte: float = 0.0, **colunas: Any) -> None:
    """Give an RA coordinates so many metres from the centre, and the especificação of the reports."""
    valores = {
        "rgat_nncoordenadaleste": LESTE + a_leste,
        "rgat_nncoordenadanorte": NORTE + a_norte,
        "step_id": IDS.espec_simples,
    } | colunas
    partes = ", ".join(f"{nome} = %s" for nome in valores)
    base.execute(
        f"UPDATE atendimentopublico.registro_atendimento SET {partes} WHERE rgat_id = %s", (*valores.values(), ra)
    )


def ajustar(base: Any, **colunas: Any) -> None:
    """Change settings of the reports."""
    partes = ", ".join(f"{nome} = %s" for nome in colunas)
    base.execute(f"UPDATE gsan_desk.relato_ajustes SET {partes}", tuple(colunas.values()))


def ler(base: Any, id_: int) -> dict[str, Any]:
    """Read the row of a report."""
    return dict(base.execute("SELECT * FROM gsan_desk.relato_cidadao WHERE id = %s", (id_,)).fetchone())
