"""The export command, and what it says of what was written, left out and lost."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from hashiya.cli.older import say_if_older
from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.exchange.choices import ExportChoices, ExportReport, Split
from hashiya.exchange.formats import format_to_write
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.places import Places
from hashiya.workspace.settings import SettingsStore


def export_command(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """The project's articles in a format."""
    what = format_to_write(chosen.format, chosen.out)
    with ProjectFile.open(chosen.file, read_only=True) as project:
        say_if_older(project, messages, quiet=chosen.quiet)
        choices = ExportChoices(
            articles=_article_keys(project, chosen.article),
            statuses=frozenset(Status(one) for one in chosen.status) if chosen.status else None,
            annotators=frozenset(chosen.annotator) if chosen.annotator else None,
            proposals=chosen.proposals,
            boilerplate=chosen.boilerplate,
            split=_split(chosen.split, chosen.seed, together=chosen.together),
            units=chosen.units,
        )
        showing = progress(messages, quiet=chosen.quiet)
        report = export_corpus(project, chosen.out, choices, showing, what=what, more=dict(chosen.option))
    tell_export(report, messages, quiet=chosen.quiet)
    return 0


def tell_export(report: ExportReport, messages: Messages, *, quiet: bool) -> None:
    """What was written; on standard error what was left out and what the format could not carry."""
    if not quiet:
        for path in report.files:
            print(messages.text("cli.written", path=path))
        print(
            messages.text(
                "cli.exported",
                articles=messages.text("words.articles", count=report.articles),
                annotations=messages.text("words.annotations", count=report.annotations),
                relations=messages.text("words.relations", count=report.relations),
            )
        )
    if report.left_out:
        print(messages.text("export_.left_out"), file=sys.stderr)
    for reason, count in report.left_out.items():
        if count:
            print(messages.text(f"export_.left.{reason}", number=count), file=sys.stderr)
    if report.large_group:
        print(messages.text("export_.large_group", number=report.large_group), file=sys.stderr)
    if report.lost:
        print(messages.text("cli.lost"), file=sys.stderr)
    for one in report.lost:
        what = messages.text(f"format.loses.{one.kind}")
        where = messages.text("fault.where.join").join(one.examples)
        print(messages.text("cli.lost_row", what=what, number=one.count, where=where), file=sys.stderr)


def progress(messages: Messages, *, quiet: bool) -> Callable[[int, int], bool] | None:
    """A line on the terminal that says how far it is; None where nobody looks."""
    if quiet or not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> bool:
        print(f"\r{messages.text('cli.progress', done=done, of=of)}", end="" if done < of else "\n", file=sys.stderr)
        return True

    return show


def _article_keys(project: ProjectFile, names: list[str] | None) -> tuple[ArticleKey, ...] | None:
    if not names:
        return None
    keys = []
    for name in names:
        article = project.article_by_id(name) or project.article(ArticleKey(name))
        if article is None:
            raise KnownFailure("no_such_article", name=name)
        keys.append(article.key)
    return tuple(keys)


def _split(shares: str | None, seed: int, *, together: bool) -> Split | None:
    if not shares:
        return None
    try:
        return Split(shares=tuple(int(part) for part in shares.split("/")), seed=seed, together=together)
    except ValueError as error:
        raise KnownFailure("bad_split", value=shares) from error
