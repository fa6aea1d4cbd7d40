"""Export to CSV and XLSX."""

import csv
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.services import exportar as modulo
from gsan_desk.services.exportar import COLUNAS, Exportacao, Exportar, exportar
from gsan_desk.services.ra_filtrar import ColunaRA, Ordem
from tests.services import muitos_ras
from tests.support.cenario_ids import IDS
from tests.support.comandos import comandos

POR_NUMERO = Ordem(ColunaRA.NUMERO, decrescente=False)


def test_csv(sessao: Session, contexto: Contexto, tmp_path: Path) -> None:
    sessao.execute(
        text(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = '=1+1; \"ok\"',"
            " rgat_nncoordenadanorte = 9108200.25, rgat_tmregistroatendimento = '2024-05-06 07:08' WHERE rgat_id = :ra"
        ),
        {"ra": IDS.ra_urgente},
    )
    colunas = ("id", "data_atendimento", "data_encerramento", "situacao", "observacao", "coordenada_norte")
    pedido = Exportar(FiltroRA(logradouro_id=IDS.logradouro_sol), tmp_path / "ras.csv", colunas, POR_NUMERO)
    assert exportar(sessao, contexto, pedido) == Exportacao(3)
    assert (tmp_path / "ras.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    linhas = _ler(tmp_path / "ras.csv")
    assert linhas[0] == [COLUNAS[nome].titulo for nome in colunas]
    assert linhas[2] == ["9011", "06/05/2024 07:08", "", "Pendente", '\'=1+1; "ok"', "9108200,2500"]


def test_xlsx(sessao: Session, contexto: Contexto, tmp_path: Path) -> None:
    pedido = Exportar(FiltroRA(), tmp_path / "ras.xlsx", tuple(COLUNAS))
    assert exportar(sessao, contexto, pedido) == Exportacao(15)
    with zipfile.ZipFile(tmp_path / "ras.xlsx") as pacote:
        folha = pacote.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall("<row ", folha)) == 16
    assert "<f>" not in folha


def test_em_blocos_de_um_so_comando(
    sessao: Session, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    muitos_ras.criar(sessao, 100)
    monkeypatch.setattr(modulo, "BLOCO", 40)
    passos: list[int] = []
    pedido = Exportar(FiltroRA(), tmp_path / "ras.csv")
    with comandos(sessao) as vistos:
        assert exportar(sessao, contexto, pedido, passos.append) == Exportacao(115)
    assert passos == [40, 80, 115]
    assert len(vistos) == 1
    assert len({linha[0] for linha in _ler(pedido.destino)[1:]}) == 115


def test_cancelar_nao_deixa_arquivo(
    sessao: Session, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modulo, "BLOCO", 5)
    passos: list[int] = []
    pedido = Exportar(FiltroRA(), tmp_path / "ras.csv")
    resultado = exportar(sessao, contexto, pedido, passos.append, lambda: len(passos) == 1)
    assert resultado == Exportacao(5, cancelada=True)
    assert list(tmp_path.iterdir()) == []
    assert sessao.execute(text("SELECT 1")).scalar_one() == 1


def test_um_arquivo_de_antes_fica_inteiro_se_a_exportacao_falha(
    sessao: Session, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "ras.xlsx"
    destino.write_text("antes")
    monkeypatch.setattr(modulo, "LINHAS_DO_XLSX", 4)
    with pytest.raises(RegraViolada) as erro:
        exportar(sessao, contexto, Exportar(FiltroRA(), destino))
    assert erro.value.violacoes[0].codigo == "EXPORTAR_LIMITE"
    assert destino.read_text() == "antes"
    assert list(tmp_path.iterdir()) == [destino]


def test_formato_desconhecido(sessao: Session, contexto: Contexto, tmp_path: Path) -> None:
    with pytest.raises(RegraViolada):
        exportar(sessao, contexto, Exportar(FiltroRA(), tmp_path / "ras.pdf"))


@pytest.mark.parametrize("nome", ["ras.csv", "ras.xlsx"])
def test_pasta_que_nao_existe_e_erro_de_gravacao(
    sessao: Session, contexto: Contexto, tmp_path: Path, nome: str
) -> None:
    with pytest.raises(OSError, match="No such file") as erro:
        exportar(sessao, contexto, Exportar(FiltroRA(), tmp_path / "falta" / nome))
    assert erro.value.strerror


@pytest.mark.parametrize("nome", ["lista.csv", "lista.xlsx"])
def test_lista_da_tela(tmp_path: Path, nome: str) -> None:
    destino = tmp_path / nome
    assert modulo.gravar_lista(destino, "Histórico", ["A", "B"], [(1, "=x"), (2, None)]) == 2
    assert list(tmp_path.iterdir()) == [destino]
    if nome.endswith("csv"):
        assert _ler(destino) == [["A", "B"], ["1", "'=x"], ["2", ""]]
    else:
        with zipfile.ZipFile(destino) as livro:
            assert "Histórico" in livro.read("xl/workbook.xml").decode()


def test_lista_em_formato_desconhecido(tmp_path: Path) -> None:
    with pytest.raises(RegraViolada):
        modulo.gravar_lista(tmp_path / "lista.pdf", "Histórico", [], [])


def _ler(arquivo: Path) -> list[list[str]]:
    with arquivo.open(encoding="utf-8-sig", newline="") as entrada:
        return list(csv.reader(entrada, delimiter=";"))
