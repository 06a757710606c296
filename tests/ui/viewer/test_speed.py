"""Speed beside a plain text widget with the same text, in the same run: CPU time, the best of several rounds."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hashiya.arabic.words import words
from hashiya.ui.theme import Face, Preference, ThemeSource, face_font
from hashiya.ui.viewer import ClaimGloss, Mark, ViewContent, Viewer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from tests.ui.viewer.sample import NAMES, seed, styles

ROUNDS = 5
SLACK = 1.5
"""Machines that run tests are busy; what is measured quietly is well under the bars themselves."""


def content(length: int, count: int) -> ViewContent:
    """Paragraphs of the seeds at random, with marks of one to twenty words."""
    rng = random.Random(1)
    source = [line for number in range(5) for line in seed(number).split("\n") if line.strip()]
    text = ""
    lines: list[str] = []
    while sum(map(len, lines)) < length:
        lines += [rng.choice(source), ""]
    text = "\n".join(lines)[:length]
    found, labels = words(text), sorted(NAMES)
    marks, glosses = [], []
    for number in range(count):
        first = rng.randrange(len(found))
        last = min(first + rng.choice((0, 0, 0, 1, 2, 12)), len(found) - 1)
        start, end = found[first].start, found[last].end
        if last - first > 8:
            marks.append(Mark(f"m{number}", "claims", "claim", start, end))
            glosses.append(ClaimGloss(f"m{number}", number, "ظريف", cue="قال", form="مباشر"))
        else:
            marks.append(Mark(f"m{number}", "entities", rng.choice(labels), start, end))
    return ViewContent(text, marks=marks, styles=styles(), glosses=glosses)


@contextmanager
def quiet() -> Iterator[None]:
    """Without the collector's pauses."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cost(act: Callable[[], object]) -> float:
    """CPU milliseconds of the act, its painting included."""
    begun = time.process_time()
    act()
    QApplication.processEvents()
    return (time.process_time() - begun) * 1000


@pytest.fixture
def source(qapp: QApplication) -> Iterator[ThemeSource]:
    """The light theme, with its fonts loaded."""
    qapp.setStyle("Fusion")
    made = ThemeSource(Preference.LIGHT, reduce_motion=True)
    face_font(Face.NASKH, 21)
    yield made
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()


def plain(text: str) -> QTextEdit:
    """The widget to be measured against."""
    widget = QTextEdit()
    widget.setReadOnly(True)
    widget.setFont(face_font(Face.NASKH, 21))
    widget.resize(842, 820)
    widget.setPlainText(text)
    widget.show()
    widget.viewport().repaint()
    return widget


def marked(source: ThemeSource, shown: ViewContent) -> Viewer:
    """Ours."""
    viewer = Viewer(source)
    viewer.resize(842, 820)
    viewer.show_content(shown)
    viewer.show()
    viewer.viewport().repaint()
    return viewer


@pytest.mark.slow
@pytest.mark.parametrize(("length", "count", "bar"), [(3_000, 50, 1.5), (30_000, 1_000, 1.5), (300_000, 10_000, 2.0)])
def test_opening(source: ThemeSource, length: int, count: int, bar: float) -> None:
    shown = content(length, count)
    marked(source, shown), plain(shown.text)  # fonts and caches
    with quiet():
        kept: list[QTextEdit] = []  # one that is gone before its events come would cost nothing
        ours = min(cost(lambda: kept.append(marked(source, shown))) for _ in range(ROUNDS))
        theirs = min(cost(lambda: kept.append(plain(shown.text))) for _ in range(ROUNDS))
    assert ours <= theirs * bar * SLACK, f"{ours:.1f} ms against {theirs:.1f} ms"


@pytest.mark.slow
def test_scrolling_by_a_line_and_adding_a_mark(source: ThemeSource) -> None:
    shown = content(30_000, 1_000)
    ours, theirs = marked(source, shown), plain(shown.text)
    for _ in range(20):
        QApplication.processEvents()

    def scrolled(widget: QTextEdit) -> float:
        bar = widget.verticalScrollBar()
        costs = sorted(cost(lambda: bar.setValue(bar.value() + 56)) for _ in range(60))
        return costs[56]

    with quiet():
        mine = min(scrolled(ours) for _ in range(3))
        other = min(scrolled(theirs) for _ in range(3))
    assert mine <= other * 2 * SLACK + 0.5, f"{mine:.2f} ms against {other:.2f} ms"
    for widget in (ours, theirs):
        widget.verticalScrollBar().setValue(0)
    theirs.setReadOnly(False)
    theirs.activateWindow()
    theirs.setFocus()
    assert QTest.qWaitForWindowActive(theirs)
    assert theirs.hasFocus(), "a caret that is not painted costs nothing"
    mark = Mark("new", "entities", "PERS", 10, 18)
    with quiet():
        key = sorted(cost(lambda: QTest.keyClick(theirs, Qt.Key.Key_Left)) for _ in range(21))[10]
        added = []
        for _ in range(15):
            added.append(cost(lambda: ours.update_marks([mark], [])))
            cost(lambda: ours.update_marks([], ["new"]))
    assert sorted(added)[7] <= key * 6 * SLACK, f"{sorted(added)[7]:.2f} ms against {key:.2f} ms"
