"""The tables behind the pictures of a briefing: every figure that a picture draws, for who cannot see it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from academichub.model import PaperId, Skeleton, Tension, Trend
from academichub.publish.briefing.parts import ShownCell, ShownTable
from academichub.publish.briefing.quoting import tidy
from academichub.publish.briefing.referencing import Known, Numbering
from academichub.publish.pictures.joins import joins_of
from academichub.publish.shares import chance_of, percent
from academichub.publish.wording import Wording
from academichub.text.language import language_of

__all__ = ["COLUMNS", "show_tables"]

Rows = Iterable[tuple[ShownCell, ...]]


_TREND = ("now", "before", "share_now", "share_before", "trend", "p")
_OF_HISTORY = frozenset({"before", "share_before", "trend", "p"})
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "clusters": ("cluster", *_TREND, "fields"),
    "phrases": ("phrase", *_TREND),
    "heat": ("field", "field_other", "bridges", "beside", "smaller"),
    "bridges": ("shared", "fields", "papers", "closeness", "distance"),
    "tensions": ("about", "kind", "first", "second"),
    "map": ("paper", "field", "cluster", "place"),
}
"""The tables in their order, each with the names of its columns."""


def show_tables(skeleton: Skeleton, numbering: Numbering, known: Known) -> tuple[ShownTable, ...]:
    """Clusters, phrases, heat, bridges, tensions, map; those that have nothing in them are left out."""
    w = known.w
    rows: Mapping[str, Rows] = {
        "clusters": _clusters(skeleton, w),
        "phrases": _phrases(skeleton, w),
        "heat": _heat(skeleton, w),
        "bridges": _bridges(skeleton, numbering, known),
        "tensions": _tensions(skeleton, numbering, known),
        "map": _map(skeleton, numbering, known),
    }
    tables = [_table(w, name, rows[name]) for name in COLUMNS]
    if not any(cluster.trend.n_weeks_before for cluster in skeleton.clusters):
        tables[0] = _without_history(w, tables[0])
    return tuple(table for table in tables if table.rows)


def _table(w: Wording, name: str, rows: Rows) -> ShownTable:
    heads = tuple(w(f"briefing.column.{column}") for column in COLUMNS[name])
    return ShownTable(name, w(f"briefing.table.{name}"), w(f"briefing.table.{name}.note"), heads, tuple(rows))


def _without_history(w: Wording, clusters: ShownTable) -> ShownTable:
    """Without the columns that would be empty in every row."""
    kept = [at for at, column in enumerate(COLUMNS["clusters"]) if column not in _OF_HISTORY]
    heads = tuple(clusters.columns[at] for at in kept)
    rows = tuple(tuple(row[at] for at in kept) for row in clusters.rows)
    return replace(clusters, note=w("briefing.table.clusters.no_weeks"), columns=heads, rows=rows)


def _said(w: Wording, text: str) -> ShownCell:
    return ShownCell(text, w.language)


def _text(text: str, *numbers: int | None) -> ShownCell:
    plain = tidy(text)
    return ShownCell(plain, language_of(plain), tuple(number for number in numbers if number))


def _number(w: Wording, value: int | str) -> ShownCell:
    return ShownCell(w.value(value), w.language, is_number=True)


def _trend(trend: Trend, w: Wording) -> tuple[ShownCell, ...]:
    figures = (trend.n_now, trend.n_before, percent(trend.share_now), percent(trend.share_before))
    words = _said(w, w(f"briefing.trend.{_direction(trend)}"))
    return (*(_number(w, figure) for figure in figures), words, _number(w, chance_of(trend)))


def _direction(trend: Trend) -> str:
    if trend.p_value is None:
        return "untested"
    if not trend.is_significant:
        return "same"
    return "up" if trend.share_now > trend.share_before else "down"


def _clusters(skeleton: Skeleton, w: Wording) -> Rows:
    for cluster in skeleton.clusters:
        fields = [w("brief.field_count", field=w.field(field), n=n) for field, n in cluster.fields.items()]
        yield (_text(cluster.label), *_trend(cluster.trend, w), _said(w, w.join(fields)))


def _phrases(skeleton: Skeleton, w: Wording) -> Rows:
    return ((_text(phrase), *_trend(trend, w)) for phrase, trend in skeleton.trends.items())


def _heat(skeleton: Skeleton, w: Wording) -> Rows:
    """The pairs of fields that anything joins, those with most bridges first."""
    joined = [join for join in joins_of(skeleton) if join.n_bridges or join.n_beside]
    for join in sorted(joined, key=lambda join: (-join.n_bridges, -join.n_beside)):
        one, other = join.fields
        figures = (join.n_bridges, join.n_beside, join.n_smaller)
        yield (_said(w, w.field(one)), _said(w, w.field(other)), *(_number(w, figure) for figure in figures))


def _bridges(skeleton: Skeleton, numbering: Numbering, known: Known) -> Rows:
    w = known.w
    for bridge in skeleton.bridges:
        numbers = [numbering.get(paper_id) for paper_id in bridge.paper_ids]
        titles = w("join.clause").join(known.title(paper_id).text for paper_id in bridge.paper_ids)
        yield (
            _text(w.join(bridge.shared)),
            _said(w, w.join(w.field(field) for field in bridge.fields)),
            _text(titles, *numbers),
            _number(w, f"{bridge.closeness:.2f}"),
            _number(w, f"{bridge.distance:.2f}"),
        )


def _tensions(skeleton: Skeleton, numbering: Numbering, known: Known) -> Rows:
    w = known.w
    for tension in skeleton.tensions:
        kind = w("briefing.agreement" if tension.agrees else "briefing.tension")
        yield (_text(tension.about), _said(w, kind), *_sides(tension, numbering, known))


def _sides(tension: Tension, numbering: Numbering, known: Known) -> Iterator[ShownCell]:
    for paper_id, at in zip(tension.paper_ids, tension.sentences, strict=True):
        paper = known.read.get(paper_id)
        sentence = paper.sentences[at] if paper and 0 <= at < len(paper.sentences) else known.title(paper_id).text
        yield _text(sentence, numbering.get(paper_id))


def _map(skeleton: Skeleton, numbering: Numbering, known: Known) -> Rows:
    """By cluster and from left to right, so that neighbours in the picture are near each other here."""
    w = known.w
    labels: Mapping[PaperId, str] = {each: cluster.label for cluster in skeleton.clusters for each in cluster.paper_ids}
    for paper in sorted(skeleton.papers, key=lambda each: (labels.get(each.paper_id, ""), each.place or (0.0, 0.0))):
        if paper.place is not None:
            yield (
                _text(known.title(paper.paper_id).text, numbering.get(paper.paper_id)),
                _said(w, w.field(paper.field)),
                _text(labels.get(paper.paper_id, "")),
                _number(w, f"{paper.place[0]:.2f}, {paper.place[1]:.2f}"),
            )
