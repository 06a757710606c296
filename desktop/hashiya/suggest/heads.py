"""What rules by head word share: how a finding is added, and where names after a head end."""

from __future__ import annotations

import re
from collections.abc import Callable

from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import APART, keeps
from hashiya.suggest.wordlists import folded_words, word_list

ENGINE = "gazetteer"

_NUMBER = re.compile(r"\d+(?:[/.-]\d+)*")
_ADJECTIVE = re.compile("م[^ ]{2}و[^ ]ه?|[^ ]{3,}(?:يه|ويا)")
"""The pattern of words like مسدود and صحراوية, which no place is called by."""
_OPENING = {'"', "«", "“", "'", "‘"}

Rule = Callable[[Text, int, int, str, list[Found]], int]
"""A rule gets the text, the head's word, the letters cut from it and its stem, and adds what it finds."""


def add(
    text: Text, place: tuple[int, int, int], label: str, score: float, found: list[Found], *, description: bool = False
) -> int:
    """Adds the words [first, end) without the cut letters, if there is more than a head."""
    first, end, cut = place
    start, stop = text.place(first, end, cut)
    found.append(Found(start, stop, label, score, ENGINE, description))
    return 1


def quoted_end(text: Text, index: int) -> int:
    """Where a name in quotation marks of up to five words ends that begins at the word; the index for none."""
    tokens = text.tokens
    if index >= len(tokens) or tokens.gap(index).strip() not in _OPENING:
        return index
    for end in range(index + 1, min(index + 6, len(tokens) + 1)):
        after = tokens.folded.text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1]
        if after in {'"', "»", "”", "'", "’"}:
            return end
        if end < len(tokens) and not tokens.goes_on(end):
            return index
    return index


def named_end(text: Text, index: int, *, feminine: bool = False) -> int:
    """Where the proper name ends that begins at the word: one word that is no common one; the index for none."""
    tokens = text.tokens
    if not tokens.goes_on(index):
        return index
    form = tokens.forms[index]
    if form.isascii() and form.isalpha():
        end = index + 1
        while tokens.goes_on(end) and tokens.forms[end].isascii() and tokens.forms[end].isalpha():
            end += 1
        return end
    if (person := _person_end(text, index)) > index:
        return person
    if form in _PLACE_JOINTS and tokens.goes_on(index + 1) and not text.is_nationality(index + 1):
        return index + 2
    if form[0] == "و" and not keeps(form):
        return index
    if (_ADJECTIVE.fullmatch(form) and not keeps(form)) or (len(form) > 4 and form.endswith(("ها", "هم", "هما"))):
        return index
    if form[0] in "بل" and built_in().labels.get(form[1:]) in {"GPE", "LOC"}:
        return index
    if len(form) < 2 or form.startswith("ال") or not form.isalpha() or is_common(form) or text.is_nationality(index):
        return index
    if form[0] in "يت" and len(form) > 4 and tokens.spelled(index).endswith(("ه", "ها")):
        return index  # «مستشفى تديره …»
    if tokens.is_accusative(index) or (form.endswith("ي") and len(form) > 4 and form not in word_list("given")):
        return index
    return index + 1 if feminine or not tokens.spelled(index).endswith(("ة", "ً", "ات")) else index


def foreign_end(text: Text, end: int) -> int:
    """Goes on over up to two words more of a foreign name, and over the place that it is named after."""
    tokens = text.tokens
    for _ in range(2):
        if not tokens.goes_on(end) or tokens.forms[end - 1].isascii():
            break
        match = text.name_at(end)
        if match is not None:
            return match.end if match.label in {"GPE", "LOC"} else end
        form = tokens.forms[end]
        if len(form) < 2 or not form.isalpha() or form.startswith("ال") or is_common(form) or form in _PARTICLES:
            break
        if (form[0] in "وفبلكيتسن" and not keeps(form) and form not in _OF_COMPANIES) or text.is_nationality(end):
            break
        if (form in word_list("given") and tokens.goes_on(end + 1)) or tokens.spelled(end).endswith(
            ("ة", "ً", "ات", "ا", "ون", "ين", "ها", "هم")
        ):
            break
        end += 1
    return end


_OF_COMPANIES = folded_words(
    "تليكوم تيليكوم تلكوم تكنولوجي تكنولوجيز تريدينغ سيستمز سيستم بتروليوم بنك كابيتال كورب كوربوريشن كيميكال "
    "ستيل نتووركس نتوركس نتورك فودز سيكيوريتي سوفت بارتنرز بروبرتيز"
)
"""Words of foreign firms that could be a verb or have a proclitic by their first letter: فرانس تليكوم."""
_PLACE_JOINTS = folded_words(
    "باب بني دير بير وادي سيدي أم أبو بيت تل كفر مرج خان دار بئر سان سانت بو عين ولاد أولاد مار تلة"
)
"""First words of places of two: باب الوادي, بني مسوس, مار مخايل."""
_PARTICLES = frozenset({"ان", "في", "من", "عن", "الي", "علي", "مع", "بين", "قد", "لم", "لن", "لا", "ما", "او"})


def _person_end(text: Text, index: int) -> int:
    """Where a person's name ends by which something is called: محمد بن راشد, سامي الصلح; the index for none."""
    tokens = text.tokens
    given = word_list("given")
    if tokens.forms[index] not in given or tokens.forms[index] in word_list("common"):
        return index
    end = index + 1
    while end < index + 7 and tokens.goes_on(end):
        form = tokens.forms[end]
        if form in {"بن", "ابن", "عبد", "ابو", "ابي"} and tokens.goes_on(end + 1):
            end += 2
        elif form in given or form in {"الدين", "الله"}:
            end += 1
        else:
            break
    if end == index + 1 and tokens.goes_on(end):
        form = tokens.forms[end]
        plain = form.isalpha() and not is_common(form) and not text.is_nationality(end)
        if plain and (not form.startswith("ال") or not text.is_definite_adjective(end)) and form[0] not in "وفبل":
            end += 1
    return end


def has_name(text: Text, first: int, end: int) -> bool:
    """Whether a known place or organisation stands in the words."""
    return any((match := text.name_at(index)) is not None and match.label != "NORP" for index in range(first, end))


def numbered_end(text: Text, index: int) -> int:
    """Where «[رقم] 2231 [لسنة 2020]» ends that begins at the word; the index for none."""
    tokens = text.tokens
    place = index
    if tokens.goes_on(place) and tokens.forms[place] in {"رقم", "الرقم"}:
        place += 1
    if place + 1 < len(tokens) and tokens.forms[place] == "ال" and tokens.bonds[place + 1] != APART:
        place += 1
    if place >= len(tokens) or tokens.bonds[place] == APART or not _NUMBER.fullmatch(tokens.forms[place]):
        return index
    end = place + 1
    if tokens.goes_on(end) and tokens.forms[end] in {"لسنه", "لعام", "للعام"} and tokens.form(end + 1).isdigit():
        end += 2
    return end
