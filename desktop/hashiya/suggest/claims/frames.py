"""The claims of a text: cue, content, who says it and through whom, with the speaker carried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.according import Ascription, ascriptions, headline
from hashiya.suggest.claims.ascribed import ascribed_to
from hashiya.suggest.claims.content import Borders, content_of, lead
from hashiya.suggest.claims.cues import Cue, candidates, is_passive
from hashiya.suggest.claims.inflection import Shape
from hashiya.suggest.claims.inversion import inverted
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.opening import Opener
from hashiya.suggest.claims.plausible import reports
from hashiya.suggest.claims.relay import occasion_and_time, passing_on, quoted_from, relayed_by, reported_through
from hashiya.suggest.claims.rumours import NEWS, rumours
from hashiya.suggest.claims.sentence import NOWHERE, Sentence
from hashiya.suggest.claims.signs import How
from hashiya.suggest.claims.socalled import so_called
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.subjects import Found, Subjects
from hashiya.suggest.claims.wording import ADJUNCT_STARTS, ALREADY, CLOSED_BY, CONTINUED, HONORIFICS, SPEAKER_NOUNS, WAS
from hashiya.suggest.claims.worth import is_empty, is_own, score_of

Fillers = tuple[Fragments, ...]
_BESIDE: Final = 5
"""Characters between a content and the ascription beside it: a mark or two and a space."""
_NEGATIONS: Final = frozenset(["لم", "لا", "لن"])
_PHRASE: Final = 4
_IN_HIS_WORDS: Final = frozenset(["بقوله", "بقولها", "بقولهم"])
_SUPPOSING: Final = frozenset(["اعتقد", "توقع", "رجح", "ظن", "زعم", "قدر"])
_RELATIVES: Final = frozenset(["التي", "الذي", "الذين", "والتي", "والذي", "اللذين"])


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


class SentenceClaims:
    """The claims of one sentence; `last` is who spoke last in the text before it, `seen` who was told of, if none."""

    def __init__(self, sentence: Sentence, speakers: Speakers, last: Fillers, seen: Fillers) -> None:
        self._s, self._speakers, self.last = sentence, speakers, last
        self._seen_before = seen
        first = None if last else speakers.first_in(sentence, len(sentence))
        self.seen = first.fillers if first is not None else seen
        self._ascriptions = list(ascriptions(sentence, speakers))
        self._borders = Borders(sentence)
        self._subjects = Subjects(sentence, speakers)
        self._mine: Fillers = ()
        self._unnamed_spoke = False  # «وأضاف أن …» where the text names nobody before

    def claims(self) -> Iterator[Claim]:
        """The claims in the order of their cues."""
        found = list(self._found())
        for one in found:
            if one.lead is not None:
                self._borders.add(one.lead)
        for ascription in self._ascriptions:
            if not ascription.is_opening and not self._is_amid(ascription):
                self._borders.add(ascription.first)
        made = [(one, claim) for one in found if (claim := self._claim(one)) is not None]
        if not made and (named := headline(self._s, self._speakers)):
            yield from self._headline(*named)
        self._relay(made)
        for _, claim in made:
            yield claim
        called = list(self._called(made))
        yield from called
        self._ascriptions = [one for one in self._ascriptions if not self._is_behind(one, called)]
        yield from self._ascribed(made)

    def _is_behind(self, one: Ascription, claims: list[Claim]) -> bool:
        """Whether the ascription only repeats who said what ends before it: «وهو ما اعتبره …، حسب ما جاء …»."""
        place = self._s.words[one.first].start
        return any(0 <= place - claim.content[-1].end <= _BESIDE for claim in claims)

    def _is_amid(self, one: Ascription) -> bool:
        """Whether no mark stands around it, so that a clause goes on: «والذي يعتبر بحسب فلان أكبر مشروع»."""
        s = self._s
        relative = any(
            s.form(at).removeprefix("و") in {"الذي", "التي"} for at in range(max(one.first - 3, 0), one.first)
        )
        return relative and one.end < len(s) and not s.mark(one.first) and not s.mark(one.end)

    def _found(self) -> Iterator[Found]:
        covered = {index for one in self._ascriptions for index in range(one.first, one.end)}
        reached = -1
        speech: int | None = None
        for readings in candidates(self._s):
            index = readings[0].index
            if index in covered or index < reached or self._s.is_quoted_alone(index):
                continue
            for cue in readings:
                one = self._accepted(cue)
                if one is None or (speech == self._s.quoted[index] and is_own(one)):
                    continue
                yield one
                reached = max(reached, one.opening.at)
                speech = self._s.quoted[index] if one.opening.how is How.COLON else speech
                break

    def _accepted(self, cue: Cue) -> Found | None:
        s = self._s
        opener = Opener(s, cue, self._speakers)
        turned = inverted(s, cue, opener.subject)
        opening = turned or opener.opening()
        if opening is None:
            return None
        after = opener.subject
        before = self._subjects.before(cue, after) if turned is None else None
        if (topic := self._subjects.topic_of(cue)) is not None:
            after, before = None, topic
        of_whom = s.form(cue.index - 1) in _RELATIVES and self._antecedent(cue) is not None
        if not turned and not reports(s, cue, opening, after, before, of_whom=of_whom):
            return None
        begun = lead(s, cue, before)
        if begun is None and s.form(cue.index - 1) == "حيث" and opening.how in {How.COLON, How.QUOTATION}:
            begun = cue.index - 1  # «رفض الحجج حيث قال: …»
        if cue.form.shape is Shape.MASDAR and begun is None:
            begun = passing_on(s, cue.index)
        return Found(cue, opening, after, before, begun)

    def _claim(self, one: Found) -> Claim | None:
        s, cue = self._s, one.cue
        level = s.quoted[cue.index]
        content = content_of(s, one.opening, self._borders, level)
        if content is None or is_empty(content[0], one.opening.how):
            return None
        fillers, form, relay = self._source(one)
        claim = Claim(
            content[0], content[1], self._cue_fragments(one), fillers, form, score_of(one, form), cue.form.verb.act
        )
        if relay:
            claim.others["relay"] = relay
        if behind := quoted_from(s, self._speakers, cue.index, one.opening.at):
            if claim.source_form == "explicit" and claim.fillers:
                claim.others["relay"] = claim.fillers
            claim.fillers, claim.source_form = behind, "explicit"
        claim.others.update(occasion_and_time(s, self._speakers, cue.index, one.opening.at))
        if passed_on := relayed_by(s, self._speakers, cue.index, one.opening.at):
            claim.others["relay"] = passed_on
        return claim

    def _cue_fragments(self, one: Found) -> Fragments:
        """The verb; «كان … أكد», «كان … يتحدث» when its subject or قد stands between."""
        first = one.before.first if one.before else one.cue.index
        if (negated := self._negated(one.cue)) is not None:
            return (negated,)
        at = one.cue.index - 1
        while at >= 0 and self._s.form(at) in ALREADY:
            at -= 1  # «الحزب كان قد أعلن»
        if at < 0 or self._s.form(at) not in WAS:
            at = first - 1
        while at >= 0 and self._s.form(at) in ALREADY | HONORIFICS:
            at -= 1
        split = one.cue.form.shape is Shape.PERFECT or (one.cue.is_finite and one.before is not None)
        if at >= 0 and self._s.form(at) in WAS and split:
            word = self._s.words[at]
            start = word.start + (1 if self._s.form(at)[0] in "وف" else 0)
            if word.end < one.cue.span.start:
                return (Span(start, word.end), one.cue.span)
        return (one.cue.span,)

    def _negated(self, cue: Cue) -> Span | None:
        """«لم يستبعد»: the verb with the negation before it."""
        s, before = self._s, cue.index - 1
        if cue.form.shape is not Shape.IMPERFECT or before < 0 or s.mark(cue.index):
            return None
        form = s.form(before)
        if form.removeprefix("و").removeprefix("ف") not in _NEGATIONS or s.form(before - 1) in _RELATIVES:
            return None
        start = s.words[before].start + (1 if form[0] in "وف" else 0)
        return Span(start, cue.span.end)

    def _source(self, one: Found) -> tuple[Fillers, str | None, Fillers]:
        """Who says it, in which form the text tells so, and who passed it on."""
        cue, form = one.cue, one.cue.form
        if form.shape is Shape.MASDAR and (through := reported_through(self._s, self._speakers, cue.index)):
            self.last = through[0] or self.last
            return through[0], "explicit", through[1]
        if form.person == 1:
            return self.last, "pronoun", ()
        if "v" in form.verb.governs:
            return (), "passive", ()
        if (antecedent := self._antecedent(cue)) is not None:
            return antecedent.fillers, "explicit", ()
        if form.verb.governs & {"r", "f", "s"}:
            return self._passed_on(one)
        if one.after is one.before is None and (is_passive(self._s.raw(cue.index), form) or self._is_supposed(one)):
            return (), "passive", ()
        nested = one.lead is None and self._is_inside(one)
        subject = self._subjects.named_by(one)
        if subject is None:
            return self._unnamed(one, nested=nested)
        if self._is_addressed(one, subject):
            return self._unnamed(one, nested=nested)
        if not subject.fillers:
            return self.last or self._seen_before, "pronoun", ()
        if not nested:
            self.last = self._mine = subject.fillers
        return subject.fillers, "explicit", ()

    def _is_supposed(self, one: Found) -> bool:
        """Whether «ويعتقد أنه …» tells what is supposed, since nobody has spoken in its sentence."""
        cue, begun = one.cue, not self._mine and one.cue.index < one.opening.at <= one.cue.index + 1
        if not begun or cue.form.shape is not Shape.IMPERFECT or cue.form.verb.name not in _SUPPOSING:
            return False
        return one.opening.how is How.CLAUSE and self._s.form(cue.index).removeprefix("و")[:1] == "ي"

    def _is_addressed(self, one: Found, subject: Subject) -> bool:
        """Whether «كبار السن» of «… وينصح كبار السن بـ» are told, since somebody speaks in the sentence already."""
        if not self._mine or not one.cue.conjunction or "p" not in one.cue.form.verb.governs or not subject.fillers:
            return False
        named = self._speakers.any_starting(subject.fillers[0][0].start) is not None
        return one.opening.how is How.NOMINAL and one.before is None and not named

    def _antecedent(self, cue: Cue) -> Subject | None:
        """Whom «الذي», right before the verb or before «كان قد», goes back to."""
        who = cue.index - 1
        while self._s.form(who) in WAS | ALREADY:
            who -= 1
        if cue.form.shape is Shape.MASDAR or self._s.form(who) not in _RELATIVES:
            return None
        for one in self._ascriptions:
            if one.end == who and one.fillers:
                return Subject(one.fillers, who + 1, who + 1, known=True)
        named = self._speakers.antecedent(self._s, who + 1)
        before = self._s.form(who - 1)
        told = before in NEWS and not self._s.mark(who)
        if told or (named is None and before.startswith("ال") and before in SPEAKER_NOUNS):
            word = self._s.words[who - 1]
            return Subject(((Span(word.start, word.end),),), who + 1, who + 1, known=True)
        return named

    def _unnamed(self, one: Found, *, nested: bool) -> tuple[Fillers, str | None, Fillers]:
        """Who says it where the clause names nobody after the verb or before it."""
        cue, form = one.cue, one.cue.form
        if form.shape is not Shape.MASDAR:
            return self._carried(one, nested=nested)
        if self._s.form(cue.index) in _IN_HIS_WORDS and (beside := self._beside(cue.index)) is not None:
            return beside.fillers, "explicit", ()
        if self._s.form(cue.index) in CONTINUED | CLOSED_BY:
            return self._carried(one, nested=nested)
        return self.last, "pronoun" if form.pronoun else None, ()

    def _beside(self, index: int) -> Subject | None:
        """«المركز» of «وهو ما يؤكده المركز بقوله: …»: a mention before the word, or a phrase that ends there."""
        if (mention := self._speakers.before(self._s, index)) is not None:
            return mention
        phrases = (self._speakers.phrase(self._s, at) for at in range(index - 1, max(index - _PHRASE, 0), -1))
        return next((one for one in phrases if one is not None and one.end == index), None)

    def _carried(self, one: Found, *, nested: bool) -> tuple[Fillers, str | None, Fillers]:
        """Who spoke last: in the sentence, else who does what the sentence tells first, else in the text before."""
        index = one.cue.index
        if (issuer := self._subjects.issuer(one.cue)) is not None and not nested:
            self.last = self._mine = issuer.fillers
        if not (self._mine or self._unnamed_spoke or nested) and self._s.quoted[index] == NOWHERE:
            first = self._beginning(one.cue) or self._speakers.first_in(self._s, index)
            if first is not None:
                self.last = self._mine = first.fillers
        self.last = self.last or self._seen_before
        if one.cue.is_finite and not nested:
            self._mine = self.last
            self._unnamed_spoke = not self._mine
        return self.last, "implicit" if self.last or one.lead is not None else None, ()

    def _beginning(self, cue: Cue) -> Subject | None:
        """«قاطع موظفو البلدية الاجتماع، معتبرين أن …»: who does what the sentence begins with, no mention though."""
        s = self._s
        if cue.is_finite or cue.index < 2 or s.mark(1) or s.form(0) in ADJUNCT_STARTS or s.form(0).startswith("ال"):
            return None
        named = self._speakers.starting(s.words[1].start) is not None
        found = None if named else self._speakers.phrase(s, 1)
        construct = found is not None and found.end > 2 and not s.form(1).startswith("ال")
        return self._speakers.first_of_two(s, found) if found is not None and construct else found

    def _passed_on(self, one: Found) -> tuple[Fillers, str | None, Fillers]:
        """«نقلت وكالة … عن … أن», «جاء في بيان …»: who is behind the preposition, and who passed it on."""
        s, end = self._s, one.opening.at
        governs = one.cue.form.verb.governs
        word = "عن" if "r" in governs else "من" if "s" in governs else "في"
        if s.form(one.cue.index + 1) in {"عنه", "عنها", "عنهم"}:
            return self.last or self._seen_before, "pronoun", ()
        at = next((at for at in range(one.cue.index + 1, end) if s.form(at) == word), None)
        if at is None and "r" in governs and one.after is not None:
            return one.after.fillers, "explicit", ()
        if at is None or at + 1 >= end:
            return (), None, ()
        if word == "في" and self.last and any(s.form(at + step) in {"له", "لها", "لهم"} for step in (2, 3)):
            return self.last, "pronoun", ()
        subject = self._speakers.after(s, at + 1)
        fillers: Fillers = ((Span(s.words[at + 1].start, s.words[end - 1].end),),)
        if subject is not None and subject.end <= end + 1:
            fillers = subject.fillers
        relay = one.after or one.before
        if one.lead is not None or not self._mine:
            self.last = self._mine = fillers
        return fillers, "explicit", relay.fillers if relay and word != "في" else ()

    def _is_inside(self, one: Found) -> bool:
        """Whether the cue stands in the words of another one, which its sentence begins with."""
        return bool(self._mine) or self._s.quoted[one.cue.index] != NOWHERE

    def _called(self, made: list[tuple[Found, Claim]]) -> Iterator[Claim]:
        """«… ما وصفه بـ«…»»: a claim of whoever says what it stands in."""
        cues = {one.cue.index for one, _ in made}
        for index, opening, named in so_called(self._s, self._speakers):
            content = content_of(self._s, opening, self._borders, self._s.quoted[index])
            if index in cues or content is None:
                continue
            before = [claim for one, claim in made if one.cue.index < index]
            fillers = named.fillers if named else before[-1].fillers if before else self.last
            form = "explicit" if named else "implicit"
            word = self._s.words[index]
            yield Claim(content[0], content[1], (Span(word.start, word.end),), fillers, form, 0.7, "evaluate")
        for rumour in rumours(self._s):
            content = content_of(self._s, rumour.opening, self._borders, self._s.quoted[rumour.index])
            if rumour.index in cues or content is None or is_empty(content[0], rumour.opening.how):
                continue
            word = self._s.words[rumour.index]
            form = "explicit" if rumour.fillers else "passive"
            yield Claim(content[0], content[1], (Span(word.start, word.end),), rumour.fillers, form, 0.6)

    def _headline(self, fillers: Fillers, index: int) -> Iterator[Claim]:
        """«فلان: …»: a claim without a cue."""
        if "." in self._s.mark(len(self._s)) or NOWHERE != self._s.quoted[index - 1] == self._s.quoted[index]:
            return
        person = self._speakers.starting(self._s.words[index].start)
        if person is not None and person[1] == "PERS" and person[0].end == self._s.words[-1].end:
            return  # «حلب: سامر عيسى»: who wrote it, and where
        quote = self._s.opened(index)
        span = Span(self._s.words[index].start, self._s.words[-1].end)
        if quote is not None and quote.end >= self._s.words[-1].end:
            span = Span(quote.start, self._s.words[-1].end)
        self.last = fillers
        yield Claim((span,), "direct" if quote else "indirect", (), fillers, "explicit", 0.6)

    def _relay(self, made: list[tuple[Found, Claim]]) -> None:
        """An ascription beside a claim with a verb tells who passed it on."""
        for one in list(self._ascriptions):
            near = self._claim_beside(one, made)
            if near is None:
                continue
            if not one.fillers:
                self._ascriptions.remove(one)
                continue
            near.others.setdefault("relay", one.relay or one.fillers)
            self._ascriptions.remove(one)

    def _claim_beside(self, one: Ascription, made: list[tuple[Found, Claim]]) -> Claim | None:
        if one.is_opening:
            first = made[0] if made else None
            if first is not None and first[0].cue.is_finite and first[0].cue.index - one.end < 4:
                return first[1]
            return None
        place = self._s.words[one.first].start
        for found, claim in made:
            if found.cue.index < one.first and one.end <= found.opening.at:
                return claim
        last = None
        for found, claim in made:
            if (claim.content[-1].end <= place and found.lead is not None) or found.cue.index < one.first:
                last = claim
        if last is None or not 0 <= place - last.content[-1].end <= _BESIDE:
            return None
        return last

    def _ascribed(self, made: list[tuple[Found, Claim]]) -> Iterator[Claim]:
        for one in self._ascriptions:
            span = ascribed_to(self._s, self._borders, one)
            if span is None:
                continue
            fillers = one.fillers or self.last
            quotes = [quote for quote in self._s.quotes if span.overlaps(quote)]
            form = "mixed" if any(len(quote) > 12 for quote in quotes) else "indirect"
            if any(quote.start - 2 <= span.start and span.end <= quote.end + 2 for quote in quotes):
                form = "direct"
            score = 0.75 if one.known else 0.6
            claim = Claim((span,), form, (one.cue,), fillers, "explicit" if one.fillers else "pronoun", score)
            if one.relay:
                claim.others["relay"] = one.relay
            yield claim
