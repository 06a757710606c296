"""A project file: made, changed step by step, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.domain.step import Kind
from hashiya.storage.project import ProjectFile

from tests import builders as b


def test_what_a_step_wrote_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "مشروع.hashiya"
    with b.new_project(path, b.TEXT) as project:
        mention = b.entity(b.article())
        step = b.step(b.change(None, mention), details={"label": "PERS"})
        project.apply(step)
        assert project.last_step() == step.id
    with ProjectFile.open(path) as project:
        assert project.annotations(b.article().key) == [mention]
        assert project.thing(Kind.ENTITY, mention.id) == mention
        assert project.step(step.id) == step
        assert project.name == "تجربة"
        assert project.scheme() == b.scheme()
        assert project.annotators() == {b.SARA.id: b.SARA}
        assert project.steps_of(b.SARA.id, b.DEVICE)[0] == step
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]


def test_create_does_not_write_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    path.write_text("mine")
    with pytest.raises(KnownFailure) as caught:
        b.new_project(path)
    assert caught.value.code == "file_exists"
    assert path.read_text() == "mine"
