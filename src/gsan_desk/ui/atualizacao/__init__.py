"""Atualizar Registro de Atendimento on screen [UC0408] (spec 10 §7)."""
