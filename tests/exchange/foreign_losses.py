"""What single formats lose, taken out of a line's facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hashiya.exchange.conll.tokens import snapped, tokens_of

Line = dict[str, Any]


def discontinuous(line: Line) -> None:
    """Annotations in several pieces are left out, and such spans in roles."""
    for layer in ("regions", "entities", "claims"):
        line[layer] = [one for one in line[layer] if len(one["fragments"]) == 1]
    for one in line["claims"]:
        one["roles"] = {
            role: [filler for filler in fillers if len(filler.get("fragments") or ()) < 2]
            for role, fillers in one["roles"].items()
        }


def tokens(line: Line) -> None:
    """Mentions are as wide as the words that they touch; one that touches none is left out."""
    words = list(tokens_of(line["text"]))
    kept = []
    for one in line["entities"]:
        touched = snapped(words, one["start"], one["end"])
        if touched:
            one["start"], one["end"] = words[touched[0]].start, words[touched[1] - 1].end
            one["fragments"] = [[one["start"], one["end"]]]
            one["text"] = line["text"][one["start"] : one["end"]]
            kept.append(one)
    line["entities"] = kept


def shared_words(line: Line) -> None:
    """Of mentions that share a word the longest stays."""
    discontinuous(line)
    ordered = sorted(line["entities"], key=lambda one: (one["start"] - one["end"], one["start"], one["label"]))
    line["entities"] = ordered
    tokens(line)
    kept: list[Line] = []
    for one in line["entities"]:
        if all(one["end"] <= other["start"] or other["end"] <= one["start"] for other in kept):
            kept.append(one)
    line["entities"] = kept


def label_spaces(line: Line) -> None:
    """White space in labels is a low line."""
    for one in line["entities"]:
        one["label"] = re.sub(r"\s", "_", one["label"])


def control_characters(line: Line) -> None:
    """What XML cannot hold is a replacement character."""
    line["text"] = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", line["text"])


def edge_spaces(line: Line) -> None:
    """Annotations begin and end at what is seen; those of white space alone are left out."""
    seen = [place for one in tokens_of(line["text"]) for place in range(one.start, one.end)]

    def trim(one: Line) -> bool:
        if one.get("fragments") is None or len(one["fragments"]) > 1:
            return True
        start, end = one["fragments"][0]
        inside = [place for place in seen if start <= place < end]
        if inside:
            one["fragments"] = [[inside[0], inside[-1] + 1]]
            one["text"] = line["text"][inside[0] : inside[-1] + 1]
            if "start" in one:
                one["start"], one["end"] = one["fragments"][0]
        return bool(inside)

    for layer in ("regions", "entities", "claims"):
        line[layer] = [one for one in line[layer] if trim(one)]
    for one in line["claims"]:
        one["roles"] = {role: [filler for filler in found if trim(filler)] for role, found in one["roles"].items()}


def leading_space(line: Line) -> None:
    """White space before the first word is spaces."""
    rest = line["text"].lstrip()
    line["text"] = " " * (len(line["text"]) - len(rest)) + rest


def texts(line: Line) -> None:
    """Nothing of the text is written."""
    line["text"] = ""


FOREIGN_LOSSES: dict[str, Callable[[Line], None]] = {
    "discontinuous": discontinuous,
    "tokens": tokens,
    "shared_words": shared_words,
    "label_spaces": label_spaces,
    "texts": texts,
    "edge_spaces": edge_spaces,
    "leading_space": leading_space,
    "control_characters": control_characters,
}
