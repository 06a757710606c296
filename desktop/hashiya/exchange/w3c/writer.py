"""Articles as annotation pages: a file an article."""

from __future__ import annotations

from typing import Any

import msgspec

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.details import about_of, details_of
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusRelation
from hashiya.exchange.naming import FileNames
from hashiya.exchange.protocol import Setting, Writer

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:hashiya:"
AROUND = 32
"""Code points of text before and after that a quote selector carries."""


class WebAnnotationWriter(Writer):
    """Writes a folder with a file an article."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._names = FileNames()

    def add(self, line: CorpusArticle) -> None:
        source = f"urn:uuid:{line.key}"
        items = [
            self._mark(one, layer, line, source)
            for layer in ("regions", "entities", "claims")
            for one in getattr(line, layer)
        ]
        page = {
            "@context": [CONTEXT, {"hashiya": OWN}],
            "id": f"{source}#annotations",
            "type": "AnnotationPage",
            "hashiya:source": {
                "id": source,
                "type": "Text",
                "format": "text/plain",
                "language": line.language,
                "value": line.text,
            },
            "hashiya:article": msgspec.to_builtins(about_of(line)),
            "items": [*items, *(self._relation(one, line) for one in line.relations)],
        }
        data = msgspec.json.format(msgspec.json.encode(page), indent=1)
        self.out.put(f"{self._names.take(line.id)}.jsonld", data + b"\n")

    def _common(self, one: CorpusAnnotation | CorpusRelation, line: CorpusArticle) -> dict[str, Any]:
        told: dict[str, Any] = {"id": f"urn:uuid:{one.id}", "type": "Annotation"}
        if one.annotator:
            told["creator"] = {"type": "Person", "nickname": one.annotator}
        told |= {key: value for key, value in (("created", one.created), ("modified", one.modified)) if value}
        body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": one.label}]
        if one.note:
            body.append({"type": "TextualBody", "purpose": "commenting", "value": one.note})
        return told | {"body": body, "hashiya:details": msgspec.to_builtins(details_of(one, line, self.setting))}

    def _mark(self, one: CorpusAnnotation, layer: str, line: CorpusArticle, source: str) -> dict[str, Any]:
        text, start, end = line.text, one.start, one.end
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        }
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        target = {"source": source, "selector": [place, quote]}
        return self._common(one, line) | {"motivation": "tagging", "hashiya:layer": layer, "target": target}

    def _relation(self, one: CorpusRelation, line: CorpusArticle) -> dict[str, Any]:
        more: dict[str, Any] = {
            "motivation": "linking",
            "target": [f"urn:uuid:{one.head.id}", f"urn:uuid:{one.tail.id}"],
        }
        if one.tail.article != line.id:
            more["hashiya:tailArticle"] = one.tail.article
        return self._common(one, line) | more
