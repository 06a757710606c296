"""REFI-QDA, the exchange of programs for qualitative analysis: projects (.qdpx) in, code books (.qdc) out."""

from __future__ import annotations

from hashiya.exchange.protocol import Format
from hashiya.exchange.refi.codebook import CodebookWriter
from hashiya.exchange.refi.project import ProjectReader

PROJECT = Format(name="refi-qda", endings=(".qdpx", ".qdc"), reader=ProjectReader)
CODEBOOK = Format(
    name="refi-codebook",
    endings=(".qdc",),
    writer=CodebookWriter,
    loses=(
        *("texts", "entities", "claims", "relations", "regions", "referents", "clusters", "metadata", "language"),
        *("status", "article_labels", "replaces", "extra", "notes"),
    ),
)
