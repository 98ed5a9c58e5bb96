"""Words of the command line: progress, reports, tables, remedies."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS: dict[str, tuple[str, str]] = {
    "update.asking": ("Asking {label}", "正在访问 {label}"),
    "update.storing": ("Storing {label}", "正在保存 {label}"),
    "update.done": ("Update finished", "更新完成"),
    "update.source": (
        "{label}: {announced} announced, {new} new, {revised} revised, {unchanged} unchanged",
        "{label}：列出 {announced} 篇，新论文 {new} 篇，修订 {revised} 篇，无变化 {unchanged} 篇",
    ),
    "update.failed_entries": (
        "{label}: {n} entry could not be read|{label}: {n} entries could not be read",
        "{label}：{n} 条无法解析",
    ),
    "update.source_failed": ("{label} failed: {reason}", "{label} 失败：{reason}"),
    "update.none_reached": (
        "No source could be reached, so the sample edition is published.",
        "连不上任何来源，因此发布示例版。",
    ),
    "update.resume": ("It is asked again at the next update.", "下次更新时会再次访问。"),
    "summarise.working": ("Choosing sentences", "正在摘录句子"),
    "publish.working": ("Publishing", "正在发布"),
    "publish.done": ("Published the edition of {date}", "已发布{date}刊"),
    "publish.wrote": ("Wrote {path}", "已写入 {path}"),
    "serve.at": ("Reading at {url}", "请打开 {url} 阅读"),
    "serve.stop": ("Press Ctrl+C to stop.", "按 Ctrl+C 停止。"),
    "serve.stopped": ("Stopped.", "已停止。"),
    "init.wrote": (
        "Wrote {path}. Look through it, then run academichub update.",
        "已写入 {path}。查看后请运行 academichub update。",
    ),
    "init.exists": ("{path} is there already and was left as it is.", "{path} 已存在，未作改动。"),
    "import.done": (
        "Imported {n} paper from {path}|Imported {n} papers from {path}",
        "已从 {path} 导入 {n} 篇论文",
    ),
    "table.day": ("Day", "日期"),
    "table.papers": ("Papers", "论文数"),
    "table.paper": ("Paper", "论文"),
    "table.title": ("Title", "标题"),
    "table.source": ("Source", "来源"),
    "table.category": ("Category", "类别"),
    "table.kind": ("Kind", "类型"),
    "table.state": ("State", "状态"),
    "table.announced": ("Announced", "列出"),
    "table.new": ("New", "新论文"),
    "table.revised": ("Revised", "修订"),
    "table.unchanged": ("Unchanged", "无变化"),
    "table.failed": ("Failed", "失败"),
    "table.setting": ("Setting", "设置项"),
    "table.value": ("Value", "值"),
    "table.origin": ("From", "出处"),
    "table.meaning": ("Meaning", "含义"),
    "list.none": (
        "Nothing matches. academichub list without options shows the latest day.",
        "没有匹配的论文。不带选项运行 academichub list 可查看最新一天。",
    ),
    "list.cut": (
        "{n} of {total} are shown; name a --day, a --source or a --category, or take --json.",
        "仅显示 {total} 篇中的 {n} 篇；可用 --day、--source 或 --category 缩小范围，或用 --json 输出全部。",
    ),
    "show.none": ("No paper is stored under {name}.", "没有收录名为 {name} 的论文。"),
    "remedy.update": ("Run academichub update.", "请运行 academichub update。"),
    "remedy.init": ("Run academichub init.", "请运行 academichub init。"),
    "remedy.sources": ("academichub sources lists the followed ones.", "运行 academichub sources 可查看已关注的来源。"),
    "remedy.debug": ("Run again with --debug for the whole story.", "加上 --debug 重新运行可查看完整信息。"),
}
