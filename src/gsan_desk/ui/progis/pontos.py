"""Reports and RAs as markers of the map; metres become degrees off the UI thread."""

from collections.abc import Sequence

from gsan_desk.domain.projecao import desprojetar, projetar, zona_de
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.relatos import Analise, LinhaDoRelato, Relato
from gsan_desk.ui.mapa.mercator import Lugar
from gsan_desk.ui.mapa.ponto import Ponto, Tipo

Chave = tuple[str, int]


def do_relato(relato: Relato) -> tuple[Ponto, ...]:
    """Give the marker of a report, if it tells where it is."""
    if relato.latitude is None or relato.longitude is None:
        return ()
    nome = f"Relato {relato.id}: {relato.problema.nome}"
    lugar = Lugar(float(relato.latitude), float(relato.longitude))
    return (Ponto(("relato", relato.id), nome, lugar, Tipo.RELATO, relato.precisao or 0.0),)


def da_lista(linhas: Sequence[LinhaDoRelato]) -> tuple[Ponto, ...]:
    """Give the markers of a list of reports."""
    return tuple(ponto for linha in linhas for ponto in do_relato(linha.relato))


def da_analise(analise: Analise) -> tuple[Ponto, ...]:
    """Give the markers of a report, of the reports near it, and of the RAs that may be the same; may be slow."""
    relato = analise.relato
    zona = analise.ajustes.zona_utm or (zona_de(relato.longitude) if relato.longitude is not None else None)
    ras = tuple(
        Ponto(("ra", c.numero), _nome(c), lugar, Tipo.RA if c.aberto else Tipo.RA_ENCERRADO)
        for c in analise.candidatos
        if (lugar := _lugar(c.leste, c.norte, zona)) is not None
    )
    vizinhos = tuple(ponto for outro in analise.relatos_proximos for ponto in do_relato(outro))
    return (*do_relato(relato), *ras, *vizinhos)


def lugar_do_relato(analise: Analise) -> Local | None:
    """Give the place of a report in metres, if it tells where it is."""
    relato = analise.relato
    if relato.latitude is None or relato.longitude is None:
        return None
    metros = projetar(relato.latitude, relato.longitude, analise.ajustes.zona_utm)
    return Local(coordenada_leste=metros[0], coordenada_norte=metros[1]) if metros is not None else None


def _nome(candidato: Candidato) -> str:
    return f"RA {candidato.numero}{', pela rua' if candidato.aproximada else ''}"


def _lugar(leste: float | None, norte: float | None, zona: int | None) -> Lugar | None:
    if leste is None or norte is None or zona is None:
        return None
    graus = desprojetar(leste, norte, zona)
    return Lugar(*map(float, graus)) if graus is not None else None
