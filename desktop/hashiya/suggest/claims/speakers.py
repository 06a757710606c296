"""Who says it: the mention after the cue or before it, its title passed over; a noun phrase where no mention is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.cues import analyses
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.phrasewords import GLUE, OF_HIM, OWNED, PLURALS, SOME
from hashiya.suggest.claims.sentence import NOWHERE, Sentence
from hashiya.suggest.claims.wording import (
    ADJUNCT_STARTS,
    ALREADY,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    HONORIFICS,
    KINSHIP,
    NOT_PLURAL,
    NOT_SPEAKERS,
    OCCASIONS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    TO_WHOM,
    WAS,
)

_LONGEST_PHRASE: Final = 9
_BEHIND: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("مطلع", "مطلعه", "مطلعون", "مطلعين", "مطلعان", "المطلع", "المطلعه"), frozenset(["علي"])),
    **dict.fromkeys(("مقرب", "مقربه", "مقربون", "مقربين", "قريب", "قريبه", "المقربين"), frozenset(["من"])),
}
"""Prepositions that belong to the adjective before them: مصدر مطلع على المناقشات."""
_THESE: Final = frozenset(["هذا", "هذه", "هولاء", "تلك"])
_NUMBER: Final = re.compile(r"\d+|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثماني?ه?|تسعه?|عشره?")
_COMMA: Final = re.compile("[،,]")
_BARE_MARKS: Final = frozenset(["", "«", "“", '"'])
_CLOSED_COMMA: Final = re.compile('[»”"]?[،,]')


_OF_BODIES: Final = frozenset(["المتحده", "العامه", "العام", "العليا", "الاعلي", "الكبري", "الكبار", "العليا"])
_DOERS: Final = frozenset({"PERS", "OCC", "ORG"})


def _belongs(form: str, before: str, *, definite: bool) -> bool:
    """Whether the word after a noun is its adjective or complement, not another noun."""
    if not definite:
        if before.startswith("ال"):
            return form.startswith("ال") and (form in _OF_BODIES or form.endswith(("ي", "يه", "يون", "يين")))
        return True
    return form.endswith(("ي", "يه", "يون")) and form not in SPEAKER_NOUNS


def _has_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether the word is a noun with a pronoun by its form: نقيبها, منافسه."""
    form = sentence.form(index)
    if len(form) < 5 or not form.endswith(("ه", "ها", "هم")) or sentence.raw(index).endswith("ة"):
        return False
    return form not in PREPOSITIONS and form not in ADJUNCT_STARTS and form[0] not in "يتو"


