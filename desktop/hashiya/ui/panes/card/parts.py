"""What the pages of the card have in common: head, sections, relations, note, guideline, and who made it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    IconButton,
    IconLabel,
    KeyCap,
    NoteField,
    SectionHeading,
    Swatch,
    TextLabel,
    ThemedWidget,
    paint_box,
)
from hashiya.ui.panes.card.words_button import WordsButton
from hashiya.ui.panes.link_button import LinkButton
from hashiya.ui.panes.origins import origin_words
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.swatches import label_colour, swatch_kind
from hashiya.ui.panes.times import moment_words
from hashiya.ui.panes.tips import first_sentence
from hashiya.ui.panes.values import RelationLine
from hashiya.ui.theme import Radius, ThemeSource, Type, mix


class CardHead(ThemedWidget):
    """Swatch and name of what is selected, and its place at the end."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._layer: Layer | None = None
        self._label: Label | None = None
        self._swatch = Swatch(source, width=18, height=15)
        self._name = TextLabel(source, "", Type.BODY_STRONG, lines=1)
        self._aside = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        row = row_of(self._swatch, self._name, self._aside, gap=self.theme.px(8), stretch=1)
        self.setLayout(row)

    def show_head(self, layer: Layer | None, label: Label | None, name: str, aside: str) -> None:
        """Show what is selected, in its label's colour."""
        self._layer, self._label = layer, label
        self._name.set_text(name)
        self._aside.set_text(aside)
        self.retheme()

    def retheme(self) -> None:
        super().retheme()
        colour = label_colour(self._layer, self._label, self.theme)
        self._swatch.show_mark(swatch_kind(self._layer), colour)
        self._name.set_tone(colour if self._layer is not Layer.REGIONS else "ink")


