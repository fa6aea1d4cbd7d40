"""A mail server of a few lines, with faults; what it took is the truth that the outbox is compared with."""

import base64
import socketserver
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

CAI_ANTES, CAI_DEPOIS, TRANSITORIA, PERMANENTE, RECUSA_TEXTO = range(5)
"""Faults of the next delivery: the line drops before or after the text was taken; 451, 550 to RCPT; 554 to DATA."""
SENHA = "segredo do correio"


class ServidorEmail(socketserver.ThreadingTCPServer):
    """It takes every e-mail unless ``falhas`` holds something else for the next one."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, certificado: Path | None = None, usuario: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Conversa)
        self.caixa: list[EmailMessage] = []
        self.falhas: deque[int] = deque()
        self.usuario = usuario
        self.tls: ssl.SSLContext | None = None
        if certificado is not None:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificado)

    @property
    def porta(self) -> int:
        return int(self.server_address[1])


class _Conversa(socketserver.StreamRequestHandler):
    server: ServidorEmail

    def handle(self) -> None:
        self.seguro = self.entrou = False
        self._dizer("220 pronto")
        try:
            while linha := self.rfile.readline():
                comando, _, resto = linha.decode().strip().partition(" ")
                if not getattr(self, f"_{comando.lower()}", self._nao_sei)(resto):
                    return
        except (OSError, ssl.SSLError):
            return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _dizer(self, *linhas: str) -> bool:
        self.wfile.write("".join(f"{linha}\r\n" for linha in linhas).encode())
        return True

    def _nao_sei(self, _resto: str) -> bool:
        return self._dizer("502 que é isso")

    def _ehlo(self, _resto: str) -> bool:
        ofertas = ["250-teste"]
        if self.server.tls is not None and not self.seguro:
            ofertas.append("250-STARTTLS")
        return self._dizer(*ofertas, "250 AUTH PLAIN")

    def _starttls(self, _resto: str) -> bool:
        self._dizer("220 vai")
        assert self.server.tls is not None
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.seguro = True
        return True

    def _auth(self, resto: str) -> bool:
        certo = base64.b64encode(f"\0{self.server.usuario}\0{SENHA}".encode()).decode()
        self.entrou = resto == f"PLAIN {certo}"
        return self._dizer("235 entrou" if self.entrou else "535 não")

    def _mail(self, _resto: str) -> bool:
        return self._dizer("250 ok" if self.entrou or not self.server.usuario else "530 quem é você")

    def _rcpt(self, resto: str) -> bool:
        self.falha = self.server.falhas.popleft() if self.server.falhas else None
        if self.falha == TRANSITORIA:
            return self._dizer(f"451 {resto} volte depois")
        if self.falha == PERMANENTE:
            return self._dizer(f"550 {resto} não existe")
        return self._dizer("250 ok")

    def _data(self, _resto: str) -> bool:
        if self.falha == CAI_ANTES:
            return False
        self._dizer("354 manda")
        partes = []
        while (linha := self.rfile.readline()) not in (b".\r\n", b""):
            partes.append(linha.removeprefix(b".") if linha.startswith(b"..") else linha)
        if self.falha == RECUSA_TEXTO:
            return self._dizer("554 parece propaganda")
        self.server.caixa.append(_ler(b"".join(partes)))
        return False if self.falha == CAI_DEPOIS else self._dizer("250 é meu")

    def _quit(self, _resto: str) -> bool:
        self._dizer("221 tchau")
        return False


def _ler(dados: bytes) -> EmailMessage:
    mensagem: Any = message_from_bytes(dados, policy=policy.default)
    assert isinstance(mensagem, EmailMessage)
    return mensagem


@contextmanager
def servidor_email(certificado: Path | None = None, usuario: str = "") -> Iterator[ServidorEmail]:
    """Run one; it is gone at the end."""
    with ServidorEmail(certificado, usuario) as servidor:
        linha = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        linha.start()
        yield servidor
        servidor.shutdown()
        linha.join()


def certificado_de_teste(arquivo: Path) -> Path:
    """Make a certificate of 127.0.0.1 and its key in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    chave = ec.generate_private_key(ec.SECP256R1())
    nome = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    agora = datetime.now(UTC)
    feito = (
        x509.CertificateBuilder()
        .subject_name(nome)
        .issuer_name(nome)
        .public_key(chave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(agora - timedelta(hours=1))
        .not_valid_after(agora + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(chave, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    escrita = chave.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    arquivo.write_bytes(escrita + feito.public_bytes(pem))
    return arquivo
