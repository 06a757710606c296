"""Which stroke does what: the defaults, what a person has changed, and what must not be."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hashiya.ui.keys.strokes import DIGITS, LETTERS, Stroke, parse

EVERYWHERE: Final = "everywhere"
_TOGETHER: Final = frozenset({frozenset({"viewer", "claim_open"})})
"""Contexts that hold at the same time; review and list are states of their own, whose keys go first."""
_RESERVED: Final = ("Ctrl+Space", "F10", "Insert", "Ctrl+Tab", "Ctrl+Shift+Tab", "Alt+F4", "Alt+Tab", "Alt+Space")
_RESERVED_ON_MAC: Final = ("Ctrl+H", "Ctrl+M", "Ctrl+Q", "Ctrl+`", "F11")


class Refused(StrEnum):
    """Why a key cannot have a stroke."""

    CLASH = "clash"
    RESERVED = "reserved"
    TYPING = "typing"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stroke that an action cannot have, why, and the action that has it already."""

    reason: Refused
    stroke: Stroke
    taken_by: str | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """An action's id, the context in which its key works, and its default strokes."""

    action: str
    context: str
    strokes: tuple[Stroke, ...]

    @classmethod
    def of(cls, action: str, context: str, *strokes: str) -> Binding:
        """A binding of strokes in their text form; two texts of one stroke count once."""
        return cls(action, str(context), tuple(dict.fromkeys(parse(stroke) for stroke in strokes)))


class Bindings:
    """The strokes of every action, looked up by stroke and context.

    Raises ValueError when the defaults clash. Changes that clash, or name an action or a stroke that is not there,
    are left out; they stand in `left_out`.
    """

    def __init__(self, defaults: Iterable[Binding], changes: Mapping[str, Sequence[str]] | None = None) -> None:
        self._defaults = {binding.action: binding for binding in defaults}
        self._changes: dict[str, tuple[Stroke, ...]] = {}
        self._table: dict[tuple[str, Stroke], str] = {}
        for action, binding in self._defaults.items():
            if refusal := self._clash(action, binding.strokes):
                raise ValueError(f"{refusal.stroke} of {action} is the key of {refusal.taken_by}")
            self._enter(action, binding.strokes)
        self.left_out: tuple[str, ...] = self._applied(changes or {})

    def lookup(self, stroke: Stroke, contexts: Sequence[str]) -> str | None:
        """The action of a stroke in the first of these contexts, inner ones first, that has it; last everywhere."""
        for context in (*contexts, EVERYWHERE):
            if action := self._table.get((str(context), stroke)):
                return action
        return None

    def strokes(self, action: str) -> tuple[Stroke, ...]:
        """The strokes of an action, the one to show first; none for an unknown action."""
        if action in self._changes:
            return self._changes[action]
        return self._defaults[action].strokes if action in self._defaults else ()

    def is_changed(self, action: str) -> bool:
        """Whether the action's strokes are not the default ones."""
        return action in self._changes

    def refusal(self, action: str, strokes: Sequence[Stroke]) -> Refusal | None:
        """Why the action cannot have these strokes."""
        context = self._defaults[action].context
        for stroke in strokes:
            if _is_reserved(stroke):
                return Refusal(Refused.RESERVED, stroke)
            if context == EVERYWHERE and stroke.is_typing:
                return Refusal(Refused.TYPING, stroke)
        return self._clash(action, strokes)

    def change(self, action: str, strokes: Sequence[Stroke]) -> Refusal | None:
        """Give the action other strokes, or none; the refusal when it cannot have them, and then nothing changes."""
        wanted = tuple(dict.fromkeys(strokes))
        if wanted == self._defaults[action].strokes:
            return self.reset(action)
        if refusal := self.refusal(action, wanted):
            return refusal
        self._leave(action)
        self._changes[action] = wanted
        self._enter(action, wanted)
        return None

    def reset(self, action: str) -> Refusal | None:
        """Give the action its default strokes again; the refusal when another action has taken one of them."""
        if action not in self._changes:
            return None
        defaults = self._defaults[action].strokes
        if refusal := self._clash(action, defaults):
            return refusal
        self._leave(action)
        del self._changes[action]
        self._enter(action, defaults)
        return None

    def reset_all(self) -> None:
        """Give every action its default strokes again."""
        self._changes.clear()
        self._table.clear()
        for action, binding in self._defaults.items():
            self._enter(action, binding.strokes)

    def to_dict(self) -> dict[str, list[str]]:
        """The changes alone, as settings keep them."""
        return {action: [str(stroke) for stroke in strokes] for action, strokes in sorted(self._changes.items())}

    def _applied(self, changes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Apply changes from settings together, so that two actions may swap keys; the actions that were left out."""
        wanted: dict[str, tuple[Stroke, ...]] = {}
        left_out = []
        for action, texts in changes.items():
            try:
                strokes = tuple(dict.fromkeys(parse(text) for text in texts))
            except ValueError:
                left_out.append(action)
                continue
            if action not in self._defaults:
                left_out.append(action)
            elif strokes != self._defaults[action].strokes:
                wanted[action] = strokes
        for action in wanted:
            self._leave(action)
        for action, strokes in wanted.items():
            if self.refusal(action, strokes):
                left_out.append(action)
            else:
                self._changes[action] = strokes
                self._enter(action, strokes)
        for action in wanted:
            if action not in self._changes:
                self._fall_back(action)
        return tuple(left_out)

    def _fall_back(self, action: str) -> None:
        """Give the action those of its default strokes that no other has taken."""
        defaults = self._defaults[action].strokes
        free = tuple(stroke for stroke in defaults if not self._clash(action, (stroke,)))
        if free != defaults:
            self._changes[action] = free
        self._enter(action, free)

    def _clash(self, action: str, strokes: Sequence[Stroke]) -> Refusal | None:
        context = self._defaults[action].context
        for stroke in strokes:
            for (other_context, other_stroke), other in self._table.items():
                if other_stroke == stroke and other != action and _overlap(context, other_context):
                    return Refusal(Refused.CLASH, stroke, other)
        return None

    def _enter(self, action: str, strokes: Sequence[Stroke]) -> None:
        self._table.update({(self._defaults[action].context, stroke): action for stroke in strokes})

    def _leave(self, action: str) -> None:
        self._table = {place: other for place, other in self._table.items() if other != action}


def _overlap(one: str, other: str) -> bool:
    """Whether two contexts can hold at the same time without one going first by design."""
    return one == other or EVERYWHERE in {one, other} or frozenset({one, other}) in _TOGETHER


def _is_reserved(stroke: Stroke) -> bool:
    """Whether a system, a layout switch or a menu needs the stroke (design: «Do not use»)."""
    if stroke.alt and (stroke.ctrl or stroke.shift or stroke.key in LETTERS or stroke.key in DIGITS):
        return True
    reserved = _RESERVED + (_RESERVED_ON_MAC if sys.platform == "darwin" else ())
    return stroke.key == "Insert" or str(stroke) in reserved
