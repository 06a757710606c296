"""The engine that learns: a conditional random field on what annotators have confirmed.

It is told what the other engines say and which names are confirmed, and judges them in their context; its scores are
marginal probabilities. A model is one file: a line of JSON that says what it is, then what the trainer wrote.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hashiya.arabic.folding import fold_text
from hashiya.arabic.index import TextIndex
from hashiya.arabic.proclitics import Known, default_stem, nothing_known, vocabulary
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.features import (
    OUTSIDE,
    NameBook,
    Sentence,
    features_of,
    mentions_of,
    sentences_of,
    tags_of,
)
from hashiya.suggest.model_file import VERSION, About, is_available, told_by
from hashiya.suggest.proposal import Proposal, Reading

MAGIC = b"lCRF"
LEAST_SCORE = 0.35
"""What the model itself finds less likely than this is not proposed."""

MOST_LABELS = 11
BY_FORM = frozenset(
    {"TIME", "LANGUAGE", "WEBSITE", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT", "MONEY", "CURR"}
)
"""Labels that rules tell by the form of the words, so that there is nothing to learn."""

Spans = Sequence[tuple[Span, str]]
Rules = Callable[[str, Sequence[Span]], Sequence[Proposal]]
"""The other engines: what they propose for a text, with what is skipped in it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its outermost confirmed mentions; `is_whole` when what is not marked is surely no mention."""

    text: str
    mentions: tuple[tuple[Span, str], ...]
    is_whole: bool = True
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is put into training, by the number of tokens, and the most tokens of all.

    The newest articles come first; what is beyond `tokens` is left out.
    """

    tokens: int = 100_000
    few: int = 20_000
    c1: float = 0.2
    c2: float = 0.1

    def plan(self, tokens: int) -> tuple[str, dict[str, float]]:
        """How the trainer goes about so many tokens: its way, and what it is set to.

        Few tokens: 16 to 40 steps over all sentences. Many: five walks, after each sentence a small step; they find
        what 22 steps over all found and 10, which take as long, did not: of organisations that the rules are not told
        of F1 .35, .33 and .10.
        """
        if tokens <= self.few:
            steps = max(16, min(40, 330_000 // max(tokens, 1)))
            return "lbfgs", {"c1": self.c1, "c2": self.c2, "max_iterations": steps}
        # Three hundred sentences are enough to find out how large a step may be, a thousand take a second more.
        return "l2sgd", {
            "c2": self.c2,
            "max_iterations": 5,
            "calibration.samples": 300,
            "calibration.candidates": 5,
        }


class Trainer:
    """Collects examples and writes a model."""

    def __init__(self, rules: Rules, *, effort: Effort | None = None) -> None:
        self._rules = rules
        self._effort = effort or Effort()

    def train(self, examples: Sequence[Example], out: Path, *, project: str = "") -> About:
        """Train on the examples, the most telling first, and write the model in place of what was there."""
        import time

        import pycrfsuite

        began = time.monotonic()
        book = NameBook.of((span.of(one.text), label) for one in examples for span, label in one.mentions)
        labels = learnable(examples)
        rows: list[tuple[list[list[str]], list[str]]] = []
        tokens = articles = 0
        for example in examples:
            if tokens >= self._effort.tokens:
                break
            own = Counter((tuple(fold_text(span.of(example.text)).split()), label) for span, label in example.mentions)
            view = View(example.text, self._rules, book=book, without=own, skipped=example.skipped)
            for sentence, features in view.rows():
                tags = tags_of(sentence, [one for one in example.mentions if one[1] in labels])
                if example.is_whole or any(tag != OUTSIDE for tag in tags):
                    rows.append((features, tags))
                    tokens += len(tags)
            articles += 1
        way, settings = self._effort.plan(tokens)
        trainer = pycrfsuite.Trainer(algorithm=way, verbose=False)
        trainer.set_params(settings)
        for features, tags in rows:
            trainer.append(features, tags)
        part = out.with_name(out.name + ".part")
        trainer.train(str(part))
        seen = sum(len(one.mentions) for one in examples)
        about = About(VERSION, project, articles, seen, tuple(sorted(labels)), round(time.monotonic() - began, 2))
        data = json.dumps(asdict(about), ensure_ascii=False).encode() + b"\n" + part.read_bytes()
        part.write_bytes(data)
        part.replace(out)
        return about


def learnable(examples: Iterable[Example]) -> frozenset[str]:
    """The labels that are worth learning: the time of training grows with the square of their number."""
    counts = Counter(label for one in examples for _, label in one.mentions if label not in BY_FORM)
    return frozenset(label for label, _ in counts.most_common(MOST_LABELS))


class View:
    """One text as the learner sees it."""

    def __init__(
        self,
        text: str,
        rules: Rules,
        *,
        book: NameBook,
        without: Counter[tuple[tuple[str, ...], str]] | None = None,
        skipped: Sequence[Span] = (),
        index: TextIndex | None = None,
    ) -> None:
        proposed = [one for one in rules(text, skipped) if one.layer is Layer.ENTITIES and len(one.fragments) == 1]
        self._outer = outermost([(one.fragments[0], one.label) for one in proposed])
        outer = set(self._outer)
        self._nested = [(one.fragments[0], one.label) for one in proposed if (one.fragments[0], one.label) not in outer]
        self._book = book
        self._without = without
        self.starts = {one.fragments[0].start for one in proposed}
        self.sentences = sentences_of(index or TextIndex(text), self.starts, skipped=skipped)

    def rows(self) -> Iterator[tuple[Sentence, list[list[str]]]]:
        """Each sentence with what the learner is told of its tokens."""
        elsewhere = self._elsewhere()
        for sentence in self.sentences:
            start, end = sentence[0].span.start, sentence[-1].span.end
            outer = [one for one in self._outer if one[0].start < end and one[0].end > start]
            nested = [one for one in self._nested if one[0].start < end and one[0].end > start]
            yield (
                sentence,
                features_of(
                    sentence,
                    rules=tags_of(sentence, outer),
                    nested=[tag[2:] for tag in tags_of(sentence, nested)],
                    names=self._book.hits(sentence, self._without),
                    elsewhere=elsewhere,
                ),
            )

    def _elsewhere(self) -> dict[str, str]:
        """What the rules call each word most often in this text."""
        called: dict[str, Counter[str]] = {}
        for sentence in self.sentences:
            start, end = sentence[0].span.start, sentence[-1].span.end
            outer = [one for one in self._outer if one[0].start < end and one[0].end > start]
            for token, tag in zip(sentence, tags_of(sentence, outer), strict=True):
                if tag != OUTSIDE and len(token.folded) > 2:
                    called.setdefault(token.folded, Counter())[tag[2:]] += 1
        return {word: counts.most_common(1)[0][0] for word, counts in called.items()}


def outermost(mentions: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Those that do not lie inside another one, in text order."""
    found: list[tuple[Span, str]] = []
    reached = 0
    for span, label in sorted(set(mentions), key=lambda one: (one[0].start, -one[0].end, one[1])):
        if span.end > reached:
            found.append((span, label))
            reached = span.end
    return found


class LearnedModel:
    """A trained model, read from its file; for any thread, one at a time."""

    def __init__(self, about: About, body: bytes) -> None:
        import pycrfsuite

        self.about = about
        # The tagger reads these bytes as long as it lives and does not hold them itself.
        self._body = body
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._body)
        self._lock = threading.Lock()

    @classmethod
    def read(cls, path: Path) -> LearnedModel | None:
        """The model in the file; None when there is none, or none that this program can use."""
        if not is_available():
            return None
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            about = told_by(head)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        # Whatever else stands there would end the process: the reader trusts its file.
        if about is None or not body.startswith(MAGIC) or len(body) != int.from_bytes(body[4:8], "little"):
            return None
        return cls(about, body)

    def mentions(self, view: View) -> list[tuple[Span, str, float]]:
        """The mentions that the model finds, each with the least of its tokens' probabilities."""
        found: list[tuple[Span, str, float]] = []
        with self._lock:
            for sentence, features in view.rows():
                tags = self._tagger.tag(features)
                for first, end, label in mentions_of(tags):
                    score = min(self._tagger.marginal(tags[n], n) for n in range(first, end))
                    found.append((Span(sentence[first].span.start, sentence[end - 1].span.end), label, score))
        return found


class Learned:
    """The model as an engine."""

    name = "learned"

    def __init__(self, model: LearnedModel, rules: Rules, *, book: NameBook) -> None:
        self._model = model
        self._rules = rules
        self._book = book

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        view = View(reading.text, self._rules, book=self._book, skipped=reading.skipped, index=reading.index)
        found = self._model.mentions(view)
        known = vocabulary([reading.text]).__contains__ if found else nothing_known
        return [
            Proposal(
                layer=Layer.ENTITIES,
                label=label,
                fragments=(_without_proclitic(reading, span, view.starts, known),),
                engine=self.name,
                score=round(min(score, 1.0), 4),
            )
            for span, label, score in found
            if score >= LEAST_SCORE
        ]


def _without_proclitic(reading: Reading, span: Span, starts: Collection[int], known: Known) -> Span:
    """The mention without a proclitic that only the other words of the text show to be one."""
    if span.start in starts:
        return span
    first = reading.index.word_at(span.start)
    if first is None or first.start != span.start or first.end > span.end:
        return span
    return Span(default_stem(reading.text, first, known).start, span.end)
