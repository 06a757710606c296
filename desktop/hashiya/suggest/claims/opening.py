"""Where the content of a cue begins: at a quotation, after أن, a colon or a comma, or at the noun that it governs."""

from __future__ import annotations

import re
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.bare import bare_speech
from hashiya.suggest.claims.clause import AT_WHICH
from hashiya.suggest.claims.cues import Cue, analyses, is_saying, says_anew
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.objects import OF_WHAT, QUALIFIERS, RELATIVES, Governed
from hashiya.suggest.claims.passing import (
    beyond_ascription,
    beyond_relative,
    is_occasion,
    is_of_occasion,
    is_place,
    that_comes,
)
from hashiya.suggest.claims.phrasewords import ON_CONDITION, SOME
from hashiya.suggest.claims.sentence import NOWHERE, OPENING, Sentence, has_comma
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import (
    ACCORDING,
    ADJUNCT_AFTER,
    ADJUNCT_STARTS,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    CONTINUED,
    NO_COMPLEMENT_BEFORE,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    WHAT,
    WHO,
)

_REACH: Final = 45
OPENING_MARKS: Final = frozenset(OPENING)
_OF_IT: Final = frozenset(["به", "بها", "فيه", "فيها", "عنه", "عنها", "اليه", "اليها", "معه", "معها"])
_ENDS: Final = re.compile("[؟?!؛]")
_SPOKEN: Final = frozenset(["قال", "أضاف", "أوضح", "أكد", "تابع", "صرح", "أردف"])
_ENDS_APPOSITION: Final = frozenset('،,»”"')
_HEADED: Final = frozenset(["بعنوان", "عنوان", "شعار", "بشعار", "عنوانها", "عنوانه", "شعارها", "باسم"])
"""Words whose colon or quotation mark opens a name: «ندوة بعنوان: «…»»."""
_NOT: Final = frozenset(["لا", "لم", "لن", "ما", "ليس", "ليست", "ولا", "ولم", "ولن"])
_NEAR_NOT: Final = 6
_QUESTIONS: Final = frozenset(["هل", "لماذا", "كيف", "متي", "اين", "ماذا", "كم", "اذا", "ان"])
_QUOTING: Final = frozenset(["هاجم", "أيد", "عارض", "ثمن"])
"""Verbs that are other words too, but not before a quotation mark: «هاجم «الحكومة الصامتة»»."""


