"""The scheme is shown, saved, and replaced by a file after a look at what it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.exchange.scheme_file import read_scheme, write_scheme
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.scheme import SchemeDialog
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import label, words
from tests.ui.dialogs.hands import click, heard, opened, press


@pytest.fixture
def dialog(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> SchemeDialog:
    """The dialog, open."""
    made = SchemeDialog(theme, said, workspace)
    opened(qtbot, made)
    return made


def _file(folder: Path, scheme: Scheme) -> Path:
    path = folder / "x (1).toml"
    path.write_text(write_scheme(scheme), "utf-8")
    return path


def _without(scheme: Scheme, *gone: str, new: str) -> Scheme:
    """The scheme with a new label where others were, in relations and roles too."""
    labels = (*(one for one in scheme.entities.labels if one.key not in gone), label(new))

    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if key in gone else key for key in keys))

    relations = tuple(replace(one, head=named(one.head), tail=named(one.tail)) for one in scheme.relations.labels)
    return replace(
        scheme,
        entities=replace(scheme.entities, labels=labels),
        relations=replace(scheme.relations, labels=relations),
        roles=tuple(replace(one, labels=named(one.labels)) for one in scheme.roles),
    )


def test_every_label_and_role_is_shown_with_its_guideline(dialog: SchemeDialog, workspace: Workspace) -> None:
    shown = {row.key for row in dialog.model.rows if row.key}
    scheme = workspace.scheme
    assert shown == {one.key for layer in Layer for one in scheme.layer(layer).labels} | {r.key for r in scheme.roles}
    assert dialog._guide.text() == scheme.entities.labels[0].guideline.in_language(dialog.messages.language)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_shows_what_it_changes_and_enter_applies_it(
    dialog: SchemeDialog, workspace: Workspace, tmp_path: Path
) -> None:
    applied = heard(dialog.applied)
    dialog.read(_file(tmp_path, _without(workspace.scheme, "PERS", "PRODUCT", new="HUMAN")))
    say = dialog.say
    shown = [(row.name if not row.key else row.key) for row in dialog.model.rows]
    assert shown[:2] == [say("scheme.added"), "HUMAN"]
    assert shown[-4:] == [say("scheme.to_retire"), "PERS", say("scheme.dropped"), "PRODUCT"]
    press(dialog.primary, Qt.Key.Key_Return)
    assert len(applied) == 1
    pers = workspace.scheme.label(Layer.ENTITIES, "PERS")
    assert pers is not None
    assert pers.retired
    assert workspace.scheme.label(Layer.ENTITIES, "PRODUCT") is None
    assert dialog.isVisible()


def test_a_missing_label_is_said_to_have_another_name(
    dialog: SchemeDialog, workspace: Workspace, tmp_path: Path
) -> None:
    dialog.read(_file(tmp_path, _without(workspace.scheme, "PERS", new="HUMAN")))
    picker = dialog._pickers["PERS"]
    picker.setFocus()
    press(picker, Qt.Key.Key_Down)
    assert dialog.renames == {"PERS": "HUMAN"}
    assert dialog.say("scheme.annotations", count=5) == dialog._words.text()
    press(dialog.primary, Qt.Key.Key_Return)
    counts = {one.key: number for _, one, number in workspace.overview.labels()}
    assert counts["HUMAN"] == 5
    assert "PERS" not in counts
    workspace.history.undo()
    assert {one.key: number for _, one, number in workspace.overview.labels()}["PERS"] == 5


def test_a_faulty_file_is_refused_with_path_and_value(
    dialog: SchemeDialog, workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.scheme
    path = _file(tmp_path, before)
    path.write_text(path.read_text("utf-8").replace('"#3D4BCD"', '"#12"'), "utf-8")
    dialog.read(path)
    assert "x (1).toml" in dialog.problem
    assert "#12" in dialog.problem
    assert "entities.labels[0].colour.light" in dialog.problem
    path.write_text("key = \n", "utf-8")
    dialog.read(path)
    assert dialog.messages.text("fault.where.line", line=1) in dialog.problem
    path.write_bytes(b"name = \xff")
    dialog.read(path)
    assert "ff" in dialog.problem.casefold()
    dialog.read(tmp_path / "none.toml")
    assert "none.toml" in dialog.problem
    assert workspace.scheme == before


def test_changed_roles_and_attributes_are_shown_too(dialog: SchemeDialog, workspace: Workspace, tmp_path: Path) -> None:
    scheme = workspace.scheme
    roles = (replace(scheme.roles[0], hotkey=None), *scheme.roles[1:])
    first, *rest = scheme.claims.attributes
    claims = replace(scheme.claims, attributes=(replace(first, prominent=not first.prominent), *rest))
    genre = replace(scheme.article_labels[0], name=words("x"))
    dialog.read(_file(tmp_path, replace(scheme, roles=roles, claims=claims, article_labels=(genre,))))
    assert [row.key for row in dialog.model.rows if row.key] == [first.key, roles[0].key, genre.key]
    dialog.grab()  # every kind of row can be painted


def test_the_same_scheme_changes_nothing_and_cannot_be_applied(
    dialog: SchemeDialog, workspace: Workspace, tmp_path: Path
) -> None:
    dialog.read(_file(tmp_path, workspace.scheme))
    assert dialog._words.text() == dialog.say("scheme.same")
    assert not dialog.primary.isEnabled()
    click(dialog._back)
    assert dialog.primary.isEnabled()
    assert len(dialog.model.rows) > 20


def test_the_scheme_is_saved_as_a_file_that_reads_back(
    dialog: SchemeDialog, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "x (2).toml"
    dialog.save_to(path)
    assert read_scheme(path.read_text("utf-8"), file="x") == workspace.scheme
    dialog.save_to(tmp_path / "none" / "x.toml")
    assert "none" in dialog.problem
