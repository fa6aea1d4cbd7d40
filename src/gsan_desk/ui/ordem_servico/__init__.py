"""Screens of the Ordem de Serviço of an RA."""
