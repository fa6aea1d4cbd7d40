"""Fixtures that every test may ask for."""

from tests.support.banco import como, dsn, servidor, sessao

__all__ = ["como", "dsn", "servidor", "sessao"]
