"""Settings of the station, one row for the whole base."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def mudar_intervalo(session: Session, segundos: int) -> None:
    """Set the seconds between the starts of two parts."""
    session.execute(text("UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = :segundos"), {"segundos": segundos})
