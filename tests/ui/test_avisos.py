"""Notices from another thread reach the UI thread, in order, and nobody is called after death."""

import gc
import threading
import weakref

from gsan_desk.domain.avisos import Aviso, EstadoEscuta
from gsan_desk.ui.avisos import Avisos


class Fonte:
    """Speaks when told to, from a thread of its own."""

    def iniciar(self, ao_avisar, ao_mudar):
        self.ao_avisar, self.ao_mudar = ao_avisar, ao_mudar

    def parar(self):
        self.parada = True

    def dizer(self, *ditos):
        def falar():
            for dito in ditos:
                (self.ao_mudar if isinstance(dito, EstadoEscuta) else self.ao_avisar)(dito)

        linha = threading.Thread(target=falar)
        linha.start()
        linha.join()


def test_notices_arrive_on_the_ui_thread_in_order(laco, qtbot):
    fonte = Fonte()
    avisos = Avisos(fonte)
    ouvidos = []
    for sinal in (avisos.chegou, avisos.estado_mudou):
        sinal.connect(lambda dito: ouvidos.append((dito, threading.current_thread())))
    avisos.iniciar()
    ditos = [EstadoEscuta.AO_VIVO, Aviso("a"), Aviso("a", "1")]
    fonte.dizer(*ditos)
    qtbot.waitUntil(lambda: len(ouvidos) == 3)
    assert ouvidos == [(dito, threading.main_thread()) for dito in ditos]
    assert avisos.estado is EstadoEscuta.AO_VIVO


def test_the_source_does_not_keep_it_alive(laco, qtbot):
    fonte = Fonte()
    avisos = Avisos(fonte)
    avisos.iniciar()
    vivo = weakref.ref(avisos)
    del avisos
    gc.collect()
    assert vivo() is None
    fonte.dizer(Aviso("tarde"))
    qtbot.wait(0)


def test_it_stops_its_source(laco):
    fonte = Fonte()
    Avisos(fonte).parar()
    assert fonte.parada
