"""Organisations, built places, laws and events by their head word: وزارة الصحة, مطار بغداد, اتفاق باريس, قمة المناخ."""

from __future__ import annotations

from functools import cache, lru_cache

from hashiya.suggest.events import (
    CALLS,
    DEFINITE_EVENTS,
    EVENTS,
    OWNED_EVENTS,
    call,
    definite_event,
    event,
    owned_event,
)
from hashiya.suggest.found import Found
from hashiya.suggest.gazetteer import folded_words
from hashiya.suggest.heads import ENGINE, Rule, add, foreign_end, has_name, named_end, quoted_end
from hashiya.suggest.laws import DEFINITE_LAWS, LAWS, definite_law, law
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import stems

MINISTRIES = folded_words(
    "الخارجية الدفاع الداخلية الصحة المالية العدل التعليم التربية الاقتصاد التجارة الصناعة الزراعة الطاقة "
    "النفط البترول الكهرباء النقل المواصلات الإعلام الثقافة السياحة البيئة الأوقاف العمل الإسكان الشباب "
    "الرياضة التخطيط الاتصالات الهجرة الخزانة الاستثمار الأمن التموين الري المياه الطيران الاستخبارات "
    "المخابرات التنمية الموارد العلوم التكنولوجيا الأشغال الآثار"
)
_ORG_IDAFA = folded_words(
    "وزارة هيئة مجلس لجنة منظمة مؤسسة جامعة بنك مصرف حزب حركة جماعة جبهة تيار ائتلاف تحالف اتحاد نقابة جمعية "
    "رابطة محكمة مركز معهد كلية أكاديمية صندوق غرفة نادي منتخب وكالة صحيفة جريدة مجلة قناة شبكة إذاعة تلفزيون "
    "برلمان مديرية دائرة سفارة قنصلية رئاسة شركة مجموعة حكومة جيش كتائب سرايا ألوية شرطة بلدية ديوان مفوضية "
    "بعثة أمانة مصلحة إدارة جهاز تنظيم ميليشيا مرصد منتدى مكتب سلطة كنيسة بورصة مطرانية دار حلف فيلق قوات "
    "مرجعية مشيخة فرقة معسكر لواء فريق هيأة مؤتمر مدرسة استخبارات مخابرات نيابة فدرالية فيدرالية كونفدرالية "
    "مندوبية تعاونية بطريركية مختبر أوركسترا رابطة مفوضية حرس فصائل تجمع"
) - folded_words("منتدى معسكر مؤتمر مكتب مدرسة دار إدارة مجموعة لواء فرقة سلطة دائرة غرفة حلف")
_ORG_NAMED = folded_words(
    "شركة صحيفة جريدة مجلة قناة وكالة حزب جامعة مؤسسة مجموعة بنك مصرف نادي منظمة حركة شبكة تلفزيون راديو "
    "إذاعة جماعة تنظيم ميليشيا دار كتائب مرصد معهد مركز جمعية منتخب سفارة فريق ائتلاف تحالف تيار كتلة مطبعة "
    "استوديو مختبر"
)
_ORG_QUOTED = folded_words("شركة صحيفة جريدة مجلة قناة وكالة حزب جامعة مؤسسة مجموعة نادي منظمة حركة شبكة تلفزيون إذاعة")
_ORG_DEFINITE = folded_words(
    "الحكومة البرلمان الجيش المجلس اللجنة الهيئة الوكالة المنظمة المحكمة البنك المصرف الاتحاد الشركة الحزب "
    "الحركة الجمعية المؤسسة المركز المعهد النادي المنتخب الصحيفة القناة الرئاسة المفوضية النيابة الكنيسة "
    "الشرطة الرابطة الائتلاف التحالف الجبهة المديرية السفارة الصندوق الديوان الاستخبارات المخابرات الإذاعة "
    "التلفزيون الكلية الجامعة القيادة القوات الأركان السلطة المعارضة الإدارة البعثة الأكاديمية الغرفة الهيأة "
    "الكتلة البورصة النقابة المرصد المجموعة التيار المكتب الأسطول الأمانة السلطات المندوبية الفدرالية الفيدرالية "
    "الكونفدرالية التنسيقية الجماعة الدائرة المصلحة المتحدية المحافظة الحرس الدرك الفصائل الميليشيات الكتائب "
    "الخارجية المطرانية البطريركية الحوزة"
) - folded_words("الخارجية المحافظة المتحدية")
_ORG_NATIONAL_ONLY = folded_words(
    "الإدارة السلطات القوات المعارضة السلطة الشركة الصحيفة الوكالة القناة الاستخبارات المخابرات الشرطة المكتب "
    "المجموعة الجامعة الرئاسة السفارة"
)
_ORG_BARE = folded_words("البرلمان الكونغرس الحكومة")
_FAC = folded_words(
    "مطار ميناء مرفأ معبر جسر سد محطة مفاعل منشأة قاعدة قصر مستشفى مجمع سجن معتقل مسجد جامع كنيسة دير "
    "كاتدرائية متحف ملعب استاد ميدان ساحة شارع برج فندق مصنع مصفاة نفق قلعة حديقة مكتبة مخيم حقل ضريح مقبرة "
    "كورنيش طريق سوق منفذ مدرج مسرح صالة بطحاء معبد مرقد هيكل منتجع خزان"
)
_FAC_WEAK = folded_words("مصنع سوق طريق مكتبة حديقة مجمع حقل صالة مسرح مخيم محطة قاعدة مقبرة ساحة خزان جامع دير شارع")
_FAC_DEFINITE = folded_words("المتحف المستشفى المسجد الملعب الاستاد المكتبة المطار الميناء المسرح الجامع الكنيسة")
_LOC = folded_words("بحر نهر جبل جبال جزيرة جزر مضيق خليج صحراء وادي بحيرة هضبة سهل شبه غابة غابات رأس")
_LOC_SURE = folded_words("بحر نهر جبل جبال جزيرة جزر مضيق خليج صحراء وادي بحيرة هضبة غابات")
_GPE = folded_words(
    "دوار مدينة محافظة ولاية إقليم مقاطعة جمهورية مملكة إمارة سلطنة بلدة قرية ناحية قضاء مديرية حي ضاحية"
)
_GPE_NAMED = folded_words("بلدة قرية محافظة ولاية مقاطعة ناحية حي ضاحية إقليم دوار مدينة")
_GPE_INSIDE = folded_words("محافظة ولاية إقليم مقاطعة جمهورية مملكة إمارة سلطنة")


