"""Claims at the desk: making one, opening one, filling its roles by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from hashiya.domain.annotation import Claim, EntityMention, Filler, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.scheme import Role
from hashiya.domain.span import Span
from hashiya.ui.desk.desk import Desk
from hashiya.ui.desk.edges import content_of
from hashiya.ui.desk.marking import made_by
from hashiya.ui.desk.selecting import Selecting
from hashiya.workspace.view import MarkRow


class Framing(QObject):
    """Gestures on claims."""

    card_requested = Signal()
    filler_requested = Signal(str)

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__()
        self._desk = desk
        self._selecting = selecting

    def actions(self) -> dict[str, Callable[[], None]]:
        """The gestures by action."""
        return {"claim": self.make, "same_speaker": self.same_speaker, "card": self.enter}

    def make(self) -> None:
        """The selected words become the content of a new claim, which is open now."""
        desk = self._desk
        view, span = desk.view, desk.viewer.selection()
        if view is None:
            return
        if span is None:
            span = view.index.clause_at(desk.viewer.caret())
        if span is None:
            desk.refuse("no_words_here")
            return
        content = content_of(view.text, span)
        step = desk.take(lambda: desk.workspace.claims.make(view.key, [content]))
        made = made_by(step, Layer.CLAIMS)
        if made:
            desk.select(made)
            desk.open(made)

    def enter(self) -> None:
        """Enter: open the selected claim; what is open already, or another mark, has its card opened."""
        desk = self._desk
        annotation = desk.annotation()
        if annotation is None:
            inner = desk.mark_here()
            if inner is None or desk.viewer.selection():
                desk.refuse("no_mark")
                return
            desk.select(inner, caret=False)
            annotation = desk.annotation()
        if isinstance(annotation, Claim) and desk.open_claim != annotation.id:
            desk.open(annotation.id)
            return
        self.card_requested.emit()

    def role(self, key: str) -> None:
        """A role's key: the selected words, the selected mention or the one at the caret fill it.

        With nothing of these, a role that takes referents asks for one; any other takes the word at the caret, if the
        person has put it there.
        """
        desk = self._desk
        role = desk.workspace.scheme.role(key)
        claim = desk.claim()
        if role is None or claim is None:
            name = role.name.in_language(desk.messages().language) if role else key
            desk.refuse(Refusal("no_claim_open", {"name": name}))
            return
        filler = self._filler(claim, role)
        if filler is not None:
            self.fill(key, filler)
        elif "referent" in role.fillers:
            self.filler_requested.emit(key)
        else:
            desk.refuse("no_selection")

    def fill(self, key: str, filler: Filler) -> None:
        """Fill a role of the open claim; the same filler a second time is taken away."""
        claim = self._desk.open_claim
        if claim:
            self._desk.take(lambda: self._desk.workspace.claims.fill(claim, key, filler))

    def places(self, role: Role) -> list[MarkRow]:
        """The marks of the article that the role takes."""
        rows = self._desk.rows((Layer.ENTITIES, Layer.CLAIMS))
        return [row for row in rows if row.id != self._desk.open_claim and self._takes(role, row.id)]

    def place_at(self, role: Role, position: int, marks: Sequence[str]) -> tuple[Filler, Span] | None:
        """What would fill the role if it were dropped here, and where that stands; `marks` are there, inner ones first.

        The selected words if the position is in them, else a mark that the role takes, else the word.
        """
        view, selection = self._desk.view, self._desk.viewer.selection()
        if view is None:
            return None
        if selection and selection.start <= position < selection.end:
            mention = self._mention_on_selection(role)
            if mention or "span" in role.fillers:
                return Filler(annotation=mention) if mention else Filler(fragments=(selection,)), selection
        for row in (self._desk.row(one) for one in marks):
            if row and row.id != self._desk.open_claim and self._takes(role, row.id):
                return Filler(annotation=AnnotationId(row.id)), Span(row.start, row.end)
        word = view.index.word_at(position)
        if word is None or "span" not in role.fillers or not word.start <= position < word.end:
            return None
        stem = self._selecting.snap(word)
        return Filler(fragments=(stem,)), stem

    def fill_with_referent(self, key: str, referent: ReferentId) -> None:
        """Fill a role of the open claim with a referent that the text does not name."""
        self.fill(key, Filler(referent=referent))

    def same_speaker(self) -> None:
        """The open claim, else the selected one, has the speaker of the claim before."""
        desk = self._desk
        claim = desk.open_claim or desk.claim_in_question()
        if claim:
            desk.take(lambda: desk.workspace.claims.same_speaker(claim))

    def _filler(self, claim: Claim, role: Role) -> Filler | None:
        desk = self._desk
        selection = desk.viewer.selection()
        if selection and desk.view:
            mention = self._mention_on_selection(role)
            return Filler(annotation=mention) if mention else Filler(fragments=(selection,))
        if desk.selected and desk.selected != claim.id and self._takes(role, desk.selected):
            return Filler(annotation=AnnotationId(desk.selected))
        if desk.selected and not desk.pointed:
            return self._words_of_selected(role)
        for identifier in reversed(desk.marks_at_caret()):
            if identifier != claim.id and self._is_mention(identifier) and self._takes(role, identifier):
                return Filler(annotation=AnnotationId(identifier))
        if "referent" in role.fillers:
            return None
        word = self._selecting.target()
        return Filler(fragments=(word,)) if word and "span" in role.fillers else None

    def _words_of_selected(self, role: Role) -> Filler | None:
        """The words of the selected mention, for a role that takes words but no mentions."""
        annotation = self._desk.annotation()
        if not isinstance(annotation, EntityMention) or "span" not in role.fillers or "mention" in role.fillers:
            return None
        return Filler(fragments=annotation.fragments)

    def _mention_on_selection(self, role: Role) -> AnnotationId | None:
        """The mention that stands on exactly the selected words, if the role takes mentions."""
        selection = self._desk.viewer.selection()
        if selection is None or "mention" not in role.fillers:
            return None
        for row in self._desk.rows((Layer.ENTITIES,)):
            if (row.start, row.end) == (selection.start, selection.end) and self._takes(role, row.id):
                return AnnotationId(row.id)
        return None

    def _is_mention(self, identifier: str) -> bool:
        row = self._desk.row(identifier)
        return row is not None and row.layer is Layer.ENTITIES

    def _takes(self, role: Role, identifier: str) -> bool:
        row = self._desk.row(identifier)
        if row is None:
            return False
        sort = {Layer.ENTITIES: "mention", Layer.CLAIMS: "claim"}.get(row.layer)
        return sort in role.fillers and (not role.labels or row.label in role.labels)
