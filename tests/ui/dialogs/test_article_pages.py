"""Metadata, history and overview of a real project."""

from __future__ import annotations

from typing import Any

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.article import Status
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.history import HistoryDialog
from hashiya.ui.dialogs.metadata import MetadataDialog, day_of
from hashiya.ui.dialogs.overview import OverviewPage
from hashiya.ui.dialogs.prompt import TextPrompt
from hashiya.ui.kit import LTR, RTL, IconButton
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import builders as b
from tests.ui.dialogs.brought import bring
from tests.ui.dialogs.hands import click, heard, opened, press, write

CTRL = Qt.KeyboardModifier.ControlModifier
WEIRD = "C:\\x (1).txt"


def _metadata(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> MetadataDialog:
    dialog = MetadataDialog(theme, said, workspace, workspace.articles.all()[0].key)
    opened(qtbot, dialog)
    return dialog


def _meta(workspace: Workspace) -> dict[str, Any]:
    return workspace.articles.all()[0].meta


def test_metadata_is_written_with_enter(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    dialog = _metadata(qtbot, theme, said, workspace)
    assert dialog.fields["title"].hasFocus()
    write(dialog.fields["source"], WEIRD)
    write(dialog.fields["published"], "٢٠٢٠/٧/٢٣")
    click(dialog.labels["genre"].chips()[1])
    click(dialog.status.chips()[3])
    press(dialog.fields["source"], Qt.Key.Key_Return)
    article = workspace.articles.all()[0]
    assert (article.meta["source"], article.meta["published"]) == (WEIRD, "2020-07-23")
    assert article.labels == {"genre": "interview"}
    assert article.status is Status.SET_ASIDE
    assert not dialog.isVisible()


def test_a_date_that_is_none_is_refused_and_nothing_is_written(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    dialog = _metadata(qtbot, theme, said, workspace)
    write(dialog.fields["title"], "آخر")
    write(dialog.fields["published"], "أمس")
    press(dialog.fields["published"], Qt.Key.Key_Return)
    assert dialog.problem == said().text("metadata.bad_date")
    assert dialog.fields["published"].hasFocus()
    assert _meta(workspace)["title"] != "آخر"


def test_other_fields_are_added_changed_and_taken_away(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    key = workspace.articles.all()[0].key
    workspace.articles.set_meta(key, {"section": "سياسة", "count": 41, "old": "x"})
    dialog = _metadata(qtbot, theme, said, workspace)
    by_name = {known: field for _, field, known in dialog._others}
    assert not by_name["count"].isEnabled()  # a number stays what it is
    write(by_name["section"], "اقتصاد")
    holder = by_name["old"].parentWidget()
    assert holder is not None
    click(holder.findChildren(IconButton)[-1])
    click(dialog.add)
    name, field, _ = dialog._others[-1]
    assert name is not None
    write(name, "section")
    write(field, "ثانية")
    press(field, Qt.Key.Key_Return)
    assert "section" in dialog.problem
    write(name, "desk")
    press(field, Qt.Key.Key_Return)
    meta = _meta(workspace)
    assert (meta["section"], meta["count"], meta["desk"]) == ("اقتصاد", 41, "ثانية")
    assert not meta.get("old")


def test_leaving_metadata_with_escape_changes_nothing(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    before = _meta(workspace)
    dialog = _metadata(qtbot, theme, said, workspace)
    write(dialog.fields["title"], "آخر")
    press(dialog.fields["title"], Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert _meta(workspace) == before


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-07-22", "2020-07-22"),
        ("2020.7.2", "2020-07-02"),
        ("٢٠٢٠", "2020"),
        ("2020-07", "2020-07"),
        ("2020-13-01", None),
        ("2021-02-29", None),
        ("22-07-2020", None),
    ],
)
def test_a_day_is_read_in_figures(written: str, day: str | None) -> None:
    assert day_of(written) == day


def test_history_says_who_changed_what_and_from_what(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    article = workspace.articles.all()[0].key
    mention = next(one for one in workspace.view(article).annotations() if isinstance(one, EntityMention))
    workspace.set_note(mention.id, WEIRD)
    workspace.relabel(mention.id, "ORG")
    workspace.history.undo()
    dialog = HistoryDialog(theme, said, workspace, mention.id)
    opened(qtbot, dialog)
    scheme = workspace.scheme.entities.labels
    names = {label.key: label.name.in_language(said().language) for label in scheme}
    say = said().text
    label = say("history.label")
    assert dialog.lines[1] == say("history.changed", what=label, before=names["ORG"], after=names[mention.label])
    assert dialog.lines[2] == say("history.changed", what=label, before=names[mention.label], after=names["ORG"])
    assert dialog.lines[3] == say("history.set", what=say("history.note"), after=WEIRD)
    assert dialog.lines[-1] == say("history.made")
    assert workspace.history.import_of(mention.id) is None
    press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_history_of_what_came_in_begins_with_its_import(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    text = "موسكو مدينة"
    mention = b.entity(b.article(text), (0, 5))
    bring(workspace.project, "مدونة (1).jsonl", b.content(text, mention))
    workspace.poll()
    imported = said().text("history.imported", source="مدونة (1).jsonl")
    for count in (1, 2):
        dialog = HistoryDialog(theme, said, workspace, mention.id)
        opened(qtbot, dialog)
        assert len(dialog.lines) == count
        assert dialog.lines[-1] == imported
        workspace.relabel(mention.id, "ORG" if mention.label != "ORG" else "GPE")


def test_history_of_every_thing_can_be_told(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    articles = workspace.articles.all()
    workspace.articles.set_note(articles[0].key, "x")
    referents = workspace.referents.all()
    workspace.referents.rename(referents[0].id, "آخر")
    workspace.referents.merge(referents[0].id, referents[1].id)
    targets = [one.id for article in articles for one in workspace.view(article.key).annotations()]
    for target in [*targets, articles[0].key, *(one.id for one in referents)]:
        dialog = HistoryDialog(theme, said, workspace, target)
        qtbot.addWidget(dialog)
        assert dialog.lines


def test_the_overview_counts_and_follows(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    page = OverviewPage(theme, said, workspace)
    opened(qtbot, page)
    assert page.layoutDirection() is (RTL if said().language == "ar" else LTR)
    assert [row.number for row in page.sections["statuses"]] == [0, 2, 1, 0]
    assert sum(row.number for row in page.sections["entities"]) == 7
    assert [row.number for row in page.sections["claims"]] == [3]
    assert [row.number for row in page.sections["annotators"]] == [9, 1]
    workspace.articles.set_status(workspace.articles.all()[1].key, Status.DONE)
    assert [row.number for row in page.sections["statuses"]] == [0, 1, 2, 0]
    press(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    workspace.history.undo()
    assert [row.number for row in page.sections["statuses"]] == [0, 1, 2, 0]


def test_a_note_is_written_with_ctrl_enter_and_a_name_with_enter(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    words = ("metadata.note", "metadata.save")
    note = TextPrompt(theme, said, title=words[0], name=words[0], button=words[1], text=WEIRD, lines=4)
    told = heard(note.written)
    opened(qtbot, note)
    press(note.field, Qt.Key.Key_End)
    press(note.field, Qt.Key.Key_Return)
    assert note.isVisible()
    press(note.field, Qt.Key.Key_Return, CTRL)
    assert told == [WEIRD]
    name = TextPrompt(theme, said, title=words[0], name=words[0], button=words[1], may_be_empty=False)
    told = heard(name.written)
    opened(qtbot, name)
    press(name.field, Qt.Key.Key_Return)
    assert told == []
    write(name.field, "اسم")
    press(name.field, Qt.Key.Key_Return)
    assert told == ["اسم"]
