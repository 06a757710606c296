"""Organisations, built places, laws and events by their head word: وزارة الصحة, مطار بغداد, اتفاق باريس, قمة المناخ."""

from __future__ import annotations

from functools import cache, lru_cache

from hashiya.suggest import bodywords as words
from hashiya.suggest.events import (
    CALLS,
    DEFINITE_EVENTS,
    EVENTS,
    MEETINGS,
    OWNED_EVENTS,
    call,
    definite_event,
    event,
    meeting,
    owned_event,
)
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.heads import ENGINE, Rule, add, foreign_end, has_name, named_end, quoted_end
from hashiya.suggest.laws import DEFINITE_LAWS, LAWS, definite_law, law
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import keeps, stems


def find_bodies(text: Text) -> list[Found]:
    """What head words announce; a head may begin inside what another took, overlaps are settled later."""
    found: list[Found] = []
    heads = _heads()
    for index, form in enumerate(text.tokens.forms):
        for cut, stem in _headed(form):
            if text.tokens.form(index + 1) in words.NO_BODIES.get(stem, ()):
                break
            if any(rule(text, index, cut, stem, found) for rule in heads[stem]):
                break
    return found


@lru_cache(maxsize=1 << 15)
def _headed(form: str) -> tuple[tuple[int, str], ...]:
    """The stems of the word that are heads, with the letters cut."""
    heads = _heads()
    return tuple((cut, stem) for cut, stem in stems(form) if stem in heads)


def organisation_end(text: Text, index: int, stem: str) -> int:
    """Where the organisation ends whose head is this stem of the word; the index where it is none."""
    found: list[Found] = []
    if text.depth > 2:
        return index
    text.depth += 1
    try:
        return _organisation_end(text, index, stem, found)
    finally:
        text.depth -= 1


def _organisation_end(text: Text, index: int, stem: str, found: list[Found]) -> int:
    for rule in _heads().get(stem, ()):
        if rule in {_organisation, _definite_organisation} and rule(text, index, 0, stem, found):
            last = max(found, key=lambda one: one.end)
            end = index
            while end < len(text.tokens) and text.tokens.ends[end] <= last.end:
                end += 1
            return end
    return index


