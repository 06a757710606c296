"""Colours as numbers: mixing, WCAG 2 contrast, and moving a colour in lightness until it can be read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor

Colour = QColor | str
"""A QColor, or its hex text such as «#3D4BCD»."""

_STEPS = 200


def colour(value: Colour) -> QColor:
    """Return the value as a QColor; raises ValueError for a text that is no colour."""
    made = QColor(value)
    if not made.isValid():
        raise ValueError(f"not a colour: {value!r}")
    return made


def mix(over: Colour, paper: Colour, share: float) -> QColor:
    """Return `paper` with `share` (0 to 1) of `over` in it, opaque."""
    top, base = colour(over), colour(paper)
    return QColor(
        round(top.red() * share + base.red() * (1 - share)),
        round(top.green() * share + base.green() * (1 - share)),
        round(top.blue() * share + base.blue() * (1 - share)),
    )


def luminance(value: Colour) -> float:
    """Return the relative luminance of WCAG 2, from 0 for black to 1 for white."""
    red, green, blue = _linear(colour(value))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2 between two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True, slots=True)
class Readable:
    """A colour that can be read on its ground, and whether it had to be moved in lightness for that."""

    colour: QColor
    moved: bool


def readable(value: Colour, on: Colour | Callable[[QColor], QColor], least: float = 4.5) -> Readable:
    """Return `value`, moved in OKLCH lightness as little as reaches `least` contrast with `on`.

    `on` may be a function of the colour, for a ground that is itself mixed from it, such as a band.
    """
    start = colour(value)

    def ground(candidate: QColor) -> QColor:
        return on(candidate) if callable(on) else colour(on)

    if contrast(start, ground(start)) >= least:
        return Readable(start, moved=False)
    lightness, chroma, hue = to_oklch(start)
    best = start
    # A step away in either direction: the nearest that reads wins, whichever side of the ground it is on.
    for step in range(1, _STEPS + 1):
        for target in (lightness - step / _STEPS, lightness + step / _STEPS):
            if not 0 <= target <= 1:
                continue
            candidate = from_oklch(target, chroma, hue)
            if contrast(candidate, ground(candidate)) >= least:
                return Readable(candidate, moved=True)
            if contrast(candidate, ground(candidate)) > contrast(best, ground(best)):
                best = candidate
    return Readable(best, moved=True)


def to_oklch(value: Colour) -> tuple[float, float, float]:
    """Return lightness (0 to 1), chroma and hue (radians) of a colour in OKLCH (Ottosson 2020)."""
    red, green, blue = _linear(colour(value))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """Return the colour of this lightness and hue whose chroma is the greatest, up to `chroma`, that a screen shows."""
    low, high = 0.0, chroma
    if _inside(_rgb_of(lightness, high, hue)):
        low = high
    for _ in range(14):
        if low == high:
            break
        middle = (low + high) / 2
        if _inside(_rgb_of(lightness, middle, hue)):
            low = middle
        else:
            high = middle
    return QColor.fromRgb(*(round(255 * _encoded(part)) for part in _rgb_of(lightness, low, hue)))


def _rgb_of(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _inside(rgb: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in rgb)


def _linear(value: QColor) -> tuple[float, float, float]:
    return _decoded(value.red()), _decoded(value.green()), _decoded(value.blue())


def _decoded(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    share = min(1.0, max(0.0, part))
    return share * 12.92 if share <= 0.0031308 else float(1.055 * share ** (1 / 2.4) - 0.055)
