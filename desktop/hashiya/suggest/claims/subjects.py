"""Whom a clause names: the subject of a verb that reports, after it or before it, with a mention or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.clause import IN_WHICH_WAY
from hashiya.suggest.claims.cues import Cue, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.naming import behind_office, in_quotation_marks, named, quoted_before, without_title
from hashiya.suggest.claims.phrasewords import IN_IT, OF_HIM, OWNED
from hashiya.suggest.claims.sentence import Sentence, has_comma
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import (
    ACCORDING,
    ADJUNCT_STARTS,
    ALREADY,
    BEFORE_SUBJECT,
    COMPLEMENTIZER,
    CONTINUED,
    OWN_WORDS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    TO_WHOM,
    WAS,
)
from hashiya.suggest.phrases import is_common
from hashiya.suggest.wordlists import folded_words

_HEADLINE: Final = 6
_HEADLINE_WORDS: Final = 16
_LONGEST_TOPIC: Final = 7
_PLACE: Final = 3
_ADDRESSING: Final = frozenset(["نبه", "حذر", "ذكر", "دعا", "طمأن", "نصح", "أنذر", "اتهم", "وصف"])
_BESIDE: Final = frozenset(["لي", "له", "لها", "لهم", "لنا", "لك", "لكم", "بدوره", "بدورها", "ايضا", "امس", "اليوم"])
_ADVERB: Final = re.compile("(?!ال)[^ ]{4,}ا")
_BY_PRONOUN: Final = frozenset(
    ["فانه", "فانها", "فانهم", "فهو", "فهي", "فهم", "انه", "انها", "انهم", "بانه", "بانها", "بانهم"]
)
"""«فإنها تطالب بـ…»: who was named before."""
_LONGEST_NAME: Final = 4
_PUTS_OUT: Final = folded_words("أصدر أصدرت نشر نشرت كتب كتبت وجه وجهت أرسل أرسلت بث بثت وزع وزعت أطلق أطلقت عقد عقدت")
"""Verbs whose object is a statement, a post or a conference «in which» somebody says something."""
_NEAR: Final = 10
_NOT: Final = frozenset(["لا", "لم", "لن", "ما"])
_THAT: Final = frozenset(["ان", "بان"])
_WHICH: Final = frozenset(["الذي", "التي", "الذين", "والذي", "والتي"])
_PRONOUNS: Final = frozenset(["هو", "هي", "هم", "انا", "نحن", "ذلك", "هذا", "هذه"])


@dataclass(slots=True)
class Found:
    """A cue that has its content, and what is known of its speaker."""

    cue: Cue
    opening: Opening
    after: Subject | None
    before: Subject | None
    lead: int | None


class Subjects:
    """The subjects of one sentence."""

    def __init__(self, sentence: Sentence, speakers: Speakers) -> None:
        self._s, self._speakers = sentence, speakers

    def before(self, cue: Cue, after: Subject | None) -> Subject | None:
        """Who stands before the verb, when nobody stands after it."""
        if not cue.is_finite or after is not None:
            return None
        if self._s.form(cue.index - 1) in _BY_PRONOUN and not self._s.mark(cue.index):
            return Subject((), cue.index - 1, cue.index, known=self._s.form(cue.index - 1)[0] == "ف")
        if cue.conjunction:
            return self._topic(cue) if cue.conjunction == "ف" else None
        found = self._speakers.before(self._s, cue.index) or quoted_before(self._s, cue.index)
        if found is not None:
            return found
        if cue.form.shape is Shape.IMPERFECT:
            nouns = cue.index <= _HEADLINE or self._is_told_of(cue)
            return self._noun_after_was(cue) or (self.noun_before(cue) if nouns else None)
        return self._noun_after_was(cue) or self.noun_before(cue) or self._topic_with_commas(cue)

    def _is_told_of(self, cue: Cue) -> bool:
        """Whether the clause is one that others tell: «… أن عددا من أعضاء اللجنة يطالبون بـ…»."""
        s = self._s
        for at in range(cue.index - 1, max(cue.index - _LONGEST_TOPIC - 1, 0), -1):
            if s.form(at) in {"ان", "بان"}:
                return cue.index - at > 1
            if s.mark(at) or is_saying(s.form(at)) or s.form(at) in PREPOSITIONS - {"من"}:
                return False
        return False

    def named_by(self, one: Found) -> Subject | None:
        """Who is named in the clause of a cue that has its content."""
        found = self._whole(one) or one.before or self._stretch(one) or self.noun_before(one.cue)
        told = "p" in one.cue.form.verb.governs  # who stands before the content is whom he asks
        if found is None or found.first <= one.cue.index or one.opening.head is not None or told:
            return found
        return behind_office(self._s, self._speakers, found, one.opening.at)

    def issuer(self, cue: Cue) -> Subject | None:
        """«الشركة» of «أصدرت الشركة بيانا نفت فيه …»: who put out what the verb speaks of."""
        s = self._s
        if s.form(cue.index + 1) not in IN_IT:
            return None
        for at in range(cue.index - 2, max(cue.index - _NEAR, -1), -1):
            if s.form(at).removeprefix("و") in _PUTS_OUT:
                return self._speakers.after(s, at + 1)
        return None

    def _whole(self, one: Found) -> Subject | None:
        """The subject after the verb; a phrase reaches as far as أن or the colon lets it: «بعض سكان الحي»."""
        subject = one.after
        if subject is not None and subject.known:
            head = one.opening.head
            end = one.opening.at if head is None else min(one.opening.at, self._s.ending_before(head.start + 1))
            return named(self._s, self._speakers, subject, end)
        if subject is None or not subject.fillers or one.opening.how is How.NOMINAL or one.opening.head is not None:
            return subject
        last = subject.fillers[-1][-1]
        if last.end != self._s.words[subject.end - 1].end or self._speakers.ending(last.end) is not None:
            return subject
        longer = self._stretch(one)
        if longer is not None and longer.known and longer.end >= subject.end and longer.first == subject.first:
            return longer
        if longer is None or longer.known or longer.end <= subject.end or longer.first != subject.first:
            return subject
        return longer

    def _stretch(self, one: Found) -> Subject | None:
        """The words between the verb and its content, when they look like a name that no mention tells of."""
        if not one.cue.is_finite or one.cue.form.pronoun or "p" in one.cue.form.verb.governs:
            return None
        s, first = self._s, one.cue.index + 1
        while s.form(first) in _BESIDE and first < one.opening.at:
            first += 1
        end = self._reach(first, one.opening.at)
        if (
            end == first
            or one.opening.head is not None
            or s.form(first) in _PRONOUNS | {"التاكيد", "التذكير", "النظر", "الانتباه"}
        ):
            return None
        if (name := without_title(s, first, end)) != first:
            span = Span(s.words[name].start, s.words[end - 1].end)
            return Subject(((span,),), first, end, known=True)
        if OWNED.fullmatch(s.form(first)) and (owner := self._speakers.owner(s, first)):
            return Subject(((owner[0],),), first, end, known=True)
        for at in range(first, end):
            known = self._speakers.starting(s.words[at].start)
            if known is not None and self._is_title(known, end) and self._may_be_name(first, at):
                return Subject(((Span(s.words[first].start, s.words[at - 1].end),),), first, end, known=True)
            if known is not None and (known[1] == "PERS" or at == first or self._is_title(known, end)):
                return Subject(((known[0],),), first, end, known=True)
        addressed = s.form(first).endswith(("ه", "ها", "هم")) and one.cue.form.verb.name in _ADDRESSING
        if end - first == 1 and (addressed or s.raw(first)[-2:] in {"اً", "ًا"}):
            return None
        span = Span(s.words[first].start, s.words[end - 1].end)
        return Subject(((span,),), first, end, known=False)

    def _may_be_name(self, first: int, end: int) -> bool:
        """Whether the words are a name that no list has: «جلول حنيفي» before «رئيس الجمعية»."""
        if not 2 <= end - first <= _LONGEST_NAME:
            return False
        forms = [self._s.form(at) for at in range(first, end)]
        return not forms[0].startswith("ال") and not any(is_common(form) or form in SPEAKER_NOUNS for form in forms)

    def _reach(self, first: int, limit: int) -> int:
        """The end of the words from `first` that may name somebody, adverbs at their end left out."""
        s, end = self._s, first
        while end < min(limit, first + 8) and s.form(end) not in ADJUNCT_STARTS and not s.mark(end):
            form = s.form(end)
            if TO_WHOM.fullmatch(form) or form in CONTINUED or form in PREPOSITIONS | ACCORDING or form in OF_HIM:
                break
            if form in _WHICH or form in OWN_WORDS or form in IN_WHICH_WAY:
                break
            if form[:1] == "ل" and self._speakers.starting(s.words[end].start + 1) is not None:
                break
            if is_saying(form) or s.raw(end).startswith("لـ") or COMPLEMENTIZER.fullmatch(form):
                break
            end += 1
        while end - 1 > first and _ADVERB.fullmatch(s.form(end - 1)):
            end -= 1
        return self._before_role(first, end)

    def _before_role(self, first: int, end: int) -> int:
        """The end of «جاري روس» in «جاري روس المراقب المخضرم», a name before what he is called by."""
        s = self._s
        if s.form(first).startswith("ال") or s.form(first) in SPEAKER_NOUNS:
            return end
        called = (at for at in range(first + 2, end) if s.form(at) in SPEAKER_NOUNS and s.form(at).startswith("ال"))
        return next(called, end)

    def _is_title(self, known: tuple[Span, str], end: int) -> bool:
        """Whether the words end with a position that is a mention."""
        return known[1] == "OCC" and known[0].end == self._s.words[end - 1].end

    def _noun_after_was(self, cue: Cue) -> Subject | None:
        """«وكانت المفوضية قد حذرت», «لكن شهودا قالوا»: the noun phrase that the auxiliary opens."""
        s, end = self._s, cue.index
        while end > 0 and s.form(end - 1) in ALREADY:
            end -= 1
        if end == 0:
            return None
        parted = has_comma(s.mark(end))
        for first in range(end, max(end - (15 if parted else 9), 0), -1):
            joined = s.form(first - 1)[:1] == "و" or s.form(first - 2) in BEFORE_SUBJECT
            if s.form(first - 1) in WAS and (s.is_apart(first - 1) or joined):
                if parted and (quoted := self._quoted_behind(first, end)) is not None:
                    return quoted
                if parted and not self._is_placed(first, end):
                    return None
                return self._between(first, end)
            if s.mark(first - 1) and first < end and first - 1 > 0 and not parted:
                return None
        return None

    def _quoted_behind(self, first: int, end: int) -> Subject | None:
        """«غسان الزامل» of «وكان وزير الكهرباء “غسان الزامل”، أكد»."""
        office = self._speakers.after(self._s, first)
        quoted = (
            in_quotation_marks(self._s, office.end, comma=True) if office is not None and office.end < end else None
        )
        return Subject(quoted.fillers, first, end, known=True) if quoted is not None and quoted.end == end else None

    def _is_placed(self, first: int, end: int) -> bool:
        """Whether the words are a mention, perhaps with where it is: «وكان المعهد الوطني في المغرب، قال»."""
        subject = self._speakers.after(self._s, first)
        if subject is None or not subject.known or subject.end > end:
            return False
        return subject.end == end or (self._s.form(subject.end) in {"في", "لدي"} and end - subject.end <= _PLACE)

    def _topic_with_commas(self, cue: Cue) -> Subject | None:
        """«المتحدث باسم الجيش، العميد خالد، قال …»: who begins the sentence, set off by commas."""
        s = self._s
        if cue.index < 2 or not has_comma(s.mark(cue.index)):
            return None
        opened = [at for at in range(max(cue.index - 15, 0), cue.index - 1) if self._opens_clause(at)]
        for first in opened:
            subject = self._speakers.after(s, first)
            if subject is None or subject.end > cue.index:
                continue
            if subject.known and (subject.end == cue.index or has_comma(s.mark(subject.end))):
                return Subject(subject.fillers, first, cue.index, subject.known)
        return None

    def _opens_clause(self, index: int) -> bool:
        """Whether a clause may begin with the word: the sentence's first, or one behind «but», «while»."""
        return index == 0 or self._s.form(index - 1) in BEFORE_SUBJECT | {"وفيما", "وبينما", "لكنه", "غير", "الا"}

    def topic_of(self, cue: Cue) -> Subject | None:
        """«أما منظمة العفو فقد حثت السلطات على …»: whom the clause is about, though somebody follows the verb."""
        if cue.is_finite and self._s.form(cue.index - 1) == "قد" and "p" in cue.form.verb.governs:
            return self._noun_after_was(cue)  # «وكان رئيسا الفريقين قد اتهما الوزراء بـ…»
        if cue.is_finite and not cue.conjunction and "p" in cue.form.verb.governs:
            begun = self._beginning(cue)
            if begun is not None:
                return begun  # «أوبك تدعو روسيا إلى …»
        if not cue.is_finite or not (cue.conjunction == "ف" or self._s.form(cue.index - 1) == "فقد"):
            return None
        for first in range(cue.index - 1, max(cue.index - 10, 0), -1):
            if self._s.form(first - 1) in {"اما", "واما"}:
                end = cue.index - (self._s.form(cue.index - 1) == "فقد")
                return self._between(first, end)
        return None

    def _beginning(self, cue: Cue) -> Subject | None:
        """Who begins the verb's clause right before it, perhaps before a comma: «أن الحكومة، أبلغت لبنان …»."""
        s, before = self._s, self._speakers.before(self._s, cue.index)
        if before is not None:
            return before if before.first == 0 or s.form(before.first - 1) in BEFORE_SUBJECT else None
        last = cue.index - 1
        if last < 0 or (s.mark(cue.index) and not has_comma(s.mark(cue.index))):
            return None
        mention = self._speakers.ending(s.words[last].end)
        alone = s.form(last) in SPEAKER_NOUNS and s.form(last).startswith("ال")
        first = s.at(mention[0].start) if mention is not None else last if alone else 0
        if first < 1 or s.form(first - 1) not in _THAT:
            return None
        return Subject(((Span(s.words[first].start, s.words[last].end),),), first, cue.index, known=True)

    def _topic(self, cue: Cue) -> Subject | None:
        """«أما نقابة الأطباء فقالت …»."""
        for first in range(cue.index - 1, max(cue.index - 9, 0), -1):
            if self._s.form(first - 1) in {"اما", "واما"}:
                return self._between(first, cue.index)
        return None

    def _between(self, first: int, end: int) -> Subject | None:
        """The phrase of the words [first, end): a name behind its title, a mention at its beginning, or all of it."""
        s = self._s
        if first >= end or s.form(first) in ADJUNCT_STARTS:
            return None
        name = without_title(s, first, end)
        if name == first and (chain := self._speakers.after(s, first)) is not None and chain.known:
            return Subject(chain.fillers, first, end, known=True)
        span = Span(s.words[name].start, s.words[end - 1].end)
        return Subject(((span,),), first, end, known=True)

    def _is_headline_name(self, first: int, last: int) -> bool:
        """Whether a headline begins with words that no list has, right before its verb: «غوتيريش يدعو …»."""
        s = self._s
        if first or last > 1 or len(s) > _HEADLINE_WORDS or "." in s.mark(len(s)):
            return False
        return not any(is_common(s.form(at)) or s.form(at).startswith("ال") for at in range(first, last + 1))

    def noun_before(self, cue: Cue) -> Subject | None:
        """«لكنّ وكيل أعماله نفى», «المنتجون في المنطقة يقولون»: the noun phrase before the verb."""
        s, last = self._s, cue.index - 1
        if not cue.is_finite or cue.conjunction or last < 0 or (last and s.form(last) == "كما"):
            return None
        first = last
        while (
            first > 0
            and last - first < _LONGEST_TOPIC
            and not s.mark(first)
            and s.form(first - 1) not in BEFORE_SUBJECT
        ):
            first -= 1
        while first < last and s.form(last) in _NOT | WAS | ALREADY:
            last -= 1
        if any(is_saying(s.form(at)) for at in range(first, last + 1)):
            return None
        opened = first == 0 or bool(s.mark(first)) or s.form(first - 1) in BEFORE_SUBJECT
        if not opened or s.mark(cue.index) or s.form(first) in ADJUNCT_STARTS or is_saying(s.form(last)):
            return None
        subject = self._speakers.after(s, first)
        cut = int(subject is None and s.form(first)[:1] == "و" and s.form(first)[1:] in SPEAKER_NOUNS)
        if cut:
            span = Span(s.words[first].start + 1, s.words[last].end)
            return Subject(((span,),), first, cue.index, known=False)
        if (
            subject is None
            and s.form(first - 1) not in BEFORE_SUBJECT - {"و"}
            and not self._is_headline_name(first, last)
        ):
            return None
        if subject is not None and subject.known and subject.end == cue.index:
            return subject
        if subject is not None and subject.known and s.form(subject.end) in WAS:
            return Subject(subject.fillers, subject.first, cue.index, known=True)
        if last - first > 5 and s.form(first - 1) != "ان":
            return None
        name = without_title(s, first, last + 1)
        span = Span(s.words[name].start, s.words[last].end)
        return Subject(((span,),), first, cue.index, known=False)
