"""Words of the commands that ask language models: the estimate, the bar, the report, the trial, what was spent."""

from __future__ import annotations

__all__ = ["MODELS"]

MODELS: dict[str, tuple[str, str]] = {
    "summaries.nothing": (
        "Nothing to summarise: every summary is there already.",
        "没有需要生成的要点：全部已经就绪。",
    ),
    "summaries.estimate": (
        "{n} paper to summarise: about {tokens_in} tokens in and {tokens_out} out"
        "|{n} papers to summarise: about {tokens_in} tokens in and {tokens_out} out",
        "待生成要点的论文 {n} 篇：输入约 {tokens_in} 个词元，输出约 {tokens_out} 个词元",
    ),
    "summaries.cost": (", about {cost} in all", "，费用约 {cost}"),
    "summaries.no_price": (
        ", at a price that is not known (set price_in and price_out under [llm])",
        "，价格未知（请在 [llm] 中设置 price_in 和 price_out）",
    ),
    "summaries.working": ("Summaries", "生成要点"),
    "summaries.so_far": ("{done} of {all} · {cost}", "{done}/{all} · {cost}"),
    "summaries.report": (
        "Summaries: {valid} valid, {fallback} kept as extracts because the checks failed, {waiting} waiting · {cost}",
        "要点：通过核对 {valid} 篇；未通过核对、保留原文摘录 {fallback} 篇；等待中 {waiting} 篇 · {cost}",
    ),
    "summaries.stopped": ("Not all was done: {reason}", "未全部完成：{reason}"),
    "summaries.why.budget": ("the day's budget is spent", "当日预算已用完"),
    "summaries.why.off-peak": (
        "these are not the off-peak hours (--now asks all the same)",
        "现在不是低价时段（--now 可立即生成）",
    ),
    "summaries.why.batch": (
        "they were handed in as a batch; a later run collects the answers",
        "已成批提交，之后的运行会取回结果",
    ),
    "summaries.why.busy": (
        "another run is asking the models now; it is their turn afterwards",
        "另一个运行正在调用模型，之后再处理",
    ),
    "summaries.why.stopped": ("stopped", "已中止"),
    "summaries.tokens": ("{n} token|{n} tokens", "{n} 个词元"),
    "check.works": ("{model} works ({mode})", "{model} 可用（{mode}）"),
    "check.fails": ("Not usable: {reason}", "不可用：{reason}"),
    "check.speed": ("{seconds} s for one paper", "每篇耗时 {seconds} 秒"),
    "check.tokens": (
        "{tokens_in} tokens in, {tokens_out} out",
        "输入 {tokens_in} 个词元，输出 {tokens_out} 个词元",
    ),
    "check.price": ("{cost} for one paper", "每篇费用 {cost}"),
    "check.no_price": ("price not known", "价格未知"),
    "check.passed": ("its trial summary passed the checks", "试写的要点通过了核对"),
    "check.problem": ("its trial summary failed a check: {reason}", "试写的要点未通过核对：{reason}"),
    "spend.none": ("No model was asked since {date}.", "{date}以来没有调用过模型。"),
    "spend.day": ("Day (UTC)", "日期（UTC）"),
    "spend.model": ("Model", "模型"),
    "spend.kind": ("For", "用途"),
    "spend.calls": ("Calls", "调用"),
    "spend.in": ("In", "输入"),
    "spend.cached": ("Cached", "缓存"),
    "spend.out": ("Out", "输出"),
    "spend.cost": ("Cost", "费用"),
    "spend.open": (
        "{n} call was sent and never settled; it is counted with all that was reserved for it."
        "|{n} calls were sent and never settled; they are counted with all that was reserved for them.",
        "有 {n} 次调用已发出但未结清，按预留的上限计入。",
    ),
    "spend.today_tokens": ("Today: {n} of {cap} tokens.", "今日：{n} / {cap} 个词元。"),
    "spend.today_cost": ("Today: {cost} of {cap}.", "今日：{cost} / {cap}。"),
    "spend.kind.summary": ("summary", "要点"),
    "spend.kind.check": ("trial", "试用"),
}
