"""Claim frames with the names that AIDA gives their parts, as JSON: an article with its frames in each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.details import About, Details, about_of, add, details_of, draft_of, read_about, read_details
from hashiya.exchange.json_items import json_values
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusFiller, CorpusRelation
from hashiya.exchange.protocol import Format, Reader, Reading, Setting, Writer
from hashiya.exchange.sources import Source

COMPONENTS: Mapping[str, str] = {
    "source": "claimer",
    "relay": "claimMedium",
    "place": "claimLocation",
    "time": "claimDateTime",
    "target": "xVariable",
    "cue": "cue",
    "addressee": "addressee",
    "occasion": "occasion",
}
"""What AIDA calls the parts that fill our roles; the last three are ours alone."""
EPISTEMIC: Mapping[str | None, str] = {
    "true_certain": "EpistemicTrueCertain",
    "true_uncertain": "EpistemicTrueUncertain",
    "false_certain": "EpistemicFalseCertain",
    "false_uncertain": "EpistemicFalseUncertain",
}
SENTIMENT: Mapping[str | None, str] = {
    "positive": "SentimentPositive",
    "negative": "SentimentNegative",
    "mixed": "SentimentMixed",
}
LINKS: Mapping[str, str] = {"supports": "supportingClaims", "contradicts": "refutingClaims", "related": "relatedClaims"}
X = "X"
"""Stands in a template where the claim's first target stands in its words."""


class FramesWriter(Writer):
    """Writes a list, an article an item."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open()
        self._before = b"[\n"

    def add(self, line: CorpusArticle) -> None:
        item = {
            "document": {"id": line.id, "text": line.text, "about": msgspec.to_builtins(about_of(line))},
            "knowledgeElements": [self._element(one, line) for one in line.entities],
            "claimFrames": [self._frame(one, line) for one in line.claims],
            "links": [self._link(one, line) for one in line.relations],
        }
        self._file.write(self._before + msgspec.json.encode(item))
        self._before = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._before == b",\n" else b"[]\n")

    def _details(self, one: CorpusAnnotation | CorpusRelation, line: CorpusArticle) -> Any:
        return msgspec.to_builtins(details_of(one, line, self.setting))

    def _element(self, one: CorpusAnnotation, line: CorpusArticle) -> dict[str, Any]:
        place = {"start": one.start, "end": one.end, "text": one.text}
        return {"id": one.id, "type": one.label, **place, "details": self._details(one, line)}

    def _frame(self, one: CorpusClaim, line: CorpusArticle) -> dict[str, Any]:
        parts = {
            COMPONENTS.get(role, role): [self._component(filler, line) for filler in found]
            for role, found in one.roles.items()
        }
        elements = sorted({f.id for found in one.roles.values() for f in found if f.id is not None})
        linked: dict[str, list[str]] = {}
        for relation in line.relations:
            if relation.head.id == one.id and relation.label in LINKS:
                linked.setdefault(LINKS[relation.label], []).append(relation.tail.id)
        frame: dict[str, Any] = {
            "claimId": one.id,
            "sourceDocument": line.id,
            "claimTemplate": _template(one, parts.get("xVariable", [])),
            "naturalLanguageDescription": one.restatement or one.text,
            "epistemic": EPISTEMIC.get(one.attributes.get("epistemic"), "EpistemicUnknown"),
            "sentiment": SENTIMENT.get(one.attributes.get("sentiment"), "SentimentNeutralUnknown"),
            "associatedKEs": elements,
            "identicalClaims": one.cluster,
        }
        content = {"type": one.label, "start": one.start, "end": one.end, "text": one.text}
        return frame | linked | {"components": parts, "content": content, "details": self._details(one, line)}

    def _component(self, filler: CorpusFiller, line: CorpusArticle) -> dict[str, Any]:
        told: dict[str, Any] = {"componentName": filler.text}
        referent = filler.referent
        if filler.id is not None:
            mention = next((one for one in line.entities if one.id == filler.id), None)
            claim = next((one for one in line.claims if one.id == filler.id), None)
            told |= {
                "componentKE": filler.id,
                "componentName": mention.text if mention else claim.text if claim else None,
            }
            told |= {"componentType": mention.label} if mention else {}
            referent = mention.referent if mention else None
        if referent in line.referents:
            told |= {"componentName": told["componentName"] or line.referents[referent].name}
            external = self.setting.referents[referent].external if referent in self.setting.referents else {}
            told |= {"componentIdentity": dict(external)} if external else {}
        return told

    def _link(self, one: CorpusRelation, line: CorpusArticle) -> dict[str, Any]:
        ends = {"type": one.label, "head": one.head.id, "tail": one.tail.id, "tailDocument": one.tail.article}
        return {**ends, "details": self._details(one, line)}


def _template(one: CorpusClaim, targets: list[dict[str, Any]]) -> str:
    """The claim's words with X for its first target; the words alone when that is not named in them."""
    name = next((target["componentName"] for target in targets if target.get("componentName")), None)
    return one.text.replace(name, X, 1) if name and name in one.text else one.text


class FramesReader(Reader):
    """Reads frames that the program wrote; frames of AIDA itself have no text."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.97 if b'"claimFrames":' in head and b'"knowledgeElements":' in head else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        with unit[0].open() as file:
            for line, item in json_values(file, reading.file):
                document = item.get("document") if isinstance(item, dict) else None
                text = document.get("text") if isinstance(document, dict) else None
                if not isinstance(item, dict) or not isinstance(document, dict) or not isinstance(text, str):
                    reading.refuse("reading.no_text", line=line, found=document)
                    continue
                yield from _article(item, document, text, reading, line)


def _article(
    item: dict[str, Any], document: dict[str, Any], text: str, reading: Reading, line: int
) -> Iterator[CorpusArticle]:
    about = read_about(document.get("about"), reading, line) or About(id=str(document.get("id") or ""))
    draft = draft_of(about, text, reading, line=line)
    marks = [("entities", one, one) for one in _dicts(item.get("knowledgeElements"))]
    marks += [
        ("claims", one, content) for one in _dicts(item.get("claimFrames")) for content in _dicts([one.get("content")])
    ]
    for layer, one, place in marks:
        start, end = place.get("start"), place.get("end")
        if type(start) is not int or type(end) is not int:
            reading.refuse("reading.no_number", line=line, article=about.id, found=f"{start} {end}")
            continue
        details = read_details(one.get("details"), reading, line) or Details()
        add(draft, layer, str(place.get("type") or ""), [(start, end)], details, line=line)
    for one in _dicts(item.get("links")):
        details = read_details(one.get("details"), reading, line) or Details()
        elsewhere = str(one.get("tailDocument") or about.id)
        draft.relation(
            str(one.get("type") or ""),
            str(one.get("head") or ""),
            str(one.get("tail") or ""),
            tail_article=None if elsewhere == about.id else elsewhere,
            line=line,
            **details.common,
        )
    if made := draft.finish():
        yield made


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


FORMAT = Format(
    name="aida-frames",
    endings=(".json",),
    reader=FramesReader,
    writer=FramesWriter,
    loses=("regions", "replaces", "extra"),
)
