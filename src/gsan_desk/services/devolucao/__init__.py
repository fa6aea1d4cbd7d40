"""Devolução de Valores [UC0366, UC0408, UC1130]: what may be asked back, who asked, what was given back (spec 40)."""
