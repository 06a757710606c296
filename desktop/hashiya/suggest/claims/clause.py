"""Whom a cue's clause names, and where behind that the cue's object may begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import Cue, analyses, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.naming import in_quotation_marks
from hashiya.suggest.claims.phrasewords import ASKING, IN_IT, ISSUED, OF_PAPERS, OF_WHOM, PAPERS, SAME
from hashiya.suggest.claims.sentence import COMMAS, OPENING, Sentence, has_comma
from hashiya.suggest.claims.signs import is_content_noun
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import COMPLEMENTIZER, OCCASIONS, PREPOSITIONS, SPEAKER_NOUNS, STYLES, THESE, TIMES
from hashiya.suggest.phrases import is_common

_CLOSING: Final = frozenset(["»", "”", '"', "“"])
IN_WHICH_WAY: Final[Mapping[str, int]] = {
    "بشده": 1, "بقوه": 1, "بحزم": 1, "بوضوح": 1, "بحراره": 1, "باشد": 2, "باقسي": 2, "بشكل": 2, "بصوره": 2,
}  # fmt: skip
"""Adverbs between a verb and its object, with how many words they have: بشدة, بأشد العبارات."""
_SHORTEST_NAME: Final = 4
_LONGEST_NAME: Final = 3
_SHORT_PLURAL: Final = 6
_MATTERS: Final = frozenset(["السياق", "الصدد", "الشان", "الاطار", "الموضوع", "الخصوص", "سياق"])
_OF_THEM: Final = frozenset(["له", "لها", "لهم"])
AT_WHICH: Final = frozenset(["في", "خلال", "عبر", "اثناء"])


class Clause:
    """One cue, its subject, and the word at which its object may begin."""

    def __init__(self, sentence: Sentence, cue: Cue, speakers: Speakers) -> None:
        self._s, self._cue, self._speakers = sentence, cue, speakers
        self._governs = cue.form.verb.governs
        self._level = sentence.quoted[cue.index]
        self.subject = self._find_subject()
        self._after = self._start_after()

    def _find_subject(self) -> Subject | None:
        if self._cue.form.shape is Shape.PARTICIPLE or self._cue.form.person != 3:
            return None
        mark = self._s.mark(self._cue.index + 1)
        if mark and not self._is_quoted_name(self._cue.index + 1):
            if self._is_topic_before():
                return None  # «الأهالي يعلنون "إعادة فتح" المدرسة»
            named = in_quotation_marks(self._s, self._cue.index + 1) if self._cue.is_finite else None
            return None if named is not None and self._is_object(named.end) else named
        if self._s.form(self._cue.index + 1) in STYLES:
            return Subject((), self._cue.index + 1, self._cue.index + 2, known=True)
        if self._cue.form.shape is Shape.MASDAR and self._s.form(self._cue.index).startswith("ال"):
            return None
        if "p" in self._governs and (self._is_told_plural(self._cue.index + 1) or self._is_of_other_gender()):
            return None
        two = bool(self._governs & {"b", "p", "m"})
        if "b" in self._governs and self._is_topic_before():
            return None
        first = self._beyond_addressee(self._cue.index + 1)
        found = self._speakers.after(self._s, first, of_two=two) or self._before_comma(self._cue.index + 1)
        found = found or self._unlisted(first)
        if found is not None and "b" in self._governs and self._s.form(self._cue.index + 1) in IN_IT:
            return None if self._s.form(found.end)[:1] == "ب" else found  # «بيانا اتهم فيه الحكومة بـ…»
        return found

    def _before_comma(self, index: int) -> Subject | None:
        """«المؤتمر الشعبي» of «أدان المؤتمر الشعبي، اعتقال …»: definite words, a comma, and a noun of doing."""
        s = self._s
        if not self._governs & {"o", "h"} or self._cue.form.shape is not Shape.PERFECT:
            return None
        one = s.form(index)
        doing = is_content_noun(s.form(index + 1)) and not s.mark(index + 1)
        if doing and one.startswith("ال") and not is_content_noun(one):
            # «وأعلن الائتلاف تشكيل لجنة»
            return Subject(((Span(s.words[index].start, s.words[index].end),),), index, index + 1, known=True)
        comma = next((at for at in range(index, min(len(s), index + _LONGEST_NAME + 1)) if s.mark(at)), None)
        if comma is None or comma == index or s.mark(comma) not in COMMAS:
            return None
        if not is_content_noun(s.form(comma)) or not all(s.form(at).startswith("ال") for at in range(index, comma)):
            return None
        return Subject(((Span(s.words[index].start, s.words[comma - 1].end),),), index, comma, known=True)

    def _unlisted(self, index: int) -> Subject | None:
        """«بيردي» of «اتهم بيردي الحكومة بـ…»: a word that no list has, and whom he accuses or asks right behind it."""
        s, asked = self._s, index + 1
        if not ("b" in self._governs or {"p", "ب"} <= self._governs) or asked >= len(s) or s.mark(asked):
            return None
        form = s.form(index)
        noun = form.startswith("ال") or form.endswith(("ه", "ات", "ا", "ين", "يي", "هم")) or form[:1] in "بل"
        if noun or len(form) < _SHORTEST_NAME or is_common(form) or is_content_noun(form) or is_saying(form):
            return None
        if not s.form(asked).startswith("ال") and self._speakers.starting(s.words[asked].start) is None:
            return None
        return Subject(((Span(s.words[index].start, s.words[index].end),),), index, asked, known=True)

    def _is_of_other_gender(self) -> bool:
        """Whether a feminine noun right behind a masculine verb is whom he asks: «طالب السلطات بـ…»."""
        s, at = self._s, self._cue.index + 1
        verb = self._cue.form.shape is Shape.PERFECT and not s.form(self._cue.index).endswith(("ت", "تا", "وا"))
        if not verb or self._cue.form.pronoun or at >= len(s) or not s.raw(at).endswith(("ة", "ات")):
            return False
        found = self._speakers.starting(s.words[at].start)
        return found is None or found[1] == "ORG"

    def _is_object(self, beyond: int) -> bool:
        """Whether the quotation right behind the verb is what it governs: «وهاجم «الحكومة الصامتة» أمام …»."""
        form = self._s.form(beyond)
        return self._governs & {"o", "n"} == {"o"} and (form in PREPOSITIONS or form[:1] == "و" or not form)

    def _is_told_plural(self, index: int) -> bool:
        """Whether the word is by its ending no subject: «وطالب المسؤولين بزيارة القرى»."""
        form = self._s.form(index)
        if not (form.startswith("ال") and form.endswith("ين") and len(form) > _SHORT_PLURAL):
            return False
        found = self._speakers.starting(self._s.words[index].start)
        return found is None or found[1] != "PERS"

    def _is_topic_before(self) -> bool:
        """Whether who accuses begins the sentence, so that the accused follows: «الحلبي اتهم الجيران بـ…»."""
        if not self._cue.is_finite or self._cue.conjunction:
            return False
        before = self._speakers.before(self._s, self._cue.index)
        return before is not None and before.first == 0

    def _beyond_addressee(self, index: int) -> int:
        """The word behind «لوكالة رويترز» of «صرح لوكالة رويترز نائب …», which says to whom it was said."""
        s = self._s
        if s.form(index) in OF_WHOM and not s.mark(index + 1):
            return index + 1
        if s.form(index) in IN_IT and "في" not in self._governs:
            return index + 1
        if s.form(index) == "في" and "في" not in self._governs:
            return self._beyond_matter(index)
        if index >= len(s) or s.form(index)[:1] != "ل" or "q" not in self._governs:
            return index
        told = self._speakers.starting(s.words[index].start + 1)
        if told is None or told[1] != "ORG":
            return index
        beyond = s.ending_before(told[0].end) + 1
        return beyond if self._speakers.after(s, beyond) is not None and not s.mark(beyond) else index

    def _beyond_matter(self, index: int) -> int:
        """The word behind «في هذا السياق», «في الموضوع» of «قال في الموضوع مصدر نقابي إن …»."""
        s = self._s
        at = index + 1 + (s.form(index + 1) in {"هذا", "ذات", "نفس"})
        if s.form(at) not in _MATTERS or at + 1 >= len(s):
            return index
        at += 1 + (s.form(at + 1) in {"ذاته", "نفسه"})
        return index if s.mark(at) else at

    def _is_quoted_name(self, index: int) -> bool:
        """«واعتبر «التكتل الوطني» أن …»: a mention in quotation marks of its own."""
        s = self._s
        if index >= len(s) or len(s.mark(index)) != 1 or s.mark(index) not in OPENING:
            return False
        found = self._speakers.starting(s.words[index].start)
        quote = s.opened(index)
        return found is not None and (quote is None or quote.end <= found[0].end + 1)

    def _start_after(self) -> int:
        """The word at which the cue's object may begin: past the subject and a day that follows it."""
        s = self._s
        at = self.subject.end if self.subject else self._cue.index + 1
        while at < len(s):
            if s.quoted[at] != self._level and (quote := s.opened(at)) is not None:
                beyond = s.ending_before(quote.end) + 1
                if at > self._cue.index + 1 and self._is_alias(at, beyond):
                    at = beyond  # «أدان الاتحاد الوطني “أود” حملة …»
                    continue
                break  # «وأضاف «اليوم …»»: the day is among his words
            day = self._speakers.time_at(s.words[at].start)
            if day is not None and not (s.form(at)[:1].isdigit() and self._cue.form.verb.name in ASKING):
                at = s.ending_before(day.end) + 1
            elif (s.form(at) in TIMES and at > self._cue.index) or (s.form(at) in SAME and not s.mark(at)):
                at += 1
            elif s.form(at) in IN_WHICH_WAY and not s.mark(at) and not self._is_praised(at):
                at += IN_WHICH_WAY[s.form(at)]
            elif s.form(at) in IN_IT and at == self._cue.index + 1 and "في" not in self._governs:
                at += 1  # «بيانًا أدانت فيه …»
            elif (beyond := max(self._beyond_occasion(at), self._beyond_apposition(at), self._beyond_office(at))) > at:
                at = beyond
            else:
                break
        return at

    def _is_alias(self, index: int, beyond: int) -> bool:
        """Whether one quoted word behind the subject is its other name, since an indefinite noun follows it at once."""
        s = self._s
        if self.subject is None or not self.subject.known or "o" not in self._governs:
            return False
        noun = s.form(beyond)
        goes_on = noun.startswith(("ال", "و")) or noun in PREPOSITIONS or self._is_clause(beyond)
        return beyond - index == 1 and s.mark(beyond) in _CLOSING and len(noun) > 1 and not goes_on

    def _is_praised(self, at: int) -> bool:
        """Whether «بقوة» is what is spoken of: «نوهت … بقوة وحجة ردودها»."""
        following = self._s.form(at + 1)
        return "ب" in self._governs and following[:1] == "و" and not self._s.mark(at + 1) and not analyses(following)

    def _beyond_occasion(self, at: int) -> int:
        """The word behind «في نشرته», «، في اتصال مع الجريدة،» when the verb's object may follow it."""
        s = self._s
        if not self._governs & {"o", "h"} or not self._cue.is_finite or self.subject is None:
            return at
        if s.form(at) not in AT_WHICH or s.form(at + 1) not in OCCASIONS | PAPERS:
            return at
        if not self.subject.known:
            end = at + 2 + (s.form(at + 2) in _OF_THEM)
            return end if s.form(end) in THESE and not any(s.marks[at : end + 1]) else at
        if has_comma(s.mark(at)):
            for later in range(at + 2, min(len(s), at + 10)):
                if s.mark(later):
                    return later if has_comma(s.mark(later)) and not self._is_clause(later) else at
            return at
        end = at + 2
        while s.form(end) in OF_PAPERS and not s.mark(end):
            end += 1
        if s.form(end) in ISSUED:
            return next((later for later in range(end + 1, min(len(s), end + 8)) if has_comma(s.mark(later))), at)
        return end if not s.mark(end) and s.form(end) not in PREPOSITIONS else at

    def _beyond_apposition(self, at: int) -> int:
        """The word behind «، نائب زعيم الحزب،» where the subject is called by his position between commas."""
        s = self._s
        if self.subject is None or s.mark(at) not in COMMAS or at >= len(s):
            return at
        called = self._speakers.starting(s.words[at].start)
        if s.form(at) not in SPEAKER_NOUNS and (called is None or called[1] != "OCC"):
            return at
        for later in range(at + 1, min(len(s), at + 15)):
            if self._is_clause(later) or is_saying(s.form(later)) or ":" in s.mark(later):
                return at
            if has_comma(s.mark(later)):
                return later
        return at

    def _beyond_office(self, at: int) -> int:
        """The word behind «رئيس المنظمة» of «ثمن زبدي رئيس المنظمة قرار …», when an indefinite noun follows."""
        s = self._s
        if self.subject is None or at != self.subject.end or not self._governs & {"o", "h"} or s.mark(at):
            return at
        named = self._speakers.ending(s.words[at - 1].end)
        called = self._speakers.starting(s.words[at].start) if at < len(s) else None
        if named is None or named[1] != "PERS" or called is None or called[1] != "OCC":
            return at
        beyond = s.ending_before(called[0].end) + 1
        return beyond if is_content_noun(s.form(beyond)) and not s.mark(beyond) else at

    def _is_clause(self, index: int) -> bool:
        return COMPLEMENTIZER.fullmatch(self._s.form(index)) is not None
