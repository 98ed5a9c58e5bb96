"""Summaries without a language model: five fields chosen from the authors' own sentences.

`extract` is the whole of it; roles.py tags sentences, headings.py reads explicit headings, choose.py has the rules.
Pure, but that the first use loads the model shipped in this package.
"""

from __future__ import annotations

from academichub.summary.extraction import EXTRACT_ID, extract

__all__ = ["EXTRACT_ID", "extract"]
