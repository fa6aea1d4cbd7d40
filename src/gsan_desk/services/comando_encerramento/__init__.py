"""Commands of closing in bulk: registered, counted beforehand, executed, and their log [UC0735, UC0736]."""

from gsan_desk.services.comando_encerramento.execucao import ComandoEmCurso, passo, recusar_proximo
from gsan_desk.services.comando_encerramento.lista import execucao, ler, listar
from gsan_desk.services.comando_encerramento.registro import TelaDeComando, abrir, comandar
from gsan_desk.services.comando_encerramento.selecao import prever

__all__ = [
    "ComandoEmCurso",
    "TelaDeComando",
    "abrir",
    "comandar",
    "execucao",
    "ler",
    "listar",
    "passo",
    "prever",
    "recusar_proximo",
]
