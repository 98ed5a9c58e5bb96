"""What bioRxiv's and medRxiv's interface leaves in abstracts."""

from __future__ import annotations

import pytest

from academichub.text import clean_debris
from tests.text.allowed import HTML, plain


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "BackgroundThe aim. MethodsWe did.ResultsIn 2020, so. Trial registrationNCT01 it.",
            "Background: The aim.\nMethods: We did.\nResults: In 2020, so.\nTrial registration: NCT01 it.",
        ),
        (
            "BACKGROUNDA total. METHODSWe did. RESULTS12 of 20.",
            "BACKGROUND: A total.\nMETHODS: We did.\nRESULTS: 12 of 20.",
        ),
        ("O_ST_ABSBackgroundC_ST_ABSThe thing. O_ST_ABSResultsC_ST_ABSNone.", "Background: The thing.\nResults: None."),
        ("PointsO_LIOne is.C_LIO_LITwo are.\nC_LI", "Points\n• One is.\n• Two are."),
        ("O_LIThe end.nnAuthor SummaryCul3 is a gene.nC_LI", "• The end.\nAuthor Summary: Cul3 is a gene."),
        ("AO_SCPLOWBSTRACTC_SCPLOW\nIn PO_SCPLOWEAFOWLC_SCPLOW, we", "In PEAFOWL, we"),
        (
            'It works.\n\nGraphical abstract\n\nO_FIG O_LINKSMALLFIG WIDTH=20 SRC="x.gif">\nView larger\nM_FIG C_FIG',
            "It works.",
        ),
        ("AbstractThe most of it.", "The most of it."),
        ("Background\nThe cat.\n\nResults\nThe dog.", "Background: The cat.\nResults: The dog."),
        # nothing of the kind
        (
            "MethodsX and ResultsDB are names. MethodsX too. CO_2 and O_2 are gases, C_LINE a mark.",
            "MethodsX and ResultsDB are names. MethodsX too. CO_2 and O_2 are gases, C_LINE a mark.",
        ),
        ("Results are good. Methods are not.", "Results are good. Methods are not."),
    ],
)
def test_marks_go_and_headings_stand_alone(source: str, expected: str) -> None:
    assert plain(clean_debris(source), HTML) == expected
