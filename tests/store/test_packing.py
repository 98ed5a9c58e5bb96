"""Packed texts: what was packed is read again, what was not is read as it is, and what is damaged is said to be."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from academichub.errors import StoreError
from academichub.store import packing
from academichub.store.codec import to_json
from academichub.store.packing import Packed, pack, unpack
from tests.samples import arxiv_record


@given(st.text(max_size=300))
def test_any_text_is_read_as_it_was_packed_or_stored(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert unpack(pack(text)) == unpack(text) == text


def test_a_record_takes_less_than_half_its_room() -> None:
    text = to_json(arxiv_record())
    assert len(pack(text)) < len(text) / 2


def test_the_dictionary_of_this_mark_is_what_it_was() -> None:
    """Whatever was packed with it can be read with it alone: another dictionary needs another mark."""
    assert packing._MARK == b"\x01"
    assert sha256(packing._DICTIONARY).hexdigest() == "350d681f155ed56b268eaceb7a5d78049145dd886bb5a2fca05b7c3186d8525a"


@pytest.mark.parametrize("stored", [b"", b"\x02abc", pack("some words of a record")[:-4] + b"\xff" * 9])
def test_what_cannot_be_unpacked_is_said(stored: bytes) -> None:
    with pytest.raises(StoreError, match=r"packed|damaged"):
        unpack(stored)


def test_postgresql_is_given_the_text_whole() -> None:
    column = Packed()
    assert column.process_bind_param("words", postgresql.dialect()) == "words"  # type: ignore[no-untyped-call]
    assert isinstance(column.process_bind_param("words", sqlite.dialect()), bytes)
    assert column.process_bind_param(None, sqlite.dialect()) is None
