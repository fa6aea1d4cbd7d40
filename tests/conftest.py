"""Fixtures that every test may ask for."""

from tests.support.banco import como, dsn, servidor, sessao
from tests.support.base_gsan import base_gsan

__all__ = ["base_gsan", "como", "dsn", "servidor", "sessao"]
