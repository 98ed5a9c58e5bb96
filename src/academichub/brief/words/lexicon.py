"""Which words make a noun phrase and which end one, English and Chinese. Data and two questions; pure.

No dictionary: lists of the words that scientific abstracts use most, and endings for the rest.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

__all__ = ["HAN_STOPS", "WordClass", "base_form", "class_of"]


class WordClass(IntEnum):
    """What a word may do in a phrase."""

    BREAK = 0  # stands in none: small words, verbs, adverbs, numbers, empty praise
    MODIFIER = 1  # not its last word
    WEAK = 2  # anywhere, but says nothing without another word
    NOUN = 3
    SIZE = 4  # as MODIFIER, and says nothing without a noun: large, low, early


_STOPS = frozenset(
    """a about above across after again against all almost along already also although always am among an and another
    any are around as at away be became because become been before being below beside besides between beyond both but by
    can cannot could despite did do does doing done due during each either else enough etc even ever every few fewer for
    from further had has have having he hence her here hers him his how however i if in indeed instead into is it its
    itself just least less let like many may me might more moreover most much must my namely near neither never
    nevertheless no none nor not nothing now of off often on once one ones only onto or other others otherwise our ours
    out over own per perhaps quite rather regardless same several shall she should since so some sometimes still such
    than that the their theirs them themselves then there thereby therefore these they this those though through
    throughout thus to together too toward towards under unlike until up upon us versus very via vs was we well were
    what whatever when where whereas whereby whether which while who whole whom whose why will with within without
    would yet you your e.g i.e eg ie et al
    two three four five six seven eight nine ten hundred thousand million billion first second third fourth last next
    half twice double zero dozen percent
    novel new existing various different diverse proposed previous prior recent current state art promising significant
    substantial considerable notable remarkable superior competitive comparable consistent inconsistent available
    effective ineffective efficient inefficient robust better best good great higher highest lower lowest
    larger largest smaller smallest strong stronger strongest weak wide wider broad extensive comprehensive
    important key crucial critical essential vital main major minor primary possible potential able unable capable
    useful suitable appropriate necessary popular simple simpler complex additional certain specific particular common
    general overall respective corresponding similar dissimilar challenging difficult easy full entire final
    multiple single core urgent future present accurate precise explicit implicit inherent direct indirect unseen seen
    correct incorrect frequent infrequent appropriate inappropriate valuable experimental empirical thorough familiar
    salient subtle strict random-like past extremely deeper wise due http https www com org github gitlab huggingface io
    textbf textit texttt emph cite url html project code-available weaker vast sheer profound crucially
    dramatic drastic severe mild moderate modest negligible adequate sufficient insufficient optimal suboptimal best
    nuanced holistic systematic rigorous principled versatile powerful innovative groundbreaking compelling
    outline outlines broader finer richer hour hours minute minutes
    thanks lay lays pave paves paving roadmap inefficiencies urgent-need advanced sophisticated
    latter former later longer shorter fast faster slow slower rich poor true false real
    unique distinct typical traditional conventional numerous rapid increasing growing ongoing emerging
    underlying related relevant based driven aware oriented agnostic free ready e art-of
    day days week weeks month months year years fell ask asks asked
    today rise advent advance advances advancement advancements lack way ways fact aim aims goal goals order contrast
    addition comparison conclusion particular example examples instance kind kinds type types variety range number
    lot part parts case cases term terms face faces light favor sense extent degree majority plethora alone once
    moreover furthermore finally meanwhile nonetheless hereby herein respectively altogether alike apart aside
    i.i.d p n x y z c b d g h k l m o q r s t u v w f j""".split()
)

_VERBS = """accelerate achieve acquire adapt add address adjust adopt affect aggregate align alleviate allow analyse
    analyze answer appear apply argue arise assess assign assume attain automate avoid become begin believe benefit
    bridge bring broaden build call capture carry cause characterize choose clarify classify collect combine compare
    complement complete compose comprise compute conclude conduct confirm connect consider consist constitute construct
    contain contribute convert correspond cover create curate deal decide decompose decouple decrease define deliver
    demand demonstrate denote depend deploy derive describe design detect determine develop devise differ discover
    discuss disentangle distinguish draw eliminate elucidate emerge emphasize employ empower enable encompass encounter
    encourage enforce enhance enrich ensure establish estimate evaluate examine exceed exhibit exist expand explain
    exploit explore expose extend extract facilitate fail fall fill find fit focus follow formalize formulate foster
    fuse gain generalize generate get give go grow guarantee guide handle happen help hinder hold identify ignore
    illustrate implement improve include incorporate increase incur indicate induce infer inform inherit inject inspire
    integrate interact introduce investigate involve involving issue keep know lack lag lead learn leverage lie
    limit link maintain make manage manifest match maximize measure mention minimize mitigate model motivate move need
    observe obtain occur offer open operate optimize organize outperform overcome overlook perform pinpoint play pose
    possess predict prefer preserve present prevent prioritize produce promote propose prove provide pursue quantify
    raise reach realize receive recognize recommend reconstruct reduce refer refine reflect regard rely remain remove
    render replace report represent require resolve result retain reveal review reveal revisit seek seem select send
    serve set shape share shed show simplify solve specify spend stand start state stem streamline strengthen struggle
    submit suffer suggest summarize support suppress surpass sustain synthesize systematize tackle tailor take tend test
    transform translate treat try turn uncover undergo understand unify unlock update use utilize validate vary verify
    view want work worsen yield highlight retrieve approximate""".split()

_ALSO_NOUNS = frozenset(
    """answer benefit cause control cover design estimate focus gain issue limit link match measure model need play
    process report result review set shape share state stem support test transform treat update use view work
    yield""".split()
)

_WEAK = frozenset(
    """ability access accuracy account achievement adoption advantage agreement aid algorithm amount analysis answer
    application approach area aspect assessment assumption attempt attention availability barrier baseline basis
    behavior behaviour benchmark benefit capability capacity category cause challenge change characteristic choice class
    code combination community comparison complexity component computation concept concern condition configuration
    constraint construction content context contribution control correlation cost coverage criterion data database
    dataset decision definition deployment design detail development difference difficulty dimension direction discovery
    discussion distribution domain effect effectiveness efficiency effort element end enhancement environment error
    estimate estimation evaluation evidence evolution execution experiment expert exploration extension factor failure
    feature field figure finding flexibility focus form format formulation foundation framework function gain gap
    generalization generation ground group growth guarantee guidance guideline idea impact implementation implication
    importance improvement individual influence information initiative input insight integration interaction interest
    interpretation introduction investigation issue item knowledge landscape layer learning length level limit
    limitation line link literature loss magnitude measure measurement mechanism method methodology metric mode model
    modeling module motivation nature need network objective observation operation opportunity optimization option
    output overhead overview paper parameter paradigm pattern people performance period person perspective phase
    phenomenon pipeline point policy position practice prediction presence principle problem procedure process
    processing product progress project property proportion protocol prototype purpose quality quantity question rate
    ratio reason reduction reference region relation relationship relevance reliability report representation request
    requirement research researcher resource response result review risk role rule sample scale scenario scheme science
    scope score section selection sensitivity sequence series service set setting setup shortcoming side signal
    significance similarity simulation situation size solution source space stage standard statistics step strategy
    strength structure study subject subset success suite support survey system target task team technique technology
    tendency test testing theory time tool topic tradeoff trade-off training trend type uncertainty understanding unit
    update usage use user utility validation validity value variable variant variation version view weakness work
    workflow world author experience human material object machine image text video software web computer
    share run play word recall shot bench span pseudo
    train mean median average total baseline deep neural visual""".split()
)

_MODIFIERS = frozenset(
    """supervised unsupervised semisupervised pretrained trained pre post multi single cross self non semi inter intra
    federated distributed embedded weighted augmented mixed masked quantized generalized constrained guided linked
    automated structured unstructured shared learned grounded fused nested sparse dense online offline modern human-like
    in-context generative discriminative parallel linear nonlinear non-linear open closed local global hybrid latent
    joint quantum deep neural visual end intelligent remote smart adverse mobile spatiotemporal
    lightweight downstream upstream black white zero-shot few-shot fine coarse low-rank multimodal cross-modal
    semantic textual temporal spatial medical clinical biomedical statistical mathematical geometric computational
    synthetic autonomous adversarial bayesian gaussian euclidean convolutional recurrent causal social public personal
    time-varying long-term short-term real-time real-world high-dimensional high-quality high-resolution large-scale
    modal context-aware domain-specific task-specific state-of-the-art english chinese european american
    sub micro macro older younger male female aged elderly dual triple hidden
    fluent coherent transparent redundant dominant abundant prevalent resilient transient stereo""".split()
)

_SIZES = frozenset("large small high low long short early late heavy light soft hard thin thick young old".split())

_HEAD_ING = frozenset(
    """aging annealing backpropagation banking bargaining binding blending boosting branching breeding bootstrapping
    building caching captioning charging chunking clustering coding computing conditioning cooling counseling coupling
    crowdsourcing debugging decoding denoising distilling docking drawing driving editing embedding encoding
    engineering ensembling factoring farming filtering finetuning folding forecasting forgetting funding gaming gating
    grasping grounding hashing healing hearing hedging housing imaging indexing inpainting jailbreaking labeling
    labelling learning lensing licensing listening mapping marketing masking matching merging meaning mining mixing
    modeling modelling monitoring navigating offloading outpainting packing padding painting parsing partitioning
    planning pooling pretraining pricing printing probing processing profiling programming prompting proving pruning
    questioning ranking rating reading reasoning redteaming rendering reporting routing sampling scaffolding scaling
    scanning scheduling screening sensing sequencing signaling signalling slicing smoothing speaking splatting
    splicing spiking steering stitching storytelling string supercomputing switching tagging teaming testing teaching
    thing thinking tokenizing tracing tracking trading training tuning tutoring typing understanding unlearning
    upsampling voting walking warming warning warping watermarking weighting wiring writing spring ring wing king
    rewriting reranking messaging bracketing bonding melting heating mixing smoking spelling relighting restyling
    rigging meeting setting finding unfolding stuttering crossing reviewing reprogramming retargeting
    retraining rethinking streaming broadcasting beamforming storing staining lightning""".split()
)
_HEAD_ED = frozenset("speed seed bed breed feed weed reed shed sled creed embed".split())
_HEAD_LY = frozenset("family anomaly assembly supply butterfly monopoly italy polly reassembly fly disassembly".split())
_HEAD_AL = frozenset(
    """signal retrieval removal goal proposal trial animal metal crystal portal interval journal capital hospital
    approval survival mineral denial arrival referral renewal withdrawal tutorial potential coral tribunal festival
    material manual terminal dial credential modal aerial canal total decimal dismissal disposal appraisal rehearsal
    individual professional credential differential integral residual polynomial binomial exponential rational
    principal general official central""".split()
)
_HEAD_IVE = frozenset(
    "perspective objective narrative alternative archive derivative additive incentive drive five".split()
)
_HEAD_IC = frozenset(
    """music traffic logic metric topic clinic fabric epidemic pandemic heuristic mechanic statistic characteristic
    plastic ceramic critic traffic mosaic arithmetic rhetoric basic antibiotic comic""".split()
)
_HEAD_ABLE = frozenset("table variable cable wearable bible observable executable timetable consumable".split())
_ADJECTIVE_ENDINGS = ("al", "ive", "ic", "able", "ible", "ous", "ful", "less", "ary", "ish", "wise", "ory")
_HEADS = {"al": _HEAD_AL, "ive": _HEAD_IVE, "ic": _HEAD_IC, "able": _HEAD_ABLE, "ible": _HEAD_ABLE}
_HEAD_ANY = frozenset(
    """vocabulary dictionary boundary library summary commentary glossary trajectory memory theory category laboratory
    history inventory factory repository territory salary binary canary january february secondary wellness fitness
    otherwise exercise noise enterprise expertise virus focus story directory observatory accessory""".split()
)


def _inflected(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    third = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else verb + "s"
    past = verb[:-1] + "ied" if third.endswith("ies") else stem + "ed"
    forms = {third, verb + "es", past, stem + "ing", stem + verb[-1] + "ing", stem + verb[-1] + "ed"}
    return forms - _HEAD_ING if verb in _ALSO_NOUNS else (forms | {verb}) - _HEAD_ING


_BREAKING_VERBS = frozenset(
    form for verb in _VERBS for form in _inflected(verb) if not (verb in _ALSO_NOUNS and form in (verb + "s",))
) | frozenset(
    """shown found made given taken led held kept built known understood underwent overcame overcome drawn written seen
    brought thought chosen dealt met left lost sought taught arose arisen began begun went gone came come became grew
    grown grow put spent stood undertaken overlooked underexplored underperform underperforms shows exceeds generates
    isn doesn don won""".split()
)

HAN_STOPS = tuple(
    """及其应用 基于 一种 面向 研究进展 研究 分析 方法 综述 影响 应用 进展 通过 利用 关于 探讨 探索 实现
    设计 作用 机制 现状 展望 问题 策略 评价 评估 构建 提出 以及 对于 不同 其中 我国 中国 新型 相关 进行
    采用 使用 结果 表明 显著 提高 具有 之间
    的 与 和 及 在 对 中 下 上 为 是 了 以 从 由 等 向 将 被 用 于 其 者 或 而 并 但 也 这 该 本 个 之 间""".split()
)
"""What ends a run of Han characters, longer words first where one begins with another."""


_ENDS_IN_AS = frozenset("bias atlas canvas gas alias pancreas debias chaos pathos lens".split())


@cache
def base_form(word: str) -> str:
    """A word in lower case in the singular, by rules and a few exceptions."""
    if word in _ENDS_IN_AS:
        return word
    if len(word) > 5 and word.endswith(("ches", "shes", "sses", "xes", "ases")):
        return word[:-1] if word.endswith("ases") and word not in ("biases", "gases", "canvases") else word[:-2]
    return _singular(word)


@cache
def class_of(word: str) -> WordClass:
    """The class of a word in lower case."""
    if word in _SIZES:
        return WordClass.SIZE
    if len(word) < 2 or word.isdigit() or word in _STOPS or word in _BREAKING_VERBS:
        return WordClass.BREAK
    if word in _MODIFIERS:
        return WordClass.MODIFIER
    base = base_form(word)
    if base in _WEAK or word in _WEAK:
        return WordClass.WEAK
    if base in _STOPS:
        return WordClass.BREAK
    return _by_ending(word, base)


def _by_ending(word: str, base: str) -> WordClass:
    if word.endswith("ly") and len(word) > 4 and word not in _HEAD_LY:
        return WordClass.BREAK
    if word.endswith("ing") and len(word) > 4 and word not in _HEAD_ING:
        return WordClass.BREAK
    if word.endswith("ed") and len(word) > 4 and word not in _HEAD_ED:
        return WordClass.BREAK
    if _is_adjective(word, base):
        return WordClass.MODIFIER
    return WordClass.NOUN


def _is_adjective(word: str, base: str) -> bool:
    """By its ending; a plural is a noun."""
    if len(word) < 5 or base != word or word in _HEAD_ANY:
        return False
    ending = next((ending for ending in _ADJECTIVE_ENDINGS if word.endswith(ending)), None)
    return ending is not None and word not in _HEADS.get(ending, ())


def _singular(word: str) -> str:
    """An English word in lower case with its plural ending cut, by rules alone: "studies" -> "study"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
