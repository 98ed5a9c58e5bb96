"""Briefings: what a language model writes of them, through the ledger of the summaries."""
