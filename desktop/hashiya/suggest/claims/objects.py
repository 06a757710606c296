"""What a cue governs as a noun: an object, one behind ب or ل, a quality that is ascribed; and who its subject is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.arabic.lexicon import keeps_its_first_letter
from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import Cue, analyses, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.naming import in_quotation_marks
from hashiya.suggest.claims.phrasewords import (
    ASKING,
    CALLED,
    DEFENDED,
    ISSUED,
    OF_PAPERS,
    OF_WHOM,
    PAPERS,
    SAME,
)
from hashiya.suggest.claims.sentence import OPENING, Sentence
from hashiya.suggest.claims.signs import How, Opening, is_content_noun
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import (
    ADJUNCT_STARTS,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    NO_COMPLEMENT_BEFORE,
    NOT_JOINED_B,
    NOT_PLURAL,
    OCCASIONS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    STYLES,
    TIMES,
)
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.wordlists import word_list

_COMMA: Final = re.compile("[،,]")
_SO_CALLED: Final = re.compile("بما (وصف|سم|اسم|اعتبر|قال)[^ ]*ه[ام]?")
_MASDAR: Final = re.compile("ا[^ ]{2,4}ا[^ ]ه?|ت[^ ]{2}ي[^ ]ه?|م[^ ]ا[^ ]{2}ه|ت[^ ]{1,2}ا?و[^ ]|است[^ ]+")
OF_WHAT: Final = frozenset(["نفى", "فند", "كذب", "أنكر", "دحض", "استنكر", "انتقد", "شجب", "أدان"])
"""Verbs whose object may be a clause with ما: نفى ما تردد عن …"""
_IN_IT: Final = frozenset(["فيه", "فيها"])
_CALLING: Final = frozenset(["ناشد", "أهاب"])
_RELATION: Final = re.compile("ال[^ ]{2,}(?:ي|يه|يين)")
_IN_WHICH_WAY: Final[Mapping[str, int]] = {
    "بشده": 1, "بقوه": 1, "بحزم": 1, "بوضوح": 1, "بحراره": 1, "باشد": 2, "باقسي": 2, "بشكل": 2, "بصوره": 2,
}  # fmt: skip
"""Adverbs between a verb and its object, with how many words they have: بشدة, بأشد العبارات."""
_AT_WHICH: Final = frozenset(["في", "خلال", "عبر", "اثناء"])
_WITH_IT: Final = frozenset(["به", "بها", "فيه", "فيها", "بهم"])
QUALIFIERS: Final = frozenset(["بان", "بانه", "بانها", "بانهم", "بانهما"])
RELATIVES: Final = frozenset(["الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي", "والذين"])


class Governed:
    """One cue with its subject, and the nouns behind it that it may govern."""

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
            return in_quotation_marks(self._s, self._cue.index + 1) if self._cue.is_finite else None
        if self._s.form(self._cue.index + 1) in STYLES:
            return Subject((), self._cue.index + 1, self._cue.index + 2, known=True)
        if self._cue.form.shape is Shape.MASDAR and self._s.form(self._cue.index).startswith("ال"):
            return None
        two = bool(self._governs & {"b", "p", "m"})
        if "b" in self._governs and self._is_topic_before():
            return None
        return self._speakers.after(self._s, self._beyond_addressee(self._cue.index + 1), of_two=two)

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
        if s.form(index) in _IN_IT and "في" not in self._governs:
            return index + 1
        if index >= len(s) or s.form(index)[:1] != "ل" or "q" not in self._governs:
            return index
        told = self._speakers.starting(s.words[index].start + 1)
        if told is None or told[1] != "ORG":
            return index
        beyond = s.ending_before(told[0].end) + 1
        return beyond if self._speakers.after(s, beyond) is not None and not s.mark(beyond) else index

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
            if s.quoted[at] != self._level and s.opened(at) is not None:
                break  # «وأضاف «اليوم …»»: the day is among his words
            day = self._speakers.time_at(s.words[at].start)
            if day is not None and not (s.form(at)[:1].isdigit() and self._cue.form.verb.name in ASKING):
                at = s.ending_before(day.end) + 1
            elif (s.form(at) in TIMES and at > self._cue.index) or (s.form(at) in SAME and not s.mark(at)):
                at += 1
            elif s.form(at) in _IN_WHICH_WAY and not s.mark(at) and not self._is_praised(at):
                at += _IN_WHICH_WAY[s.form(at)]
            elif s.form(at) in _IN_IT and at == self._cue.index + 1 and "في" not in self._governs:
                at += 1  # «بيانًا أدانت فيه …»
            elif (beyond := max(self._beyond_occasion(at), self._beyond_apposition(at))) > at:
                at = beyond
            else:
                break
        return at

    def _is_praised(self, at: int) -> bool:
        """Whether «بقوة» is what is spoken of: «نوهت … بقوة وحجة ردودها»."""
        following = self._s.form(at + 1)
        return "ب" in self._governs and following[:1] == "و" and not self._s.mark(at + 1) and not analyses(following)

    def _beyond_occasion(self, at: int) -> int:
        """The word behind «في نشرته», «، في اتصال مع الجريدة،» when the verb's object may follow it."""
        s = self._s
        if not self._governs & {"o", "h"} or not self._cue.is_finite or self.subject is None or not self.subject.known:
            return at
        if s.form(at) not in _AT_WHICH or s.form(at + 1) not in OCCASIONS | PAPERS:
            return at
        if _COMMA.search(s.mark(at)):
            for later in range(at + 2, min(len(s), at + 10)):
                if s.mark(later):
                    return later if _COMMA.search(s.mark(later)) and not self._is_clause(later) else at
            return at
        end = at + 2
        while s.form(end) in OF_PAPERS and not s.mark(end):
            end += 1
        if s.form(end) in ISSUED:
            return next((later for later in range(end + 1, min(len(s), end + 8)) if _COMMA.search(s.mark(later))), at)
        return end if not s.mark(end) and s.form(end) not in PREPOSITIONS else at

    def _beyond_apposition(self, at: int) -> int:
        """The word behind «، نائب زعيم الحزب،» where the subject is called by his position between commas."""
        s = self._s
        if self.subject is None or not _COMMA.fullmatch(s.mark(at)) or at >= len(s):
            return at
        called = self._speakers.starting(s.words[at].start)
        if s.form(at) not in SPEAKER_NOUNS and (called is None or called[1] != "OCC"):
            return at
        for later in range(at + 1, min(len(s), at + 15)):
            if self._is_clause(later) or is_saying(s.form(later)) or ":" in s.mark(later):
                return at
            if _COMMA.search(s.mark(later)):
                return later
        return at

    def _is_clause(self, index: int) -> bool:
        return COMPLEMENTIZER.fullmatch(self._s.form(index)) is not None

    def _qualified(self, index: int) -> Span | None:
        """«العلاقات بين البلدين» of «وصف العلاقات بين البلدين بأنها متنامية»."""
        if not ("b" in self._governs or self._cue.form.verb.name in {"اعتبر", "عد"}):
            return None
        if self._s.form(index) not in QUALIFIERS:
            return None
        before = self._object_before(index)
        if before is None and self.subject is not None and self.subject.end == index:
            return self._object_in_subject()
        return before

    def _object_before(self, index: int) -> Span | None:
        """The object between the subject and the word, adjuncts of saying at its beginning passed over."""
        first = self._after
        if first >= index:
            return None
        if self._s.form(first) in PREPOSITIONS:
            first = self._beyond_adjunct(first, index)
        return Span(self._s.words[first].start, self._s.words[index - 1].end) if first < index else None

    def _beyond_adjunct(self, first: int, end: int) -> int:
        """The word after «لدى وصوله موسكو»: the first definite one that no preposition governs, past a mention.

        Behind «في بلاغ رسمي» it is the next one.
        """
        at = first + 1
        if self._s.form(first) in _AT_WHICH and self._s.form(at) in OCCASIONS | PAPERS:
            at += 1
            while self._s.form(at) in OF_PAPERS:
                at += 1
            if at < end and self._s.form(at) not in PREPOSITIONS:
                return at
        while at < end:
            mention = self._speakers.starting(self._s.words[at].start)
            if mention is not None:
                at = self._s.ending_before(mention[0].end) + 1
                continue
            if at > first + 1 and self._s.form(at).startswith("ال") and self._s.form(at - 1) not in PREPOSITIONS:
                return at
            at += 1
        return first

    def _nominal(self, index: int, *, at: int, cut: int = 0, head: Span | None = None) -> Opening | None:
        if index >= len(self._s):
            return None
        start = self._s.words[index].start
        if cut:
            start += fold(self._s.raw(index)).raw_index(cut)
        return Opening(index, start, How.NOMINAL, head, at=at)

    def _joined(self, index: int) -> Opening | None:
        """«بتطوير التعاون» for رحب, «بالإستراتيجية» for وصف: the noun without its ب or ل."""
        form = self._s.form(index)
        letter = form[:1]
        wants_object = "b" in self._governs and letter == "ب"
        if wants_object and (form[1:] in word_list("given") or built_in().labels.get(form[1:]) == "GPE"):
            return None  # «اتهم رئيس يوسفية برشيد بالتهجم»
        if not wants_object and (letter not in self._governs or letter not in "بل"):
            return None
        if self._s.form(index + 1) in QUALIFIERS and not form.startswith("بال"):
            return None  # «صرح جون بيرجون بأنه …»
        if _SO_CALLED.fullmatch(f"{form} {self._s.form(index + 1)}"):
            return self._nominal(index + 2, at=index)
        if (
            self._speakers.starting(self._s.words[index].start)
            or keeps_its_first_letter(form)
            or (form in NOT_JOINED_B and not self._is_praised(index))
        ):
            return None
        head = None
        if wants_object:
            if index == self._cue.index + 1 and not self._cue.form.pronoun:
                return None
            head = self._object_before(index)
            if head is None and not self._cue.form.pronoun:
                head = self._object_in_subject()
        if len(form) == 1:
            return self._nominal(index + 1, at=index, head=head)
        if self._is_workplace(index) or (self._cue.form.verb.name == "وجه" and not self._is_deed(form[1:])):
            return None
        if (asked := self._beyond_called(index)) > index:
            return self._nominal(asked, at=index)
        return self._nominal(index, at=index, cut=1, head=head) if len(form) > 2 else None

    @staticmethod
    def _is_deed(form: str) -> bool:
        """Whether the word is a noun of doing: «وجه الجهات باتخاذ …», not «وجه انتقادات … بالمراكز»."""
        return is_content_noun(form) or _MASDAR.fullmatch(form) is not None

    def _is_workplace(self, index: int) -> bool:
        """Whether «بالمحافظة» tells where the subject is, since the verb's own بأن follows."""
        if "n" not in self._governs or self._s.form(index)[:3] != "بال":
            return False
        for later in range(index + 1, min(index + 9, len(self._s))):
            if self._s.form(later) in QUALIFIERS:
                return True
            if analyses(self._s.form(later)):
                return False
        return False

    def _object_in_subject(self) -> Span | None:
        """«السلطات» of «واتهم السلطات بـ…»: what stands alone behind such a verb is its object, not who speaks."""
        if self._cue.form.verb.name not in {"اتهم", "وصف"} or self.subject is None or not self._cue.conjunction:
            return None
        taken, self.subject = self.subject, None
        return Span(self._s.words[taken.first].start, self._s.words[taken.end - 1].end)

    def _object(self, index: int) -> Opening | None:
        """«أكد أهمية …», «أعلن ظريف رفض بلاده»."""
        if "m" in self._governs:
            return self._blame(index)
        if not self._governs & {"o", "h"}:
            return None
        s, form = self._s, self._s.form(index)
        if s.quoted[index] != self._level or form in ADJUNCT_STARTS or form in RELATIVES:
            return None
        if s.form(index + 1) in _WITH_IT or self._is_epithet(index):
            return None
        bare = self._after > self._cue.index + 1 and self.subject is None
        right_after = index == self._after and (self.subject is not None or index == self._cue.index + 1 or bare)
        if s.form(index - 1) in OCCASIONS and not s.mark(index) and index > self._cue.index + 1:
            return None  # «في جلسة تقديم الحصيلة»
        if form == "دفاع" and s.form(index + 1) in DEFENDED:
            return None
        if is_content_noun(form) or (_COMMA.search(s.mark(index)) and self._closes_adjunct(index)):
            if s.form(index - 1) in PREPOSITIONS and not right_after:
                return None
            return self._nominal(index, at=index)
        if "o" not in self._governs or not right_after or not self._may_be_object(index):
            return None
        if s.mark(index) and not (self.subject is not None and self.subject.end < index):
            return None
        if self._clause_follows(index):
            return None
        return self._nominal(self._beyond_called(index), at=index)

    def _beyond_called(self, index: int) -> int:
        """The word behind «المنظمات الدولية» of «ناشدت المنظمات الدولية التدخل»: what is asked stands there."""
        s = self._s
        if self._cue.form.verb.name not in _CALLING or is_content_noun(s.form(index)):
            return index
        mention = self._speakers.any_starting(s.words[index].start)
        end = s.ending_before(mention.end) + 1 if mention is not None else index + 1
        while end < len(s) and not s.mark(end) and _RELATION.fullmatch(s.form(end)):
            end += 1
        if end >= len(s) or s.mark(end) or s.form(end) in PREPOSITIONS or self._is_clause(end):
            return index
        asked = s.form(end).startswith("ال") or is_content_noun(s.form(end))
        return end if asked else index

    def _is_epithet(self, index: int) -> bool:
        """Whether the word is still said of the subject, since the object comes later: «حزب باستيف الحاكم … فوزه»."""
        s = self._s
        if self.subject is None or index != self.subject.end or not s.form(index).startswith("ال"):
            return False
        return any(
            is_content_noun(s.form(later))
            and s.form(later - 1) not in PREPOSITIONS
            and not s.form(later).startswith("ال")
            for later in range(index + 1, min(len(s), index + 6))
            if not any(s.marks[index + 1 : later + 1])
        )

    def _closes_adjunct(self, index: int) -> bool:
        """Whether the comma before the word ends an adjunct, and the word is a noun of doing by its pattern."""
        if self._s.form(self._after) not in ADJUNCT_STARTS or "o" not in self._governs:
            return False
        return _MASDAR.fullmatch(self._s.form(index)) is not None

    def _may_be_object(self, index: int) -> bool:
        s, form = self._s, self._s.form(index)
        if form == "ما" and self._cue.form.verb.name in OF_WHAT:
            return True
        if form[:1].isdigit():
            return self._cue.form.verb.name in ASKING
        if COMPLEMENTIZER.fullmatch(form) or len(form) < 3 or form[:3] == "بال" or form[:2] == "لل":
            return False
        if form in {"ذلك", "هذا", "هذه", "تلك"}:
            return True
        if form.startswith("ال") and form.endswith("ون") and form not in NOT_PLURAL:
            return False  # «اعتبر الأعضاء المعزولون … أن»: by its ending it is said of the subject
        if form[0] == "ل" and index > self._cue.index + 1 and not keeps_its_first_letter(form):
            return False  # «نفت الوزارة في بيان لمكتبها …»
        if self.subject is not None and (not self.subject.known or self._is_called(index)):
            return False
        if self.subject is None and form in SPEAKER_NOUNS and self._cue.is_finite:
            return False
        if self._speakers.time_at(s.words[index].start) is not None or _COMMA.search(s.mark(index + 1)):
            return False
        readings = analyses(form)
        return not any(one.shape in {Shape.PERFECT, Shape.PARTICIPLE} for one, _ in readings)

    def _is_called(self, index: int) -> bool:
        """Whether the word tells who the person is whom the clause names: «نفى سالم محامي المتهم …»."""
        s, subject = self._s, self.subject
        if subject is None or index != subject.end or s.mark(index) or not subject.fillers:
            return False
        person = self._speakers.ending(subject.fillers[-1][-1].end)
        return person is not None and person[1] == "PERS" and s.form(index) in CALLED

    def _blame(self, index: int) -> Opening | None:
        """«حملت الحركة الاحتلال المسؤولية»."""
        if not self._s.form(index).startswith(("مسوولي", "المسوولي")):
            return None
        blamed = self.subject
        if blamed is not None and blamed.end == index and blamed.first == self._cue.index + 1:
            # «… وتحمل السلطات المسؤولية»: with one noun alone it is whom he blames.
            self.subject = None
            return self._nominal(blamed.first, at=blamed.first)
        first = min(index, self._after)
        return self._nominal(first, at=first)

    def _clause_follows(self, index: int) -> bool:
        """Whether أن of the cue comes soon, so that the words before it are a subject that no mention tells of."""
        if "n" not in self._governs:
            return False
        s = self._s
        for later in range(index + 1, min(len(s), index + 12)):
            if _COMMA.search(s.mark(later)) or is_saying(s.form(later)):
                return False
            if COMPLEMENTIZER.fullmatch(s.form(later)):
                before = s.form(later - 1)
                return before not in NO_COMPLEMENT_BEFORE and before not in CONTENT_NOUNS and later - index <= 7
        return False
