"""The fields of the tab Local da Ocorrência: what they are, where they stand, how they open and close."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.local import TAMANHOS
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.devolucao.cobrados import CampoCobrados
from gsan_desk.ui.devolucao.pagamentos import CampoPagamentos
from gsan_desk.ui.pesquisas.busca import PorCodigo
from gsan_desk.ui.pesquisas.imovel import campo_imovel
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_localidade, campo_municipio, campo_quadra, campo_setor
from gsan_desk.ui.registro_atendimento.contas import Buscar, CampoContas, Pesquisar
from gsan_desk.ui.registro_atendimento.decimal_edit import CampoDecimal
from gsan_desk.ui.registro_atendimento.endereco import CampoEndereco, Escolher
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import vestir
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado, Verificador

COORDENADA = 16, 4


@dataclass(frozen=True, slots=True)
class CamposLocal:
    """Widgets by the attribute of ``Local`` that they hold."""

    imovel_id: CampoCodigo
    conta_ids: CampoContas
    pagamento_ids: CampoPagamentos
    devolucoes: CampoCobrados
    endereco: CampoEndereco
    ponto_referencia: CampoTexto
    coordenada_norte: CampoDecimal
    coordenada_leste: CampoDecimal
    municipio_id: CampoCodigo
    bairro_id: CampoCodigo
    bairro_area_id: ComboItens
    localidade_id: CampoCodigo
    setor_comercial_id: CampoCodigo
    quadra_id: CampoCodigo
    divisao_esgoto_id: ComboItens
    local_ocorrencia_id: ComboItens
    pavimento_rua_id: ComboItens
    pavimento_calcada_id: ComboItens
    descricao: TextoContado

    def nomes(self) -> tuple[str, ...]:
        """List the attributes."""
        return tuple(campo.name for campo in fields(self))

    def ler(self) -> Local:
        """Give what the fields hold."""
        valores: dict[str, Any] = {nome: getattr(self, nome).valor() for nome in self.nomes()}
        return Local(**valores)


def criar(
    ponte: Ponte,
    verificador: Callable[[str], Verificador],
    escolher_endereco: Escolher,
    buscar_conta: Buscar,
    pesquisar_conta: Pesquisar,
    por_matricula: PorCodigo,
) -> CamposLocal:
    """Make the widgets; the combos get their rows once."""
    dominios = ponte.contexto.dominios
    municipio, localidade = campo_municipio(ponte), campo_localidade(ponte)
    setor = campo_setor(ponte, localidade.valor)
    return CamposLocal(
        imovel_id=campo_imovel(ponte, por_matricula),
        conta_ids=CampoContas(ponte, buscar_conta, pesquisar_conta),
        pagamento_ids=CampoPagamentos(),
        devolucoes=CampoCobrados(),
        endereco=CampoEndereco(ponte, escolher_endereco, ("J", "Y")),
        ponto_referencia=CampoTexto(TAMANHOS["ponto_referencia"], verificador("local.ponto_referencia")),
        coordenada_norte=CampoDecimal(*COORDENADA),
        coordenada_leste=CampoDecimal(*COORDENADA),
        municipio_id=municipio,
        bairro_id=campo_bairro(ponte, municipio.valor),
        bairro_area_id=ComboItens(),
        localidade_id=localidade,
        setor_comercial_id=setor,
        quadra_id=campo_quadra(ponte, setor.valor),
        divisao_esgoto_id=_combo(dominios.divisoes_esgoto),
        local_ocorrencia_id=_combo(dominios.locais),
        pavimento_rua_id=_combo(dominios.pavimentos_rua),
        pavimento_calcada_id=_combo(dominios.pavimentos_calcada),
        descricao=TextoContado(TAMANHOS["descricao"], verificador("local.descricao"), linhas=3),
    )


def abrir(widget: QWidget, aberto: bool) -> None:
    """Open a field to typing, or leave it to be read and out of the way of Tab."""
    if isinstance(widget, CampoEndereco):
        widget.travar(not aberto)
    elif isinstance(widget, CampoCodigo | TextoContado | QLineEdit):
        widget.setReadOnly(not aberto)
        foco = widget.focusProxy() or widget
        foco.setFocusPolicy(Qt.FocusPolicy.StrongFocus if aberto else Qt.FocusPolicy.ClickFocus)
        vestir(foco)
    else:
        widget.setEnabled(aberto)


def _combo(linhas: dict[int, Any]) -> ComboItens:
    return ComboItens(linha for linha in linhas.values() if linha.em_uso)
