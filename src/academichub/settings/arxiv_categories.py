"""The categories of arXiv, and the check of those that a reader follows. Pure.

A mistyped category would match nothing, and so silently drop every paper of the one that was meant. arXiv adds
one once in years; the name is added here then.

Source: https://arxiv.org/category_taxonomy.
"""

from __future__ import annotations

from difflib import get_close_matches

from academichub.settings.checks import check_texts, shown

__all__ = ["CATEGORIES", "check_categories"]

_SUBJECTS = {
    "astro-ph": "CO EP GA HE IM SR",
    "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
    "cs": "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH OS PF PL RO "
    "SC SD SE SI SY",
    "econ": "EM GN TH",
    "eess": "AS IV SP SY",
    "gr-qc": "",
    "hep-ex": "",
    "hep-lat": "",
    "hep-ph": "",
    "hep-th": "",
    "math": "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
    "math-ph": "",
    "nlin": "AO CD CG PS SI",
    "nucl-ex": "",
    "nucl-th": "",
    "physics": "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn gen-ph "
    "geo-ph hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph",
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "quant-ph": "",
    "stat": "AP CO ME ML OT TH",
}
CATEGORIES: tuple[str, ...] = tuple(
    name
    for archive, subjects in _SUBJECTS.items()
    for name in (archive, *(f"{archive}.{subject}" for subject in subjects.split()))
)
"""Every category, and every archive by itself, which stands for all of its categories."""


def check_categories(value: object) -> tuple[str, ...]:
    """A list of categories as arXiv writes them: "cs.CV", "quant-ph"."""
    names = check_texts(value)
    if not names:
        raise ValueError('is empty; name one category at least, such as ["cs.LG"], or remove the table')
    for name in names:
        _check_category(name)
    return names


def _check_category(name: str) -> None:
    if name in CATEGORIES:
        return
    raise ValueError(f"{shown(name)} is not an arXiv category; {_remedy(name)}")


def _remedy(name: str) -> str:
    folded = {category.casefold(): category for category in CATEGORIES}
    if close := get_close_matches(name.casefold(), folded, n=1, cutoff=0.8):
        return f"did you mean {folded[close[0]]}?"
    archive, _, _ = name.partition(".")
    subjects = _SUBJECTS.get(archive, "").split()
    return f"{archive} has {', '.join(subjects)}" if subjects else "see arxiv.org/category_taxonomy"
