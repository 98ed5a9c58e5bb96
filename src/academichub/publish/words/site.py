"""Words of the frame around every page: name, navigation, keyboard, errors, footer, dates."""

from __future__ import annotations

__all__ = ["SITE"]

SITE: dict[str, tuple[str, str]] = {
    "site.name": ("AcademicHub", "AcademicHub"),
    "site.headline": ("The world’s new research, every day", "世界各地的新研究，每天一览"),
    "site.purpose": (
        "AcademicHub gathers each day’s new papers from preprint servers and journals, shows every work once, "
        "and says where each summary comes from.",
        "AcademicHub 每天汇集预印本平台和学术期刊的新论文：同一项工作只列一次，每则要点都注明出处。",
    ),
    "site.description": (
        "A self-hosted research radar: each day’s new papers, each once, each with an honest summary.",
        "自托管的科研雷达：每日新论文，一篇一列，要点如实注明出处。",
    ),
    # navigation
    "nav.label": ("Main navigation", "主导航"),
    "nav.skip": ("Skip to the papers", "跳到论文列表"),
    "nav.skip.text": ("Skip to the text", "跳到正文"),
    "nav.today": ("Latest edition", "最新一期"),
    "nav.days": ("All editions", "往期"),
    "nav.sources": ("Sources", "来源"),
    "nav.top": ("Back to top", "回到顶部"),
    "nav.other_language": ("中文", "English"),
    # pages of a list
    "pages.label": ("Pages", "分页"),
    "pages.of": ("Page {page} of {total}", "第 {page} 页，共 {total} 页"),
    "pages.previous": ("Previous page", "上一页"),
    "pages.next": ("Next page", "下一页"),
    # keyboard help
    "keys.heading": ("Keyboard", "键盘操作"),
    "keys.next": ("next paper", "下一篇"),
    "keys.previous": ("previous paper", "上一篇"),
    "keys.open": ("open or fold the abstract", "展开或收起摘要"),
    "keys.read": ("read the paper’s own page", "打开论文页面"),
    "keys.filter": ("go to the filters", "转到筛选"),
    "keys.help": ("this list", "显示本表"),
    "keys.close": ("close", "关闭"),
    "keys.hint": ("Press ? for the keys", "按 ? 查看快捷键"),
    # errors
    "error.404.title": ("Nothing here", "没有这个页面"),
    "error.404.text": (
        "There is no page at this address. The paper or the day may never have been announced by a followed source.",
        "这个地址没有内容。所找的论文或日期，可能未被任何已关注的来源公布过。",
    ),
    "error.404.paper": ("No paper is stored under “{name}”.", "没有收录名为“{name}”的论文。"),
    "error.400.title": ("This address cannot be read", "无法识别这个地址"),
    "error.400.text": (
        "A date is written 2026-06-16, and a page is a number from 1.",
        "日期请写作 2026-06-16，页码从 1 开始。",
    ),
    "error.400.value": (
        "“{value}” cannot be read as {name}.",
        "参数 {name} 的值“{value}”无法识别。",
    ),
    "error.405.title": ("Not done this way", "不支持这种请求"),
    "error.405.text": ("This page can only be read.", "此页面仅供阅读。"),
    "error.500.title": ("Something broke on our side", "服务器出错了"),
    "error.500.text": (
        "The page could not be made. Nothing stored was changed; the server’s log says why.",
        "页面未能生成。已存数据未受影响，原因见服务器日志。",
    ),
    "error.503.title": ("The store cannot be read just now", "暂时无法读取数据"),
    "error.503.text": (
        "The server is busy, or its disk is not there. Try again in a moment; academichub status tells more.",
        "服务器正忙，或磁盘不可用。请稍后再试；运行 academichub status 可查看详情。",
    ),
    "error.home": ("Go to the latest edition", "前往最新一期"),
    # footer
    "footer.about": (
        "Made by AcademicHub, free software that runs on your own machine.",
        "由 AcademicHub 生成：运行在您自己机器上的自由软件。",
    ),
    "footer.rights": (
        "Titles and abstracts belong to their authors and publishers; each card links to where they come from.",
        "标题与摘要的权利归作者和出版方所有；每篇都附有原始出处的链接。",
    ),
    "footer.nothing_loaded": ("This page loads nothing from other sites.", "本页不加载其他网站的任何内容。"),
    "footer.updated": ("Last update: {at}", "最近更新：{at}"),
    "footer.never_updated": ("Not updated yet", "尚未更新"),
    # joining and measuring
    "join.list": (", ", "、"),
    "join.last": (" and ", "、"),  # before the last of what is told in a sentence
    "join.clause": ("; ", "；"),
    "join.parts": (" · ", " · "),
    "join.colon": (": ", "："),
    "join.sentence": (". ", "。"),
    "join.gap": (" ", ""),  # between two sentences that bring their own full stops
    "unit.papers": ("{n} paper|{n} papers", "{n} 篇论文"),
    "unit.sources": ("{n} source|{n} sources", "{n} 个来源"),
    "unit.fields": ("{n} field|{n} fields", "{n} 个领域"),
}
