"""The search windows and the code fields: one statement each, bounded, no row ever loaded that is not shown."""
