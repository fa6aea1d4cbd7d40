"""The authorities by which servers are known, and when they are asked for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gsan_desk import certificado
from gsan_desk.database import enderecos


def gerar(nome: str, *, autoridade: bool = True) -> tuple[bytes, bytes]:
    """Make a certificate and its key, in PEM."""
    chave = ec.generate_private_key(ec.SECP256R1())
    quem = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nome)])
    agora = datetime.now(UTC)
    feito = (
        x509.CertificateBuilder()
        .subject_name(quem)
        .issuer_name(quem)
        .public_key(chave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(agora - timedelta(days=1))
        .not_valid_after(agora + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=autoridade, path_length=None), critical=True)
        .sign(chave, hashes.SHA256())
    )
    sem_senha = serialization.NoEncryption()
    privada = chave.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sem_senha)
    return feito.public_bytes(serialization.Encoding.PEM), privada


@pytest.fixture
def arquivo(tmp_path: Path) -> Path:
    caminho = tmp_path / "ca.pem"
    caminho.write_bytes(gerar("Autoridade da Companhia")[0])
    return caminho


def test_what_is_shown_can_be_compared(arquivo: Path) -> None:
    (achada,) = certificado.ler(arquivo)
    assert achada.nome == "Autoridade da Companhia"
    assert len(achada.impressao.split(":")) == 32


def test_imported_beside_the_others_and_once(arquivo: Path, tmp_path: Path) -> None:
    destino, outra = tmp_path / "pasta" / "autoridades.pem", tmp_path / "outra.pem"
    outra.write_bytes(gerar("Outra")[0])
    for origem in (arquivo, outra, arquivo):
        certificado.importar(origem, destino)
    assert [a.nome for a in certificado.ler(destino)] == ["Autoridade da Companhia", "Outra"]


def test_refused_with_its_reason(tmp_path: Path) -> None:
    publico, privada = gerar("X")
    folha, _ = gerar("X", autoridade=False)
    for conteudo, diz in ((b"nada", "PEM"), (publico + privada, "chave privada"), (folha, "não é de uma autoridade")):
        caminho = tmp_path / "x.pem"
        caminho.write_bytes(conteudo)
        with pytest.raises(ValueError, match=diz):
            certificado.ler(caminho)


@pytest.mark.parametrize(
    ("dsn", "modo"),
    [
        ("u@servidor/banco", "verify-full"),
        ("u@localhost/banco", None),
        ("postgresql://u@/banco?host=/tmp", None),
        ("postgresql://u@/banco?host=um:5432&host=outro:5432", "verify-full"),
        ("postgresql://u@/banco?host=localhost:1&host=127.0.0.1:2", None),
        ("postgresql://u@/banco?host=localhost,outro", "verify-full"),
        ("postgresql://u@servidor/banco?sslmode=disable", "disable"),
    ],
)
def test_tls_is_demanded_of_any_other_machine(dsn: str, modo: str | None, tmp_path: Path) -> None:
    assert enderecos.ler(dsn, tmp_path / "nada").query.get("sslmode") == modo


def test_imported_authorities_are_used_unless_others_are_named(arquivo: Path) -> None:
    assert enderecos.ler("u@servidor/banco", arquivo).query["sslrootcert"] == str(arquivo)
    assert enderecos.ler("u@servidor/banco?sslrootcert=system", arquivo).query["sslrootcert"] == "system"
    assert "sslrootcert" not in enderecos.ler("u@localhost/banco", arquivo).query
