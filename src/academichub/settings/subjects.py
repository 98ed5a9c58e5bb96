"""The subjects of bioRxiv and medRxiv, and the check of those that a reader follows. Pure.

A mistyped subject would match nothing, and so silently drop every paper. The servers may add subjects; so only what
is nearly a known name is refused, and a name like none of them is believed.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from academichub.settings.checks import check_texts, shown

__all__ = ["SUBJECTS", "check_subjects", "folded_subject"]

_BIORXIV = (
    "animal behavior and cognition|biochemistry|bioengineering|bioinformatics|biophysics|cancer biology|cell biology|"
    "clinical trials|developmental biology|ecology|epidemiology|evolutionary biology|genetics|genomics|immunology|"
    "microbiology|molecular biology|neuroscience|paleontology|pathology|pharmacology and toxicology|physiology|"
    "plant biology|scientific communication and education|synthetic biology|systems biology|zoology"
)
# Two are written in one way on the pages and in a shorter one in the API.
_MEDRXIV = (
    "addiction medicine|allergy and immunology|anesthesia|cardiovascular medicine|dentistry and oral medicine|"
    "dermatology|emergency medicine|endocrinology|"
    "endocrinology (including diabetes mellitus and metabolic disease)|epidemiology|forensic medicine|"
    "gastroenterology|genetic and genomic medicine|geriatric medicine|health economics|health informatics|"
    "health policy|health systems and quality improvement|hematology|hiv/aids|hiv aids|infectious diseases|"
    "infectious diseases (except hiv/aids)|intensive care and critical care medicine|medical education|medical ethics|"
    "nephrology|neurology|nursing|nutrition|obstetrics and gynecology|occupational and environmental health|oncology|"
    "ophthalmology|orthopedics|otolaryngology|pain medicine|palliative medicine|pathology|pediatrics|"
    "pharmacology and therapeutics|primary care research|psychiatry and clinical psychology|public and global health|"
    "radiology and imaging|rehabilitation medicine and physical therapy|respiratory medicine|rheumatology|"
    "sexual and reproductive health|sports medicine|surgery|toxicology|transplantation|urology"
)
SUBJECTS: dict[str, tuple[str, ...]] = {
    "biorxiv": tuple(_BIORXIV.split("|")),
    "medrxiv": tuple(_MEDRXIV.split("|")),
}
"""Source -> its subjects, those it no longer takes papers in included; as `folded_subject` writes them."""

_NEARLY = 0.85  # difflib's ratio: one letter wrong of seven, or one too many; rarer words differ by more


def folded_subject(text: str) -> str:
    """A subject as it is compared: case, blanks and underscores do not count."""
    return " ".join(text.casefold().replace("_", " ").split())


def check_subjects(source: str) -> Callable[[object], tuple[str, ...]]:
    """The check of a list of subjects of a server, in whatever case."""

    def check(value: object) -> tuple[str, ...]:
        names = check_texts(value)
        for name in names:
            _check_subject(source, name)
        return names

    return check


def _check_subject(source: str, name: str) -> None:
    folded, known = folded_subject(name), SUBJECTS[source]
    close = [] if folded in known else get_close_matches(folded, known, n=1, cutoff=_NEARLY)
    if close:
        raise ValueError(f"{shown(name)} is no subject of the server; did you mean {close[0]}?")
