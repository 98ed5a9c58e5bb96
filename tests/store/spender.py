"""A process of its own that spends from a store's ledger: `python -m tests.store.spender DATABASE WHAT`.

`all`    reserves requests of 7 tokens until a cap of 1000 is reached, and prints how many it was given;
others   stop for ever, after a line that says so, at one point of a call: reserved, answering, answered.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from academichub.model import Caps, Completion, Finish, Usage
from academichub.store import Store
from tests.samples import NOON
from tests.store.cards import call_of

CAP, EACH = 1000, 7


def stop(point: str) -> None:
    print(point, flush=True)
    time.sleep(600)


def spend_all(store: Store) -> None:
    for n in count():
        with store.ledger() as ledger:
            if ledger.reserve(call_of(f"{id(store)} {n}"), EACH, 1, Caps(tokens=CAP), NOON) is None:
                print(n, flush=True)
                return


def stop_at(store: Store, point: str) -> None:
    call = call_of()
    with store.ledger() as ledger:
        spending_id = ledger.reserve(call, 900, 50, Caps(tokens=CAP), NOON)
    assert spending_id is not None
    if point == "reserved":
        stop(point)
    with store.ledger() as ledger:
        ledger.answer(spending_id, call.key, Completion('{"tldr": "沙', Finish.LENGTH), Usage(400, 100, 300), 20, NOON)
        if point == "answering":
            stop(point)
    stop("answered")


if __name__ == "__main__":
    opened = Store.open(Path(sys.argv[1]))
    if sys.argv[2] == "all":
        spend_all(opened)
    else:
        stop_at(opened, sys.argv[2])
