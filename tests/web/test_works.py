"""A reader's word about works, sent from a paper's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from starlette.testclient import TestClient

from academichub.model import PaperId
from academichub.pipeline.editions import DigestOrder, digest, edition_of
from academichub.pipeline.works import Works
from academichub.publish.rows import entry_row
from academichub.store import Store
from academichub.web.app import create_app
from tests.pipeline.families import record
from tests.pipeline.test_matching import save
from tests.samples import DAY, NOON, arxiv_record


def client_of(store: Store) -> TestClient:
    app = create_app(
        store,
        language="en",
        sample=False,
        labels={},
        clock=lambda: NOON,
        hosts=("testserver",),
        works=Works(store, lambda: NOON),
    )
    return TestClient(app, follow_redirects=False)


def test_a_suggestion_is_joined_taken_apart_and_kept_apart(store: Store) -> None:
    save(store, record("deltas", "a", 3, "Sand transport in basins of the northern coast, 1990 to 2010"))
    save(store, record("rivers", "b", 3, "Sand transport in basins of the northern coast, 2010 to 2024"), at=1)
    client = client_of(store)
    page = client.get("/paper/rivers:b").text
    assert "Possibly the same work" in page
    sent = client.post("/works", data={"act": "same", "paper": "rivers:b", "other": "deltas:a"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/paper/deltas:a#works")
    assert client.get("/paper/rivers:b").headers["location"] == "/paper/deltas:a"
    page = client.get("/paper/deltas:a").text
    assert "you joined them" in page
    assert 'name="merge" value="1"' in page
    assert client.post("/works", data={"act": "part", "merge": "1"}).status_code == 303
    parted = client.get("/paper/rivers:b")
    assert parted.status_code == 200
    assert "Possibly the same work" not in parted.text
    assert store.find("rivers:b") == PaperId("rivers:b")


def test_what_no_form_of_ours_says_is_refused_in_words(store: Store) -> None:
    save(store, record("deltas", "a", 3, "Sand transport in basins"))
    client = client_of(store)
    for data in (
        {},
        {"act": "same", "paper": "deltas:a"},
        {"act": "part", "merge": "-1"},
        {"act": "part", "merge": "x"},
    ):
        assert client.post("/works", data=data).status_code == 400
    assert client.post("/works", data={"act": "part", "merge": "9"}).status_code == 404
    again = client.post("/works", data={"act": "same", "paper": "deltas:a", "other": "deltas:a"})
    assert again.status_code == 400
    assert "one card already" in again.text
    foreign = client.post("/works", data={"act": "part", "merge": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_a_past_edition_stays_and_says_what_came_since(store: Store) -> None:
    save(store, arxiv_record(1), arxiv_record(2))
    save(store, replace(arxiv_record(1, 2), withdrawn=True), arxiv_record(2, 3), day=DAY + timedelta(days=30), at=1)
    page = client_of(store).get(f"/edition/{DAY}").text
    assert "Corrections since" in page
    assert "has been withdrawn or retracted since this edition" in page
    assert "now v3" in page
    told = digest(store, DigestOrder(DAY, (), "en", (), {})).text
    assert "**Corrections since**" in told
    assert "now v3" in told
    rows = [entry_row(entry) for entry in edition_of(store, DAY).entries]
    assert [(row["version"], row["current_version"], row["withdrawn"]) for row in rows] == [(1, 2, True), (1, 3, False)]
    assert "Corrections since" not in client_of(store).get(f"/edition/{DAY + timedelta(days=30)}").text
