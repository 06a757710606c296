"""Articles of any length with as many annotations as wanted, made of the seeds' paragraphs, in a real project."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.article import Article, Status
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span
from hashiya.resources import seed_files
from hashiya.storage.project import ProjectFile
from hashiya.workspace.sample import scheme_named

from tests import builders as b

LABELS = ("PERS", "ORG", "GPE", "LOC", "DATE")


@dataclass(frozen=True, slots=True)
class Extent:
    """How long an article is, in code points, and how many annotations it has."""

    length: int
    annotations: int

    @property
    def name(self) -> str:
        """As the table says it."""
        return f"{self.length:,} × {self.annotations:,}"


EXTENTS = (Extent(3_000, 50), Extent(30_000, 1_000), Extent(300_000, 10_000))


def text_of(length: int, chance: random.Random) -> str:
    """Paragraphs of the seeds in any order, cut to that many code points."""
    paragraphs = [line for seed in seed_files() for line in seed.read_text("utf-8").split("\n") if line.strip()]
    lines: list[str] = []
    size = 0
    while size < length:
        lines.append(chance.choice(paragraphs))
        size += len(lines[-1]) + 1
    return "\n".join(lines)[:length]


def words_of(text: str) -> list[Span]:
    """The words, by white space."""
    found, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        found.append(Span(start, place))
    return found


def annotations_of(article: Article, words: list[Span], number: int, chance: random.Random) -> list[AnyAnnotation]:
    """Of 100: 45 short and alone, 25 that nest or overlap, 20 claims with source and cue, 10 in two pieces."""
    made = _made(article, words, chance)
    found: list[AnyAnnotation] = []
    while len(found) < number:
        found += next(made)
    return found[:number]


def _made(article: Article, words: list[Span], chance: random.Random) -> Iterator[list[AnyAnnotation]]:
    def words_from(first: int, count: int) -> Span:
        last = min(first + count, len(words)) - 1
        return Span(words[first].start, words[last].end)

    while True:
        at, kind, label = chance.randrange(len(words) - 30), chance.random(), chance.choice(LABELS)
        if kind < 0.45:
            yield [b.entity(article, words_from(at, chance.randint(1, 3)), label=label)]
        elif kind < 0.70:
            outer = b.entity(article, words_from(at, chance.randint(3, 6)), label=label)
            shift = chance.randint(0, 3)
            yield [outer, b.entity(article, words_from(at + shift, chance.randint(1, 4)), label=chance.choice(LABELS))]
        elif kind < 0.90:
            source = b.entity(article, words_from(at, 2), label="PERS")
            roles = {"source": (b.filled_by(source),), "cue": (b.filled_by(words[at + 2]),)}
            yield [source, b.claim(article, words_from(at + 3, chance.randint(6, 20)), roles=roles)]
        else:
            pieces = words_from(at, 2), words_from(at + 4, chance.randint(1, 2))
            yield [b.entity(article, *pieces, label=label)]


def content_of(extent: Extent, *, seed: int = 1, copy: int = 0) -> ArticleContent:
    """An article of that extent, in progress as every article with marks is; the same seed makes the same one."""
    chance = random.Random(seed)
    text = text_of(extent.length, chance)
    words = words_of(text)
    found = annotations_of(b.article(text, copy=copy), words, extent.annotations, chance)
    progress = {b.SARA.id: Status.IN_PROGRESS}
    return b.content(text, *found, copy=copy, status=Status.IN_PROGRESS, progress=progress)


def free_words(content: ArticleContent, words: list[Span]) -> list[Span]:
    """The words that no annotation of the article touches."""
    taken = [False] * (len(content.text) + 1)
    for one in (*content.entities, *content.claims):
        for place in range(one.start, one.end):
            taken[place] = True
    return [word for word in words if word.end - word.start > 2 and not any(taken[word.start : word.end])]


def nearest(words: list[Span], place: int) -> Span:
    """The first word from that place on, or the last of all."""
    return words[min(bisect_left(words, Span(place, place + 1)), len(words) - 1)]


def new_project(path: Path, *contents: ArticleContent) -> None:
    """A project with these articles and the scheme that ships with the program."""
    with ProjectFile.create(
        path, scheme=scheme_named("news-claims"), name="bench", annotator=b.SARA, device=b.DEVICE
    ) as project:
        b.put(project, *contents)
