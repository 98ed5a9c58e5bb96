"""Radars: what a reader's examples and votes say of today's papers, and why. Pure: the store feeds it."""
