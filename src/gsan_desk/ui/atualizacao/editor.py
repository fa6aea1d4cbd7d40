"""One solicitante of an RA, typed apart from the list [UC0408 SB0027] (spec 10 §10)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.atualizacao import SolicitanteRA, preservar
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Solicitante
from gsan_desk.domain.regras.adicao_solicitante import JaSolicitantes, verificar
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.registro_atendimento.local_ocorrencia import achado
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.registro_atendimento.solicitante import AbaSolicitante
from gsan_desk.ui.widgets.marca import rotulo

SEM_DOCUMENTO = frozenset({"M23", "M24", "M25"})
Situacao = Callable[[], tuple[DadosGerais, ImovelFato | None]]
"""Gives what the other tabs hold, on which the rules of a solicitante depend."""


class EditorSolicitante(QWidget):
    """The form of one row; a new one for each.

    Args:
        linha: the row as it is, empty but for its protocolo when it is a new one.
        especificacao: what it asks of who asks.

    Signals:
        confirmado: the person is done with the row.
        desistido: the row stays as it was.
    """

    confirmado = Signal()
    desistido = Signal()

    def __init__(
        self, ponte: Ponte, codificacao: str, linha: SolicitanteRA, especificacao: Especificacao | None
    ) -> None:
        super().__init__()
        self._contexto = ponte.contexto
        self.linha = linha
        self._mostrado = Solicitante()
        self._inicial: dict[str, Any] | None = None
        self.campos = AbaSolicitante(ponte, codificacao)
        self.campos.aplicar(especificacao)
        if linha.id is not None:
            self.campos.sem_sms()
        self.protocolo = Protocolo()
        self.protocolo.definir(linha.protocolo)
        self.confirmar = botao_principal("Confirmar (&K)")
        self.desistir = botao("Desistir (&Q)")
        self.confirmar.clicked.connect(self.confirmado)
        self.desistir.clicked.connect(self.desistido)
        self._montar()

    async def carregar(self) -> None:
        """Fill the fields with the row."""
        quem, campos = self.linha.solicitante, self.campos
        if quem.cliente_id is not None:
            campos.cliente.de_rascunho(str(quem.cliente_id))
        elif quem.unidade_id is not None:
            campos.unidade.definir(achado(quem.unidade_id, self._contexto.dominios.unidades))
            if quem.funcionario_id is not None:
                nome = self.linha.funcionario
                campos.funcionario.definir(Achado(quem.funcionario_id, str(quem.funcionario_id), nome))
        else:
            campos.nome.definir(quem.nome)
            campos.endereco.definir(quem.endereco)
            campos.ponto_referencia.definir(quem.ponto_referencia)
            campos.fones.definir(quem.fones)
        campos.enviar_email.setChecked(quem.enviar_email)
        campos.email.definir(quem.email)
        await campos.aguardar()
        self._mostrado, self._inicial = campos.valor(), campos.rascunho()

    @property
    def digitado(self) -> bool:
        """Tell whether there is something to be lost: what was typed, or the protocolo of a new row."""
        return self.linha.id is None or self._inicial not in (None, self.campos.rascunho())

    def valor(self) -> SolicitanteRA:
        """Give the row; what was not touched is as the base has it."""
        atual = self.campos.valor()
        if self.linha.id is None:
            pessoa = atual
        else:
            pessoa = preservar(self.linha.solicitante, self._mostrado, atual)
            if _quem(atual) != _quem(self._mostrado):
                pessoa = replace(pessoa, cliente_id=atual.cliente_id, nome=atual.nome)
        cliente, funcionario = self.campos.cliente.item(), self.campos.funcionario.item()
        return replace(
            self.linha,
            solicitante=pessoa,
            cliente=cliente.descricao if cliente is not None else "",
            funcionario=funcionario.descricao if funcionario is not None else "",
        )

    def recusas(self, outras: Sequence[SolicitanteRA], ra: int, situacao: Situacao) -> list[Violacao]:
        """Check the fields, then the row by the rules of section 10; nothing that was not touched is asked about."""
        if proprios := self.campos.invalidos():
            return list(proprios)
        linha = self.valor()
        if linha == self.linha and linha.id is not None:
            return []
        dados, imovel = situacao()
        pessoas = [outra.solicitante for outra in outras]
        ja = JaSolicitantes(
            ra,
            [p.cliente_id for p in pessoas if p.cliente_id is not None],
            [p.unidade_id for p in pessoas if p.unidade_id is not None],
        )
        pedido, fatos = linha.solicitante, self.campos.fatos()
        if linha.id is not None and not pedido.informado and not pedido.funcionario_id:
            return self.campos.verificar(dados, imovel)
        achados = verificar(pedido, dados, self._contexto, fatos, ja, imovel)
        return achados if linha.principal or linha.id is None else [v for v in achados if v.codigo not in SEM_DOCUMENTO]

    def rascunho(self) -> dict[str, Any]:
        """Give what is typed."""
        return self.campos.rascunho()

    def _montar(self) -> None:
        titulo = "Adicionar Solicitante" if self.linha.id is None else "Atualizar Solicitante"
        topo = QHBoxLayout()
        topo.setContentsMargins(12, 4, 12, 0)
        topo.setSpacing(12)
        topo.addWidget(rotulo("subtitulo", titulo))
        topo.addWidget(self.protocolo)
        topo.addStretch()
        topo.addWidget(self.confirmar)
        topo.addWidget(self.desistir)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(self.campos, 1)
        caixa.insertLayout(0, topo)  # after the fields, so that Tab goes from the last one to Confirmar
        if not self.linha.protocolo:  # written by an automatic process
            self.protocolo.hide()
        self.setFocusProxy(self.campos)


def _quem(pessoa: Solicitante) -> tuple[object, ...]:
    return pessoa.cliente_id, pessoa.unidade_id, pessoa.funcionario_id, pessoa.nome
