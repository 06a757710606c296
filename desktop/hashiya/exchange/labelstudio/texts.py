"""Which of a task's data is the text that was marked: the key stands in a configuration that the file does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hashiya.exchange.offsets import Places, Quoted, Unit, agrees, slice_of

_ADDRESS = re.compile(r"\s*(?:https?|s3|gs|azure-blob|file)://\S+\s*$|\s*/data/\S+\s*$")


def text_key(data: Mapping[str, Any], sources: Sequence[str], quoted: Sequence[Quoted]) -> str | None:
    """The key of the text: the one that the marks name or quote, else `text`, else the longest; None without any."""
    texts = {key: value for key, value in data.items() if isinstance(value, str)}
    named = [one.removeprefix("$") for one in sources]
    by_length = sorted(texts, key=lambda key: -len(texts[key]))
    order = [key for key in dict.fromkeys((*named, "text", *by_length)) if key in texts]
    if not quoted:
        return order[0] if order else None
    for key in order:
        places = Places(texts[key], Unit.UTF16)
        right = sum(_agrees(places, one) for one in quoted)
        if right * 2 >= len(quoted):
            return key
    return order[0] if order else None


def _agrees(places: Places, one: Quoted) -> bool:
    found = slice_of(places, one.pieces)
    return found is not None and agrees(found, one.text)


def is_address(text: str) -> bool:
    """Whether the text only says where the text is."""
    return bool(_ADDRESS.match(text))
