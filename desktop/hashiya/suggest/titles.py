"""Positions: a title with its complements, nationality and place as one: السفير الإيراني لدى روسيا."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hashiya.suggest.bodies import MINISTRIES, organisation_end
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import folded_words, word_list
from hashiya.suggest.phrases import Text
from hashiya.suggest.tokens import stems

ENGINE = "titles"

_HEADS = folded_words(
    "رئيس رئيسة رؤساء رئيسي رئيسا وزير وزيرة وزراء وزيري وزيرا نائب نائبة نواب مساعد مساعدة متحدث متحدثة "
    "متحدثا ناطق ناطقة سفير سفيرة سفراء مندوب مندوبة مبعوث مبعوثة مبعوثو ممثل ممثلة ممثلو ممثلي أمين أمينة "
    "مدير مديرة مديرو قائد قائدة قادة ملك ملكة أمير أميرة ولي مستشار مستشارة محافظ عمدة عضو عضوة أعضاء مفتي "
    "مرشد سكرتير سكرتيرة حاكم قاضي قاضية مدعي نقيب نقيبة عميد عميدة بابا بطريرك مطران مدرب مدربة كبير كبيرة "
    "وكيل وكيلة منسق منسقة مفوض مفوضة زعيم زعيمة زعماء خطيب إمام شيخ مؤسس مؤسسة سلطان إمبراطور قيصر رائد عقيد "
    "لواء جنرال مسؤول مسؤولة مسؤولين مسؤولون مسؤولو مسؤولي أستاذ أستاذة باحث باحثة خبير خبيرة محلل محللة "
    "مراسل مراسلة محامي مقرر مقررة مشرف مشرفة نجم قنصل ملحق ضابط مراقب كاتب حارس مهاجم كابتن عالم"
) - folded_words("مؤسسة نجم كاتب عالم شيخ إمام رائد قادة")
_DEFINITE = folded_words(
    "القيادي القيادية الباحث الباحثة الخبير الخبيرة المحلل المحللة العضو الطبيب الطبيبة المراسل المراسلة "
    "الصحفي الرئيس الرئيسة الرئيسان الرئيسين الوزير الوزيرة الوزيران الوزيرين السفير السفيرة الملك الملكة "
    "الأمير الأميرة السلطان المتحدث المتحدثة الناطق الناطقة المبعوث المبعوثة المندوب المندوبة القائد المدير "
    "المديرة المرشد البابا المفتي البطريرك المحافظ النائب النائبة الجنرال اللواء العميد العقيد الرائد المقدم "
    "النقيب الفريق المستشار المستشارة الأمين الأمينة المفوض المفوضة المنسق المنسقة المقرر المقررة الممثل "
    "الممثلة المدعي الحاكم القاضي القاضية الأدميرال الإمبراطور القيصر الزعيم المدرب المدربة الحاخام "
    "الكاردينال المطران القنصل الملحق القائم الوكيل الضابط الكابتن الحارس الأستاذ الأستاذة المسؤول المسؤولة "
    "المسؤولون المسؤولين"
)
_BARE = folded_words(
    "الرئيس الرئيسة الرئيسان الرئيسين الوزير الوزيرة السفير السفيرة الملك الملكة السلطان المبعوث المندوب "
    "القائد المرشد البابا المفتي الجنرال اللواء العميد العقيد الرائد المستشار المستشارة المفوض الأدميرال "
    "الإمبراطور القيصر المدرب القاضي الكاردينال البطريرك"
)
_SECOND = folded_words(
    "رئيس رئيسة وزير وزيرة وزراء رؤساء قائد مدير أمين مبعوث سفير محافظ حاكم مستشار مساعد نائب وكيل ممثل مفوض عميد مندوب"
)
_TAKE_SECOND = folded_words("نائب نائبة مساعد مساعدة وكيل وكيلة مستشار مستشارة كبير كبيرة مبعوث ممثل مدير نواب")
_OWN_ADJECTIVES = folded_words("عام عامة أول دائم خاص مساعد تنفيذي سابق أسبق إقليمي مقيم أعلى")
_NEW = folded_words("السابق السابقة الأسبق الراحل المنتخب المنتخبة الحالي المكلف الجديد")
_OF_COUNTRY = folded_words(
    "السفير السفيرة سفير سفيرة المبعوث المبعوثة مبعوث مندوب المندوب المندوبة ممثل الممثل الممثلة القنصل "
    "المنسق المنسقة منسق الملحق القائم"
)
_DESCRIBED = folded_words("مسؤول مسؤولة مسؤولين مسؤولون المسؤولين المسؤولون المسؤول مسؤولي")
_IN_PLACE = {"لدي", "في", "الي"}
_DEPUTIES = folded_words("النائب النائبة نائب نائبة")
_SPEAKERS = folded_words("متحدث متحدثة متحدثا ناطق ناطقة المتحدث المتحدثة الناطق الناطقة")
_KINGDOM = folded_words("عهد عهدها")
_AFFAIRS = folded_words("لشؤون لشوون للشؤون")


_OWN_HEADS = frozenset(
    head + ending
    for head in folded_words("رئيس مدير سفير وزير أمين قائد مندوب مبعوث ممثل مدرب مستشار نائب")
    for ending in ("ه", "ها", "هم")
)
"""Titles with a pronoun: سفيرها في دمشق, مديرها التنفيذي."""


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
    return tuple((cut, stem) for cut, stem in stems(form) if stem in _HEADS or stem in _DEFINITE or stem in _OWN_HEADS)


def as_found(text: Text, titles: list[Title]) -> list[Found]:
    """The positions and what is nested in them."""
    found: list[Found] = []
    for title in titles:
        start, end = text.place(title.first, title.end, title.cut)
        found.append(Found(start, end, "OCC", title.score, ENGINE, title.description))
        found += title.nested
    return found


def _title(text: Text, index: int, cut: int, stem: str) -> Title | None:
    if stem in _DEFINITE:
        return _definite(text, index, cut, stem)
    if stem in _OWN_HEADS and stem not in _HEADS:
        end = _all_prepositional(text, _title_adjectives(text, index + 1), stem)
        return Title(index, end, cut, 0.7, _nested(text, index, end), False) if end > index + 1 else None
    if stem in word_list("given") and text.name_at(index + 1) is None:
        return None
    end, score = _construct(text, index, stem)
    if end <= index + 1:
        return None
    end = _all_prepositional(text, end, stem)
    nested = _nested(text, index, end)
    return Title(index, end, cut, score, nested, stem in _DESCRIBED)


def _definite(text: Text, index: int, cut: int, stem: str) -> Title | None:
    """الرئيس الروسي, الأمين العام للأمم المتحدة, المتحدث باسم الجيش, السفير الروسي في دمشق."""
    tokens = text.tokens
    end = _all_prepositional(text, _title_adjectives(text, index + 1), stem)
    if end == index + 1 and stem not in _BARE:
        return None
    score = 0.9 if end > index + 1 else 0.8
    if stem in _DESCRIBED:
        score = 0.6 if text.is_nationality(end - 1) else 0.3
        if score < 0.5:
            return None
    if end == index + 1 and not tokens.forms[index][cut:].startswith("ال") and cut == 0:
        return None
    return Title(index, end, cut, score, _nested(text, index, end), stem in _DESCRIBED)


def _title_adjectives(text: Text, index: int) -> int:
    """Where the adjectives of a definite title end; «former» after a nationality stays with it."""
    end = text.adjectives(index, after_nationality=False)
    while text.tokens.goes_on(end) and text.tokens.forms[end] in _NEW and end > index:
        end += 1
    return end


def _construct(text: Text, index: int, stem: str, depth: int = 0) -> tuple[int, float]:
    """Where a title ends that begins with an indefinite head, and how sure it is; the index for none."""
    tokens = text.tokens
    place = index + 1
    while tokens.goes_on(place) and tokens.forms[place] in _OWN_ADJECTIVES:
        place += 1
    if not tokens.goes_on(place):
        return index, 0.0
    form = tokens.forms[place]
    if stem in _SPEAKERS:
        end = _prepositional(text, place, stem)
        return (end, 0.9) if end > place else (index, 0.0)
    if stem == "ولي":
        return (_title_adjectives(text, place + 1), 0.95) if form in {"العهد", "عهد"} else (index, 0.0)
    if depth < 3 and form in _HEADS and (stem in _TAKE_SECOND or form in _SECOND):
        end, score = _construct(text, place, form, depth + 1)
        if end > place + 1:
            return end, score
    end = _complement(text, place)
    if end > place:
        end = _prepositional(text, end, stem)
        return end, 0.93 if stem in _SECOND else 0.8
    if text.is_nationality(place) and not form.startswith("ال"):
        score = 0.75 if stem in _DESCRIBED else 0.55
        return place + 1, score
    return _prepositional(text, place, stem) if place > index + 1 else index, 0.75


def _complement(text: Text, place: int) -> int:
    """Where what a title governs ends: a body, a field, a place, with adjectives; the place for none."""
    tokens = text.tokens
    form = tokens.forms[place]
    body = organisation_end(text, place, form)
    match = text.name_at(place)
    if match is not None and match.label in {"GPE", "ORG", "LOC", "FAC"}:
        end = max(match.end, body)
        return _former(text, text.adjectives(end))
    if body > place:
        return _former(text, body)
    if form == "خارجيه" or (form in _BARE_FIELDS and tokens.goes_on(place + 1)):
        match = text.name_at(place + 1)
        if match is not None and match.label in {"GPE", "LOC", "ORG"}:
            return match.end
        if tokens.goes_on(place + 1) and text.is_definite_noun(place + 1):
            return _former(text, text.adjectives(place + 2))
        return _former(text, text.adjectives(place + 1))
    if match is not None and match.label == "NORP":
        return place
    end = text.complement(place)
    return _former(text, end) if end > place else place


_BARE_FIELDS = folded_words("خارجية دفاع داخلية مالية صحة طاقة زراعة حكومة أركان هيئة وفد بعثة شؤون جهاز")


def _former(text: Text, end: int) -> int:
    """Goes on over «former» and a nationality."""
    tokens = text.tokens
    while tokens.goes_on(end) and (
        tokens.forms[end] in _NEW or (text.is_nationality(end) and tokens.forms[end].startswith("ال"))
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
    if stem in _SPEAKERS:
        if form in {"باسم", "بلسان"} and tokens.goes_on(end + 1):
            return _object(text, end + 1) or end
        if form == "الرسمي":
            return _prepositional(text, end + 1, stem)
    if (body := _workplace(text, end)) > end:
        return body
    if form in _AFFAIRS and tokens.goes_on(end + 1):
        field = text.complement(end + 1)
        return _former(text, field) if field > end + 1 else end
    if form == "عن" and stem in _DEPUTIES and tokens.goes_on(end + 1):
        return _object(text, end + 1) or end
    if form in _IN_PLACE and tokens.goes_on(end + 1):
        return _in_place(text, end, stem)
    return _of(text, end, stem) if form.startswith("ل") else end


def _in_place(text: Text, end: int, stem: str) -> int:
    """Where «in Damascus», «with the United Nations», «at the ministry» ends; `end` is the preposition's word."""
    tokens = text.tokens
    form = tokens.forms[end]
    match = text.name_at(end + 1)
    if stem in _OF_COUNTRY or (stem in _OWN_HEADS and stem not in _HEADS):
        if match is not None and match.label in {"GPE", "ORG", "LOC"}:
            return match.end
        return max(text.complement(end + 1), end) if form == "لدي" else end
    if form != "في":
        return end
    inner = organisation_end(text, end + 1, tokens.forms[end + 1])
    if match is not None and match.label == "ORG":
        inner = max(inner, match.end)
    if inner == end + 1 and tokens.forms[end + 1] in _WORKPLACES:
        inner = end + 2
    return inner if inner > end + 1 else end


