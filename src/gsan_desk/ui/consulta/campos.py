"""The fields of Filtrar and Pesquisar RA, and what each does to the others (spec 10 §8.1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Dominios, Item
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.rotulos import ROTULOS
from gsan_desk.services.endereco import areas
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.periodo import CampoFaixa, CampoPeriodo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.pesquisas.busca import encadear
from gsan_desk.ui.pesquisas.cliente import campo_cliente
from gsan_desk.ui.pesquisas.imovel import campo_imovel
from gsan_desk.ui.pesquisas.logradouro import campo_logradouro
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_municipio
from gsan_desk.ui.pesquisas.pessoal import campo_usuario
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.widgets.campo import Campo, Formulario
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.masked_edit import CampoMascarado, Mascara

PREFIXO = "filtro."
SITUACOES = (
    Item(SituacaoRA.PENDENTE, "Pendentes"),
    Item(SituacaoRA.ENCERRADO, "Encerrados"),
    Item(SituacaoRA.BLOQUEADO, "Sem Local de Ocorrência"),
)
PERIODOS = ("atendimento", "encerramento", "tramitacao", "prevista")
_MNEMONICOS = {
    "numero": "&Número do RA",
    "protocolo": "Número do &Protocolo",
    "imovel_id": "&Matrícula do Imóvel",
    "situacao": "Situaçã&o",
    "tipo_ids": "&Tipo de Solicitação",
    "especificacao_ids": "&Especificação",
    "atendimento": "Período de Atendimento (&de / a)",
    "encerramento": "Período de Encerramento (de / a)",
    "tramitacao": "Período de Tramitação (de / a)",
    "prevista": "Data Prevista (de / a)",
    "reiteracoes": "RA Reiteradas (de / a)",
    "unidade_atual_id": "Unidade Atua&l",
}


@dataclass(frozen=True, slots=True)
class Relogio:
    """The server's day, once it has told; until then the workstation's."""

    dia: Callable[[], date | None]

    def hoje(self) -> date:
        """Give today."""
        return self.dia() or datetime.now().astimezone().date()


class CamposFiltroRA(QObject):
    """Builds the named fields into a ``Formulario`` and keeps their rules.

    Signals:
        alterado: some field changed.
    """

    alterado = Signal()

    def __init__(
        self,
        nomes: Iterable[str],
        ponte: Ponte,
        *,
        periodo: Callable[[date], Periodo] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._periodo = ponte, periodo
        self._hoje: date | None = None
        self._relogio = Relogio(lambda: self._hoje)
        self._bairro_das_areas: int | None = None
        self.formulario = Formulario(self)
        self._criados: dict[str, QWidget] = {}
        for nome in nomes:
            self._criados[nome] = self._fabricar(nome)
            rotulo = _MNEMONICOS.get(nome, ROTULOS[PREFIXO + nome])
            self.formulario.campo(PREFIXO + nome, rotulo, self._criados[nome])
        self._ligar()
        self.formulario.alterado.connect(self.alterado)
        self.limpar()

    def __getitem__(self, nome: str) -> Campo:
        return self.formulario[PREFIXO + nome]

    def definir_hoje(self, hoje: date) -> None:
        """Take the server's day; the period that nobody touched follows it."""
        padrao = self._periodo(self._relogio.hoje()) if self._periodo is not None else None
        self._hoje = hoje
        if self._periodo is not None and self._valor("atendimento") == padrao:
            self._definir("atendimento", self._periodo(hoje))

    def limpar(self) -> None:
        """Bring the fields back to how the screen opens."""
        for nome in self._criados:
            self._definir(nome, None)
        if self._periodo is not None:
            self._definir("atendimento", self._periodo(self._relogio.hoje()))
        self.formulario.limpar()

    def procurar_por(self, **codigos: int) -> None:
        """Fill code fields alone, periods emptied; they are looked up as if typed."""
        self.limpar()
        self._definir("atendimento", None)
        for nome, codigo in codigos.items():
            widget = self._criados[nome]
            if isinstance(widget, CampoCodigo):
                widget.de_rascunho(str(codigo))

    def mostrar(self, filtro: FiltroRA) -> None:
        """Fill the fields with a filter made elsewhere; numbers as typed, the login and places it has none of."""
        self.limpar()
        for nome in ("situacao", *_LISTAS, *PERIODOS, "sem_unidade_atual"):
            self._definir(nome, getattr(filtro, nome))
        self._definir("reiteracoes", (filtro.reiteracoes_de, filtro.reiteracoes_ate))
        for nome in _UNIDADES:
            codigo, widget = getattr(filtro, nome), self._criados[nome]
            if codigo and isinstance(widget, CampoCodigo):
                widget.de_rascunho(str(codigo))

    def filtro(self) -> FiltroRA:
        """Read the fields; resolve the code fields first (``await formulario.aguardar()``)."""
        numero = self._valor("numero")
        situacao = self._valor("situacao")
        de, ate = self._valor("reiteracoes") or (None, None)
        return FiltroRA(
            numero=int(numero) if numero else None,
            protocolo=self._valor("protocolo") or "",
            numero_manual=self._valor("numero_manual") or "",
            reiteracoes_de=de,
            reiteracoes_ate=ate,
            login=self._login(),
            situacao=SituacaoRA(situacao) if situacao else None,
            so_coordenadas_sem_logradouro=self._marcado("so_coordenadas_sem_logradouro"),
            sem_unidade_atual=self._marcado("sem_unidade_atual"),
            **self._demais(),
        )

    def _demais(self) -> dict[str, Any]:
        listas = {nome: self._valor(nome) or () for nome in _LISTAS}
        periodos = {nome: self._valor(nome) or Periodo() for nome in PERIODOS}
        return listas | periodos | {nome: self._valor(nome) for nome in _CODIGOS}

    def _fabricar(self, nome: str) -> QWidget:
        if nome in _FABRICAS:
            return _FABRICAS[nome](self._ponte)
        if nome in PERIODOS:
            return CampoPeriodo(self._relogio.hoje)
        if nome == "bairro_id":
            return campo_bairro(self._ponte, lambda: self._valor("municipio_id"))
        if nome.startswith("unidade_"):
            return campo_unidade(self._ponte, ROTULOS[PREFIXO + nome], so_em_uso=False)
        return SelecaoMultipla(_itens(self._ponte.contexto.dominios, nome), vazio=_VAZIOS.get(nome, "Todos"))

    def _ligar(self) -> None:
        for nome in ("numero", "protocolo", "numero_manual", "imovel_id", "situacao"):
            if nome in self._criados:
                self[nome].alterado.connect(self._regra_dos_periodos)
        self["tipo_ids"].alterado.connect(self._regra_dos_tipos)
        if "municipio_id" in self._criados:
            municipio, bairro = self._criados["municipio_id"], self._criados["bairro_id"]
            if isinstance(municipio, CampoCodigo) and isinstance(bairro, CampoCodigo):
                encadear(municipio, bairro)
                bairro.resolvido.connect(self._trocar_areas)
        self._regra_dos_tipos()
        seguir(self._ponte, self, self._renovar)

    def _renovar(self) -> None:
        """Offer the tipos and especificações just read; those chosen stay."""
        tipos = self._criados["tipo_ids"]
        if isinstance(tipos, SelecaoMultipla):
            tipos.definir_itens(_itens(self._ponte.contexto.dominios, "tipo_ids"))

    def _regra_dos_periodos(self) -> None:
        """Empty and close the periods that the other fields make meaningless."""
        identificado = any(self._texto(nome) for nome in ("numero", "protocolo", "imovel_id"))
        situacao = self._valor("situacao")
        self._fechar(
            "atendimento", identificado or bool(self._texto("numero_manual")), situacao == SituacaoRA.ENCERRADO
        )
        self._fechar("encerramento", identificado, situacao == SituacaoRA.PENDENTE)
        self._fechar("tramitacao", identificado, False)
        self._fechar("motivo_encerramento_ids", False, situacao == SituacaoRA.PENDENTE)

    def _fechar(self, nome: str, esvaziar: bool, trancar: bool) -> None:
        if nome not in self._criados:
            return
        if (esvaziar or trancar) and self._valor(nome) not in ((), Periodo()):
            self._definir(nome, None)
        widget = self._criados[nome]
        if widget.isEnabled() == trancar:
            widget.setEnabled(not trancar)

    def _regra_dos_tipos(self) -> None:
        """Offer the especificações of the one tipo chosen."""
        tipos = self._valor("tipo_ids")
        campo = self._criados["especificacao_ids"]
        if not isinstance(campo, SelecaoMultipla):
            return
        todas = self._ponte.contexto.dominios.especificacoes.values()
        unico = len(tipos) == 1
        campo.definir_itens(sorted((e for e in todas if unico and e.tipo_id == tipos[0]), key=_por_nome))
        campo.setEnabled(unico)

    def _trocar_areas(self, bairro: Any) -> None:
        self._bairro_das_areas = bairro.id if bairro is not None else None
        combo = self._criados["bairro_area_id"]
        if isinstance(combo, ComboItens):
            combo.definir_itens(())
            combo.setEnabled(bairro is not None)
        if bairro is not None:
            self._ponte.iniciar(self._buscar_areas(bairro.id), self)

    async def _buscar_areas(self, bairro_id: int) -> None:
        itens = await self._ponte.executar(areas, bairro_id)
        combo = self._criados["bairro_area_id"]
        if bairro_id == self._bairro_das_areas and isinstance(combo, ComboItens):
            combo.definir_itens(itens)

    def _valor(self, nome: str) -> Any:
        widget: Any = self._criados.get(nome)
        return widget.valor() if hasattr(widget, "valor") else None

    def _texto(self, nome: str) -> str:
        """Give what a code field or a number shows, resolved or not; a field that this screen lacks is empty."""
        widget: Any = self._criados.get(nome)
        return str(widget.texto() if hasattr(widget, "texto") else widget.valor()) if widget is not None else ""

    def _login(self) -> str:
        return self._texto("login")

    def _marcado(self, nome: str) -> bool:
        widget = self._criados.get(nome)
        return isinstance(widget, QCheckBox) and widget.isChecked()

    def _definir(self, nome: str, valor: Any) -> None:
        widget: Any = self._criados[nome]
        if isinstance(widget, QCheckBox):
            widget.setChecked(bool(valor))
        else:
            widget.definir(valor)