class Opener(Governed):
    """Looks from one cue onwards for its content."""

    def __init__(self, sentence: Sentence, cue: Cue, speakers: Speakers) -> None:
        super().__init__(sentence, cue, speakers)
        self._continued = False

    def opening(self) -> Opening | None:
        """The first sign that a content begins; None when the word reports nothing here."""
        if "r" in self._governs and not self._passes_on():
            return None
        found = self._opening()
        if (
            found is None
            and self.subject is not None
            and not self.subject.known
            and self.subject.end > self.subject.first + 1
        ):
            # «نفت العائلة الرواية الرسمية»: the phrase has swallowed the object.
            self.subject = self._before_governed(self.subject) or self._speakers.first_of_two(self._s, self.subject)
            self._after = self._start_after()
            found = self._opening()
        return found

    def _before_governed(self, both: Subject) -> Subject | None:
        """«منظمات حقوقية» of «منظمات حقوقية من تدهور …», when the verb governs the preposition."""
        s = self._s
        governed = self._governs & PREPOSITIONS
        end = next((at for at in range(both.first + 1, both.end) if s.form(at) in governed), None)
        if end is None:
            return None
        return Subject(((Span(s.words[both.first].start, s.words[end - 1].end),),), both.first, end, known=True)

    def _opening(self) -> Opening | None:
        first = self._cue.index + 1
        beyond = beyond_ascription(self._s, first)
        forms, marks = self._s.forms, self._s.marks
        for index in range(first, min(len(forms), first + _REACH)):
            form = forms[index]
            if form in CONTINUED:
                if not self._cue.form.verb.is_plain or self._cue.form.verb.name in {"ختم", "اختتم"}:
                    return None
                self._continued = True
                continue
            if marks[index] and index >= self._after and (form in RELATIVES or form in ON_CONDITION):
                beyond = beyond_relative(self._s, index)
            if form in ACCORDING and marks[index]:
                beyond = max(beyond, beyond_ascription(self._s, index))
            if index < beyond:
                continue
            asked = index >= self._after
            if asked and marks[index] and (found := self._after_mark(index)):
                return found
            if self._is_over(index):
                return None
            if asked and (found := self._begins_at(index)):
                return found
        return None

    def _begins_at(self, index: int) -> Opening | None:
        """The content that begins with the word or right behind it, by what the word is."""
        return (
            self._bare(index)
            or self._denied(index)
            or self._asked(index)
            or self._clause(index)
            or self._preposition(index)
            or self._pointed_to(index)
            or self._joined(index)
            or self._object(index)
        )

    def _is_over(self, index: int) -> bool:
        """Whether nothing of the cue is found from the word on: another clause or a quotation of others begins."""
        inside = self.subject is not None and index < self.subject.end
        if self._level == NOWHERE and self._s.quoted[index] != NOWHERE and self._is_long_quote(index) and not inside:
            return True
        return index >= self._after and (self._is_parted(index) or self._ends_search(index))

    def _is_parted(self, index: int) -> bool:
        """Whether a question mark, an exclamation mark or a semicolon stands between; «قال الوزير؛ إن …» goes on."""
        mark = self._s.mark(index)
        if mark == "؛" and COMPLEMENTIZER.fullmatch(self._s.form(index)):
            return False
        return index > self._cue.index + 1 and _ENDS.search(mark) is not None

    def _passes_on(self) -> bool:
        """Whether the verb passes on what somebody said (نقلت … عن …), without قوله, which is then the cue."""
        s, first = self._s, self._cue.index + 1
        if s.form(first) in _OF_IT and COMPLEMENTIZER.fullmatch(s.form(first + 1)):
            return True
        about = next((at for at in range(first, min(len(s), first + 9)) if s.form(at) == "عن"), None)
        if about is None and self.subject is not None and self._cue.is_finite:
            return COMPLEMENTIZER.fullmatch(s.form(self.subject.end)) is not None  # «نقلت مصادر مطلعة أن …»
        if about is None or not self._cue.is_finite:
            return False
        return not any(
            form.shape is Shape.MASDAR
            for at in range(about + 1, min(len(s), about + 14))
            for form, _ in analyses(s.form(at))
            if form.pronoun or (s.form(at) == "القول" and COMPLEMENTIZER.fullmatch(s.form(at + 1)))
        )

    def _ends_search(self, index: int) -> bool:
        """Whether another word that reports, or one of according-to, stands in the way."""
        form = self._s.forms[index]
        if form in ACCORDING and self._s.marks[index]:
            return True
        following = self._s.form(index + 1)
        if form in {"معلقا", "معلقه", "متحدثا", "متحدثه"} and following in {"علي", "عن"} and self._cue.is_finite:
            return False  # «قال سالم، معلقا على القرار: …»
        if form.endswith(("ا", "ه", "ين")) and has_comma(self._s.marks[index]) and index > self._cue.index + 1:
            # «نفى …، مبينا أن …»
            shapes = {reading.shape for reading, cut in analyses(form) if not cut}
            if Shape.PARTICIPLE in shapes and following in {"ان", "بان", "الي", "علي"}:
                return True
        if (
            not (is_saying(form) or says_anew(form))
            or index == self._cue.index + 1
            or self._s.form(index - 1) in PREPOSITIONS | {"عدم", "بعدم"}
        ):
            return False
        if form in CONTENT_NOUNS and index == self._after and self._governs & {"o", "h"}:
            return False  # «أكد المصدر نقل …»
        if form.endswith(("دعي", "سمي")) and self._s.raw(index).endswith("ى"):
            return False  # «ويُدعى جهاد»
        if self._s.form(index - 1) in WHO and self._cue.is_finite:
            return False  # «وقال المسؤول الذي تحدث للصحفيين، إن …»
        if form == "مقرا" and following in {"له", "لها", "لهم"}:
            return False  # «تتخذ من … مقرًا لها»
        if form.endswith("ا") and index + 1 < len(self._s) and self._s.opened(index + 1) is not None:
            return False  # «قال ماسك ساخرًا «…»»
        return following not in _OF_IT and self._s.form(index - 1) not in WHAT

    def _is_long_quote(self, index: int) -> bool:
        quote = self._s.quotes[self._s.quoted[index]]
        return self._s.ending_before(quote.end) - index >= 4

    def _after_mark(self, index: int) -> Opening | None:
        """The content that the punctuation before the word announces."""
        if self._is_parted(index):
            return None
        mark = self._s.marks[index]
        speech = self._cue.form.verb.is_plain or self._continued
        s = self._s
        if ":" in mark and s.form(index - 1) in _HEADED:
            return None
        if ":" in mark and speech:
            return self._plain(index, How.COLON)
        quote = s.opened(index)
        if quote is not None and s.form(index - 1) == "ل":
            return None  # «قالت مصادر لـ«وكالة الأنباء» أن …»
        if quote is not None and speech and s.quoted[index] != self._level:
            words = s.ending_before(quote.end) - index + 1
            behind = s.form(index + words)
            if words <= 3 and (COMPLEMENTIZER.fullmatch(behind) or behind in self._governs):
                return None  # «في استطلاع أجرته «رويترز» أن …», «حذر الخبير “أحمد”، من …»
            if words <= 3 and ":" not in mark and "n" in self._governs and that_comes(s, index + words):
                return None  # «قال المحامي “أحمد” في تصريح له إن …»
            if words > 3 or index == self._after or has_comma(mark) or "-" in mark:
                return Opening(index, quote.start, How.QUOTATION, at=index)
        if quote is not None and index == self._after and self._quotes_object(index):
            return Opening(index, quote.start, How.QUOTATION, at=index)
        begun = index == self._after or self._ends_occasion(index)
        if has_comma(mark) and speech and begun and not self._is_aside(index):
            return None if self._speaks_later(index) else self._plain(index, How.COMMA)
        return None

    def _ends_occasion(self, index: int) -> bool:
        """Whether the words before the comma only tell where he spoke: «وقال سالم في تصريحات للصحيفة، تم …»."""
        if self.subject is not None and not self.subject.known:
            return False
        unlisted = self.subject is None and self._s.form(self._after) not in AT_WHICH
        return is_occasion(self._s, self._after + unlisted, index)

    def _quotes_object(self, index: int) -> bool:
        """Whether the verb's object is given in his words: «تنتقد «غياب الدولة»»."""
        rare = "w" in self._governs and self._cue.form.verb.name not in _QUOTING
        if not self._governs & {"o", "h"} or rare or not self._cue.is_finite:
            return False
        if self._s.quoted[index] == self._level or self._s.mark(index) not in OPENING_MARKS:
            return False
        # «أظهرت دراسة في مجلة «لانسيت» أن …»: a name in quotation marks, and what is said follows.
        behind = self._s.ending_before(self._s.quotes[self._s.quoted[index]].end) + 1
        return "n" not in self._governs or COMPLEMENTIZER.fullmatch(self._s.form(behind)) is None

    def _plain(self, index: int, how: How) -> Opening | None:
        """Speech after a colon or comma, or the clause when أن follows it."""
        if index >= len(self._s):
            return None
        if self._s.form(index) in {"فان", "فقد"}:
            return self._clause_at(index + 1, at=index)
        found = COMPLEMENTIZER.fullmatch(self._s.form(index))
        if found:
            return self._behind_that(index, found, at=index)
        quote = self._s.opened(index)
        if quote is not None and self._s.quoted[index] != self._level:
            return Opening(index, quote.start, How.QUOTATION, at=index)
        return Opening(index, self._s.words[index].start, how, at=index)

    def _speaks_later(self, index: int) -> bool:
        """Whether «قائلا» or a quotation comes later: «وصرح فلان، رئيس الشركة، قائلا: …»."""
        s = self._s
        for at in range(index + 1, min(len(s), index + _REACH)):
            if s.quoted[at] != self._level:
                return s.ending_before(s.quotes[s.quoted[at]].end) - at >= 4
            if s.form(at) in CONTINUED:
                return True
            if is_saying(s.form(at)):
                return False
        return False

    def _is_aside(self, index: int) -> bool:
        """Whether what follows the comma is an adjunct, a name in apposition or another clause, not speech."""
        form = self._s.form(index)
        if form in RELATIVES or form in ADJUNCT_STARTS or is_saying(form) or form in CONTINUED or form in ACCORDING:
            return True
        if form[:1] in "وف" and (form[1:] in ADJUNCT_STARTS or is_saying(form)):
            return True
        if form[:1] == "ل" and len(form) > 4 and self.subject is None:
            return True
        if self._cue.form.shape is Shape.PARTICIPLE or self._cue.form.verb.name not in _SPOKEN:
            return True
        if self._signed_later(index):
            return True
        person = self._speakers.after(self._s, index)
        if person is not None and any(has_comma(self._s.mark(at)) for at in (person.end, person.end + 1)):
            return True
        return (
            "،" in "".join(self._s.marks[index + 1 : index + 4])
            and self._speakers.time_at(self._s.words[index].start) is not None
        )

    def _signed_later(self, index: int) -> bool:
        """Whether a colon, or أن after a comma or a closing mark, follows: then the comma opens an apposition."""
        s = self._s
        called = s.form(index) in SPEAKER_NOUNS or s.form(index) in SOME
        for later in range(index + 1, min(len(s), index + 25)):
            mark = s.mark(later)
            if ":" in mark:
                return True
            if is_saying(s.form(later)):
                return False
            if COMPLEMENTIZER.fullmatch(s.form(later)) and (mark[:1] in _ENDS_APPOSITION if mark else called):
                return True
        return False

    def _bare(self, index: int) -> Opening | None:
        """Speech that follows its verb without a sign: «وأضاف ليست هناك …»."""
        if index != self._after or self._s.quoted[index] != self._level:
            return None
        how = bare_speech(self._s.form(index), self._cue, named=self.subject is not None)
        return Opening(index, self._s.words[index].start, how, at=index) if how is not None else None

    def _denied(self, index: int) -> Opening | None:
        """«نفت الوزارة في بيان …، ما تناقلته بعض الوسائل»: what others tell, after the comma that ends an occasion."""
        s = self._s
        if s.form(index) != "ما" or self._cue.form.verb.name not in OF_WHAT:
            return None
        if index < self._after or self.subject is None:
            return None
        if not s.mark(index) or s.quoted[index] != self._level:
            return None
        return Opening(index, s.words[index].start, How.CLAUSE, at=index)

    def _asked(self, index: int) -> Opening | None:
        """«تساءل هل …», «تساءل عما إذا …»: the question, the preposition cut off."""
        if self._cue.form.verb.act != "question" or self._s.quoted[index] != self._level:
            return None
        if self._s.form(index) == "عما":
            return self._clause_at(index, cut=1, at=index)
        asked = index == self._after and not self._s.mark(index) and self._s.form(index) in _QUESTIONS
        return self._clause_at(index, at=index) if asked else None

    def _clause(self, index: int) -> Opening | None:
        s = self._s
        if "ا" not in s.forms[index][:2]:
            return None
        found = COMPLEMENTIZER.fullmatch(s.forms[index])
        governed = "n" in self._governs or self._continued or ("b" in self._governs and s.form(index) in QUALIFIERS)
        if found is None or s.quoted[index] != self._level or not governed:
            return None
        if found["not"] and self._is_except(index):
            return None
        before = s.form(index - 1)
        if index > self._cue.index + 1 and before in NO_COMPLEMENT_BEFORE and not s.mark(index):
            return None
        head = self._qualified(index)
        return self._behind_that(index, found, at=index, head=head)

    def _is_except(self, index: int) -> bool:
        """Whether the word is «except», not «that … not»: «إلا أنه», «لا يزيدهم الا إصرارا»."""
        if self._s.form(index + 1).startswith("ان") or self._s.raw(index).startswith("إ"):
            return True
        return any(self._s.form(at) in _NOT for at in range(max(index - _NEAR_NOT, 0), index))

    def _behind_that(self, index: int, found: re.Match[str], *, at: int, head: Span | None = None) -> Opening | None:
        """The clause behind أن; one with a pronoun is part of it, but for «أنه: “…”»."""
        s = self._s
        spoken = index + 1 < len(s) and ":" in s.mark(index + 1) and s.opened(index + 1) is not None
        if (found["pronoun"] or found["not"]) and not spoken:
            return self._clause_at(index, cut=len(found["before"] or ""), head=head, at=at)
        return self._clause_at(index + 1, head=head, at=at)

    def _preposition(self, index: int) -> Opening | None:
        """«على ضرورة …», «إلى أن …»."""
        s, form = self._s, self._s.form(index)
        if form not in PREPOSITIONS or index + 1 >= len(s) or not self._governed(index):
            return None
        if s.forms[index - 1] == "نقلا":
            return None
        found = COMPLEMENTIZER.fullmatch(s.form(index + 1))
        if found and s.quoted[index + 1] == self._level:
            return self._behind_that(index + 1, found, at=index)
        if "e" in self._governs:
            return None
        if s.form(index + 1) in ADJUNCT_AFTER.get(form, frozenset()) or self._comes_again(index):
            return None
        if "n" in self._governs and (is_of_occasion(s, self._after, index) or is_place(s, index + 1)):
            return None
        return self._nominal(index + 1, at=index)

    def _governed(self, index: int) -> bool:
        """Whether the verb governs the preposition; any verb of saying does when a noun of doing follows it."""
        form, verb = self._s.form(index), self._cue.form.verb
        if form in self._governs and form in PREPOSITIONS:
            return True
        told = self.subject is not None and self.subject.known and verb.is_plain
        return told and form in {"الي", "علي", "عن"} and self._s.form(index + 1) in CONTENT_NOUNS

    def _comes_again(self, index: int) -> bool:
        """Whether the same preposition follows with أن, as in «لفت لدى وصوله إلى موسكو إلى أن»."""
        s = self._s
        for later in range(index + 2, min(len(s) - 1, index + 12)):
            if s.form(later) == s.form(index):
                near = later - index <= 3 and self._speakers.any_starting(s.words[index + 1].start) is not None
                return near or COMPLEMENTIZER.fullmatch(s.form(later + 1)) is not None
            if is_saying(s.form(later)):
                return False
        return False
