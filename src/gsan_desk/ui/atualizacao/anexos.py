"""Tab Anexos of an RA that exists [UC0408]: what is stored beside what is added (spec 10 §3.5, §7.2)."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.arquivos import OBSERVACAO_MAXIMA
from gsan_desk.domain.atualizacao import AnexoRA, AnexosAlterados
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.texto import verificar_caracteres, verificar_tamanho
from gsan_desk.services.ra_consultar import AnexoDoRA
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.anexos import ABA, AbaAnexos, LinhaDeAnexo

Abrir = Callable[[AnexoDoRA], Coroutine[Any, Any, Any]]


@dataclass(frozen=True, slots=True)
class LinhaGravada:
    """An attachment in the base, with the observação as it is now on screen."""

    anexo: AnexoRA
    observacao: str

    @property
    def nome(self) -> str:
        """What it is called; the base keeps no name."""
        return f"anexo-{self.anexo.id}.{self.extensao}"

    @property
    def extensao(self) -> str:
        """Kind of file."""
        return self.anexo.extensao.strip().lower()

    @property
    def tamanho(self) -> int:
        """Bytes stored."""
        return self.anexo.tamanho

    def com_observacao(self, texto: str) -> "LinhaGravada":
        """Give the row with another observação."""
        return replace(self, observacao=texto)


class AbaAnexosDoRA(AbaAnexos):
    """The fourth tab, with the files that the RA has.

    Args:
        abrir_gravado: opens a file of the base.
    """

    def __init__(self, ponte: Ponte, codificacao: str, abrir_gravado: Abrir, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self._abrir_gravado = abrir_gravado
        self._lidos: tuple[AnexoRA, ...] = ()
        self._campo_lista.definir_rotulo("Arquivos do RA")

    def carregar(self, anexos: tuple[AnexoRA, ...]) -> None:
        """List what the RA has."""
        self._lidos = anexos
        for anexo in anexos:
            self.lista.modelo.acrescentar(LinhaGravada(anexo, anexo.observacao))

    def alteracoes(self) -> AnexosAlterados:
        """Tell what was added, removed and written."""
        return AnexosAlterados(self.valor(), self._removidos(), self._observacoes())

    def verificar(self) -> list[Violacao]:
        """Check the new files, and the observações written to the others."""
        return [
            *super().verificar(),
            *(v for texto in self._observacoes().values() for v in self._da_observacao(texto)),
        ]

    def rascunho(self) -> dict[str, Any]:
        """Keep the changes."""
        observacoes = {str(id_): texto for id_, texto in self._observacoes().items()}
        return {**super().rascunho(), "removidos": sorted(self._removidos()), "observacoes": observacoes}

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put the changes back; what somebody removed meanwhile is not missed."""
        removidos, observacoes = dados.get("removidos") or (), dados.get("observacoes") or {}
        modelo = self.lista.modelo
        for numero, linha in reversed(list(enumerate(modelo.linhas))):
            if not isinstance(linha, LinhaGravada):
                continue
            if linha.anexo.id in removidos:
                modelo.remover(numero)
            elif (texto := observacoes.get(str(linha.anexo.id))) is not None:
                modelo.linhas[numero] = linha.com_observacao(str(texto))
        await super().restaurar(dados)

    async def _abrir_linha(self, numero: int, linha: LinhaDeAnexo) -> None:
        if isinstance(linha, LinhaGravada):
            anexo = linha.anexo
            await self._abrir_gravado(AnexoDoRA(anexo.id, anexo.observacao, anexo.extensao, anexo.tamanho))
        else:
            await super()._abrir_linha(numero, linha)

    def _gravadas(self) -> dict[int, LinhaGravada]:
        return {linha.anexo.id: linha for linha in self.lista.modelo.linhas if isinstance(linha, LinhaGravada)}

    def _removidos(self) -> frozenset[int]:
        return frozenset(anexo.id for anexo in self._lidos) - self._gravadas().keys()

    def _observacoes(self) -> dict[int, str]:
        linhas = self._gravadas()
        return {id_: linha.observacao for id_, linha in linhas.items() if linha.observacao != linha.anexo.observacao}

    def _da_observacao(self, texto: str) -> list[Violacao]:
        achados = (
            verificar_tamanho(texto, OBSERVACAO_MAXIMA, f"{ABA}.observacao"),
            verificar_caracteres(texto, self._codificacao, f"{ABA}.observacao"),
        )
        return [replace(v, campo=ABA) for v in achados if v is not None]
