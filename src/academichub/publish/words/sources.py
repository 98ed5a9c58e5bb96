"""Words about the sources: how each stands, since when, and what became of what it announced."""

from __future__ import annotations

__all__ = ["SOURCES"]

SOURCES: dict[str, tuple[str, str]] = {
    "state.fresh": ("fresh", "有更新"),
    "state.unchanged": ("unchanged", "无变化"),
    "state.quiet": ("quiet", "无新公布"),
    "state.partial": ("partial", "部分成功"),
    "state.failed": ("failed", "失败"),
    "state.never": ("not asked yet", "尚未访问"),
    "state.fresh.long": ("It announced papers we did not have.", "公布了此前未收录的论文。"),
    "state.unchanged.long": ("It answered, and we had all of it.", "已正常应答，内容均已收录。"),
    "state.quiet.long": (
        "It answered and announced nothing, as on a weekend or a holiday.",
        "已正常应答，但没有公布论文，例如周末或节假日。",
    ),
    "state.partial.long": (
        "It answered, and some entries could not be read; the others are stored.",
        "已应答，但部分条目无法解析；其余条目已收录。",
    ),
    "state.failed.long": (
        "No usable answer came back. What was gathered before is still here.",
        "没有得到可用的应答。此前收录的内容不受影响。",
    ),
    "state.never.long": ("It has not been asked yet.", "尚未访问过。"),
    "status.title": ("Status of the sources", "来源状态"),
    "status.text": (
        "Every followed source, when it last answered, and what is missing.",
        "所关注的每个来源、上次应答的时间，以及缺失的内容。",
    ),
    "status.source": ("Source", "来源"),
    "status.state": ("State", "状态"),
    "status.day": ("Newest day", "最新日期"),
    "status.papers": ("Papers", "论文数"),
    "status.attempted": ("Last asked", "上次访问"),
    "status.succeeded": ("Last good answer", "上次成功"),
    "status.never": ("never", "从未"),
    "status.no_day": ("none", "无"),
    "status.unknown": ("not known", "未知"),
    "status.all_well": ("All sources are well.", "所有来源均正常。"),
    "status.others_well": ("The others are well.", "其余来源均正常。"),
    "status.not_asked": (
        "{n} source has not been asked yet.|{n} sources have not been asked yet.",
        "{n} 个来源尚未访问。",
    ),
    "status.some_ill": (
        "{n} source needs attention.|{n} sources need attention.",
        "{n} 个来源需要留意。",
    ),
    "status.none": (
        "No source is configured. Name some in hub.toml; academichub init writes one to start from.",
        "尚未配置任何来源。请在 hub.toml 中填写；运行 academichub init 可生成一份样例。",
    ),
    "check.line": ("{name}: {value}", "{name}：{value}"),
    "check.source": ("Source", "来源"),
    "check.address": ("Asked", "访问地址"),
    "check.answer": ("Answer", "应答状态"),
    "check.entries": ("Entries", "条目"),
    "check.newest": ("Newest day", "最新日期"),
    "check.first": ("First title", "首篇标题"),
    "check.time": ("Time", "用时"),
    "check.error": ("Error", "错误"),
    "check.failed": ("Not readable", "无法解析"),
    "check.n_entries": ("{n}", "{n} 条"),
    "check.n_failed": (", and {n} that cannot be read", "，另有 {n} 条无法解析"),
    "check.of_total": (" on this page, of {n} in all", "（本页），共 {n} 条"),
    "check.more": (" on this page, and there are more", "（本页），后面还有"),
    "check.seconds": ("{n} s, {requests}", "{n} 秒，{requests}"),
    "check.requests": ("{n} request|{n} requests", "{n} 次请求"),
    "notice.failed": (
        "{labels} could not be read at the last update; papers may be missing.",
        "上次更新时无法读取 {labels}，可能有论文缺失。",
    ),
    "notice.partial": (
        "Some entries of {labels} could not be read at the last update.",
        "上次更新时，{labels} 的部分条目无法解析。",
    ),
    "notice.more": ("See the status page", "查看来源状态"),
}
