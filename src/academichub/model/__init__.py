"""The words of AcademicHub as types: frozen values, standard library only, one type per phase of the data.

    Request -> Response -> Page(Announcement(Record), FailedEntry) -> Change -> Paper -> Entry of an Edition
                                                                                 └-> Summary
    ChatRequest -> Completion -> Call (the ledger's entry) -> Summary

A `Record` is what one source said, as the source wrote it; a `Paper` is the work that one or more records describe,
with its text rendered once. Not known is None (or an empty tuple) and never a guess. This module decides nothing.
"""

from __future__ import annotations

from academichub.model.calls import (
    FREE,
    Call,
    CallKind,
    Caps,
    ChatRequest,
    Completion,
    Dialect,
    Finish,
    Message,
    Price,
    RateHint,
    ReplyMode,
    SpendRow,
    SummaryState,
    SummaryTask,
    Usage,
)
from academichub.model.editions import Edition, Entry, Line, PaperDetails, Version
from academichub.model.names import OTHER, REVISION_KINDS, FieldId, Kind, PaperId, SourceId
from academichub.model.papers import (
    EXTRACT,
    SUMMARY_FIELDS,
    Change,
    Merged,
    New,
    Paper,
    Revised,
    Summary,
    SummaryField,
    Unchanged,
)
from academichub.model.records import (
    NO_IDENTIFIERS,
    NO_LINKS,
    Announcement,
    Author,
    FailedEntry,
    Identifiers,
    Links,
    Record,
)
from academichub.model.references import ReadReferences, Reference, Unread
from academichub.model.runs import RunReport, SourceReport, SourceState, SourceStatus
from academichub.model.search import Facet, Findable, Found, Hit, Query, SearchField, SearchResult, Snippet, Term
from academichub.model.summarising import (
    ModelCheck,
    SummaryEstimate,
    SummaryOrder,
    SummaryOutcome,
    SummaryReport,
)
from academichub.model.texts import Markup, MarkupFormat, RichText, Span, Text
from academichub.model.visits import Page, Request, Response, Validators, Visit

__all__ = [
    "EXTRACT",
    "FREE",
    "NO_IDENTIFIERS",
    "NO_LINKS",
    "OTHER",
    "REVISION_KINDS",
    "SUMMARY_FIELDS",
    "Announcement",
    "Author",
    "Call",
    "CallKind",
    "Caps",
    "Change",
    "ChatRequest",
    "Completion",
    "Dialect",
    "Edition",
    "Entry",
    "Facet",
    "FailedEntry",
    "FieldId",
    "Findable",
    "Finish",
    "Found",
    "Hit",
    "Identifiers",
    "Kind",
    "Line",
    "Links",
    "Markup",
    "MarkupFormat",
    "Merged",
    "Message",
    "ModelCheck",
    "New",
    "Page",
    "Paper",
    "PaperDetails",
    "PaperId",
    "Price",
    "Query",
    "RateHint",
    "ReadReferences",
    "Record",
    "Reference",
    "ReplyMode",
    "Request",
    "Response",
    "Revised",
    "RichText",
    "RunReport",
    "SearchField",
    "SearchResult",
    "Snippet",
    "SourceId",
    "SourceReport",
    "SourceState",
    "SourceStatus",
    "Span",
    "SpendRow",
    "Summary",
    "SummaryEstimate",
    "SummaryField",
    "SummaryOrder",
    "SummaryOutcome",
    "SummaryReport",
    "SummaryState",
    "SummaryTask",
    "Term",
    "Text",
    "Unchanged",
    "Unread",
    "Usage",
    "Validators",
    "Version",
    "Visit",
]
