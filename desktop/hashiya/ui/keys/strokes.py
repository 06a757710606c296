"""A stroke: modifiers and the key of the US keyboard that stands where the pressed key stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

LETTERS: Final = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS: Final = tuple("0123456789")
SIGNS: Final = ("`", "-", "=", "[", "]", "\\", ";", "'", ",", ".", "/")
NAMED: Final = (
    "Space", "Enter", "Esc", "Tab", "Backspace", "Del", "Insert", "Left", "Right", "Up", "Down", "Home", "End",
    "PgUp", "PgDn", "Menu", *(f"F{number}" for number in range(1, 36)),
)  # fmt: skip
TYPING: Final = frozenset((*LETTERS, *DIGITS, *SIGNS, "Space"))
"""The keys that write something in a text field."""

_KEYS: Final = frozenset((*TYPING, *NAMED))
_SHIFTED: Final = {
    "?": "/", "+": "=", "_": "-", "<": ",", ">": ".", ":": ";", '"': "'", "{": "[", "}": "]", "|": "\\", "~": "`",
    "!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0",
}  # fmt: skip
_OTHER_NAMES: Final = {
    "return": "Enter", "escape": "Esc", "delete": "Del", "pageup": "PgUp", "pagedown": "PgDn", "pgdown": "PgDn",
    "ins": "Insert",
}  # fmt: skip
_MODIFIERS: Final = {
    "ctrl": "ctrl",
    "shift": "shift",
    "alt": "alt",
    "meta": "meta",
    "⌘": "ctrl",
    "⇧": "shift",
    "⌥": "alt",
}
_MAC_KEYS: Final = {
    "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Enter": "↩", "Backspace": "⌫", "Del": "⌦", "Tab": "⇥",
    "Esc": "⎋", "PgUp": "⇞", "PgDn": "⇟", "Home": "↖", "End": "↘",
}  # fmt: skip
_ARROWS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """One press: whether Ctrl (⌘ on macOS), Shift, Alt and Meta (⌃ on macOS) are held, and the US key's name."""

    ctrl: bool
    shift: bool
    alt: bool
    key: str
    meta: bool = False

    def __post_init__(self) -> None:
        if self.key not in _KEYS:
            raise ValueError(f"not a key: {self.key!r}")

    def __str__(self) -> str:
        held = (("Ctrl+", self.ctrl), ("Meta+", self.meta), ("Alt+", self.alt), ("Shift+", self.shift))
        return "".join(name for name, on in held if on) + self.key

    @property
    def is_bare(self) -> bool:
        """Whether none of Ctrl, Alt and Meta is held."""
        return not (self.ctrl or self.alt or self.meta)

    @property
    def is_typing(self) -> bool:
        """Whether a text field would write something."""
        return self.is_bare and self.key in TYPING

    def shown(self, *, mac: bool = False, letter: str | None = None) -> str:
        """The stroke as a key cap shows it, written left to right; with the letter of the layout in use when given."""
        if self.shift and self.key == "/" and not letter:
            return replace(self, shift=False).shown(mac=mac, letter="?")
        key = letter or (_MAC_KEYS if mac else _ARROWS).get(self.key, self.key)
        if mac:
            held = (("⌃", self.meta), ("⌥", self.alt), ("⇧", self.shift), ("⌘", self.ctrl))
            return "".join(sign for sign, on in held if on) + key
        return str(self).removesuffix(self.key) + key


def parse(text: str) -> Stroke:
    """The stroke of a text such as «Ctrl+Shift+Z», «?» or «Alt+[»; raises ValueError when it is none."""
    parts, key = _taken_apart(text.strip())
    held = dict.fromkeys(("ctrl", "shift", "alt", "meta"), False)
    for part in parts:
        name = _MODIFIERS.get(part.strip().casefold())
        if name is None or held[name]:
            raise ValueError(f"not a stroke: {text!r}")
        held[name] = True
    if key in _SHIFTED:
        key, held["shift"] = _SHIFTED[key], True
    return Stroke(held["ctrl"], held["shift"], held["alt"], _key_named(key, text), held["meta"])


def _taken_apart(text: str) -> tuple[list[str], str]:
    """The modifiers and the key; a plus sign at the end is the key."""
    if text == "+" or text.endswith("++"):
        return [part for part in text[:-1].split("+") if part], "+"
    *parts, key = text.split("+")
    return parts, key.strip()


def _key_named(key: str, text: str) -> str:
    """The key as it is written in strokes."""
    if key in _KEYS:
        return key
    if len(key) == 1 and key.upper() in _KEYS:
        return key.upper()
    folded = key.casefold()
    named = _OTHER_NAMES.get(folded) or next((name for name in NAMED if name.casefold() == folded), None)
    if named is None:
        raise ValueError(f"not a stroke: {text!r}")
    return named


def sign_stroke(sign: str) -> tuple[str, bool] | None:
    """The key, and whether Shift is held, that writes this sign on a US keyboard; None for other characters."""
    if sign in SIGNS:
        return sign, False
    return (_SHIFTED[sign], True) if sign in _SHIFTED else None
