"""Commands of closing: given, counted beforehand, executed, and what came of them [UC0735, UC0736]."""
