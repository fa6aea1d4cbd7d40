"""What an association must be [UC1159, UC1091], spec 20 §12, §13."""

from collections.abc import Iterable

from gsan_desk.domain.associacoes import Associacao, InformarAssociacoes, TabelaAssociacao, da_especificacao
from gsan_desk.domain.dominios import Contexto, Dominios
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao

UNIDADE_INEXISTENTE = {
    TabelaAssociacao.COBRANCA: "UNIDADE_INEXISTENTE",
    TabelaAssociacao.LOCALIDADE: "UNIDADE_ATENDIMENTO_INEXISTENTE",
}


def pode_receber(unidade_id: int | None, dominios: Dominios) -> bool:
    """Tell whether a unit may be a destination: in use and open to trâmites."""
    unidade = dominios.unidades.get(unidade_id or 0)
    return unidade is not None and unidade.em_uso and unidade.recebe_ra


def verificar_nova(
    tabela: TabelaAssociacao,
    cabeca: str,
    nova: tuple[int | None, int | None, int | None],
    presentes: Iterable[Associacao],
    dominios: Dominios,
) -> list[Violacao]:
    """Check what the dialog adds: tipo, especificação and unit, in this order, and that none is there already."""
    tipo_id, especificacao_id, unidade_id = nova
    achadas = []
    if tipo_id is None:
        achadas.append(violacao("ASSOCIACAO_TIPO", "associacao.tipo_id"))
    if especificacao_id is None:
        achadas.append(violacao("ASSOCIACAO_ESPECIFICACAO", "associacao.especificacao_id"))
    if unidade_id is None:
        achadas.append(violacao("ASSOCIACAO_UNIDADE", "associacao.unidade_id"))
    elif not pode_receber(unidade_id, dominios):
        achadas.append(violacao(UNIDADE_INEXISTENTE[tabela], "associacao.unidade_id"))
    if not achadas and (outra := da_especificacao(presentes, especificacao_id or 0)) is not None:
        achadas.append(repetida(tabela, cabeca, outra, dominios))
    return achadas


def verificar(pedido: InformarAssociacoes, cabeca: str, contexto: Contexto) -> list[Violacao]:
    """Check what is new; what was there already stays as the utility left it."""
    achadas = []
    if not pedido.desejadas and not pedido.vazio_confirmado:
        achadas.append(violacao("ASSOCIACAO_VAZIA"))
    for nova in sorted(pedido.novas, key=lambda a: (a.especificacao_id, a.unidade_id)):
        achadas += _verificar_uma(pedido, cabeca, nova, contexto.dominios)
    return achadas


def repetida(tabela: TabelaAssociacao, cabeca: str, outra: Associacao, dominios: Dominios) -> Violacao:
    """Say that the especificação has its unit already."""
    partes = [cabeca, _especificacao(outra, dominios)]
    if tabela is TabelaAssociacao.LOCALIDADE:
        partes.append(_unidade(outra, dominios))
    return violacao("ASSOCIACAO_REPETIDA", "associacao.especificacao_id", partes="; ".join(partes))


def _verificar_uma(pedido: InformarAssociacoes, cabeca: str, nova: Associacao, dominios: Dominios) -> list[Violacao]:
    achadas = []
    especificacao = dominios.especificacoes.get(nova.especificacao_id)
    tipo = dominios.tipos.get(especificacao.tipo_id) if especificacao else None
    if especificacao is None or tipo is None or not (especificacao.em_uso and tipo.em_uso):
        nome = _especificacao(nova, dominios)
        achadas.append(violacao("ESPECIFICACAO_INATIVA", "associacao.especificacao_id", especificacao=nome))
    if not pode_receber(nova.unidade_id, dominios):
        achadas.append(violacao(UNIDADE_INEXISTENTE[pedido.tabela], "associacao.unidade_id"))
    if (outra := da_especificacao(pedido.desejadas - {nova}, nova.especificacao_id)) is not None:
        achadas.append(repetida(pedido.tabela, cabeca, outra, dominios))
    return achadas


def _especificacao(associacao: Associacao, dominios: Dominios) -> str:
    especificacao = dominios.especificacoes.get(associacao.especificacao_id)
    return especificacao.descricao if especificacao else str(associacao.especificacao_id)


def _unidade(associacao: Associacao, dominios: Dominios) -> str:
    unidade = dominios.unidades.get(associacao.unidade_id)
    return unidade.descricao if unidade else str(associacao.unidade_id)
