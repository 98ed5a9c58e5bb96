"""From an edition to what people and programs read: words, order, Markdown digests and JSON rows. Pure.

Renders values that are given; it reads no store, fetches nothing and writes no file.
"""
