"""Words of a card and of a paper's own page: kinds, summary, links, versions, identifiers."""

from __future__ import annotations

__all__ = ["PAPER"]

PAPER: dict[str, tuple[str, str]] = {
    # how it was announced
    "kind.new": ("new", "新论文"),
    "kind.cross": ("cross-list", "跨类收录"),
    "kind.replace": ("revised", "修订版"),
    "kind.replace-cross": ("revised cross-list", "跨类修订"),
    "kind.absonly": ("abstract only", "仅摘要"),
    "kind.withdrawn": ("withdrawn", "已撤回"),
    "kind.also": ("also {names}", "另属 {names}"),
    "kind.with_version": ("{kind} v{version}", "{kind} v{version}"),
    # the card
    "paper.authors_more": ("and {n} more", "等，另有 {n} 位作者"),
    "paper.authors_fewer": ("show fewer", "收起"),
    "paper.no_authors": ("Authors not given by the source", "来源未提供作者"),
    "paper.untitled": ("Untitled", "无标题"),
    "paper.abstract": ("Abstract", "摘要"),
    "paper.goes_on": ("continue on the paper’s page", "在论文页面继续阅读"),
    "paper.no_abstract": ("The source gives no abstract", "来源未提供摘要"),
    "paper.details": ("Summary and abstract", "要点与摘要"),
    "paper.more": ("More about this paper", "论文详情"),
    # links
    "link.abstract": ("Abstract page", "原文页面"),
    "link.pdf": ("PDF", "PDF"),
    "link.code": ("Code", "代码"),
    "link.cite": ("Cite", "引用"),
    "link.none": ("The source gives no address", "来源未提供网址"),
    # the summary
    "summary.heading": ("Summary", "要点"),
    "summary.tldr": ("TL;DR", "一句话要点"),
    "summary.motivation": ("Motivation", "动机"),
    "summary.method": ("Method", "方法"),
    "summary.result": ("Result", "结果"),
    "summary.conclusion": ("Conclusion", "结论"),
    "summary.abstract": ("Abstract", "摘要"),
    "origin.extract": ("Extract", "原文摘录"),
    "origin.extract.long": (
        "Extract: sentences chosen from the authors' own abstract",
        "原文摘录：句子选自作者摘要原文",
    ),
    "origin.model": ("By {model}", "由 {model} 撰写"),
    "origin.model.long": (
        "Written by {model} from the {basis} on {date}; rules checked its numbers, names and language, "
        "so it may still be wrong",
        "由 {model} 于{date}依据{basis}撰写；数字、专名和语言已按规则核对，但仍可能有误",
    ),
    "origin.model.undated": (
        "Written by {model} from the {basis}; rules checked its numbers, names and language, so it may still be wrong",
        "由 {model} 依据{basis}撰写；数字、专名和语言已按规则核对，但仍可能有误",
    ),
    "basis.abstract": ("abstract", "摘要"),
    "basis.full_text": ("full text", "全文"),
    "origin.fallback": (
        "what the models wrote did not pass the checks",
        "模型撰写的要点未通过核对",
    ),
    "origin.waiting": ("a summary by a model is waiting", "模型撰写的要点尚在排队"),
    "origin.waiting.budget": (
        "a summary by a model is waiting, as the day’s budget is spent",
        "模型撰写的要点尚在排队，当日预算已用完",
    ),
    "origin.waiting.off-peak": (
        "a summary by a model is waiting for off-peak hours",
        "模型撰写的要点将在非高峰时段生成",
    ),
    "origin.waiting.unavailable": (
        "a summary by a model is waiting, as the model did not answer",
        "模型撰写的要点尚在排队，模型服务暂无应答",
    ),
    "origin.waiting.stopped": (
        "a summary by a model is waiting, as the run was stopped",
        "模型撰写的要点尚在排队，上次运行中途停止",
    ),
    "origin.waiting.batch": (
        "a summary by a model is on order in a batch",
        "模型撰写的要点已提交批量生成，尚未返回",
    ),
    "origin.no_abstract": ("No summary: the source gives no abstract", "无要点：来源未提供摘要"),
    "origin.withdrawn": ("No summary: the paper was withdrawn", "无要点：论文已撤回"),
    "origin.empty": ("No summary: no sentence of the abstract could be chosen", "无要点：摘要中没有可选的句子"),
    "origin.none": ("No summary yet", "尚无要点"),
    "origin.sentences": ("Sentences of the abstract: {numbers}", "摘要第 {numbers} 句"),
    "origin.rests_on.one": ("Rests on sentence {numbers} of the abstract", "依据摘要第 {numbers} 句"),
    "origin.rests_on.many": ("Rests on sentences {numbers} of the abstract", "依据摘要第 {numbers} 句"),
    "origins.line": ("Summaries: {counts}", "要点：{counts}"),
    "origins.by": ("{n} by {model}", "{model} 撰写 {n} 篇"),
    "origins.extracts": ("{n} extract|{n} extracts", "原文摘录 {n} 篇"),
    "origins.none": ("{n} paper without one|{n} papers without one", "无要点 {n} 篇"),
    "origins.waiting": ("{n} waiting for a model", "待模型撰写 {n} 篇"),
    "summary.earlier": (
        "{n} earlier summary, of an earlier text|{n} earlier summaries, of earlier texts",
        "{n} 份旧要点（针对论文的旧版文字）",
    ),
    # text that addresses a model
    "flagged.badge": ("instruction-like text", "含疑似指令文本"),
    "flagged.note": (
        "Instruction-like text: parts of this abstract read as if they addressed a language model; such parts are "
        "given to no model",
        "含疑似指令文本：这篇摘要中有疑似写给语言模型的指令，这些文字不会提供给任何模型",
    ),
    # the paper's own page
    "details.versions": ("Versions", "版本"),
    "details.version_unnumbered": ("Version without a number", "未编号版本"),
    "details.posted": ("Posted {date}", "{date}发布"),
    "details.seen": ("First seen {at}", "首次收录于 {at}"),
    "details.announced": ("Announced", "公布记录"),
    "details.announced_by": ("{source}, {date}: {kind}", "{source}，{date}：{kind}"),
    "details.places": ("Also found at", "同一工作的其他出处"),
    "details.published": ("Published as", "正式发表"),
    "details.licence": ("Licence", "许可协议"),
    "details.licence_unknown": ("Not stated", "未注明"),
    "licence.arxiv": ("arXiv’s non-exclusive licence to distribute", "arXiv 非独占发布许可"),
    "licence.no_reuse": ("No reuse without permission", "未经许可不得再使用"),
    "details.comment": ("Authors’ comment", "作者备注"),
    "details.categories": ("Categories", "类别"),
    "identifier.arxiv": ("arXiv", "arXiv"),
    "identifier.doi": ("DOI", "DOI"),
    "identifier.pmid": ("PubMed", "PubMed"),
    "identifier.pmcid": ("PubMed Central", "PubMed Central"),
    "withdrawn.title": ("This paper was withdrawn", "此论文已撤回"),
    "withdrawn.text": (
        "Its authors or {source} withdrew it. What it said is kept for the record and should not be relied on.",
        "作者或 {source} 已将其撤回。原有内容仅作存档，请勿作为依据。",
    ),
    # citing
    "cite.heading": ("Cite this paper", "引用本文"),
    "cite.bibtex": ("BibTeX", "BibTeX"),
}
