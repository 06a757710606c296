"""Ten thousand operations in a random order: no crash, nothing in the log, text and marks as they should be."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hashiya.domain.span import Span
from hashiya.ui.viewer import CONTENT, Arc, ClaimGloss, Link, Mark, Move, Reach, RoleMark, ViewContent, Viewer
from hashiya.ui.viewer.content import LayerName
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.viewer.sample import NAMES, everything, first_seed, seed, styles

OPERATIONS = 10_000
SECONDS = 10
LAYERS: list[LayerName] = ["entities", "entities", "entities", "claims", "regions"]
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in ("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown")]


class Fuzz:
    """Random operations on one viewer."""

    def __init__(self, viewer: Viewer, rng: random.Random) -> None:
        self.viewer, self.rng, self.number = viewer, rng, 0
        viewer.mark_clicked.connect(viewer.select_mark)
        viewer.set_grower(lambda reach, place: self.near(place) if reach is not Reach.LETTER else None)

    @property
    def length(self) -> int:
        """Length of the text shown."""
        return self.viewer.length()

    def span(self) -> Span | None:
        """Some words."""
        if self.length < 2:
            return None
        start = self.rng.randrange(self.length - 1)
        return Span(start, min(self.length, start + 1 + int(self.rng.expovariate(1 / 12))))

    def near(self, place: int) -> Span | None:
        """Some words at a place."""
        return Span(max(0, place - 3), max(1, min(self.length, place + 4))) if self.length else None

    def point(self) -> QPoint:
        """Some point of the window, or a little outside."""
        return QPoint(self.rng.randint(-20, self.viewer.width() + 20), self.rng.randint(-20, self.viewer.height() + 20))

    def some_mark(self) -> str | None:
        """One of the marks."""
        names = list(self.viewer.scenes.marks)
        return self.rng.choice(names) if names else None

    def add(self) -> None:
        span = self.span()
        if span is None:
            return
        self.number += 1
        layer: LayerName = self.rng.choice(LAYERS)
        label = {"claims": "claim", "regions": "BOILERPLATE"}.get(layer) or self.rng.choice([*NAMES, "UNKNOWN"])
        pieces = None
        if len(span) > 8 and self.rng.random() < 0.4:
            pieces = (Span(span.start, span.start + 3), Span(span.start + 5, span.end))
        mark = Mark(
            f"x{self.number}",
            layer,
            label,
            span.start,
            span.end,
            pieces,
            self.rng.random() < 0.1,
        )
        glosses = None
        if layer == "claims":
            glosses = [*self.viewer.stage.glosses.values(), ClaimGloss(mark.id, self.number, "ظريف", False, "قال", "")]
        self.viewer.update_marks([mark], [], glosses)

    def remove(self) -> None:
        name = self.some_mark()
        self.viewer.update_marks([], [name] if name else ["nothing"])

    def select(self) -> None:
        self.viewer.select_mark(self.rng.choice([self.some_mark(), None, "nothing"]))

    def words(self) -> None:
        self.viewer.set_selection(self.span(), backward=self.rng.random() < 0.3)

    def key(self) -> None:
        modifiers = self.rng.choice(
            [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]
        )
        QTest.keyClick(self.viewer, self.rng.choice(KEYS), modifiers)

    def walk(self) -> None:
        self.viewer.move_caret(
            self.rng.choice(list(Move)), forward=self.rng.random() < 0.5, extend=self.rng.random() < 0.5
        )

    def click(self) -> None:
        button = Qt.MouseButton.LeftButton
        act = self.rng.choice([QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick])
        act(self.viewer.viewport(), button, Qt.KeyboardModifier.NoModifier, self.point())

    def drag(self) -> None:
        port, button, start = self.viewer.viewport(), Qt.MouseButton.LeftButton, self.point()
        modifier = self.rng.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
        QTest.mousePress(port, button, modifier, start)
        for _ in range(self.rng.randint(0, 3)):
            QTest.mouseMove(port, self.point())
        if self.rng.random() < 0.1:
            QTest.keyClick(self.viewer, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, button, modifier, self.point())

    def hover(self) -> None:
        QTest.mouseMove(self.viewer.viewport(), self.point())

    def reveal(self) -> None:
        span = self.span()
        if span:
            self.viewer.reveal(span, frame=self.rng.random() < 0.5)

    def scroll(self) -> None:
        bar = self.viewer.verticalScrollBar()
        bar.setValue(self.rng.randint(0, max(bar.maximum(), 1)))

    def open(self) -> None:
        spans = [span for span in (self.span(), self.span(), self.span()) if span]
        roles = [RoleMark(r, r, "#2B6CB0", (s,)) for r, s in zip(("cue", "source", "target"), spans, strict=False)]
        arcs = self.rng.choice([None, [Arc(0, CONTENT), Arc(0, 1), Arc(7, 9)]])
        self.viewer.open_claim(self.rng.choice([self.some_mark(), None]), roles, arcs)

    def link(self) -> None:
        self.viewer.set_links(
            [Link("l", "يناقض", self.some_mark(), self.some_mark()), Link("m", "", self.some_mark(), None, "مقال ٤")]
            if self.rng.random() < 0.6
            else []
        )

    def find(self) -> None:
        span = self.span()
        self.viewer.set_hits([span] if span else [])

    def look(self) -> None:
        chosen = self.rng.randrange(5)
        if chosen == 0:
            self.viewer.set_text_size(self.rng.randint(10, 40))
        elif chosen == 1:
            self.viewer.set_line_gap(self.rng.randint(0, 40))
        elif chosen == 2:
            self.viewer.set_show_invisible(self.rng.random() < 0.5)
        elif chosen == 3:
            self.viewer.set_sticky(self.rng.choice([None, "#123456"]))
        else:
            self.viewer.resize(self.rng.randint(200, 1100), self.rng.randint(80, 900))

    def show(self) -> None:
        texts = [seed(self.rng.randrange(5)), "", "\n", "telegram 2231 😀", "\ufeff\u2028نص\r\n", "كلمة " * 2000]
        content = self.rng.choice(
            [first_seed(), everything(), *(ViewContent(text, styles=styles(), direction="ltr") for text in texts)]
        )
        self.viewer.show_content(content)

    def paint(self) -> None:
        QApplication.processEvents()


@pytest.mark.slow
def test_nothing_breaks_in_ten_thousand_operations(show: Callable[..., Viewer]) -> None:
    rng = random.Random(20261121)
    viewer = show(first_seed(), width=700, height=500)
    fuzz = Fuzz(viewer, rng)
    weights = {
        fuzz.add: 12, fuzz.remove: 10, fuzz.select: 8, fuzz.words: 8, fuzz.key: 14, fuzz.walk: 10, fuzz.click: 8,
        fuzz.drag: 6, fuzz.hover: 8, fuzz.reveal: 4, fuzz.scroll: 4, fuzz.open: 1, fuzz.link: 1, fuzz.find: 2,
        fuzz.look: 0.4, fuzz.show: 0.3, fuzz.paint: 6,
    }  # fmt: skip
    operations, begun = list(weights), time.monotonic()
    done = 0
    while done < OPERATIONS and time.monotonic() - begun < SECONDS:
        done += 1
        rng.choices(operations, list(weights.values()))[0]()
        text = viewer.scenes.display.text
        assert viewer.document().characterCount() - 1 == len(text.encode("utf-16-le")) // 2
        selection = viewer.selection()
        assert selection is None or selection.end <= len(text)
        indexes = (*viewer.scenes.layers.values(), *viewer.scenes.proposed.values())
        assert sum(len(index) for index in indexes) == len(viewer.scenes.marks)
        assert len(viewer.scenes.glossed) == sum(mark.layer == "claims" for mark in viewer.scenes.marks.values())
    assert done > 1000
