"""Training the learned engine: what it learns from, and the making of its model."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Kind
from hashiya.storage.reads import Reads
from hashiya.suggest.engines import BOILERPLATE
from hashiya.suggest.learned import Effort, Example, Trainer, outermost
from hashiya.suggest.lineup import cold_rules
from hashiya.suggest.model_file import About, about_of, is_available
from hashiya.workspace.training_aside import EVERY

LEAST = 40
"""Confirmed mentions under which there is nothing to learn."""


def examples_of(reads: Reads, *, without: Collection[ArticleKey] = ()) -> list[Example]:
    """What may be learned from: the marked articles but those without, the ones marked last first.

    Of an article that several people have marked the work of the one who marked most counts. What is not marked is
    taken for no mention only in articles that are done.
    """
    marked: dict[ArticleKey, dict[AnnotatorId, list[tuple[str, Span, str]]]] = {}
    for article, identifier, label, start, end, quote, _, owner in reads.mention_rows():
        if quote is not None and article not in without:
            marked.setdefault(article, {}).setdefault(owner, []).append((identifier, Span(start, end), label))
    most = {key: max(people.values(), key=len) for key, people in marked.items()}
    newest = sorted(most, key=lambda key: max(one[0] for one in most[key]), reverse=True)
    found = []
    for key in newest:
        article_now = reads.article(key)
        if article_now is None or article_now.status is Status.SET_ASIDE:
            continue
        found.append(
            Example(
                text=reads.text(key),
                mentions=tuple(outermost((span, label) for _, span, label in most[key])),
                is_whole=article_now.status is Status.DONE,
                skipped=boilerplate_of(reads, key),
            )
        )
    return found


def boilerplate_of(reads: Reads, key: ArticleKey) -> tuple[Span, ...]:
    """Where nobody should annotate, as people marked it."""
    return tuple(
        Span(start, end)
        for _, kind, label, start, end, _, _ in reads.mark_rows(key)
        if kind == Kind.REGION.value and label == BOILERPLATE
    )


def train(examples: Sequence[Example], out: Path, *, project: str = "", effort: Effort | None = None) -> About | None:
    """Write a model of the examples; None when there is too little to learn from."""
    if sum(len(one.mentions) for one in examples) < LEAST or not is_available():
        return None
    out.parent.mkdir(parents=True, exist_ok=True)
    return Trainer(cold_rules, effort=effort).train(examples, out, project=project)


def is_fresh(path: Path, examples: Sequence[Example]) -> bool:
    """Whether the model knows nearly all that is confirmed."""
    about = about_of(path)
    confirmed = sum(len(one.mentions) for one in examples)
    return about is not None and abs(confirmed - about.seen) < EVERY


def be_modest() -> None:
    """Give way to the window: less of the processor where the system lets a process choose."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(10)


def told(about: About | None) -> str:
    """What was trained, as one line of JSON."""
    return json.dumps({} if about is None else {"articles": about.articles, "seconds": about.seconds})
