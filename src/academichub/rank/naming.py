"""Which terms can stand as a reason by themselves: neither everyday words of research nor words that most papers have;
and which of them only where there is no better one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from academichub.rank.rarity import Vector
from academichub.rank.words import bucket_of, is_telling

__all__ = ["Naming"]

_COMMON = 0.15  # of the store's papers have it: "model", "image", "learning"

_PLAIN = 0.02  # so many have it: "scene"; alone it tells little of what a paper is about

_EMPTY_HAN = frozenset(
    """研究 方法 结果 模型 问题 提出 基于 通过 进行 实验 分析 数据 本文 我们 表明 显著 提高 提升 性能 一种
    一个 以及 可以 能够 具有 采用 利用 使用 实现 应用 系统 设计 评估 验证 影响 作用 因素 相关 不同 主要
    重要 有效 目前 现有 传统 结合 针对 技术 任务 框架 算法 策略 机制 过程 条件 水平 关系 发现 探讨 讨论
    总结 综述 目的 结论 背景 对比 优于 准确 效果 效率 特征 信息 领域 方面 其中 同时 此外 因此 然而 由于
    为了 已有 新的 多种 较高 较低 明显 变化 增加 降低 减少""".split()
)
"""Of Chinese papers; as most papers are in English, no share of the store shows that these are everyday words."""

_EMPTY = frozenset(
    """ability able accurate accuracy achieve achieved achieves achieving additional address addresses addressing
    advance advanced advances advantages aim aims allow allowing allows analyses analysis analyze analyzed applied
    apply applying approach approaches aspect aspects available aware based benefits best better broad broader
    build building called capable case cases challenge challenges challenging change changes combination combine
    combined combines common commonly compare compared comparable comparison complete complex complexity component
    components comprehensive conduct conducted consider considering consist consistent consistently consists
    contain containing contains contribute contribution contributions critical crucial current currently dataset
    datasets demonstrate demonstrated demonstrates demonstrating depend depends describe described design designed
    desired detail detailed details develop developed developing development different difficult diverse due early
    easily easy effect effective effectively effectiveness effects efficacy efficiency efficient efficiently employ
    employed employing enable enables enabling end enhance enhanced enhances enhancing ensure ensures ensuring
    entire especially essential establish establishes evaluate evaluated evaluating evaluation evaluations existing
    experiment experimental experiments exhibit exhibits explore explored explores exploring extensive extensively
    fail fails feature features field fields final finally find finding findings first five focus focuses focusing
    formulate formulated formulates four framework frameworks full fully fundamental furthermore gain gains general
    generally given github good great greater growing help helps high higher highest highlight highlights highly
    http https idea ideas identified identify identifying impact implement implementation importance important
    importantly improve improved improvement improvements improves improving include included includes including
    increase increased increases increasing increasingly independent inherent input insight insights integrate
    integrated integrates integrating introduce introduced introduces introducing investigate investigates issue
    issues key known lack large largely larger largest last latest lead leading leads leverage leveraged leverages
    leveraging like limit limitation limitations limited limits long low lower main mainly maintain maintaining
    maintains major make makes making many means measure measures method methodology methods million multiple
    namely necessary need needed needs new newly notable notably novel number numerous obtain obtained obtaining
    offer offering offers often open order original outcome outcomes outperform outperforming outperforms output
    outputs overall paper papers parameter parameters part particular particularly parts perform performance
    performing performs pipeline poor poorly possible potential potentially powerful practical practice present
    presented presenting presents previous previously primarily primary principle prior problem problems procedure
    process processes processing produce produced produces promising proper properties property propose proposed
    proposes provide provided provides providing public publicly purpose quality range rapid rapidly rate real
    recent recently reduce reduced reduces reducing reduction related relevant reliable rely relying remain
    remaining remains report reported reports represent require required requirements requires requiring research
    researchers respectively result resulting results reveal reveals rich robust robustness role scale scenario
    scenarios second sections seek set sets setting settings several short show showed showing shown shows
    significance significant significantly similar simple simply simultaneously single small solution solutions
    solve solving specific specifically stage standard state step steps strategies strategy strong studied studies
    study studying substantial substantially success successful successfully suffer suggest suggests superior
    support supporting supports system systems tackle target task tasks technique techniques term terms test
    testing tests third three time times traditional train trained training trend trends two type types typical
    typically underlying understand understanding unified unique unlike use used useful user users uses using
    utilize utilized utilizes utilizing valuable value values variety various version way ways wide widely work
    working works year years yet yield yielding yields""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """`rarity` as the store taught it; None, or of too few papers to say: every term is rare."""

    rarity: Vector | None = None

    def is_name(self, term: str) -> bool:
        """A pair names something where neither of its words is empty, and one of them or the pair is seldom."""
        words = term.split(" ")
        if not is_telling(term) or any(word in _EMPTY or word in _EMPTY_HAN or len(word) < 2 for word in words):
            return False
        return self._is_below(term, _COMMON)

    def is_plain(self, term: str) -> bool:
        """Whether a name is one word that many papers have: it is told where there is no phrase and no rarer word."""
        return " " not in term and not self._is_below(term, _PLAIN)

    def _is_below(self, term: str, share: float) -> bool:
        """Source of the share: `rarity_of`, solved for it."""
        if self.rarity is None:
            return True
        rarity = float(self.rarity[bucket_of(term)])
        return rarity <= 0 or rarity == 1 or float(np.exp(1 - rarity)) < share
