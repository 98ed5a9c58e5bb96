"""The outside, one module per way to it. Only app.py constructs what is here.

http.py       the Fetcher: one GET, its redirects, its limits
targets.py    which addresses may be asked at all, and how they are written in messages
addresses.py  which IP addresses are public
network.py    names to checked sockets, and the deadlines of one exchange
decoding.py   bounded decompression
answers.py    what an HTTP status and its headers mean to us
failures.py   the exceptions of all libraries below, as errors of our own
lanes.py      whose turn a request waits for
pacing.py     gaps between requests, over threads and processes
outages.py    hosts that just gave no answer
apart/        processes in which the answers of strangers are read
files.py      documents to files, whole or not at all
clock.py      time, as an argument
"""
