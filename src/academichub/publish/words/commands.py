"""Words of the command line: progress, reports, tables, remedies."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS: dict[str, tuple[str, str]] = {
    "update.asking": ("Asking {label}", "正在访问 {label}"),
    "update.source": (
        "{label}: {announced} announced, {new} new, {revised} revised, {unchanged} unchanged",
        "{label}：公布 {announced} 篇，新论文 {new} 篇，修订 {revised} 篇，无变化 {unchanged} 篇",
    ),
    "update.source_failed": ("{label} failed: {reason}", "{label} 更新失败：{reason}"),
    "update.none_reached": (
        "No source could be reached, so the sample edition is published.",
        "连不上任何来源，因此发布示例版。",
    ),
    "summarise.working": ("Choosing sentences", "正在摘录句子"),
    "up.ended_ill": (
        "The edition stands, but some sources failed (exit code 3). academichub status says which and why.",
        "已出刊，但有来源失败（退出码 3）。运行 academichub status 可查看是哪些来源及原因。",
    ),
    "publish.wrote": ("Wrote {path}", "已写入 {path}"),
    "serve.at": ("Reading at {url}", "请打开 {url} 阅读"),
    "serve.stop": ("Press Ctrl+C to stop.", "按 Ctrl+C 停止。"),
    "init.wrote": (
        "Wrote {path}. Look through it, then run academichub update.",
        "已写入 {path}。查看后请运行 academichub update。",
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
    "list.none": (
        "Nothing matches, or nothing is stored yet (academichub update).",
        "没有匹配的论文；如尚未收录，请运行 academichub update。",
    ),
    "list.cut": (
        "The first {n} are shown; name a --day, a --source or a --category, or take --json.",
        "仅显示前 {n} 篇；可用 --day、--source 或 --category 缩小范围，或用 --json 输出全部。",
    ),
    "show.none": ("No paper is stored under {name}.", "没有收录名为 {name} 的论文。"),
    "remedy.update": ("Run academichub update.", "请运行 academichub update。"),
}
