"""Numbers: in digits of both systems and in words, with their per cent, currency or unit."""

from __future__ import annotations

import re

from hashiya.suggest.found import Found
from hashiya.suggest.phrases import Text, is_particle
from hashiya.suggest.tokens import APART, stems
from hashiya.suggest.walking import beginning_with, walked
from hashiya.suggest.wordlists import folded_words

ENGINE = "numbers"

_UNITS_OF_ONE = "ثلاث أربع خمس ست سبع ثمان ثماني تسع عشر"
_ONES = folded_words(
    f"{_UNITS_OF_ONE} ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة اثنان اثنين اثنتان اثنتين إثنان إحدى أحد"
)
_TENS = folded_words(
    "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين"
)
_HUNDREDS = folded_words(
    "مئة مائة مئتان مئتين مئتي مئتا مائتان مائتين مائتي ثلاثمئة ثلاثمائة أربعمئة أربعمائة خمسمئة خمسمائة "
    "ستمئة ستمائة سبعمئة سبعمائة ثمانمئة ثمانمائة ثمانيمئة تسعمئة تسعمائة"
)
_SCALES = folded_words(
    "ألف ألفا ألفان ألفين ألفي آلاف مليون مليونا مليونان مليونين مليوني ملايين مليار مليارا ملياران مليارين "
    "ملياري مليارات بليون بليونا بلايين تريليون تريليونا تريليونات"
)
_WORDS = _ONES | _TENS | _HUNDREDS | _SCALES
_DEFINITE = frozenset(f"ال{word}" for word in _ONES | _TENS)
_ORDINALS = folded_words(
    "الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس الخامسة السادس السادسة السابع السابعة "
    "الثامن الثامنة التاسع التاسعة العاشر العاشرة"
)
_ORDINALS_BARE = folded_words(
    "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر ثالثة رابعة خامسة سادسة سابعة ثامنة تاسعة عاشرة"
)
_PARTS = folded_words("نصف ربع ثلث")
_NOT_RANKED = folded_words("بالدرجة الدرجة كانون تشرين ربيع جمادى العام")
_TEEN = folded_words("عشر عشرة")
_BEFORE_TEEN = folded_words("اثنا اثني اثنتا اثنتي أحد إحدى")
_PERCENT = folded_words("بالمئة بالمائة بالمية بالميه")
_CURRENCIES = folded_words(
    "دولار دولارا دولارات يورو ريال ريالا ريالات دينار دينارا دنانير درهم درهما دراهم جنيه فلسا جنيها جنيهات ليرة "
    "ليرات روبل روبلا روبلات تومان تومانا تومانات روبية روبيات يوان يوانا فرنك فرنكا فرنكات شيكل شيقل شيكلا شيكلات "
    "فلس قرش قروش سنتا سنتات إسترليني بيزو بيزوات وون مانات تنغي كرونة"
)
_UNITS = folded_words(
    "كيلومتر كيلومترا كيلومترات كلم كم متر مترا أمتار سنتيمتر سنتيمترا سنتيمترات ملم ميليمتر مليمتر مليمترا "
    "مليمترات ميل ميلا أميال قدما بوصة هكتار هكتارا هكتارات فدان فدانا دونم دونما دونمات كيلوغرام كيلوغراما "
    "كيلوغرامات كيلوجرام كيلوجراما كغ كغم غرام غراما غرامات جرام جراما طن طنا أطنان برميل برميلا براميل لتر لترا "
    "لترات ليتر ليترا غالون غالونا ميغاواط ميجاوات ميغاوات غيغاواط جيجاوات غيغاوات كيلوواط كيلوواتا فولت ميغابايت "
    "غيغابايت جيجابايت تيرابايت أوقية أونصة قيراط عقدة درجة درجات ريختر"
)
_SMALL = folded_words("متر سنتيمتر كيلومتر")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,٬]\d+)*")


