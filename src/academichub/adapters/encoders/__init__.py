"""Encoders behind ports.Encoder: what makes a text into a vector.

multilingual.py   USE multilingual 3, weights in its package      english.py    MiniLM int8, weights in its package
endpoint.py       any OpenAI-compatible /embeddings               sentences.py  sentence-transformers
packages.py       what is said where a package is missing         rows.py       rows of length 1

To add one, write a file beside these and a line in open_encoder.
"""

from __future__ import annotations

from academichub.adapters.encoders.endpoint import EndpointEncoder
from academichub.adapters.encoders.english import EnglishEncoder
from academichub.adapters.encoders.multilingual import MultilingualEncoder
from academichub.adapters.encoders.sentences import SentencesEncoder
from academichub.ports import Encoder
from academichub.settings import ModelSettings, SearchSettings

__all__ = ["open_encoder"]

_ENDPOINT_S = 30.0


def open_encoder(settings: SearchSettings, user_agent: str) -> Encoder:
    """The encoder that the settings name. Weights are read with the first text.

    Raises: ConfigError where a package it needs is not installed; ValueError for "none".
    """
    base_url, model = settings.base_url or "", settings.model or ""
    match settings.encoder:
        case "multilingual":
            return MultilingualEncoder()
        case "english":
            return EnglishEncoder()
        case "endpoint":
            return EndpointEncoder(ModelSettings(base_url, model, settings.key, timeout_s=_ENDPOINT_S), user_agent)
        case "sentence-transformers":
            return SentencesEncoder(model)
    raise ValueError(f"{settings.encoder} is no encoder")
