"""Words of the command line: progress, reports, tables, remedies."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS: dict[str, tuple[str, str]] = {
    "update.asking": ("Asking {label}", "正在访问 {label}"),
    "update.source": (
        "{label}: {announced} announced, {new} new, {revised} revised, {unchanged} unchanged",
        "{label}：公布 {announced} 篇，新论文 {new} 篇，修订 {revised} 篇，无变化 {unchanged} 篇",
    ),
    "update.n_joined": (", {n} joined a card", "，并入已有卡片 {n} 篇"),
    "update.n_failed": (", {n} failed", "，失败 {n} 条"),
    "update.more_failed": ("and {n} more", "另有 {n} 条"),
    "update.source_failed": ("{label} failed: {reason}", "{label} 更新失败：{reason}"),
    "update.none_reached": (
        "No source could be reached, so the sample edition is published.",
        "连不上任何来源，因此发布示例版。",
    ),
    "summarise.working": ("Choosing sentences", "正在摘录句子"),
    "learn.working": ("Learning from the stored papers", "正在从已收录的论文中学习"),
    "learn.failed": (
        "What radars learn from the stored papers was not brought up to date: {reason}",
        "雷达从已收录论文中学习的内容未能更新：{reason}",
    ),
    "up.wrote_settings": ("Wrote {path}, the settings to begin with", "已写入 {path}，内含初始设置"),
    "up.ended_ill": (
        "The edition stands, but some sources or entries failed (exit code 3). academichub status says which and why.",
        "已出刊，但有来源或条目失败（退出码 3）。运行 academichub status 可查看是哪些及其原因。",
    ),
    "up.none_answered": (
        "No source could be reached (exit code 3). The edition of {date} still stands. academichub status says why.",
        "连不上任何来源（退出码 3），{date}刊仍可阅读。运行 academichub status 可查看原因。",
    ),
    "up.sample_stands": (
        "All sources failed (exit code 3), so what stands is the sample edition. academichub status says why.",
        "所有来源均失败（退出码 3），目前显示的是示例版。运行 academichub status 可查看原因。",
    ),
    "up.nothing_stands": (
        "Some sources or entries failed (exit code 3). academichub status says which and why.",
        "有来源或条目失败（退出码 3）。运行 academichub status 可查看是哪些及其原因。",
    ),
    "publish.wrote": ("Wrote {path}", "已写入 {path}"),
    "serve.at": ("Reading at {url}", "请打开 {url} 阅读"),
    "serve.stop": ("Press Ctrl+C to stop.", "按 Ctrl+C 停止。"),
    "init.wrote": (
        "Wrote {path}. Look through it, then run academichub update.",
        "已写入 {path}。查看后请运行 academichub update。",
    ),
    "import.asking": ("Reading the file", "正在读入文件"),
    "import.source": (
        "Import: {announced} read, {new} new, {revised} revised, {unchanged} unchanged",
        "导入：读入 {announced} 篇，新论文 {new} 篇，修订 {revised} 篇，无变化 {unchanged} 篇",
    ),
    "import.done": (
        "Imported {n} paper from {path}|Imported {n} papers from {path}",
        "已从 {path} 导入 {n} 篇论文",
    ),
    "table.day": ("Day", "日期"),
    "table.paper": ("Paper", "论文"),
    "table.title": ("Title", "标题"),
    "table.category": ("Category", "类别"),
    "table.kind": ("Kind", "类型"),
    "list.none": ("Nothing matches.", "没有匹配的论文。"),
    "list.cut": (
        "The first {n} are shown; name a --day, a --source or a --category, or take --json.",
        "仅显示前 {n} 篇；可用 --day、--source 或 --category 缩小范围，或用 --json 输出全部。",
    ),
    "show.none": ("No paper is stored under {name}.", "没有收录名为 {name} 的论文。"),
    "day.unread": ("not a day; write it as {forms}", "不是日期；请写作 {forms}"),
    "day.or": (", or ", "，或 "),
    "day.no_edition": (
        "there is no edition of this day; academichub status --json lists those there are",
        "这一天没有出刊；运行 academichub status --json 可查看已有的各期",
    ),
    "list.no_source": (
        "no source has this id (there are {names})",
        "没有这个来源（现有：{names}）",
    ),
    "remedy.update": ("Run academichub update.", "请运行 academichub update。"),
}
