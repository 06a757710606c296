"""All engines in their order on one text: what each one finds is what the next ones may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Fragments, Span, hull
from hashiya.suggest.learned import LearnedModel
from hashiya.suggest.proposal import Confirmed, Proposal, Reading
from hashiya.suggest.regions import BOILERPLATE, SURE, Regions, RepeatedLines

ENGINES = (
    "gazetteer", "names", "dates", "titles", "persons", "claims", "learned", "camel", "regions", "referents"
)  # fmt: skip
"""Every engine's name, in the order in which people see them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity mention that is in the text already."""

    id: AnnotationId
    label: str
    span: Span
    referent: ReferentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One text, and what a person has marked in it."""

    text: str
    mentions: tuple[Mention, ...] = ()
    boilerplate: tuple[Span, ...] = ()


class Lineup:
    """The engines that are on, ready to read any number of texts; made anew when what they know has changed."""

    def __init__(
        self,
        *,
        confirmed: Sequence[Confirmed] = (),
        repeated: RepeatedLines | None = None,
        off: Collection[str] = (),
        model: LearnedModel | None = None,
    ) -> None:
        self._off = frozenset(off)
        self._confirmed = confirmed
        self._model = model
        self._regions = Regions(repeated)

    def is_on(self, engine: str) -> bool:
        """Whether the engine is asked."""
        return engine not in self._off

    def propose(self, given: Given) -> list[Proposal]:
        """Every proposal for the text, duplicates made one, in text order."""
        regions = list(self._regions.propose(Reading(given.text))) if self.is_on("regions") else []
        skipped = (*given.boilerplate, *_sure_boilerplate(regions))
        reading = Reading(given.text, skipped=skipped, mentions=[(one.span, one.label) for one in given.mentions])
        found = [one for one in self._marks(reading) if not reading.is_skipped(hull(one.fragments))]
        return merged([*regions, *found])

    def _marks(self, reading: Reading) -> list[Proposal]:
        """Entities and claims."""
        return []


def cold_rules(text: str, skipped: Sequence[Span] = ()) -> list[Proposal]:
    """What the rule engines propose of entities when nothing is confirmed: what the learned engine is told of."""
    return []


def _sure_boilerplate(regions: Iterable[Proposal]) -> list[Span]:
    """What is so surely no part of the article that nothing is proposed in it."""
    sure = (one for one in regions if one.label == BOILERPLATE and one.score >= SURE)
    return [span for one in sure for span in one.fragments]


Key = tuple[Layer, str, Fragments, AnnotationId | None, ReferentId | None]


def key_of(proposal: Proposal) -> Key:
    """What makes two proposals the same one, whoever proposes it."""
    return proposal.layer, proposal.label, proposal.fragments, proposal.mention, proposal.referent


def merged(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals in text order; of those that say the same only the first one given."""
    unique: dict[Key, Proposal] = {}
    for one in proposals:
        unique.setdefault(key_of(one), one)
    return sorted(unique.values(), key=lambda one: (one.start, -one.end, one.layer, one.label))
