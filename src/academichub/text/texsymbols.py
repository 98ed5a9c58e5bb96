"""What TeX's text commands stand for: accents, letters, signs, and the commands that only shape text."""

from __future__ import annotations

import unicodedata

__all__ = [
    "ABBREVIATIONS", "ACCENTS", "DROPPED", "DROPPED_WITH_ARGUMENT", "FONT_SWITCHES", "JOINING_LETTERS",
    "MANGLED", "SYMBOLS", "TAGGED", "accented", "dingbat",
]  # fmt: skip

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
    "r": "\u030a",
}  # fmt: skip
"""Accent command -> combining mark."""

_GREEK = (
    "alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ "
    "mu:μ nu:ν xi:ξ pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω "
    "Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω"
)
_LETTERS = "ss:ß SS:ẞ o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:ı j:ȷ dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ ng:ŋ NG:Ŋ"
_SIGNS = (
    "deg:° degree:° textdegree:° pm:± mp:∓ times:× texttimes:× div:÷ cdot:· cdots:⋯ ldots:… dots:… textellipsis:… "
    "leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ neq:≠ ne:≠ approx:≈ sim:~ simeq:≃ cong:≅ equiv:≡ propto:∝ ll:≪ gg:≫ "
    "rightarrow:→ to:→ leftarrow:← leftrightarrow:↔ longrightarrow:→ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ "
    "mapsto:↦ uparrow:↑ downarrow:↓ textrightarrow:→ textleftarrow:← textuparrow:↑ textdownarrow:↓ "
    "infty:∞ partial:∂ nabla:∇ sum:∑ prod:∏ int:∫ sqrt:√ in:∈ notin:∉ subset:⊂ subseteq:⊆ cup:∪ cap:∩ emptyset:∅ "
    "forall:∀ exists:∃ neg:¬ land:∧ wedge:∧ lor:∨ vee:∨ oplus:⊕ otimes:⊗ circ:∘ bullet:• star:⋆ ast:* dagger:† "
    "ddagger:‡ ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ angle:∠ perp:⊥ parallel:∥ checkmark:✓ cmark:✓ xmark:✗ langle:⟨ rangle:⟩ "
    "copyright:© textcopyright:© textregistered:® texttrademark:™ S:§ P:¶ pounds:£ textsterling:£ euro:€ texteuro:€ "
    "EUR:€ yen:¥ textyen:¥ textcent:¢ textperthousand:‰ textpertenthousand:‱ permil:‰ textmu:μ micro:μ textohm:Ω ohm:Ω "
    "angstrom:Å celsius:°C textcelsius:℃ textonehalf:½ textendash:– textemdash:— textquotedblleft:“ "
    "textquotedblright:” textquoteleft:‘ textquoteright:’ textquotesingle:' textquotedbl:\" guillemotleft:« "
    "guillemotright:» textasciitilde:~ texttildelow:~ textasciicircum:^ textbackslash:\\ backslash:\\ textless:< "
    "textgreater:> textbar:| textbullet:• textperiodcentered:· textunderscore:_ textdollar:$ textbraceleft:{ "
    "textbraceright:} lbrace:{ rbrace:} textdagger:† textsection:§ textasteriskcentered:* slash:/ colon:: "
    "textonesuperior:¹ texttwosuperior:² textthreesuperior:³ LaTeX:LaTeX TeX:TeX BibTeX:BibTeX heartsuit:♥ sharp:♯"
)


def _table(source: str) -> dict[str, str]:
    return dict(entry.split(":", 1) for entry in source.split())


def _names(source: str) -> frozenset[str]:
    return frozenset(source.split())


SYMBOLS: dict[str, str] = {**_table(_GREEK), **_table(_LETTERS), **_table(_SIGNS)}
"""Command name -> characters."""

JOINING_LETTERS = frozenset(_table(_LETTERS)) - {"AA", "aa", "O", "L", "AE", "OE", "SS", "DH", "TH", "DJ", "NG", "S"}
"""Letters inside words: the blank that ends the command (`Bj\\o rn`) is not shown."""