_ORG_LONG = folded_words(
    "غرفة سلطة دائرة لواء فرقة مكتب إدارة مجموعة منتدى كتلة تنسيقية وحدة كتيبة شعبة فصيل لجان هيئات قيادة إمارة جناح"
)
_ORG_LOOSE = folded_words(
    "هيئة لجنة مجلس منظمة مؤسسة اتحاد نقابة جمعية رابطة مركز معهد محكمة صندوق مديرية جهاز مصلحة وزارة"
)
_VEHICLES = folded_words(
    "صاروخ مسبار سفينة السفينة ناقلة قمر مركبة المركبة طائرة غواصة حاملة فرقاطة مدمرة روبوت منظومة لقاح عقار "
    "دواء تطبيق هاتف سيارة نموذج"
)
_WORKS = folded_words(
    "فيلم الفيلم بفيلمها فيلمه فيلمها رواية الرواية روايته روايتها كتاب الكتاب كتابه كتابها ديوان ديوانه "
    "مسلسل المسلسل مسرحية المسرحية أغنية ألبوم لوحة لعبة قصيدة وثائقي مجموعته أشهرها أبرزها"
)
_LONE_MINISTRIES = folded_words("الخارجية الداخلية المالية الخزانة الدفاع العدل الاستخبارات المخابرات الصحة")
_NEEDING_A_BODY = folded_words("رئاسة إدارة إذاعة تلفزيون")
_OF_PLACES = folded_words(
    "الدولي الدولية الجوي الجوية الجامعي الجامعية العسكري العسكرية المركزي المركزية الكبير الكبرى"
)
_ORG_AGAIN = folded_words(
    "الوزارة الشركة البنك المصرف المنظمة الهيئة الصندوق اللجنة المحكمة الوكالة الجماعة الحركة الحزب المؤسسة "
    "المجلس الاتحاد البرنامج المفوضية النيابة الجمعية المعهد المركز الصحيفة الجامعة المصلحة النادي الائتلاف "
    "التحالف النقابة الرابطة التنظيم المديرية الدائرة القناة المرصد التنسيقية المندوبية المجموعة الفريق الجيش "
    "السفارة البعثة الديوان الأكاديمية"
)
_OF_MANY_STATES = folded_words(
    "العربي العربية الإسلامي الإسلامية الأوروبي الأوروبية الأفريقي الأفريقية الإفريقي الآسيوي الآسيوية الخليجي الخليجية"
)
_HOLDERS = folded_words("الملك الأمير الشيخ الإمام السلطان الشهيد")
_GOVERNORATES = folded_words("محافظة ولاية إقليم")
_STATES = folded_words("الجمهورية المملكة الإمبراطورية السلطنة")
_PRODUCTS = folded_words(
    "اللقاح لقاح صاروخ صواريخ منظومة منظومات مقاتلة مقاتلات طائرة طائرات مسيرة مسيرات دبابات دبابة هاتف تطبيق نظام"
)
_STREETS = folded_words("ساحة ميدان شارع طريق جسر كورنيش برج مدرسة مستشفى")
_SEATS = folded_words("مقر مبنى")
_NEWS = folded_words("نيوز")
_SITES = folded_words("موقع")


