"""The five fields of a trâmite, from one RA's screen or from the window of many, made into one."""

from datetime import date, time
from typing import Protocol

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.texto import limpar, verificar_caracteres, verificar_tamanho
from gsan_desk.domain.tramitacao import PARECER_MAXIMO, Tramite


class Preenchido(Protocol):
    """A command that carries the fields."""

    @property
    def unidade_destino_id(self) -> int | None:
        """Unidade Destino."""

    @property
    def responsavel_id(self) -> int | None:
        """Usuário Responsável; ``None`` is the person logged in."""

    @property
    def data(self) -> date | None:
        """Data da Tramitação."""

    @property
    def hora(self) -> time | None:
        """Hora da Tramitação."""

    @property
    def parecer(self) -> str:
        """Parecer."""


def preencher(contexto: Contexto, comando: Preenchido) -> Tramite:
    """Turn the fields into a trâmite.

    Raises:
        RegraViolada: a field is empty, too long, or has a character that the base cannot hold.
    """
    parecer = limpar(comando.parecer)
    achados: list[Violacao | None] = [
        None if comando.unidade_destino_id else violacao("M01", "tramite.unidade_destino_id"),
        verificar_tamanho(parecer, PARECER_MAXIMO, "tramite.parecer"),
        verificar_caracteres(parecer, contexto.codificacao, "tramite.parecer"),
    ]
    if errados := [achado for achado in achados if achado is not None]:
        raise RegraViolada(*errados)
    return Tramite(
        comando.unidade_destino_id or 0,
        comando.responsavel_id or contexto.operador.usuario_id,
        comando.data,
        comando.hora,
        parecer,
    )
