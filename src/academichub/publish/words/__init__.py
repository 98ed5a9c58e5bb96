"""The words people see, by topic: key -> (English, Chinese). Data only; publish/wording.py looks them up.

A value in braces is filled in. `one|many` in English is chosen by the value `n`; Chinese has one form.
"""

from __future__ import annotations

from academichub.publish.words.abstracts import ABSTRACTS
from academichub.publish.words.brief_commands import BRIEF_COMMANDS
from academichub.publish.words.briefing_pages import BRIEFING_PAGES
from academichub.publish.words.briefing_shown import BRIEFING_SHOWN
from academichub.publish.words.briefs import BRIEFS
from academichub.publish.words.commands import COMMANDS
from academichub.publish.words.edition import EDITION
from academichub.publish.words.faults import FAULTS
from academichub.publish.words.models import MODELS
from academichub.publish.words.opml import OPML
from academichub.publish.words.paper import PAPER
from academichub.publish.words.pictures import PICTURES
from academichub.publish.words.radar_commands import RADAR_COMMANDS
from academichub.publish.words.radar_pages import RADAR_PAGES
from academichub.publish.words.radars import RADARS
from academichub.publish.words.receipts import RECEIPTS
from academichub.publish.words.search import SEARCH
from academichub.publish.words.site import SITE
from academichub.publish.words.sources import SOURCES
from academichub.publish.words.works import WORKS
from academichub.publish.words.writing import WRITING

__all__ = ["TOPICS"]

TOPICS = (
    SITE,
    EDITION,
    PAPER,
    SOURCES,
    RECEIPTS,
    COMMANDS,
    MODELS,
    SEARCH,
    RADARS,
    RADAR_COMMANDS,
    RADAR_PAGES,
    FAULTS,
    BRIEFS,
    BRIEF_COMMANDS,
    BRIEFING_SHOWN,
    BRIEFING_PAGES,
    PICTURES,
    WRITING,
    WORKS,
    ABSTRACTS,
    OPML,
)
