"""What somebody turned down: a proposal that is not to be made to them again."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotatorId, ArticleKey, RejectionId
from hashiya.domain.span import Fragments, are_fragments


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A proposal that the owner rejected: its place, layer and label, and the engine that made it.

    It is part of the project and of its record, and of no corpus.
    """

    id: RejectionId
    article: ArticleKey
    layer: Layer
    label: str
    fragments: Fragments
    engine: str
    owner: AnnotatorId

    def __post_init__(self) -> None:
        if not are_fragments(self.fragments):
            raise ValueError(f"fragments touch, overlap or are out of order: {self.fragments}")
