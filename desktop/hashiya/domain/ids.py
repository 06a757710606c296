"""The names of things: UUIDs that are made once and never change."""

from __future__ import annotations

import os
import time
import uuid
from typing import NewType

ArticleKey = NewType("ArticleKey", str)
AnnotationId = NewType("AnnotationId", str)
RelationId = NewType("RelationId", str)
ReferentId = NewType("ReferentId", str)
ClusterId = NewType("ClusterId", str)
AnnotatorId = NewType("AnnotatorId", str)
DeviceId = NewType("DeviceId", str)
RejectionId = NewType("RejectionId", str)
StepId = NewType("StepId", str)

HASHIYA_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "hashiya")

# Whose work a thing is, where it is not one annotator's.
SHARED = AnnotatorId("shared")
NOBODY = AnnotatorId("nobody")
"""Owner of a proposal: nobody's work until somebody accepts it."""


def article_key(sha256: str, copy: int = 0) -> ArticleKey:
    """The key of the text with this digest: the same on every machine; `copy` tells equal texts apart."""
    return ArticleKey(str(uuid.uuid5(HASHIYA_NAMESPACE, f"{sha256}:{copy}")))


def foreign_id(article: ArticleKey, name: str) -> str:
    """The id that an imported thing without a UUID gets: the same at every import of the same file."""
    return str(uuid.uuid5(uuid.UUID(article), name))


class IdSource:
    """Makes UUIDv7 (RFC 9562), each greater than any it made or was shown, whatever the clock says."""

    def __init__(self, *, after: str | None = None) -> None:
        self._last = uuid.UUID(after).int if after else 0

    def seen(self, identifier: str) -> None:
        """Take note of an id that is in the file, so that the next one is greater."""
        number = uuid.UUID(identifier)
        if number.version == 7:
            self._last = max(self._last, number.int)

    def make(self) -> str:
        """A new id: 48 bits of milliseconds since 1970, then random bits."""
        milliseconds = time.time_ns() // 1_000_000
        random = int.from_bytes(os.urandom(10), "big")
        number = (milliseconds & (1 << 48) - 1) << 80 | random
        number = number & ~(0xF << 76) | 0x7 << 76
        number = number & ~(0x3 << 62) | 0x2 << 62
        return self._made(number if number > self._last else _successor(self._last))

    def several(self, count: int) -> list[str]:
        """So many new ids: one as `make` makes it, each of the others the next after the one before."""
        return [self._made(_successor(self._last)) if n else self.make() for n in range(count)]

    def _made(self, number: int) -> str:
        self._last = number
        digits = f"{number:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _successor(number: int) -> int:
    """The next greater UUIDv7: one more in the low 62 random bits, carried into the 12 and the clock above them."""
    low = number & (1 << 62) - 1
    middle = number >> 64 & 0xFFF
    high = number >> 80
    counter = ((high << 12 | middle) << 62 | low) + 1
    low = counter & (1 << 62) - 1
    middle = counter >> 62 & 0xFFF
    high = counter >> 74
    return high << 80 | 0x7 << 76 | middle << 64 | 0x2 << 62 | low
