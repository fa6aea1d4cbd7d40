"""Living on a utility's GSAN base: looking at it, adding what is ours beside its tables, taking it away again."""
