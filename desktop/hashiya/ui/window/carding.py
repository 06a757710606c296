"""What the card asks for, carried out: attributes, notes, referents, roles, relations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.workspace.record import Outcome

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from hashiya.ui.window.room import Room
    from hashiya.workspace.offering import Offered

Pair = tuple["SignalInstance", Any]
"""A signal, and the slot or signal that it goes to."""


class Carding:
    """The card's requests as gestures of the workspace."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._workspace = room.workspace

    def pairs(self) -> list[Pair]:
        """Each request of the card, and what carries it out."""
        room, news = self._room, self._room.panes.card.news
        return [
            (news.left, room.to_text),
            (news.attribute_changed, self._attribute),
            (news.all_attributes_changed, room.several.set_attribute),
            (news.all_referents_chosen, self._assign_all),
            (news.all_referents_made, self._make_for_all),
            (news.note_changed, self._note),
            (news.restatement_changed, self._restate),
            (news.referent_chosen, self._assign),
            (news.referent_made, self._make_referent),
            (news.referent_removed, self._unassign),
            (news.referent_activated, room.referent_requested),
            (news.filler_activated, room.walking.go),
            (news.role_removed, self._remove_filler),
            (news.relation_activated, room.walking.go),
            (news.relation_delete_requested, self._delete_relation),
            (news.cluster_activated, room.walking.go),
            (news.says_same_requested, self._says_same),
            (news.leave_cluster_requested, self._leave_cluster),
            (news.history_requested, room.history_requested),
            (news.guide_requested, room.guide_requested),
            (news.delete_requested, self._delete),
        ]

    def _take(self, gesture: Callable[[], Outcome]) -> None:
        self._room.desk.take(gesture)

    def _attribute(self, identifier: str, attribute: str, value: str | None) -> None:
        self._take(lambda: self._workspace.set_attribute(identifier, attribute, value))

    def _note(self, identifier: str, text: str) -> None:
        self._take(lambda: self._workspace.set_note(identifier, text or None))

    def _restate(self, claim: str, text: str) -> None:
        self._take(lambda: self._workspace.claims.set_restatement(claim, text.strip() or None))

    def _assign(self, mention: str, referent: str) -> None:
        chosen, article, proposed = ReferentId(referent), self._room.desk.article, self._proposed(mention)
        if article is None or proposed is None:
            self._take(lambda: self._workspace.referents.assign(AnnotationId(mention), chosen))
        else:
            self._take(lambda: self._workspace.reviewing.accept_referent(article, proposed, chosen))
        self._room.to_text()

    def _proposed(self, mention: str) -> Offered | None:
        """The known referent that the person sees proposed for the mention: any choice answers it."""
        there = (one for one in self._room.offering.waiting() if one.proposal.mention == mention)
        return next((one for one in there if one.proposal.new_referent is None), None)

    def _assign_all(self, mentions: Sequence[str], referent: str | None) -> None:
        self._room.several.assign(mentions, referent)
        self._room.to_text()

    def _make_for_all(self, mentions: Sequence[str], name: str) -> None:
        self._room.several.make_referent(mentions, name)
        self._room.to_text()

    def _unassign(self, mention: str) -> None:
        self._take(lambda: self._workspace.referents.assign(AnnotationId(mention), None))

    def _make_referent(self, mention: str, name: str) -> None:
        self._take(lambda: self._workspace.referents.make_and_assign(AnnotationId(mention), name))
        self._room.to_text()

    def _remove_filler(self, claim: str, role: str, place: int) -> None:
        self._take(lambda: self._workspace.claims.remove_filler(claim, role, place))

    def _delete_relation(self, relation: str) -> None:
        self._take(lambda: self._workspace.relations.delete(relation))

    def _delete(self, identifiers: Sequence[str]) -> None:
        self._take(lambda: self._workspace.delete(identifiers))

    def _says_same(self, _: str) -> None:
        self._room.linking.begin_cluster()
        self._room.to_text()

    def _leave_cluster(self, _: str) -> None:
        self._room.linking.leave_cluster()
