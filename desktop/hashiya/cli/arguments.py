"""What the commands are called and what they take; the texts are messages."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

from hashiya import __version__
from hashiya.cli.usage import speak
from hashiya.resources.messages import Messages

HIDDEN = {"screenshot", "train"}


def parser(messages: Messages) -> argparse.ArgumentParser:
    """The whole command line."""
    text = messages.text
    speak(messages)
    # After the command nothing is said about what was not given: it would undo what stood before the command.
    common = _common(messages, argument_default=argparse.SUPPRESS)
    root = argparse.ArgumentParser("hashiya", description=text("cli.help.program"), parents=[_common(messages)])
    version = f"hashiya {__version__}"
    root.add_argument("-V", "--version", action="version", version=version, help=text("usage.version"))
    commands = root.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        if name in HIDDEN:
            return commands.add_parser(name, parents=[common])
        return commands.add_parser(name, parents=[common], help=text(f"cli.help.{name}"))

    new = command("new")
    new.add_argument("file", type=Path, metavar="FILE.hashiya")
    new.add_argument("--scheme", default="news-claims", metavar="NAME|FILE.toml", help=text("cli.help.new_scheme"))
    new.add_argument("--annotator", metavar="NAME", help=text("cli.help.annotator"))

    sample = command("sample")
    sample.add_argument("file", type=Path, metavar="FILE.hashiya")
    sample.add_argument("--annotator", metavar="NAME", help=text("cli.help.annotator"))

    _import(command("import"), messages)
    _export(command("export"), messages)
    _convert(command("convert"), messages)

    scheme = command("scheme")
    scheme.add_argument("file", type=Path, metavar="FILE.hashiya")
    what = scheme.add_mutually_exclusive_group(required=True)
    what.add_argument("--show", action="store_true", help=text("cli.help.scheme_show"))
    what.add_argument("--apply", type=Path, metavar="FILE.toml", help=text("cli.help.scheme_apply"))
    scheme.add_argument(
        "--rename", action="append", default=[], type=_pair, metavar="OLD=NEW", help=text("cli.help.rename")
    )

    for name in ("info", "check"):
        one = command(name)
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--json", action="store_true", help=text("cli.help.json"))
    for name in ("formats", "self-test"):
        command(name).add_argument("--json", action="store_true", help=text("cli.help.json"))
    _search(command("search"), messages)
    _suggest(command("suggest"), messages)
    training = command("train")
    training.add_argument("file", type=Path)
    training.add_argument("--out", type=Path, required=True)
    picture = command("screenshot")
    picture.add_argument("file", type=Path)
    picture.add_argument("--out", type=Path, required=True)
    picture.add_argument("--article")
    return root


def _common(messages: Messages, *, argument_default: str | None = None) -> argparse.ArgumentParser:
    """What stands before and after every command."""
    common = argparse.ArgumentParser(add_help=False)
    for letter, name in (("-q", "quiet"), ("-v", "verbose")):
        common.add_argument(
            letter,
            f"--{name}",
            action="store_true",
            default=argument_default or False,
            help=messages.text(f"cli.help.{name}"),
        )
    return common


def _pair(text: str) -> tuple[str, str]:
    """`OLD=NEW` as its two halves; ValueError, which argparse tells as wrong usage, for anything else."""
    old, sign, new = text.partition("=")
    if not (old and sign and new):
        raise ValueError(text)
    return old, new


def _columns(text: str) -> list[tuple[str, str]]:
    """`text=NAME,…` as pairs; a name may be quoted as in CSV, and none says that no column holds it."""
    pairs = [one.partition("=") for one in next(csv.reader([text]), [])]
    if not all(purpose and sign for purpose, sign, _ in pairs):
        raise ValueError(text)
    return [(purpose, name) for purpose, _, name in pairs]


def _alike(text: str) -> tuple[str, str, Any]:
    """`FORMAT:NAME=VALUE` as format, name and value, the value as the option of that name takes it."""
    told, colon, rest = text.partition(":")
    name, value = _pair(rest)
    if not (told and colon) or name not in ("format", "encoding", "columns", "option"):
        raise ValueError(text)
    kinds = {"columns": _columns, "option": _pair}
    return told, name, kinds.get(name, str)(value)


def window_parser(messages: Messages) -> argparse.ArgumentParser:
    """The command line without a command: the window."""
    speak(messages)
    window = argparse.ArgumentParser("hashiya", description=messages.text("cli.help.program"))
    window.add_argument("file", type=Path, nargs="?", metavar="FILE.hashiya")
    window.add_argument("--article", metavar="ID", help=messages.text("cli.help.article"))
    window.add_argument("-q", "--quiet", action="store_true", help=messages.text("cli.help.quiet"))
    window.add_argument("-v", "--verbose", action="store_true", help=messages.text("cli.help.verbose"))
    return window


def _import(command: argparse.ArgumentParser, messages: Messages) -> None:
    text = messages.text
    command.add_argument("file", type=Path, metavar="FILE.hashiya")
    command.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    command.add_argument("--format", metavar="NAME", help=text("cli.help.format"))
    _reading(command, messages)
    command.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)


def _reading(command: argparse.ArgumentParser, messages: Messages) -> None:
    """How files are read."""
    text = messages.text
    command.add_argument("--encoding", metavar="NAME", help=text("cli.help.encoding"))
    command.add_argument("--annotator", metavar="NAME", help=text("cli.help.annotator"))
    duplicate, conflict = ("merge", "skip", "copy", "error"), ("keep", "replace", "copy")
    command.add_argument("--on-duplicate", choices=duplicate, default="merge", help=text("cli.help.on_duplicate"))
    command.add_argument("--on-conflict", choices=conflict, default="keep", help=text("cli.help.on_conflict"))
    whose = command.add_mutually_exclusive_group()
    whose.add_argument(
        "--as-proposals", nargs="?", const="imported", metavar="ENGINE", help=text("cli.help.as_proposals")
    )
    whose.add_argument("--adopt", action="store_true", help=text("cli.help.adopt"))
    command.add_argument("--columns", type=_columns, metavar="text=NAME,…", help=text("cli.help.columns"))
    _option(command, messages)
    command.add_argument(
        "--like", action="append", default=[], type=_alike, metavar="FORMAT:NAME=VALUE", help=text("cli.help.like")
    )


def _option(command: argparse.ArgumentParser, messages: Messages) -> None:
    """What single formats take."""
    command.add_argument(
        "--option", action="append", default=[], type=_pair, metavar="NAME=VALUE", help=messages.text("cli.help.option")
    )


def _convert(command: argparse.ArgumentParser, messages: Messages) -> None:
    text = messages.text
    command.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    command.add_argument("--out", type=Path, required=True, metavar="PATH", help=text("cli.help.out"))
    command.add_argument("--from", dest="format", metavar="NAME", help=text("cli.help.format"))
    command.add_argument("--to", metavar="NAME", help=text("cli.help.format_out"))
    _reading(command, messages)


def _export(command: argparse.ArgumentParser, messages: Messages) -> None:
    text = messages.text
    command.add_argument("file", type=Path, metavar="FILE.hashiya")
    command.add_argument("--out", type=Path, required=True, metavar="PATH", help=text("cli.help.out"))
    command.add_argument("--format", metavar="NAME", help=text("cli.help.format_out"))
    _option(command, messages)
    command.add_argument("--article", nargs="+", metavar="ID", help=text("cli.help.export_article"))
    statuses = ("new", "in_progress", "done", "set_aside")
    command.add_argument("--status", nargs="+", choices=statuses, help=text("cli.help.status"))
    command.add_argument("--annotator", nargs="+", metavar="NAME", help=text("cli.help.export_annotator"))
    command.add_argument("--boilerplate", choices=("keep", "cut"), default="keep", help=text("cli.help.boilerplate"))
    command.add_argument("--split", metavar="80/10/10", help=text("cli.help.split"))
    command.add_argument("--seed", type=int, default=0, metavar="N", help=text("cli.help.seed"))
    command.add_argument("--together", action="store_true", help=text("cli.help.together"))
    command.add_argument("--units", choices=("article", "sentence"), default="article", help=text("cli.help.units"))
    command.add_argument("--proposals", action="store_true", help=text("cli.help.proposals"))


def _search(command: argparse.ArgumentParser, messages: Messages) -> None:
    text = messages.text
    command.add_argument("file", type=Path, metavar="FILE.hashiya")
    command.add_argument("query", metavar="QUERY")
    command.add_argument("--exact", action="store_true", help=text("cli.help.exact"))
    command.add_argument("--annotations", action="store_true", help=text("cli.help.among_annotations"))
    command.add_argument("--label", nargs="+", metavar="LABEL", help=text("cli.help.search_label"))
    statuses = ("new", "in_progress", "done", "set_aside")
    command.add_argument("--status", nargs="+", choices=statuses, help=text("cli.help.status"))
    command.add_argument("--article", metavar="ID", help=text("cli.help.search_article"))
    command.add_argument("--limit", type=_count, metavar="N", help=text("cli.help.limit"))
    command.add_argument("--json", action="store_true", help=text("cli.help.json"))


def _count(text: str) -> int:
    """A number that is not negative; ValueError, which argparse tells as wrong usage, for anything else."""
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number


def _suggest(command: argparse.ArgumentParser, messages: Messages) -> None:
    text = messages.text
    command.add_argument("file", type=Path, metavar="FILE.hashiya")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl", help=text("cli.help.out"))
    command.add_argument("--engine", nargs="+", metavar="NAME", help=text("cli.help.engine"))
    command.add_argument("--article", nargs="+", metavar="ID", help=text("cli.help.suggest_article"))
