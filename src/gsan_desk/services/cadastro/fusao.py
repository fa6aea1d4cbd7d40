"""Three versions of a row with its grids become one: what only one side changed is taken, the rest is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from gsan_desk.domain import conflito
from gsan_desk.domain.conflito import CampoEmConflito, ConflitoDeCampos, Escolha
from gsan_desk.services.cadastro.descricao import (
    SIM_NAO,
    Ambiente,
    Campo,
    Descricao,
    Especie,
    Grade,
    Registro,
    chave_de,
)

AUSENTE, PRESENTE = "(removido)", "(mantido)"


def fundir(
    descricao: Descricao,
    versoes: tuple[Registro, Registro, Registro],
    ambiente: Ambiente,
    decisoes: Mapping[str, Escolha] | None = None,
) -> "Resultado":
    """Merge (read, mine, theirs); ``decisoes`` say which side stays where both changed."""
    fusao = _Fusao(ambiente, conflito.Fusao(decisoes or {}))
    registro = fusao.registro(descricao, versoes, "", "")
    return Resultado(registro, tuple(fusao.campos.conflitos), tuple(fusao.campos.mantidos))


@dataclass(frozen=True, slots=True)
class Resultado:
    """The merged row, the fields that wait for a decision, the labels of what only the others changed."""

    registro: Registro
    conflitos: tuple[CampoEmConflito, ...]
    mantidos: tuple[str, ...]

    def exigir(self, quem: str | None, quando: datetime | None, armazenado: Registro) -> Registro:
        """Give the merged row.

        Raises:
            ConflitoDeCampos: a field waits for a decision.
        """
        if self.conflitos:
            raise ConflitoDeCampos(self.conflitos, quem, quando, armazenado)
        return self.registro


def escrever(campo: Campo, valor: Any, ambiente: Ambiente, registro: Registro) -> str:
    """Write a value as the screen shows it."""
    if valor in (None, ""):
        return "(vazio)"
    if campo.especie is Especie.SIM_NAO:
        return next((item.descricao for item in SIM_NAO if item.id == valor), str(valor))
    if campo.opcoes is not None:
        itens = campo.opcoes(ambiente, registro.valores)
        return next((str(item.descricao) for item in itens if item.id == valor), str(valor))
    if isinstance(valor, Decimal):
        return f"{valor:f}".replace(".", ",")
    if isinstance(valor, datetime):
        return f"{valor:%d/%m/%Y %H:%M}"
    return f"{valor:%d/%m/%Y}" if campo.especie is Especie.DATA else str(valor)


@dataclass(slots=True)
class _Fusao:
    ambiente: Ambiente
    campos: conflito.Fusao = field(default_factory=conflito.Fusao)

    def registro(
        self, descricao: Descricao, versoes: tuple[Registro, Registro, Registro], prefixo: str, titulo: str
    ) -> Registro:
        lido, meu, deles = versoes
        valores = dict(deles.valores)
        for campo in descricao.campos:
            if campo.nome not in descricao.tabela.guardados or campo.nome in descricao.tabela.pesados:
                continue
            valores[campo.nome] = self._campo(campo, versoes, prefixo, titulo)
        filhos = {
            grade.nome: self._grade(
                grade, tuple(v.filhos.get(grade.nome, ()) for v in (lido, meu, deles)), f"{prefixo}{grade.nome}."
            )
            for grade in descricao.grades
        }
        return Registro(valores, deles.id, filhos, deles.ultima_alteracao)

    def _campo(self, campo: Campo, versoes: tuple[Registro, Registro, Registro], prefixo: str, titulo: str) -> Any:
        rotulo = f"{titulo}: {campo.rotulo}" if titulo else campo.rotulo
        lido, meu, deles = (versao[campo.nome] for versao in versoes)
        havia = len(self.campos.conflitos)
        escolhido: Any = self.campos.fundir(f"{prefixo}{campo.nome}", rotulo, (lido, meu, deles))
        if len(self.campos.conflitos) > havia:
            textos = (escrever(campo, v, self.ambiente, r) for v, r in zip((lido, meu, deles), versoes, strict=True))
            self._com_textos(*textos)
        return escolhido

    def _grade(self, grade: Grade, versoes: tuple[tuple[Registro, ...], ...], prefixo: str) -> tuple[Registro, ...]:
        descricao = grade.descricao
        lidas, minhas, deles = ({chave_de(descricao, r): r for r in v if r.id is not None} for v in versoes)
        novas = [r for r in versoes[1] if r.id is None or chave_de(descricao, r) not in lidas]
        resultado: list[Registro] = []
        for chave, dele in deles.items():
            lida, minha = lidas.get(chave), minhas.get(chave)
            if minha is not None:
                titulo = descricao.titulo(dele, self.ambiente)
                resultado.append(self.registro(descricao, (lida or dele, minha, dele), f"{prefixo}{chave}.", titulo))
            elif lida is None or (lida != dele and self._fica(descricao, dele, f"{prefixo}{chave}", AUSENTE)):
                resultado.append(dele)
        for chave, minha in minhas.items():
            lida = lidas.get(chave)
            if chave in deles or lida is None or _mesma(lida, minha):
                continue
            if not self._fica(descricao, minha, f"{prefixo}{chave}", PRESENTE):
                resultado.append(_de_novo(minha))
        return (
            *resultado,
            *(n for n in novas if descricao.tabela.natural is None or chave_de(descricao, n) not in deles),
        )

    def _fica(self, descricao: Descricao, linha: Registro, caminho: str, meu: str) -> bool:
        """Ask about a row that one side removed and the other changed; tell whether theirs stays."""
        deles = PRESENTE if meu == AUSENTE else AUSENTE
        rotulo = f"{descricao.nome} {descricao.titulo(linha, self.ambiente)}"
        havia = len(self.campos.conflitos)
        escolhido = self.campos.fundir(caminho, rotulo, ("(como estava)", meu, deles))
        if len(self.campos.conflitos) > havia:
            self._com_textos("(como estava)", meu, deles)
        return escolhido == deles

    def _com_textos(self, lido: str, meu: str, deles: str) -> None:
        ultimo = self.campos.conflitos[-1]
        self.campos.conflitos[-1] = replace(ultimo, texto_lido=lido, texto_meu=meu, texto_deles=deles)


def _mesma(uma: Registro, outra: Registro) -> bool:
    return uma.valores == outra.valores and uma.filhos == outra.filhos


def _de_novo(registro: Registro) -> Registro:
    """Make a row that was removed one to be written again."""
    filhos = {nome: tuple(_de_novo(filho) for filho in linhas) for nome, linhas in registro.filhos.items()}
    return Registro(registro.valores, None, filhos)
