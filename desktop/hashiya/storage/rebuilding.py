"""Writing what was found in a damaged file into a new one, each thing after what it names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import SHARED, AnnotatorId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.step import Change, Kind, Thing
from hashiya.storage.findings import KINDS, Findings
from hashiya.storage.line import Line
from hashiya.storage.things import TABLE, Things


def rebuild(line: Line, found: Findings) -> Rebuilding:
    """Write the things, inside a transaction; all is written anew without what the tables refuse."""
    while True:
        line.run("SAVEPOINT things")
        rebuilding = Rebuilding(line, found)
        rebuilding.write_all()
        if not rebuilding.rejected:
            line.run("RELEASE things")
            return rebuilding
        line.run("ROLLBACK TO things")
        line.run("RELEASE things")
        for kind, target in rebuilding.rejected:
            del found.things[kind][target]
            found.lost[kind.value] += 1


class Rebuilding:
    """One attempt. `repairs` are the changes that lead from what the record says to what was written."""

    def __init__(self, line: Line, found: Findings) -> None:
        self._line = line
        self._found = found
        self._articles: dict[str, str] = {}
        self._things = Things(line, lambda keys: {key: self._articles[key] for key in keys if key in self._articles})
        self._there: set[str] = set()
        self.rescued: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.repairs: list[Change] = []
        self.rejected: list[tuple[Kind, str]] = []

    def write_all(self) -> None:
        """Every thing of every kind."""
        for kind in KINDS:
            known = self._found.things[kind]
            fitting = {target: one for target, one in known.items() if self._fits(one[0])}
            # What is of one kind may name another of its kind.
            self._there.update(fitting)
            for target, (thing, brought) in fitting.items():
                self._write_one(kind, target, thing, brought)
            self._let_go(kind)

    def _write_one(self, kind: Kind, target: str, thing: Thing, brought: int | None) -> None:
        whole = self._whole(thing)
        if whole is None:
            self._there.discard(target)
            return
        try:
            self._things.write([Change(kind, target, _owner(whole), None, whole)])
        except (KnownFailure, sqlite3.IntegrityError):
            self.rejected.append((kind, target))
            return
        if brought is not None:
            name = "key" if kind is Kind.ARTICLE else "id"
            self._line.run(f"UPDATE {TABLE[kind]} SET brought = ? WHERE {name} = ?", (brought, target))
        recorded = self._found.recorded.get((kind, target), thing)
        if whole != recorded:
            self.repairs.append(Change(kind, target, _owner(whole), recorded, whole))
        self.rescued[kind.value] += 1
        if isinstance(whole, Article):
            self._articles[whole.key] = self._found.texts[whole.sha256]

    def _let_go(self, kind: Kind) -> None:
        """Count what could not be written, and let the record say that it is gone."""
        known = self._found.things[kind]
        self.lost[kind.value] += len(known) - self.rescued[kind.value]
        for target in known:
            recorded = self._found.recorded.get((kind, target))
            if recorded is not None and target not in self._there:
                self.repairs.append(Change(kind, target, _owner(recorded), recorded, None))

    def _fits(self, thing: Thing) -> bool:
        """Whether the text that the thing stands on was rescued, and is long enough."""
        if isinstance(thing, Article):
            return thing.sha256 in self._found.texts
        if isinstance(thing, AnyAnnotation | Rejection):
            return thing.fragments[-1].end <= len(self._articles.get(thing.article, ""))
        return True

    def _whole(self, thing: Thing) -> Thing | None:
        """The thing without references to what is gone; None when it cannot be without them."""
        match thing:
            case Referent() if thing.merged_into and thing.merged_into not in self._there:
                return replace(thing, merged_into=None)
            case EntityMention() if thing.referent and thing.referent not in self._there:
                return replace(thing, referent=None)
            case Claim():
                return self._whole_claim(thing)
            case Relation() if not {thing.head, thing.tail} <= self._there:
                return None
            case _:
                return thing

    def _whole_claim(self, claim: Claim) -> Claim:
        roles = {
            role: tuple(one for one in fillers if one.fragments or (one.annotation or one.referent) in self._there)
            for role, fillers in claim.roles.items()
        }
        roles = {role: fillers for role, fillers in roles.items() if fillers}
        cluster = claim.cluster if claim.cluster in self._there else None
        if roles == claim.roles and cluster == claim.cluster:
            return claim
        return replace(claim, roles=roles, cluster=cluster)


def _owner(thing: Thing) -> AnnotatorId:
    owner: AnnotatorId = getattr(thing, "owner", SHARED)
    return owner
