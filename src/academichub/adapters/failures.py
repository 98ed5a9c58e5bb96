"""The one place where the exceptions of httpcore, h11, ssl and the operating system become errors of our own."""

from __future__ import annotations

import socket
import ssl

import h11
import httpcore

from academichub.adapters.network import Phase
from academichub.errors import FetchError, Refused

__all__ = ["EXPECTED", "fetch_error", "is_overdue"]

EXPECTED: tuple[type[Exception], ...] = (
    OSError,  # TimeoutError, socket.gaierror and ssl.SSLError among them
    ValueError,  # UnicodeError among them
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    h11.ProtocolError,
)
"""All that the libraries below a fetch raise when the outside misbehaves. Anything else is a bug of ours."""

_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "its TLS certificate is not to be trusted"),
    (ssl.SSLError, "no TLS connection could be made"),
    (socket.gaierror, "its name could not be looked up"),
    (h11.ProtocolError, "its answer is not valid HTTP"),
    (httpcore.RemoteProtocolError, "its answer is not valid HTTP"),
    (httpcore.LocalProtocolError, "the request cannot be written as HTTP"),
    (httpcore.ProtocolError, "its answer is not valid HTTP"),
)
"""The first that fits. What is not here is named by the phase it happened in."""

_BY_PHASE = {
    Phase.LOOK_UP: "its name could not be looked up",
    Phase.CONNECT: "no connection could be made",
    Phase.ANSWER: "the connection broke before it answered",
    Phase.BODY: "the connection broke in the middle of its answer",
}

_OVERDUE = {
    Phase.LOOK_UP: "its name could not be looked up",
    Phase.CONNECT: "no connection could be made",
    Phase.ANSWER: "it did not answer",
    Phase.BODY: "its answer was not whole",
}


def is_overdue(error: Exception) -> bool:
    """Whether a deadline passed."""
    return isinstance(error, TimeoutError | httpcore.TimeoutException)


def fetch_error(error: Exception, phase: Phase, within_s: float, host: str) -> FetchError:
    """`error`, one of EXPECTED, as a FetchError that says in words how far the exchange had come.

    `within_s` is the time that was given to that phase.
    """
    if isinstance(error, UnicodeError | httpcore.UnsupportedProtocol):
        return Refused("the address cannot be asked", subject=host)
    if is_overdue(error):
        return FetchError(f"{_OVERDUE[phase]} within {round(within_s, 1):g} s", subject=host)
    for kind, sentence in _SENTENCES:
        if isinstance(error, kind):
            return FetchError(sentence, subject=host)
    return FetchError(_BY_PHASE[phase], subject=host)
