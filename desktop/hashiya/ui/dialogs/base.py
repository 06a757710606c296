"""What every dialog shares: a sheet in the interface's language and direction, filled from the top."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hashiya.domain.faults import KnownFailure, Refusal
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import LTR, RTL, Band, BandKind, Button, SectionHeading, Sheet, TextLabel, in_digits, isolate, mark
from hashiya.ui.theme import Size, ThemeSource, Type
from hashiya.workspace.log import failure_line
from hashiya.workspace.record import Outcome
from hashiya.workspace.wording import failure_words, refusal_words

LOG = logging.getLogger(__name__)

Said = Callable[[], Messages]
"""The messages of the language in use at the moment of the call."""

WIDE = 860
"""Width of a sheet that is a page of its own, in px."""


class Dialog(Sheet):
    """A sheet whose title is a message and whose direction is the interface's; `title` is that message's key."""

    def __init__(
        self,
        theme: ThemeSource,
        messages: Said,
        title: str,
        *,
        width: int = Size.SHEET,
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        screen = parent.screen() if parent is not None else QGuiApplication.primaryScreen()
        room = math.floor(screen.availableGeometry().width() / theme.theme.scale)
        self.width_given = min(width, room)
        super().__init__(theme, messages().text(title, **values), width=self.width_given, parent=parent)
        self._messages = messages
        self._problem: Band | None = None
        self._body.installEventFilter(self)
        self.setLayoutDirection(RTL if messages().language == "ar" else LTR)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What the scroll area holds asks the scroll area for room, which asks nobody: the sheet would keep its height.
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit_again)
        return super().eventFilter(watched, event)

    def _fit_again(self) -> None:
        if self.isVisible():
            self._fit()

    @property
    def messages(self) -> Messages:
        """The messages of the language in use."""
        return self._messages()

    def say(self, key: str, *, count: int | None = None, **values: Any) -> str:
        """The message with this key."""
        return self._messages().text(key, count=count, **values)

    def add_field(self, heading: str, widget: QWidget, *, to: QVBoxLayout | None = None) -> SectionHeading:
        """Add a field under its name; `heading` is a message's key."""
        column = self.content if to is None else to
        name = SectionHeading(self._source, self.say(heading))
        name.setBuddy(widget)
        if column.count():
            column.addSpacing(4)
        column.addWidget(name)
        column.addWidget(widget)
        return name

    def add_words(self, text: str, *, to: QVBoxLayout | None = None) -> TextLabel:
        """Add a sentence in the second colour."""
        words = TextLabel(self._source, text, Type.SMALL, tone="ink2")
        (self.content if to is None else to).addWidget(words)
        return words

    def show_problem(self, heading: str, sentence: str = "", *, kind: BandKind = BandKind.ERROR) -> None:
        """Say above everything else what stands in the way."""
        if self._problem is None:
            self._problem = Band(self._source, kind, heading, sentence)
            self.content.insertWidget(0, self._problem)
        self._problem.say(kind, heading, sentence)
        self._problem.show()

    def clear_problem(self) -> None:
        """Nothing stands in the way any more."""
        if self._problem is not None:
            self._problem.hide()

    @property
    def primary(self) -> Button:
        """The button that Enter presses."""
        return next(one for one in self.findChildren(Button) if one.isDefault())

    def foot_last(self, *buttons: QWidget) -> None:
        """Let Tab reach these buttons of the foot after everything above them, in this order."""
        before = next(
            (w for w in reversed(self.findChildren(QWidget)) if self._takes_tab(w) and w not in buttons), None
        )
        for button in buttons:
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _takes_tab(self, widget: QWidget) -> bool:
        return self.isAncestorOf(widget) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

    @property
    def problem(self) -> str:
        """What stands in the way, in words; empty when nothing does."""
        return self._problem.accessibleName() if self._problem is not None and not self._problem.isHidden() else ""

    def show_failure(self, failure: KnownFailure) -> None:
        """Say what stood in the way of what was asked."""
        LOG.info("failed: %s", failure_line(failure))
        self.show_problem(failure_words(failure, self.messages))

    def show_refusal(self, refusal: Refusal, scheme: Scheme | None = None) -> None:
        """Say why nothing was done."""
        self.show_problem(refusal_words(refusal, scheme, self.messages), kind=BandKind.WARNING)

    def attempt(self, gesture: Callable[[], Outcome], scheme: Scheme) -> bool:
        """Carry out a gesture; whether it was done. What stands in its way is said, unless nothing was to change."""
        try:
            outcome = gesture()
        except KnownFailure as failure:
            self.show_failure(failure)
            return False
        if not isinstance(outcome, Refusal):
            self.clear_problem()
            return True
        if outcome.code != "nothing_to_change":
            self.show_refusal(outcome, scheme)
        return False

    def moment(self, at: str | datetime) -> str:
        """A moment (ISO 8601 or aware) as day and time of this machine."""
        return moment_words(at, self.messages)


def row(*widgets: QWidget, gap: int = 8, stretch: int | None = None) -> QHBoxLayout:
    """Widgets side by side along the line; `stretch` is the place of the one that takes what is left."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    for place, widget in enumerate(widgets):
        made.addWidget(widget, 1 if place == stretch else 0)
    if stretch is None:
        made.addStretch(1)
    return made


def moment_words(at: str | datetime, messages: Messages) -> str:
    """A moment (ISO 8601 or aware) as day and time of this machine, such as «٢١ نوفمبر ٢٠٢٦، ٢٠:٢٥»."""
    try:
        moment = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()
    except ValueError:
        return isolate(str(at))
    month = messages.text(f"dialog.month.m{moment.month}")
    day, year = messages.number(moment.day), messages.number(moment.year)
    time = messages.number(f"{moment.hour}:{moment.minute:02}")
    # All its parts are isolated: without a mark it would have no direction inside another sentence.
    way = mark(RTL if messages.language == "ar" else LTR)
    return way + messages.text("dialog.moment", day=day, month=month, year=year, time=time)


def size_words(size: int, messages: Messages) -> str:
    """A size in bytes as a person reads it, in units of 1000."""
    value, unit = float(size), "b"
    for next_unit in ("kb", "mb", "gb"):
        if value < 1000:
            break
        value, unit = value / 1000, next_unit
    shown = f"{value:.0f}" if unit == "b" or value >= 100 else f"{value:.1f}"
    number = in_digits(shown.replace(".", "٫") if messages.arabic_digits else shown, arabic=messages.arabic_digits)
    return messages.text(f"dialog.size.{unit}", number=number)
