"""The pieces of a briefing's page that carry sentences: claims with their citations, and references. Pure.

Each takes what is shown and gives escaped HTML. The site's own page uses them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from academichub.model import ClaimState
from academichub.publish.briefing.parts import (
    ShownBriefing,
    ShownCell,
    ShownCitation,
    ShownClaim,
    ShownReference,
    ShownText,
)
from academichub.publish.briefing.punctuation import in_quotes, marks_of
from academichub.publish.wording import Wording

__all__ = ["MOST_UNFOLDED", "claim_item", "dropped_item", "links", "reference_item", "spoken"]


MOST_UNFOLDED = 20
"""References; a longer list is folded on a screen, and whole in print."""


def spoken(text: ShownText | ShownCell) -> Markup:
    """The text on its own, so that neither its direction nor its language reaches what stands around it."""
    return Markup('<bdi lang="{}">{}</bdi>').format(text.language, text.text)


def links(numbers: Iterable[int], w: Wording) -> Markup:
    """Plain links to references, for tables."""
    return Markup("").join(
        Markup(' <span class="cite"><a href="#ref-{}" aria-label="{}">{}</a></span>').format(
            n, w("briefing.cite", number=n), n
        )
        for n in numbers
    )


def claim_item(shown: ShownBriefing, claim: ShownClaim, anchor: str, w: Wording) -> Markup:
    """A claim as an item of a list: its text, a number for each paper it cites with the sentences, and its state."""
    is_quoted = claim.state is ClaimState.QUOTED
    return Markup('<li id="{}" class="claim {}" data-state="{}">{}{}{}{}</li>\n').format(
        anchor,
        "quoted" if is_quoted else "",
        claim.state.value,
        _paragraph(in_quotes(claim.text) if is_quoted else claim.text.text, claim.text.language),
        Markup(" ").join(_cites(shown, claim, anchor, w)),
        Markup('<span class="state">{}</span>').format(claim.state_words),
        Markup('<span class="state warn">{}</span>').format(claim.mark.words) if claim.mark else "",
    )


def dropped_item(shown: ShownBriefing, claim: ShownClaim, anchor: str, w: Wording) -> Markup:
    """A dropped claim with the reason; what it cites that does not exist is named."""
    told = [*claim.unknown]
    told += [w("briefing.reason", reason=claim.reason.text)] if claim.reason else []
    notes = Markup("").join(Markup('<p class="note">{}</p>').format(each) for each in told)
    return Markup('<li id="{}">{}{}<div>{}</div></li>\n').format(
        anchor,
        _paragraph(claim.text.text, claim.text.language),
        Markup(" ").join(_cites(shown, claim, anchor, w)),
        notes,
    )


def _paragraph(text: str, language: str) -> Markup:
    return Markup('<p lang="{}"><bdi>{}</bdi></p>').format(language, text)


def _cites(shown: ShownBriefing, claim: ShownClaim, anchor: str, w: Wording) -> Iterator[Markup]:
    for number in claim.numbers:
        cited = [each for each in claim.citations if each.number == number]
        yield _cite(shown.reference(number), cited, f"{anchor}-{number}", w)


def _cite(reference: ShownReference, cited: Iterable[ShownCitation], tip: str, w: Wording) -> Markup:
    """A number that leads to the reference; a pointer on it, or the focus, shows the sentences. No script is needed."""
    return Markup(
        '<span class="cite"><a href="#ref-{}" aria-label="{}" aria-describedby="{}">{}</a>'
        '<span class="tip" role="note" id="{}">{}<span class="about">{}</span>{}</span></span>'
    ).format(
        reference.number,
        w("briefing.cite", number=reference.number),
        tip,
        reference.number,
        tip,
        Markup("").join(map(_sentence, dict.fromkeys(cited))),
        Markup(w("join.parts")).join([spoken(reference.title), *_about(reference)]),
        Markup('<span class="warn">{}</span>').format(reference.mark.words) if reference.mark else "",
    )


def _sentence(citation: ShownCitation) -> Markup:
    opening, closing = marks_of(citation.language)
    return Markup('<span class="said" lang="{}">{}<bdi>{}<mark>{}</mark>{}</bdi>{}</span>').format(
        citation.language, opening, citation.before, citation.quote, citation.after, closing
    )


def _about(reference: ShownReference) -> Iterator[Markup]:
    if reference.byline:
        yield Markup("<bdi>{}</bdi>").format(reference.byline)
    yield Markup("<bdi>{}</bdi>").format(reference.source)
    yield Markup('<time datetime="{}">{}</time>').format(reference.announced_on.isoformat(), reference.date)


def reference_item(reference: ShownReference, back: str | None, w: Wording) -> Markup:
    """A cited paper with its cited sentences. `back`: the anchor of the claim that cites it first."""
    title = spoken(reference.title)
    if reference.link:
        title = Markup('<a href="{}" rel="external noreferrer">{}</a>').format(reference.link, title)
    names = [
        Markup('<a href="{}" rel="external noreferrer">{} {}</a>').format(address, scheme, value)
        for scheme, value, address in reference.identifiers
    ]
    notes = Markup("").join(
        Markup('<li lang="{}"><bdi>{}</bdi></li>\n').format(note.text.language, in_quotes(note.text))
        for note in reference.notes
    )
    return Markup(
        '<li id="ref-{number}"><span class="at">{number}</span><span class="title">{title}</span>\n'
        '<p class="about">{about}{back}</p>\n{mark}<ul class="notes">{notes}</ul></li>\n'
    ).format(
        number=reference.number,
        title=title,
        about=Markup(w("join.parts")).join([*_about(reference), *names]),
        back=_back(back, w) if back else "",
        mark=Markup('<p class="about warn">{}</p>\n').format(reference.mark.words) if reference.mark else "",
        notes=notes,
    )


def _back(anchor: str, w: Wording) -> Markup:
    return Markup(' <a class="back" href="#{}" aria-label="{}">↩</a>').format(anchor, w("briefing.back"))
