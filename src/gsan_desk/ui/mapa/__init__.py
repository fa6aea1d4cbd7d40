"""A small slippy map that also works without tiles (issue 6, point 6)."""
