"""Settings of the citizens' reports (spec 40 §2.3, §2.4)."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.relato import Problema
from gsan_desk.models.progis import RelatoAjustes
from gsan_desk.services.progis.candidatos import Alcance

_LIMITES = {
    "raio_metros": (10, 2000),
    "dias_encerrados": (0, 90),
    "dias_mesmo_telefone": (0, 365),
    "relatos_por_telefone_dia": (1, 1000),
    "zona_utm": (1, 60),
}


@dataclass(frozen=True, slots=True)
class Ajustes:
    """The one row; ``None`` in ``zona_utm`` takes the zone of each longitude."""

    raio_metros: int = 150
    dias_encerrados: int = 7
    dias_mesmo_telefone: int = 30
    relatos_por_telefone_dia: int = 10
    zona_utm: int | None = None
    meio_id: int | None = None
    especificacao_agua_id: int | None = None
    especificacao_esgoto_id: int | None = None
    protocolo_do_principal: bool = False

    @property
    def alcance(self) -> Alcance:
        """Reach of the search of candidates."""
        return Alcance(float(self.raio_metros), self.dias_encerrados, self.dias_mesmo_telefone)

    def especificacao(self, problema: Problema) -> int | None:
        """Give the especificação proposed for a problem."""
        return self.especificacao_esgoto_id if problema is Problema.ESGOTO else self.especificacao_agua_id


COLUNAS = tuple(getattr(RelatoAjustes, campo.name) for campo in fields(Ajustes))


def ler(session: Session) -> Ajustes:
    """Read the settings; one statement."""
    return Ajustes(*session.execute(select(*COLUNAS)).one())


def gravar(session: Session, contexto: Contexto, ajustes: Ajustes) -> None:
    """Write all of them; one statement.

    Raises:
        RegraViolada: a value out of its range, or a code that is not in use.
    """
    erros = [*_fora_dos_limites(ajustes), *_codigos(ajustes, contexto)]
    if erros:
        raise RegraViolada(*erros)
    valores: dict[str, Any] = {campo.name: getattr(ajustes, campo.name) for campo in fields(Ajustes)}
    session.execute(update(RelatoAjustes).values(valores))


def _fora_dos_limites(ajustes: Ajustes) -> list[Violacao]:
    return [
        Violacao("RELATO_AJUSTE", f"Informe um número de {menor} a {maior}.", nome)
        for nome, (menor, maior) in _LIMITES.items()
        if (valor := getattr(ajustes, nome)) is not None and not menor <= valor <= maior
    ]


def _codigos(ajustes: Ajustes, contexto: Contexto) -> list[Violacao]:
    dominios = contexto.dominios
    pares = (
        ("meio_id", dominios.meios),
        ("especificacao_agua_id", dominios.especificacoes),
        ("especificacao_esgoto_id", dominios.especificacoes),
    )
    return [
        Violacao("RELATO_AJUSTE", "Este código não existe ou não está em uso.", nome)
        for nome, tabela in pares
        if (codigo := getattr(ajustes, nome)) is not None and not (codigo in tabela and tabela[codigo].em_uso)
    ]
