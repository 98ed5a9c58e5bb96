"""Why something of a library or a list could not be read: the English that its readers give, and the Chinese of it.

The readers of references speak English, as their reasons also go into logs; a place in braces stands for whatever is
there. A reason that stands not here is shown as it is.
"""

from __future__ import annotations

__all__ = ["UNREAD"]

UNREAD: tuple[tuple[str, str], ...] = (
    # where
    ("line {n}, {name}", "第 {n} 行，{name}"),
    ("line {n}", "第 {n} 行"),
    ("item {n}, {name}", "第 {n} 项，{name}"),
    ("item {n}", "第 {n} 项"),
    ("entry {n}, {name}", "第 {n} 条，{name}"),
    ("entry {n}", "第 {n} 条"),
    ("record {n}", "第 {n} 条"),
    ("work {n}", "第 {n} 篇"),
    ("paper {n}", "第 {n} 篇"),
    ("the file", "文件"),
    ("the feed", "返回内容"),
    # an entry
    ("its title is longer than {n} characters", "标题超过 {n} 个字符"),
    ("it has neither a title nor an identifier that can be read", "既没有标题，也没有可识别的标识符"),
    ("it is longer than {n} characters", "超过 {n} 个字符"),
    ("it goes on beyond {n} characters, which were not read", "超出 {n} 个字符的部分未读取"),
    ("not an identifier that is known: {text}", "不是可识别的标识符：{text}"),
    (
        "it names no DOI, arXiv id, PMID or address of a paper: {text}",
        "其中没有 DOI、arXiv 编号、PMID 或论文网址：{text}",
    ),
    (
        "a bare number names no paper (write PMID:{text} for PubMed's)",
        "仅有数字无法确定论文（若为 PubMed 编号，请写 PMID:{text}）",
    ),
    ("the row cannot be read: {error}", "此行无法读取：{error}"),
    ("it and all after it: no more than {n} rows are looked at", "此行及之后各行：最多读取 {n} 行"),
    ("it and all after it: no more than {n} entries are read", "此条及之后各条：最多读取 {n} 条"),
    ("{n} further entries cannot be read", "另有 {n} 条无法读取"),
    ("it is no sound JSON", "不是完好的 JSON"),
    ("it is no item of a library", "不是文献库中的条目"),
    ("it has no arXiv identifier", "没有 arXiv 编号"),
    ("a field was expected where it says {text}", "此处应为字段，却是 {text}"),
    ("it is not closed before the next one begins", "在下一条开始之前没有结束"),
    ("a field has no value", "有一个字段没有值"),
    (
        "a brace or a quote is not closed before the next entry begins",
        "有花括号或引号在下一条开始之前没有闭合",
    ),
    ("there is more, and no more than {n} pages are read", "还有更多，但最多读取 {n} 页"),
    ("{n} of {all} entries did not come", "{all} 条中有 {n} 条没有取到"),
    ("the answer is not well-formed XML: {error}", "内容不是格式正确的 XML：{error}"),
    # a file, or an answer
    (
        "this is {what}, no list of references; export it as BibTeX, RIS or CSV",
        "这是 {what}，不是文献列表；请导出为 BibTeX、RIS 或 CSV",
    ),
    (
        "this is no text; export the references as BibTeX, RIS or CSV",
        "这不是文本；请将文献导出为 BibTeX、RIS 或 CSV",
    ),
    ("the file is empty", "文件是空的"),
    ("the file is larger than {n} MiB; split it", "文件超过 {n} MiB；请拆分"),
    (
        "no references were found in it; known are BibTeX, RIS, Zotero's exports (CSL JSON, RDF, CSV), and lists of "
        "DOIs, arXiv ids or addresses",
        "其中没有找到文献；可识别 BibTeX、RIS、Zotero 导出文件（CSL JSON、RDF、CSV），以及 DOI、arXiv 编号或网址的列表",
    ),
    ("the JSON is {error}; export the library again", "JSON 有误（{error}）；请重新导出"),
    ("cannot be read: {error}", "无法读取：{error}"),
    ("arXiv refuses the question: {words}", "arXiv 拒绝了请求：{words}"),
    ("ORCID's answer holds no list of works", "ORCID 的返回内容中没有作品列表"),
    ("ORCID's answer is {error}; try again", "ORCID 的返回内容有误（{error}）；请重试"),
    ("Zotero's answer is {error}; try again", "Zotero 的返回内容有误（{error}）；请重试"),
    # whom to ask
    (
        "not an author of arXiv; write an author identifier like warner_s_1, an ORCID iD or a plain name",
        "不是 arXiv 的作者；请填写作者标识（如 warner_s_1）、ORCID 或姓名",
    ),
    (
        "not an ORCID iD, or a digit of it is wrong; copy it from https://orcid.org, like 0000-0002-1825-0097",
        "不是 ORCID，或其中有数字错误；请从 https://orcid.org 复制，例如 0000-0002-1825-0097",
    ),
    (
        "not a library of Zotero; write users/NUMBER or groups/NUMBER, /collections/KEY behind it for a part (your "
        "number is at https://www.zotero.org/settings/keys)",
        "不是 Zotero 文献库；请写 users/NUMBER 或 groups/NUMBER，只取一部分时在后面加 /collections/KEY"
        "（您的编号见 https://www.zotero.org/settings/keys）",
    ),
    (
        "what was given as key of Zotero is none; copy it whole from your settings there",
        "所给的不是 Zotero 密钥；请从 Zotero 的设置中完整复制",
    ),
    (
        "{file} names {n} papers, and a radar has at most {most} examples; take the newest of them",
        "{file}中有 {n} 篇论文，而一个雷达最多有 {most} 篇范例；请只取较新的",
    ),
)
