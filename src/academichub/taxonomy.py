"""One map of fields: which field of research a category of any source belongs to. Pure.

arXiv archives as of its category taxonomy (https://arxiv.org/category_taxonomy, checked 2026-11); bioRxiv and medRxiv
subjects all lie in biology and medicine but for the few named here; a journal's field comes from the catalogue; the
fields of OpenAlex and Semantic Scholar are mapped by name.
"""

from __future__ import annotations

from academichub.model import OTHER, FieldId

__all__ = ["FIELDS", "OTHER", "field_of", "is_category", "is_field"]

FIELDS: dict[FieldId, tuple[str, str]] = {
    FieldId("computer-science"): ("Computer science", "计算机科学"),
    FieldId("mathematics"): ("Mathematics", "数学"),
    FieldId("statistics"): ("Statistics", "统计学"),
    FieldId("physics"): ("Physics", "物理学"),
    FieldId("astronomy"): ("Astronomy", "天文学"),
    FieldId("chemistry"): ("Chemistry", "化学"),
    FieldId("materials"): ("Materials science", "材料科学"),
    FieldId("earth"): ("Earth and environment", "地球与环境"),
    FieldId("engineering"): ("Engineering", "工程学"),
    FieldId("biology"): ("Biology", "生物学"),
    FieldId("medicine"): ("Medicine", "医学"),
    FieldId("neuroscience"): ("Neuroscience", "神经科学"),
    FieldId("psychology"): ("Psychology", "心理学"),
    FieldId("economics"): ("Economics", "经济学"),
    FieldId("social"): ("Social sciences", "社会科学"),
    FieldId("humanities"): ("Humanities", "人文学科"),
    FieldId("multidisciplinary"): ("Multidisciplinary", "综合"),
    FieldId("other"): ("Other", "其他"),
}
"""Field id -> its name in English and in Chinese, in the order of display."""

_ARCHIVES = {
    "cs": "computer-science",
    "math": "mathematics",
    "math-ph": "physics",
    "stat": "statistics",
    "eess": "engineering",
    "econ": "economics",
    "q-fin": "economics",
    "q-bio": "biology",
    "astro-ph": "astronomy",
    "cond-mat": "physics",
    "gr-qc": "physics",
    "hep-ex": "physics",
    "hep-lat": "physics",
    "hep-ph": "physics",
    "hep-th": "physics",
    "nlin": "physics",
    "nucl-ex": "physics",
    "nucl-th": "physics",
    "physics": "physics",
    "quant-ph": "physics",
}

_EXCEPTIONS = {
    "cond-mat.mtrl-sci": "materials",
    "physics.chem-ph": "chemistry",
    "physics.ao-ph": "earth",
    "physics.geo-ph": "earth",
    "physics.med-ph": "medicine",
    "physics.bio-ph": "biology",
    "physics.soc-ph": "social",
    "q-bio.nc": "neuroscience",
    "neuroscience": "neuroscience",
    "animal behavior and cognition": "biology",
    "scientific communication and education": "social",
    "psychiatry and clinical psychology": "psychology",
    "health economics": "economics",
}

_NAMES = {
    # OpenAlex's fields (https://api.openalex.org/fields) and Semantic Scholar's fields of study, where the name alone
    # is not the field's id.
    "agricultural and biological sciences": "biology",
    "agricultural and food sciences": "biology",
    "art": "humanities",
    "arts and humanities": "humanities",
    "biochemistry, genetics and molecular biology": "biology",
    "business": "economics",
    "business, management and accounting": "economics",
    "chemical engineering": "engineering",
    "computer science": "computer-science",
    "decision sciences": "economics",
    "dentistry": "medicine",
    "earth and planetary sciences": "earth",
    "economics, econometrics and finance": "economics",
    "education": "social",
    "energy": "engineering",
    "environmental science": "earth",
    "geography": "earth",
    "geology": "earth",
    "health professions": "medicine",
    "history": "humanities",
    "immunology and microbiology": "biology",
    "law": "social",
    "linguistics": "humanities",
    "materials science": "materials",
    "nursing": "medicine",
    "pharmacology, toxicology and pharmaceutics": "medicine",
    "philosophy": "humanities",
    "physics and astronomy": "physics",
    "political science": "social",
    "social sciences": "social",
    "sociology": "social",
    "veterinary": "medicine",
}

_SERVERS = {"biorxiv": "biology", "medrxiv": "medicine"}


def is_field(name: str) -> bool:
    """Whether `name` is the id of a field."""
    return name in FIELDS


def is_category(source: str, category: str) -> bool:
    """Whether a source's category is one, rather than the mere field that a journal of the catalogue carries.

    Preprint servers have categories that are named like a field: bioRxiv's neuroscience.
    """
    return source == "arxiv" or source in _SERVERS or not is_field(category)


def field_of(category: str | None, source: str) -> FieldId:
    """The field of a primary category as announced by a source.

    A category that is itself a field's id (as journals of the catalogue carry) is that field; what no rule knows
    is `other`.
    """
    if category is not None:
        name = category.casefold()
        if name in _EXCEPTIONS:
            return FieldId(_EXCEPTIONS[name])
        archive = name.partition(".")[0]
        if source not in _SERVERS and archive in _ARCHIVES:
            return FieldId(_ARCHIVES[archive])
        if is_field(name):
            return FieldId(name)
        if source not in _SERVERS and name in _NAMES:
            return FieldId(_NAMES[name])
    return FieldId(_SERVERS.get(source, OTHER))
