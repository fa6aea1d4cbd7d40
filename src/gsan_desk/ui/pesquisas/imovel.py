"""Imóvel by matrícula, inscrição, address or cliente."""

import re
from dataclasses import replace
from typing import Any

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.inscricao import ler
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.services.pesquisas.imovel import CriterioImovel, LinhaImovel, pesquisar_imoveis, resolver_imovel
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Pesquisa, PorCodigo, Valores, encadear, montar_campo, numero
from gsan_desk.ui.pesquisas.cliente import campo_cliente
from gsan_desk.ui.pesquisas.logradouro import campo_logradouro, sem_tipo
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_municipio
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

PARTES = ("localidade_id", "setor_codigo", "quadra_numero", "lote", "sub_lote")
_RUA_E_NUMERO = re.compile(r"(?P<rua>.*\D)[\s,]+(?P<numero>\d+\w{0,2})")


def campo_imovel(ponte: Ponte, por_matricula: PorCodigo | None = None) -> CampoCodigo:
    """Make the field of an imóvel; an inscrição typed as code finds it too, a street with number suggests.

    ``por_matricula`` finds it by matrícula in place of the plain search, where more than its name is wanted.
    """

    async def resolver(codigo: str) -> Achado | None:
        if ler(codigo) is None:
            return await (por_matricula(codigo) if por_matricula else ponte.executar(resolver_imovel, codigo))
        criterio = replace(CriterioImovel(), **_partes(codigo))
        achados = (await ponte.executar(pesquisar_imoveis, criterio)).linhas
        return _achado(achados[0]) if len(achados) == 1 else None

    async def sugerir(digitado: str) -> list[Achado]:
        endereco = _RUA_E_NUMERO.fullmatch(digitado)
        if endereco is None:
            return []
        criterio = CriterioImovel(logradouro_nome=sem_tipo(endereco["rua"].rstrip(", ")), numero=endereco["numero"])
        lista = await ponte.executar(pesquisar_imoveis, criterio)
        return [Achado(x.id, str(x.id), f"{x.endereco} ({x.cliente})") for x in lista.linhas[:20]]

    return montar_campo(
        ponte,
        "Imóvel",
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: _pesquisa(ponte),
        inexistente=texto("IMOVEL_INEXISTENTE"),
        largura=10,
    )


def _pesquisa(ponte: Ponte) -> Pesquisa:
    municipio = campo_municipio(ponte)
    bairro = campo_bairro(ponte, municipio.valor)
    logradouro = campo_logradouro(ponte, municipio.valor, bairro.valor)
    encadear(municipio, bairro)

    async def buscar(valores: Valores) -> Lista[LinhaImovel]:
        return await ponte.executar(pesquisar_imoveis, _criterio(valores))

    return Pesquisa(
        "Imóvel",
        filtros=(
            FiltroPesquisa("matricula", "&Matrícula"),
            FiltroPesquisa("inscricao", "&Inscrição", dica="localidade.setor.quadra.lote.sublote, ou só o começo"),
            FiltroPesquisa("cliente_id", "&Cliente", lambda: campo_cliente(ponte)),
            FiltroPesquisa("municipio_id", "M&unicípio", lambda: municipio),
            FiltroPesquisa("bairro_id", "&Bairro", lambda: bairro),
            FiltroPesquisa("logradouro_id", "&Logradouro", lambda: logradouro),
            FiltroPesquisa("logradouro_nome", "&Endereço começa com"),
            FiltroPesquisa("numero", "&Número"),
        ),
        colunas=(
            Coluna("matricula", "Matrícula", lambda linha: linha.id, "direita", 10),
            Coluna("inscricao", "Inscrição", lambda linha: linha.inscricao, largura=23),
            Coluna("endereco", "Endereço", lambda linha: linha.endereco, largura=64),
            Coluna("cliente", "Cliente usuário", lambda linha: linha.cliente, largura=28),
        ),
        buscar=buscar,
        achado=_achado,
        semente="logradouro_nome",
        largura=1080,
    )


def _criterio(valores: Valores) -> CriterioImovel:
    criterio = CriterioImovel(
        matricula=numero(valores, "matricula", "Matrícula"),
        municipio_id=valores["municipio_id"],
        bairro_id=valores["bairro_id"],
        logradouro_id=valores["logradouro_id"],
        logradouro_nome=sem_tipo(valores["logradouro_nome"]),
        numero=valores["numero"],
        cliente_id=valores["cliente_id"],
    )
    return replace(criterio, **_partes(valores["inscricao"]))


def _partes(digitado: str) -> dict[str, Any]:
    """Read an inscrição, whole or its first parts separated by points."""
    if not digitado:
        return {}
    if (inteira := ler(digitado)) is not None:
        return dict(zip(PARTES, inteira, strict=True))
    partes = digitado.rstrip(".").split(".")
    if len(partes) > len(PARTES) or not all(re.fullmatch(r"[0-9]{1,4}", parte) for parte in partes):
        raise RegraViolada(violacao("FORMATO", "inscricao", nome="Inscrição"))
    return dict(zip(PARTES, map(int, partes), strict=False))


def _achado(linha: LinhaImovel) -> Achado:
    return Achado(linha.id, str(linha.id), linha.inscricao)
