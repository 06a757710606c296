"""The engine of referents: who or what a mention stands for, in whichever spelling, and what the register lacks.

A mention without a referent is compared with the names that referents are called by and with the words of mentions
that have one; then, for persons, a surname with the full names of the article; then a nationality with its state. Names
are compared folded, then by their skeleton, which is the same for لافروف and لافروڤ, أمريكا and أميركا; names of
several words at last by their sound, which is the same for سيرغي لافروف and سيرجي لافروف.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Span
from hashiya.suggest.proposal import Proposal

NAMED = frozenset({"PERS", "ORG", "GPE", "LOC", "FAC", "LAW", "EVENT", "PRODUCT", "NORP"})
"""Labels whose mentions stand for something that has a name; a position or a date does not."""
SHORT = 5
"""Letters of a word of which no vowel is left out."""
_LONG_VOWELS = re.compile("(?<=.)[اوي](?=.)")
_NISBA = re.compile("^(?:ال)?(?P<stem>.{2,}?)(?:ي|يه|يين|يون|يات|يان)$")
_STATE_ENDING = re.compile("(?:يا|ا|ه|ي)$")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans("جگط", "غغت")
"""Letters between which spellers of foreign names choose: g is غ or ج, t is ت or ط."""


@dataclass(frozen=True, slots=True)
class Known:
    """One referent as the engine knows it: its name, other names, label."""

    id: ReferentId
    names: tuple[str, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Unreferred:
    """A mention of the text, with its words; `referent` when it has one, `is_name` unless it only describes."""

    id: AnnotationId
    label: str
    span: Span
    words: str
    referent: ReferentId | None = None
    is_name: bool = True


@dataclass(slots=True)
class Register:
    """Every referent by what it is called, in four ways of comparing, from the surest on."""

    by_name: dict[str, Counter[ReferentId]] = field(default_factory=dict)
    by_skeleton: dict[str, Counter[ReferentId]] = field(default_factory=dict)
    by_sound: dict[str, Counter[ReferentId]] = field(default_factory=dict)
    by_state: dict[str, Counter[ReferentId]] = field(default_factory=dict)
    labels: dict[ReferentId, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known], mentions: Mapping[tuple[str, str], Counter[ReferentId]]) -> Register:
        """The register of these referents, and of what their mentions are called (words, label)."""
        made = cls()
        for one in known:
            made.labels[one.id] = one.label
            for name in one.names:
                made._call(name, one.id, 3)
        for (words, label), counts in mentions.items():
            for referent, count in counts.items():
                if referent in made.labels and label == (made.labels[referent] or label):
                    made._call(words, referent, count)
        return made

    def _call(self, name: str, referent: ReferentId, times: int) -> None:
        key = fold_key(name)
        if not key:
            return
        self.by_name.setdefault(key, Counter())[referent] += times
        if len(skeleton := skeleton_of(key)) >= 3:
            self.by_skeleton.setdefault(skeleton, Counter())[referent] += times
        if sound := sound_of(key):
            self.by_sound.setdefault(sound, Counter())[referent] += times
        if self.labels.get(referent) == "GPE" and " " not in key and (root := _root(_bare(key))):
            self.by_state.setdefault(root, Counter())[referent] += times

    def is_empty(self) -> bool:
        """Whether there is no referent."""
        return not self.labels

    def fits(self, referent: ReferentId, label: str) -> bool:
        """Whether a mention of that label may stand for the referent."""
        there = self.labels.get(referent)
        return there is None or there == label

    def knows(self, key: str, label: str) -> bool:
        """Whether a referent for mentions of that label is called so, this folded name in whichever spelling."""
        ways = (self.by_name.get(key), self.by_skeleton.get(skeleton_of(key)), self.by_sound.get(sound_of(key)))
        return any(self.fits(referent, label) for found in ways if found for referent in found)


@lru_cache(maxsize=1 << 14)
def skeleton_of(key: str) -> str:
    """What stays of a folded name when what spellers differ in is dropped: doubled letters, vowels inside long words.

    In short words a vowel tells names apart: محمد and محمود, حسن and حسين, ناصر and نصر.
    """
    return " ".join(_thinned(_bare(word), SHORT + 1) for word in key.split())


def _thinned(word: str, least: int) -> str:
    """The word without doubled letters and, from that many letters on, without the long vowels inside it."""
    return _TWICE.sub(r"\1", _LONG_VOWELS.sub("", word) if len(word) >= least else word)


def _root(word: str) -> str:
    """What a state's name and its nationality share."""
    return _thinned(_STATE_ENDING.sub("", word), SHORT)


