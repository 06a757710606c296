"""Positions: a title with its complements, nationality and place as one: السفير الإيراني لدى روسيا."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hashiya.suggest import titlewords as words
from hashiya.suggest.bodies import organisation_end
from hashiya.suggest.found import Found
from hashiya.suggest.heads import named_end, quoted_end
from hashiya.suggest.phrases import Text, may_be_construct
from hashiya.suggest.titlebodies import bodies_inside
from hashiya.suggest.tokens import stems
from hashiya.suggest.wordlists import word_list

ENGINE = "titles"
_OFFICES = frozenset({"مكتب", "ديوان"})
"""What stands between a title and whom it serves: مدير مكتب رئيس الجمهورية."""


class Title(NamedTuple):
    """A position in a text: words [first, end), letters cut, and what is nested in it."""

    first: int
    end: int
    cut: int
    score: float
    nested: tuple[Found, ...]
    description: bool


def find_titles(text: Text) -> list[Title]:
    """Every position, from the first word on; none inside another."""
    titles: list[Title] = []
    free = 0
    for index, form in enumerate(text.tokens.forms):
        if index < free:
            continue
        for cut, stem in _headed(form):
            if (title := _title(text, index, cut, stem)) is not None:
                titles.append(title)
                free = title.end
                break
    return titles


@lru_cache(maxsize=1 << 15)
def _headed(form: str) -> tuple[tuple[int, str], ...]:
    """The stems of the word that are titles, with the letters cut."""
    return tuple(
        (cut, stem)
        for cut, stem in stems(form)
        if stem in words.HEADS or stem in words.DEFINITE or stem in words.OWN_HEADS
    )


def as_found(text: Text, titles: list[Title]) -> list[Found]:
    """The positions and what is nested in them."""
    found: list[Found] = []
    for title in titles:
        start, end = text.place(title.first, title.end, title.cut)
        found.append(Found(start, end, "OCC", title.score, ENGINE, title.description))
        found += title.nested
    return found


def _title(text: Text, index: int, cut: int, stem: str) -> Title | None:
    if _is_no_title(text, index, cut, stem):
        return None
    if stem in words.DEFINITE:
        return _definite(text, index, cut, stem)
    if stem in words.OWN_HEADS and stem not in words.HEADS:
        end = _all_prepositional(text, _title_adjectives(text, index + 1), stem)
        if end == index + 1 and not (text.tokens.goes_on(end) and text.tokens.forms[end] in word_list("given")):
            return None
        return Title(index, end, cut, 0.7 if end > index + 1 else 0.6, bodies_inside(text, index, end, ENGINE), False)
    if stem in words.HELPING and text.tokens.form(index + 1) not in words.HEADS:
        return None
    if stem in words.OF_WORKS and text.tokens.form(index + 1) not in words.WORKS:
        return None
    end, score = _construct(text, index, stem)
    if end <= index + 1:
        return None
    end = _all_prepositional(text, end, stem)
    nested = bodies_inside(text, index, end, ENGINE)
    return Title(index, end, cut, score, nested, stem in words.DESCRIBED)


def _is_no_title(text: Text, index: int, cut: int, stem: str) -> bool:
    """Whether the word is rather the preposition of «وإلى الغرب», or a name: أمين, مصطفى وزيري."""
    tokens = text.tokens
    if stem == "والي":
        return tokens.spelled(index).endswith("ى")
    after = tokens.form(index + 1)
    alone = text.name_at(index + 1) is None and after not in words.OWN_ADJECTIVES
    if alone and stem in word_list("given") and not stem.startswith("ال"):
        return True  # «أمين الحافظ», but not «أمين عام الوزارة»
    named = not cut and stem.endswith("ي") and tokens.goes_on(index)
    return named and tokens.form(index - 1) in word_list("given")


def _definite(text: Text, index: int, cut: int, stem: str) -> Title | None:
    """الرئيس الروسي, الأمين العام للأمم المتحدة, المتحدث باسم الجيش, السفير الروسي في دمشق."""
    tokens = text.tokens
    end = _all_prepositional(text, _title_adjectives(text, index + 1), stem)
    if end == index + 1 and stem not in words.BARE:
        return None
    if stem in {"الصحفي", "الصحافي"} and tokens.goes_on(index) and tokens.forms[index - 1] in words.BEFORE_PRESS:
        return None  # «المؤتمر الصحفي الأسبوعي»
    score = 0.9 if end > index + 1 else 0.8
    if stem in words.DESCRIBED:
        score = 0.6 if text.is_nationality(end - 1) or tokens.forms[end - 1] in words.OF_OFFICIALS else 0.3
        if score < 0.5:
            return None
    if end == index + 1 and not tokens.forms[index][cut:].startswith("ال") and cut == 0:
        return None
    if end == index + 1 and _is_other_word(text, index, stem):
        return None
    return Title(index, end, cut, score, bodies_inside(text, index, end, ENGINE), stem in words.DESCRIBED)


def _is_other_word(text: Text, index: int, stem: str) -> bool:
    """Whether the bare title is an adjective or a participle here: المحرك الرئيس, القرار القاضي بتغريمها."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if stem == "القاضي" and tokens.goes_on(index + 1) and after[:1] == "ب" and not after[1:].startswith("ال"):
        return True
    if stem not in {"الرييس", "الرييسه"} or not tokens.goes_on(index) or after in word_list("given"):
        return False
    before = tokens.forms[index - 1]
    return before.startswith("ال") and len(before) > 4 and before not in words.DEFINITE


