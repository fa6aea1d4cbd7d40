"""Rows that a database gets: the domain rows of GSAN, a starting catalogue, and the demo's made-up utility."""

from gsan_desk.database.dados.dominios import inserir_dominios

__all__ = ["inserir_dominios"]
