"""PROGIS's side of the signed link: a key of the test's own, and addresses made with it."""

from base64 import b64encode
from functools import cache
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import dsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LUGAR = {"rgat_nncoordenadanorte": "9108123.4567", "rgat_nncoordenadaleste": "290456,1"}


@cache
def _chave() -> dsa.DSAPrivateKey:
    return dsa.generate_private_key(1024)


def chave_publica() -> bytes:
    """Give the public key, as the settings hold it."""
    return _chave().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def assinar(login: str) -> str:
    """Sign a login as PROGIS does."""
    r, s = decode_dss_signature(_chave().sign(login.encode(), SHA1()))
    return b64encode(r.to_bytes(20) + s.to_bytes(20)).decode().replace("/", "-").replace("+", "_")


def endereco(login: str, sign: str | None = None, **parametros: object) -> str:
    """Make an address; ``None`` leaves a parameter out."""
    dados = {"usur_nmlogin": login, "sign": assinar(login) if sign is None else sign, **LUGAR, **parametros}
    return "gsan-desk://inserir-ra?" + urlencode({n: v for n, v in dados.items() if v is not None})
