"""H6: every form of an identifier is one name, and two names are never one work."""

from __future__ import annotations

import random
from itertools import product

import pytest

from academichub.identifiers import parse_any, parse_arxiv
from academichub.match import Traits, Verdict, likeness, traits_of
from academichub.model import Markup, Record, SourceId

ARXIV_FORMS = (
    *("{}", " {} ", "{}.", "arXiv:{}", "ARXIV:{}", "arXiv: {}", "(arXiv:{})", "arXiv preprint arXiv:{}"),
    *("oai:arXiv.org:{}", "https://arxiv.org/abs/{}", "http://arxiv.org/abs/{}", "https://www.arxiv.org/abs/{}"),
    *("https://export.arxiv.org/abs/{}", "https://arxiv.org/pdf/{}", "https://arxiv.org/pdf/{}.pdf"),
    *("https://arxiv.org/html/{}", "https://arxiv.org/abs/{}?context=cs.CV", "arxiv.org/abs/{}"),
    *("10.48550/arXiv.{}", "doi:10.48550/arxiv.{}", "https://doi.org/10.48550/arXiv.{}"),
)
ARXIV_NAMES = (
    *(("0704.0001", "0704.0001"), ("1412.9999", "1412.9999"), ("1501.00001", "1501.00001")),
    *(("2606.24854", "2606.24854v3"), ("hep-th/9901001", "hep-th/9901001v2"), ("math/0309136", "math.GT/0309136")),
    *(("cond-mat/0703100", "cond-mat/0703100"), ("math/0309136", "math.GT/0309136v4")),
    *(("q-alg/9703001", "q-alg/9703001"), ("2601.00001", "2601.00001v12")),
)
DOI_FORMS = ("doi:{}", "https://doi.org/{}", "http://dx.doi.org/{}", "info:doi/{}", "DOI: {}", "(doi:{})")
RXIV_FORMS = (*DOI_FORMS, "https://www.biorxiv.org/content/{}v2", "https://www.medrxiv.org/content/{}v1.full.pdf")


@pytest.mark.parametrize("form", ARXIV_FORMS)
def test_two_hundred_forms_are_the_names_they_mean(form: str) -> None:
    """21 forms of ten ids."""
    for name, written in ARXIV_NAMES:
        found = parse_arxiv(form.format(written))
        assert found is not None
        assert found.id == name


def _works(chance: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    """Names that are as near to each other as names can be, each with the forms it is written in."""
    archives = ("hep-th", "hep-ph", "math", "cond-mat", "q-alg")
    arxiv = [f"26{month:02d}.{number:05d}" for month in (1, 11) for number in (1, 10, 11, 100, 101, 1001, 10001, 10010)]
    arxiv += [f"14{month:02d}.{number:04d}" for month in (1, 11) for number in (1, 10, 11, 100, 101, 1001)]
    arxiv += [f"{archive}/{year}01{number:03d}" for archive in archives for year in (95, 99) for number in (1, 10, 100)]
    dois = [f"10.{prefix}/a{number}{end}" for prefix in (5555, 55555) for number in range(60) for end in ("", "b")]
    rxiv = [
        f"{prefix}/2026.01.{day:02d}.{n}"
        for prefix in ("10.1101", "10.64898")
        for day in (1, 11)
        for n in range(260110, 260120)
    ]
    works = [*((name, ARXIV_FORMS) for name in arxiv), *((name, DOI_FORMS) for name in dois)]
    return chance.sample([*works, *((name, RXIV_FORMS) for name in rxiv)], len(works) + len(rxiv))


def _traits(source: str, number: int, text: str) -> Traits:
    found = parse_any(text)
    assert found.arxiv or found.doi, text
    return traits_of(Record(SourceId(source), str(number), Markup("Delta"), identifiers=found))


def test_of_a_hundred_thousand_pairs_of_names_only_the_same_are_one_work() -> None:
    chance = random.Random(6)
    works = _works(chance)
    here = [_traits("deltas", at, chance.choice(forms).format(name)) for at, (name, forms) in enumerate(works)]
    there = [_traits("rivers", at, chance.choice(forms).format(name)) for at, (name, forms) in enumerate(works)]
    assert len(here) * len(there) >= 100_000
    one = {
        (mine, its)
        for (mine, left), (its, right) in product(enumerate(here), enumerate(there))
        if likeness(left, right).verdict is Verdict.SAME
    }
    assert one == {(at, at) for at in range(len(works))}
