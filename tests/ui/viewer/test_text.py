"""The display copy: as long as the text, and copying takes the text itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.span import Span
from hashiya.ui.viewer import ViewContent, Viewer
from hashiya.ui.viewer.display import Display, shown_copy
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.viewer.sample import seed

Show = Callable[..., Viewer]
STRANGE = [
    "\ufeffنص",
    "\ufffeنص",
    "نص\ufdd0آخر\ufdd1هنا",
    "سطر\u2028سطر\u2029فقرة",
    "سطر\r\nسطر\rسطر\n\r",
    "رمز \ufffc هنا\x00وهناك",
    "😀 نص 👨‍👩‍👧 وآخر 🇪🇬.",
    "\u202bمضمن\u202c \u2067معزول\u2069",
    "",
    "\n",
    "\n\n\n",
    "\ufeff",
]


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("text", STRANGE + [seed(n) for n in range(5)])
def test_qt_holds_as_many_units_as_the_text(show: Show, text: str) -> None:
    viewer = show(ViewContent(text))
    assert viewer.document().characterCount() - 1 == units(text)
    viewer.grab()


@given(st.text(max_size=60))
@example("\ufeff")
@example("\r\n\r")
@example("\u2029\u2029")
def test_the_copy_is_as_long_as_the_text(text: str) -> None:
    copy = shown_copy(text)
    assert len(copy) == len(text)
    assert units(copy) == units(text)
    assert not set(copy) & set("\r\x00\u2028\u2029\ufdd0\ufdd1\ufffc")
    assert not copy.startswith(("\ufeff", "\ufffe"))


@given(st.text(alphabet="اب😀\n 1a\u064b\u2028", max_size=30), st.data())
def test_positions_go_to_qt_and_back(text: str, data: st.DataObject) -> None:
    display = Display(text)
    position = data.draw(st.integers(0, len(text)))
    assert display.units.to_points(display.units.to_units(position)) == position
    assert display.units.to_units(position) == units(text[:position])


@pytest.mark.parametrize("text", [text for text in STRANGE if len(text) > 2])
def test_copying_takes_the_raw_slice(show: Show, text: str) -> None:
    viewer = show(ViewContent(text))
    viewer.set_selection(Span(0, len(text)))
    assert viewer.selection() == Span(0, len(text))
    assert viewer.createMimeDataFromSelection().text() == _through_qt(text)
    assert viewer.scenes.display.raw(0, units(text)) == text


def test_control_c_copies_nbsp_and_zwnj(show: Show) -> None:
    text = "می\u200cخواهم ١٢\u00a0كم"
    viewer = show(ViewContent(text))
    viewer.setFocus()
    viewer.set_selection(Span(0, len(text)))
    QTest.keyClick(viewer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text
    QTest.keyClick(viewer, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert viewer.selection() == Span(0, len(text))


def _through_qt(text: str) -> str:
    """What any text becomes on the way into Qt: it takes a leading byte-order mark as one."""
    if text.startswith("\ufffe"):
        return text.encode("utf-16-be", "surrogatepass").decode("utf-16", "surrogatepass")
    return text.removeprefix("\ufeff")


def test_places_after_an_astral_character_are_code_points(show: Show) -> None:
    text = "😀 نص 👍 هنا"
    viewer = show(ViewContent(text))
    here = text.index("هنا")
    viewer.set_selection(Span(here, here + 3))
    assert viewer.textCursor().selectedText() == "هنا"
    assert viewer.selection() == Span(here, here + 3)
    viewer.set_caret(here)
    assert viewer.caret() == here
