"""Where the content of a cue begins: at a quotation, after أن, a colon or a comma, or at the noun that it governs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import Cue, analyses, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.naming import in_quotation_marks
from hashiya.suggest.claims.sentence import NOWHERE, OPENING, Sentence
from hashiya.suggest.claims.speakers import Speakers, Subject
from hashiya.suggest.claims.wording import (
    ACCORDING,
    ADJUNCT_AFTER,
    ADJUNCT_STARTS,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    CONTINUED,
    NO_COMPLEMENT_BEFORE,
    NOT_JOINED_B,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    STYLES,
    TIMES,
    WHAT,
)

_REACH: Final = 45
_COMMA: Final = re.compile("[،,]")
_SO_CALLED: Final = re.compile("بما (وصف|سم|اسم|اعتبر|قال)[^ ]*ه[ام]?")
_MASDAR: Final = re.compile("ا[^ ]{2,4}ا[^ ]ه?|ت[^ ]{2}ي[^ ]ه?|م[^ ]ا[^ ]{2}ه|ت[^ ]{1,2}ا?و[^ ]|است[^ ]+")
_POSSESSIVE: Final = re.compile("(?<=[^ ]{3})(?:هما|ها|هم|هن|ه|نا)$")
_ENDS: Final = re.compile("[؟?!؛]")
_SPOKEN: Final = frozenset(["قال", "أضاف", "أوضح", "أكد", "تابع", "صرح", "أردف"])
_QUALIFIERS: Final = frozenset(["بان", "بانه", "بانها", "بانهم", "بانهما"])


_RELATIVES: Final = frozenset(["الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي", "والذين"])
_BARE: Final = frozenset(["ليس", "ليست", "لا", "لن", "لم", "هناك", "نحن", "لقد", "انا", "ما"])


class How(Enum):
    """What tells that the content begins."""

    QUOTATION = "quotation"
    CLAUSE = "clause"
    COLON = "colon"
    COMMA = "comma"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a content begins: its first word, its place in the text, what told, and what of it stands apart before."""

    word: int
    start: int
    how: How
    head: Span | None = None
    after_complementizer: bool = False
    at: int = 0
    """The word at which the cue's own words end: what is before it is the subject and adjuncts of saying."""


def is_content_noun(form: str) -> bool:
    """Whether the folded word is a noun of doing, being or wishing, with a pronoun or without: رغبة، رغبته."""
    if form in CONTENT_NOUNS:
        return True
    bare = _POSSESSIVE.sub("", form)
    return bare != form and (bare in CONTENT_NOUNS or (bare[-1:] == "ت" and bare[:-1] + "ه" in CONTENT_NOUNS))


