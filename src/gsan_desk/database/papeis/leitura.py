"""Who reads what: everybody of ours reads all, but for the passwords, and the station's people no document either."""

from collections.abc import Iterator

from sqlalchemy import Table

from gsan_desk.database.papeis.escrita import AP, ATENDENTE, SMS

SENHAS = "seguranca.usuario"
"""Of users only the mapped columns are granted: their passwords stay unreadable."""
DOCUMENTOS = {
    "cadastro.cliente": ("clie_nncpf", "clie_nnrg", "clie_nncnpj"),
    f"{AP}.ra_solicitante": ("raso_nncpf", "raso_nnrg"),
}
"""Documents of citizens, which sending messages does not need: the SMS operator does not read them."""
SO_DE_QUEM_ATENDE = frozenset({"gsan_desk.relato_cidadao", "gsan_desk.relato_foto", "gsan_desk.relato_telefone"})
"""What citizens sent, with names, places and photos: of no concern to the station."""
_SEM_DOCUMENTOS = """DO $$
DECLARE colunas text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO colunas FROM pg_attribute
    WHERE attrelid = '{tabela}'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL ('{{{documentos}}}');
    EXECUTE 'REVOKE SELECT ON {tabela} FROM {sms}';
    EXECUTE format('GRANT SELECT (%s) ON {tabela} TO {sms}', colunas);
END
$$"""


def da_tabela(tabela: Table) -> Iterator[str]:
    """Write the grants of reading of a table; columns that only some bases have are looked up there."""
    nome = tabela.fullname
    colunas = f"({', '.join(coluna.name for coluna in tabela.columns)}) " if nome == SENHAS else ""
    restrita = nome in DOCUMENTOS or nome in SO_DE_QUEM_ATENDE
    yield f"GRANT SELECT {colunas}ON {nome} TO {ATENDENTE if restrita else f'{ATENDENTE}, {SMS}'}"
    if nome in DOCUMENTOS:
        yield _SEM_DOCUMENTOS.format(tabela=nome, documentos=",".join(DOCUMENTOS[nome]), sms=SMS)
    elif nome in SO_DE_QUEM_ATENDE:
        yield f"REVOKE ALL ON {nome} FROM {SMS}"
