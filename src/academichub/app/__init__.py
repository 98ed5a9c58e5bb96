"""The composition root: settings in, a wired Hub out.

hub.py   every use case of one home folder    wiring.py   constructing what it needs    sampling.py   the sample edition
"""

from academichub.app.hub import Hub, Ranking
from academichub.app.sampling import open_sample, publish_sample, sample_is_published
from academichub.app.wiring import configured_sources, open_hub

__all__ = ["Hub", "Ranking", "configured_sources", "open_hub", "open_sample", "publish_sample", "sample_is_published"]
