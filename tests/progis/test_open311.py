"""Reports of an Open311 GeoReport v2 server, against one of our own on the loopback (issue 6, point 1c)."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gsan_desk.progis import open311
from gsan_desk.progis.ajustes_fonte import FonteOpen311
from gsan_desk.progis.fonte import FonteIndisponivel
from gsan_desk.progis.importacao import importar
from gsan_desk.progis.open311 import Open311
from tests.support.cenario import JPG_MINIMO


class Servidor:
    """A city: its requests, and whatever else it answers by path."""

    def __init__(self) -> None:
        self.pedidos: list[dict[str, Any]] = []
        self.respostas: dict[str, tuple[int, dict[str, str], bytes]] = {"/foto.jpg": (200, {}, JPG_MINIMO)}
        self.perguntas: list[dict[str, list[str]]] = []
        dono = self

        class Responde(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                caminho = urlsplit(self.path)
                if caminho.path == "/v2/requests.json" and caminho.path not in dono.respostas:
                    codigo, cabecalhos, corpo = 200, {}, dono.listar(parse_qs(caminho.query))
                else:
                    codigo, cabecalhos, corpo = dono.respostas.get(caminho.path, (404, {}, b""))
                self.send_response(codigo)
                for nome, valor in cabecalhos.items():
                    self.send_header(nome, valor)
                self.end_headers()
                self.wfile.write(corpo)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Responde)
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def listar(self, pergunta: dict[str, list[str]]) -> bytes:
        self.perguntas.append(pergunta)
        de, ate = pergunta["start_date"][0], pergunta["end_date"][0]
        return json.dumps([p for p in self.pedidos if de <= p["requested_datetime"] < ate]).encode()

    def por(self, numero: int, ha: timedelta = timedelta(hours=2), **campos: Any) -> None:
        quando = (datetime.now(UTC) - ha).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.pedidos.append(
            {
                "service_request_id": numero,
                "service_code": "001",
                "requested_datetime": quando,
                "lat": -8.05,
                "long": -34.9,
                "phone": f"+55819{90000000 + numero}",
                "description": "vazamento",
            }
            | campos
        )


@pytest.fixture
def cidade() -> Iterator[Servidor]:
    servidor = Servidor()
    linha = Thread(target=servidor.http.serve_forever, daemon=True)
    linha.start()
    yield servidor
    servidor.http.shutdown()
    servidor.http.server_close()
    linha.join()


@pytest.fixture
def abrir(cidade: Servidor) -> Callable[..., Open311]:
    def fonte(**campos: Any) -> Open311:
        padrao = {
            "tipo": "open311",
            "nome": "CIDADE",
            "url": f"{cidade.url}/v2/",
            "problemas": {"agua": ["001"], "esgoto": ["002"]},
            "fotos_de": ["127.0.0.1"],
        }
        return Open311(FonteOpen311.model_validate(padrao | campos), "UTF8")

    return fonte


def test_requests_become_reports(cidade: Servidor, abrir: Callable[..., Open311], entrada: Any, base: Any) -> None:
    cidade.por(1, media_url=f"{cidade.url}/foto.jpg", first_name="Ana", last_name="Lima")
    cidade.por(2, timedelta(days=20), service_code="002", lat=None, long=None, address="Rua A, 10")
    cidade.por(3, phone=None)
    resumo = importar(entrada, abrir(jurisdicao="x"))
    assert (resumo.novos, resumo.fotos, resumo.recusados) == (2, 1, (("3", "sem telefone"),))
    dois, um = base.execute("SELECT * FROM gsan_desk.relato_cidadao ORDER BY id_externo DESC").fetchall()
    assert (um["origem"], um["nome"], um["problema"], um["descricao"]) == ("CIDADE", "Ana Lima", 1, "vazamento")
    assert (dois["problema"], dois["endereco"], dois["latitude"]) == (2, "Rua A, 10", None)
    pergunta = cidade.perguntas[0]
    assert (pergunta["status"], pergunta["service_code"], pergunta["jurisdiction_id"]) == (["open"], ["001,002"], ["x"])


def test_the_next_run_reads_the_last_day_again_and_repeats_nothing(
    cidade: Servidor, abrir: Callable[..., Open311], entrada: Any
) -> None:
    cidade.por(1)
    assert importar(entrada, abrir()).novos == 1
    cidade.perguntas.clear()
    cidade.por(2, timedelta(hours=20))  # shown late
    segundo = importar(entrada, abrir())
    assert (segundo.novos, segundo.deixados, len(cidade.perguntas)) == (1, 1, 1)


def test_a_period_cut_by_the_server_is_halved(
    cidade: Servidor, abrir: Callable[..., Open311], entrada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open311, "PEDIDOS_MAXIMOS", 4)
    for n in range(20):
        cidade.por(n, timedelta(hours=6 * n + 1))
    assert importar(entrada, abrir(desde_dias=7)).novos == 20


@pytest.mark.parametrize(
    "resposta", [(500, {}, b""), (200, {}, b"<xml/>"), (200, {}, b'{"a": 1}'), (302, {"Location": "http://x/"}, b"")]
)
def test_a_server_that_answers_amiss_is_told(
    cidade: Servidor, abrir: Callable[..., Open311], entrada: Any, resposta: tuple[int, dict[str, str], bytes]
) -> None:
    cidade.respostas["/v2/requests.json"] = resposta
    with pytest.raises(FonteIndisponivel, match="CIDADE"):
        importar(entrada, abrir())


def test_photos_come_only_from_allowed_hosts_and_without_detours(
    cidade: Servidor, abrir: Callable[..., Open311], entrada: Any
) -> None:
    cidade.respostas["/desvio"] = (302, {"Location": f"{cidade.url}/foto.jpg"}, b"")
    cidade.respostas["/virus"] = (200, {}, b"MZ")
    for n, url in enumerate(
        (
            f"{cidade.url.replace('127.0.0.1', 'localhost')}/foto.jpg",
            f"{cidade.url}/desvio",
            f"{cidade.url}/virus",
            f"{cidade.url}/nada",
            "file:///etc/passwd",
            "http://[",
            7,
        )
    ):
        cidade.por(n, media_url=url)
    resumo = importar(entrada, abrir())
    assert (resumo.novos, resumo.fotos) == (7, 0)


def test_hostile_requests_stop_no_other(cidade: Servidor, abrir: Callable[..., Open311], entrada: Any) -> None:
    cidade.por(1, description="<script>\u202e\0" * 500, lat="NaN", address="R" * 999)
    cidade.por(2, description={"a": [1]}, first_name=["x"])
    cidade.pedidos.append({"requested_datetime": cidade.pedidos[0]["requested_datetime"]})
    resumo = importar(entrada, abrir())
    assert (resumo.novos, len(resumo.recusados)) == (2, 1)
