"""The formats of Prodigy and spaCy in JSON."""

from __future__ import annotations

from hashiya.exchange.prodigy.reader import ProdigyReader
from hashiya.exchange.prodigy.spacy_rows import SpacyReader, SpacyWriter
from hashiya.exchange.prodigy.writer import ProdigyWriter
from hashiya.exchange.protocol import Format

PRODIGY = Format(
    name="prodigy",
    endings=(".jsonl", ".json"),
    reader=ProdigyReader,
    writer=ProdigyWriter,
    loses=("replaces", "extra", "cross_relations", "role_referents"),
)
SPACY = Format(
    name="spacy-jsonl",
    endings=(".jsonl", ".json"),
    reader=SpacyReader,
    writer=SpacyWriter,
    loses=(
        *("language", "status", "article_labels", "replaces", "extra"),
        *("relations", "roles", "restatements", "clusters", "referents", "gaps", "attributes", "defaults", "notes"),
        *("ids", "annotators", "origins", "scores", "times"),
    ),
)
