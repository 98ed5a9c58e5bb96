"""A small store to search in, and the index of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from academichub.adapters.locks import alone
from academichub.index import WordIndex, catch_up
from academichub.model import Author, Paper, PaperId, Query
from academichub.search import parse_query
from academichub.store import Store
from tests.samples import NOON
from tests.store.cards import paper_of, save_papers, summary_of, text

__all__ = ["SHELF", "fill", "found", "index_of", "paper", "quiet"]


def quiet(_n_done: int, _n_all: int) -> None:
    pass


def paper(number: int, title: str, abstract: str, *authors: str, **changes: object) -> Paper:
    names = tuple(Author(name) for name in authors)
    return paper_of(number, abstract, title=text(title), title_source=title, authors=names, **changes)


SHELF = (
    paper(
        1,
        "Silt and Sand in River Deltas",
        "Rivers carry sand. Dams starve deltas of sand, and café-sized grains matter.",
        *("Ann Yang", "Bo Liu", "José Müller"),
        categories=("physics.ao-ph", "cs.LG"),
    ),
    paper(
        2,
        "Graph Neural Networks for River Networks",
        "We learn from gauges. A graph of rivers is enough.",
        *("Yang Liu",),
        categories=("cs.LG",),
    ),
    paper(
        3, "A Survey of Deltas", "Neural networks are not used; a graph is drawn.", "Cai Li", categories=("q-bio.PE",)
    ),
    paper(4, "扩散模型综述", "本文回顾图像生成中的扩散模型。", "王小明", categories=("cs.CV",)),
    paper(5, "GPT-4 Reads Gauges", "Large models read old gauges of rivers.", "Dee Stone", categories=("cs.CL",)),
)


def fill(store: Store, papers: Sequence[Paper] = SHELF) -> None:
    """The papers; the second has a Chinese summary by a model."""
    save_papers(store, papers)
    if len(papers) > 1:
        with store.ledger() as ledger:
            ledger.save_summaries([summary_of(papers[1], words="本文用图神经网络预测河流流量。")], NOON)


def index_of(folder: Path, store: Store) -> WordIndex:
    words = WordIndex(folder / "index", alone)
    catch_up(words, store, quiet)
    return words


def found(words: WordIndex, text: str, limit: int = 10, **filters: object) -> list[int]:
    """The numbers of the papers found, best first."""
    query = parse_query(text, default=Query(**filters))  # type: ignore[arg-type]  # the tests name what they filter by
    return [_number(paper_id) for paper_id, _ in words.search(query, limit).hits]


def _number(paper_id: PaperId) -> int:
    return int(paper_id.rpartition(".")[2]) - 90000
