"""The composition root: settings in, a wired Hub out.

hub.py   every use case of one home folder    wiring.py   constructing what it needs    sampling.py   the sample edition
following.py   lists of feeds, in and out
"""

from academichub.app.following import export_feeds, import_feeds, write_list
from academichub.app.hub import Hub, Ranking
from academichub.app.sampling import open_sample, publish_sample, sample_is_published
from academichub.app.wiring import configured_sources, open_hub

__all__ = [
    "Hub",
    "Ranking",
    "configured_sources",
    "export_feeds",
    "import_feeds",
    "open_hub",
    "open_sample",
    "publish_sample",
    "sample_is_published",
    "write_list",
]
