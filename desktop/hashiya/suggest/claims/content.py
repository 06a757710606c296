"""Where a content ends: at its closing mark, before the next words that report, or with its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from hashiya.domain.span import Fragments, Span, join
from hashiya.suggest.claims.cues import Cue, analyses
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.sentence import CLOSING, NOWHERE, Sentence
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.wording import ADJUNCT_STARTS, COMPLEMENTIZER, FIRST_PERSON, LEADS, OCCASIONS, TRAILING, WAS

_LONGEST_PARENTHESIS: Final = 400
_HEADLINE: Final = 18
_COMMA: Final = re.compile("[،,؛]")
_NEGATIONS: Final = frozenset(["لم", "لن", "لا", "ولم", "ولن", "ولا", "فلم", "فلن"])
_INTRODUCTION: Final = 16
_BUT: Final = re.compile("و?لكن[^ ]*|غير|الا|بيد|بعدما|علما")
_HARD: Final = re.compile("(فيما|بينما|علما) |في (حين|وقت|الوقت|المقابل)|في اشاره|وهو ما|الامر الذي|وسط ")
_TURN: Final = re.compile(
    "(و?لكن[^ ]*|بعدما|قبلما|ولم|ولن|ولا|وقد|فقد|وليس[^ ]*|وسط|علما|الامر|ما|مما|وانا|وهنا|ومن) "
    "|(ومنها|ومنهم|بينهم|بينها) |(بعد|قبل|غير|الا|بيد|علي|مع|رغم) (ان|انه|انها|الرغم|العلم)|وهو ما|وهي المره|في"
    " (حين|وقت|الوقت|المقابل|اشاره)|(فيما|بينما|اذ|حيث) "
)
_ASIDE: Final = frozenset(
    [
        "من",
        "في",
        "وفي",
        "ومن",
        "بدوره",
        "بدورها",
        "وبدوره",
        "وبدورها",
        "وعن",
        "وحول",
        "وبشان",
        "وخلال",
        "وردا",
        "وتعليقا",
        "وبخصوص",
    ]
)


class Borders:
    """The words of one sentence before which a content must end, for each depth of quotation."""

    def __init__(self, sentence: Sentence) -> None:
        self._s = sentence
        self._at: dict[int, set[int]] = {}
        self._soft: list[int] = []
        self._sorted: dict[int, list[int]] = {}
        for index, mark in enumerate(sentence.marks[:-1]):
            if not mark or not index:
                continue
            turn = self._turn(index)
            if _COMMA.search(mark) and self._tells_on(index):
                self.add_soft(index)
            if ".." in mark or self._is_occasion(index) or self._is_another(index):
                self.add(index)
            if _COMMA.search(mark) and _TURN.match(turn) and turn != "ومن ثم":
                self.add_soft(index)
                if _HARD.match(turn):
                    self.add(index)
        for index in range(3, len(sentence) - 1):
            if sentence.form(index).endswith("ا") and not sentence.mark(index) and self._circumstance(index):
                self.add_soft(index)
        self._soft.sort()
        for index in range(1, len(sentence) - 2):
            # «… كمرشح أما الرئيس فقال»: another clause, though no mark parts them.
            if sentence.form(index) in {"اما", "واما"} and sentence.form(index + 1)[:2] == "ال":
                self.add(index)
        self._add_headline_clauses()

    def _circumstance(self, index: int) -> bool:
        """Whether «… فورا محملا البلدية …» begins with the word, though no comma stands before it."""
        following = self._s.form(index + 1)
        governs = [form.verb.governs for form, cut in analyses(self._s.form(index)) if form.shape is Shape.PARTICIPLE]
        if not governs or self._s.mark(index + 1):
            return False
        return following.startswith("ال") or following in {"ان", "بان"} or any(following in one for one in governs)

    def _add_headline_clauses(self) -> None:
        """«… والمعارضة تشكك»: in a headline another one's clause begins with و, a noun and its verb."""
        s = self._s
        if len(s) > _HEADLINE or "." in s.mark(len(s)):
            return
        for index in range(2, len(s) - 1):
            noun, verb = s.form(index), s.form(index + 1)
            if (
                noun[:1] != "و"
                or s.mark(index + 1)
                or not (noun[1:3] == "ال" or verb[:2] == "ال" or noun.endswith("ون"))
            ):
                continue
            at = index + 1 if noun[1:3] == "ال" or noun.endswith("ون") else index + 2
            if any(form.shape is Shape.IMPERFECT and form.person == 3 for form, cut in analyses(s.form(at)) if not cut):
                self.add(index)

    def _tells_on(self, index: int) -> bool:
        """Whether «، وشملت الدراسة» tells something else: a feminine verb by its form, and a definite subject."""
        form = self._s.form(index)
        verb = form[:1] == "و" and len(form) > 4 and form.endswith("ت") and not form.endswith("ات")
        return verb and self._s.form(index + 1).startswith("ال") and not self._s.mark(index + 1)

    def _turn(self, index: int) -> str:
        return f"{self._s.form(index)} {self._s.form(index + 1)}"

    def add_soft(self, index: int) -> None:
        """A content that is a noun and what belongs to it ends before the word; a clause may go on."""
        self._soft.append(index)

    def soft_after(self, index: int, level: int) -> int:
        """The first border behind the word for a noun and what belongs to it."""
        found = bisect_right(self._soft, index)
        hard = self.after(index, level)
        return min(hard, self._soft[found]) if found < len(self._soft) else hard

    def add(self, index: int) -> None:
        """A content of the word's depth ends before it."""
        if 0 < index < len(self._s):
            self._at.setdefault(self._s.quoted[index], set()).add(index)
            self._sorted.clear()

    def after(self, index: int, level: int) -> int:
        """The first border behind the word, at this depth; the sentence's end when there is none."""
        if level not in self._sorted:
            self._sorted[level] = sorted(self._at.get(level, ()))
        places = self._sorted[level]
        found = bisect_right(places, index)
        return places[found] if found < len(places) else len(self._s)

    def _is_another(self, index: int) -> bool:
        """Whether a participle that reports follows the comma, though no content of its own was found for it."""
        s = self._s
        if not s.mark(index) or not s.form(index).endswith(("ا", "ين")):
            return False
        return any(form.shape is Shape.PARTICIPLE for form, _ in analyses(s.form(index)))

    def _is_occasion(self, index: int) -> bool:
        """«، وذلك في مؤتمر صحافي»."""
        s = self._s
        if s.form(index) != "وذلك" or not s.mark(index):
            return False
        return s.form(index + 1) in {"في", "خلال", "اثناء", "عبر"} and s.form(index + 2) in OCCASIONS | {
            "ختام",
            "مستهل",
        }


