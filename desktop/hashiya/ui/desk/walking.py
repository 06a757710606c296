"""Walking from mark to mark, from article to article, and back to the places visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.ui.desk.desk import Desk, Pending, Saying
from hashiya.workspace.view import MarkRow

MARKS = (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS)


class Walking:
    """Keys that go somewhere and change nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked_at: str | None = None

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        return {
            "mark_next": lambda: self.to_mark(MARKS, forward=True),
            "mark_previous": lambda: self.to_mark(MARKS, forward=False),
            "mention_next": lambda: self.to_mark((Layer.ENTITIES,), forward=True),
            "mention_previous": lambda: self.to_mark((Layer.ENTITIES,), forward=False),
            "claim_next": lambda: self.to_mark((Layer.CLAIMS,), forward=True),
            "claim_previous": lambda: self.to_mark((Layer.CLAIMS,), forward=False),
            "look_next": self.to_look,
            "other_end": self.to_other_end,
            "inner_outer": self.inner_outer,
            "article_next": lambda: self.to_article(forward=True),
            "article_previous": lambda: self.to_article(forward=False),
            "done_next": self.done_next,
            "set_aside": self.set_aside,
            "place_back": self.back,
            "place_forward": self.forward,
        }

    def to_mark(self, layers: Sequence[Layer], *, forward: bool) -> None:
        """The next or previous mark of these layers from the selected one, else from the caret."""
        rows = self._desk.rows(layers)
        if not rows:
            self._desk.refuse("no_next")
            return
        found = self._beside(rows, forward=forward)
        self._desk.select((found or (rows[0] if forward else rows[-1])).id)
        if found is None:
            self._desk.say(Saying.HINT, "words.went_round")

    def _beside(self, rows: list[MarkRow], *, forward: bool) -> MarkRow | None:
        selected = self._desk.row(self._desk.selected) if self._desk.selected else None
        ids = [row.id for row in rows]
        if selected and selected.id in ids:
            place = ids.index(selected.id) + (1 if forward else -1)
            return rows[place] if 0 <= place < len(rows) else None
        caret = self._desk.viewer.caret()
        selection = self._desk.viewer.selection()
        if forward:
            after = selection.end if selection else caret
            return next((row for row in rows if row.start >= after), None)
        before = selection.start if selection else caret
        return next((row for row in reversed(rows) if row.end <= before), None)

    def to_look(self) -> None:
        """The next annotation that wants a look, and why it does."""
        view = self._desk.view
        if view is None:
            return
        looks = view.needs_a_look()
        if not looks:
            self._desk.say(Saying.DONE, "words.nothing_to_look_at")
            return
        reasons: dict[str, list[str]] = {}
        for look in looks:
            reasons.setdefault(look.id, []).append(look.code)
        places = list(reasons)
        caret = self._desk.viewer.caret()
        if self._desk.selected in places:
            found = places[(places.index(self._desk.selected) + 1) % len(places)]
        else:
            found = next((one for one in places if self._start(one) >= caret), places[0])
        self._desk.select(found)
        messages = self._desk.messages()
        self._desk.said.emit(Saying.HINT, " ".join(messages.text(f"words.look.{code}") for code in reasons[found]))

    def _start(self, identifier: str) -> int:
        row = self._desk.row(identifier)
        return row.start if row else 0

    def to_other_end(self) -> None:
        """From a mark to what it is tied to: the other end of its relation, its claim, its claim's source."""
        identifier = self._desk.selected or self._desk.mark_here()
        annotation = self._desk.workspace.annotation(identifier) if identifier else None
        if annotation is None:
            self._desk.refuse("no_mark")
            return
        for relation in self._desk.workspace.relations.of(annotation.id):
            self.go(relation.tail if relation.head == annotation.id else relation.head)
            return
        for claim in self._desk.workspace.project.claims_filled_by(annotation.id):
            self.go(claim.id)
            return
        fillers = [f for role in getattr(annotation, "roles", {}).values() for f in role if f.annotation]
        if fillers:
            self.go(fillers[0].annotation)
            return
        self._desk.refuse("no_next")

    def inner_outer(self) -> None:
        """From the selected mark to the next outer one at the caret, round to the innermost."""
        there = self._desk.marks_at_caret()
        if not there:
            self._desk.refuse("no_mark")
            return
        place = there.index(self._desk.selected) + 1 if self._desk.selected in there else 0
        self._desk.select(there[place % len(there)], caret=False)

    # Articles and places

    def go(self, identifier: str) -> None:
        """To an annotation, in whichever article it stands."""
        annotation = self._desk.workspace.annotation(identifier)
        if annotation is None:
            self._desk.refuse("gone")
            return
        self._desk.remember()
        if annotation.article != self._desk.article:
            self._desk.show_article(annotation.article)
        self._desk.select(identifier)

    def to_article(self, *, forward: bool) -> None:
        """The next or previous article of the project."""
        if self._desk.article is None:
            return
        key = self._desk.workspace.articles.neighbour(self._desk.article, forward=forward)
        if key is None:
            self._desk.refuse("no_next")
            return
        self._desk.show_article(key)

    def done_next(self) -> None:
        """This article is done; go to the next that is not."""
        self._finish(Status.DONE)

    def set_aside(self) -> None:
        """Set this article aside; go to the next that is not done."""
        self._finish(Status.SET_ASIDE)

    def _finish(self, status: Status) -> None:
        article = self._desk.article
        if article is None:
            return
        current = self._desk.workspace.articles.get(article)
        is_so = current is not None and current.status is status
        if not is_so and not self._desk.take(lambda: self._desk.workspace.articles.set_status(article, status)):
            return
        following = self._desk.workspace.articles.next_not_done(article)
        if following is None:
            self._desk.refuse("no_open_articles")
            return
        self._desk.show_article(following)

    def back(self) -> None:
        """To the place visited before."""
        if self._desk.visit_at == len(self._desk.visited) - 1:
            self._desk.remember()
            self._desk.visit_at = len(self._desk.visited) - 1
        self._visit(self._desk.visit_at - 1)

    def forward(self) -> None:
        """To the place that `back` came from."""
        self._visit(self._desk.visit_at + 1)

    def _visit(self, place: int) -> None:
        if not 0 <= place < len(self._desk.visited):
            self._desk.refuse("no_next")
            return
        visited, there = list(self._desk.visited), self._desk.visited[place]
        if there.article != self._desk.article:
            self._desk.show_article(there.article)
        self._desk.visited, self._desk.visit_at = visited, place
        with self._desk.quiet():
            self._desk.viewer.set_caret(there.position)
        self._desk.select(there.mark, caret=False)

    @property
    def is_linking(self) -> bool:
        """Whether a relation or a cluster waits for its other end."""
        under_way = self._desk.under_way
        return under_way is not None and under_way.kind in (Pending.RELATION, Pending.CLUSTER)
