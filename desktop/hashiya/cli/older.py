"""What a command says when it read a copy of an older file."""

from __future__ import annotations

import sys

from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile


def say_if_older(project: ProjectFile, messages: Messages, *, quiet: bool = False) -> None:
    """Say in one line, beside the output, that the file itself was not touched."""
    if project.read_only_reason == "older" and not quiet:
        print(messages.text("failure.read_only_reason.older"), file=sys.stderr)
