"""Screens of the SMS: the station, what did not arrive, the texts, the answers (spec 50 §3.9, spec 40 §1.4, §1.6)."""
