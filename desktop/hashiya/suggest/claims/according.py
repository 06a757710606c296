"""Claims without a verb of their own: according to …, in the words of …, and a name before a headline's colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hashiya.arabic.folding import fold
from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.cues import analyses, is_saying, says_anew
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.nounphrases import LYING, is_consequence
from hashiya.suggest.claims.phrasewords import OWNED, PUBLISHED
from hashiya.suggest.claims.sentence import CLOSING, OPENING, Sentence, has_comma
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import (
    ACCORDING,
    ADJUNCT_STARTS,
    COMPLEMENTIZER,
    DOCUMENTS,
    PREPOSITIONS,
    SAYING_OF,
    SPEAKER_NOUNS,
    WHAT,
)
from hashiya.suggest.phrases import is_common
from hashiya.suggest.wordlists import folded_words

_OPINION: Final = re.compile("(?:في (?:راي|نظر|تقدير)|من وجهه نظر|علي لسان|براي|بنظر)(?:ه|ها|هم|ي)?(?= |$)")
_OPENS_OPINION: Final = frozenset(["في", "من", "علي", "براي", "برايه", "برايها", "بنظر", "بنظره", "بنظرها"])
_BEGINNINGS: Final = (
    ACCORDING
    | _OPENS_OPINION
    | frozenset(f"و{word}" for word in _OPENS_OPINION)
    | frozenset(["علي", "وعلي", "نقلا", "ونقلا", "كما"])
)
"""The words that an ascription may begin with."""
_LONGEST_SOURCE: Final = 8
_FAR: Final = 40
"""Words behind «كما قال فلان،» among which its own أن may still come."""
QUOTES: Final = frozenset(OPENING + CLOSING)
_STANDS: Final = frozenset(["جاء", "ورد"])
_TURNED: Final = frozenset(["عن", "من", "في", "بعد", "علي", "ردا", "حول", "امام"])
_FAMILY: Final = re.compile("ال[^ ]{3,}ي")
"""A family by its name alone: «الزعبي: …»; common adjectives were left out before."""
_THAT: Final = re.compile("ب?ان(?:ه|ها|هم)?")
_MINISTRIES: Final = folded_words(
    "التربية التعليم الصحة الداخلية الخارجية الدفاع الأرصاد الكهرباء النفط المالية العدل الزراعة البيئة النقل الاقتصاد"
    " السياحة الثقافة المركزي الأوقاف التموين التجارة العمل"
)
"""What a headline calls a ministry or a body by."""
_NAMES_PAPER: Final = frozenset(
    [
        "بيان",
        "البيان",
        "تقرير",
        "تصريح",
        "تصريحات",
        "بيانات",
        "احصايات",
        "ارقام",
        "دراسه",
        "استطلاع",
        "البيانات",
        "الارقام",
        "تقديرات",
        "التقديرات",
        "معطيات",
        "المعطيات",
        "احصاييات",
        "الاحصاييات",
        "نتايج",
        "النتايج",
        "اعلام",
        "وثايق",
        "الوثايق",
        "مصادر",
        "مصدر",
        "نص",
    ]
)


@dataclass(frozen=True, slots=True)
class Ascription:
    """«حسب ما أفادت وكالة …»: the words [first, end) of the sentence, the cue in them, and whom they name.

    `fillers` are empty where a pronoun names him (على حد قوله).
    """

    first: int
    end: int
    cue: Span
    fillers: tuple[Fragments, ...]
    known: bool
    relay: tuple[Fragments, ...] = ()

    @property
    def is_opening(self) -> bool:
        """Whether the sentence begins with it."""
        return self.first <= 1


def ascriptions(sentence: Sentence, speakers: Speakers) -> Iterator[Ascription]:
    """Those of the sentence, in order."""
    at = 0
    while at < len(sentence):
        found = None
        form = sentence.forms[at]
        if form not in _BEGINNINGS or (form == "حسب" and sentence.form(at + 1) == "الله"):
            at += 1
            continue
        if form in ACCORDING or (form in {"علي", "وعلي"} and sentence.form(at + 1) == "ما" and sentence.is_apart(at)):
            found = _according(sentence, speakers, at)
        elif form in {"علي", "وعلي"} and sentence.form(at + 1) == "حد":
            found = _in_words_of(sentence, speakers, at)
        elif (words := _opinion(sentence, at)) is not None:
            found = _named(sentence, speakers, at, at + words, cue_end=at + words - 1, pronoun=at + words - 1)
        elif form in {"نقلا", "ونقلا"} and sentence.form(at + 1) == "عن":
            found = _named(sentence, speakers, at, at + 2, cue_end=at)
        elif form == "كما":
            found = _as_said(sentence, speakers, at)
            if found is not None and not sentence.is_apart(at) and found.end < len(sentence):
                found = None  # «قد يزيد المشكلة كما يقول المعارضون.»
        if found is not None and found.first > 1 and _has_its_verb(sentence, found):
            found = None  # «وذكرت بلومبرغ، نقلا عن مصادر، أن …»
        if found is not None and found.first > 1 and sentence.form(at - 1) == "وذلك":
            found = replace(found, first=at - 1)
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def _has_its_verb(sentence: Sentence, found: Ascription) -> bool:
    """Whether أن goes on behind it, at once or after a comma, so that a verb before it has its words."""
    if COMPLEMENTIZER.fullmatch(sentence.form(found.end)):
        return True
    comma = next((at for at in range(found.end, min(len(sentence), found.end + 7)) if sentence.mark(at)), None)
    return comma is not None and has_comma(sentence.mark(comma)) and _THAT.fullmatch(sentence.form(comma)) is not None


def headline(sentence: Sentence, speakers: Speakers) -> tuple[tuple[Fragments, ...], int] | None:
    """Who speaks in «فلان: …» and the word that his words begin with."""
    begun = 0
    for index in range(1, sentence.head):
        mark = sentence.mark(index)
        if not mark or all(one in QUOTES for one in mark):
            continue
        if ".." in mark or "؛" in mark:
            begun = index
            continue
        if ":" not in mark:
            return None
        if is_saying(sentence.form(index)) or len(sentence) - index < 3:
            return None
        if (name := _unlisted(sentence, begun, index)) is not None and begun == 0:
            return (
                (((name,),), index) if speakers.after(sentence, 0) is None else _speaking(sentence, speakers, 0, index)
            )
        for first in range(begun, index):
            subject = speakers.after(sentence, first) or (speakers.joined(sentence, first) if first == begun else None)
            if subject is None or subject.end > index:
                continue
            known = subject.known and (subject.end == index or first <= 2)
            return (subject.fillers, index) if known or (subject.end == index and index <= 5) else None
        return None
    return None


def _unlisted(sentence: Sentence, first: int, colon: int) -> Span | None:
    """«برّي: …», «جعجع لـ«النهار»: …»: the one or two words before whom he speaks to, or of, or where."""
    end = first
    while end < colon and end < first + 3 and not (end > first and sentence.mark(end)):
        form = sentence.form(end)
        if end > first and (form in _TURNED or _addresses(sentence, end)):
            break
        end += 1
    turned = end < colon and (sentence.form(end) in _TURNED or _addresses(sentence, end))
    if not (turned or end == colon) or end - first > 2 or colon - end > 4:
        return None
    if any(is_common(sentence.form(at)) or is_saying(sentence.form(at)) for at in range(first, end)):
        return None
    alone = end == first + 1 and not turned and sentence.form(first).startswith("ال")
    if alone and sentence.form(first) not in _MINISTRIES and not _FAMILY.fullmatch(sentence.form(first)):
        return None
    return Span(sentence.words[first].start, sentence.words[end - 1].end)


def _addresses(sentence: Sentence, index: int) -> bool:
    """Whether the word tells to whom it is said: لـ«النهار»."""
    return sentence.form(index) == "ل" or sentence.raw(index).startswith("لـ")


def _speaking(
    sentence: Sentence, speakers: Speakers, first: int, colon: int
) -> tuple[tuple[Fragments, ...], int] | None:
    """The mention that a headline begins with, when it speaks to somebody or of something before the colon."""
    subject = speakers.after(sentence, first)
    if subject is None or not subject.known or subject.end > colon:
        return None
    return subject.fillers, colon


def _according(sentence: Sentence, speakers: Speakers, at: int) -> Ascription | None:
    """«وفق …», «بحسب …», «حسب ما أفادت …»."""
    following = at + 1
    if sentence.form(at) == "فحسب" and not sentence.is_apart(at):
        return None  # «ليس هذا فحسب»
    if sentence.form(following) in WHAT or "ما" in sentence.form(at)[-2:]:
        verb = following + 1 if sentence.form(following) in WHAT else following
        form = sentence.form(verb)
        if (
            not analyses(form)
            and not analyses(form.removesuffix("ه").removesuffix("ت"))
            and not form.startswith(("جاء", "ورد", "نشر", "نقل", "بث", "قرر", "راي", "رات"))
        ):
            return None
        source = _beyond_day(sentence, speakers, verb + 1)
        if verb == at + 1 and has_comma(sentence.mark(source)):
            # «وحسبما أكد، …»: who spoke before.
            return Ascription(
                at, source, Span(_without_conjunction(sentence, at), sentence.words[verb].end), (), known=True
            )
        if passed_on := _passed_on(sentence, speakers, at, verb):
            return passed_on
        while sentence.form(source) in {"به", "بها", "عنه", "عنها", "في", "له", "لها", "علي"}:
            source += 1
        source += sentence.form(source) == "لسان"  # «حسب ما جاء على لسان المحتجين»
        source = _beyond_outlet(sentence, speakers, _beyond_day(sentence, speakers, source))
        found = _named(sentence, speakers, at, source, cue_end=verb)
        if found is None and verb > following and sentence.form(source).startswith("ال") and not sentence.mark(source):
            # Who has announced it is who says it, whatever noun he is called by: «طبقًا لما أعلنته السلطة المحلية».
            cue = Span(_without_conjunction(sentence, at), sentence.words[verb].end)
            found = _reaching(sentence, speakers, at, source, cue, sentence.words[source].start)
        return found
    if sentence.form(following) in SAYING_OF:
        return _named(sentence, speakers, at, following + 1, cue_end=following, pronoun=following)
    return _named(sentence, speakers, at, following, cue_end=at)


def _beyond_day(sentence: Sentence, speakers: Speakers, index: int) -> int:
    """The word behind a day: «حسبما أعلنت مساء الثلاثاء المفوضية», «حسبما أوردته، اليوم السبت، حصيلة»."""
    day = speakers.time_at(sentence.words[index].start) if index < len(sentence) else None
    return sentence.ending_before(day.end) + 1 if day is not None else index


def _beyond_outlet(sentence: Sentence, speakers: Speakers, index: int) -> int:
    """The word behind «لـ«الرياضية»» of «حسب ما أوضحت لـ«الرياضية» مصادر خاصة»; the index where no one comes then."""
    if sentence.form(index) != "ل" or index + 1 >= len(sentence):
        return index
    outlet = speakers.starting(sentence.words[index + 1].start)
    beyond = sentence.ending_before(outlet[0].end) + 1 if outlet is not None and outlet[1] == "ORG" else index
    if beyond == index or beyond >= len(sentence) or sentence.mark(beyond) not in QUOTES | {""}:
        return index
    speaks = sentence.form(beyond) in SPEAKER_NOUNS | _NAMES_PAPER or speakers.starting(sentence.words[beyond].start)
    return beyond if speaks else index


def _passed_on(sentence: Sentence, speakers: Speakers, at: int, verb: int) -> Ascription | None:
    """«وفق ما نقلته قناة … عن …»: who is behind عن said it, the other passed it on."""
    if not sentence.form(verb).startswith("نقل"):
        return None
    relay = speakers.after(sentence, verb + 1)
    if relay is None or sentence.form(relay.end) != "عن":
        return None
    source = speakers.after(sentence, relay.end + 1)
    if source is None:
        return None
    cue = Span(_without_conjunction(sentence, at), sentence.words[verb].end)
    end = source.end + (sentence.form(source.end) in {"نفسه", "نفسها", "ذاته", "ذاتها"})
    return Ascription(at, end, cue, source.fillers, source.known, relay.fillers)


def _opinion(sentence: Sentence, at: int) -> int | None:
    """How many words of opinion or mouth stand here: «في رأي», «من وجهة نظر», «على لسان», «برأيه»."""
    if sentence.form(at).removeprefix("و") not in _OPENS_OPINION or not sentence.is_apart(at):
        return None
    three = " ".join(sentence.form(at + step) for step in range(3))
    found = _OPINION.match(three.removeprefix("و"))
    return found.group().count(" ") + 1 if found else None


def _in_words_of(sentence: Sentence, speakers: Speakers, at: int) -> Ascription | None:
    """«على حد قول …», «على حد تعبيره»."""
    if sentence.form(at + 2) not in SAYING_OF:
        return None
    return _named(sentence, speakers, at, at + 3, cue_end=at + 2, pronoun=at + 2)


def _as_said(sentence: Sentence, speakers: Speakers, at: int) -> Ascription | None:
    """«، كما قال فلان», «، كما تقول رويترز،» where no content of its own follows."""
    if sentence.form(at + 1) in _STANDS and sentence.form(at + 2) == "في" and at + 3 < len(sentence):
        cue = Span(sentence.words[at].start, sentence.words[at + 1].end)
        paper = _reaching(sentence, speakers, at, at + 3, cue, sentence.words[at + 3].start)
        return paper if paper.end >= len(sentence) or has_comma(sentence.mark(paper.end)) else None
    if not (is_saying(sentence.form(at + 1)) or says_anew(f"و{sentence.form(at + 1)}")):
        return None
    if at and has_comma(sentence.mark(at)) and has_comma(sentence.mark(at + 2)):
        # «يعيش، كما قال، نحو ألف شخص»: who spoke before.
        return Ascription(at, at + 2, Span(sentence.words[at + 1].start, sentence.words[at + 1].end), (), known=True)
    subject = speakers.after(sentence, at + 2)
    if subject is None or not _is_closed(sentence, subject):
        return None
    cue = Span(sentence.words[at + 1].start, sentence.words[at + 1].end)
    return Ascription(at, subject.end, cue, subject.fillers, subject.known)


def _is_closed(sentence: Sentence, subject: Subject) -> bool:
    """Whether the clause is over behind its subject: at the sentence's end, or at a comma after which no أن comes."""
    if subject.end >= len(sentence):
        return True
    if not (subject.known and has_comma(sentence.mark(subject.end))):
        return False
    rest = range(subject.end, min(len(sentence), subject.end + _FAR))
    return not any(COMPLEMENTIZER.fullmatch(sentence.form(at)) or ":" in sentence.mark(at) for at in rest)