_UNIDADES = ("unidade_atendimento_id", "unidade_atual_id", "unidade_superior_id", "unidade_anterior_id")
_CODIGOS = (
    "imovel_id",
    *_UNIDADES,
    "municipio_id",
    "bairro_id",
    "bairro_area_id",
    "logradouro_id",
    "cliente_id",
)
_LISTAS = ("tipo_ids", "especificacao_ids", "perfil_ids", "motivo_encerramento_ids")
_VAZIOS = {"especificacao_ids": "Todas (com um só Tipo)"}


def _digitos(maximo: int) -> Callable[[Ponte], QWidget]:
    return lambda _: CampoMascarado(Mascara("", {}, maximo))


def _coordenadas(_: Ponte) -> QWidget:
    caixa = QCheckBox("Só com coordenadas e sem logradouro")
    caixa.setToolTip("Apenas RAs com coordenadas sem logradouro identificado")
    return caixa


def _situacoes(_: Ponte) -> QWidget:
    combo = ComboItens(SITUACOES)
    if (linha := combo.lineEdit()) is not None:
        linha.setPlaceholderText("Todos")
    return combo


def _sem_unidade(_: Ponte) -> QWidget:
    return QCheckBox("Só sem Unidade Atual")


def _areas_do_bairro(_: Ponte) -> QWidget:
    combo = ComboItens()
    combo.setEnabled(False)
    return combo


_FABRICAS: dict[str, Callable[[Ponte], QWidget]] = {
    "numero": _digitos(9),
    "protocolo": _digitos(14),
    "numero_manual": _digitos(11),
    "reiteracoes": lambda _: CampoFaixa(),
    "situacao": _situacoes,
    "so_coordenadas_sem_logradouro": _coordenadas,
    "sem_unidade_atual": _sem_unidade,
    "bairro_area_id": _areas_do_bairro,
    "imovel_id": campo_imovel,
    "login": campo_usuario,
    "municipio_id": campo_municipio,
    "logradouro_id": campo_logradouro,
    "cliente_id": campo_cliente,
}


def _por_nome(item: Any) -> str:
    return str(item.descricao)


def _itens(dominios: Dominios, nome: str) -> list[Any]:
    tabelas: dict[str, dict[int, Any]] = {
        "tipo_ids": dominios.tipos,
        "perfil_ids": dominios.perfis,
        "motivo_encerramento_ids": dominios.motivos_encerramento,
    }
    return sorted(tabelas.get(nome, {}).values(), key=_por_nome)
