"""A long article is opened with its first marks alone: they must be as they are among all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.workspace.view import Delta
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project

END = 4_000


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A project with one article of 12,000 code points and 300 annotations."""
    new_project(tmp_path / "long.hashiya", content_of(Extent(12_000, 300)))
    opened = Workspace.open(tmp_path / "long.hashiya", annotator=b.SARA, device=b.DEVICE)
    yield opened
    opened.close()


def test_the_opening_is_the_marks_that_begin_there(workspace: Workspace) -> None:
    key = workspace.articles.all()[0].key
    opening, every = workspace.view(key).opening(END), workspace.view(key).marks()
    assert opening == [row for row in every if row.start < END]
    assert 0 < len(opening) < len(every)


def test_claims_of_the_opening_have_their_numbers_and_glosses(workspace: Workspace) -> None:
    key = workspace.articles.all()[0].key
    whole, view = workspace.view(key), workspace.view(key)
    claims = [row.id for row in view.opening(END) if row.layer is Layer.CLAIMS]
    glosses = {gloss.id: gloss for gloss in whole.glosses()}
    assert claims
    assert [view.gloss(claim) for claim in claims] == [glosses[claim] for claim in claims]
    beyond = next(row.id for row in reversed(whole.marks()) if row.layer is Layer.CLAIMS)
    assert view.gloss(beyond) == glosses[beyond]


def test_the_opening_follows_a_step(workspace: Workspace) -> None:
    key = workspace.articles.all()[0].key
    view = workspace.view(key)
    before = view.opening(END)
    heard: list[Delta] = []
    workspace.subscribe(lambda step: heard.append(view.hear(step)))
    step = workspace.entities.annotate(key, [Span(0, 40)], "EVENT")
    assert isinstance(step, Step)
    made = {row.id for row in view.opening(END)} - {row.id for row in before}
    assert made == {change.target for change in step.changes if change.before is None}
