"""Operations that register RAs, and commit them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bench import ingenuo_gravacao as ingenuo
from bench.base import Bancada
from bench.operacoes import Operacao, Orcamento
from bench.sorteio import Pedido, Sorteador, comando, concluir_aceitando
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services import cliente, imovel, ra_inserir


def operacoes(bancada: Bancada, sorteador: Sorteador, quantos: int) -> Iterator[Operacao]:
    """Give both, each with imóveis of its own: an imóvel takes an especificação once."""
    pedidos = sorteador.pedidos(4 * quantos)
    partes = [pedidos[n * quantos : (n + 1) * quantos] for n in range(4)]
    banco, contexto = bancada.banco, bancada.contexto
    yield Operacao(
        "Inserir RA, da abertura ao protocolo",
        Orcamento(16, 20, 50),
        lambda pedido: _registrar(bancada, pedido),
        lambda pedido: _registrar_ingenuamente(bancada, pedido),
        partes[0],
        partes[1],
    )
    yield Operacao(
        "Concluir RA, só",
        Orcamento(10, 10, 25),
        lambda novo: banco.executar(concluir_aceitando, contexto, novo),
        lambda novo: banco.executar(ingenuo.concluir, contexto, novo, _momento(novo)),
        [_conferido(bancada, pedido) for pedido in partes[2]],
        [_conferido(bancada, pedido) for pedido in partes[3]],
    )


def _registrar(bancada: Bancada, pedido: Pedido) -> None:
    """Send what the screen sends: open, imóvel, leave Local, cliente, Concluir."""
    banco, contexto = bancada.banco, bancada.contexto
    novo = comando(banco.executar(ra_inserir.abrir, contexto), contexto, pedido)
    banco.executar(imovel.carregar, contexto, pedido.imovel_id)
    verificado = banco.executar(ra_inserir.verificar_local, contexto, novo)
    banco.executar(cliente.carregar, pedido.cliente_id)
    aceitos = frozenset(aviso.chave for aviso in verificado.avisos)
    banco.executar(concluir_aceitando, contexto, replace(novo, avisos_aceitos=aceitos))


def _registrar_ingenuamente(bancada: Bancada, pedido: Pedido) -> None:
    banco, contexto = bancada.banco, bancada.contexto
    banco.executar(ingenuo.abrir, contexto)
    novo = comando(banco.executar(ra_inserir.abrir, contexto), contexto, pedido)
    banco.executar(ingenuo.escolher, pedido)
    banco.executar(ingenuo.concluir, contexto, novo, _momento(novo))


def _conferido(bancada: Bancada, pedido: Pedido) -> NovoRA:
    """Fill the form and answer the warnings, outside the measurement."""
    banco, contexto = bancada.banco, bancada.contexto
    novo = comando(banco.executar(ra_inserir.abrir, contexto), contexto, pedido)
    verificado = banco.executar(ra_inserir.verificar_local, contexto, novo)
    return replace(novo, avisos_aceitos=frozenset(aviso.chave for aviso in verificado.avisos))


def _momento(novo: NovoRA) -> datetime:
    data, hora = novo.dados_gerais.data, novo.dados_gerais.hora
    assert data is not None
    assert hora is not None
    return datetime.combine(data, hora)
