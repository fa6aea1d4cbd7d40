"""What a GSAN base may lack, and which functions of the workstation that switches off (spec 10 §14).

A table that is not named here is needed by everybody: a base without it, or without a column of it that the product
reads, is not usable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_AP = "atendimentopublico"
_TIPOS = ("inserir_tipo_solicitacao", "manter_tipo_solicitacao")
OPCIONAIS: Mapping[str, tuple[str, ...]] = {
    f"{_AP}.sol_tipo_espec_arqui_pop": ("pop", *_TIPOS),
    f"{_AP}.espec_unid_cobr": ("tramite_cobranca", *_TIPOS),
    "cobranca.cobranca_situacao": ("tramite_cobranca",),
    f"{_AP}.local_espec_unidade": ("associacao_localidade", *_TIPOS),
    f"{_AP}.sol_espec_doc_obrig_meio": ("obrigatoriedade_documento", *_TIPOS),
}
"""Functions that need each table which a base may lack, by id."""


@dataclass(frozen=True, slots=True)
class Falta:
    """In what a table of a base is not the one that the product knows.

    ``ausentes`` are columns that are not there, none for a table that is not there at all; ``exigidas`` are columns
    that the product does not know and that a new row has to fill.
    """

    tabela: str
    ausentes: tuple[str, ...] = ()
    exigidas: tuple[str, ...] = ()

    @property
    def funcoes(self) -> tuple[str, ...]:
        """Functions that it switches off; none when nothing goes without the table."""
        return OPCIONAIS.get(self.tabela, ())

    @property
    def texto(self) -> str:
        """Say it, after the word *base*."""
        partes = []
        if self.ausentes:
            partes.append(f"não tem {lista(self.ausentes)} em {self.tabela}")
        if self.exigidas:
            partes.append(f"exige {lista(self.exigidas)} em {self.tabela}, que o programa não preenche")
        return lista(partes) or f"não tem a tabela {self.tabela}"


def impedimentos(faltas: Iterable[Falta]) -> tuple[Falta, ...]:
    """Keep the wants that nothing goes without."""
    return tuple(falta for falta in faltas if not falta.funcoes)


def desligadas(faltas: Iterable[Falta]) -> dict[str, str]:
    """Give the functions that the wants switch off, each with its reason."""
    motivos: dict[str, list[str]] = {}
    for falta in faltas:
        for funcao in falta.funcoes:
            motivos.setdefault(funcao, []).append(falta.texto)
    return {funcao: f"Esta base {lista(textos)}." for funcao, textos in motivos.items()}


def lista(textos: Iterable[str]) -> str:
    """Join texts as a person does."""
    *primeiros, ultimo = [*textos] or [""]
    return f"{', '.join(primeiros)} e {ultimo}" if primeiros else ultimo
