"""UIMA CAS as XMI and as JSON, with the layers of INCEpTION: named entities, relations, frames with slots.

A reader that needs no type system loses nothing when it is absent or incomplete, which libraries for CAS do.
"""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.uima.reader import JsonCasReader, XmiReader
from hashiya.exchange.uima.writer import JsonCasWriter, XmiWriter

_LOSES = ("cross_relations", "replaces", "extra")

XMI = Format(
    name="uima-xmi",
    endings=(".xmi", ".xml"),
    reader=XmiReader,
    writer=XmiWriter,
    loses=(*_LOSES, "control_characters"),
    shape="folder",
    many=False,
)
JSON = Format(
    name="uima-json",
    endings=(".json",),
    reader=JsonCasReader,
    writer=JsonCasWriter,
    loses=_LOSES,
    shape="folder",
    many=False,
)
