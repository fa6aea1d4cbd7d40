"""Cliente by code, CPF, CNPJ or name."""

from gsan_desk.domain.documentos import formatar, normalizar
from gsan_desk.domain.dominios import Item
from gsan_desk.services.pesquisas.cliente import CriterioCliente, LinhaCliente, pesquisar_clientes, resolver_cliente
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Pesquisa, PorCodigo, Valores, montar_campo, numero, primeiros
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.masked_edit import CNPJ, CPF, CampoMascarado
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

TAMANHO_CPF, TAMANHO_CNPJ = 11, 14
INICIANDO, CONTENDO = 1, 2
MODOS = (Item(INICIANDO, "Iniciando pelo texto"), Item(CONTENDO, "Contendo o texto"))


def campo_cliente(ponte: Ponte, nome: str = "Cliente", por_codigo: PorCodigo | None = None) -> CampoCodigo:
    """Make the field of a cliente in use; a CPF or CNPJ typed as code finds it too.

    ``por_codigo`` finds it by code in place of the plain search, where more than its name is wanted.
    """

    async def resolver(codigo: str) -> Achado | None:
        if (criterio := _do_documento(codigo)) is None:
            return await (por_codigo(codigo) if por_codigo else ponte.executar(resolver_cliente, codigo))
        achados = (await ponte.executar(pesquisar_clientes, criterio)).linhas
        return _achado(achados[0]) if len(achados) == 1 else None

    async def sugerir(texto: str) -> list[Achado]:
        return primeiros(await ponte.executar(pesquisar_clientes, CriterioCliente(nome=texto)), _achado)

    return montar_campo(ponte, nome, resolver=resolver, sugerir=sugerir, pesquisa=lambda: _pesquisa(ponte), largura=11)


def modo_do_nome() -> ComboItens:
    """Make GSAN's choice between the beginning and any part of a name."""
    combo = ComboItens(MODOS)
    combo.definir(INICIANDO)
    return combo


def _pesquisa(ponte: Ponte) -> Pesquisa:
    async def buscar(valores: Valores) -> Lista[LinhaCliente]:
        criterio = CriterioCliente(
            codigo=numero(valores, "codigo", "Código"),
            cpf=valores["cpf"],
            cnpj=valores["cnpj"],
            nome=valores["nome"],
            nome_contem=valores["modo"] == CONTENDO,
        )
        return await ponte.executar(pesquisar_clientes, criterio)

    return Pesquisa(
        "Cliente",
        filtros=(
            FiltroPesquisa("nome", "&Nome"),
            FiltroPesquisa("modo", "&Tipo de pesquisa", modo_do_nome),
            FiltroPesquisa("codigo", "&Código"),
            FiltroPesquisa("cpf", "CP&F", lambda: CampoMascarado(CPF)),
            FiltroPesquisa("cnpj", "CNP&J", lambda: CampoMascarado(CNPJ)),
        ),
        colunas=(
            Coluna("codigo", "Código", lambda linha: linha.id, "direita", 9),
            Coluna("nome", "Nome", lambda linha: linha.nome, largura=38),
            Coluna("cpf", "CPF", lambda linha: formatar(linha.cpf), largura=15),
            Coluna("cnpj", "CNPJ", lambda linha: formatar(linha.cnpj), largura=19),
            Coluna("tipo", "Tipo", lambda linha: linha.tipo, largura=16),
        ),
        buscar=buscar,
        achado=_achado,
        opcoes=frozenset({"modo"}),
        largura=920,
    )


def _do_documento(codigo: str) -> CriterioCliente | None:
    nu = normalizar(codigo)
    if len(nu) == TAMANHO_CPF and nu.isdigit():
        return CriterioCliente(cpf=nu)
    return CriterioCliente(cnpj=nu) if len(nu) == TAMANHO_CNPJ and nu[-2:].isdigit() else None


def _achado(linha: LinhaCliente) -> Achado:
    return Achado(linha.id, str(linha.id), linha.nome)
