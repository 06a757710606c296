"""Proposals that a test puts before a person: what is in question, what was decided; as the file has it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Filler, Layer
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, IdSource
from hashiya.domain.span import Span, quote
from hashiya.domain.step import Change, Kind
from hashiya.storage.project import ProjectFile
from hashiya.suggest.engines import ENGINES
from hashiya.ui.window.window import Window
from hashiya.workspace.offering import Offered
from hashiya.workspace.suggesting import ENGINES_OFF
from PySide6.QtTest import QTest

from tests import builders as b
from tests.e2e.driver import Arabic, Hands, Latin, usual

Thing = tuple[str, str, int, float]
"""A proposal: label, words, which of them in the text (from 0), score."""

FOUR = (("PERS", "ظريف", 0, 0.95), ("GPE", "موسكو", 1, 0.93), ("ORG", "موسكو", 2, 0.6), ("GPE", "موسكو", 3, 0.91))
"""A person, and the same word three times, once with another label and a low score."""


def propose(path: Path, *things: Thing) -> None:
    """Put these proposals of another program into the first article; no engine adds to them."""
    with ProjectFile.open(path) as project:
        project.set_setting(ENGINES_OFF, json.dumps(sorted(ENGINES)))
        article, ids = project.articles()[0], IdSource()
        text = project.text(article.key)
        made: list[Any] = []
        for label, words, nth, score in things:
            start = -1
            for _ in range(nth + 1):
                start = text.index(words, start + 1)
            common: dict[str, Any] = {
                "id": AnnotationId(ids.make()),
                "owner": NOBODY,
                "annotator": NOBODY,
                "origin": "proposed:theirs",
                "score": score,
                "label": label,
            }
            span = Span(start, start + len(words))
            if label == "claim":
                roles = {"source": ("الوزير الإيراني",), "cue": ("وصف",)}
                fillers = {
                    role: tuple(Filler(fragments=(_span(text, one),)) for one in some) for role, some in roles.items()
                }
                made.append(b.claim(article.key, span, roles=fillers, **common))
            elif label == "DATELINE":
                made.append(b.region(article.key, span, **common))
            else:
                made.append(b.entity(article.key, span, **common))
        changes = tuple(Change(_kind(one), one.id, NOBODY, None, one) for one in made)
        project.apply(b.step(*changes, name="import"))


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _kind(thing: Any) -> Kind:
    return {Layer.ENTITIES: Kind.ENTITY, Layer.CLAIMS: Kind.CLAIM, Layer.REGIONS: Kind.REGION}[thing.layer]


def until_known(hands: Hands) -> None:
    """Wait until the engines have read the article."""
    for _ in range(300):
        if hands.room.offering.is_known:
            break
        QTest.qWait(10)
    assert hands.room.offering.is_known
    hands.settle()


Before = Callable[..., Hands]
"""A person before these proposals."""


@pytest.fixture
def before(window: Window, project_file: Path) -> Iterator[Before]:
    """Opens the project with the proposals that a test wants."""
    window.program.take(usual())
    people: list[Hands] = []

    def come(*things: Thing, keys: type[Latin | Arabic] = Latin) -> Hands:
        propose(project_file, *things)
        people.append(Hands(window, project_file, keys=keys()))
        until_known(people[-1])
        return people[-1]

    yield come
    for person in people:
        person.leave()


def question(hands: Hands) -> Offered:
    """The proposal in question."""
    one = hands.room.reviewing.current
    assert one is not None
    return one


def words(hands: Hands) -> str:
    """Its words, with the edges that it was given."""
    return quote(hands.text, hands.room.reviewing.fragments)


def own(hands: Hands) -> list[tuple[str, str, str, float | None]]:
    """The annotator's own annotations in the file: label, words, origin, score."""
    return [
        (one.label, quote(hands.text, one.fragments), one.origin, one.score)
        for one in hands.annotations()
        if one.owner in (b.SARA.id, SHARED)
    ]


def rejections(hands: Hands) -> int:
    """How many rejections the file has in the article."""
    assert hands.desk.article is not None
    with hands.file() as project:
        return len(project.rejections(hands.desk.article, b.SARA.id))


def until(hands: Hands, is_so: Callable[[], bool]) -> None:
    """Wait until it is so."""
    for _ in range(500):
        if is_so():
            break
        QTest.qWait(10)
    assert is_so()
    hands.settle()