def _named(
    sentence: Sentence, speakers: Speakers, first: int, source: int, *, cue_end: int, pronoun: int | None = None
) -> Ascription | None:
    """The ascription whose source begins with the word `source`."""
    cue = Span(_without_conjunction(sentence, first), sentence.words[cue_end].end)
    if pronoun is not None and sentence.form(pronoun).endswith(("ه", "ها", "هم")):
        return Ascription(first, source, cue, (), known=True)
    if sentence.form(source) == "ل":
        source += 1  # «وفقًا لـ«النهار»»
    if sentence.form(source) in {"لذلك", "لهذا", "ذلك", "هذا"} and sentence.form(source + 1) in {"", "فان"}:
        return None  # «وطبقًا لذلك فإن …»
    if source >= len(sentence):
        return None
    if OWNED.fullmatch(sentence.form(source)) and (owner := speakers.owner(sentence, source)):
        return Ascription(first, owner[1], cue, ((owner[0],),), known=True)
    if subject := speakers.after(sentence, source):
        return Ascription(first, subject.end, cue, subject.fillers, subject.known)
    cut = 1 if sentence.form(source)[:1] == "ل" and sentence.form(first).endswith("ا") else 0
    start = sentence.words[source].start + (fold(sentence.raw(source)).raw_index(cut) if cut else 0)
    if mention := speakers.any_starting(start):
        end = sentence.ending_before(mention.end) + 1
        if first <= 1 or speakers.starting(start):
            return Ascription(first, end, cue, ((mention,),), known=speakers.starting(start) is not None)
    return _phrase(sentence, speakers, first, source, cue, start)


