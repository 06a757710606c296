"""JSON Schemas of the corpus line and of the manifest, made from the types that the reader decodes into."""

from __future__ import annotations

from typing import Any

import msgspec

from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.manifest import Manifest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KEEPING = ("CorpusArticle", "CorpusRegion", "CorpusEntity", "CorpusClaim", "CorpusRelation")


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of a line under `line`, that of the manifest under `manifest`."""
    return {"line": _line(), "manifest": _manifest()}


def _line() -> dict[str, Any]:
    schema = {"$schema": DIALECT, "title": "A line of a Hashiya corpus"} | msgspec.json.schema(CorpusArticle)
    for name in _KEEPING:
        definition = schema["$defs"][name]
        del definition["properties"]["kept"]
        definition["patternProperties"] = {"^x_": {}}
    filler = schema["$defs"]["CorpusFiller"]
    filler["oneOf"] = [
        {"required": [name], "properties": {name: {"not": {"type": "null"}}}}
        for name in ("id", "referent", "fragments")
    ]
    return schema


def _manifest() -> dict[str, Any]:
    schema = {"$schema": DIALECT, "title": "The manifest of a Hashiya corpus"} | msgspec.json.schema(Manifest)
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["additionalProperties"] = False
    return schema
