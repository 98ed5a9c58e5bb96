"""Answers of strangers, read in a process of their own, where they can neither hang the hub nor eat the machine.

source.py   a source whose `parse` runs apart
readers.py  the processes: started when needed, kept warm, ended when they hang, replaced when they die
process.py  one of them, as the hub sees it
child.py    what runs in them, and the limits it puts on itself
wire.py     what travels between the two
"""

from __future__ import annotations

from academichub.adapters.apart.readers import Readers, ReadingLimits
from academichub.adapters.apart.source import ReadApart, read_apart

__all__ = ["ReadApart", "Readers", "ReadingLimits", "read_apart"]
