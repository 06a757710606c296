"""A person before the real window: hands that press and click, eyes that read the screen, the file and the export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Region
from hashiya.domain.links import Annotator, Relation
from hashiya.domain.span import Span, quote
from hashiya.exchange.choices import ExportChoices
from hashiya.resources import seed_files
from hashiya.storage.project import ProjectFile
from hashiya.ui.desk.desk import Desk
from hashiya.ui.keys.places import letter_on
from hashiya.ui.keys.strokes import LETTERS, SIGNS, Stroke, parse
from hashiya.ui.program import Program
from hashiya.ui.viewer.hits import Place
from hashiya.ui.viewer.viewer import Viewer
from hashiya.ui.window.room import Room
from hashiya.ui.window.window import Window
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.places import Places
from hashiya.workspace.settings import Settings, SettingsStore
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import DEVICE, SARA
from tests.ui.keys.events import X11

SEEDS = [Path(str(seed)) for seed in seed_files()]
TEXTS = [seed.read_bytes().decode("utf-8") for seed in seed_files()]
ROOM = (1440, 900)

_HELD = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
    "meta": Qt.KeyboardModifier.MetaModifier,
}
_NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Del": Qt.Key.Key_Delete, "PgUp": Qt.Key.Key_PageUp,
    "PgDn": Qt.Key.Key_PageDown,
}  # fmt: skip
_ARABIC_SHIFT = {
    "Q": "\u064e", "W": "\u064b", "E": "\u064f", "R": "\u064c", "S": "\u064d", "D": "]", "F": "[", "Z": "~", "C": "}",
    "H": "أ", "B": "ﻵ", "N": "آ", "[": "<", "]": ">", "/": "؟", "8": "*", "=": "+", "-": "_",
}  # fmt: skip
"""What Shift gives on the keys that need it here, in the Arabic layout of X11."""


class Keys(Protocol):
    """A keyboard: how a stroke reaches the widget that has the focus."""

    def press(self, widget: QWidget, stroke: Stroke) -> None:
        """Press and release."""


class Latin:
    """A Latin layout: the event's key is the letter's name, and Qt's own way of delivering it."""

    def press(self, widget: QWidget, stroke: Stroke) -> None:
        """Press and release."""
        QTest.keyClick(widget, _named_key(stroke.key) or _latin_key(stroke.key), _held(stroke))


class Arabic:
    """Arabic as the only layout on X11: the event's key is an Arabic letter, and only the place tells which key."""

    def press(self, widget: QWidget, stroke: Stroke) -> None:
        """Press and release, as Qt does: first it asks whether somebody wants the key as a shortcut."""
        named = _named_key(stroke.key)
        scan = 0 if named else X11[stroke.key]
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = QApplication.focusWidget() if kind is QEvent.Type.KeyRelease else widget
            if target is None:
                continue
            code = named or ord(self._letter(stroke))
            text = "" if named or stroke.ctrl or stroke.alt else self._letter(stroke)
            text = " " if stroke == parse("Space") else text
            QApplication.sendEvent(target, QKeyEvent(kind, int(code), _held(stroke), scan, 0, 0, text))

    def _letter(self, stroke: Stroke) -> str:
        if stroke.shift:
            return _ARABIC_SHIFT[stroke.key]
        return {"لا": "ﻻ"}.get(letter_on(stroke.key), letter_on(stroke.key)) or stroke.key


def _named_key(name: str) -> Qt.Key | None:
    if name in LETTERS or name in SIGNS or name.isdigit():
        return None
    return _NAMED.get(name) or Qt.Key[f"Key_{name}"]


def _latin_key(name: str) -> Qt.Key:
    return Qt.Key(ord(name))


def _held(stroke: Stroke) -> Qt.KeyboardModifier:
    held = Qt.KeyboardModifier.NoModifier
    for name, modifier in _HELD.items():
        if getattr(stroke, name):
            held |= modifier
    return held


def usual(*, language: str = "ar", person: Annotator = SARA) -> Settings:
    """The settings that a test begins with: that language, light, Sara at work, who has said who she is."""
    return replace(Settings(device=DEVICE, asked_who=True), language=language, theme="light").with_person(person)


def program_in(app: QApplication, places: Places) -> Program:
    """A program with settings and folders of its own."""
    store = SettingsStore(places.make().settings)
    store.save(usual())
    program = Program(app, places, store)
    program.theme.set_reduce_motion(on=True)
    return program


