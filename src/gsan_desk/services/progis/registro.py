"""A report that the attendant types: somebody calls about a leak, or shows a message (spec 40 §2.3)."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.relato import ORIGEM_BALCAO, TAMANHOS, Problema, coordenadas, e164, limpar
from gsan_desk.domain.texto import verificar_comando
from gsan_desk.models.progis import RelatoCidadao as R

SEM_TELEFONE = "Informe o telefone de quem relata."
SEM_PROBLEMA = "Informe o problema."
SEM_LUGAR = "Informe o endereço, ou latitude e longitude."
GRAUS_INVALIDOS = "Informe latitude e longitude em graus, como -8,0476 e -34,8770."
TELEFONE_INVALIDO = "Este telefone não existe: informe o DDD e o número."
LIMITE_DO_TELEFONE = "Este telefone já fez hoje todos os relatos que pode. Procure na caixa o que já foi dito."


@dataclass(frozen=True, slots=True)
class RegistrarRelato:
    """Command: what the person said, as typed; ``chave`` makes it idempotent."""

    chave: UUID
    telefone: str
    problema: Problema | None
    nome: str = ""
    endereco: str = ""
    bairro: str = ""
    municipio: str = ""
    ponto_referencia: str = ""
    latitude: str = ""
    longitude: str = ""
    descricao: str = ""


def registrar(session: Session, contexto: Contexto, comando: RegistrarRelato) -> int:
    """Insert it and give its id; two statements at most.

    Raises:
        RegraViolada: something is missing or cannot be stored, or the phone reached its limit of the day.
    """
    telefone, lugar = e164(comando.telefone), coordenadas(comando.latitude, comando.longitude)
    if recusas := [*_faltas(comando, telefone, lugar), *_textos(comando, contexto)]:
        raise RegraViolada(*recusas)
    latitude, longitude = lugar or (None, None)
    chave = {"origem": ORIGEM_BALCAO, "id_externo": str(comando.chave)}
    textos = {nome: limpar(getattr(comando, nome), maximo) or None for nome, maximo in TAMANHOS.items()}
    novo = insert(R).values(
        **chave, **textos, telefone=telefone, problema=comando.problema, latitude=latitude, longitude=longitude
    )
    id_ = session.scalar(novo.returning(R.id)) or session.scalar(select(R.id).filter_by(**chave))
    if id_ is None:
        raise RegraViolada(Violacao("RELATO_LIMITE", LIMITE_DO_TELEFONE, "telefone"))
    return id_


def _faltas(comando: RegistrarRelato, telefone: str | None, lugar: tuple[Decimal, Decimal] | None) -> list[Violacao]:
    erros = []
    if telefone is None:
        texto = TELEFONE_INVALIDO if comando.telefone.strip() else SEM_TELEFONE
        erros.append(Violacao("RELATO_TELEFONE", texto, "telefone"))
    if comando.problema is None:
        erros.append(Violacao("RELATO_PROBLEMA", SEM_PROBLEMA, "problema"))
    if lugar is None and (comando.latitude.strip() or comando.longitude.strip()):
        erros.append(Violacao("RELATO_GRAUS", GRAUS_INVALIDOS, "latitude"))
    elif lugar is None and not comando.endereco.strip():
        erros.append(Violacao("RELATO_LUGAR", SEM_LUGAR, "endereco"))
    return erros


def _textos(comando: RegistrarRelato, contexto: Contexto) -> list[Violacao]:
    longos = [
        Violacao("RELATO_TAMANHO", f"Use no máximo {maximo} caracteres.", nome)
        for nome, maximo in TAMANHOS.items()
        if len(getattr(comando, nome).strip()) > maximo
    ]
    return [*longos, *verificar_comando(comando, contexto.codificacao)]
