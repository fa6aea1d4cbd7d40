"""The Painel of the supervisor."""
