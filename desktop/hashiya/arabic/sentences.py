"""Paragraphs, sentences, quotations and clauses of a text.

A sentence ends at a stop that white space follows, never inside a pair of quotation marks, between digits, after a
single letter (an initial) or at «..», which in these texts is a pause. A clause is what the scheme calls content: it
ends before punctuation and quotation marks, and begins after an opening one, after a colon and after the
complementizers أن، إن، بأن in any spelling; at one that carries a pronoun (أنه). فإن is no complementizer: it opens
the second half of a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hashiya.arabic.letters import ARABIC_LETTERS, MARKS, TATWEEL
from hashiya.arabic.words import words
from hashiya.domain.span import Span

_LINE = re.compile("[^\n\r\u0085\u2029]+")
_STOP = re.compile("[.؟?!…۔]+")
_CLOSING: Final = '»”"’)]}'
_PAIRED: Final = {
    "«": "g",
    "»": "g",
    "“": "c",
    "”": "c",
    "„": "c",
    '"': "s",
    "''": "a",
    "‘‘": "d",
    "’’": "d",
}
"""The kind of each mark; two apostrophes are one, as outlets of the Maghreb write them."""
_OPENING: Final = frozenset({"«", "“", "„", '"', "''", "‘‘"})
_STRAIGHT: Final = frozenset({'"', "''"})
_DEEPEST: Final = 8  # quotations that one stands in
_BEFORE_CLOSING: Final = frozenset(".؟?!…%)")
_AFTER_OPENING: Final = frozenset("«“(")
_QUOTATION_MARK = re.compile("[«»“”„\"]|''|‘‘|’’")
_CLAUSE_BREAK = re.compile(r"[،؛:.؟?!,;…۔«»“”„\"()\[\]{}—–]|\s-\s|\s-$|^-\s|\s['‘’]|['‘’]\s")
_RUN_TOGETHER = re.compile(f"[{ARABIC_LETTERS}]")
_DROPPED = re.compile(f"[{MARKS}{TATWEEL}]")
_COMPLEMENTIZER = re.compile("(?P<conjunction>و?)(?P<stem>ب?[أإا]ن)(?P<pronoun>ه|ها|هما|هم|هن|ك|كم|كن|ي|ني|نا|ا)?")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines that hold something, without the white space around them."""
    return tuple(trimmed for line in _LINE.finditer(text) if (trimmed := _trimmed(text, *line.span())))


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """What stands between paired quotation marks in one paragraph, the marks left out; an unpaired one is ignored.

    Each mark is paired with one of its own kind. Where that leaves one over, as in «…" or »…«, what stands beside a
    mark tells which side it is.
    """
    marks = list(_QUOTATION_MARK.finditer(text, start, len(text) if end is None else end))
    found, are_all = _paired_by_kind(marks)
    if not are_all:
        found = _paired_by_side(text, marks)
    return tuple(sorted(filter(None, (_trimmed(text, *inside) for inside in found))))


def _paired_by_kind(marks: Sequence[re.Match[str]]) -> tuple[list[tuple[int, int]], bool]:
    """What stands between marks of one kind; whether each mark has its other, and no two pairs cross."""
    opened: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for mark in marks:
        kind = _PAIRED[mark.group()]
        if kind in opened and mark.group() != "«":
            if kind != next(reversed(opened)):
                return found, False
            found.append((opened.pop(kind), mark.start()))
        elif kind not in opened and mark.group() != "»":
            opened[kind] = mark.end()
    return found, 2 * len(found) == len(marks)


