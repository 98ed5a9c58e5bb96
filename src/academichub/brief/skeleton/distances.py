"""How far apart the fields of two papers are, from 0 (the same) to 1. Pure; the fields themselves are the taxonomy's.

A table by judgement, not by measurement: families of fields, and pairs of fields that share journals and departments.
"""

from __future__ import annotations

from academichub.model import OTHER, BriefPaper, FieldId

__all__ = ["field_distance", "is_vague", "paper_distance"]

_WITHIN_FIELD = 0.15  # two primary categories of one field
_WITHIN_FAMILY = 0.5
_UNKNOWN = 0.25  # with papers whose field says little: never the farthest
_SHARED_CATEGORY = 0.5  # times: the authors themselves listed one paper where the other stands

_FAMILIES = {
    "formal": ("computer-science", "mathematics", "statistics"),
    "physical": ("physics", "astronomy", "chemistry", "materials", "earth", "engineering"),
    "life": ("biology", "medicine", "neuroscience"),
    "human": ("psychology", "economics", "social", "humanities"),
}
_FAMILY_OF = {field: family for family, fields in _FAMILIES.items() for field in fields}
_VAGUE = frozenset({"multidisciplinary", str(OTHER)})
_NEAR = {
    0.35: """computer-science/statistics computer-science/engineering mathematics/statistics physics/astronomy
        physics/materials chemistry/materials biology/medicine biology/neuroscience engineering/materials""",
    0.4: "medicine/neuroscience neuroscience/psychology social/psychology economics/social social/humanities",
    0.5: "mathematics/physics chemistry/biology medicine/psychology chemistry/physics",
    0.6: "statistics/economics statistics/medicine statistics/biology mathematics/economics engineering/mathematics",
    0.7: "computer-science/mathematics computer-science/neuroscience computer-science/psychology biology/earth",
}
_TABLE = {frozenset(pair.split("/")): distance for distance, pairs in _NEAR.items() for pair in pairs.split()}


def is_vague(field: FieldId) -> bool:
    """Whether a field says little of what its papers are about."""
    return field in _VAGUE


def field_distance(first: FieldId, second: FieldId) -> float:
    """0 for one field; the same either way round."""
    if first == second:
        return 0.0
    if is_vague(first) or is_vague(second):
        return _UNKNOWN
    known = _TABLE.get(frozenset((str(first), str(second))))
    if known is not None:
        return known
    families = {_FAMILY_OF.get(field) for field in (first, second)}
    return _WITHIN_FAMILY if len(families) == 1 else 1.0


def paper_distance(first: BriefPaper, second: BriefPaper) -> float:
    """The distance of their fields, small within one field, half as far where they share a category."""
    if first.field != second.field:
        distance = field_distance(first.field, second.field)
    else:
        distance = 0.0 if first.categories[:1] == second.categories[:1] else _WITHIN_FIELD
    return distance * (_SHARED_CATEGORY if set(first.categories) & set(second.categories) else 1.0)
