"""The kinds of things that formats lose, and how many of each a corpus line has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from hashiya.domain.annotation import HUMAN
from hashiya.exchange.choices import Lost
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusFiller, CorpusRelation, kept_keys
from hashiya.exchange.protocol import Writer

Thing = CorpusAnnotation | CorpusRelation


def _annotations(line: CorpusArticle) -> Iterator[CorpusAnnotation]:
    return chain(line.regions, line.entities, line.claims)


def _things(line: CorpusArticle) -> Iterator[Thing]:
    return chain(line.regions, line.entities, line.claims, line.relations)


def _fillers(line: CorpusArticle) -> Iterator[CorpusFiller]:
    return (one for claim in line.claims for fillers in claim.roles.values() for one in fillers)


def _count(found: Iterable[object]) -> int:
    return sum(1 for one in found if one)


def _overlapping(line: CorpusArticle) -> int:
    """How many mentions share a character with one that begins before them."""
    found, reached = 0, -1
    for one in sorted(line.entities, key=lambda one: (one.start, -one.end)):
        found += one.start < reached
        reached = max(reached, one.end)
    return found


def _discontinuous(line: CorpusArticle) -> int:
    in_pieces = _count(len(one.fragments) > 1 for one in _annotations(line))
    return in_pieces + _count(len(one.fragments or ()) > 1 for one in _fillers(line))


def _nested(line: CorpusArticle) -> int:
    claims = {one.id for one in line.claims}
    return _count(one.id in claims for one in _fillers(line) if one.id is not None)


KINDS: dict[str, Callable[[CorpusArticle], int]] = {
    "article_ids": lambda _: 1,
    "metadata": lambda line: _count(value is not None for value in line.meta.values()),
    "language": lambda line: int(line.language != "ar"),
    "status": lambda line: int(line.status != "new") + len(line.progress),
    "article_labels": lambda line: len(line.labels),
    "replaces": lambda line: int(line.replaces is not None),
    "extra": lambda line: len(kept_keys(line)) + sum(len(kept_keys(one)) for one in _things(line)),
    "regions": lambda line: len(line.regions),
    "entities": lambda line: len(line.entities),
    "claims": lambda line: len(line.claims),
    "relations": lambda line: len(line.relations),
    "cross_relations": lambda line: _count(one.tail.article != line.id for one in line.relations),
    "relation_details": lambda line: _count(
        set(one.attributes) - set(one.defaulted) or one.note for one in line.relations
    ),
    "relation_attributes": lambda line: _count(set(one.attributes) - set(one.defaulted) for one in line.relations),
    "roles": lambda line: _count(_fillers(line)),
    "role_referents": lambda line: _count(one.referent for one in _fillers(line)),
    "role_spans": lambda line: _count(one.fragments for one in _fillers(line)),
    "nested_claims": _nested,
    "restatements": lambda line: _count(one.restatement for one in line.claims),
    "clusters": lambda line: _count(one.cluster for one in line.claims),
    "referents": lambda line: (
        _count(one.referent for one in line.entities) + _count(one.referent for one in _fillers(line))
    ),
    "relation_ids": lambda line: len(line.relations),
    "ids": lambda line: _count(_things(line)),
    "attributes": lambda line: sum(len(one.attributes) - len(one.defaulted) for one in _things(line)),
    "defaults": lambda line: sum(len(one.defaulted) for one in _things(line)),
    "notes": lambda line: int(line.note is not None) + _count(one.note for one in _things(line)),
    "article_notes": lambda line: int(line.note is not None),
    "annotators": lambda line: _count(one.annotator for one in _things(line)),
    "origins": lambda line: _count(one.origin != HUMAN for one in _things(line)),
    "scores": lambda line: _count(one.score is not None for one in _things(line)),
    "times": lambda line: _count(one.created or one.modified for one in _things(line)),
    "discontinuous": lambda line: (
        _count(len(one.fragments) > 1 for one in _annotations(line))
        + _count(len(one.fragments or ()) > 1 for one in _fillers(line))
    ),
    "gaps": _discontinuous,
    "mark_notes": lambda line: _count(one.note for one in _annotations(line)),
    "overlap": _overlapping,
}
"""What a format may lose: the kind (`format.loses.<kind>`), and how many of it a line has.

`discontinuous` annotations are left out; of those with `gaps` the whole from first to last is written.
"""


ALWAYS = frozenset({"ids", "relation_ids", "times", "origins", "defaults", "annotators", "article_ids"})
"""What is not counted thing by thing: the table says it, and a count of every annotation would say nothing."""


class Losses:
    """Counts, article by article, what a format loses by its table."""

    def __init__(self, loses: Iterable[str]) -> None:
        self._kinds = [(kind, KINDS[kind]) for kind in loses if kind in KINDS and kind not in ALWAYS]
        self._counts: dict[str, int] = {}
        self._examples: dict[str, list[str]] = {}

    def look(self, line: CorpusArticle) -> None:
        """Count what the article has of each kind."""
        for kind, count in self._kinds:
            found = count(line)
            if found:
                self._counts[kind] = self._counts.get(kind, 0) + found
                examples = self._examples.setdefault(kind, [])
                if len(examples) < 3:
                    examples.append(line.id)

    def told(self, writers: Iterable[Writer]) -> tuple[Lost, ...]:
        """All that was lost, with what the writers counted themselves; theirs counts where both did."""
        counts, examples = dict(self._counts), dict(self._examples)
        own: dict[str, int] = {}
        for writer in writers:
            for kind, count in writer.counts.items():
                own[kind] = own.get(kind, 0) + count
                examples[kind] = writer.examples.get(kind) or examples.get(kind, [])
        counts.update(own)
        return tuple(
            Lost(kind, count, tuple(examples.get(kind, ()))) for kind, count in sorted(counts.items()) if count
        )
