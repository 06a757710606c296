"""Texts are cut only where they must be, stand at the edge of their direction, and caps are never mirrored."""

from __future__ import annotations

import pytest
from hashiya.ui.kit import LTR, RTL, CorpusLabel, KeyCap, LaidText, TextLabel, Title
from hashiya.ui.theme import ThemeSource, Type
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

LONG = "في لقاءه مع لافروف.. روحاني يؤكد على التعاون الاقليمي في التصدي للتدخلات الأميركية في المنطقة كلها"


def inked(image: QImage, ground: QColor) -> QRect:
    """The smallest rectangle that holds all that is not the ground."""
    found = QRect()
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if abs(pixel.lightness() - ground.lightness()) > 24:
                found = found.united(QRect(QPoint(x, y), QPoint(x, y)))
    return found


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_text_that_fits_is_whole_and_one_that_does_not_ends_in_an_ellipsis(source: ThemeSource) -> None:
    font = source.theme.font(Type.ROW_TITLE)
    fits = LaidText("روسيا", font, 200, RTL, pitch=24, max_lines=1)
    cut = LaidText(LONG, font, 200, RTL, pitch=24, max_lines=2)
    assert not fits.cut
    assert cut.cut
    assert cut.lines == 2
    assert cut.natural_width <= 200
    assert cut.height == 48


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("text", [LONG, "a long English line " * 12, "😀 روسيا " * 30, "سطر\n" * 9])
def test_never_more_lines_or_width_than_allowed(source: ThemeSource, text: str, lines: int) -> None:
    laid = LaidText(text, source.theme.font(Type.ROW), 180, RTL, pitch=26, max_lines=lines)
    assert laid.cut
    assert laid.lines == lines
    assert laid.natural_width <= 180


def test_all_lines_are_there_when_none_is_forbidden(source: ThemeSource) -> None:
    laid = LaidText("سطر\n" * 4 + "سطر", source.theme.font(Type.ROW), 180, RTL, pitch=26)
    assert laid.lines == 5
    assert not laid.cut


def test_corpus_text_takes_its_own_direction_in_either_interface(source: ThemeSource, qtbot: QtBot) -> None:
    for interface in (LTR, RTL):
        for text, at_right in (("روسيا", True), ("telegram", False)):
            label = CorpusLabel(source, text)
            qtbot.addWidget(label)
            label.setLayoutDirection(interface)
            label.resize(300, 30)
            ink = inked(painted(label), source.theme.panel)
            assert (ink.center().x() > 150) is at_right


def test_interface_text_takes_the_direction_of_the_interface(source: ThemeSource, qtbot: QtBot) -> None:
    label = TextLabel(source, "windows-1256، عُرف من محتواه")
    qtbot.addWidget(label)
    label.resize(400, 30)
    label.setLayoutDirection(RTL)
    right = inked(painted(label), source.theme.panel)
    label.setLayoutDirection(LTR)
    left = inked(painted(label), source.theme.panel)
    assert right.right() >= 396
    assert left.left() <= 4


def test_wrapped_right_to_left_lines_all_begin_at_the_edge(source: ThemeSource, qtbot: QtBot) -> None:
    """QLabel indents such lines by the space at which they broke."""
    label = TextLabel(source, LONG, Type.BODY)
    label.setLayoutDirection(RTL)
    qtbot.addWidget(label)
    label.resize(140, label.heightForWidth(140))
    pitch = source.theme.line_height(Type.BODY)
    image = painted(label)
    assert image.height() >= 4 * pitch
    starts = []
    for line in range(round(image.height() / pitch)):
        strip = image.copy(0, round(line * pitch), image.width(), round(pitch))
        starts.append(inked(strip, source.theme.panel).right())
    assert max(starts) - min(starts) <= 3


def test_a_layout_gives_wrapped_text_the_height_that_it_needs(source: ThemeSource, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    label = TextLabel(source, LONG)
    column.addWidget(label)
    column.addStretch(1)
    host.resize(200, 400)
    host.show()
    qtbot.waitExposed(host)
    assert label.height() == label.heightForWidth(label.width()) > 2 * source.theme.line_height(Type.BODY)


def test_the_tip_says_what_was_cut_only_when_it_was(source: ThemeSource, qtbot: QtBot) -> None:
    label = CorpusLabel(source, LONG, lines=1)
    qtbot.addWidget(label)
    label.resize(120, 26)
    assert label.is_cut()
    label.resize(4000, 26)
    assert not label.is_cut()


def test_a_reader_hears_the_whole_text(source: ThemeSource, qtbot: QtBot) -> None:
    label = CorpusLabel(source, LONG, lines=1)
    qtbot.addWidget(label)
    label.resize(80, 26)
    heard = QAccessible.queryAccessibleInterface(label)
    assert heard.text(QAccessible.Text.Name) == LONG
    assert heard.role() == QAccessible.Role.StaticText


@pytest.mark.parametrize("text", ["[", "[ ]", "Ctrl+[", "Ctrl+Shift+F", "(", "1–0", "Ctrl+←"])
def test_a_cap_is_painted_the_same_in_both_interfaces(source: ThemeSource, qtbot: QtBot, text: str) -> None:
    cap = KeyCap(source, text)
    qtbot.addWidget(cap)
    cap.resize(cap.sizeHint())
    cap.setLayoutDirection(LTR)
    left_to_right = painted(cap)
    cap.setLayoutDirection(RTL)
    assert painted(cap) == left_to_right


def test_a_cap_is_as_wide_as_its_chord(source: ThemeSource, qtbot: QtBot) -> None:
    short, long = KeyCap(source, "K"), KeyCap(source, "Ctrl+Shift+F")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert short.sizeHint().width() == 20
    assert long.sizeHint().width() > 60


def test_all_text_grows_with_the_scale(source: ThemeSource, qtbot: QtBot) -> None:
    title = Title(source, "التصنيفات")
    qtbot.addWidget(title)
    before = title.sizeHint()
    source.set_scale(2.0)
    assert title.sizeHint().width() == pytest.approx(2 * before.width(), rel=0.08)
    assert title.sizeHint().height() == 2 * before.height()


def test_a_new_theme_is_painted_at_once(source: ThemeSource, qtbot: QtBot) -> None:
    label = TextLabel(source, "روسيا")
    qtbot.addWidget(label)
    light = label.colour()
    source.set_preference(type(source.preference)("dark"))
    assert label.colour() == source.theme.ink != light
    label.set_tone("danger")
    assert label.colour() == source.theme.danger
    label.set_tone(QColor("#123456"))
    assert label.colour() == QColor("#123456")


def test_names_of_labels_are_plain_text(source: ThemeSource, qtbot: QtBot) -> None:
    label = TextLabel(source, "<b>x</b> & y")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>x</b> & y"
