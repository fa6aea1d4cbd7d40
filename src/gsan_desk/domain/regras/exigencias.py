"""What an especificação asks of the four tabs (spec 10 §2.2)."""

from dataclasses import dataclass
from decimal import Decimal

from gsan_desk.domain.dominios import Dominios


@dataclass(frozen=True, slots=True)
class Exigencias:
    """The flags computed when the especificação changes; the defaults hold while none is chosen."""

    imovel_obrigatorio: bool = False
    pavimento_rua_obrigatorio: bool = False
    pavimento_calcada_obrigatorio: bool = False
    falta_agua: bool = False
    area_esgoto: bool = False
    solicitante_obrigatorio: bool = True
    cliente_obrigatorio: bool = False
    conta_habilitada: bool = False
    pagamento_duplicidade: bool = False
    pagamento_a_maior: bool = False
    cobrado_indevidamente: bool = False
    coordenadas: bool = False
    os_automatica: bool = False
    os_opcional: bool = False
    encerramento_automatico: bool = False
    urgente: bool = False
    email_pesquisa: bool = False
    valor_sugerido: Decimal | None = None

    @property
    def falta_agua_generalizada(self) -> bool:
        """Tell the lack of water of an area from that of one imóvel."""
        return self.falta_agua and not self.imovel_obrigatorio


def exigencias(especificacao_id: int | None, dominios: Dominios) -> Exigencias:
    """Compute the flags of an especificação; an unknown one asks for nothing."""
    especificacao = dominios.especificacoes.get(especificacao_id or 0)
    if especificacao is None:
        return Exigencias()
    tipo = dominios.tipos.get(especificacao.tipo_id)
    servico = dominios.servicos.get(especificacao.servico_tipo_id or 0)
    return Exigencias(
        imovel_obrigatorio=especificacao.matricula,
        pavimento_rua_obrigatorio=especificacao.pavimento_rua,
        pavimento_calcada_obrigatorio=especificacao.pavimento_calcada,
        falta_agua=tipo is not None and tipo.falta_agua,
        area_esgoto=tipo is not None and tipo.area_esgoto,
        solicitante_obrigatorio=especificacao.solicitante,
        cliente_obrigatorio=especificacao.cliente,
        conta_habilitada=especificacao.informar_conta and not especificacao.informar_pagamento_duplicidade,
        pagamento_duplicidade=especificacao.informar_pagamento_duplicidade,
        pagamento_a_maior=especificacao.pagamento_a_maior,
        cobrado_indevidamente=especificacao.cobrado_indevidamente,
        coordenadas=especificacao.coordenadas,
        os_automatica=especificacao.servico_tipo_id is not None,
        os_opcional=especificacao.geracao_ordem_servico,
        encerramento_automatico=especificacao.encerramento_automatico,
        urgente=especificacao.urgencia,
        email_pesquisa=servico is not None and servico.email_pesquisa,
        valor_sugerido=servico.valor if servico is not None else None,
    )
