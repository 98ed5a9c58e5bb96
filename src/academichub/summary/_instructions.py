"""The rules that tell a sentence which gives orders to a model from one that reports on science. Pure.

Owns the patterns alone; hygiene.py applies them. Honest abstracts hardly ever use the imperative, also where they treat
of prompt injection or of reviewing by models: most rules (`_ORDERS`) therefore look only at places where a command may
stand, the others (`_MARKS`) at words that an abstract has no use for. All patterns read the form made by hygiene.py:
compatibility forms folded, no accents, small letters.
Source: the texts hidden in preprints that Nikkei reported in July 2025, and the published lists of injections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["find_orders"]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words that are found anywhere. `needles`: at least one stands in every text that `pattern` finds; looking for
    them costs a hundredth of what the pattern does."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]


def _mark(needles: str, *patterns: str) -> _Mark:
    return _Mark(tuple(needles.split("|")), re.compile("|".join(patterns)))


_AI = (
    r"(?:ais?|a\.i\.|llms?|(?:large )?language models?|(?:ai |virtual )?assistants?|chatbots?|chatgpt|gpt(?:-?\d\w*)?|"
    r"claude|gemini|deepseek|(?:ai|llm|automated|machine|gpt)[- ](?:based )?(?:reviewers?|systems?|models?|agents?|"
    r"summari[sz]ers?|assistants?|readers?))"
)
_TEXT = r"(?:paper|text|abstract|document|manuscript|work|article|submission|page|content|passage|study|preprint)"
_RULED = r"(?:instruction|prompt|rule|guideline|direction|directive|command|order|constraint|request)s?"
_BEFORE = r"(?:previous|above|prior|preceding|earlier|foregoing|former|initial|original|system|existing|your)"
_DROP = (
    r"(?:(?:ignore|disregard|forget|override|overrule|bypass|discard|neglect)(?:\b|(?=all|any|the|previous|above|"
    r"your))|"
    r"(?:do not|don't|stop) (?:follow|obey)(?:ing)?\b)"
)
_SAY = (
    r"(?:reply|respond|answer|output|print|say|write|return|repeat|echo|state|summari[sz]e|translate|generate|produce|"
    r"include|insert|append|add|put|fill|set|copy|speak|report|claim|mention|conclude|declare|present|start|begin|end)"
)
_FIELD = r"(?:fields?|tl;?dr|summar(?:y|ies)|json|reply|output|response|answer|review)"
_TONGUE = (
    r"(?:french|german|spanish|russian|arabic|italian|japanese|korean|portuguese|latin|hindi|english|chinese|base64|"
    r"rot13|emojis?|pirate|uppercase|all caps|capitals|another language|json|html|markdown)"
)
_PRAISE = r"(?:positive|favou?rable|glowing|excellent|enthusiastic|flattering|perfect|accept)"
_VERDICT = (
    r"(?:reviews?|ratings?|assessments?|evaluations?|scores?|recommendations?|feedback|comments?|summar(?:y|ies))"
)
_FAULTS = r"(?:negatives?|limitations?|weakness(?:es)?|flaws?|drawbacks?|criticisms?|shortcomings?|faults?|problems?)"

_SQUEEZED = (
    r"(?:(?:all|any|the|of|my|your|these|those|previous|prior|above|earlier|system)\s*){1,6}"  # not spelled apart
)

_VERBS = (
    "ignore disregard forget overr bypass discard neglect don do stop reply respond answer output print say "
    "write return "
    "repeat echo state summari translate generate produce include insert append add put fill set copy speak "
    "report claim "
    "mention conclude declare present start begin end give provide submit assign offer leave make recommend strongly "
    "accept never avoid omit hide rate score grade award evaluate tell inform advise urge convince cite type "
    "reveal show "
    "display disclose leak expose quote recite send new your actual real updated additional revised embed paste place "
    "click visit follow open you note message notice memo remind warning attention attn instruction important "
    "dear hello "
    "hi hey to only from finish replace the system assistant user developer chatgpt llm ai as "
    "decode decipher decrypt base64 if any all every "
    "each large language"
)
_VERB_AHEAD = rf"(?=(?:{'|'.join(_VERBS.split())}))"
_SOFTENED = r"(?:(?:please|kindly|now|instead|then|first|so|and|also|simply|just|always)[\s,:]+){0,3}"

# Where a command may stand: behind a mark (every mark that ends a sentence is one, so that what holds for a sentence
# holds for the text around it, too), and behind words that only an order has.
_MARK = r"[.:;!?>\]}\"*#|~=\n。…]"
_BEHIND_MARKS = re.compile(rf"{_MARK}[\s\[('\")*_-]{{0,8}}(?:[)\]]\s*)?{_SOFTENED}{_VERB_AHEAD}")
_BEHIND_WORDS = re.compile(
    r"\b(?:please|kindly|you (?:must|should|shall|will|need to|have to|ought to|are to|are required to)|"
    rf"(?:want|ask|order|instruct|command|require|need) you to)\s+{_SOFTENED}{_VERB_AHEAD}"
)

_ORDERS = re.compile(
    "|".join(
        [
            # what was said before shall not hold
            rf"{_DROP}\s*(?:{_SQUEEZED}|(?:[\w']+[\s,]+){{0,6}}?)(?:{_RULED}\b|(?:everything|anything|all|what(?:ever)?)\b[^.]{{0,25}}"
            r"\b(?:above|before|previous(?:ly)?|earlier|told|said|so far)\b)",
            rf"{_DROP}\s*(?:all |everything |anything |the |what is |that )*(?:above|before|"
            rf"preceding)\b(?! \w*mentioned)",
            # a model is spoken to
            r"(?:important )?(?:note|message|notice|memo|reminder|warning|attention|instructions?|important)"
            rf"(?: note| message| notice)?:?\s*(?:to|for)\s+(?:all |any |the |an? |every |our |future )*{_AI}\b"
            r"[^.:\n]{0,40}(?:[:!,.-]|$)",
            rf"(?:dear|hello|hi|hey|attention|attn|to)[,:]?\s+(?:all |any |the |every )*{_AI}\s*(?:[:!]|"
            rf",\s*(?:you|please|"
            r"this|we ask))",
            rf"(?:if |any |all |every |each |an? |the )*{_AI}(?:[\s,]+[\w']+){{0,6}}?[\s,]+(?:reading|reviewing|"
            rf"summari[sz]ing|"
            rf"processing|evaluating|parsing|assessing|reads|reviews|summari[sz]es|processes|"
            rf"evaluates)\s+this\s+{_TEXT}\b",
            rf"(?:any |all |every |each )*{_AI}\s+(?:must|should|shall|(?:are|is) (?:required|instructed|asked|"
            rf"requested|"
            rf"ordered) to)\b[^.]{{0,80}}\bthis {_TEXT}\b",
            r"as an? (?:ai )?(?:large )?(?:language model|assistant|chatbot)\s*,\s*(?:i|you)\b",
            r"(?<!\w\.)(?:system|assistant|user|developer|chatgpt|llm|ai)(?: (?:message|prompt|note|override|"
            r"update|instructions?|"
            r"alert|notice))?\s*:(?!//)\s*\S",
            r"you are (?:now |currently |no longer )?(?:an? |the |in )?(?:helpful |expert |new |different )?"
            rf"(?:{_AI}|dan|reviewer|jailbroken|unrestricted|developer mode)\b",
            # a verdict is ordered
            r"(?:only )?(?:give|write|provide|produce|generate|submit|output|return|assign|offer|leave|make)\s+"
            rf"(?:[\w']+\s+){{0,3}}?{_PRAISE}\s+(?:[\w']+\s+)?{_VERDICT}\b",
            rf"(?:strongly )?(?:recommend (?:it for |this {_TEXT} for |for |its |strong )?accept(?:ance|ing)?|"
            rf"accept this {_TEXT})\b",
            r"(?:do not|don't|never|avoid|omit|hide)\s+(?:(?:ever )?(?:mention|highlight|list|report|state|"
            r"discuss|reveal|"
            r"include|raise|point out|criticis|criticiz|emphasi[sz]|note|describ)(?:e|ing)?\s+)?(?:[\w']+\s+){0,4}?"
            rf"{_FAULTS}\b",
            rf"(?:rate|score|grade|award|evaluate)\s+(?:this|the|our)\s+{_TEXT}\b",
            r"(?:tell|inform|advise|urge|convince)\s+(?:the |your |all |every )?(?:readers?|users?)\s+(?:to|that|"
            r"of|about)\b"
            r"(?=.{0,200}\b(?:cite|visit|click|download|buy|pay|trust|arxiv|https?|this paper|fraud))",
            r"cite\s+(?:[\w']+\s+){0,3}?(?:arxiv\s*:|doi\s*:|10\.\d{4})",
            # an answer is dictated
            r"(?:reply|respond|answer)(?:\s+(?:to|this|the|every|all|any|me|us)\b[^.]{0,30}?)?\s+"
            r"(?:only|with|in|by|exactly|using|as)\b",
            r"(?:output|print|return|write|say|type|echo|repeat|state|copy)\s+(?:[\w']+\s+){0,3}?"
            r"(?:only|exactly|verbatim|the following|nothing but|word for word)\b",
            rf"{_SAY}\b[^.]{{0,100}}\b(?:in|into|to|as)\s+(?:the|your|every|each|all|any)\b[^.]{{0,20}}\b{_FIELD}\b",
            r"(?:write|respond|reply|answer|output|summari[sz]e|translate|speak|say)\s+(?:[\w']+\s+){0,5}?"
            rf"(?:in|into|to)\s+(?:only |plain |the )?{_TONGUE}\b",
            r"(?:say|state|claim|report|declare|conclude|mention|write)\s+that\s+(?:the |this |these |our |all )",
            r"(?:include|insert|append|add|embed|paste|place)\s+(?:this|the following|the|a)\s+(?:link|url|image|"
            r"markdown|"
            r"html|hyperlink|address|sentence|text|phrase|word)\b(?=.{0,200}[:\"'(<\[])",
            r"(?:include|insert|append|add|embed|click|visit|follow|open|paste)\b[^.]{0,80}\]\(https?:",
            r"(?:reveal|print|show|output|repeat|display|disclose|leak|expose|return|give|tell|write|copy|quote|recite|"
            r"translate|send)\b[^.]{0,40}\b(?:(?:system|hidden|developer|secret)\s+(?:prompt|instructions?|message|"
            r"configuration)|your (?:[\w']+ ){0,3}?(?:prompt|instructions?|message|configuration|passwords?|secrets?|"
            r"api keys?|training data))",
            rf"(?:begin|start|end|open|finish)\s+(?:your|the|each|every)\s+{_FIELD}\s+(?:with|by)\b",
            r"(?:set|fill|replace)\s+(?:in\s+)?(?:every|each|all|the)\s+(?:[\w']+\s+)?(?:fields?|tl;?dr|summary)\b",
            r"summari[sz]e\s+(?:this|it|the (?:paper|text|abstract))\s+(?:as|like|in)\b|from now on\s*,|"
            r"tell (?:me )?a joke",
            r"(?:please )?(?:base64[- ]?|rot13[- ]?)?(?:decode|decipher|decrypt)\b.{0,100}[a-z0-9+/]{28}",
            # the text pretends to end here
            r"end of (?:the |this )?(?:abstract|paper|document|input|text|context|data|user input|instructions?|prompt)"
            r"\s*(?:[\]\-=#*>:.]|$)|the task (?:has changed|is now)\b",
            r"(?:new|your|actual|real|updated|additional|revised)(?: (?:new|actual|real|only|next))? (?:task|"
            r"instruction|"
            r"objective|goal|directive|order|job)s?\s*(?::|(?:is|are) (?:now )?to\b|are as follows)(?!\s*\()",
        ]
    )
)

_SUMMING = (
    r"(?:summari[sz]|condens|describ|abstract|paraphras|shorten|digest|review|evaluat|assess|present|report|"
    r"translat|introduc|rewrit)ing"
)

_MARKS = (
    _mark(  # whoever summarises is told how
        "summarising|summarizing|condensing|describing|abstracting|paraphrasing|shortening|digesting|reviewing|evaluating|"
        "assessing|presenting|reporting|translating|introducing|rewriting",
        rf"\b(?:when(?:ever)?|while|in|if|before|after|upon|on)\s+(?:you(?:'re| are)\s+)?{_SUMMING}(?: on)?\s+"
        rf"(?:this|our|the (?:present|above|following))\s+(?:[\w-]+\s+)?{_TEXT}\b[^.,;:]{{0,20}}[,:]?\s*(?:you\s+)?"
        r"(?:please|kindly|always|must|never|should|be sure|make sure|ensure that|do not|don't|remember to|"
        r"describe (?:it|this)|call (?:it|this)|present it|refer to (?:it|this)|(?:say|state|mention|claim|"
        r"emphasi[sz]e|stress) that)\b",
    ),
    _mark(
        "please|kindly",
        r"\b(?:please|kindly)\s+(?:describe|present|portray|characteri[sz]e|refer to|praise|summari[sz]e|condense)\s+"
        rf"(?:it|this(?: {_TEXT})?|(?:the|our) {_TEXT})\s+(?:as|in)\b",
    ),
    _mark(
        "summar",
        r"\b(?:any|every|all|each|your)\s+summar(?:y|ies)\s+of\s+this\s+"
        rf"{_TEXT}\s+(?:must|should|shall|has to|have to|needs? to)\b",
    ),
    _mark(
        "ignore|disregard|forget",
        r"(?<!to )(?<!\w)(?:ignore|disregard|forget)\s*(?:all|any|the|these|those|every)?\s*(?:of )?(?:the |your )?"
        rf"{_BEFORE}\s*(?:[\w']+\s+){{0,2}}?{_RULED}\b",
    ),
    _mark(
        "you ",
        rf"\b(?:if|when|as|since|because) you are(?: being)? (?:an? |the )?(?:[\w-]+ )?{_AI}\b",
        r"\byou (?:must|shall|should|will|need to|have to|are (?:required|instructed|ordered|asked|obliged) to|"
        r"may only|can only)\s+(?:(?:not|never|only|always|also|now|\w+ly)\s+){0,2}"
        rf"(?:{_SAY}|recommend|accept|rate|praise|cite|give|ignore|disregard|follow|obey|act|pretend|reveal)\b",
    ),
    _mark(
        "arxiv",
        r"\b(?:must|always|please|also|and) cite\s+(?:[\w']+\s+){0,3}?(?:arxiv\s*:|doi\s*:|10\.\d{4})",
    ),
    _mark(
        " ended| verbatim",
        r"\b(?:abstract|paper|document|article|user input|prompt|context)s? (?:has|have|is|are) (?:now |"
        r"hereby )?ended\b",
        r"\b(?:must|should) (?:be|appear|stand|go)\b[^.]{0,40}\b(?:in|into) (?:the|your|every|each|"
        r"all)\b[^.]{0,20}verbatim",
    ),
    _mark(
        "compliance|been hidden",
        rf"\b(?:this|the) (?:{_TEXT}|message|response|request) (?:has|have|was|is|did|does|cannot|could)\b[^.]{{0,30}}"
        r"\b(?:compliance (?:test|check|review)|been (?:hidden|blocked|censored))",
    ),
    _mark(  # a dialogue's marks, a text that pretends to end
        "<",
        r"<\s*[|｜]\s*(?:im_start|im_end|im_sep|system|user|assistant|start_header_id|end_header_id|eot_id)\s*[|｜]\s*>",
        r"</\s*(?:abstract|paper|document|context|system|instructions?|data|user|input|text|article)\s*>",
        r"<</?sys>>|<start_of_turn>",
    ),
    _mark("#", r"#{2,6}\s{0,4}(?:system|instructions?|response|user|assistant|human|input|new)\b"),
    _mark(
        "[",
        r"\[(?:system|assistant|admin|developer|instructions?)(?: [\w ]{1,20})?\]|\[/?inst\]|!\[[^\]]{0,200}\]\(",
    ),
    _mark(  # a forged answer
        "{",
        r"\{\s*[\"']?(?:tldr|motivation|method|result|conclusion|zh|en|role|content|response|output|answer|summary|"
        r"review|rating|score|text|from)[\"']\s*:",
    ),
    _mark('":', r'"(?:tldr|motivation|method|result|conclusion)"\s*:\s*"'),  # the same, as TeX leaves it: no braces
    _mark(  # markup that acts
        "=",
        r"<\s*[a-z][\w:-]*[\s/][^<>]{0,300}?\b(?:src|srcset|srcdoc|style|action|formaction|data|xlink:href)\s*=",
        r"<script\b[^<>]{0,300}=|\bon(?:error|load|click|mouse\w{2,5}|focus|begin|toggle|start)\s*=",
    ),
    _mark("script:|<script", r"<script\b[^<>]{0,300}>\s*\S{0,40}[(=]|\b(?:javascript|vbscript):\s*\S"),
)

_CHINESE = (
    _mark(
        "忽略|无视|無視|忽视|忽視|忘记|忘記|忘掉|不要遵|不要理|抛开|跳过",
        r"(?:忽略|无视|無視|忽视|忽視|忘记|忘記|忘掉|不要遵[循守]|不要理[会會]|抛开|跳过)(?!了|的)(?:掉)?[^。;!?]{0,6}?(?:以上|之前|前面|所有|先前|"
        r"上述|此前|一切|任何|系[统統]|全部|上面|原有|你的|您的|其他)[^。;!?]{0,10}?(?:指令|指示|提示|要求|命令|[规規][则則]|[约約]束|[内內]容|"
        r"[设設]定|[说說]明)",
    ),
    _mark(
        "请|請|务必|務必|只回|你|您",
        r"(?<![申邀聘恳懇约約提])(?:请|請)(?![求愿願假示教柬])(?:你|您)?[^。;!?]{0,12}?(?:回答|回[复覆復]|[输輸]出|返回|忽略|[给給]出|[写寫]|[说說]|翻[译譯]|"
        r"[总總][结結]|点击|點擊|[访訪][问問]|引用|推[荐薦]|接受|不要)",
        r"(?:[务務]必|(?:^|[。,:;!?\s文你您])只)(?:能|需|要|可|用中文|用英文)?(?:回答|回[复覆復])|[务務]必(?:[输輸]出|[给給]出|[写寫])",
        r"(?:你|您)(?:必[须須]|[应應][该該]?|需要|只能|[现現]在|是一[个個名])",
    ),
    _mark(  # whoever summarises is told how
        "总结|總結|概括|概述|归纳|歸納|摘要|缩写|提炼|介绍|介紹|描述|评价|評價|翻译|翻譯|解读|复述|撰写",
        r"(?:[总總][结結]|概括|概述|[归歸][纳納]|摘要|[缩縮][写寫]|提[炼煉]|介[绍紹]|描述|[评評][价價]|翻[译譯]|解[读讀]|[复複]述|撰[写寫])"
        r"(?:本|[该該]|[这這]篇|此)(?:文|[论論]文|文章|研究|工作|摘要|[内內]容)[^。;!?]{0,6}?,?\s?(?:[务務]必|[请請]|必[须須]|一定要|[应應][当當该該]?|"
        r"[须須]|不要|不得|切勿)",
    ),
    _mark(
        "评|評|审稿|審稿|好评|论文奖|論文獎|缺点|缺點|不足|局限|弱点|满分|合规|合規|结束|結束|审查|作为|作為|致",
        r"(?:^|[。,:;!?\s只仅僅必])(?:[给給](?:出|予)?|撰[写寫]|提供|[写寫]出)[^。,;!?]{0,6}?(?:正面|[积積][极極]|好[评評]|[满滿]分|"
        r"高分(?!辨))(?:的)?(?:[评評]"
        r"[价價审審分论論]|[审審]稿|意[见見])?",
        r"最佳[论論]文|不要(?:提及|提到|指出|[讨討][论論]|[说說]明)[^。;!?]{0,10}(?:缺[点點]|不足|局限|[问問][题題]|弱[点點]|限制)",
        r"(?:摘要|正文|[论論]文|文章)(?:到此|已[经經]?|至此)[结結]束|(?:未|没有|沒有)通[过過][^。;!?]{0,6}合[规規]",
        r"作[为為](?:一[个個名位])?(?:ai|人工智能|大?[语語]言模型|大模型)(?:助手|模型|系[统統]|[审審]稿人)?,?(?:你|您|[请請]|必[须須]|我)",
        r"(?:^|[。:;!?\s])致(?:所有|各位)?(?:ai|人工智能|大?[语語]言模型|大模型|[审審]稿)",
    ),
    _mark(
        "提示|系统|系統", r"(?:^|[。:;!?\s,])(?:泄露|透露|[显顯]示|[输輸]出|公[开開]|重[复複])[^。;!?]{0,8}系[统統]提示"
    ),
)


_NEEDLES = tuple((needle, mark.pattern) for mark in _MARKS for needle in mark.needles)
_CHINESE_NEEDLES = tuple((needle, mark.pattern) for mark in _CHINESE for needle in mark.needles)


def find_orders(form: str) -> bool:
    """Whether a text in the form of hygiene.py gives an order to a model. For one sentence or a whole abstract."""
    needles = _NEEDLES if form.isascii() else (*_NEEDLES, *_CHINESE_NEEDLES)
    if any([pattern.search(form) for needle, pattern in needles if needle in form]):
        return True
    places = [match.end() - 1 for match in _BEHIND_MARKS.finditer("\n" + form)]
    if "you " in form or "please" in form or "kindly" in form:
        places += [match.end() for match in _BEHIND_WORDS.finditer(form)]
    return any([_ORDERS.match(form, at) for at in places])
