"""Pending RAs by the dozen in one unit, and the steps of a bulk trâmite without its screen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.selecao_tramite import Escolhido, SelecaoTramite
from gsan_desk.domain.tramitacao import Tramite
from gsan_desk.domain.tramite_conjunto import Conjunto, LinhaResultado, ParteFeita, Pedido, Resultado, TramitarConjunto
from gsan_desk.services.tramite_conjunto import desfazer, execucao, registro, selecionar
from tests.support.cenario import IDS

PRIMEIRO = 200_001
_RAS = """
INSERT INTO atendimentopublico.registro_atendimento
    (rgat_id, step_id, meso_id, rgat_cdsituacao, rgat_icatendimentoonline, rgat_tmregistroatendimento,
     rgat_dtprevistaoriginal, rgat_dtprevistaatual, unid_idatual, loca_id, rgat_tmultimaalteracao)
SELECT %(primeiro)s + n, %(espec)s, 1, 1, 1, agora - interval '2 hours' - n * interval '1 minute',
    current_date, current_date, %(unidade)s, 1, agora - interval '2 hours'
FROM generate_series(0, %(quantos)s - 1) n, (SELECT now() AT TIME ZONE 'America/Recife' AS agora) AS relogio
"""
_TRAMITES = """
INSERT INTO atendimentopublico.tramite
    (tram_id, rgat_id, tram_tmtramite, unid_idorigem, unid_iddestino, usur_idregistro, usur_idresponsavel,
     tram_tmultimaalteracao)
SELECT rgat_id, rgat_id, rgat_tmregistroatendimento, 15, unid_idatual, 101, 101, rgat_tmregistroatendimento
FROM atendimentopublico.registro_atendimento WHERE rgat_id >= %(primeiro)s
"""


def semear(base: Any, quantos: int, unidade: int = IDS.unidade_operacional) -> list[int]:
    """Insert pending RAs, each with its opening trâmite; give their numbers."""
    valores = {"primeiro": PRIMEIRO, "quantos": quantos, "unidade": unidade, "espec": IDS.espec_simples}
    for comando in (_RAS, _TRAMITES):
        base.execute(comando, valores)
    return list(range(PRIMEIRO, PRIMEIRO + quantos))


def escolher(banco: Banco, contexto: Contexto, ras: Sequence[int]) -> tuple[Escolhido, ...]:
    """Take RAs with the stamps that they have now."""
    achados = banco.executar(selecionar.todos, contexto, SelecaoTramite(tarifa_social=False, so_que_posso=False))
    versoes = {escolhido.ra: escolhido for escolhido in achados.ras}
    return tuple(versoes[ra] for ra in ras)


def pedir(banco: Banco, contexto: Contexto, ras: Sequence[int], destino: int, **campos: Any) -> Pedido:
    """Inform one trâmite for RAs."""
    tramite = Tramite(destino, contexto.operador.usuario_id, **campos)
    return Pedido(tramite, escolher(banco, contexto, ras))


def registrar(banco: Banco, contexto: Contexto, *pedidos: Pedido) -> Conjunto:
    """Write a run down."""
    return banco.executar(registro.registrar, contexto, TramitarConjunto(uuid4(), pedidos))


def executar(banco: Banco, contexto: Contexto, conjunto: Conjunto) -> list[ParteFeita]:
    """Do every part that is missing."""
    return [banco.executar(execucao.executar, contexto, conjunto.id, parte) for parte in conjunto.faltam]


def tramitar(banco: Banco, contexto: Contexto, *pedidos: Pedido) -> Conjunto:
    """Write a run down, do it, and read what it did."""
    conjunto = registrar(banco, contexto, *pedidos)
    executar(banco, contexto, conjunto)
    return ler(banco, contexto, conjunto.id)


def desfeito(banco: Banco, contexto: Contexto, conjunto: UUID) -> Conjunto:
    """Take a run back, and read what that did."""
    volta = banco.executar(desfazer.preparar_desfazer, contexto, conjunto, uuid4())
    executar(banco, contexto, volta)
    return ler(banco, contexto, volta.id)


def ler(banco: Banco, contexto: Contexto, id_: UUID) -> Conjunto:
    """Read a run."""
    return banco.executar(registro.ler, contexto, id_)


def linhas(banco: Banco, conjunto: Conjunto) -> dict[int, LinhaResultado]:
    """Read every RA of a run, by number."""
    return {linha.ra: linha for linha in banco.executar(registro.resultado, conjunto.id)}


def fins(banco: Banco, conjunto: Conjunto) -> dict[int, Resultado]:
    """Read the end of every RA of a run."""
    return {ra: linha.resultado for ra, linha in linhas(banco, conjunto).items()}


def de(**campos: Any) -> SelecaoTramite:
    """Ask for the fields named; ``tarifa_social`` and ``so_que_posso`` are the selection's own."""
    proprios = {nome: campos.pop(nome) for nome in ("tarifa_social", "so_que_posso") if nome in campos}
    return SelecaoTramite(FiltroRA(**campos), **proprios)
