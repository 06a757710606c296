"""Through whom words came, and when and where they were said: «ونقلت وكالة … عن … قوله», «في بيان نشرته …»."""

from __future__ import annotations

from typing import Final

from hashiya.arabic.folding import fold
from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.cues import analyses
from hashiya.suggest.claims.phrasewords import CALLING, PUBLISHED
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import LEADS, OCCASIONS

Fillers = tuple[Fragments, ...]
_REACH: Final = 24
_ASCRIBED: Final = frozenset(["نسب", "نسبت", "عزا", "عزت"])
_SPREAD_BY: Final = frozenset(["افادت", "افاد", "ادلي", "ادلت", "خص", "خصت"])
_ATTRIBUTES: Final = frozenset(
    [
        "صحفي",
        "صحافي",
        "الصحفي",
        "الصحافي",
        "هاتفي",
        "متلفز",
        "متلفزه",
        "صحفيه",
        "صحافيه",
        "مشترك",
        "مشتركه",
        "المشترك",
        "رسمي",
        "رسميه",
        "مكتوب",
        "تلفزيونيه",
        "تلفزيوني",
        "مصور",
        "عاجل",
        "مقتضب",
        "اذاعيه",
        "خاص",
        "خاصه",
        "الهاتفي",
    ]
)


def reported_through(sentence: Sentence, speakers: Speakers, index: int) -> tuple[Fillers, Fillers] | None:
    """Source and relay of «نقلت وكالة … عن … قوله», from the number of قوله."""
    for at in range(index - 1, max(index - _REACH, 0), -1):
        if sentence.form(at) != "عن" and not (sentence.form(at) == "الي" and _is_ascribed(sentence, at)):
            continue
        # «نقلت الوكالة عن من أسمته معاون القائد قوله»
        called = sentence.form(at + 1) == "من" and sentence.form(at + 2) in CALLING
        who = at + (3 if called else 1)
        subject = speakers.after(sentence, who)
        if (subject is None or subject.end > index) and who < index:
            span = Span(sentence.words[who].start, sentence.words[index - 1].end)
            fillers: Fillers = ((span,),)
        elif subject is not None and subject.end <= index:
            fillers = subject.fillers
        else:
            return None
        return _passed_on(sentence, speakers, at, fillers)
    return None


def _is_ascribed(sentence: Sentence, index: int) -> bool:
    """Whether إلى belongs to «نسبت …»."""
    return any(sentence.form(at).removeprefix("و") in _ASCRIBED for at in range(max(index - 8, 0), index))


def _passed_on(sentence: Sentence, speakers: Speakers, about: int, fillers: Fillers) -> tuple[Fillers, Fillers] | None:
    for at in range(about - 1, max(about - 12, -1), -1):
        passes = any(form.verb.name == "نقل" for form, _ in analyses(sentence.form(at)))
        if passes or sentence.form(at) == "نقلا" or sentence.form(at).removeprefix("و") in _ASCRIBED:
            if at + 1 == about:
                before = speakers.before(sentence, at)
                return fillers, before.fillers if before else ()
            relay = speakers.after(sentence, at + 1)
            if relay is not None and relay.end <= about:
                return fillers, relay.fillers
            return fillers, ((Span(sentence.words[at + 1].start, sentence.words[about - 1].end),),)
    return None


def is_passed_on(sentence: Sentence, index: int) -> bool:
    """Whether «نقلت وكالة … عن …» stands before the word, so that a noun of saying is the cue."""
    about = next((at for at in range(index - 1, max(index - _REACH, 0), -1) if sentence.form(at) == "عن"), 0)
    before = (sentence.form(at) for at in range(max(about - _REACH, 0), about))
    return any(one.verb.name == "نقل" for form in before for one, _ in analyses(form))


def passing_on(sentence: Sentence, index: int) -> int | None:
    """The word «ونقلت» that the clause of «قوله» begins with, when it stands beside what was said before."""
    for at in range(index - 1, max(index - _REACH, -1), -1):
        form = sentence.form(at)
        if any(one.verb.name == "نقل" for one, _ in analyses(form)):
            return at if form[0] in "وف" or sentence.form(at - 1) in LEADS else None
    return None


def relayed_by(sentence: Sentence, speakers: Speakers, first: int, end: int) -> Fillers:
    """Who published the statement that stands between the verb and its content."""
    for at in range(first + 1, end):
        form = sentence.form(at)
        spread = form in _SPREAD_BY and sentence.form(at + 1) in {"به", "بها"}
        if form in PUBLISHED or spread:
            subject = speakers.after(sentence, at + (2 if spread else 1))
            return subject.fillers if subject else ()
    return ()


def quoted_from(sentence: Sentence, speakers: Speakers, first: int, end: int) -> Fillers:
    """Who is behind it in «وقالت رويترز نقلا عن ثلاثة مصادر إن …», between the verb and its content."""
    for at in range(first + 1, end - 1):
        if sentence.form(at) == "نقلا" and sentence.form(at + 1) == "عن":
            subject = speakers.after(sentence, at + 2)
            return subject.fillers if subject is not None and subject.end <= end + 1 else ()
    return ()


def occasion_and_time(sentence: Sentence, speakers: Speakers, index: int, end: int) -> dict[str, Fillers]:
    """The statement, meeting or call, and the day, that stand between the verb and its content."""
    found: dict[str, Fillers] = {}
    for at in range(index + 1, min(end, index + 30)):
        word = sentence.words[at]
        if sentence.form(at) in OCCASIONS and sentence.form(at - 1) in {"في", "خلال", "عبر", "اثناء", "لدي"}:
            last = at
            while last + 1 < end and sentence.form(last + 1) in _ATTRIBUTES and not sentence.mark(last + 1):
                last += 1
            found.setdefault("occasion", ((Span(word.start, sentence.words[last].end),),))
        day = speakers.time_at(word.start)
        if day is not None and "(" not in sentence.mark(at):
            found.setdefault("time", ((day,),))
    return found


def without_conjunction(sentence: Sentence, index: int) -> int:
    """Where the word begins without its و or ف."""
    return sentence.words[index].start + fold(sentence.raw(index)).raw_index(1)