class RemovableRow(ThemedWidget):
    """Words that lead somewhere, among what belongs to them; a button under the pointer removes them, or Del."""

    removed = Signal()

    def __init__(
        self,
        source: ThemeSource,
        words: WordsButton,
        *,
        remove: str,
        before: Sequence[QWidget] = (),
        after: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self.words = words
        self.remove = IconButton(source, "close", remove)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removed)
        self.remove.setVisible(False)
        kept = self.remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)
        words.setAccessibleDescription(remove)
        self.setLayout(row_of(*before, words, *after, self.remove, gap=self.theme.px(6), stretch=len(before)))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.remove.setVisible(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.remove.setVisible(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Section(ThemedWidget):
    """A named part of the card, left out when it is empty."""

    def __init__(self, source: ThemeSource, *, gap: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.heading = SectionHeading(source)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(self.theme.px(2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.px(gap))
        layout.addWidget(self.heading)
        layout.addLayout(self.body)


_WAYS = {True: "chevron-forward", False: "chevron-back", None: "link"}
"""The sign between a relation's name and its other end: that way, from there, both ways."""


class Relations(Section):
    """The relations of an annotation: what ties it to what, and where that leads."""

    activated = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent=parent)
        self._messages = messages
        self.buttons: list[WordsButton] = []

    def show_relations(self, relations: Sequence[RelationLine]) -> None:
        """Show these relations; nothing at all when there are none."""
        messages = self._messages()
        self.heading.set_text(messages.text("card.field.relations"))
        empty_layout(self.body)
        self.buttons = []
        for line in relations:
            self.body.addWidget(self._line(line, messages))
        self.setVisible(bool(relations))

    def _line(self, line: RelationLine, messages: Messages) -> QWidget:
        holder = QWidget()
        where = messages.text("card.relation.elsewhere", article=line.article) if line.article else ""
        way = "spoken_inward" if line.outward is False else "spoken"
        spoken = messages.text(f"card.relation.{way}", name=line.name, words=line.words)
        words = WordsButton(self._source, style=Type.ROW)
        words.show_words(line.words, spoken=f"{spoken} {where}".strip())
        words.clicked.connect(lambda: self.activated.emit(line.other))
        name = TextLabel(self._source, line.name, Type.SMALL, tone="ink2", lines=1)
        icon = IconLabel(self._source, _WAYS[line.outward], side=14)
        row = RemovableRow(self._source, words, before=(name, icon), remove=messages.text("card.relation.delete"))
        row.removed.connect(lambda: self.delete_requested.emit(line.id))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        if where:
            column.addWidget(TextLabel(self._source, where, Type.META, tone="ink2", lines=1))
        self.buttons.append(words)
        return holder


class Note(Section):
    """The note on an annotation, folded to one button while it is empty."""

    changed = Signal(str)
    left = Signal()

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        *,
        name: str = "note",
        always: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent=parent)
        self._messages, self._key, self._always = messages, name, always
        self.field = NoteField(source, name=name)
        self.field.committed.connect(self.changed)
        self.add = LinkButton(source, icon="note")
        self.add.clicked.connect(self.edit)
        self.body.addWidget(self.field)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def commit(self) -> None:
        """Tell what was written, before the card shows another thing."""
        self.field.commit()

    def show_text(self, text: str, *, cap: str = "", same: bool = False) -> None:
        """Show what is written; the button with its key where nothing is.

        `same` tells that the card shows the thing that it showed: what is being written just now is left alone.
        """
        messages = self._messages()
        name = messages.text(f"card.field.{self._key}")
        self.heading.set_text(name)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(messages.text(f"card.hint.{self._key}"))
        self.add.show_words(messages.text(f"card.hint.{self._key}"), cap=cap)
        if same and self.field.hasFocus():
            return
        self.field.set_text(text)
        self._fold(open_=bool(text) or self._always)

    def edit(self) -> None:
        """Open the field and give it the keyboard."""
        self._fold(open_=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, *, open_: bool) -> None:
        self.heading.setVisible(open_)
        self.field.setVisible(open_)
        self.add.setVisible(not open_)


class GuideBox(ThemedWidget):
    """The first sentence of a label's guideline; pressed, the guide opens."""

    pressed = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._title = TextLabel(source, "", Type.META_STRONG, tone="ink2", lines=1)
        self._cap = KeyCap(source, "F1")
        self._words = TextLabel(source, "", Type.SMALL, lines=4)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        px = self.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(10))
        column.setSpacing(px(4))
        icon = IconLabel(source, "guide", side=14)
        column.addLayout(row_of(icon, self._title, self._cap, gap=px(7), stretch=1))
        column.addWidget(self._words)

    def show_guideline(self, title: str, guideline: str, cap: str) -> None:
        """Show the first sentence; nothing at all when no guideline is written."""
        self._title.set_text(title)
        self._words.set_text(first_sentence(guideline))
        self._cap.set_text(cap)
        self._cap.setVisible(bool(cap))
        self.setAccessibleName(f"{title}: {first_sentence(guideline)}")
        self.setVisible(bool(guideline.strip()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        with QPainter(self) as painter:
            fill = mix(theme.ink, theme.panel, 0.03) if self.underMouse() else None
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CARD), fill=fill, edge=theme.line)


class MadeLine(ThemedWidget):
    """Where an annotation comes from, who made it and when, and the way to its history."""

    history_requested = Signal()

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._messages = messages
        self._words = TextLabel(source, "", Type.META, tone="ink2", lines=2)
        self.history = LinkButton(source, tone="accent", style=Type.META_MEDIUM)
        self.history.clicked.connect(self.history_requested)
        self.setLayout(row_of(self._words, self.history, gap=self.theme.px(8), stretch=0))

    def show_made(self, origin: str, by: str, at: str) -> None:
        """Show origin, annotator's name, and a moment in UTC."""
        messages = self._messages()
        words = origin_words(origin, messages)
        moment = moment_words(at, messages) if at else ""
        self._words.set_text(" · ".join(part for part in (words, by, moment) if part))
        self.history.show_words(messages.text("card.made.history"))
