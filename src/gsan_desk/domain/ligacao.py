"""The signed call by which PROGIS opens Inserir RA: a ``gsan-desk://`` address (spec 40 §2.2).

The signature is of the login alone: it says that PROGIS speaks of this person, not that the rest is true. So a call
only fills a form in, which the person reads and concludes; whatever it holds is taken for hostile.
"""

import re
from base64 import b64decode
from binascii import Error as Base64Invalido
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import parse_qsl

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.local import LIMITES, TAMANHOS, TAMANHOS_ENDERECO

ESQUEMA, ACAO = "gsan-desk", "inserir-ra"
TAMANHO_MAXIMO = 4096
PARAMETROS_MAXIMOS = 40
ASSINATURA = 40
"""Bytes of r and s, side by side."""
_ALFABETO = str.maketrans("-_", "/+")
_VISIVEL = re.compile(r"[\x21-\x7e]+")
_ENDERECO = re.compile(rf"(?i:{ESQUEMA}://{ACAO})/?\?([^#]*)")
_INTEIRO = re.compile(r"[0-9]{1,9}")
_NUMERO = re.compile(r"[0-9]{1,12}([.,][0-9]{1,8})?")
_METRO = Decimal("0.0001")
_CENTESIMO = Decimal("0.01")
_MENOR, _MAIOR = Decimal(1), Decimal(20_000_000)
_INTEIROS = {
    "imov_id": "imovel_id",
    "loca_id": "localidade_id",
    "stcm_id": "setor_comercial_id",
    "lgbr_id": "logradouro_bairro_id",
    "lgcp_id": "logradouro_cep_id",
    "edrf_id": "endereco_referencia_id",
    "rgat_nncriticidade": "criticidade",
}
_TEXTOS = {
    "rgat_nnimovel": ("numero", TAMANHOS_ENDERECO["numero"]),
    "rgat_dscomplementondereco": ("complemento", TAMANHOS_ENDERECO["complemento"]),
    "rgat_dspontoreferencia": ("ponto_referencia", TAMANHOS["ponto_referencia"]),
}


@dataclass(frozen=True, slots=True)
class Chamada:
    """What PROGIS knows of a place; coordinates are projected metres, ``diametro`` is in millimetres.

    No schema known keeps ``endereco_referencia_id`` or ``criticidade`` of an RA: they are only shown.
    """

    login: str
    assinatura: str
    coordenada_norte: Decimal
    coordenada_leste: Decimal
    imovel_id: int | None = None
    localidade_id: int | None = None
    setor_comercial_id: int | None = None
    logradouro_bairro_id: int | None = None
    logradouro_cep_id: int | None = None
    endereco_referencia_id: int | None = None
    criticidade: int | None = None
    numero: str = ""
    complemento: str = ""
    ponto_referencia: str = ""
    diametro: Decimal | None = None


def ler(url: str) -> Chamada:
    """Read an address.

    Raises:
        RegraViolada: it is no address of ours, or it breaks a rule of the call.
    """
    dados = _parametros(url)
    login, assinatura = dados.get("usur_nmlogin", ""), dados.get("sign", "")
    if not login or not assinatura:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="falta o usuário ou a assinatura"))
    inteiros = {campo: _inteiro(nome, dados.get(nome, "")) for nome, campo in _INTEIROS.items()}
    textos = {campo: _texto(nome, dados.get(nome, ""), maximo) for nome, (campo, maximo) in _TEXTOS.items()}
    if inteiros["imovel_id"] is None and inteiros["logradouro_bairro_id"] is None:
        raise RegraViolada(violacao("LIGACAO_SEM_LUGAR"))
    return Chamada(
        login,
        assinatura,
        _coordenada(dados.get("rgat_nncoordenadanorte", "")),
        _coordenada(dados.get("rgat_nncoordenadaleste", "")),
        diametro=_diametro(dados.get("rgat_nndiametro", "")),
        **inteiros,  # type: ignore[arg-type]  # names of the fields, by the table above
        **textos,  # type: ignore[arg-type]
    )


