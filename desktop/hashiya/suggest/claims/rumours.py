"""What goes round, inside words that tell of it: «ما تردد عن …», «ما تناقلته بعض المواقع عن …», «الأنباء التي …»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.signs import How, Opening
from hashiya.suggest.wordlists import folded_words

_WHAT: Final = frozenset(["ما", "لما", "مما", "بما", "عما"])
_BY_NOBODY: Final = frozenset(["تردد", "يتردد", "اشيع", "يشاع", "اثير", "يثار", "قيل", "يقال", "يتداول"])
_BY_SOME: Final = frozenset(["تداولته", "تتداوله", "يتداوله", "تناقلته", "تتناقله", "يتناقله", "روجته", "تروجه"])
_SPREADING: Final = frozenset(["تداوله", "تناقله", "نشره", "ترويجه"])
_DONE: Final = frozenset(["تم", "يتم", "جري", "يجري"])
NEWS: Final = folded_words("الأنباء أنباء الأخبار أخبار الشائعات شائعات التقارير تقارير المعلومات معلومات")
_TELLING: Final = frozenset(["تتحدث", "تحدثت", "تحدث"])
_ABOUT: Final = frozenset(["عن", "من", "حول", "بشان", "بخصوص"])
_TOLD: Final = frozenset(["ذكره", "ذكرته", "قاله", "قالته", "زعمه", "زعمته", "اعلنه", "اعلنته", "ادعاه", "ادعته"])
"""What somebody said, behind which only أن brings it: «ما ذكره الوزير بأن …»."""
_VERBS: Final = _BY_NOBODY | _BY_SOME | _TOLD | _SPREADING | _TELLING
_REACH: Final = 10


@dataclass(frozen=True, slots=True)
class Rumour:
    """The verb's place, where what it tells begins, and who spreads it, if anybody is named."""

    index: int
    opening: Opening
    fillers: tuple[Fragments, ...]


def rumours(sentence: Sentence) -> Iterator[Rumour]:
    """Those of the sentence, in order."""
    forms = sentence.forms
    for index in range(1, len(sentence) - 2):
        if forms[index] not in _VERBS or sentence.marks[index]:
            continue
        form, previous = forms[index], forms[index - 1]
        if form in _SPREADING and previous in _DONE and sentence.form(index - 2) in _WHAT:
            previous = sentence.form(index - 2)  # «ما تم تداوله عن …»
        if previous in _WHAT and form in _BY_NOBODY | _BY_SOME | _TOLD | _SPREADING:
            first = index + 1
        elif previous == "التي" and form in _TELLING and sentence.form(index - 2) in NEWS:
            first = index - 2
        else:
            continue
        about = _about(sentence, index, only_that=form in _TOLD)
        if about is None:
            continue
        at = about + 1
        if sentence.form(at) == "ان" and at + 1 < len(sentence):
            at += 1
        named = about if first > index else index - 1
        fillers: tuple[Fragments, ...] = ()
        if form not in _BY_NOBODY | _SPREADING and named > first:
            fillers = ((Span(sentence.words[first].start, sentence.words[named - 1].end),),)
        yield Rumour(index, Opening(at, sentence.words[at].start, How.NOMINAL, at=at), fillers)


def _about(sentence: Sentence, index: int, *, only_that: bool) -> int | None:
    """The word behind which what goes round begins: a preposition, or بأن; none where a mark comes first."""
    for at in range(index + 1, min(len(sentence) - 1, index + _REACH)):
        if sentence.mark(at):
            return None
        if sentence.form(at) == "بان" or (not only_that and sentence.form(at) in _ABOUT):
            return at
    return None
