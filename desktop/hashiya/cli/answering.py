"""What reads for the window in a process of its own: asked by lines on standard input (`hashiya answer`)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from hashiya.storage.project import ProjectFile
from hashiya.suggest.lineup import Given, Lineup
from hashiya.workspace.engine_room import EngineRoom
from hashiya.workspace.heard import Request
from hashiya.workspace.looking_room import LookingRoom
from hashiya.workspace.offering import AT_ONCE
from hashiya.workspace.reading_process import Labelled, Question, Told

WARMING = "قال وزير الخارجية في طهران يوم الأحد إن الاتفاق مهم."
"""Read once before anybody asks, so that word lists are there."""


def answer(file: Path) -> int:
    """Answer about the articles of this project until the input ends."""
    # A program without a console has no such files of its own, though whoever started it gave it some.
    lines = sys.stdin.buffer if sys.stdin else os.fdopen(0, "rb")
    out = sys.stdout.buffer if sys.stdout else os.fdopen(1, "wb")
    with ProjectFile.open(file, read_only=True) as project:
        Lineup().propose(Given(text=WARMING))
        gc.collect()
        gc.freeze()
        Answering(project, lines, out).go_on()
    return 0


class Answering:
    """Reads what each line that comes asks for."""

    def __init__(self, project: ProjectFile, lines: BinaryIO, out: BinaryIO) -> None:
        self._project, self._lines, self._out = project, lines, out
        self._engines = EngineRoom()
        self._looking = LookingRoom(project.finder())

    def go_on(self) -> None:
        """Until there are no lines any more."""
        decode = msgspec.json.Decoder(Question).decode
        with suppress(OSError):
            for line in iter(self._lines.readline, b""):
                asked = decode(line)
                if asked.article is not None:
                    self._propose(asked.article)
                if asked.looking is not None:
                    self._tell(Told(seen=self._looking.read(asked.looking)))

    def _propose(self, request: Request) -> None:
        with self._project.snapshot() as snapshot:
            offered, token = self._engines.read(snapshot.reads, request, self._labels)
        for first in range(0, len(offered), AT_ONCE):
            self._tell(Told(some=offered[first : first + AT_ONCE]))
        self._tell(Told(token=token))

    def _labels(self, sentences: Sequence[Sequence[str]]) -> list[list[str]] | None:
        self._tell(Told(sentences=[list(one) for one in sentences]))
        return msgspec.json.decode(self._lines.readline(), type=Labelled).labels

    def _tell(self, told: Told) -> None:
        self._out.write(msgspec.json.encode(told) + b"\n")
        self._out.flush()
