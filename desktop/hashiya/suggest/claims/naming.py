"""Names that no mention tells of: behind a title, in quotation marks, or longer than what was found of them."""

from __future__ import annotations

import re
from typing import Final

from hashiya.domain.span import Span
from hashiya.suggest.claims.cues import is_saying
from hashiya.suggest.claims.mentions import Subject
from hashiya.suggest.claims.phrasewords import CALLED
from hashiya.suggest.claims.sentence import NOWHERE, Sentence, has_comma
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.claims.wording import (
    ADJUNCT_STARTS,
    ALREADY,
    COMPLEMENTIZER,
    CONTENT_NOUNS,
    HONORIFICS,
    OCCASIONS,
    OWN_WORDS,
    PREPOSITIONS,
    SPEAKER_NOUNS,
    TO_WHOM,
    WAS,
)
from hashiya.suggest.personwords import DOING
from hashiya.suggest.phrases import is_common

_RELATIVES: Final = frozenset(
    ["الذي", "التي", "الذين", "اللذان", "اللتان", "هو", "هي", "وهو", "وهي", "ذلك", "هذا", "هذه"]
)
_STOPS: Final = _RELATIVES | OWN_WORDS | ADJUNCT_STARTS | CONTENT_NOUNS | WAS | ALREADY
_LONGEST_NAME: Final = 5
_LASTNAME: Final = 2
"""Words that a last name has at most where it stands in quotation marks, an article apart."""
_OF_OFFICE: Final = frozenset(["في", "من", "عن", "لدي", "ل", "ب"])
_LONGEST_OFFICE: Final = 8
_BEFORE_THAT: Final = 25
_OFFICES: Final = frozenset(
    [
        "وزير",
        "رئيس",
        "مدير",
        "امين",
        "نايب",
        "مستشار",
        "مساعد",
        "قايد",
        "ممثل",
        "مبعوث",
        "نقيب",
        "عميد",
        "رييس",
        "سفير",
        "حاكم",
        "محافظ",
    ]
)
_NISBA: Final = re.compile("ال[^ ]{3,}ي")
_JOINED_HOLDER: Final = re.compile("^و|(?<=..)(?:ه|ها|هم)$")
_AFTER_TITLE: Final = frozenset(["باسم", "السابق", "الحالي", "الاسبق", "السابقه", "الحاليه"])


def is_stop(sentence: Sentence, index: int) -> bool:
    """Whether a name does not reach over the word."""
    form = sentence.form(index)
    if form in _STOPS or is_saying(form):
        return True
    if form == "و" or (len(form) > 4 and form.endswith(("ها", "هم", "هما"))):
        return True
    if TO_WHOM.fullmatch(form) or sentence.raw(index).startswith("لـ") or form[:3] == "بال":
        return True
    return COMPLEMENTIZER.fullmatch(form) is not None or sentence.raw(index)[-2:] in {"اً", "ًا"}


def run(sentence: Sentence, first: int, end: int) -> int:
    """The end of the words from `first` that may be one name: no punctuation, no stop, before the word `end`."""
    at = first
    while (
        at < min(end, len(sentence), first + 9) and not is_stop(sentence, at) and (at == first or not sentence.mark(at))
    ):
        at += 1
    return at


def named(sentence: Sentence, speakers: Speakers, subject: Subject, end: int) -> Subject:
    """The subject with the name that follows its title, or with the rest of a name of which a part was found.

    `end` is the word at which the content or what leads to it begins.
    """
    if not subject.known or not subject.fillers or subject.end > end or len(subject.fillers) > 1:
        return subject
    last = subject.fillers[-1][-1]
    found = speakers.ending(last.end)
    if found is None or found[0] != last:
        return subject
    label, first = found[1], subject.end
    if last.end != sentence.words[first - 1].end:
        return subject
    if label == "OCC" and sentence.form(first).startswith("بال") and sentence.mark(first + 1) in {"،", ","}:
        first += 1  # «مدير عام الدفاع المدني بالمحافظة، العقيد …»
        subject = Subject(subject.fillers, subject.first, first, known=True)
    if sentence.mark(first) in {"،", ","} and label == "OCC":
        return _between_commas(sentence, speakers, subject, end)
    if label == "OCC" and (quoted := in_quotation_marks(sentence, first, comma=True)) is not None:
        return Subject(quoted.fillers, subject.first, quoted.end, known=True)
    if sentence.mark(first):
        return subject
    if label == "OCC" and (holder := _holder(sentence, speakers, subject, end)) is not None:
        return holder
    until = run(sentence, first, end)
    until = next((at for at in range(first, until) if speakers.any_starting(sentence.words[at].start)), until)
    if until == first or until - first > _LONGEST_NAME:
        return subject
    rest = [sentence.form(at) for at in range(first, until)]
    if (
        label == "PERS"
        and len(rest) <= 2
        and rest[0] not in CALLED
        and not any(one.startswith("ال") or one.endswith(("ا", "ه")) for one in rest)
    ):
        return Subject(((Span(last.start, sentence.words[until - 1].end),),), subject.first, until, known=True)
    if label == "OCC":
        return _behind_title(sentence, subject, until)
    return subject


