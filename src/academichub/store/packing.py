"""Long texts of the store, packed: JSON of cards, records and summaries takes a third of its room.

A packed text is a mark of the recipe and a raw DEFLATE stream with a dictionary of ours: what such JSON holds in every
row, and words that abstracts are full of. The dictionary of a mark never changes: another one gets another mark. A text
that was stored before, unpacked, is read as it is. PostgreSQL packs long texts by itself and is given them whole.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from academichub.errors import StoreError

__all__ = ["Packed", "pack", "unpack"]

_WORDS = (
    "bound finite matrix graph theorem equation field magnetic energy quantum compared with  associated with "
    "risk treatment disease expression protein cells clinical patients state-of-the-art  Large Language Models "
    "(LLMs) In this work, we  This paper  Additionally,  Extensive  Experiments  Furthermore,  Specifically, "
    "However,  alternative intermediate training-free dynamics multi-agent validate increasing hallucination "
    "exploration sequences each explicit pre-training comparable identifying transfer limitation identification "
    "problems task-specific efficiently generates input primarily when construct memory annotated fine-tuned "
    "advanced scene pretrained individual instructions simultaneously progress contrastive relevant editing "
    "communication future importance code cross-modal better sampling videos planning space offering evaluated "
    "respectively linguistic behavior categories explicitly rendering advances end-to-end prompting embedding "
    "automatically realistic high-resolution neural reliable adaptive previous outputs degradation augmentation "
    "multi-modal annotation single trajectories textual hallucinations prompt descriptions publicly target recent "
    "selection systematic reference leading corresponding algorithms only improved studies advancements "
    "experimental resulting global remarkable unified incorporates algorithm requires networks substantially "
    "crucial complementary distributions regions contextual text assessment intelligence presents distillation "
    "similarity samples investigate support question reducing under also specifically directly scalable "
    "competitive control structures localization requiring over diversity evaluating self-supervised conventional "
    "synthesis achieved module vision application compression tokens responses zero-shot reliability mechanisms "
    "supervised objects supervision predictions insights specialized enhances three additional standard "
    "uncertainty highlight autonomous translation baseline hierarchical preserving automated natural fundamental "
    "questions geometric capability providing characteristics extraction solution real-time task paradigm "
    "especially agents incorporating essential dynamically multilingual identify promising study decision-making "
    "highlighting relationships increasingly during patterns specific integration deployment interpretable "
    "prompts motion embeddings network problem structural integrating typically domain-specific superior "
    "extensive domains outperforming strong capture open-source adaptation struggle within substantial "
    "constraints where modalities metrics settings work components domain structure show achieve adversarial "
    "downstream languages annotations enhancing system perception consistent more pre-trained provide object "
    "robust design clinical trained current interaction accurate reinforcement baselines improvement medical "
    "first improve content ability provides dynamic systematically enables demonstrates pipeline complexity "
    "improving interactions context generating demonstrated leveraging leverages processing evaluations "
    "lightweight practical interpretability conditions development have estimation improves retrieval human "
    "synthetic maintaining traditional parameters into findings various vision-language foundation enhance "
    "distribution video integrates mechanism demonstrating both modeling architectures limited such compared "
    "spatial structured remains temporal generate consistently improvements often achieving introduces designed "
    "generative large paper recognition strategy feature strategies present techniques prediction evaluate "
    "environments further process without robustness generated large-scale enabling critical diffusion "
    "particularly challenge architecture based high-quality consistency complex effective efficient systems "
    "inference potential fine-grained novel attention proposed scenarios using diverse quality optimization "
    "alignment limitations multiple including efficiency fine-tuning research image while visual different their "
    "challenging images reconstruction comprehensive analysis semantic effectively multimodal outperforms these "
    "data through between tasks available achieves real-world generalization representation address features "
    "benchmark computational applications benchmarks which method effectiveness from knowledge classification "
    "approaches challenges detection significant segmentation results representations capabilities dataset "
    "accuracy this across existing understanding evaluation datasets significantly approach experiments propose "
    "learning training introduce language model information methods generation with demonstrate reasoning "
    "framework state-of-the-art that models performance "
)
_SHAPES = (
    '"made_at":"2026-","language":"zh","basis":"abstract","model":"extract","prompt_id":"extract-3","input_hash":"'
    '","fields":{"tldr":{"text":{"plain":"","html":"<math xmlns=\\"http://www.w3.org/1998/Math/MathML\\"><mrow><mi>'
    '</mi><mo></mo><mn></mn></mrow></math>"},"sentences":[0,1]},"motivation":{"text":{"plain":"Existing "},'
    '"sentences":[2,3]},"method":{"text":{"plain":"We propose ","html":"We propose "},"sentences":[4]},"result":'
    '{"text":{"plain":"Experiments show that ","html":"","sentences":[5]},"conclusion":{"text":{"plain":"","html":""},'
    '"sentences":[6,7,8]}},"made_at":null,"basis":"abstract"}'
    '{"source":"biorxiv","key":"10.64898/2026.","10.1101/20","medrxiv","doi:10.","title":{"text":"","format":"html"},'
    '"version":null,"identifiers":{"arxiv":"26","doi":null,"pmid":null,"pmcid":null},"abstract":{"text":"","format":'
    '"plain"},"authors":[{"name":"","affiliation":null,"orcid":null,"is_group":false},{"name":"Wang","affiliation":null,'
    '"orcid":null,"is_group":false},{"name":"Zhang","affiliation":null,"orcid":null,"is_group":false}],"categories":['
    '"stat.ML","cs.RO","cs.CL","cs.AI","cs.LG","cs.CV"],"primary_category":"cs.CV","posted_on":"2026-","licence":'
    '"http://creativecommons.org/licenses/by/4.0/","http://arxiv.org/licenses/nonexclusive-distrib/1.0/","comment":null,'
    '"links":{"abstract":"https://arxiv.org/abs/","pdf":"https://arxiv.org/pdf/","code":"https://github.com/"},'
    '"published_doi":null,"withdrawn":false}'
    '{"paper_id":"arxiv:2","source":"arxiv","title_source":"","title":{"plain":"","html":""},"abstract":{"plain":"",'
    '"html":""},"authors":[{"name":"","affiliation":null,"orcid":null,"is_group":false}],"categories":["cs.CV"],'
    '"primary_category":"cs.CV","field":"computer-science","identifiers":{"arxiv":"2","doi":null,"pmid":null,"pmcid":null},'
    '"links":{"abstract":"https://arxiv.org/abs/2","pdf":"https://arxiv.org/pdf/2","code":null},"version":1,"posted_on":'
    '"2026-","licence":null,"comment":null,"published_doi":null,"withdrawn":false,"sources":["arxiv"],"origins":[]}'
)
_MARK = b"\x01"
_DICTIONARY = (_WORDS + _SHAPES).encode()
_RAW = -15  # no header and no check sum: the database has its own
_LEVEL = 6


def pack(text: str) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=_DICTIONARY)
    return _MARK + packer.compress(text.encode()) + packer.flush()


def unpack(stored: bytes | str) -> str:
    """Raises: StoreError where the mark is of a later version, or the bytes are damaged."""
    if isinstance(stored, str):
        return stored
    if stored[:1] != _MARK:
        raise StoreError("a stored text is packed in a way that this version does not know; install a later one")
    unpacker = zlib.decompressobj(_RAW, zdict=_DICTIONARY)
    with suppress(zlib.error, UnicodeDecodeError):
        text = unpacker.decompress(stored[1:]).decode()
        if unpacker.eof:
            return text
    raise StoreError("a stored text is damaged; put a copy of the database in its place")


class Packed(TypeDecorator[str]):
    """A column of long texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return pack(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return unpack(value) if value is not None else None
