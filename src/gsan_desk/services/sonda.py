"""The cheapest question that a server can answer."""

from sqlalchemy import select
from sqlalchemy.orm import Session


def sondar(session: Session) -> None:
    """Make one round trip to the server.

    Raises:
        BancoIndisponivel: it does not answer.
    """
    session.execute(select(1))