def _organisation(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """وزارة الصحة المصرية, مجلس إدارة …, شركة فايزر, صحيفة «لوموند» الفرنسية."""
    if (stem in words.ORG_QUOTED or stem in words.ORG_NAMED) and _quoted_organisation(text, index, cut, found):
        return 1
    tokens = text.tokens
    end = text.complement(index + 1, loose=stem in words.ORG_LOOSE)
    score = 0.85
    match = text.name_at(index + 1)
    if end == index + 1 and match is not None and match.label == "NORP":
        if not tokens.forms[index + 1].startswith("ال"):
            return 0
        end = match.end if stem in words.OF_PEOPLE else end
    if end == index + 1 and stem in words.ORG_NAMED:
        end, score = _named_organisation_end(text, index + 1), 0.65
    if end == index + 1 and tokens.goes_on(index + 1):
        end, score = organisation_end(text, index + 1, tokens.forms[index + 1]), 0.7
        if end <= index + 1:
            return 0
    if end == index + 1:
        return 0
    if stem in words.ORG_LONG and not (end > index + 2 or has_name(text, index + 1, end)):
        return 0
    if stem in words.NEEDING_A_BODY and not has_name(text, index + 1, end):
        return 0
    if stem not in words.OF_PEOPLE:
        end = max(end, text.complement_of_li(end))
    return add(text, (index, end, cut), "ORG", score, found)


def _named_organisation_end(text: Text, index: int) -> int:
    """Where the name of شركة فرانس تليكوم, شبكة فوكس نيوز ends that begins at the word; the index for none."""
    tokens, end = text.tokens, named_end(text, index)
    if end == index:
        return index
    end = text.adjectives(foreign_end(text, end))
    return end + (tokens.goes_on(end) and tokens.forms[end] in words.NEWS)


def _quoted_organisation(text: Text, index: int, cut: int, found: list[Found]) -> bool:
    """شركة «سابك», صحيفة «لوموند» الفرنسية: whether a name in quotation marks follows the head."""
    tokens = text.tokens
    end = quoted_end(text, index + 1)
    if end == index + 1:
        return False
    stop = tokens.ends[end - 1] + 1
    if end < len(tokens) and text.is_nationality(end) and tokens.gap(end).strip() in {'"', "»", "”", "'", "’"}:
        stop = tokens.ends[end]
    found.append(Found(tokens.starts[index] + cut, stop, "ORG", 0.85, ENGINE))
    return True


def _definite_organisation(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الحكومة السورية, المحكمة الاتحادية العليا, الوكالة الدولية للطاقة الذرية."""
    end = text.adjectives(index + 1)
    if end == index + 1:
        if stem in words.ORG_BARE or (stem in words.ORG_AGAIN and _was_named(text, index, stem)):
            return add(text, (index, end, cut), "ORG", 0.6, found, description=stem not in words.ORG_NAMES)
        return 0
    national = text.is_nationality(end - 1)
    longer = _of_li(text, end)
    if stem in words.ORG_NATIONAL_ONLY and not national and (longer == end or stem not in words.ORG_GENERAL):
        return 0
    if (
        longer > end
        and stem not in words.NOT_TAKING_LI
        and (not national or text.tokens.forms[end - 1] in words.OF_MANY_STATES or stem in words.TAKING_LI)
        and text.tokens.forms[end] not in words.AUDIENCE
    ):
        return add(text, (index, longer, cut), "ORG", 0.85, found)
    if stem in words.ONLY_WITH_FIELD:
        return 0
    return add(text, (index, end, cut), "ORG", 0.8 if national else 0.65, found)


def _of_li(text: Text, end: int) -> int:
    """Where «للتنمية», «لمكافحة المخدرات», «لشرطة دبي» ends that tells of what a body is."""
    form = text.tokens.forms[end] if text.tokens.goes_on(end) else ""
    body = organisation_end(text, end, form[1:]) if form[:1] == "ل" and form[:2] != "لل" else end
    return max(text.complement_of_li(end), body)


def _was_named(text: Text, index: int, stem: str) -> bool:
    """Whether a body of this kind stands before in the text with its name: the ministry, the bank again."""
    return any(text.has_named(head, index) for head in (stem.removeprefix("ال"), stem))


def _ministry(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الخارجية الروسية, الدفاع التركية: a ministry by its field alone."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if stem in words.LONE_MINISTRIES and quoted_end(text, index) == index + 1:
        return add(text, (index, index + 1, cut), "ORG", 0.7, found)  # «نفت «الداخلية» …»
    if not (tokens.goes_on(index + 1) and text.is_nationality(index + 1)):
        return 0
    if not (after.startswith("ال") and after.endswith("يه") and stem in words.LONE_MINISTRIES):
        return 0
    return add(text, (index, index + 2, cut), "ORG", 0.75, found)


def _facility(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """مطار بغداد الدولي, مستشفى الشفاء, ملعب أحمدو, محطة «رمال الشمس»."""
    if (end := quoted_end(text, index + 1)) > index + 1:
        start, stop = text.place(index, end, cut)
        found.append(Found(start, stop + 1, "FAC", 0.7, ENGINE))
        return 1
    end, score = text.complement(index + 1, pairs=False), 0.75
    if end == index + 1:
        end, score = named_end(text, index + 1, feminine=True), 0.55
        if end > index + 1:
            end = _rest_of_name(text, end)
    if end == index + 1:
        return 0
    after = text.tokens.form(index + 1)
    if stem == "طريق" and text.tokens.form(index - 1) in {"عن", "وعن"}:
        return 0  # «عن طريق …» is «by»
    if stem in words.STREETS and after.startswith("ال") and not is_common(after) and not text.is_nationality(index + 1):
        return add(text, (index, end, cut), "FAC", 0.65, found)
    held = text.tokens.form(index + 1) in words.HOLDERS and end > index + 2
    if stem in words.FAC_WEAK and not (held or has_name(text, index + 1, end) or score < 0.6):
        return 0
    return add(text, (index, end, cut), "FAC", score, found)


def _definite_facility(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """المتحف القومي للحضارة, المستشفى الجامعي, المسجد الأقصى."""
    end = text.adjectives(index + 1)
    if end == index + 1:
        return 0
    end = max(end, text.complement_of_li(end))
    return add(text, (index, end, cut), "FAC", 0.6, found)


def _seat(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """مقر وزارة الدفاع, مبنى البرلمان."""
    match = text.name_at(index + 1)
    if not text.tokens.goes_on(index + 1):
        return 0
    end = organisation_end(text, index + 1, text.tokens.forms[index + 1])
    if match is not None and match.label == "ORG":
        end = max(end, match.end)
    return add(text, (index, end, cut), "FAC", 0.65, found) if end > index + 1 else 0


def _location(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """نهر العاصي, جبال الأطلس, جزيرة سقطرى."""
    match = text.name_at(index + 1)
    end = text.complement(index + 1, pairs=False)
    if end == index + 1:
        end = named_end(text, index + 1)
    if end == index + 1 or (match is not None and match.label == "NORP"):
        return 0
    if stem in words.LOC_NEAR and not has_name(text, index + 1, end):
        return 0
    if text.tokens.form(index + 1) in {"المنطقه", "البلاد", "العالم", "المال", "ماله", "مال", "السنه", "الخيمه"}:
        return 0
    return add(text, (index, end, cut), "LOC", 0.7 if stem in words.LOC_SURE else 0.5, found)


def _rest_of_name(text: Text, end: int) -> int:
    """Goes on over the rest of a name whose first word is no common one: ابن الخطيب, أحمدو أهيدجو, الدولي."""
    tokens = text.tokens
    if tokens.forms[end - 1] in {"ابن", "ابي", "ابو", "بن", "عبد"} and tokens.goes_on(end):
        end += 1
    elif (further := named_end(text, end)) > end:
        end = further
    while tokens.goes_on(end) and tokens.forms[end] in words.OF_PLACES:
        end += 1
    return end


def _state(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """المملكة العراقية, الجمهورية التونسية."""
    if text.tokens.goes_on(index + 1) and text.is_nationality(index + 1) and text.tokens.form(index + 1).endswith("ه"):
        return add(text, (index, index + 2, cut), "GPE", 0.75, found)
    return 0


def _product(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """اللقاح الروسي, صاروخ «سارمات», مسيرات شاهد."""
    tokens = text.tokens
    definite = stem.startswith("ال")
    if stem in words.VEHICLES and (end := quoted_end(text, index + 1)) > index + 1:
        start, stop = text.place(index, end, cut)
        found.append(Found(start, stop + 1, "PRODUCT", 0.75, ENGINE))
        return 1
    if stem in words.WORKS:
        place = text.adjectives(index + 1)
        if text.tokens.form(place) in words.ENTITLED and text.tokens.goes_on(place):
            place += 1
        if (end := quoted_end(text, place)) > place:
            return add(text, (place, end, 0), "PRODUCT", 0.75, found)
        return 0
    if definite and tokens.goes_on(index + 1) and text.is_nationality(index + 1):
        return add(text, (index, index + 2, cut), "PRODUCT", 0.65, found, description=True)
    match = text.name_at(index + 1)
    if not definite and match is not None and match.label == "PRODUCT" and tokens.goes_on(index + 1):
        return add(text, (index, match.end, cut), "PRODUCT", 0.85, found)
    return 0


def _news_site(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """ميدل إيست نيوز, السومرية نيوز: the one or two foreign words before «news» belong to it."""
    tokens = text.tokens
    first = index
    cut = 0
    while not cut and first > max(index - 2, 0) and tokens.goes_on(first) and _may_be_foreign(text, first - 1):
        first -= 1
        cut = int(tokens.forms[first][0] == "ل" and not keeps(tokens.forms[first]))
    if first == index:
        return 0
    return add(text, (first, index + 1, cut), "ORG", 0.85, found)


def _may_be_foreign(text: Text, index: int) -> bool:
    form = text.tokens.forms[index]
    return form.isalpha() and (form.startswith("ال") or not is_common(form)) and form not in words.SITES


def _site(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """موقع العربي الجديد, موقع «إنتل»: only before a known outlet or a quoted name."""
    match = text.name_at(index + 1)
    if match is not None and match.label == "ORG" and text.tokens.goes_on(index + 1):
        return add(text, (index, match.end, cut), "ORG", 0.85, found)
    if (end := quoted_end(text, index + 1)) > index + 1:
        start, stop = text.place(index, end, cut)
        found.append(Found(start, stop + 1, "ORG", 0.75, ENGINE))
        return 1
    return 0


def _platform(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """منصة «إكس»: a place on the net, its name in quotation marks."""
    form = text.tokens.form(index + 1)
    if (end := quoted_end(text, index + 1)) != index + 2 or built_in().labels.get(form, form) not in words.PLATFORMS:
        return 0
    start, stop = text.place(index, end, cut)
    found.append(Found(start, stop + 1, "WEBSITE", 0.8, ENGINE))
    return 1


def _region(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """محافظة نينوى as one; بلدة كفرنبل gives its name alone."""
    tokens = text.tokens
    match = text.name_at(index + 1)
    if match is not None and match.label == "GPE" and tokens.goes_on(index + 1):
        return add(text, (index, match.end, cut), "GPE", 0.8, found)
    if stem not in words.GPE_NAMED:
        return 0
    if (quoted := quoted_end(text, index + 1)) > index + 1:
        return add(text, (index, quoted, cut), "GPE", 0.7, found)  # «قرية "تلات نيعقوب"»
    end = named_end(text, index + 1)
    if end == index + 1 and text.is_definite_noun(index + 1) and tokens.goes_on(index + 1):
        after = tokens.forms[index + 1]
        # An adjective would agree: حي الجمالية is a name.
        agrees = text.is_definite_adjective(index + 1) and (stem != "حي" or not after.endswith("ه"))
        if stem not in words.GOVERNORATES and (is_common(after) or agrees):
            return 0
        end = index + 2
    elif tokens.goes_on(end) and tokens.forms[end] in words.OF_PLACES:
        end += 1
    if end == index + 1:
        return 0
    return add(text, (index, end, cut), "GPE", 0.6, found)


@cache
def _heads() -> dict[str, tuple[Rule, ...]]:
    """The rules by head word."""
    table: dict[str, list[Rule]] = {}
    for heads, rule in (
        (words.ORG_IDAFA | words.ORG_NAMED | words.ORG_LONG, _organisation),
        (words.ORG_DEFINITE | words.ORG_BARE | words.ORG_AGAIN, _definite_organisation),
        (words.MINISTRIES, _ministry),
        (words.FAC, _facility),
        (words.FAC_DEFINITE, _definite_facility),
        (LAWS, law),
        (DEFINITE_LAWS, definite_law),
        (CALLS, call),
        (EVENTS, event),
        (MEETINGS, meeting),
        (OWNED_EVENTS, owned_event),
        (DEFINITE_EVENTS, definite_event),
        (words.STATES, _state),
        (words.PRODUCTS | words.VEHICLES | words.WORKS, _product),
        (words.NEWS, _news_site),
        (words.SITES | words.NETS, _platform),
        (words.SITES, _site),
        (words.SEATS, _seat),
        (words.LOC, _location),
        (words.GPE, _region),
    ):
        for word in heads:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}
