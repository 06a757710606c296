"""Mentions of one text that name the same, and the new referent for them where the project knows none.

Names are the same when they are folded the same, or have one skeleton, or one sound; a person's surname is the same as
the one full name of the text that ends with it. Where a name could be of two nobody is told apart: nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hashiya.arabic.folding import fold_key
from hashiya.arabic.letters import TATWEEL
from hashiya.arabic.proclitics import default_stem
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId
from hashiya.domain.span import Span
from hashiya.suggest.proposal import FEWEST, NewReferent, Proposal
from hashiya.suggest.referents import (
    NAMED,
    Referents,
    Register,
    Unreferred,
    nationality_stem,
    skeleton_of,
    sound_of,
)

LONGEST = 8
"""Words of the longest name of which the surname is looked for."""
SAME, SURNAME, SPELLED, SOUNDING = 0.95, 0.93, 0.75, 0.65
"""Scores of names that are folded the same, that end a full name, that are spelled so, that sound so."""
BINDING = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ابا", "ام", "عبد", "ال"})
"""Folded words that belong to the next one: سلمان is not the surname of محمد بن سلمان."""
POSITION, BODY = "OCC", "ORG"
"""Labels of a position and of the body that its words name: الخارجية in وزير الخارجية is another in each state."""
_MINISTER = re.compile(r"\bوزير|\bوزرا")
_PROCLITICS = frozenset("وفبكل")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one label that name the same, in text order, and what they call it."""

    label: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Unreferred, ...]
    keys: tuple[str, ...]
    """Every name that they have, folded."""
    score: float


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing a name, without what is glued to it; the mentions written so, in text order."""

    words: str
    mentions: list[Unreferred]


_Names = Mapping[str, Sequence[_Form]]
"""Forms by the folded name that they share."""


@dataclass(frozen=True, slots=True)
class _Called:
    """The folded names of one thing: those that are spellings of each other, and shorter ones."""

    full: Sequence[str]
    short: Sequence[str] = ()


def new_referents(mentions: Iterable[Unreferred], register: Register) -> list[Proposal]:
    """A new referent for each group of mentions without one that the register knows by none of their names."""
    found = []
    for group in groups_of(mentions):
        if any(one.referent for one in group.mentions) or any(register.knows(key, group.label) for key in group.keys):
            continue
        first = group.mentions[0]
        found.append(
            Proposal(
                layer=Layer.ENTITIES,
                label=group.label,
                fragments=(first.span,),
                engine=Referents.name,
                score=group.score,
                mention=first.id,
                new_referent=NewReferent(group.name, group.aliases, {one.id: one.span for one in group.mentions}),
            )
        )
    return found


def groups_of(mentions: Iterable[Unreferred]) -> list[Group]:
    """The groups in text order, of two mentions or more each; no mention is in two of them."""
    by_label: dict[str, list[Unreferred]] = {}
    there = sorted(mentions, key=_place)
    for one in there:
        if one.label in NAMED and one.is_name:
            by_label.setdefault(one.label, []).append(one)
    found = [group for label, some in by_label.items() for group in _groups(label, some)]
    if any(group.label == BODY for group in found):
        of_positions = _of_positions(there)
        found = [group for group in found if of_positions.isdisjoint(one.id for one in group.mentions)]
    return sorted(found, key=lambda group: _place(group.mentions[0]))


def _of_positions(mentions: Iterable[Unreferred]) -> set[AnnotationId]:
    """Bodies that only their position tells apart: those of a minister, and those of one word in any position."""
    found: set[AnnotationId] = set()
    position: Unreferred | None = None
    for one in mentions:
        if one.label == POSITION and (position is None or one.span.end > position.span.end):
            position = one
        elif one.label == BODY and position is not None and one.span.end <= position.span.end:
            is_told_apart = " " in fold_key(one.words) and not _MINISTER.search(fold_key(position.words))
            found.update(() if is_told_apart else (one.id,))
    return found


def _groups(label: str, mentions: Sequence[Unreferred]) -> Iterator[Group]:
    """The groups among mentions of one label."""
    names = _names(mentions)
    if label == "NORP":
        # A nationality stands for its state, and is called by the state's name.
        names = {key: forms for key, forms in names.items() if nationality_stem(key) is None}
    families = _families(names)
    for called in _persons(families) if label == "PERS" else map(_Called, families.values()):
        if len(_mentions(called, names)) >= FEWEST:
            yield _group(label, called, names)


def _place(one: Unreferred) -> tuple[int, int, str]:
    return one.span.start, -one.span.end, one.id


# Names as they are written


def _names(mentions: Sequence[Unreferred]) -> dict[str, list[_Form]]:
    """The forms by their folded names; a word behind a proclitic goes with the same word that stands without."""
    written = {one.words: _written(one.words) for one in mentions}
    there = {whole[1] for whole, _ in written.values()}
    names: dict[str, list[_Form]] = {}
    forms: dict[str, _Form] = {}
    for one in mentions:
        whole, bare = written[one.words]
        words, key = bare if bare[1] in there else whole
        if words in forms:
            forms[words].mentions.append(one)
        elif len(key) > 1:
            forms[words] = _Form(words, [one])
            names.setdefault(key, []).append(forms[words])
    return names


@lru_cache(maxsize=1 << 12)
def _written(words: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The words on one line and folded; the same without what is glued to the first of them."""
    clean = " ".join(words.replace(TATWEEL, "").split())
    whole = clean, fold_key(clean)
    if clean[:1] not in _PROCLITICS:
        return whole, whole
    bare = clean[default_stem(clean, Span(0, len(clean.partition(" ")[0]))).start :]
    return whole, (bare, fold_key(bare))


