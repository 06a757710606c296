"""The import command: for people with lines of text, for the window with lines of JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

from hashiya.domain.faults import KnownFailure
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
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
    missing = next((path for path in chosen.paths if not path.exists()), None)
    if missing is not None:
        raise KnownFailure("missing_file", path=str(missing))
    settings = store.load()
    default = person_of(settings, store)
    device = store.load().device_id
    choices = ImportChoices(
        format=chosen.format,
        encoding=chosen.encoding,
        on_duplicate=OnDuplicate(chosen.on_duplicate),
        on_conflict=OnConflict(chosen.on_conflict),
    )
    teller = _JsonTeller(messages) if chosen.progress else _Teller(messages, quiet=chosen.quiet)
    with ProjectFile.open(chosen.file) as project:
        person = named(chosen.annotator, list(project.annotators().values()), default)
        record = Record(project, person, device)
        report = Importing(record, choices, person, device, teller.tell).run(chosen.paths)
    teller.end(report)
    return 1 if report.failures or report.cancelled else 0


class _Teller:
    """Tells a person how the import goes."""

    def __init__(self, messages: Messages, *, quiet: bool) -> None:
        self._messages = messages
        self._quiet = quiet

    def tell(self, outcome: FileOutcome | None, done: int, of: int) -> bool:
        """One file is done; on a terminal a line shows how many."""
        if outcome and outcome.failure:
            print(f"hashiya: {outcome.file.name}: {failure_words(outcome.failure, self._messages)}", file=sys.stderr)
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
            "warnings": [fault_words(one, self._messages) for one in report.warnings],
        }
        print(json.dumps({"summary": summary}, ensure_ascii=False), flush=True)
