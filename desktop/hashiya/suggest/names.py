"""The project's own names: what annotators have confirmed, as a gazetteer of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from hashiya.arabic.folding import fold_key
from hashiya.domain.ids import ReferentId
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import Gazetteer, nationals
from hashiya.suggest.personwords import HONORIFICS
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.proposal import Confirmed
from hashiya.suggest.wordlists import folded_words, word_list

ENGINE = "names"

_BY_RULE = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT", "MONEY", "CURR"])
"""Labels that rules find better than memory."""
_LOOSE = frozenset({"EVENT", "LAW", "OCC", "FAC", "PRODUCT", "LOC", "ORG"})
"""Labels whose one-word mentions are often common nouns."""
_TITLES = folded_words("الخارجية الدفاع الداخلية الرئيس الوزير السفير الحكومة")
_AGAIN = folded_words("العاصمة المدينة البلاد المملكة الجمهورية الدولة الإمارة السلطنة المنطقة الإقليم")
"""Places meant by what they are: another text means another one."""


def learned_names(confirmed: Iterable[Confirmed]) -> tuple[Gazetteer, dict[tuple[str, str], ReferentId]]:
    """The confirmed names that may be found again, and the one referent that a name with its label always had."""
    counts: Counter[tuple[str, str]] = Counter()
    referents: defaultdict[tuple[str, str], set[ReferentId | None]] = defaultdict(set)
    for one in confirmed:
        if one.label not in _BY_RULE and (key := fold_key(one.text)):
            counts[key, one.label] += 1
            referents[key, one.label].add(one.referent)
    inside = _inside_counts(counts)
    best: dict[str, tuple[int, str]] = {}
    for (key, label), count in counts.items():
        outer = count - inside[key]
        if _may_return(key, label, outer) and (count, label) > best.get(key, (0, "")):
            best[key] = (count, label)
    known = dict(_with_last_names({key: label for key, (_, label) in best.items()}))
    same = {pair: only for pair, seen in referents.items() if len(seen) == 1 and (only := next(iter(seen))) is not None}
    return Gazetteer(known.items()), same


def find_names(text: Text) -> list[Found]:
    """Every confirmed name in the text."""
    return [
        text.found(
            match.first, match.end, match.label, 0.9 if match.end - match.first > 1 else 0.8, ENGINE, cut=match.cut
        )
        for match in text.confirmed_matches
        if match is not None
    ]


def _inside_counts(counts: Counter[tuple[str, str]]) -> Counter[str]:
    """How often each name was confirmed within a longer one."""
    keys = {key for key, _ in counts}
    inside: Counter[str] = Counter()
    for (key, _), count in counts.items():
        words = key.split(" ")
        for first in range(len(words)):
            for end in range(first + 1, len(words) + 1):
                if end - first < len(words) and (part := " ".join(words[first:end])) in keys:
                    inside[part] += count
    return inside


def _may_return(key: str, label: str, outer: int) -> bool:
    """Whether the name is worth looking for: not one that only stood inside others, no common noun met once."""
    if len(key) < 3 or (" " not in key and len(key) < 4 and label not in {"GPE", "PERS"}):
        return False
    if outer <= 0 or (label == "PERS" and key.rsplit(" ", 1)[-1] in nationals()):
        return False
    if " " in key:
        return True
    if key in _TITLES or key in _AGAIN or key in HONORIFICS or is_common(key):
        return False
    if label == "LANGUAGE" and key in nationals():
        return False
    if label in _LOOSE and key.startswith("ال"):
        return outer >= 3
    return label not in {"EVENT", "OCC", "LAW"} or outer >= 2


def _with_last_names(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The names, and the last word of each person's where it is no common word."""
    yield from names.items()
    for key, label in names.items():
        if label != "PERS" or " " not in key:
            continue
        last = key.rsplit(" ", 1)[1]
        if last in HONORIFICS:
            continue
        if len(last) > 3 and last not in names and not is_common(last) and last not in word_list("given"):
            yield last, "PERS"
