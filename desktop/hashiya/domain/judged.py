"""What became of the engines' proposals, told by the things that are there: accepted, corrected, rejected."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any, NamedTuple

from hashiya.domain.annotation import AnyAnnotation, EntityMention
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.step import Thing

REFERENT = "referent:"
"""Begins the label under which a proposed referent is judged, which is no label of the scheme; its id follows."""
NEW_REFERENT = f"{REFERENT}new:"
"""Begins that of a new referent, which had no id when it was proposed; the label of its mentions follows."""

PROPOSED_REFERENT = "x_referent"
"""Where a mention's `extra` says who proposed its referent, and which: `origin` tells of the mention alone."""


class Verdict(IntEnum):
    """What a person made of a proposal, or of one mention that it was for."""

    ACCEPTED = 0
    CORRECTED = 1
    REJECTED = 2
    TAKEN_AWAY = 3


class Judged(NamedTuple):
    """A thing that tells what became of a proposal; `proposal` is what the mentions share that one was for."""

    engine: str
    label: str
    verdict: Verdict
    proposal: str | None = None


class EngineCount(NamedTuple):
    """What became of an engine's proposals with one label."""

    accepted: int
    corrected: int
    rejected: int


class EngineRecord:
    """How many proposals of each engine and label were accepted, corrected and rejected, counted thing by thing."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], list[int]] = {}
        self._shared: dict[tuple[str, str, str], list[int]] = {}

    def of(self, engine: str, label: str) -> EngineCount:
        """The counts of that engine's proposals with that label."""
        return EngineCount(*self._counts.get((engine, label), (0, 0, 0)))

    def all(self) -> dict[tuple[str, str], EngineCount]:
        """The same for every engine and label of which anything is counted."""
        return {key: EngineCount(*counts) for key, counts in sorted(self._counts.items()) if any(counts)}

    def count(self, one: Judged, by: int = 1) -> None:
        """So many more such things, or one less."""
        if one.proposal is None:
            self._add(one.engine, one.label, one.verdict, by)
            return
        key = (one.engine, one.label, one.proposal)
        mentions = self._shared.setdefault(key, [0] * len(Verdict))
        before = _verdict(mentions)
        mentions[one.verdict] += by
        after = _verdict(mentions)
        if not any(mentions):
            del self._shared[key]
        if before is not after:
            self._add(one.engine, one.label, before, -1)
            self._add(one.engine, one.label, after, 1)

    def _add(self, engine: str, label: str, verdict: Verdict | None, by: int) -> None:
        if verdict is not None:
            self._counts.setdefault((engine, label), [0, 0, 0])[verdict] += by


def judged(thing: Thing | None) -> Iterator[Judged]:
    """What the thing tells of proposals: nothing of one that waits."""
    if isinstance(thing, Rejection):
        yield Judged(thing.engine, thing.label, Verdict.REJECTED)
    elif isinstance(thing, Relation) or (isinstance(thing, AnyAnnotation) and not thing.is_proposal):
        yield from judged_mark(thing.origin, thing.label)
        if isinstance(thing, EntityMention) and PROPOSED_REFERENT in thing.extra:
            yield from judged_referent(thing.extra[PROPOSED_REFERENT], thing.id, thing.referent)


def judged_mark(origin: str, label: str) -> Iterator[Judged]:
    """What the origin of an annotation or a relation tells."""
    how, _, engine = origin.partition(":")
    if how in _VERDICTS and not engine.startswith("imported:"):
        yield Judged(engine, label, _VERDICTS[how])


def judged_referent(proposed: Any, mention: str, referent: str | None) -> Iterator[Judged]:
    """What a mention's referent tells, beside the one that was `proposed`; a corpus may bring anything as that."""
    match proposed:
        case {"origin": str(origin), "referent": str(wanted), **more} if origin.startswith("suggested:"):
            if referent is None:
                verdict = Verdict.TAKEN_AWAY
            else:
                verdict = Verdict.ACCEPTED if referent == wanted else Verdict.CORRECTED
            engine, label = origin.removeprefix("suggested:"), more.get("new")
            if isinstance(label, str):
                yield Judged(engine, NEW_REFERENT + label, verdict, wanted)
            else:
                yield Judged(engine, REFERENT + wanted, verdict, mention)


def proposed_referent(engine: str, referent: ReferentId, *, new_for: str | None = None) -> dict[str, Any]:
    """What a mention's `extra` says of a referent that an engine proposed; `new_for` is the label of a new one's."""
    # The origin is spelled as an annotation's: by it the file finds all that was proposed once.
    told: dict[str, Any] = {"origin": f"suggested:{engine}", "referent": referent}
    return {PROPOSED_REFERENT: told | ({"new": new_for} if new_for else {})}


_VERDICTS = {"suggested": Verdict.ACCEPTED, "corrected": Verdict.CORRECTED}


def _verdict(mentions: list[int]) -> Verdict | None:
    """What became of a proposal for several mentions: corrected where it did not hold for all."""
    if not mentions[Verdict.ACCEPTED] + mentions[Verdict.CORRECTED]:
        return None
    is_whole = mentions[Verdict.ACCEPTED] == sum(mentions)
    return Verdict.ACCEPTED if is_whole else Verdict.CORRECTED