def _holder(sentence: Sentence, speakers: Speakers, subject: Subject, end: int) -> Subject | None:
    """Who holds the position, where the body stands between: «وزير النفط بحكومة تصريف الأعمال سامر عون»."""
    before = sentence.form(subject.end)
    joined = before[:1] == "ب" and before not in PREPOSITIONS
    if not (joined or before in {"في", "لدي"}) or before[:3] == "بال":
        return None
    for at in range(subject.end + 1, min(end, subject.end + _LONGEST_NAME + 1)):
        if sentence.mark(at) or is_saying(sentence.form(at)):
            return None
        person = speakers.starting(sentence.words[at].start)
        if person is not None and person[1] == "PERS":
            return Subject(((person[0],),), subject.first, sentence.ending_before(person[0].end) + 1, known=True)
    return None


def behind_office(sentence: Sentence, speakers: Speakers, office: Subject, end: int) -> Subject:
    """«رياض بن سالم» of «أكد الناطق باسم المحكمة بصفاقس 2، رياض بن سالم، أن …»: a name right before the word `end`."""
    if len(office.fillers) != 1 or end <= office.end:
        return office
    person = speakers.ending(sentence.words[end - 1].end)
    first = sentence.at(person[0].start) if person is not None and person[1] == "PERS" else NOWHERE
    if person is None or first < office.end or first - office.end > _LONGEST_OFFICE:
        return office
    held = office.fillers[0][0]
    known = speakers.ending(held.end)
    if known is not None and known[1] == "PERS" and held.start <= sentence.words[office.first + 1].start:
        return office  # a name already, or one right behind its title
    mark, before = sentence.mark(first), sentence.form(first - 1)
    closed = before.startswith("ال") or speakers.ending(sentence.words[first - 1].end) is not None
    beside = first > office.end and before not in HONORIFICS and closed
    if not (has_comma(mark) or ")" in mark or beside):
        return office
    if not all(_is_of_office(sentence, at) for at in range(office.end, first)):
        return office
    return Subject(((person[0],),), office.first, end, known=True)


def _is_of_office(sentence: Sentence, index: int) -> bool:
    """Whether the word may belong to what an office is called by: no occasion, no clause, nobody whom he met."""
    form = sentence.form(index)
    if form in PREPOSITIONS - _OF_OFFICE or form in _RELATIVES or form in OCCASIONS or is_saying(form):
        return False
    owned = form.endswith(("ه", "ها", "هم")) and not sentence.raw(index).endswith("ة")
    return not owned and sentence.mark(index).strip() in {"", "(", ")"}


def without_title(sentence: Sentence, first: int, end: int) -> int:
    """The word at which the name begins in «رئيس الحكومة أحمد صالح»; `first` when the words are no title and name."""
    form = sentence.form(first)
    if form not in SPEAKER_NOUNS and form not in HONORIFICS and form not in _OFFICES:
        return first
    at = first + 1
    if form in HONORIFICS and end - first == 2 and sentence.form(at).startswith("ال") and sentence.form(at)[-1:] == "ي":
        return at  # «النائب الدمشقي»
    if not form.startswith("ال"):
        at += sentence.form(at).endswith(("نا", "ها")) and at < end  # «مدرب منتخبنا الوطني هيرفي ماران»
        while at < end and not sentence.form(at).startswith("ال"):
            if sentence.form(at) not in SPEAKER_NOUNS and sentence.form(at) not in _OFFICES | _AFTER_TITLE:
                break
            at += 1
        if at < end and form not in HONORIFICS and not sentence.form(at).startswith("ال"):
            return first
    while at < end and (sentence.form(at).startswith("ال") or sentence.form(at) in HONORIFICS | _AFTER_TITLE):
        at += 1
    if at >= end or sentence.form(at).startswith(("لل", "وال", "بال")) or sentence.form(at) in PREPOSITIONS:
        return first
    return at if 2 <= end - at <= _LONGEST_NAME else first