def lead(sentence: Sentence, cue: Cue, before: Subject | None) -> int | None:
    """The word with which the clause of the cue begins, when it stands beside what was said before; None inside it."""
    first = before.first if before is not None else cue.index
    if before is not None and sentence.form(first - 1) in WAS:
        first -= 1
    if first == cue.index and cue.form.shape is Shape.IMPERFECT and sentence.form(first - 1) in _NEGATIONS:
        first -= 1
    if before is not None and COMPLEMENTIZER.fullmatch(sentence.form(first - 1)):
        return None  # «أن مخرج العمل اعتذر …» is told by who speaks
    begun = first
    while first > 0 and (sentence.form(first - 1) in LEADS or sentence.form(first - 1) in {"و", "ف"}):
        first -= 1
    if first > 1 and sentence.form(first) == "حين" and sentence.form(first - 1) == "في":
        first -= 1
    if cue.conjunction or first < begun or cue.form.shape is Shape.PARTICIPLE or sentence.form(begun) in WAS:
        return first
    if first > 0 and (mark := sentence.mark(first)) and (mark[0] in CLOSING or ".." in mark or ";" in mark):
        return first
    if first > 0 and cue.is_finite and _COMMA.search(sentence.mark(first)):
        return first
    return _introduction(sentence, first)


def _introduction(sentence: Sentence, first: int) -> int | None:
    """The word after the comma that an introduction of the clause begins with: «، وفي وقت سابق أعلن …»."""
    for index in range(first, max(first - _INTRODUCTION, 0), -1):
        if not _COMMA.search(sentence.mark(index)):
            continue
        form = sentence.form(index)
        if form in _ASIDE or _BUT.fullmatch(form) or (form[:1] == "و" and form[1:] in ADJUNCT_STARTS):
            return index
    return None


