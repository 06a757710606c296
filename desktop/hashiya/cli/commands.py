"""The commands themselves."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from hashiya.cli.converting import convert_command
from hashiya.cli.exporting import export_command
from hashiya.cli.importing import import_command
from hashiya.cli.looking import check, formats, info
from hashiya.cli.older import say_if_older
from hashiya.cli.refused import RefusedError
from hashiya.cli.searching import search_command
from hashiya.cli.selftest import self_test
from hashiya.domain.faults import Fault, FileFault, KnownFailure, Refusal
from hashiya.domain.scheme import Scheme
from hashiya.exchange.scheme_file import read_scheme, write_scheme
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.workspace.people import named, person_of
from hashiya.workspace.places import Places
from hashiya.workspace.sample import make_sample, scheme_named
from hashiya.workspace.settings import SettingsStore
from hashiya.workspace.workspace import Workspace

Command = Callable[[Namespace, Messages, SettingsStore, Places], int]


def new(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """An empty project."""
    settings = store.load()
    person = named(chosen.annotator, [], person_of(settings, store))
    scheme = _scheme(chosen.scheme)
    chosen.file.parent.mkdir(parents=True, exist_ok=True)
    ProjectFile.create(
        chosen.file, scheme=scheme, name=chosen.file.stem, annotator=person, device=store.load().device_id
    ).close()
    _say(chosen, messages.text("cli.made", path=chosen.file))
    return 0


def sample(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """The sample project."""
    person = named(chosen.annotator, [], person_of(store.load(), store))
    chosen.file.parent.mkdir(parents=True, exist_ok=True)
    name = messages.text("words.sample_name")
    make_sample(chosen.file, name=name, annotator=person, device=store.load().device_id)
    _say(chosen, messages.text("cli.made", path=chosen.file))
    return 0


def _scheme(name: str) -> Scheme:
    if not name.endswith(".toml"):
        try:
            return scheme_named(name)
        except FileNotFoundError as error:
            raise KnownFailure("no_such_scheme", name=name) from error
    return _scheme_file(Path(name))


def _scheme_file(path: Path) -> Scheme:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise FileFault(Fault("not_utf8", file=str(path))) from error
    except OSError as error:
        raise KnownFailure("cannot_read", path=str(path), reason=error.strerror or "") from error
    return read_scheme(text, file=str(path))


def scheme(chosen: Namespace, messages: Messages, store: SettingsStore, _: Places) -> int:
    """The project's scheme as TOML, or a new one in its place."""
    if chosen.show:
        with ProjectFile.open(chosen.file, read_only=True) as project:
            say_if_older(project, messages, quiet=chosen.quiet)
            sys.stdout.write(write_scheme(project.scheme()))
        return 0
    person = person_of(store.load(), store)
    workspace = Workspace.open(chosen.file, annotator=person, device=store.load().device_id)
    try:
        outcome = workspace.schemes.apply(_scheme_file(chosen.apply), dict(chosen.rename))
        if isinstance(outcome, Refusal) and outcome.code != "nothing_to_change":
            raise RefusedError(outcome)
    finally:
        workspace.close()
    same = isinstance(outcome, Refusal)
    _say(chosen, messages.text("cli.scheme_same" if same else "cli.scheme_applied", path=chosen.file))
    return 0


def screenshot(chosen: Namespace, messages: Messages, store: SettingsStore, places: Places) -> int:
    """A picture of the window on a project, for where no screen is."""
    from hashiya.app import save_picture

    save_picture(chosen.file, chosen.out, article=chosen.article, places=places, store=store)
    _say(chosen, messages.text("cli.written", path=chosen.out))
    return 0


def suggest(chosen: Namespace, messages: Messages, store: SettingsStore, places: Places) -> int:
    """Proposals for the articles, as a corpus; the engines are loaded for this command alone."""
    from hashiya.cli.suggesting import suggest as run_engines

    return run_engines(chosen, messages, store, places)


def train(chosen: Namespace, messages: Messages, store: SettingsStore, places: Places) -> int:
    """The learned engine's training, which the window starts."""
    from hashiya.cli.suggesting import train_command

    return train_command(chosen, messages, store, places)


def _say(chosen: Namespace, line: str) -> None:
    if not chosen.quiet:
        print(line)


COMMAND: dict[str, Command] = {
    "new": new,
    "sample": sample,
    "import": import_command,
    "export": export_command,
    "convert": convert_command,
    "scheme": scheme,
    "info": info,
    "check": check,
    "formats": formats,
    "self-test": self_test,
    "screenshot": screenshot,
    "suggest": suggest,
    "train": train,
    "search": search_command,
}
