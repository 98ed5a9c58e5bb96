"""Run by hand, seldom: they make files that the project ships."""
