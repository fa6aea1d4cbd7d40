"""Screens of the closing [UC0435]."""
