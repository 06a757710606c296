"""The model's labels as proposals, without the proclitics that its words still carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.arabic.folding import fold_text
from hashiya.arabic.proclitics import default_stem, vocabulary
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.features import mentions_of
from hashiya.suggest.proposal import Proposal, Reading

LABELS = {"PERS": "PERS", "ORG": "ORG", "LOC": "GPE"}
"""The model's labels in the scheme's: its LOC is nearly always a state or a city, its MISC is of every kind."""
SCORE = 0.7
"""The model tells no score of its own."""
LONGEST = 120
"""Words that are asked for at once: longer sentences are cut."""

Ask = Callable[[Sequence[Sequence[str]]], list[list[str]] | None]


class Camel:
    """CAMeL NER as an engine; it proposes nothing while the model is not there."""

    name = "camel"

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        sentences = _sentences(reading)
        # Words that fold to nothing are dropped by the model's tokenizer, and every later label would shift.
        labels = self._ask([[word.of(reading.text) for word in sentence] for sentence in sentences])
        if labels is None:
            return []
        known = vocabulary([reading.text]).__contains__
        found = []
        for sentence, tags in zip(sentences, labels, strict=True):
            for first, end, label in mentions_of(tags):
                if label not in LABELS:
                    continue
                start = default_stem(reading.text, sentence[first], known).start
                found.append(
                    Proposal(
                        layer=Layer.ENTITIES,
                        label=LABELS[label],
                        fragments=(Span(start, sentence[end - 1].end),),
                        engine=self.name,
                        score=SCORE,
                    )
                )
        return found


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
