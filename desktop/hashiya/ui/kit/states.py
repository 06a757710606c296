"""What stands where something is missing or went wrong: bands above the text, and empty panes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hashiya.ui.kit.buttons import Button, IconButton
from hashiya.ui.kit.flow import FlowLayout
from hashiya.ui.kit.labels import TextLabel
from hashiya.ui.kit.marks import IconLabel
from hashiya.ui.kit.themed import ThemedWidget, Tone, paint_box, tone_colour
from hashiya.ui.theme import Radius, ThemeSource, Type, mix


class BandKind(StrEnum):
    """What a band says: a failure, something to mind, or news."""

    ERROR = "error"
    WARNING = "warning"
    NEWS = "news"


_SIGNS: dict[BandKind, tuple[str, Tone]] = {
    BandKind.ERROR: ("warning", "danger"),
    BandKind.WARNING: ("warning", "warn"),
    BandKind.NEWS: ("info", "accent"),
}


class Band(ThemedWidget):
    """A band above the text: what happened, what to do and what is safe, and one button at the most.

    News that can be put away have a cross besides; `leave` is its name.
    """

    pressed = Signal()
    left = Signal()

    def __init__(
        self,
        source: ThemeSource,
        kind: BandKind,
        heading: str,
        sentence: str = "",
        *,
        button: str | None = None,
        leave: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._kind = kind
        self._icon = IconLabel(source, _SIGNS[kind][0], tone=_SIGNS[kind][1])
        self._heading = TextLabel(source, style=Type.BODY_STRONG)
        self._sentence = TextLabel(source, style=Type.SMALL, tone="ink2")
        self._button = Button(source, button or "", small=True)
        self._button.clicked.connect(self.pressed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(source.theme.px(2))
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(source.theme.px(12))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        if leave is not None:
            cross = IconButton(source, "close", leave)
            cross.clicked.connect(self.left)
            row.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(kind, heading, sentence, button=button)

    def say(self, kind: BandKind, heading: str, sentence: str = "", *, button: str | None = None) -> None:
        """Say something else."""
        icon, tone = _SIGNS[kind]
        self._kind = kind
        self._icon.set_icon(icon, tone=tone)
        self._heading.set_text(heading)
        self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.set_text(button or "")
        self._button.setVisible(button is not None)
        self.setAccessibleName(f"{heading} {sentence}".strip())
        self.update()

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        of = tone_colour(theme, _SIGNS[self._kind][1])
        fill, edge = mix(of, theme.paper, 0.08), mix(of, theme.paper, 0.45)
        with QPainter(self) as painter:
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CARD), fill=fill, edge=edge)


class EmptyState(ThemedWidget):
    """An empty pane: a large icon, what is missing, why, and what can be done."""

    def __init__(
        self,
        source: ThemeSource,
        icon: str,
        title: str,
        sentence: str = "",
        *,
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, parent)
        self._title = TextLabel(source, title, Type.HEADING, centred=True)
        self._sentence = TextLabel(source, sentence, Type.SMALL, tone="ink2", centred=True)
        self._icon = IconLabel(source, icon, tone="ink3", side=32)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._sentence)
        column.addSpacing(20)
        row = QWidget()
        self._flow = FlowLayout(row, gap=8, centred=True)
        for button in buttons:
            self._flow.addWidget(button)
        column.addWidget(row)
        column.addStretch(3)
        self._row = row
        row.setVisible(bool(buttons))

    def say(self, icon: str, title: str, sentence: str = "") -> None:
        """Say something else, with the same buttons."""
        self._icon.set_icon(icon)
        self._title.set_text(title)
        self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(sentence))
