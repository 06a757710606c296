"""The claims of a text: cue, content, who says it and through whom, with the speaker carried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.according import Ascription, ascriptions, has_comma, headline
from hashiya.suggest.claims.content import Borders, content_of, lead
from hashiya.suggest.claims.cues import Cue, candidates, is_saying
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.inversion import inverted
from hashiya.suggest.claims.naming import named, quoted_before, without_title
from hashiya.suggest.claims.opening import How, Opener, Opening
from hashiya.suggest.claims.relay import occasion_and_time, passing_on, relayed_by, reported_through
from hashiya.suggest.claims.sentence import NOWHERE, Sentence
from hashiya.suggest.claims.speakers import OWNED, Speakers, Subject
from hashiya.suggest.claims.wording import (
    ADJUNCT_STARTS,
    ALREADY,
    LEADS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    TO_WHOM,
    WAS,
)

Fillers = tuple[Fragments, ...]
_ABOUT_IT: Final = frozenset("به بها فيه فيها".split())
_OWN_THOUGHTS: Final = frozenset(["أمل", "تمنى", "رجا", "اعتقد", "ظن", "رأى", "توقع", "أسف", "طلب"])
_HEADLINE: Final = 6
_RELATIVES: Final = frozenset(["التي", "الذي", "الذين", "اللذين", "اللتين", "ما", "مما", "لما", "بما"])


@dataclass(slots=True)
class Claim:
    """One claim in the making."""

    content: Fragments
    quote_form: str
    cue: Fragments
    fillers: Fillers
    source_form: str | None
    score: float
    act: str | None = None
    others: dict[str, Fillers] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """A cue that has its content, and what is known of its speaker."""

    cue: Cue
    opening: Opening
    after: Subject | None
    before: Subject | None
    lead: int | None


class SentenceClaims:
    """The claims of one sentence; `last` is who spoke last in the text before it, `seen` who was told of, if none."""

    def __init__(self, sentence: Sentence, speakers: Speakers, last: Fillers, seen: Fillers) -> None:
        self._s, self._speakers, self.last = sentence, speakers, last
        first = None if last else speakers.first_in(sentence, len(sentence))
        self.seen = first.fillers if first is not None else seen
        self._ascriptions = list(ascriptions(sentence, speakers))
        self._borders = Borders(sentence)
        self._mine: Fillers = ()

    def claims(self) -> Iterator[Claim]:
        """The claims in the order of their cues."""
        found = list(self._found())
        for one in found:
            if one.lead is not None:
                self._borders.add(one.lead)
        for ascription in self._ascriptions:
            if not ascription.is_opening:
                self._borders.add(ascription.first)
        made = [(one, claim) for one in found if (claim := self._claim(one)) is not None]
        if not made and (named := headline(self._s, self._speakers)):
            yield from self._headline(*named)
        self._relay(made)
        for _, claim in made:
            yield claim
        yield from self._ascribed(made)

    def _found(self) -> Iterator[Found]:
        covered = {index for one in self._ascriptions for index in range(one.first, one.end)}
        reached = -1
        for readings in candidates(self._s):
            index = readings[0].index
            if index in covered or index < reached:
                continue
            for cue in readings:
                one = self._accepted(cue)
                if one is not None:
                    yield one
                    reached = max(reached, one.opening.at)
                    break

    def _accepted(self, cue: Cue) -> Found | None:
        s = self._s
        opener = Opener(s, cue, self._speakers)
        turned = inverted(s, cue, opener.subject)
        opening = turned or opener.opening()
        if opening is None:
            return None
        before = None
        if cue.is_finite and not cue.conjunction and opener.subject is None:
            before = self._speakers.before(s, cue.index) or quoted_before(s, cue.index)
            if before is None and cue.form.shape is Shape.IMPERFECT and cue.index <= _HEADLINE:
                before = self._noun_before(cue)
            if before is None and cue.form.shape is Shape.PERFECT:
                before = self._noun_after_was(cue) or self._noun_before(cue) or self._topic_with_commas(cue)
        if cue.is_finite and cue.conjunction == "ف" and opener.subject is None:
            before = self._topic(cue)
        if not turned and opening.how is How.NOMINAL and opener.subject is None and before is None:
            if s.quoted[cue.index] != NOWHERE or not (cue.conjunction or _begins_clause(s, cue)):
                return None
        if not turned and not _is_plausible(s, cue, opening, opener.subject, before):
            return None
        begun = lead(s, cue, before)
        if cue.form.shape is Shape.MASDAR and begun is None:
            begun = passing_on(s, cue.index)
        return Found(cue, opening, opener.subject, before, begun)

    def _claim(self, one: Found) -> Claim | None:
        s, cue = self._s, one.cue
        level = s.quoted[cue.index]
        content = content_of(s, one.opening, self._borders, level)
        if content is None or _is_empty(s, content[0], one.opening.how):
            return None
        fillers, form, relay = self._source(one)
        claim = Claim(
            content[0], content[1], self._cue_fragments(one), fillers, form, _score(one, form), cue.form.verb.act
        )
        if relay:
            claim.others["relay"] = relay
        claim.others.update(occasion_and_time(s, self._speakers, cue.index, one.opening.at))
        if passed_on := relayed_by(s, self._speakers, cue.index, one.opening.at):
            claim.others["relay"] = passed_on
        return claim

    def _cue_fragments(self, one: Found) -> Fragments:
        """The verb; «كان … أكد» when its subject or قد stands between."""
        first = one.before.first if one.before else one.cue.index
        at = first - 1
        while at >= 0 and self._s.form(at) in ALREADY:
            at -= 1
        if at >= 0 and self._s.form(at) in WAS and one.cue.form.shape is Shape.PERFECT:
            word = self._s.words[at]
            start = word.start + (1 if self._s.form(at)[0] in "وف" else 0)
            if word.end < one.cue.span.start:
                return (Span(start, word.end), one.cue.span)
        return (one.cue.span,)

    def _source(self, one: Found) -> tuple[Fillers, str | None, Fillers]:
        cue, form = one.cue, one.cue.form
        nested = one.lead is None and self._is_inside(one)
        if form.shape is Shape.MASDAR:
            through = reported_through(self._s, self._speakers, cue.index)
            if through is not None:
                self.last = through[0] or self.last
                return through[0], "explicit", through[1]
        if form.person == 1:
            return self.last, "pronoun", ()
        if form.verb.act == "passive" or "v" in form.verb.governs:
            return (), "passive", ()
        if form.shape is not Shape.MASDAR and self._s.form(cue.index - 1) in _RELATIVES_OF:
            antecedent = self._speakers.antecedent(self._s, cue.index)
            if antecedent is not None:
                return antecedent.fillers, "explicit", ()
        if form.verb.governs & {"r", "f"}:
            return self._passed_on(one)
        subject = self._whole(one) or one.before or self._stretch(one) or self._stretch_before(one)
        if subject is not None and not subject.fillers:
            return self.last or self.seen, "pronoun", ()
        if subject is not None:
            if not nested:
                self.last = self._mine = subject.fillers
            return subject.fillers, "explicit", ()
        if form.shape is Shape.MASDAR:
            return self.last, "pronoun" if form.pronoun else None, ()
        if not self._mine:
            first = self._speakers.first_in(self._s, cue.index)
            if first is not None and not nested and self._s.quoted[cue.index] == NOWHERE:
                self.last = self._mine = first.fillers
        if not self.last and self.seen:
            self.last = self.seen
        return self.last, "implicit" if self.last or one.lead is not None else None, ()

    def _passed_on(self, one: Found) -> tuple[Fillers, str | None, Fillers]:
        """«نقلت وكالة … عن … أن», «جاء في بيان …»: who is behind the preposition, and who passed it on."""
        s, end = self._s, one.opening.at
        word = "عن" if "r" in one.cue.form.verb.governs else "في"
        at = next((at for at in range(one.cue.index + 1, end) if s.form(at) == word), None)
        if at is None or at + 1 >= end:
            return (), None, ()
        subject = self._speakers.after(s, at + 1)
        fillers: Fillers = ((Span(s.words[at + 1].start, s.words[end - 1].end),),)
        if subject is not None and subject.end <= end + 1:
            fillers = subject.fillers
        relay = one.after or one.before
        if one.lead is not None or not self._mine:
            self.last = self._mine = fillers
        return fillers, "explicit", relay.fillers if relay and word == "عن" else ()

    def _is_inside(self, one: Found) -> bool:
        """Whether the cue stands in the words of another one, which its sentence begins with."""
        return bool(self._mine) or self._s.quoted[one.cue.index] != NOWHERE

    def _whole(self, one: Found) -> Subject | None:
        """The subject after the verb; a phrase reaches as far as أن or the colon lets it: «بعض سكان الحي»."""
        subject = one.after
        if subject is not None and subject.known:
            return named(self._s, self._speakers, subject, one.opening.at)
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
        end = first
        while end < min(one.opening.at, first + 8) and s.form(end) not in ADJUNCT_STARTS and not s.mark(end):
            if TO_WHOM.fullmatch(s.form(end)) or s.raw(end).startswith("لـ") or s.form(end) in _SAYING_ON or is_saying(s.form(end)) or s.form(end) in PREPOSITIONS:
                break
            end += 1
        if end == first or one.opening.head is not None or s.form(first) in _PRONOUNS:
            return None
        if (name := without_title(s, first, end)) != first:
            span = Span(s.words[name].start, s.words[end - 1].end)
            return Subject(((span,),), first, end, known=True)
        if OWNED.fullmatch(s.form(first)) and (owner := self._speakers.owner(s, first)):
            return Subject(((owner[0],),), first, end, known=True)
        for at in range(first, end):
            named = self._speakers.starting(s.words[at].start)
            if named is not None and (named[1] == "PERS" or at == first):
                return Subject(((named[0],),), first, end, known=True)
        addressed = s.form(first).endswith(("ه", "ها", "هم")) and one.cue.form.verb.name in _ADDRESSING
        if end - first == 1 and (addressed or s.raw(first)[-2:] in {"اً", "ًا"}):
            return None
        span = Span(s.words[first].start, s.words[end - 1].end)
        return Subject(((span,),), first, end, known=False)

    def _headline(self, fillers: Fillers, index: int) -> Iterator[Claim]:
        """«فلان: …»: a claim without a cue."""
        if "." in self._s.mark(len(self._s)) or self._s.quoted[index - 1] != NOWHERE:
            return
        quote = self._s.opened(index)
        span = Span(self._s.words[index].start, self._s.words[-1].end)
        if quote is not None and quote.end >= self._s.words[-1].end:
            span = Span(quote.start, self._s.words[-1].end)
        self.last = fillers
        yield Claim((span,), "direct" if quote else "indirect", (), fillers, "explicit", 0.6)

    def _stretch_before(self, one: Found) -> Subject | None:
        """A noun phrase before the verb, where it has no subject after it."""
        return self._noun_before(one.cue)

    def _noun_after_was(self, cue: Cue) -> Subject | None:
        """«وكانت المفوضية قد حذرت», «لكن شهودا قالوا»: the noun phrase that the auxiliary opens."""
        s, end = self._s, cue.index
        while end > 0 and s.form(end - 1) in ALREADY:
            end -= 1
        if s.mark(end)[:1] in {"،", ","} or end == 0:
            return None
        for first in range(end, max(end - 9, 0), -1):
            if s.form(first - 1) in WAS and (s.is_apart(first - 1) or s.form(first - 1)[0] == "و"):
                return self._between(first, end)
            if s.mark(first - 1) and first < end and first - 1 > 0:
                return None
        return None

    def _topic_with_commas(self, cue: Cue) -> Subject | None:
        """«المتحدث باسم الجيش، العميد خالد، قال …»: who begins the sentence, set off by commas."""
        s = self._s
        if not 1 < cue.index < 16 or not has_comma(s.mark(cue.index)):
            return None
        subject = self._speakers.after(s, 0)
        if subject is None or subject.end > cue.index or not (subject.end == cue.index or has_comma(s.mark(subject.end))):
            return None
        return Subject(subject.fillers, 0, cue.index, subject.known)

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

    def _noun_before(self, cue: Cue) -> Subject | None:
        """«لكنّ وكيل أعماله نفى», «المنتجون في المنطقة يقولون»: the noun phrase before the verb."""
        s, last = self._s, cue.index - 1
        if not cue.is_finite or cue.conjunction or last < 0:
            return None
        first = last
        while first > 0 and last - first < 6 and not s.mark(first) and s.form(first - 1) not in _BEFORE_SUBJECT:
            first -= 1
        opened = first == 0 or bool(s.mark(first)) or s.form(first - 1) in _BEFORE_SUBJECT
        if not opened or s.mark(cue.index) or s.form(first) in ADJUNCT_STARTS or is_saying(s.form(last)):
            return None
        subject = self._speakers.after(s, first)
        cut = int(subject is None and s.form(first)[:1] == "و" and s.form(first)[1:] in SPEAKER_NOUNS)
        if cut:
            span = Span(s.words[first].start + 1, s.words[last].end)
            return Subject(((span,),), first, cue.index, known=False)
        if subject is None and s.form(first - 1) not in _BEFORE_SUBJECT - {"و"}:
            return None
        if subject is not None and subject.known and subject.end == cue.index:
            return subject
        if last - first > 5:
            return None
        name = without_title(s, first, cue.index)
        span = Span(s.words[name].start, s.words[last].end)
        return Subject(((span,),), first, cue.index, known=False)

    def _relay(self, made: list[tuple[Found, Claim]]) -> None:
        """An ascription beside a claim with a verb tells who passed it on."""
        for one in list(self._ascriptions):
            near = self._claim_beside(one, made)
            if near is None:
                continue
            if not one.fillers:
                self._ascriptions.remove(one)
                continue
            near.others.setdefault("relay", one.fillers)
            self._ascriptions.remove(one)

    def _claim_beside(self, one: Ascription, made: list[tuple[Found, Claim]]) -> Claim | None:
        if one.is_opening:
            first = made[0] if made else None
            if first is not None and first[0].cue.is_finite and first[0].cue.index - one.end < 4:
                return first[1]
            return None
        place = self._s.words[one.first].start
        last = None
        for found, claim in made:
            if (claim.content[-1].end <= place and found.lead is not None) or found.cue.index < one.first:
                last = claim
        if last is None or not 0 <= place - last.content[-1].end < 6:
            return None
        return last

    def _ascribed(self, made: list[tuple[Found, Claim]]) -> Iterator[Claim]:
        for one in self._ascriptions:
            span = self._opened_by(one) if one.is_opening else self._closed_by(one)
            if span is None:
                continue
            fillers = one.fillers or self.last
            quotes = [quote for quote in self._s.quotes if span.overlaps(quote)]
            form = "mixed" if any(len(quote) > 12 for quote in quotes) else "indirect"
            if any(quote.start - 2 <= span.start and span.end <= quote.end + 2 for quote in quotes):
                form = "direct"
            score = 0.75 if one.known else 0.6
            yield Claim((span,), form, (one.cue,), fillers, "explicit" if one.fillers else "pronoun", score)

    def _opened_by(self, one: Ascription) -> Span | None:
        """What follows «وفقًا ل…،», فإن passed over."""
        s, start = self._s, one.end
        if not has_comma(s.mark(start)):
            comma = next((at for at in range(start, min(len(s), start + 8)) if has_comma(s.mark(at))), None)
            follows = comma is not None and s.form(comma) in {"فان", "ان", "فقد"}
            start = comma if comma is not None and (not one.known or follows) else start
        if s.form(start) in {"فان", "ان", "بان"}:
            start += 1
        if start >= len(s):
            return None
        end = self._borders.after(start, s.quoted[start])
        return Span(s.words[start].start, s.words[end - 1].end) if end > start + 1 else None

    def _closed_by(self, one: Ascription) -> Span | None:
        """What stands before «، بحسب …», from the beginning of its clause."""
        s, start = self._s, 0
        for index in range(one.first - 1, 0, -1):
            if self._borders.after(index - 1, s.quoted[index]) == index or s.mark(index)[:1] in {":", "-", "–", "—"}:
                start = index
                break
        if start == 0 and s.form(0)[:1] == "و" and s.form(0)[1:] in ADJUNCT_STARTS:
            start = next((at for at in range(1, min(12, one.first)) if has_comma(s.mark(at))), 0)
        if one.first - start < 2:
            return None
        quote = s.opened(start)
        begun = quote.start if quote else s.words[start].start
        return Span(begun, s.words[one.first - 1].end)


_ADDRESSING: Final = frozenset(["نبه", "حذر", "ذكر", "دعا", "طمأن", "نصح", "أنذر", "اتهم", "وصف"])
_BESIDE: Final = frozenset("لي له لها لهم لنا لك لكم بدوره بدورها ايضا امس اليوم".split())
_AT_ONCE: Final = frozenset(["طالب", "عبر", "وعد", "لوح"])
_AS_NOUNS: Final = frozenset(
    "قال أكد صرح أعلن زعم ادعى نفى اعترف أقر أشار حذر تعهد هدد شدد ألمح لمح ذكر أفاد أوضح اتهم توقع كشف أصر نبه".split()
)
"""Verbs whose masdar reports too: قوله إن، تأكيده أن."""
_PRONOUNS: Final = frozenset(["هو", "هي", "هم", "انا", "نحن", "ذلك", "هذا", "هذه"])
_BEFORE_SUBJECT: Final = frozenset(["لكن", "ولكن", "ان", "وان", "بان", "فيما", "بينما", "حين", "و", "الا"])
_RELATIVES_OF: Final = frozenset(["التي", "الذي", "الذين", "والتي", "والذي", "اللذين"])
_SAYING_ON: Final = frozenset(["قايلا", "قايله", "قايلين", "بالقول", "بقوله", "بقولها"])


def _begins_clause(s: Sentence, cue: Cue) -> bool:
    """Whether the cue can have its subject in the clause before: a participle, or a verb that no noun stands before."""
    if cue.form.shape is not Shape.PERFECT or cue.form.person == 1:
        return True
    return (
        s.is_apart(cue.index)
        or s.form(cue.index - 1) in LEADS | WAS | ALREADY | _BEFORE_SUBJECT
        or any(has_comma(s.mark(at)) for at in range(max(cue.index - 12, 1), cue.index + 1))
    )


def _is_plausible(s: Sentence, cue: Cue, opening: Opening, after: Subject | None, before: Subject | None) -> bool:
    """Whether a word that may mean something else reports here."""
    governs, shape = cue.form.verb.governs, cue.form.shape
    nominal = opening.how is How.NOMINAL
    previous = s.form(cue.index - 1)
    if previous in {"عدم", "بعدم"}:
        return False
    if previous in WAS and shape is Shape.PARTICIPLE:
        return False
    if cue.form.pronoun and previous in {"بما", "ما", "مما", "كما"}:
        return False
    if s.form(cue.index) in {"يذكر", "ويذكر", "يشار", "ويشار"} and after is None and cue.index < 2:
        return False
    if "f" in governs and (s.form(cue.index + 1) not in {"في", "عن"} or nominal):
        return False
    if s.form(cue.index + 1) in _ABOUT_IT or (cue.form.person == 1 and cue.form.verb.name in _OWN_THOUGHTS):
        return False
    subject = after or before
    if shape is Shape.MASDAR:
        return _reports_as_noun(s, cue, opening, after)
    if shape is Shape.PARTICIPLE:
        if previous in PREPOSITIONS:
            return False
        return _reports_as_participle(s, cue, opening)
    if previous in _RELATIVES and nominal:
        return False
    if previous in PREPOSITIONS and s.form(cue.index)[0] not in "يتسن":
        return False
    if nominal and shape is Shape.IMPERFECT and subject is None and not cue.conjunction:
        return cue.form.person == 1 and bool(governs & {"علي", "الي", "ب"})
    if "w" not in governs or "d" in governs:
        return True
    if nominal:
        at_once = bool(cue.conjunction) and opening.at == cue.index + 1 and not governs & {"o", "m"}
        begins = bool(cue.conjunction) or cue.index == 0
        return (subject is not None and (subject.known or begins)) or (at_once and cue.form.verb.name in _AT_ONCE)
    if cue.form.verb.name == "بين" and s.form(cue.index) in {"بين", "وبين", "فبين", "تبين", "يتبين"}:
        return opening.at == cue.index + 1 or (subject is not None and subject.known and opening.at == subject.end)
    return opening.at - cue.index <= (12 if subject is not None and subject.known else 6)


def _reports_as_noun(s: Sentence, cue: Cue, opening: Opening, after: Subject | None) -> bool:
    """«قوله إن», «تصريح الوزير بأن»: only with words of their own that follow at once."""
    if opening.how in {How.NOMINAL, How.COMMA} or cue.form.verb.name not in _AS_NOUNS:
        return False
    if opening.how is How.QUOTATION and not opening.after_complementizer and ":" not in s.mark(opening.word):
        return cue.form.verb.name == "قال" and opening.at == cue.index + 1
    begun = after.end if after is not None else cue.index + 1
    near = opening.at - begun <= (4 if cue.form.pronoun and cue.form.verb.name == "قال" else 0)
    if not near or (after is not None and not after.known):
        return False
    return cue.form.pronoun or after is not None or s.form(cue.index) in _SAYING_ON


def _reports_as_participle(s: Sentence, cue: Cue, opening: Opening) -> bool:
    """«مؤكدًا أن», not «معلنة» of «أسعار معلنة»; the noun of an agent (متحدث) reports only in the accusative."""
    form = s.form(cue.index)
    if form.endswith(("ين", "ات")) and not s.is_apart(cue.index):
        return opening.how is not How.NOMINAL and opening.at == cue.index + 1
    if opening.how is How.NOMINAL:
        apart = s.is_apart(cue.index) or form.endswith("ا") or bool(cue.conjunction)
        return (apart and "w" not in cue.form.verb.governs) or s.is_apart(cue.index)
    return opening.at - cue.index <= 8


def _is_empty(s: Sentence, content: Fragments, how: How) -> bool:
    """Whether the content is one bare word without a noun's weight, which is no claim."""
    if how is How.NOMINAL:
        return len(content) == 1 and len(content[0]) < 3
    return sum(len(piece) for piece in content) < 6


def _score(one: Found, source_form: str | None) -> float:
    """How often this kind of sign is right, as counted on annotated articles."""
    score = {How.QUOTATION: 0.95, How.COLON: 0.92, How.CLAUSE: 0.93, How.COMMA: 0.8, How.NOMINAL: 0.78}[one.opening.how]
    if one.cue.form.shape is Shape.MASDAR:
        score -= 0.1
    if one.lead is None and one.cue.index > 2 and source_form != "explicit":
        score -= 0.2
    if source_form is None:
        score -= 0.15
    return round(max(score, 0.05), 2)
