"""The list that accepts many proposals, and the engines with their switches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hashiya.domain.annotation import EntityMention, Layer
from hashiya.domain.ids import AnnotationId
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.suggest.proposal import NewReferent, Proposal
from hashiya.ui.dialogs.accept_many import AcceptManyDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.engines import EnginesDialog
from hashiya.ui.kit import TextLabel
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.offering import Offered
from hashiya.workspace.suggesting import Suggesting
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import DEVICE, SARA
from tests.ui.dialogs.gallery_pages import PAGES
from tests.ui.dialogs.hands import opened, press
from tests.ui.dialogs.project import filled_workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def accept_many(qtbot: QtBot, theme: ThemeSource, said: Said, folder: Path) -> AcceptManyDialog:
    dialog = PAGES["accept-many"](theme, said, folder)
    assert isinstance(dialog, AcceptManyDialog)
    opened(qtbot, dialog)
    return dialog


def test_the_list_has_what_scores_enough_and_a_lower_score_more(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    dialog = accept_many(qtbot, theme, said, tmp_path)
    scores = [one.offered.proposal.score for one in dialog.model.rows]
    assert scores
    assert min(scores) >= 0.9 - 1e-9
    dialog.score.less.click()
    assert len(dialog.model.rows) > len(scores)


def test_space_takes_a_row_out_and_ctrl_enter_accepts_the_rest(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    dialog = accept_many(qtbot, theme, said, tmp_path)
    told: list[object] = []
    dialog.accepted_these.connect(told.append)
    every = dialog.taken()
    press(dialog.view, Qt.Key.Key_Space)
    assert dialog.taken() == every[1:]
    QTest.keyClick(dialog.view, Qt.Key.Key_Return, CTRL)
    assert told == [every[1:]]
    assert not dialog.isVisible()


def test_with_no_row_left_nothing_can_be_accepted(qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path) -> None:
    dialog = accept_many(qtbot, theme, said, tmp_path)
    dialog.toggle_all.click()
    assert dialog.taken() == []
    assert not dialog.apply.isEnabled()
    dialog.toggle_all.click()
    assert dialog.apply.isEnabled()


def test_an_engine_switched_off_stays_off_in_the_project(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    workspace = filled_workspace(tmp_path / "x.hashiya")
    suggesting = Suggesting(workspace)
    dialog = EnginesDialog(theme, said, workspace, suggesting.engines(), suggesting.switch)
    opened(qtbot, dialog)
    with qtbot.waitSignal(dialog.switched):
        dialog.choices["dates"].chosen.emit("off")
    assert [one.name for one in Suggesting(workspace).engines() if not one.on] == ["dates"]


def _line(said: Said, name: str, *counts: int) -> str:
    """The line of a record that tells these numbers."""
    accepted, corrected, rejected = (
        said().text(f"review.tally.{key}", number=count)
        for key, count in zip(("accepted", "corrected", "rejected"), counts, strict=True)
    )
    return said().text("review.engines.record", label=name, accepted=accepted, corrected=corrected, rejected=rejected)


def test_a_referent_that_was_turned_down_is_named_and_not_told_by_its_id(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    workspace = filled_workspace(tmp_path / "x.hashiya")
    article, known = workspace.articles.all()[0].key, workspace.referents.all()[0]
    words, mention = Span(0, 4), AnnotationId("m")
    common = Proposal(layer=Layer.ENTITIES, label="LAW", fragments=(words,), engine="referents", score=1)
    new = NewReferent("عبارة", (), {mention: words})
    for proposal in (replace(common, mention=mention, referent=known.id), replace(common, new_referent=new)):
        workspace.reviewing.reject(article, [Offered(proposal, "proposal:x")])
    dialog = EnginesDialog(theme, said, workspace, Suggesting(workspace).engines(), lambda *_: None)
    opened(qtbot, dialog)
    law = workspace.scheme.label(Layer.ENTITIES, "LAW")
    assert law is not None
    lines = {label.text() for label in dialog.findChildren(TextLabel)}
    law_name = law.name.in_language(said().language)
    for name in (known.name, said().text("review.engines.new_referents", label=law_name)):
        assert _line(said, name, 0, 0, 1) in lines
    assert not [line for line in lines if "referent:" in line]


def test_accepted_referents_are_told_by_name_and_all_together(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    workspace = filled_workspace(tmp_path / "x.hashiya")
    article, referents = workspace.articles.all()[0].key, workspace.referents.all()[:2]
    mentions = [one for one in workspace.project.annotations(article) if isinstance(one, EntityMention)][:2]
    for mention, referent in zip(mentions, referents, strict=True):
        if mention.referent is not None:
            workspace.referents.assign(mention.id, None)
        proposal = Proposal(
            layer=Layer.ENTITIES,
            label=mention.label,
            fragments=mention.fragments,
            engine="referents",
            score=1,
            mention=mention.id,
            referent=referent.id,
        )
        assert isinstance(workspace.reviewing.accept(article, Offered(proposal, "proposal:x")), Step)
    workspace.referents.assign(mentions[0].id, referents[1].id)
    dialog = EnginesDialog(theme, said, workspace, Suggesting(workspace).engines(), lambda *_: None)
    opened(qtbot, dialog)
    lines = {label.text() for label in dialog.findChildren(TextLabel)}
    assert _line(said, referents[0].name, 0, 1, 0) in lines
    assert _line(said, referents[1].name, 1, 0, 0) in lines
    assert _line(said, said().text("review.engines.known_referents"), 1, 1, 0) in lines


def test_the_engines_of_a_project_that_is_only_read_cannot_be_switched(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / "x.hashiya"
    filled_workspace(path).close()
    workspace = Workspace.open(path, annotator=SARA, device=DEVICE, read_only=True)
    suggesting = Suggesting(workspace)
    dialog = EnginesDialog(theme, said, workspace, suggesting.engines(), suggesting.switch)
    opened(qtbot, dialog)
    assert not any(choice.isEnabled() for choice in dialog.choices.values())
    workspace.close()
