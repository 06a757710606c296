"""From words to a command, and from what stands in the way to one line on standard error."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya import __version__
from hashiya.cli.refused import RefusedError
from hashiya.domain.faults import KnownFailure
from hashiya.resources.messages import Messages
from hashiya.workspace.log import Logging, failure_line, python_version, system_line
from hashiya.workspace.places import Places
from hashiya.workspace.settings import Settings, SettingsStore
from hashiya.workspace.wording import failure_words, refusal_words

if TYPE_CHECKING:
    from argparse import Namespace

LOG = logging.getLogger(__name__)

COMMANDS = (
    "new", "sample", "import", "export", "convert", "scheme", "info", "check", "formats", "self-test", "screenshot",
    "suggest", "train", "search",
)  # fmt: skip
ANSWER = "answer"
"""The process that reads for the window, which starts it; it is not shown in the help."""


def system_language() -> str:
    """Arabic when the system speaks it, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "")
    if not spoken:
        import locale

        spoken = locale.getlocale()[0] or ""
    return "ar" if spoken.lower().startswith("ar") else "en"


def messages_of(settings: Settings) -> Messages:
    """The person's language; numbers in Latin digits, as scripts and columns want them."""
    return Messages(settings.language or system_language(), arabic_digits=False, isolate=False)


def run(words: Sequence[str]) -> int:
    """Carry out the command line."""
    if len(words) == 2 and words[0] == ANSWER:
        # The window's own child: it lives as long as the window, so it loads what it needs and no other command.
        from hashiya.cli.answering import answer

        return answer(Path(words[1]))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    places = Places.of_this_computer()
    store = SettingsStore(places.settings)
    settings = store.load()
    messages = messages_of(settings)
    first = next((word for word in words if not word.startswith("-")), None)
    if first not in COMMANDS and not {"--help", "-h"} & set(words):
        file, article, verbose = _wanted(words, messages)
        # What a start makes is there to stay: looking through it for garbage would take a twentieth of the start.
        gc.disable()
        from hashiya.app import run_window, say_no_window

        try:
            return run_window(file, article=article, places=places, store=store, verbose=verbose)
        except KnownFailure as failure:
            told = failure_words(failure, messages)
            print(f"hashiya: {told}", file=sys.stderr)
            say_no_window(told)
            return 1
    from hashiya.cli.arguments import parser

    chosen = parser(messages).parse_args(words)
    if not chosen.verbose:
        return _carry_out(chosen, messages, store, places)
    log = Logging(None, verbose=True)
    try:
        return _carry_out(chosen, messages, store, places)
    finally:
        log.end()


def _carry_out(chosen: Namespace, messages: Messages, store: SettingsStore, places: Places) -> int:
    """The command, and the line for what stood in its way."""
    from hashiya.cli.commands import COMMAND

    began = time.monotonic()
    LOG.info("%s begins: hashiya %s, Python %s, %s", chosen.command, __version__, python_version(), system_line())
    try:
        status = COMMAND[chosen.command](chosen, messages, store, places)
        LOG.info("%s ended with %d after %.2f s", chosen.command, status, time.monotonic() - began)
        return status
    except KnownFailure as failure:
        LOG.info("%s failed: %s", chosen.command, failure_line(failure))
        print(f"hashiya: {failure_words(failure, messages)}", file=sys.stderr)
    except RefusedError as refused:
        LOG.info("%s was refused: %s", chosen.command, refused.refusal.code)
        print(f"hashiya: {refusal_words(refused.refusal, None, messages)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"hashiya: {messages.text('cli.stopped')}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever reads the output has had enough (`| head`); nothing is to be said, also not at the end by Python.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        from hashiya.storage.failures import failure_of_system

        LOG.info("%s failed", chosen.command, exc_info=True)
        known = failure_of_system(error, Path(error.filename or "?"))
        print(f"hashiya: {failure_words(known, messages)}", file=sys.stderr)
    return 1


def _wanted(words: Sequence[str], messages: Messages) -> tuple[Path | None, str | None, bool]:
    """The project and the article that the window is asked for, and whether it shall say more.

    A double click gives a file alone: no parser then.
    """
    if len(words) < 2 and not any(word.startswith("-") for word in words):
        return (Path(words[0]) if words else None), None, False
    from hashiya.cli.arguments import window_parser

    chosen = window_parser(messages).parse_args(words)
    return chosen.file, chosen.article, chosen.verbose
