"""A text as HTML with its annotations: bands for mentions, lines for claims, a veil for regions that are dimmed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

MOST_LINES = 4
"""Lines under a word; deeper nesting shows in the names alone."""
LONGEST_KEPT = 40
"""Code points of a word that is kept in one piece with the names on it; a longer one may have to break."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Band:
    """One piece of an annotation, [start, end): how it shows, and what stands behind its end."""

    start: int
    end: int
    kind: Literal["mention", "claim", "region"]
    colour: str
    name: str = ""
    anchor: str = ""
    title: str = ""
    dimmed: bool = False


def marked_text(text: str, bands: Sequence[Band]) -> Iterator[str]:
    """The text cut at every edge of a band; a cut is a span element, which keeps letters joined.

    A word with names on it is kept on one line with them.
    """
    kept = _kept(text, bands)
    edges = sorted({0, len(text), *kept, *kept.values(), *(edge for band in bands for edge in (band.start, band.end))})
    starting: Mapping[int, list[Band]] = _by(bands, "start")
    ending: Mapping[int, list[Band]] = _by(bands, "end")
    here: list[Band] = []
    closing = -1
    for start, end in pairwise(edges):
        here = [band for band in here if band.end > start] + starting.get(start, [])
        here.sort(key=lambda band: (band.start - band.end, band.start))
        for band in starting.get(start, []):
            if band.anchor:
                yield f'<a id="{band.anchor}"></a>'
        if start in kept:
            closing = kept[start]
            yield '<span class="kept">'
        yield _piece(text[start:end], here)
        for band in sorted(ending.get(end, []), key=lambda band: -band.start):
            if band.name:
                yield f'<small style="color:{band.colour}">{escape(band.name)}</small>'
        if end == closing:
            yield "</span>"


def _kept(text: str, bands: Sequence[Band]) -> dict[int, int]:
    """The words in or behind which a name stands, by their starts."""
    named = {band.end for band in bands if band.name}
    if not named:
        return {}
    words = [word.span() for word in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    found = (words[bisect_right(starts, end - 1) - 1] for end in named if end > starts[0]) if starts else ()
    return {start: end for start, end in found if end - start <= LONGEST_KEPT}


def _by(bands: Sequence[Band], edge: Literal["start", "end"]) -> dict[int, list[Band]]:
    found: dict[int, list[Band]] = {}
    for band in bands:
        found.setdefault(band.start if edge == "start" else band.end, []).append(band)
    return found


def _piece(text: str, here: Sequence[Band]) -> str:
    shown = escape(text, quote=False)
    if not here:
        return shown
    mentions = [band for band in here if band.kind == "mention"]
    lines = [*(band for band in here if band.kind == "claim"), *mentions][:MOST_LINES]
    style = []
    if mentions:
        # The innermost colours the ground, as on the screen.
        style.append(f"background:{mentions[-1].colour}24")
    shadows = []
    for number, band in enumerate(reversed(lines)):
        shadows += [f"0 {3 * number + 2}px 0 {band.colour}", f"0 {3 * number + 3}px 0 #fff"]
    if shadows:
        style.append(f"box-shadow:{','.join(shadows)}")
    title = " · ".join(dict.fromkeys(band.title for band in here if band.title))
    dimmed = ' class="dimmed"' if any(band.dimmed for band in here) else ""
    return f'<span{dimmed} style="{";".join(style)}" title="{escape(title)}">{shown}</span>'
