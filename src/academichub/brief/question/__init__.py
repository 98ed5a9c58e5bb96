"""A question that a reader put to the papers of a window. Pure."""