def conferir(chamada: Chamada, login: str, chave: bytes) -> None:
    """See that the call is for the person at this workstation, and that PROGIS signed it.

    Args:
        chave: public DSA key of PROGIS, in PEM.

    Raises:
        RegraViolada: it is for somebody else, or the signature is none.
        ValueError: the key is not a public DSA key.
    """
    if chamada.login != login:
        raise RegraViolada(violacao("LIGACAO_OUTRO_LOGIN", de=chamada.login, aqui=login))
    if not assinatura_valida(chamada.login, chamada.assinatura, chave):
        raise RegraViolada(violacao("LIGACAO_ASSINATURA", login=login))


def assinatura_valida(login: str, assinatura: str, chave: bytes) -> bool:
    """Check DSA over SHA-1 of the login.

    Raises:
        ValueError: the key is not a public DSA key.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - most people never need it
    from cryptography.hazmat.primitives.asymmetric.dsa import DSAPublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA1  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    publica = load_pem_public_key(chave)
    if not isinstance(publica, DSAPublicKey):
        raise ValueError("a chave não é DSA")
    bytes_ = _bytes_da_assinatura(assinatura)
    if bytes_ is None:
        return False
    meio = ASSINATURA // 2
    r, s = int.from_bytes(bytes_[:meio]), int.from_bytes(bytes_[meio:])
    try:
        publica.verify(encode_dss_signature(r, s), login.encode(), SHA1())  # noqa: S303 - PROGIS's own
    except InvalidSignature:
        return False
    return True


def _bytes_da_assinatura(assinatura: str) -> bytes | None:
    """Undo PROGIS's Base64, in which ``-`` stands for ``/`` and ``_`` for ``+``."""
    texto = assinatura.rstrip("=").translate(_ALFABETO)
    try:
        lidos = b64decode(texto + "=" * (-len(texto) % 4), validate=True)
    except (Base64Invalido, ValueError):
        return None
    return lidos if len(lidos) == ASSINATURA else None


def _parametros(url: str) -> dict[str, str]:
    if len(url) > TAMANHO_MAXIMO:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="é longo demais"))
    if not _VISIVEL.fullmatch(url):
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="tem caracteres que um endereço não tem"))
    partes = _ENDERECO.fullmatch(url)
    if partes is None:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo=f"não começa por {ESQUEMA}://{ACAO}?"))
    try:
        pares = parse_qsl(
            partes[1],
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=PARAMETROS_MAXIMOS,
        )
    except ValueError as erro:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="está mal escrito")) from erro
    dados = {nome: valor.strip() for nome, valor in pares}
    if len(dados) != len(pares):
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="repete um parâmetro"))
    if any(not valor.isprintable() for valor in dados.values()):
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="tem caracteres de controle"))
    return dados


def _inteiro(nome: str, valor: str) -> int | None:
    if not valor:
        return None
    if not _INTEIRO.fullmatch(valor):
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo=f"{nome} não é um número"))
    return int(valor)


def _texto(nome: str, valor: str, maximo: int) -> str:
    if len(valor) > maximo:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo=f"{nome} passa de {maximo} caracteres"))
    return valor


def _coordenada(valor: str) -> Decimal:
    """Read metres; degrees, which are negative here or small, are none."""
    metros = _decimal(valor)
    if metros is None or not _MENOR < metros < _MAIOR:
        raise RegraViolada(violacao("LIGACAO_COORDENADA"))
    return metros.quantize(_METRO)


def _diametro(valor: str) -> Decimal | None:
    if not valor:
        return None
    milimetros = _decimal(valor)
    if milimetros is None or milimetros >= LIMITES["diametro"]:
        raise RegraViolada(violacao("LIGACAO_INVALIDA", motivo="rgat_nndiametro não é um diâmetro"))
    return milimetros.quantize(_CENTESIMO)


def _decimal(valor: str) -> Decimal | None:
    if not _NUMERO.fullmatch(valor):
        return None
    try:
        return Decimal(valor.replace(",", "."))
    except InvalidOperation:
        return None
