"""Words of radars: why a paper is shown, and what took it away."""

from __future__ import annotations

__all__ = ["RADARS"]

RADARS: dict[str, tuple[str, str]] = {
    "reason.word": ("says “{what}”", "含有“{what}”"),
    "reason.words": ("says {words} and {last}", "含有{words}{last}"),
    "reason.quoted": ("“{what}”", "“{what}”"),
    "reason.between": (", ", ""),
    "reason.own.up": ("you voted it up", "您投过赞成票"),
    "reason.own.down": ("you voted it down", "您投过反对票"),
    "reason.author": ("by {what}", "作者：{what}"),
    "reason.example": ("like your example “{what}”", "与您的范例《{what}》相似"),
    "reason.vote": ("like “{what}”, which you voted up", "与您赞成过的《{what}》相似"),
    "reason.against.paper": ("against it: like “{what}”, which you voted down", "不利：与您反对过的《{what}》相似"),
    "reason.against.word": ("against it: says “{what}”", "不利：含有“{what}”"),
    "reason.category": ("in {what}", "属于 {what}"),
    "reason.related": ("near what you follow", "与您关注的内容相近"),
    "rule.include": ("has none of the words it must have: {value}", "没有任何必须含有的词：{value}"),
    "rule.exclude": ("says “{value}”, which is excluded", "含有已排除的“{value}”"),
    "rule.authors": (
        "not known to be by anybody you follow (a name alone tells nobody): {value}",
        "无法确认出自您关注的作者（仅有姓名不足以判断）：{value}",
    ),
    "rule.categories": ("outside the categories: {value}", "不属于所选类别：{value}"),
    "rule.examples": ("it is an example of this radar", "已是此雷达的范例"),
    "rule.sources": ("from another source than {value}", "不是来自所选来源：{value}"),
    "rule.languages": ("in another language than {value}", "不是所选语言：{value}"),
    "rule.other": ("{rule}: {value}", "{rule}：{value}"),
}
