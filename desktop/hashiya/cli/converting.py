"""From one format to another, through a project that is gone afterwards."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from hashiya.cli.exporting import progress, tell_export
from hashiya.cli.importing import Teller, choices_of, must_be_there
from hashiya.domain.scheme import Scheme, Words
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.formats import format_to_write
from hashiya.exchange.manifest import find_manifest, read_manifest
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.importing import Importing
from hashiya.workspace.people import named, person_of
from hashiya.workspace.places import Places
from hashiya.workspace.record import Record
from hashiya.workspace.settings import SettingsStore

BARE = Scheme(key="converted", name=Words("محوَّل", "converted"))
"""A scheme without a label: it gets those that the files have."""


def convert_command(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """One format to another; when one of the files does not come in, nothing is written."""
    must_be_there(chosen.paths)
    what = format_to_write(chosen.to, chosen.out)
    person = named(chosen.annotator, [], person_of(store.load(), store))
    device = store.load().device_id
    choices = choices_of(chosen)
    teller = Teller(messages, quiet=chosen.quiet)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "converted.hashiya"
        scheme = _scheme_of(chosen.paths)
        with ProjectFile.create(path, scheme=scheme, name=chosen.out.stem, annotator=person, device=device) as project:
            record = Record(project, person, device)
            report = Importing(record, choices, person, device, teller.tell).run(chosen.paths)
            teller.end(report)
            if report.failures:
                return 1
            taken = ExportChoices(proposals=True)
            showing = progress(messages, quiet=chosen.quiet)
            written = export_corpus(project, chosen.out, taken, showing, what=what, more=choices.more)
    tell_export(written, messages, quiet=chosen.quiet)
    return 0


def _scheme_of(paths: Sequence[Path]) -> Scheme:
    """The scheme of the first corpus that has a manifest beside it, else a bare one."""
    for path in paths:
        found = find_manifest(path) if path.is_file() else None
        if found:
            return read_manifest(found[0]).scheme
    return BARE
