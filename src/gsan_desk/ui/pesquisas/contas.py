"""Contas of an imóvel, to tie one to an RA (spec 10 §3.3.3).

conta = await escolher_conta(ponte, imovel_id, parent=self)      # ContaRA | None
"""

import re

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.codigos import SITUACOES_CONTA_ASSOCIAVEL
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services.conta import ContaRA, buscar, do_imovel
from gsan_desk.services.pesquisas.lista import Lista
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Pesquisa, Valores, escolher
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

_REFERENCIA = re.compile(r"(0?[1-9]|1[0-2])\s*[/-]?\s*([0-9]{4})")


async def escolher_conta(ponte: Ponte, imovel_id: int | None, parent: QWidget | None = None) -> ContaRA | None:
    """Show the contas of the imóvel and give the chosen one.

    Raises:
        RegraViolada: no imóvel, or the conta may not be tied to an RA [FS0046 to FS0050].
    """
    if imovel_id is None:
        raise RegraViolada(violacao("CONTA_SEM_IMOVEL", "local.imovel_id"))
    escolhida: ContaRA | None = await escolher(_pesquisa(ponte, imovel_id), ponte, parent=parent)
    if escolhida is None:
        return None
    return await ponte.executar(buscar, ponte.contexto, imovel_id, escolhida.referencia)


def ler_referencia(digitado: str) -> int | None:
    """Read ``mm/aaaa`` as yyyymm; ``None`` when it is not one."""
    achado = _REFERENCIA.fullmatch(digitado.strip())
    return int(achado[2]) * 100 + int(achado[1]) if achado else None


def formatar_referencia(referencia: int) -> str:
    """Write yyyymm as ``mm/aaaa``."""
    return f"{referencia % 100:02d}/{referencia // 100:04d}"


def _pesquisa(ponte: Ponte, imovel_id: int) -> Pesquisa:
    async def listar(valores: Valores) -> Lista[ContaRA]:
        digitado: str = valores["referencia"]
        referencia = ler_referencia(digitado)
        if digitado and referencia is None:
            raise RegraViolada(violacao("FORMATO", "referencia", nome="Mês/Ano"))
        contas = await ponte.executar(do_imovel, imovel_id)
        return Lista(tuple(conta for conta in contas if referencia in (None, conta.referencia)))

    return Pesquisa(
        "Conta",
        filtros=(FiltroPesquisa("referencia", "&Mês/Ano", dica="mm/aaaa"),),
        colunas=(
            Coluna("referencia", "Mês/Ano", lambda conta: formatar_referencia(conta.referencia), largura=10),
            Coluna("vencimento", "Vencimento", lambda conta: conta.vencimento, largura=12),
            Coluna("valor", "Valor", lambda conta: conta.valor, "direita", 12),
            Coluna("associavel", "Associável", _associavel, "centro", 11),
        ),
        buscar=listar,
        livre=True,
        imediata=True,
    )


def _associavel(conta: ContaRA) -> bool:
    return conta.situacao_id in SITUACOES_CONTA_ASSOCIAVEL
