"""Dates and times: days, months and years of every calendar in the news, relative ones, lengths, hours."""

from __future__ import annotations

import re

from hashiya.suggest import datewords as words
from hashiya.suggest.dateends import YEAR, era, hour_end, hour_tail, is_bound, is_year, month_name, relative_tail
from hashiya.suggest.found import Found
from hashiya.suggest.numbers import number_end
from hashiya.suggest.phrases import Text
from hashiya.suggest.tokens import APART, GLUED, stems
from hashiya.suggest.walking import beginning_with, walked

ENGINE = "dates"

_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_CLOCK = re.compile(r"[0-2]?\d:[0-5]\d(?::\d\d)?")
_DAY = re.compile(r"[0-3]?\d")


def find_dates(text: Text) -> list[Found]:
    """Every date and time, those inside a time too."""
    return walked(text, _may_begin, _at)


_may_begin = beginning_with(words.TRIGGERS)


def _at(text: Text, index: int, found: list[Found]) -> int:
    """Adds the date or time that begins at the word, however its proclitics are read; says where it ends."""
    best: tuple[int, int, str, float] = (index, 0, "", 0.0)
    for cut, stem in stems(text.tokens.forms[index]):
        if stem == "اليوم" and text.tokens.forms[index].startswith("بال"):
            continue  # «ثماني ساعات باليوم»
        end, label, score = _dated(text, index, stem)
        if end > best[0]:
            best = (end, cut, label, score)
    end, cut, label, score = best
    if end == index:
        return index
    found.append(text.found(index, end, label, score, ENGINE, cut=cut))
    if label == "TIME":
        for inner in range(index + 1, end):
            stop, inner_label, inner_score = _dated(text, inner, text.tokens.forms[inner])
            if inner_label == "DATE" and stop <= end:
                found.append(text.found(inner, stop, "DATE", inner_score, ENGINE))
                break
    return end


