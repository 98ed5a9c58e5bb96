"""Words of one card per work: what was joined and why, what may belong together, corrections of past editions."""

from __future__ import annotations

__all__ = ["WORKS"]

WORKS: dict[str, tuple[str, str]] = {
    # on the card and the paper's page
    "works.also": ("also as: {names}", "另见：{names}"),
    "works.joined": ("One card for", "本卡片合并自"),
    "works.first": ("the card began with it", "最先收录"),
    "works.reason.name": ("both give {name}", "两处都注明 {name}"),
    "works.reason.title": ("same title and authors", "标题与作者相同"),
    "works.reason.near": ("nearly the same title, same authors", "标题相近，作者相同"),
    "works.reason.reader": ("you joined them", "由您合并"),
    "works.part": ("Take apart", "拆分"),
    "works.part.of": ("Take {source} apart from this card", "将 {source} 从本卡片拆出"),
    "works.suggested": ("Possibly the same work", "可能是同一工作"),
    "works.suggested.note": (
        "Too little is known to join them without you. Nothing is lost either way, and each can be taken back.",
        "现有信息不足以自动合并，请您判断。两种选择都不会丢失内容，也都可以撤销。",
    ),
    "works.same": ("Same work", "是同一工作"),
    "works.different": ("Different works", "不是同一工作"),
    "works.of": ("{act}: {title}", "{act}：{title}"),
    "works.given_by": ("given by {source}", "由 {source} 提供"),
    # versions
    "works.changed": ("changed: {names}", "有改动：{names}"),
    "works.changed.title": ("title", "标题"),
    "works.changed.abstract": ("abstract", "摘要"),
    "works.changed.authors": ("authors", "作者"),
    "works.changed.nothing": ("text unchanged", "文字未变"),
    # past editions
    "works.correction.withdrawn": (
        "{title} has been withdrawn or retracted since this edition",
        "{title} 在本期之后已撤回或撤稿",
    ),
    "works.correction.joined": (
        "{title} was counted on {day} under two names; they turned out to be one work on {made}",
        "{title} 在{day}以两个名称计入，后于{made}确认为同一工作",
    ),
    "works.since.version": ("now v{n}", "现为 v{n}"),
    "works.corrections": ("Corrections since", "本期之后的更正"),
    # commands
    "works.none": ("No two papers look like one work without being one card", "没有疑似同一工作的两篇论文"),
    "works.no_merges": ("Nothing was joined yet", "尚未合并过任何论文"),
    "works.likeness": ("{reason}; likeness {score}", "{reason}；相似度 {score}"),
    "works.column.id": ("no.", "编号"),
    "works.column.kept": ("card", "卡片"),
    "works.column.joined": ("joined", "并入"),
    "works.column.reason": ("reason", "理由"),
    "works.column.day": ("on", "日期"),
    "works.column.state": ("now", "现状"),
    "works.stands": ("stands", "有效"),
    "works.undone": ("taken back", "已撤销"),
    "works.said.joined": (
        "One card now: {paper}; academichub works unmerge NO takes it back, academichub works merges gives the number",
        "已合并为一张卡片：{paper}；可用 academichub works unmerge 编号 撤销，编号见 academichub works merges",
    ),
    "works.said.parted": ("Taken apart: {strands} left {paper}", "已拆分：{strands} 不再属于 {paper}"),
    "works.said.refused": (
        "Kept as two works: {one} and {other} are never joined by themselves",
        "已记为两个工作：{one} 与 {other} 不会被自动合并",
    ),
    # what cannot be done
    "fault.works.one_already": ("both names are of one card already", "两个名称已属同一张卡片"),
    "fault.works.to_part": (
        "both names are of one card; to take it apart: academichub works unmerge NO "
        "(academichub works merges gives the number)",
        "两个名称已属同一张卡片；要分开请运行 academichub works unmerge 编号（编号见 academichub works merges）",
    ),
    "fault.works.one_source": (
        "both have an entry of this source, and a source that gave two works two keys is believed",
        "两者都有该来源的条目；来源既已分别编号，即视为两个工作",
    ),
    "fault.works.parted": (
        "there is nothing to take back: it was undone before, or nothing else is left on the card",
        "无可撤销：该合并此前已撤销，或卡片上已无其他条目",
    ),
    "fault.works.not_learned": (
        "this paper is not in the register of works yet; run academichub update once",
        "该论文尚未登记；请先运行一次 academichub update",
    ),
}
