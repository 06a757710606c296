"""Events: conferences, wars, elections, talks, visits, by their head word."""

from __future__ import annotations

import re
from collections.abc import Collection

from hashiya.suggest.dates import date_end
from hashiya.suggest.found import Found
from hashiya.suggest.heads import ENGINE, add, foreign_end, has_name, named_end, quoted_end
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import APART, stems
from hashiya.suggest.wordlists import folded_words, with_endings

EVENTS = folded_words(
    "مؤتمر قمة حرب أزمة بطولة كأس مهرجان معرض منتدى دورة محادثات مباحثات مفاوضات مشاورات انتخابات استفتاء "
    "زلزال إعصار مسابقة ثورة معركة مجزرة جائحة أولمبياد مونديال انفجار هجوم تصفيات داربي كلاسيكو تفجير قصف "
    "تعداد انقلاب حراك هجمات اجتياح فيضانات سيول اشتباكات تظاهرات دوري ماراثون سباق انتفاضة غزو "
    "جائزة مسار عملية مذبحة حريق وباء حصار حادثة كارثة فاجعة"
)
_NEEDING_A_NAME = folded_words(
    "انفجار هجوم تصفيات داربي كلاسيكو تفجير قصف اجتياح فيضانات سيول اشتباكات تظاهرات عملية مسار غزو سباق دورة "
    "انقلاب حراك هجمات تعداد ثورة معرض محادثات مباحثات مفاوضات مشاورات زلزال إعصار معركة حريق وباء حصار حادثة كارثة "
    "فاجعة"
)
DEFINITE_EVENTS = folded_words(
    "المؤتمر القمة الحرب الأزمة الانتخابات المفاوضات المحادثات المباحثات المشاورات البطولة المهرجان المعرض "
    "الدوري الثورة اللقاء الزيارة الاجتماع الجلسة المقابلة الدورة الزلزال الإعصار الجائحة السيول العاصفة الفيضانات "
    "الانفجار المعارك"
)
_BARE = folded_words(
    "المفاوضات المحادثات المباحثات المشاورات القمة اللقاء الزيارة الجلسة المقابلة الزلزال الإعصار الجائحة "
    "الاجتماع المؤتمر الحرب السيول العاصفة الفيضانات الانفجار المعارك"
)
_DESCRIBED = _BARE | folded_words("الدورة الأزمة البطولة المهرجان المعرض")
_DATED = folded_words(
    "زلزال هجمات ثورة انقلاب أحداث انتخابات هجوم تفجيرات انتفاضة حرب مجزرة تعداد إعصار حراك مظاهرات كأس مونديال"
)
"""Events named by their day or year: زلزال 8 شتنبر 2023."""
MEETINGS = folded_words("جلسة خطاب اجتماع")
"""Events that their day alone names: جلسة 22 شباط."""
_DISASTERS = folded_words("حادثة كارثة فاجعة")
_BY_PLACE = folded_words("معركة مجزرة مذبحة إعصار بطولة مهرجان جائزة مؤتمر كأس")
_OF_WAR = folded_words("جرائم جريمة مجرمي مجرم أسرى حالة قانون")
"""Words before which «the war» is none in particular: جرائم الحرب."""
_TALKS = folded_words("محادثات مباحثات مفاوضات مشاورات")
OWNED_EVENTS = with_endings(
    "محادثات مباحثات مفاوضات مشاورات لقاء لقائ لقاؤ اجتماع زيارت مؤتمر", ("ه", "ها", "هما", "هم")
)
"""Talks and visits with a pronoun."""
CALLS = folded_words(
    "مؤتمر المؤتمر مؤتمرا اتصال الاتصال اتصالا اتصالات مكالمة المكالمة مؤتمره مؤتمرها مؤتمرهما اتصاله اتصالها"
)
_OF_CALLS = folded_words("صحفي صحافي هاتفي هاتفية صحفيا صحافيا هاتفيا")
_SHARED = folded_words("مشترك المشترك مشتركا أسبوعي الأسبوعي يومي اليومي دوري الدوري")
_ORDINALS = folded_words("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الأولى الثانية الثالثة")
_OF_WHOM = {
    "PERS": folded_words("زيارة مباحثات محادثات لقاء"),
    "ORG": folded_words("اجتماع مشاورات جلسة"),
    "GPE": folded_words("مباراة"),
}
"""Events named by who takes part, by his label: زيارة لافروف, اجتماع مجلس الوزراء, مباراة مصر والكاميرون."""