def _of(text: Text, end: int, stem: str) -> int:
    """Where «of the United Nations» ends that ل begins; the same word where it does not belong to the title."""
    tokens = text.tokens
    form = tokens.forms[end]
    match = text.matches[end]
    if match is not None and match.cut == 1 and match.label in {"ORG", "GPE", "LOC"}:
        return _abroad(text, text.adjectives(match.end), stem)
    if not _head_takes_li(stem):
        return end
    if form.startswith("لل"):
        return max(text.complement_of_li(end), organisation_end(text, end, "ال" + form[2:]))
    return max(organisation_end(text, end, form[1:]), end)


def _abroad(text: Text, end: int, stem: str) -> int:
    """Goes on over «to Yemen», «in Syria» after whom an envoy is from."""
    tokens = text.tokens
    if stem in _OF_COUNTRY and tokens.goes_on(end) and tokens.forms[end] in _IN_PLACE and tokens.goes_on(end + 1):
        match = text.name_at(end + 1)
        if match is not None and match.label in {"GPE", "LOC", "ORG"}:
            return match.end
    return end


_WORKPLACES = folded_words(
    "الوزارة الجامعة الشركة الهيئة المنظمة البنك المصرف المجلس اللجنة الحزب المؤسسة المعهد المركز البرلمان الكلية"
)


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
    return stem.removeprefix("ال") in _TAKING_LI


