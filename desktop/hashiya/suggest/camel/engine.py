"""The model's labels as proposals, without the proclitics that its words still carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.arabic.proclitics import default_stem, vocabulary
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.features import mentions_of
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.proposal import Proposal, Reading

LABELS = {"PERS": ("PERS",), "ORG": ("ORG",), "LOC": ("GPE", "LOC", "FAC")}
"""The model's labels in the scheme's, the usual one first; the gazetteer tells which place it is.

Its MISC is of every kind and taken for nothing."""
SCORE = 0.7
"""Where the model does not say how sure it is."""
LONGEST = 120
"""Words that are asked for at once: longer sentences are cut."""

Ask = Callable[[Sequence[Sequence[str]]], list[list[str]] | None]
"""Gives each word its tag and, where the model says so, how sure it is of it: «B-PERS 0.93»."""


class Camel:
    """CAMeL NER as an engine; it proposes nothing while the model is not there."""

    name = "camel"

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        sentences = _sentences(reading)
        labels = self._ask([[word.of(reading.text) for word in sentence] for sentence in sentences])
        if labels is None:
            return []
        known = vocabulary([reading.text]).__contains__
        return [
            self._proposal(reading.text, sentence[first:end], label, told[first:end], known)
            for sentence, told in zip(sentences, labels, strict=True)
            for first, end, label in mentions_of([one.partition(" ")[0] for one in told])
            if label in LABELS
        ]

    def _proposal(
        self, text: str, words: Sequence[Span], label: str, told: Sequence[str], known: Callable[[str], bool]
    ) -> Proposal:
        span = Span(default_stem(text, words[0], known).start, words[-1].end)
        usual = LABELS[label]
        listed = built_in().labels.get(fold_key(span.of(text)))
        return Proposal(
            layer=Layer.ENTITIES,
            label=listed if listed in usual else usual[0],
            fragments=(span,),
            engine=self.name,
            score=_score(told),
        )


def _score(told: Sequence[str]) -> float:
    """How sure the model is of the whole mention: as sure as of its least sure word."""
    sure = [float(score) for one in told if (score := one.partition(" ")[2])]
    return round(min(max(min(sure), 0.0), 1.0), 3) if sure else SCORE


def _sentences(reading: Reading) -> list[list[Span]]:
    """The words of each sentence that is not skipped, so many at a time."""
    found: list[list[Span]] = []
    for number in range(len(reading.index)):
        line = reading.index.line(number)
        for sentence in line.sentences:
            if reading.is_skipped(sentence):
                continue
            words = [
                word for word in line.words if sentence.contains(word) and fold_text(word.of(reading.text)).strip()
            ]
            found += [words[first : first + LONGEST] for first in range(0, len(words), LONGEST)]
    return found
