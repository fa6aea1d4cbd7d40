"""The signed call of PROGIS: its rules, its signature, and what a hostile address comes to (spec 40 §2.2)."""

from base64 import b64encode
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.ligacao import conferir, ler
from tests.support.ligacao import assinar, chave_publica, endereco

SEM_LUGAR = "É necessário a matrícula do imóvel ou o logradouro para esta requisição."
SEM_COORDENADA = "ATENÇÃO: Coordenada(s) inválida(s)."


def recusa(url: str) -> str:
    with pytest.raises(RegraViolada) as erro:
        ler(url)
    return str(erro.value)


def test_reads_every_parameter() -> None:
    chamada = ler(
        endereco(
            "ana",
            imov_id=1001,
            loca_id=1,
            stcm_id=2,
            lgbr_id=3,
            lgcp_id=4,
            edrf_id=5,
            rgat_nnimovel="12A",
            rgat_dscomplementondereco="CASA B",
            rgat_dspontoreferencia="perto da praça",
            rgat_nncriticidade=3,
            rgat_nndiametro="50,5",
        )
    )
    assert (chamada.imovel_id, chamada.localidade_id, chamada.setor_comercial_id) == (1001, 1, 2)
    assert (chamada.logradouro_bairro_id, chamada.logradouro_cep_id, chamada.endereco_referencia_id) == (3, 4, 5)
    assert (chamada.numero, chamada.complemento, chamada.ponto_referencia) == ("12A", "CASA B", "perto da praça")
    assert (chamada.criticidade, chamada.diametro) == (3, Decimal("50.50"))
    assert (chamada.coordenada_norte, chamada.coordenada_leste) == (Decimal("9108123.4567"), Decimal("290456.1000"))


def test_needs_imovel_or_logradouro() -> None:
    assert recusa(endereco("ana")) == SEM_LUGAR
    assert ler(endereco("ana", lgbr_id=1)).imovel_id is None


@pytest.mark.parametrize(
    ("norte", "leste"),
    [
        (None, "290000"),
        ("9100000", None),
        ("9100000", ""),
        ("-8.0476", "-34.877"),
        ("abc", "290000"),
        ("9100000", "nan"),
        ("9100000", "1e5"),
        ("99999999999", "290000"),
        ("0", "0"),
    ],
)
def test_both_coordinates_are_required_in_metres(norte: str | None, leste: str | None) -> None:
    url = endereco("ana", imov_id=1, rgat_nncoordenadanorte=norte, rgat_nncoordenadaleste=leste)
    assert recusa(url) == SEM_COORDENADA


def test_the_signature_of_the_login_is_checked() -> None:
    conferir(ler(endereco("ana", imov_id=1)), "ana", chave_publica())


@pytest.mark.parametrize(
    "sign",
    [assinar("bia"), "x", "é", b64encode(bytes(40)).decode(), b64encode(b"\xff" * 40).decode(), "A" * 600],
    ids=["de-outro", "curta", "estranha", "zeros", "enorme", "longa"],
)
def test_a_bad_signature_is_refused_in_the_words_of_gsan(sign: str) -> None:
    chamada = ler(endereco("ana", sign, imov_id=1))
    with pytest.raises(RegraViolada, match=r"^A assinatura digital é inválida para o login ana$"):
        conferir(chamada, "ana", chave_publica())


def test_both_letters_of_progis_alphabet_are_undone() -> None:
    """Of many signatures some hold each letter; all of them are good."""
    assinaturas = {assinar("ana") for _ in range(12)}
    assert {"-", "_"} <= {letra for a in assinaturas for letra in a}
    for sign in assinaturas:
        conferir(ler(endereco("ana", sign.rstrip("="), imov_id=1)), "ana", chave_publica())


def test_a_call_for_somebody_else_is_refused() -> None:
    with pytest.raises(RegraViolada, match="O pedido do PROGIS é de ana; nesta estação entrou bia"):
        conferir(ler(endereco("ana", imov_id=1)), "bia", chave_publica())


@pytest.mark.parametrize("chave", [b"", b"nada", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
def test_a_key_that_is_none_is_told(chave: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are of cryptography
        conferir(ler(endereco("ana", imov_id=1)), "ana", chave)


def test_a_key_of_another_kind_is_told() -> None:
    outra = rsa.generate_private_key(65537, 1024).public_key()
    with pytest.raises(ValueError, match="não é DSA"):
        conferir(
            ler(endereco("ana", imov_id=1)),
            "ana",
            outra.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        )


@pytest.mark.parametrize(
    ("url", "motivo"),
    [
        ("gsan-desk://inserir-ra?a=" + "9" * 1_048_576, "é longo demais"),
        (endereco("ana", imov_id=1) + "\n", "caracteres que um endereço não tem"),
        ("gsan-desk://inserir-ra?usur_nmlogin=ána", "caracteres que um endereço não tem"),
        ("http://inserir-ra?a=1", "não começa por"),
        ("file:///etc/passwd", "não começa por"),
        ("gsan-desk://encerrar?ra=1", "não começa por"),
        ("gsan-desk://inserir-ra/../x?a=1", "não começa por"),
        ("gsan-desk://inserir-ra", "não começa por"),
        ("gsan-desk://inserir-ra?", "falta o usuário ou a assinatura"),
        ("gsan-desk://inserir-ra?semigual", "está mal escrito"),
        ("gsan-desk://inserir-ra?a=%ff", "está mal escrito"),
        ("gsan-desk://inserir-ra?" + "&".join(f"p{i}=1" for i in range(60)), "está mal escrito"),
        (endereco("ana", imov_id=1) + "&imov_id=2", "repete um parâmetro"),
        (endereco("ana", imov_id=1, rgat_dspontoreferencia="a\0b"), "caracteres de controle"),
        (endereco("ana", imov_id=1, rgat_dspontoreferencia="a\u202eb"), "caracteres de controle"),
        (endereco("ana", imov_id="1 OR 1=1"), "imov_id não é um número"),
        (endereco("ana", imov_id="-1"), "imov_id não é um número"),
        (endereco("ana", imov_id="9" * 12), "imov_id não é um número"),
        (endereco("ana", imov_id=1, rgat_dspontoreferencia="a" * 61), "passa de 60 caracteres"),
        (endereco("ana", imov_id=1, rgat_nndiametro="1000"), "não é um diâmetro"),
        (endereco("", imov_id=1), "falta o usuário ou a assinatura"),
        (endereco("ana", "", imov_id=1), "falta o usuário ou a assinatura"),
    ],
)
def test_a_hostile_address_is_refused_with_a_plain_message(url: str, motivo: str) -> None:
    dito = recusa(url)
    assert dito.startswith("O pedido do PROGIS não foi aceito: ")
    assert motivo in dito
    assert len(dito) < 120


@given(st.text(max_size=200), st.sampled_from(["", "gsan-desk:", "gsan-desk://inserir-ra?", "gsan-desk://["]))
def test_no_text_breaks_it(resto: str, inicio: str) -> None:
    with pytest.raises(RegraViolada):
        ler(inicio + resto)