# Names that are the same


def _families(names: Iterable[str]) -> dict[str, list[str]]:
    """Folded names by what is the same in all spellings of one."""
    families: dict[str, list[str]] = {}
    for key in names:
        families.setdefault(_gist(key), []).append(key)
    return families


def _gist(key: str) -> str:
    """What all spellings of a folded name have in common; a number has no spellings."""
    if _DIGIT.search(key):
        return key
    skeleton = skeleton_of(key)
    return sound_of(key) or (skeleton if len(skeleton) >= 3 else key)


def _persons(families: Mapping[str, Sequence[str]]) -> list[_Called]:
    """The names of persons, each surname with the one full name that ends with it.

    Left out are shorter names that end two full ones, and single words that begin one: they tell too little.
    """
    ending, given = _parts(families)
    longer = {
        family: {other for key in keys for other in ending.get(skeleton_of(key), ())} - {family}
        for family, keys in families.items()
    }
    shorter: dict[str, list[str]] = {}
    for family, others in longer.items():
        if any(skeleton_of(key) in given for key in families[family]):
            continue
        fullest = [other for other in others if not longer[other]] if others else [family]
        if len(fullest) == 1:
            shorter.setdefault(fullest[0], []).extend(() if fullest[0] == family else families[family])
    return [_Called(families[family], short) for family, short in shorter.items()]


def _parts(families: Mapping[str, Sequence[str]]) -> tuple[dict[str, set[str]], set[str]]:
    """Skeletons of what can end a full name, with the families that it ends; and of the words that stand before."""
    ending: dict[str, set[str]] = {}
    given: set[str] = set()
    for family, keys in families.items():
        for key in keys:
            words = key.split()
            if len(words) > LONGEST:
                continue
            given.update(skeleton_of(word) for word in words[:-1])
            for first in range(1, len(words)):
                if words[first - 1] not in BINDING:
                    ending.setdefault(skeleton_of(" ".join(words[first:])), set()).add(family)
    return ending, given


# What they are called


def _mentions(called: _Called, names: _Names) -> list[Unreferred]:
    return [one for key in (*called.full, *called.short) for form in names[key] for one in form.mentions]


def _group(label: str, called: _Called, names: _Names) -> Group:
    """The group of all that have these names, called by the most frequent of the full ones."""
    spellings = sorted((min(names[key], key=_rank) for key in called.full), key=_rank)
    return Group(
        label=label,
        name=spellings[0].words,
        aliases=tuple(form.words for form in spellings[1:]),
        mentions=tuple(sorted(_mentions(called, names), key=_place)),
        keys=tuple(sorted((*called.full, *called.short))),
        score=_score(called),
    )


def _rank(form: _Form) -> tuple[int, tuple[int, int, str]]:
    """The most frequent form first; of equally frequent ones that which comes first in the text."""
    return -len(form.mentions), _place(form.mentions[0])


def _score(called: _Called) -> float:
    """How sure it is that all these names are one."""
    score = SURNAME if called.short else SAME
    if len(called.full) > 1:
        score = SPELLED if len({skeleton_of(key) for key in called.full}) == 1 else SOUNDING
    return score
