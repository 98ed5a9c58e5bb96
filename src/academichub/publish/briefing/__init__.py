"""A stored briefing as people and programs read it: one thing to show, and a renderer for each format. Pure."""
