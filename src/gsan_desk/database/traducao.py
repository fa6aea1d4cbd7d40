"""What the driver said in its own words, in the product's: what happened, what was written, what to do."""

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from gsan_desk.domain.erros import (
    AcessoNegado,
    BancoIndisponivel,
    BancoOcupado,
    Conflito,
    RegraViolada,
    SemPermissao,
    Violacao,
)

SENHA_RECUSADA = {"28P01", "28000"}
SEM_PERMISSAO = "42501"
CARACTERE_IMPOSSIVEL = {"22P05", "22021"}
CANCELADA = errors.QueryCanceled.sqlstate
DISPUTA = {
    errors.DeadlockDetected.sqlstate,
    errors.SerializationFailure.sqlstate,
    errors.LockNotAvailable.sqlstate,
}
SEM_LUGAR = {errors.DiskFull.sqlstate, errors.OutOfMemory.sqlstate, errors.ConfigurationLimitExceeded.sqlstate}
SEM_VAGA = errors.TooManyConnections.sqlstate
SO_LEITURA = errors.ReadOnlySqlTransaction.sqlstate
_TEXTOS = (
    ({CANCELADA}, "O servidor demorou demais e desistiu. Nada foi gravado; tente de novo em instantes."),
    (DISPUTA, "Outra pessoa está gravando o mesmo. Nada foi gravado; tente de novo em instantes."),
    (SEM_LUGAR, "O servidor está sem espaço. Nada foi gravado; avise o administrador."),
    ({SO_LEITURA}, "O servidor só aceita consultas neste momento. Nada foi gravado; tente de novo em instantes."),
)


def traduzir(erro: DBAPIError) -> Exception:
    """Answer in our words; what is a defect stays as it is."""
    original = erro.orig
    codigo = original.sqlstate if isinstance(original, psycopg.Error) else None
    if codigo in SENHA_RECUSADA or (codigo is None and "password" in str(original)):
        return AcessoNegado("Usuário ou senha não conferem. Digite a senha de novo.")
    if codigo in CARACTERE_IMPOSSIVEL:
        return RegraViolada(Violacao("CARACTERE", "A base não conhece um dos caracteres digitados."))
    if codigo == SEM_PERMISSAO:
        return SemPermissao("O seu usuário não tem direito a esta operação.")
    if _fora(original, codigo):
        return BancoIndisponivel("O servidor de banco de dados não responde.")
    if isinstance(original, errors.UniqueViolation) and (original.diag.constraint_name or "").endswith("_pkey"):
        return Conflito(
            "A numeração da base está atrasada. Nada foi gravado; tente de novo e, se continuar, avise o administrador"
            " (gsan-desk banco manter)."
        )
    texto = next((texto for codigos, texto in _TEXTOS if codigo in codigos), None)
    return BancoOcupado(texto) if texto else erro


def _fora(original: object, codigo: str | None) -> bool:
    """Tell that the server went away, or takes nobody in."""
    if codigo is None:
        return isinstance(original, psycopg.OperationalError)
    return (codigo[:2] in {"08", "57"} and codigo != CANCELADA) or codigo == SEM_VAGA