MANGLED: dict[str, dict[str, str]] = {
    accent: {name[1:]: sign for name, sign in SYMBOLS.items() if name[0] == accent and len(name) > 2}
    for accent in "uvHckdbrt"
}
"""`\\b{eta}` is β: some submission tools took `\\beta` for the accent `\\b`. Accent -> rest of name -> character."""

ABBREVIATIONS = {
    "eg": "e.g.", "Eg": "E.g.", "ie": "i.e.", "Ie": "I.e.", "cf": "cf.", "Cf": "Cf.", "etc": "etc.", "vs": "vs.",
    "wrt": "w.r.t.", "dof": "d.o.f.", "etal": "et al.", "aka": "a.k.a.", "iid": "i.i.d.",
}  # fmt: skip
"""Macros of the common conference styles."""

TAGGED: dict[str, tuple[str, ...]] = {
    "emph": ("em",), "textit": ("i",), "textsl": ("i",), "mathit": ("i",), "textbf": ("b",), "mathbf": ("b",),
    "boldsymbol": ("b",), "bm": ("b",), "texttt": ("code",), "mathtt": ("code",), "lstinline": ("code",),
    "underline": ("u",), "uline": ("u",), "ul": ("u",), "textsuperscript": ("sup",), "textsubscript": ("sub",),
    "textsc": (), "textsf": (), "textrm": (), "textup": (), "textmd": (), "textnormal": (), "text": (), "mbox": (),
    "hbox": (), "fbox": (), "mathrm": (), "mathsf": (), "mathcal": (), "mathbb": (), "mathfrak": (), "mathscr": (),
    "operatorname": (), "ensuremath": (), "uppercase": (), "added": (), "hl": (), "sout": (), "st": (), "textsw": (),
    "gls": (), "Gls": (), "glspl": (), "acs": (), "acl": (), "acp": (), "ac": (), "acf": (), "makebox": (),
}  # fmt: skip
"""Command -> the tags of its argument."""

FONT_SWITCHES: dict[str, tuple[str, ...]] = {
    "em": ("em",), "it": ("i",), "itshape": ("i",), "sl": ("i",), "slshape": ("i",), "bf": ("b",), "bfseries": ("b",),
    "tt": ("code",), "ttfamily": ("code",),
}  # fmt: skip
"""Command -> the tags of the rest of its group."""

DROPPED = _names(
    "rm sc sf cal scshape rmfamily sffamily mdseries upshape normalfont tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge xspace noindent indent centering raggedright protect leavevmode null relax "
    "displaystyle textstyle scriptstyle limits nolimits left right middle big Big bigg Bigg maketitle appendix "
    "smallskip medskip bigskip newpage clearpage hfill vfill hline toprule midrule bottomrule allowbreak nobreak "
    "sloppy selectfont boldmath unboldmath"
)
"""Commands that only shape text."""

DROPPED_WITH_ARGUMENT = _names(
    "label ref eqref autoref cref Cref pageref vspace hspace vskip hskip color pagecolor cite citep citealp citeyear "
    "citeyearpar parencite footcite autocite nocite supercite footnotemark thispagestyle bibliography "
    "bibliographystyle setlength deleted includegraphics begin end pdfbookmark index glsadd acresetall "
    "vphantom hphantom phantom thanks"
)
"""Commands whose argument is no text of the paper: keys, lengths, colours, what was struck out."""


def accented(accent: str, letter: str) -> str | None:
    """The letter with the accent as one character; with combining marks where Unicode has none; None for no letter."""
    base = {"\u0131": "i", "\u0237": "j"}.get(letter, letter)
    if len(base) != 1 or not base.isalpha():
        return None
    return unicodedata.normalize("NFC", base + ACCENTS[accent])


def dingbat(number: int) -> str | None:
    """The sign of `\\ding{number}`: Zapf Dingbats as Unicode lists them. None where the font has none."""
    if 33 <= number <= 126:
        return chr(0x2700 + number - 32)
    if 172 <= number <= 181:
        return chr(0x2460 + number - 172)
    if 182 <= number <= 254 and number != 240:
        return chr(0x2776 + number - 182)
    return None
