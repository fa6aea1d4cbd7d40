"""Tramitar and Consultar Trâmites [UC0427, UC0446], and what the bulk window [UC0503] shares with them."""
