"""What is decided in an article: a person's marks and the regions, to see what a proposal meets."""

from __future__ import annotations

import json

from hashiya.domain.annotation import AnyAnnotation, Layer
from hashiya.domain.ids import AnnotatorId, ArticleKey
from hashiya.domain.span import Fragments, Span
from hashiya.storage.reads import Reads
from hashiya.suggest.engines import BOILERPLATE
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.ordered import InTextOrder
from hashiya.workspace.view import LAYERS, MarkRow

SAME_CLAIM = 0.5
"""From this share of common characters on, a marked claim and a proposed one are about the same words."""


class SettledMarks:
    """One person's marks and the regions of an article, to see what a proposal meets."""

    def __init__(self, reads: Reads, key: ArticleKey, owner: AnnotatorId) -> None:
        self.owner = owner
        rows: dict[Layer, list[MarkRow]] = {Layer.ENTITIES: [], Layer.CLAIMS: [], Layer.REGIONS: []}
        for identifier, kind, label, start, end, pieces, whose in reads.mark_rows(key, owner=owner):
            fragments = tuple(Span(*piece) for piece in json.loads(pieces)) if pieces else None
            row = MarkRow(identifier, LAYERS[kind], label, start, end, fragments, whose)
            rows[row.layer].append(row)
        self._rows = {layer: InTextOrder(some) for layer, some in rows.items()}
        self._longest = {layer: max((one.end - one.start for one in some), default=0) for layer, some in rows.items()}

    def put(self, thing: AnyAnnotation) -> None:
        """Add a mark."""
        fragments = thing.fragments if len(thing.fragments) > 1 else None
        row = MarkRow(thing.id, thing.layer, thing.label, thing.start, thing.end, fragments, thing.owner)
        self._rows[thing.layer].put(row)
        self._longest[thing.layer] = max(self._longest[thing.layer], thing.end - thing.start)

    def drop(self, thing: AnyAnnotation) -> None:
        """Take a mark away."""
        self._rows[thing.layer].drop(thing.id)

    def settle(self, proposal: Proposal) -> bool:
        """Whether what the proposal is about has been decided, or lies where nobody should annotate."""
        start, end = proposal.start, proposal.end
        met = self._meeting(proposal.layer, start, end)
        if proposal.layer is Layer.CLAIMS:
            return self._in_boilerplate(start, end) or any(_is_same_claim(row, proposal) for row in met)
        if proposal.layer is Layer.REGIONS:
            return any(row.label == proposal.label or (row.start, row.end) == (start, end) for row in met)
        return self._in_boilerplate(start, end) or any(_decides(row, proposal) for row in met)

    def _in_boilerplate(self, start: int, end: int) -> bool:
        return any(row.label == BOILERPLATE for row in self._meeting(Layer.REGIONS, start, end))

    def _meeting(self, layer: Layer, start: int, end: int) -> list[MarkRow]:
        rows = self._rows[layer].between(start - self._longest[layer], end)
        return [row for row in rows if row.end > start]


def _decides(row: MarkRow, proposal: Proposal) -> bool:
    """Whether a mention that is there says all about what is proposed: same words, same label, or across its edge."""
    same_words = (row.start, row.end) == (proposal.start, proposal.end)
    inside = row.start <= proposal.start and proposal.end <= row.end
    around = proposal.start <= row.start and row.end <= proposal.end
    return same_words or row.label == proposal.label or not (inside or around)


def _is_same_claim(row: MarkRow, proposal: Proposal) -> bool:
    """Whether a claim that is there is the proposed one; a statement whose cue lies in its words is nested in it."""
    cues = [piece for filler in proposal.roles.get("cue", ()) for piece in filler]
    if any(piece.contains(cue) for piece in _pieces(row) for cue in cues):
        return _pieces(row) == proposal.fragments
    return _shared(proposal.fragments, row) >= SAME_CLAIM


def _pieces(row: MarkRow) -> Fragments:
    return row.fragments or (Span(row.start, row.end),)


def _shared(fragments: Fragments, row: MarkRow) -> float:
    """The share of the code points of both that they have in common."""
    mine, theirs = fragments, _pieces(row)
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine for b in theirs)
    return common / (sum(map(len, mine)) + sum(map(len, theirs)) - common)
