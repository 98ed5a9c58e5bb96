"""Fakes of the catalogues of papers, each in its real format: Crossref, PubMed, Europe PMC, OpenAlex, Semantic Scholar,
Hugging Face. All tell of the same works, at a virtual time.
"""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape

from tests.upstreams.server import FakeUpstream, Reply, Seen
from tests.upstreams.works import Work, until

__all__ = [
    "FakeCatalogue",
    "FakeCrossref",
    "FakeEuropepmc",
    "FakeHuggingface",
    "FakeOpenalex",
    "FakePubmed",
    "FakeSemanticscholar",
]

Row = dict[str, object]


class FakeCatalogue(FakeUpstream):
    """`n_spoiled`: so many rows of each page have no title. `repeats`: every page is the first."""

    def __init__(self, works: Sequence[Work], now: datetime, page_size: int = 4) -> None:
        super().__init__()
        self.works = tuple(works)
        self.now = now
        self.page_size = page_size
        self.n_spoiled = 0
        self.repeats = False

    def until(self, first: str, last: date | None = None) -> list[Work]:
        return until(self.works, date.fromisoformat(first), last or self.now.date())

    def page(self, works: Sequence[Work], start: int) -> list[Row]:
        start = 0 if self.repeats else start
        rows = [self.row(work) for work in works[start : start + self.page_size]]
        for row in rows[: self.n_spoiled]:
            self.spoil(row)
        return rows

    @abstractmethod
    def row(self, work: Work) -> Row:
        """The work as the format has it."""

    def spoil(self, row: Row) -> None:
        row["title"] = None


def _json(value: object, **headers: str) -> Reply:
    return Reply(json.dumps(value).encode(), content_type="application/json", headers=headers)


def _filters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in text.split(","):
        name, _, value = each.partition(":")
        found.setdefault(name, []).append(value)
    return found


class FakeCrossref(FakeCatalogue):
    """/works with filter, select, cursor and rows; the same cursor for every page, as Crossref does."""

    def __init__(self, works: Sequence[Work], now: datetime, page_size: int = 4) -> None:
        super().__init__(works, now, page_size)
        self._offset = 0

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path != "/works":
            return None
        asked = _filters(seen.query["filter"])
        if "doi" in asked:
            works = [work for work in self.works if work.doi in asked["doi"]]
            rows = [self.row(work) for work in works]
            return _json(_message(rows, len(rows)), **{"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Interval": "1s"})
        works = [work for work in self.until(asked["from-index-date"][0]) if work.issn in asked["issn"]]
        self._offset = 0 if seen.query["cursor"] == "*" else self._offset + self.page_size
        rows = self.page(works, self._offset)
        return _json(_message(rows, len(works)))

    def row(self, work: Work) -> Row:
        people: list[Row] = [
            {
                "given": given,
                "family": family,
                "sequence": "additional",
                "affiliation": [{"name": "Invented University"}],
            }
            for given, family in work.authors
        ]
        people += [{"name": work.group, "sequence": "additional", "affiliation": []}] if work.group else []
        row: Row = {
            "DOI": work.doi.upper(),
            "type": "journal-article",
            "title": [f"<i>{work.title}</i>"],
            "author": people,
            "abstract": f"<jats:title>Abstract</jats:title><jats:p>{escape(work.abstract)}</jats:p>",
            "created": {"date-parts": [[work.day.year, work.day.month, work.day.day]]},
            "published": {"date-parts": [[work.day.year, work.day.month]]},
            "ISSN": [work.issn],
            "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}],
        }
        if not work.abstract:
            del row["abstract"]
        if work.arxiv:
            row["relation"] = {"has-preprint": [{"id-type": "doi", "id": f"10.48550/arXiv.{work.arxiv}"}]}
        if work.retracts:
            row["update-to"] = [{"DOI": f"10.5555/work.{work.retracts}", "type": "retraction", "label": "Retraction"}]
        return row