def _dated(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """Where the date or time ends that begins with this stem of the word, its label and score; the index for none."""
    for rule in (_time, _season, _day, _month, _numeric, _year, _length, _definite_unit, _bare_length):
        end, label, score = rule(text, index, stem)
        if end > index:
            return end, label, score
    return index, "", 0.0


def date_end(text: Text, index: int) -> int:
    """Where a day or a year ends that begins with the whole word in digits; the index for none."""
    tokens = text.tokens
    if not tokens.goes_on(index) or not tokens.forms[index].isdigit():
        return index
    end, label, _ = _dated(text, index, tokens.forms[index])
    if label == "DATE" and end > index:
        return end
    return index + 1 if YEAR.fullmatch(tokens.forms[index]) else index


def _time(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """مساء الأربعاء, الساعة 10 صباحا, ٠٣:١٢ بتوقيت غرينتش, 24 ساعة."""
    tokens = text.tokens
    if stem == "الساعه":
        return hour_end(text, index + 1) or index, "TIME", 0.9
    if _CLOCK.fullmatch(stem):
        return hour_tail(text, index + 1), "TIME", 0.9
    if stem in words.PARTS_OF_DAY and tokens.goes_on(index + 1):
        after = tokens.forms[index + 1]
        if (
            after in words.WEEKDAYS
            or after in words.NEAR_DAYS
            or (after == "يوم" and tokens.form(index + 2) in words.WEEKDAYS)
        ):
            return max(_day(text, index + 1, after)[0], index + 2), "TIME", 0.85
    if stem == "منتصف" and tokens.form(index + 1) in {"الليل", "ليل", "النهار"}:
        return index + 2, "TIME", 0.8
    if stem in words.ORDINAL_HOURS and tokens.goes_on(index + 1) and tokens.forms[index + 1] in words.FIX_HOURS:
        return hour_tail(text, index + 1), "TIME", 0.9
    if stem in words.TIME_DUALS:
        return index + 1, "TIME", 0.75
    if (
        (end := number_end_of(text, index, stem)) > index
        and tokens.goes_on(end)
        and tokens.forms[end] in words.TIME_UNITS
    ):
        return end + 1, "TIME", 0.85
    return index, "", 0.0


def _day(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """اليوم الثلاثاء, أمس الاثنين, يوم الجمعة الماضي, الأربعاء 22 يوليو 2020."""
    tokens = text.tokens
    end = index + 1
    if stem in words.NEAR_DAYS or stem == "يوم":
        if tokens.goes_on(end) and tokens.forms[end] == "الاول" and stem == "امس":
            return end + 1, "DATE", 0.9
        if tokens.goes_on(end) and tokens.forms[end] == "اول" and stem == "امس":
            end += 1
        bracket = (
            tokens.form(end) in words.WEEKDAYS and tokens.gap(end).strip() in {"", "("} if end < len(tokens) else False
        )
        if not bracket:
            if stem == "يوم" and tokens.goes_on(end) and tokens.forms[end] in words.NEAR_ALONE:
                end += tokens.goes_on(end + 1) and tokens.forms[end + 1] in words.WEEKDAYS
                return _after_weekday(text, end + 1), "DATE", 0.9
            if stem in words.NEAR_ALONE:
                return _plain_near(text, index, stem), "DATE", 0.8
            return index, "", 0.0
        if not tokens.goes_on(end):
            return end, "DATE", 0.8
        return _after_weekday(text, end + 1), "DATE", 0.97
    if stem in words.WEEKDAYS:
        return _after_weekday(text, end), "DATE", 0.93
    if stem == "اول" and tokens.form(end) == "امس":
        return end + 1, "DATE", 0.9
    return index, "", 0.0


def _plain_near(text: Text, index: int, stem: str) -> int:
    """Where «today» or «yesterday» alone ends; «the next day» is a unit."""
    end = index + 1
    if stem == "اليوم" and text.tokens.goes_on(end) and text.tokens.forms[end] in words.RELATIVE:
        return end + 1
    return end


def _after_weekday(text: Text, end: int) -> int:
    """Goes on over what fixes a weekday: last, next, the day of the month."""
    tokens = text.tokens
    if tokens.goes_on(end) and tokens.forms[end] in words.RELATIVE:
        return end + 1
    start = end
    if tokens.goes_on(end) and tokens.forms[end] == "الموافق":
        end += 1
    if is_bound(tokens, end) and (stop := _month(text, end, tokens.forms[end])[0]) > end:
        return stop
    if is_bound(tokens, end) and _DATE.fullmatch(tokens.forms[end]):
        return end + 1
    return start


def _month(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """22 يوليو 2020, مطلع فبراير/شباط الجاري, الثالث من مايو, شهر رمضان."""
    tokens = text.tokens
    place, word = index, stem
    if (word in words.FIXING or word == "يوم") and tokens.goes_on(place + 1):
        place += 1
        word = tokens.forms[place]
    day = _DAY.fullmatch(word) is not None or word in words.ORDINAL_DAYS
    if day:
        place += 1
        while tokens.goes_on(place) and tokens.forms[place] in {"عشر", "والعشرين", "والثلاثين", "من"}:
            place += 1
        if not is_bound(tokens, place) or tokens.bonds[place] == APART:
            return index, "", 0.0
        word = tokens.forms[place]
    if word in {"شهر", "لشهر"} and tokens.goes_on(place + 1):
        place += 1
        word = tokens.forms[place]
    end = month_name(text, place, word)
    if end == place:
        return index, "", 0.0
    return _month_tail(text, end), "DATE", 0.95


def _month_tail(text: Text, end: int) -> int:
    """Goes on over a year or «last», «this» after a month."""
    tokens = text.tokens
    if tokens.goes_on(end) and tokens.forms[end] == "من" and tokens.form(end + 1) in {"العام", "عام", "هذا", "السنه"}:
        stop = _year(text, end + 1, tokens.forms[end + 1])[0]
        return stop if stop > end + 1 else end
    if tokens.goes_on(end) and tokens.forms[end] in words.RELATIVE:
        return end + 1
    if tokens.goes_on(end) and tokens.forms[end] in {"عام", "لعام", "سنه", "للعام"}:
        if tokens.goes_on(end + 1) and tokens.forms[end + 1].isdigit():
            return era(tokens, end + 2)
        return end
    if end < len(tokens) and is_bound(tokens, end) and is_year(tokens.forms[end]):
        return era(tokens, end + 1)
    return end


def _numeric(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """2020.07.22, 22/7/2020; a year alone after a preposition; a span of years."""
    tokens = text.tokens
    if _DATE.fullmatch(stem):
        return index + 1, "DATE", 0.95
    if not stem[:1].isdigit():
        return index, "", 0.0
    if re.fullmatch(r"(?:19|20)\d\d[-/](?:19|20)?\d\d", stem):
        return index + 1, "DATE", 0.85
    if YEAR.fullmatch(stem) and index and tokens.bonds[index] != APART:
        before = tokens.forms[index - 1]
        if before in words.BEFORE_YEAR and tokens.form(index + 1) not in words.COUNTED_AFTER:
            return era(tokens, index + 1), "DATE", 0.8
    if YEAR.fullmatch(stem) and (
        tokens.gap(index).endswith("(") or (index + 1 < len(tokens) and tokens.gap(index + 1).startswith(")"))
    ):
        return index + 1, "DATE", 0.8
    if (
        YEAR.fullmatch(stem)
        and index + 1 < len(tokens)
        and tokens.forms[index + 1] in words.HIJRI
        and tokens.goes_on(index + 1)
    ):
        return index + 2, "DATE", 0.9
    return index, "", 0.0


def _year(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """عام 2001, العام الماضي, هذا العام, للعام 2001."""
    tokens = text.tokens
    end = index + 1
    if (
        stem in {"هذا", "هذه"}
        and tokens.goes_on(end)
        and tokens.forms[end] in words.DEFINITE_UNITS
        and tokens.forms[end] != "اليوم"
    ):
        return end + 1, "DATE", 0.85
    if stem not in words.YEAR_WORDS or not (end < len(tokens) and tokens.bonds[end] != APART):
        return index, "", 0.0
    if tokens.forms[end].isdigit():
        end += 1
        if stem == "عامي" and tokens.form(end) == "و" and tokens.form(end + 1).isdigit():
            end += 2
        if end < len(tokens) and tokens.forms[end].isdigit() and tokens.bonds[end] == GLUED:
            end += 1
        return era(tokens, end), "DATE", 0.95
    if re.fullmatch(r"\d{4}[-/]\d{2,4}", tokens.forms[end]):
        return end + 1, "DATE", 0.9
    return index, "", 0.0


def number_end_of(text: Text, index: int, stem: str) -> int:
    """Where a number ends that begins with this stem of the word."""
    if stem == text.tokens.forms[index]:
        return number_end(text, index)
    return index + 1 if stem in words.SMALL_NUMBERS else index


def _length(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """ثلاث سنوات, 5 أيام, يومين, ثمانينيات القرن الماضي."""
    tokens = text.tokens
    if stem in words.DUALS:
        return relative_tail(tokens, index + 1), "DATE", 0.85
    bare = stem.removeprefix("ال")
    if bare in words.DECADE:
        end = index + 1
        if tokens.goes_on(end) and tokens.forms[end] == "القرن":
            end += 2 if tokens.goes_on(end + 1) else 1
        return end, "DATE", 0.85
    end = number_end_of(text, index, stem)
    if stem == "احد" and end == index + 1:
        return index, "", 0.0
    if end == index and stem in words.SMALL_NUMBERS:
        end = index + 1
    if end > index and end < len(tokens) and tokens.goes_on(end) and tokens.forms[end] in words.UNITS:
        return relative_tail(tokens, end + 1), "DATE", 0.9
    return index, "", 0.0


def _bare_length(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """بعد أيام, خلال أسابيع, قبل ساعات: a length without a number, after what asks for one."""
    tokens = text.tokens
    if not tokens.goes_on(index) or stem != tokens.forms[index]:
        return index, "", 0.0
    before = tokens.forms[index - 1]
    if stem in words.BARE_LENGTHS and any(rest in words.BEFORE_LENGTH for _, rest in stems(before)):
        return index + 1, "DATE", 0.7
    if stem in words.BARE_HOURS and any(rest in words.BEFORE_LENGTH for _, rest in stems(before)):
        return index + 1, "TIME", 0.7
    return index, "", 0.0


def _season(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """صيف 2026, خريف العام الماضي, يومي 21 و22 فيفري, الدقيقة 27, الربع الأول من العام المقبل."""
    tokens = text.tokens
    end = index + 1
    if not tokens.goes_on(end):
        return index, "", 0.0
    after = tokens.forms[end]
    if stem in words.SEASONS and (after.isdigit() or after in {"عام", "العام"}):
        stop = end + 1 if after.isdigit() else max(_dated(text, end, after)[0], end)
        return (stop, "DATE", 0.85) if stop > end else (index, "", 0.0)
    if stem == "يومي" and (after.isdigit() or after in words.WEEKDAYS):
        return _two_days(text, end), "DATE", 0.9
    if stem in {"القرون", "العصور"} and after == "الوسطي":
        return end + 1, "DATE", 0.85
    if stem in {"الدقيقه", "الدقيقة"} and after[:1].isdigit():
        return end + 1, "TIME", 0.85
    if stem in words.PORTIONS and after in words.ORDINAL_DAYS:
        if tokens.goes_on(end + 1) and tokens.forms[end + 1] == "من" and end + 2 < len(tokens.forms):
            stop, label, _ = _dated(text, end + 2, tokens.form(end + 2))
            if label == "DATE" and stop > end + 2:
                return stop, "DATE", 0.9
        if stem == "الربع":
            return end + 1, "DATE", 0.7
        return index, "", 0.0
    return index, "", 0.0


def _two_days(text: Text, end: int) -> int:
    """Where «the days 21 and 22 of …» ends."""
    tokens = text.tokens
    end += 1
    if end < len(tokens) and tokens.forms[end] == "و":
        end += 1
    if end < len(tokens) and tokens.forms[end].removeprefix("و") in words.WEEKDAYS:
        return end + 1
    if end < len(tokens) and tokens.forms[end].removeprefix("و").isdigit():
        stop = month_name(text, end + 1)
        return _month_tail(text, stop) if stop > end + 1 else end + 1
    return end


def _definite_unit(text: Text, index: int, stem: str) -> tuple[int, str, float]:
    """الأسبوع المقبل, الأيام القليلة الماضية, نهاية العام, مطلع العام الجاري, القرن العشرين."""
    tokens = text.tokens
    start = index
    word = stem
    if stem in words.FIXING and tokens.goes_on(index + 1):
        word, start = tokens.forms[index + 1], index + 1
        if word in {"عام", "سنه"} and tokens.goes_on(start + 1) and tokens.forms[start + 1].isdigit():
            return start + 2, "DATE", 0.93
        if word == "هذا" and tokens.form(start + 1) in words.DEFINITE_UNITS:
            return start + 2, "DATE", 0.9
    if word not in words.DEFINITE_UNITS or word == "اليوم":
        return index, "", 0.0
    end = start + 1
    if word in {"العام", "السنه"} and end < len(tokens) and tokens.bonds[end] != APART and tokens.forms[end].isdigit():
        return era(tokens, end + 1), "DATE", 0.95
    if word == "القرن" and tokens.goes_on(end) and tokens.forms[end] in words.CENTURY:
        end += 1
        while tokens.goes_on(end) and tokens.forms[end] in {"عشر", "والعشرين", "الميلادي", "الهجري"}:
            end += 1
        if tokens.goes_on(end) and tokens.forms[end] == "قبل" and tokens.form(end + 1) == "الميلاد":
            end += 2
        return end, "DATE", 0.9
    stop = end
    while tokens.goes_on(stop) and tokens.forms[stop] in words.RELATIVE_OR_COUNT:
        stop += 1
    ordered = stop > end + 1 and tokens.forms[stop - 1] in {"الاولي", "الاول"}  # «الأشهر التسعة الأولى»
    if ordered or (stop > end and tokens.forms[stop - 1] in words.RELATIVE):
        return stop, "DATE", 0.93
    if start > index and word in words.ALWAYS_DEFINITE_DATE:
        return end, "DATE", 0.85
    return index, "", 0.0
