"""Briefings: from an order and the store to a stored briefing.

    order ─▶ gather ─▶ inputs (known already?) ─▶ brief/ ─▶ making ─▶ desk ─▶ store

desk.py      ports.Briefings over one store     checking.py  what may be ordered
gather.py    which papers, and their texts      inputs.py    the name of all that decides a skeleton
making.py    order in, briefing out             renewing.py  a stored briefing beside the store as it is now
materials.py what it is made from              writing.py   sections by language models, over asking.py
"""

from academichub.pipeline.briefing.desk import OpenWriter, StoredBriefings
from academichub.pipeline.briefing.materials import Materials

__all__ = ["Materials", "OpenWriter", "StoredBriefings"]
