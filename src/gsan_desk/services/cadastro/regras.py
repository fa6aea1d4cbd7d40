"""The rules that follow from the fields themselves; those of a screen come after them."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.texto import caractere_recusado, limpar
from gsan_desk.services.cadastro.descricao import (
    Ambiente,
    Campo,
    Descricao,
    Especie,
    Grade,
    Registro,
    Valores,
    chave_de,
)

FORA_DA_LISTA = "{rotulo} inexistente"
MAIOR_INTEIRO = 2_147_483_647


def normalizar(descricao: Descricao, registro: Registro) -> Registro:
    """Trim the texts, and give fields that are closed what they hold then; grids included."""
    valores = {campo.nome: _limpo(campo, registro[campo.nome]) for campo in descricao.campos}
    for campo in descricao.campos:
        if not campo.aberto(valores):
            valores[campo.nome] = campo.fechado
    fora = {nome: valor for nome, valor in registro.valores.items() if nome not in valores}
    filhos = {
        grade.nome: tuple(normalizar(grade.descricao, filho) for filho in registro.filhos.get(grade.nome, ()))
        if grade.aberta(valores)
        else ()
        for grade in descricao.grades
    }
    return Registro(fora | valores, registro.id, filhos, registro.ultima_alteracao)


def assentar(descricao: Descricao, registro: Registro, atual: Registro | None) -> Registro:
    """Normalise what changed; what did not stays as the base has it, odd as it may be."""
    if atual is None:
        return normalizar(descricao, registro)
    novo, antes = normalizar(descricao, registro), normalizar(descricao, atual)
    mudou = any(novo[campo.nome] != antes[campo.nome] for campo in descricao.campos if campo.nome in antes.valores)
    fonte = novo if mudou else registro
    filhos = {}
    for grade in descricao.grades:
        velhas = {chave_de(grade.descricao, v): v for v in atual.filhos.get(grade.nome, ())}
        linhas = fonte.filhos.get(grade.nome, ())
        filhos[grade.nome] = tuple(
            assentar(grade.descricao, linha, velhas.get(chave_de(grade.descricao, linha))) for linha in linhas
        )
    return Registro(novo.valores if mudou else atual.valores, atual.id, filhos, atual.ultima_alteracao)


def verificar(
    descricao: Descricao, registro: Registro, ambiente: Ambiente, lido: Registro | None = None
) -> list[Violacao]:
    """Check a row as its own window shows it: its fields, its grids as lists, its rules.

    What ``lido`` held already stays, out of use or empty as it may be.
    """
    achadas = [v for campo in descricao.campos for v in _do_campo(campo, registro, ambiente, lido)]
    com_erro = {v.campo for v in achadas}
    for grade in descricao.grades:
        achadas += _da_grade(grade, registro)
    return achadas + [v for v in descricao.regras(registro, ambiente) if v.campo not in com_erro]


def verificar_tudo(
    descricao: Descricao, registro: Registro, ambiente: Ambiente, lido: Registro | None = None
) -> list[Violacao]:
    """Check a row and, under the name of their grid, the rows inside it."""
    achadas = verificar(descricao, registro, ambiente, lido)
    for grade in descricao.grades:
        lidos = {filho.id: filho for filho in lido.filhos.get(grade.nome, ())} if lido is not None else {}
        for filho in registro.filhos.get(grade.nome, ()):
            if filho.id is not None and filho == lidos.get(filho.id):
                continue
            nome = grade.descricao.titulo(filho, ambiente)
            internas = verificar_tudo(grade.descricao, filho, ambiente, lidos.get(filho.id))
            achadas += [Violacao(v.codigo, f"{nome}: {v.mensagem}", grade.nome) for v in internas]
    return achadas


def iguais(um: Any, outro: Any) -> bool:
    """Compare texts without case, accents and outer blanks, and anything else as it is."""
    return bool(plano(um) == plano(outro))


def plano(valor: Any) -> Any:
    """Write a text without case, accents and outer blanks."""
    if not isinstance(valor, str):
        return valor
    decomposto = unicodedata.normalize("NFD", valor.strip().upper())
    return "".join(c for c in decomposto if not unicodedata.combining(c))


def repetida(descricao: Descricao, registro: Registro, irmaos: Iterable[Registro]) -> bool:
    """Tell whether another row has the same ``distintos``."""
    nomes = descricao.distintos
    return bool(nomes) and any(all(iguais(registro[n], o[n]) for n in nomes) for o in irmaos)


def oferecidos(campo: Campo, ambiente: Ambiente, valores: Valores, atual: Any = None) -> tuple[Any, ...]:
    """List the rows that a field may hold: those in use, and the one that it holds already."""
    if campo.opcoes is None:
        return ()
    itens = campo.opcoes(ambiente, valores)
    return tuple(item for item in itens if getattr(item, "em_uso", True) or item.id == atual)


def _limpo(campo: Campo, valor: Any) -> Any:
    if isinstance(valor, str):
        limpo = limpar(valor)
        return (limpo.upper() if campo.maiusculas else limpo) or campo.vazio
    return campo.vazio if valor is None else valor


def _do_campo(campo: Campo, registro: Registro, ambiente: Ambiente, lido: Registro | None) -> Iterator[Violacao]:
    valor = registro[campo.nome]
    if lido is not None and campo.nome in lido.valores and lido[campo.nome] == valor:
        return
    if (campo.so_ao_atualizar and registro.id is None) or (
        campo.especie is Especie.ARQUIVO and registro.id is not None
    ):
        return
    if valor in (None, "") or (campo.vazio is not None and valor == campo.vazio):
        if campo.obrigatorio and campo.aberto(registro.valores):
            yield Violacao("OBRIGATORIO", campo.ausente or f"Informe {campo.rotulo}.", campo.nome)
        return
    if isinstance(valor, str):
        yield from _do_texto(campo, valor, ambiente)
    elif campo.especie is Especie.INTEIRO and not 0 <= valor < min(10**campo.tamanho, MAIOR_INTEIRO):
        yield Violacao("FORMATO", f"{campo.rotulo} inválido.", campo.nome)
    elif campo.especie in (Especie.OPCAO, Especie.MARCA, Especie.CODIGO):
        antes = lido[campo.nome] if lido is not None else None
        if all(item.id != valor for item in oferecidos(campo, ambiente, registro.valores, antes)):
            dito = campo.inexistente or FORA_DA_LISTA.format(rotulo=campo.rotulo)
            yield Violacao("INEXISTENTE", dito, campo.nome)


def _do_texto(campo: Campo, valor: str, ambiente: Ambiente) -> Iterator[Violacao]:
    if len(valor) > campo.tamanho:
        yield Violacao("M28", f"{campo.rotulo} passa de {campo.tamanho} caracteres.", campo.nome)
    if (caractere := caractere_recusado(valor, ambiente.contexto.codificacao)) is not None:
        dito = f"{campo.rotulo}: a base não guarda o caractere “{caractere}”."
        yield Violacao("CARACTERE", dito, campo.nome)


def _da_grade(grade: Grade, registro: Registro) -> Iterator[Violacao]:
    linhas = registro.filhos.get(grade.nome, ())
    if not linhas and grade.ausente:
        yield Violacao("GRADE_VAZIA", grade.ausente, grade.nome)
    if any(repetida(grade.descricao, linha, linhas[:n]) for n, linha in enumerate(linhas)):
        yield Violacao("REPETIDO", grade.descricao.repetido, grade.nome)
    yield from (Violacao("GRADE", mensagem, grade.nome) for mensagem in grade.regras(linhas))
