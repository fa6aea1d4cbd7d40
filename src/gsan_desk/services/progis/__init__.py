"""Citizens' reports: the list, the candidates, the decisions (issue 6; spec 40 §2)."""
