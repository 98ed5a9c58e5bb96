"""What a model is asked when it writes a briefing, and what of its answers is taken. Pure."""
