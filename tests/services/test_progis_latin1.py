"""Citizens' reports on a LATIN1 base with the casts that GSAN's scripts make."""

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import Problema, RelatoRecebido, limpar
from gsan_desk.progis.importacao import gravar
from gsan_desk.services.progis.abertura import propor
from gsan_desk.services.progis.decisoes import DescartarRelato, VincularRelato, descartar, vincular
from gsan_desk.services.progis.relatos import FiltroRelatos, analisar, listar
from tests.services.apoio_ra import concluir_aceitando, preencher
from tests.services.test_latin1 import atendente, contexto, latin1
from tests.support.banco import conectar
from tests.support.cenario import IDS, JPG_MINIMO

__all__ = ["atendente", "contexto", "latin1"]


def test_a_report_goes_all_the_way(latin1: URL, atendente: Banco, contexto: Contexto) -> None:
    endereco = limpar("RUA “SÃO JOÃO” 😀, 10", 200, "LATIN1")
    assert endereco == "RUA ?SÃO JOÃO? ?, 10"
    relatos = [
        RelatoRecebido(str(n), "+5581999990000", Problema.AGUA, endereco=endereco, descricao="água") for n in range(3)
    ]
    with conectar(latin1) as base:
        assert gravar(base, "PROGIS", relatos, lambda _: [JPG_MINIMO]).fotos == 3
        base.execute("UPDATE gsan_desk.relato_ajustes SET step_idagua = %s", (IDS.espec_simples,))
    um, dois, tres = (linha.relato for linha in atendente.executar(listar, contexto, FiltroRelatos()))
    assert (um.endereco, um.descricao) == (endereco, "água")
    vistos = atendente.executar(analisar, contexto, um.id).ras_vistos
    proposto = atendente.executar(propor, contexto, um.id, vistos)
    novo = preencher(atendente, contexto)
    quem = replace(proposto.solicitante, endereco=novo.solicitante.endereco)
    novo = replace(novo, local=proposto.local, solicitante=quem, relato=proposto.origem)
    ra = atendente.executar(concluir_aceitando, contexto, novo).numero
    atendente.executar(vincular, contexto, VincularRelato(uuid4(), dois.id, dois.versao, ra))
    atendente.executar(descartar, contexto, DescartarRelato(tres.id, tres.versao, "Fora da área"))
    assert atendente.executar(listar, contexto, FiltroRelatos()) == []
