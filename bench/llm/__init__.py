"""Summaries of a day's papers by a model at a known latency: python -m bench.llm

papers.py takes the papers, endpoint.py answers for the model, run.py is the hub that is measured, each of the latter
two in a process of its own; homes.py makes the hubs' folders, parts.py says where the CPU goes, counting.py counts
tokens.
"""
