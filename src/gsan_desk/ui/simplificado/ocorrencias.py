"""Ocorrências operacionais that may answer the caller at once: where, which kind, and the one chosen."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.simplificado import FiltroOcorrencia, Ocorrencia
from gsan_desk.services.ra_simplificado import listar_ocorrencias
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.pesquisas.busca import encadear
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_municipio
from gsan_desk.ui.registro_atendimento.aba import avisar, botao, grade, nota
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

ALTURA = 118
NENHUMA = "Nenhuma ocorrência selecionada: Concluir abre Inserir RA com o que já foi informado."
COMO = "Enter na linha seleciona a ocorrência; Enter de novo desfaz."


class PainelOcorrencias(QWidget):
    """Filters and grid; changing any filter empties the grid.

    Args:
        campo: registers a field in the form around: name, mnemonic, widget, label when it is not the rule's.

    Signals:
        alterado: another ocorrência was chosen, or none.
        recusado: the violations of a search that found nothing to look for.
    """

    alterado = Signal()
    recusado = Signal(object)

    def __init__(self, ponte: Ponte, campo: Callable[[str, str, QWidget], Campo]) -> None:
        super().__init__()
        self._ponte = ponte
        self._busca: asyncio.Task[None] | None = None
        self.escolhida: Ocorrencia | None = None
        self.municipio = campo_municipio(ponte)
        self.localidade, self.tipo = ComboItens(), ComboItens()
        self.bairro = campo_bairro(ponte, self.municipio.valor)
        encadear(self.municipio, self.bairro)
        self.consultar = botao("Consultar (&V)")
        self.aviso = nota()
        self.estado = rotulo("fraco", NENHUMA, quebra=True)
        self.tabela = TabelaLinhas(self._colunas(), nome="simplificado.ocorrencias", titulo="Ocorrências operacionais")
        self.tabela.setFixedHeight(ALTURA)
        self._dispor(campo)
        self._ligar()
        self._mudou_municipio()

    def oferecer_tipos(self, tipos: tuple[Item, ...]) -> None:
        """Fill the combo of kinds, which the opening of the screen brings."""
        self.tipo.definir_itens(tipos)

    def procurar(self) -> None:
        """List the ocorrências [Consultar]; a search under way is dropped."""
        if self._busca is not None:
            self._busca.cancel()
        self._busca = self._ponte.iniciar(self._procurar(), self)

    def _dispor(self, campo: Callable[[str, str, QWidget], Campo]) -> None:
        topo = grade(
            (
                (campo("simplificado.municipio_id", "y", self.municipio), 6),
                (campo("filtro.localidade", "l", self.localidade), 6),
            ),
            ((campo("simplificado.bairro_id", "b", self.bairro), 6), (campo("filtro.tipo", "t", self.tipo), 6)),
        )
        linha = QHBoxLayout()
        linha.addWidget(self.consultar)
        linha.addWidget(self.estado, 1)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addLayout(topo)
        caixa.addLayout(linha)
        caixa.addWidget(self.aviso)
        caixa.addWidget(campo("simplificado.ocorrencia_id", "", self.tabela))

    def _ligar(self) -> None:
        self.consultar.clicked.connect(self.procurar)
        self.tabela.ativado.connect(self._escolher)
        self.municipio.resolvido.connect(self._mudou_municipio)
        for sinal in (self.localidade.alterado, self.tipo.alterado, self.bairro.resolvido):
            sinal.connect(lambda *_: self._esvaziar())

    def _colunas(self) -> tuple[Coluna, ...]:
        return (
            Coluna("selecionar", "Selecionar", self._marca, "centro", 11),
            Coluna("ocorrencia", "Ocorrência", lambda o: o.descricao, largura=34),
            Coluna("momento", "Data/Hora", lambda o: o.momento, "centro", 17),
            Coluna("previsao", "Previsão", lambda o: o.previsao_texto, largura=18),
            Coluna("reprogramacao", "Reprogramação", lambda o: o.reprogramacao_texto, largura=18),
            Coluna("areas", "Áreas Afetadas", lambda o: o.areas_afetadas, largura=40),
        )

    def _marca(self, ocorrencia: Ocorrencia) -> str:
        return "●" if ocorrencia == self.escolhida else "○"

    def _mudou_municipio(self, _item: object = None) -> None:
        municipio_id = self.municipio.valor()
        localidades = self._ponte.contexto.dominios.localidades.values()
        self.localidade.definir_itens(x for x in localidades if x.em_uso and x.municipio_id == municipio_id)
        self.localidade.setEnabled(municipio_id is not None)
        self._esvaziar()

    def _esvaziar(self) -> None:
        avisar(self.aviso, "")
        self.tabela.modelo.definir(())
        self._marcar(None)

    def _escolher(self, ocorrencia: Ocorrencia) -> None:
        linha = self.tabela.currentIndex().row()
        self._marcar(None if ocorrencia == self.escolhida else ocorrencia)
        self.tabela.modelo.definir(self.tabela.modelo.linhas)
        self.tabela.ir_para(linha)

    def _marcar(self, ocorrencia: Ocorrencia | None) -> None:
        mudou, self.escolhida = ocorrencia != self.escolhida, ocorrencia
        self.estado.setText(f"Ocorrência: {ocorrencia.descricao}" if ocorrencia is not None else NENHUMA)
        if mudou:
            self.alterado.emit()

    async def _procurar(self) -> None:
        self._esvaziar()
        await self.municipio.aguardar()
        await self.bairro.aguardar()
        filtro = FiltroOcorrencia(
            self.municipio.valor(), self.localidade.valor(), self.bairro.valor(), self.tipo.valor()
        )
        try:
            achadas = await self._ponte.executar(listar_ocorrencias, self._ponte.contexto, filtro)
        except RegraViolada as erro:
            self._recusar(erro.violacoes)
        except BancoIndisponivel:
            raise
        except ErroDeUso as erro:
            avisar(self.aviso, descrever_erro(erro).mensagem)
        else:
            self.tabela.modelo.definir(achadas)
            self.tabela.ir_para(0)
            self.tabela.setToolTip(COMO)
            self.tabela.setFocus()

    def _recusar(self, violacoes: tuple[Violacao, ...]) -> None:
        sem_campo = [v.mensagem for v in violacoes if v.campo is None]
        avisar(self.aviso, "\n".join(sem_campo))
        self.recusado.emit([v for v in violacoes if v.campo is not None])
