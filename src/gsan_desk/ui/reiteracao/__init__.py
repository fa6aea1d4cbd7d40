"""Reiterar Registro de Atendimento [UC0425] (spec 10 §5)."""