def sound_of(key: str) -> str:
    """The skeleton of a folded name of several words in letters that sound alike; nothing for one word alone.

    One word tells too little: جمال and غمال would be the same.
    """
    return skeleton_of(key).translate(_SOUNDS) if " " in key else ""


def nationality_stem(key: str) -> str | None:
    """What stays of a folded nationality without its endings and article; None of what looks like none."""
    found = _NISBA.match(key)
    return found["stem"] if found else None


def is_other_spelling(one: str, other: str) -> bool:
    """Whether two folded names are spellings of the same name."""
    if len(skeleton := skeleton_of(one)) >= 3 and skeleton == skeleton_of(other):
        return True
    return bool(sound := sound_of(one)) and sound == sound_of(other)


def _bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 4 else word


class Referents:
    """Proposes a referent for each mention that has none and stands for a name that the project knows."""

    name = "referents"

    def __init__(self, register: Register) -> None:
        self._register = register

    def assign(self, mentions: Sequence[Unreferred]) -> list[Proposal]:
        """At most one referent for each mention."""
        if self._register.is_empty():
            return []
        surnames = _surnames(mentions)
        found = []
        for one in mentions:
            if one.referent is None and one.label in NAMED and (best := self._best(one, surnames)):
                referent, score = best
                found.append(
                    Proposal(
                        layer=Layer.ENTITIES,
                        label=one.label,
                        fragments=(one.span,),
                        engine=self.name,
                        score=score,
                        referent=referent,
                        mention=one.id,
                    )
                )
        return found

    def _best(self, one: Unreferred, surnames: Mapping[str, Counter[ReferentId]]) -> tuple[ReferentId, float] | None:
        key = fold_key(one.words)
        ways: list[tuple[Mapping[str, Counter[ReferentId]], str, float]] = [(self._register.by_name, key, 0.95)]
        if one.label == "PERS" and " " not in key:
            ways.insert(0, (surnames, key, 0.93))
        ways.append((self._register.by_skeleton, skeleton_of(key), 0.75))
        ways.append((self._register.by_sound, sound_of(key), 0.65))
        for names, called, score in ways:
            fitting = {
                referent: count
                for referent, count in names.get(called, {}).items()
                if self._register.fits(referent, one.label)
            }
            if fitting:
                return _clearest(fitting, score)
        if one.label == "NORP" and (stem := nationality_stem(key)):
            states = self._register.by_state.get(_root(stem), Counter())
            return _clearest(states, 0.6) if states else None
        return None


def _clearest(counts: Mapping[ReferentId, int], score: float) -> tuple[ReferentId, float] | None:
    """The referent that is meant most often; surer the more it leads; none when two are meant equally often."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    share = ranked[0][1] / sum(counts.values())
    return ranked[0][0], round(score * (0.5 + share / 2), 3)


def _surnames(mentions: Sequence[Unreferred]) -> dict[str, Counter[ReferentId]]:
    """The last words of the persons with a referent that this text names in full."""
    found: dict[str, Counter[ReferentId]] = {}
    for one in mentions:
        words = fold_key(one.words).split()
        if one.label == "PERS" and one.referent is not None and len(words) > 1:
            found.setdefault(words[-1], Counter())[one.referent] += 1
    return found
