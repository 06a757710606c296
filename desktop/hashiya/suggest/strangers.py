"""Persons whom no list knows, known by what stands around their names: a verb of saying, a position, an age."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from hashiya.suggest.claims.cues import analyses
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.personwords import ROLES
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.titles import Title
from hashiya.suggest.tokens import APART
from hashiya.suggest.wordlists import folded_words, word_list

MayBeName = Callable[[int, bool], bool]
"""Whether the word at the index may belong to a name; the second tells whether it begins it."""

_LONGEST = 4
_STOPS = folded_words(
    "إن أن في خلال أمام عبر من على إلى عن لدى عقب بعد قبل بأن بأنه بأنها إنه إنها أنه أنها كما وهو وهي الذي التي"
)
_JOINTS = frozenset({"بن", "ابن", "بنت", "ال", "ابو", "ابي", "عبد", "ايت", "ولد", "فان", "دي", "فون", "دا", "دو"})
_PLURAL = ("ون", "ين", "ات", "تان", "يا", "وا")
_NOUNS_IN_I = folded_words(
    "الدوري النادي القاضي الأراضي الأهالي المباني الماضي التالي الحوثي المحامي الوادي المساعي الكرسي الجاري الحالي "
    "الثاني الباقي المعاني الأماني النواحي الضواحي الليالي"
)


def find_strangers(text: Text, titles: Sequence[Title], may_be: MayBeName) -> Iterator[tuple[int, int, int, float]]:
    """Names as words [first, end), letters cut from the first, and how sure."""
    yield from _after_saying(text, may_be)
    yield from _families(text)
    yield from _before_titles(text, titles, may_be)
    yield from _before_age(text, may_be)


_LED = folded_words(
    "بزعامة برئاسة بقيادة بحضور محاكمة اغتيال مقتل اعتقال رحيل نجل أرملة حفيد إقالة تعيين ترشيح بإشراف المدعو المدعوة "
    "يدعى تدعى اسمه اسمها بطولة وبطولة إخراج تأليف بريشة"
)
"""What a person's name stands behind as a complement."""


def _after_saying(text: Text, may_be: MayBeName) -> Iterator[tuple[int, int, int, float]]:
    """«يقول أليون تين إن»: two or three words that no list has, between a verb of saying and what it governs."""
    tokens = text.tokens
    for index, form in enumerate(tokens.forms[:-2]):
        if not _may_lead(form) or not tokens.goes_on(index + 1):
            continue
        led = form in _LED
        first = index + 1
        if text.is_nationality(first) and tokens.forms[first].startswith("ال") and tokens.goes_on(first + 1):
            first += 1  # «أعرب الأرجنتيني هيكتور كوبر عن»
        end = _run(text, first, may_be)
        if all(tokens.forms[at].endswith("ي") for at in range(first, end)):
            continue  # «كشف أثري برونزي»
        if end - first >= 2 and (led or _stops(text, end)):
            yield first, end, 0, 0.72


_NOBODY_IN_I = folded_words(
    "المفتي المدعي المشتري الوالي الجاني المعني الداعي المغني الثلاثي الرباعي الأهلي الترجي الإسماعيلي الملتقي المتلقي"
)
"""Speakers with the form of a family name that are none: who holds an office, clubs."""
_SPEAKS_TOO = folded_words("رفض هاجم أيد عارض ثمن حمل أرجع عزا طالب بحسب حسب وفق")
"""Words that are often others, but not before a family's name: رفض العبيدي."""
_DOING_IN_I = re.compile("الت(?:..|.ا.)ي")
"""A masdar, which is what somebody refuses or announces: التخلي, التغاضي."""


def _families(text: Text) -> Iterator[tuple[int, int, int, float]]:
    """A family name by its form, no given name with it: «نفى الزهيري خبر …», «الزهيري يؤكد …» where a line begins."""
    tokens = text.tokens
    for index, form in enumerate(tokens.forms):
        if form[-1:] != "ي" or form[:2] != "ال" or form in _NOBODY_IN_I or form in ROLES or _DOING_IN_I.fullmatch(form):
            continue
        if text.is_nationality(index) or not is_family_in_i(text, index):
            continue
        if _speaks(text, index):
            yield index, index + 1, 0, 0.6


