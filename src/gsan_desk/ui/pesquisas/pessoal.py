"""The utility's people: funcionário of a unit, usuário by login."""

from collections.abc import Callable

from gsan_desk.domain.mensagens import texto
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.services.pesquisas.pessoal import (
    LinhaFuncionario,
    LinhaUsuario,
    pesquisar_funcionarios,
    pesquisar_usuarios,
    resolver_funcionario,
    resolver_usuario,
    resolver_usuario_por_codigo,
)
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.busca import Id, Pesquisa, Valores, exigir, montar_campo, pesquisa_por_nome, primeiros
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import FiltroPesquisa

SEM_UNIDADE = "Informe a Unidade Solicitante."


def campo_funcionario(
    ponte: Ponte, unidade: Id, nome: str = "Funcionário", *, sem_unidade: str = SEM_UNIDADE
) -> CampoCodigo:
    """Make the field of a funcionário of the unit that another field holds."""

    async def resolver(codigo: str) -> Achado | None:
        return await ponte.executar(resolver_funcionario, unidade(), codigo)

    async def listar(digitado: str) -> Lista[Achado]:
        lista = await ponte.executar(pesquisar_funcionarios, unidade(), digitado)
        return Lista(tuple(map(_do_funcionario, lista.linhas)), lista.ha_mais)

    async def sugerir(digitado: str) -> list[Achado]:
        return primeiros(await listar(digitado))

    return montar_campo(
        ponte,
        nome,
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: pesquisa_por_nome(nome, listar, resolver),
        depende=exigir(unidade, sem_unidade),
    )


def campo_usuario(ponte: Ponte) -> CampoCodigo:
    """Make the field of a usuário, whose code is the login, capitals as typed."""

    async def resolver(login: str) -> Achado | None:
        return await ponte.executar(resolver_usuario, login)

    async def sugerir(digitado: str) -> list[Achado]:
        return primeiros(await ponte.executar(pesquisar_usuarios, digitado), _do_usuario)

    return montar_campo(
        ponte,
        "Usuário",
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: _pesquisa_usuario(ponte, _do_usuario),
        inexistente=texto("M64"),
        largura=12,
    )


def campo_responsavel(ponte: Ponte, nome: str = "Usuário Responsável") -> CampoCodigo:
    """Make the field of a usuário whose code is its number (spec 20 §5.1)."""

    async def resolver(codigo: str) -> Achado | None:
        return await ponte.executar(resolver_usuario_por_codigo, codigo)

    async def sugerir(digitado: str) -> list[Achado]:
        return primeiros(await ponte.executar(pesquisar_usuarios, digitado), _do_numero)

    return montar_campo(
        ponte,
        nome,
        resolver=resolver,
        sugerir=sugerir,
        pesquisa=lambda: _pesquisa_usuario(ponte, _do_numero),
        inexistente=texto("M64"),
    )


def _pesquisa_usuario(ponte: Ponte, achado: Callable[[LinhaUsuario], Achado]) -> Pesquisa:
    async def buscar(valores: Valores) -> Lista[LinhaUsuario]:
        return await ponte.executar(pesquisar_usuarios, valores["nome"], valores["unidade_id"])

    return Pesquisa(
        "Usuário",
        filtros=(
            FiltroPesquisa("nome", "&Login ou nome"),
            FiltroPesquisa("unidade_id", "&Unidade", lambda: campo_unidade(ponte)),
        ),
        colunas=(
            Coluna("login", "Login", lambda linha: linha.login, largura=14),
            Coluna("nome", "Nome", lambda linha: linha.nome, largura=36),
            Coluna("unidade", "Unidade", lambda linha: linha.unidade, largura=30),
        ),
        buscar=buscar,
        achado=achado,
    )


def _do_funcionario(linha: LinhaFuncionario) -> Achado:
    return Achado(linha.id, str(linha.id), linha.nome)


def _do_numero(linha: LinhaUsuario) -> Achado:
    return Achado(linha.id, str(linha.id), linha.nome)


def _do_usuario(linha: LinhaUsuario) -> Achado:
    return Achado(linha.id, linha.login, linha.nome)
