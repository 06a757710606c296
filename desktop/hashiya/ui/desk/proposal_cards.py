"""From a proposal to what panes and tips say of it, as plain values."""

from __future__ import annotations

from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Fragments, quote
from hashiya.resources.messages import Messages
from hashiya.suggest.proposal import NewReferent, Proposal
from hashiya.ui.desk.offering import Offering
from hashiya.ui.desk.reviewing import Reviewing
from hashiya.ui.kit import decimal
from hashiya.ui.panes.origins import engine_name
from hashiya.ui.panes.proposals import ProposalCard, RoleLine
from hashiya.ui.panes.sort_button import SortRow
from hashiya.ui.panes.values import Marked
from hashiya.ui.viewer.content import Tip
from hashiya.workspace.claims import SOURCE
from hashiya.workspace.offering import Offered
from hashiya.workspace.rejected import rejected_label
from hashiya.workspace.reviewing import coinciding
from hashiya.workspace.workspace import Workspace

LONGEST = 160


class ProposalCards:
    """Puts proposals into words for the page of the review, the status line and the tip."""

    def __init__(self, workspace: Workspace, offering: Offering, reviewing: Reviewing) -> None:
        self._workspace, self._offering, self._reviewing = workspace, offering, reviewing

    def card(self, messages: Messages, text: str) -> ProposalCard | None:
        """The proposal in question, with the sorts that wait beside it; None when none is in question."""
        one = self._reviewing.current
        if one is None:
            return None
        proposal, workspace = one.proposal, self._workspace
        waiting = self._offering.waiting()
        referent, new = workspace.referents.resolve(proposal.referent), proposal.new_referent
        name = new.name if new else referent.name if referent else ""
        return ProposalCard(
            layer=proposal.layer,
            label=proposal.label,
            words=" … ".join(piece.of(text) for piece in self._reviewing.fragments),
            engine=engine_name(proposal.engine, messages),
            score=proposal.score,
            record=workspace.tallies.of(proposal.engine, rejected_label(proposal)),
            number=self._reviewing.number(),
            of=len(waiting),
            corrected=self._reviewing.is_corrected,
            referent=name,
            refers=proposal.mention is not None,
            new_for=len(new.mentions) if new else 0,
            roles=self._roles(one, waiting, messages, text),
            values=spellings_of(new, messages) if new else values_of(proposal, workspace.scheme, messages),
            sorts=tuple(SortRow(sort.layer, sort.label, sort.above, sort.sure) for sort in self._reviewing.sorts()),
        )

    def _roles(self, one: Offered, waiting: list[Offered], messages: Messages, text: str) -> tuple[RoleLine, ...]:
        lines = []
        for role in self._workspace.scheme.roles:
            for place in one.proposal.roles.get(role.key, ()):
                beside = [] if self._is_marked(place) else coinciding(waiting, role, place)
                comes = self._short(beside[0].proposal, messages) if beside else ""
                lines.append(RoleLine(role.key, " ".join(quote(text, place).split()), comes))
        return tuple(lines)

    def _is_marked(self, place: Fragments) -> bool:
        """Whether a mention of the annotator's stands on these words: nothing comes with the claim then."""
        return self._offering.has_mention_on(place)

    def _short(self, proposal: Proposal, messages: Messages) -> str:
        label = self._workspace.scheme.label(proposal.layer, proposal.label)
        return label.short.in_language(messages.language) if label else proposal.label

    def marked(self, messages: Messages) -> Marked | None:
        """What the status line says is in question."""
        one = self._reviewing.current
        if one is None:
            return None
        label = self._workspace.scheme.label(one.proposal.layer, one.proposal.label)
        name = messages.text("review.proposal", name=self._reviewing.name(one.proposal))
        return Marked(one.proposal.layer, label, name, "")

    def tip(self, identifier: str, messages: Messages, text: str, colour: str) -> Tip | None:
        """The tip of a proposal: what, which words, by whom and how sure."""
        one = self._offering.get(identifier)
        if one is None:
            return None
        proposal = one.proposal
        words = " ".join(quote(text, proposal.fragments).split())
        score = decimal(proposal.score, arabic=messages.arabic_digits)
        said = messages.text("review.tip", engine=engine_name(proposal.engine, messages), score=score)
        sources = [" ".join(quote(text, place).split()) for place in proposal.roles.get(SOURCE, ())]
        source = messages.text("hint.said_by", who="، ".join(sources)) if sources else ""
        return Tip(
            messages.text("review.proposal", name=self._reviewing.name(proposal)),
            colour,
            words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…",
            "",
            tuple(line for line in (source, values_of(proposal, self._workspace.scheme, messages), said) if line),
        )


def spellings_of(new: NewReferent, messages: Messages) -> str:
    """The other names that a new referent would have, in words."""
    return messages.text("review.spellings", names="، ".join(new.aliases)) if new.aliases else ""


def values_of(proposal: Proposal, scheme: Scheme, messages: Messages) -> str:
    """The attributes that the proposal brings, in words."""
    plans = {plan.key: plan for plan in scheme.attributes(proposal.layer, proposal.label) if not plan.retired}
    found = []
    for key, value in proposal.attributes.items():
        known = plans[key].value(value) if key in plans else None
        if known is not None and value != plans[key].default:
            found.append(known.name.in_language(messages.language))
    return " · ".join(found)
