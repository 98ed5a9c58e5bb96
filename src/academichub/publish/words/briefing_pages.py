"""Words of the pages of briefings: the list, the form, the making of one, renewing and removing."""

from __future__ import annotations

__all__ = ["BRIEFING_PAGES"]

BRIEFING_PAGES: dict[str, tuple[str, str]] = {
    "nav.briefings": ("Briefings", "简报"),
    # the list
    "briefings.title": ("Briefings across fields", "跨领域简报"),
    "briefings.what": (
        "A briefing reads the papers of some days together: what they are about, what has changed, which papers of far "
        "fields are close to each other. Every claim is counted, inferred by rule, quoted, or "
        "checked against the sentences it rests on.",
        "简报把若干天的论文放在一起读：有哪些主题，什么在变化，哪些相距较远的领域出现了相近的工作。"
        "每条陈述或为统计，或为程序推断，或为引用，或经逐句核对。",
    ),
    "briefings.stored": ("Made so far", "已生成的简报"),
    "briefings.none": ("None yet.", "暂无。"),
    "briefings.renewed": ("renewed", "更新版"),
    "briefings.spoken": ("{window} ({language})", "{window}（{language}）"),
    "briefings.running": ("One is being made: see how far it is", "正在生成一份简报，查看进度"),
    "briefings.all": ("All briefings", "全部简报"),
    "error.404.briefing": (
        "There is no such briefing; it may have been deleted.",
        "没有这份简报，可能已被删除。",
    ),
    # the form
    "ask.title": ("Ask for one", "生成简报"),
    "ask.when": ("Days", "日期"),
    "ask.days": ("The last so many days", "最近几天"),
    "ask.days.hint": ("Up to {until}, the newest edition here.", "截至本站最新一期：{until}。"),
    "ask.days.hint_none": ("Up to today; nothing is stored yet.", "截至今天；目前尚未收录任何论文。"),
    "ask.or": ("Or from one day to another", "或指定起止日期"),
    "ask.since": ("From", "从"),
    "ask.until": ("To", "到"),
    "ask.dates.hint": (
        "Written 2026-06-16. Where these are given, they count; without the second, it goes to the newest edition.",
        "格式如 2026-06-16。填写后以此为准；只填起始日期则截至最新一期。",
    ),
    "ask.what": ("Papers", "论文"),
    "ask.field": ("Fields", "领域"),
    "ask.field.hint": (
        "None chosen: all. Two or more make bridges likely. Counted is the newest edition, without revisions.|"
        "None chosen: all. Two or more make bridges likely. Counted are the newest {n} editions, without "
        "revisions.",
        "不选表示全部。选两个以上更容易发现跨领域的联系。数字为最近 {n} 期的篇数，不含修订与撤回。",
    ),
    "ask.radar": ("Radar", "雷达"),
    "ask.radar.hint": (
        "Only papers that pass its rules, the best first.",
        "只取符合该雷达条件的论文，优先取得分高的。",
    ),
    "ask.radar.none": ("none: all papers", "不限"),
    "ask.how": ("Writing", "撰写"),
    "ask.question": ("A question", "想问的问题"),
    "ask.question.hint": (
        "May be left out. With a question only the papers that bear on it are read; a model answers it, and without "
        "a model the nearest sentences are listed.",
        "可不填。填写后只读与问题有关的论文；使用模型时由模型回答，不使用模型时列出最接近的句子。",
    ),
    "ask.speech": ("Language", "语言"),
    "ask.speech.hint": (
        "Of the briefing. Sentences quoted from papers stay as their authors wrote them.",
        "简报所用的语言。引自论文的句子保持原文。",
    ),
    "ask.speech.en": ("English", "英文"),
    "ask.speech.zh": ("Chinese", "中文"),
    "ask.model": ("Language model", "语言模型"),
    "ask.model.yes": ("With the model that is set up here", "使用已配置的模型"),
    "ask.model.yes.hint": (
        "It writes each section; what does not stand the checks is dropped.",
        "由模型撰写各节，未通过核对的一律舍弃。",
    ),
    "ask.model.none": (
        "No model is set up. The briefing is whole in itself, of counts, inferences by rule and the authors’ own "
        "sentences.",
        "未配置模型。简报同样完整，由统计结果、程序推断和作者原句构成。",
    ),
    "ask.model.no": ("Without a model", "不使用模型"),
    "ask.model.no.hint": (
        "Whole in itself, of counts, inferences by rule and the authors’ own sentences.",
        "同样完整，由统计结果、程序推断和作者原句构成。",
    ),
    "ask.cost": (
        "It takes about ten seconds of one processor for 2,000 papers, which are the most it reads. Without a model "
        "that is all, and it costs nothing. With one, each section is a call or two, within the budget in the "
        "settings; what it cost stands under the briefing.",
        "一份简报最多读 2,000 篇论文，在单核上约需 10 秒；不使用模型时不产生费用。"
        "使用模型时，每节调用一到两次，受设置中的预算限制；实际费用列在简报末尾。",
    ),
    "ask.do": ("Make the briefing", "生成简报"),
    "ask.fault.days": ("A whole number from 1 to {value}.", "请填写 1 到 {value} 之间的整数。"),
    "ask.fault.day": ("“{value}” is no day: write it like 2026-06-16.", "无法识别日期“{value}”，请写作 2026-06-16。"),
    "ask.fault.order": ("The first day comes after the last.", "起始日期晚于结束日期。"),
    "ask.fault.long": ("These are {value} days; at most 366 fit.", "共 {value} 天，最多 366 天。"),
    "ask.fault.field": ("There is no field “{value}”.", "没有“{value}”这一领域。"),
    "ask.fault.radar": ("There is no radar “{value}” any more.", "没有“{value}”这一雷达。"),
    "ask.fault.speech": ("Choose one of the two.", "请选择其一。"),
    "ask.fault.question": ("At most {value} characters.", "不超过 {value} 个字符。"),
    # making one
    "making.title": ("A briefing is being made", "正在生成简报"),
    "making.failed": ("The briefing could not be made", "简报未能生成"),
    "making.failed.text": (
        "Nothing was stored, and earlier briefings are as they were.",
        "未保存任何内容，此前的简报不受影响。",
    ),
    "making.again": ("Ask again", "重新生成"),
    "making.what": ("{window}; begun at {at}", "{window}；开始于 {at}"),
    "making.wait": (
        "You may leave this page; it goes on, and will stand among the briefings.",
        "可以离开本页，生成会继续进行，完成后列入简报。",
    ),
    "making.of": ("{done} of {total}", "{done} / {total}"),
    "making.so_far": ("{done} so far", "已完成 {done}"),
    "making.state.done": ("done", "已完成"),
    "making.state.now": ("under way", "进行中"),
    "making.state.next": ("to come", "待进行"),
    "making.lost": ("No answer; trying again.", "没有响应，正在重试。"),
    "stage.gather": ("Gather the papers from the store", "读取论文"),
    "stage.select": ("Choose those to read", "选定要读的论文"),
    "stage.phrases": ("Read their phrases", "提取词组"),
    "stage.places": ("Find out which are alike", "比较内容的相近程度"),
    "stage.clusters": ("Group them and name the groups", "归为主题并命名"),
    "stage.trends": ("Compare with the weeks before", "与此前几周比较"),
    "stage.bridges": ("Look for bridges between fields", "寻找跨领域的联系"),
    "stage.tensions": ("Look for results to compare", "寻找可对照的结果"),
    "stage.outline": ("Outline (with a model)", "拟定提纲（使用模型时）"),
    "stage.write": ("Write and check the sections (with a model)", "撰写并核对各节（使用模型时）"),
    "stage.save": ("Store it", "保存"),
    # one briefing
    "abriefing.contents": ("In this briefing", "本简报内容"),
    "abriefing.figures": (
        "Table: {name} ({n} row)|Table: {name} ({n} rows)",
        "数据表：{name}（{n} 行）",
    ),
    "abriefing.whole_table": (
        "The first {shown} of {n} rows. The whole table",
        "共 {n} 行，此处为前 {shown} 行。查看完整数据表",
    ),
    "abriefing.table_of": ("{name}: the whole table", "{name}：完整数据表"),
    "abriefing.files": ("Take it along", "下载"),
    "abriefing.inputs.what": (
        "The same inputs give the same clusters, trends and bridges.",
        "输入相同，得到的主题、趋势和联系也相同。",
    ),
    "abriefing.renew": ("Renew", "更新"),
    "abriefing.renew.what": (
        "Makes it anew and says what has changed; this one stays as it is.",
        "重新生成一份，并列出变化；原简报保留。",
    ),
    "abriefing.renew.same": ("For the same days", "同样的日期"),
    "abriefing.renew.moved": (
        "For the newest {n} day|For the newest {n} days",
        "最近 {n} 天",
    ),
    "abriefing.renews": ("It renews an earlier briefing", "由此前的一份简报更新而来"),
    "abriefing.remove": ("Delete this briefing", "删除此简报"),
    "abriefing.remove.of": ("Delete the briefing of {window}?", "删除{window}的简报？"),
    "abriefing.remove.text": (
        "Its {n} claim and what it was made from are deleted; the papers stay. This cannot be undone.|"
        "Its {n} claims and what it was made from are deleted; the papers stay. This cannot be undone.",
        "其中 {n} 条陈述及其依据将被删除，论文不受影响。删除后无法恢复。",
    ),
    "abriefing.remove.yes": ("Delete it", "确认删除"),
    "abriefing.remove.no": ("Keep it", "保留"),
    "abriefing.no_pdf": ("No PDF from this installation", "此处无法生成 PDF"),
    "abriefing.no_pdf.text": (
        "Print the briefing’s page from your browser instead, or take the HTML file along.",
        "可用浏览器打印简报页面，或下载 HTML 文件。",
    ),
}