def _title_adjectives(text: Text, index: int) -> int:
    """Where the adjectives of a definite title end; «former» after a nationality stays with it."""
    if text.tokens.form(index) in words.FAMILIES:
        return index
    end = text.adjectives(index, after_nationality=False)
    while text.tokens.goes_on(end) and text.tokens.forms[end] in words.NEW:
        end += 1
    return end


def _construct(text: Text, index: int, stem: str, depth: int = 0) -> tuple[int, float]:
    """Where a title ends that begins with an indefinite head, and how sure it is; the index for none."""
    tokens = text.tokens
    place = index + 1
    while tokens.goes_on(place) and tokens.forms[place] in words.OWN_ADJECTIVES:
        place += 1
    if not tokens.goes_on(place):
        quoted = quoted_end(text, place)
        return (quoted, 0.75) if quoted > place else (index, 0.0)
    form = tokens.forms[place]
    if stem in words.SPEAKERS:
        end = _prepositional(text, place, stem)
        return (end, 0.9) if end > place else (index, 0.0)
    if stem == "ولي":
        return (_title_adjectives(text, place + 1), 0.95) if form in {"العهد", "عهد"} else (index, 0.0)
    if depth < 3 and form in words.HEADS and (stem in words.TAKE_SECOND or form in words.SECOND):
        end, score = _construct(text, place, form, depth + 1)
        if end > place + 1:
            return end, score
    end = _complement(text, place)
    if end > place:
        end = _prepositional(text, end, stem)
        return end, 0.93 if stem in words.SECOND else 0.8
    if text.is_nationality(place) and not form.startswith("ال"):
        score = 0.75 if stem in words.DESCRIBED else 0.55
        return place + 1, score
    return _prepositional(text, place, stem) if place > index + 1 else index, 0.75