def number_end(text: Text, index: int) -> int:
    """Where the number that begins with the whole word at the index ends; the index when none does."""
    tokens = text.tokens
    form = tokens.form(index)
    if _PLAIN_NUMBER.fullmatch(form) or form in _WORDS:
        return _rest(text, index + 1)
    return index


def _rest(text: Text, end: int) -> int:
    """Goes on over thousands apart, scales, teens, and what «and» adds in words."""
    stop = min(end + 12, len(text.tokens))
    while end < stop and text.tokens.bonds[end] != APART and (step := _step(text, end)):
        end += step
    return end


def _step(text: Text, end: int) -> int:
    """How many words go on the number that ends here."""
    tokens = text.tokens
    form, after = tokens.forms[end], tokens.form(end + 1)
    if form in _SCALES or form in _TEEN or form in _HUNDREDS:
        return 1
    if len(form) == 3 and form.isdigit():
        before = tokens.forms[end - 1]
        return int(before.isdigit() and len(before) <= 3)
    if form[:1] != "و":
        return 0
    if form[1:] in _WORDS or (_PLAIN_NUMBER.fullmatch(form[1:]) and after in _SCALES):
        return 1
    return 2 if form == "و" and _PLAIN_NUMBER.fullmatch(after) and tokens.form(end + 2) in _SCALES else 0


def find_numbers(text: Text) -> list[Found]:
    """Every number with what is counted by the scheme's measure: per cent, money, quantity; else the number alone."""
    return walked(text, _may_begin, _at)


def _at(text: Text, index: int, found: list[Found]) -> int:
    """Adds what begins at the word; says where it ends."""
    for cut, stem in stems(text.tokens.forms[index]):
        if cut and text.tokens.forms[index].endswith("كميه"):
            break
        if stem[:1].isdigit():
            if cut == 0:
                return _digits(text, index, stem, found)
        elif (end := _word_end(text, index, stem)) > index:
            return _measured(text, index, cut, end, found)
        elif (label := _ranked(text, index, cut, stem)) is not None:
            with_teen = label != "CURR" and text.tokens.form(index + 1) in _TEEN
            with_nation = label == "CURR" and (
                text.is_nationality(index + 1) or text.tokens.form(index + 1) == "الاسترليني"
            )
            end = index + 1 + ((with_teen or with_nation) and text.tokens.goes_on(index + 1))
            found.append(text.found(index, end, label, 0.85 if label == "CURR" else 0.6, ENGINE, cut=cut))
            return end
    return index + 1


def _digits(text: Text, index: int, form: str, found: list[Found]) -> int:
    """A number in digits, with its sign or measure; digits of a model's name are none."""
    if form.endswith("%"):
        found.append(text.found(index, index + 1, "PERCENT", 0.95, ENGINE))
    elif _PLAIN_NUMBER.fullmatch(form) and not _is_in_latin(text, index):
        return _measured(text, index, 0, _rest(text, index + 1), found)
    return index + 1


def _word_end(text: Text, index: int, stem: str) -> int:
    """Where a number in words ends; the index for none."""
    after = text.tokens.form(index + 1)
    if stem in _PARTS and after in _SCALES and text.tokens.goes_on(index + 1):
        return index + 2
    if stem in _BEFORE_TEEN and after in _TEEN:
        return _rest(text, index + 2)
    return _rest(text, index + 1) if stem in _WORDS else index


def _ranked(text: Text, index: int, cut: int, stem: str) -> str | None:
    """The label of a definite number, an ordinal, a currency by itself."""
    if stem in _DEFINITE:
        return "CARDINAL"
    if stem in _ORDINALS:
        return None if text.tokens.form(index - 1) in _NOT_RANKED else "ORDINAL"
    if stem in _ORDINALS_BARE and not cut and text.tokens.goes_on(index + 1):
        return "ORDINAL"
    return "CURR" if stem in _CURRENCIES_DEFINITE else None


