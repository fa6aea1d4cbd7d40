"""The server's clock, the only one that counts."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, func, select
from sqlalchemy.orm import Session

_PASSO = timedelta(milliseconds=1)


def agora() -> ColumnElement[datetime]:
    """Read the moment of the transaction in the base's time zone, cut to milliseconds as the web system writes it."""
    momento: Any = func.localtimestamp()
    return func.date_trunc("milliseconds", momento, type_=DateTime)


def posterior(coluna: Any) -> ColumnElement[datetime]:
    """Move a stamp of last change forward, even when the web server that wrote it is ahead of this clock."""
    antes: Any = func.date_trunc("milliseconds", coluna, type_=DateTime) + _PASSO
    return func.greatest(agora(), antes, type_=DateTime)


def hoje(session: Session) -> date:
    """Tell the day it is in the base's time zone."""
    return session.execute(select(agora())).scalar_one().date()
