"""Organisations, built places, laws and events by their head word: وزارة الصحة, مطار بغداد, اتفاق باريس, قمة المناخ."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import folded_words
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import APART, GLUED, stems

ENGINE = "gazetteer"

MINISTRIES = folded_words(
    "الخارجية الدفاع الداخلية الصحة المالية العدل التعليم التربية الاقتصاد التجارة الصناعة الزراعة الطاقة النفط البترول الكهرباء "
    "النقل المواصلات الإعلام الثقافة السياحة البيئة الأوقاف العمل الإسكان الشباب الرياضة التخطيط الاتصالات الهجرة الخزانة "
    "الاستثمار الأمن التموين الري المياه الطيران الاستخبارات المخابرات التنمية الموارد العلوم التكنولوجيا الأشغال الآثار"
)
_ORG_IDAFA = folded_words(
    "وزارة هيئة مجلس لجنة منظمة مؤسسة جامعة بنك مصرف حزب حركة جماعة جبهة تيار ائتلاف تحالف اتحاد نقابة جمعية رابطة محكمة "
    "مركز معهد كلية أكاديمية صندوق غرفة نادي منتخب وكالة صحيفة جريدة مجلة قناة شبكة إذاعة تلفزيون برلمان مديرية "
    "دائرة سفارة قنصلية رئاسة شركة مجموعة حكومة جيش كتائب سرايا ألوية شرطة بلدية ديوان مفوضية بعثة أمانة مصلحة إدارة "
    "جهاز تنظيم ميليشيا مرصد منتدى مكتب سلطة كنيسة بورصة مطرانية دار حلف فيلق قوات مرجعية مشيخة فرقة معسكر لواء "
    "هيأة مصرف مؤتمر مدرسة استخبارات مخابرات نيابة"
) - folded_words("منتدى معسكر مؤتمر مكتب مدرسة دار إدارة مجموعة لواء فرقة سلطة دائرة غرفة حلف")
_ORG_NAMED = folded_words(
    "شركة صحيفة جريدة مجلة قناة وكالة حزب جامعة مؤسسة مجموعة بنك مصرف نادي منظمة حركة شبكة تلفزيون راديو إذاعة جماعة "
    "تنظيم ميليشيا دار كتائب مرصد معهد مركز جمعية منتخب سفارة فريق"
)
_ORG_QUOTED = folded_words("شركة صحيفة جريدة مجلة قناة وكالة حزب جامعة مؤسسة مجموعة نادي منظمة حركة شبكة تلفزيون إذاعة")
_ORG_SPECIAL = folded_words("مجلس إدارة")
_ORG_DEFINITE = folded_words(
    "الحكومة البرلمان الجيش المجلس اللجنة الهيئة الوكالة المنظمة المحكمة البنك المصرف الاتحاد الشركة الحزب الحركة الجمعية المؤسسة "
    "المركز المعهد النادي المنتخب الصحيفة القناة الرئاسة المفوضية النيابة الكنيسة الشرطة الجمعية الرابطة الائتلاف التحالف "
    "الجبهة المديرية السفارة الصندوق الديوان الاستخبارات المخابرات الإذاعة التلفزيون الكلية الجامعة القيادة القوات الأركان "
    "السلطة المعارضة الإدارة البعثة الأكاديمية الغرفة الهيأة الكتلة البورصة النقابة المرصد المجموعة التيار الجهاز المكتب الأسطول الأمانة السلطات"
)
_ORG_NATIONAL_ONLY = folded_words(
    "الإدارة السلطات القوات المعارضة السلطة الشركة الصحيفة الوكالة القناة الاستخبارات المخابرات الشرطة المكتب المجموعة الجامعة الرئاسة السفارة"
)
_ORG_BARE = folded_words("البرلمان الكونغرس")
_FAC = folded_words(
    "مطار ميناء مرفأ معبر جسر سد محطة مفاعل منشأة قاعدة قصر مستشفى مجمع سجن معتقل مسجد جامع كنيسة دير كاتدرائية متحف ملعب "
    "استاد ميدان ساحة شارع برج فندق مصنع مصفاة نفق قلعة حديقة مكتبة مخيم حقل ضريح مقبرة كورنيش طريق سوق منفذ مدرج مسرح صالة "
    "بطحاء معبد مرقد هيكل منتجع خزان"
)
_FAC_WEAK = folded_words("مصنع سوق طريق مكتبة حديقة مجمع حقل صالة مسرح مخيم محطة قاعدة مقبرة ساحة خزان جامع دير شارع")
_LAW = folded_words(
    "اتفاق اتفاقية معاهدة قانون ميثاق بروتوكول دستور مرسوم إعلان وثيقة اتفاقات اتفاقيات مبادرة قرار نظام تشريع صفقة"
)
_LAW_TREATY = folded_words("اتفاق اتفاقية معاهدة قانون ميثاق بروتوكول اتفاقات اتفاقيات دستور")
_LAW_DEFINITE = folded_words("الاتفاق الاتفاقية المعاهدة القانون الميثاق البروتوكول الدستور المرسوم القرار الإعلان")
_EVENT = folded_words(
    "مؤتمر قمة حرب أزمة بطولة كأس مهرجان معرض منتدى دورة محادثات مباحثات مفاوضات انتخابات استفتاء زلزال إعصار ثورة "
    "معركة مجزرة جائحة أولمبياد مونديال دوري ماراثون سباق انتفاضة غزو جائزة مسار عملية مذبحة"
)
_EVENT_NEEDS_NAME = folded_words("عملية مسار غزو سباق دورة ثورة معرض جائزة محادثات مباحثات مفاوضات زلزال إعصار معركة")
_EVENT_DEFINITE = folded_words(
    "المؤتمر القمة الحرب الأزمة الانتخابات المفاوضات المحادثات المباحثات المشاورات البطولة المهرجان المعرض الدوري الثورة"
)
_EVENT_BARE = folded_words("المفاوضات المحادثات المباحثات المشاورات القمة")
_EVENT_DESCRIBED = folded_words("المفاوضات المحادثات المباحثات المشاورات المؤتمر")
_PRESS = folded_words("صحفي صحافي")
_CONFERENCE = re.compile("(?:ال)?مؤتمر(?:ه|ها|هما|هم|ا)?")
_TALKS = folded_words("محادثات مباحثات مفاوضات مشاورات")
_LOC = folded_words("بحر نهر جبل جبال جزيرة جزر مضيق خليج صحراء وادي بحيرة هضبة سهل شبه غابة غابات رأس")
_LOC_SURE = folded_words("بحر نهر جبل جبال جزيرة جزر مضيق خليج صحراء وادي بحيرة هضبة غابات")
_GPE = folded_words("محافظة ولاية إقليم مقاطعة جمهورية مملكة إمارة سلطنة بلدة قرية ناحية قضاء مديرية حي ضاحية")
_GPE_NAMED = folded_words("بلدة قرية محافظة ولاية مقاطعة ناحية حي ضاحية")
_GPE_INSIDE = folded_words("محافظة ولاية إقليم مقاطعة جمهورية مملكة إمارة سلطنة")
_NUMBER = re.compile(r"\d+(?:[/.-]\d+)*")
_OPENING = {'"', "«", "“", "'", "‘"}

Rule = Callable[[Text, int, int, str, list[Found]], int]


def find_bodies(text: Text) -> list[Found]:
    """What head words announce; a head may begin inside what another took, overlaps are settled later."""
    found: list[Found] = []
    heads = _heads()
    for index, form in enumerate(text.tokens.forms):
        for cut, stem in stems(form):
            rules = heads.get(stem)
            if rules is not None and any(rule(text, index, cut, stem, found) for rule in rules):
                break
    return found


def organisation_end(text: Text, index: int, stem: str) -> int:
    """Where the organisation ends whose head is this stem of the word; the index where it is none."""
    found: list[Found] = []
    for rule in _heads().get(stem, ()):
        if rule in {_organisation, _definite_organisation} and rule(text, index, 0, stem, found):
            last = max(found, key=lambda one: one.end)
            end = index
            while end < len(text.tokens) and text.tokens.ends[end] <= last.end:
                end += 1
            return end
    return index


def _add(
    text: Text, place: tuple[int, int, int], label: str, score: float, found: list[Found], *, description: bool = False
) -> int:
    """Adds the words [first, end) without the cut letters, if there is more than a head."""
    first, end, cut = place
    start, stop = text.place(first, end, cut)
    found.append(Found(start, stop, label, score, ENGINE, description))
    return 1


def _quoted_end(text: Text, index: int) -> int:
    """Where a name in quotation marks that begins at the word ends; the index where there is none of up to five words."""
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


def _named_end(text: Text, index: int) -> int:
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
    if len(form) < 3 or form.startswith("ال") or not form.isalpha() or is_common(form) or text.is_nationality(index):
        return index
    return index + 1 if not tokens.spelled(index).endswith(("ة", "ً", "ات")) else index


def _organisation(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """وزارة الصحة المصرية, مجلس إدارة …, شركة فايزر, صحيفة «لوموند» الفرنسية."""
    tokens = text.tokens
    if stem in _ORG_QUOTED and (end := _quoted_end(text, index + 1)) > index + 1:
        stop = tokens.ends[end - 1] + 1
        last = end
        if last < len(tokens) and text.is_nationality(last) and tokens.gap(last).strip() in {'"', "»", "”", "'", "’"}:
            stop = tokens.ends[last]
        found.append(Found(tokens.starts[index] + cut, stop, "ORG", 0.85, ENGINE))
        return 1
    end = text.complement(index + 1)
    score = 0.85
    match = text.name_at(index + 1)
    if (
        end == index + 1
        and match is not None
        and match.label == "NORP"
        and not tokens.forms[index + 1].startswith("ال")
    ):
        return 0
    if end == index + 1 and stem in _ORG_NAMED:
        end, score = _named_end(text, index + 1), 0.65
        if end > index + 1:
            end = text.adjectives(end)
    if end == index + 1 and tokens.goes_on(index + 1):
        end, score = organisation_end(text, index + 1, tokens.forms[index + 1]), 0.7
        if end <= index + 1:
            return 0
    if end == index + 1:
        return 0
    if stem in {"رياسه", "اداره"} and end == index + 2:
        score = 0.5
    end = max(end, text.complement_of_li(end))
    return _add(text, (index, end, cut), "ORG", score, found)


def _definite_organisation(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الحكومة السورية, المحكمة الاتحادية العليا, الوكالة الدولية للطاقة الذرية."""
    end = text.adjectives(index + 1)
    if end == index + 1:
        if stem in _ORG_BARE:
            return _add(text, (index, end, cut), "ORG", 0.6, found)
        return 0
    national = text.is_nationality(end - 1)
    if stem in _ORG_NATIONAL_ONLY and not national:
        return 0
    longer = text.complement_of_li(end)
    if longer > end and (not national or stem in {"الاتحاد", "الهييه", "المجلس", "الشركه"}):
        return _add(text, (index, longer, cut), "ORG", 0.85, found)
    return _add(text, (index, end, cut), "ORG", 0.8 if national else 0.65, found)


