"""Read-only tabs about one RA or one imóvel, which stay open side by side (spec 10 §4, §9)."""
