"""Spans and relations as a Prodigy task has them, with what we put beside them so that nothing is lost."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard

from hashiya.exchange.draft import By
from hashiya.exchange.layered import LayeredLink, LayeredSpan

Refuse = Callable[[str, object], None]
TOKEN = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]+|\S")
_DETAILS = ("note", "referent", "cluster", "restatement")


def is_place(value: Any) -> TypeGuard[int]:
    """Whether the value may be an offset."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53


def text_of(value: Any) -> str | None:
    """The value, when it is a text that says something."""
    return value if isinstance(value, str) and value else None


def by_of(one: Mapping[str, Any], annotator: str | None) -> By:
    """Who made it, as the span or relation says."""
    score = one.get("score")
    known = isinstance(score, int | float) and not isinstance(score, bool) and abs(score) < 1e300
    return By(
        annotator=annotator,
        origin=text_of(one.get("origin")),
        score=float(score) if known and score is not None and math.isfinite(score) else None,
        created=text_of(one.get("created")),
        modified=text_of(one.get("modified")),
    )


def _choices(one: Mapping[str, Any]) -> tuple[dict[str, str | None], list[str]]:
    attributes, defaulted = one.get("attributes"), one.get("defaulted")
    kept = attributes.items() if isinstance(attributes, dict) else ()
    return (
        {key: value for key, value in kept if value is None or isinstance(value, str)},
        [name for name in defaulted if isinstance(name, str)] if isinstance(defaulted, list) else [],
    )


class Tokens:
    """The tokens of a task, by their numbers."""

    def __init__(self, given: Any) -> None:
        tokens = given if isinstance(given, list) else []
        self._places = [
            (one["start"], one["end"])
            if isinstance(one, dict) and is_place(one.get("start")) and is_place(one.get("end"))
            else None
            for one in tokens
        ]

    def place(self, first: Any, last: Any) -> tuple[int, int] | None:
        """Where the tokens stand; the last one is of them, unlike the end of a range."""
        if not is_place(first) or not is_place(last) or not 0 <= first <= last < len(self._places):
            return None
        begin, end = self._places[first], self._places[last]
        return (begin[0], end[1]) if begin and end else None


def read_span(
    one: Any, tokens: Tokens, refuse: Refuse, *, number: str, annotator: str | None, line: int
) -> LayeredSpan | None:
    """The span; None, said, when it is none."""
    if not isinstance(one, dict):
        refuse("formats_prodigy.no_span", one)
        return None
    start, end = one.get("start"), one.get("end")
    by_tokens = tokens.place(one.get("token_start"), one.get("token_end"))
    if (start is None or end is None) and by_tokens:
        start, end = by_tokens
    if not is_place(start) or not is_place(end):
        refuse("reading.no_number", f"{start} {end}")
        return None
    if by_tokens and by_tokens != (start, end) and "fragments" not in one and "id" not in one:
        refuse("formats_prodigy.tokens_differ", f"{start} {end} ≠ {by_tokens[0]} {by_tokens[1]}")
    attributes, defaulted = _choices(one)
    return LayeredSpan(
        id=text_of(one.get("id")) or number,
        label=text_of(one.get("label")) or "",
        pieces=_pieces(one.get("fragments"), start, end),
        quote=text_of(one.get("text")),
        by=by_of(one, annotator),
        line=line,
        attributes=attributes,
        defaulted=defaulted,
        **{key: text_of(one.get(key)) for key in _DETAILS},
    )


def _pieces(kept: Any, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of an export of ours, as long as the span was not moved since."""
    if isinstance(kept, list) and kept and all(isinstance(one, list) and len(one) == 2 for one in kept):
        pieces = [(one[0], one[1]) for one in kept if is_place(one[0]) and is_place(one[1])]
        if len(pieces) == len(kept) and pieces[0][0] == start and pieces[-1][1] == end:
            return pieces
    return [(start, end)]


class Ends:
    """The spans that relations may join, by their places."""

    def __init__(self, spans: Sequence[LayeredSpan], tokens: Tokens) -> None:
        self._tokens = tokens
        self._ids = {span.id for span in spans}
        self._labelled = {(*span.pieces[0], span.label): span.id for span in reversed(spans) if span.pieces}
        self._placed = {span.pieces[0]: span.id for span in reversed(spans) if span.pieces}
        self._spans = spans

    def id(self, said: Any, token: Any) -> str | None:
        """The span at the end of a relation: as the relation says its place, else the shortest with the token."""
        if isinstance(said, dict):
            own = text_of(said.get("id"))
            if own is not None:
                return own
            start, end, label = said.get("start"), said.get("end"), text_of(said.get("label")) or ""
            if is_place(start) and is_place(end):
                found = self._labelled.get((start, end, label)) or self._placed.get((start, end))
                if found:
                    return found
        where = self._tokens.place(token, token)
        if where is None:
            return None
        around = [s for s in self._spans if s.pieces[0][0] <= where[0] and where[1] <= s.pieces[0][1]]
        return min(around, key=lambda s: s.pieces[0][1] - s.pieces[0][0]).id if around else None


def read_link(one: Any, ends: Ends, refuse: Refuse, *, annotator: str | None, line: int) -> LayeredLink | None:
    """The relation; None, said, when it is none, or joins words that no span has."""
    if not isinstance(one, dict):
        refuse("formats_prodigy.no_relation", one)
        return None
    head, tail = ends.id(one.get("head_span"), one.get("head")), ends.id(one.get("child_span"), one.get("child"))
    label = text_of(one.get("label")) or ""
    if head is None or tail is None:
        refuse("formats_prodigy.no_end", f"{label}: {one.get('head')} → {one.get('child')}")
        return None
    attributes, defaulted = _choices(one)
    return LayeredLink(
        head=head,
        tail=tail,
        label=label,
        id=text_of(one.get("id")),
        by=by_of(one, annotator),
        line=line,
        note=text_of(one.get("note")),
        attributes=attributes,
        defaulted=defaulted,
    )


class Cut:
    """A text cut into tokens, also where a mark begins or ends."""

    def __init__(self, text: str, edges: set[int]) -> None:
        places: list[tuple[int, int]] = []
        inner = sorted(edges)
        for match in TOKEN.finditer(text):
            start, end = match.span()
            within = inner[bisect_right(inner, start) : bisect_left(inner, end)]
            for edge in (*within, end):
                places.append((start, edge))
                start = edge
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]
        self.tokens = [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1].isspace()}
            for number, (start, end) in enumerate(places)
        ]

    def numbers(self, start: int, end: int) -> dict[str, int]:
        """The first and the last token of the range; nothing where it is all white space."""
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end) - 1
        return {"token_start": first, "token_end": last} if first <= last else {}
