"""Words of searching: the form, the results, what is empty and why, the index."""

from __future__ import annotations

__all__ = ["SEARCH"]

SEARCH: dict[str, tuple[str, str]] = {
    "search.title": ("Search", "搜索"),
    "search.of": ("Search: {text}", "搜索：{text}"),
    "search.label": ("Search all papers", "搜索全部论文"),
    "search.button": ("Search", "搜索"),
    "search.placeholder": ("Words, a name, an identifier", "关键词、作者或论文标识符"),
    "search.hint": (
        "Words in English or Chinese, “a phrase”, -without, title: abstract: author: day: since: source: category: "
        "year:. An identifier or an address opens the paper.",
        "可输入中英文关键词、“短语”、-排除词，以及“标题:”“摘要:”“作者:”“日期:”“起始:”“来源:”“类别:”“年份:”。"
        "输入论文标识符或网址可直接打开该论文。",
    ),
    "search.count": ("{n} paper found|{n} papers found", "找到 {n} 篇论文"),
    "search.whole": (
        "{n} paper found, {whole} with every word|{n} papers found, {whole} of them with every word",
        "找到 {n} 篇论文，其中 {whole} 篇包含全部关键词",
    ),
    "search.some": (
        "{n} paper found with some of the words, none with every word|"
        "{n} papers found with some of the words, none with every word",
        "找到 {n} 篇包含部分关键词的论文，没有论文包含全部关键词",
    ),
    "search.unseen": (
        "{n} new or changed paper is not in the search index and cannot be found yet. Run academichub reindex.|"
        "{n} new or changed papers are not in the search index and cannot be found yet. Run academichub reindex.",
        "有 {n} 篇新增或更新的论文尚未进入搜索索引，暂时搜不到。请运行 academichub reindex。",
    ),
    "search.past_end.title": ("No page {page}", "没有第 {page} 页"),
    "search.past_end.text": ("The results end on page {last}.", "搜索结果到第 {last} 页为止。"),
    "search.past_end.back": ("To page {last}", "前往第 {last} 页"),
    "search.deepest": (
        "The first {n} can be looked through; more words or a filter find the others.",
        "仅可浏览前 {n} 篇；请增加关键词或筛选条件以找到其余论文。",
    ),
    "search.none.title": ("Nothing found", "没有找到论文"),
    "search.none.text": (
        "No stored paper matches. Try fewer or other words, or clear a filter.",
        "没有匹配的已收录论文。可减少或更换关键词，或取消筛选条件。",
    ),
    "search.only_excluded": (
        "A search needs a word that is wanted, beside those that are not.",
        "除了排除词之外，还需要至少一个想要的关键词。",
    ),
    "search.no_index": (
        "There is no search index of this store yet. Run academichub reindex.",
        "尚未建立搜索索引。请运行 academichub reindex。",
    ),
    "search.similar": ("Similar papers", "相似论文"),
    "search.similar.basis": ("By the rarest words they share", "依据共有的罕见词"),
    "search.similar.meaning": ("By their meaning and the rarest words they share", "依据语义与共有的罕见词"),
    "search.near": (
        "beside them the nearest by meaning|beside them the {n} nearest by meaning",
        "另列出语义最接近的 {n} 篇",
    ),
    "search.near.mark": ("by meaning", "按语义"),
    "search.near.what": (
        "What is marked “by meaning” stands here for its meaning and not for its words: it is among the nearest there "
        "are, which may still be far.",
        "标有“按语义”的论文因语义而非字词列出：它们是现有论文中语义最接近的，但未必真正相关。",
    ),
    "search.by": ("Found", "依据"),
    "search.by.words": ("by words", "按词"),
    "search.unused": (
        "Not used, as another one of its kind counts: {names}",
        "未使用（同类条件只取一个）：{names}",
    ),
    "search.by_words_only": ("By words only: {reason}", "仅按关键词搜索：{reason}"),
    "vectors.working": ("Encoding", "正在编码"),
    "vectors.done": (
        "{n} paper can be found by meaning|{n} papers can be found by meaning",
        "{n} 篇论文可按语义搜索",
    ),
    "vectors.waiting": (
        "{n} paper waits to be found by meaning|{n} papers wait to be found by meaning",
        "{n} 篇论文尚待编码",
    ),
    "vectors.failed": (
        "Search stays by words where meaning failed: {reason}",
        "语义编码失败，相应部分仍按关键词搜索：{reason}",
    ),
    "filter.year": ("Year", "年份"),
    "filter.day": ("Day", "日期"),
    "filter.since": ("Since", "起始日期"),
    "filter.author": ("Author", "作者"),
    "keys.search": ("go to the search box", "转到搜索框"),
    "index.working": ("Indexing", "正在建立索引"),
    "index.so_far": ("{done} of {all}", "{done}/{all}"),
    "index.done": ("{n} paper indexed|{n} papers indexed", "已为 {n} 篇论文建立索引"),
    "index.busy": (
        "Another process is indexing now.",
        "另一个进程正在建立索引。",
    ),
    "index.failed": (
        "The search index was not updated: {reason}",
        "搜索索引未能更新：{reason}",
    ),
}
