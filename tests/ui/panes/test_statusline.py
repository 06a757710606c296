"""The status line: what it says, for how long, and to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import TextLabel
from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.panes.statusline import StatusLine
from hashiya.ui.panes.values import KeyWords, Marked, Tone
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

KEYS = [KeyWords(("Tab",), "الوسم التالي"), KeyWords(("[", "]"), "تحريك الحدّ"), KeyWords(("Del",), "حذف")]


@pytest.fixture
def line(qtbot: QtBot, source: ThemeSource, arabic: Callable[[], Messages]) -> StatusLine:
    made = StatusLine(source, arabic)
    qtbot.addWidget(made)
    made.resize(1440, 32)
    made.show()
    qtbot.waitExposed(made)
    return made


def said(line: StatusLine) -> str:
    shown = [label.text() for label in line.findChildren(TextLabel) if label.isVisible()]
    return " ".join(shown).replace("\u2068", "").replace("\u2069", "")


def strip(line: StatusLine) -> KeyStrip:
    found = line.findChild(KeyStrip)
    assert isinstance(found, KeyStrip)
    return found


def test_it_shows_what_is_selected_and_the_keys_that_matter(line: StatusLine, scheme: Scheme) -> None:
    label = scheme.label(Layer.ENTITIES, "OCC")
    line.show_selection(Marked(Layer.ENTITIES, label, "منصب", "وزير الخارجية الإيراني"))
    line.show_keys(KEYS)
    line.show_place("الفقرة ٣ · الكلمة ٦")
    assert "منصب" in said(line)
    assert "«وزير الخارجية الإيراني»" in said(line)
    assert "الفقرة ٣" in said(line)
    assert list(strip(line).shown()) == KEYS
    line.show_selection(None)
    assert "لا تحديد" in said(line)


def test_a_refusal_is_said_for_a_while_and_announced(qtbot: QtBot, line: StatusLine) -> None:
    told = QSignalSpy(line.announced)
    line.say(Tone.REFUSED, "وسم «شخص» نفسه على هذا المقطع موجود.", seconds=0.05)
    assert "موجود" in said(line)
    assert told.at(0) == ["وسم «شخص» نفسه على هذا المقطع موجود."]
    qtbot.waitUntil(lambda: line.said() is None)
    assert "لا تحديد" in said(line)


def test_what_is_under_way_stands_until_it_ends_and_comes_back_after_a_refusal(line: StatusLine) -> None:
    line.stand(Tone.RELATION, "علاقة من «ادعاء ٣» إلى …", keys=[KeyWords(("١",), "يؤيّد")])
    line.say(Tone.REFUSED, "لا علاقة تربط هذين.")
    assert "لا علاقة" in said(line)
    line.be_quiet()
    assert "علاقة من" in said(line)
    assert strip(line).shown()[0].words == "يؤيّد"
    line.end_standing()
    assert line.said() is None


def test_a_job_can_be_stopped(line: StatusLine) -> None:
    asked = QSignalSpy(line.stop_requested)
    line.stand(Tone.RUNNING, "٣١ من ٤٨ ملفًا")
    button = next(b for b in line.findChildren(QPushButton) if b.accessibleName() == "أوقف")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
    line.end_standing()
    assert not button.isVisible()


def test_at_most_six_keys_are_told_and_those_without_room_are_left_out_whole(line: StatusLine) -> None:
    line.show_keys([KeyWords((str(number),), "كلمات طويلة جدًا") for number in range(9)])
    assert len(strip(line).keys) == 6
    line.resize(420, 32)
    QTest.qWait(0)
    assert 0 < len(strip(line).shown()) < 6


def test_long_words_leave_room_for_the_keys(line: StatusLine, scheme: Scheme) -> None:
    line.show_keys(KEYS)
    line.show_selection(Marked(Layer.CLAIMS, scheme.claims.labels[0], "ادعاء ٢", "كلمة " * 200))
    QTest.qWait(0)
    assert list(strip(line).shown()) == KEYS


def test_the_annotator_is_named_and_can_be_changed(line: StatusLine) -> None:
    asked = QSignalSpy(line.annotator_requested)
    line.show_annotator("سلمى")
    button = next(b for b in line.findChildren(QPushButton) if "سلمى" in b.accessibleName())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
    line.show_annotator(None)
    assert button.accessibleName() == "بلا موسّم"
