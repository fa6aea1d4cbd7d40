"""Adicionar Solicitante to an RA that is open [UC0366 SB0010, SB0027] (spec 10 §10)."""
