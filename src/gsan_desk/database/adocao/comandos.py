"""The statements that make what is ours, taken apart: of what kind each is, and which table of GSAN it touches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

NOSSO = "gsan_desk"
_PEDACOS = re.compile(r"\$(\w*)\$.*?\$\1\$|'(?:[^']|'')*'|--[^\n]*|;", re.DOTALL)
_DIREITO = re.compile(r"([A-Za-z]+)\s*(?:\(([^)]*)\))?")


class Tipo(StrEnum):
    """What a statement does; ``OUTRO`` is run as it stands."""

    PAPEL = "papel"
    MEMBRO = "membro"
    CONCESSAO = "concessao"
    GATILHO = "gatilho"
    LIGAR_RLS = "ligar_rls"
    TIRAR_POLITICA = "tirar_politica"
    POLITICA = "politica"
    RESUMO_DA_POLITICA = "resumo_da_politica"
    FUNCAO = "funcao"
    OUTRO = "outro"


_FORMAS = {
    Tipo.PAPEL: r'CREATE ROLE "?(?P<nome>\w+)',
    Tipo.GATILHO: r"CREATE TRIGGER (?P<nome>\w+)\s.*?\sON (?P<alvo>\w+\.\w+)",
    Tipo.LIGAR_RLS: r"ALTER TABLE (?P<alvo>\w+\.\w+) ENABLE ROW LEVEL SECURITY$",
    Tipo.TIRAR_POLITICA: r"DROP POLICY IF EXISTS (?P<nome>\w+) ON (?P<alvo>\w+\.\w+)",
    Tipo.POLITICA: r"CREATE POLICY (?P<nome>\w+) ON (?P<alvo>\w+\.\w+)",
    Tipo.RESUMO_DA_POLITICA: r"COMMENT ON POLICY (?P<nome>\w+) ON (?P<alvo>\w+\.\w+)",
    Tipo.FUNCAO: r"CREATE (?:OR REPLACE )?FUNCTION (?P<nome>[\w.]+)",
    Tipo.CONCESSAO: r"(?:GRANT|REVOKE)\s.*?\sON\s",
    Tipo.MEMBRO: r'GRANT "?(?P<nome>\w+)"? TO "?(?P<alvo>\w+)',
}


@dataclass(frozen=True, slots=True)
class Comando:
    """One statement; ``alvo`` is the table it acts upon, with its schema, or nothing."""

    texto: str
    tipo: Tipo
    nome: str = ""
    alvo: str = ""

    @property
    def tabela_do_gsan(self) -> str:
        """The table of GSAN that it acts upon, or nothing."""
        return "" if self.alvo.startswith(f"{NOSSO}.") or self.tipo is Tipo.MEMBRO else self.alvo


@dataclass(frozen=True, slots=True)
class Concessao:
    """One right of one role over one thing, given or taken."""

    dar: bool
    direito: str
    coluna: str
    classe: str
    objeto: str
    papel: str


def separar(texto: str) -> Iterator[str]:
    """Cut a script at its semicolons; those inside texts, bodies and comments do not count."""
    inicio = 0
    for pedaco in _PEDACOS.finditer(texto):
        if pedaco.group() == ";":
            yield from _cheio(texto[inicio : pedaco.start()])
            inicio = pedaco.end()
    yield from _cheio(texto[inicio:])


def ler(texto: str) -> Comando:
    """Say what the statement is."""
    for tipo, forma in _FORMAS.items():
        achado = re.match(forma, texto, re.DOTALL)
        if achado is not None:
            partes = achado.groupdict(default="")
            alvo = _alvo_da_concessao(texto) if tipo is Tipo.CONCESSAO else partes.get("alvo", "")
            return Comando(texto, tipo, partes.get("nome", ""), alvo)
    tabela = re.search(r"'(\w+\.\w+)'::regclass", texto) if texto.startswith("DO ") else None
    return Comando(texto, Tipo.OUTRO, alvo=tabela.group(1) if tabela else "")


def concessoes(texto: str) -> Iterator[Concessao]:
    """Take a GRANT or REVOKE apart into single rights."""
    verbo, direitos, classe, objetos, papeis = _partes(texto)
    for direito, colunas in _DIREITO.findall(direitos.replace(" PRIVILEGES", "")):
        for coluna in re.split(r"\s*,\s*", colunas.strip()) if colunas else ("",):
            for objeto in objetos:
                for papel in papeis:
                    yield Concessao(verbo == "GRANT", direito.upper(), coluna, classe, objeto, papel)


def escrever(direitos: list[Concessao]) -> Iterator[str]:
    """Write rights as few statements: one for each thing, role and verb."""
    grupos: dict[tuple[bool, str, str, str], dict[str, list[str]]] = {}
    for c in direitos:
        grupos.setdefault((c.dar, c.classe, c.objeto, c.papel), {}).setdefault(c.direito, []).append(c.coluna)
    for (dar, classe, objeto, papel), por_direito in grupos.items():
        lista = ", ".join(_direito(direito, colunas) for direito, colunas in por_direito.items())
        sobre = f"{classe} {objeto}" if classe != "TABLE" else objeto
        yield f"{'GRANT' if dar else 'REVOKE'} {lista} ON {sobre} {'TO' if dar else 'FROM'} {papel}"


def _direito(direito: str, colunas: list[str]) -> str:
    return direito if "" in colunas else f"{direito} ({', '.join(colunas)})"


def _partes(texto: str) -> tuple[str, str, str, list[str], list[str]]:
    achado = re.fullmatch(
        r"(GRANT|REVOKE)\s+(.+?)\s+ON\s+(?:(TABLE|SEQUENCE|SCHEMA|FUNCTION)\s+)?(.+?)\s+(?:TO|FROM)\s+(.+)",
        texto,
        re.DOTALL,
    )
    if achado is None:
        raise ValueError(f"not a grant: {texto[:80]}")
    verbo, direitos, classe, objetos, papeis = achado.groups()
    lista = [" ".join(o.split()) for o in re.split(r",\s*(?![^(]*\))", objetos)]
    return verbo, direitos, classe or "TABLE", lista, [p.strip() for p in papeis.split(",")]


def _alvo_da_concessao(texto: str) -> str:
    """Name the table when the rights are over a single one."""
    _, _, classe, objetos, _ = _partes(texto)
    return objetos[0] if classe == "TABLE" and len(objetos) == 1 else ""


def _cheio(texto: str) -> Iterator[str]:
    limpo = re.sub(r"^(?:\s*--[^\n]*\n)+", "", texto).strip()
    if limpo:
        yield limpo
