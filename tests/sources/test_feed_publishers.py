"""The shapes that publishers put where the abstract should be. The texts are ours; the shapes are theirs."""

from __future__ import annotations

from datetime import date

import pytest

from academichub.model import Record
from academichub.sources.feed_markup import plain_of
from tests.sources.feeding import item, only, records, rss

SAYS = "We show that seedlings shaded at noon grow taller than seedlings shaded at dawn."
MORE = "The effect held in two further seasons, and vanished when the water was rationed."


def abstract_of(record: Record) -> str | None:
    return plain_of(record.abstract) if record.abstract else None


@pytest.mark.parametrize(
    "body",
    [
        # Nature and its family
        '<p>Nature, Published online: 24 June 2026; <a href="https://x.example">doi:10.1038/s41586-026-00001-2</a></p>'
        + SAYS,
        f"Nature, Published online: 24 June 2026; doi:10.1038/s41586-026-00001-2 {SAYS}",
        f"<p>Nature Plants, Published online: 24 June 2026; | doi:10.1038/s41477-026-0001-2</p>{SAYS} {SAYS}",
        # printed twice, to the letter and but for a slip, in one block and in two
        f"{SAYS} {SAYS}",
        f"<p>{SAYS}</p><p>{SAYS}</p>",
        f"<p>{SAYS}</p><p>{SAYS.replace('taller than', 'taller, than')}</p>",
        # headings
        f"<h2>Abstract</h2><p>{SAYS}</p>",
        f"ABSTRACT\n{SAYS}",
        f"<b>Abstract:</b> {SAYS}",
        f'<span class="s"><div class="boxTitle">Abstract</div>{SAYS}</span>',
        # APS
        f"Author(s): A. Bee, C. Dee, and E. Eff<br/><p>{SAYS}</p><br/>[Phys. Rev. X 16, 1] Published Mon Jun 22, 2026",
        f"Author(s): A. Bee, C. Dee, and E. Eff Abstract {SAYS}",
        # Wiley, SAGE, ACM, Taylor & Francis: a line of contents before the abstract
        f"Journal of Shade, Volume 12, Issue 3, Page 1-2, March 2026. <br/>{SAYS}",
        f"Journal of Sun, Shade, and Rain, Ahead of Print. <br/>{SAYS}",
        f"JOURNAL OF SHADE, EarlyView. {SAYS}",
        # PubMed
        "<div><p>J Shade. 2026 Jun 10:114425. doi: 10.5555/shade.1. Online ahead of print.</p><p><b>ABSTRACT</b></p>"
        f"<p>{SAYS}</p><p>PMID:12345678 | DOI:10.5555/shade.1</p></div>",
        # Pensoft
        f"<p>ShadeKeys 187: 71-76</p><p>DOI: 10.5555/shade.1</p><p>Authors: Ana Bee, Cy Dee</p><p>Abstract: {SAYS}</p>"
        '<p><a href="https://x.example/">HTML</a></p><p><a href="https://x.example/1.pdf">PDF</a></p>',
        # ACS and RSC
        f'<p><img src="https://x.example/toc.gif" alt="TOC"/></p><div><cite>Shade</cite></div><div>{SAYS}</div>',
        f"<p><strong>Edge Article</strong> — 10 August 2026</p><p>Ana Bee; Cy Dee</p><p>{SAYS}</p>",
        # blogs
        f"<p>{SAYS}</p><p>The post A paper first appeared on <a href='https://x.example'>Shade</a>.</p>",
        f'{SAYS} <a href="https://x.example/">[read more]</a>',
        f"<p>{SAYS}</p><p>Continue reading →</p>",
        # arXiv's own prefix
        f"arXiv:2606.24854v1 Announce Type: cross Abstract: {SAYS}",
        f"<p>Paper 1 of the tests</p><p>{SAYS}</p><p>© 2026 The Authors</p>",
    ],
)  # fmt: skip
def test_what_surrounds_an_abstract_is_taken_away(body: str) -> None:
    assert abstract_of(only(description=body)) == SAYS


