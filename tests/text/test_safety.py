"""Whatever a source sends: nothing raises, nothing but our own markup comes out, and plain text is a fixed point."""

from __future__ import annotations

import json
import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from academichub.model import Markup, MarkupFormat
from academichub.text import clean_debris, find_code_link, language_of, render, tidy
from tests.recorded import recorded
from tests.text.allowed import HTML, PLAIN, TEX, intruders, plain

SIGNS = r"""
    \ $ $$ { } ~ ` `` '' -- & &lt; &gt; &amp;lt; &#0; < > <i> </i> <b> </b> <p> <br/> <li> <h2> </h2> <math> </math>
    <mi> <sup> </sup> 10 6 <script> </script> <!-- --> ]]> <tex-math> </tex-math> <alternatives> <svg onload=x> \( \)
    \[ \] \textbf{ \emph \href{ javascript:x \url{ \cite{ \' \" \u{ \v \frac \sqrt \left( \right) \text{ ^ _ ^{ _{ %
    \begin{equation} \end{equation} Background: Methods: Results . : • a b A 我 \n O_ST_ABS C_LI https://github.com/ -
"""
INVISIBLE = [" ", "\n", "\n\n", "\n  ", "\u200b", "\u00a0", "\ud800", "\x00", "ﬁ", "\u0301", "“", "”"]
ODDITIES = st.sampled_from([*SIGNS.split(), *INVISIBLE])
MATHML = "<math><msub><mi>x</mi><mn>%d</mn></msub></math> "
HOSTILE = st.lists(ODDITIES | st.text(max_size=3), max_size=30).map("".join) | st.text()
FORMATS = st.sampled_from(list(MarkupFormat))


@given(HOSTILE, FORMATS)
def test_any_text_in_any_format(text: str, markup: MarkupFormat) -> None:
    rich = render(Markup(text, markup))
    assert intruders([rich.text.html]) == []
    assert plain(rich.plain, PLAIN) == rich.plain
    assert rich.plain == rich.plain.strip()
    assert not any(run in rich.plain for run in ("  ", "\n\n", " \n", "\n ", "\x00", "\u200b"))
    rich.plain.encode()
    tidy(Markup(text, markup)).encode()
    language_of(rich.plain)


@given(HOSTILE)
def test_the_other_readers_never_raise(text: str) -> None:
    clean_debris(text)
    link = find_code_link(text)
    assert link is None or link.startswith(("http://", "https://"))


ORDINARY = st.text(string.ascii_letters + string.digits + ",.()[]/+*?;@#^_|=!%éπ我－", min_size=1)


@given(st.lists(ORDINARY, min_size=1).map(" ".join), FORMATS)
def test_text_without_special_characters_survives_unchanged(text: str, markup: MarkupFormat) -> None:
    rich = render(Markup(text, markup))
    assert rich.plain == text
    assert len(rich.spans) == 1


# A command's name stays too, but for one whose argument is shown in its stead.
NAMED = re.compile(r"\\((?:word)+)(?=\{.*\})", re.DOTALL)
BALANCING = ["{", "}", "$", "word", "5", " ", "\\textbf{", "\\emph{", "\\"]


@given(st.lists(st.sampled_from(BALANCING), max_size=20).map("".join))
@example("\\wordword{")
@example("{\\wordword{ 5")
def test_unbalanced_signs_lose_no_word(text: str) -> None:
    n_replaced = sum(name.count("word") for name in NAMED.findall(text))
    assert plain(text).count("word") >= text.count("word") - n_replaced
    assert plain(text).count("5") == text.count("5")


@given(
    st.lists(st.sampled_from(["<", ">", "<b>", "</b>", "<p>", "<x>", "word", "5", " ", "<!", "&"]), max_size=20).map(
        "".join
    )
)
def test_unbalanced_tags_lose_no_word(text: str) -> None:
    assert plain(text, HTML).count("word") == text.count("word")


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "${",
        "\\(",
        "\\cite{",
        "<",
        "<i>",
        "<b>x</b>",
        "<math>",
        "<!--",
        '<a "',
        "<h1>",
        "<h2>a</h2>",
        "&lt;i&gt;",
        " ",
        " \n",
        "://",
        "'",
        "\\u{",
        "O_FIG",
        "$\\sqrt",
        "<math><mrow>",
    ],
)
def test_long_runs_of_one_sign_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for markup in MarkupFormat:
        assert isinstance(render(Markup(clean_debris(text), markup)).text.html, str)


@pytest.mark.parametrize(
    ("formula", "markup"),
    [("$x_{%d}$ ", TEX), ("$x_{%d}$ ", HTML), ("<tex-math>x_{%d}</tex-math> ", HTML), (MATHML, HTML)],
)
def test_of_very_many_formulas_the_rest_are_plain(formula: str, markup: MarkupFormat) -> None:
    rich = render(Markup("".join(formula % n for n in range(1000, 1600)), markup))
    shown = [span for span in rich.spans if span.mathml]
    assert len(shown) == 500
    assert rich.plain.split()[-1] == "x_1599"
    assert plain(rich.plain, PLAIN) == rich.plain


@pytest.mark.parametrize("markup", [TEX, HTML])
def test_of_very_long_mathematics_the_rest_is_plain(markup: MarkupFormat) -> None:
    long = "+".join(f"x_{{{n}}}" for n in range(200))
    rich = render(Markup(f"${long}$ and " * 40, markup))
    assert 0 < sum(span.mathml is not None for span in rich.spans) < 15
    assert rich.plain.count("and") == 40


@pytest.mark.recorded
def test_collections_of_attacks_put_nothing_on_the_page() -> None:
    vectors = [vector["payload"] for vector in json.loads(recorded("hostile/xss/all_vectors.json").read_bytes())]
    vectors += json.loads(recorded("hostile/blns/blns.json").read_bytes())
    assert len(vectors) > 9000
    for start in range(0, len(vectors), 500):
        batch = vectors[start : start + 500]
        shown = [render(Markup(text, markup)) for text in batch for markup in MarkupFormat]
        shown += [render(Markup(f"$\\text{{{text}}}$ \\textbf{{{text}", TEX)) for text in batch]
        shown += [render(Markup(f"<math><mtext>{text}</mtext></math>", HTML)) for text in batch]
        assert intruders([rich.text.html for rich in shown]) == []
        assert all(plain(rich.plain, PLAIN) == rich.plain for rich in shown)
