"""The templates of the three messages (spec 40 §1.4); a message already queued keeps its text."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, String, cast, func, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.sms_modelo import EVENTOS, Limites, verificar
from gsan_desk.models import variantes
from gsan_desk.models.desk import SmsModelo
from gsan_desk.models.sms import SmsAjustes

PREFIXO = "sms_modelo"


@dataclass(frozen=True, slots=True)
class ModelosSms:
    """The texts by event, how many parts one may take, and the base's limit of characters, where it has one."""

    textos: Mapping[int, str]
    max_partes: int
    max_caracteres: int | None = None

    @property
    def limites(self) -> Limites:
        """What a text may take."""
        return Limites(self.max_partes, self.max_caracteres)


def ler_modelos(session: Session) -> ModelosSms:
    """Read them all."""
    lidos = {evento: escrito for evento, escrito in session.execute(select(SmsModelo.evento, SmsModelo.texto))}
    return ModelosSms(lidos, *session.execute(select(SmsAjustes.max_partes, tamanho_maximo())).one())


def tamanho_maximo() -> ColumnElement[int | None]:
    """Read ``parm_nntamanhomaxsms``, a column that not every base has (spec 40 §1.4)."""
    linha = func.to_jsonb(variantes.sistema_parametros.table_valued())
    valor = cast(func.jsonb_extract_path_text(linha, "parm_nntamanhomaxsms", type_=String), Integer)
    return select(func.nullif(valor, 0)).select_from(variantes.sistema_parametros).limit(1).scalar_subquery()


def gravar_modelos(session: Session, lidos: ModelosSms, novos: Mapping[int, str]) -> int:
    """Write those that differ from what was read; give how many.

    Raises:
        RegraViolada: what is wrong, each beside its field ``sms_modelo.N``.
        Conflito: somebody changed one of them meanwhile.
    """
    mudados = {evento: novo.strip() for evento, novo in novos.items() if novo.strip() != lidos.textos[evento]}
    erros = [e for evento, novo in mudados.items() for e in verificar(evento, novo, lidos.limites, campo(evento))]
    if erros:
        raise RegraViolada(*erros)
    for evento, novo in mudados.items():
        comando = update(SmsModelo).where(SmsModelo.evento == evento, SmsModelo.texto == lidos.textos[evento])
        if not session.execute(comando.values(texto=novo).returning(SmsModelo.evento)).all():
            raise Conflito(f"O modelo “{EVENTOS[evento]}” foi mudado por outra pessoa. Leia de novo (F5).")
    return len(mudados)


def campo(evento: int) -> str:
    """Name the field of an event."""
    return f"{PREFIXO}.{evento}"
