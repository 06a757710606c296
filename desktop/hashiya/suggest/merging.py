"""The rule engines together: each finds, overlaps are settled, what is left are proposals with scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from hashiya.arabic.clusters import is_edge, snap_to_clusters
from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ReferentId
from hashiya.domain.span import Fragments
from hashiya.suggest import bodies, dates, events, names, numbers, persons, titles
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import Match, built_in
from hashiya.suggest.phrases import Text
from hashiya.suggest.proposal import Confirmed, Engine, Proposal, Reading
from hashiya.suggest.reliability import reliability

ENGINES: Final = ("gazetteer", "names", "dates", "numbers", "titles", "persons")
"""The rule engines for entities, in the order in which they are shown."""

_STRENGTH: Final = {"names": 3.0, "titles": 2.5, "dates": 2.6, "gazetteer": 2.0, "persons": 2.2, "numbers": 1.0}
"""Which engine's span stands when two cross: longer ones first, then this."""
_DESCRIPTION: Final[Mapping[str, str]] = {"mention": "description"}
_NOTHING: Final[Mapping[str, str]] = {}
_NO_ROLES: Final[Mapping[str, tuple[Fragments, ...]]] = {}
_CLOSED: Final = frozenset(
    {"DATE", "PERS", "GPE", "LOC", "CARDINAL", "ORDINAL", "PERCENT", "NORP", "LANGUAGE", "CURR", "UNIT"}
)
"""Labels in which nothing is nested, but a nationality in a person described and a day in a time."""


class _Shared:
    """What the engines find in one text, found once; each engine hands out its own part."""

    def __init__(self, confirmed: Sequence[Confirmed]) -> None:
        self._gazetteer, self.referents = names.learned_names(confirmed)
        self._read: WeakKeyDictionary[Reading, list[Found]] = WeakKeyDictionary()

    def found(self, reading: Reading) -> list[Found]:
        """Everything the rules find, overlaps settled."""
        if reading not in self._read:
            text = Text(reading.folded, self._gazetteer)
            self._read[reading] = settle(_with_acronyms(text, find(text)))
        return self._read[reading]


class RuleEngine:
    """One engine's part of what the rules find."""

    def __init__(self, name: str, shared: _Shared) -> None:
        self.name = name
        self._shared = shared

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        """The engine's own proposals."""
        return [
            proposal
            for one in self._shared.found(reading)
            if one.engine == self.name and (proposal := self._proposal(reading, one)) is not None
        ]

    def _proposal(self, reading: Reading, one: Found) -> Proposal | None:
        span = reading.folded.unfolded(one.start, one.end)
        if not is_edge(reading.text, span.start):
            span = snap_to_clusters(reading.text, span)
        if reading.skipped and reading.is_skipped(span):
            return None
        return Proposal(
            layer=Layer.ENTITIES,
            label=one.label,
            fragments=(span,),
            engine=self.name,
            score=reliability(one.engine, one.label, one.score),
            attributes=_DESCRIPTION if one.description else _NOTHING,
            roles=_NO_ROLES,
            referent=self._referent(reading, one) if self._shared.referents else None,
        )

    def _referent(self, reading: Reading, one: Found) -> ReferentId | None:
        return self._shared.referents.get((fold_key(reading.folded.text[one.start : one.end]), one.label))


def rule_engines(confirmed: Sequence[Confirmed] = ()) -> tuple[RuleEngine, ...]:
    """The rule engines, which know what was confirmed; making them takes some milliseconds, asking them little."""
    shared = _Shared(confirmed)
    return tuple(RuleEngine(name, shared) for name in ENGINES)


def propose_entities(reading: Reading, engines: Iterable[Engine]) -> list[Proposal]:
    """What the engines propose, in text order, the outer before the inner."""
    proposals = [proposal for engine in engines for proposal in engine.propose(reading)]
    return sorted(proposals, key=lambda one: (one.start, -one.end, -one.score))


