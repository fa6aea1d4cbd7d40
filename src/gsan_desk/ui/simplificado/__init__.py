"""Inserir Registro Atendimento Simplificado [UC1530] (spec 10 §6)."""
