"""Noun phrases that name who speaks where no mention does: «بعض النقاد», «محللو «غولدمان ساكس»», «والد الضحية»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import analyses
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.mentions import Mentions, Subject
from hashiya.suggest.claims.phrasewords import (
    CLOSE,
    DEFENDED,
    HIGHEST,
    LAWYERS,
    OF_HIM,
    OWNED,
    PLURALS,
    PUBLISHED,
    SOME,
)
from hashiya.suggest.claims.sentence import CLOSING, OPENING, Sentence
from hashiya.suggest.claims.wording import (
    ADJUNCT_STARTS,
    ALREADY,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    CONTINUED,
    HONORIFICS,
    NOT_PLURAL,
    OCCASIONS,
    OWN_WORDS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    THESE,
    TO_WHOM,
    WAS,
    WHO,
)

_LONGEST_PHRASE: Final = 9
_LONGEST_QUOTED_NAME: Final = 4
_QUOTED_NAME: Final = frozenset(OPENING)
_BEHIND: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("مطلع", "مطلعه", "مطلعون", "مطلعين", "مطلعان", "المطلع", "المطلعه"), frozenset(["علي"])),
    **dict.fromkeys(("صادر", "صادره", "الصادر", "الصادره"), frozenset(["عن"])),
    **dict.fromkeys(("مقرب", "مقربه", "مقربون", "مقربين", "قريب", "قريبه", "المقربين"), frozenset(["من"])),
}
"""Prepositions that belong to the adjective before them: مصدر مطلع على المناقشات."""
_NUMBER: Final = re.compile(r"\d+|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثماني?ه?|تسعه?|عشره?")
_RANKS: Final = HONORIFICS | {"النايب", "النايبه", "القاضي", "القاضيه", "المحامي", "المحاميه", "الوزير", "الوزيره"}
_FAMILY: Final = re.compile("ال[^ ]{3,}ي")
_NOT_OF_IT: Final = frozenset(["مما", "بما", "لما", "عما", "التاكيد", "التذكير", "قوله", "قولها", "قولهم"])
_SAME: Final = frozenset(["ذات", "نفس"])
LYING: Final = frozenset(
    ["الواقع", "الواقعه", "التابع", "التابعه", "القريب", "القريبه", "المجاور", "المجاوره", "المطل", "المطله", "البالغ"]
)
"""What tells where a place lies: «أحد سكان الصويرة الواقعة على بعد …»."""
_STOPS: Final = WHO | CONTINUED | OWN_WORDS | PUBLISHED | LYING | _NOT_OF_IT
"""Words that a phrase which names a speaker never goes over."""


def is_consequence(sentence: Sentence, index: int) -> bool:
    """Whether the word is فإن, with which begins what an ascription brings; فان of a foreign name has no hamza."""
    return sentence.form(index) in {"فان", "فانه", "فانها", "فانهم"} and "إ" in sentence.raw(index)


class NounPhrases(Mentions):
    """Reads the phrases of one text, with its mentions in them."""

    def phrase(self, sentence: Sentence, index: int) -> Subject | None:
        """A noun phrase that begins with a noun of those who speak."""
        if sentence.form(index) in SOME and (some := self._some(sentence, index)) is not None:
            return some
        if PLURALS.fullmatch(form := sentence.form(index)) and form.removeprefix("لل") not in NOT_PLURAL:
            return self._plural(sentence, index)
        if _NUMBER.fullmatch(sentence.form(index)):
            return self._counted(sentence, index)
        return self._headed(sentence, index)

    def _headed(self, sentence: Sentence, index: int) -> Subject | None:
        """The phrase whose first word is one of the nouns, perhaps behind «the highest»."""
        if sentence.form(index) in CLOSE and (whole := self._close_to(sentence, index)) is not None:
            return whole
        highest = sentence.form(index) in HIGHEST | _SAME and not sentence.mark(index + 1)
        if sentence.form(index + highest) not in SPEAKER_NOUNS:
            return None
        at = index + highest + 1
        at += sentence.form(index) in {"المدعي", "المدعيه"} and sentence.form(at) in {"عليه", "عليها"}
        if OWNED.fullmatch(sentence.form(index)) and (owner := self.owner(sentence, index)):
            return Subject(((owner[0],),), index, owner[1], known=True)
        beside = False
        while at < min(len(sentence), index + _LONGEST_PHRASE) and self._goes_on(sentence, index, at):
            found = self.starting(sentence.words[at].start)
            if found is not None:
                span, label = found
                if label == "OCC" and at == index + 1 and self._is_another(sentence, index):
                    break  # «حملت النقابة رئيس الحكومة المسؤولية»
                beside = beside or sentence.form(at - 1) in _BEHIND.get(sentence.form(at - 2), ())
                at = sentence.ending_before(span.end) + 1
                if label in {"PERS", "OCC"} and not beside:
                    return Subject(((span,),), index, at, known=True)
                continue
            at += 1
        while at > index + 1 and sentence.form(at - 1) in PREPOSITIONS:
            at -= 1
        if at > index + 1:
            at = self._of_whom(sentence, index, at)
        if (quoted := self._quoted_name(sentence, at)) is not None:
            return Subject(((Span(sentence.words[index].start, quoted[0]),),), index, quoted[1], known=True)
        # «النائب الدمشقي»: a rank or politeness, and the family name alone.
        named = at == index + 2 and sentence.form(index) in _RANKS and _FAMILY.fullmatch(sentence.form(index + 1))
        span = Span(sentence.words[index + bool(named)].start, sentence.words[at - 1].end)
        return Subject(((span,),), index, at, known=False)

    @staticmethod
    def _is_another(sentence: Sentence, index: int) -> bool:
        """Whether the noun is definite and no title, so that a position behind it is somebody else's."""
        form = sentence.form(index)
        return form.startswith("ال") and form not in _RANKS and form.endswith(("ه", "ات"))

    def _close_to(self, sentence: Sentence, index: int) -> Subject | None:
        """«دفاع المتهم محيي حامد»: who speaks for a person or belongs to him, with the person's name."""
        at = index + 1
        if sentence.form(at).startswith("ال") and sentence.form(at) in SPEAKER_NOUNS and not sentence.mark(at):
            at += 1
        if sentence.form(index) in LAWYERS and sentence.form(at) in DEFENDED and not sentence.mark(at):
            span = Span(sentence.words[index].start, sentence.words[at].end)
            return Subject(((span,),), index, at + 1, known=True)
        named = self.starting(sentence.words[at].start) if at < len(sentence) and not sentence.mark(at) else None
        if named is None or named[1] != "PERS":
            return None
        end = sentence.ending_before(named[0].end) + 1
        return Subject(((Span(sentence.words[index].start, named[0].end),),), index, end, known=True)

    @staticmethod
    def _quoted_name(sentence: Sentence, index: int) -> tuple[int, int] | None:
        """Where «غولدمان ساكس» of «محللو «غولدمان ساكس»» ends with its closing mark, and the word behind it."""
        quote = sentence.opened(index) if index < len(sentence) and sentence.mark(index) in _QUOTED_NAME else None
        if quote is None:
            return None
        beyond = sentence.ending_before(quote.end) + 1
        if (
            beyond - index > _LONGEST_QUOTED_NAME
            or beyond >= len(sentence)
            or sentence.quoted[beyond] == sentence.quoted[index]
        ):
            return None
        return quote.end + (sentence.text[quote.end : quote.end + 1] in CLOSING), beyond

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
        if not form.startswith("ال") or form in ADJUNCT_STARTS or form in LYING | {"التي", "الذي", "الذين"}:
            return False
        found = self._labels.get(sentence.words[index].start)
        return found not in {"DATE", "TIME", "PERS"}

    def owner(self, sentence: Sentence, index: int) -> tuple[Span, int] | None:
        """Whose data or statement it is, when a mention follows the noun, and the word behind it: «بيانات معهد …»."""
        if sentence.form(index).startswith("ال") and sentence.form(index + 2) not in {"عن", "من"}:
            return None  # «وصف البيان تصرف الوزارة بـ…», but «البيان الصادر عن الوزارة»
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
        if COMPLEMENTIZER.fullmatch(sentence.form(end + 1)) or sentence.form(end + 1) in {"وقت", "الوقت"}:
            return end  # «حذرت دراسة من أن …»
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
        while end < min(len(sentence), index + 4) and not sentence.mark(end) and self._is_plural(sentence, end):
            end += 1
        while end < len(sentence) and not sentence.mark(end) and sentence.form(end)[:1] == "و":
            word = sentence.form(end)[1:]
            if word not in SPEAKER_NOUNS and not PLURALS.fullmatch(word):
                break
            end += 1
        if sentence.form(end) == "في" and sentence.form(end + 1) == "مجال" and end + 2 < len(sentence):
            end += 3  # «الباحثون في مجال الفضاء»
        end = self._of_whom(sentence, index, end)
        last, end = self._quoted_name(sentence, end) or (sentence.words[end - 1].end, end)
        return Subject(((Span(sentence.words[index].start, last),),), index, end, known=True)

    @staticmethod
    def _is_plural(sentence: Sentence, index: int) -> bool:
        """Whether the word is one more plural, not the verb of the first: «محللون يتوقعون»."""
        form = sentence.form(index)
        return form.endswith("ون") and not any(one.shape is Shape.IMPERFECT for one, _ in analyses(form))

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
        if (
            form in _STOPS
            or (form.removesuffix("ا") in OCCASIONS and sentence.form(first).startswith("ال"))
            or sentence.form(at - 1) == "عيان"
            or is_consequence(sentence, at)
            or (form in OF_HIM and not sentence.form(first).startswith("ال"))
        ):
            return False
        if form in _BEHIND.get(sentence.form(at - 1), ()) and not sentence.mark(at):
            return True
        if sentence.form(at + 1) in _BEHIND.get(form, ()) and not sentence.mark(at):
            return True
        if form[:1] == "ب" and form[1:] in CONTENT_NOUNS:
            return False
        if form.endswith("ا") and any(one.shape is Shape.PARTICIPLE for one, _ in analyses(form)):
            return False
        if form[:3] == "بال" or form in THESE:
            return False
        if form in {"باسم", "باسمها", "لشوون", "للشوون"}:
            return True
        earlier = form == "في" and sentence.form(at + 1) in {"وقت", "الوقت"}
        if earlier or TO_WHOM.fullmatch(form) or sentence.raw(at).startswith("لـ"):
            return False
        if form in {"في", "لدي", "من"} and at == first + 1 and not sentence.form(first).startswith("ال"):
            return True
        if sentence.mark(at) or form in ADJUNCT_STARTS or form in CONTENT_NOUNS or form in WAS or form in ALREADY:
            return False
        if form[:1] in "ول" and form not in SPEAKER_NOUNS and form[1:] in SPEAKER_NOUNS and form[0] == "و":
            return False
        return COMPLEMENTIZER.fullmatch(form) is None
