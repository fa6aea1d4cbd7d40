"""Citizens' reports on screen: the Caixa PROGIS, the analysis of a report, RAs that may be the same (spec 40 §2.4)."""
