"""Which subjects of bioRxiv and medRxiv may be followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from academichub.settings.subjects import SUBJECTS, check_subjects
from tests.settings.loading import load, mistake


@pytest.mark.parametrize(
    ("source", "subject", "meant"),
    [
        ("biorxiv", "Bioinformatic", "bioinformatics"),
        ("biorxiv", "Neuro science", "neuroscience"),
        ("biorxiv", "CELL  BIOLGY", "cell biology"),
        ("biorxiv", "pharmacology & toxicology", "pharmacology and toxicology"),
        ("medrxiv", "Haematology", "hematology"),
        ("medrxiv", "infectious_disease", "infectious diseases"),
    ],
)
def test_a_mistyped_subject_is_refused(tmp_path: Path, source: str, subject: str, meant: str) -> None:
    told = mistake(tmp_path, f'[sources.{source}]\nsubjects = ["{subject}"]')
    assert (
        f"line 2: [sources.{source}] subjects: '{subject}' is no subject of the server; did you mean {meant}?" in told
    )


def test_it_is_refused_in_the_environment_too(tmp_path: Path) -> None:
    told = mistake(tmp_path, "[sources.biorxiv]", {"ACADEMICHUB_SOURCES_BIORXIV_SUBJECTS": "ecology, Genomic"})
    assert "did you mean genomics?" in told


@pytest.mark.parametrize("source", sorted(SUBJECTS))
def test_every_known_subject_is_taken_in_any_case(source: str) -> None:
    check = check_subjects(source)
    for subject in SUBJECTS[source]:
        for written in (subject, subject.title(), subject.upper(), subject.replace(" ", "_")):
            assert check([written]) == (written,)


def test_a_subject_like_none_of_them_may_be_a_new_one(tmp_path: Path) -> None:
    loaded = load(tmp_path, '[sources.biorxiv]\nsubjects = ["Astrobiology", "Plant_Biology"]')
    assert loaded.settings.sources.biorxiv is not None
    assert loaded.settings.sources.biorxiv.subjects == ("Astrobiology", "Plant_Biology")
