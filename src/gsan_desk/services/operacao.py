"""The record that GSAN keeps of operations done (spec 20 §16)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def registrar(session: Session, operacao: int, argumento: int) -> None:
    """Record that the person did the operation, where the base knows it; a failure here fails the save."""
    session.execute(select(func.gsan_desk.registrar_configuracao(operacao, argumento)))
