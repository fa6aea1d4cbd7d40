"""Little files: whole or not at all, late, and never fatal."""

import json
import stat
import sys

import pytest

from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.state import Estado


def test_guarda_e_le_de_novo(qapp, tmp_path):
    arquivo = tmp_path / "a" / "estado.json"
    estado = Estado(arquivo)
    estado.guardar("tema", "escuro")
    estado.guardar("tabela.ra", {"numero": {"largura": 80}})
    estado.descarregar()
    novo = Estado(arquivo)
    assert novo.texto("tema") == "escuro"
    assert novo.mapa("tabela.ra") == {"numero": {"largura": 80}}


def test_grava_sozinho_depois_de_um_momento(qapp, tmp_path, qtbot):
    arquivo = tmp_path / "estado.json"
    Estado(arquivo, qapp).guardar("x", 1)
    qtbot.waitUntil(lambda: arquivo.exists() and json.loads(arquivo.read_text()) == {"x": 1})


def test_arquivo_quebrado_e_posto_de_lado(qapp, tmp_path):
    arquivo = tmp_path / "estado.json"
    arquivo.write_text("{meio")
    estado = Estado(arquivo)
    assert estado.obter("tema") is None
    assert [p.name.startswith("estado.json.quebrado-") for p in tmp_path.iterdir()] == [True]


def test_tipo_errado_vale_o_padrao(qapp, tmp_path):
    arquivo = tmp_path / "estado.json"
    arquivo.write_text('{"tema": 3, "tabela.ra": "x"}')
    estado = Estado(arquivo)
    assert estado.texto("tema", "sistema") == "sistema"
    assert estado.mapa("tabela.ra") == {}


def test_o_que_foi_lido_e_copia(estado):
    estado.guardar("m", {"a": 1})
    estado.mapa("m")["a"] = 2
    assert estado.mapa("m") == {"a": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_rascunho_so_o_dono_le(qapp, tmp_path):
    rascunhos = Rascunhos(tmp_path)
    rascunhos.guardar("inserir_ra:1", "RA", {"nome": "Maria"})
    rascunhos.descarregar()
    (arquivo,) = tmp_path.iterdir()
    assert stat.S_IMODE(arquivo.stat().st_mode) == 0o600


def test_rascunho_volta_depois_da_queda(qapp, tmp_path):
    antes = Rascunhos(tmp_path)
    antes.guardar("inserir_ra:1", "RA de Maria", {"nome": "Maria"})
    antes.guardar("inserir_ra:2", "RA de José", {"nome": "José"})
    antes.guardar("outra:1", "Outra", {})
    antes.descarregar()
    achados = Rascunhos(tmp_path).listar("inserir_ra")
    assert [r.titulo for r in achados] == ["RA de José", "RA de Maria"]
    assert achados[0].dados == {"nome": "José"}


def test_rascunho_concluido_some(qapp, tmp_path):
    rascunhos = Rascunhos(tmp_path)
    rascunhos.guardar("inserir_ra:1", "RA", {})
    rascunhos.descarregar()
    rascunhos.descartar("inserir_ra:1")
    assert rascunhos.listar("inserir_ra") == ()
    assert rascunhos.obter("inserir_ra:1") is None


def test_rascunho_quebrado_nao_impede_os_outros(qapp, tmp_path):
    rascunhos = Rascunhos(tmp_path)
    rascunhos.guardar("inserir_ra:1", "RA", {"a": 1})
    (tmp_path / "inserir_ra~2.json").write_text("{meio")
    (tmp_path / "inserir_ra~3.json").write_text('{"chave": 1}')
    assert [r.chave for r in rascunhos.listar("inserir_ra")] == ["inserir_ra:1"]


def test_chave_que_sairia_da_pasta_e_recusada(qapp, tmp_path):
    with pytest.raises(ValueError, match="chave"):
        Rascunhos(tmp_path).guardar("../x", "", {})