def _message(rows: list[Row], total: int) -> Row:
    items: Row = {"total-results": total, "items": rows, "next-cursor": "always=the+same/cursor", "facets": {}}
    return {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": items}


class FakePubmed(FakeCatalogue):
    """/esearch.fcgi as JSON and /efetch.fcgi as XML. `most`: so many ids at most are listed."""

    most = 9_999

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path == "/esearch.fcgi" and "mindate" not in seen.query:
            dois = re.findall(r'"([^"]+)"\[AID\]', seen.query["term"])
            ids = [str(work.number) for work in self.works if work.doi in dois]
            result = {"count": str(len(ids)), "retmax": str(len(ids)), "retstart": "0", "idlist": ids}
            return _json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})
        if seen.path == "/esearch.fcgi":
            days = (date.fromisoformat(seen.query[name].replace("/", "-")) for name in ("mindate", "maxdate"))
            works = until(self.works, *days)
            ids = [str(work.number) for work in works if work.day <= self.now.date()]
            listed = ids[: min(self.most, int(seen.query["retmax"]))]
            result = {"count": str(len(ids)), "retmax": str(len(listed)), "retstart": "0", "idlist": listed}
            return _json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})
        if seen.path == "/efetch.fcgi":
            wanted = seen.query["id"].split(",")
            works = [work for work in self.works if str(work.number) in wanted]
            pieces = [self._article(work, spoiled=place < self.n_spoiled) for place, work in enumerate(works)]
            body = f'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM" "pubmed.dtd">\n{_set(pieces)}'
            return Reply(body.encode(), content_type="text/xml; charset=UTF-8")
        return None

    def row(self, work: Work) -> Row:
        return {}

    def _article(self, work: Work, *, spoiled: bool) -> str:
        first, _, rest = escape(work.abstract).partition(". ")
        people = [
            f"<Author><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>"
            for given, family in work.authors
        ]
        people += [f"<Author><CollectiveName>{work.group}</CollectiveName></Author>"] if work.group else []
        kind = "D016441" if work.retracted else "D016428"
        notice = f'<CommentsCorrections RefType="RetractionOf"><PMID>{work.retracts}</PMID></CommentsCorrections>'
        return (
            f'<PubmedArticle><MedlineCitation><PMID Version="1">{work.number}</PMID><Article><Journal>'
            f"<ISSN>{work.issn}</ISSN><JournalIssue><PubDate><Year>{work.day.year}</Year></PubDate></JournalIssue></Journal>"
            f"<ArticleTitle>{'' if spoiled else f'{escape(work.title)}.'}</ArticleTitle>"
            f"{_abstract(first, rest) if work.abstract else ''}"
            f"<AuthorList>{''.join(people)}</AuthorList>"
            f'<PublicationTypeList><PublicationType UI="{kind}">x</PublicationType></PublicationTypeList></Article>'
            f"<CommentsCorrectionsList>{notice if work.retracts else ''}</CommentsCorrectionsList></MedlineCitation>"
            f'<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>{work.day.year}</Year>'
            f"<Month>{work.day.month}</Month><Day>{work.day.day}</Day></PubMedPubDate></History><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{work.number}</ArticleId><ArticleId IdType="doi">{work.doi}</ArticleId>'
            "</ArticleIdList><ReferenceList><Reference><ArticleIdList>"
            '<ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList>'
            "</PubmedData></PubmedArticle>"
        )


def _abstract(first: str, rest: str) -> str:
    return (
        f'<Abstract><AbstractText Label="BACKGROUND">{first}.</AbstractText>'
        f'<AbstractText Label="RESULTS">{rest}</AbstractText></Abstract>'
    )


def _set(pieces: Iterable[str]) -> str:
    return f"<PubmedArticleSet>{''.join(pieces)}</PubmedArticleSet>"


class FakeEuropepmc(FakeCatalogue):
    """/search with cursorMark; the mark comes back at the end."""

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path == "/search" and "FIRST_IDATE" not in seen.query.get("query", ""):
            names = re.findall(r'DOI:"([^"]+)"|EXT_ID:(\d+)', seen.query["query"])
            asked = {name for pair in names for name in pair if name}
            rows = [self.row(work) for work in self.works if {work.doi, str(work.number)} & asked]
            return _json({"version": "6.9", "hitCount": len(rows), "resultList": {"result": rows}})
        days = re.search(r"FIRST_IDATE:\[(\S+) TO (\S+)\]", seen.query.get("query", ""))
        if seen.path != "/search" or days is None:
            return None
        works = self.until(days[1], date.fromisoformat(days[2]))
        mark = seen.query["cursorMark"]
        start = 0 if mark == "*" else int(mark.removeprefix("Ao"))
        rows = self.page(works, start)
        following = f"Ao{start + len(rows)}" if rows else mark
        return _json(
            {"version": "6.9", "hitCount": len(works), "nextCursorMark": following, "resultList": {"result": rows}}
        )

    def row(self, work: Work) -> Row:
        people: list[Row] = [{"fullName": f"{f} {g[0]}", "firstName": g, "lastName": f} for g, f in work.authors]
        people += [{"collectiveName": work.group}] if work.group else []
        kinds = ["Journal Article", *(["Retracted Publication"] if work.retracted else [])]
        text = {"abstractText": f"<h4>Background</h4>{work.abstract.replace(' < ', ' &lt; ')}"} if work.abstract else {}
        return text | {
            "id": str(work.number),
            "source": "MED",
            "pmid": str(work.number),
            "doi": work.doi,
            "title": f"{work.title}.",
            "authorList": {"author": people},
            "journalInfo": {"journal": {"title": "Invented", "issn": work.issn}},
            "pubTypeList": {"pubType": kinds},
            "firstIndexDate": work.day.isoformat(),
            "firstPublicationDate": work.day.isoformat(),
        }


