"""Where the engines read an article: in the process of the window, or in one of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from hashiya.domain.annotation import PROPOSED, AnyAnnotation, Claim, EntityMention, Filler
from hashiya.domain.ids import NOBODY, AnnotationId, AnnotatorId, ArticleKey
from hashiya.domain.span import Fragments, Span
from hashiya.domain.step import Kind
from hashiya.storage.reads import Reads
from hashiya.suggest.camel.engine import Ask
from hashiya.suggest.engines import BOILERPLATE
from hashiya.suggest.lineup import Given, Key, Mention, key_of, merged
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.heard import Request, Token
from hashiya.workspace.knowledge import Knowledge
from hashiya.workspace.offering import Offered


class EngineRoom:
    """The engines of one project and what they know; for one thread at a time."""

    def __init__(self) -> None:
        self._knowledge = Knowledge()

    def read(self, reads: Reads, request: Request, ask: Ask | None = None) -> tuple[tuple[Offered, ...], Token]:
        """All that the engines propose for the article, decided or not, in text order; and what they knew."""
        lineup, token = self._knowledge.lineup(reads, request, ask if request.camel else None)
        proposals = lineup.propose(given_of(reads, request.article, request.me))
        return offered_of(proposals, stored_proposals(reads, request.article)), token


def given_of(reads: Reads, key: ArticleKey, me: AnnotatorId) -> Given:
    """The text and what the person has marked in it."""
    nameless = reads.nameless(key)
    mentions = [
        Mention(identifier, label, Span(start, end), referent, quote is not None and identifier not in nameless)
        for _, identifier, label, start, end, quote, referent, owner in reads.mention_rows(key)
        if owner == me
    ]
    boilerplate = [
        Span(start, end)
        for _, kind, label, start, end, _, _ in reads.mark_rows(key, owner=me)
        if kind == Kind.REGION.value and label == BOILERPLATE
    ]
    return Given(text=reads.text(key), mentions=tuple(mentions), boilerplate=tuple(boilerplate))


def stored_proposals(reads: Reads, key: ArticleKey) -> list[tuple[Proposal, AnnotationId]]:
    """The proposals that were imported with the article, as proposals of the engines that made them."""
    there = [one for one in reads.annotations(key, owner=NOBODY) if one.is_proposal]
    places = {one.id: one.fragments for one in there}

    def place(filler: Filler) -> Fragments | None:
        if filler.annotation is None or filler.annotation in places:
            return filler.fragments or places.get(filler.annotation or AnnotationId(""))
        other = reads.annotation(filler.annotation)
        return other.fragments if other else None

    return [(_as_proposal(one, place), one.id) for one in there]


def _as_proposal(one: AnyAnnotation, place: Callable[[Filler], Fragments | None]) -> Proposal:
    roles = {
        role: found
        for role, fillers in (one.roles if isinstance(one, Claim) else {}).items()
        if (found := tuple(where for filler in fillers if (where := place(filler))))
    }
    return Proposal(
        layer=one.layer,
        label=one.label,
        fragments=one.fragments,
        engine=one.origin.removeprefix(PROPOSED),
        score=min(max(one.score if one.score is not None else 0.5, 0.0), 1.0),
        roles=roles,
        attributes={name: value for name, value in one.attributes.items() if value is not None},
        referent=one.referent if isinstance(one, EntityMention) else None,
    )


def offered_of(
    proposals: Iterable[Proposal], stored: Iterable[tuple[Proposal, AnnotationId]] = ()
) -> tuple[Offered, ...]:
    """The proposals with their ids, stored ones before computed ones that say the same."""
    held: dict[Key, AnnotationId] = {key_of(one): identifier for one, identifier in stored}
    every = merged([*(one for one, _ in stored), *proposals])
    return tuple(Offered(one, id_of(one), held.get(key_of(one))) for one in every)


def id_of(proposal: Proposal) -> str:
    """The id under which the proposal is shown: the same each time, whoever proposes it."""
    layer, label, fragments, mention, referent = key_of(proposal)
    told = f"{layer}|{label}|{[(one.start, one.end) for one in fragments]}|{mention}|{referent}"
    return f"proposal:{sha256(told.encode()).hexdigest()[:24]}"
