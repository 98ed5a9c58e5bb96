"""Words of what a reader got wrong in a radar or a saved search; the page and the command line say the same."""

from __future__ import annotations

__all__ = ["FAULTS"]

FAULTS: dict[str, tuple[str, str]] = {
    # the field that is wrong, as the command line names it before the fault
    "fault.of.radar": ("radar", "雷达"),
    "fault.of.name": ("name", "名称"),
    "fault.of.text": ("text", "搜索内容"),
    "fault.of.include": ("include", "必须含有其一"),
    "fault.of.exclude": ("exclude", "必须不含"),
    "fault.of.boost": ("boost", "最好含有"),
    "fault.of.authors": ("authors", "关注的作者"),
    "fault.of.categories": ("categories", "类别"),
    "fault.of.sources": ("sources", "来源"),
    "fault.of.languages": ("languages", "语言"),
    "fault.of.quota": ("quota", "每日篇数"),
    "fault.of.share": ("share", "首页所占份额"),
    "fault.of.examples": ("examples", "范例论文"),
    # what is wrong with it
    "fault.radar.changed": (
        "“{name}” was changed elsewhere meanwhile, so nothing was saved; look at it and try again",
        "“{name}”刚刚在别处修改过，因此没有保存；请查看后重试",
    ),
    "fault.radar.nothing": (
        "it wants nothing; give it words to include or boost, authors, example papers, categories or sources",
        "还没有任何条件；请填写必须含有或最好含有的词、作者、范例论文、类别或来源",
    ),
    "fault.name.empty": (
        "is empty; give the radar a name of at most {most} characters",
        "不能为空；请填写不超过 {most} 个字符的名称",
    ),
    "fault.name.long": ("has {n} characters; at most {most} fit", "有 {n} 个字符；最多 {most} 个"),
    "fault.name.unseen": (
        "holds characters that cannot be seen; write letters, digits and signs",
        "含有不可见字符；请只用文字、数字和符号",
    ),
    "fault.name.address": (
        'may not hold "/" or "\\", nor be "." or ".."; it is part of an address',
        "不能含有“/”或“\\”，也不能是“.”或“..”；名称会成为网址的一部分",
    ),
    "fault.name.taken": (
        "“{name}” is taken; choose another, or edit that radar",
        "已有名为“{name}”的雷达；请换一个名称，或修改那个雷达",
    ),
    "fault.search.text": ("is empty; write the words to search for", "不能为空；请填写要搜索的内容"),
    "fault.search.name": (
        "is empty, or has more than {most} characters; name it in a few words",
        "不能为空，也不能超过 {most} 个字符；请用几个词命名",
    ),
    "fault.word.long": (
        "“{word}” is no word or phrase of at most {most} characters",
        "“{word}”不是长度在 {most} 个字符以内的词或短语",
    ),
    "fault.word.signs": (
        "“{word}” has neither letter nor digit; leave it out",
        "“{word}”不含文字或数字；请删去",
    ),
    "fault.list.long": ("has {n} entries; at most {most} fit", "有 {n} 项；最多 {most} 项"),
    "fault.category.form": (
        "“{value}” is no category; write it as the source does: cs.LG, or cs for all of it",
        "“{value}”不是类别；请按来源的写法填写，例如 cs.LG，或以 cs 代表其全部",
    ),
    "fault.category.unknown": (
        "“{value}” is no category of arXiv, and no other source here has it; write it as its source does: cs.LG, or cs "
        "for all of it",
        "arXiv 没有“{value}”这一类别，此处的其他来源也没有；请按来源的写法填写，例如 cs.LG，或以 cs 代表其全部",
    ),
    "fault.category.near": (
        "“{value}” is no category of arXiv, and no other source here has it; near it: {near}",
        "arXiv 没有“{value}”这一类别，此处的其他来源也没有；相近的有：{near}",
    ),
    "fault.source.form": (
        "“{value}” is no source; academichub status lists those followed",
        "“{value}”不是来源；运行 academichub status 可查看所关注的来源",
    ),
    "fault.source.unknown": (
        "no source has this id: “{value}”; there are: {names}",
        "没有标识为“{value}”的来源；现有：{names}",
    ),
    "fault.source.near": (
        "no source has this id: “{value}”; near it: {near}",
        "没有标识为“{value}”的来源；相近的有：{near}",
    ),
    "fault.language": (
        "“{value}” is not known; write one of {names}",
        "无法识别语言“{value}”；可用：{names}",
    ),
    "fault.number": (
        "is {value}; write a whole number from 1 to {most}",
        "现为 {value}；请填写 1 到 {most} 之间的整数",
    ),
    "fault.author.unread": (
        "“{text}” cannot be read; write “Name <ORCID>” with a sound ORCID, or “Name with Co-author”",
        "无法识别“{text}”；请写成“姓名 <ORCID>”（ORCID 须正确），或“姓名 with 合作者”",
    ),
    "fault.author.name": (
        "“{name}” is no name; write “Name <ORCID>” or “Name with Co-author”",
        "“{name}”不是姓名；请写成“姓名 <ORCID>”或“姓名 with 合作者”",
    ),
    "fault.author.alone": (
        "{name} is a name alone, and others have it; add an ORCID, as in {name} <0000-0002-1825-0097>, or co-authors, "
        "as in {name} with Jane Doe",
        "“{name}”只是姓名，同名者众多；请附上 ORCID，如“{name} <0000-0002-1825-0097>”，或合作者，"
        "如“{name} with Jane Doe”",
    ),
    "fault.author.orcid": (
        "“{orcid}” of {name} is no ORCID: its check digit or form is wrong",
        "“{name}”的“{orcid}”不是 ORCID：校验位或格式有误",
    ),
    "fault.examples.many": (
        "a radar has at most {most} examples; take the newest of them",
        "一个雷达最多有 {most} 篇范例；请只取较新的",
    ),
}
