"""Files of other tools coming into a project: read unit by unit, their ids made stable, checked like a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hashiya.domain.faults import Fault, FileFault
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Annotator, Referent
from hashiya.exchange.canonical import encode
from hashiya.exchange.foreign import Settler, as_proposals, shared_key
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.line_check import LineCheck
from hashiya.exchange.protocol import Format, Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.workspace.import_report import ImportChoices

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""NUL as JSON has it, and not the six signs of that name."""


class ForeignUnit:
    """One unit of files: its articles as lines with UUIDs, and afterwards what was remarked."""

    def __init__(
        self, what: Format, reader: Reader, unit: tuple[Source, ...], choices: ImportChoices, annotator: Annotator
    ) -> None:
        self.file = unit[0].path
        self.reading = Reading(what.name, str(self.file), choices.options())
        self._what, self._reader, self._unit = what, reader, unit
        self._engine = choices.as_proposals
        self._settler = settler(what.name, choices, annotator, stem=unit[0].stem)
        self._number = 0

    def __iter__(self) -> Iterator[CorpusArticle]:
        for line in self._reader.read(self._unit, self.reading):
            self._number += 1
            taken = as_proposals(line, self._engine) if self._engine is not None else line
            yield self._checked(self._settler.settled(taken))

    def _checked(self, line: CorpusArticle) -> CorpusArticle:
        """The line, when it agrees with itself as a line of a corpus must."""
        referents = frozenset(shared_key(self._what.name, key) for key in self.reading.referents)
        file = str(self.file)
        try:
            data = encode(line)
        except UnicodeEncodeError:
            raise FileFault(Fault("lone_surrogate", file=file, article=line.id, found="U+D800")) from None
        if _NUL.search(data):
            raise FileFault(Fault("nul", file=file, article=line.id, found="U+0000"))
        check = LineCheck(line, file=file, number=self._number, referents=referents)
        if check.faults:
            raise FileFault(check.faults[0])
        return check.checked

    def referents(self) -> list[Referent]:
        """What the file tells of referents besides their names."""
        return settled_referents(self._what.name, self.reading)

    def remarks(self) -> list[Fault]:
        """What was changed, refused, or disagrees."""
        return [fault for _, fault in self.reading.listed]


def settler(format_name: str, choices: ImportChoices, annotator: Annotator, *, stem: str = "") -> Settler:
    """What makes the ids of that format stable for this import."""
    # A proposal on what a person marked has the person's id in the file it was made from: it must get its own.
    keep = choices.as_proposals is None
    return Settler(format_name, whose=annotator.handle, stem=stem, keep_uuids=keep)


def settled_referents(format_name: str, reading: Reading) -> list[Referent]:
    """The reading's referents by their ids in the project."""
    return [replace(one, id=ReferentId(shared_key(format_name, key))) for key, one in reading.referents.items()]