def content_of(sentence: Sentence, opening: Opening, borders: Borders, level: int) -> tuple[Fragments, str] | None:
    """The fragments of the content and its quote form."""
    if opening.how is How.QUOTATION:
        found = _quoted(sentence, opening, borders, level)
    else:
        found = _unquoted(sentence, opening, borders, level)
    if found is None:
        return None
    span, form = found
    return join((opening.head, span) if opening.head else (span,)), form


def _quoted(sentence: Sentence, opening: Opening, borders: Borders, level: int) -> tuple[Span, str] | None:
    quote = sentence.quotes[sentence.quoted[opening.word]]
    last = min(sentence.ending_before(quote.end), len(sentence) - 1)
    unclosed = quote.end > sentence.words[last].end + 3
    border = borders.after(opening.word, level)
    goes_on = last + 1 < border and not _COMMA.search(sentence.mark(last + 1)) and "." not in sentence.mark(last + 1)
    if opening.after_complementizer and goes_on and not unclosed:
        span = _trimmed(sentence, opening, border)
        return (span, "mixed") if span else None
    end = quote.end if unclosed else sentence.words[last].end
    if unclosed:
        end = _without_marks(sentence.text, opening.start, end)
    if sentence.text[end : end + 1] == ")" and "(" in sentence.text[opening.start : end]:
        end += 1
    return (Span(opening.start, end), "direct") if opening.start < end else None


def _unquoted(sentence: Sentence, opening: Opening, borders: Borders, level: int) -> tuple[Span, str] | None:
    limit = borders.soft_after if opening.how is How.NOMINAL else borders.after
    border = limit(opening.word, level)
    if opening.how is How.NOMINAL:
        border = _before_occasion(sentence, opening.word, border)
    if level != NOWHERE:
        border = min(border, sentence.ending_before(sentence.quotes[level].end) + 1)
    span = _trimmed(sentence, opening, border)
    if span is None:
        return None
    last = sentence.ending_before(span.end)
    if opening.how in {How.COLON, How.COMMA} and not opening.after_complementizer:
        return span, "direct"
    numbers = set(sentence.quoted[opening.word : last + 1]) if sentence.quotes else ()
    if any(number not in {NOWHERE, level} and _is_speech(sentence, number) for number in numbers):
        return span, "mixed"
    if opening.how is How.CLAUSE and _speaks_of_himself(sentence, opening.word, last):
        return span, "direct"
    return span, "indirect"


def _before_occasion(sentence: Sentence, first: int, border: int) -> int:
    """The word where «في تدوينة على …» begins, which tells where a thing was said that a noun names."""
    for at in range(max(first + 1, border - 7), border - 1):
        if sentence.form(at) in {"في", "خلال", "عبر"} and sentence.form(at + 1) in _STATEMENTS:
            return at
    return border


_STATEMENTS: Final = frozenset(
    ["بيان", "تصريح", "تصريحات", "تغريده", "تدوينه", "منشور", "مقابله", "بلاغ", "مكالمه", "اتصال", "حديث"]
)


def _is_speech(sentence: Sentence, number: int) -> bool:
    """Whether a quotation has words of his, and is no name in quotation marks."""
    quote = sentence.quotes[number]
    return len(quote) > 12 or (len(quote) > 6 and " " in quote.of(sentence.text))


def _speaks_of_himself(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words are his own, in the first person, though أن stands before them."""
    return any(sentence.form(index) in FIRST_PERSON for index in range(first, min(last + 1, first + 40)))


def _trimmed(sentence: Sentence, opening: Opening, border: int) -> Span | None:
    """From the opening to before the border, without words that lead to what follows."""
    end = border
    while end - 1 > opening.word and sentence.form(end - 1) in TRAILING:
        end -= 1
    if end <= opening.word:
        return None
    place = sentence.words[end - 1].end
    after = sentence.text[place : place + 2].lstrip('»”"')
    if after[:1] == ")" and _open_parentheses(sentence.text, opening.start, place):
        place = sentence.text.index(")", place) + 1
    return Span(opening.start, place) if opening.start < place else None


def _open_parentheses(text: str, start: int, end: int) -> bool:
    start = max(start, end - _LONGEST_PARENTHESIS)
    return text.count("(", start, end) > text.count(")", start, end)


def _without_marks(text: str, start: int, end: int) -> int:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def places(spans: Iterable[Span]) -> Fragments:
    """The spans as the fragments of one filler."""
    return join(spans)
