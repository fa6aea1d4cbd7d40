"""Caixa da unidade: the home tab of who attends the public."""