_TAKING_LI = folded_words(
    "أمين أمينة مدير مديرة قائد رئيس رئيسة مفوض مفوضة ممثل ممثلة منسق منسقة مبعوث مبعوثة مندوب مستشار سكرتير "
    "مدرب مرشد نائب وكيل مدعي مراقب عضو"
)


def _object(text: Text, place: int) -> int:
    """Where what a speaker speaks for ends; 0 for none."""
    tokens = text.tokens
    form = tokens.forms[place]
    body = organisation_end(text, place, form)
    match = text.name_at(place)
    if match is not None and match.label != "NORP":
        return max(text.adjectives(match.end), body)
    if body > place:
        return body
    end = text.complement(place)
    if end > place:
        return _former(text, end)
    if form in _SECOND:
        end, _ = _construct(text, place, form)
        return end if end > place + 1 else 0
    return 0


def _nested(text: Text, first: int, end: int) -> tuple[Found, ...]:
    """Ministries by their field inside the words [first, end); names and nationalities come from the gazetteer."""
    tokens = text.tokens
    found: list[Found] = []
    for index in range(first + 1, end):
        if tokens.forms[index] in MINISTRIES and _is_minister(tokens.forms[index - 1]):
            stop = text.paired(index + 1)
            found.append(text.found(index, min(stop, end), "ORG", 0.9, ENGINE))
        elif tokens.forms[index] in {
            "الحكومه",
            "البرنامج",
            "النيابه",
            "المجلس",
            "اللجنه",
            "المنظمه",
            "الوكاله",
            "الوزاره",
        }:
            found.append(text.found(index, index + 1, "ORG", 0.6, ENGINE))
    return tuple(found)


def _is_minister(form: str) -> bool:
    return any(stem in _MINISTERS for _, stem in stems(form))


_MINISTERS = folded_words("وزير وزيرة وزراء وزيري وزيرا باسم")
