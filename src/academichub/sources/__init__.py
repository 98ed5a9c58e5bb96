"""The upstreams, one file each: what to ask for, and how the answer is read.

No I/O here: a source describes requests and parses bytes; only the fetcher goes out.
"""