def find_bodies(text: Text) -> list[Found]:
    """What head words announce; a head may begin inside what another took, overlaps are settled later."""
    found: list[Found] = []
    heads = _heads()
    for index, form in enumerate(text.tokens.forms):
        for cut, stem in _headed(form):
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
    tokens = text.tokens
    if (stem in _ORG_QUOTED or stem in _ORG_NAMED) and (end := quoted_end(text, index + 1)) > index + 1:
        stop = tokens.ends[end - 1] + 1
        last = end
        if last < len(tokens) and text.is_nationality(last) and tokens.gap(last).strip() in {'"', "»", "”", "'", "’"}:
            stop = tokens.ends[last]
        found.append(Found(tokens.starts[index] + cut, stop, "ORG", 0.85, ENGINE))
        return 1
    end = text.complement(index + 1, loose=stem in _ORG_LOOSE)
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
        end, score = named_end(text, index + 1), 0.65
        if end > index + 1:
            end = text.adjectives(foreign_end(text, end))
            if end < len(tokens) and tokens.forms[end] in _NEWS and tokens.goes_on(end):
                end += 1
    if end == index + 1 and tokens.goes_on(index + 1):
        end, score = organisation_end(text, index + 1, tokens.forms[index + 1]), 0.7
        if end <= index + 1:
            return 0
    if end == index + 1:
        return 0
    if stem in _ORG_LONG and not (end > index + 2 or has_name(text, index + 1, end)):
        return 0
    if stem in _NEEDING_A_BODY and not has_name(text, index + 1, end):
        return 0
    end = max(end, text.complement_of_li(end))
    return add(text, (index, end, cut), "ORG", score, found)