def in_quotation_marks(sentence: Sentence, index: int, *, comma: bool = False) -> Subject | None:
    """«واعتبر «التكتل الوطني» أن …»: a short quotation that words of the same clause follow, perhaps after a comma."""
    quote = sentence.opened(index) if index < len(sentence) else None
    if quote is None or ":" in sentence.mark(index):
        return None
    end = sentence.ending_before(quote.end) + 1
    if end - index > 4 or end >= len(sentence) or sentence.quoted[end] != NOWHERE:
        return None
    closed = sentence.mark(end)
    comma = comma or (end - index <= _LASTNAME and _that_comes(sentence, end))
    if not closed or any(mark in closed for mark in (".:؟!" if comma else ".:؟!،")):
        return None
    return Subject(((Span(quote.start, sentence.words[end - 1].end),),), index, end, known=True)


def _that_comes(sentence: Sentence, index: int) -> bool:
    """Whether «that» comes after another comma: «وأوضح “فودة”، في تصريحات، أن …»."""
    later = range(index + 1, min(len(sentence), index + _BEFORE_THAT))
    commas = [at for at in later if has_comma(sentence.mark(at))]
    begun = [at + (sentence.form(at) in PREPOSITIONS) for at in commas]
    return any(COMPLEMENTIZER.fullmatch(sentence.form(at)) for at in begun)


def quoted_before(sentence: Sentence, index: int) -> Subject | None:
    """«نواة» of the headline «نواة» تكشف عن …»."""
    if index == 0 or sentence.quoted[index - 1] == NOWHERE or sentence.quoted[index] != NOWHERE:
        return None
    quote = sentence.quotes[sentence.quoted[index - 1]]
    first = sentence.ending_before(quote.start + 1)
    if first < 0 or index - first > 4 or (first > 0 and sentence.form(first - 1) in PREPOSITIONS):
        return None
    if any(mark in sentence.mark(index) for mark in "،:.") or first > 2:
        return None
    return Subject(((Span(quote.start, sentence.words[index - 1].end),),), first, index, known=True)


def _between_commas(sentence: Sentence, speakers: Speakers, subject: Subject, end: int) -> Subject:
    """«وزير الطاقة، سهيل المزروعي، إن …»."""
    first = subject.end
    until = run(sentence, first, end + 1)
    closed = sentence.mark(until)[:1] in {"،", ","} or (until == end and not sentence.mark(until))
    person = speakers.starting(sentence.words[first].start) if first < len(sentence) else None
    if person is not None and person[1] == "PERS" and person[0].end == sentence.words[until - 1].end:
        closed = True  # «رئيس الغرفة، خليل سالم خلال مقابلة، إن …»
    if not closed or not 2 <= until - first <= _LONGEST_NAME or sentence.form(first) in SPEAKER_NOUNS:
        return subject
    if until - first > 2 and _NISBA.fullmatch(sentence.form(first)) and not sentence.form(first + 1).startswith("ال"):
        first += 1  # «مدرب قطر، المغربي سعيد العلوي،»
    return Subject(
        ((Span(sentence.words[first].start, sentence.words[until - 1].end),),), subject.first, until, known=True
    )


def _behind_title(sentence: Sentence, subject: Subject, until: int) -> Subject:
    """The name behind a title that a mention tells of, adjectives and honorifics between passed over."""
    first = subject.end
    while first < until and (
        sentence.form(first) in HONORIFICS | _AFTER_TITLE
        or (sentence.form(first).startswith("ال") and first == subject.end and until - first > 1)
    ):
        first += 1
    one = sentence.form(first)
    if DOING.fullmatch(one) or _JOINED_HOLDER.sub("", one) in SPEAKER_NOUNS:
        return subject  # «وجدد الوزير التأكيد على أن …», «أكد العميد ونائبه أن …»
    if first < until and until - first == 1 and (is_common(one) or one in SPEAKER_NOUNS):
        return subject  # «ودعا محافظ نابل السكان إلى …»
    if first >= until or (sentence.form(first).endswith("ا") and until - first == 1):
        return subject
    return Subject(
        ((Span(sentence.words[first].start, sentence.words[until - 1].end),),), subject.first, until, known=True
    )
