"""What the project holds and how far it has come, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.links import Annotator
from hashiya.domain.scheme import Label
from hashiya.domain.step import Kind
from hashiya.workspace.record import Record

LAYER_OF_KIND = {
    Kind.ENTITY: Layer.ENTITIES,
    Kind.CLAIM: Layer.CLAIMS,
    Kind.REGION: Layer.REGIONS,
    Kind.RELATION: Layer.RELATIONS,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many articles are done, of how many."""

    done: int
    of: int


class Overview:
    """Counts over the whole project, all annotators together."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def labels(self) -> list[tuple[Layer, Label, int]]:
        """Each label of the scheme that is offered or used, with its number of annotations or relations."""
        counts = self._record.project.counts()
        rows = []
        for kind, layer in LAYER_OF_KIND.items():
            for label in self._record.scheme.layer(layer).labels:
                number = counts.get((kind, label.key), 0)
                if number or not label.retired:
                    rows.append((layer, label, number))
        return rows

    def statuses(self) -> dict[Status, int]:
        """Articles by status."""
        return dict.fromkeys(Status, 0) | self._record.project.statuses()

    def progress(self) -> Progress:
        """Articles done of all."""
        statuses = self.statuses()
        return Progress(statuses[Status.DONE], sum(statuses.values()))

    def annotators(self) -> list[tuple[Annotator, int]]:
        """Annotations by annotator, most first."""
        counts = self._record.project.counts_by_annotator()
        people = self._record.project.annotators()
        rows = [(person, counts.get(key, 0)) for key, person in people.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0].handle))
