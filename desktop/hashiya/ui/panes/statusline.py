"""The status line: what is selected, the keys that matter now, and what has just happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hashiya.resources.messages import Messages
from hashiya.ui.kit import Button, ButtonKind, Hairline, IconLabel, Surface, Swatch, TextLabel
from hashiya.ui.kit import Tone as Ink
from hashiya.ui.panes.edges import set_margins
from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.panes.swatches import label_colour, swatch_kind
from hashiya.ui.panes.values import KeyWords, Marked, Tone
from hashiya.ui.theme import Size, ThemeSource, Type

SECONDS = 6.0
"""How long a refusal stands (design: look.md, section 5)."""

_SIGNS: dict[Tone, tuple[str, Ink]] = {
    Tone.REFUSED: ("warning", "warn"),
    Tone.UNDONE: ("undo", "ink2"),
    Tone.GOOD: ("tick", "ok"),
    Tone.RELATION: ("link", "accent"),
    Tone.STICKY: ("pin", "accent"),
    Tone.RUNNING: ("status-in-progress", "ink2"),
}
_STRONG = frozenset({Tone.RELATION, Tone.STICKY})


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the line says instead of what is selected."""

    tone: Tone
    text: str
    keys: tuple[KeyWords, ...] = ()


class StatusLine(Surface):
    """One line of 32 px: what is selected and its keys at the start; place, then annotator, at the end.

    What has just happened stands for some seconds (`say`), what is under way until it ends (`stand`); both are told
    to a screen reader.
    """

    annotator_requested = Signal()
    stop_requested = Signal()
    announced = Signal(str)

    def __init__(self, source: ThemeSource, messages: Callable[[], Messages], parent: QWidget | None = None) -> None:
        super().__init__(source, "chrome", top=True, parent=parent)
        self._messages = messages
        self._marked: Marked | None = None
        self.aside = ""
        self._keys: tuple[KeyWords, ...] = ()
        self._annotator = ""
        self._standing: Said | None = None
        self._said: Said | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.be_quiet)
        self._swatch = Swatch(source, width=18)
        self._icon = IconLabel(source, "warning", side=14)
        self._name = TextLabel(source, "", Type.SMALL_STRONG, lines=1)
        self._words = TextLabel(source, "", Type.SMALL, lines=1)
        self._parting = Hairline(source, vertical=True, tone="line2")
        self._strip = KeyStrip(source)
        self._stop = Button(source, "", kind=ButtonKind.QUIET)
        self._stop.clicked.connect(self.stop_requested)
        self._place = TextLabel(source, "", Type.SMALL, tone="ink2", lines=1)
        self._end_parting = Hairline(source, vertical=True, tone="line2")
        self._person = Button(source, "", kind=ButtonKind.QUIET, tone="ink2")
        self._person.clicked.connect(self.annotator_requested)
        self._row = QHBoxLayout(self)
        before: tuple[QWidget, ...] = (self._swatch, self._icon, self._name, self._words, self._parting)
        after: tuple[QWidget, ...] = (self._stop, self._place, self._end_parting, self._person)
        for widget in before:
            self._row.addWidget(widget)
        self._row.addWidget(self._strip, 1)
        for widget in after:
            self._row.addWidget(widget)
        self.show_place("")
        self._measure()
        self.retranslate()

    def show_selection(self, marked: Marked | None, *, aside: str = "") -> None:
        """Show what is selected, or that nothing is; `aside` is said after it, such as a claim's speaker."""
        if (marked, aside) != (self._marked, self.aside):
            self._marked, self.aside = marked, aside
            self._show()

    def show_keys(self, keys: Sequence[KeyWords]) -> None:
        """Show the keys that matter now, at most six."""
        if tuple(keys)[:6] != self._keys:
            self._keys = tuple(keys)[:6]
            self._show()

    def show_place(self, text: str, *, tone: Ink = "ink2") -> None:
        """Show at the end where in the text one is, or how an open claim stands."""
        self._place.set_tone(tone)
        self._place.set_text(text)
        self._place.setVisible(bool(text))
        self._end_parting.setVisible(bool(text))

    def show_annotator(self, name: str | None) -> None:
        """Show who is at work; None when nobody is named."""
        self._annotator = name or ""
        self.retranslate()

    def say(self, tone: Tone, text: str, *, keys: Sequence[KeyWords] = (), seconds: float = SECONDS) -> None:
        """Say for some seconds what has just happened, and tell a screen reader."""
        self._said = Said(tone, text, tuple(keys))
        self._timer.start(round(seconds * 1000))
        self._show()
        self.announce(text, urgent=tone is Tone.REFUSED)

    def be_quiet(self) -> None:
        """Take back what was said for some seconds."""
        self._timer.stop()
        if self._said is not None:
            self._said = None
            self._show()

    def stand(self, tone: Tone, text: str, *, keys: Sequence[KeyWords] = ()) -> None:
        """Say what is under way, until `end_standing`: a relation, sticky labels, a job."""
        new = self._standing is None or self._standing.text != text
        self._standing = Said(tone, text, tuple(keys))
        self._show()
        if new and tone is not Tone.RUNNING:
            self.announce(text)

    def end_standing(self) -> None:
        """Nothing is under way any more."""
        if self._standing is not None:
            self._standing = None
            self._show()

    def announce(self, text: str, *, urgent: bool = False) -> None:
        """Tell a screen reader, and nobody else."""
        event = QAccessibleAnnouncementEvent(self, text)
        polite = QAccessible.AnnouncementPoliteness
        event.setPoliteness(polite.Assertive if urgent else polite.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(text)

    def said(self) -> Said | None:
        """What is said now instead of what is selected."""
        return self._said or self._standing

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        messages = self._messages()
        self.setAccessibleName(messages.text("status.name"))
        self._stop.set_text(messages.text("status.stop"))
        self._person.set_text(
            messages.text("status.annotator", name=self._annotator)
            if self._annotator
            else messages.text("status.no_annotator")
        )
        self._person.setToolTip(messages.text("status.change_annotator"))
        self._measure()
        self._show()

    def retheme(self) -> None:
        super().retheme()
        self._measure()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Long words leave room for the keys; what has just happened may take all."""
        share = 1.0 if self.said() is not None else 0.35
        self._words.setMaximumWidth(max(1, round(self.width() * share)))

    def _measure(self) -> None:
        px = self.theme.px
        self.setFixedHeight(px(Size.STATUS_LINE))
        set_margins(self._row, self, px(14), 0, px(8), 0)
        self._row.setSpacing(px(8))
        for line in (self._parting, self._end_parting):
            line.setFixedHeight(px(14))

    def _show(self) -> None:
        said = self.said()
        self._share_room()
        self._stop.setVisible(said is not None and said.tone is Tone.RUNNING)
        if said is not None:
            self._show_said(said)
        else:
            self._show_marked()

    def _show_said(self, said: Said) -> None:
        sign = _SIGNS.get(said.tone)
        self._swatch.hide()
        self._icon.setVisible(sign is not None)
        if sign is not None:
            self._icon.set_icon(sign[0], tone=sign[1])
        self._name.hide()
        self._words.set_style(Type.SMALL_STRONG if said.tone in _STRONG else Type.SMALL)
        self._words.set_tone("ink2" if said.tone is Tone.RUNNING else "ink")
        self._words.set_text(said.text)
        self._words.show()
        self._parting.hide()
        self._strip.show_keys(said.keys)

    def _show_marked(self) -> None:
        messages, marked = self._messages(), self._marked
        self._icon.hide()
        self._swatch.setVisible(marked is not None)
        self._name.setVisible(marked is not None)
        self._words.set_style(Type.SMALL)
        if marked is None:
            self._words.set_tone("ink" if self.aside else "ink2")
            words = "" if self.aside else messages.text("status.nothing")
        else:
            colour: QColor = label_colour(marked.layer, marked.label, self.theme)
            self._swatch.show_mark(swatch_kind(marked.layer), colour)
            self._name.set_tone(colour)
            self._name.set_text(marked.name)
            self._words.set_tone("ink")
            words = messages.text("status.selection", words=marked.words) if marked.words else ""
        self._words.set_text(" ".join(part for part in (words, self.aside) if part))
        self._words.setVisible(bool(self._words.text()))
        self._parting.setVisible(bool(self._keys))
        self._strip.show_keys(self._keys)
