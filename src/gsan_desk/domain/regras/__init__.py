"""The rules of [UC0366] and [UC0406] that need nothing but what was typed and the facts read for them."""
