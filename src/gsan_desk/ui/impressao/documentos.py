"""Documents of the RA: via do cliente, the whole RA, and a list."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from string import Template
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QTextDocument

from gsan_desk.domain.devolucao import NOMES, total
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.numeracao import Numeracao
from gsan_desk.services.devolucao.consulta import DevolucaoDoRA
from gsan_desk.services.ra_consultar import OrdemServicoDoRA, RAConsulta
from gsan_desk.ui import recursos
from gsan_desk.ui.consulta.secoes import VAZIO, CampoLido, Grade, Secao, secoes
from gsan_desk.ui.impressao.qr import imagem_qr
from gsan_desk.ui.impressao.saida import DEITADO
from gsan_desk.ui.tables.column import Coluna, texto_de

QR = QUrl("recurso:qr")
POR_LINHA = 2


def via_do_cliente(ra: RAConsulta, contexto: Contexto) -> QTextDocument:
    """Make the slip that the citizen takes home: protocolo and its QR first."""
    solicitante = ra.solicitante
    protocolo = solicitante.protocolo if solicitante else ""
    html = _preencher(
        "via_cliente",
        empresa=_empresa(contexto),
        protocolo=protocolo or "sem protocolo",
        numero=str(ra.numero),
        tipo=ra.gerais.tipo,
        especificacao=ra.gerais.especificacao,
        atendimento=texto_de(ra.gerais.data_atendimento),
        previsao=texto_de(ra.gerais.data_prevista),
        endereco=ra.local.endereco or ra.local.descricao or VAZIO,
        referencia=ra.local.ponto_referencia or VAZIO,
        solicitante=(solicitante.quem if solicitante else "") or VAZIO,
        unidade=ra.gerais.unidade_atendimento or VAZIO,
        usuario=ra.gerais.usuario or VAZIO,
    )
    documento = _documento(html if protocolo else html.replace(_imagem(), ""), f"Protocolo {protocolo}")
    if protocolo:
        documento.addResource(QTextDocument.ResourceType.ImageResource, QR, imagem_qr(protocolo))
    return documento


def ordem_de_servico(ra: RAConsulta, ordem: OrdemServicoDoRA, contexto: Contexto) -> QTextDocument:
    """Make the sheet of an OS for who goes to the place."""
    html = _preencher(
        "ordem_servico",
        empresa=_empresa(contexto),
        ordem=str(ordem.id),
        servico=ordem.servico,
        geracao=texto_de(ordem.data_geracao),
        situacao=ordem.situacao.nome,
        numero=str(ra.numero),
        especificacao=ra.gerais.especificacao,
        previsao=texto_de(ra.gerais.data_prevista),
        imovel=texto_de(ra.local.imovel_id) or VAZIO,
        endereco=ra.local.endereco or ra.local.descricao or VAZIO,
        referencia=ra.local.ponto_referencia or VAZIO,
        solicitante=(ra.solicitante.quem if ra.solicitante else "") or VAZIO,
        unidade=ra.gerais.unidade_atual or VAZIO,
        observacao=ra.gerais.observacao or VAZIO,
        operador=contexto.operador.login,
    )
    return _documento(html, f"Ordem de Serviço {ordem.id}")


def comprovante_da_devolucao(devolucao: DevolucaoDoRA, contexto: Contexto) -> QTextDocument:
    """Make the receipt of what was asked back, with the protocolo (spec 40 §3.7)."""
    pedidos = devolucao.pagamentos
    html = _preencher(
        "devolucao",
        empresa=_empresa(contexto),
        devolucao=NOMES[devolucao.tipo],
        protocolo=devolucao.protocolo or "sem protocolo",
        numero=str(devolucao.ra.numero),
        especificacao=devolucao.ra.especificacao,
        situacao=devolucao.ra.situacao.nome,
        previsao=texto_de(devolucao.ra.data_prevista),
        imovel=texto_de(devolucao.imovel_id) or VAZIO,
        cliente=devolucao.cliente or devolucao.solicitante or VAZIO,
        total=texto_de(total(p.devolver for p in pedidos if p.devolver is not None)),
        operador=contexto.operador.login,
    ).replace("<!--tabela-->", _tabela(_DA_DEVOLUCAO, pedidos))
    protocolo = devolucao.protocolo
    documento = _documento(html if protocolo else html.replace(_imagem(), ""), f"Devolução do RA {devolucao.ra.numero}")
    if protocolo:
        documento.addResource(QTextDocument.ResourceType.ImageResource, QR, imagem_qr(protocolo))
    return documento


def documento_do_ra(ra: RAConsulta, contexto: Contexto, emissao: date) -> QTextDocument:
    """Make the RA with all its groups."""
    html = _preencher(
        "registro",
        empresa=_empresa(contexto),
        numero=str(ra.numero),
        situacao=ra.situacao.nome,
        operador=contexto.operador.login,
        emissao=texto_de(emissao),
    )
    corpo = "".join(_secao(secao) for secao in secoes(ra) if secao.campos or any(g.linhas for g in secao.grades))
    return _documento(html.replace("<!--secoes-->", corpo), f"Registro de Atendimento {ra.numero}")


def documento_da_lista(
    linhas: Iterable[Any],
    colunas: Sequence[Coluna],
    total: str,
    contexto: Contexto,
    emissao: date,
    titulo: str = "Registros de Atendimento",
) -> QTextDocument:
    """Make a list with the columns shown, on a sheet lying down."""
    html = _preencher(
        "lista",
        empresa=_empresa(contexto),
        titulo=titulo,
        total=total,
        operador=contexto.operador.login,
        emissao=texto_de(emissao),
    )
    documento = _documento(html.replace("<!--tabela-->", _tabela(colunas, linhas)), titulo)
    documento.setProperty(DEITADO, True)
    return documento


def numeracao_manual(numeracao: Numeracao, contexto: Contexto, emissao: date) -> QTextDocument:
    """Make the list of the numbers of paper forms, one a line with its unit [UC0494]."""
    html = _preencher(
        "numeracao",
        empresa=_empresa(contexto),
        quantidade=str(numeracao.quantidade),
        unidade=numeracao.unidade,
        operador=contexto.operador.login,
        emissao=texto_de(emissao),
    )
    linhas = [(numero, numeracao.unidade) for numero in numeracao.numeros]
    return _documento(html.replace("<!--tabela-->", _tabela(_DA_NUMERACAO, linhas)), "Numeração de RA Manual")


def _preencher(modelo: str, **valores: str) -> str:
    """Fill a template; every value is data and is escaped."""
    escapados = {nome: escape(valor) for nome, valor in valores.items()}
    return Template(recursos.texto(f"impressao/{modelo}.html")).substitute(escapados)


def _documento(html: str, titulo: str) -> QTextDocument:
    documento = QTextDocument()
    documento.setDefaultFont(QFont("sans-serif", 9))
    documento.setDefaultStyleSheet(recursos.texto("impressao/papel.css"))
    documento.setHtml(html)
    documento.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, titulo)
    return documento


def _secao(secao: Secao) -> str:
    partes = [f"<p class='secao'>{escape(secao.titulo)}</p>", _campos(secao.campos)]
    partes += [_grade(grade, secao) for grade in secao.grades if grade.linhas]
    return "".join(partes)


def _grade(grade: Grade, secao: Secao) -> str:
    titulo = f"<p class='sub'>{escape(grade.titulo)}</p>" if grade.titulo != secao.titulo else ""
    return titulo + _tabela(grade.colunas, grade.linhas)


def _campos(campos: tuple[CampoLido, ...]) -> str:
    if not campos:
        return ""
    linhas: list[list[CampoLido]] = []
    for campo in campos:
        if campo.largo or not linhas or linhas[-1][0].largo or len(linhas[-1]) == POR_LINHA:
            linhas.append([])
        linhas[-1].append(campo)
    return f"<table width='100%' cellpadding='2'>{''.join(map(_linha_de_campos, linhas))}</table>"


def _linha_de_campos(campos: list[CampoLido]) -> str:
    largura = POR_LINHA * 2 - 1 if campos[0].largo else 1
    celulas = "".join(
        f"<td class='rotulo' width='18%'>{escape(c.rotulo)}</td>"
        f"<td colspan='{largura}' width='{82 if c.largo else 32}%'>{_texto(c.texto)}</td>"
        for c in campos
    )
    return f"<tr>{celulas}</tr>"


def _tabela(colunas: Sequence[Coluna], linhas: Iterable[Any]) -> str:
    titulos = "".join(f"<th align='{_ALINHAMENTOS[c.alinhamento]}'>{escape(c.titulo)}</th>" for c in colunas)
    corpo = "".join(
        "<tr>"
        + "".join(f"<td align='{_ALINHAMENTOS[c.alinhamento]}'>{_texto(c.texto(linha))}</td>" for c in colunas)
        + "</tr>"
        for linha in linhas
    )
    topo = f"<table class='lista' width='100%' cellpadding='3' cellspacing='0'><thead><tr>{titulos}</tr></thead>"
    return f"{topo}{corpo}</table>"


_DA_DEVOLUCAO = (
    Coluna("documento", "Documento", lambda p: p.nome),
    Coluna("data", "Data do Pagamento", lambda p: p.data, "centro"),
    Coluna("valor", "Valor Pago", lambda p: p.valor, "direita"),
    Coluna("devolver", "A devolver", lambda p: p.devolver, "direita"),
    Coluna("devolvido", "Devolvido", lambda p: p.devolvido, "centro"),
)
_DA_NUMERACAO = (
    Coluna("numero", "Número", lambda linha: linha[0]),
    Coluna("unidade", "Unidade Organizacional", lambda linha: linha[1]),
)
_ALINHAMENTOS = {"esquerda": "left", "direita": "right", "centro": "center"}


def _texto(valor: str) -> str:
    return escape(valor).replace("\n", "<br>")


def _imagem() -> str:
    return f'<img src="{QR.toString()}" width="150" height="150">'


def _empresa(contexto: Contexto) -> str:
    return contexto.dominios.parametros.nome_empresa
