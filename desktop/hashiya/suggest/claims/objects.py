"""What a cue governs as a noun: an object, one behind ب or ل, a quality that is ascribed."""

from __future__ import annotations

import re
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.arabic.lexicon import keeps_its_first_letter
from hashiya.domain.span import Span
from hashiya.suggest.claims.clause import AT_WHICH, Clause
from hashiya.suggest.claims.cues import analyses, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.passing import that_comes
from hashiya.suggest.claims.phrasewords import (
    ASKING,
    CALLED,
    DEFENDED,
    OF_PAPERS,
    PAPERS,
)
from hashiya.suggest.claims.sentence import has_comma
from hashiya.suggest.claims.signs import How, Opening, is_content_noun
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
    THESE,
)
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.wordlists import word_list

_SO_CALLED: Final = re.compile("بما (وصف|سم|اسم|اعتبر|قال)[^ ]*ه[ام]?")
_MASDAR: Final = re.compile("ا[^ ]{2,4}ا[^ ]ه?|ت[^ ]{2}ي[^ ]ه?|م[^ ]ا[^ ]{2}ه|ت[^ ]{1,2}ا?و[^ ]|است[^ ]+")
OF_WHAT: Final = frozenset(["نفى", "فند", "كذب", "أنكر", "دحض", "استنكر", "انتقد", "شجب", "أدان", "استغرب"])
"""Verbs whose object may be a clause with ما: نفى ما تردد عن …"""
_POINTING: Final = frozenset(["أشار", "لفت", "نوه", "ألمح"])
_CALLING: Final = frozenset(["ناشد", "أهاب"])
_RELATION: Final = re.compile("ال[^ ]{2,}(?:ي|يه|يين)")
_WITH_IT: Final = frozenset(["به", "بها", "فيه", "فيها", "بهم"])
_LONGEST_ASIDE: Final = 10
_TO_THEM: Final = frozenset(["له", "لها", "لهم", "لهما", "لي", "لنا", "لك", "لكم"])
QUALIFIERS: Final = frozenset(["بان", "بانه", "بانها", "بانهم", "بانهما"])
RELATIVES: Final = frozenset(["الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي", "والذين"])


