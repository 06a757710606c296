"""Gestures on several annotations at once: each is one step, carried out for all of them or for none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hashiya.domain.annotation import AnyAnnotation, EntityMention
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent
from hashiya.domain.step import Change
from hashiya.workspace.marks import Marks, corrected
from hashiya.workspace.record import Outcome, Record, now
from hashiya.workspace.referents import Referents

AS_IT_IS = frozenset({"same_label", "nothing_to_change"})
"""Refusals of one annotation that is as wanted already: the others are changed all the same."""

Made = AnyAnnotation | Refusal


class Together:
    """Changing several annotations in one step; deleting them is a gesture of `Marks`."""

    def __init__(self, record: Record, marks: Marks, referents: Referents) -> None:
        self._record, self._marks, self._referents = record, marks, referents

    def relabel(self, identifiers: Sequence[str], label: str) -> Outcome:
        """Give them all another label of their layer; one that has it already is left as it is."""

        def gesture(old: AnyAnnotation) -> Made:
            new = self._marks.relabelled(old, label)
            return new if isinstance(new, Refusal) else self._marks.clash(new) or new

        return self._all(identifiers, gesture, "relabel_many")

    def set_attribute(self, identifiers: Sequence[str], key: str, value: str | None) -> Outcome:
        """Set one attribute of them all."""
        return self._all(identifiers, lambda old: self._marks.with_value(old, key, value), "attribute_many")

    def assign(self, identifiers: Sequence[str], referent: ReferentId | None) -> Outcome:
        """Say which referent they all stand for, or that none is said."""
        target = self._referents.known(referent) if referent else None
        if isinstance(target, Refusal):
            return target
        name = target.name if target else ""
        gesture = _standing_for(target.id if target else None)
        return self._all(identifiers, gesture, "referent_many", correct=False, name=name)

    def make_and_assign(self, identifiers: Sequence[str], name: str) -> Outcome:
        """Make a new referent and say that they all stand for it; it has their label, if that is one."""
        clean = name.strip()
        if not clean:
            return Refusal("empty_name")
        there = [self._marks.get(identifier) for identifier in identifiers]
        labels = {one.label for one in there if one}
        made = Referent(
            id=ReferentId(self._record.project.ids.make()),
            name=clean,
            label=labels.pop() if len(labels) == 1 else None,
        )
        gesture, first = _standing_for(made.id), [self._record.change(None, made)]
        return self._all(identifiers, gesture, "new_referent_many", first=first, correct=False, name=clean)

    def _all(
        self,
        identifiers: Sequence[str],
        gesture: Callable[[AnyAnnotation], Made],
        step: str,
        /,
        *,
        first: Sequence[Change] = (),
        correct: bool = True,
        **details: str,
    ) -> Outcome:
        """One step of the gesture on each; what refuses one refuses all, unless it is as wanted already."""
        changes, refusal, changed, time = list(first), Refusal("nothing_to_change"), list[AnyAnnotation](), now()
        for identifier in dict.fromkeys(identifiers):
            old = self._marks.editable(identifier)
            new = old if isinstance(old, Refusal) else gesture(old)
            if isinstance(old, Refusal) or isinstance(new, Refusal):
                refusal = new if isinstance(new, Refusal) else refusal
                if refusal.code not in AS_IT_IS:
                    return refusal
                continue
            if any(_same(new, other) for other in changed):
                return Refusal("same_here", {"label": new.label, "layer": new.layer.value})
            origin = corrected(new.origin) if correct else new.origin
            changed.append(replace(new, modified=time, origin=origin))
            changes.append(self._record.change(old, changed[-1]))
        if not changed:
            return refusal
        shown = changed[0]
        about: dict[str, Any] = {"label": shown.label, "layer": shown.layer.value, "text": self._marks.excerpt(shown)}
        return self._record.take(step, changes, count=len(changed), article=shown.article, **(about | details))


def _standing_for(referent: ReferentId | None) -> Callable[[AnyAnnotation], Made]:
    """What makes a mention stand for that referent."""

    def gesture(old: AnyAnnotation) -> Made:
        if not isinstance(old, EntityMention):
            return Refusal("not_a_mention")
        return Refusal("nothing_to_change") if old.referent == referent else replace(old, referent=referent)

    return gesture


def _same(one: AnyAnnotation, other: AnyAnnotation) -> bool:
    """Whether the two would be the same mark twice."""
    return (one.article, one.layer, one.label, one.fragments, one.owner) == (
        other.article,
        other.layer,
        other.label,
        other.fragments,
        other.owner,
    )
