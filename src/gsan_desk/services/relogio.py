"""The server's clock, the only one that counts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, func, select
from sqlalchemy.orm import Session


def agora() -> ColumnElement[datetime]:
    """Read the moment of the transaction in the base's time zone, cut to milliseconds as the web system writes it."""
    momento: Any = func.localtimestamp()
    return func.date_trunc("milliseconds", momento, type_=DateTime)


def hoje(session: Session) -> date:
    """Tell the day it is in the base's time zone."""
    return session.execute(select(agora())).scalar_one().date()
