"""Words of the pages of radars: the list, the form, a day of a radar, what was hidden, votes, saved searches."""

from __future__ import annotations

__all__ = ["RADAR_PAGES"]

RADAR_PAGES: dict[str, tuple[str, str]] = {
    "nav.radars": ("Radars", "雷达"),
    "keys.vote": ("vote up, vote down (in a radar)", "赞成、反对（雷达中的论文）"),
    # the list of radars
    "myradars.title": ("Your radars", "我的雷达"),
    "myradars.what": (
        "A radar watches one of your interests: from words, authors and example papers it picks what matters to you "
        "out of each day’s edition, and says why. Begin with a few words or three papers you like; your votes teach it "
        "the rest.",
        "一个雷达关注您的一个研究兴趣：根据关键词、作者和范例论文，从每日新论文中挑出与您有关的，并说明理由。"
        "填几个词，或给出两三篇您喜欢的论文即可开始；之后的赞成与反对会让它越来越准。",
    ),
    "myradars.make": ("Make a radar", "新建雷达"),
    "myradars.invite": (
        "Make a radar to have your own papers stand first.",
        "新建一个雷达，让与您有关的论文排在最前。",
    ),
    "myradars.all": ("All radars", "全部雷达"),
    "myradars.paused": ("paused", "已暂停"),
    "myradars.shown": ("{n} paper on {date}|{n} papers on {date}", "{date}有 {n} 篇"),
    "myradars.words": ("{n} word|{n} words", "{n} 个词"),
    "myradars.authors": ("{n} author|{n} authors", "{n} 位作者"),
    "myradars.categories": ("{n} category|{n} categories", "{n} 个类别"),
    "myradars.examples": ("{n} example|{n} examples", "{n} 篇范例"),
    "myradars.votes": ("{up} up, {down} down", "赞成 {up}，反对 {down}"),
    "myradars.edit": ("Edit", "修改"),
    "myradars.edit_of": ("Edit the radar “{name}”", "修改雷达“{name}”"),
    # saved searches
    "mysearches.title": ("Saved searches", "已存搜索"),
    "mysearches.none": ("None yet. Search for something, then save it there.", "暂无。先搜索，再在结果页保存。"),
    "mysearches.save": ("Save this search", "保存此搜索"),
    "mysearches.name": ("Name", "名称"),
    "mysearches.do_save": ("Save", "保存"),
    "mysearches.remove": ("Remove", "删除"),
    "mysearches.remove_of": ("Remove the saved search “{name}”", "删除已存搜索“{name}”"),
    # one day of a radar
    "radar.title": ("Radar {name}", "雷达：{name}"),
    "radar.of_day": (
        "{n} of {all} paper of {date}|{n} of {all} papers of {date}",
        "{date}共 {all} 篇，为您选出 {n} 篇",
    ),
    "radar.removed": ("{n} removed by rules", "规则排除 {n} 篇"),
    "radar.cut": ("{n} left out as fitting less", "因契合度较低未显示 {n} 篇"),
    "radar.elsewhere": ("{n} shown in another radar", "归入其他雷达 {n} 篇"),
    "radar.see_hidden": ("See what was hidden", "查看未显示的论文"),
    "radar.paused": (
        "This radar is paused: it takes no place on the front page. Edit it to go on.",
        "此雷达已暂停，首页不再显示。可在“修改”中恢复。",
    ),
    "radar.empty.title": ("Nothing for this radar on this day", "这一天没有适合此雷达的论文"),
    "radar.empty.rules": (
        "Its rules removed every paper of the day. What was hidden shows which rule did; a wider word lets more in.",
        "当日论文均被规则排除。“未显示的论文”中写明了原因；放宽条件可看到更多。",
    ),
    "radar.empty.rest": (
        "All that it would show was shown before, or stands in another radar.",
        "符合条件的论文此前已显示过，或已归入其他雷达。",
    ),
    "radar.empty.seen": ("Every paper of the day was shown on an earlier day.", "当日论文此前均已显示过。"),
    "radar.asked": ("A question", "想问您一篇"),
    "radar.asked.why": (
        "The radar is not sure of this one. Your vote teaches it most.",
        "雷达对这一篇拿不准，您的意见最有帮助。",
    ),
    "radar.part": ("Radar", "雷达"),
    "radar.papers": ("Papers", "论文"),
    "radar.more": ("All {n} of this radar", "此雷达的全部 {n} 篇"),
    "radar.then": ("The whole edition", "本期全部论文"),
    "why.label": ("Why shown", "为何显示"),
    "why.for": ("What speaks for it", "得分理由"),
    "why.none": ("nothing in particular: it fits the rules", "符合规则，别无突出理由"),
    "why.score": ("score {score}", "得分 {score}"),
    "why.score.what": (
        "0 is an everyday paper of all that are stored here, 1 stands one spread above it.",
        "0 为本站收录论文中的寻常一篇，1 表示高出一个标准差。",
    ),
    # votes
    "vote.up": ("Vote up", "赞成"),
    "vote.down": ("Vote down", "反对"),
    "vote.is_up": ("Voted up", "已赞成"),
    "vote.is_down": ("Voted down", "已反对"),
    "vote.back": ("press again to take it back", "再按一次可撤回"),
    "vote.in": ("Vote in the radar “{name}”", "在雷达“{name}”中评价"),
    "vote.failed": ("Not saved; try again.", "未能保存，请重试。"),
    # what was hidden
    "hidden.title": ("What was hidden", "未显示的论文"),
    "hidden.none": ("Nothing was hidden: every paper of the day is on the radar’s page.", "没有隐藏任何论文。"),
    "hidden.cut": ("Left out as fitting less", "因契合度较低未显示"),
    "hidden.cut.what": (
        "The best of {n} paper that passed the rules, and came behind the {quota} a day or is no nearer than any other."
        "|The best of {n} papers that passed the rules, and came behind the {quota} a day or are no nearer than any.",
        "通过规则、但排在每日 {quota} 篇之后或没有任何契合之处的共 {n} 篇，列出其中得分最高的。",
    ),
    "hidden.removed": ("Removed by rules", "被规则排除"),
    "hidden.elsewhere": ("Shown in another radar", "归入其他雷达"),
    "hidden.elsewhere.in": ("in {name}", "见：{name}"),
    "hidden.all": ("All {n} of this rule", "此规则的全部 {n} 篇"),
    "hidden.other": ("Other rules", "其他规则"),
    # the form
    "form.new": ("A new radar", "新建雷达"),
    "form.name": ("Name", "名称"),
    "form.include": ("Must have one of", "必须含有其一"),
    "form.include.hint": (
        "Words or phrases, one a line or with commas. Empty: nothing is asked.",
        "词或短语，每行一个或用逗号隔开。留空表示不限。",
    ),
    "form.exclude": ("Must not have", "必须不含"),
    "form.exclude.hint": ("A paper with any of these is removed.", "含有其中任何一个即排除。"),
    "form.boost": ("Should have", "最好含有"),
    "form.boost.hint": ("These only raise a paper; nothing is removed.", "只提高得分，不排除任何论文。"),
    "form.authors": ("Authors", "关注的作者"),
    "form.authors.hint": (
        "One a line, with an ORCID or a co-author, as a name alone is shared by many: "
        "“Wei Li <0000-0002-1825-0097>” or “Wei Li with Jane Doe”.",
        "每行一位。同名者众多，请附上 ORCID 或一位合作者：“Wei Li <0000-0002-1825-0097>”或“Wei Li with Jane Doe”。",
    ),
    "form.examples.named": ("By name", "按标识符"),
    "form.examples": ("Example papers", "范例论文"),
    "form.examples.hint": (
        "Papers like those you want: identifiers or addresses, one a line.",
        "您想要的那一类论文：标识符或网址，每行一个。",
    ),
    "form.file": ("Or a file of references", "或上传文献文件"),
    "form.file.hint": (
        "BibTeX, RIS, an export of Zotero, or a list of DOIs; up to 10 MB.",
        "BibTeX、RIS、Zotero 导出文件或 DOI 列表，不超过 10 MB。",
    ),
    "form.file.again": (
        "{n} paper was read from {file}. Choose the file again when you save.|"
        "{n} papers were read from {file}. Choose the file again when you save.",
        "从 {file} 读到 {n} 篇。保存时请再次选择该文件。",
    ),
    "form.typed": ("{n} example paper was read.|{n} example papers were read.", "读到 {n} 篇范例。"),
    "form.unknown": (
        "{n} of them is not stored here, and nothing but its name is known: it teaches nothing until it is."
        "|{n} of them are not stored here, and nothing but their names is known: they teach nothing until they are.",
        "其中 {n} 篇尚未收录、仅知其标识符，收录之后才会起作用。",
    ),
    "form.unclear": (
        "Several stored papers have the title of {n} of them, and none was taken: give its identifier."
        "|Several stored papers have the titles of {n} of them, and none was taken: give their identifiers.",
        "其中 {n} 篇的标题对应多篇已收录论文，因此均未采用：请给出标识符。",
    ),
    "form.unread": ("{n} entry could not be read:|{n} entries could not be read:", "{n} 条未能读取："),
    "form.has_examples": (
        "{n} example so far; tick to remove|{n} examples so far; tick to remove",
        "已有 {n} 篇，勾选即移除",
    ),
    "form.more_examples": ("{n} older one is not listed.|{n} older ones are not listed.", "另有 {n} 篇较早的未列出。"),
    "form.categories": ("Categories", "类别"),
    "form.categories.hint": ("Only papers in one of these. None: all.", "只看所选类别。不选表示不限。"),
    "form.categories.other": (
        "Others, with commas: cs.LG, or cs for all of it",
        "其他类别，用逗号隔开：cs.LG，或以 cs 代表其全部",
    ),
    "form.sources": ("Sources", "来源"),
    "form.sources.hint": ("Only papers from these. None: all.", "只看所选来源。不选表示不限。"),
    "form.languages": ("Languages", "语言"),
    "form.languages.hint": ("Only papers written in these. None: all.", "只看以所选语言写成的论文。不选表示不限。"),
    "form.quota": ("Papers a day, at most", "每日最多篇数"),
    "form.share": ("Share of the front page", "首页所占份额"),
    "form.share.hint": ("Beside the shares of your other radars.", "相对于其他雷达的份额。"),
    "form.paused": ("Paused", "暂停"),
    "form.paused.hint": ("Keeps everything, shows nothing on the front page.", "保留全部设置，首页不再显示。"),
    "form.rules": ("What to look for", "找什么"),
    "form.choose": ("Choose from {n}", "从 {n} 个中选择"),
    "form.limits": ("Where to look", "范围"),
    "form.page": ("On the page", "显示"),
    "form.preview": ("Preview", "预览"),
    "form.backtest": ("Backtest on 30 days", "回测 30 天"),
    "form.save": ("Save", "保存"),
    "form.remove": ("Delete this radar", "删除此雷达"),
    "form.remove.of": ("Delete the radar “{name}”?", "删除雷达“{name}”？"),
    "form.remove.text": (
        "Its words, {examples} and {votes} are deleted with it. This cannot be undone; to stop it for a while, "
        "pause it.",
        "其关键词、{examples}和 {votes}都会一并删除，无法恢复。若只想暂时停用，可将其暂停。",
    ),
    "form.remove.votes": ("{n} vote|{n} votes", "{n} 次评价"),
    "form.remove.yes": ("Delete it", "确认删除"),
    "form.remove.no": ("Keep it", "保留"),
    "form.faults": ("Something in the form needs your eye first.", "请先检查表单中标出的内容。"),
    "form.fault.no_name": ("Give the radar a name.", "请填写名称。"),
    "form.fault.name": (
        "A name is one line of at most {value} characters, without “/” and “\\”.",
        "名称须为一行，不超过 {value} 个字符，且不含“/”和“\\”。",
    ),
    "form.fault.taken": ("Another radar is called “{value}”.", "已有名为“{value}”的雷达。"),
    "form.fault.author": (
        "“{value}” needs an ORCID or a co-author beside the name.",
        "“{value}”还需要 ORCID 或一位合作者的姓名。",
    ),
    "form.fault.person": (
        "“{value}” cannot be read as an author: write a name with an ORCID in < > or with a co-author.",
        "无法识别作者“{value}”：请写姓名，并在 < > 中附上 ORCID，或写明一位合作者。",
    ),
    "form.fault.number": ("A whole number from 1 to {value}.", "请填写 1 到 {value} 之间的整数。"),
    "form.fault.wants_nothing": (
        "The radar wants nothing yet. Give it a word, an author, a category or an example paper.",
        "此雷达还没有任何条件。请填写关键词、作者、类别，或给出一篇范例论文。",
    ),
    "form.fault.too_many": (
        "More papers than the {value} examples that a radar may have. Take the newest of them.",
        "论文过多：一个雷达最多 {value} 篇范例。请只保留其中最新的。",
    ),
    "form.fault.unreadable": ("This could not be read: {value}", "无法读取：{value}"),
    # preview and backtest
    "preview.title": ("Preview: {date}", "预览：{date}"),
    "preview.here": (
        "What the radar would show stands here: press Preview, or go on typing.",
        "此处显示试用结果：点“预览”，或继续填写即可。",
    ),
    "preview.failed": ("It could not be tried; press again in a moment.", "未能试用，请稍后再试。"),
    "preview.empty": (
        "It would show nothing of this day: {removed} of {all} papers are removed by its rules.",
        "这一天不会显示任何论文：{all} 篇中有 {removed} 篇被规则排除。",
    ),
    "preview.no_edition": (
        "There is no edition yet to try it on. Save it; it goes to work with the first one.",
        "还没有任何一期可供预览。可先保存，收录第一期后即开始工作。",
    ),
    "trial.title": ("Backtest: the last {n} day|Backtest: the last {n} days", "回测：最近 {n} 期"),
    "trial.text": (
        "{shown} of {all} papers would have been shown.",
        "共 {all} 篇，会显示 {shown} 篇。",
    ),
    "trial.day": ("Day", "日期"),
    "trial.papers": ("Papers", "论文"),
    "trial.passed": ("Passed the rules", "通过规则"),
    "trial.shown": ("Shown", "显示"),
    "trial.bar": ("{shown} shown of {passed}", "通过 {passed} 篇，显示 {shown} 篇"),
    "trial.votes": (
        "On these days you voted {up} up and {down} down.",
        "这些日期中，您赞成 {up} 篇，反对 {down} 篇。",
    ),
    "trial.precision": (
        "Of the shown papers with a vote, {share} % are voted up (precision).",
        "所显示且有评价的论文中，赞成的占 {share} %（精确率）。",
    ),
    "trial.recall": (
        "Of the papers voted up, {share} % are shown (recall).",
        "您赞成的论文中，会显示的占 {share} %（召回率）。",
    ),
    "trial.no_votes": (
        "No votes on these days yet, so precision and recall cannot be told.",
        "这些日期还没有您的评价，无法计算精确率和召回率。",
    ),
    # on a paper's page
    "paper.radars": ("Your radars", "我的雷达"),
    "paper.add_example": ("Add as an example", "加为范例"),
    "paper.is_example": ("Is an example", "已是范例"),
    "paper.drop_example": ("remove", "移除"),
    # languages of papers
    "language.en": ("English", "英文"),
    "language.zh": ("Chinese", "中文"),
    "language.ja": ("Japanese", "日文"),
    "language.ko": ("Korean", "韩文"),
    # refusals
    "error.403.title": ("Sent from another site", "请求来自其他网站"),
    "error.403.text": (
        "Something was sent here from a page that is not ours, so nothing was done. Open the page here and try again.",
        "请求并非由本站页面发出，因此未作任何改动。请在本站打开页面后重试。",
    ),
    "error.413.title": ("Too much at once", "内容过大"),
    "error.413.text": (
        "A file may have 10 MB, and what is typed 64 kB. Nothing was changed.",
        "文件不得超过 10 MB，所填文字不得超过 64 kB。未作任何改动。",
    ),
    "error.400.form": (
        "The form that was sent cannot be read. Nothing was changed.",
        "无法识别所提交的表单。未作任何改动。",
    ),
}