def _is_bound(form: str) -> bool:
    """Whether the word begins with a preposition or ends in a pronoun, so that what follows is not its subject."""
    return len(form) > 3 and (form.endswith(("هما", "هم")) or form[:2] in {"لل", "بال"} or form[:3] == "بال")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a cue names: the fillers of the source, and the words [first, end) that name them."""

    fillers: tuple[Fragments, ...]
    first: int
    end: int
    known: bool
    """Whether a mention says so, and not the shape of the phrase alone."""


class Speakers:
    """The mentions of a text that can speak."""

    def __init__(self, mentions: Iterable[tuple[Span, str]]) -> None:
        self._by_start: dict[int, tuple[Span, str]] = {}
        self._by_end: dict[int, tuple[Span, str]] = {}
        self._others: dict[int, Span] = {}
        self._any: dict[int, Span] = {}
        self._labels: dict[int, str] = {}
        for span, label in mentions:
            self._labels.setdefault(span.start, label)
            if span.start not in self._any or len(self._any[span.start]) < len(span):
                self._any[span.start] = span
            if label in NOT_SPEAKERS:
                if label in {"DATE", "TIME"}:
                    self._others.setdefault(span.start, span)
                continue
            if span.start not in self._by_start or len(self._by_start[span.start][0]) < len(span):
                self._by_start[span.start] = (span, label)
            if span.end not in self._by_end or len(self._by_end[span.end][0]) < len(span):
                self._by_end[span.end] = (span, label)

    def starting(self, position: int) -> tuple[Span, str] | None:
        """The longest mention that begins at the place."""
        return self._by_start.get(position)

    def ending(self, position: int) -> tuple[Span, str] | None:
        """The longest mention that ends at the place."""
        return self._by_end.get(position)

    def any_starting(self, position: int) -> Span | None:
        """The longest mention of any label that begins at the place."""
        return self._any.get(position)

    def time_at(self, position: int) -> Span | None:
        """The date or time that begins at the place."""
        return self._others.get(position)

    def after(self, sentence: Sentence, index: int, *, of_two: bool = False) -> Subject | None:
        """The subject that begins with the word; `of_two` when the verb's object follows it at once."""
        if index >= len(sentence):
            return None
        if sentence.form(index) in _THESE and not sentence.mark(index + 1):
            index += 1
            if index >= len(sentence):
                return None
        found = self._chain(sentence, index) or self._phrase(sentence, index)
        if of_two and found is not None and not found.known and found.end > index + 1:
            return self.first_of_two(sentence, found)
        return found

    @staticmethod
    def first_of_two(sentence: Sentence, both: Subject) -> Subject:
        """«السكان» of «السكان البلدية»: the noun with the adjectives of relation behind it."""
        end = both.first + 1
        definite = sentence.form(both.first).startswith("ال")
        while end < both.end and _belongs(sentence.form(end), sentence.form(end - 1), definite=definite):
            end += 1
        if end == both.end:
            end = both.first + 1 if definite else both.end
        span = Span(sentence.words[both.first].start, sentence.words[end - 1].end)
        return Subject(((span,),), both.first, end, known=True)

    def before(self, sentence: Sentence, index: int) -> Subject | None:
        """The mention that ends right before the word, its title before it passed over."""
        last = index - 1
        while last > 0 and sentence.form(last) in ALREADY:
            last -= 1
        if last < 0 or (last + 1 == index and _COMMA.search(sentence.mark(index))):
            return None
        found = self.ending(sentence.words[last].end)
        if found is None:
            return None
        span, label = found
        first = sentence.at(span.start)
        if first == NOWHERE or not self._is_subject(sentence, first, span):
            return None
        title = self.ending(sentence.words[first - 1].end) if first > 0 and not sentence.mark(first) else None
        if title is not None and title[1] == "OCC" and sentence.at(title[0].start) != NOWHERE:
            first = sentence.at(title[0].start)
        elif label == "OCC" and span.start > sentence.words[first].start + 1:
            return None
        return Subject(((span,),), first, index, known=True)

    @staticmethod
    def _is_subject(sentence: Sentence, first: int, span: Span) -> bool:
        """Whether nothing governs the mention that stands before its verb."""
        if span.start != sentence.words[first].start and first > 0 and not sentence.mark(first):
            return sentence.text[sentence.words[first].start] == "و"
        return sentence.mark(first) not in _BARE_MARKS or sentence.form(first - 1) not in PREPOSITIONS

    def antecedent(self, sentence: Sentence, index: int) -> Subject | None:
        """Whom التي or الذي before the word goes back to: the nearest name, or the nearest that can speak."""
        nearest: tuple[Span, str] | None = None
        for at in range(index - 1, max(index - 14, -1), -1):
            found, _ = self._mention_at(sentence, at, begun=True)
            if found is None or found[0].end > sentence.words[index].start:
                continue
            nearest = nearest or found
            if found[1] == "PERS":
                nearest = found
                break
        if nearest is None or nearest[1] not in _DOERS:
            return None
        return Subject(((nearest[0],),), index, index, known=True)

    def first_in(self, sentence: Sentence, end: int) -> Subject | None:
        """Who does what the sentence tells before the word: whose words a participle or a bare verb later in it are."""
        for index in range(min(end, 60)):
            found = self.starting(sentence.words[index].start)
            if found is None or found[1] not in _DOERS or sentence.quoted[index] != NOWHERE:
                continue
            before = sentence.form(index - 1)
            if index and before in {"اداره", "مجلس", "هييه"}:
                return self._chain(sentence, index)
            governed = before in PREPOSITIONS or before in WAS or before.startswith("ال") or before in SPEAKER_NOUNS
            if (index and governed and before not in WAS and not sentence.mark(index)) or _is_bound(before):
                continue
            return self._chain(sentence, index)
        return None

    def _chain(self, sentence: Sentence, index: int) -> Subject | None:
        """Mentions in apposition, the name preferred to its title; و adds a second speaker."""
        fillers: list[Fragments] = []
        at, best = index, ""
        while at < len(sentence) and at < index + 24:
            found, joined = self._mention_at(sentence, at, begun=bool(fillers))
            if found is None:
                if not self._is_glue(sentence, at, begun=bool(fillers), label=best):
                    break
                at += 1
                continue
            span, label = found
            if fillers and sentence.mark(at) and not self._is_apposition(sentence, at, label, best):
                break
            if not fillers or joined == "و":
                fillers.append((span,))
                best = label
            elif label == "PERS" and best != "PERS":
                fillers[-1], best = (span,), label
            elif not joined and (best == "PERS" or label not in {"PERS", "OCC"}):
                break
            at = sentence.ending_before(span.end) + 1
        if not fillers:
            return None
        return Subject(tuple(fillers), index, at, known=True)

    def _mention_at(self, sentence: Sentence, index: int, *, begun: bool) -> tuple[tuple[Span, str] | None, str]:
        """The mention that begins in the word, after a proclitic only when one has come before."""
        word = sentence.words[index]
        found = self.starting(word.start)
        if found or not begun or len(word) < 3:
            return found, ""
        letter = sentence.text[word.start]
        if letter in "ولب" and not sentence.mark(index):
            return self.starting(word.start + 1), letter
        return None, ""

    def _is_glue(self, sentence: Sentence, index: int, *, begun: bool, label: str) -> bool:
        """Whether the word may stand between two mentions that name one speaker."""
        if index + 1 >= len(sentence) or sentence.mark(index + 1):
            return False
        form = sentence.form(index)
        following, _ = self._mention_at(sentence, index + 1, begun=begun)
        if following is None:
            return form in HONORIFICS and sentence.form(index + 1) in HONORIFICS
        if form in HONORIFICS:
            return following[1] in {"PERS", "OCC"}
        if not begun and (form in KINSHIP or _has_pronoun(sentence, index)):
            return following[1] == "PERS"
        return begun and label == "OCC" and form in GLUE

    def _is_apposition(self, sentence: Sentence, index: int, label: str, before: str) -> bool:
        """«السفير …، كاظم جلالي،»: a name between commas after a title, or a title after a name."""
        if sentence.mark(index) in {"»", "”", '"'}:
            return before == "OCC" and label in {"PERS", "OCC"}
        comma = bool(_CLOSED_COMMA.fullmatch(sentence.mark(index)))
        return comma and (label, before) in {("PERS", "OCC"), ("OCC", "PERS"), ("OCC", "OCC")}

    def _phrase(self, sentence: Sentence, index: int) -> Subject | None:
        """A noun phrase that begins with a noun of those who speak."""
        if sentence.form(index) in SOME and (some := self._some(sentence, index)) is not None:
            return some
        if PLURALS.fullmatch(sentence.form(index)) and sentence.form(index) not in NOT_PLURAL:
            return self._plural(sentence, index)
        if _NUMBER.fullmatch(sentence.form(index)):
            return self._counted(sentence, index)
        if sentence.form(index) not in SPEAKER_NOUNS:
            return None
        at = index + 1
        if OWNED.fullmatch(sentence.form(index)) and (owner := self.owner(sentence, index)):
            return Subject(((owner[0],),), index, owner[1], known=True)
        while at < min(len(sentence), index + _LONGEST_PHRASE) and self._goes_on(sentence, index, at):
            found = self.starting(sentence.words[at].start)
            if found is not None:
                span, label = found
                at = sentence.ending_before(span.end) + 1
                if label in {"PERS", "OCC"}:
                    return Subject(((span,),), index, at, known=True)
                continue
            at += 1
        while at > index + 1 and sentence.form(at - 1) in PREPOSITIONS:
            at -= 1
        if at > index + 1:
            at = self._of_whom(sentence, index, at)
        span = Span(sentence.words[index].start, sentence.words[at - 1].end)
        return Subject(((span,),), index, at, known=False)

    def _some(self, sentence: Sentence, index: int) -> Subject | None:
        """«بعض النقاد», «أحد سكان المدينة المنكوبة», «عدد من …»."""
        if sentence.mark(index + 1):
            return None
        end = index + (3 if sentence.form(index + 1) == "من" else 2)
        while end < min(len(sentence), index + 6) and not sentence.mark(end) and self._is_rest(sentence, end):
            end += 1
        if end <= len(sentence) and sentence.form(index + 1) not in PREPOSITIONS - {"من"}:
            span = Span(sentence.words[index].start, sentence.words[end - 1].end)
            return Subject(((span,),), index, end, known=True)
        return None

    def _is_rest(self, sentence: Sentence, index: int) -> bool:
        """Whether a definite word still belongs to «some of …»: أحد سكان المدينة المنكوبة."""
        form = sentence.form(index)
        if not form.startswith("ال") or form in ADJUNCT_STARTS or form in {"التي", "الذي", "الذين"}:
            return False
        found = self._labels.get(sentence.words[index].start)
        return found not in {"DATE", "TIME", "PERS"}

    def owner(self, sentence: Sentence, index: int) -> tuple[Span, int] | None:
        """Whose data or statement it is, when a mention follows the noun, and the word behind it: «بيانات معهد …»."""
        for at in range(index + 1, min(len(sentence), index + 5)):
            if sentence.mark(at):
                return None
            begun = sentence.words[at].start
            mention = self.starting(begun) or self.starting(begun + 1) or self.starting(begun + 2)
            if (
                mention is not None
                and mention[1] != "NORP"
                and (mention[1] != "GPE" or sentence.form(at).startswith(("ال", "لل")))
            ):
                return mention[0], sentence.ending_before(mention[0].end) + 1
            if COMPLEMENTIZER.fullmatch(sentence.form(at)) or sentence.form(at) in PREPOSITIONS - {"عن", "من"}:
                return None
        return None

    def _of_whom(self, sentence: Sentence, index: int, end: int) -> int:
        """The end with «في الدفاع المدني» of «مسؤولون في الدفاع المدني»; a place or day tells where and when."""
        if sentence.form(end) not in {"في", "من", "لدي"} or sentence.form(index).startswith("ال") or sentence.mark(end):
            return end
        if end + 1 >= len(sentence) or self.time_at(sentence.words[end + 1].start):
            return end
        found = self._labels.get(sentence.words[end + 1].start)
        if found in {"GPE", "LOC", "FAC", "EVENT", "DATE", "TIME"} or sentence.form(end + 1) in OCCASIONS:
            return end
        at = end + 1
        while at < min(len(sentence), end + 6) and (at == end + 1 or self._goes_on(sentence, index, at)):
            at += 1
        return at

    def _plural(self, sentence: Sentence, index: int) -> Subject:
        """«المحللون الاقتصاديون», «المنتجون في المنطقة»."""
        end = index + 1
        while end < min(len(sentence), index + 4) and not sentence.mark(end) and sentence.form(end).endswith("ون"):
            end += 1
        while end < len(sentence) and not sentence.mark(end) and sentence.form(end)[:1] == "و":
            word = sentence.form(end)[1:]
            if word not in SPEAKER_NOUNS and not PLURALS.fullmatch(word):
                break
            end += 1
        end = self._of_whom(sentence, index, end)
        span = Span(sentence.words[index].start, sentence.words[end - 1].end)
        return Subject(((span,),), index, end, known=True)

    def _counted(self, sentence: Sentence, index: int) -> Subject | None:
        """«13 من 15 عضوا»."""
        if self.time_at(sentence.words[index].start) is not None:
            return None
        at = index + 1
        if sentence.form(at) == "من" and _NUMBER.fullmatch(sentence.form(at + 1)):
            at += 2
        if at >= len(sentence) or sentence.form(at) in PREPOSITIONS or sentence.mark(at):
            return None
        if not sentence.form(index).isdigit() and sentence.form(at) not in SPEAKER_NOUNS:
            return None
        return Subject(((Span(sentence.words[index].start, sentence.words[at].end),),), index, at + 1, known=True)

    @staticmethod
    def _goes_on(sentence: Sentence, first: int, at: int) -> bool:
        """Whether the word still belongs to the phrase."""
        form = sentence.form(at)
        if form in OF_HIM and not sentence.form(first).startswith("ال"):
            return False
        if form in _BEHIND.get(sentence.form(at - 1), ()) and not sentence.mark(at):
            return True
        if sentence.form(at + 1) in _BEHIND.get(form, ()) and not sentence.mark(at):
            return True
        if form[:1] == "ب" and form[1:] in CONTENT_NOUNS:
            return False
        if form.endswith("ا") and any(one.shape is Shape.PARTICIPLE for one, _ in analyses(form)):
            return False
        if form[:3] == "بال" or form in {"ذلك", "هذا", "هذه", "تلك"}:
            return False
        if TO_WHOM.fullmatch(form) or sentence.raw(at).startswith("لـ"):
            return False
        if form in {"باسم", "باسمها"}:
            return True
        if form in {"في", "لدي", "من"} and at == first + 1 and not sentence.form(first).startswith("ال"):
            return True
        if sentence.mark(at) or form in ADJUNCT_STARTS or form in CONTENT_NOUNS or form in WAS or form in ALREADY:
            return False
        if form[:1] in "ول" and form not in SPEAKER_NOUNS and form[1:] in SPEAKER_NOUNS and form[0] == "و":
            return False
        return COMPLEMENTIZER.fullmatch(form) is None
