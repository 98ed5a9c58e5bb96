"""What the settings of language models may be, and what a key is. Pure; see checks.py for what a check is.

No sentence here repeats what may be a key: not a key itself, and not what stands where the name of its file belongs.
"""

from __future__ import annotations

import re
from datetime import time

from academichub.settings import Hours, Secret
from academichub.settings.checks import check_base, check_number, check_text, check_whole, shown

__all__ = [
    "check_cost_cap",
    "check_endpoint",
    "check_hours",
    "check_key",
    "check_key_file",
    "check_price",
    "check_token_cap",
    "is_name_of_key",
    "parse_hours",
    "parse_key",
]

_HOUR = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_HOURS = re.compile(f"{_HOUR} ?- ?{_HOUR}")
_CALL_PATH = re.compile(r"/((chat/)?completions|responses|embeddings)$")
_NAME_OF_KEY = re.compile(r"(?!daily|max)[a-z]*(keys?|token|secrets?|password|bearer|authorization|credentials?)")
_PASTED_KEY = re.compile(r"(sk|pk|gsk|hf|xai|nvapi)[-_]\S*|AIza\S*|(?i:bearer)\s.*|[A-Za-z0-9_.+=-]{32,}")
_KEY_AS_HOST = re.compile(r"https?://(sk|pk|gsk|hf|xai|nvapi)[-_][A-Za-z0-9_-]{16,}|https?://AIza[A-Za-z0-9_-]{16,}")
_QUOTES = "\"'`"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_MAX_KEY = 4096  # characters; the longest in use are tokens of some 2,000

check_price = check_number(0, 10**9)
_check_tokens = check_whole(1, 10**12)
_check_cost = check_number(0, 10**12)


def check_endpoint(value: object) -> str:
    """The address of an OpenAI-compatible endpoint, to which /chat/completions is added."""
    if isinstance(value, str) and any(of_key.fullmatch(value.strip()) for of_key in (_PASTED_KEY, _KEY_AS_HOST)):
        raise ValueError(
            "must be the address of a server, beginning with https:// or http://; what stands there may be a key and "
            "is not repeated here: a key belongs into ACADEMICHUB_LLM_API_KEY, or into a file that api_key_file names"
        )
    text = check_base(value)
    if found := _CALL_PATH.search(text):
        raise ValueError(f"must end before {found.group()}, which is added to it")
    return text


def check_token_cap(value: object) -> int:
    """Tokens a day."""
    _refuse_zero(value)
    return _check_tokens(value)


def check_cost_cap(value: object) -> float:
    """Money a day."""
    _refuse_zero(value)
    return _check_cost(value)


def _refuse_zero(value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == 0:
        raise ValueError("is 0, which leaves nothing to ask with; remove the key for no cap, or [llm] to ask no model")


def check_hours(value: object) -> Hours:
    return parse_hours(check_text(value))


def parse_hours(text: str) -> Hours:
    """Read "HH:MM-HH:MM". Raises: ValueError when it is no such thing, or begins and ends at the same minute."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'must be two times of day in UTC, such as "16:30-00:30", not {shown(text)}')
    start, end = (time(int(found[place]), int(found[place + 1])) for place in (1, 3))
    if start == end:
        raise ValueError(f"begins and ends at {start:%H:%M}; give two times, or remove it if all hours are the same")
    return Hours(start, end)


def check_key(value: object) -> Secret:
    if not isinstance(value, str):
        raise ValueError("must be text")
    return parse_key(value)


def parse_key(text: str) -> Secret:
    """A key, with or without blanks and line breaks around it. Raises: ValueError when it cannot be one."""
    key = text.removeprefix("\ufeff").strip()
    if not key:
        raise ValueError("is empty; write the key there, on one line")
    if len(key.splitlines()) > 1:
        raise ValueError("holds more than one line; keep the key there alone, on one line")
    if len(key) > _MAX_KEY:
        raise ValueError("is too long for a key; keep the key there alone, on one line")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("holds blanks or characters that no key has; keep the key there alone, on one line")
    if key[0] in _QUOTES or key[-1] in _QUOTES:
        raise ValueError("has quotation marks, which would be sent with the key; keep the bare key there alone")
    if _is_assignment(key):
        raise ValueError("has a name and = before the key; keep the bare key there alone")
    return Secret(key)


def _is_assignment(key: str) -> bool:
    """NAME=sk-…, as shells and .env files have it. A key itself has = at its end alone."""
    name, _, rest = key.partition("=")
    if not rest.strip("=") or not _NAME.fullmatch(name):
        return False
    return name.isupper() or is_name_of_key(name)


def check_key_file(value: object) -> str:
    """The path of the file that holds a key; a key that was pasted in its place is refused unseen."""
    if not isinstance(value, str):
        raise ValueError("must be the path of a file, in quotation marks")
    text = check_text(value)
    if "\\" not in text and "/" not in text and _PASTED_KEY.fullmatch(text):
        raise ValueError(
            "looks like a key itself, not like the path of a file; write the key into a file and name that here "
            "(a file of such a name is written with ./ before it)"
        )
    return text


def is_name_of_key(name: str) -> bool:
    """Whether a key of hub.toml that is unknown was meant to hold a secret: apikey, access-token, OPENAI_API_KEY."""
    return _NAME_OF_KEY.fullmatch(re.sub(r"[^a-z]", "", name.lower())) is not None
