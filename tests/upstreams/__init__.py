"""Programmable fake upstreams on loopback, fed from one invented history of papers and speaking the real formats.

A new one (Crossref, PubMed, a language model) is a class beside these: subclass `server.FakeUpstream`, answer in
`reply`, and take what it tells from a `history.History`.
"""
