"""Who says it: the mention after the cue or before it, its title passed over; a noun phrase where no mention is."""

from __future__ import annotations

import re
from typing import Final

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.nounphrases import NounPhrases
from hashiya.suggest.claims.phrasewords import GLUE
from hashiya.suggest.claims.sentence import NOWHERE, Sentence, has_comma
from hashiya.suggest.claims.wording import (
    ACCORDING,
    ADJUNCT_STARTS,
    ALREADY,
    HONORIFICS,
    KINSHIP,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    WAS,
)

_THESE: Final = frozenset(["هذا", "هذه", "هولاء", "تلك"])
_PARTED: Final = re.compile("[،,:–—-]")
"""Marks that part a verb from what stands before it: «(رويترز) - حذر …»."""
_BARE_MARKS: Final = frozenset(["", "«", "“", '"'])
_SHORT_TITLES: Final = frozenset(["د", "م", "ا"])
_LISTING: Final = frozenset(["،", ","])
"""Marks behind which و may join one more body: «مركز ميسلون، ومركز الشام، وجمعية …»."""
_CLOSED_COMMA: Final = re.compile('[»”"]?[،,]')


_OF_BODIES: Final = frozenset(["المتحده", "العامه", "العام", "العليا", "الاعلي", "الكبري", "الكبار", "العليا"])
_DOERS: Final = frozenset({"PERS", "OCC", "ORG"})


def _belongs(form: str, before: str, *, definite: bool) -> bool:
    """Whether the word after a noun is its adjective or complement, not another noun."""
    if not definite:
        if before.startswith("ال"):
            return form.startswith("ال") and (form in _OF_BODIES or form.endswith(("ي", "يه", "يون", "يين")))
        # «منظمة حقوقية يمنية مسلحي …»: behind an adjective another one, in its gender.
        return not before.endswith("يه") or form.endswith("يه")
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


