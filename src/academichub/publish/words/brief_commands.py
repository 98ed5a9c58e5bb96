"""Words of the commands about briefings."""

from __future__ import annotations

__all__ = ["BRIEF_COMMANDS"]

BRIEF_COMMANDS = {
    "brief.command.stored": (
        "Stored as briefing {id}, of {n} paper.|Stored as briefing {id}, of {n} papers.",
        "已保存为简报 {id}，共 {n} 篇论文。",
    ),
    "brief.command.unwritten": ("The model did not write all of it: {reason}", "模型未写全：{reason}"),
    "brief.command.unchanged": ("Nothing has changed since briefing {id}.", "自简报 {id} 以来没有变化。"),
    "brief.command.removed": ("Removed briefing {id}.", "已删除简报 {id}。"),
    "brief.command.none": (
        "No briefing is stored yet; make one with: academichub brief",
        "还没有简报；运行 academichub brief 生成一份。",
    ),
    "brief.command.all": ("all papers", "全部论文"),
    "brief.command.verified": ("{n}, {verified} verified ({model})", "{n}，其中 {verified} 条通过核对（{model}）"),
    "brief.command.column.id": ("id", "编号"),
    "brief.command.column.made": ("made (UTC)", "生成时间（UTC）"),
    "brief.command.column.days": ("days", "日期"),
    "brief.command.column.about": ("about", "范围"),
    "brief.command.column.papers": ("papers", "论文"),
    "brief.command.column.claims": ("claims", "陈述"),
    "brief.command.weekly": (
        "The weekly briefing of {since} to {until} is stored as briefing {id}.",
        "{since}至{until}的每周简报已保存为简报 {id}。",
    ),
    "brief.command.weekly_failed": (
        "The weekly briefing was not made: {reason}. The next update tries again.",
        "每周简报未能生成：{reason}。下次更新时会再试。",
    ),
}
