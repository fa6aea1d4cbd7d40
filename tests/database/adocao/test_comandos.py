"""Statements taken apart."""

from gsan_desk.database.adocao import comandos, desejado
from gsan_desk.database.adocao.comandos import Concessao, Tipo


def test_a_script_is_cut_only_at_semicolons_that_end_a_statement() -> None:
    texto = """
    -- first; comment
    CREATE FUNCTION gsan_desk.a() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
    INSERT INTO t VALUES ('a;b''c;'), ($q$;$q$);
    """
    assert [parte.split()[0] for parte in comandos.separar(texto)] == ["CREATE", "INSERT"]


def test_every_kind_of_statement_is_known_with_its_table() -> None:
    esperados = {
        'CREATE ROLE "gsan_desk_sms" NOLOGIN': (Tipo.PAPEL, "gsan_desk_sms", ""),
        'GRANT "gsan_desk_atendente" TO "gsan_desk_supervisor"': (Tipo.MEMBRO, "gsan_desk_atendente", ""),
        "CREATE TRIGGER x AFTER INSERT OR UPDATE OR DELETE ON a.b FOR EACH STATEMENT": (Tipo.GATILHO, "x", "a.b"),
        "ALTER TABLE a.b ENABLE ROW LEVEL SECURITY": (Tipo.LIGAR_RLS, "", "a.b"),
        "DROP POLICY IF EXISTS p ON a.b": (Tipo.TIRAR_POLITICA, "p", "a.b"),
        "CREATE POLICY p ON a.b FOR SELECT USING (true)": (Tipo.POLITICA, "p", "a.b"),
        "GRANT SELECT, UPDATE (c) ON a.b TO r": (Tipo.CONCESSAO, "", "a.b"),
        "GRANT USAGE ON SEQUENCE a.b TO r": (Tipo.CONCESSAO, "", ""),
        "CREATE OR REPLACE FUNCTION gsan_desk.f(integer) RETURNS void": (Tipo.FUNCAO, "gsan_desk.f", ""),
        "DO $$ ... 'cadastro.cliente'::regclass ... $$": (Tipo.OUTRO, "", "cadastro.cliente"),
        "CREATE TABLE gsan_desk.base (id int)": (Tipo.OUTRO, "", ""),
    }
    for texto, (tipo, nome, alvo) in esperados.items():
        lido = comandos.ler(texto)
        achado = (lido.tipo, lido.nome, lido.tabela_do_gsan if tipo is not Tipo.MEMBRO else "")
        assert achado == (tipo, nome, alvo), texto


def test_a_grant_is_taken_apart_and_written_again() -> None:
    direitos = list(comandos.concessoes("GRANT INSERT, UPDATE (c, d) ON a.b TO r, s"))
    assert Concessao(True, "UPDATE", "d", "TABLE", "a.b", "s") in direitos
    assert len(direitos) == 6
    escritos = list(comandos.escrever(direitos))
    assert escritos == ["GRANT INSERT, UPDATE (c, d) ON a.b TO r", "GRANT INSERT, UPDATE (c, d) ON a.b TO s"]
    (tirado,) = comandos.concessoes("REVOKE ALL ON FUNCTION gsan_desk.f(integer, text) FROM PUBLIC")
    assert tirado == Concessao(False, "ALL", "", "FUNCTION", "gsan_desk.f(integer, text)", "PUBLIC")


def test_what_is_ours_fits_a_latin1_base() -> None:
    for comando in desejado.do_esquema():
        comando.texto.encode("latin-1")