def _complement(text: Text, place: int) -> int:
    """Where what a title governs ends: a body, a field, a place, with adjectives; the place for none."""
    tokens = text.tokens
    form = tokens.forms[place]
    if form in words.WORKS and (named := quoted_end(text, place + 1)) > place + 1:
        return named
    if form in _OFFICES and tokens.form(place + 1) in words.SECOND and tokens.goes_on(place + 1):
        whose, _ = _construct(text, place + 1, tokens.forms[place + 1])
        return whose if whose > place + 2 else place
    body = organisation_end(text, place, form)
    match = text.name_at(place)
    if match is not None and match.label in {"GPE", "ORG", "LOC", "FAC"}:
        end = max(match.end, body)
        return _former(text, text.adjectives(end))
    if form in words.REGIONS and (region := _region_end(text, place)) > place:
        return _former(text, max(region, body))  # «مدير دائرة الأرصاد الجوية»
    chained = _chain(text, place) if may_be_construct(form) or _is_plural_construct(form) else place
    if max(body, chained) > place:
        return _former(text, max(body, chained))
    if form == "خارجيه" or (form in words.BARE_FIELDS and tokens.goes_on(place + 1)):
        match = text.name_at(place + 1)
        if match is not None and match.label in {"GPE", "LOC", "ORG"}:
            return match.end
        if tokens.goes_on(place + 1) and text.is_definite_noun(place + 1):
            return _former(text, text.adjectives(place + 2))
        return _former(text, text.adjectives(place + 1))
    if match is not None and match.label == "NORP":
        return place
    end = _chain(text, place)
    return _former(text, end) if end > place else place


def _region_end(text: Text, place: int) -> int:
    """Where «منطقة بيلغورود», «ولاية كسلا» ends; the place for none."""
    tokens = text.tokens
    if not tokens.goes_on(place + 1):
        return place
    match = text.name_at(place + 1)
    if match is not None and match.label in {"GPE", "LOC"}:
        return match.end
    end = named_end(text, place + 1, feminine=True)
    if end > place + 1:
        return end
    return place + 2 if text.is_definite_noun(place + 1) else place


def _chain(text: Text, place: int, depth: int = 0) -> int:
    """Where «بعثة مراقبي الاتحاد الأوروبي», «مفاوضي جماعة الحوثي» ends; the place for none."""
    tokens = text.tokens
    form = tokens.form(place)
    direct = text.complement(place)
    if direct > place or depth > 2 or not tokens.goes_on(place + 1):
        return direct
    if not (may_be_construct(form) or _is_plural_construct(form)):
        return place
    body = organisation_end(text, place + 1, tokens.forms[place + 1])
    match = text.name_at(place + 1)
    if match is not None and match.label in {"GPE", "ORG", "LOC", "FAC"}:
        return text.adjectives(max(match.end, body))
    if body > place + 1:
        return body
    end = _chain(text, place + 1, depth + 1)
    if end == place + 1 and text.is_definite_noun(place + 1):
        end = text.adjectives(place + 2)
    return end if end > place + 1 else place


def _is_plural_construct(form: str) -> bool:
    """Whether the word is a plural that lost its nun: مراقبي, مفاوضي, منسقي."""
    return form.startswith("م") and form.endswith("ي") and 5 <= len(form) <= 8 and not form.startswith("مست")


def _former(text: Text, end: int) -> int:
    """Goes on over «former» and a nationality."""
    tokens = text.tokens
    while tokens.goes_on(end) and (
        tokens.forms[end] in words.NEW or (text.is_nationality(end) and tokens.forms[end].startswith("ال"))
    ):
        end += 1
    return end


def _all_prepositional(text: Text, end: int, stem: str) -> int:
    """Goes on over up to three of them: of the United Nations, for humanitarian affairs, in the Sudan."""
    for _ in range(3):
        further = _prepositional(text, end, stem)
        if further == end:
            break
        end = further
    return end


def _prepositional(text: Text, end: int, stem: str) -> int:
    """Goes on over «in the name of …», «at the …», «of the …», «for the affairs of …», «to Russia»."""
    tokens = text.tokens
    if not tokens.goes_on(end):
        return end
    form = tokens.forms[end]
    if stem in words.SPEAKERS:
        if form in {"باسم", "بلسان"} and tokens.goes_on(end + 1):
            return _object(text, end + 1) or end
        if form == "الرسمي":
            return _prepositional(text, end + 1, stem)
        if form[:1] == "ل" and form[1:] in words.OF_OFFICES and tokens.form(end - 1) == "الرسمي":
            return max(organisation_end(text, end, form[1:]), end)
    if (body := _workplace(text, end)) > end:
        return body
    if form in words.AFFAIRS and tokens.goes_on(end + 1):
        field = text.complement(end + 1)
        return _former(text, field) if field > end + 1 else end
    if form == "عن" and stem in words.DEPUTIES and tokens.goes_on(end + 1):
        return _object(text, end + 1) or end
    if form in words.IN_PLACE and tokens.goes_on(end + 1):
        return _in_place(text, end, stem)
    return _of(text, end, stem) if form.startswith("ل") else end