def _phrase(
    sentence: Sentence, speakers: Speakers, first: int, source: int, cue: Span, start: int
) -> Ascription | None:
    """The noun phrase that is named, where no mention is; what one merely acts by is none in mid-sentence."""
    form = sentence.form(source)
    bare = form[1:] if form[:1] == "ل" else form
    if first > 1 and (bare in DOCUMENTS or "ال" + bare in DOCUMENTS or bare.lstrip("ل") in DOCUMENTS):
        return None
    speaks = bare in SPEAKER_NOUNS or "ا" + bare in SPEAKER_NOUNS or bare in _NAMES_PAPER or "ا" + bare in _NAMES_PAPER
    if first > 1 and not speaks:
        return None
    return _reaching(sentence, speakers, first, source, cue, start)


def _reaching(sentence: Sentence, speakers: Speakers, first: int, source: int, cue: Span, start: int) -> Ascription:
    """The ascription to the noun at `source` and the words that belong to it."""
    end = source + 1
    while end < min(len(sentence), source + _LONGEST_SOURCE) and not sentence.mark(end):
        word = sentence.form(end)
        mention = speakers.starting(sentence.words[end].start)
        if (day := speakers.time_at(sentence.words[end].start)) is not None:
            if end == source + 1 and OWNED.fullmatch(sentence.form(source)):
                end = sentence.ending_before(day.end) + 1  # «إحصاءات عام 2013»
            break
        if mention is not None:
            end = max(end + 1, sentence.ending_before(mention[0].end) + 1)
            continue
        if COMPLEMENTIZER.fullmatch(word) or (word in ADJUNCT_STARTS - PREPOSITIONS) or is_saying(word):
            break
        if is_consequence(sentence, end) or word in LYING | PUBLISHED:
            break
        if word in PREPOSITIONS and word not in {"عن", "من", "في"}:
            break
        end += 1
    return Ascription(first, end, cue, ((Span(start, sentence.words[end - 1].end),),), known=False)


def _without_conjunction(sentence: Sentence, index: int) -> int:
    form = sentence.form(index)
    start = sentence.words[index].start
    if form[0] in "وف" and form[1:] in ACCORDING | {"نقلا", "في", "من", "علي", "براي", "بنظر"}:
        return start + fold(sentence.raw(index)).raw_index(1)
    return start
