"""Reports of an Open311 GeoReport v2 server: ``GET /requests`` (issue 6, point 1c)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from gsan_desk.domain.relato import FOTO_MAXIMA
from gsan_desk.progis.ajustes_fonte import FonteOpen311
from gsan_desk.progis.fonte import FonteIndisponivel, Lote
from gsan_desk.progis.leitura import RelatoInvalido, montar

ESPERA = 20.0
RESPOSTA_MAXIMA = 32 * 1_048_576
PEDIDOS_MAXIMOS = 1000
"""Requests after which a server may cut its answer; the period is then halved."""
JANELA, MENOR_JANELA = timedelta(days=7), timedelta(minutes=1)
SOBREPOSICAO = timedelta(days=1)
_CAMPOS = {
    "id": "service_request_id",
    "problema": "service_code",
    "enviado_em": "requested_datetime",
    "latitude": "lat",
    "longitude": "long",
    "endereco": "address",
    "descricao": "description",
    "telefone": "phone",
}


class Open311:
    """Reads periods of a week, each again when the day after it is read: a server may show a request late."""

    def __init__(self, ajustes: FonteOpen311, codificacao: str) -> None:
        self._ajustes, self._codificacao = ajustes, codificacao
        self._rede = _sem_desvios()

    @property
    def nome(self) -> str:
        """Name of the origin."""
        return self._ajustes.nome

    def ler(self, desde: str | None) -> Iterator[Lote]:
        """Read period after period until now."""
        agora = datetime.now(UTC).replace(microsecond=0)
        inicio = _momento(desde) - SOBREPOSICAO if desde else agora - timedelta(days=self._ajustes.desde_dias)
        while inicio < agora:
            fim = min(inicio + JANELA, agora)
            yield from self._periodo(inicio, fim)
            inicio = fim

    def _periodo(self, inicio: datetime, fim: datetime) -> Iterator[Lote]:
        pedidos = self._pedidos(inicio, fim)
        if len(pedidos) >= PEDIDOS_MAXIMOS and fim - inicio > MENOR_JANELA:
            meio = inicio + (fim - inicio) / 2
            yield from self._periodo(inicio, meio)
            yield from self._periodo(meio, fim)
        else:
            yield self._lote(pedidos, fim)

    def _pedidos(self, inicio: datetime, fim: datetime) -> list[dict[str, Any]]:
        problemas = self._ajustes.problemas
        parametros = {
            "status": "open",
            "start_date": _iso(inicio),
            "end_date": _iso(fim),
            "service_code": ",".join((*problemas.agua, *problemas.esgoto)),
        }
        if self._ajustes.jurisdicao:
            parametros["jurisdiction_id"] = self._ajustes.jurisdicao
        corpo = self._buscar(f"{self._ajustes.url.rstrip('/')}/requests.json?{urlencode(parametros)}", RESPOSTA_MAXIMA)
        try:
            lista = json.loads(corpo)
        except ValueError as erro:
            raise FonteIndisponivel(f"O servidor {self.nome} não respondeu em JSON.") from erro
        if not isinstance(lista, list):
            raise FonteIndisponivel(f"O servidor {self.nome} não respondeu com uma lista.")
        return [pedido for pedido in lista if isinstance(pedido, dict)]

    def _lote(self, pedidos: list[dict[str, Any]], fim: datetime) -> Lote:
        relatos, recusados = [], []
        imagens: dict[str, Any] = {}
        for pedido in pedidos:
            dados = {nosso: pedido.get(deles) for nosso, deles in _CAMPOS.items()}
            dados["nome"] = " ".join(str(pedido[n]) for n in ("first_name", "last_name") if pedido.get(n))
            dados["endereco"] = dados["endereco"] or pedido.get("address_string")
            try:
                relato = montar(dados, self._ajustes.problemas.por_valor, self._codificacao)
                relatos.append(relato)
                imagens[relato.id_externo] = pedido.get("media_url")
            except RelatoInvalido as erro:
                recusados.append((str(dados["id"])[:60], str(erro)))
        return Lote(tuple(relatos), _iso(fim), lambda r: self._foto(imagens[r.id_externo]), tuple(recusados))

    def _foto(self, url: Any) -> Iterator[bytes]:
        """Fetch the photo only from a host that the file allows; a report is worth more than its photo."""
        try:
            if not isinstance(url, str) or urlsplit(url).hostname not in self._ajustes.fotos_de:
                return
            yield self._buscar(url, FOTO_MAXIMA)
        except (FonteIndisponivel, ValueError):
            return

    def _buscar(self, url: str, maximo: int) -> bytes:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise FonteIndisponivel(f"Endereço recusado em {self.nome}.")
        pedido = Request(url, headers={"Accept": "application/json, image/*", "User-Agent": "gsan-desk"})  # noqa: S310 - checked above
        try:
            with self._rede.open(pedido, timeout=ESPERA) as resposta:
                corpo: bytes = resposta.read(maximo + 1)
        except (URLError, HTTPException, OSError) as erro:
            raise FonteIndisponivel(f"O servidor {self.nome} não responde: {erro}") from erro
        if len(corpo) > maximo:
            raise FonteIndisponivel(f"O servidor {self.nome} respondeu com mais do que o aceito.")
        return corpo


def _sem_desvios() -> OpenerDirector:
    """Open addresses without following redirects: an allowed host must not send us to one that is not."""
    rede = OpenerDirector()
    for parte in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        rede.add_handler(parte)
    return rede


def _iso(momento: datetime) -> str:
    return momento.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _momento(texto: str) -> datetime:
    return datetime.fromisoformat(texto)
