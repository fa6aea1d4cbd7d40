"""Checks of Filtrar [UC0406] and Pesquisar RA [UC0443], spec 10 §8.2 and §8.4."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import timedelta

from gsan_desk.domain import numero_manual, protocolo
from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.mensagens import violacao

PERIODOS = {"atendimento": "Atendimento", "encerramento": "Encerramento", "tramitacao": "Tramitação"}


def verificar_filtrar(filtro: FiltroRA, dominios: Dominios, login_existe: bool = True) -> list[Violacao]:
    """Check the combination of fields of Filtrar: M60 to M68, in GSAN's order."""
    return [
        *_numeros(filtro),
        *([] if filtro.identifica else _periodos_exigidos(filtro)),
        *_combinacoes(filtro, dominios, login_existe),
    ]


def verificar_pesquisar(filtro: FiltroRA, dominios: Dominios, login_existe: bool = True) -> list[Violacao]:
    """Check the fields of Pesquisar, which demands no period and looks at the check digit (M11)."""
    emitidos = numero_manual.MAIOR_INTEIRO
    numeros = [*_protocolo(filtro), *numero_manual.verificar(filtro.numero_manual, emitidos, "filtro.numero_manual")]
    return [*numeros, *_combinacoes(filtro, dominios, login_existe)]


def _numeros(filtro: FiltroRA) -> Iterator[Violacao]:
    """Refuse what cannot be a number."""
    yield from _protocolo(filtro)
    if filtro.numero_manual.strip() and numero_manual.normalizar(filtro.numero_manual) is None:
        yield violacao("FORMATO", "filtro.numero_manual")


def _protocolo(filtro: FiltroRA) -> Iterator[Violacao]:
    if filtro.protocolo.strip() and protocolo.normalizar(filtro.protocolo) is None:
        yield violacao("M80", "filtro.protocolo")


def _periodos_exigidos(filtro: FiltroRA) -> Iterator[Violacao]:
    """Demand a period (M60), its end (M61) and one month at most, each by itself (M62)."""
    periodos: dict[str, Periodo] = {atributo: getattr(filtro, atributo) for atributo in PERIODOS}
    if not any(periodo.informado for periodo in periodos.values()):
        yield violacao("M60", "filtro.atendimento")
    for atributo, periodo in periodos.items():
        campo = f"filtro.{atributo}"
        if periodo.inicial is not None and periodo.final is None:
            yield violacao("M61", campo, periodo=PERIODOS[atributo])
        elif passa_de_um_mes(periodo):
            yield violacao("M62", campo, periodo=PERIODOS[atributo])


def passa_de_um_mes(periodo: Periodo) -> bool:
    """Tell whether a period holds more days than the month of its beginning; an open beginning is 1900."""
    fechado = periodo.fechado()
    if fechado.inicial is None or fechado.final is None:
        return False
    dias = monthrange(fechado.inicial.year, fechado.inicial.month)[1]
    return fechado.final - timedelta(days=dias - 1) > fechado.inicial


def _combinacoes(filtro: FiltroRA, dominios: Dominios, login_existe: bool) -> Iterator[Violacao]:
    """Refuse what contradicts itself: M63 to M68."""
    for atributo in (*PERIODOS, "prevista"):
        periodo: Periodo = getattr(filtro, atributo)
        if periodo.inicial is not None and periodo.final is not None and periodo.inicial > periodo.final:
            yield violacao("M63", f"filtro.{atributo}")
    if filtro.login.strip() and not login_existe:
        yield violacao("M64", "filtro.login")
    if filtro.bairro_id is not None and filtro.municipio_id is None:
        yield violacao("M65", "filtro.municipio_id")
    if filtro.unidade_atual_id is not None and filtro.unidade_superior_id is not None:
        yield violacao("M66", "filtro.unidade_superior_id")
    if _reiteracoes_erradas(filtro):
        yield violacao("M67", "filtro.reiteracoes")
    superior = filtro.unidade_superior_id
    if superior is not None and not any(u.superior_id == superior for u in dominios.unidades.values()):
        yield violacao("M68", "filtro.unidade_superior_id")


def _reiteracoes_erradas(filtro: FiltroRA) -> bool:
    de, ate = filtro.reiteracoes_de, filtro.reiteracoes_ate
    if de is None and ate is None:
        return False
    return de is None or ate is None or not 0 <= de <= ate
