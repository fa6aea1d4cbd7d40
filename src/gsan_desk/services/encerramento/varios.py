"""Closing several RAs by one reason (spec 10 §4.6, Encerrar Todos): three statements however many."""

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import (
    EncerrarVarios,
    FatosDoEncerramento,
    Pergunta,
    PerguntasPendentes,
    RAEncerrado,
    VariosEncerrados,
)
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.domain.regras.encerramento import impedimento, ja_encerrado, mesmo_encerramento, resolver, verificar
from gsan_desk.services.encerramento.fatos import fatos
from gsan_desk.services.encerramento.gravacao import Item, gravar
from gsan_desk.services.encerramento.trava import trancar_com_ordens

_ORDENS = "ordens"


def encerrar_varios(session: Session, contexto: Contexto, comando: EncerrarVarios) -> VariosEncerrados:
    """Close all that may be closed and tell of each other why not; RAs that especificações chain are not opened.

    An RA that the same command closed before counts as closed.

    Raises:
        Conflito: somebody keeps one of them locked.
        PerguntasPendentes: open OS would be closed without execution, and nobody has agreed.
    """
    numeros = list(dict.fromkeys(comando.ras))
    todos = [n for n in (*numeros, comando.encerramento.ra_referencia_id) if n is not None]
    trancar_com_ordens(session, todos)
    achados = fatos(session, contexto, todos)
    julgados = {numero: _julgar(numero, comando, achados, contexto) for numero in numeros}
    itens = [julgado for julgado in julgados.values() if isinstance(julgado, tuple)]
    _perguntar(comando, itens)
    feitos = {n: feito for n, feito in julgados.items() if isinstance(feito, RAEncerrado)}
    feitos |= gravar(session, contexto, itens)
    recusados = tuple((n, recusa) for n, recusa in julgados.items() if isinstance(recusa, Violacao))
    return VariosEncerrados(tuple(feitos[numero] for numero in numeros if numero in feitos), recusados)


def _julgar(
    numero: int, comando: EncerrarVarios, achados: dict[int, FatosDoEncerramento], contexto: Contexto
) -> Item | RAEncerrado | Violacao:
    achado = achados.get(numero)
    if achado is None:
        return violacao("M70", "numero")
    pedido = resolver(comando.encerramento, achado, contexto)
    if mesmo_encerramento(pedido, achado, contexto.operador):
        return ja_encerrado(achado)
    if dict(comando.versoes).get(numero, achado.ultima_alteracao) != achado.ultima_alteracao:
        return violacao("TRAMITE_CONFLITO", ra=numero)
    referencia = achados.get(pedido.ra_referencia_id or 0)
    motivo = impedimento(achado, contexto.operador)
    erros = [motivo] if motivo is not None else verificar(pedido, achado, referencia, contexto)
    return erros[0] if erros else (achado, pedido)


def _perguntar(comando: EncerrarVarios, itens: list[Item]) -> None:
    quantas = sum(len(fato.ordens_abertas) for fato, _ in itens)
    chave = f"{_ORDENS}:{quantas}"
    if quantas and chave not in comando.aceitos:
        raise PerguntasPendentes((Pergunta(chave, texto("ENCERRAR_CONFIRMA_OS", quantas=quantas)),))
