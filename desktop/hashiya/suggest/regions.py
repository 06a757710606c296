"""The engine of regions: headline, dateline, lead, and what is on a page besides the article.

What ends many articles of a project in the same words is boilerplate, whatever it says; besides that, lines that web
pages of the Arab world carry under their articles are known by their form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.engines import BOILERPLATE
from hashiya.suggest.proposal import Proposal, Reading
from hashiya.suggest.wordlists import folded_words

HEADLINE, LEAD, DATELINE = "HEADLINE", "LEAD", "DATELINE"
LONGEST_HEADLINE = 160
"""Code points: a longer first line is a paragraph."""
LONGEST_DEBRIS = 160
"""Code points: a longer line is text, whatever it begins with."""
TAIL = 14
"""Lines at an article's end among which repeated ones are looked for."""
_FIRST_WORDS = 160
"""Code points in which the first forty letters of a line stand, whatever marks they have."""
SURE = 0.9
"""From this score on, a proposed boilerplate is left alone by the other engines."""

_WORD_NUMBERS = (
    "صفر واحد اثنان اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشر أحد احد اثنا"
    " ثلاث أربع خمس ست سبع ثماني ثمان تسع عشرون عشرين"
)
_NUMBER = rf"(?:\d+|(?:(?:{'|'.join(sorted(map(fold_text, _WORD_NUMBERS.split()), key=len, reverse=True))})\s*)+)"
_CAPTCHA = re.compile(rf"^(?:{_NUMBER}\s*)?[+×x*÷−–-]\s*(?:{_NUMBER}\s*)?=\s*{_NUMBER}?$")


def _lines(*wordings: str) -> re.Pattern[str]:
    """A pattern of whole lines, told in their usual spelling and matched folded."""
    return re.compile("|".join(f"(?:{fold_text(one)})" for one in wordings))