class Speakers(NounPhrases):
    """The mentions of a text that can speak."""

    def after(self, sentence: Sentence, index: int, *, of_two: bool = False) -> Subject | None:
        """The subject that begins with the word; `of_two` when the verb's object follows it at once."""
        if index >= len(sentence) or sentence.form(index) in ACCORDING:
            return None
        index = self._beyond_determiner(sentence, index)
        if index >= len(sentence):
            return None
        found = self._chain(sentence, index, of_two=of_two) or self.phrase(sentence, index)
        if of_two and found is not None and not found.known and found.end > index + 1:
            return self.first_of_two(sentence, found)
        return found

    @staticmethod
    def _beyond_determiner(sentence: Sentence, index: int) -> int:
        """The word behind «هذه» or «كل من»; the index where neither stands."""
        if sentence.form(index) in _THESE and not sentence.mark(index + 1):
            return index + 1
        each = sentence.form(index) in {"كل", "كلا"} and sentence.form(index + 1) == "من"
        return index + 2 if each and not sentence.mark(index + 2) else index

    def joined(self, sentence: Sentence, index: int) -> Subject | None:
        """Whom a mention right behind و names: «.. والقاضي: …»."""
        word = sentence.words[index]
        found = self.starting(word.start + 1) if sentence.form(index)[:1] == "و" else None
        if found is None:
            return None
        return Subject(((found[0],),), index, sentence.ending_before(found[0].end) + 1, known=True)

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
        if last < 0 or (last + 1 == index and _PARTED.search(sentence.mark(index))):
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

    def _chain(self, sentence: Sentence, index: int, *, of_two: bool = False) -> Subject | None:
        """Mentions in apposition, the name preferred to its title; و adds a second speaker."""
        fillers: list[Fragments] = []
        at, best, are_titles = index, "", True
        while at < len(sentence) and at < index + 24:
            if best == "OCC" and (beyond := self._beyond_body(sentence, at)) > at:
                at = beyond
                continue
            found, joined = self._mention_at(sentence, at, begun=bool(fillers))
            if found is None:
                if not self._is_glue(sentence, at, begun=bool(fillers), label=best):
                    break
                at += 1
                continue
            span, label = found
            listed = joined == "و" and label == best == "ORG"
            apposed = self._is_apposition(sentence, at, label, best) or self._is_shortened(sentence, at, label)
            if fillers and sentence.mark(at) and not (listed or apposed):
                break
            if not fillers or joined == "و":
                fillers.append((span,))
                best, are_titles = label, are_titles and label == "OCC"
            elif label == "PERS" and best != "PERS":
                # Titles that و joins before one name are his.
                fillers[-1 if not are_titles or sentence.mark(at) else 0 :] = [(span,)]
                best, are_titles = label, False
            elif not (
                joined
                or self._goes_with(label, best)
                or self._is_where(sentence, at, best)
                or (best == "PERS" and not (of_two or sentence.mark(at)) and self._is_called(sentence, found))
            ):
                break
            at = sentence.ending_before(span.end) + 1
        if not fillers:
            return None
        return Subject(tuple(fillers), index, at, known=True)

    def _beyond_body(self, sentence: Sentence, index: int) -> int:
        """The word behind «لـ"رويترز"» of «الرئيس التنفيذي لـ"رويترز" بيتر جوب»; the index where there is none."""
        if index + 1 >= len(sentence) or sentence.mark(index):
            return index
        if sentence.form(index) != "ل":
            return self._beyond_joined_body(sentence, index)
        body = self.starting(sentence.words[index + 1].start)
        return sentence.ending_before(body[0].end) + 1 if body is not None and body[1] == "ORG" else index

    def _beyond_joined_body(self, sentence: Sentence, index: int) -> int:
        """The word behind «لمنظمة التحرير» of «أمين سر اللجنة لمنظمة التحرير صائب عريقات», when a person follows."""
        body = self.starting(sentence.words[index].start + 1) if sentence.form(index)[:1] in "لب" else None
        if body is None or body[1] != "ORG":
            return index
        beyond = sentence.ending_before(body[0].end) + 1
        person = self.starting(sentence.words[beyond].start) if beyond < len(sentence) else None
        return beyond if person is not None and person[1] == "PERS" and not sentence.mark(beyond) else index

    @staticmethod
    def _goes_with(label: str, best: str) -> bool:
        """Whether a position may follow another one, before the name."""
        return best != "PERS" and label in {"PERS", "OCC"}

    def _is_called(self, sentence: Sentence, found: tuple[Span, str]) -> bool:
        """Whether the mention is a position by which the name before it is called, up to a comma or another one."""
        beyond = sentence.ending_before(found[0].end) + 1
        if found[1] != "OCC" or beyond >= len(sentence):
            return False
        further = self.starting(sentence.words[beyond].start)
        return bool(has_comma(sentence.mark(beyond))) or (further is not None and further[1] == "OCC")

    @staticmethod
    def _is_where(sentence: Sentence, index: int, label: str) -> bool:
        """Whether the mention tells where a position is held, so that the name may follow: الناطق … في غزة محمود."""
        return label == "OCC" and sentence.form(index - 1) in {"في", "لدي", "من"} and not sentence.mark(index)

    def _mention_at(self, sentence: Sentence, index: int, *, begun: bool) -> tuple[tuple[Span, str] | None, str]:
        """The mention that begins in the word, after a proclitic only when one has come before."""
        word = sentence.words[index]
        found = self.starting(word.start)
        if found or not begun or len(word) < 3:
            return found, ""
        letter = sentence.text[word.start]
        if letter in "ولب" and (not sentence.mark(index) or (letter == "و" and sentence.mark(index) in _LISTING)):
            return self.starting(word.start + 1), letter
        return None, ""

    def _is_glue(self, sentence: Sentence, index: int, *, begun: bool, label: str) -> bool:
        """Whether the word may stand between two mentions that name one speaker."""
        form = sentence.form(index)
        shortened = form in _SHORT_TITLES and sentence.mark(index + 1) == "."
        if index + 1 >= len(sentence) or (sentence.mark(index + 1) and not shortened):
            return False
        following, _ = self._mention_at(sentence, index + 1, begun=begun)
        if following is None:
            return form in HONORIFICS and sentence.form(index + 1) in HONORIFICS
        if form in HONORIFICS:
            return following[1] in {"PERS", "OCC"}
        if not begun and (form in KINSHIP or _has_pronoun(sentence, index)):
            return following[1] == "PERS"
        if begun and label == "OCC" and following[1] == "PERS" and form.startswith("ال") and form not in ADJUNCT_STARTS:
            return True
        return begun and label == "OCC" and form in GLUE

    @staticmethod
    def _is_shortened(sentence: Sentence, index: int, label: str) -> bool:
        """Whether the full stop before a person's name only shortens his title: «وزيرة المالية د. سعاد»."""
        return label == "PERS" and sentence.mark(index) == "." and sentence.form(index - 1) in _SHORT_TITLES

    def _is_apposition(self, sentence: Sentence, index: int, label: str, before: str) -> bool:
        """«السفير …، كاظم جلالي،»: a name between commas after a title, or a title after a name."""
        if sentence.mark(index) in {"»", "”", '"', ")"}:
            return before == "OCC" and label in {"PERS", "OCC"}
        comma = bool(_CLOSED_COMMA.fullmatch(sentence.mark(index)))
        return comma and (label, before) in {("PERS", "OCC"), ("OCC", "PERS"), ("OCC", "OCC")}
