"""Words of abstracts that were missing and asked for, and of who gave which part of a card."""

from __future__ import annotations

__all__ = ["ABSTRACTS"]

ABSTRACTS: dict[str, tuple[str, str]] = {
    # after an update
    "abstracts.working": ("Asking for missing abstracts", "正在查找缺失的摘要"),
    "abstracts.lacking": ("No abstract: {n}", "缺摘要：{n} 篇"),
    "abstracts.filled": ("filled: {n}", "已补全：{n} 篇"),
    "abstracts.asked": ("asked of {names}", "查询：{names}"),
    "abstracts.of": ("{label} ({found} of {asked})", "{label}（查 {asked} 得 {found}）"),
    "abstracts.none_due": ("none was due to be asked for", "暂无到期需查询的论文"),
    "abstracts.waiting": ("asked for again later: {n}", "稍后再查：{n} 篇"),
    "abstracts.no_answer": (
        "{label} gave no answer about abstracts, and is asked again at the next run: {reason}",
        "{label} 未能应答摘要查询，下次运行时再试：{reason}",
    ),
    "abstracts.stopped": (
        "The rest of the abstracts is asked for at the next run: {reason}",
        "其余摘要留待下次运行查询：{reason}",
    ),
    "abstracts.stopped.time": ("its time was over", "时限已到"),
    "abstracts.stopped.ended": ("the run was ended", "运行已中止"),
    "abstracts.stopped.most": ("abstracts.most is reached", "已达 abstracts.most 上限"),
    "abstracts.failed": ("Missing abstracts could not be asked for: {reason}", "无法查询缺失的摘要：{reason}"),
    # in status
    "abstracts.state": ("No abstract, of the papers of the last 90 days: {n}", "近 90 天的论文中缺摘要：{n} 篇"),
    "abstracts.unasked": ("not asked for yet: {n}", "尚未查询：{n} 篇"),
    "abstracts.found": ("found: {names}", "已找到：{names}"),
    "abstracts.off": (
        "They are not asked for: abstracts.fill is false in the settings",
        "未启用查询：设置中 abstracts.fill 为 false",
    ),
    # who gave what
    "given.heading": ("Where each part comes from", "各项内容的出处"),
    "given.line": ("{source}, {day}", "{source}，{day}"),
    "given.asked": ("asked for it, {source}, {day}", "经查询，{source}，{day}"),
    "given.title": ("Title and version", "标题与版本"),
    "given.abstract": ("Abstract", "摘要"),
    "given.authors": ("Authors", "作者"),
    "given.categories": ("Categories", "分类"),
    "given.licence": ("Licence", "许可"),
    "given.comment": ("Comment", "备注"),
    "given.published_doi": ("Version of record", "正式发表版本"),
    "given.links": ("Links", "链接"),
}
