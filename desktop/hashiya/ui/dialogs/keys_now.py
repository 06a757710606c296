"""All keys of this moment: what each does where the keyboard is now, with the Arabic letter of the key beside it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.actions import LABEL, ROLE, Action, Context
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.fields import ListField
from hashiya.ui.dialogs.rows import RowPainter, RowsDelegate, RowsModel, RowsView
from hashiya.ui.keyboard import Keyboard
from hashiya.ui.keys.places import letter_on
from hashiya.ui.keys.strokes import Stroke
from hashiya.ui.kit import TextLabel
from hashiya.ui.theme import ThemeSource, Type

_ROW = 34
_LETTER = 24
_ORDER = ("review", "roles", "labels", "annotate", "go", "more", "edit", "view", "project", "tools", "help")


@dataclass(frozen=True, slots=True)
class KeyNow:
    """One thing that can be done now; each key as its Latin cap and the Arabic letter on it, which may be empty."""

    title: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """What belongs together, under one heading."""

    title: str
    rows: tuple[KeyNow, ...]


def groups_now(
    keyboard: Keyboard,
    messages: Messages,
    scheme: Scheme | None,
    contexts: Collection[Context],
    *,
    platform: str = sys.platform,
) -> tuple[KeyGroup, ...]:
    """The keys that work while these contexts hold; those that work everywhere are always among them."""
    groups: dict[str, list[KeyNow]] = {}
    for action in keyboard.actions.values():
        if action.context is not Context.EVERYWHERE and action.context not in contexts:
            continue
        strokes = [
            stroke
            for stroke in keyboard.bindings.strokes(action.id)
            if keyboard.single_keys or not stroke.is_bare or len(stroke.key) > 1
        ]
        if strokes:
            caps = tuple((_cap(stroke, platform), letter_on(stroke.key, platform=platform)) for stroke in strokes)
            groups.setdefault(_group(action), []).append(KeyNow(_title(action.id, messages, scheme), caps))
    return tuple(
        KeyGroup(messages.text(f"keys.group.{group}"), tuple(groups[group])) for group in _ORDER if group in groups
    )


def _cap(stroke: Stroke, platform: str) -> str:
    return stroke.shown(mac=platform == "darwin")


def _group(action: Action) -> str:
    if action.id.startswith(LABEL):
        return "labels"
    if action.context is Context.REVIEW:
        return "review"
    if action.context is Context.CLAIM_OPEN:
        return "roles"
    return action.menu or "more"


def _title(action: str, messages: Messages, scheme: Scheme | None) -> str:
    if not action.startswith((LABEL, ROLE)):
        return messages.text(f"action.{action}").rstrip("…")
    key = action.partition(":")[2]
    named = None
    if scheme is not None:
        named = scheme.label(Layer.ENTITIES, key) if action.startswith(LABEL) else scheme.role(key)
    return named.name.in_language(messages.language) if named else key


class KeysNowDialog(Dialog):
    """Shows the groups in one list that can be searched in any spelling, by command or by key."""

    def __init__(
        self, theme: ThemeSource, messages: Said, *, groups: Sequence[KeyGroup], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "keys_now.title", parent=parent)
        self._groups = groups
        hint = self.say("keys_now.find")
        self.search = ListField(theme, name=hint, placeholder=hint, icon="search", clear_name=self.say("dialog.clear"))
        self.model: RowsModel[KeyGroup | KeyNow] = RowsModel(self._spoken)
        self.view = RowsView(
            theme,
            self.model,
            RowsDelegate(theme, _ROW, self._draw, lines=False),
            name=self.say("keys_now.title"),
            shown=13,
        )
        self._none = TextLabel(theme, self.say("keys_now.no_hits"), Type.SMALL, tone="ink2")
        self.add_words(self.say("keys_now.words"))
        for widget in (self.search, self._none):
            self.content.addWidget(widget)
        self.content.addWidget(self.view, 1)
        self.add_primary(self.say("dialog.close")).clicked.connect(self.accept)
        self.search.textChanged.connect(lambda _text: self._renew())
        self.search.walked.connect(self._walk)
        self.search.returnPressed.connect(self.accept)
        self.view.row_activated.connect(lambda _row: self.accept())
        self._renew()
        self.search.setFocus()

    def _renew(self) -> None:
        wanted = fold_key(self.search.text()).strip()
        shown: list[KeyGroup | KeyNow] = []
        for group in self._groups:
            rows = [row for row in group.rows if not wanted or _answers(row, wanted)]
            if rows:
                shown += [group, *rows]
        self.model.show_rows(shown)
        self._none.setVisible(not shown)
        if shown:
            self.view.choose(1)
            self.view.scrollToTop()

    def _walk(self, by: int) -> None:
        if not self.model.rows:
            return
        last = len(self.model.rows) - 1
        at = min(last, max(1, self.view.currentIndex().row() + by))
        if isinstance(self.model.rows[at], KeyGroup):
            at += 1 if by > 0 else -1
        self.view.choose(min(last, max(1, at)))

    def _spoken(self, row: KeyGroup | KeyNow) -> str:
        if isinstance(row, KeyGroup):
            return row.title
        return self.say("keys_now.row", title=row.title, keys=" ".join(" ".join(filter(None, key)) for key in row.keys))

    def _draw(self, painter: RowPainter, row: KeyGroup | KeyNow) -> None:
        theme = painter.theme
        if isinstance(row, KeyGroup):
            place = painter.place(12, 8, painter.width - 24, _ROW - 8)
            painter.text(row.title, Type.META_STRONG, theme.ink2, place)
            return
        end = painter.width - 12
        for cap, letter in reversed(row.keys):
            # Letters stand under one another, whether or not a key has one.
            if letter:
                place = painter.place(end - _LETTER + 6, 0, _LETTER - 6, _ROW)
                painter.text(letter, Type.SMALL, theme.ink2, place)
            end = painter.cap(cap, end - _LETTER, _ROW) - 10
        painter.text(row.title, Type.BODY, theme.ink, painter.place(12, 0, max(40, end - 18), _ROW))


def _answers(row: KeyNow, wanted: str) -> bool:
    """Whether the row is what was typed: a part of its name, or one of its keys, in either letter."""
    return wanted in fold_key(row.title) or any(wanted in _folded(key) for key in row.keys)


def _folded(key: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold_key(part) for part in key if part)
