"""Words of the commands about radars, examples, votes and saved searches."""

from __future__ import annotations

__all__ = ["RADAR_COMMANDS"]

RADAR_COMMANDS: dict[str, tuple[str, str]] = {
    "radars.none": (
        "There is no radar yet; academichub radar add NAME makes one.",
        "还没有雷达；可运行 academichub radar add NAME 新建。",
    ),
    "radars.sample": (
        "It is kept with the sample edition, and goes with it when a real one comes.",
        "它与示例版一同保存；有正式一期后，会随示例版一同消失。",
    ),
    "radars.no_radar": ("no radar has this name. {known}", "没有这个名称的雷达。{known}"),
    "radars.there_are": ("There are: {names}", "现有：{names}"),
    "radars.column.radar": ("Radar", "雷达"),
    "radars.column.state": ("State", "状态"),
    "radars.column.quota": ("A day", "每日篇数"),
    "radars.column.examples": ("Examples", "范例"),
    "radars.column.votes": ("Votes", "评价"),
    "radars.column.wishes": ("Wishes", "要求"),
    "radars.column.key": ("Key", "标识"),
    "radars.column.origin": ("From", "出处"),
    "radars.column.title": ("Title", "标题"),
    "radars.column.day": ("Day", "日期"),
    "radars.column.papers": ("Papers", "论文"),
    "radars.column.passed": ("Passed the rules", "符合规则"),
    "radars.column.shown": ("Shown", "显示"),
    "radars.active": ("active", "启用"),
    "radars.paused": ("paused", "已暂停"),
    "radars.is_paused": (
        "Paused: it stands in no edition. academichub radar edit NAME --resume takes it back in.",
        "已暂停：不出现在任何一期中。可运行 academichub radar edit NAME --resume 恢复。",
    ),
    "radars.wish.include": ("Must say one of", "必须包含其一"),
    "radars.wish.exclude": ("Must not say", "不得包含"),
    "radars.wish.boost": ("Raised by", "优先"),
    "radars.wish.authors": ("Authors", "作者"),
    "radars.wish.categories": ("Categories", "类别"),
    "radars.wish.sources": ("Sources", "来源"),
    "radars.wish.languages": ("Written in", "论文语言"),
    "radars.room": (
        "At most {quota} a day; share of the page: {share}",
        "每日最多 {quota} 篇；版面份额：{share}",
    ),
    "radars.n_examples": ("{n} example|{n} examples", "{n} 篇范例"),
    "radars.n_votes": ("{n} vote|{n} votes", "{n} 次评价"),
    "radars.more": ("and {n} more; --json has all", "另有 {n} 项；用 --json 查看全部"),
    "radars.vote.up": ("up", "赞成"),
    "radars.vote.down": ("down", "反对"),
    "radars.voted.up": ("{name}: voted up “{title}”", "{name}：已赞成《{title}》"),
    "radars.voted.down": ("{name}: voted down “{title}”", "{name}：已反对《{title}》"),
    "radars.voted.none": ("{name}: no vote on “{title}” any more", "{name}：已撤回对《{title}》的评价"),
    "radars.no_examples": (
        "It has no examples; academichub radar edit NAME --example PAPER or --from FILE adds some.",
        "没有范例；可运行 academichub radar edit NAME --example PAPER 或 --from FILE 添加。",
    ),
    "radars.no_example": (
        "no such example; academichub radar examples {name} lists them with their keys",
        "没有这个范例；运行 academichub radar examples {name} 可查看各范例及其标识",
    ),
    "radars.by_hand": ("named by hand", "手动添加"),
    "radars.dropped": ("{name}: {n} example taken away|{name}: {n} examples taken away", "{name}：已移除 {n} 篇范例"),
    "radars.needs_yes": (
        "removing a radar takes its examples and votes with it; say so with --yes",
        "删除雷达会一并删除其范例和评价；请加上 --yes 确认",
    ),
    "radars.really": (
        "Remove {name} with its {examples} examples and {votes} votes?",
        "要删除 {name} 及其 {examples} 篇范例和 {votes} 次评价吗？",
    ),
    "radars.kept": ("{name} stays.", "已保留 {name}。"),
    "radars.removed": ("Removed {name}.", "已删除 {name}。"),
    "radars.made": (
        "Made {name}. academichub radar rank {word} shows its page of the newest day.",
        "已新建 {name}。运行 academichub radar rank {word} 可查看它最新一天的页面。",
    ),
    "radars.changed": ("Changed {name}.", "已修改 {name}。"),
    "radars.dry": ("Nothing was saved.", "未保存任何内容。"),
    "radars.previewed": ("So it would begin on {date}.", "以上是它在{date}会显示的前几篇。"),
    "radars.mixed": (
        "has no + or - before it, and another value of the option has; with them values are added and taken away, "
        "without them they take the place of the whole list",
        "前面没有 + 或 -，而该选项的其他值有；带符号表示添加或移除，不带则替换整个列表",
    ),
    "radars.not_in_list": (
        "is not in the list, so it cannot be taken away; academichub radar show NAME shows what is",
        "不在列表中，无法移除；运行 academichub radar show NAME 可查看现有内容",
    ),
    "radars.pause_or_resume": ("name --pause or --resume, not both", "--pause 与 --resume 只能选一个"),
    "radars.shown": (
        "{n} of {papers} shown on {date}|{n} of {papers} shown on {date}",
        "{date}：{papers} 篇中显示 {n} 篇",
    ),
    "radars.n_cut": ("{n} left out as fitting less", "另有 {n} 篇因契合度较低未显示"),
    "radars.n_removed": ("{n} removed by its rules", "被规则移除 {n} 篇"),
    "radars.n_elsewhere": ("{n} in other radars", "{n} 篇在其他雷达中"),
    "radars.place.asked": ("unsure of it: a vote would teach", "尚不确定：您的评价有助于学习"),
    "radars.place.cut": ("left out as fitting less", "因契合度较低未显示"),
    "radars.no_reason": ("nothing in particular", "没有特别的原因"),
    "radars.hidden_cut": (
        "The first {n} are shown; --json has all.",
        "仅显示前 {n} 篇；用 --json 输出全部。",
    ),
    "rule.cut": ("left out as fitting less", "因契合度较低未显示"),
    "rule.radar": ("shown in {name}", "在 {name} 中显示"),
    "backtest.working": ("Trying it on the last days", "正在用最近各期试算"),
    "backtest.none": (
        "No edition is stored yet, so there is nothing to try it on.",
        "尚未收录任何一期，无法试算。",
    ),
    "backtest.line": (
        "On the last day with an edition it would have shown {shown} of {papers}.|"
        "On the last {n} days with an edition it would have shown {shown} of {papers}.",
        "在最近 {n} 期的 {papers} 篇中，它会显示 {shown} 篇。",
    ),
    "backtest.votes": ("Votes on papers of these days: {up} up, {down} down", "这些日期的评价：赞成 {up}，反对 {down}"),
    "backtest.precision": (
        "Precision {part}: so many of the shown papers with a vote were voted up",
        "精确率 {part}：显示且有评价的论文中，被赞成的比例",
    ),
    "backtest.recall": (
        "Recall {part}: so many of the papers voted up would have been shown",
        "召回率 {part}：被赞成的论文中，会显示的比例",
    ),
    "examples.asking": ("Asking {origin}", "正在访问 {origin}"),
    "examples.added": (
        "{n} example added, {held} already there|{n} examples added, {held} already there",
        "已添加 {n} 篇范例，{held} 篇此前已有",
    ),
    "examples.taken": (
        "{origin}: {n} paper read, {stored} stored here|{origin}: {n} papers read, {stored} of them stored here",
        "{origin}：读入 {n} 篇，其中 {stored} 篇已收录",
    ),
    "examples.bare": (
        "{origin}: {n} is neither stored here nor has an abstract, so it teaches little|"
        "{origin}: {n} are neither stored here nor have an abstract, so they teach little",
        "{origin}：{n} 篇未收录且没有摘要，作用有限",
    ),
    "examples.too_many": (
        "names {n} papers, and a radar has at most {most} examples; take the newest of them",
        "共有 {n} 篇论文，而一个雷达最多 {most} 篇范例；请只保留其中最新的",
    ),
    "examples.unclear": (
        "{origin}: several stored papers are called “{title}”, and none of them was taken; give its identifier|"
        "{origin}: of {n} titles (“{title}”, …) several papers are stored, and none was taken; give their identifiers",
        "{origin}：{n} 个标题（如“{title}”）各对应多篇已收录论文，因此均未采用；请给出标识符",
    ),
    "examples.unread": ("{origin}: not read: {place}: {reason}", "{origin}：未能读取：{place}：{reason}"),
    "examples.nothing": ("no paper could be read in it", "未能从中读取任何论文"),
    "searches.name": ("Name", "名称"),
    "searches.text": ("Search", "搜索"),
    "searches.none": (
        "No search is saved; academichub search --save NAME QUERY saves one.",
        "没有已保存的搜索；可用 academichub search --save NAME QUERY 保存。",
    ),
    "searches.no_search": ("no search is saved under this name. {known}", "没有以此名称保存的搜索。{known}"),
    "searches.saved": ("Saved as {name}: {text}", "已保存为 {name}：{text}"),
    "searches.removed": ("Removed the search {name}.", "已删除搜索 {name}。"),
    "searches.too_long": (
        "the search is longer than {n} characters; shorten it",
        "搜索超过 {n} 个字符；请缩短",
    ),
    "searches.no_words": (
        "say what to search for, or name a saved search with --saved",
        "请输入要搜索的内容，或用 --saved 指定已保存的搜索",
    ),
}