@pytest.mark.parametrize(
    "body",
    [
        "<p>Publication date: December 2026</p><p><b>Source:</b> Shade, Volume 31</p><p>Author(s): Ana Bee, Cy Dee</p>",
        "Publication date: Available online 14 June 2026 Source: Shade Author(s): Ana Bee, Cy Dee",
        "Shade, Volume 56, Issue 3, Page 176-181, June 2026.",
        '<a href="/toc/1">Volume 56, Issue 3</a>, December 2026, Page 176-181<br/>. <br/>',
        "TAXON, EarlyView. ",
        "Science, Volume 392, Issue 6690, Page 1234-1240, June 2026.",
        '<p><img src="https://x.example/toc.gif" alt="TOC"/></p><div><cite>Journal of the Shade Society</cite></div>'
        "<div>DOI: 10.5555/shade.1</div>",
        '<span class="paragraphSection"></span>',
        "No abstract available.",
        "Paper 1 of the tests",
        "<script>document.write('an abstract that is long enough to be one, you would think.')</script>",
    ],
)
def test_what_is_no_abstract_is_none(body: str) -> None:
    assert only(description=body).abstract is None


@pytest.mark.parametrize(
    "text",
    [
        "Abstract interpretation is a theory of sound approximation; we use it to bound shade in open canopies.",
        "Source: a river. We follow its water through shade and sun, and find no loss before the second weir.",
        "Volume changes of leaves, which follow shade within minutes, are measured here for the first time.",
        "In Nature, Published online games are rare. We count those that there are, and who plays them in the shade.",
    ],
)
def test_a_sentence_that_begins_like_debris_stays(text: str) -> None:
    assert abstract_of(only(description=text)) == text


def test_elsevier_gives_authors_and_a_date_but_no_abstract() -> None:
    body = "<p>Publication date: August 2026</p><p><b>Source:</b> Shade</p><p>Author(s): Ana Bee, A.C. Silva</p>"
    record = only(description=body)
    assert [author.name for author in record.authors] == ["Ana Bee", "A.C. Silva"]
    assert record.posted_on == date(2026, 8, 1)


def test_the_best_body_wins() -> None:
    cut = SAYS[:60] + "..."
    assert abstract_of(only(description=cut, content_encoded=f"<p>{SAYS}</p>")) == SAYS
    assert abstract_of(only(description=f"{SAYS} {MORE}", dc_description=SAYS)) == f"{SAYS} {MORE}"
    assert abstract_of(only(description=cut)) == cut


def test_the_paragraphs_of_an_abstract_stay_apart() -> None:
    record = only(description=f"<h3>Background</h3><p>{SAYS}</p><h3>Results</h3><p>{MORE}</p>")
    assert record.abstract is not None
    assert record.abstract.text == f"<h4>Background</h4><p>{SAYS}</p><h4>Results</h4><p>{MORE}</p>"


def test_of_a_whole_article_only_the_opening_is_taken() -> None:
    record = only(content_encoded="".join(f"<p>{n}. {SAYS} {MORE}</p>" for n in range(200)))
    assert record.abstract is not None
    assert record.abstract.text.startswith(f"<p>0. {SAYS} {MORE}</p><p>1. ")
    assert 500 < len(record.abstract.text) < 1_500


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("[ASAP] Shade of Oaks", "Shade of Oaks"),
        ("[Correction] Shade of Oaks", "[Correction] Shade of Oaks"),
        ("<p><strong>Shade of <em>Quercus</em></strong></p>", "Shade of <em>Quercus</em>"),
        ("\ufeffShade\n   of Oaks ", "Shade of Oaks"),
    ],
)
def test_titles_lose_the_marks_of_publishers(title: str, expected: str) -> None:
    assert only(title=title).title.text == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Author Correction: Shade of oaks", "correction"),
        ("Erratum to: Shade of oaks", "correction"),
        ("[Correction] Shade of oaks", "correction"),
        ("RETRACTED: Shade of oaks", "retraction"),
        ("Retraction Note: Shade of oaks", "retraction"),
        ("Editorial Expression of Concern: Shade of oaks", "expression of concern"),
        ("Correction of shade in photographs of oaks", "correction"),
        ("Error correction codes in the shade", None),
        ("Retracted tongues of chameleons", None),
    ],
)
def test_notices_about_other_papers_are_marked(title: str, expected: str | None) -> None:
    record = only(title=title)
    assert (record.comment, record.withdrawn) == (expected, False)


def test_subjects_follow_the_field_and_kinds_of_articles_are_none() -> None:
    tags = "".join(
        f"<category>{tag}</category>" for tag in ["Research Article", "Ecology", "ecology", "", "x" * 90, "Soil"]
    )
    (record,) = records(rss(item() + tags + "".join(f"<category>T{n}</category>" for n in range(20))))
    assert record.categories == ("biology", "Ecology", "Soil", "T0", "T1", "T2", "T3", "T4", "T5")
