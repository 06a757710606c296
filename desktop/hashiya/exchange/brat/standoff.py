"""The format of brat, PolNeAR and the BioNLP tasks."""

from __future__ import annotations

from hashiya.exchange.brat.reader import ENDINGS, BratReader
from hashiya.exchange.brat.writer import BratWriter
from hashiya.exchange.protocol import Format

FORMAT = Format(
    name="brat",
    endings=ENDINGS,
    reader=BratReader,
    writer=BratWriter,
    shape="folder",
    many=False,
    loses=(
        *("metadata", "language", "status", "article_labels", "article_notes", "replaces", "extra"),
        *("cross_relations", "relation_attributes", "role_referents"),
        *("ids", "defaults", "annotators", "origins", "scores", "times"),
    ),
)
