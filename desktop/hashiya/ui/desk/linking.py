"""Links at the desk: relations and clusters, from one mark to another that one walks to."""

from __future__ import annotations

from collections.abc import Callable

from hashiya.domain.scheme import Label
from hashiya.ui.desk.desk import Desk, Pending, Saying, UnderWay


class Linking:
    """Gestures that tie two marks together, perhaps of two articles."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        return {
            "relation": self.begin_relation,
            "says_same": self.begin_cluster,
            "leave_cluster": self.leave_cluster,
        }

    def begin_relation(self) -> None:
        """Start a relation at the selected mark, else at the innermost one at the caret."""
        start = self._desk.selected or self._desk.mark_here() or self._desk.open_claim
        if start is None:
            self._desk.refuse("no_mark")
            return
        annotation = self._desk.workspace.annotation(start)
        if annotation is None or not self._desk.workspace.relations.starts(annotation):
            self._desk.refuse("no_relation_starts")
            return
        self._desk.begin(UnderWay(Pending.RELATION, start))

    def begin_cluster(self) -> None:
        """Start «says the same as …» at the selected claim."""
        start = self._desk.claim_in_question()
        if start:
            self._desk.begin(UnderWay(Pending.CLUSTER, start))

    def leave_cluster(self) -> None:
        """Take the selected claim out of its cluster."""
        claim = self._desk.claim_in_question()
        if claim:
            self._desk.take(lambda: self._desk.workspace.claims.leave_cluster(claim))

    def choices(self) -> list[Label]:
        """The relations that the scheme allows from where the gesture began to the selected mark."""
        under_way = self._desk.under_way
        if under_way is None or under_way.kind is not Pending.RELATION or not under_way.start:
            return []
        if not self._desk.selected or self._desk.selected == under_way.start:
            return []
        return self._desk.workspace.relations.allowed(under_way.start, self._desk.selected)

    def choose(self, place: int) -> None:
        """A digit: the label at that place (from 0) of the choices."""
        labels = self.choices()
        if place < len(labels):
            self._relate(labels[place])
        elif not self._desk.selected or self._desk.selected == (self._desk.under_way and self._desk.under_way.start):
            self._desk.say(Saying.HINT, "words.walk_to_other_end")
        else:
            self._desk.refuse("relation_not_allowed")

    def enter(self) -> None:
        """Enter on the other end: the only relation allowed there, or the cluster."""
        under_way = self._desk.under_way
        if under_way is None or not under_way.start:
            return
        if under_way.kind is Pending.CLUSTER:
            self._join(under_way.start)
            return
        labels = self.choices()
        if len(labels) == 1:
            self._relate(labels[0])
        else:
            self._desk.say(Saying.HINT, "words.choose_by_digit" if labels else "words.walk_to_other_end")

    def drop(self, start: str, end: str) -> list[Label]:
        """A drag from one mark's label to another: what may join them; the gesture is under way."""
        self._desk.begin(UnderWay(Pending.RELATION, start))
        self._desk.select(end)
        return self.choices()

    def _relate(self, label: Label) -> None:
        under_way, end = self._desk.under_way, self._desk.selected
        if under_way is None or under_way.start is None or end is None:
            return
        start = under_way.start
        self._desk.begin(None)
        self._desk.take(lambda: self._desk.workspace.relations.make(start, end, label.key))
        self._desk.showing.show_links()

    def _join(self, start: str) -> None:
        end = self._desk.selected
        if end is None or end == start:
            self._desk.say(Saying.HINT, "words.walk_to_other_claim")
            return
        self._desk.begin(None)
        self._desk.take(lambda: self._desk.workspace.claims.says_same(start, end))
