"""Where an annotation comes from, in words."""

from __future__ import annotations

from hashiya.domain.annotation import HUMAN, PROPOSED
from hashiya.resources.messages import Messages
from hashiya.suggest.engines import ENGINES

_DECIDED = ("suggested", "corrected")


def engine_name(engine: str, messages: Messages) -> str:
    """The engine as people call it; one that came with an import by its own name."""
    return messages.text(f"suggest.engine.{engine}") if engine in ENGINES else engine


def origin_words(origin: str, messages: Messages) -> str:
    """Who made it: a person, or an engine whose proposal somebody accepted or corrected; else what the file says."""
    if origin == HUMAN:
        return messages.text("card.made.human")
    if origin.startswith(PROPOSED):
        return f"{messages.text('card.made.proposed')} {engine_name(origin.removeprefix(PROPOSED), messages)}".strip()
    how, _, engine = origin.partition(":")
    if how in _DECIDED and engine and not engine.startswith("imported:"):
        return messages.text(f"review.origin.{how}", engine=engine_name(engine, messages))
    return messages.text("card.made.imported") if origin == "import" else origin
