"""The person in whose name a command closes."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto, Operador
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.seguranca import Usuario, UsuarioPermissaoEspecial


def do_responsavel(session: Session, contexto: Contexto, usuario_id: int) -> Contexto:
    """Give the context in which the rules judge for the responsible; one statement.

    Raises:
        RegraViolada: there is no such user.
    """
    permissoes = (
        select(func.array_agg(UsuarioPermissaoEspecial.permissao_id))
        .where(UsuarioPermissaoEspecial.usuario_id == Usuario.id)
        .correlate(Usuario)
        .scalar_subquery()
    )
    consulta = select(Usuario.id, Usuario.login, Usuario.nome, Usuario.unidade_id, permissoes).where(
        Usuario.id == usuario_id
    )
    linha = session.execute(consulta).one_or_none()
    if linha is None:
        raise RegraViolada(violacao("USUARIO_INEXISTENTE", "comando.responsavel_id"))
    id_, login, nome, unidade_id, especiais = linha
    return replace(contexto, operador=Operador(id_, login, nome, unidade_id, permissoes=frozenset(especiais or ())))
