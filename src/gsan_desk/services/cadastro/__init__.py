"""Tables that decide how every RA behaves, each kept by one declarative screen (spec 30).

A screen is a ``Cadastro``, one short module in ``tabelas``: fields, look-ups, rules, list, grids. What reads, merges,
checks and writes it is here, once for all of them.
"""

from gsan_desk.services.cadastro.gravacao import Gravado, Gravar, gravar
from gsan_desk.services.cadastro.leitura import Aberto, abrir, ambiente, listar
from gsan_desk.services.cadastro.remocao import Marcados, contar_usos, remover, tirar_de_uso

__all__ = [
    "Aberto",
    "Gravado",
    "Gravar",
    "Marcados",
    "abrir",
    "ambiente",
    "contar_usos",
    "gravar",
    "listar",
    "remover",
    "tirar_de_uso",
]
