"""Screens of the trâmite [UC0427, UC0446, UC0503]."""
