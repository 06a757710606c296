"""W3C Web Annotation (JSON-LD): annotations with position and quote selectors, the text in the same file."""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.w3c.reader import WebAnnotationReader
from hashiya.exchange.w3c.writer import WebAnnotationWriter

FORMAT = Format(
    name="w3c",
    endings=(".jsonld", ".json"),
    reader=WebAnnotationReader,
    writer=WebAnnotationWriter,
    shape="folder",
    loses=("replaces", "extra"),
)
