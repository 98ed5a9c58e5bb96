"""Words around a briefing as it is shown: its frame, the states of claims, tables, changes and references."""

from __future__ import annotations

__all__ = ["BRIEFING_SHOWN"]

BRIEFING_SHOWN: dict[str, tuple[str, str]] = {
    # frame
    "briefing.title": ("Briefing across fields", "跨领域简报"),
    "briefing.window": ("{since} to {until}", "{since}至{until}"),
    "briefing.fields": ("Fields", "领域"),
    "briefing.radar": ("Radar", "雷达"),
    "briefing.question": ("Question", "所提问题"),
    "briefing.contents": ("Contents", "目录"),
    "briefing.references": ("References", "参考文献"),
    "briefing.references.all": ("All {n} papers that are cited", "全部 {n} 篇引用的论文"),
    "briefing.sample": (
        "Made of the sample edition: these papers are invented examples.",
        "本简报由示例数据生成，其中的论文均为虚构。",
    ),
    # the footer
    "briefing.facts.papers": ("{n} paper|{n} papers", "{n} 篇论文"),
    "briefing.facts.claims": ("{n} claim|{n} claims", "{n} 条陈述"),
    "briefing.facts.verified": ("{n} verified", "{n} 条通过核对"),
    "briefing.facts.dropped": ("{n} dropped", "{n} 条已舍弃"),
    "briefing.facts.cost": ("cost {cost}", "费用 {cost}"),
    "briefing.made.counts": (
        "Made without a language model, of counts, inferences by rule and the authors’ own sentences.",
        "未使用语言模型，内容均为统计结果、程序推断和作者原句。",
    ),
    "briefing.made.model": (
        "Claims by {model} stand only where code found their quotes, numbers and names in the cited sentences; "
        "they may still be wrong.",
        "{model} 撰写的陈述须经程序核对：引文、数字和专名均须见于所引句子；但仍可能有误。",
    ),
    "briefing.made_at": ("Made on {at}", "生成于 {at}"),
    "briefing.inputs": ("Inputs", "输入标识"),
    "briefing.unwritten": (
        "The model wrote nothing, or not all of it: {reason}",
        "模型未能写出全部内容：{reason}",
    ),
    # claims
    "briefing.state.quoted": ("the authors’ words", "作者原句"),
    "briefing.state.counted": ("counted", "统计所得"),
    "briefing.state.inferred": ("inferred by rule", "程序推断"),
    "briefing.state.verified": ("by a model, verified", "模型撰写，已核对"),
    "briefing.state.repaired": ("by a model, verified after one correction", "模型撰写，改正一次后通过核对"),
    "briefing.state.verified.rendered": (
        "by a model; its English was verified, this is a rendering of it",
        "模型撰写，英文表述已核对，中文为转述",
    ),
    "briefing.state.repaired.rendered": (
        "by a model, corrected once; its English was verified, this is a rendering of it",
        "模型撰写，改正一次，英文表述已核对，中文为转述",
    ),
    "briefing.state.dropped": ("dropped", "已舍弃"),
    "briefing.fell_back": (
        "What the model wrote here did not stand the checks; this is counted and quoted instead.",
        "模型为本节撰写的内容未通过核对，此处改用统计结果和作者原句。",
    ),
    "briefing.dropped": ("Dropped claims ({n})", "已舍弃的陈述（{n} 条）"),
    "briefing.dropped.note": (
        "A model wrote these; a check failed, so they are not part of the briefing.",
        "以下内容由模型撰写，因未通过核对而不计入简报。",
    ),
    "briefing.reason": ("Dropped because: {reason}", "舍弃原因：{reason}"),
    "briefing.unknown_paper": ("Cites a paper that does not exist: {paper}", "所引论文并不存在：{paper}"),
    "briefing.sentence": ("Sentence {number}", "第 {number} 句"),
    "briefing.cite": ("Reference {number}", "参考文献 {number}"),
    "briefing.back": ("Back to where it is cited", "回到引用处"),
    # what has become of papers
    "briefing.now.revised": ("This paper has been revised since.", "该论文此后已修订。"),
    "briefing.now.withdrawn": ("This paper has been withdrawn since.", "该论文此后已撤回。"),
    "briefing.now.missing": ("This paper is no longer stored.", "该论文已不在库中。"),
    "briefing.claim_now.revised": ("A paper it cites has been revised since.", "所引论文此后已修订。"),
    "briefing.claim_now.withdrawn": ("A paper it cites has been withdrawn since.", "所引论文此后已撤回。"),
    "briefing.claim_now.missing": ("A paper it cites is no longer stored.", "所引论文已不在库中。"),
    "briefing.marked": (
        "Since this briefing was made: {changes}. The claims that cite them are marked.",
        "本简报生成之后：{changes}。引用这些论文的陈述均已标出。",
    ),
    "briefing.marked.revised": ("{n} paper revised|{n} papers revised", "{n} 篇论文有修订"),
    "briefing.marked.withdrawn": ("{n} paper withdrawn|{n} papers withdrawn", "{n} 篇论文已撤回"),
    "briefing.marked.missing": ("{n} paper no longer stored|{n} papers no longer stored", "{n} 篇论文已不在库中"),
    # renewals
    "briefing.renewals": ("Changes", "变更记录"),
    "briefing.renewed": ("Renewed on {date}", "{date}更新"),
    "briefing.unchanged": ("Nothing changed.", "内容没有变化。"),
    "briefing.change.new": ("{n} paper is new.|{n} papers are new.", "新增 {n} 篇论文。"),
    "briefing.change.revised": ("{n} paper was revised.|{n} papers were revised.", "{n} 篇论文有修订。"),
    "briefing.change.withdrawn": ("{n} paper was withdrawn.|{n} papers were withdrawn.", "{n} 篇论文被撤回。"),
    "briefing.change.left": (
        "{n} paper is no longer among those chosen.|{n} papers are no longer among those chosen.",
        "{n} 篇论文不再入选。",
    ),
    "briefing.change.cluster_new": (
        "A new cluster: {label} ({n} paper).|A new cluster: {label} ({n} papers).",
        "新主题：{label}（{n} 篇）。",
    ),
    "briefing.change.cluster_gone": ("A cluster is gone: {label}.", "主题消失：{label}。"),
    "briefing.authors_more": (" and {n} more", " 等（另有 {n} 人）"),
    "briefing.and_more": ("and {n} more", "另有 {n} 项"),
    # tables
    "briefing.long_table": (
        "A table of {n} rows, which the web page, the HTML file and the JSON have.",
        "此表共 {n} 行，见网页、HTML 文件或 JSON。",
    ),
    "briefing.table.clusters": ("Clusters", "主题"),
    "briefing.table.clusters.note": (
        "Papers of the window against those of the weeks before; a trend counts where p is below 0.05.",
        "本期论文与此前几周相比；p < 0.05 才视为有变化。",
    ),
    "briefing.table.clusters.no_weeks": ("Papers of the window; no earlier weeks yet.", "本期论文；尚无历史数据。"),
    "briefing.table.phrases": ("Phrases whose share changed", "占比有变化的词组"),
    "briefing.table.phrases.note": (
        "Papers whose title or abstract has the phrase.",
        "标题或摘要中出现该词组的论文数。",
    ),
    "briefing.table.heat": ("How fields meet", "各领域的交叉"),
    "briefing.table.heat.note": (
        "Side by side: pairs of papers, one of each field, that can be made within clusters, each paper used once. "
        "At most: papers of the smaller field.",
        "同主题配对数：同一主题内，两个领域的论文一一配对，最多能配成的对数。最多可配：较小领域的论文数。",
    ),
    "briefing.table.bridges": ("Bridges between fields", "跨领域的联系"),
    "briefing.table.bridges.note": (
        "Near papers whose fields are far apart, the best first. Both measures go from 0 to 1.",
        "内容相近而领域相距较远的论文，最显著者在前。两项指标均为 0 到 1。",
    ),
    "briefing.table.tensions": ("Results to compare", "可对照的结果"),
    "briefing.table.tensions.note": (
        "Candidates found by their words; whether they differ is for a reader to judge.",
        "依措辞找出的候选，是否真有出入请读者判断。",
    ),
    "briefing.table.map": ("Map of the papers", "论文分布图"),
    "briefing.table.map.note": (
        "Papers that stand near each other use the same words; the axes have no meaning of their own.",
        "位置相近的论文用语相近；坐标轴本身没有含义。",
    ),
    "briefing.column.cluster": ("Cluster", "主题"),
    "briefing.column.phrase": ("Phrase", "词组"),
    "briefing.column.papers": ("Papers", "论文"),
    "briefing.column.now": ("Now", "本期"),
    "briefing.column.before": ("Before", "此前"),
    "briefing.column.share_now": ("Share now", "本期占比"),
    "briefing.column.share_before": ("Share before", "此前占比"),
    "briefing.column.trend": ("Trend", "趋势"),
    "briefing.column.p": ("p", "p 值"),
    "briefing.column.field": ("Field", "领域"),
    "briefing.column.field_other": ("Other field", "另一领域"),
    "briefing.column.bridges": ("Bridges", "联系"),
    "briefing.column.beside": ("Side by side", "同主题配对数"),
    "briefing.column.smaller": ("At most", "最多可配"),
    "briefing.column.fields": ("Fields", "领域"),
    "briefing.column.shared": ("Shared", "共有词组"),
    "briefing.column.closeness": ("Closeness", "相近度"),
    "briefing.column.distance": ("Distance of fields", "领域距离"),
    "briefing.column.about": ("About", "关于"),
    "briefing.column.kind": ("Kind", "关系"),
    "briefing.column.first": ("One result", "一项结果"),
    "briefing.column.second": ("The other", "另一项结果"),
    "briefing.column.paper": ("Paper", "论文"),
    "briefing.column.place": ("Place", "位置"),
    "briefing.tension": ("may differ", "方向可能相反"),
    "briefing.agreement": ("may agree", "可能印证"),
    "briefing.trend.up": ("up", "上升"),
    "briefing.trend.down": ("down", "下降"),
    "briefing.trend.same": ("no change beyond chance", "无显著变化"),
    "briefing.trend.untested": ("not tested", "未检验"),
}
