"""Bringing texts and corpora into a project: one import a corpus, one for all text files, nothing half-imported."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hashiya.domain.article import Article, digest
from hashiya.domain.faults import Fault, KnownFailure, Refusal
from hashiya.domain.ids import DeviceId
from hashiya.domain.links import Annotator
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.step import Change
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.exchange.text_reader import TextArticle, read_text, walk
from hashiya.storage.imports import ImportWriter
from hashiya.storage.project import ProjectFile
from hashiya.workspace.corpus_import import CorpusImport
from hashiya.workspace.import_report import (
    Cancelled,
    FileOutcome,
    ImportChoices,
    ImportReport,
    OnConflict,
    OnDuplicate,
    Progress,
)
from hashiya.workspace.import_room import Room
from hashiya.workspace.people import with_free_handle
from hashiya.workspace.record import Record, now

__all__ = [
    "CORPUS_ENDING",
    "Cancelled",
    "FileOutcome",
    "ImportChoices",
    "ImportReport",
    "Importing",
    "OnConflict",
    "OnDuplicate",
    "Progress",
]

CORPUS_ENDING = ".jsonl"
TRIES = 3
"""How often a change is tried that another window may have come before."""


class Importing:
    """One use of the import command on one project."""

    def __init__(
        self, record: Record, choices: ImportChoices, annotator: Annotator, device: DeviceId, progress: Progress
    ) -> None:
        self._record = record
        self._project: ProjectFile = record.project
        self._choices = choices
        self._annotator = with_free_handle(annotator, record.project.annotators().values())
        self._device = device
        self._progress = progress
        self._report = ImportReport()
        self._room = Room(record.project)
        self._finished: list[str] = []
        self._done = 0
        self._all = 0

    def run(self, paths: Sequence[Path]) -> ImportReport:
        """Import files and folders; KnownFailure when the project itself cannot be written."""
        files = walk(paths)
        self._all = len(files)
        corpora = [file for file in files if self._is_corpus(file)]
        texts = [file for file in files if not self._is_corpus(file)]
        try:
            if texts:
                self._import_texts(texts)
            for corpus in corpora:
                self._import_corpus(corpus)
        except Cancelled:
            self._take_back()
            self._report = ImportReport(files=self._report.files, cancelled=True)
        return self._report

    def _is_corpus(self, file: Path) -> bool:
        by_name = file.suffix.lower() == CORPUS_ENDING
        return self._choices.format == "jsonl" or (self._choices.format is None and by_name)

    def _tell(self, outcome: FileOutcome | None) -> None:
        if outcome:
            self._done += 1
            self._report.files.append(outcome)
        if not self._progress(outcome, self._done, self._all):
            raise Cancelled

    def _begin(self, source: str) -> ImportWriter:
        return self._project.begin_import(source=source, annotator=self._annotator.id, device=self._device)

    def _finish(self, writer: ImportWriter) -> None:
        writer.finish(now())
        self._finished.append(writer.id)
        self._room.forget_brought()

    def _take_back(self) -> None:
        """Take back what was finished before the person stopped, unless another window built on it since."""
        for identifier in reversed(self._finished):
            with suppress(KnownFailure):
                self._project.take_back_import(identifier)

    def _is_of_project(self, failure: KnownFailure) -> bool:
        """Whether the project itself stands in the way, so that no other file can come in either."""
        return failure.code != "import_clash" and failure.details.get("path") == str(self._project.path)

    # Texts

    def _import_texts(self, files: Sequence[Path]) -> None:
        source = files[0].name if len(files) == 1 else files[0].parent.name
        brought_back: list[Article] = []
        with self._begin(source) as writer:
            writer.add_shared(annotators=[self._annotator])
            for file in files:
                self._tell(self._import_text(file, writer, brought_back))
            if self._report.articles > len(brought_back):
                self._finish(writer)
        self._change([self._record.change(one, replace(one, removed=False)) for one in brought_back], source)

    def _import_text(self, file: Path, writer: ImportWriter, brought_back: list[Article]) -> FileOutcome:
        try:
            read = read_text(file, encoding=self._choices.encoding)
            there = self._same_text(file, digest(read.text))
        except KnownFailure as failure:
            return FileOutcome(file=file, state="failed", failure=failure)
        told = FileOutcome(file=file, state="done", encoding=read.encoding, how=read.how)
        if there is None:
            article = self._new_article(file, read)
            writer.add([ArticleContent(article=article, text=read.text)])
        elif there.removed and there not in brought_back:
            brought_back.append(there)
        else:
            self._report.skipped += 1
            return replace(told, state="skipped", same_as=there.id)
        self._report.articles += 1
        return replace(told, articles=1)

    def _new_article(self, file: Path, read: TextArticle) -> Article:
        sha256 = digest(read.text)
        article = Article(
            key=self._room.free_key(sha256),
            id=self._room.free_id(file.stem),
            sha256=sha256,
            length=len(read.text),
            language=read.language or "ar",
            meta={**read.meta, "file": file.name},
        )
        self._room.brought(article)
        return article

    def _same_text(self, file: Path, sha256: str) -> Article | None:
        """The article that has the text and stays the only one; None when the text comes in."""
        there = self._room.with_text(sha256)
        if there is None or self._choices.on_duplicate is OnDuplicate.COPY:
            return None
        if self._choices.on_duplicate is OnDuplicate.ERROR and not there.removed:
            raise KnownFailure("file_fault", fault=Fault("duplicate_text", file=str(file), found=there.id))
        return there

    # Corpora

    def _import_corpus(self, file: Path) -> None:
        try:
            corpus = read_corpus(file)
            with self._begin(file.name) as writer:
                writer.add_shared(annotators=[self._annotator])
                brought = CorpusImport(
                    corpus,
                    writer,
                    record=self._record,
                    choices=self._choices,
                    room=self._room,
                    annotator=self._annotator,
                    went_on=lambda: self._tell(None),
                )
                brought.run()
                # Labels first: an import whose labels the scheme lacks must not be seen, even after a power cut.
                self._change(brought.scheme_changes(), file.name)
                self._finish(writer)
        except KnownFailure as failure:
            self._room.forget_brought()
            if self._is_of_project(failure):
                raise
            self._tell(FileOutcome(file=file, state="failed", failure=failure))
            return
        self._change(brought.changes, file.name)
        brought.report.relations -= len(writer.unresolved)
        brought.report.relations_left_out += len(writer.unresolved)
        brought.report.warnings += corpus.warnings
        self._report.add(brought.report)
        self._tell(FileOutcome(file=file, state="done", encoding="UTF-8", articles=brought.number))

    def _change(self, changes: Sequence[Change], source: str) -> None:
        """Write what changes in things that the project had; what another window changed meanwhile stays as it is."""
        for _ in range(TRIES):
            now_there = [one for one in changes if self._project.thing(one.kind, one.target) == one.before]
            if not now_there:
                return
            outcome = self._record.take("import", now_there, source=source)
            if not isinstance(outcome, Refusal):
                return
        raise KnownFailure("changed_meanwhile", path=str(self._project.path))
