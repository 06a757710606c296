"""Articles as a data set, without the libraries that load it."""

from __future__ import annotations

from typing import Any

import msgspec

from hashiya.exchange.conll.tags import Tagged, tags_of
from hashiya.exchange.conll.tokens import snapped, tokens_of
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.details import about_of, details_of, encoded
from hashiya.exchange.huggingface.card import card_of
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusRelation
from hashiya.exchange.protocol import Setting, Writer


class DatasetWriter(Writer):
    """Writes data.jsonl and README.md; with the option `tokens=yes` words and their IOB2 tags too."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open("data.jsonl")
        self._count = 0
        self._with_tokens = setting.more.get("tokens") == "yes"
        self._tags = ["O"]
        for label in setting.scheme.entities.labels:
            self._tags += [f"B-{label.key}", f"I-{label.key}"]

    def add(self, line: CorpusArticle) -> None:
        row: dict[str, Any] = {
            "id": line.id,
            "text": line.text,
            "language": line.language,
            "about": encoded(about_of(line)),
            "regions": [self._mark(one, line) for one in line.regions],
            "entities": [self._mark(one, line) for one in line.entities],
            "claims": [self._mark(one, line) for one in line.claims],
            "roles": [role for one in line.claims for role in _roles(one, line)],
            "relations": [self._relation(one, line) for one in line.relations],
        }
        if self._with_tokens:
            row |= self._tokens(line)
        self._file.write(msgspec.json.encode(row) + b"\n")
        self._count += 1

    def finish(self) -> None:
        card = card_of(self.setting.program, self._count, self._tags if self._with_tokens else None)
        self.out.put("README.md", card.encode())

    def _mark(self, one: CorpusAnnotation, line: CorpusArticle) -> dict[str, Any]:
        row: dict[str, Any] = {"id": one.id, "label": one.label, "start": one.start, "end": one.end, "text": one.text}
        if isinstance(one, CorpusEntity):
            row["referent"] = line.referents[one.referent].name if one.referent in line.referents else None
        if isinstance(one, CorpusEntity | CorpusClaim):
            row["annotator"] = one.annotator
        return row | {"details": encoded(details_of(one, line, self.setting))}

    def _relation(self, one: CorpusRelation, line: CorpusArticle) -> dict[str, Any]:
        return {
            "id": one.id,
            "label": one.label,
            "head": one.head.id,
            "tail": one.tail.id,
            "tail_article": one.tail.article,
            "details": encoded(details_of(one, line, self.setting)),
        }

    def _tokens(self, line: CorpusArticle) -> dict[str, Any]:
        tokens = list(tokens_of(line.text))
        taken: list[Tagged] = []
        for one in sorted(line.entities, key=lambda one: (one.start - one.end, one.start, one.label)):
            touched = snapped(tokens, one.start, one.end) if len(one.fragments) == 1 else None
            if touched and all(other.end <= touched[0] or touched[1] <= other.start for other in taken):
                taken.append(Tagged(*touched, one.label))
        tags = tags_of(taken, len(tokens), "iob2")
        self._tags += [tag for tag in dict.fromkeys(tags) if tag not in self._tags]
        numbers = {tag: number for number, tag in enumerate(self._tags)}
        return {"tokens": [one.of(line.text) for one in tokens], "ner_tags": [numbers[tag] for tag in tags]}


def _roles(claim: CorpusClaim, line: CorpusArticle) -> list[dict[str, Any]]:
    rows = []
    for role, fillers in claim.roles.items():
        for one in fillers:
            pieces = one.fragments
            rows.append(
                {
                    "claim": claim.id,
                    "role": role,
                    "annotation": one.id,
                    "referent": line.referents[one.referent].name if one.referent in line.referents else None,
                    "start": pieces[0][0] if pieces else None,
                    "end": pieces[-1][1] if pieces else None,
                    "text": one.text,
                }
            )
    return rows
