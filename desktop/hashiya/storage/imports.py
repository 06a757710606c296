"""Imports: rows that nobody sees before the import is finished, written in many short transactions."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import AnnotationId, AnnotatorId, DeviceId, IdSource, StepId
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.step import KIND_OF_TYPE, Change, Kind, Step
from hashiya.storage import things
from hashiya.storage.folded import MAKE_FOLDED, MAKE_FOUND, folded_row
from hashiya.storage.line import Line
from hashiya.storage.reads import Reads
from hashiya.storage.record import Record, greatest_of
from hashiya.storage.stepping import write_step
from hashiya.storage.sweeping import is_alive, sweep, this_process
from hashiya.storage.values import encode

_HELD_SECONDS = 0.005  # with the commit it stays under the 10 ms that another window may have to wait
_FREE_SECONDS = 0.004  # a waiting window looks again after 1, 2, 5, 10 … ms: it must find the lock free soon
_ROWS_BETWEEN_LOOKS = 20
_ARTICLES_AT_ONCE = 10
_ROWS_AT_ONCE = 100
_ROWS_AT_MOST = 400
_RELATIONS_AT_ONCE = 2000
_TEXT = "INSERT INTO text (sha256, length, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_KNOWN_ALREADY = " ON CONFLICT (id) DO NOTHING"


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import: `state` is `finished` or `taken_back`; `counts` tells how many of each kind it brought."""

    id: str
    source: str
    annotator: AnnotatorId
    at: str
    state: str
    step: StepId
    counts: dict[str, int] = field(default_factory=dict)


