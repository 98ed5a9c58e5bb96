"""What travels between the hub and the process that reads for it: frames of bytes, tasks one way, pages the other.

A task is pickled, for it comes from us. What comes back was made from a stranger's bytes by a process that they may
have taken over, so it is plain data, decoded by its types: nothing in it can name code.
"""

from __future__ import annotations

import pickle
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

import msgspec

from academichub.errors import ParseError
from academichub.model import Page, Request, Response, Visit
from academichub.ports import Source

__all__ = [
    "READY",
    "Broken",
    "Outcome",
    "Task",
    "decode_outcome",
    "encode_outcome",
    "outcome_of",
    "read_frame",
    "read_task",
    "write_frame",
    "write_task",
]

READY = b"ready"
LARGEST_FRAME = 64 * 1024 * 1024
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Task:
    """One answer to read, and the seconds of processor time that this may take."""

    source: Source
    request: Request
    response: Response
    visit: Visit
    cpu_s: int


class Outcome(msgspec.Struct, array_like=True, frozen=True):
    """What came of a task: a page, or why there is none. `trace` is that of an error which should not happen.

    `is_last`: the process that says this ends, and is to be given nothing more.
    """

    page: Page | None = None
    error: str = ""
    detail: str = ""
    trace: str = ""
    is_last: bool = False


class Broken(Exception):
    """The other side hung up, or sent what is no frame."""


_decoder = msgspec.msgpack.Decoder(Outcome)


def outcome_of(parse: Callable[[], Page]) -> Outcome:
    """What comes of reading an answer. MemoryError is let through."""
    try:
        return Outcome(parse())
    except ParseError as error:
        return Outcome(error=error.message, detail=str(error.__cause__ or ""))
    except MemoryError:
        raise
    except Exception as error:
        return Outcome(error=f"a fault of AcademicHub's own: {type(error).__name__}", trace=traceback.format_exc())


def encode_outcome(outcome: Outcome) -> bytes:
    data = msgspec.msgpack.encode(outcome)
    return data if len(data) <= LARGEST_FRAME else msgspec.msgpack.encode(Outcome(error="what it holds is too much"))


def decode_outcome(data: bytes) -> Outcome:
    """Raises: Broken."""
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Broken("it sent what is no page") from error


def write_task(stream: BinaryIO, task: Task) -> None:
    """The body goes by itself: pickled with the rest, it would be copied. Raises: OSError."""
    bare = replace(task, response=replace(task.response, body=b""))
    write_frame(stream, pickle.dumps(bare, protocol=5))
    write_frame(stream, task.response.body)


def read_task(stream: BinaryIO) -> Task | None:
    """The next task; None when there will be no more. Raises: Broken."""
    head = read_frame(stream)
    if not head:
        return None
    task: Task = pickle.loads(head)
    return replace(task, response=replace(task.response, body=read_frame(stream)))


def write_frame(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes:
    """The next frame; empty at the end of the stream. Raises: Broken when it ends within one, or one is too large."""
    head = stream.read(_LENGTH.size)
    if not head:
        return b""
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else LARGEST_FRAME + 1
    if length > LARGEST_FRAME:
        raise Broken("it sent what is no frame")
    data = stream.read(length)
    if len(data) < length:
        raise Broken("it hung up")
    return data
