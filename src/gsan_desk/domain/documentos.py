"""CPF and CNPJ, the alphanumeric CNPJ of 2026 included."""

import re

from validate_docbr import CNPJ, CPF

_CPF = CPF()
_CNPJ = CNPJ()
_PONTUACAO = re.compile(r"[\s./-]")
_FORMA_CPF = re.compile(r"[0-9]{11}")
_FORMA_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}")


def normalizar(texto: str) -> str:
    """Keep the bare characters, upper case, as they are stored; what is no punctuation stays to be refused."""
    return _PONTUACAO.sub("", texto).upper()


def cpf_valido(texto: str) -> bool:
    """Tell whether the text is a CPF with right check digits."""
    nu = normalizar(texto)
    return bool(_FORMA_CPF.fullmatch(nu)) and bool(_CPF.validate(nu))


def cnpj_valido(texto: str) -> bool:
    """Tell whether the text is a CNPJ, of digits or letters, with right check digits."""
    nu = normalizar(texto)
    return bool(_FORMA_CNPJ.fullmatch(nu)) and len(set(nu)) > 1 and bool(_CNPJ.validate(nu))


def valido(texto: str) -> bool:
    """Tell whether the text is a CPF or a CNPJ."""
    return cpf_valido(texto) or cnpj_valido(texto)


def formatar(texto: str | None) -> str:
    """Punctuate a CPF or CNPJ by its length; anything else is shown as it came."""
    nu = normalizar(texto or "")
    if _FORMA_CPF.fullmatch(nu):
        return f"{nu[:3]}.{nu[3:6]}.{nu[6:9]}-{nu[9:]}"
    if _FORMA_CNPJ.fullmatch(nu):
        return f"{nu[:2]}.{nu[2:5]}.{nu[5:8]}/{nu[8:12]}-{nu[12:]}"
    return texto or ""