class ImportWriter:
    """One import under way. As a context it cancels itself unless it was finished."""

    def __init__(self, line: Line, ids: IdSource, number: int, step: Step) -> None:
        self._line = line
        self._ids = ids
        self._number = number
        self._step = step
        self._reads = Reads(line)
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []
        self._unfound: list[str] = []
        self._relations: list[Relation] = []
        self._most_relations = _RELATIONS_AT_ONCE
        self._counts: Counter[str] = Counter()
        self._greatest = ""
        self._open = True
        self._let_go = 0.0
        self.unresolved: tuple[Relation, ...] = ()
        """After `finish`: the relations that were not stored, because an end is nowhere in the project."""

    @classmethod
    def begin(cls, line: Line, ids: IdSource, *, source: str, annotator: AnnotatorId, device: DeviceId) -> Self:
        """Announce the import in the file; KnownFailure `import_running` while another is under way."""
        clear_abandoned(line)
        identifier = ids.make()
        with line.writing():
            if line.value("SELECT count(*) FROM import WHERE state = 'running'"):
                raise KnownFailure("import_running", path=str(line.path))
            number = line.insert(
                "INSERT INTO import (id, source, annotator, device, state, process, beat)"
                " VALUES (?, ?, ?, ?, 'running', ?, ?)",
                (identifier, source, annotator, device, this_process(), time.time()),
            )
        step = Step(StepId(""), device, annotator, "", "import", (), {"import": identifier, "source": source})
        return cls(line, ids, number, step)

    @property
    def id(self) -> str:
        """The import's id, as `imports` and the step's details tell it."""
        return str(self._step.details["import"])

    # Bringing things

    def add(self, contents: Iterable[ArticleContent]) -> None:
        """Bring whole articles. The referents and clusters that they name must be there or have been added before.

        Relations wait for the end, as either of their ends may be in an article that comes later.
        """
        self._must_be_open()
        for content in contents:
            article = content.article
            self._put(_TEXT, [(article.sha256, len(content.text), content.text)])
            self._put(MAKE_FOLDED, [folded_row(article.sha256, content.text)])
            self._unfound.append(article.sha256)
            self._put(things.MAKE_ARTICLE, [things.article_row(article, self._number, encode(article))], [article.key])
            self._counts["articles"] += 1
            self._add_annotations((*content.entities, *content.regions, *content.claims), content.text)
            self._relations += content.relations
            self._write_if_enough()

    def add_annotations(self, annotations: Sequence[AnyAnnotation], *, text: str | None = None) -> None:
        """Bring annotations of articles that are in the project, or of one with that text which this import brings."""
        for article, some in groupby(sorted(annotations, key=lambda one: one.article), lambda one: one.article):
            self._add_annotations(list(some), self._reads.text(article) if text is None else text)
            self._write_if_enough()

    def present(self, identifiers: set[AnnotationId]) -> set[AnnotationId]:
        """Those of the annotations that are in the file already, what this import brought among them."""
        self._write_waiting()
        return _present(self._line, identifiers)

    def add_shared(
        self,
        *,
        referents: Iterable[Referent] = (),
        clusters: Iterable[Cluster] = (),
        annotators: Iterable[Annotator] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        """Bring what articles share; a referent, cluster or annotator whose id is known stays as the project has it."""
        known = _KNOWN_ALREADY
        for referent in referents:
            row = (referent.id, referent.merged_into, self._number, encode(referent))
            self._put(things.MAKE_REFERENT + known, [row], [referent.id])
            self._counts["referents"] += 1
        for cluster in clusters:
            self._put(things.MAKE_CLUSTER + known, [(cluster.id, self._number, encode(cluster))], [cluster.id])
            self._counts["clusters"] += 1
        for annotator in annotators:
            person = (annotator.id, annotator.handle, self._number, encode(annotator))
            self._put(things.MAKE_ANNOTATOR + known, [person], [annotator.id])
        self._relations += relations
        self._write_if_enough()
        if len(self._relations) >= self._most_relations:
            self._add_relations()
            # Those that wait for an end would be looked at again and again.
            self._most_relations = max(_RELATIONS_AT_ONCE, 2 * len(self._relations))

    def _add_annotations(self, annotations: Sequence[AnyAnnotation], text: str) -> None:
        made = [
            things.annotation_row(KIND_OF_TYPE[type(one)], one, text, self._number, encode(one)) for one in annotations
        ]
        self._put(things.MAKE_ANNOTATION, made, [one.id for one in annotations])
        self._put(things.MAKE_FRAGMENT, [piece for one in annotations for piece in things.fragment_rows(one, text)])
        # A filler names another annotation, which must be there at the end of each transaction.
        self._put(things.MAKE_FILLER, [filler for one in annotations for filler in things.filler_rows(one)])
        self._counts.update(map(_name_of, annotations))

    def _put(self, sql: str, rows: Iterable[tuple[Any, ...]], identifiers: Iterable[str] = ()) -> None:
        self._waiting += [(sql, row) for row in rows]
        self._greatest = greatest_of(identifiers, self._greatest)

    def _write_if_enough(self) -> None:
        """Write what waits when it is as much as a short transaction takes; while the lock is free, bring on."""
        if len(self._unfound) >= _ARTICLES_AT_ONCE:
            self._write_rows()
            self._await_index()
        elif len(self._waiting) >= _ROWS_AT_MOST:
            self._write_rows()
        elif len(self._waiting) >= _ROWS_AT_ONCE and self._wait() <= 0:
            self._write_some()

    def _write_waiting(self) -> None:
        """Write all that waits."""
        self._await_index()
        self._write_rows()

    def _await_index(self) -> None:
        # Together: each transaction that touches the index leaves it one piece more to be merged.
        self._put(MAKE_FOUND, [(sha256,) for sha256 in self._unfound])
        self._unfound.clear()

    def _write_rows(self) -> None:
        while self._waiting:
            self._write_some()

    def _wait(self) -> float:
        """Seconds until the lock was free for long enough."""
        return self._let_go + _FREE_SECONDS - time.perf_counter()

    def _write_some(self) -> None:
        """Write what one short transaction takes; what could not be written goes on waiting."""
        time.sleep(max(0.0, self._wait()))
        written = 0
        with self._line.writing():
            self._beat()
            until = time.perf_counter() + _HELD_SECONDS
            while written < len(self._waiting) and time.perf_counter() < until:
                self._write(self._waiting[written : written + _ROWS_BETWEEN_LOOKS])
                written += _ROWS_BETWEEN_LOOKS
        self._let_go = time.perf_counter()
        del self._waiting[:written]

    def _write(self, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
        try:
            for sql, same in groupby(rows, itemgetter(0)):
                self._line.run_many(sql, [row for _, row in same])
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode in things.TAKEN:
                raise KnownFailure("import_clash", path=str(self._line.path), reason=str(error)) from error
            raise

    def _must_be_open(self) -> None:
        if not self._open:
            raise ValueError("the import is over")

    def _beat(self) -> None:
        """Say that this import is alive; KnownFailure when somebody took it for dead and swept it away."""
        self._must_be_open()
        alive = "UPDATE import SET beat = ? WHERE n = ? AND state = 'running'"
        if self._line.run(alive, (time.time(), self._number)) != 1:
            self._open = False
            raise KnownFailure("import_gone", path=str(self._line.path))

    # Ending

    def finish(self, at: str, changes: Sequence[Change] = ()) -> Step:
        """Show everything that was brought, at once, and write the one step that tells of it.

        `changes` are those of things that the project had. What another window changed meanwhile stays as it is, but
        for the scheme: then KnownFailure `changed_meanwhile` and nothing is shown; it may be finished again.
        """
        self._add_relations()
        self.unresolved += tuple(self._relations)
        self._relations = []
        details = self._step.details | dict(self._counts)
        with self._line.writing():
            self._beat()
            still = self._still(changes)
            if greatest := greatest_of((Record(self._line).greatest(),), self._greatest):
                self._ids.seen(greatest)
            identifier = StepId(self._ids.make())
            made = Step(identifier, self._step.device, self._step.annotator, at, "import", still, details)
            write_step(self._line, made, self._reads.texts)
            self._line.run(
                "UPDATE import SET state = 'finished', at = ?, step = ?, greatest = ?, counts = ? WHERE n = ?",
                (at, made.id, self._greatest, encode(dict(self._counts)), self._number),
            )
        self._open = False
        return made

    def _still(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """The changes of what is as it was before them."""
        targets: dict[Kind, list[str]] = {}
        for change in changes:
            targets.setdefault(change.kind, []).append(change.target)
        there = {kind: self._reads.things(kind, some) for kind, some in targets.items()}
        still = tuple(one for one in changes if there[one.kind].get(one.target) == one.before)
        # What was brought has labels that the scheme would lack.
        if Kind.SCHEME in targets and not any(one.kind is Kind.SCHEME for one in still):
            raise KnownFailure("changed_meanwhile", path=str(self._line.path), kind=Kind.SCHEME.value)
        return still

    def _add_relations(self) -> None:
        """Write the relations whose ends are there; the others stay."""
        # An end may be among what still waits: it must be written before it is looked for.
        self._write_waiting()
        relations, self._relations = self._relations, []
        ends = {AnnotationId(end) for relation in relations for end in (relation.head, relation.tail)}
        there = _present(self._line, ends)
        for relation in relations:
            if relation.head in there and relation.tail in there:
                row = things.relation_row(relation, self._number, encode(relation))
                self._put(things.MAKE_RELATION, [row], [relation.id])
                self._counts["relations"] += 1
            else:
                self._relations.append(relation)
        self._write_waiting()

    def cancel(self) -> None:
        """Take everything away again; nobody has seen it."""
        if self._open:
            self._open = False
            self._waiting, self._unfound = [], []
            self._line.run("UPDATE import SET state = 'cancelled' WHERE n = ?", (self._number,))
            sweep(self._line, self._number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What stopped the import may also stop the sweeping; the next opening sweeps then.
        with contextlib.suppress(KnownFailure):
            self.cancel()


def _name_of(one: AnyAnnotation) -> str:
    if isinstance(one, EntityMention):
        return "entities"
    return "claims" if isinstance(one, Claim) else "regions"


def _present(line: Line, identifiers: set[AnnotationId]) -> set[AnnotationId]:
    """Those of the annotations that are in the file, this import's own among them."""
    every = sorted(identifiers)
    found: set[AnnotationId] = set()
    for first in range(0, len(every), 500):
        some = every[first : first + 500]
        marks = ",".join("?" * len(some))
        found.update(one for (one,) in line.rows(f"SELECT id FROM annotation WHERE id IN ({marks})", some))
    return found


def clear_abandoned(line: Line) -> None:
    """Sweep away what was brought by imports that were cancelled, taken back, or whose process is gone."""
    for number, state, process, beat in line.rows(
        "SELECT n, state, process, beat FROM import WHERE state <> 'finished'"
    ):
        if state == "running":
            if is_alive(process, beat):
                continue
            line.run("UPDATE import SET state = 'cancelled' WHERE n = ? AND state = 'running'", (number,))
        sweep(line, number)