def _speaks(text: Text, index: int) -> bool:
    """Whether the word is the subject of a verb of saying: right behind it, or before it where a line begins."""
    tokens = text.tokens
    goes_on = tokens.goes_on(index + 1)
    if not index or "\n" in tokens.gap(index):
        return goes_on and tokens.form(index + 1)[:1] == "ي" and is_verb_of_saying(tokens.form(index + 1))
    before = tokens.form(index - 1)
    joined = before[:1] in "وف" and before[1:] in _SPEAKS_TOO
    told = is_verb_of_saying(before) or before in _SPEAKS_TOO or joined
    return told and tokens.goes_on(index) and not (goes_on and text.is_definite_adjective(index + 1))


@lru_cache(maxsize=1 << 14)
def _may_lead(form: str) -> bool:
    """Whether a stranger's name may stand right behind the folded word."""
    return form in _LED or is_verb_of_saying(form)


def _before_titles(text: Text, titles: Sequence[Title], may_be: MayBeName) -> Iterator[tuple[int, int, int, float]]:
    """«لكن غاري ماركوس، أستاذ علم النفس»: words that no list has, and a position after a comma."""
    tokens = text.tokens
    for title in titles:
        last = title.first
        if not last or tokens.bonds[last] != APART or tokens.gap(last).strip() not in {"،", ","} or title.cut:
            continue
        first = last
        while first > max(last - _LONGEST, 0) and may_be(first - 1, True) and (first == last or tokens.goes_on(first)):
            first -= 1
        if first < last and last - first == 1 and tokens.goes_on(first):
            continue
        if 2 <= last - first <= _LONGEST:
            yield first, last, 0, 0.72


def _before_age(text: Text, may_be: MayBeName) -> Iterator[tuple[int, int, int, float]]:
    """«قال سيلفا مارك (27 عاما)»."""
    tokens = text.tokens
    if "عاما" not in tokens.forms and "سنه" not in tokens.forms:
        return
    for index in range(2, len(tokens) - 1):
        if tokens.forms[index + 1] not in {"عاما", "سنه"} or not tokens.gap(index).rstrip().endswith("("):
            continue
        first = index
        while (
            first > max(index - _LONGEST, 0) and may_be(first - 1, True) and (first == index or tokens.goes_on(first))
        ):
            first -= 1
        if index - first >= 2:
            yield first, index, 0, 0.75


def _run(text: Text, first: int, may_be: MayBeName) -> int:
    """The end of the words that may be one name."""
    tokens = text.tokens
    end = first
    while end < min(first + _LONGEST, len(tokens)) and (end == first or tokens.goes_on(end)):
        form = tokens.forms[end]
        if form in _JOINTS and tokens.goes_on(end + 1):
            end += 2
            continue
        if not may_be(end, end == first) and not (end > first and is_family_in_i(text, end)):
            break
        if form.endswith(_PLURAL) and form not in word_list("given"):
            break
        end += 1
    return min(end, len(tokens))


def is_family_in_i(text: Text, index: int) -> bool:
    """Whether the word is a family name by its form, when an indefinite word stands before it: سعيد العياري."""
    form = text.tokens.forms[index]
    if not form.startswith("ال") or len(form) < 6 or not text.tokens.spelled(index).rstrip("ّ").endswith("ي"):
        return False
    return form not in _NOUNS_IN_I and not is_common(form) and form[2:] not in word_list("common")


def _stops(text: Text, end: int) -> bool:
    """Whether a name ends before the word."""
    tokens = text.tokens
    return end >= len(tokens) or tokens.bonds[end] == APART or tokens.forms[end] in _STOPS


@lru_cache(maxsize=1 << 14)
def is_verb_of_saying(form: str) -> bool:
    """Whether the folded word is a finite verb that says something and is seldom another word."""
    return any(
        reading.shape in {Shape.PERFECT, Shape.IMPERFECT}
        and reading.person == 3
        and not reading.pronoun
        and not reading.verb.governs & {"w", "v", "r"}
        and reading.verb.name != "تابع"
        for reading, _ in analyses(form)
    )
