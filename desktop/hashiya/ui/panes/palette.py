"""The palette: the labels of the scheme with their keys and counts, or the roles while a claim is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label, Role, Scheme, Words
from hashiya.resources.messages import Messages
from hashiya.ui.actions import LABEL, ROLE
from hashiya.ui.kit.buttons import Button, ButtonKind, IconButton
from hashiya.ui.kit.labels import Title
from hashiya.ui.kit.themed import Hairline, Surface
from hashiya.ui.panes.caps import both_letters, cap_text
from hashiya.ui.panes.edges import set_margins
from hashiya.ui.panes.label_row import LabelRow
from hashiya.ui.panes.picker import LabelPicker
from hashiya.ui.panes.tips import first_sentence, tip
from hashiya.ui.panes.values import Topic
from hashiya.ui.theme import Size, ThemeSource

Counts = Mapping[tuple[Layer, str], int]


class LabelPalette(Surface):
    """The labels of the scheme, two columns of rows; the claim's roles in their place while a claim is open.

    `key_of` tells the key of an action («1», «Ctrl+K», «» for none); `pick_label` and `choose_region` open what
    `more_requested` and `region_requested` ask for.
    """

    label_requested = Signal(str, str)
    role_requested = Signal(str)
    role_dragged = Signal(str, QPoint)
    """The role, and where the pointer is on the screen."""
    role_dropped = Signal(str, QPoint)
    relation_requested = Signal()
    region_requested = Signal()
    more_requested = Signal()
    sticky_toggled = Signal(bool)
    same_speaker_requested = Signal()
    leave_requested = Signal()
    """The claim whose roles are shown is done with."""
    topic_hovered = Signal(object)

    def __init__(
        self,
        source: ThemeSource,
        messages: Callable[[], Messages],
        key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, "panel", bottom=True, parent=parent)
        self._messages, self._key_of = messages, key_of
        self._scheme = Scheme(key="", name=Words("", ""))
        self._counts: Counts = {}
        self._chosen: tuple[Layer, str] | None = None
        self._stuck: tuple[Layer, str] | None = None
        self._filled: frozenset[str] | None = None
        self._rows: list[LabelRow] = []
        self._heading = Title(source)
        self._sticky = Button(source, "", kind=ButtonKind.QUIET, icon="pin", tone="ink2")
        self._sticky.setCheckable(True)
        self._sticky.toggled.connect(self._sticky_pressed)
        self._as_before = Button(source, "", kind=ButtonKind.QUIET, tone="ink2")
        self._as_before.clicked.connect(self.same_speaker_requested)
        self.leave = IconButton(source, "close", "")
        self.leave.clicked.connect(self.leave_requested)
        for button in (self._sticky, self._as_before, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._body = QWidget(self)
        self._outer = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self._sticky)
        self._head.addWidget(self._as_before)
        self._head.addWidget(self.leave)
        self._outer.addLayout(self._head)
        self._outer.addWidget(self._body)
        self.retranslate()

    @property
    def rows(self) -> tuple[LabelRow, ...]:
        """The rows that are shown now, in reading order."""
        return tuple(self._rows)

    def show_scheme(self, scheme: Scheme) -> None:
        """Offer the labels and roles of this scheme."""
        self._scheme = scheme
        self._build()

    def show_counts(self, counts: Counts) -> None:
        """Show how often each label stands in the article."""
        self._counts = counts
        self._dress_rows()

    def show_chosen(self, chosen: tuple[Layer, str] | None) -> None:
        """Show which label what is selected has."""
        self._chosen = chosen
        self._dress_rows()

    def show_roles(self, filled: Collection[str] | None) -> None:
        """Show the roles, those that are filled with a tick; None shows the labels again."""
        was, self._filled = self._filled, None if filled is None else frozenset(filled)
        if (was is None) == (self._filled is None):
            self._dress_rows()
        else:
            self._build()

    def show_sticky(self, sticky: bool, *, label: tuple[Layer, str] | None = None) -> None:
        """Show whether labels stick, and which one does."""
        self._stuck = label if sticky else None
        self._sticky.blockSignals(True)
        self._sticky.setChecked(sticky)
        self._sticky.blockSignals(False)
        self._sticky.set_icon("pin-filled" if sticky else "pin")
        self._dress_rows()

    def show_drag(self, pointer: QCursor) -> None:
        """Show this pointer while a role is dragged."""
        for row in self._rows:
            row.setCursor(pointer)

    def end_drag(self) -> None:
        """A drag of a role is over, or given up."""
        for row in self._rows:
            row.end_drag()

    def retranslate(self) -> None:
        """Say everything again in the language and with the keys in use."""
        messages = self._messages()
        for button, action, key in (
            (self._sticky, "sticky", "palette.labels.sticky"),
            (self._as_before, "same_speaker", "palette.roles.as_before"),
        ):
            button.set_text(messages.text(key))
            button.set_cap(self._cap(action) or None)
            button.setToolTip(self._tip(messages.text(f"{key}_tip")))
        self.leave.set_name(messages.text("palette.roles.leave"))
        self._build()

    def retheme(self) -> None:
        super().retheme()
        self._build()

    def pick_label(self, at: QPoint | None = None) -> LabelPicker:
        """Open the list of every label, searched by name, at a point of the screen or under its row."""
        picker = LabelPicker(self._source, self._messages, self._label_cap, parent=self)
        picker.show_scheme(self._scheme)
        picker.label_chosen.connect(self.label_requested)
        picker.open_at(at or self._under(lambda row: row.layer is None and row.role is None))
        return picker

    def choose_region(self, at: QPoint | None = None) -> QMenu:
        """Open the menu of the kinds of region, at a point of the screen or under its row."""
        messages = self._messages()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(messages.text("palette.labels.regions"))
        for label in _offered(self._scheme.regions.labels):
            name = label.name.in_language(messages.language)
            cap = self._label_cap(Layer.REGIONS, label)
            action = menu.addAction(f"{name}\t{cap}" if cap else name)
            action.triggered.connect(lambda _=False, key=label.key: self.label_requested.emit(str(Layer.REGIONS), key))
        menu.popup(at or self._under(lambda row: row.layer is Layer.REGIONS))
        return menu

    def _under(self, wanted: Callable[[LabelRow], bool]) -> QPoint:
        row: QWidget = next((row for row in self._rows if wanted(row)), self)
        rtl = row.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return row.mapToGlobal(QPoint(row.width() if rtl else 0, row.height()))

    def _sticky_pressed(self, on: bool) -> None:
        self._sticky.set_icon("pin-filled" if on else "pin")
        self.sticky_toggled.emit(on)

    def _cap(self, action: str) -> str:
        return cap_text(self._key_of(action), self._messages())

    def _label_cap(self, layer: Layer, label: Label) -> str:
        if layer is Layer.REGIONS:
            return cap_text(label.hotkey or "", self._messages())
        return self._cap("claim" if layer is Layer.CLAIMS else LABEL + label.key)

    def _tip(self, title: str, words: str = "", note: str = "") -> str:
        return tip(title, words, note, direction=self.layoutDirection())

    def _build(self) -> None:
        """Make the rows of what is shown now; they are few, and change with the scheme or a claim that is opened."""
        roles = self._filled is not None
        self._heading.set_text(self._messages().text("palette.roles.name" if roles else "palette.labels.name"))
        self.setAccessibleName(self._heading.text())
        self._sticky.setVisible(not roles)
        self._as_before.setVisible(roles)
        self.leave.setVisible(roles)
        px = self.theme.px
        padding, reach = px(Size.PANE_PADDING), px(6)
        # The button in the heading reaches beyond the rows by its inset, so that its cap ends where they end.
        set_margins(self._outer, self, 0, px(12), 0, px(12))
        set_margins(self._head, self, padding, 0, padding - reach, 0)
        self._outer.setSpacing(px(2))
        had_focus = any(row.hasFocus() for row in self._rows)
        body = QWidget(self)
        stack = QVBoxLayout(body)
        stack.setContentsMargins(padding, 0, padding, 0)
        stack.setSpacing(px(8))
        self._rows = []
        if roles:
            stack.addLayout(self._columns([self._role_row(role) for role in self._scheme.roles if not role.retired]))
        else:
            stack.addLayout(self._columns(self._entity_rows()))
            stack.addWidget(Hairline(self._source))
            stack.addLayout(self._columns(self._other_rows(), across=True))
        self._outer.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        for row in self._rows:
            row.moved.connect(self._move_focus)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._rows:
            self._rows[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if had_focus:
                self._rows[0].setFocus()
        self._dress_rows()

    def _columns(self, rows: list[LabelRow], *, across: bool = False) -> QGridLayout:
        """Two columns: filled one after the other, or `across`, line by line."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.px(8))
        grid.setVerticalSpacing(0)
        high = (len(rows) + 1) // 2
        for number, row in enumerate(rows):
            line, column = (number // 2, number % 2) if across else (number % high, number // high)
            grid.addWidget(row, line, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._rows += rows
        return grid

    def _entity_rows(self) -> list[LabelRow]:
        labels = _offered(self._scheme.entities.labels)
        rows = [self._label_row(Layer.ENTITIES, label) for label in labels if label.shown]
        messages = self._messages()
        more = LabelRow(self._source)
        words, cap = messages.text("palette.labels.more"), self._cap("label_by_name")
        spoken = messages.text("palette.labels.spoken", label=words, cap=cap)
        more.show_row(words, cap=cap, spoken=spoken, tip=self._tip(messages.text("palette.picker.name")))
        more.clicked.connect(self.more_requested)
        return [*rows, more]

    def _other_rows(self) -> list[LabelRow]:
        claims = [label for label in _offered(self._scheme.claims.labels) if label.shown]
        rows = [self._label_row(Layer.CLAIMS, label) for label in claims]
        for layer, action, asked in (
            (Layer.RELATIONS, "relation", self.relation_requested),
            (Layer.REGIONS, "region", self.region_requested),
        ):
            if not self._scheme.layer(layer).labels:
                continue
            row = LabelRow(self._source, layer=layer)
            name = self._messages().text(f"palette.labels.{str(layer).removesuffix('s')}")
            cap = self._cap(action)
            row.show_row(name, cap=cap, spoken=name, tip=self._tip(name, note=both_letters(cap, self._messages())))
            row.clicked.connect(asked)
            rows.append(row)
        return rows

    def _label_row(self, layer: Layer, label: Label) -> LabelRow:
        row = LabelRow(self._source, layer=layer, label=label)
        language = self._messages().language
        name = label.name.in_language(language)
        guideline = first_sentence(label.guideline.in_language(language))
        cap = self._label_cap(layer, label)
        note = both_letters(cap, self._messages())
        short = label.short.in_language(language)
        row.show_row(name, cap=cap, spoken=name, tip=self._tip(name, guideline, note), short=short)
        row.clicked.connect(lambda: self.label_requested.emit(str(layer), label.key))
        row.entered.connect(lambda: self.topic_hovered.emit(Topic(layer, label.key)))
        return row

    def _role_row(self, role: Role) -> LabelRow:
        row = LabelRow(self._source, role=role)
        messages = self._messages()
        name, short = role.name.in_language(messages.language), role.short.in_language(messages.language)
        cap = self._cap(ROLE + role.key)
        guideline = first_sentence(role.guideline.in_language(messages.language))
        note = both_letters(cap, messages)
        row.show_row(name, cap=cap, spoken=name, tip=self._tip(name, guideline, note), short=short)
        row.clicked.connect(lambda: self.role_requested.emit(role.key))
        row.dragged.connect(lambda at: self.role_dragged.emit(role.key, at))
        row.dropped.connect(lambda at: self.role_dropped.emit(role.key, at))
        row.entered.connect(lambda: self.topic_hovered.emit(Topic(None, role.key)))
        return row

    def _dress_rows(self) -> None:
        """Show counts, ticks, the chosen and the sticking label on the rows that are there."""
        messages = self._messages()
        for row in self._rows:
            if row.role is not None:
                ticked = row.role.key in (self._filled or ())
                row.show_tick(ticked)
                name = row.role.name.in_language(messages.language)
                said = messages.text(f"palette.roles.{'filled' if ticked else 'empty'}", role=name, cap=row.cap)
                row.setAccessibleName(said)
            elif row.layer is not None:
                count = self._count(row)
                row.show_count(messages.number(count) if count else "")
                annotations = messages.text("panes.count.annotations", count=count)
                row.setAccessibleName(
                    messages.text("palette.labels.spoken_count", label=row.text(), annotations=annotations, cap=row.cap)
                )
                here = (row.layer, row.label.key if row.label else "")
                row.show_chosen(self._chosen is not None and self._is(row, self._chosen))
                row.show_sticking(here == self._stuck)

    def _count(self, row: LabelRow) -> int:
        if row.label is not None and row.layer is not None:
            return self._counts.get((row.layer, row.label.key), 0)
        return sum(n for (layer, _), n in self._counts.items() if layer is row.layer)

    @staticmethod
    def _is(row: LabelRow, chosen: tuple[Layer, str]) -> bool:
        layer, label = chosen
        return row.layer is layer and (row.label is None or row.label.key == label)

    def _move_focus(self, along: int, down: int) -> None:
        """Give the focus to the next row in that direction, by where the rows stand."""
        row = self.sender()
        if not isinstance(row, LabelRow):
            return
        here = row.geometry().center()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        step = QPoint(-along if rtl else along, down)

        def ahead(other: LabelRow) -> int:
            way = other.geometry().center() - here
            return way.x() * step.x() + way.y() * step.y()

        def aside(other: LabelRow) -> int:
            way = other.geometry().center() - here
            return abs(way.x() * step.y()) + abs(way.y() * step.x())

        found = min(
            (other for other in self._rows if ahead(other) > 0), key=lambda o: (aside(o), ahead(o)), default=None
        )
        if found is not None:
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            found.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            found.setFocus(Qt.FocusReason.TabFocusReason)


def _offered(labels: Collection[Label]) -> list[Label]:
    return [label for label in labels if not label.retired]