class Governed(Clause):
    """The nouns behind one cue that it may govern."""

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
        if self._s.form(first) in AT_WHICH and self._s.form(at) in OCCASIONS | PAPERS:
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

    def _clause_at(self, index: int, *, cut: int = 0, head: Span | None = None, at: int) -> Opening | None:
        """The content that begins behind أن, `cut` letters into the word."""
        if index >= len(self._s):
            return None
        start = self._s.words[index].start
        if cut:
            start += fold(self._s.raw(index)).raw_index(cut)
        quote = self._s.opened(index)
        how = How.QUOTATION if quote is not None and self._s.quoted[index] != self._level else How.CLAUSE
        return Opening(index, start, how, head, after_complementizer=True, at=at)

    def _joined(self, index: int) -> Opening | None:
        """«بتطوير التعاون» for رحب, «بالإستراتيجية» for وصف: the noun without its ب or ل."""
        form = self._s.form(index)
        letter = form[:1]
        wants_object = "b" in self._governs and letter == "ب"
        if wants_object and (form[1:] in word_list("given") or built_in().labels.get(form[1:]) == "GPE"):
            return None  # «اتهم رئيس يوسفية برشيد بالتهجم»
        if form in _TO_THEM or (not wants_object and (letter not in self._governs or letter not in "بل")):
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
            return self._behind_b(index, head)
        if (
            self._is_workplace(index)
            or self._comes_after_comma(index)
            or (self._cue.form.verb.name == "وجه" and not self._is_deed(form[1:]))
        ):
            return None
        if (asked := self._beyond_called(index)) > index:
            return self._nominal(asked, at=index)
        return self._nominal(index, at=index, cut=1, head=head) if len(form) > 2 else None

    def _behind_b(self, index: int, head: Span | None) -> Opening | None:
        """What follows a ب or ل apart; of «وصفها بـ«الخطوة الشجاعة» التي …» what stands in the marks."""
        s = self._s
        quote = s.opened(index + 1) if index + 1 < len(s) and self._cue.form.verb.name == "وصف" else None
        if quote is not None and s.quoted[index + 1] != self._level:
            return Opening(index + 1, quote.start, How.QUOTATION, head, at=index)
        return self._nominal(index + 1, at=index, head=head)

    def _pointed_to(self, index: int) -> Opening | None:
        """«لافتا لأهمية …», «أشار لأن …»: ل in the place of إلى."""
        form = self._s.form(index)
        if form[:1] != "ل" or self._cue.form.verb.name not in _POINTING:
            return None
        if form == "لان":
            return self._clause_at(index + 1, at=index)
        return self._nominal(index, at=index, cut=1) if is_content_noun(form[1:]) else None

    @staticmethod
    def _is_deed(form: str) -> bool:
        """Whether the word is a noun of doing: «وجه الجهات باتخاذ …», not «وجه انتقادات … بالمراكز»."""
        return is_content_noun(form) or _MASDAR.fullmatch(form) is not None

    def _comes_after_comma(self, index: int) -> bool:
        """Whether «بالضاحية» only tells where, since a noun of doing with ب follows a comma: «…، باحترام الاتفاق»."""
        s = self._s
        if s.form(index)[:3] != "بال" or is_content_noun(s.form(index)[1:]):
            return False
        later = (at for at in range(index + 1, min(index + 6, len(s))) if has_comma(s.mark(at)))
        comma = next(later, None)
        return comma is not None and s.form(comma)[:1] == "ب" and is_content_noun(s.form(comma)[1:])

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
        if s.form(index - 1) in OCCASIONS and form not in THESE and not s.mark(index) and index > self._cue.index + 1:
            return None  # «في جلسة تقديم الحصيلة»
        if form == "دفاع" and s.form(index + 1) in DEFENDED:
            return None
        if is_content_noun(form) or (has_comma(s.mark(index)) and self._closes_adjunct(index)):
            if (s.form(index - 1) in PREPOSITIONS and not right_after) or self._that_later(index):
                return None
            return self._nominal(index, at=index)
        if "o" not in self._governs or not right_after or not self._may_be_object(index):
            return None
        if s.mark(index) and not (self.subject is not None and self.subject.end < index):
            return None
        if form != "ما" and self._clause_follows(index):
            return None
        asked = self._beyond_called(index)
        return None if self._s.form(asked)[:3] == "بال" else self._nominal(asked, at=index)

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
        asked = s.form(end).startswith(("ال", "بال")) or is_content_noun(s.form(end))
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
        if self.subject is None and "n" in self._governs and that_comes(s, index + 1):
            return False  # «وأكد بنسعيد خلال استضافته في برنامج … أن …»
        if form[:1].isdigit():
            return self._cue.form.verb.name in ASKING
        if COMPLEMENTIZER.fullmatch(form) or len(form) < 3 or form[:3] == "بال" or form[:2] == "لل":
            return False
        if form in THESE:
            return True
        if form[:2] in {"وت", "وي"} and s.mark(index + 1):
            return False  # «تؤيد وتدعم»
        if form.startswith("ال") and form.endswith("ون") and form not in NOT_PLURAL:
            return False  # «اعتبر الأعضاء المعزولون … أن»: by its ending it is said of the subject
        if form[0] == "ل" and index > self._cue.index + 1 and not keeps_its_first_letter(form):
            return False  # «نفت الوزارة في بيان لمكتبها …»
        if self.subject is not None and (not self.subject.known or self._is_called(index)):
            return False
        if self.subject is None and form in SPEAKER_NOUNS and self._cue.is_finite:
            return False
        alone = "n" in self._governs and has_comma(s.mark(index + 1))
        if self._speakers.time_at(s.words[index].start) is not None or alone:
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

    def _that_later(self, index: int) -> bool:
        """Whether the noun is still among words set off by a comma, and أن of the cue comes behind the next one."""
        s = self._s
        if index == self._after or "n" not in self._governs:
            return False
        for later in range(index + 1, min(len(s), index + _LONGEST_ASIDE)):
            if is_saying(s.form(later)) and not s.mark(later):
                return False
            if has_comma(s.mark(later)):
                return COMPLEMENTIZER.fullmatch(s.form(later)) is not None
        return False

    def _clause_follows(self, index: int) -> bool:
        """Whether أن of the cue comes soon, so that the words before it are a subject that no mention tells of."""
        if "n" not in self._governs:
            return False
        s = self._s
        for later in range(index + 1, min(len(s), index + 12)):
            if has_comma(s.mark(later)):
                # «أكد جلول حنيفي رئيس الجمعية، أن …»
                return self.subject is None and COMPLEMENTIZER.fullmatch(s.form(later)) is not None
            if is_saying(s.form(later)):
                return False
            if COMPLEMENTIZER.fullmatch(s.form(later)):
                before = s.form(later - 1)
                return before not in NO_COMPLEMENT_BEFORE and before not in CONTENT_NOUNS and later - index <= 7
        return False
