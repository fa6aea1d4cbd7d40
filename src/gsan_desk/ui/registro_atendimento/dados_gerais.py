"""Tab Dados Gerais [UC0366], spec 10 §3.2."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Especificacao, Tipo
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.prazo import prever
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.domain.regras import dados_gerais as regras
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.pop.abrir import BotaoPOP
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio, grade, informe, so_leitura
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado
from gsan_desk.ui.widgets.time_edit import CampoHora

NUMERO_MANUAL_MAXIMO = 11
ABA = "dados_gerais"


class TipoDoAtendimento(QWidget):
    """On-line or manual.

    Signals:
        alterado: the other one was chosen.
    """

    alterado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._online = QRadioButton("On-line")
        self._manual = QRadioButton("Manual")
        self._online.setChecked(True)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 4, 0, 4)
        caixa.addWidget(self._online)
        caixa.addWidget(self._manual)
        caixa.addStretch()
        self.setFocusProxy(self._online)
        self._manual.toggled.connect(self.alterado)

    def valor(self) -> TipoAtendimento:
        """Give the kind chosen."""
        return TipoAtendimento.MANUAL if self._manual.isChecked() else TipoAtendimento.ONLINE

    def definir(self, tipo: TipoAtendimento) -> None:
        """Choose a kind."""
        (self._manual if tipo is TipoAtendimento.MANUAL else self._online).setChecked(True)

    def para_rascunho(self) -> Any:
        """Keep the code."""
        return int(self.valor())

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.definir(TipoAtendimento.MANUAL if valor == TipoAtendimento.MANUAL else TipoAtendimento.ONLINE)


class AbaDadosGerais(Aba):
    """The first tab: when, by whom, what is asked.

    Signals:
        especificacao_mudou: the ``Especificacao`` chosen, or ``None``; what the other tabs ask depends on it.
    """

    especificacao_mudou = Signal(object)

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self._relogio: Relogio | None = None
        self._criar()
        self._dispor()
        self._ligar()
        self._mudou_tipo_atendimento()

    def abrir(self, aberto: FormularioAberto, relogio: Relogio) -> None:
        """Put the defaults in."""
        self._relogio = relogio
        self._mudou_tipo_atendimento()
        unidade = self._contexto.dominios.unidades.get(aberto.unidade_id or 0)
        if unidade is not None:
            self.unidade.definir(Achado(unidade.id, str(unidade.id), unidade.descricao))
        self.meio.definir(aberto.meio_id)

    def valor(self) -> DadosGerais:
        """Read the tab."""
        return DadosGerais(
            tipo_atendimento=self.tipo_atendimento.valor(),
            numero_manual=self.numero_manual.valor(),
            data=self.data.valor(),
            hora=self.hora.valor(),
            espera_inicial=self.espera_inicial.valor(),
            espera_final=self.espera_final.valor(),
            unidade_id=self.unidade.valor(),
            meio_id=self.meio.valor(),
            tipo_id=self.tipo.valor(),
            especificacao_id=self.especificacao.valor(),
            observacao=self.observacao.valor(),
        )

    def exigencias(self) -> Exigencias:
        """Tell what the especificação asks of the other tabs."""
        return exigencias(self.especificacao.valor(), self._contexto.dominios)

    def verificar(self) -> list[Violacao]:
        """Check the tab with the server's clock."""
        if self._relogio is None:
            return []
        return regras.verificar(self.valor(), self._contexto, self._relogio.agora().replace(tzinfo=None))

    def fixar(self, especificacao: Especificacao) -> None:
        """Choose tipo and especificação for good: the mode "Abrir RA de Falta de Água Geral"."""
        self.tipo.definir(especificacao.tipo_id)
        self.especificacao.definir(especificacao.id)
        self.tipo.setEnabled(False)
        self.especificacao.setEnabled(False)

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back: what decides the others first."""
        for grupo in (("tipo_atendimento", "unidade_id"), ("tipo_id",), tuple(self.formulario.nomes())):
            nomes = {nome if "." in nome else f"{ABA}.{nome}" for nome in grupo}
            self.formulario.restaurar({nome: valor for nome, valor in dados.items() if nome in nomes})
            await self.aguardar()

    def _criar(self) -> None:
        dominios = self._contexto.dominios
        self.tipo_atendimento = TipoDoAtendimento()
        self.numero_manual = CampoTexto(NUMERO_MANUAL_MAXIMO, self._verificador(f"{ABA}.numero_manual"))
        self.data = CampoData(self._hoje)
        self.hora, self.espera_inicial, self.espera_final = CampoHora(), CampoHora(), CampoHora()
        self.unidade = campo_unidade(self._ponte)
        self.meio = ComboItens(m for m in dominios.meios.values() if m.em_uso)
        self.tipo = ComboItens(self._tipos())
        self.especificacao = ComboItens()
        self.observacao = TextoContado(regras.OBSERVACAO_MAXIMA, self._verificador(f"{ABA}.observacao"), linhas=5)
        self.data_prevista, self.valor_sugerido = so_leitura("Data Prevista"), so_leitura("Valor Sugerido")
        self.resumo = rotulo("fraco", quebra=True)
        self.pop = BotaoPOP(self._ponte)
        seguir(self._ponte, self, self._renovar)

    def _dispor(self) -> None:
        self.numero_manual.setPlaceholderText("000000123-4")
        campo = self._campo
        self._preencher(
            grade(
                (
                    (campo(f"{ABA}.tipo_atendimento", "m", self.tipo_atendimento), 2),
                    (campo(f"{ABA}.numero_manual", "r", self.numero_manual), 2),
                    (campo(f"{ABA}.data", "t", self.data, obrigatorio=True), 2),
                    (campo(f"{ABA}.hora", "h", self.hora, obrigatorio=True), 2),
                    (campo(f"{ABA}.espera_inicial", "p", self.espera_inicial), 2),
                    (campo(f"{ABA}.espera_final", "f", self.espera_final), 2),
                ),
                (
                    (campo(f"{ABA}.unidade_id", "i", self.unidade, obrigatorio=True), 7),
                    (campo(f"{ABA}.meio_id", "o", self.meio, obrigatorio=True), 5),
                ),
                (
                    (campo(f"{ABA}.tipo_id", "l", self.tipo, obrigatorio=True), 5),
                    (campo(f"{ABA}.especificacao_id", "e", self.especificacao, obrigatorio=True), 7),
                ),
                (
                    (self.formulario.campo("data_prevista", "Data Prevista", self.data_prevista), 2),
                    (self.formulario.campo("valor_sugerido", "Valor Sugerido", self.valor_sugerido), 2),
                    (self.pop, 2),
                    (self.resumo, 6),
                ),
                ((campo(f"{ABA}.observacao", "b", self.observacao), 12),),
            )
        )

    def _ligar(self) -> None:
        self.tipo_atendimento.alterado.connect(self._mudou_tipo_atendimento)
        self.data.alterado.connect(self._prever)
        self.espera_inicial.alterado.connect(self._mudou_espera)
        self.unidade.resolvido.connect(self._mudou_unidade)
        self.tipo.alterado.connect(self._mudou_tipo)
        self.especificacao.alterado.connect(self._mudou_especificacao)

    @property
    def _manual(self) -> bool:
        return self.tipo_atendimento.valor() is TipoAtendimento.MANUAL

    def _hoje(self) -> date:
        return self._relogio.agora().date() if self._relogio else date.today()  # noqa: DTZ011 - completes a year only

    def _mudou_tipo_atendimento(self) -> None:
        """On-line takes the hour from the server; manual leaves it to the person."""
        agora = self._relogio.agora() if self._relogio and not self._manual else None
        self.data.definir(agora.date() if agora else None)
        self.hora.definir(agora.time() if agora else None)
        self.espera_final.definir(None)
        if not self._manual:
            self.numero_manual.clear()
            self._mudou_espera()
        for campo in (self.data, self.hora, self.espera_final, self.numero_manual):
            abrir(campo, self._manual)

    def _mudou_espera(self) -> None:
        """On-line, the waiting ends as the person is attended."""
        if self._relogio and not self._manual:
            self.espera_final.definir(self._relogio.agora().time() if self.espera_inicial.valor() else None)

    def _mudou_unidade(self, item: Any) -> None:
        unidade = self._contexto.dominios.unidades.get(item.id) if item is not None else None
        if unidade is not None and unidade.meio_id is not None:
            self.meio.definir(unidade.meio_id)

    def _mudou_tipo(self) -> None:
        tipo_id = self.tipo.valor()
        oferecidas = self._oferecidas(tipo_id)
        self.especificacao.definir_itens(oferecidas)
        if tipo_id is not None and not oferecidas:
            self.formulario[f"{ABA}.tipo_id"].mostrar_erro(violacao("M34", tabela="Especificação").mensagem)

    def _tipos(self) -> list[Tipo]:
        return [t for t in self._contexto.dominios.tipos.values() if t.em_uso and not t.uso_sistema]

    def _renovar(self) -> None:
        """Offer what the tables of configuration say now; nothing chosen or typed changes."""
        self.tipo.renovar(self._tipos())
        self.especificacao.renovar(self._oferecidas(self.tipo.valor()))
        self._resumir(self.exigencias())
        self._prever()

    def _oferecidas(self, tipo_id: int | None) -> list[Especificacao]:
        todas = self._contexto.dominios.especificacoes.values()
        return [e for e in todas if e.tipo_id == tipo_id and e.em_uso]

    def _mudou_especificacao(self) -> None:
        exige = self.exigencias()
        self.valor_sugerido.setText(f"R$ {texto_de(exige.valor_sugerido)}" if exige.valor_sugerido is not None else "")
        self.formulario[f"{ABA}.observacao"].definir_obrigatorio(exige.encerramento_automatico)
        self._resumir(exige)
        self.pop.mostrar_de(self.especificacao.item())
        self._prever()
        if self.especificacao.item() is not None and self.data.valor() is None:
            self.formulario[f"{ABA}.data"].mostrar_erro(informe(f"{ABA}.data"))
        self.especificacao_mudou.emit(self.especificacao.item())

    def _resumir(self, exige: Exigencias) -> None:
        """Say what the especificação asks for, and the guidance that the supervisor wrote for it."""
        especificacao = self.especificacao.item()
        orientacao = especificacao.observacao if especificacao is not None else ""
        self.resumo.setText("\n".join(parte for parte in (resumir(exige), orientacao) if parte))

    def _prever(self) -> None:
        data, especificacao = self.data.valor(), self.especificacao.item()
        prevista = prever(data, especificacao, self._contexto.dominios) if data and especificacao else None
        self.data_prevista.setText(texto_de(prevista))


def resumir(exige: Exigencias) -> str:
    """Say in words what the especificação asks for."""
    partes = (
        (exige.urgente, "urgente"),
        (exige.imovel_obrigatorio, "exige imóvel"),
        (exige.cliente_obrigatorio, "exige cliente"),
        (not exige.solicitante_obrigatorio, "dispensa solicitante"),
        (exige.pagamento_duplicidade, "exige pagamento em duplicidade"),
        (exige.pagamento_a_maior, "exige pagamento com valor maior que o documento"),
        (exige.cobrado_indevidamente, "pede valores cobrados indevidamente"),
        (exige.conta_habilitada, "aceita contas"),
        (exige.os_automatica, "gera ordem de serviço"),
        (exige.encerramento_automatico, "encerra ao concluir"),
    )
    texto = ", ".join(nome for vale, nome in partes if vale)
    return texto[:1].upper() + texto[1:] + "." if texto else ""
