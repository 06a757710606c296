"""All engines in their order on one text: what each one finds is what the next ones may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Fragments, Span, hull
from hashiya.suggest.camel.engine import Ask, Camel
from hashiya.suggest.claims.engine import ReportedSpeech
from hashiya.suggest.engines import BOILERPLATE
from hashiya.suggest.features import NameBook
from hashiya.suggest.learned import Learned, LearnedModel
from hashiya.suggest.merging import RuleEngine, propose_entities, rule_engines
from hashiya.suggest.namesakes import new_referents
from hashiya.suggest.proposal import Confirmed, Proposal, Reading
from hashiya.suggest.referents import Referents, Register, Unreferred
from hashiya.suggest.regions import SURE, Regions, RepeatedLines


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity mention that is in the text already; `is_name` unless it only describes."""

    id: AnnotationId
    label: str
    span: Span
    referent: ReferentId | None = None
    is_name: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One text, and what a person has marked in it."""

    text: str
    mentions: tuple[Mention, ...] = ()
    boilerplate: tuple[Span, ...] = ()


_ALEF, _LAM = "ال"

Labels = Mapping[Layer, Collection[str]]
"""The labels of each layer that may be proposed."""


class Lineup:
    """The engines that are on, ready to read any number of texts; made anew when what they know has changed.

    The rule engines belong to one thread at a time.
    """

    def __init__(
        self,
        *,
        confirmed: Sequence[Confirmed] = (),
        repeated: RepeatedLines | None = None,
        off: Collection[str] = (),
        model: LearnedModel | None = None,
        labels: Labels | None = None,
        register: Register | None = None,
        camel: Ask | None = None,
    ) -> None:
        self._off = frozenset(off)
        self._labels = labels
        self._regions = Regions(repeated)
        self._rules = [one for one in rule_engines(confirmed) if one.name not in self._off]
        self._claims = ReportedSpeech()
        self._camel = Camel(camel) if camel is not None and self.is_on("camel") else None
        self._register = register or Register()
        self._referents = Referents(self._register)
        self._learned = None
        if model is not None and self.is_on("learned"):
            self._learned = Learned(model, cold_rules, book=NameBook.of((one.text, one.label) for one in confirmed))

    def is_on(self, engine: str) -> bool:
        """Whether the engine is asked."""
        return engine not in self._off

    def propose(self, given: Given) -> list[Proposal]:
        """Every proposal for the text, duplicates made one, in text order."""
        text = Reading(given.text)
        regions = list(self._regions.propose(text)) if self.is_on("regions") else []
        skipped = (*given.boilerplate, *_sure_boilerplate(regions))
        own = [(one.span, one.label) for one in given.mentions]
        reading = text.further(skipped=skipped, mentions=own)
        entities = self._entities(reading)
        claims: Sequence[Proposal] = ()
        if self.is_on("claims"):
            known = {*own, *((hull(one.fragments), one.label) for one in entities)}
            claims = self._claims.propose(reading.further(skipped=skipped, mentions=known))
        referents = self._standing_for(given, skipped) if self.is_on("referents") else []
        return merged(one for one in (*regions, *entities, *claims, *referents) if self._is_wanted(one, skipped))

    def _entities(self, reading: Reading) -> list[Proposal]:
        """The mentions that the rules and the learned engine propose."""
        rules = propose_entities(reading, self._rules)
        wanted = [one for one in rules if self._has_label(one)]
        for engine in (self._learned, self._camel):
            if engine is not None:
                wanted = joined(wanted, engine.propose(reading))
        return wanted

    def _standing_for(self, given: Given, skipped: Sequence[Span]) -> list[Proposal]:
        """Referents that are known for mentions that have none, and new ones for several that name the same."""
        there = _unreferred(given)
        read = [one for one in there if not any(place.overlaps(one.span) for place in skipped)] if skipped else there
        return [*self._referents.assign(there), *new_referents(read, self._register)]

    def _has_label(self, proposal: Proposal) -> bool:
        return self._labels is None or proposal.label in self._labels.get(proposal.layer, ())

    def _is_wanted(self, proposal: Proposal, skipped: Sequence[Span]) -> bool:
        if not self._has_label(proposal):
            return False
        if not skipped or proposal.layer is Layer.REGIONS:
            return True
        place = hull(proposal.fragments)
        return not any(one.overlaps(place) for one in skipped)


@cache
def _cold() -> tuple[RuleEngine, ...]:
    return rule_engines()


def cold_rules(text: str, skipped: Sequence[Span] = ()) -> list[Proposal]:
    """What the rule engines propose of entities when nothing is confirmed: what the learned engine is told of."""
    return propose_entities(Reading(text, skipped=skipped), _cold())


def joined(first: Sequence[Proposal], more: Sequence[Proposal]) -> list[Proposal]:
    """The mentions of the first, surer engines, and what another one adds where they found none."""
    places = [hull(one.fragments) for one in first]
    free = [one for one in more if not any(one.fragments[0].overlaps(place) for place in places)]
    return [*first, *free]


def _unreferred(given: Given) -> list[Unreferred]:
    """The mentions that are there, with their words."""
    return [
        Unreferred(one.id, one.label, one.span, _called(one.span, given.text), one.referent, one.is_name)
        for one in given.mentions
    ]


def _called(span: Span, text: str) -> str:
    """The words of a mention; its article whole where a preposition has taken the first letter of it: للاتفاق."""
    words = span.of(text)
    is_cut = words.startswith(_LAM) and text[max(0, span.start - 1) : span.start] == _LAM
    return _ALEF + words if is_cut else words


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