def _is_in_latin(text: Text, index: int) -> bool:
    """Whether the digits are part of a foreign name: A320, 9to5Mac."""
    tokens = text.tokens
    if index + 1 < len(tokens) and tokens.ends[index] == tokens.starts[index + 1] and tokens.forms[index + 1].isascii():
        return True
    return index > 0 and tokens.ends[index - 1] == tokens.starts[index] and tokens.forms[index - 1].isascii()


def _measured(text: Text, index: int, cut: int, end: int, found: list[Found]) -> int:
    """Adds the number [index, end) with the measure that follows it."""
    tokens = text.tokens
    after = tokens.form(end)
    follows = end < len(tokens) and tokens.bonds[end] != APART
    if follows and (after in _PERCENT or (after == "في" and tokens.form(end + 1) in _HUNDRED_DEFINITE)):
        last = end + 1 if after in _PERCENT else end + 2
        found.append(text.found(index, last, "PERCENT", 0.95, ENGINE, cut=cut))
        return last
    if tokens.folded.text[tokens.ends[end - 1] :].startswith(("%", " %")):
        start, stop = text.place(index, end, cut)
        stop = tokens.folded.text.index("%", stop) + 1
        found.append(Found(start, stop, "PERCENT", 0.95, ENGINE))
        return end
    if follows and after in _CURRENCIES:
        last = end + 1
        while tokens.goes_on(last) and (text.is_nationality(last) or tokens.forms[last] in _CURRENCY_TAILS):
            last += 1
        found.append(text.found(index, last, "MONEY", 0.95, ENGINE, cut=cut))
        found.append(text.found(end, last, "CURR", 0.9, ENGINE))
        return last
    if follows and after in _UNITS:
        last = end + 1
        if tokens.goes_on(last) and tokens.forms[last] in _UNIT_TAILS:
            last += 1
        found.append(text.found(index, last, "QUANTITY", 0.9, ENGINE, cut=cut))
        found.append(text.found(end, last, "UNIT", 0.85, ENGINE))
        return last
    if _is_in_a_sum(tokens.folded.text, *text.place(index, end, cut)):
        return end
    if not _counts(text, index, cut, end):
        return end
    score = 0.8 if tokens.forms[index][:1].isdigit() else 0.7
    found.append(text.found(index, end, "CARDINAL", score, ENGINE, cut=cut))
    return end


def _counts(text: Text, index: int, cut: int, end: int) -> bool:
    """Whether a word that is a number only at times is one here: «ألفي أسرة», «عشر مدارس», but not «آلاف الناس»."""
    tokens = text.tokens
    form = tokens.forms[index][cut:]
    if form not in _LONE and (end > index + 1 or form not in _SCALES_LONE):
        return True
    counted = tokens.goes_on(end) and tokens.forms[end].isalpha() and not tokens.forms[end].startswith("ال")
    return counted and form in _COUNTING and not is_particle(tokens.forms[end])


def _is_in_a_sum(folded: str, start: int, end: int) -> bool:
    """Whether the number is one of a sum that web forms ask for: 5 × واحد =."""
    return folded[max(start - 3, 0) : start].strip()[-1:] in _SIGNS or folded[end : end + 3].strip()[:1] in _SIGNS


_SIGNS = frozenset("+×=÷*")
_HUNDRED_DEFINITE = folded_words("المئة المائة المية")
_CURRENCIES_DEFINITE = frozenset(f"ال{word}" for word in _CURRENCIES)
_CURRENCY_TAILS = folded_words("إسترليني أمريكي أميركي واحد")
_UNIT_TAILS = folded_words("مربع مربعا مربعة مكعب مكعبا مكعبة مئوية متري مترية بحري بحريا")
_LONE = folded_words("أحد إحدى عشر ست")
_SCALES_LONE = _SCALES
_COUNTING = folded_words("ألفي ألفا مليوني مليونا ملياري مليارا عشر ست")
_may_begin = beginning_with(
    _WORDS | _BEFORE_TEEN | _PARTS | _DEFINITE | _ORDINALS | _ORDINALS_BARE | _CURRENCIES_DEFINITE
)
