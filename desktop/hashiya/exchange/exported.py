"""Projects that INCEpTION and WebAnno export: a folder for each document, a file for each annotator within."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from hashiya.exchange.sources import ZIP, Source

ABOUT = "exportedproject.json"
"""The file in which a project tells its settings."""
UNTOUCHED = "INITIAL_CAS"
"""What the document's file is called as it was before anybody worked on it."""
NOBODY = frozenset((UNTOUCHED, "CURATION_USER"))
"""Whose files are no annotator's."""
_FOLDERS = frozenset(("annotation", "curation"))


class Place(NamedTuple):
    """What a file's place in a project tells: the document, and who worked on it."""

    document: str
    annotator: str | None


def place_of(source: Source) -> Place | None:
    """What the file's place tells; None when it is in no such project: a document's folder is called like a file."""
    parts = source.path.parts
    for file in (len(parts) - 1, len(parts) - 2):
        if file >= 2 and parts[file - 2] in _FOLDERS and PurePosixPath(parts[file - 1]).suffix:
            # Formats with two files a document have both in an archive that is called like the annotator.
            if file < len(parts) - 1 and not parts[file].endswith(ZIP):
                continue
            name = PurePosixPath(parts[file]).stem
            return Place(PurePosixPath(parts[file - 1]).stem, None if name in NOBODY else name)
    return None


def worked_on(sources: Sequence[Source]) -> list[Source]:
    """The files but for those of documents before anybody worked on them, where somebody did."""
    places = [place_of(one) for one in sources]
    files = Counter(place.document for place in places if place)
    return [
        one
        for one, place in zip(sources, places, strict=True)
        if one.stem != UNTOUCHED or place is None or files[place.document] == 1
    ]
