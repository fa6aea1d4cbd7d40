"""Selecionar RA para Tramitação, Tramitar Conjunto, Informar Trâmite para Conjunto [UC0503] (spec 20 §7)."""
