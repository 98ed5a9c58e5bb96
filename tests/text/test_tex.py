"""arXiv's text: commands, accents, quotes, mathematics and money."""

from __future__ import annotations

import pytest

from academichub.model import Markup
from academichub.text import render, tidy
from tests.text.allowed import TEX, html, plain


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # accents and letters
        (r"B\'ezier, Schr\"odinger, na\"{\i}ve, \'{\i}ndice", "Bézier, Schrödinger, naïve, índice"),
        (r"Do\~nana, fa\c{c}ade, \v{C}ech, Erd\H{o}s, s\u{a}, Mah\={a}", "Doñana, façade, Čech, Erdős, să, Mahā"),
        (r"Bj{\o}rn and Bj\o rn, stra\ss e, \AA{}ngstr\"om", "Bjørn and Bjørn, straße, Ångström"),
        (r"{\'E}cole, \v Cerny, \^O \u{A}n", "École, Černy, Ô Ăn"),
        # names of symbols that a submission form took for accents
        (r"\b{eta}-VAE, \r{ho} = 0.3, \k{appa}, \c{opyright} 2024", "β-VAE, ρ = 0.3, κ, © 2024"),
        # symbols outside mathematics
        (r"{\pi}-net, 360{\deg}, {\mu}m, 0.6 \pm 0.1, A \rightarrow B", "π-net, 360°, μm, 0.6 ± 0.1, A → B"),
        (r"a \lesssim b", "a ≲ b"),
        # escaped signs
        (
            r"20\% of Q\&A, a\_b, \#1, \{3, 8\}, \$5, 86\\% done, DeepLabV3\+",
            "20% of Q&A, a_b, #1, {3, 8}, $5, 86% done, DeepLabV3+",
        ),
        ("50% of 3% % of", "50% of 3% % of"),
        # authors' macros
        (r"\method is, \ourmodel{} is, \textbf{\name} and \METHOD~is", "method is, ourmodel is, name and METHOD is"),
        (r"an \gls{LLM}, a \mymacro{kept} word, \eg, x, \ie{} y, \etc.", "an LLM, a kept word, e.g., x, i.e. y, etc."),
        # text commands
        (r"\emph{a}, \textbf {b}, \texttt{c\_d}, {\em e}, \underline{\textbf{F}}ed", "a, b, c_d, e, Fed"),
        (r"\textcolor{red}{shown}, {\color{blue}D}ata, {\large big}", "shown, Data, big"),
        (r"see~\cite{a2024} and Fig.~\ref{f}. As \citet{Xi-2025} say", "see and Fig.. As [Xi-2025] say"),
        (r"\replaced{new}{old} and \deleted{gone}kept", "new and kept"),
        (r"x\footnote{https://a.b/c}, \verb|a_b|, \ding{172}\ding{183}", "x (https://a.b/c), a_b, ①❷"),
        (
            r"under-investi\-gated pre\--trained i.i.d.\@ data, mAP\@0.5",
            "under-investigated pre-trained i.i.d. data, mAP@0.5",
        ),
        # links
        (r"at \href{https://github.com/a/b}{https://github.com/a/b}.", "at https://github.com/a/b."),
        (r"code \href{https://a.b/x\_y\#z}{\textcolor{red}{here}}.", "code here (https://a.b/x_y#z)."),
        (r"at~\url{https://a.b/~c/d--e\_f}", "at https://a.b/~c/d--e_f"),
        (r"at $\href{https://a.b/c}{\text{here}}$", "at here (https://a.b/c)"),
        # ties and abouts
        ("Claude~3.5~Sonnet, i.e.~x, ~40%, (~5), 1.6~2.5x", "Claude 3.5 Sonnet, i.e. x, ~40%, (~5), 1.6~2.5x"),
        # quotes and dashes
        ("``a b'', `c d', ``e\" and ''f'' --- g -- h, 3--5", "“a b”, ‘c d’, “e” and “f” — g – h, 3–5"),
        (
            "let's keep `code` and ```x``` and 5'' as --> they are",
            "let's keep `code` and ```x``` and 5'' as --> they are",
        ),
        ('the "\\n\\n" token', 'the "\\n\\n" token'),
        # braces
        ("{{nested {braces}} go}", "nested braces go"),
        ("one { open and } } more {", "one open and } more {"),
        # entities, also encoded twice, and things that only look like one
        ("p &lt; 0.05 &amp;lt; R&amp;D; Q&A; AT&T", "p < 0.05 < R&D; Q&A; AT&T"),
        ("x<y, a<b and c>d, <think> tokens", "x<y, a<b and c>d, <think> tokens"),
    ],
)
def test_text_commands_become_characters(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"FH$\rightarrow$SN", "FH→SN"),
        (r"the $\ell_{1}$ norm", "the ℓ_1 norm"),
        (r"in \(O(n \log n)\) and \[x^2\] time", "in O(n log n) and x^2 time"),
        (r"\begin{equation}a=b\end{equation}", "a=b"),
        ("CO$_2$ and PM$^{4}$Bench but 10$^{-3}$ and 10$^6$", "CO2 and PM4Bench but 10^-3 and 10^6"),
        (r"360$^\circ$ and $90^{\circ}$ at $20\%$ and $50%$", "360° and 90° at 20% and 50%"),
        (r"$\textbf{Name}$, $\mathit{words too}$ a$\unicode{x2013}$b", "Name, words too a–b"),
        (r"$x^{a+b}$, $\frac{a+b}{c}$, $\sum_{i=1}^n$", "x^(a+b), (a+b)/c, ∑_(i=1)^n"),
        (r"$\mathcal{O}(n)$, $\method$, $\boldsymbol{\theta}_t$", "O(n), method, θ_t"),
        (r"$\text{for $x$ in $y$}$", "for x in y"),
    ],
)
def test_mathematics_has_a_plain_reading(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize(
    "text",
    [
        "between $5 and $10 a day",
        "$0.398 to $0.55",
        "from $1.5 million, then Qwen 2.5 ($1 million)",
        "$5-$10",
        "costs US$0.50, then more",
        "Preference Modeling$ (short) to emphasise",
        "set of 90$ synthetic data",
    ],
)
def test_money_and_odd_dollars_stay_as_they_are(text: str) -> None:
    assert plain(text) == text
    assert "<math" not in html(text)


def test_a_dollar_amount_does_not_shift_the_formulas_after_it() -> None:
    rich = render(Markup("It costs $55 in all; for $x_1$ and $y_1$ it is less.", TEX))
    assert rich.plain == "It costs $55 in all; for x_1 and y_1 it is less."
    assert [span.text for span in rich.spans if span.mathml] == ["x_1", "y_1"]


def test_formulas_are_mathml_and_commands_are_tags() -> None:
    assert html(r"\emph{a $x^2$} \textbf{b\textit{c}} H\textsubscript{2} \texttt{<s>}") == (
        "<em>a</em> <em><math><msup><mi>x</mi><mn>2</mn></msup></math></em> <b>b</b><b><i>c</i></b> H<sub>2</sub> "
        "<code>&lt;s&gt;</code>"
    )


def test_hard_breaks_are_undone_and_paragraphs_kept() -> None:
    line = "This sentence is long enough to make the whole an abstract and no title at all, "
    text = f"{line * 4}and\nit goes on in\nthe next line.\n  A new paragraph\nbegins.\n\nAnd another."
    assert plain(text) == f"{line * 4}and it goes on in the next line.\nA new paragraph begins.\nAnd another."


def test_an_indented_second_line_of_a_title_is_no_paragraph() -> None:
    assert plain("Is it so? A title that goes on.\n  And ends") == "Is it so? A title that goes on. And ends"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("at https://github.com/\nSome-One/tool_x.", "at https://github.com/Some-One/tool_x."),
        ("at https://4d-\nvisual.github.io/.", "at https://4d-visual.github.io/."),
        ("at https://github.\ncom/a/b.", "at https://github.com/a/b."),
        ("at https://github.com/ Some-One/tool.", "at https://github.com/Some-One/tool."),
        ("at https://a.github.io/b/\nand more", "at https://a.github.io/b/ and more"),
        ("at https://a.org/b.\nWe show", "at https://a.org/b. We show"),
    ],
)
def test_addresses_cut_by_a_break_are_whole_again(source: str, expected: str) -> None:
    assert plain(source) == expected


def test_tidy_keeps_the_authors_source() -> None:
    source = "On {\\pi} and\n  $x^2$ with\u00a0\\emph{style} &amp;amp; more"
    assert tidy(Markup(source, TEX)) == "On {\\pi} and $x^2$ with \\emph{style} & more"
