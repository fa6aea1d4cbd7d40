"""What a GSAN base may lack, and which functions of the workstation that switches off (spec 10 §14).

A table that is not named here is needed by everybody: a base without it, or without a column of it that the product
reads, is not usable.
"""

from collections.abc import Iterable, Mapping

_AP = "atendimentopublico"
_TIPOS = ("inserir_tipo_solicitacao", "manter_tipo_solicitacao")
_SITUACAO = ("inserir_situacao_imovel", "manter_situacao_imovel")
OPCIONAIS: Mapping[str, tuple[str, ...]] = {
    f"{_AP}.sol_tipo_espec_arqui_pop": ("pop", *_TIPOS),
    f"{_AP}.ra_encerramento_comando": ("comandar_encerramento",),
    f"{_AP}.ra_encmt_comando_espec": ("comandar_encerramento", *_TIPOS),
    f"{_AP}.espec_unid_cobr": ("tramite_cobranca", *_TIPOS),
    "cobranca.cobranca_situacao": ("tramite_cobranca",),
    f"{_AP}.local_espec_unidade": ("associacao_localidade", *_TIPOS),
    f"{_AP}.sol_espec_doc_obrig_meio": ("obrigatoriedade_documento", *_TIPOS),
}
"""Functions that need each table which a base may lack, by id."""


def essenciais(faltas: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Keep the wants that nothing goes without; ``faltas`` has missing columns by table, none for a whole table."""
    return {tabela: colunas for tabela, colunas in faltas.items() if tabela not in OPCIONAIS}


def desligadas(faltas: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give the functions that the wants switch off, each with its reason."""
    motivos: dict[str, list[str]] = {}
    for tabela, colunas in faltas.items():
        for funcao in OPCIONAIS.get(tabela, ()):
            motivos.setdefault(funcao, []).append(escrever(tabela, colunas))
    return {funcao: f"Esta base não tem {lista(textos)}." for funcao, textos in motivos.items()}


def escrever(tabela: str, colunas: Iterable[str]) -> str:
    """Name what is missing of a table."""
    nomes = lista(list(colunas))
    return f"{nomes} em {tabela}" if nomes else f"a tabela {tabela}"


def lista(textos: list[str]) -> str:
    """Join texts as a person does."""
    return " e ".join(filter(None, (", ".join(textos[:-1]), *textos[-1:])))