_NETWORK = (
    "تلغرام|تليغرام|تيليجرام|تلجرام|telegram|واتساب|whatsapp|فيسبوك|فيس بوك|facebook|تويتر|twitter|إكس"
    "|انستغرام|انستجرام|instagram|يوتيوب|youtube|لينكدإن|linkedin|بينتيريست"
)
_SHARED = f"{_NETWORK}|طباعة|نسخ الرابط|حفظ|مشاركة|email|print|x"
_SITE = "سياسة الخصوصية|شروط الاستخدام|من نحن|اتصل بنا"
# Whole lines, or the beginnings of short ones. Each is common to many outlets; none is one site's own.
_DEBRIS = _lines(
    r"اترك (?:تعليقا|ردا|رد|تعليقك|لنا تعليقا)\b.*",
    r"(?:أضف|اكتب|أكتب|شاركنا|إضافة|أرسل) (?:تعليقا|تعليقك|تعليق|رأيك|ردا)\b.*",
    r"لن يتم نشر عنوان بريدك الإلكتروني.*",
    r"(?:لا يوجد|لا توجد) تعليقات?.*",
    r"(?:إلغاء الرد|الرد على|احفظ اسمي|إرسال التعليق|نشر التعليق).*",
    r"الحقول الإلزامية.*",
    r"زر الذهاب (?:إلى|ل).*",
    r"(?:العودة|الرجوع) (?:إلى|ل)\s?(?:أعلى|الأعلى|الصفحة الرئيسية|الرئيسية).*",
    r"(?:مقالات|مواضيع|أخبار|اخبار|تقارير) (?:ذات صلة|مشابهة|متعلقة|قد تهمك|أخرى)\s*:?",
    r"(?:ذات صلة|(?:اقرأ|شاهد|قد يهمك|قد يعجبك) أيضا|اقرأ المزيد|الأكثر (?:قراءة|مشاهدة)|آخر الأخبار)\b.*",
    rf"(?:تابع|تابعنا|تابعونا|تابعوا)\b.*(?:على|عبر|في)\b.*(?:{_NETWORK}|google|جوجل|غوغل|التواصل).*",
    r"(?:شارك|شاركها|انشر|مشاركة)(?: (?:هذا|هذه|المقال|الخبر|الموضوع|عبر|على|مع|هذا الخبر|هذا المقال).*)?",
    rf"(?:{_SHARED})(?:[\s|/،·-]+(?:{_SHARED}))*",
    r"(?:اشترك|اشتركوا|للاشتراك|سجل|انضم|انضموا)\b.*(?:نشرة|النشرة|بريدك|البريدية|قناتنا|القناة|قناة|خدمة|تلغرام|واتساب|الآن|إشعارات).*",
    r"(?:جميع|كل|كافة) الحقوق محفوظة.*|.*(?:©|حقوق النشر|copyright|all rights reserved).*",
    r"(?:للمزيد|لمزيد|لمشاهدة|للاطلاع)\b.*(?:فيديو|الفيديو|اضغط|انقر|الرابط|هنا).*",
    r"(?:اضغط|انقر) هنا.*",
    r"(?:الوسوم|كلمات مفتاحية|الكلمات المفتاحية|الكلمات الدلالية|وسوم|هاشتاغ|tags|تصنيفات|التصنيفات)\s*:?.*",
    r"(?:التعليقات|تعليقات|الاسم|الاسم \*|البريد الإلكتروني|البريد الإلكتروني \*|الموقع الإلكتروني|الموقع)\s*[*:]*",
    r"(?:وقت القراءة|مدة القراءة|دقائق للقراءة|دقيقة واحدة|أقل من دقيقة|\d+ (?:دقائق|دقيقة))\b.{0,20}",
    r"(?:السابق|التالي|المقال السابق|المقال التالي|الخبر السابق|الخبر التالي)\s*:?.{0,80}",
    r"(?:تحميل|تنزيل) (?:التطبيق|تطبيق).*",
    r"(?:إعلان|اعلان|إعلانات|advertisement)",
    rf"(?:{_SITE})(?:[\s|/،·-]+(?:{_SITE}))*",
)  # fmt: skip
_MONTHS = (
    "يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان"
    " أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت محرم صفر ربيع جمادى رجب شعبان رمضان شوال"
)
_WEEKDAYS = "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة"
_CLOCK_WORDS = (
    "الأول الثاني الآخر بتوقيت غرينتش جرينتش مكة القدس المكرمة المحلي صباحا مساء ص م هـ الساعة نشر في تاريخ النشر"
    " آخر تحديث بتاريخ يوم الموافق gmt utc am pm"
)
_DATE_WORDS = folded_words(f"{_MONTHS} {_WEEKDAYS} {_CLOCK_WORDS}")
_MONTH_OR_DAY = folded_words(f"{_MONTHS} {_WEEKDAYS}")
_BY_PLACE = re.compile(r"^[^\d،.:؛!؟?\n«»\"“”]{2,40}\([^()\n]{2,40}\)(?:\s*[\d./\-٠-٩]{6,12})?\s*[-–—:/]\s")
_BY_AGENCY = re.compile(
    r"[^\d\n/()،.:؛!؟?]{2,30}(?: في|،| -| –)? ?[\d٠-٩]{1,2}[^\d\n/(.:؛!؟?]{2,20}(?:[\d٠-٩]{4})? ?"
    r"(?:[-–] ?)?(?:/[^/\n]{2,30}/|\([^()\n]{2,30}\)) ?[-–:]?"
)
"""A line of its own with place, day and agency, as agencies of the Gulf write it."""


