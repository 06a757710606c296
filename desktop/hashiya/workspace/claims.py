"""Gestures on claims: the frame's roles, «same speaker as the claim before», clusters of claims that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hashiya.arabic.sentences import sentences
from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, ClusterId, ReferentId
from hashiya.domain.links import Cluster, Referent
from hashiya.domain.scheme import Role
from hashiya.domain.span import Span, hull
from hashiya.domain.step import Change, Kind
from hashiya.workspace.clustering import left_behind
from hashiya.workspace.marks import Marks, fresh, shortened
from hashiya.workspace.placing import offered, placed
from hashiya.workspace.record import Outcome, Record, now

SOURCE = "source"
SOURCE_FORM = "source_form"
AT_A_TIME = 20
"""Claims read at once on the way back to one that has a source."""


class Claims:
    """Making claims and filling their frames."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks

    def make(self, article: ArticleKey, spans: Sequence[Span], label: str = "") -> Outcome:
        """Mark the spans as the content of a new claim."""
        labels = self._record.scheme.claims.labels
        if not labels:
            return Refusal("no_claims")
        allowed = offered(self._record.scheme, Layer.CLAIMS, label or labels[0].key)
        if isinstance(allowed, Refusal):
            return allowed
        fragments = self._marks.placed_in(article, spans)
        if isinstance(fragments, Refusal):
            return fragments
        return self._marks.add(fresh(self._record, Claim, article, allowed.key, fragments), name="claim")

    def fill(self, identifier: str, role_key: str, filler: Filler) -> Outcome:
        """Fill a role; the same filler a second time is taken away; a role for one has its filler replaced."""
        claim = self._own(identifier)
        role = self._record.scheme.role(role_key)
        if isinstance(claim, Refusal):
            return claim
        if role is None or role.retired:
            return Refusal("unknown_role", {"role": role_key})
        placed_filler = self._fitting(claim, role, filler)
        if isinstance(placed_filler, Refusal):
            return placed_filler
        there = claim.fillers(role_key)
        if placed_filler in there:
            fillers = tuple(one for one in there if one != placed_filler)
            return self._take(claim, self._with_role(claim, role_key, fillers), "unfill", role=role_key)
        kept = there if role.most is None or len(there) < role.most else there[: role.most - 1]
        new = self._with_role(claim, role_key, (*kept, placed_filler))
        if role_key == SOURCE:
            new = self._with_source_form(new, self._form_of(claim, placed_filler))
        return self._take(claim, new, "fill", role=role_key)

    def fill_new_referent(self, identifier: str, role_key: str, name: str) -> Outcome:
        """Fill a role with a new referent of that name: somebody whom the text does not name."""
        claim = self._own(identifier)
        role = self._record.scheme.role(role_key)
        clean = name.strip()
        if isinstance(claim, Refusal):
            return claim
        if role is None or "referent" not in role.fillers:
            return Refusal("filler_kind", {"role": role_key})
        if not clean:
            return Refusal("empty_name")
        referent = Referent(id=ReferentId(self._record.project.ids.make()), name=clean)
        fillers = (*claim.fillers(role_key), Filler(referent=referent.id))
        kept = fillers if role.most is None else fillers[-role.most :]
        changed = replace(self._with_role(claim, role_key, kept), modified=now())
        changes = [self._record.change(None, referent), self._record.change(claim, changed)]
        return self._record.take("fill", changes, text=clean, article=claim.article, role=role_key)

    def remove_filler(self, identifier: str, role_key: str, index: int) -> Outcome:
        """Take the filler at this place of the role away."""
        claim = self._own(identifier)
        if isinstance(claim, Refusal):
            return claim
        there = claim.fillers(role_key)
        if not 0 <= index < len(there):
            return Refusal("gone")
        fillers = there[:index] + there[index + 1 :]
        return self._take(claim, self._with_role(claim, role_key, fillers), "unfill", role=role_key)

    def before(self, claim: Claim) -> Claim | None:
        """The nearest claim that begins earlier in the text and has a source (scheme.md, Claims)."""
        project, skip = self._record.project, 0
        while earlier := project.claims_before(claim.article, claim.start, claim.owner, limit=AT_A_TIME, skip=skip):
            for other in earlier:
                if other.fillers(SOURCE) and not self._is_filled_by(other, claim.id):
                    return other
            skip += AT_A_TIME
        return None

    def same_speaker(self, identifier: str) -> Outcome:
        """Give the claim the source of the claim before; its source_form becomes implicit."""
        claim = self._own(identifier)
        if isinstance(claim, Refusal):
            return claim
        before = self.before(claim)
        if before is None:
            return Refusal("no_claim_before")
        new = self._with_source_form(self._with_role(claim, SOURCE, before.fillers(SOURCE)), "implicit")
        if new == claim:
            return Refusal("nothing_to_change")
        return self._take(claim, new, "same_speaker", role=SOURCE)

    def set_restatement(self, identifier: str, restatement: str | None) -> Outcome:
        """Write the claim in one self-contained sentence, or take that away."""
        claim = self._own(identifier)
        if isinstance(claim, Refusal):
            return claim
        if (restatement or None) == claim.restatement:
            return Refusal("nothing_to_change")
        return self._take(claim, replace(claim, restatement=restatement or None), "restatement")

    def lacks_source(self, claim: Claim) -> bool:
        """Whether nothing says whose claim it is: neither a source nor a source_form."""
        has_form = any(a.key == SOURCE_FORM for a in self._record.scheme.claims.attributes)
        return not claim.fillers(SOURCE) and not (has_form and claim.attributes.get(SOURCE_FORM))

    # Clusters

    def says_same(self, identifier: str, other_identifier: str) -> Outcome:
        """Put both claims into one cluster; two clusters become one."""
        claim, other = self._own(identifier), self._own(other_identifier)
        if isinstance(claim, Refusal):
            return claim
        if isinstance(other, Refusal):
            return other
        if claim.id == other.id:
            return Refusal("same_claim")
        if claim.cluster and claim.cluster == other.cluster:
            return Refusal("already_same")
        if claim.cluster and other.cluster:
            return self._joined_clusters(claim, other.cluster, claim.cluster)
        cluster = claim.cluster or other.cluster
        changes: list[Change] = []
        if cluster is None:
            cluster = ClusterId(self._record.project.ids.make())
            changes.append(self._record.change(None, Cluster(id=cluster)))
        changes += [
            self._record.change(one, replace(one, cluster=cluster, modified=now()))
            for one in (claim, other)
            if one.cluster != cluster
        ]
        return self._record.take("says_same", changes, text=self._marks.excerpt(claim), article=claim.article)

    def leave_cluster(self, identifier: str) -> Outcome:
        """Take the claim out of its cluster; a cluster that one claim would be left in alone is dissolved."""
        claim = self._own(identifier)
        if isinstance(claim, Refusal):
            return claim
        if claim.cluster is None:
            return Refusal("no_cluster")
        alone, dissolved = left_behind(self._record, [claim])
        changes = [self._record.change(one, replace(one, cluster=None, modified=now())) for one in (claim, *alone)]
        changes += [self._record.change(cluster, None) for cluster in dissolved]
        return self._record.take("leave_cluster", changes, text=self._marks.excerpt(claim), article=claim.article)

    def cluster(self, cluster: ClusterId) -> list[Claim]:
        """The claims of the cluster."""
        return self._record.project.claims_of_cluster(cluster)

    def clusters(self) -> list[tuple[Cluster, list[Claim]]]:
        """Every cluster with its claims."""
        return [(one, self.cluster(one.id)) for one in self._record.project.clusters().values()]

    def name_cluster(self, cluster: ClusterId, name: str | None) -> Outcome:
        """Give the cluster a name."""
        old = self._record.project.thing(Kind.CLUSTER, cluster)
        if not isinstance(old, Cluster):
            return Refusal("gone")
        if (name or None) == old.name:
            return Refusal("nothing_to_change")
        change = self._record.change(old, replace(old, name=name or None))
        return self._record.take("name_cluster", [change], text=name or "")

    def _joined_clusters(self, claim: Claim, gone: ClusterId, kept: ClusterId) -> Outcome:
        moving = self._record.project.claims_of_cluster(gone)
        if any(one.owner != self._record.me for one in moving):
            return Refusal("others_depend")
        changes = [self._record.change(one, replace(one, cluster=kept, modified=now())) for one in moving]
        cluster = self._record.project.thing(Kind.CLUSTER, gone)
        if cluster is not None:
            changes.append(self._record.change(cluster, None))
        return self._record.take("says_same", changes, text=self._marks.excerpt(claim), article=claim.article)

    # Frames

    def _own(self, identifier: str) -> Claim | Refusal:
        claim = self._marks.editable(identifier)
        if isinstance(claim, Refusal):
            return claim
        return claim if isinstance(claim, Claim) else Refusal("not_a_claim")

    def _fitting(self, claim: Claim, role: Role, filler: Filler) -> Filler | Refusal:
        """The filler with its span placed, if the scheme allows it in that role."""
        if filler.fragments is not None:
            fragments = placed(self._record.project.text(claim.article), filler.fragments)
            if isinstance(fragments, Refusal):
                return fragments
            return Filler(fragments=fragments) if "span" in role.fillers else Refusal("filler_kind", {"role": role.key})
        if filler.referent is not None:
            there = self._record.referents().get(filler.referent)
            if there is None or there.removed:
                return Refusal("gone")
            return filler if "referent" in role.fillers else Refusal("filler_kind", {"role": role.key})
        other = self._marks.get(filler.annotation or "")
        return self._fitting_annotation(claim, role, other) or filler

    def _fitting_annotation(self, claim: Claim, role: Role, other: AnyAnnotation | None) -> Refusal | None:
        if other is None:
            return Refusal("gone")
        if other.article != claim.article:
            return Refusal("other_article")
        sort = {Layer.ENTITIES: "mention", Layer.CLAIMS: "claim"}.get(other.layer, "region")
        if sort not in role.fillers:
            return Refusal("filler_kind", {"role": role.key})
        if other.owner != claim.owner:
            return Refusal("not_yours")
        if role.labels and other.label not in role.labels:
            return Refusal("filler_label", {"role": role.key, "label": other.label})
        if other.id == claim.id or self._is_filled_by(other, claim.id):
            return Refusal("circle")
        return None

    def _is_filled_by(self, annotation: AnyAnnotation, wanted: AnnotationId) -> bool:
        """Whether the wanted claim fills a role of the annotation, directly or through other claims."""
        waiting, seen = [annotation], set()
        while waiting:
            one = waiting.pop()
            if not isinstance(one, Claim) or one.id in seen:
                continue
            seen.add(one.id)
            for filler in (f for fillers in one.roles.values() for f in fillers if f.annotation):
                if filler.annotation == wanted:
                    return True
                other = self._marks.get(filler.annotation or "")
                if other:
                    waiting.append(other)
        return False

    def _with_role(self, claim: Claim, role: str, fillers: tuple[Filler, ...]) -> Claim:
        roles = {key: value for key, value in claim.roles.items() if key != role}
        if fillers:
            roles[role] = fillers
        return replace(claim, roles=roles)

    def _with_source_form(self, claim: Claim, form: str | None) -> Claim:
        plan = next((a for a in self._record.scheme.claims.attributes if a.key == SOURCE_FORM), None)
        if plan is None or form is None or plan.value(form) is None:
            return claim
        return replace(claim, attributes={**claim.attributes, SOURCE_FORM: form})

    def _form_of(self, claim: Claim, filler: Filler) -> str | None:
        """How the source shows: explicit or pronoun when it is text of the claim's own sentence, else untouched."""
        other = self._marks.get(filler.annotation) if filler.annotation else None
        place = hull(filler.fragments) if filler.fragments else other.span if other else None
        if place is None or not self._in_same_sentence(claim, place):
            return None
        is_pronoun = isinstance(other, EntityMention) and other.attributes.get("mention") == "pronoun"
        return "pronoun" if is_pronoun else "explicit"

    def _in_same_sentence(self, claim: Claim, place: Span) -> bool:
        # A sentence ends with its line at the latest: only the lines of the place are looked through.
        text = self._record.project.text(claim.article)
        start = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.end)
        near = sentences(text, start, len(text) if end < 0 else end)
        return any(one.overlaps(place) and one.overlaps(claim.span) for one in near)

    def _take(self, old: Claim, new: Claim, name: str, **details: Any) -> Outcome:
        changed = replace(new, modified=now())
        return self._record.take(
            name,
            [self._record.change(old, changed)],
            text=shortened(self._marks.excerpt(changed)),
            article=changed.article,
            **details,
        )
