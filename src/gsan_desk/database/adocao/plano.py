"""What is still to be done so that a base has all that is ours, as steps that each stand or fall whole."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg import sql

from gsan_desk import __version__
from gsan_desk.database.adocao import comandos, desejado, vivo
from gsan_desk.database.adocao.comandos import NOSSO, Comando, Concessao, Tipo
from gsan_desk.database.adocao.vivo import Vivo
from gsan_desk.database.papeis import FAMILIAS
from gsan_desk.domain.requisitos import Falta, impedimentos
from gsan_desk.models.presenca import faltas

ESQUEMA_PRONTO = 1
_CONTROLE = f"""
CREATE TABLE {NOSSO}.versao (version_num varchar(32) CONSTRAINT versao_pkc PRIMARY KEY);
CREATE TABLE {NOSSO}.adocao (feito text PRIMARY KEY, quando timestamptz NOT NULL DEFAULT now());
CREATE TABLE {NOSSO}.rls_ligado (tabela text PRIMARY KEY);
REVOKE ALL ON {NOSSO}.versao, {NOSSO}.adocao, {NOSSO}.rls_ligado FROM PUBLIC
"""
"""Bookkeeping of an adoption: revisions, what can not be told from the catalog, tables whose row security is ours."""


@dataclass(frozen=True, slots=True)
class Passo:
    """Statements of one transaction; ``tabela`` is the table of GSAN that has to be locked, or nothing."""

    nome: str
    comandos: tuple[str, ...]
    tabela: str = ""


@dataclass(frozen=True, slots=True)
class Plano:
    """The steps in order, and in what the base is not the one that the product knows."""

    passos: tuple[Passo, ...]
    faltas: tuple[Falta, ...]

    @property
    def impedimentos(self) -> tuple[Falta, ...]:
        """Wants that nothing goes without."""
        return impedimentos(self.faltas)

    @property
    def comandos(self) -> tuple[str, ...]:
        """All statements in order."""
        return tuple(texto for passo in self.passos for texto in passo.comandos)


def planejar(conexao: psycopg.Connection[Any], fuso: str) -> Plano:
    """Compare what is ours with the catalog; only reads, also in a read-only transaction."""
    agora = vivo.ler(conexao)
    ausentes = faltas_da_base(agora)
    esquema, direitos = list(desejado.do_esquema()), desejado.dos_direitos(conexao)
    fonte = _Fonte(agora, frozenset(falta.tabela for falta in ausentes), _nossas_tabelas(esquema))
    passos = [
        _grupos(fonte, direitos),
        _esquema(fonte, esquema, fuso),
        _nossos_direitos(fonte, direitos),
        *_do_gsan(fonte, [*esquema, *direitos]),
        _fim(fonte),
    ]
    return Plano(tuple(passo for passo in passos if passo.comandos), ausentes)


def faltas_da_base(agora: Vivo) -> tuple[Falta, ...]:
    """Compare the base with the mapped tables."""
    gravadas = frozenset(escrita.qualificada for familia in FAMILIAS for escrita in familia.escritas if escrita.inserir)
    return faltas(agora.tabelas, agora.exigidas, gravadas)


@dataclass(frozen=True, slots=True)
class _Fonte:
    """The base as it is, the tables that lack something, and the tables that our schema brings."""

    vivo: Vivo
    incompletas: frozenset[str]
    nossas: frozenset[str]

    def existe(self, objeto: str) -> bool:
        """Tell whether a table or sequence is there, or will be once our schema is."""
        return self.vivo.tem(objeto) or objeto in self.nossas

    def falta(self, comando: Comando) -> Iterator[str]:
        """Give what is missing of a statement: nothing, itself, or the part of it that the base does not have."""
        match comando.tipo:
            case Tipo.PAPEL:
                pendente = comando.nome not in self.vivo.papeis
            case Tipo.MEMBRO:
                pendente = (comando.nome, comando.alvo) not in self.vivo.membros
            case Tipo.GATILHO:
                pendente = (comando.alvo, comando.nome) not in self.vivo.gatilhos
            case Tipo.LIGAR_RLS:
                pendente = comando.alvo not in self.vivo.com_rls
            case Tipo.TIRAR_POLITICA:
                pendente = (comando.alvo, comando.nome) in self.vivo.politicas
            case Tipo.CONCESSAO:
                yield from comandos.escrever([c for c in comandos.concessoes(comando.texto) if self._pendente(c)])
                return
            case Tipo.FUNCAO:
                pendente = _corpo(comando.texto) != self.vivo.funcoes.get(comando.nome)
            case Tipo.OUTRO:
                yield from self._uma_vez(comando.texto)
                return
            case _:
                pendente = True
        if pendente:
            yield comando.texto

    def _pendente(self, c: Concessao) -> bool:
        """Tell whether a right is still to be given, or taken: only of what is there."""
        objeto = c.objeto.partition("(")[0]
        if c.classe in {"TABLE", "SEQUENCE"} and not self.existe(objeto):
            return False
        if c.coluna and objeto in self.vivo.tabelas and c.coluna not in self.vivo.tabelas[objeto]:
            return False
        if c.classe == "FUNCTION" and objeto not in self.vivo.funcoes:
            return True  # the server lets everybody run a new function
        dados = self.vivo.direitos.get((c.papel, c.classe, objeto), set())
        tem = bool(dados) if c.direito == "ALL" else bool(dados & {("", c.direito), (c.coluna, c.direito)})
        return tem is not c.dar

    def _uma_vez(self, texto: str) -> Iterator[str]:
        """Give a statement whose effect the catalog does not tell, unless it is noted as done."""
        resumo = hashlib.sha256(texto.encode()).hexdigest()
        if resumo not in self.vivo.feitos:
            yield texto
            yield f"INSERT INTO {NOSSO}.adocao (feito) VALUES ('{resumo}')"


def _grupos(fonte: _Fonte, direitos: Iterable[Comando]) -> Passo:
    pedidos = (c for c in direitos if c.tipo in {Tipo.PAPEL, Tipo.MEMBRO})
    return Passo("grupos de direitos", tuple(texto for c in pedidos for texto in fonte.falta(c)))


def _esquema(fonte: _Fonte, esquema: Iterable[Comando], fuso: str) -> Passo:
    """Make our schema in one go: nothing of it stands on a table of GSAN yet."""
    if fonte.vivo.adotada:
        return Passo("esquema gsan_desk", ())
    nossos = [c.texto for c in esquema if not c.tabela_do_gsan]
    revisoes = [f"INSERT INTO {NOSSO}.versao VALUES ('{revisao}')" for revisao in desejado.revisoes()[-1:]]
    base = (
        f"INSERT INTO {NOSSO}.base (modo, esquema, fuso_horario, cliente_minimo, cliente_atual)"
        f" VALUES ('adotado', 0, {sql.Literal(fuso).as_string()}, '{__version__}', '{__version__}')"
    )
    criar = () if f"{NOSSO}" in {t.partition(".")[0] for t in fonte.vivo.tabelas} else (f"CREATE SCHEMA {NOSSO}",)
    return Passo("esquema gsan_desk", (*criar, *comandos.separar(_CONTROLE), *nossos, *revisoes, base))


def _nossos_direitos(fonte: _Fonte, direitos: Iterable[Comando]) -> Passo:
    """Give rights over schemas, sequences, functions and our own tables: no table of GSAN is locked."""
    nossos = (c for c in direitos if not c.tabela_do_gsan and c.tipo not in {Tipo.PAPEL, Tipo.MEMBRO})
    textos = dict.fromkeys(texto for c in nossos for texto in fonte.falta(c))
    return Passo("direitos sobre o que é nosso", tuple(textos))


def _do_gsan(fonte: _Fonte, todos: Iterable[Comando]) -> Iterator[Passo]:
    """Give one step for each table of GSAN, or none where the table lacks something that our statements name."""
    por_tabela: dict[str, dict[str, None]] = {}
    for comando in todos:
        tabela = comando.tabela_do_gsan
        if tabela and tabela in fonte.vivo.tabelas and tabela not in fonte.incompletas:
            por_tabela.setdefault(tabela, {}).update(dict.fromkeys(fonte.falta(comando)))
    for tabela, textos in por_tabela.items():
        if textos:
            yield _com_trava(Passo(tabela, tuple(textos), tabela))


def _com_trava(passo: Passo) -> Passo:
    """Ask first for the strongest lock that the step needs, so that it never waits holding a weaker one."""
    ligar = f"ALTER TABLE {passo.tabela} ENABLE ROW LEVEL SECURITY"
    nota = f"INSERT INTO {NOSSO}.rls_ligado VALUES ('{passo.tabela}')"
    textos = [t for t in passo.comandos if t != ligar]
    if ligar in passo.comandos:
        textos += [ligar, nota]
    if all(texto.startswith(("GRANT", "REVOKE")) for texto in textos):
        return replace(passo, comandos=tuple(textos), tabela="")
    return replace(passo, comandos=(f"LOCK TABLE {passo.tabela} IN ACCESS EXCLUSIVE MODE", *textos))


def _fim(fonte: _Fonte) -> Passo:
    """Say to the workstations that the base is ready."""
    base = fonte.vivo.base
    pronto = base.get("esquema", 0) >= ESQUEMA_PRONTO and base.get("cliente_atual") == __version__
    outro = f"cliente_atual <> '{__version__}'"
    sem_instalador = f"UPDATE {NOSSO}.base SET instalador = NULL, instalador_sha256 = NULL WHERE {outro}"
    subir = f"UPDATE {NOSSO}.base SET esquema = {ESQUEMA_PRONTO}, cliente_atual = '{__version__}'"
    return Passo("base pronta", () if pronto else (sem_instalador, subir))


def _nossas_tabelas(esquema: Iterable[Comando]) -> frozenset[str]:
    nomes = (c.texto.split()[2] for c in esquema if c.texto.startswith(("CREATE TABLE", "CREATE SEQUENCE")))
    return frozenset(nome.split("(")[0] for nome in nomes)


def _corpo(texto: str) -> str:
    """Give the body of a function between its dollars, as the catalog keeps it."""
    return texto.split("$$")[1] if "$$" in texto else ""
