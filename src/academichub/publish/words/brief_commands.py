"""Words of the commands about briefings."""

from __future__ import annotations

__all__ = ["BRIEF_COMMANDS"]

BRIEF_COMMANDS = {
    "brief.command.stored": (
        "Stored as briefing {id}, of {n} paper.|Stored as briefing {id}, of {n} papers.",
        "已保存为简报 {id}，共 {n} 篇论文。",
    ),
    "brief.command.unwritten": ("The model did not write all of it: {reason}", "模型未能写出全部内容：{reason}"),
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
    "brief.command.span": ("{since} – {until}", "{since} 至 {until}"),
    "brief.command.column.language": ("language", "语言"),
    "brief.command.column.about": ("about", "范围"),
    "brief.command.column.papers": ("papers", "论文"),
    "brief.command.column.claims": ("claims", "陈述"),
    "brief.command.missing": (
        "no such briefing is stored; academichub brief list names those there are",
        "没有这份简报；运行 academichub brief list 查看现有的简报",
    ),
    # what was asked for wrongly, on the page as well
    "fault.of.since": ("since", "起始日期"),
    "fault.of.until": ("until", "结束日期"),
    "fault.of.question": ("question", "所提问题"),
    "fault.of.most_papers": ("most_papers", "篇数上限"),
    "fault.of.seed": ("seed", "随机种子"),
    "fault.brief.turned": (
        "{since} comes after {until}; put the earlier day first",
        "{since} 晚于 {until}；请把较早的日期写在前面",
    ),
    "fault.brief.long": (
        "the briefing would be of {n} days; at most {most} fit",
        "简报将包含 {n} 天；最多 {most} 天",
    ),
    "fault.brief.early": ("{day} is too long ago; name a later day", "{day} 过早；请改用较晚的日期"),
    "fault.brief.late": (
        "{day} is the last day there is; name an earlier one",
        "{day} 已是日期的上限；请改用较早的日期",
    ),
    "fault.brief.number": (
        "is {value}; write a whole number from {least} to {most}",
        "现为 {value}；请填写 {least} 到 {most} 之间的整数",
    ),
    "fault.brief.field": (
        "is no field; write one of {ids}, or its name as pages show it",
        "没有这一领域；可用：{ids}，也可写页面上的名称",
    ),
    "fault.brief.no_radar": (
        "there is no such radar; make one with academichub radar add",
        "没有这个雷达；可用 academichub radar add 新建",
    ),
    "fault.brief.radar": ("there is no such radar; write one of {names}", "没有这个雷达；现有：{names}"),
    "fault.brief.no_question": (
        "is empty; write the question in words, or leave it out",
        "没有内容；请用文字写出问题，或不填",
    ),
    "fault.brief.question": (
        "has {n} characters; at most {most} fit: ask shorter",
        "有 {n} 个字符，最多 {most} 个；请缩短",
    ),
    "fault.brief.weak_question": (
        "names nothing that can be looked for; name the subject in words of three letters and more",
        "没有可供查找的内容；请写出具体的研究对象或方法",
    ),
    "fault.brief.empty": (
        "no paper of this kind was announced from {since} to {until}, so there is nothing to brief; ask for more days, "
        "fields or papers",
        "{since}至{until}没有符合条件的论文公布，无法生成简报；请增加天数或放宽条件",
    ),
    "fault.brief.empty_day": (
        "no paper of this kind was announced on {since}, so there is nothing to brief; ask for more days, fields or "
        "papers",
        "{since}没有符合条件的论文公布，无法生成简报；请增加天数或放宽条件",
    ),
    "fault.brief.nothing": (
        "no edition is of {since} to {until}; there are editions of {first} to {last}: ask for days among these",
        "{since}至{until}没有论文；现有各期为{first}至{last}，请从中选择日期",
    ),
    "fault.brief.nothing_day": (
        "no edition is of {since}; there are editions of {first} to {last}: ask for days among these",
        "{since}没有论文；现有各期为{first}至{last}，请从中选择日期",
    ),
    "fault.brief.unanswered": (
        "no paper from {since} to {until} bears on “{question}”; ask for more days, or in other words",
        "{since}至{until}没有与“{question}”有关的论文；请增加天数，或换一种说法",
    ),
    "fault.brief.unanswered_day": (
        "no paper of {since} bears on “{question}”; ask for more days, or in other words",
        "{since}没有与“{question}”有关的论文；请增加天数，或换一种说法",
    ),
    "fault.brief.needs_meaning": (
        "no paper from {since} to {until} has the words of “{question}”. A Chinese question finds English papers "
        "only through the terms of the glossary, or by meaning: switch the search by meaning on in hub.toml ([search], "
        "encoder = multilingual), or ask in English",
        "{since}至{until}没有论文含有“{question}”中的词。用中文提问时，英文论文只能通过术语表或语义搜索找到："
        "请在 hub.toml 的 [search] 中设 encoder = multilingual 以启用语义搜索，或改用英文提问",
    ),
    "fault.brief.needs_meaning_day": (
        "no paper of {since} has the words of “{question}”. A Chinese question finds English papers "
        "only through the terms of the glossary, or by meaning: switch the search by meaning on in hub.toml ([search], "
        "encoder = multilingual), or ask in English",
        "{since}没有论文含有“{question}”中的词。用中文提问时，英文论文只能通过术语表或语义搜索找到："
        "请在 hub.toml 的 [search] 中设 encoder = multilingual 以启用语义搜索，或改用英文提问",
    ),
    "fault.brief.unwritable": ("cannot be written: {why}; name another file", "无法写入（{why}）；请改用别的文件"),
    "fault.brief.days_twice": (
        "two of --days, --since and --until say it; leave one out",
        "--days、--since 与 --until 三者只能给出两个；请去掉一个",
    ),
    "fault.brief.option": (
        "brief {command} has options of its own; leave it out",
        "brief {command} 有自己的选项；请去掉此项",
    ),
    "fault.brief.ending": (
        "a briefing is written to a file that ends in {endings}",
        "简报文件的扩展名须为 {endings} 之一",
    ),
    "fault.brief.folder": (
        "the folder is not there; make it, or name another",
        "没有这个文件夹；请先建立，或改用别的文件夹",
    ),
    "brief.command.weekly": (
        "The weekly briefing of {since} to {until} is stored as briefing {id}.",
        "{since}至{until}的每周简报已保存为简报 {id}。",
    ),
    "brief.command.weekly_failed": (
        "The weekly briefing was not made: {reason}. The next update tries again.",
        "每周简报未能生成：{reason}。下次更新时会再试。",
    ),
}
