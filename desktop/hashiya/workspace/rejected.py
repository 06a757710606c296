"""What a person turned down in an article, so that it is not proposed again when the text is read anew."""

from __future__ import annotations

from collections.abc import Iterable

from hashiya.domain.annotation import Layer
from hashiya.domain.judged import NEW_REFERENT, REFERENT
from hashiya.domain.rejection import Rejection
from hashiya.domain.span import Fragments, Span
from hashiya.suggest.proposal import Proposal


class Rejected:
    """One person's rejections in one article.

    A proposal is the one that was turned down if it says the same of the same words, whichever engine makes it; a new
    referent if it is meant for any of the mentions that it was not to be for, whatever others it is meant for now.
    """

    def __init__(self, rejections: Iterable[Rejection]) -> None:
        self._there: set[tuple[Layer, str, Fragments]] = set()
        for one in rejections:
            if one.label.startswith(NEW_REFERENT):
                self._there.update((one.layer, one.label, (piece,)) for piece in one.fragments)
            else:
                self._there.add((one.layer, one.label, one.fragments))

    def has(self, proposal: Proposal) -> bool:
        """Whether the proposal was turned down."""
        label = rejected_label(proposal)
        if proposal.new_referent is None:
            return (proposal.layer, label, proposal.fragments) in self._there
        return any((proposal.layer, label, (place,)) in self._there for place in rejected_places(proposal))


def rejected_label(proposal: Proposal) -> str:
    """Under which label a rejection is remembered; a referent's is no label of the scheme."""
    if proposal.new_referent is not None:
        return f"{NEW_REFERENT}{proposal.label}"
    return f"{REFERENT}{proposal.referent}" if proposal.mention is not None else proposal.label


def rejected_places(proposal: Proposal) -> Fragments:
    """Where a rejection is remembered: the words; of a new referent all its mentions that stand apart."""
    if proposal.new_referent is None:
        return proposal.fragments
    places: list[Span] = []
    for place in sorted(proposal.new_referent.mentions.values()):
        if not places or place.start > places[-1].end:
            places.append(place)
    return tuple(places)
