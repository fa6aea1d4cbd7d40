"""Gerar Numeração de RA Manual: the numbers are committed first, then printed as often as needed [UC0494]."""

from datetime import date
from typing import Any

from PySide6.QtGui import QTextDocument

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.numeracao import GerarNumeracao, Numeracao
from gsan_desk.domain.numero_manual import com_digito, formatar
from gsan_desk.services.numeracao_manual import gerar, ultimo_emitido
from gsan_desk.services.relogio import hoje
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.contato.pagina import PaginaContato
from gsan_desk.ui.impressao.documentos import numeracao_manual
from gsan_desk.ui.impressao.menu import MenuImpressao
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import Aba, grade, so_leitura
from gsan_desk.ui.widgets.message_bar import Acao
from gsan_desk.ui.widgets.texto_contado import CampoTexto

TITULO = "Gerar Numeração de RA Manual"
ALGARISMOS = 2


class AbaNumeracao(Aba):
    """The fields."""

    def __init__(self, ponte: Ponte) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self.ultimo = so_leitura("Último Valor Gerado")
        self.quantidade = CampoTexto(ALGARISMOS)
        inexistente = texto("UNIDADE_ORGANIZACIONAL_INEXISTENTE")
        self.unidade = campo_unidade(ponte, "Unidade Organizacional", inexistente=inexistente)
        campo = self._campo
        self._preencher(
            grade(
                (
                    (campo("numeracao.ultimo", "", self.ultimo), 3),
                    (campo("numeracao.quantidade", "q", self.quantidade, obrigatorio=True, dica="De 1 a 90"), 2),
                    (campo("numeracao.unidade_id", "o", self.unidade, obrigatorio=True), 7),
                )
            )
        )

    def valor(self) -> GerarNumeracao:
        """Read the fields.

        Raises:
            RegraViolada: the quantity is no number.
        """
        digitado = self.quantidade.valor()
        if digitado and not (digitado.isascii() and digitado.isdigit()):
            raise RegraViolada(violacao("FORMATO", "numeracao.quantidade"))
        return GerarNumeracao(int(digitado) if digitado else None, self.unidade.valor())

    def focar(self) -> None:
        """Begin at the quantity: the first field is only read."""
        self.formulario["numeracao.quantidade"].focar()

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        self.formulario.restaurar(dados)


class GerarNumeracaoManual(PaginaContato):
    """The tab."""

    COM_PROTOCOLO = False

    def __init__(self, ponte: Ponte) -> None:
        self._ultimo = ""
        self._hoje: date | None = None
        super().__init__(ponte, TITULO, "numeracao_manual", "&Gerar")

    @property
    def campos(self) -> AbaNumeracao:
        """The fields."""
        if not isinstance(self.formulario, AbaNumeracao):
            raise TypeError(type(self.formulario))
        return self.formulario

    def _formulario(self) -> Aba:
        campos = AbaNumeracao(self._ponte)
        campos.ultimo.setText(self._ultimo)
        return campos

    async def _abrir(self) -> None:
        self._hoje = await self._ponte.executar(hoje)
        self._ultimo = formatar(com_digito(await self._ponte.executar(ultimo_emitido)))
        self.campos.ultimo.setText(self._ultimo)

    async def _gravar(self) -> None:
        feita = await self._ponte.executar(gerar, self._ponte.contexto, self.campos.valor())
        impressao = MenuImpressao(
            self._ponte, lambda: self._documento(feita), f"ra-manual-{feita.numeros[0]}", self.barra, self
        )
        self.feito.mostrar(
            texto("NUMERACAO_GERADA", quantidade=feita.quantidade, primeiro=feita.numeros[0], ultimo=feita.numeros[-1]),
            [
                Acao("Gravar em &PDF…", lambda: self._ponte.iniciar(impressao.gravar(), self)),
                Acao("&Imprimir…", lambda: self._ponte.iniciar(impressao.imprimir(), self)),
                Acao("&Gerar outros", self._recomecar),
                Acao("&Fechar", self.fechar_pedido.emit),
            ],
            detalhe=f"{feita.unidade}\n{'   '.join(feita.numeros)}",
        )
        self._celebrar(feita)

    async def _documento(self, feita: Numeracao) -> QTextDocument:
        return numeracao_manual(feita, self._ponte.contexto, self._hoje or date.min)
