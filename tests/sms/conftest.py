"""A station on a fresh database, and the outbox seen from beside."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.sms.aparelho import Aparelho
from gsan_desk.sms.despachante import Despachante, Prazos
from gsan_desk.sms.guarda import Identidade
from tests.support.banco import conectar
from tests.support.telefone_falso import TelefoneFalso

NUMERO = "+5581999990000"
ESPERA = 20.0
RAPIDO = Prazos(batida=0.1, reabertura=(0.1,), silencio=0.1)


class Fila:
    """The outbox, through the superuser's plain connection."""

    def __init__(self, conexao: Any) -> None:
        self.conexao = conexao
        self._chaves = count(1)

    def por(self, texto: str = "Protocolo 1", **campos: Any) -> int:
        """Queue a message and give its id."""
        linha = {
            "tipo": 1,
            "numero_informado": NUMERO,
            "numero": NUMERO,
            "texto": texto,
            "alfabeto": "S",
            "partes": 1,
            "chave": f"teste:{next(self._chaves)}",
        } | campos
        nomes, vagas = ", ".join(linha), ", ".join(["%s"] * len(linha))
        comando = f"INSERT INTO gsan_desk.sms_mensagem ({nomes}) VALUES ({vagas}) RETURNING id"
        return int(self.conexao.execute(comando, tuple(linha.values())).fetchone()[0])

    def situacao(self, id_: int) -> tuple[int, str | None]:
        """Give state and motive."""
        achada = self.conexao.execute("SELECT situacao, motivo FROM gsan_desk.sms_mensagem WHERE id = %s", (id_,))
        return tuple(achada.fetchone())

    def valor(self, consulta: str, *valores: Any) -> Any:
        """Give the first column of the first row."""
        return self.conexao.execute(consulta, valores).fetchone()[0]

    def ajustar(self, **ajustes: Any) -> None:
        """Change settings."""
        nomes = ", ".join(f"{nome} = %s" for nome in ajustes)
        self.conexao.execute(f"UPDATE gsan_desk.sms_ajustes SET {nomes}", tuple(ajustes.values()))

    def esperar(self, id_: int, *situacoes: int, prazo: float = ESPERA) -> tuple[int, str | None]:
        """Return when the message is in one of the states."""
        self.ate(lambda: self.situacao(id_)[0] in situacoes, prazo, lambda: str(self.situacao(id_)))
        return self.situacao(id_)

    def ate(self, condicao: Callable[[], bool], prazo: float = ESPERA, dizer: Callable[[], str] = str) -> None:
        """Return when something is true in the database."""
        fim = monotonic() + prazo
        while not condicao():
            assert monotonic() < fim, dizer()
            sleep(0.02)


@pytest.fixture
def fila(dsn: URL) -> Iterator[Fila]:
    with conectar(dsn) as conexao:
        aberta = Fila(conexao)
        aberta.ajustar(intervalo_segundos=0, janela_inicio="00:00", janela_fim="23:59:59.999", cota_por_numero=0)
        yield aberta


@pytest.fixture
def falso() -> TelefoneFalso:
    return TelefoneFalso()


@pytest.fixture
def estacao(como: Callable[[str], Banco], tmp_path: Path) -> Iterator[Callable[..., Despachante]]:
    """Start stations as the role of the SMS operator; they end with the test."""
    vivas: list[Despachante] = []

    def iniciar(aparelho: Aparelho, nome: str = "central", **kw: Any) -> Despachante:
        nova = Despachante(como("sms"), aparelho, Identidade(nome), tmp_path, prazos=kw.pop("prazos", RAPIDO), **kw)
        vivas.append(nova)
        nova.iniciar()
        return nova

    yield iniciar
    for viva in vivas:
        viva.parar()