class FakeOpenalex(FakeCatalogue):
    """/works with filter, cursor and a key, which must be `sesame`."""

    def reply(self, seen: Seen) -> Reply | None:
        if seen.query.get("api_key") != "sesame":
            return Reply(b'{"error":"Forbidden","message":"no key"}', 403)
        if seen.query["filter"].startswith("doi:"):
            dois = seen.query["filter"].removeprefix("doi:").split("|")
            rows = [self.row(work) for work in self.works if f"https://doi.org/{work.doi}" in dois]
            return _json({"meta": {"count": len(rows), "next_cursor": None}, "results": rows})
        asked = _filters(seen.query["filter"])
        first = next(value[0] for name, value in asked.items() if name.startswith("from_"))
        works = self.until(first)
        mark = seen.query["cursor"]
        start = 0 if mark == "*" else int(mark)
        rows = self.page(works, start)
        following = str(start + len(rows)) if rows else None
        return _json({"meta": {"count": len(works), "next_cursor": following}, "results": rows})

    def spoil(self, row: Row) -> None:
        row["display_name"] = None

    def row(self, work: Work) -> Row:
        index: dict[str, list[int]] = {}
        for place, word in enumerate(work.abstract.split()):
            index.setdefault(word, []).append(place)
        people = [
            {"author": {"display_name": f"{given} {family}"}, "institutions": []} for given, family in work.authors
        ]
        people += [{"author": {"display_name": work.group}, "institutions": []}] if work.group else []
        return {
            "id": f"https://openalex.org/W{work.number}",
            "doi": f"https://doi.org/{work.doi}",
            "display_name": work.title,
            "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{work.number}"},
            "publication_date": work.day.isoformat(),
            "created_date": work.day.isoformat(),
            "authorships": people,
            "primary_topic": {"display_name": "Mosses", "field": {"display_name": "Physics and Astronomy"}},
            "is_retracted": work.retracted,
            "abstract_inverted_index": index,
        }


class FakeSemanticscholar(FakeCatalogue):
    """/paper/search/bulk with a token to the next page and a count that is a guess."""

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path == "/paper/batch":
            return self._batch(json.loads(seen.body)["ids"]) if seen.method == "POST" else None
        if seen.path != "/paper/search/bulk":
            return None
        works = self.until(seen.query["publicationDateOrYear"].partition(":")[0])
        start = int(seen.query.get("token", "0"))
        rows = self.page(works, start)
        token = str(start + len(rows)) if start + len(rows) < len(works) else None
        return _json({"total": len(works) + 3, "token": token, "data": rows})

    def _batch(self, ids: Sequence[str]) -> Reply:
        """A null for each that it does not know."""
        known = {name: work for work in self.works for name in (f"DOI:{work.doi}", f"PMID:{work.number}")}
        return _json([self.row(known[name]) if name in known else None for name in ids])

    def row(self, work: Work) -> Row:
        people: list[Row] = [{"authorId": "1", "name": f"{given} {family}"} for given, family in work.authors]
        people += [{"authorId": None, "name": work.group}] if work.group else []
        return {
            "paperId": f"{work.number:040x}",
            "externalIds": {"DOI": work.doi, "PubMed": str(work.number), "ArXiv": work.arxiv, "CorpusId": 7},
            "title": work.title,
            "abstract": work.abstract or None,
            "publicationDate": work.day.isoformat(),
            "authors": people,
            "s2FieldsOfStudy": [{"category": "Computer Science", "source": "s2-fos-model"}],
        }


class FakeHuggingface(FakeCatalogue):
    """/daily_papers by date, one list without pages; `votes` may grow."""

    votes = 3

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path != "/daily_papers":
            return None
        day = date.fromisoformat(seen.query["date"])
        if day > self.now.date():
            return Reply(b'{"error":"date in the future"}', 400)
        rows = [self.row(work) for work in until(self.works, day, day)]
        for row in rows[: self.n_spoiled]:
            self.spoil(row)
        return _json(rows)

    def spoil(self, row: Row) -> None:
        paper = row["paper"]
        assert isinstance(paper, dict)
        paper["id"] = "no id"

    def row(self, work: Work) -> Row:
        paper: Row = {
            "id": work.arxiv,
            "title": work.title,
            "summary": work.abstract,
            "authors": [{"name": f"{given} {family}", "hidden": False} for given, family in work.authors],
            "publishedAt": f"{work.day.isoformat()}T00:00:00.000Z",
            "submittedOnDailyAt": f"{work.day.isoformat()}T01:00:00.000Z",
            "upvotes": self.votes,
        }
        return {"paper": paper, "title": work.title, "publishedAt": f"{work.day.isoformat()}T00:00:00.000Z"}
