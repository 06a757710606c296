"""The engine that proposes claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hashiya.arabic.clusters import is_edge
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Fragments
from hashiya.suggest.claims.frames import Claim, SentenceClaims
from hashiya.suggest.claims.sentence import Sentence
from hashiya.suggest.claims.speakers import Speakers
from hashiya.suggest.proposal import Proposal, Reading

NAME: Final = "claims"
LABEL: Final = "claim"


class ReportedSpeech:
    """Proposes a claim wherever the text says that somebody says something.

    A source is looked for among the mentions of the reading, so that it finds most when entities were proposed before.
    """

    name = NAME

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        """The claims, in the order of the text's sentences."""
        speakers = Speakers(reading.mentions)
        last: tuple[Fragments, ...] = ()
        seen: tuple[Fragments, ...] = ()
        found: dict[tuple[Fragments, object], Proposal] = {}
        for number in range(len(reading.index)):
            line = reading.index.line(number)
            for span in line.sentences:
                if reading.is_skipped(span):
                    continue
                sentence = SentenceClaims(Sentence(reading.text, line, span), speakers, last, seen)
                for claim in sentence.claims():
                    proposal = _proposal(claim)
                    if not _is_whole(reading.text, proposal):
                        continue
                    found.setdefault((proposal.fragments, proposal.roles.get("cue")), proposal)
                last, seen = sentence.last, sentence.seen
        return list(found.values())


def _is_whole(text: str, proposal: Proposal) -> bool:
    """Whether no letter is parted from its marks, as odd text may have it."""
    spans = (*proposal.fragments, *(span for role in proposal.roles.values() for filler in role for span in filler))
    return all(is_edge(text, span.start) and is_edge(text, span.end) for span in spans)


def _proposal(claim: Claim) -> Proposal:
    roles: dict[str, tuple[Fragments, ...]] = {}
    if claim.fillers:
        roles["source"] = claim.fillers
    if claim.cue:
        roles["cue"] = (claim.cue,)
    roles |= {role: fillers for role, fillers in claim.others.items() if fillers}
    return Proposal(
        layer=Layer.CLAIMS,
        label=LABEL,
        fragments=claim.content,
        engine=NAME,
        score=claim.score,
        roles=roles,
        attributes=_attributes(claim),
    )


def _attributes(claim: Claim) -> Mapping[str, str]:
    given = {"quote_form": claim.quote_form, "act": claim.act, "source_form": claim.source_form}
    return {key: value for key, value in given.items() if value is not None}
