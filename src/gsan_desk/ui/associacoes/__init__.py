"""Especificações and the units that receive them, beside one head: two screens of the same shape [UC1159, UC1091]."""
