"""Numbers of the pre-printed RA forms: sequential and check digit [UC0366 FS0042, UC0494]."""

import re

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao

MAIOR_INTEIRO = 2**31 - 1
_ESCRITA = re.compile(r"[0-9]+-?[0-9]|[0-9]")


def digito(sequencial: int) -> int:
    """Compute the check digit: modulo 11 with weights 2 to 9 from the right."""
    soma = sum(int(algarismo) * (2 + i % 8) for i, algarismo in enumerate(reversed(str(sequencial))))
    resto = soma % 11
    return 0 if resto < 2 else 11 - resto


def com_digito(sequencial: int) -> int:
    """Append the check digit: the value that ``rgat_idmanual`` stores."""
    return sequencial * 10 + digito(sequencial)


def normalizar(texto: str) -> int | None:
    """Read what was typed, with or without hyphen and leading zeros; ``None`` when it is not a number."""
    escrito = texto.strip()
    return int(escrito.replace("-", "")) if _ESCRITA.fullmatch(escrito) else None


def formatar(valor: int) -> str:
    """Show a stored value as printed on the form: ``000000123-4``."""
    return f"{valor // 10:09d}-{valor % 10}"


def verificar(texto: str, ultimo_emitido: int, campo: str = "dados_gerais.numero_manual") -> list[Violacao]:
    """Check digits, size (M09), limit (M10) and check digit (M11), stopping at the first; empty is accepted."""
    if not texto.strip():
        return []
    valor = normalizar(texto)
    if valor is None:
        return [violacao("FORMATO", campo)]
    sequencial, informado = divmod(valor, 10)
    if not sequencial:
        return [violacao("M09", campo)]
    if sequencial > ultimo_emitido or valor > MAIOR_INTEIRO:
        return [violacao("M10", campo)]
    return [] if digito(sequencial) == informado else [violacao("M11", campo)]
