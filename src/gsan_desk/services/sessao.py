"""Log-in: who the person is, and the domain rows that the client keeps."""

from functools import cache
from typing import Any

from sqlalchemy import column, func, literal_column, select, table, union
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto, Operador
from gsan_desk.domain.erros import AcessoNegado
from gsan_desk.domain.requisitos import Falta
from gsan_desk.models.devolucao import Permissao, PermissaoGsan
from gsan_desk.models.seguranca import Usuario, UsuarioPermissaoEspecial
from gsan_desk.services.dominios import carregar
from gsan_desk.services.linhas_json import linhas

SITUACOES_QUE_ENTRAM = frozenset({1, 2})
PREFIXO_DOS_PERFIS = "gsan_desk_"
_SESSION_USER: Any = literal_column("session_user")


def entrar(session: Session, faltas: tuple[Falta, ...] = ()) -> Contexto:
    """Identify the person behind the connection and load the domain rows; three statements.

    Args:
        faltas: what the base lacks, which is not read.

    Raises:
        AcessoNegado: the role is no GSAN user, or the user may not enter.
    """
    operador = _operador(session)
    return Contexto(operador, carregar(session, frozenset(falta.tabela for falta in faltas)), faltas=faltas)


def _operador(session: Session) -> Operador:
    linha = session.execute(_consulta_operador()).one_or_none()
    if linha is None:
        raise AcessoNegado("Seu login não está cadastrado como usuário do GSAN. Procure o administrador.")
    if linha.usuario_situacao_id not in SITUACOES_QUE_ENTRAM:
        raise AcessoNegado("Seu usuário está bloqueado ou inativo no GSAN. Procure o administrador.")
    return Operador(
        usuario_id=linha.id,
        login=linha.login,
        nome=linha.nome,
        unidade_id=linha.unidade_id,
        perfis=frozenset(papel["rolname"].removeprefix(PREFIXO_DOS_PERFIS) for papel in linha.papeis),
        permissoes=frozenset(permissao["permissao_id"] for permissao in linha.permissoes),
        permissoes_nossas=frozenset(permissao["nome"] for permissao in linha.permissoes_nossas),
    )


@cache
def _consulta_operador() -> Any:
    papel = table("pg_roles", column("oid"), column("rolname"), schema="pg_catalog")
    papeis = select(papel.c.rolname).where(
        func.starts_with(papel.c.rolname, PREFIXO_DOS_PERFIS),
        func.pg_has_role(_SESSION_USER, papel.c.oid, "member"),
    )
    permissoes = select(UsuarioPermissaoEspecial.permissao_id.label("permissao_id")).where(
        UsuarioPermissaoEspecial.usuario_id == Usuario.id
    )
    return select(
        Usuario.id,
        Usuario.login,
        Usuario.nome,
        Usuario.unidade_id,
        Usuario.usuario_situacao_id,
        linhas(papeis).label("papeis"),
        linhas(permissoes.correlate(Usuario)).label("permissoes"),
        linhas(_permissoes_nossas()).label("permissoes_nossas"),
    ).where(Usuario.login == _SESSION_USER)


def _permissoes_nossas() -> Any:
    """List the special permissions of ours: given here, or by the one of GSAN that stands for it."""
    doada, do_gsan = UsuarioPermissaoEspecial, PermissaoGsan
    daqui = select(Permissao.nome.label("nome")).where(Permissao.usuario_id == Usuario.id)
    de_la = (
        select(do_gsan.nome)
        .join(doada, doada.permissao_id == do_gsan.permissao_id)
        .where(doada.usuario_id == Usuario.id)
    )
    todas = union(daqui.correlate(Usuario), de_la.correlate(Usuario)).subquery()
    return select(todas.c.nome.label("nome"))
