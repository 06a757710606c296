"""The import command: for people with lines of text, for the window with lines of JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hashiya.domain.faults import KnownFailure
from hashiya.exchange.formats import format_named, readable
from hashiya.exchange.protocol import Remark
from hashiya.exchange.wording import fault_words as sentence
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.workspace.import_report import Alike
from hashiya.workspace.importing import (
    FileOutcome,
    ImportChoices,
    Importing,
    ImportReport,
    OnConflict,
    OnDuplicate,
)
from hashiya.workspace.people import named, person_of
from hashiya.workspace.places import Places
from hashiya.workspace.record import Record
from hashiya.workspace.settings import SettingsStore
from hashiya.workspace.wording import failure_words, fault_words


def import_command(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """Articles, with their annotations where the format has them."""
    must_be_there(chosen.paths)
    settings = store.load()
    default = person_of(settings, store)
    device = store.load().device_id
    choices = choices_of(chosen)
    teller = _JsonTeller(messages) if chosen.progress else Teller(messages, quiet=chosen.quiet)
    with ProjectFile.open(chosen.file) as project:
        person = named(chosen.annotator, list(project.annotators().values()), default)
        record = Record(project, person, device)
        report = Importing(record, choices, person, device, teller.tell).run(chosen.paths)
    teller.end(report)
    return 1 if report.failures or report.cancelled else 0


def must_be_there(paths: Sequence[Path]) -> None:
    """KnownFailure when one of the files named is not there."""
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise KnownFailure("missing_file", path=str(missing))


def choices_of(chosen: Namespace) -> ImportChoices:
    """How to import, as the command line says it; KnownFailure when it names a format that there is not."""
    for name in (chosen.format, *(value for _, key, value in chosen.like if key == "format")):
        what = format_named(name) if name is not None else None
        if name is not None and (what is None or not what.read):
            names = ", ".join(one.name for one in readable())
            raise KnownFailure("no_such_format", name=name, names=names)
    return ImportChoices(
        adopt=chosen.adopt,
        alike={told: _alike(chosen, told) for told in dict.fromkeys(told for told, _, _ in chosen.like)},
        format=chosen.format,
        encoding=chosen.encoding,
        on_duplicate=OnDuplicate(chosen.on_duplicate),
        on_conflict=OnConflict(chosen.on_conflict),
        as_proposals=chosen.as_proposals,
        columns=dict(chosen.columns or ()),
        more=dict(chosen.option),
    )


def _alike(chosen: Namespace, told: str) -> Alike:
    """How files that are told to be in that format are read."""
    said = [(name, value) for one, name, value in chosen.like if one == told]
    last = dict(said)
    return Alike(
        format=last.get("format"),
        encoding=last.get("encoding"),
        columns=dict(last.get("columns", ())),
        more=dict(value for name, value in said if name == "option"),
    )


class Teller:
    """Tells a person how the import goes."""

    def __init__(self, messages: Messages, *, quiet: bool) -> None:
        self._messages = messages
        self._quiet = quiet

    def tell(self, outcome: FileOutcome | None, done: int, of: int) -> bool:
        """One file is done; on a terminal a line shows how many."""
        if outcome and outcome.failure:
            words, name = failure_words(outcome.failure, self._messages), outcome.file.name
            # Most failures name their file themselves.
            print(f"hashiya: {words if words.startswith(name) else f'{name}: {words}'}", file=sys.stderr)
        elif not self._quiet and sys.stderr.isatty():
            print(f"\r{self._messages.text('cli.progress', done=done, of=of)}", end="", file=sys.stderr)
        return True

    def end(self, report: ImportReport) -> None:
        """What came in, what was there, what was refused."""
        messages = self._messages
        for warning in report.warnings:
            print(f"hashiya: {fault_words(warning, messages)}", file=sys.stderr)
        if self._quiet:
            return
        if sys.stderr.isatty():
            print(file=sys.stderr)
        print(
            messages.text(
                "cli.imported",
                articles=messages.text("words.articles", count=report.articles),
                annotations=messages.text("words.annotations", count=report.annotations),
                relations=messages.text("words.relations", count=report.relations),
            )
        )
        for key in ("merged", "skipped", "unchanged", "relations_left_out"):
            number = getattr(report, key)
            if number:
                print(messages.text(f"cli.import_{key}", number=number))
        if report.without_manifest:
            print(messages.text("cli.import_without_manifest"))
        kinds: tuple[Remark, ...] = ("changed", "refused", "differs")
        for kind in kinds:
            number = report.remarks[kind]
            if number:
                print(messages.text(f"cli.import_{kind}", number=number))
        for key, names in (("conflicts", report.conflicts), ("new_labels", report.new_labels)):
            if names:
                print(messages.text(f"cli.import_{key}", number=len(names), names=", ".join(names[:20])))


class _JsonTeller:
    """Tells the window how the import goes: a JSON object a line."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def tell(self, outcome: FileOutcome | None, done: int, of: int) -> bool:
        """One line a file."""
        line: dict[str, Any] = {"n": done, "of": of}
        if outcome:
            line |= {
                "file": str(outcome.file),
                "state": outcome.state,
                "format": outcome.format,
                "encoding": outcome.encoding,
                "how": outcome.how,
                "same_as": outcome.same_as,
                "reason": failure_words(outcome.failure, self._messages) if outcome.failure else None,
            }
        print(json.dumps(line, ensure_ascii=False), flush=True)
        return True

    def end(self, report: ImportReport) -> None:
        """The last line: the whole import in numbers."""
        summary = {
            "articles": report.articles,
            "annotations": report.annotations,
            "relations": report.relations,
            "merged": report.merged,
            "skipped": report.skipped,
            "unchanged": report.unchanged,
            "conflicts": len(report.conflicts),
            "relations_left_out": report.relations_left_out,
            "new_labels": report.new_labels,
            "failed": len(report.failures),
            "without_manifest": report.without_manifest,
            "changed": report.remarks["changed"],
            "refused": report.remarks["refused"],
            "differs": report.remarks["differs"],
            "warnings": [fault_words(one, self._messages) for one in report.warnings],
            "remarks": [{"file": one.file, "words": sentence(one, self._messages)} for one in report.warnings],
        }
        print(json.dumps({"summary": summary}, ensure_ascii=False), flush=True)