def find(text: Text) -> list[Found]:
    """What every engine finds, overlaps and all."""
    known = [
        text.found(
            match.first + (match.label == "LANGUAGE"),
            _national_end(text, match),
            _label(text, match),
            _score(match.label, match.end - match.first),
            "gazetteer",
            cut=0 if match.label == "LANGUAGE" else match.cut,
        )
        for match in text.matches
        if match is not None and not _is_flood(text, match)
    ]
    known = [_meant(text, one) for one in (*_languages(text, known), *_inside_names(text))]
    found_dates = dates.find_dates(text)
    found_titles = titles.find_titles(text)
    as_found = titles.as_found(text, found_titles)
    own = names.find_names(text)
    own_persons = [one for one in own if one.label == "PERS"]
    taken = [*(one for one in known if one.label != "NORP"), *found_dates, *as_found, *own_persons]
    found_persons = persons.find_persons(text, found_titles, taken)
    found_bodies = bodies.find_bodies(text)
    return [
        *known,
        *own,
        *found_dates,
        *numbers.find_numbers(text),
        *as_found,
        *found_bodies,
        *found_persons,
        *events.events_of(text, [*known, *own, *found_bodies, *found_persons]),
    ]


def _label(text: Text, match: Match) -> str:
    """The name's label; a state's name that is an adjective of origin too is one after a noun: الأنباء السعودية."""
    index = match.first
    if match.label != "GPE" or match.end > index + 1 or not index or not text.tokens.goes_on(index):
        return match.label
    if text.is_nationality(index):
        definite = text.tokens.forms[index].startswith("ال")
        before = text.tokens.forms[index - 1]
        agrees = text.tokens.spelled(index - 1).endswith("ة") and text.tokens.forms[index].endswith("ه")
        if (before.startswith("ال") and len(before) > 4) if definite else agrees:
            return "NORP"
    return match.label


def _meant(text: Text, one: Found) -> Found:
    """What is known and only describes: «the region», whichever it is."""
    is_region = one.label == "LOC" and text.tokens.folded.text[one.start : one.end] == "المنطقه"
    return one._replace(description=True) if is_region else one


def _is_flood(text: Text, match: Match) -> bool:
    """Whether سيول are floods and not the city: أمطار وسيول جارفة."""
    tokens, last = text.tokens, match.end - 1
    if match.label != "GPE" or not tokens.forms[last].endswith("سيول"):
        return False
    around = tokens.forms[max(match.first - 3, 0) : match.end + 3]
    return any("امطار" in form or "فيضان" in form or form.startswith("جارف") for form in around)


def _national_end(text: Text, match: Match) -> int:
    """Where a body of many countries ends, with the country of this one: الهلال الأحمر الليبي."""
    tokens, end = text.tokens, match.end
    if match.label != "ORG" or match.end < match.first + 2 or not (tokens.goes_on(end) and text.is_nationality(end)):
        return end
    before, after = tokens.forms[end - 1], tokens.forms[end]
    agrees = after.startswith("ال") and before.startswith("ال") and after.endswith("ه") == before.endswith("ه")
    return end + agrees


def _inside_names(text: Text) -> Iterator[Found]:
    """Nationalities and places inside known names: المصرف المركزي التونسي, مطار بغداد الدولي."""
    for match in text.matches:
        if match is None or match.end - match.first < 2 or match.label in _CLOSED:
            continue
        for inner in built_in().inner_matches(text.tokens, match):
            if inner.label in {"GPE", "NORP", "ORG"} and (inner.label != "ORG" or match.label != "ORG"):
                yield text.found(inner.first, inner.end, _label(text, inner), 0.9, "gazetteer")


def _languages(text: Text, known: Iterable[Found]) -> Iterator[Found]:
    """The names, adjectives of origin that name a language as such: translated to Chinese and French."""
    tokens = text.tokens
    index_of = tokens.index_of
    language_at = -2
    for one in known:
        index = index_of.get(one.start, index_of.get(one.start - 1, -1))
        form = tokens.form(index)
        if one.label == "NORP" and form.endswith("يه") and "ال" in form[:4] and index > 0:
            chained = language_at == index - 1 and form.startswith("و")
            spoken = one.start > tokens.starts[index] and form.startswith("بال")
            if (
                chained
                or tokens.forms[index - 1] in _SPOKEN
                or (
                    (tokens.forms[index - 1] in _TO or spoken)
                    and _speaks_of_language(tokens.forms[max(index - 8, 0) : index])
                )
            ):
                language_at = index
                yield one._replace(label="LANGUAGE", score=0.75)
                continue
        yield one


