"""The filter in one line of words."""

from collections.abc import Iterator

from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.rotulos import ROTULOS
from gsan_desk.ui.consulta.campos import PERIODOS, PREFIXO, CamposFiltroRA
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens, descricao

_NUMEROS = ("numero", "protocolo", "numero_manual")


def resumir(filtro: FiltroRA, campos: CamposFiltroRA) -> str:
    """Tell what was asked, field by field."""
    return " · ".join(_partes(filtro, campos)) or "todos"


def _partes(filtro: FiltroRA, campos: CamposFiltroRA) -> Iterator[str]:
    for nome in _NUMEROS:
        if valor := getattr(filtro, nome):
            yield f"{_nome(nome)} {valor}"
    for nome in PERIODOS:
        periodo: Periodo = getattr(filtro, nome)
        if periodo.informado:
            yield f"{_nome(nome)} {_dia(periodo)}"
    for campo in campos.formulario.nomes():
        if escolhido := _escolhido(campos.formulario[campo].campo):
            yield f"{ROTULOS[campo]}: {escolhido}"
    if filtro.reiteracoes_de is not None:
        yield f"{_nome('reiteracoes')} de {filtro.reiteracoes_de} a {filtro.reiteracoes_ate}"
    if filtro.so_coordenadas_sem_logradouro:
        yield "com coordenadas e sem logradouro"
    if filtro.sem_unidade_atual:
        yield "sem Unidade Atual"


def _escolhido(widget: object) -> str:
    if isinstance(widget, SelecaoMultipla):
        return ", ".join(widget.textos())
    if isinstance(widget, ComboItens):
        return descricao(widget.item()) if widget.item() is not None else ""
    if isinstance(widget, CampoCodigo) and widget.item() is not None:
        return f"{widget.texto()} {descricao(widget.item())}"
    return ""


def _nome(nome: str) -> str:
    return ROTULOS[PREFIXO + nome]


def _dia(periodo: Periodo) -> str:
    if periodo.inicial and periodo.inicial == periodo.final:
        return f"em {periodo.inicial:%d/%m/%Y}"
    inicio = f"{periodo.inicial:%d/%m/%Y}" if periodo.inicial else "o início"
    return f"de {inicio} a {periodo.final:%d/%m/%Y}" if periodo.final else f"desde {inicio}"
