"""Training the learned engine: what it learns from, where its model is, and the child process that makes it.

The child is a command of the program itself (`hashiya train`, not shown in the help), so that the frozen program does
the same. It reads the project on a connection of its own and never writes into it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from hashiya.domain.annotation import EntityMention
from hashiya.domain.article import Status
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Kind, Step
from hashiya.storage.reads import Reads
from hashiya.suggest.learned import VERSION, About, Effort, Example, Trainer, about_of, is_available, outermost
from hashiya.suggest.lineup import cold_rules
from hashiya.suggest.regions import BOILERPLATE
from hashiya.workspace.own_command import own_command

EVERY = 25
"""Confirmations after which the model is trained again."""
PATIENCE = 10
"""Ticks after the opening in which nothing is trained: whoever only looks should not pay for it."""
LEAST = 40
"""Confirmed mentions under which there is nothing to learn."""


def model_path(models: Path, project_id: str) -> Path:
    """Where a project's model is."""
    return models / f"{project_id}-{VERSION}.model"


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


class Training:
    """Keeps the model of one open project up to date, a child process at a time; nothing here waits."""

    def __init__(self, project: Path, model: Path, *, command: Sequence[str] | None = None) -> None:
        self._project = project
        self._command = tuple(command or own_command())
        self.model = model
        self._child: subprocess.Popen[bytes] | None = None
        self._since = EVERY
        self._ticks = 0

    def hear(self, step: Step) -> None:
        """Count what is confirmed."""
        for change in step.changes:
            after = change.after
            self._since += isinstance(after, EntityMention) and not after.is_proposal

    @property
    def is_running(self) -> bool:
        """Whether a model is being trained."""
        return self._child is not None

    def tick(self) -> bool:
        """Start training when enough was confirmed; whether a child has just ended, so that the model may be new."""
        if self._child is not None:
            if self._child.poll() is None:
                return False
            self._child = None
            return True
        self._ticks += 1
        if self._since >= EVERY and self._ticks > PATIENCE and is_available():
            self._since = 0
            self._start()
        return False

    def stop(self) -> None:
        """End the child, if there is one; the model that was there stays."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child = None
            with suppress(OSError):
                self.model.with_name(self.model.name + ".part").unlink()

    def _start(self) -> None:
        words = [*self._command, "train", str(self._project), "--out", str(self.model)]
        # Without this Windows would show a black window for each training.
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
        nowhere = subprocess.DEVNULL
        with suppress(OSError):
            self._child = subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, creationflags=hidden)


def be_modest() -> None:
    """Give way to the window: less of the processor where the system lets a process choose."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(10)


def told(about: About | None) -> str:
    """What was trained, as one line of JSON."""
    return json.dumps({} if about is None else {"articles": about.articles, "seconds": about.seconds})