_WRITTEN = frozenset({"كتب", "كتبت", "روايه", "ديوان", "صدر", "صدرت", "كتاب", "قصيده"})
_SPOKEN = frozenset(
    {
        "فهم",
        "تعلم",
        "تعليم",
        "اتقان",
        "يتقن",
        "تتقن",
        "يجيد",
        "تجيد",
        "اجاد",
        "يتحدث",
        "تتحدث",
        "يتكلم",
        "لغته",
        "بينها",
    }
)
"""Words that a language's name stands behind."""
_TO = frozenset({"الي", "من", "ثلاث", "ب"})


def _speaks_of_language(forms: Iterable[str]) -> bool:
    return any(
        "ترجم" in form or "تحدث" in form or "لغات" in form or "لغه" in form or "نقل" in form or form in _WRITTEN
        for form in forms
    )


def _with_acronyms(text: Text, found: Iterable[Found]) -> Iterator[Found]:
    """Organisations with the short name that follows in brackets or quotation marks: … للنقل الجوي (إياتا).

    A position that ends with one has it too.
    """
    every = list(found)
    bodies = {one.end for one in every if one.label == "ORG" and " " in text.tokens.folded.text[one.start : one.end]}
    for one in every:
        after = text.tokens.folded.text[one.end : one.end + 24]
        acronym = _ACRONYM.match(after) if one.label in {"ORG", "OCC"} and one.end in bodies else None
        whole = one._replace(end=one.end + acronym.end()) if acronym else one
        yield whole._replace(end=whole.end + 1) if _lacks_a_quote(text.tokens.folded.text, whole) else whole


def _lacks_a_quote(folded: str, one: Found) -> bool:
    """Whether a quotation that begins inside ends right behind: رئيسة معهد «فورسا», مراسل "الجزيرة"."""
    mark = folded[one.end : one.end + 1]
    if mark == '"':
        return folded.count(mark, one.start, one.end) % 2 == 1
    return mark in {"»", "”"} and folded.count(_OPENED_BY[mark], one.start, one.end) > folded.count(
        mark, one.start, one.end
    )


_OPENED_BY = {"»": "«", "”": "“"}


_ACRONYM = re.compile(r" (?:\([^\W\d]{2,12}\)|«[^\W\d]{2,12}»|\"[^\W\d]{2,12}\")")


def _score(label: str, words: int) -> float:
    """How often a known name is right: one word may be another word, several hardly."""
    if words > 1:
        return 0.96
    return {"NORP": 0.95, "GPE": 0.94, "LOC": 0.9, "ORG": 0.85}.get(label, 0.8)


def settle(found: Iterable[Found]) -> list[Found]:
    """No two that cross, none twice on one place, nothing inside what holds nothing; in text order."""
    kept: list[Found] = []
    taken: dict[int, list[Found]] = {}
    for one in sorted(found, key=_rank):
        near = {
            id(other): other for block in range(one.start >> 6, (one.end >> 6) + 1) for other in taken.get(block, ())
        }
        if all(_agree(other, one) for other in near.values()):
            kept.append(one)
            for block in range(one.start >> 6, (one.end >> 6) + 1):
                taken.setdefault(block, []).append(one)
    return sorted(kept, key=lambda one: (one.start, -one.end))


def _rank(one: Found) -> tuple[float, float, float]:
    """Longer before shorter; then the stronger engine, then the surer."""
    return (one.start - one.end, -_STRENGTH[one.engine], -one.score)


def _agree(outer: Found, one: Found) -> bool:
    """Whether the later, shorter one may stand beside or inside the earlier one."""
    if one.end <= outer.start or outer.end <= one.start:
        return True
    if not (outer.start <= one.start and one.end <= outer.end) or (outer.start, outer.end) == (one.start, one.end):
        return False
    if outer.label in _CLOSED:
        return one.label == "NORP" and outer.label == "PERS" and outer.description
    if outer.label == "TIME":
        return one.label == "DATE"
    if outer.label in {"MONEY", "QUANTITY"}:
        return one.label in {"CURR", "UNIT"}
    if one.label == outer.label == "ORG":
        return one.start > outer.start and one.score >= 0.9
    return one.engine != "numbers" and (one.label != outer.label or one.label == "OCC")
