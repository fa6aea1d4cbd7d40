"""Tab Local da Ocorrência of Inserir [UC0366]: also where the RA goes (spec 10 §2.3, §3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.local import TAMANHOS
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.decimal_edit import CampoDecimal
from gsan_desk.ui.registro_atendimento.local_campos import CamposLocal
from gsan_desk.ui.registro_atendimento.local_estado import EstadoLocal, com_destino
from gsan_desk.ui.registro_atendimento.local_ocorrencia import ABA, AbaLocal, achado
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.texto_contado import TextoContado

DIAMETRO = 5, 2
LARGURA_DO_DIAMETRO = 180


@dataclass(frozen=True, slots=True)
class CamposComDestino(CamposLocal):
    """The fields of the place, the Unidade Destino and its Parecer, the Diâmetro that a map informs."""

    unidade_destino_id: CampoCodigo
    parecer: TextoContado
    diametro: CampoDecimal


class AbaLocalNovo(AbaLocal):
    """The second tab of an RA that is being opened."""

    campos: CamposComDestino

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        self._destino_informado = False
        self._destino_travado = False
        self._sugerindo = False
        super().__init__(ponte, codificacao, parent)
        self.campos.unidade_destino_id.resolvido.connect(self._mudou_destino)

    def rascunho(self) -> dict[str, Any]:
        """Give the contents for the draft."""
        return {**super().rascunho(), "destino_informado": self._destino_informado}

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back; who chose the unit comes with it."""
        await super().restaurar(dados)
        self._destino_informado = bool(dados.get("destino_informado"))
        self._atualizar()

    def _criar_campos(self) -> CamposComDestino:
        comuns = super()._criar_campos()
        return CamposComDestino(
            **{campo.name: getattr(comuns, campo.name) for campo in fields(comuns)},
            unidade_destino_id=campo_unidade(self._ponte, "Unidade Destino"),
            parecer=TextoContado(TAMANHOS["parecer"], self._verificador(f"{ABA}.parecer"), linhas=3),
            diametro=CampoDecimal(*DIAMETRO),
        )

    def _dispor_o_resto(self) -> tuple[QLayout | QWidget, ...]:
        """Put the Diâmetro last, out of sight until a map informs one (spec 10 §3.3, 20)."""
        diametro = self._campo(f"{ABA}.diametro", "", self.campos.diametro, nome="Diâmetro (mm)")
        diametro.setMaximumWidth(LARGURA_DO_DIAMETRO)
        diametro.hide()
        self.campos.diametro.alterado.connect(diametro.show)
        return (*super()._dispor_o_resto(), diametro)

    def _antes_da_divisao(self) -> Sequence[tuple[QWidget, int]]:
        return ((self._campo(f"{ABA}.unidade_destino_id", "e", self.campos.unidade_destino_id), 6),)

    def _antes_da_descricao(self) -> Sequence[tuple[QWidget, int]]:
        return ((self._campo(f"{ABA}.parecer", "h", self.campos.parecer), 6),)

    def _mudou_o_lugar(self) -> None:
        """Fill the Unidade Destino by the seven steps, never over one that was typed (§2.3)."""
        campos = self.campos
        especificacao_id = self._especificacao.id if self._especificacao else None
        onde = campos.localidade_id.valor(), campos.divisao_esgoto_id.valor()
        sugerida = sugerir(especificacao_id, *onde, self._imovel, self._contexto.dominios)
        self._destino_travado = sugerida.travada
        digitado = self._destino_informado or (
            campos.unidade_destino_id.texto() and not campos.unidade_destino_id.item()
        )
        if sugerida.travada or not digitado:
            self._sugerindo = True
            campos.unidade_destino_id.definir(achado(sugerida.unidade_id, self._contexto.dominios.unidades))
            self._sugerindo = False
            self._destino_informado = False

    def _mudou_destino(self, item: Any) -> None:
        if self._sugerindo:
            return
        self._destino_informado = item is not None
        if item is None and not self.campos.unidade_destino_id.texto():
            self.campos.parecer.definir("")
        self._atualizar()

    def _preenchido(self) -> Local:
        return replace(super()._preenchido(), unidade_destino_informada=self._destino_informado)

    def _calcular(self, local: Local) -> EstadoLocal:
        return com_destino(super()._calcular(local), local, travado=self._destino_travado)
