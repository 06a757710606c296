"""self-test: the whole way once, in a temporary place: make, annotate, undo, export, read back."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hashiya import __version__
from hashiya.domain.faults import KnownFailure, Refusal
from hashiya.domain.span import Span
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.resources.messages import Messages
from hashiya.storage.about import can_search_texts, sqlite_library_version
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.people import proposed_person
from hashiya.workspace.places import Places
from hashiya.workspace.sample import make_sample
from hashiya.workspace.settings import SettingsStore
from hashiya.workspace.workspace import Workspace


def self_test(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """Run the checks and print the versions; status 1 when a check fails."""
    checks: dict[str, bool] = {}
    versions: dict[str, Any] = {
        "hashiya": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "sqlite": sqlite_library_version(),
    }
    with tempfile.TemporaryDirectory() as folder:
        _check(checks, "project", lambda: _project(Path(folder), store, checks))
    _check(checks, "fts5", can_search_texts)
    _check(checks, "qt", lambda: _qt(versions))
    ok = all(checks.values())
    if chosen.json:
        print(json.dumps({"ok": ok, "versions": versions, "checks": checks}, ensure_ascii=False))
    else:
        for name, value in versions.items():
            print(f"{name}: {value}")
        for name, passed in checks.items():
            print(f"{name}: {messages.text('cli.ok' if passed else 'cli.failed')}")
    return 0 if ok else 1


def _check(checks: dict[str, bool], name: str, what: Callable[[], bool]) -> None:
    try:
        checks[name] = what()
    except (KnownFailure, ImportError, OSError, ValueError, LookupError, RuntimeError) as error:
        checks[name] = False
        print(f"{name}: {error!r}", file=sys.stderr)


def _project(folder: Path, store: SettingsStore, checks: dict[str, bool]) -> bool:
    person = proposed_person()
    file = folder / "self-test.hashiya"
    make_sample(file, name="self-test", annotator=person, device=store.load().device_id)
    workspace = Workspace.open(file, annotator=person, device=store.load().device_id)
    try:
        article = workspace.articles.all()[0]
        start = workspace.text(article.key).index("إيران")
        made = workspace.entities.annotate(article.key, [Span(start, start + 5)], "GPE")
        checks["annotate"] = not isinstance(made, Refusal)
        checks["undo"] = not isinstance(workspace.history.undo(), Refusal)
        checks["redo"] = not isinstance(workspace.history.redo(), Refusal)
        out = folder / "corpus.jsonl"
        export_corpus(workspace.project, out, ExportChoices())
        articles = list(read_corpus(out))
        checks["export"] = len(articles) == 5
        checks["read_back"] = any(one.start == start and one.label == "GPE" for one in articles[0].entities)
    finally:
        workspace.close()
    return True


def _qt(versions: dict[str, Any]) -> bool:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from hashiya.app import qt_versions

    versions |= qt_versions()
    return True
