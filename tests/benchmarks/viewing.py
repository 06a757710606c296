"""The text in the real window: opening an article, a key press, a scrolled line; each beside a plain QTextEdit."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from functools import partial
from pathlib import Path

from hashiya.app import make_application
from hashiya.domain.article import Article
from hashiya.domain.span import Span
from hashiya.ui.garbage import Garbage
from hashiya.ui.program import Program
from hashiya.ui.theme import Face, corpus_font
from hashiya.ui.window.window import Window
from hashiya.workspace.places import Places
from hashiya.workspace.settings import SettingsStore
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from tests import builders as b
from tests.benchmarks.articles import EXTENTS, Extent, content_of, free_words, nearest, new_project, words_of
from tests.benchmarks.painted import Painted, Took, settle
from tests.benchmarks.rows import Row, median, p95

LOOKED_THROUGH = 2000
"""Milliseconds after which a project that was opened has begun to be looked through, once, for how words are taken."""
OPENINGS = 15
PRESSES = 60
LINES = 60
CARET = "QTextEdit, caret key to painted"
BARS = {"open": (1.5, 1.5, 2.0), "key": (4.0, 4.0, 6.0), "scroll": (2.0, 2.0, 2.0)}
KEY_GOALS = (16.0, 16.0, 33.0)
SCROLL_GOAL = 8.0
FREE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def make_window(home: Path, project: Path) -> Window:
    """The program's own window, open on a project."""
    places = Places.below(home).make()
    store = SettingsStore(places.settings)
    # Whoever is asked who they are has a band above the text, which goes with the first article that is opened.
    store.save(replace(store.load().with_person(b.SARA), asked_who=True))
    window = Window(Program(make_application(), places, store))
    window.show()
    if not window.open(project):
        raise RuntimeError("the project was not opened")
    settle(300)
    return window


def keep_what_is_there() -> None:
    """Spare the collector what the measuring itself has made, as the program does with what its start has made."""
    gc.collect()
    Garbage(make_application()).spare_what_is_there()


class Plain:
    """A plain QTextEdit of the same size and face, in a window of its own."""

    def __init__(self, like: QWidget, size: float) -> None:
        self.edit = QTextEdit()
        self.edit.setFont(corpus_font(Face.NASKH, size))
        self.edit.resize(like.size())
        self.edit.show()
        settle()
        self.painted = Painted(self.edit.viewport())

    def open(self, text: str) -> Took:
        """Show a text after an empty page."""
        self.edit.setPlainText("")
        settle()
        return self.painted.after(lambda: self.edit.setPlainText(text))

    def go(self, position: int) -> None:
        """Put the caret there, and let layout and scrolling end."""
        self.edit.document().size()
        cursor = self.edit.textCursor()
        cursor.setPosition(position, QTextCursor.MoveMode.MoveAnchor)
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()


