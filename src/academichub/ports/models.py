"""What is asked of language models and encoders. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from academichub.errors import SummaryError
from academichub.model import (
    BriefOrder,
    BriefStage,
    ChatRequest,
    Completion,
    Dialect,
    Section,
    Skeleton,
    Written,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


__all__ = ["BatchModel", "ChatModel", "Encoder", "SectionWriter", "TextKind"]


class ChatModel(Protocol):
    """One language model behind one endpoint. Retries, money and the reading of answers are the caller's."""

    @property
    def name(self) -> str:
        """The model's name as the endpoint and the reader know it."""
        ...

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        """Ask once, within a total deadline; may be called many times at once.

        Raises: ModelUnavailable (ModelBusy, ModelRefused); ModeUnsupported; InvalidReply when this one request is too
        long or its answer is withheld; never another exception but CancelledError.
        """
        ...


class BatchModel(ChatModel, Protocol):
    """A model that also takes many requests at once, answers within a day, and asks less for it."""

    async def submit(self, requests: Mapping[str, ChatRequest], dialect: Dialect, token: str) -> str:
        """Hand in the requests under their keys; returns the batch's id. Raises: as `complete`.

        The token travels with the batch, so that `find` knows it again where the id never came to us; an endpoint that
        takes none gets the batch without it.
        """
        ...

    async def find(self, token: str) -> str | None:
        """The id of the batch that was handed in with this token, whatever became of it. Raises: as `complete`.

        None: the endpoint has no such batch, or does not list what it has.
        """
        ...

    async def collect(self, batch_id: str) -> Mapping[str, Completion | SummaryError] | None:
        """What came of a batch, by key; None while it is being worked on. Raises: as `complete`.

        A key that is absent was never answered: the batch expired or was cancelled. InvalidReply: the batch as a
        whole came to nothing, and never will.
        """
        ...


class SectionWriter(Protocol):
    """A language model that writes a briefing's sections, each claim of which was checked."""

    def write(
        self,
        order: BriefOrder,
        skeleton: Skeleton,
        sections: tuple[Section, ...],
        tell: Callable[[BriefStage, int, int | None], object],
    ) -> Written:
        """Write the sections anew, from the skeleton's own; `tell` hears the stage, how many are done, and of how many.
        What `tell` raises ends the work and comes out.

        A model that fails raises nothing: its sections stay as they were, and `Written.unwritten` says why.
        Raises: StoreError.
        """
        ...


class TextKind(StrEnum):
    """What a text is to an encoder: some encode what is asked otherwise than what is found."""

    QUERY = "query"
    PASSAGE = "passage"


class Encoder(Protocol):
    """Makes texts into vectors: what is alike in meaning lies near, in whatever languages the encoder knows."""

    @property
    def id(self) -> str:
        """Names the model and its version: vectors of different ids are never compared."""
        ...

    @property
    def n_dimensions(self) -> int:
        """Raises: as `encode`, where only the model itself can tell."""
        ...

    @property
    def many_at_once(self) -> bool:
        """Whether several threads may encode at once; where not, whoever asks lets one after the other."""
        ...

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """One row of length 1 for each text: shape (len(texts), n_dimensions).

        Raises: EncoderError; never another exception.
        """
        ...