class Hands:
    """A person at work in one window."""

    def __init__(self, window: Window, path: Path, *, keys: Keys) -> None:
        self.program = window.program
        self.path = path
        self.keys = keys
        self.pressed = 0
        self.window = window
        self.window.show()
        self.window.resize(*ROOM)
        assert self.window.open(path)
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.settle()

    def leave(self) -> None:
        """Close what stands open over the window, and the project."""
        for over in (QApplication.activePopupWidget, QApplication.activeModalWidget):
            while widget := over():
                widget.close()
        self.window.leave_project()
        QApplication.processEvents()

    def settle(self, times: int = 3) -> None:
        """Let everything that waits happen."""
        QApplication.processEvents()
        if self.window.room:
            self.window.room.informing.refresh()
        for _ in range(times):
            QApplication.processEvents()
        # An event loop would do this; processEvents() does not.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # What there is

    @property
    def room(self) -> Room:
        """The project at work."""
        assert self.window.room is not None
        return self.window.room

    @property
    def desk(self) -> Desk:
        """What is before the person."""
        return self.room.desk

    @property
    def viewer(self) -> Viewer:
        """The text."""
        return self.window.panes.viewer

    @property
    def text(self) -> str:
        """The article's text."""
        assert self.desk.view is not None
        return self.desk.view.text

    # Keys

    def press(self, *strokes: str) -> int:
        """Press these keys one after the other where the focus is; how many they were."""
        for text in strokes:
            widget = QApplication.focusWidget()
            assert widget is not None, f"nothing has the keys for {text}"
            self.keys.press(widget, parse(text))
            self.pressed += 1
        return len(strokes)

    def type(self, text: str) -> None:
        """Type into the field that has the focus."""
        for letter in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    # Places

    def article(self, number: int) -> None:
        """Put the article of this number, from 0, on the desk."""
        articles = self.room.workspace.articles.all()
        self.room.show_article(articles[number].key)
        self.viewer.setFocus()
        self.settle()

    def span(self, words: str, nth: int = 1) -> Span:
        """Where the words stand for the nth time in the article, counted from 1."""
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def caret_in(self, words: str, nth: int = 1, *, into: int = 1) -> Span:
        """Put the caret into the words, so many code points behind their start, with nothing selected."""
        span = self.span(words, nth)
        self.viewer.setFocus()
        self.viewer.set_caret(span.start + into)
        return span

    # Eyes

    def selected_words(self) -> str:
        """The words that are selected in the text."""
        span = self.viewer.selection()
        return span.of(self.text) if span else ""

    def said(self) -> str:
        """What the status line says just now."""
        self.settle()
        said = self.window.panes.status.said()
        return said.text if said else ""

    @contextmanager
    def file(self) -> Iterator[ProjectFile]:
        """The file itself, by another connection."""
        with ProjectFile.open(self.path, read_only=True) as project:
            yield project

    def annotations(self, article: int | None = None) -> list[AnyAnnotation]:
        """What the file has of the article on the desk, or of that one."""
        with self.file() as project:
            if article is None:
                assert self.desk.article is not None
                return project.annotations(self.desk.article)
            return project.annotations(project.articles()[article].key)

    def mentions(self) -> list[tuple[str, str, int]]:
        """The entity mentions of the file in the article: label, words, start."""
        found = [one for one in self.annotations() if isinstance(one, EntityMention)]
        return [(one.label, quote(self.text, one.fragments), one.start) for one in found]

    def claims(self, article: int | None = None) -> list[Claim]:
        """The claims of the file in the article."""
        return [one for one in self.annotations(article) if isinstance(one, Claim)]

    def regions(self) -> list[Region]:
        """The regions of the file in the article."""
        return [one for one in self.annotations() if isinstance(one, Region)]

    def relations(self) -> list[Relation]:
        """Every relation of the file."""
        with self.file() as project:
            there = [one for article in project.articles() for one in project.relations_from(article.key)]
        return sorted(there, key=lambda relation: relation.id)

    def words_of(self, claim: Claim, role: str) -> list[str]:
        """The fillers of a claim's role in words."""
        assert self.desk.view is not None
        return [self.desk.view.filler_text(filler) for filler in claim.fillers(role)]

    def export(self) -> list[dict[str, Any]]:
        """The corpus as the file gives it now, a line an article."""
        return [json.loads(line) for line in self.export_bytes().splitlines()]

    def export_bytes(self) -> bytes:
        """The corpus, byte for byte."""
        out = self.path.with_suffix(".jsonl")
        out.unlink(missing_ok=True)
        with self.file() as project:
            export_corpus(project, out, ExportChoices())
        return out.read_bytes()

    def line(self) -> dict[str, Any]:
        """The corpus line of the article on the desk."""
        return next(line for line in self.export() if line["key"] == self.desk.article)

    # The mouse

    def point(self, position: int, *, dx: float = 0, dy: float = 0) -> QPoint:
        """The middle of the letter at this code point, in the viewport, scrolled into sight."""
        span = Span(position, position + 1)
        self.viewer.reveal(span)
        rect = self.viewer.rect_of(span)
        return QPoint(round(rect.center().x() + dx), round(rect.center().y() + dy))

    def click(self, at: QPoint, *, held: str = "", button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click the text here."""
        QTest.mouseClick(self.viewer.viewport(), button, _modifiers(held), at)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint, *, held: str = "", through: Sequence[QPoint] = ()) -> None:
        """Drag over the text from here to there."""
        port, modifiers = self.viewer.viewport(), _modifiers(held)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, modifiers, start)
        for place in (*through, start + (end - start) / 2, end):
            _move(port, place, modifiers)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, modifiers, end)
        QApplication.processEvents()

    def spot(self, mark: str, place: Place, *, at_start: bool | None = None) -> QPoint:
        """Where the pointer is on this part of the mark: its handle, its name, its gloss."""
        row = self.desk.row(mark)
        assert row is not None
        self.viewer.reveal(Span(row.start, row.end))
        self.settle()
        around = self.viewer.rect_of(Span(row.start, row.end)).toRect().adjusted(0, -60, 0, 80)
        for y in range(around.top(), around.bottom(), 3):
            for x in range(0, self.viewer.viewport().width(), 3):
                hit = self.viewer.hit(QPoint(x, y))
                if hit.place is place and hit.mark == mark and at_start in (None, hit.at_start):
                    return QPoint(x + 1, y + 1)
        raise AssertionError(f"{place} of {row.label} is nowhere to be seen")

    def drag_words(self, words: str, nth: int = 1, *, held: str = "") -> None:
        """Drag from the first letter of the words to the last."""
        span = self.span(words, nth)
        start = self.point(span.start)
        self.drag(start, self.point(span.end - 1), held=held)


def _modifiers(held: str) -> Qt.KeyboardModifier:
    return _HELD[held] if held else Qt.KeyboardModifier.NoModifier


def _move(widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    """QTest's own move carries no button; a drag has one."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        modifiers,
    )
    QApplication.sendEvent(widget, event)
