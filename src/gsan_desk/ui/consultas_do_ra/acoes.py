"""The buttons of Consultar RA: what may be done with the RA shown, and why not (spec 10 §9.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from gsan_desk.domain.codigos import AssociacaoRA, SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras.atualizacao import Posse, precondicao
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.services.ra_consultar import RAConsulta
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.funcoes import BALCAO, CHEFIA
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.tables.view import TabelaLinhas

Recusa = Callable[[RAConsulta], str]
SEM_PERFIL = "Seu perfil não tem esta função."


def livre(_ra: RAConsulta) -> str:
    """Refuse nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class AcaoDoRA:
    """A button.

    Args:
        recusa: gives why it cannot be done with an RA, or an empty text.
        outra: goes into the menu of the less used ones.
    """

    texto: str
    dica: str
    fazer: Callable[[RAConsulta], object]
    recusa: Recusa = livre
    outra: bool = False


class BarraDeAcoes(QWidget):
    """The buttons in a row; those that cannot be pressed say why."""

    def __init__(self, acoes: Sequence[AcaoDoRA], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ra: RAConsulta | None = None
        self.botoes: dict[str, QPushButton] = {}
        self.outras: dict[str, QAction] = {}
        self._acoes = tuple(acoes)
        self._menu = QMenu("Outras consultas", self)
        self._menu.setToolTipsVisible(True)
        self.botao_outras = botao("&Outras consultas ▾", "Outras consultas")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for acao in self._acoes:
            self._juntar(acao, caixa)
        caixa.addWidget(self.botao_outras)
        caixa.addStretch()
        if not self.outras:
            self.botao_outras.hide()
        self.botao_outras.clicked.connect(self._abrir_menu)
        if not self._acoes:
            self.hide()
        self.mostrar(None)

    def mostrar(self, ra: RAConsulta | None) -> None:
        """Offer what suits an RA."""
        self._ra = ra
        self.botao_outras.setEnabled(ra is not None)
        for acao in self._acoes:
            nome = _nome(acao)
            recusa = acao.recusa(ra) if ra is not None else "Mostre antes um RA."
            alvo = self.outras[nome] if acao.outra else self.botoes[nome]
            alvo.setEnabled(not recusa)
            alvo.setToolTip(recusa or acao.dica)
            if isinstance(alvo, QPushButton):
                alvo.setAccessibleDescription(recusa)

    def _juntar(self, acao: AcaoDoRA, caixa: QHBoxLayout) -> None:
        if acao.outra:
            item = self._menu.addAction(acao.texto)
            item.triggered.connect(lambda: self._fazer(acao))
            self.outras[_nome(acao)] = item
        else:
            alvo = botao(acao.texto)
            alvo.clicked.connect(lambda: self._fazer(acao))
            self.botoes[_nome(acao)] = alvo
            caixa.addWidget(alvo)

    def _fazer(self, acao: AcaoDoRA) -> None:
        if self._ra is not None:
            acao.fazer(self._ra)

    def _abrir_menu(self) -> None:
        self._menu.popup(self.botao_outras.mapToGlobal(QPoint(0, self.botao_outras.height())))


def acoes_do_ra(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    """List what this family of screens does with an RA.

    An RA whose date has not come may be pressed to be reiterated: the screen tells why not, and offers to attach the
    caller instead (spec 10 §5).
    """
    return (
        AcaoDoRA(
            "Atuali&zar",
            "Muda os dados do RA.",
            lambda ra: caminhos.atualizar(ra.numero),
            lambda ra: recusa_de_atualizar(ra, contexto),
        ),
        AcaoDoRA(
            "R&eiterar",
            "Registra que o cidadão voltou a pedir.",
            lambda ra: caminhos.reiterar(ra.numero),
            lambda ra: recusa_de_reiterar(ra, contexto),
        ),
        AcaoDoRA(
            "Tra&mitar",
            "Passa o RA a outra unidade.",
            lambda ra: caminhos.tramitar(ra.numero),
            lambda ra: recusa_de_tramitar(ra, contexto),
        ),
        AcaoDoRA(
            "Encerrar (&F)",
            "Encerra o RA com um motivo.",
            lambda ra: caminhos.encerrar(ra.numero),
            lambda ra: recusa_de_encerrar(ra, contexto),
        ),
        AcaoDoRA(
            "Reativar (&B)",
            "Abre um novo RA no lugar deste, que está encerrado.",
            lambda ra: caminhos.reativar(ra.numero),
            lambda ra: recusa_de_reativar(ra, contexto),
        ),
        AcaoDoRA(
            "Adicio&nar Solicitante",
            "Junta ao RA mais uma pessoa que o pede.",
            lambda ra: caminhos.adicionar_solicitante(ra.numero),
            _recusa_de_adicionar,
        ),
        AcaoDoRA(
            "&Gerar OS",
            "Gera para este RA uma ordem de serviço.",
            lambda ra: caminhos.gerar_os(ra.numero),
            lambda ra: recusa_de_gerar_os(ra, contexto),
        ),
        AcaoDoRA("&Consultar O.S", "Ordens de serviço deste RA.", lambda ra: caminhos.ordens(ra.numero)),
        AcaoDoRA("Consu&ltar Solicitantes", "Quem pediu este RA.", lambda ra: caminhos.solicitantes(ra.numero)),
        AcaoDoRA(
            "Consultar &Trâmites",
            "Por quais unidades o RA passou.",
            lambda ra: caminhos.tramites(ra.numero),
            outra=True,
        ),
        AcaoDoRA("&Histórico", "Tudo o que aconteceu com este RA.", lambda ra: caminhos.historico(ra.numero)),
        *_so_da_chefia(caminhos, contexto),
        AcaoDoRA(
            "RAs do I&móvel",
            "Todos os RAs deste imóvel.",
            lambda ra: caminhos.ras_do_imovel(ra.local.imovel_id or 0),
            lambda ra: "" if ra.local.imovel_id else "RA sem imóvel.",
            outra=True,
        ),
        AcaoDoRA(
            "RA Ass&ociado",
            "Os dados do RA de referência, do anterior ou do atual.",
            lambda ra: caminhos.dados(ra.associado.numero) if ra.associado is not None else None,
            lambda ra: "" if ra.associado is not None else "RA sem outro associado.",
            outra=True,
        ),
        AcaoDoRA(
            "Consultar Dé&bitos",
            "O que o imóvel deste RA deve.",
            lambda ra: caminhos.debitos(ra.local.imovel_id or 0),
            lambda ra: "" if ra.local.imovel_id else "RA sem imóvel.",
            outra=True,
        ),
        AcaoDoRA(
            "RAs &Encerrados do Local",
            "RAs da mesma especificação encerrados há pouco neste local.",
            lambda ra: caminhos.encerrados_do_local(ra.numero),
            lambda ra: "" if ra.situacao is not SituacaoRA.BLOQUEADO else "RA sem local identificado.",
            outra=True,
        ),
        AcaoDoRA(
            "RAs de &Falta de Água da Área",
            "RAs pendentes de falta de água nesta área de bairro.",
            lambda ra: caminhos.falta_de_agua(ra.numero),
            lambda ra: "" if ra.local.area else "RA sem Área do Bairro.",
            outra=True,
        ),
        AcaoDoRA(
            "Desfa&zer Duplicidade",
            "Desfaz o vínculo com um RA de Referência errado.",
            lambda ra: caminhos.desfazer_duplicidade(ra.numero),
            lambda ra: recusa_de_desfazer_duplicidade(ra, contexto),
            outra=True,
        ),
        AcaoDoRA(
            "De&volução de Valores",
            "O que este RA pede de volta, o que já foi devolvido e a prévia de Calcular.",
            lambda ra: caminhos.devolucao(ra.numero),
            lambda ra: "" if ra.pagamentos else "Este RA não pede devolução.",
            outra=True,
        ),
        AcaoDoRA(
            "Mensagens &SMS",
            "As mensagens SMS deste RA: o que chegou, o que não chegou e por quê.",
            lambda ra: caminhos.mensagens_sms(ra.numero),
            outra=True,
        ),
        AcaoDoRA(
            "&Dados do RA em Outra Aba",
            "Os dados do RA, só para ler, ao lado desta aba.",
            lambda ra: caminhos.dados(ra.numero),
            outra=True,
        ),
    )


def _so_da_chefia(caminhos: Caminhos, contexto: Contexto) -> tuple[AcaoDoRA, ...]:
    if not CHEFIA & contexto.operador.perfis:
        return ()
    dica = "Quem mudou cada campo deste RA, com o antes e o depois."
    return (AcaoDoRA("Auditor&ia", dica, lambda ra: caminhos.auditoria(ra.numero), outra=True),)


def oferecer_na_lista(tabela: TabelaLinhas, caminhos: Caminhos) -> None:
    """Open from the menu of a list of RAs what stands beside the RA of the row."""
    tabela.oferecer("Consultar &Dados do RA", lambda linha: caminhos.dados(linha.id))
    tabela.oferecer("Consultar &Solicitantes", lambda linha: caminhos.solicitantes(linha.id))
    tabela.oferecer("Consultar &O.S", lambda linha: caminhos.ordens(linha.id))
    tabela.oferecer("&Histórico", lambda linha: caminhos.historico(linha.id))
    tabela.oferecer(
        "&Atualizar",
        lambda linha: caminhos.atualizar(linha.id),
        lambda linha: linha.situacao is not SituacaoRA.ENCERRADO,
    )
    tabela.oferecer("Consultar &Trâmites", lambda linha: caminhos.tramites(linha.id))
    tabela.oferecer(
        "T&ramitar", lambda linha: caminhos.tramitar(linha.id), lambda linha: linha.situacao is SituacaoRA.PENDENTE
    )
    tabela.oferecer(
        "&Encerrar", lambda linha: caminhos.encerrar(linha.id), lambda linha: linha.situacao is not SituacaoRA.ENCERRADO
    )
    tabela.oferecer(
        "Reati&var", lambda linha: caminhos.reativar(linha.id), lambda linha: linha.situacao is SituacaoRA.ENCERRADO
    )
    tabela.oferecer(
        "RAs do &Imóvel", lambda linha: caminhos.ras_do_imovel(linha.imovel_id), lambda linha: bool(linha.imovel_id)
    )


def recusa_de_atualizar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be changed by this person (M40 to M42); a programmed OS is seen on opening (M43)."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    gerais, associado = ra.gerais, ra.associado
    referencia = associado.numero if associado and associado.associacao is AssociacaoRA.REFERENCIA else None
    posse = Posse(
        numero=ra.numero,
        situacao=ra.situacao,
        unidade_atual_id=gerais.unidade_atual_id,
        unidade_atual=gerais.unidade_atual,
        unidade_atendimento_id=gerais.unidade_atendimento_id,
        ra_duplicidade_id=referencia,
        tem_os_programada=False,
    )
    recusa = precondicao(posse, contexto)
    return recusa.mensagem if recusa is not None else ""


def recusa_de_reiterar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be reiterated by this person, whatever the day (M50, M52)."""
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("M50")
    gerais = ra.gerais
    if not pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id):
        return texto("M52")
    return ""


def recusa_de_tramitar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be forwarded, as its situação goes (spec 20 §1.3); rights are checked when it opens."""
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("TRAMITE_SITUACAO")
    return texto("SEM_LOTACAO") if contexto.operador.unidade_id is None else ""


def recusa_de_encerrar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be closed by this person; a programmed OS is seen on opening (spec 20 §1.3, §9.2)."""
    if ra.situacao is SituacaoRA.ENCERRADO:
        return texto("ENCERRAR_JA_ENCERRADO", ra=ra.numero)
    return _recusa_da_unidade(ra, contexto, "ENCERRAR_OUTRA_UNIDADE")


def recusa_de_reativar(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why an RA cannot be reactivated by this person; the imóvel is looked at on opening (spec 20 §1.3, §10.1)."""
    if ra.situacao is not SituacaoRA.ENCERRADO:
        return texto("REATIVAR_SITUACAO", ra=ra.numero, situacao=ra.situacao.nome.lower())
    associado = ra.associado
    if associado is not None and associado.associacao is AssociacaoRA.REFERENCIA:
        return texto("REATIVAR_DUPLICIDADE", ra=ra.numero, referencia=associado.numero)
    if associado is not None and associado.associacao is AssociacaoRA.ATUAL:
        return texto("REATIVAR_JA_REATIVADO", ra=ra.numero, atual=associado.numero)
    return _recusa_da_unidade(ra, contexto, "REATIVAR_OUTRA_UNIDADE")


def recusa_de_desfazer_duplicidade(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why there is no duplicate to undo, or not for this person."""
    associado = ra.associado
    if associado is None or associado.associacao is not AssociacaoRA.REFERENCIA:
        return texto("DUPLICIDADE_AUSENTE", ra=ra.numero)
    return _recusa_da_unidade(ra, contexto, "ENCERRAR_OUTRA_UNIDADE")


def _recusa_da_unidade(ra: RAConsulta, contexto: Contexto, codigo: str) -> str:
    """Tell that the RA is of a unit that the person does not maintain [UC0419], or that the profile does not."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    if contexto.operador.unidade_id is None:
        return texto("SEM_LOTACAO")
    gerais = ra.gerais
    if pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id):
        return ""
    return texto(codigo, unidade=gerais.unidade_atual or gerais.unidade_atendimento or "não informada")


def recusa_de_gerar_os(ra: RAConsulta, contexto: Contexto) -> str:
    """Tell why no OS can be generated, as its situação and its unit go; the services are seen on opening."""
    if not BALCAO & contexto.operador.perfis:
        return SEM_PERFIL
    if ra.situacao is not SituacaoRA.PENDENTE:
        return texto("OS_SITUACAO")
    gerais = ra.gerais
    return "" if pode_manter(contexto, gerais.unidade_atual_id, gerais.unidade_atendimento_id) else texto("OS_UNIDADE")


def _recusa_de_adicionar(ra: RAConsulta) -> str:
    return "RA encerrado não recebe solicitante." if ra.situacao is SituacaoRA.ENCERRADO else ""


def _nome(acao: AcaoDoRA) -> str:
    return acao.texto.replace("&", "")
