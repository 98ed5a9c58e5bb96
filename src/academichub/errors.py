"""The error tree: everything AcademicHub expects to go wrong, each with the identity it concerns.

HubError
├─ ConfigError                  a setting: names the key, the file, the line and the remedy
├─ SourceError                  one upstream
│  ├─ FetchError                no usable answer came back
│  │  ├─ RateLimited            the upstream asked us to wait (retry_after_s)
│  │  └─ Refused                we did not ask: the address, size or encoding is not allowed
│  └─ ParseError                an answer came back and is not what the format promises
├─ StoreError                   the database
│  ├─ NotFound                  nothing is stored under that name
│  ├─ SchemaTooNew              the database was written by a later AcademicHub
│  └─ IndexUnusable             the search index is missing or torn, and has to be made anew
├─ EncoderError                 texts could not be made into vectors: search goes on by words
├─ SummaryError                 a summary could not be made
│  ├─ ModelUnavailable          the endpoint gave no answer: try later
│  │  ├─ ModelBusy              it asked us to slow down (retry_after_s)
│  │  └─ ModelRefused           it will refuse every call: no credit, a wrong key, an unknown model
│  ├─ ModeUnsupported           the endpoint does not know this way of asking: try a plainer one
│  └─ InvalidReply              an answer came back and is not what was asked for
└─ PublishError                 an edition could not be written

Expected outcomes (unchanged, not modified, no match) are values, not errors. Anything outside this tree is a bug
and stops the run.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "EncoderError",
    "FetchError",
    "HubError",
    "IndexUnusable",
    "InvalidReply",
    "ModeUnsupported",
    "ModelBusy",
    "ModelRefused",
    "ModelUnavailable",
    "NotFound",
    "ParseError",
    "PublishError",
    "RateLimited",
    "Refused",
    "SchemaTooNew",
    "SourceError",
    "StoreError",
    "SummaryError",
]


class HubError(Exception):
    """Base of all expected errors. `subject` is the identity concerned: a source id, a paper id, a path."""

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        text = f"{self.subject}: {self.message}" if self.subject else self.message
        cause = self.__cause__
        detail = (getattr(cause, "strerror", None) or str(cause)) if cause is not None else ""
        return f"{text} ({detail})" if detail else text


class ConfigError(HubError):
    """A setting is missing, unknown or bad. The message ends with what to do about it."""


class SourceError(HubError):
    """One upstream failed; the others go on."""


class FetchError(SourceError):
    """No usable answer: no connection, a deadline passed, an HTTP status that is not a success."""

    def __init__(self, message: str, *, subject: str | None = None, status: int | None = None) -> None:
        super().__init__(message, subject=subject)
        self.status = status


class Gone(FetchError):
    """The upstream has left for good; `address` is where it was, without its query."""

    def __init__(self, message: str, *, address: str, status: int | None = None) -> None:
        super().__init__(message, status=status)
        self.address = address


class RateLimited(FetchError):
    """The upstream answered 429 or 503. `retry_after_s` is what it asked for, None when it did not say."""

    def __init__(
        self,
        message: str,
        *,
        subject: str | None = None,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, subject=subject, status=status)
        self.retry_after_s = retry_after_s


class Refused(FetchError):
    """Not fetched, or not read to the end, by our own rules: private address, too large, stacked encodings."""


class ParseError(SourceError):
    """The bytes are not what the format promises."""


class StoreError(HubError):
    """The database refused or could not be reached."""


class NotFound(StoreError):
    """Nothing is stored under that name."""


class SchemaTooNew(StoreError):
    """The database was written by a later version of AcademicHub."""


class IndexUnusable(StoreError):
    """The search index is missing, torn or not of this store. Nothing is lost: `academichub reindex` makes it anew."""


class EncoderError(HubError):
    """Texts could not be made into vectors. The message ends with what to do; search goes on by words alone."""


class SummaryError(HubError):
    """A summary could not be made."""


class ModelUnavailable(SummaryError):
    """No usable answer from the endpoint: no connection, a deadline passed, an HTTP 5xx. `may_cost`: the request went
    out, so the provider may have worked for it and may ask to be paid."""

    def __init__(
        self, message: str, *, subject: str | None = None, status: int | None = None, may_cost: bool = False
    ) -> None:
        super().__init__(message, subject=subject)
        self.status = status
        self.may_cost = may_cost


class ModelBusy(ModelUnavailable):
    """The endpoint answered 429 or 503 and meant it. `retry_after_s` is what it asked for, None when it did not say."""

    def __init__(
        self,
        message: str,
        *,
        subject: str | None = None,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, subject=subject, status=status)
        self.retry_after_s = retry_after_s


class ModelRefused(ModelUnavailable):
    """The endpoint will refuse every call until its owner acts; the message says what they can do."""


class ModeUnsupported(SummaryError):
    """The endpoint does not know this dialect (json_schema, a parameter's name)."""


class InvalidReply(SummaryError):
    """The model's answer cannot be read as what was asked for."""


class PublishError(HubError):
    """An edition could not be written."""