def _in_place(text: Text, end: int, stem: str) -> int:
    """Where «in Damascus», «with the United Nations», «at the ministry» ends; `end` is the preposition's word."""
    tokens = text.tokens
    form = tokens.forms[end]
    match = text.name_at(end + 1)
    if stem in words.OF_COUNTRY or (stem in words.OWN_HEADS and stem not in words.HEADS):
        if match is not None and match.label in {"GPE", "ORG", "LOC"}:
            return match.end
        return max(text.complement(end + 1), end) if form == "لدي" else end
    if form != "في":
        return end
    inner = organisation_end(text, end + 1, tokens.forms[end + 1])
    if match is not None and match.label == "ORG":
        inner = max(inner, match.end)
    if inner == end + 1 and tokens.forms[end + 1] in words.WORKPLACES:
        inner = end + 2
    return inner if inner > end + 1 else end


def _of(text: Text, end: int, stem: str) -> int:
    """Where «of the United Nations» ends that ل begins; the same word where it does not belong to the title."""
    tokens = text.tokens
    form = tokens.forms[end]
    match = text.matches[end]
    if match is not None and match.cut == 1 and match.label in {"ORG", "GPE", "LOC"} and stem not in words.SPEAKERS:
        return _abroad(text, text.adjectives(match.end), stem)
    if not _head_takes_li(stem):
        return end
    if form.startswith("لل"):
        return max(text.complement_of_li(end), organisation_end(text, end, "ال" + form[2:]))
    if form[1:] in words.HAPPENINGS:
        return max(quoted_end(text, end + 1), named_end(text, end + 1), text.complement(end + 1), end)
    if stem in words.SERVING and form[1:] in words.SECOND:
        whose, _ = _construct(text, end, form[1:])
        return whose if whose > end + 1 else end
    return max(organisation_end(text, end, form[1:]), end)


def _abroad(text: Text, end: int, stem: str) -> int:
    """Goes on over «to Yemen», «in Syria» after whom an envoy is from."""
    tokens = text.tokens
    if (
        stem in words.OF_COUNTRY
        and tokens.goes_on(end)
        and tokens.forms[end] in words.IN_PLACE
        and tokens.goes_on(end + 1)
    ):
        match = text.name_at(end + 1)
        if match is not None and match.label in {"GPE", "LOC", "ORG"}:
            return match.end
    return end


def _workplace(text: Text, index: int) -> int:
    """Where «at the university of …» ends: ب with a body; the index for none."""
    tokens = text.tokens
    form = tokens.forms[index]
    if form.startswith("ب") and len(form) > 3:
        match = text.matches[index]
        if match is not None and match.cut == 1 and match.label in {"ORG", "FAC"}:
            return text.adjectives(match.end)
        return max(index, organisation_end(text, index, form[1:]))
    return index


def _head_takes_li(stem: str) -> bool:
    return stem.removeprefix("ال") in words.TAKING_LI


def _object(text: Text, place: int) -> int:
    """Where what a speaker speaks for ends; 0 for none."""
    tokens = text.tokens
    form = tokens.forms[place]
    body = organisation_end(text, place, form)
    match = text.name_at(place)
    if match is not None:
        return max(text.adjectives(match.end) if match.label != "NORP" else match.end, body)
    if body > place:
        return body
    end = text.complement(place)
    if end > place:
        return _former(text, end)
    if form in words.SECOND:
        end, _ = _construct(text, place, form)
        return end if end > place + 1 else 0
    return 0
