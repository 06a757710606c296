"""Which of a task's data is the text that was marked: the key stands in a configuration that the file does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from hashiya.exchange.offsets import Places, Quoted, Unit, agrees, slice_of
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.text_reader import raw_text

_UPLOADED = re.compile("^[0-9a-f]{8}-")
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


def text_beside(source: Source, address: str, reading: Reading) -> str | None:
    """The text of the file that the address leads to, when it stands beside the export; None when it does not.

    Files that were uploaded have eight hexadecimal digits before their names.
    """
    name = PurePosixPath(unquote(urlsplit(address.strip()).path)).name
    for wanted in dict.fromkeys((name, _UPLOADED.sub("", name))):
        path = source.path.with_name(wanted) if wanted not in ("", ".", "..") and "\\" not in wanted else source.path
        if source.archive is None and path != source.path and path.is_file():
            data = Source(path, path.name, path.stat().st_size).read()
            return raw_text(data, encoding=reading.options.encoding, file=str(path))
    return None


def is_address(text: str) -> bool:
    """Whether the text only says where the text is."""
    return bool(_ADDRESS.match(text))
