"""Words about receipts: what became of everything a source announced, day by day."""

from __future__ import annotations

__all__ = ["RECEIPTS"]

RECEIPTS: dict[str, tuple[str, str]] = {
    "receipts.title": ("The last {n} days", "最近 {n} 天"),
    "receipts.text": (
        "What each source announced, and what became of it. A mark is a day; open a source to read its receipts.",
        "各来源公布了什么、去向如何。每个标记代表一天；展开某个来源可查看逐日明细。",
    ),
    "receipts.legend": ("Marks", "图例"),
    "receipts.by_day": ("Receipts of {label}, day by day", "{label}的逐日明细"),
    "receipts.day": ("Day", "日期"),
    "receipts.announced": ("Announced", "公布"),
    "receipts.stored": ("Stored", "收录"),
    "receipts.shown": ("Shown", "展示"),
    "receipts.withheld": ("Withheld", "未能收录"),
    "receipts.missing": ("Missing", "缺失"),
    "receipts.more": ("and {n} more", "另有 {n} 条"),
    "receipts.cell": ("{date}: {state}", "{date}：{state}"),
    "receipts.cell.counted": ("{date}: {state}, {n} announced", "{date}：{state}，公布 {n} 篇"),
    "receipts.state.fresh": ("fresh", "有更新"),
    "receipts.state.waiting": ("waiting", "等待中"),
    "receipts.state.quiet": ("quiet", "无公布"),
    "receipts.state.stalled": ("stalled", "停滞"),
    "receipts.state.failed": ("failed", "失败"),
    "receipts.state.none": ("not asked", "未访问"),
    "receipts.state.fresh.long": ("It announced papers, and they are here.", "已公布论文，并已收录。"),
    "receipts.state.waiting.long": ("An announcement is due and has not come yet.", "应有公布，但尚未收到。"),
    "receipts.state.quiet.long": ("No announcement, as on a weekend or a holiday.", "没有公布，例如周末或节假日。"),
    "receipts.state.stalled.long": (
        "Nothing came within 26 hours after it was due.",
        "超过应公布时间 26 小时仍未收到。",
    ),
    "receipts.state.failed.long": ("There was no usable answer.", "没有得到可用的应答。"),
    "receipts.gap": (
        "{label} may have announced more between {since} and {until}: its feed no longer showed those days.",
        "{label}在{since}至{until}之间可能还公布过其他论文：订阅源已不再显示那几天的内容。",
    ),
    "receipts.silent": (
        "{label} has announced nothing since {since}; its usual interval is {usual}.",
        "{label}自{since}起没有公布任何内容；平常的间隔为 {usual}。",
    ),
    "receipts.usual": ("{n} day|{n} days", "{n} 天"),
    "receipts.unmeasured": (
        "The complete list of {label} could not be read to its end: {reason}",
        "{label}的完整列表未能读完：{reason}",
    ),
    "reconcile.done": (
        "{label}: {named} announcements of {days}; {filled} filled in, {moved} moved to their day, {missing} missing",
        "{label}：{days}共 {named} 条公布；补齐 {filled} 条，更正日期 {moved} 条，缺失 {missing} 条",
    ),
    "reconcile.unread": (
        "The complete list of {label} for {days} could not be read, so nothing is measured: {reason}; "
        "later, run academichub reconcile {id} again",
        "{label}{days}的完整列表未能读取，无法核对：{reason}；请稍后再运行 academichub reconcile {id}",
    ),
    "reconcile.none": (
        "None of these sources has a second channel to measure it by.",
        "这些来源都没有可供核对的第二渠道。",
    ),
}
