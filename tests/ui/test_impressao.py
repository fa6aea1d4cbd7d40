"""Via do cliente, RA and list on paper."""

from dataclasses import replace
from datetime import date

import pytest
import segno
from PySide6.QtGui import QColor, QTextDocument

from gsan_desk.services.ra_consultar import consultar, ordens_de_servico
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consulta.lista import COLUNAS
from gsan_desk.ui.impressao.documentos import QR, documento_da_lista, documento_do_ra, ordem_de_servico, via_do_cliente
from gsan_desk.ui.impressao.qr import MARGEM, imagem_qr
from gsan_desk.ui.impressao.saida import DEITADO, gravar_pdf
from tests.support.cenario import IDS

DIA = date(2026, 3, 10)


@pytest.fixture
def contexto(como):
    return como("atendente").executar(entrar)


@pytest.fixture
def ler(como, contexto):
    banco = como("atendente")
    return lambda numero: banco.executar(consultar, contexto, numero)


def test_via_do_cliente_tem_protocolo_qr_e_previsao(qapp, contexto, ler):
    ra = ler(IDS.ra_pendente_endereco)
    documento = via_do_cliente(ra, contexto)
    texto = documento.toPlainText()

    assert ra.solicitante.protocolo in texto
    assert "SANEAMENTO DE SANTA AURORA" in texto
    assert ra.gerais.especificacao in texto
    assert f"{ra.gerais.data_prevista:%d/%m/%Y}" in texto
    assert "JOAQUIM PEREIRA" in texto
    assert ra.local.endereco in texto
    imagem = documento.resource(QTextDocument.ResourceType.ImageResource, QR)
    assert imagem.width() == imagem_qr(ra.solicitante.protocolo).width()


def test_via_sem_protocolo_nao_tem_qr(qapp, contexto, ler):
    ra = replace(ler(IDS.ra_bloqueado), solicitante=None)
    documento = via_do_cliente(ra, contexto)

    assert "sem protocolo" in documento.toPlainText()
    assert "<img" not in documento.toHtml()


def test_ordem_de_servico_diz_o_que_fazer_e_onde(qapp, como, contexto, ler):
    ra = ler(IDS.ra_com_os)
    ordem = como("atendente").executar(ordens_de_servico, IDS.ra_com_os)[-1]
    texto = ordem_de_servico(ra, ordem, contexto).toPlainText()

    for parte in (str(ordem.id), ordem.servico, str(ra.numero), ra.gerais.especificacao, "PENDENTE"):
        assert parte in texto


def test_qr_e_o_do_segno(qapp):
    protocolo, escala = "20261000100001", 3
    imagem = imagem_qr(protocolo, escala)
    esperado = [bytes(linha) for linha in segno.make(protocolo, error="m", micro=False).matrix_iter(border=MARGEM)]
    lido = [
        bytes(imagem.pixelColor(x * escala, y * escala) == QColor("black") for x in range(len(esperado)))
        for y in range(len(esperado))
    ]
    assert lido == esperado


def test_ra_no_papel_tem_todos_os_grupos(qapp, contexto, ler):
    ra = ler(IDS.ra_encerrado)
    texto = documento_do_ra(ra, contexto, DIA).toPlainText()

    for titulo in (
        "Dados Gerais",
        "Dados do Local da Ocorrência",
        "Dados do Solicitante",
        "Anexos",
        "Dados da Última Tramitação",
        "Dados do Encerramento",
    ):
        assert titulo in texto
    assert "SERVIÇO FEITO" in texto
    assert "Emitido por atendente em 10/03/2026." in texto


def test_dados_sao_escapados(qapp, contexto, ler):
    ra = ler(IDS.ra_encerrado)
    veneno = '<b>FORTE</b> & <img src="x"> <!--secoes-->'
    ra = replace(ra, gerais=replace(ra.gerais, observacao=veneno, especificacao=veneno))

    for documento in (documento_do_ra(ra, contexto, DIA), via_do_cliente(ra, contexto)):
        assert veneno in documento.toPlainText()


def test_pdf_e_gravado(qapp, contexto, ler, tmp_path):
    destino = tmp_path / "via.pdf"
    gravar_pdf(via_do_cliente(ler(IDS.ra_pendente_endereco), contexto), destino)

    assert destino.read_bytes().startswith(b"%PDF-")
    assert destino.stat().st_size > 5_000


def test_pdf_sem_lugar_para_gravar(qapp, contexto, ler, tmp_path):
    documento = via_do_cliente(ler(IDS.ra_pendente_endereco), contexto)
    with pytest.raises(OSError, match="No such file"):
        gravar_pdf(documento, tmp_path / "nao-existe" / "via.pdf")


def test_lista_deitada_com_as_colunas_pedidas(qapp, contexto):
    documento = documento_da_lista((), COLUNAS[1:3], "Total: 0", contexto, DIA)
    assert "Número do RA" in documento.toPlainText()
    assert "Situação" not in documento.toPlainText()
    assert documento.property(DEITADO)