def event(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """قمة المناخ, حرب غزة, محادثات جنيف; talks alone are a description."""
    tokens = text.tokens
    if stem in _TALKS and tokens.goes_on(index + 1) and tokens.forms[index + 1] in {"اليوم", "امس"}:
        return add(text, (index, index + 2, cut), "EVENT", 0.6, found, description=True)
    if (end := quoted_end(text, index + 1)) > index + 1 and stem not in _TALKS:
        start, stop = text.place(index, end, cut)
        found.append(Found(start, stop + 1, "EVENT", 0.65, ENGINE))
        return 1
    if stem in _DATED and (end := date_end(text, index + 1)) > index + 1:
        return add(text, (index, end, cut), "EVENT", 0.75, found)
    end = text.complement(index + 1, pairs=False)
    named = end > index + 1 and has_name(text, index + 1, end)
    if end == index + 1 and stem in _BY_PLACE and (end := named_end(text, index + 1, feminine=True)) > index + 1:
        end = text.adjectives(foreign_end(text, end))
        return add(text, (index, end, cut), "EVENT", 0.65, found)
    if stem in _DISASTERS and end == index + 2 and not named and not is_common(text.tokens.forms[index + 1]):
        return add(text, (index, end, cut), "EVENT", 0.55, found)
    if end == index + 1 or (stem in _NEEDING_A_NAME and not named):
        return _talks(text, index, cut, stem, found)
    if end < len(tokens) and tokens.bonds[end] != APART and re.fullmatch(r"(?:19|20)\d\d", tokens.forms[end]):
        end += 1
    end = max(end, text.complement_of_li(end))
    return add(text, (index, end, cut), "EVENT", 0.7 if named else 0.5, found)


def _talks(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """Talks without a name: one has spoken of them, or tells of them now."""
    if stem not in _TALKS:
        return 0
    return add(text, (index, index + 1, cut), "EVENT", 0.5, found, description=True)


def meeting(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """جلسة 22 شباط, خطاب 1 نوفمبر."""
    end = date_end(text, index + 1)
    return add(text, (index, end, cut), "EVENT", 0.65, found, description=True) if end > index + 1 else 0


def call(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """مؤتمره الصحفي, المؤتمر الصحفي المشترك, اتصال هاتفي."""
    tokens = text.tokens
    after = tokens.form(index + 1)
    if not tokens.goes_on(index + 1) or after.removeprefix("ال") not in _OF_CALLS:
        return 0
    end = index + 2
    if tokens.goes_on(end) and tokens.forms[end] in _SHARED:
        end += 1
    return add(text, (index, end, cut), "EVENT", 0.6, found, description=True)


def owned_event(text: Text, index: int, cut: int, _stem: str, found: list[Found]) -> int:
    """محادثاته, لقائهما, زيارتها; its ordinal goes with it."""
    end = index + 1
    if text.tokens.goes_on(end) and (text.is_definite_adjective(end) or text.tokens.forms[end] in _ORDINALS):
        end += 1
    return add(text, (index, end, cut), "EVENT", 0.55, found, description=True)


def definite_event(text: Text, index: int, cut: int, stem: str, found: list[Found]) -> int:
    """الانتخابات الرئاسية, المفاوضات النووية; talks alone are a description."""
    end = text.adjectives(index + 1)
    if end > index + 1:
        end = max(end, text.complement_of_li(end))
        return add(text, (index, end, cut), "EVENT", 0.6, found, description=stem in _DESCRIBED)
    if stem in _BARE and text.tokens.form(index - 1) not in _OF_WAR:
        return add(text, (index, end, cut), "EVENT", 0.5, found, description=True)
    return 0


def events_of(text: Text, participants: Collection[Found]) -> list[Found]:
    """زيارة لافروف, اجتماع مجلس الوزراء: an event that is named by who takes part, right after its word."""
    tokens = text.tokens
    starts = tokens.index_of
    found: list[Found] = []
    ends = {one.start: one.end for one in participants if one.label == "GPE"}
    for one in participants:
        index = starts.get(one.start, 0)
        if index and tokens.goes_on(index) and not one.description and one.label in _OF_WHOM:
            of_whom = _OF_WHOM[one.label]
            cut = next((cut for cut, stem in stems(tokens.forms[index - 1]) if stem in of_whom), None)
            if cut is not None:
                end = one.end if one.label != "GPE" else max(one.end, ends.get(one.end + len(" و"), 0))
                found.append(Found(tokens.starts[index - 1] + cut, end, "EVENT", 0.6, ENGINE, one.label != "ORG"))
    return found
