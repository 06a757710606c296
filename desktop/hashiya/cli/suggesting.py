"""The engines without a window: proposals as a corpus, and the training of the learned one."""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from hashiya.cli.older import say_if_older
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.storage.reads import Reads
from hashiya.suggest.engines import ENGINES
from hashiya.workspace.places import Places
from hashiya.workspace.proposed_corpus import write_proposals
from hashiya.workspace.proposing import HeldOut
from hashiya.workspace.settings import SettingsStore
from hashiya.workspace.suggesting import ENGINES_OFF, engines_off
from hashiya.workspace.training import be_modest, examples_of, is_fresh, told, train


def suggest(chosen: Namespace, messages: Messages, _: SettingsStore, __: Places) -> int:
    """Proposals for the articles, as a corpus."""
    with ProjectFile.open(chosen.file, read_only=True) as project, tempfile.TemporaryDirectory() as folder:
        say_if_older(project, messages, quiet=chosen.quiet)
        off = _off(chosen.engine, project)
        with project.snapshot() as snapshot:
            keys = _keys(snapshot.reads, chosen.article)
            held_out = HeldOut(snapshot.reads, Path(folder), off=off)
            progress = None if chosen.quiet or not sys.stderr.isatty() else _shown(messages)
            report = write_proposals(snapshot, chosen.out, held_out, keys, progress)
    if not chosen.quiet:
        print(messages.text("cli.written", path=chosen.out))
        articles = messages.text("words.articles", count=report.articles)
        print(messages.text("cli.suggested", proposals=report.annotations, articles=articles))
    return 0


def train_command(chosen: Namespace, _: Messages, __: SettingsStore, ___: Places) -> int:
    """Train the learned engine of a project, if there is something new to learn."""
    be_modest()
    with ProjectFile.open(chosen.file, read_only=True) as project, project.snapshot() as snapshot:
        examples = examples_of(snapshot.reads)
        name = project.project_id
    about = None if is_fresh(chosen.out, examples) else train(examples, chosen.out, project=name)
    if not chosen.quiet:
        print(told(about))
    return 0


def _off(engines: list[str] | None, project: ProjectFile) -> frozenset[str]:
    """The engines that are not asked: by name all others, else those that the project has turned off."""
    if not engines:
        return engines_off(project.setting(ENGINES_OFF))
    for name in engines:
        if name not in ENGINES:
            raise KnownFailure("no_such_engine", name=name, engines=", ".join(ENGINES))
    return frozenset(ENGINES) - frozenset(engines)


def _keys(reads: Reads, names: list[str] | None) -> list[ArticleKey]:
    if not names:
        return [one.key for one in reads.articles()]
    keys = []
    for name in names:
        article = reads.article_by_id(name) or reads.article(ArticleKey(name))
        if article is None:
            raise KnownFailure("no_such_article", name=name)
        keys.append(article.key)
    return keys


def _shown(messages: Messages) -> Callable[[int, int], bool]:
    """Shows on a terminal how many articles were read."""

    def show(done: int, of: int) -> bool:
        print(f"\r{messages.text('cli.progress', done=done, of=of)}", end="" if done < of else "\n", file=sys.stderr)
        return True

    return show
