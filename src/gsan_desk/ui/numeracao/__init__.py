"""Numbers of the paper forms [UC0494]."""
