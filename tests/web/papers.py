"""Invented papers, the awkward ones first: what the pages are tested against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle

from academichub.model import (
    NO_IDENTIFIERS,
    Author,
    Entry,
    FieldId,
    Identifiers,
    Kind,
    Links,
    Paper,
    PaperId,
    RichText,
    SourceId,
    Span,
    Summary,
    SummaryField,
    Text,
)

TODAY = date(2026, 6, 16)
YESTERDAY = date(2026, 6, 15)

LABELS: Mapping[SourceId, str] = {
    SourceId("arxiv"): "arXiv",
    SourceId("biorxiv"): "bioRxiv",
    SourceId("medrxiv"): "medRxiv",
    SourceId("nature"): "Nature (Science)",
    SourceId("lancet"): "The Lancet (Medicine)",
    SourceId("prl"): "Physical Review Letters",
}

HOSTILE_TITLES = (
    '<script>alert("title")</script>',
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %} ${7*7} </title></article></html>",
    "javascript:alert(1) `</textarea>` &lt;b&gt; \u202egnirts\u202c",
)


def plain(words: str) -> Text:
    """Text without markup, as the text room renders it."""
    return RichText((Span(words),)).text


def mathematical(*pieces: str | tuple[str, str]) -> Text:
    """Strings are words; a pair is (plain reading, inner MathML)."""
    return RichText(
        tuple(
            Span(piece) if isinstance(piece, str) else Span(piece[0], mathml=f"<math>{piece[1]}</math>")
            for piece in pieces
        )
    ).text


def people(*names: str) -> tuple[Author, ...]:
    return tuple(Author(name) for name in names)


_LINKS = Links("https://example.org/abs", "https://example.org/pdf")
_TWO = people("Ada Moreau", "Tomasz Wiśniewski")


@dataclass
class Draft:
    """A paper in the making: what one test paper needs to say of itself. `area` is its field."""

    paper_id: str
    title: Text
    source: str = "arxiv"
    category: str = "cs.LG"
    area: str = "computer-science"
    kind: Kind = Kind.NEW
    abstract: Text | None = None
    authors: tuple[Author, ...] = _TWO
    cross: tuple[str, ...] = ()
    version: int | None = 1
    links: Links = _LINKS
    identifiers: Identifiers = NO_IDENTIFIERS
    fields: dict[str, tuple[str, int]] = field(default_factory=dict)
    language: str = "en"
    model: str = "extract"

    def entry(self, day: date) -> Entry:
        source = SourceId(self.source)
        paper = Paper(
            paper_id=PaperId(self.paper_id),
            source=source,
            title_source=self.title.plain,
            title=self.title,
            abstract=self.abstract,
            authors=self.authors,
            categories=(self.category, *self.cross),
            primary_category=self.category,
            field=FieldId(self.area),
            identifiers=self.identifiers,
            links=self.links,
            version=self.version,
            posted_on=day,
            licence="https://creativecommons.org/licenses/by/4.0/",
            withdrawn=self.kind is Kind.WITHDRAWN,
        )
        return Entry(paper, self.kind, source, day, self.version, self._summary(paper))

    def _summary(self, paper: Paper) -> Summary | None:
        if not self.fields:
            return None
        fields = {name: SummaryField(plain(words), (at,)) for name, (words, at) in self.fields.items()}
        return Summary(paper.paper_id, self.version, self.language, self.model, "roles-1", "0", fields)


def abstract_of(fields: Mapping[str, tuple[str, int]]) -> Text:
    """The sentences of a summary in the order they stand in the abstract."""
    return plain(" ".join(dict(sorted((at, words) for words, at in fields.values())).values()))


_TIDES = {
    "motivation": ("Coastal models resolve tides well but lose the slow drift of the sea bed between surveys.", 0),
    "method": ("We couple a tide solver with a sediment memory that is corrected whenever a ship passes.", 1),
    "conclusion": ("Opportunistic soundings are enough to keep a harbour chart current for three years.", 3),
    "tldr": ("Over eleven estuaries the mean depth error falls from 0.84 m to 0.31 m without new surveys.", 2),
}
_ALPHA = "<mi>α</mi>"
_BOUND = (
    "<mi>O</mi><mo stretchy='false'>(</mo><msup><mi>n</mi><mfrac><mn>3</mn><mn>2</mn></mfrac></msup>"
    "<mi>log</mi><mi>n</mi><mo stretchy='false'>)</mo>"
)

AWKWARD: tuple[Draft, ...] = (
    Draft(
        "arxiv:2606.10001",
        plain("Charts That Correct Themselves: Opportunistic Soundings for Drifting Sea Beds"),
        category="physics.ao-ph",
        area="earth",
        cross=("cs.LG", "stat.AP"),
        abstract=abstract_of(_TIDES),
        authors=people("Ingrid Aas", "Kwabena Osei-Bonsu", "María José Peña", "Li Wenhua", "Zoë O’Connor"),
        fields=_TIDES,
        links=Links("https://example.org/abs/1", "https://example.org/pdf/1", "https://example.org/code/1"),
        identifiers=Identifiers(arxiv="2606.10001", doi="10.5555/tides.2026.1"),
    ),
    Draft(
        "arxiv:2606.10002",
        plain("A Cross-Listed Note on Lattice Codes for Quiet Microphones"),
        category="eess.AS",
        area="engineering",
        kind=Kind.CROSS,
        cross=("cs.SD",),
        abstract=plain("Lattice codes are old. We show that they help microphones that must not be heard."),
    ),
    Draft(
        "arxiv:2401.00003",
        plain("Revised: Why Some Gradients Go Home Early"),
        kind=Kind.REPLACE,
        version=3,
        abstract=plain("We revisit early stopping. The third version corrects the constant in Theorem 2."),
        identifiers=Identifiers(arxiv="2401.00003"),
    ),
    Draft(
        "arxiv:2606.10004",
        mathematical(
            "Deciding ", ("α", _ALPHA), "-Connectivity in ", ("O(n^(3/2) log n)", _BOUND), " Time on Planar Graphs"
        ),
        category="math.CO",
        area="mathematics",
        abstract=mathematical(
            "For every ",
            ("α", _ALPHA),
            " above one half we decide connectivity of a planar graph in time ",
            ("O(n^(3/2) log n)", _BOUND),
            ", and prices such as $5 or $10 are not mathematics.",
        ),
        fields={"tldr": ("Connectivity of planar graphs is decided faster than before.", 0)},
    ),
    Draft(
        "doi:10.5555/nature.0005",
        plain("Nine Years of Silence from a Repeating Radio Source"),
        source="nature",
        category="astronomy",
        area="astronomy",
        version=None,
        authors=(Author("The Quiet Sky Collaboration", is_group=True),),
        abstract=plain("A source that repeated every sixteen days has not been heard for nine years."),
        identifiers=Identifiers(doi="10.5555/nature.0005"),
        links=Links("https://example.org/nature/5"),
    ),
    Draft(
        "doi:10.5555/2026.06.10.0006",
        plain("Slow Wave Sleep and Memory in Zebrafish"),
        source="biorxiv",
        category="neuroscience",
        area="neuroscience",
        kind=Kind.WITHDRAWN,
        version=2,
        abstract=plain("The authors have withdrawn this manuscript because a control group was mislabelled."),
    ),
    Draft(
        "doi:10.5555/lancet.0007",
        plain("Correspondence: Counting the Uncounted in District Hospitals"),
        source="lancet",
        category="medicine",
        area="medicine",
        version=None,
        authors=(),
        links=Links("https://example.org/lancet/7"),
    ),
    Draft(
        "doi:10.5555/2026.06.11.0008",
        plain("Genome of the Ångström Beetle, Naïve Façade and All"),
        source="biorxiv",
        category="bioinformatics",
        area="biology",
        authors=people("Søren Ångström", "Þóra Jónsdóttir", "Đặng Thị Hương", "François Lefèvre"),
        abstract=plain("We assemble the genome of a beetle that hides in façades."),
    ),
    Draft(
        "arxiv:2606.10009",
        plain("面向低资源语言的语音识别：Transformer 与声调建模"),
        category="cs.CL",
        authors=people("王小明", "李雪", "陈 Robert"),
        abstract=plain(
            "声调语言的语音识别在数据稀缺时错误率很高。我们提出一种把声调作为独立序列建模的方法。"
            "在 6 种语言的 120 小时语料上，字错误率从 24.1% 降到 17.8%。这说明声调信息应当单独建模。"
        ),
        fields={
            "tldr": ("在 6 种语言的 120 小时语料上，字错误率从 24.1% 降到 17.8%。", 2),
            "motivation": ("声调语言的语音识别在数据稀缺时错误率很高。", 0),
            "method": ("我们提出一种把声调作为独立序列建模的方法。", 1),
            "conclusion": ("这说明声调信息应当单独建模。", 3),
        },
        language="zh",
    ),
    Draft(
        "doi:10.5555/prl.0010",
        plain("Search for Sterile Resonances with Three Thousand Friends"),
        source="prl",
        category="physics",
        area="physics",
        version=None,
        authors=tuple(Author(f"A. {chr(65 + i % 26)}. Physicist-{i:04d}") for i in range(3000)),
        abstract=plain("No sterile resonance is found below 4.2 TeV."),
        links=Links("https://example.org/prl/10"),
    ),
    *(
        Draft(
            f"feed:{title[:12]}/../{n}",
            plain(title),
            source="medrxiv",
            category="<i>category</i>",
            area="medicine",
            authors=people('<b onmouseover="alert(2)">Mallory</b>'),
            abstract=plain(title * 3),
            links=Links("javascript:alert(3)", 'https://example.org/"onclick="alert(4)', "data:text/html,x"),
        )
        for n, title in enumerate(HOSTILE_TITLES)
    ),
)

_SUBJECTS = (
    ("arxiv", "cs.CV", "computer-science", "Depth from Rain on a Single Window"),
    ("arxiv", "cs.LG", "computer-science", "Forgetting Schedules for Frugal Learners"),
    ("arxiv", "cs.RO", "computer-science", "Grasping Cloth by Its Shadow"),
    ("arxiv", "math.NT", "mathematics", "Gaps Between Sums of Three Triangular Numbers"),
    ("arxiv", "stat.ME", "statistics", "Confidence Bands That Admit They Were Wrong"),
    ("arxiv", "quant-ph", "physics", "Cooling a Drum with Its Own Echo"),
    ("arxiv", "astro-ph.GA", "astronomy", "Dust Lanes in Galaxies That Should Have None"),
    ("arxiv", "cond-mat.mtrl-sci", "materials", "A Glass That Remembers the Order of Its Cracks"),
    ("arxiv", "econ.EM", "economics", "Prices of Bread and Instruments for Patience"),
    ("biorxiv", "bioinformatics", "biology", "Aligning Genomes of Organisms No One Has Seen"),
    ("biorxiv", "neuroscience", "neuroscience", "Place Cells in Burrowing Owls"),
    ("medrxiv", "epidemiology", "medicine", "Winter Fever on Islands Without Winter"),
    ("nature", "multidisciplinary", "multidisciplinary", "Rivers Under the Northern Ice Move in Pulses"),
)
_SAMPLE_WORDS = {
    "motivation": ("The question is old, and the usual answer rests on measurements that nobody repeats.", 0),
    "method": ("We repeat them with instruments of a tenth of the cost and a design fixed beforehand.", 1),
    "conclusion": ("Cheap repetition should come before costly extension.", 3),
    "tldr": ("The effect is half as large as reported and is found in four of the five settings.", 2),
}


def filler(n: int) -> tuple[Draft, ...]:
    """n ordinary papers over the subjects in turn."""
    subjects = cycle(_SUBJECTS)
    return tuple(
        Draft(
            f"{source}:2606.2{number:04d}",
            plain(f"{title}, Part {number + 1}"),
            source=source,
            category=category,
            area=of,
            abstract=abstract_of(_SAMPLE_WORDS),
            fields=_SAMPLE_WORDS,
        )
        for number, (source, category, of, title) in zip(range(n), subjects, strict=False)
    )
