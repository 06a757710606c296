"""The list of imports, and taking one back as long as nothing was built on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hashiya.domain.annotation import AnyAnnotation, Claim, Layer
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import IdSource, StepId
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Change, Step
from hashiya.storage.clock import now
from hashiya.storage.imports import ImportRecord
from hashiya.storage.line import Line
from hashiya.storage.reads import Reads
from hashiya.storage.record import Record
from hashiya.storage.stepping import write_step
from hashiya.storage.sweeping import sweep
from hashiya.storage.values import decode, decode_details

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
# An annotation, or a proposal's rejection, of that article that came or changed later.
_WORKED_IN = (
    "SELECT c.target FROM change c WHERE c.step > :step"
    " AND json_extract(coalesce(c.after, c.before), '$.article') = :article LIMIT 1"
)
_NAMING = """SELECT kind, body FROM annotation WHERE brought IS NOT :n
    AND EXISTS (SELECT 1 FROM json_each(:tokens) WHERE instr(body, value))
    UNION ALL SELECT 'relation', body FROM relation WHERE brought IS NOT :n
    AND EXISTS (SELECT 1 FROM json_each(:tokens) WHERE instr(body, value))"""


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
    """Hide at once, then sweep away, what the import brought, and bring back what it changed.

    A step of the import's annotator tells of it. KnownFailure `import_built_on` when anything stands on it since.
    """
    with line.writing():
        row = line.row(
            "SELECT import.n, import.device, import.annotator, import.source, import.counts, step.id, step.seq"
            " FROM import JOIN step ON step.id = import.step WHERE import.id = ? AND import.state = 'finished'",
            (identifier,),
        )
        if row is None:
            raise KnownFailure("import_gone", path=str(line.path))
        number, device, annotator, source, counts, step, seq = row
        changes = Record(line).changes_of(step)
        _refuse_if_worked_in(line, seq, changes)
        line.run(_KEEP_PEOPLE, {"n": number})
        details = {"import": identifier, "source": source} | decode_details(counts)
        back = tuple(change.inverse(step) for change in reversed(changes))
        made = Step(StepId(ids.make()), device, annotator, now(), "take_back", back, details, undoes=step)
        try:
            write_step(line, made, Reads(line).texts)
        except KnownFailure as failure:
            if failure.code != "changed_meanwhile":
                raise
            # What it changed was changed again.
            raise _built_on(line, failure.details.get("target", "")) from failure
        # Only now, for what it changed may have named what it brought.
        _refuse_if_built_on(line, number, seq)
        _refuse_if_named(line, number, changes)
        line.run("UPDATE import SET state = 'taken_back' WHERE n = ?", (number,))
    sweep(line, number)
    return made


def _built_on(line: Line, by: str) -> KnownFailure:
    return KnownFailure("import_built_on", path=str(line.path), by=by)


def _refuse_if_built_on(line: Line, number: int, seq: int) -> None:
    """KnownFailure when anything that came later needs, or changed, what the import brought."""
    values = {"n": number, "step": seq}
    statements = [*_BUILT_ON, _DELETED, *(_CHANGED.format(table=table, key=key) for table, key in _TABLES.items())]
    for statement in statements:
        if (found := line.value(f"{statement} LIMIT 1", values)) is not None:
            raise _built_on(line, found)


def _refuse_if_worked_in(line: Line, seq: int, changes: Sequence[Change]) -> None:
    """KnownFailure when somebody has worked since in an article that came back with the import."""
    for change in changes:
        if isinstance(change.after, Article):
            found = line.value(_WORKED_IN, {"article": change.target, "step": seq})
            if found is not None:
                raise _built_on(line, found)


def _refuse_if_named(line: Line, number: int, changes: Sequence[Change]) -> None:
    """KnownFailure when anything that stays has a label, role, attribute or value that came with the import."""
    for change in changes:
        if not (isinstance(change.before, Scheme) and isinstance(change.after, Scheme)):
            continue
        new = _words_of(change.after) - _words_of(change.before)
        tokens = json.dumps([json.dumps(word[-1], ensure_ascii=False) for word in new], ensure_ascii=False)
        for kind, body in line.rows(_NAMING, {"tokens": tokens, "n": number}):
            thing = decode(kind, body)
            if isinstance(thing, AnyAnnotation | Relation) and not new.isdisjoint(_used_by(thing)):
                raise _built_on(line, thing.id)


def _words_of(scheme: Scheme) -> set[tuple[str, ...]]:
    """What annotations and relations may name of the scheme, each with where it belongs."""
    found: set[tuple[str, ...]] = {("role", role.key) for role in scheme.roles}
    for layer in Layer:
        plan = scheme.layer(layer)
        found |= {(layer, "label", label.key) for label in plan.labels}
        for attribute in plan.attributes:
            found.add((layer, "attribute", attribute.key))
            found |= {(layer, attribute.key, "value", value.key) for value in attribute.values}
    return found


def _used_by(thing: AnyAnnotation | Relation) -> set[tuple[str, ...]]:
    """The same of what one of them does name."""
    layer = Layer.RELATIONS if isinstance(thing, Relation) else thing.layer
    found: set[tuple[str, ...]] = {(layer, "label", thing.label)}
    for key, value in thing.attributes.items():
        found |= {(layer, "attribute", key), (layer, key, "value", value or "")}
    return found | {("role", role) for role in thing.roles} if isinstance(thing, Claim) else found
