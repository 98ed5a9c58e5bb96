"""The checks a claim must stand before it is shown. Pure."""
