"""Tab Local da Ocorrência of an RA that exists [UC0408], spec 10 §7.2, §7.3."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.atualizacao import preservar
from gsan_desk.domain.devolucao import TipoDevolucao
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.services.conta import ContaRA
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.ra_atualizar import RAParaAtualizar
from gsan_desk.ui.atualizacao.preenchimento import escolher, explicar, restaurar_mudados
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.local_ocorrencia import ABA, CADEIA, AbaLocal, achado

DO_IMOVEL = "Vem do imóvel; troque o imóvel para mudar."
GEOGRAFIA = ("localidade_id", "setor_comercial_id", "quadra_id")
FORA_DA_DESCRICAO = ("conta_ids", "pagamento_ids", "devolucoes", "diametro")


class AbaLocalDoRA(AbaLocal):
    """The second tab, filled with an RA; where an RA goes is a matter of Tramitar."""

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        self._numero = 0
        self._base: Local | None = None
        self._mostrado: Local | None = None
        super().__init__(ponte, codificacao, parent)

    async def carregar(self, aberto: RAParaAtualizar) -> None:
        """Show the place of the RA; its especificação has been applied."""
        self._numero = self._ra = aberto.numero
        local, campos = aberto.local, self.campos
        self._imovel = self._sem_este_ra(aberto.imovel)
        campos.imovel_id.definir(_do_imovel(local, self._imovel))
        campos.endereco.definir(local.endereco)
        campos.ponto_referencia.definir(local.ponto_referencia)
        campos.coordenada_norte.definir(local.coordenada_norte)
        campos.coordenada_leste.definir(local.coordenada_leste)
        self._por_geografia(aberto)
        campos.descricao.definir(local.descricao)
        self._por_financeiro(aberto)
        await self.aguardar()
        self._por_combos(aberto)
        self._base, self._mostrado = local, self._preenchido()
        self._atualizar()

    def valor(self) -> Local:
        """Read the tab; what was not touched, or is not shown, is given as the base has it."""
        atual = self._preenchido()
        if self._base is None or self._mostrado is None:
            return atual
        fundido = preservar(self._base, self._mostrado, atual)
        if atual.descricao.strip() and not self._base.descricao.strip():  # described now: nothing else is kept
            return replace(atual, **{nome: getattr(fundido, nome) for nome in FORA_DA_DESCRICAO})
        return fundido

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back over the RA, each field after the one it depends on."""
        nomes = (*CADEIA, *(nome for nome in self.campos.nomes() if nome not in CADEIA))
        await restaurar_mudados(self, (f"{ABA}.{nome}" for nome in nomes), dados)
        self._atualizar()

    def _por_geografia(self, aberto: RAParaAtualizar) -> None:
        local, textos, campos, dominios = aberto.local, aberto.textos, self.campos, self._contexto.dominios
        campos.municipio_id.definir(achado(local.municipio_id, dominios.municipios))
        bairro = Achado(local.bairro_id, _codigo(textos.bairro_codigo), textos.bairro) if local.bairro_id else None
        campos.bairro_id.definir(bairro)
        campos.localidade_id.definir(achado(local.localidade_id, dominios.localidades))
        fato, setor, quadra = aberto.imovel, textos.setor_comercial_codigo, textos.quadra_numero
        if fato is not None and fato.setor_comercial_id == local.setor_comercial_id:
            setor = fato.setor_comercial_codigo
        if fato is not None and fato.quadra_id == local.quadra_id:
            quadra = fato.quadra_numero
        campos.setor_comercial_id.definir(_lugar(local.setor_comercial_id, setor))
        campos.quadra_id.definir(_lugar(local.quadra_id, quadra))

    def _por_combos(self, aberto: RAParaAtualizar) -> None:
        """Choose in the combos, after what fills them by itself has come."""
        local, campos, dominios = aberto.local, self.campos, self._contexto.dominios
        if local.bairro_area_id is not None:
            campos.bairro_area_id.incluir(Item(local.bairro_area_id, aberto.textos.area))
        campos.bairro_area_id.definir(local.bairro_area_id)
        escolher(campos.divisao_esgoto_id, local.divisao_esgoto_id, dominios.divisoes_esgoto)
        escolher(campos.local_ocorrencia_id, local.local_ocorrencia_id, dominios.locais)
        escolher(campos.pavimento_rua_id, local.pavimento_rua_id, dominios.pavimentos_rua)
        escolher(campos.pavimento_calcada_id, local.pavimento_calcada_id, dominios.pavimentos_calcada)

    def _por_financeiro(self, aberto: RAParaAtualizar) -> None:
        imovel_id = aberto.local.imovel_id or 0
        self.campos.conta_ids.definir(
            tuple(
                ContaRA(c.id, imovel_id, c.referencia, c.vencimento, c.valor or Decimal("0.00"), 0)
                for c in aberto.contas
                if c.id in aberto.local.conta_ids
            )
        )
        indevidos = [p for p in aberto.pagamentos if p.tipo is TipoDevolucao.COBRADO_INDEVIDAMENTE]
        self.campos.pagamento_ids.definir(tuple(p for p in aberto.pagamentos if p not in indevidos))
        self.campos.pagamento_ids.fixar(aberto.estado.devolvidos)
        self.campos.devolucoes.mostrar_do_ra(indevidos)
        if self._tipo is TipoDevolucao.COBRADO_INDEVIDAMENTE and imovel_id:
            self._buscar(self._carregar_pagamentos(imovel_id, self._tipo))
        self._mostrar_devolucao()

    async def _ler_imovel(self, matricula: int) -> ImovelFato | None:
        return self._sem_este_ra(await super()._ler_imovel(matricula))

    def _sem_este_ra(self, fato: ImovelFato | None) -> ImovelFato | None:
        """An RA is no other pending RA of its own imóvel [SB0021]."""
        if fato is None:
            return None
        return replace(fato, pendentes=tuple(p for p in fato.pendentes if p.id != self._numero))

    def _atualizar(self) -> None:
        super()._atualizar()
        estado, campos = self._estado, self.campos
        if estado is None:
            return
        do_imovel = self._imovel is not None
        for nome in ("endereco", *GEOGRAFIA):
            explicar(getattr(campos, nome), DO_IMOVEL if do_imovel and nome not in estado.abertos else "")


def _do_imovel(local: Local, fato: ImovelFato | None) -> Achado | None:
    if local.imovel_id is None:
        return None
    return Achado(local.imovel_id, str(local.imovel_id), fato.inscricao if fato is not None else "")


def _lugar(id_: int | None, codigo: int | None) -> Achado | None:
    return Achado(id_, _codigo(codigo), "") if id_ is not None else None


def _codigo(codigo: int | None) -> str:
    return str(codigo) if codigo is not None else ""