def _definite_organisation(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الحكومة السورية, المحكمة الاتحادية العليا, الوكالة الدولية للطاقة الذرية."""
    end = text.adjectives(index + 1)
    if end == index + 1:
        if stem in _ORG_BARE or (stem in _ORG_AGAIN and _was_named(text, index, stem)):
            return add(text, (index, end, cut), "ORG", 0.6, found)
        return 0
    national = text.is_nationality(end - 1)
    if stem in _ORG_NATIONAL_ONLY and not national:
        return 0
    longer = text.complement_of_li(end)
    if longer > end and (
        not national
        or text.tokens.forms[end - 1] in _OF_MANY_STATES
        or stem in {"الاتحاد", "الهييه", "المجلس", "الشركه"}
    ):
        return add(text, (index, longer, cut), "ORG", 0.85, found)
    return add(text, (index, end, cut), "ORG", 0.8 if national else 0.65, found)


def _was_named(text: Text, index: int, stem: str) -> bool:
    """Whether a body of this kind stands before in the text with its name: the ministry, the bank again."""
    return any(text.has_named(head, index) for head in (stem.removeprefix("ال"), stem))


def _ministry(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الخارجية الروسية, الدفاع التركية: a ministry by its field alone."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if not (tokens.goes_on(index + 1) and text.is_nationality(index + 1)):
        return 0
    if not (after.startswith("ال") and after.endswith("يه") and stem in _LONE_MINISTRIES):
        return 0
    return add(text, (index, index + 2, cut), "ORG", 0.75, found)


def _facility(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """مطار بغداد الدولي, مستشفى الشفاء, ملعب أحمدو."""
    end, score = text.complement(index + 1, pairs=False), 0.75
    if end == index + 1:
        end, score = named_end(text, index + 1, feminine=True), 0.55
        if end > index + 1:
            end = _rest_of_name(text, end)
    if end == index + 1:
        return 0
    after = text.tokens.form(index + 1)
    if stem in _STREETS and after.startswith("ال") and not is_common(after) and not text.is_nationality(index + 1):
        return add(text, (index, end, cut), "FAC", 0.65, found)
    held = text.tokens.form(index + 1) in _HOLDERS and end > index + 2
    if stem in _FAC_WEAK and not (held or has_name(text, index + 1, end) or score < 0.6):
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
    if text.tokens.form(index + 1) in {"المنطقه", "البلاد", "العالم"}:
        return 0
    return add(text, (index, end, cut), "LOC", 0.7 if stem in _LOC_SURE else 0.5, found)


def _rest_of_name(text: Text, end: int) -> int:
    """Goes on over the rest of a name whose first word is no common one: ابن الخطيب, أحمدو أهيدجو, الدولي."""
    tokens = text.tokens
    if tokens.forms[end - 1] in {"ابن", "ابي", "ابو", "بن", "عبد"} and tokens.goes_on(end):
        end += 1
    elif (further := named_end(text, end)) > end:
        end = further
    while tokens.goes_on(end) and tokens.forms[end] in _OF_PLACES:
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
    if stem in _VEHICLES and (end := quoted_end(text, index + 1)) > index + 1:
        start, stop = text.place(index, end, cut)
        found.append(Found(start, stop + 1, "PRODUCT", 0.75, ENGINE))
        return 1
    if stem in _WORKS:
        place = text.adjectives(index + 1)
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
    while first > max(index - 2, 0) and tokens.goes_on(first) and _may_be_foreign(text, first - 1):
        first -= 1
    if first == index:
        return 0
    head = tokens.forms[first]
    cut = 1 if head[:2] == "لا" and head[1:3] == "ال" else 0
    return add(text, (first, index + 1, cut), "ORG", 0.85, found)


def _may_be_foreign(text: Text, index: int) -> bool:
    form = text.tokens.forms[index]
    return form.isalpha() and (form.startswith("ال") or not is_common(form)) and form not in _SITES


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


def _region(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """محافظة نينوى as one; بلدة كفرنبل gives its name alone."""
    tokens = text.tokens
    match = text.name_at(index + 1)
    if match is not None and match.label == "GPE" and tokens.goes_on(index + 1):
        return add(text, (index, match.end, cut), "GPE", 0.8, found)
    if stem not in _GPE_NAMED:
        return 0
    end = named_end(text, index + 1)
    if end == index + 1 and text.is_definite_noun(index + 1) and tokens.goes_on(index + 1):
        if stem not in _GOVERNORATES and (is_common(tokens.forms[index + 1]) or text.is_definite_adjective(index + 1)):
            return 0
        end = index + 2
    elif tokens.goes_on(end) and tokens.forms[end] in _OF_PLACES:
        end += 1
    if end == index + 1:
        return 0
    return add(text, (index, end, cut), "GPE", 0.6, found)


@cache
def _heads() -> dict[str, tuple[Rule, ...]]:
    """The rules by head word."""
    table: dict[str, list[Rule]] = {}
    for words, rule in (
        (_ORG_IDAFA | _ORG_NAMED | _ORG_LONG, _organisation),
        (_ORG_DEFINITE | _ORG_BARE | _ORG_AGAIN, _definite_organisation),
        (MINISTRIES, _ministry),
        (_FAC, _facility),
        (_FAC_DEFINITE, _definite_facility),
        (LAWS, law),
        (DEFINITE_LAWS, definite_law),
        (CALLS, call),
        (EVENTS, event),
        (OWNED_EVENTS, owned_event),
        (DEFINITE_EVENTS, definite_event),
        (_STATES, _state),
        (_PRODUCTS | _VEHICLES | _WORKS, _product),
        (_NEWS, _news_site),
        (_SITES, _site),
        (_SEATS, _seat),
        (_LOC, _location),
        (_GPE, _region),
    ):
        for word in words:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}
