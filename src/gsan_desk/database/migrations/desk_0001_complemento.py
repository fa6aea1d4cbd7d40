"""Flags of ``desk_0001`` that the reference base has no column for (spec 30 §2.1, §2.5, spec 40 §2.2)."""

TABELAS = """
CREATE TABLE gsan_desk.espec_complemento (
    step_id integer PRIMARY KEY,
    icpoco smallint NOT NULL DEFAULT 2 CHECK (icpoco IN (1, 2)),
    icligacaoesgoto smallint NOT NULL DEFAULT 2 CHECK (icligacaoesgoto IN (1, 2)),
    icconsultarimovel smallint NOT NULL DEFAULT 2 CHECK (icconsultarimovel IN (1, 2)),
    iccoordenadas smallint NOT NULL DEFAULT 2 CHECK (iccoordenadas IN (1, 2)),
    dsobservacao varchar(400)
);
CREATE TABLE gsan_desk.localidade_complemento (
    loca_id integer PRIMARY KEY,
    iccoordenadas smallint NOT NULL CHECK (iccoordenadas IN (1, 2))
)
"""
_GATILHO = (
    "CREATE TRIGGER gsan_desk_dominios AFTER INSERT OR UPDATE OR DELETE ON gsan_desk.{} "
    "FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_dominio()"
)
AVISOS = ";\n".join(_GATILHO.format(tabela) for tabela in ("espec_complemento", "localidade_complemento"))
