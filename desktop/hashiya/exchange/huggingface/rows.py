"""What an article is as one row of a data set."""

from __future__ import annotations

from typing import Any

from hashiya.exchange.conll.tags import Tagged, tags_of
from hashiya.exchange.conll.tokens import snapped, tokens_of
from hashiya.exchange.details import about_of, details_of, encoded
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusRelation
from hashiya.exchange.protocol import Setting


class Rows:
    """Makes the rows of one data set, and knows the names of the tags of its words, if it has any."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.tags: list[str] | None = None
        if setting.more.get("tokens") == "yes":
            labels = setting.scheme.entities.labels
            self.tags = ["O", *(f"{place}-{label.key}" for label in labels for place in "BI")]

    def row(self, line: CorpusArticle) -> dict[str, Any]:
        """The article's row."""
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
        return row if self.tags is None else row | _tokens(line, self.tags)

    def _mark(self, one: CorpusAnnotation, line: CorpusArticle) -> dict[str, Any]:
        row: dict[str, Any] = {"id": one.id, "label": one.label, "start": one.start, "end": one.end, "text": one.text}
        if isinstance(one, CorpusEntity):
            row["referent"] = line.referents[one.referent].name if one.referent in line.referents else None
        if isinstance(one, CorpusEntity | CorpusClaim):
            row["annotator"] = one.annotator
        return row | {"details": encoded(details_of(one, line, self._setting))}

    def _relation(self, one: CorpusRelation, line: CorpusArticle) -> dict[str, Any]:
        return {
            "id": one.id,
            "label": one.label,
            "head": one.head.id,
            "tail": one.tail.id,
            "tail_article": one.tail.article,
            "details": encoded(details_of(one, line, self._setting)),
        }


def _tokens(line: CorpusArticle, names: list[str]) -> dict[str, Any]:
    tokens = list(tokens_of(line.text))
    taken: list[Tagged] = []
    for one in sorted(line.entities, key=lambda one: (one.start - one.end, one.start, one.label)):
        touched = snapped(tokens, one.start, one.end) if len(one.fragments) == 1 else None
        if touched and all(other.end <= touched[0] or touched[1] <= other.start for other in taken):
            taken.append(Tagged(*touched, one.label))
    tags = tags_of(taken, len(tokens), "iob2")
    names += [tag for tag in dict.fromkeys(tags) if tag not in names]
    numbers = {tag: number for number, tag in enumerate(names)}
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
