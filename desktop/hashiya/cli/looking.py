"""Commands that look and change nothing: info, check, formats."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hashiya.cli.older import say_if_older, say_if_older_file
from hashiya.domain.faults import Fault
from hashiya.domain.step import Kind
from hashiya.exchange.jsonl_reader import check_corpus, read_corpus
from hashiya.resources.messages import Messages
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.places import Places
from hashiya.workspace.settings import SettingsStore
from hashiya.workspace.wording import fault_words

FAULT_KEYS = ("file", "line", "article", "field", "found", "expected")


def is_corpus(path: Path) -> bool:
    """Whether the file is a corpus by its ending; anything else is taken for a project."""
    return path.suffix == ".jsonl"


def info(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """Counts by layer, label, status and annotator of a project or corpus."""
    if is_corpus(chosen.file):
        counts = _corpus_counts(chosen.file)
    else:
        with ProjectFile.open(chosen.file, read_only=True) as project:
            say_if_older(project, messages, quiet=chosen.quiet)
            counts = _project_counts(project)
    if chosen.json:
        print(json.dumps(counts, ensure_ascii=False))
        return 0
    for key, value in counts.items():
        name = messages.text(f"cli.info.{key}")
        if isinstance(value, dict):
            print(f"{name}: " + (", ".join(f"{one} {number}" for one, number in value.items()) or "0"))
        else:
            print(f"{name}: {value}")
    return 0


def _project_counts(project: ProjectFile) -> dict[str, Any]:
    articles = project.articles()
    counts = project.counts()
    people = project.annotators()
    by_annotator = project.counts_by_annotator()

    def of(kind: Kind) -> dict[str, int]:
        return {label: number for (one, label), number in sorted(counts.items()) if one is kind}

    return {
        "kind": "project",
        "articles": len(articles),
        "by_status": dict(Counter(article.status.value for article in articles)),
        "entities": of(Kind.ENTITY),
        "claims": of(Kind.CLAIM),
        "relations": sum(of(Kind.RELATION).values()),
        "regions": sum(of(Kind.REGION).values()),
        "referents": sum(1 for one in project.referents().values() if not one.removed and not one.merged_into),
        "clusters": len(project.clusters()),
        "annotators": {people[key].handle: number for key, number in by_annotator.items() if key in people},
    }


def _corpus_counts(path: Path) -> dict[str, Any]:
    articles, relations, regions = 0, 0, 0
    statuses: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    people: Counter[str] = Counter()
    referents: set[str] = set()
    clusters: set[str] = set()
    for line in read_corpus(path):
        articles += 1
        statuses[line.status] += 1
        entities.update(one.label for one in line.entities)
        claims.update(one.label for one in line.claims)
        for layer in (line.entities, line.claims, line.relations):
            people.update(one.annotator or "" for one in layer)
        relations += len(line.relations)
        regions += len(line.regions)
        referents.update(line.referents)
        clusters.update(one.cluster for one in line.claims if one.cluster)
    return {
        "kind": "corpus",
        "articles": articles,
        "by_status": dict(statuses),
        "entities": dict(sorted(entities.items())),
        "claims": dict(sorted(claims.items())),
        "relations": relations,
        "regions": regions,
        "referents": len(referents),
        "clusters": len(clusters),
        "annotators": dict(sorted(people.items())),
    }


def check(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """Every fault of a project or a corpus; status 1 when there is any."""
    faults: list[Fault]
    if is_corpus(chosen.file):
        faults = check_corpus(chosen.file)
    else:
        faults = check_file(chosen.file)
        say_if_older_file(chosen.file, messages, quiet=chosen.quiet)
    if chosen.json:
        rows = [{key: value for key, value in asdict(fault).items() if key in FAULT_KEYS} for fault in faults]
        print(json.dumps({"ok": not faults, "faults": rows}, ensure_ascii=False))
    else:
        for fault in faults:
            print(fault_words(fault, messages))
        if not faults:
            print(messages.text("cli.check_ok", path=chosen.file))
    return 1 if faults else 0


def formats(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """Formats that can be read and written, and what each one loses."""
    from hashiya.exchange.formats import FORMATS

    if chosen.json:
        keys = ("name", "read", "write", "endings", "loses", "needs")
        rows = [{key: getattr(one, key) for key in keys} for one in FORMATS]
        print(json.dumps({"formats": rows}, ensure_ascii=False))
        return 0
    comma = messages.text("fault.where.join")
    for one in FORMATS:
        ways = comma.join(messages.text(f"cli.format.{way}") for way in ("read", "write") if getattr(one, way))
        loses = comma.join(messages.text(f"format.loses.{what}") for what in one.loses)
        loses = loses or messages.text("cli.format.nothing" if one.write else "cli.format.not_written")
        print(messages.text("cli.format.row", name=one.name, ways=ways, loses=loses))
    return 0