def _ministry(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الخارجية الروسية, الدفاع التركية: a ministry by its field alone."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if not (tokens.goes_on(index + 1) and text.is_nationality(index + 1)):
        return 0
    if not (after.startswith("ال") and after.endswith("يه")):
        return 0
    return _add(text, (index, index + 2, cut), "ORG", 0.75, found)


def _facility(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """مطار بغداد الدولي, مستشفى الشفاء, ملعب أحمدو."""
    tokens = text.tokens
    end, score = text.complement(index + 1, pairs=False), 0.75
    if end == index + 1:
        end, score = _named_end(text, index + 1), 0.55
        if end > index + 1:
            while tokens.goes_on(end) and _is_person_word(tokens.forms[end]):
                end += 1
            end = text.adjectives(end)
    if end == index + 1:
        return 0
    if stem in _FAC_WEAK and not (_has_name(text, index + 1, end) or score < 0.6):
        return 0
    return _add(text, (index, end, cut), "FAC", score, found)


def _is_person_word(form: str) -> bool:
    from hashiya.suggest.gazetteer import word_list

    return form in word_list("given")


def _has_name(text: Text, first: int, end: int) -> bool:
    """Whether a known place or organisation stands in the words."""
    return any((match := text.name_at(index)) is not None and match.label != "NORP" for index in range(first, end))


def _law(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """اتفاق باريس, قانون العقوبات, قرار مجلس الأمن 2231, قرار رقم 5."""
    tokens = text.tokens
    numbered = _numbered(text, index + 1)
    if numbered > index + 1:
        return _add(text, (index, numbered, cut), "LAW", 0.85, found)
    end = text.complement(index + 1, pairs=False)
    if end == index + 1:
        return 0
    after = _numbered(text, end)
    if after > end:
        return _add(text, (index, after, cut), "LAW", 0.9, found)
    if stem not in _LAW_TREATY:
        return 0
    end = max(end, text.complement_of_li(end))
    named = _has_name(text, index + 1, end)
    score = 0.75 if named or stem in {"قانون", "معاهده", "اتفاقيه"} else 0.6
    if tokens.form(index + 1) in {"الجانبين", "البلدين", "الطرفين", "الدولتين"}:
        return 0
    return _add(text, (index, end, cut), "LAW", score, found)


def _numbered(text: Text, index: int) -> int:
    """Where «[رقم] 2231 [لسنة 2020]» ends that begins at the word; the index for none."""
    tokens = text.tokens
    place = index
    if tokens.goes_on(place) and tokens.forms[place] in {"رقم", "الرقم"}:
        place += 1
    if (
        place < len(tokens)
        and tokens.forms[place] == "ال"
        and place + 1 < len(tokens)
        and tokens.bonds[place + 1] == GLUED
    ):
        place += 1
    if place >= len(tokens) or tokens.bonds[place] == APART or not _NUMBER.fullmatch(tokens.forms[place]):
        return index
    end = place + 1
    if tokens.goes_on(end) and tokens.forms[end] in {"لسنه", "لعام", "للعام"} and tokens.form(end + 1).isdigit():
        end += 2
    return end


def _definite_law(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الاتفاق النووي, القرار 2231, المعاهدة; the bare word is a description."""
    numbered = _numbered(text, index + 1)
    if numbered > index + 1:
        return _add(text, (index, numbered, cut), "LAW", 0.93, found)
    end = text.adjectives(index + 1)
    if end > index + 1 and stem != "الاعلان" and (stem != "القرار" or text.is_nationality(end - 1)):
        end = max(end, text.complement_of_li(end))
        return _add(text, (index, end, cut), "LAW", 0.7, found)
    if stem in {"الاتفاق", "الاتفاقيه", "المعاهده", "الدستور"}:
        return _add(text, (index, index + 1, cut), "LAW", 0.55, found, description=True)
    return 0


def _event(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """قمة المناخ, حرب غزة, محادثات جنيف, مؤتمر صحفي مشترك."""
    tokens = text.tokens
    if stem in _TALKS and tokens.goes_on(index + 1) and tokens.forms[index + 1] in {"اليوم", "امس"}:
        return _add(text, (index, index + 2, cut), "EVENT", 0.6, found, description=True)
    end = text.complement(index + 1, pairs=False)
    if end == index + 1:
        return 0
    named = _has_name(text, index + 1, end)
    if stem in _EVENT_NEEDS_NAME and not named:
        return 0
    if (
        tokens.form(end)
        and end < len(tokens)
        and tokens.bonds[end] != APART
        and re.fullmatch(r"(?:19|20)\d\d", tokens.forms[end])
    ):
        end += 1
    return _add(text, (index, end, cut), "EVENT", 0.7 if named else 0.5, found)


def _press_conference(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """مؤتمره الصحفي, المؤتمر الصحفي المشترك, مؤتمر صحفي."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if not tokens.goes_on(index + 1) or after.removeprefix("ال") not in _PRESS:
        return 0
    end = index + 2
    if tokens.goes_on(end) and tokens.forms[end] in {"مشترك", "المشترك"}:
        end += 1
    return _add(text, (index, end, cut), "EVENT", 0.6, found, description=True)


def _definite_event(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الانتخابات الرئاسية, المفاوضات النووية; talks alone are a description."""
    end = text.adjectives(index + 1)
    if end > index + 1:
        return _add(text, (index, end, cut), "EVENT", 0.6, found, description=stem in _EVENT_DESCRIBED)
    if stem in _EVENT_BARE:
        return _add(text, (index, end, cut), "EVENT", 0.5, found, description=True)
    return 0


def _location(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """نهر العاصي, جبال الأطلس, جزيرة سقطرى."""
    match = text.name_at(index + 1)
    end = text.complement(index + 1, pairs=False)
    if end == index + 1:
        end = _named_end(text, index + 1)
    if end == index + 1 or (match is not None and match.label == "NORP"):
        return 0
    if text.tokens.form(index + 1) in {"المنطقه", "البلاد", "العالم"}:
        return 0
    return _add(text, (index, end, cut), "LOC", 0.7 if stem in _LOC_SURE else 0.5, found)


def _region(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """محافظة نينوى as one; بلدة كفرنبل gives its name alone."""
    tokens = text.tokens
    match = text.name_at(index + 1)
    if match is not None and match.label == "GPE" and tokens.goes_on(index + 1):
        return 0
    if stem not in _GPE_NAMED:
        return 0
    end = _named_end(text, index + 1)
    if end == index + 1 and text.is_definite_noun(index + 1) and tokens.goes_on(index + 1):
        if is_common(tokens.forms[index + 1]) or text.is_definite_adjective(index + 1):
            return 0
        end = index + 2
    if end == index + 1:
        return 0
    return _add(text, (index + 1, end, 0), "GPE", 0.6, found)


@cache
def _heads() -> dict[str, tuple[Rule, ...]]:
    """The rules by head word."""
    table: dict[str, list[Rule]] = {}
    for words, rule in (
        (_ORG_IDAFA | _ORG_NAMED, _organisation),
        (_ORG_DEFINITE | _ORG_BARE, _definite_organisation),
        (MINISTRIES, _ministry),
        (_FAC, _facility),
        (_LAW, _law),
        (_LAW_DEFINITE, _definite_law),
        (folded_words("مؤتمر المؤتمر مؤتمره مؤتمرها مؤتمرهما مؤتمرا"), _press_conference),
        (_EVENT, _event),
        (_EVENT_DEFINITE, _definite_event),
        (_LOC, _location),
        (_GPE, _region),
    ):
        for word in words:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}