def _paired_by_side(text: str, marks: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """The same where marks are missing, of two kinds or the wrong way round."""
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    later = _next_of_each_kind(marks)
    for number, mark in enumerate(marks):
        kind = _PAIRED[mark.group()]
        kinds = [one for one, _ in opened]
        if _is_opening(text, mark, kinds):
            if mark.group() in _STRAIGHT and kind in kinds:
                del opened[kinds.index(kind) :]
            opened = [*opened[-_DEEPEST:], (kind, mark.end())]
        elif kind in kinds:
            place = max(n for n, one in enumerate(kinds) if one == kind)
            found.append((opened[place][1], mark.start()))
            del opened[place:]
        elif opened:
            own = later[number].get(kinds[-1])
            if own is None or _is_opening(text, own, kinds[-1:]):
                found.append((opened.pop()[1], mark.start()))
    return found


def _next_of_each_kind(marks: Sequence[re.Match[str]]) -> list[dict[str, re.Match[str]]]:
    """For each mark the nearest one after it of every kind."""
    later: list[dict[str, re.Match[str]]] = [{} for _ in marks]
    for number in range(len(marks) - 1, 0, -1):
        later[number - 1] = later[number] | {_PAIRED[marks[number].group()]: marks[number]}
    return later


def _is_opening(text: str, mark: re.Match[str], kinds: Sequence[str]) -> bool:
    """Whether the mark opens: by what stands beside it, where that tells; else by its form, a straight one in turn.

    `kinds` are open already: where nothing is open, nothing can be closed.
    """
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    behind, ahead = before.isalnum() or before in _BEFORE_CLOSING, after.isalnum() or after in _AFTER_OPENING
    if behind != ahead:
        return ahead or (not kinds and mark.group() in _OPENING)
    return mark.group() in _OPENING and (mark.group() not in _STRAIGHT or _PAIRED[mark.group()] not in kinds)


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of the text, or of its part [start, end), with their stops."""
    found: list[Span] = []
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        begun = line.start()
        for stop in (*_stops(text, *line.span()), line.end()):
            if sentence := _trimmed(text, begun, stop):
                found.append(sentence)
            begun = stop
    return tuple(found)


def clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The clauses, by their start; one that begins inside another, after a complementizer, ends where that one ends."""
    found: list[Span] = []
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        piece: list[Span] = []
        for word in words(text, *line.span()):
            if piece and _parts(text, piece[-1], word.start):
                found += _clauses_of(text, piece)
                piece = []
            piece.append(word)
        found += _clauses_of(text, piece)
    return tuple(found)


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences of one paragraph end, before the white space that follows."""
    quoted = quotations(text, start, end)
    for stop in _STOP.finditer(text, start, end):
        after = stop.end()
        while after < end and text[after] in _CLOSING:
            after += 1
        if any(span.start <= stop.start() and after <= span.end for span in quoted):
            continue
        if after < end and not text[after].isspace():
            if after == stop.end() and stop.group() == "." and _has_lost_its_space(text, stop.start(), start):
                yield after
            continue
        if stop.group() == ".." and after < end:
            continue
        if stop.group() == "." and _is_initial(text, stop.start(), start):
            continue
        yield after


def _is_initial(text: str, dot: int, start: int) -> bool:
    """Whether one single letter stands before the dot: د. or J."""
    letters = _DROPPED.sub("", text[max(start, dot - 4) : dot])
    return letters[-1:].isalpha() and not letters[-2:-1].isalnum()


def _has_lost_its_space(text: str, dot: int, start: int) -> bool:
    """Whether the dot parts two Arabic words: three letters or a space before it, two letters after it."""
    before, after = text[max(start, dot - 3) : dot], text[dot + 1 : dot + 3]
    ends = (before[-1:] == " " and not _is_initial(text, dot - 1, start)) or len(_RUN_TOGETHER.findall(before)) == 3
    return ends and len(_RUN_TOGETHER.findall(after)) == 2


def _parts(text: str, before: Span, start: int) -> bool:
    """Whether what stands between two words ends a clause."""
    gap = text[before.end : start]
    if gap == " ":
        return False
    if gap.startswith(".") and not gap.startswith("..") and _is_initial(text, before.end, before.start):
        gap = gap[1:]
    return _CLAUSE_BREAK.search(gap) is not None


def _clauses_of(text: str, piece: list[Span]) -> Iterator[Span]:
    """The clause of a piece without punctuation, and those that begin inside it."""
    if not piece:
        return
    end = piece[-1].end
    starts = [piece[0].start]
    for index, word in enumerate(piece):
        following = piece[index + 1] if index + 1 < len(piece) else None
        begun = _begun_by(text, word, following)
        if begun is not None and begun > starts[-1]:
            starts.append(begun)
    yield from (Span(start, end) for start in starts)


def _begun_by(text: str, word: Span, following: Span | None) -> int | None:
    """Where a clause begins because of this word; None when the word is no complementizer."""
    letters = _DROPPED.sub("", word.of(text))
    found = _COMPLEMENTIZER.fullmatch(letters)
    if found is None or (letters == "بان" and following is not None and following.of(text) == "كي"):
        return None
    if found["pronoun"]:
        return _after_letters(text, word, len(found["conjunction"]))
    return following.start if following is not None else None


def _after_letters(text: str, word: Span, count: int) -> int:
    """The place in the word after so many letters and their marks."""
    place = word.start
    while count:
        place += 1
        while _DROPPED.match(text, place):
            place += 1
        count -= 1
    return place


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges; None when nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
