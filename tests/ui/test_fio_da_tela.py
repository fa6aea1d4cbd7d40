"""Nothing that waits for the base runs in the thread of the screens while somebody registers an RA."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event

from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra

__all__ = ["form_ra"]


@pytest.fixture
def remetentes(form_ra: Any) -> Iterator[list[threading.Thread]]:
    """Threads that sent a statement or waited for a connection, one entry each time."""
    vistos: list[threading.Thread] = []

    def anotar(*_: Any) -> None:
        vistos.append(threading.current_thread())

    engine = form_ra.banco.engine
    ouvidos = [(engine, nome) for nome in ("before_cursor_execute", "begin", "commit", "rollback")]
    ouvidos += [(engine.pool, nome) for nome in ("checkout", "checkin")]
    for alvo, nome in ouvidos:
        event.listen(alvo, nome, anotar)
    yield vistos
    for alvo, nome in ouvidos:
        event.remove(alvo, nome, anotar)


def test_a_registration_asks_the_base_in_the_worker_thread_only(
    form_ra: Any, remetentes: list[threading.Thread]
) -> None:
    form = form_ra
    form.abrir()
    form.especificar(IDS.espec_sem_prazo)
    form.f.dados_gerais.observacao.editor.setFocus()
    form.teclado.digitar("portao azul")
    form.ir(Parte.LOCAL)
    form.f.local.campos.imovel_id.codigo.setFocus()
    form.teclado.digitar(str(IDS.imovel_em_quadra_2))
    with form.qtbot.waitSignal(form.f.local.imovel_mudou):
        form.teclado.tecla(Qt.Key.Key_Return)
    form.assentar()
    form.ir(Parte.SOLICITANTE)
    form.f.solicitante.cliente.codigo.setFocus()
    form.teclado.digitar(str(IDS.cliente_cpf))
    form.teclado.tecla(Qt.Key.Key_Return)
    form.assentar()
    form.concluir()
    form.esperar_sucesso()
    assert remetentes
    assert threading.main_thread() not in remetentes
    assert len(set(remetentes)) == 1


def test_a_code_that_the_client_knows_asks_nothing(form_ra: Any, remetentes: list[threading.Thread]) -> None:
    """Unidade and localidade are looked up among the domain rows: no statement."""
    form = form_ra
    form.abrir()
    form.assentar()
    remetentes.clear()
    form.ir_sem_conferir(Parte.LOCAL)
    for campo, codigo in (
        (form.f.dados_gerais.unidade, IDS.unidade_loja),
        (form.f.local.campos.localidade_id, IDS.localidade_centro),
    ):
        campo.de_rascunho(str(codigo))
        form.assentar()
        assert campo.valor() == codigo
    assert remetentes == []
