"""The list of imports, and taking one back as long as nothing was built on it."""

from __future__ import annotations

from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import IdSource, StepId
from hashiya.domain.step import Step
from hashiya.storage.clock import now
from hashiya.storage.imports import ImportRecord
from hashiya.storage.line import Line
from hashiya.storage.record import Record
from hashiya.storage.sweeping import sweep
from hashiya.storage.values import decode_details

# Each finds one thing of somebody else's that stands on what import :n brought.
_BUILT_ON = (
    "SELECT a.id FROM article b JOIN annotation a ON a.article = b.key WHERE b.brought = :n AND a.brought IS NOT :n",
    "SELECT r.id FROM article b JOIN rejection r ON r.article = b.key WHERE b.brought = :n AND r.brought IS NOT :n",
    "SELECT r.id FROM relation r JOIN annotation a ON a.id = r.head WHERE a.brought = :n AND r.brought IS NOT :n",
    "SELECT r.id FROM relation r JOIN annotation a ON a.id = r.tail WHERE a.brought = :n AND r.brought IS NOT :n",
    """SELECT c.id FROM filler f JOIN annotation c ON c.id = f.claim JOIN annotation a ON a.id = f.annotation
    WHERE a.brought = :n AND c.brought IS NOT :n""",
    """SELECT c.id FROM referent r JOIN filler f ON f.referent = r.id JOIN annotation c ON c.id = f.claim
    WHERE r.brought = :n AND c.brought IS NOT :n""",
    "SELECT a.id FROM referent r JOIN annotation a ON a.referent = r.id WHERE r.brought = :n AND a.brought IS NOT :n",
    "SELECT a.id FROM cluster c JOIN annotation a ON a.cluster = c.id WHERE c.brought = :n AND a.brought IS NOT :n",
    "SELECT o.id FROM referent o JOIN referent r ON r.id = o.merged_into WHERE r.brought = :n AND o.brought IS NOT :n",
)
_TABLES = {
    "article": "key",
    "annotation": "id",
    "relation": "id",
    "referent": "id",
    "cluster": "id",
    "annotator": "id",
}
# A thing that was changed and then changed back is as the import brought it.
_CHANGED = (
    "SELECT t.{key} FROM change JOIN {table} t ON t.{key} = change.target WHERE change.step > :step AND t.brought = :n"
    " AND (SELECT before FROM change c WHERE c.target = t.{key} AND c.step > :step ORDER BY c.seq LIMIT 1) IS NOT"
    " (SELECT after FROM change c WHERE c.target = t.{key} ORDER BY c.seq DESC LIMIT 1)"
)
_DELETED = (
    "SELECT c.target FROM change c JOIN article b ON b.key = json_extract(c.before, '$.article')"
    " WHERE c.step > :step AND c.after IS NULL AND c.kind IN ('entity', 'claim', 'region') AND b.brought = :n"
    " AND c.seq = (SELECT max(seq) FROM change d WHERE d.target = c.target)"
    " AND NOT EXISTS (SELECT 1 FROM change d WHERE d.target = c.target AND d.before IS NULL)"
)
_KEEP_PEOPLE = (
    "UPDATE annotator SET brought = NULL WHERE brought = :n AND (id IN (SELECT annotator FROM step)"
    " OR id IN (SELECT owner FROM annotation WHERE brought IS NOT :n))"
)


def records(line: Line) -> list[ImportRecord]:
    """The finished imports and those taken back, oldest first."""
    rows = line.rows(
        "SELECT id, source, annotator, at, state, step, counts FROM import"
        " WHERE state IN ('finished', 'taken_back') ORDER BY n"
    )
    return [
        ImportRecord(identifier, source, annotator, at, state, step, decode_details(counts))
        for identifier, source, annotator, at, state, step, counts in rows
    ]


def brought_by(line: Line, target: str) -> ImportRecord | None:
    """The finished import that brought the thing with this id; None when a person made it here."""
    numbers = " UNION ALL ".join(f"SELECT brought FROM {table} WHERE {key} = ?" for table, key in _TABLES.items())
    identifier = line.value(
        f"SELECT id FROM import WHERE n IN ({numbers}) AND state = 'finished'", (target,) * len(_TABLES)
    )
    return next((one for one in records(line) if one.id == identifier), None)


def take_back(line: Line, ids: IdSource, identifier: str) -> Step:
    """Hide at once, then sweep away, what the import brought; a step of the import's annotator tells of it."""
    with line.writing():
        row = line.row(
            "SELECT import.n, import.device, import.annotator, import.source, import.counts, step.id, step.seq"
            " FROM import JOIN step ON step.id = import.step WHERE import.id = ? AND import.state = 'finished'",
            (identifier,),
        )
        if row is None:
            raise KnownFailure("import_gone", path=str(line.path))
        number, device, annotator, source, counts, step, seq = row
        _refuse_if_built_on(line, number, seq)
        line.run(_KEEP_PEOPLE, {"n": number})
        details = {"import": identifier, "source": source} | decode_details(counts)
        made = Step(StepId(ids.make()), device, annotator, now(), "take_back", (), details, undoes=step)
        Record(line).add(made)
        line.run("UPDATE import SET state = 'taken_back' WHERE n = ?", (number,))
    sweep(line, number)
    return made


def _refuse_if_built_on(line: Line, number: int, seq: int) -> None:
    """KnownFailure when anything that came later needs, or changed, what the import brought."""
    values = {"n": number, "step": seq}
    statements = [*_BUILT_ON, _DELETED, *(_CHANGED.format(table=table, key=key) for table, key in _TABLES.items())]
    for statement in statements:
        if (found := line.value(f"{statement} LIMIT 1", values)) is not None:
            raise KnownFailure("import_built_on", path=str(line.path), by=found)