@dataclass(slots=True)
class RepeatedLines:
    """How many articles of the project end with the same line, by the line's folded words."""

    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> RepeatedLines:
        """Count the last lines of the texts, each line once a text."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update({key for key in map(_tail_key, tail_of(text)) if key})
        return cls(counts)

    def has(self, line: str) -> bool:
        """Whether three articles or more end with it: two may be copies of one."""
        return bool(self.counts) and self.counts[_tail_key(line)] >= 3


def tail_of(text: str) -> list[str]:
    """The last lines of a text that hold something."""
    return [line for line in text[-6000:].split("\n") if line.strip()][-TAIL:]


def _tail_key(line: str) -> str:
    """What two captcha sums or reading times have in common besides their figures."""
    return re.sub(r"\d+", "0", fold_key(line)) if len(line) <= 400 else ""


class Regions:
    """Headline, dateline, lead, boilerplate, by the lines of the text."""

    name = "regions"

    def __init__(self, repeated: RepeatedLines | None = None, *, labels: frozenset[str] | None = None) -> None:
        self._repeated = repeated or RepeatedLines()
        self._labels = labels

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        lines = [span for number in range(len(reading.index)) if (span := reading.index.line(number).paragraph)]
        found = [*self._boilerplate(reading.text, lines), *_headings(reading.text, lines)]
        return [one for one in found if self._labels is None or one.label in self._labels]

    def _boilerplate(self, text: str, lines: Sequence[Span]) -> Iterator[Proposal]:
        """Lines of debris, those that stand one under the other as one region."""
        scored: list[tuple[Span, float]] = []
        again = {line for line in lines[1:][-TAIL:] if self._repeated.has(line.of(text))}
        if 2 * len(again) >= len(lines):
            # Three copies of one article repeat each other, and are no boilerplate for that.
            again = set()
        for number, line in enumerate(lines):
            score = 0.97 if line in again else _debris(line.of(text), is_tail=number >= max(1, len(lines) - TAIL))
            if score:
                scored.append((line, score))
        for run in _runs(scored, lines):
            score = min(one for _, one in run)
            yield _region(BOILERPLATE, Span(run[0][0].start, run[-1][0].end), score)


def _debris(line: str, *, is_tail: bool) -> float:
    """How sure it is, by its form, that the line is no part of the article."""
    if len(line) > LONGEST_DEBRIS:
        return 0.0
    folded = fold_text(line).strip(" .…*|-–:")
    if not folded:
        return 0.0
    if _CAPTCHA.match(folded):
        return 0.96
    if _DEBRIS.fullmatch(folded):
        return 0.95 if is_tail else 0.7
    return 0.0


def _runs(scored: list[tuple[Span, float]], lines: Sequence[Span]) -> Iterator[list[tuple[Span, float]]]:
    """The scored lines, those that follow each other together."""
    place = {line: number for number, line in enumerate(lines)}
    run: list[tuple[Span, float]] = []
    for one in scored:
        if run and place[one[0]] != place[run[-1][0]] + 1:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _headings(text: str, lines: Sequence[Span]) -> Iterator[Proposal]:
    """The headline, the line of the date, the lead."""
    if len(lines) < 2:
        return
    first = lines[0]
    rest = lines[1:]
    if _is_date_line(first.of(text)):
        yield _region(DATELINE, first, 0.9)
    elif _is_headline(first.of(text)):
        yield _region(HEADLINE, first, 0.9)
        if _is_date_line(rest[0].of(text)):
            yield _region(DATELINE, rest[0], 0.93)
            rest = rest[1:]
        yield from _lead(text, rest)
    for line in lines[:4]:
        if found := _opening(line.of(text)):
            yield _region(DATELINE, Span(line.start, line.start + len(found)), 0.7)
            break


def _lead(text: str, rest: Sequence[Span]) -> Iterator[Proposal]:
    """The first paragraph under the headline, when the text below says it again."""
    if len(rest) >= 3 and 60 <= len(rest[0]) <= 500:
        # Many sites print the first sentence twice: as the lead and, after the outlet's name, as the text's beginning.
        lead = fold_key(rest[0].of(text)[:_FIRST_WORDS])[:40]
        if lead in fold_key(rest[1].of(text)):
            yield _region(LEAD, rest[0], 0.8)


def _opening(line: str) -> str:
    """The dateline that a paragraph begins with: «موسكو (العالم) 2020.07.22 - »; its words without the dash."""
    match = _BY_PLACE.match(line)
    return match.group().rstrip(" -–—:/") if match else ""


def _is_headline(line: str) -> bool:
    """Whether a first line reads like one: short, and not closed by a stop."""
    return len(line) <= LONGEST_HEADLINE and not line.rstrip().endswith((".", "۔", ":", "،"))


def _is_date_line(line: str) -> bool:
    """Whether the line says nothing but when, or where and when and which agency: الدوحة في 3 نوفمبر /قنا/."""
    if len(line) > 90:
        return False
    words = fold_key(line).split()
    if _BY_AGENCY.fullmatch(line.strip()) and any(one in _MONTH_OR_DAY for one in words):
        return True
    if not words or len(words) > 14:
        return False
    fitting = [one for one in words if one in _DATE_WORDS or one.isdigit()]
    has_number = any(one.isdigit() for one in words)
    return has_number and len(fitting) == len(words) and (any(one in _MONTH_OR_DAY for one in words) or len(words) >= 3)


def _region(label: str, span: Span, score: float) -> Proposal:
    return Proposal(layer=Layer.REGIONS, label=label, fragments=(span,), engine=Regions.name, score=score)
