"""Contas and payments of a changed RA: what came and what left (spec 10 §7.3, spec 40 §3.2 to §3.5)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gsan_desk.domain.codigos import NAO
from gsan_desk.domain.devolucao import TipoDocumento, ValorDevolver
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.devolucao import DevolucaoItem
from gsan_desk.services.devolucao import linhas
from gsan_desk.services.ra_consultar import PagamentoDoRA

if TYPE_CHECKING:
    from gsan_desk.services.ra_atualizar.gravacao import Gravacao


def gravar(gravacao: "Gravacao") -> None:
    """Remove what left, insert what came; a value that changed does both."""
    tirados = _tirados(gravacao)
    _remover_pagamentos(gravacao, tirados)
    _contas(gravacao, tirados)
    novos = {*gravacao.alteracao.novos("pagamento_ids"), *_ids(gravacao.alteracao.novos("devolucoes"))}
    achados = [pagamento for pagamento in gravacao.fatos.pagamentos if pagamento.id in novos]
    duplicados = linhas.duplicados(gravacao.ra_id, achados)
    gravacao.inserir(ap.RegistroAtendimentoPagamentoDuplicidade, duplicados)
    valores = gravacao.alteracao.depois.local.devolucoes
    gravacao.inserir(DevolucaoItem, linhas.itens(gravacao.ra_id, achados, valores))


def _ids(valores: Iterable[ValorDevolver]) -> list[int]:
    return [valor.pagamento_id for valor in valores]


def _tirados(gravacao: "Gravacao") -> list[PagamentoDoRA]:
    alteracao = gravacao.alteracao
    ids = {*alteracao.tirados("pagamento_ids"), *_ids(alteracao.tirados("devolucoes"))}
    return [pagamento for pagamento in alteracao.lido.pagamentos if pagamento.id in ids]


def _remover_pagamentos(gravacao: "Gravacao", tirados: list[PagamentoDoRA]) -> None:
    duplicado, item = ap.RegistroAtendimentoPagamentoDuplicidade, DevolucaoItem
    condicoes: dict[Any, Any] = {
        duplicado: duplicado.indicador_pagamento_devolvido == NAO,
        item: item.devolvido.is_(False),
    }
    do_gsan = [p.id for p in tirados if linhas.cabe_no_gsan(p.tipo, p.documento)]
    nossos = [p.id for p in tirados if not linhas.cabe_no_gsan(p.tipo, p.documento)]
    for modelo, ids in ((duplicado, do_gsan), (item, nossos)):
        if ids:
            do_ra = modelo.registro_atendimento_id == gravacao.ra_id
            gravacao.remover(modelo, do_ra, modelo.pagamento_id.in_(ids), condicoes[modelo])


def _contas(gravacao: "Gravacao", tirados: list[PagamentoDoRA]) -> None:
    """Keep the contas tied by hand and those charged unduly, each once."""
    modelo, alteracao = ap.RegistroAtendimentoConta, gravacao.alteracao
    antes = {*alteracao.antes.local.conta_ids, *_cobradas(alteracao.lido.pagamentos, alteracao.antes.local.devolucoes)}
    ficam = [p for p in alteracao.lido.pagamentos if p not in tirados]
    depois = {
        *alteracao.depois.local.conta_ids,
        *_cobradas(ficam, alteracao.antes.local.devolucoes),
        *linhas.contas_cobradas(gravacao.fatos.pagamentos, alteracao.novos("devolucoes")),
    }
    if saem := antes - depois:
        gravacao.remover(modelo, modelo.registro_atendimento_id == gravacao.ra_id, modelo.conta_id.in_(sorted(saem)))
    gravacao.inserir(
        modelo, ({"registro_atendimento_id": gravacao.ra_id, "conta_id": id_} for id_ in sorted(depois - antes))
    )


def _cobradas(pagamentos: Iterable[PagamentoDoRA], valores: Iterable[ValorDevolver]) -> list[int]:
    pedidos = set(_ids(valores))
    de_conta = (p for p in pagamentos if p.id in pedidos and p.documento is TipoDocumento.CONTA)
    return [p.documento_id for p in de_conta if p.documento_id is not None]
