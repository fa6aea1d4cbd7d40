"""The draft of a row of configuration: as it was read and as it is wanted, grids included, in a file of the person."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gsan_desk.services.cadastro.descricao import Cadastro, Registro
from gsan_desk.ui.rascunho import Rascunho


def chave(cadastro: Cadastro, id_: int | None) -> str:
    """Name the draft by the row; there is one for a new row."""
    return f"cadastro_{cadastro.chave}:{'novo' if id_ is None else id_}"


def guardar(lido: Registro, desejado: Registro) -> dict[str, Any]:
    """Give both versions as JSON holds them."""
    return {"lido": _registro(lido), "desejado": _registro(desejado)}


def ler(guardado: Rascunho) -> tuple[Registro, Registro] | None:
    """Read (as read, as wanted) back; ``None`` for what another version kept."""
    try:
        return _de_registro(guardado.dados["lido"]), _de_registro(guardado.dados["desejado"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _registro(registro: Registro) -> dict[str, Any]:
    return {
        "id": registro.id,
        "valores": {nome: _valor(valor) for nome, valor in registro.valores.items()},
        "filhos": {nome: [_registro(linha) for linha in linhas] for nome, linhas in registro.filhos.items()},
        "ultima_alteracao": _valor(registro.ultima_alteracao),
    }


def _de_registro(dados: dict[str, Any]) -> Registro:
    return Registro(
        {nome: _de_valor(valor) for nome, valor in dados["valores"].items()},
        dados["id"],
        {nome: tuple(_de_registro(linha) for linha in linhas) for nome, linhas in dados["filhos"].items()},
        _de_valor(dados["ultima_alteracao"]),
    )


def _valor(valor: Any) -> Any:
    """Write what JSON has no word for as a pair: what it is, and its text."""
    if isinstance(valor, datetime):
        return {"momento": valor.isoformat()}
    if isinstance(valor, date):
        return {"data": valor.isoformat()}
    if isinstance(valor, Decimal):
        return {"decimal": str(valor)}
    return {"bytes": b64encode(valor).decode()} if isinstance(valor, bytes) else valor


def _de_valor(valor: Any) -> Any:
    if not isinstance(valor, dict):
        return valor
    ((tipo, escrito),) = valor.items()
    return _LEITORES[tipo](escrito)


_LEITORES: dict[str, Callable[[str], Any]] = {
    "momento": datetime.fromisoformat,
    "data": date.fromisoformat,
    "decimal": Decimal,
    "bytes": b64decode,
}
