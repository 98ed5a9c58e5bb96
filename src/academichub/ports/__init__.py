"""The seams between rooms: what each asks of the others and of the outside, one narrow Protocol each. Pure."""

from academichub.ports.desks import Briefings, Radars, SavedSearches
from academichub.ports.models import BatchModel, ChatModel, Encoder, SectionWriter, TextKind
from academichub.ports.readers import Accounts, Finder, Library, Works
from academichub.ports.runs import Outbox, Progress, SummaryProgress
from academichub.ports.sources import Calendar, Fetcher, Harvestable, Lookup, OfStrangers, Source, SourceFactory

__all__ = [
    "Accounts",
    "BatchModel",
    "Briefings",
    "Calendar",
    "ChatModel",
    "Encoder",
    "Fetcher",
    "Finder",
    "Harvestable",
    "Library",
    "Lookup",
    "OfStrangers",
    "Outbox",
    "Progress",
    "Radars",
    "SavedSearches",
    "SectionWriter",
    "Source",
    "SourceFactory",
    "SummaryProgress",
    "TextKind",
    "Works",
]
