"""The keyboard of the window: what typing is, single keys switched off, keys changed, panes walked through."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.workspace.workspace import Workspace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.builders import DEVICE, OMAR, SARA
from tests.e2e.driver import Arabic, Hands, Latin


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("keyboard", [Latin, Arabic])
def test_in_a_field_keys_are_typing(hands: Hands, keyboard: type[Latin | Arabic]) -> None:
    hands.keys = keyboard()
    hands.caret_in("موسكو")
    hands.press("4", "M")
    hands.settle()
    assert isinstance(focus(), QLineEdit | QTextEdit | QPlainTextEdit)
    hands.press("4", "C", "Space", "1")
    hands.press("Esc")
    assert hands.viewer.hasFocus()
    assert len(hands.annotations()) == 1
    hands.press("Ctrl+Home")
    (mention,) = hands.annotations()
    assert mention.note is not None
    assert mention.note.endswith(" 1")


def test_new_letters_on_the_caps_wait_until_nobody_types(hands: Hands) -> None:
    hands.keys = Arabic()
    hands.caret_in("موسكو")
    hands.press("4", "M")
    hands.settle()
    hands.press(*"QWERTYUIOP")
    QTest.qWait(700)
    assert not hands.viewer.hasFocus()
    hands.press("A", "Esc")
    assert hands.annotations()[0].note == "ضصثقفغعهخحش"
    QTest.qWait(700)
    assert hands.window.keyboard.key_of("claim") == "ؤ"


def test_a_step_of_another_window_leaves_typing_alone(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4", "M")
    hands.settle()
    hands.type("هل هي")
    other = Workspace.open(hands.path, annotator=SARA, device=DEVICE)
    assert hands.desk.article is not None
    assert isinstance(other.entities.annotate(hands.desk.article, [Span(0, 4)], "GPE"), Step)
    mine = hands.desk.selected or ""
    assert isinstance(other.set_attribute(mine, "certainty", "unsure"), Step)
    other.close()
    QTest.qWait(1500)
    hands.type(" الدولة؟")
    hands.press("Esc")
    noted = next(one for one in hands.annotations() if one.id == mine)
    assert noted.note == "هل هي الدولة؟"
    assert noted.attributes["certainty"] == "unsure"


def test_a_step_of_another_window_leaves_the_search_for_a_referent_alone(hands: Hands) -> None:
    hands.room.workspace.referents.make("محمد جواد ظريف", "PERS")
    hands.caret_in("ظريف مباحثات")
    hands.press("1", "H")
    hands.settle()
    hands.type("جواد")
    other = Workspace.open(hands.path, annotator=SARA, device=DEVICE)
    assert hands.desk.article is not None
    assert isinstance(other.entities.annotate(hands.desk.article, [Span(0, 4)], "GPE"), Step)
    mine = hands.desk.selected
    other.close()
    QTest.qWait(1500)
    hands.type(" ظر")
    hands.press("Enter", "Esc")
    named = next(one for one in hands.annotations() if one.id == mine)
    assert isinstance(named, EntityMention)
    referent = hands.room.workspace.referents.resolve(named.referent)
    assert referent is not None
    assert referent.name == "محمد جواد ظريف"


def test_single_keys_can_be_switched_off(hands: Hands) -> None:
    hands.program.change(single_keys=False)
    hands.caret_in("موسكو")
    hands.press("4", "C", "G", "[")
    assert hands.annotations() == []
    hands.press("Space", "Ctrl+Shift+Left")
    assert hands.selected_words().startswith("موسكو")
    hands.program.change(single_keys=True)
    hands.press("4")
    assert len(hands.annotations()) == 1


def test_a_changed_key_works_and_the_old_one_does_not(hands: Hands) -> None:
    hands.program.change(bindings={"label:GPE": ["Ctrl+Shift+G"]})
    hands.caret_in("موسكو")
    hands.press("4")
    assert hands.mentions() == []
    hands.press("Ctrl+Shift+G")
    assert [m[:2] for m in hands.mentions()] == [("GPE", "موسكو")]


def test_f6_leaves_the_text_and_comes_back(hands: Hands) -> None:
    seen = []
    for _ in range(8):
        hands.press("F6")
        seen.append(focus())
        if hands.viewer.hasFocus():
            break
    assert hands.viewer.hasFocus()
    assert len(seen) >= 4
    hands.press("Shift+F6")
    assert focus() is seen[-2]


def test_numbers_with_control_go_to_panes_and_hide_them(hands: Hands) -> None:
    panes = hands.window.panes
    hands.press("Ctrl+1")
    assert panes.articles.isAncestorOf(focus())
    hands.press("Ctrl+1")
    assert not panes.articles.isVisible()
    assert hands.viewer.hasFocus()
    hands.press("Ctrl+1", "Ctrl+3")
    assert panes.articles.isVisible()
    assert panes.labels.isAncestorOf(focus())
    hands.press("Ctrl+2")
    assert hands.viewer.hasFocus()


def test_tab_is_ordinary_in_other_panes(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4")
    selected = hands.desk.selected
    hands.press("Esc", "Ctrl+3")
    first = focus()
    hands.press("Tab")
    assert focus() is not first
    assert not hands.viewer.hasFocus()
    hands.press("Esc")
    assert hands.viewer.hasFocus()
    assert hands.desk.selected in (None, selected)


def test_control_k_reaches_an_article_and_a_command(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("بزشكيان")
    hands.press("Enter")
    hands.settle()
    assert hands.text.startswith("بزشكيان")
    assert hands.viewer.hasFocus()
    hands.caret_in("طهران")
    hands.press("Ctrl+K")
    hands.type("كيان سياسي")
    hands.press("Enter")
    hands.settle()
    assert [m[:2] for m in hands.mentions()] == [("GPE", "طهران")]


def test_digits_choose_only_while_something_is_under_way(hands: Hands) -> None:
    hands.caret_in("محمد جواد ظريف")
    hands.press("1", "R", "9")
    assert hands.desk.under_way is not None
    assert hands.said()
    assert len(hands.mentions()) == 1
    hands.press("Esc", "9")
    assert [m[0] for m in hands.mentions()] == ["LAW"]


@pytest.mark.parametrize("way", ["close", "welcome", "another", "article", "annotator"])
def test_a_note_is_kept_however_one_leaves_it(hands: Hands, way: str) -> None:
    hands.caret_in("موسكو")
    hands.press("4", "M")
    hands.settle()
    mine = hands.desk.selected
    hands.type("عاصمة")
    if way == "close":
        hands.window.close()
    elif way == "welcome":
        hands.window.show_welcome()
    elif way == "another":
        assert hands.window.open(hands.path)
    elif way == "article":
        hands.press("Ctrl+PgDown")
        hands.settle()
        hands.press("Ctrl+PgUp")
    else:
        hands.program.change(annotator={"id": OMAR.id, "handle": OMAR.handle, "name": OMAR.name})
    QApplication.processEvents()
    (mention,) = [one for one in hands.annotations(0) if one.id == mine]
    assert mention.note == "عاصمة"
