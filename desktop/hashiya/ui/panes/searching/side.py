"""Beside the list of label all: label, referent, spellings, how all stands, and the button that applies it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import (
    RTL,
    Button,
    ButtonKind,
    Hairline,
    IconLabel,
    KeyCap,
    LaidText,
    SectionHeading,
    Select,
    Surface,
    Swatch,
    SwatchKind,
    TextLabel,
    ThemedWidget,
    Title,
    first_strong,
    one_line_width,
    paint_thin_bar,
)
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.panes.caps import cap_text
from hashiya.ui.panes.card.referent_field import Candidates, ReferentField
from hashiya.ui.panes.rows import empty_layout, row_of
from hashiya.ui.panes.searching.delegate import SIGNS
from hashiya.ui.panes.searching.values import SpellingLine, Standing
from hashiya.ui.panes.swatches import label_colour
from hashiya.ui.panes.values import ReferentInUse
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, mix, paint_icon

_ROW, _GLYPH, _BAR_WIDTH, _BAR = 30, 14, 84, 3
_MOST_SPELLINGS = 40
TALLIED = (Standing.ACCEPTED, Standing.REJECTED, Standing.CONFLICT, Standing.TO_REVIEW, Standing.MARKED)


class SpellingButton(Pressable, QAbstractButton):
    """A spelling with its count; unchecked, its places are left out of the list."""

    ring_radius = Radius.CAP

    def __init__(self, source: ThemeSource, line: SpellingLine, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self._most, self._number = line, max(1, most), ""
        self.setCheckable(True)
        self.setChecked(line.is_in)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(line.text)
        self.follow(source)

    def say(self, number: str, spoken: str) -> None:
        """The count in words, and what a screen reader says."""
        self._number = number
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        return QSize(theme.px(180), max(theme.px(_ROW), round(theme.line_height(Type.HIT))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(140), self.sizeHint().height())

    def paintEvent(self, event: object) -> None:
        theme, way, height = self.theme, self.layoutDirection(), self.height()
        rtl = way is RTL
        px, wide = theme.px, self.width()

        def left_of(start: float, width: float) -> float:
            return wide - start - width if rtl else start

        with QPainter(self) as painter:
            if self.underMouse():
                painter.fillRect(self.rect(), mix(theme.ink, theme.panel, 0.04))
            side = px(_GLYPH)
            if self.isChecked():
                at = QPointF(left_of(0, side), (height - side) / 2)
                paint_icon(painter, at, "tick", theme.ok, side, direction=way)
            font = theme.font(Type.META)
            count = max(px(34), round(one_line_width(self._number, font)) + 2)
            painter.setFont(font)
            painter.setPen(theme.ink2)
            painter.setLayoutDirection(way)
            flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(QRectF(left_of(wide - count, count), 0, count, height), flags, self._number)
            bar_width = min(px(_BAR_WIDTH), wide * 0.28)
            bar_start = wide - count - px(8) - bar_width
            bar = QRectF(left_of(bar_start, bar_width), (height - px(_BAR)) / 2, bar_width, px(_BAR))
            tone = theme.ok if self.isChecked() else theme.ink3
            paint_thin_bar(painter, bar, self.line.count / self._most, tone, theme, rtl=rtl)
            start = side + px(10)
            room = max(1.0, bar_start - px(10) - start)
            pitch = theme.line_height(Type.HIT)
            direction = first_strong(self.line.text)
            own = min(room, one_line_width(self.line.text, theme.font(Type.HIT)) + 2)
            laid = LaidText(self.line.text, theme.font(Type.HIT), own, direction, pitch=pitch, max_lines=1)
            ink = theme.ink if self.isChecked() else theme.ink2
            laid.draw(painter, QPointF(left_of(start, own), (height - pitch) / 2), ink)


class TallyRow(ThemedWidget):
    """How many rows of the list stand so."""

    def __init__(self, source: ThemeSource, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.standing = standing
        sign, tone = SIGNS[standing]
        self._icon = IconLabel(source, sign, tone=tone, side=_GLYPH)
        self._words = TextLabel(source, "", Type.SMALL, lines=1)
        self._number = TextLabel(source, "", Type.SMALL_STRONG, lines=1)
        self.setLayout(row_of(self._icon, self._words, self._number, gap=source.theme.px(10), stretch=1))

    def say(self, words: str, number: str) -> None:
        """What stands so, and how many."""
        self._words.set_text(words)
        self._number.set_text(number)
        self.setAccessibleName(f"{words}: {number}")


class LabelAllSide(Surface):
    """What is given to all that is accepted, and how far the list has come."""

    label_chosen = Signal(str)
    spelling_toggled = Signal(str)
    alike_requested = Signal()
    apply_requested = Signal()
    left = Signal()

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "panel", parent=parent)
        self._messages, self._key_of = messages, key_of
        self._scheme: Scheme | None = None
        self._label = ""
        self._spellings: tuple[SpellingLine, ...] = ()
        self._tally: Mapping[Standing, int] = {}
        self._title = Title(source)
        self._aside = TextLabel(source, "", Type.META, tone="ink2", lines=1)
        self._label_name = SectionHeading(source)
        self._swatch = Swatch(source, SwatchKind.ENTITY, None, width=18)
        self.label = Select(source, [("", "")], name="", current="")
        self.label.chosen.connect(self.label_chosen)
        self._cap = KeyCap(source, "")
        self._referent_name = SectionHeading(source)
        self.referent = ReferentField(source, messages, candidates)
        self._spellings_name = SectionHeading(source)
        self._list = QVBoxLayout()
        self.spelling_buttons: list[SpellingButton] = []
        self._tallies = [TallyRow(source, standing) for standing in TALLIED]
        self.alike = Button(source, "")
        self.apply = Button(source, "", kind=ButtonKind.PRIMARY, icon="tick")
        self.alike.clicked.connect(self.alike_requested)
        self.apply.clicked.connect(self.apply_requested)
        self._lay_out()
        self._measure()
        self.retranslate()

    def _lay_out(self) -> None:
        px = self.theme.px
        self._page = Surface(self._source, "panel")
        self._column = QVBoxLayout(self._page)
        self._column.addLayout(row_of(self._title, self._aside, gap=px(8), stretch=0))
        self._column.addWidget(self._label_name)
        self._column.addLayout(row_of(self._swatch, self.label, self._cap, gap=px(10), stretch=1))
        self._column.addWidget(self._referent_name)
        self._column.addWidget(self.referent)
        self._column.addWidget(self._spellings_name)
        self._list.setSpacing(0)
        self._column.addLayout(self._list)
        self._column.addWidget(Hairline(self._source))
        for row in self._tallies:
            self._column.addWidget(row)
        for button in (self.alike, self.apply):
            self._column.addWidget(button)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    # Showing

    def show_scheme(self, scheme: Scheme) -> None:
        """Take the labels from this scheme."""
        self._scheme = scheme
        self.show_label(self._label)

    def show_label(self, key: str) -> None:
        """Show what is given to all that is accepted."""
        self._label = key
        messages = self._messages()
        labels = [one for one in self._scheme.entities.labels if not one.retired] if self._scheme else []
        names = [(one.key, one.name.in_language(messages.language)) for one in labels]
        self.label.set_choices(names or [("", "")], current=key if key in dict(names) else None)
        label = next((one for one in labels if one.key == key), None)
        self._swatch.show_mark(SwatchKind.ENTITY, lambda theme: label_colour(Layer.ENTITIES, label, theme))
        cap = self._key_of(f"label:{key}") if key else ""
        self._cap.set_text(cap_text(cap, messages))
        self._cap.setVisible(bool(cap))

    def show_referent(self, referent: ReferentInUse | None) -> None:
        """Show who all that is accepted stands for."""
        self.referent.show_referent(referent)

    def show_spellings(self, spellings: Sequence[SpellingLine]) -> None:
        """Show how the words are spelled, and how often each."""
        wanted = tuple(spellings)[:_MOST_SPELLINGS]
        if [(one.text, one.count) for one in wanted] != [(one.text, one.count) for one in self._spellings]:
            empty_layout(self._list)
            most = max((one.count for one in wanted), default=1)
            self.spelling_buttons = [SpellingButton(self._source, one, most) for one in wanted]
            for button in self.spelling_buttons:
                button.clicked.connect(lambda _=False, text=button.line.text: self.spelling_toggled.emit(text))
                self._list.addWidget(button)
        self._spellings = wanted
        messages = self._messages()
        for button, one in zip(self.spelling_buttons, wanted, strict=True):
            button.setChecked(one.is_in)
            spoken = messages.text("searching.spelling", words=one.text, number=one.count)
            button.say(messages.number(one.count), spoken)
        self._spellings_name.setVisible(bool(wanted))

    def show_tally(self, tally: Mapping[Standing, int]) -> None:
        """Show how many rows stand how, and what applying would do."""
        self._tally = tally
        messages = self._messages()
        for row in self._tallies:
            number = tally.get(row.standing, 0)
            row.say(messages.text(f"searching.state.{row.standing}"), messages.number(number))
        accepted = tally.get(Standing.ACCEPTED, 0)
        nothing = messages.text("searching.nothing_to_apply")
        self.apply.set_text(messages.text("searching.apply", count=accepted) if accepted else nothing)
        self.apply.setEnabled(accepted > 0)
        self.alike.setEnabled(sum(tally.values()) > 0)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        text = self._messages().text
        self.setAccessibleName(text("searching.all.name"))
        self._title.set_text(text("searching.all.name"))
        self._aside.set_text(text("searching.all.aside"))
        for heading, key in (
            (self._label_name, "label"),
            (self._referent_name, "referent"),
            (self._spellings_name, "spellings"),
        ):
            heading.set_text(text(f"searching.all.{key}"))
        name = text("searching.all.label")
        self.label.setAccessibleName(name)
        self.label.setAccessibleDescription(name)
        self.alike.set_text(text("searching.all.alike"))
        self.alike.set_cap(self._key_of("hit_alike") or None)
        self.apply.set_cap(self._key_of("hit_apply") or None)
        self.show_label(self._label)
        self.show_spellings(self._spellings)
        self.show_tally(self._tally)

    def retheme(self) -> None:
        super().retheme()
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        px = self.theme.px
        padding = px(Size.PANE_PADDING)
        self._column.setContentsMargins(padding, px(14), padding, padding)
        self._column.setSpacing(px(8))
