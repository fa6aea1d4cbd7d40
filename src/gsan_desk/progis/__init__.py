"""Intake of citizens' reports: where they come from, and how each becomes one of ours (issue 6, point 1)."""
