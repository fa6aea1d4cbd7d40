"""The authorities by which this workstation knows its servers: a PEM file beside the settings."""

import hashlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gsan_desk.settings import ARQUIVO

_COMECO, _FIM = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Autoridade:
    """A certificate as a person can compare it with what the administrator told."""

    nome: str
    valida_ate: str
    impressao: str


def arquivo_das_autoridades() -> Path:
    """Where they are kept."""
    return ARQUIVO.with_name("autoridades.pem")


def ler(origem: Path) -> tuple[Autoridade, ...]:
    """Read the certificates of a file.

    Raises:
        ValueError: it holds none that is an authority, or holds a private key.
    """
    texto = origem.read_text(encoding="ascii", errors="replace")
    if "PRIVATE KEY" in texto:
        raise ValueError("O arquivo tem uma chave privada: peça ao administrador só o certificado.")
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        contexto.load_verify_locations(cadata=_certificados(texto))
    except (ssl.SSLError, ValueError) as erro:
        raise ValueError("O arquivo não é um certificado em formato PEM.") from erro
    lidas = zip(contexto.get_ca_certs(), contexto.get_ca_certs(binary_form=True), strict=True)
    achadas = tuple(_autoridade(dados, bruto) for dados, bruto in lidas)
    if not achadas:
        raise ValueError("O certificado não é de uma autoridade: peça ao administrador o da autoridade (CA).")
    return achadas


def importar(origem: Path, destino: Path | None = None) -> tuple[Autoridade, ...]:
    """Keep the certificates of a file beside those already there.

    Raises:
        ValueError: as ``ler``.
        OSError: it cannot be written.
    """
    alvo = destino or arquivo_das_autoridades()
    achadas = ler(origem)
    antes = alvo.read_text(encoding="ascii") if alvo.exists() else ""
    novos = [c for c in _blocos(origem.read_text(encoding="ascii", errors="replace")) if c not in antes]
    alvo.parent.mkdir(parents=True, exist_ok=True)
    alvo.write_text(antes + "".join(novos), encoding="ascii")
    return achadas


def _certificados(texto: str) -> str:
    blocos = _blocos(texto)
    if not blocos:
        raise ValueError("no certificate")
    return "".join(blocos)


def _blocos(texto: str) -> list[str]:
    partes = texto.split(_COMECO)[1:]
    return [f"{_COMECO}{parte.partition(_FIM)[0]}{_FIM}\n" for parte in partes if _FIM in parte]


def _autoridade(dados: Mapping[str, object], bruto: bytes) -> Autoridade:
    partes: object = dados.get("subject", ())
    campos = {chave: valor for grupo in partes for chave, valor in grupo}  # type: ignore[attr-defined]  # ssl's tuples
    digesto = hashlib.sha256(bruto).hexdigest().upper()
    pares = ":".join(digesto[i : i + 2] for i in range(0, len(digesto), 2))
    nome = str(campos.get("commonName") or campos.get("organizationName") or "sem nome")
    return Autoridade(nome, str(dados.get("notAfter", "")), pares)
