"""Briefings across fields: the skeleton that needs no model, and the checks a model's claims must stand. Pure."""