class Opener:
    """Looks from one cue onwards for its content."""

    def __init__(self, sentence: Sentence, cue: Cue, speakers: Speakers) -> None:
        self._s, self._cue, self._speakers = sentence, cue, speakers
        self._governs = cue.form.verb.governs
        self._level = sentence.quoted[cue.index]
        self.subject = self._find_subject()
        self._after = self._start_after()
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
            self.subject = self._speakers.first_of_two(self._s, self.subject)
            self._after = self._start_after()
            found = self._opening()
        return found

    def _opening(self) -> Opening | None:
        first = beyond = self._cue.index + 1
        for index in range(first, min(len(self._s), first + _REACH)):
            if self._s.form(index) in CONTINUED:
                if not self._cue.form.verb.is_plain:
                    return None
                self._continued = True
                continue
            if self._s.form(index) in _RELATIVES and self._s.mark(index) and index >= self._after:
                beyond = self._beyond_relative(index)
            if index < beyond:
                continue
            if index >= self._after and (found := self._begins_at(index)):
                return found
            if self._is_over(index):
                return None
        return None

    def _begins_at(self, index: int) -> Opening | None:
        """The content that begins with the word or right behind it."""
        mark = self._s.mark(index)
        if mark and not self._is_parted(index) and (found := self._after_mark(index, mark)):
            return found
        if self._is_over(index):
            return None
        signs = (self._bare, self._clause, self._preposition, self._joined, self._object)
        return next((found for sign in signs if (found := sign(index))), None)

    def _is_over(self, index: int) -> bool:
        """Whether nothing of the cue is found from the word on: another clause or a quotation of others begins."""
        if self._level == NOWHERE and self._s.quoted[index] != NOWHERE and self._is_long_quote(index):
            return True
        return index >= self._after and (self._is_parted(index) or self._ends_search(index))

    def _is_parted(self, index: int) -> bool:
        """Whether a question mark, an exclamation mark or a semicolon stands between."""
        return index > self._cue.index + 1 and _ENDS.search(self._s.mark(index)) is not None

    def _beyond_relative(self, index: int) -> int:
        """The word after the comma that ends «، الذي طلب عدم كشف هويته،»; the word itself when none does."""
        for later in range(index + 1, min(len(self._s), index + 20)):
            if _COMMA.search(self._s.mark(later)):
                return later
        return index

    def _passes_on(self) -> bool:
        """Whether the verb passes on what somebody said (نقلت … عن …), without قوله, which is then the cue."""
        s, first = self._s, self._cue.index + 1
        about = next((at for at in range(first, min(len(s), first + 9)) if s.form(at) == "عن"), None)
        if about is None or not self._cue.is_finite:
            return False
        return not any(
            form.shape is Shape.MASDAR
            for at in range(about + 1, min(len(s), about + 14))
            for form, _ in analyses(s.form(at))
            if form.pronoun
        )

    def _find_subject(self) -> Subject | None:
        if self._cue.form.shape is Shape.PARTICIPLE or self._cue.form.person != 3:
            return None
        mark = self._s.mark(self._cue.index + 1)
        if mark and not self._is_quoted_name(self._cue.index + 1):
            return in_quotation_marks(self._s, self._cue.index + 1) if self._cue.is_finite else None
        if self._s.form(self._cue.index + 1) in STYLES:
            return Subject((), self._cue.index + 1, self._cue.index + 2, known=True)
        if self._cue.form.shape is Shape.MASDAR and self._s.form(self._cue.index).startswith("ال"):
            return None
        two = bool(self._governs & {"b", "p", "m"})
        return self._speakers.after(self._s, self._cue.index + 1, of_two=two)

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
            day = self._speakers.time_at(s.words[at].start)
            if day is not None:
                at = s.ending_before(day.end) + 1
            elif s.form(at) in TIMES and at > self._cue.index:
                at += 1
            else:
                break
        return at

    def _ends_search(self, index: int) -> bool:
        """Whether another word that reports, or one of according-to, stands in the way."""
        form = self._s.form(index)
        if form in ACCORDING and self._s.mark(index):
            return True
        if index == self._cue.index + 1 or not is_saying(form) or self._s.form(index - 1) in PREPOSITIONS:
            return False
        following = self._s.form(index + 1)
        return following not in {"به", "بها", "فيه", "فيها", "عنه", "عنها"} and self._s.form(index - 1) not in WHAT

    def _is_long_quote(self, index: int) -> bool:
        quote = self._s.quotes[self._s.quoted[index]]
        return self._s.ending_before(quote.end) - index >= 4

    def _after_mark(self, index: int, mark: str) -> Opening | None:
        speech = self._cue.form.verb.is_plain or self._continued
        s = self._s
        if ":" in mark and speech:
            return self._plain(index, How.COLON)
        quote = s.opened(index)
        if quote is not None and speech and s.quoted[index] != self._level:
            words = s.ending_before(quote.end) - index + 1
            if words > 3 or index == self._after or _COMMA.search(mark) or "-" in mark:
                return Opening(index, quote.start, How.QUOTATION, at=index)
        if _COMMA.search(mark) and speech and index == self._after and not self._is_aside(index):
            return self._plain(index, How.COMMA)
        return None

    def _plain(self, index: int, how: How) -> Opening | None:
        """Speech after a colon or comma, or the clause when أن follows it."""
        if index >= len(self._s):
            return None
        if self._s.form(index) in {"فان", "فقد"}:
            return self._clause_at(index + 1, at=index)
        found = COMPLEMENTIZER.fullmatch(self._s.form(index))
        if found and not found["pronoun"] and not found["not"]:
            return self._clause_at(index + 1, at=index)
        if found:
            return self._clause_at(index, cut=len(found["before"] or ""), at=index)
        quote = self._s.opened(index)
        if quote is not None and self._s.quoted[index] != self._level:
            return Opening(index, quote.start, How.QUOTATION, at=index)
        return Opening(index, self._s.words[index].start, how, at=index)

    def _is_aside(self, index: int) -> bool:
        """Whether what follows the comma is an adjunct, a name in apposition or another clause, not speech."""
        form = self._s.form(index)
        if form in _RELATIVES or form in ADJUNCT_STARTS or is_saying(form) or form in CONTINUED or form in ACCORDING:
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
        if person is not None and any(_COMMA.search(self._s.mark(at)) for at in (person.end, person.end + 1)):
            return True
        return (
            "،" in "".join(self._s.marks[index + 1 : index + 4])
            and self._speakers.time_at(self._s.words[index].start) is not None
        )

    def _signed_later(self, index: int) -> bool:
        """Whether a colon, or أن after a comma or a closing mark, follows: then the comma opens an apposition."""
        s = self._s
        for later in range(index + 1, min(len(s), index + 25)):
            mark = s.mark(later)
            if ":" in mark:
                return True
            if is_saying(s.form(later)):
                return False
            if mark and COMPLEMENTIZER.fullmatch(s.form(later)) and mark[0] in '،,»”"':
                return True
        return False

    def _bare(self, index: int) -> Opening | None:
        """Speech that follows its verb without a sign: «وأضاف ليست هناك …»."""
        if index != self._after or not self._cue.form.verb.is_plain or self._cue.form.shape is not Shape.PERFECT:
            return None
        form = self._s.form(index)
        how = form == "كيف" and self._cue.form.verb.name in {"روى", "شرح", "حكى", "أوضح", "وصف"}
        if (form not in _BARE and not how) or self._s.quoted[index] != self._level:
            return None
        return Opening(index, self._s.words[index].start, How.CLAUSE, at=index)

    def _clause(self, index: int) -> Opening | None:
        s = self._s
        found = COMPLEMENTIZER.fullmatch(s.form(index))
        governed = "n" in self._governs or self._continued or ("b" in self._governs and s.form(index) in _QUALIFIERS)
        if found is None or s.quoted[index] != self._level or not governed:
            return None
        before = s.form(index - 1)
        if index > self._cue.index + 1 and before in NO_COMPLEMENT_BEFORE and not s.mark(index):
            return None
        head = self._qualified(index)
        if found["pronoun"] or found["not"]:
            return self._clause_at(index, cut=len(found["before"] or ""), head=head, at=index)
        return self._clause_at(index + 1, head=head, at=index)

    def _qualified(self, index: int) -> Span | None:
        """«العلاقات بين البلدين» of «وصف العلاقات بين البلدين بأنها متنامية»."""
        if not ("b" in self._governs or self._cue.form.verb.name in {"اعتبر", "عد"}):
            return None
        if self._s.form(index) not in _QUALIFIERS:
            return None
        return self._object_before(index)

    def _object_before(self, index: int) -> Span | None:
        """The object between the subject and the word, adjuncts of saying at its beginning passed over."""
        first = self._after
        if first >= index:
            return None
        if self._s.form(first) in PREPOSITIONS:
            first = self._beyond_adjunct(first, index)
        return Span(self._s.words[first].start, self._s.words[index - 1].end) if first < index else None

    def _beyond_adjunct(self, first: int, end: int) -> int:
        """The word after «لدى وصوله موسكو»: the first definite one that no preposition governs, past a mention."""
        at = first + 1
        while at < end:
            mention = self._speakers.starting(self._s.words[at].start)
            if mention is not None:
                at = self._s.ending_before(mention[0].end) + 1
                continue
            if at > first + 1 and self._s.form(at).startswith("ال") and self._s.form(at - 1) not in PREPOSITIONS:
                return at
            at += 1
        return first

    def _clause_at(self, index: int, *, cut: int = 0, head: Span | None = None, at: int) -> Opening | None:
        if index >= len(self._s):
            return None
        start = self._s.words[index].start
        if cut:
            start += fold(self._s.raw(index)).raw_index(cut)
        quote = self._s.opened(index)
        how = How.QUOTATION if quote is not None and self._s.quoted[index] != self._level else How.CLAUSE
        return Opening(index, start, how, head, after_complementizer=True, at=at)

    def _preposition(self, index: int) -> Opening | None:
        """«على ضرورة …», «إلى أن …»."""
        s, form = self._s, self._s.form(index)
        if index + 1 >= len(s) or not self._governed(index):
            return None
        found = COMPLEMENTIZER.fullmatch(s.form(index + 1))
        if found and s.quoted[index + 1] == self._level:
            if found["pronoun"] or found["not"]:
                return self._clause_at(index + 1, cut=len(found["before"] or ""), at=index)
            return self._clause_at(index + 2, at=index)
        if "e" in self._governs:
            return None
        if s.form(index + 1) in ADJUNCT_AFTER.get(form, frozenset()) or self._comes_again(index):
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
                near = later - index <= 3
                return near or COMPLEMENTIZER.fullmatch(s.form(later + 1)) is not None
            if is_saying(s.form(later)):
                return False
        return False

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
        if not wants_object and (letter not in self._governs or letter not in "بل"):
            return None
        if _SO_CALLED.fullmatch(f"{form} {self._s.form(index + 1)}"):
            return self._nominal(index + 2, at=index)
        if self._speakers.starting(self._s.words[index].start) or form in NOT_JOINED_B:
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
        return self._nominal(index, at=index, cut=1, head=head) if len(form) > 2 else None

    def _object_in_subject(self) -> Span | None:
        return None

    def _object(self, index: int) -> Opening | None:
        """«أكد أهمية …», «أعلن ظريف رفض بلاده»."""
        if "m" in self._governs:
            return self._blame(index)
        if not self._governs & {"o", "h"}:
            return None
        s, form = self._s, self._s.form(index)
        if s.quoted[index] != self._level or form in ADJUNCT_STARTS or form in _RELATIVES:
            return None
        bare = self._after > self._cue.index + 1 and self.subject is None
        right_after = index == self._after and (self.subject is not None or index == self._cue.index + 1 or bare)
        if is_content_noun(form) or (_COMMA.search(s.mark(index)) and self._closes_adjunct(index)):
            if s.form(index - 1) in PREPOSITIONS and not right_after:
                return None
            return self._nominal(index, at=index)
        if "o" not in self._governs or not right_after or not self._may_be_object(index):
            return None
        if s.mark(index) and not (self.subject is not None and self.subject.end < index):
            return None
        return None if self._clause_follows(index) else self._nominal(index, at=index)

    def _closes_adjunct(self, index: int) -> bool:
        """Whether the comma before the word ends an adjunct, and the word is a noun of doing by its pattern."""
        if self._s.form(self._after) not in ADJUNCT_STARTS or "o" not in self._governs:
            return False
        return _MASDAR.fullmatch(self._s.form(index)) is not None

    def _may_be_object(self, index: int) -> bool:
        s, form = self._s, self._s.form(index)
        if COMPLEMENTIZER.fullmatch(form) or len(form) < 3 or form[:3] == "بال" or form[:2] == "لل":
            return False
        if form in {"ذلك", "هذا", "هذه", "تلك"}:
            return True
        if self.subject is not None and not self.subject.known:
            return False
        if self.subject is None and form in SPEAKER_NOUNS and self._cue.is_finite:
            return False
        if self._speakers.time_at(s.words[index].start) is not None or _COMMA.search(s.mark(index + 1)):
            return False
        readings = analyses(form)
        return not any(one.shape in {Shape.PERFECT, Shape.PARTICIPLE} for one, _ in readings)

    def _blame(self, index: int) -> Opening | None:
        """«حملت الحركة الاحتلال المسؤولية»."""
        if not self._s.form(index).startswith(("مسوولي", "المسوولي")):
            return None
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
