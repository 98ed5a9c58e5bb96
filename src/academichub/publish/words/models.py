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
        "another run is asking the models now; the papers are in the queue, which update and up take up",
        "另一个运行正在调用模型；这些论文已排入队列，由之后的 update 或 up 处理",
    ),
    "summaries.why.stopped": ("stopped", "已中止"),
    "summaries.tokens": ("{n} token|{n} tokens", "{n} 个词元"),
    "trouble.refuses": ("{model} at {url} refuses: {reason}", "{model}（{url}）拒绝请求：{reason}"),
    "trouble.useless": ("{model} at {url} cannot be used: {reason}", "{model}（{url}）不能使用：{reason}"),
    "trouble.silent": ("{model} at {url} gives no answer: {reason}", "{model}（{url}）没有给出回答：{reason}"),
    "trouble.down": ("{model} at {url} does not answer", "{model}（{url}）没有应答"),
    "trouble.busy": ("{model} at {url} has been busy all the time", "{model}（{url}）一直繁忙"),
    "trouble.some": ("some papers got no answer in several tries", "部分论文多次尝试仍未得到回答"),
    "trouble.batch": ("the batch could not be handed in: {reason}", "未能成批提交：{reason}"),
    "trouble.key": (
        "{host} answered {status}: it does not accept the key (ACADEMICHUB_LLM_API_KEY, or api_key_file){said}",
        "{host} 返回 {status}，不接受密钥（ACADEMICHUB_LLM_API_KEY 或 api_key_file）{said}",
    ),
    "trouble.name": (
        "{place} answered 404: it knows no model {name}, or base_url is wrong{said}",
        "{place} 返回 404，没有名为 {name} 的模型，或 base_url 有误{said}",
    ),
    "trouble.credit": (
        "no credit left at {host}{said}; pay there, or name another key",
        "{host} 的余额已用完，请充值或换用其他密钥{said}",
    ),
    "trouble.request": (
        "{host} answered {status}: it refuses the request{said}",
        "{host} 返回 {status}，拒绝该请求{said}",
    ),
    "trouble.unreached": ("{host}: no connection could be made ({reason})", "{host} 无法连接（{reason}）"),
    "trouble.overdue": ("{host}: no whole answer within {seconds} s", "{host} 在 {seconds} 秒内没有给出完整的回答"),
    "trouble.form": (
        "it answered {times} times, and never in the form asked for",
        "回答了 {times} 次，都不是所要求的格式",
    ),
    "trouble.thinks": (
        "its answer was cut off at {tokens} tokens: it thinks before it answers; choose a model that does not, or "
        "switch its thinking off",
        "回答在 {tokens} 个词元处被截断：该模型先思考再作答，请改用不思考的模型，或关闭其思考",
    ),
    "trouble.endless": (
        "each of its answers was cut off at {tokens} tokens: it thinks before it answers, or comes to no end; choose "
        "another model, or switch its thinking off",
        "每次回答都在 {tokens} 个词元处被截断：该模型先思考再作答，或一直写不完，请改用其他模型，或关闭其思考",
    ),
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
    "check.problem": ("its trial summary failed a check: {reason}", "试写的要点未通过核对（说明为英文）：{reason}"),
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
    "spend.kind.outline": ("briefing, outline", "简报提纲"),
    "spend.kind.brief": ("briefing, sections", "简报正文"),
}
