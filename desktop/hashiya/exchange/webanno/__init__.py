"""WebAnno TSV 3.3, as INCEpTION and WebAnno write it: a file an article, offsets in UTF-16 units."""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.webanno.reader import TsvReader
from hashiya.exchange.webanno.writer import TsvWriter

FORMAT = Format(
    name="webanno-tsv",
    endings=(".tsv",),
    reader=TsvReader,
    writer=TsvWriter,
    shape="folder",
    many=False,
    loses=(
        *("metadata", "language", "status", "article_labels", "replaces", "extra", "notes", "ids", "attributes"),
        *("defaults", "annotators", "origins", "scores", "times", "referents", "role_referents", "clusters"),
        *("restatements", "cross_relations", "discontinuous", "edge_spaces", "leading_space"),
    ),
)
