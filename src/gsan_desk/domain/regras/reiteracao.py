"""Rules of Reiterar RA [UC0425], spec 10 §5."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ClienteFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Fone, Solicitante
from gsan_desk.domain.regras.autorizacao import pode_manter
from gsan_desk.domain.regras.solicitante import verificar_fones
from gsan_desk.domain.reiteracao import EstadoDoRA, FatosReiterante, Reiterar
from gsan_desk.domain.texto import verificar_endereco, verificar_tamanho

TAMANHO_NOME = 50
TAMANHO_OBSERVACAO = 200
TAMANHO_REFERENCIA = 60
TAMANHOS_ENDERECO = {"numero": 5, "complemento": 45}
OBSERVACAO = "reiteracao.observacao"


def precondicao(estado: EstadoDoRA, contexto: Contexto) -> Violacao | None:
    """Give the first reason why the RA cannot be reiterated, in GSAN's order (M50, M51, M52)."""
    if estado.situacao is not SituacaoRA.PENDENTE:
        return violacao("M50")
    if estado.data_prevista > estado.hoje and not estado.antes_do_prazo:
        return violacao("M51", data=estado.data_prevista)
    if not pode_manter(contexto, estado.unidade_atual_id, estado.unidade_atendimento_id):
        return violacao("M52")
    return None


def verificar(comando: Reiterar, contexto: Contexto, fatos: FatosReiterante) -> list[Violacao]:
    """Give all that is wrong with what was typed; somebody must be named, and reachable by telephone."""
    pedido = comando.solicitante
    return [
        *verificar_quem(pedido, comando.ra, contexto, fatos),
        *_tamanhos(comando),
        *_fones(comando, contexto, fatos),
    ]


def verificar_quem(pedido: Solicitante, ra: int, contexto: Contexto, fatos: FatosReiterante) -> Iterator[Violacao]:
    """Demand exactly one of cliente, unidade and nome, that exists and has not reiterated today (M53, M54)."""
    informados = [bool(quem) for quem in (pedido.cliente_id, pedido.unidade_id, pedido.nome.strip())]
    if not any(informados):
        yield violacao("M01", "solicitante.nome", nome="Solicitante")
    if sum(informados) > 1:
        yield violacao("SOLICITANTE_UNICO", "solicitante.nome")
    if pedido.cliente_id is not None:
        yield from _cliente(ra, fatos)
    if pedido.unidade_id is not None:
        yield from _unidade(pedido.unidade_id, ra, contexto, fatos)


def fones_a_gravar(pedido: Solicitante, cliente: ClienteFato | None) -> tuple[Fone, ...]:
    """Give the phones of the cliente's register, else those told; exactly one is principal."""
    registrados = tuple(fone for fone in cliente.fones if fone.numero) if cliente is not None else ()
    if not registrados:
        return pedido.fones
    principal = next((i for i, fone in enumerate(registrados) if fone.principal), 0)
    return tuple(replace(fone, principal=i == principal) for i, fone in enumerate(registrados))


def numero_inteiro(texto: str) -> int | None:
    """Read the number of a house, which the column of the reiteração holds only when it is a plain number."""
    limpo = texto.strip()
    return int(limpo) if re.fullmatch(r"[0-9]{1,9}", limpo) else None


def _cliente(ra: int, fatos: FatosReiterante) -> Iterator[Violacao]:
    if fatos.cliente is None:
        yield violacao("M02", "solicitante.cliente_id")
    elif fatos.cliente_hoje:
        yield violacao("M53", "solicitante.cliente_id", ra=ra, cliente=fatos.cliente.nome)


def _unidade(unidade_id: int, ra: int, contexto: Contexto, fatos: FatosReiterante) -> Iterator[Violacao]:
    unidade = contexto.dominios.unidades.get(unidade_id)
    if unidade is None or not unidade.em_uso:
        yield violacao("M02", "solicitante.unidade_id")
    elif fatos.unidade_hoje:
        yield violacao("M54", "solicitante.unidade_id", ra=ra, unidade=unidade.descricao)


def _tamanhos(comando: Reiterar) -> Iterator[Violacao]:
    pedido = comando.solicitante
    limites = (
        (pedido.nome, TAMANHO_NOME, "solicitante.nome"),
        (pedido.ponto_referencia, TAMANHO_REFERENCIA, "solicitante.ponto_referencia"),
        (comando.observacao, TAMANHO_OBSERVACAO, OBSERVACAO),
    )
    for texto, maximo, campo in limites:
        if longo := verificar_tamanho(texto, maximo, campo):
            yield longo
    yield from verificar_endereco(pedido.endereco, TAMANHOS_ENDERECO, "solicitante.endereco")


def _fones(comando: Reiterar, contexto: Contexto, fatos: FatosReiterante) -> Iterator[Violacao]:
    fones = fones_a_gravar(comando.solicitante, fatos.cliente)
    if not fones and comando.fones_obrigatorios:
        yield violacao("M56", "solicitante.fones")
    if fones == comando.solicitante.fones:
        yield from verificar_fones(fones, contexto.dominios)
