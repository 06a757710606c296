"""Persons named before: their last names where they stand alone, and «his Russian counterpart»."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from hashiya.suggest import personwords as words
from hashiya.suggest.found import Found
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import keeps, stems
from hashiya.suggest.wordlists import word_list

ENGINE = "persons"
JOINTS = word_list("surnames")


class Name(NamedTuple):
    """A person's name in a text: words [first, end), letters cut from the first, how sure."""

    first: int
    end: int
    cut: int
    score: float


def keep(names: dict[int, Name], name: Name) -> None:
    """Put the name among those by their first words, unless a longer or surer one begins there."""
    before = names.get(name.first)
    if before is None or (name.end, name.score) > (before.end, before.score):
        names[name.first] = name


def without_overlaps(names: dict[int, Name]) -> list[Name]:
    """The names in the order of the text: of those that overlap the first, of those that begin there the longest."""
    kept: list[Name] = []
    for name in sorted(names.values(), key=lambda one: (one.first, -one.end)):
        if kept and name.first < kept[-1].end:
            continue
        kept.append(name)
    return kept


def alone(forms: Sequence[str], name: Name, names: Collection[Name]) -> Name:
    """The first of two persons who stand side by side: «حذر زودر ميركل», where «ماركوس زودر» stands elsewhere."""
    first = forms[name.first][name.cut :]
    if name.end != name.first + 2 or first in word_list("given"):
        return name
    full = any(other.end > other.first + 1 and forms[other.end - 1] == first for other in names)
    return name._replace(end=name.first + 1) if full else name


def propagated(text: Text, names: list[Name], closed: frozenset[int]) -> list[Found]:
    """The names, and their last words where they stand alone."""
    tokens = text.tokens
    names = _with_politeness(tokens.forms, names)
    found = [text.found(name.first, name.end, "PERS", name.score, ENGINE, cut=name.cut) for name in names]
    covered = {index for name in names for index in range(name.first, name.end)}
    last: dict[str, float] = {}
    pairs: dict[tuple[str, str], float] = {}
    for name in names:
        if name.end - name.first < 2 and name.score < 0.75:
            continue
        form = tokens.forms[name.end - 1]
        if name.end - name.first == 1:
            form = form[name.cut :]
        if len(form) > 2 and not is_common(form) and form not in words.AFTER_SERVANT and form not in words.ORDINALS:
            last[form] = max(last.get(form, 0.0), min(name.score, 0.85))
        if name.end - name.first > 2:
            two = tokens.forms[name.end - 2]
            if two in JOINTS or two == "عبد" or two in words.INSIDE_NAMES:
                last.pop(form, None)
                pairs[two, form] = min(name.score, 0.8)
    found += _again(text, pairs, covered)
    if not last:
        return found
    before = {tuple(tokens.forms[name.first : name.end - 1]) for name in names if name.end - name.first == 2}
    endings = {form[-3:] for form in last}
    for index, form in enumerate(tokens.forms):
        if form[-3:] not in endings or index in covered:
            continue
        for cut, stem in stems(form):
            if stem in last and not (cut and keeps(form)) and (index not in closed or not text.is_nationality(index)):
                full = not cut and index and tokens.goes_on(index) and (tokens.forms[index - 1],) in before
                first = index - 1 if full and index - 1 not in covered else index
                found.append(text.found(first, index + 1, "PERS", last[stem], ENGINE, cut=cut))
                break
    return found


def _with_politeness(forms: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names, each last name with الحاج before it where the whole name has it so: خليل الحاج توفيق."""
    pairs = {
        (forms[name.end - 2], forms[name.end - 1])
        for name in names
        if name.end - name.first > 2 and forms[name.end - 2] in words.INSIDE_NAMES
    }
    return [
        name._replace(first=name.first - 1)
        if name.end == name.first + 1 and (forms[name.first - 1], forms[name.first]) in pairs
        else name
        for name in names
    ]


def _again(text: Text, pairs: Mapping[tuple[str, str], float], covered: set[int]) -> list[Found]:
    """Last names of two words where they stand alone: أبو دقر, عبد الغفار."""
    tokens, forms = text.tokens, text.tokens.forms
    if not pairs:
        return []
    return [
        text.found(at - 1, at + 1, "PERS", pairs[forms[at - 1], forms[at]], ENGINE)
        for at in range(1, len(forms))
        if (forms[at - 1], forms[at]) in pairs and tokens.goes_on(at) and covered.isdisjoint((at - 1, at))
    ]


def counterparts(text: Text, names: list[Name], closed: frozenset[int]) -> list[Found]:
    """«His Russian counterpart» where no name follows it."""
    tokens = text.tokens
    firsts = {name.first for name in names}
    found: list[Found] = []
    for index, form in enumerate(tokens.forms):
        for cut, stem in stems(form) if "نظير" in form else ():
            if stem in words.COUNTERPARTS and tokens.goes_on(index + 1) and text.is_nationality(index + 1):
                if index + 2 not in firsts and index + 2 not in closed:
                    start, end = text.place(index, index + 2, cut)
                    found.append(Found(start, end, "PERS", 0.8, ENGINE, description=True))
                break
    return found
