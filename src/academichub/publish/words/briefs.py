"""Words of a briefing: its sections, and what is counted in them. Counts, never adjectives."""

from __future__ import annotations

__all__ = ["BRIEFS"]

BRIEFS: dict[str, tuple[str, str]] = {
    # sections
    "brief.section.summary": ("Executive summary", "概要"),
    "brief.section.others": ("Other clusters", "其他主题"),
    "brief.section.trends": ("Trends", "趋势"),
    "brief.section.bridges": ("Bridges between fields", "跨领域的联系"),
    "brief.section.tensions": ("Results to compare", "可对照的结果"),
    "brief.section.question": ("The question", "所提问题"),
    # what was read
    "brief.papers": (
        "This briefing reads {n} paper announced {when}, of {fields}.|"
        "This briefing reads {n} papers announced {when}, of {fields}.",
        "本简报读了{when}公布的 {n} 篇论文，分布于：{fields}。",
    ),
    "brief.no_papers": ("No paper of this kind was announced {when}.", "{when}没有符合条件的论文公布。"),
    "brief.when": ("from {since} to {until}", "{since}至{until}"),
    "brief.when_day": ("on {since}", "{since}"),
    "brief.field_count": ("{field} ({n})", "{field}（{n} 篇）"),
    "brief.more_fields": ("{named}, and {n} more field|{named}, and {n} more fields", "{named}，以及另外 {n} 个领域"),
    "brief.clusters": (
        "By field and content they form {n} cluster: {names}.|"
        "By field and content they form {n} clusters; the largest are {names}.",
        "按领域与内容归为 {n} 个主题：{names}。|按领域与内容归为 {n} 个主题，最大的是：{names}。",
    ),
    "brief.cluster_count": ("{label} ({n})", "{label}（{n} 篇）"),
    "brief.moved": (
        "{n} cluster differs in its share from the weeks before beyond chance: {names}.|"
        "{n} clusters differ in their share from the weeks before beyond chance: {names}.",
        "与此前几周相比，{n} 个主题的占比有统计上显著的变化：{names}。",
    ),
    "brief.moved_none": (
        "No cluster differs in its share from the {weeks} weeks before beyond chance.",
        "与此前 {weeks} 周相比，没有主题的占比有统计上显著的变化。",
    ),
    "brief.no_history": (
        "There is too little history to compare with: {n} week, and three are needed.|"
        "There is too little history to compare with: {n} weeks, and three are needed.",
        "历史数据不足，无法比较：目前有 {n} 周，至少需要 3 周。",
    ),
    "brief.no_weeks": ("There are no earlier weeks yet to compare with.", "尚无历史数据，无法比较。"),
    "brief.shares": ("{label} ({before} → {now})", "{label}（{before} → {now}）"),
    "brief.phrases": ("Phrases whose share changed: {names}.", "占比有变化的词组：{names}。"),
    "brief.n_bridges": (
        "{n} bridge joins papers of different fields; it is about {shared}.|"
        "{n} bridges join papers of different fields; the first is about {shared}.",
        "发现 {n} 处跨领域的联系，关于{shared}。|发现 {n} 处跨领域的联系，第一处关于{shared}。",
    ),
    "brief.no_bridges": (
        "No near papers of different fields share a phrase of few papers.",
        "没有发现内容相近、词组相同而领域不同的论文。",
    ),
    "brief.n_tensions": (
        "There is {n} pair of results to compare.|There are {n} pairs of results to compare.",
        "有 {n} 对可对照的结果。",
    ),
    "brief.no_tensions": (
        "Among the results in English no two were found of near papers that state opposite directions.",
        "在英文结果句中，没有发现内容相近而方向相反的一对。",
    ),
    # a cluster
    "brief.cluster": (
        "{n} paper, {share} of those read: {fields}.|{n} papers, {share} of those read: {fields}.",
        "{n} 篇论文，占所读论文的 {share}：{fields}。",
    ),
    "brief.rest": ("{name}: further papers", "{name}：其余论文"),
    "brief.cluster_named": (
        "The name stands in {n} of them: “{label}”.|The name stands in {n} of them: “{label}”.",
        "其中 {n} 篇直接提到“{label}”。",
    ),
    "brief.cluster_terms": ("In several of them: {terms}.", "多篇共有的词组：{terms}。"),
    "brief.trend": (
        "{label}: {now} now ({share_now}), {before} in the {weeks} weeks before ({share_before}); p {p}.",
        "{label}：本期 {now} 篇（{share_now}），此前 {weeks} 周 {before} 篇（{share_before}）；p {p}。",
    ),
    "brief.of_cluster": ("Cluster “{label}”", "主题“{label}”"),
    "brief.of_phrase": ("Phrase “{label}”", "词组“{label}”"),
    "brief.trend_untested": (
        "{label}: {now} now ({share_now}), {before} in the weeks before; too few to test.",
        "{label}：本期 {now} 篇（{share_now}），此前 {before} 篇；数量不足，未作检验。",
    ),
    "brief.trends_none": (
        "No noun phrase changed its share beyond chance.",
        "没有词组的占比有统计上显著的变化。",
    ),
    "brief.trends_how": (
        "Each p value is of Fisher’s exact test, corrected for the number of counts tested.",
        "p 值来自 Fisher 精确检验，并按检验数目作了校正。",
    ),
    "brief.other_cluster": ("{label}: {n} paper.|{label}: {n} papers.", "{label}：{n} 篇。"),
    "brief.other_clusters": (
        "{n} further cluster has {papers} of the papers; the table of clusters names it.|"
        "{n} further clusters have {papers} of the papers; the table of clusters names them.",
        "另有 {n} 个主题，共 {papers} 篇论文，见主题表。",
    ),
    # the reader's question, put to a model
    "brief.question_unanswered": (
        "By the model’s reading the papers nearest to it do not answer it.",
        "模型通读最接近的论文后，认为其中没有回答该问题。",
    ),
    # a bridge, a tension
    "brief.bridge": (
        "{n} papers, of {fields}, share {shared} (closeness {closeness}): {titles}.",
        "{n} 篇论文（{fields}）都涉及{shared}（相近度 {closeness}）：{titles}。",
    ),
    "brief.title": ("“{title}”", "“{title}”"),
    "brief.untitled": ("a paper without a title to show", "标题不宜显示的论文"),
    "brief.tension": (
        "Two results on {about} may point in opposite directions.",
        "关于 {about} 的两项结果可能方向相反。",
    ),
    "brief.agreement": (
        "One result on {about} may repeat the other.",
        "关于 {about} 的一项结果可能印证另一项。",
    ),
    # the choice of papers
    "brief.of_radar": (
        "{n} paper of these days passes the radar {name}.|{n} papers of these days pass the radar {name}.",
        "这些天有 {n} 篇论文符合雷达“{name}”。",
    ),
    "brief.of_best": (
        "The best of the {all} papers found is read here.|The best {n} of the {all} papers found are read here.",
        "找到 {all} 篇论文，此处读其中最相关的 {n} 篇。",
    ),
    "brief.of_drawn": (
        "{n} of the {all} papers of these days is read here: drawn by lot, each day and field with its share.|"
        "{n} of the {all} papers of these days are read here: drawn by lot, each day and field with its share.",
        "这些天共有 {all} 篇论文，此处读其中 {n} 篇：按日期和领域的比例随机抽取。",
    ),
    # the question
    "brief.question.found": (
        "{n} paper of these days bears on “{question}”. What stands nearest to it:"
        "|{n} papers of these days bear on “{question}”. The sentences that stand nearest to it:",
        "这些天有 {n} 篇论文与“{question}”有关。与之最接近的句子：",
    ),
    "brief.question.none": (
        "No paper of these days bears on “{question}”.",
        "这些天没有论文与“{question}”有关。",
    ),
    # what went wrong
    "brief.given_up": (
        "The briefing was given up, as AcademicHub was closed; nothing of it is stored. Ask for it again.",
        "AcademicHub 已关闭，简报中止，未保存任何内容；请重新生成。",
    ),
    "brief.bug": (
        "The briefing failed by a fault of AcademicHub; the terminal it runs in shows where. Please report it.",
        "AcademicHub 出错，简报未能生成；运行 AcademicHub 的终端里有详情，请报告此问题。",
    ),
}
