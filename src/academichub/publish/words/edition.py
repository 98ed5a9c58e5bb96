"""Words of the front page and the digest: days, filters, the curated lead, what is empty and why."""

from __future__ import annotations

__all__ = ["EDITION"]

EDITION: dict[str, tuple[str, str]] = {
    "edition.title": ("Edition of {date}", "{date}刊"),
    "edition.counts": (
        "{n} paper announced, {news} of them new|{n} papers announced, {news} of them new",
        "共 {n} 篇，其中新论文 {news} 篇",
    ),
    "edition.from_sources": (
        "from {sources} in {fields}",
        "来自 {sources}，涵盖 {fields}",
    ),
    "edition.day_nav": ("Days", "日期"),
    "edition.earlier": ("Earlier: {date}", "上一期：{date}"),
    "edition.later": ("Later: {date}", "下一期：{date}"),
    "edition.no_earlier": ("This is the first edition", "已是最早一期"),
    "edition.no_later": ("This is the latest edition", "已是最新一期"),
    "edition.sample": (
        "Sample edition: all papers here are invented by AcademicHub.",
        "示例版：此处论文均为 AcademicHub 虚构。",
    ),
    "edition.sample_short": ("Sample", "示例"),
    "edition.sample_why": (
        "No source could be reached, so these pages show what an edition looks like. "
        "Run academichub update when there is a connection.",
        "目前连不上任何来源，以下内容仅用于展示版面。联网后请运行 academichub update。",
    ),
    # nothing to show: why, and what to do
    "empty.hub.title": ("No edition yet", "还没有任何一期"),
    "empty.hub.text": (
        "Nothing has been gathered so far. Run academichub update, or academichub up to update and serve in one go.",
        "尚未收录任何论文。请运行 academichub update；或用 academichub up 一次完成更新与发布。",
    ),
    "empty.hub.quiet": (
        "All sources were asked on {at} and announced nothing.",
        "已于 {at} 访问全部来源，均没有新公布的论文。",
    ),
    "empty.hub.quiet_some": (
        "Some sources announced nothing when last asked, on {at}; the others gave no usable answer yet.",
        "上次访问（{at}）时，部分来源没有新公布的论文，其余来源尚未给出可用的应答。",
    ),
    "empty.hub.unanswered": (
        "No source gave a usable answer when last asked, on {at}. academichub status says why.",
        "上次访问（{at}）时，没有来源给出可用的应答。运行 academichub status 可查看原因。",
    ),
    "empty.hub.weekend": (
        "It is {weekday}: arXiv’s next edition is due on Monday, {date}.",
        "今天是{weekday}，arXiv 的下一期预计在{date}（星期一）公布。",
    ),
    "empty.hub.again": ("Run academichub update again later.", "请稍后再运行 academichub update。"),
    "empty.no_sources": (
        "No source is configured. Name some in hub.toml; academichub init writes one to start from.",
        "尚未配置任何来源。请在 hub.toml 中填写；运行 academichub init 可生成一份样例。",
    ),
    "empty.day.text": (
        "No followed source announced a paper on {date}.",
        "{date}，所关注的来源均未公布论文。",
    ),
    "empty.day.title": ("No new papers on this day", "这一天没有新论文"),
    "empty.day.on": (
        "No followed source announced a paper on {weekday}, {date}.",
        "{date}（{weekday}），所关注的来源均未公布论文。",
    ),
    "empty.weekend": (
        "{date} is a {weekday}: arXiv and most journals announce nothing at weekends.",
        "{date}是{weekday}：arXiv 和多数期刊周末不发布新论文。",
    ),
    "empty.filter.title": ("No paper matches these filters", "没有符合筛选条件的论文"),
    "empty.filter.text": (
        "Clear a filter to see the one paper of this edition."
        "|Clear a filter to see more of the {n} papers of this edition.",
        "本期共有 {n} 篇论文，取消部分筛选条件即可查看。",
    ),
    "empty.page": ("This edition ends at page {last}.", "本期到第 {last} 页为止。"),
    # filters
    "filter.heading": ("Filter", "筛选"),
    "filter.source": ("Source", "来源"),
    "filter.field": ("Field", "领域"),
    "filter.category": ("Category", "类别"),
    "filter.clear": ("Clear filters", "清除筛选"),
    "filter.remove": ("Remove the filter {name}", "取消筛选：{name}"),
    "filter.active": ("Only {names}", "仅看：{names}"),
    "filter.more": ("{n} more", "另有 {n} 项"),
    # the list
    "curated.heading": ("Curated", "精选"),
    "curated.rule": (
        "Chosen by rule, at most {limit}: papers with an abstract, no revisions. Fields take turns, within a field its "
        "sources, within a source its categories; a source gives a field at most {per_group}, unless places are left.",
        "按固定规则选出，最多 {limit} 篇：仅限有摘要的新论文；各领域轮流，同一领域内各来源、各类别轮流；"
        "每个来源在同一领域最多 {per_group} 篇，有空位时再补。",
    ),
    "rest.news": ("New papers", "新论文"),
    "rest.revisions": ("Revisions and withdrawals", "修订与撤回"),
    "list.showing": ("Showing {first}–{last} of {total}", "第 {first}–{last} 篇，共 {total} 篇"),
    # the archive of days
    "days.title": ("All editions", "往期目录"),
    "days.months": ("Months", "月份"),
    "days.text": ("Every day on which a followed source announced a paper.", "所关注的来源公布过论文的全部日期。"),
    # the digest
    "digest.title": ("AcademicHub, edition of {date}", "AcademicHub · {date}刊"),
    "digest.count": ("{n} paper|{n} papers", "共 {n} 篇论文"),
    "digest.only": ("only categories {names}", "仅含类别：{names}"),
    "digest.empty": (
        "Nothing to list: no followed source announced a paper on {date}.",
        "本期为空：{date}，所关注的来源均未公布论文。",
    ),
    "digest.no_such": (
        "Nothing to list: none of the {n} papers announced on {date} carries the categories {names}.",
        "本期为空：{date}公布的 {n} 篇论文都不属于类别 {names}。",
    ),
    "digest.has": ("Categories of that day: {names}.", "当日的类别有：{names}。"),
    "digest.no_authors": ("(authors not given)", "（未提供作者）"),
    "digest.no_title": ("(no title)", "（无标题）"),
    "digest.no_abstract": ("(not given by the source)", "（来源未提供）"),
}
