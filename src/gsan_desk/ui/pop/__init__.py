"""Procedimento Operacional Padrão: the list, and the document of an especificação [UC1258]."""
