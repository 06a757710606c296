"""What a command says when it read a copy of an older file."""

from __future__ import annotations

import sys
from pathlib import Path

from hashiya.resources.messages import Messages
from hashiya.storage import schema
from hashiya.storage.opening import header_of
from hashiya.storage.project import ProjectFile


def say_if_older(project: ProjectFile, messages: Messages, *, quiet: bool = False) -> None:
    """Say in one line, beside the output, that the file itself was not touched."""
    if project.read_only_reason == "older":
        _say(messages, quiet=quiet)


def say_if_older_file(path: Path, messages: Messages, *, quiet: bool = False) -> None:
    """The same of a file that was looked at without opening it as a project."""
    _, number = header_of(path)
    if number < schema.FORMAT:
        _say(messages, quiet=quiet)


def _say(messages: Messages, *, quiet: bool) -> None:
    if not quiet:
        print(messages.text("failure.read_only_reason.older"), file=sys.stderr)
