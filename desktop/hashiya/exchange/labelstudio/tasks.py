"""The format of Label Studio."""

from __future__ import annotations

from hashiya.exchange.labelstudio.reader import LabelStudioReader
from hashiya.exchange.labelstudio.writer import LabelStudioWriter
from hashiya.exchange.protocol import Format

FORMAT = Format(
    name="label-studio",
    endings=(".json", ".csv", ".tsv"),
    reader=LabelStudioReader,
    writer=LabelStudioWriter,
    loses=(
        *("replaces", "extra", "cross_relations", "relation_details", "relation_ids", "role_referents"),
        *("defaults", "origins", "times"),
    ),
)
