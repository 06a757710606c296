"""The forms of a verb that reports: persons, genders and numbers, tenses, participles and masdars with pronouns.

Forms are folded, since the text that they are compared with is: hamza seats, ta marbuta and tanwin need no variants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from hashiya.arabic.folding import fold_text
from hashiya.suggest.claims.lemmas import DOUBLED, VERBS
from hashiya.suggest.wordlists import folded_words


class Shape(Enum):
    """What a form of a verb is."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    PARTICIPLE = "participle"
    MASDAR = "masdar"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb that reports, with what it governs."""

    name: str
    governs: frozenset[str]
    act: str | None

    @property
    def is_plain(self) -> bool:
        """Whether the verb in itself means saying, so that words after a comma are its speech."""
        return "q" in self.governs


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form: of which verb, which person (1, 2, 3), and whether it carries a pronoun."""

    verb: Verb
    shape: Shape
    person: int = 3
    pronoun: bool = field(default=False)


_APOCOPATE = frozenset(["نفى", "أبدى", "أشار", "أفاد", "أضاف", "أشاد", "أخفى"])
"""Verbs whose short form after «not» is no other word: لم ينف, لم يشر."""
_NO_DUAL = frozenset(["نقل", "شك", "رد", "كذب"])
"""Verbs whose dual is another word: «نقلًا عن»; «شكا من …»; «ردًا على …»."""
_WE_TOO = frozenset(["أشاد", "ندد", "أدان", "استنكر", "شجب", "طالب", "ثمن", "رفض", "ناشد"])
_PERFECT_THIRD = ("", "ت", "ا", "تا", "وا", "ن")
_PERFECT_OTHER = (("ت", 1), ("نا", 1), ("تم", 2))
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ني", "نا", "ك", "كم")
_POSSESSIVE = ("ه", "ها", "هم", "هما", "هن", "ي", "نا")


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every form of every verb, by its folded spelling."""
    found: dict[str, list[Form]] = {}
    for row in VERBS.strip().splitlines():
        words, governs, act = (part.strip() for part in row.split(":"))
        verb = Verb(words.split()[0], folded_words(governs), act or None)
        for spelling, form in _forms_of(verb, words.split()):
            kept = found.setdefault(spelling, [])
            if form not in kept:
                kept.append(form)
    return {spelling: tuple(kept) for spelling, kept in found.items()}


def _forms_of(verb: Verb, row: list[str]) -> Iterator[tuple[str, Form]]:
    perfect, imperfect, participle, masdar = (fold_text(word) for word in row)
    yield from _perfects(verb, perfect)
    if imperfect != "-":
        yield from _imperfects(verb, imperfect)
    if participle != "-":
        yield from _participles(verb, participle)
    if masdar != "-":
        yield from _masdars(verb, masdar)


def _perfects(verb: Verb, stem: str) -> Iterator[tuple[str, Form]]:
    """أكد، أكدت، أكدوا …; قال but قلت, رأى but رأت, حث but حثثت."""
    third = [stem + ending for ending in _PERFECT_THIRD]
    before = stem
    if verb.name[-1] in "ىا":  # defective: رأى، دعا
        full = stem[:-1] + ("و" if verb.name[-1] == "ا" and len(stem) == 3 else "ي")
        third = [stem, stem[:-1] + "ت", full + "ا", stem[:-1] + "تا", stem[:-1] + "وا", full + "ن"]
        before = full
    elif verb.name in DOUBLED:
        before = stem + stem[-1]
    elif stem[-2] == "ا":  # hollow: قال، أشار
        before = stem[:-2] + stem[-1]
        third[-1] = before + "ن"
    if verb.name in _NO_DUAL:
        third.remove(f"{stem}ا")
    for spelling in third:
        yield spelling, Form(verb, Shape.PERFECT)
        if "p" in verb.governs:
            base = spelling[:-1] if spelling.endswith("وا") else spelling
            yield from ((base + ending, Form(verb, Shape.PERFECT, pronoun=True)) for ending in _PRONOUNS)
    for ending, person in _PERFECT_OTHER:
        if before + ending not in third:
            yield before + ending, Form(verb, Shape.PERFECT, person)


def _imperfects(verb: Verb, stem: str) -> Iterator[tuple[str, Form]]:
    """يؤكد، تؤكد، يؤكدون، أؤكد، نؤكد, each with س too; يرى but يرون."""
    root = stem[1:]
    short = root[:-1] if root[-1] in "يو" and verb.name[-1] in "ىا" else root
    weak = short != root
    dual = short + "ي" if weak and root[-1] == "ي" else root
    third = [f"{prefix}{root}" for prefix in "يت"]
    third += [f"{prefix}{short}{ending}" for prefix in "يت" for ending in ("ون", "وا")]
    third += [f"{prefix}{dual}{ending}" for prefix in "يت" for ending in ("ان", "ا")]
    third.append("ي" + (root if weak else short + "ن"))
    if weak and verb.name in _APOCOPATE:
        third += [f"{prefix}{short}" for prefix in "يت"]
    elif verb.name in _APOCOPATE:
        third += [f"{prefix}{root[:-2]}{root[-1]}" for prefix in "يت"]
    for prefix in ("", "س"):
        for spelling in third:
            yield prefix + spelling, Form(verb, Shape.IMPERFECT)
            if "p" in verb.governs and not spelling.endswith(("ون", "وا", "ان")):
                for ending in _PRONOUNS:
                    yield prefix + spelling + ending, Form(verb, Shape.IMPERFECT, pronoun=True)
        if verb.is_plain and "w" not in verb.governs:  # «نصف» and «أعقب» are other words
            yield prefix + "ا" + root, Form(verb, Shape.IMPERFECT, 1)
            yield prefix + "ن" + root, Form(verb, Shape.IMPERFECT, 1)
        elif verb.name in _WE_TOO:
            yield prefix + "ن" + root, Form(verb, Shape.IMPERFECT, 1)


def _participles(verb: Verb, stem: str) -> Iterator[tuple[str, Form]]:
    """مؤكدًا، مؤكدة، مؤكدين، مؤكدتين: what follows a sentence, not the bare noun; نافٍ gets its ya back."""
    full = stem + "ي" if verb.name[-1] in "ىا" else stem
    for spelling in (full + "ا", full + "ه", full + "ين" if full == stem else stem + "ين", full + "تين", full + "ات"):
        yield spelling, Form(verb, Shape.PARTICIPLE)


def _masdars(verb: Verb, stem: str) -> Iterator[tuple[str, Form]]:
    """تأكيده، تأكيدها، التأكيد، تأكيد; دعوة but دعوته; تصريحات، اتهامات."""
    base = stem[:-1] + "ت" if stem[-1] == "ه" else stem
    plural = stem[:-1] + "ات" if stem[-1] == "ه" else stem + "ات"
    for spelling in (stem, plural):
        yield spelling, Form(verb, Shape.MASDAR)
        yield "ال" + spelling, Form(verb, Shape.MASDAR)
    for bare in (base, plural):
        yield from ((bare + ending, Form(verb, Shape.MASDAR, pronoun=True)) for ending in _POSSESSIVE)