def press(widget: QWidget, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = FREE) -> None:
    """Press and release a key where the keys go, through every filter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


class Bench:
    """One article in our window and in the plain one."""

    def __init__(self, window: Window, plain: Plain, article: Article, extent: Extent, number: int) -> None:
        if window.room is None:
            raise RuntimeError("no project is open")
        self.window, self.plain, self.extent, self.number = window, plain, extent, number
        self.room, self.viewer = window.room, window.panes.viewer
        self.key, self.text = article.key, window.room.workspace.text(article.key)
        self.painted, self.panes_painted = Painted(self.viewer.viewport()), Painted(window.panes.status)
        self.chance = random.Random(7)

    def _row(self, what: str, kind: str, ours: list[Took], other: list[Took], goal: float | None = None) -> Row:
        figure = median if kind == "open" else p95
        return Row(
            what=what,
            size=self.extent.name,
            value=figure([one.wall for one in ours]),
            baseline=figure([one.wall for one in other]),
            cpu=figure([one.cpu for one in ours]),
            baseline_cpu=figure([one.cpu for one in other]),
            times=BARS[kind][self.number],
            baseline_is="QTextEdit",
            samples=len(ours),
            goal=goal,
        )

    # Opening

    def opening(self, empty: Article) -> list[Row]:
        """From asking for the article to its painting; then what the panes take, when they follow."""
        ours, other, panes = [], [], []
        for _ in range(OPENINGS):
            self.room.desk.show_article(empty.key)
            settle(500)
            ours.append(self.painted.after(lambda: self.room.desk.show_article(self.key)))
            panes.append(self._panes())
            settle(150)
            other.append(self.plain.open(self.text))
        return [
            self._row("open an article", "open", ours, other),
            self._reported("… panes follow, median", panes),
        ]

    def _panes(self) -> Took:
        """The redrawing of the panes that waits for a quiet moment, now."""
        status = self.window.panes.status

        def refresh() -> None:
            self.room.informing.refresh()
            status.update()

        return self.panes_painted.after(refresh)

    def close(self) -> None:
        """Watch nothing more."""
        self.painted.close()
        self.panes_painted.close()

    # Keys

    def keys(self, words: list[Span]) -> list[Row]:
        """Select a word, label it, undo: each from the key to the painting; the commits are held to the bar."""
        self.plain.open(self.text)
        taken: dict[str, list[Took]] = {name: [] for name in ("select", "label", "undo", "panes", "plain")}
        for _ in range(PRESSES):
            word = nearest(words, self.chance.randrange(len(self.text)))
            self._at(word)
            taken["select"].append(self.painted.after(lambda: press(self.viewer, Qt.Key.Key_Space, " ")))
            taken["panes"].append(self._panes())
            settle()
            taken["label"].append(self.painted.after(lambda: press(self.viewer, Qt.Key.Key_1, "1")))
            taken["panes"].append(self._panes())
            settle()
            taken["undo"].append(self.painted.after(lambda: press(self.viewer, Qt.Key.Key_Z, "\x1a", CTRL)))
            taken["panes"].append(self._panes())
            settle()
            taken["plain"].append(self._caret(word.start))
        return [
            self._row(
                "key press to committed and repainted, p95",
                "key",
                taken["label"] + taken["undo"],
                taken["plain"],
                goal=KEY_GOALS[self.number],
            ),
            *(self._reported(f"… {name}, median", taken[name]) for name in ("select", "label", "undo")),
            self._reported("… panes follow, median", taken["panes"]),
        ]

    def _reported(self, what: str, samples: list[Took]) -> Row:
        wall, cpu = median(one.wall for one in samples), median(one.cpu for one in samples)
        return Row(what=what, size=self.extent.name, value=wall, cpu=cpu, samples=len(samples))

    def _at(self, word: Span) -> None:
        self.window.activateWindow()
        self.viewer.setFocus()
        self.viewer.set_caret(word.start + 1)
        self.viewer.reveal(word)
        settle(250)

    def _caret(self, position: int) -> Took:
        edit = self.plain.edit
        edit.activateWindow()
        edit.setFocus()
        self.plain.go(position)
        settle(100)
        return self.plain.painted.after(lambda: press(edit, Qt.Key.Key_Right))

    # Scrolling

    def scrolling(self) -> list[Row]:
        """One line of the text further, from places all over the article."""
        self.plain.open(self.text)
        self.plain.go(0)
        ours, other = self.viewer.verticalScrollBar(), self.plain.edit.verticalScrollBar()
        settle(300)
        taken: tuple[list[Took], list[Took]] = ([], [])
        lines = round(self.viewer.stage.measures.line), round(self.plain.edit.fontMetrics().lineSpacing())
        for n in range(LINES):
            if n % 10 == 0:
                share = self.chance.random() * 0.9
                for bar in (ours, other):
                    bar.setValue(round(bar.maximum() * share))
                settle()
            for bar, painted, line, samples in zip(
                (ours, other), (self.painted, self.plain.painted), lines, taken, strict=True
            ):
                target = min(bar.value() + line, bar.maximum())
                if target == bar.value():
                    target -= line
                samples.append(painted.after(partial(bar.setValue, target)))
        return [self._row("scroll one line, p95", "scroll", *taken, goal=SCROLL_GOAL)]


def measure(folder: Path) -> list[Row]:
    """Opening, keys and scrolling for each extent."""
    contents = [content_of(extent) for extent in EXTENTS]
    empty = b.content("مقال قصير.\n")
    new_project(folder / "viewing.hashiya", *contents, empty)
    window = make_window(folder / "viewing-home", folder / "viewing.hashiya")
    settle(LOOKED_THROUGH)
    if window.room is not None:
        window.room.accustoming.wait()
    keep_what_is_there()
    plain = Plain(window.panes.viewer, window.panes.viewer.stage.measures.size)
    rows: list[Row] = []
    for number, (extent, content) in enumerate(zip(EXTENTS, contents, strict=True)):
        bench = Bench(window, plain, content.article, extent, number)
        rows += bench.opening(empty.article)
        rows += bench.keys(free_words(content, words_of(content.text)))
        rows += bench.scrolling()
        bench.close()
    plain.edit.close()
    window.close()
    return rows
