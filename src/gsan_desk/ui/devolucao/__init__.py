"""Devolução de Valores on screen: groups of the Local tab, the list of RAs, what was given back (spec 40 Part 3)."""
