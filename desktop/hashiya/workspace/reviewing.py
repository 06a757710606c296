"""What a person makes of proposals: accept one, as it is or corrected, accept many, reject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import PROPOSED, AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, ArticleKey, ReferentId, RejectionId
from hashiya.domain.judged import proposed_referent
from hashiya.domain.links import Referent
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Role, Scheme
from hashiya.domain.span import Fragments, hull
from hashiya.domain.step import Change, Kind
from hashiya.suggest.proposal import FEWEST, NewReferent, Proposal
from hashiya.workspace.marks import Marks, fresh, shortened
from hashiya.workspace.offering import Offered
from hashiya.workspace.placing import clash, offered, settled
from hashiya.workspace.record import Outcome, Record, now
from hashiya.workspace.rejected import rejected_label, rejected_places

SUGGESTED, CORRECTED = "suggested:", "corrected:"


@dataclass(slots=True)
class _Batch:
    """What one step is about to make: annotations by the proposal's id, and what cannot stand."""

    article: ArticleKey
    among: Mapping[str, Offered]
    made: dict[str, AnyAnnotation] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)


class Reviewing:
    """Gestures on proposals; each is one step, whatever comes with it."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks

    def accept(
        self,
        article: ArticleKey,
        one: Offered,
        *,
        label: str | None = None,
        fragments: Fragments | None = None,
        among: Sequence[Offered] = (),
    ) -> Outcome:
        """Make the proposal the annotator's own, with another label or other edges where these are given.

        A role of a proposed claim is filled by the annotator's mention on the same words; else by the mention that is
        proposed on them `among` the others, which is accepted with the claim; else by the words.
        """
        proposal = one.proposal
        if proposal.mention is not None:
            return self._take_referent(article, proposal)
        batch = _Batch(article, {other.id: other for other in among if other.id != one.id})
        refusal = self._make(batch, one, label=label, fragments=fragments)
        if refusal is not None:
            return refusal
        new = batch.made[one.id]
        name = "accept" if new.origin.startswith(SUGGESTED) else "accept_corrected"
        return self._take(name, batch, new.label, proposal)

    def accept_referent(self, article: ArticleKey, one: Offered, referent: ReferentId) -> Outcome:
        """Let the mention for which a known referent is proposed stand for this one, which may be another."""
        if one.proposal.mention is None or one.proposal.new_referent is not None:
            return Refusal("gone")
        return self._take_referent(article, one.proposal, referent)

    def accept_many(self, article: ArticleKey, several: Sequence[Offered]) -> Outcome:
        """Make all these proposals the annotator's own in one step; those that cannot stand are left out.

        The step's details count the `left_out`; a refusal when nothing can stand.
        """
        if len(several) == 1:
            return self.accept(article, several[0])
        batch = _Batch(article, {one.id: one for one in several})
        refused: list[Refusal] = []
        # Mentions before claims: what fills a role is made before the role is filled.
        for one in sorted(several, key=lambda one: one.proposal.layer is Layer.CLAIMS):
            if one.id in batch.made:
                continue
            refusal = self._refer(batch, one.proposal) if one.proposal.mention is not None else self._make(batch, one)
            if refusal is not None:
                refused.append(refusal)
        if not batch.changes:
            return refused[0] if refused else Refusal("nothing_to_change")
        first = several[0].proposal
        return self._take("accept_many", batch, first.label, first, left_out=len(refused))

    def reject(self, article: ArticleKey, several: Sequence[Offered]) -> Outcome:
        """Turn the proposals down, so that they are not made to this annotator again; in one step."""
        there = self._record.article(article)
        if there is None or there.removed:
            return Refusal("gone")
        if not several:
            return Refusal("nothing_to_change")
        changes = [
            self._record.change(
                None,
                Rejection(
                    id=RejectionId(self._record.project.ids.make()),
                    article=article,
                    layer=one.proposal.layer,
                    label=rejected_label(one.proposal),
                    fragments=rejected_places(one.proposal),
                    engine=one.proposal.engine,
                    owner=self._record.me,
                ),
            )
            for one in several
        ]
        first = several[0].proposal
        return self._record.take(
            "reject",
            changes,
            count=len(several),
            label=first.label,
            layer=first.layer.value,
            text=self._words(article, first.fragments),
            article=article,
        )

    # Making

    def _take(self, name: str, batch: _Batch, label: str, proposal: Proposal, *, left_out: int = 0) -> Outcome:
        changes = [*batch.changes.values(), *self._marks.begun(batch.article)]
        made = next(iter(batch.made.values()), None)
        return self._record.take(
            name,
            changes,
            count=len(batch.changes),
            label=label,
            layer=proposal.layer.value,
            text=self._words(batch.article, made.fragments if made else proposal.fragments),
            article=batch.article,
            engine=proposal.engine,
            left_out=left_out,
        )

    def _words(self, article: ArticleKey, fragments: Fragments) -> str:
        text = self._record.project.text(article)
        return shortened(" … ".join(piece.of(text) for piece in fragments))

    def _make(
        self, batch: _Batch, one: Offered, *, label: str | None = None, fragments: Fragments | None = None
    ) -> Refusal | None:
        """Put what becomes of a proposal into the batch; why it cannot stand."""
        proposal, scheme = one.proposal, self._record.scheme
        key = label or proposal.label
        allowed = offered(scheme, proposal.layer, key)
        if isinstance(allowed, Refusal):
            return allowed
        placed = self._marks.placed_in(batch.article, fragments or proposal.fragments)
        if isinstance(placed, Refusal):
            return placed
        old = self._marks.get(one.stored) if one.stored else None
        if one.stored and (old is None or old.owner != NOBODY):
            return Refusal("gone")
        is_as_proposed = key == proposal.label and (not fragments or fragments == proposal.fragments)
        new = self._own(old, batch.article, key, placed, proposal, is_as_proposed=is_as_proposed)
        refusal = self._marks.clash(new) or clash(scheme, new, batch.made.values())
        if refusal is not None:
            return refusal
        if isinstance(new, Claim):
            new = replace(new, roles=self._roles(batch, new, proposal))
        batch.made[one.id] = new
        batch.changes[one.id] = self._record.change(old, new)
        return None

    def _own(
        self,
        old: AnyAnnotation | None,
        article: ArticleKey,
        label: str,
        fragments: Fragments,
        proposal: Proposal,
        *,
        is_as_proposed: bool,
    ) -> AnyAnnotation:
        """The annotation that the annotator owns from now on; of a stored proposal the same one, with its id."""
        me = self._record.me
        new = old or self._blank(proposal.layer, article, label, fragments)
        owner = SHARED if proposal.layer is Layer.REGIONS else me
        origin = (SUGGESTED if is_as_proposed else CORRECTED) + proposal.engine
        new = replace(
            new,
            label=label,
            fragments=fragments,
            owner=owner,
            annotator=me,
            origin=origin,
            score=proposal.score,
            modified=now(),
        )
        if isinstance(new, EntityMention):
            new = replace(new, referent=self._known(proposal.referent))
        touched = _known_values(self._record.scheme, proposal.layer, label, {**new.attributes, **proposal.attributes})
        return replace(new, attributes=settled(self._record.scheme, new, touched))

    def _blank(self, layer: Layer, article: ArticleKey, label: str, fragments: Fragments) -> AnyAnnotation:
        if layer is Layer.CLAIMS:
            return fresh(self._record, Claim, article, label, fragments)
        if layer is Layer.REGIONS:
            return fresh(self._record, Region, article, label, fragments)
        return fresh(self._record, EntityMention, article, label, fragments)

    def _known(self, referent: ReferentId | None) -> ReferentId | None:
        """The referent, if it is still there."""
        there = self._record.referents().get(referent) if referent else None
        return there.id if there and not there.removed else None

    # Roles of a claim

    def _roles(self, batch: _Batch, claim: Claim, proposal: Proposal) -> dict[str, tuple[Filler, ...]]:
        """The roles with their fillers; the referents that a stored claim names are kept."""
        roles: dict[str, tuple[Filler, ...]] = {}
        for key in dict.fromkeys((*proposal.roles, *claim.roles)):
            role = self._record.scheme.role(key)
            if role is None or role.retired:
                continue
            places = proposal.roles.get(key, ())
            fillers = [found for place in places if (found := self._filler(batch, claim, role, place))]
            fillers += [filler for filler in claim.fillers(key) if filler.referent]
            if fillers:
                roles[key] = tuple(dict.fromkeys(fillers))[: role.most]
        return roles

    def _filler(self, batch: _Batch, claim: Claim, role: Role, place: Fragments) -> Filler | None:
        """What fills the role on these words: a mention that is there, one that is proposed there, else the words."""
        if "mention" in role.fillers:
            for mention in self._mentions_on(claim, place):
                if fits(role, mention.label):
                    return Filler(annotation=mention.id)
            for one in coinciding(batch.among.values(), role, place):
                if one.id in batch.made or self._make(batch, one) is None:
                    return Filler(annotation=AnnotationId(batch.made[one.id].id))
        placed = self._marks.placed_in(claim.article, place)
        return None if isinstance(placed, Refusal) or "span" not in role.fillers else Filler(fragments=placed)

    def _mentions_on(self, claim: Claim, place: Fragments) -> list[AnyAnnotation]:
        start, end = place[0].start, place[-1].end
        there = self._record.project.annotations_at(claim.article, start, end, Kind.ENTITY, claim.owner)
        return [one for one in there if one.fragments == place]

    # Referents

    def _take_referent(self, article: ArticleKey, proposal: Proposal, chosen: ReferentId | None = None) -> Outcome:
        batch = _Batch(article, {})
        refusal = self._refer(batch, proposal, chosen)
        if refusal is not None:
            return refusal
        if proposal.new_referent is not None:
            count, name = len(batch.changes) - 1, proposal.new_referent.name
            changes = list(batch.changes.values())
            return self._record.take("new_referent_many", changes, count=count, name=name, article=article)
        identifier = chosen or proposal.referent
        referent = self._record.referents().get(identifier) if identifier else None
        return self._record.take(
            "referent", list(batch.changes.values()), name=referent.name if referent else "", article=article
        )

    def _refer(self, batch: _Batch, proposal: Proposal, chosen: ReferentId | None = None) -> Refusal | None:
        """Say in the batch which referent the mention stands for: the proposed one, or the one that was chosen."""
        if proposal.new_referent is not None:
            return self._name(batch, proposal, proposal.new_referent)
        mention = self._marks.editable(proposal.mention or "")
        if isinstance(mention, Refusal):
            return mention
        referent = self._known(chosen or proposal.referent)
        if not isinstance(mention, EntityMention) or referent is None or proposal.referent is None:
            return Refusal("gone")
        if mention.referent == referent or mention.id in batch.changes:
            return Refusal("nothing_to_change")
        told = mention.extra | proposed_referent(proposal.engine, proposal.referent)
        given = replace(mention, referent=referent, modified=now(), extra=told)
        batch.changes[mention.id] = self._record.change(mention, given)
        return None

    def _name(self, batch: _Batch, proposal: Proposal, new: NewReferent) -> Refusal | None:
        """Make the referent in the batch, and say that its mentions stand for it.

        Those that are gone, or others now, are left out; one mention alone needs no referent of its own.
        """
        label, there = proposal.label, [self._marks.editable(identifier) for identifier in new.mentions]
        fitting = [
            one
            for one in there
            if isinstance(one, EntityMention)
            and (one.label, one.referent, hull(one.fragments)) == (label, None, new.mentions[one.id])
            and one.id not in batch.changes
        ]
        if len(fitting) < FEWEST:
            return next((one for one in there if isinstance(one, Refusal)), Refusal("gone"))
        if self._is_known(new.name, label):
            # It was made since the engines read; what they read next assigns it.
            return Refusal("referent_known", {"name": new.name})
        made = Referent(id=ReferentId(self._record.project.ids.make()), name=new.name, label=label, aliases=new.aliases)
        time, told = now(), proposed_referent(proposal.engine, made.id, new_for=label)
        batch.changes[made.id] = self._record.change(None, made)
        for one in fitting:
            given = replace(one, referent=made.id, modified=time, extra=one.extra | told)
            batch.changes[one.id] = self._record.change(one, given)
        return None

    def _is_known(self, name: str, label: str) -> bool:
        """Whether a referent for mentions of that label is called so."""
        key = fold_key(name)
        return any(
            key in map(fold_key, (one.name, *one.aliases))
            for one in self._record.referents().values()
            if not one.removed and one.merged_into is None and one.label in (None, label)
        )


def coinciding(among: Iterable[Offered], role: Role, place: Fragments) -> list[Offered]:
    """The mentions proposed on exactly these words that the role may have, the surest first."""
    found = [
        one
        for one in among
        if one.proposal.layer is Layer.ENTITIES
        and one.proposal.mention is None
        and one.proposal.fragments == place
        and fits(role, one.proposal.label)
    ]
    return sorted(found, key=lambda one: -one.proposal.score)


def fits(role: Role, label: str) -> bool:
    """Whether the role may be filled by a mention with that label."""
    return "mention" in role.fillers and (not role.labels or label in role.labels)


def engine_of(origin: str) -> str:
    """The engine that an annotation came from; empty when a person made it."""
    for start in (PROPOSED, SUGGESTED, CORRECTED):
        if origin.startswith(start):
            return origin.removeprefix(start)
    return ""


def _known_values(scheme: Scheme, layer: Layer, label: str, values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Those of the values that the scheme has and still offers."""
    plans = {plan.key: plan for plan in scheme.attributes(layer, label) if not plan.retired}
    return {
        key: value
        for key, value in values.items()
        if key in plans and (value is None or ((known := plans[key].value(value)) is not None and not known.retired))
    }
