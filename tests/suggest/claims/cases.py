"""Reads the table of cases: sentences with their mentions, and the claims that each holds."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims import ReportedSpeech
from hashiya.suggest.proposal import Proposal, Reading

_MENTION = re.compile(r"\[([A-Z]+) ([^\]]+)\]")
_FORMS = {"d": "direct", "i": "indirect", "m": "mixed"}
_SOURCE_FORMS = {"e": "explicit", "p": "pronoun", "i": "implicit", "v": "passive"}


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its mentions, and the claims as the table writes them."""

    style: str
    text: str
    mentions: tuple[tuple[Span, str], ...]
    claims: tuple[str, ...]


def cases() -> list[Case]:
    table = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
    return [_case(row) for row in table["cases"]]


def _case(row: dict[str, Any]) -> Case:
    text, mentions, done = "", [], 0
    for found in _MENTION.finditer(row["text"]):
        text += row["text"][done : found.start()]
        mentions.append((Span(len(text), len(text) + len(found[2])), found[1]))
        text += found[2]
        done = found.end()
    return Case(row["style"], text + row["text"][done:], tuple(mentions), tuple(row["claims"]))


def found_in(case: Case) -> list[str]:
    """The proposals for the case, in the table's writing and in the text's order of cues."""
    reading = Reading(case.text, mentions=case.mentions)
    return [written(case.text, proposal) for proposal in ReportedSpeech().propose(reading)]


def expected(case: Case) -> list[str]:
    """The claims of the table with «…» spelled out."""
    return [_spelled_out(case.text, claim) for claim in case.claims]


def written(text: str, proposal: Proposal) -> str:
    cue = " + ".join(_words(text, filler) for filler in proposal.roles.get("cue", ())) or "-"
    source = " و ".join(_words(text, filler) for filler in proposal.roles.get("source", ())) or "-"
    attributes = proposal.attributes
    quote = next(key for key, value in _FORMS.items() if value == attributes["quote_form"])
    form = next((key for key, value in _SOURCE_FORMS.items() if value == attributes.get("source_form")), "-")
    parts = [cue, _words(text, proposal.fragments), source, f"{quote} {form}"]
    parts += [_words(text, filler) for filler in proposal.roles.get("relay", ())]
    return " | ".join(parts)


def _words(text: str, fragments: Fragments) -> str:
    return " + ".join(piece.of(text) for piece in fragments)


def _spelled_out(text: str, claim: str) -> str:
    parts = claim.split(" | ")
    if " … " in parts[1]:
        first, last = parts[1].split(" … ")
        start = text.index(first)
        parts[1] = text[start : text.index(last, start + len(first)) + len(last)]
    return " | ".join(parts)
