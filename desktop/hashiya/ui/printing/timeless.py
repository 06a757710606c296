"""A PDF without what Qt writes of the moment: the same articles give the same bytes."""

from __future__ import annotations

import re

_MOMENT = re.compile(
    rb"/(?:Creation|Mod)Date \(D:[^)]*\)"
    rb'|xmp:(?:Create|Modify|Metadata)Date="[^"]*"'
    rb'|xmpMM:DocumentID="uuid:[^"]*"'
    rb"|/ID \[ <[0-9a-f]{32,}> <[0-9a-f]{32,}> \]"
)
"""When it was made, and a number drawn by lot: Qt lets neither be given for all of them, and none has to be there."""


def timeless(data: bytes) -> bytes:
    """The same part of a PDF, as long as it was, with spaces in place of the moment."""
    return _MOMENT.sub(lambda found: b" " * len(found[0]), data)
