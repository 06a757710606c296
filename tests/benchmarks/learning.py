"""How long training takes by the clock, from starting the child process as the window does to the model's file.

Articles of 3,000 code points are made of the paragraphs of the corpora with their mentions, in an order of chance.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hashiya import read_corpus
from hashiya.domain.article import Status
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span
from hashiya.suggest.learned import outermost
from hashiya.workspace.own_command import own_command
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks.articles import new_project

LENGTH = 3_000
BARS = {50: 5.0, 500: 30.0}
"""Seconds within which so many articles are learned from."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long the training on so many articles took, in seconds."""

    articles: int
    clock: float
    work: float


Paragraph = tuple[str, tuple[tuple[Span, str], ...]]


def measure(corpora: Sequence[Path], counts: Sequence[int], folder: Path) -> list[Took]:
    """For each number of articles how long their training took."""
    paragraphs = paragraphs_of(corpora)
    return [_taken(paragraphs, count, folder) for count in counts]


def paragraphs_of(corpora: Sequence[Path]) -> list[Paragraph]:
    """Every paragraph of the corpora with its outermost mentions, counted from its beginning."""
    found: list[Paragraph] = []
    for corpus in corpora:
        for article in read_corpus(corpus):
            mentions = outermost((Span(one.start, one.end), one.label) for one in article.entities)
            start = 0
            for line in article.text.split("\n"):
                whole = (start, start + len(line))
                inside = [one for one in mentions if whole[0] <= one[0].start and one[0].end <= whole[1]]
                if line.strip():
                    shifted = ((Span(span.start - start, span.end - start), label) for span, label in inside)
                    found.append((line, tuple(shifted)))
                start = whole[1] + 1
    return found


def article_of(paragraphs: Sequence[Paragraph], chance: random.Random, number: int) -> ArticleContent:
    """An article of such paragraphs."""
    lines: list[str] = []
    places: list[tuple[Span, str]] = []
    size = 0
    while size < LENGTH:
        line, mentions = chance.choice(paragraphs)
        places += [(Span(span.start + size, span.end + size), label) for span, label in mentions]
        lines.append(line)
        size += len(line) + 1
    text = "\n".join(lines)
    of = b.article(text, copy=number)
    return b.content(text, *(b.entity(of, span, label=label) for span, label in places), copy=number)


def _taken(paragraphs: Sequence[Paragraph], count: int, folder: Path) -> Took:
    path, model = folder / f"learning-{count}.hashiya", folder / f"learning-{count}.model"
    chance = random.Random(count)
    new_project(path, *(article_of(paragraphs, chance, number) for number in range(count)))
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    for article in workspace.articles.all():
        workspace.articles.set_status(article.key, Status.DONE)
    workspace.close()
    began, worked = time.perf_counter(), _work_of_children()
    subprocess.run([*own_command(), "train", str(path), "--out", str(model)], check=True, stdout=subprocess.DEVNULL)
    took = Took(count, time.perf_counter() - began, _work_of_children() - worked)
    if not model.exists():
        raise SystemExit(f"nothing was learned of {count} articles")
    return took


def _work_of_children() -> float:
    """Seconds of the processor that ended children have used; none where the system does not tell."""
    times = os.times()
    return times.children_user + times.children_system


def table(times: Sequence[Took]) -> str:
    """The times beside their bars."""
    return "\n".join(
        f"training on {one.articles} articles of {LENGTH:,}: {one.clock:.1f} s by the clock, {one.work:.1f} s of CPU"
        + (f" (bar {BARS[one.articles]:.0f} s)" if one.articles in BARS else "")
        for one in times
    )
