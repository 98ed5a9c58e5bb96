"""Words in and under the pictures of a briefing."""

from __future__ import annotations

__all__ = ["PICTURES"]

PICTURES: dict[str, tuple[str, str]] = {
    # the map
    "picture.map.name": ("Map of the papers", "论文分布图"),
    "picture.map.empty": ("No paper to put on a map.", "没有可以绘制的论文。"),
    "picture.map.told": (
        "{n} paper, placed mostly by field and wording.|{n} papers, placed mostly by field and wording.",
        "共 {n} 篇论文，位置主要由领域与用语决定。",
    ),
    "picture.map.bridges": (
        "{n} line joins papers of different fields.|{n} lines join papers of different fields.",
        "{n} 条连线连接不同领域的论文。",
    ),
    "picture.map.bridge": ("{shared}: {fields}", "{shared}：{fields}"),
    "picture.map.caption": (
        "Each mark is a paper, its shape and colour the field. Field and wording decide most of where it stands; "
        "distances across the map say little. Lines are the first bridges between fields, ten at most: the papers they "
        "join are alike, however far apart they stand.",
        "每个符号是一篇论文，形状和颜色表示领域。位置主要由领域与用语决定，相距较远时，远近并无确切含义。"
        "连线是居前的跨领域的联系，最多 10 处；连线所连的论文相近，即使相隔较远。",
    ),
    # trends
    "picture.trends.name": ("What has changed", "占比的变化"),
    "picture.trends.name_now": (
        "Shares of the clusters; what changed shows once there are earlier weeks",
        "各主题的本期占比；有历史数据后才显示变化",
    ),
    "picture.trends.empty": ("No cluster or phrase to compare.", "没有可以比较的主题或词组。"),
    "picture.trends.clusters": ("Clusters", "主题"),
    "picture.trends.phrases": ("Phrases", "词组"),
    "picture.trends.before": (
        "share of the papers of the week before|share of the papers of the {n} weeks before",
        "此前 {n} 周的占比",
    ),
    "picture.trends.now": ("share now", "本期占比"),
    "picture.trends.chance": ("within chance", "变化不显著"),
    "picture.trends.untested": ("not tested", "未检验"),
    "picture.trends.no_weeks": ("no earlier weeks yet", "尚无历史数据"),
    "picture.trends.row_now": ("{label}: {now} now", "{label}：本期 {now}"),
    "picture.trends.row": (
        "{label}: {before} before, {now} now, {chance}",
        "{label}：此前 {before}，本期 {now}，{chance}",
    ),
    "picture.trends.p": ("p {p}", "p {p}"),
    "picture.trends.more": (
        "Not drawn: {n} further cluster; the table of clusters has it.|"
        "Not drawn: {n} further clusters; the table of clusters has them.",
        "另有 {n} 个主题未画出，见“主题”表。",
    ),
    "picture.trends.more_phrases": (
        "Not drawn: {n} further phrase; the table of phrases has it.|"
        "Not drawn: {n} further phrases; the table of phrases has them.",
        "另有 {n} 个词组未画出，见“占比有变化的词组”表。",
    ),
    "picture.trends.caption": (
        "The hollow mark is the share in the weeks before, the filled one the share now. Solid lines changed beyond "
        "chance (Fisher’s exact test, corrected); dotted ones did not, or could not be tested.",
        "空心符号为此前几周的占比，实心符号为本期占比。实线表示变化显著（Fisher 精确检验，已校正），"
        "虚线表示不显著或未检验。",
    ),
    "picture.trends.caption_now": (
        "Each mark is a cluster’s share of the papers now. Changes are drawn once papers of earlier weeks are stored, "
        "and tested from three weeks on.",
        "每个符号为一个主题的本期占比。有此前几周的论文后才显示变化，满三周后作检验。",
    ),
    # field by field
    "picture.heat.name": ("How fields meet", "各领域的交叉"),
    "picture.heat.empty": (
        "All papers are of one field, so there is nothing to set against it.",
        "所有论文属于同一领域，无从比较。",
    ),
    "picture.heat.pair": (
        "{one} and {other}: {bridges}, {beside} side by side in a cluster",
        "{one}与{other}：{bridges}，同主题可配 {beside}",
    ),
    "picture.heat.n_bridges": ("{n} bridge|{n} bridges", "{n} 处联系"),
    "picture.heat.n_beside": ("{n} pair|{n} pairs", "{n} 对"),
    "picture.heat.more": (
        "{n} field with fewer papers stands in the table.|{n} fields with fewer papers stand in the table.",
        "另有 {n} 个论文较少的领域见下表。",
    ),
    "picture.heat.caption": (
        "Right of the diagonal: how many bridges join the two fields; the more a cell stands out, the nearer to the "
        "most bridges of any two fields. Left of it: how many pairs of papers, one of each field, can be made within "
        "clusters; the more a cell stands out, the larger the part of the smaller field. On the diagonal: papers of "
        "the field.",
        "对角线右侧：连接两个领域的联系数，底色越醒目，越接近各对领域中的最大值。左侧：同一主题内可由两个领域各取一篇"
        "配成的对数，底色越醒目，占较小领域论文的比例越大。对角线：该领域的论文数。",
    ),
}
