"""Bringing texts and corpora into a project: one import a corpus, one for all text files, nothing half-imported."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hashiya.domain.article import Article, digest
from hashiya.domain.faults import Fault, FileFault, KnownFailure
from hashiya.domain.ids import DeviceId
from hashiya.domain.links import Annotator
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.step import Change
from hashiya.exchange import jsonl, txt
from hashiya.exchange.foreign import as_proposals
from hashiya.exchange.formats import endings_read, format_named, format_of
from hashiya.exchange.jsonl_reader import Corpus, read_corpus
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.manifest import MANIFEST_ENDING, Manifest
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Format
from hashiya.exchange.sources import Source, sources, unpacked
from hashiya.exchange.text_reader import TextArticle, decode_text
from hashiya.storage.imports import ImportWriter
from hashiya.storage.project import ProjectFile
from hashiya.workspace.corpus_import import CorpusImport
from hashiya.workspace.foreign_import import ForeignUnit, settler
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
CORPUS, TEXT = jsonl.FORMAT, txt.FORMAT
Unit = tuple[Source, ...]
TRIES = 3
"""How often an import is finished that another window's change of the scheme may have come before."""


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
        """Import files, folders and archives; KnownFailure when the project itself cannot be written."""
        try:
            dealt = self._dealt(paths)
            self._all += sum(len(units) for units in dealt.values())
            every = self._choices
            for (what, told), units in sorted(dealt.items(), key=lambda one: one[0][0] is not TEXT):
                self._choices = every.for_files(told)
                self._import(what, units)
        except Cancelled:
            self._take_back()
            self._report = ImportReport(files=self._report.files, cancelled=True)
        return self._report

    def _dealt(self, paths: Sequence[Path]) -> dict[tuple[Format, str], list[Unit]]:
        """The files by their format and by what they were told to be, in units of what is read at once.

        Those that nobody knows are told of.
        """
        chosen = format_named(self._choices.format) if self._choices.format else None
        endings = frozenset(chosen.endings) if chosen else endings_read()
        found: dict[tuple[Format, str], list[Source]] = {}
        for path in paths:
            try:
                files = sources([path], endings)
                if not files and path.is_dir():
                    raise FileFault(Fault("reading.nothing_readable", file=str(path)))
            except KnownFailure as failure:
                self._all += 1
                self._tell(FileOutcome(file=path, state="failed", failure=failure))
                continue
            for file in files:
                told = chosen or self._format_of(file, named=file.path == path)
                if told is not None:
                    asked = self._choices.for_files(told.name).format
                    what = format_named(asked) if asked else None
                    found.setdefault((what or told, told.name), []).append(file)
        dealt = {key: key[0].reader().units(files) for key, files in found.items() if key[0].reader}
        # Files that say nothing by themselves may have come alone.
        return {key: units for key, units in dealt.items() if units}

    def _format_of(self, file: Source, *, named: bool) -> Format | None:
        """The file's format; one that nobody knows is text when it was named itself, and told of when it was not."""
        try:
            what = format_of(file)
            if what is None and not named:
                raise FileFault(Fault("reading.unknown_format", file=str(file.path)))
            return what or TEXT
        except KnownFailure as failure:
            self._all += 1
            self._tell(FileOutcome(file=file.path, state="failed", failure=failure))
            return None

    def _import(self, what: Format, units: Sequence[Unit]) -> None:
        if what is TEXT:
            self._import_texts([unit[0] for unit in units])
        elif what is CORPUS:
            for unit in units:
                self._import_corpus(unit[0])
        elif what.many:
            for unit in units:
                self._import_foreign(what, [unit])
        else:
            self._import_foreign(what, units)

    def _tell(self, outcome: FileOutcome | None) -> None:
        if outcome:
            self._done += 1
            self._report.files.append(outcome)
        if not self._progress(outcome, self._done, self._all):
            raise Cancelled

    def _begin(self, source: str) -> ImportWriter:
        return self._project.begin_import(source=source, annotator=self._annotator.id, device=self._device)

    def _finish(self, writer: ImportWriter, changes: Sequence[Change]) -> None:
        writer.finish(now(), changes)
        self._finished.append(writer.id)
        self._room.forget_brought()
        self._record.catch_up()

    def _take_back(self) -> None:
        """Take back what was finished before the person stopped, unless another window built on it since."""
        for identifier in reversed(self._finished):
            with suppress(KnownFailure):
                self._project.take_back_import(identifier)

    def _is_of_project(self, failure: KnownFailure) -> bool:
        """Whether the project itself stands in the way, so that no other file can come in either."""
        return failure.code != "import_clash" and failure.details.get("path") == str(self._project.path)

    # Texts

    def _import_texts(self, files: Sequence[Source]) -> None:
        source = _named(files)
        brought_back: list[Article] = []
        with self._begin(source) as writer:
            writer.add_shared(annotators=[self._annotator])
            for file in files:
                self._tell(self._import_text(file, writer, brought_back))
            if self._report.articles:
                self._finish(writer, [self._record.change(one, replace(one, removed=False)) for one in brought_back])

    def _import_text(self, source: Source, writer: ImportWriter, brought_back: list[Article]) -> FileOutcome:
        file = source.path
        try:
            read = decode_text(source.read(), encoding=self._choices.encoding, file=str(file))
            there = self._same_text(file, digest(read.text))
        except KnownFailure as failure:
            return FileOutcome(file=file, state="failed", failure=failure)
        told = FileOutcome(file=file, state="done", encoding=read.encoding, how=read.how, format=TEXT.name)
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
            id=self._room.free_id(identifier_of(file.stem)),
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

    def _import_corpus(self, source: Source) -> None:
        file = source.path
        try:
            with unpacked(source, MANIFEST_ENDING) as path:
                corpus = read_corpus(path)
                with self._begin(file.name) as writer:
                    brought = self._bring_corpus(corpus, writer, file)
        except KnownFailure as failure:
            self._fail(file, failure)
            return
        brought.report.warnings += corpus.warnings
        self._count(brought, writer)
        told = FileOutcome(file=file, state="done", encoding="UTF-8", articles=brought.number, format=CORPUS.name)
        self._tell(told)

    def _bring_corpus(self, corpus: Corpus, writer: ImportWriter, file: Path) -> CorpusImport:
        writer.add_shared(annotators=[self._annotator])
        brought = self._bringing(writer, corpus.manifest)
        brought.report.without_manifest = int(corpus.manifest is None)
        brought.bring_manifest()
        own = settler(CORPUS.name, self._choices, self._annotator)
        engine = self._choices.as_proposals
        for line in corpus:
            brought.bring(line if engine is None else own.settled(as_proposals(line, engine)), str(file))
            self._tell(None)
        self._end(brought, writer)
        return brought

    # Other tools' files

    def _import_foreign(self, what: Format, units: Sequence[Unit]) -> None:
        """Bring units of one format as one import: a unit that fails brings nothing."""
        source = _named([unit[0] for unit in units])
        reader = what.reader() if what.reader else None
        if reader is None:
            return
        with self._begin(source) as writer:
            writer.add_shared(annotators=[self._annotator])
            brought = self._bringing(writer, None)
            try:
                for unit in units:
                    foreign = ForeignUnit(what, reader, unit, self._choices, self._annotator)
                    self._bring_unit(what, foreign, brought)
                if not brought.number:
                    return
                self._end(brought, writer)
            except KnownFailure as failure:
                self._fail(units[0][0].path, failure)
                return
        self._count(brought, writer)

    def _bring_unit(self, what: Format, unit: ForeignUnit, brought: CorpusImport) -> None:
        """Bring a unit; one with a single article fails alone, one with many takes its import with it."""
        before = brought.number
        if what.many:
            for line in unit:
                self._bring_line(line, unit, brought)
                self._tell(None)
        else:
            try:
                lines = list(unit)
            except KnownFailure as failure:
                self._tell(FileOutcome(file=unit.file, state="failed", failure=failure, format=what.name))
                return
            for line in lines:
                self._bring_line(line, unit, brought)
        brought.report.warnings += unit.remarks()
        brought.report.remarks += unit.reading.counts
        number = brought.number - before
        told = FileOutcome(file=unit.file, state="done", articles=number, format=what.name)
        if not number:
            told = replace(told, state="failed", failure=_nothing_in(unit))
        self._tell(told)

    def _bring_line(self, line: CorpusArticle, unit: ForeignUnit, brought: CorpusImport) -> None:
        brought.bring_referents(unit.referents())
        unit.reading.referents.clear()
        brought.bring(line, str(unit.file))

    # What all corpora share

    def _bringing(self, writer: ImportWriter, manifest: Manifest | None) -> CorpusImport:
        return CorpusImport(
            manifest, writer, record=self._record, choices=self._choices, room=self._room, annotator=self._annotator
        )

    def _end(self, brought: CorpusImport, writer: ImportWriter) -> None:
        """Finish the import with the labels that the scheme lacks, as it is by now, and what is replaced: one step."""
        brought.end()
        for _ in range(TRIES):
            self._record.catch_up()
            try:
                self._finish(writer, [*brought.scheme_changes(), *brought.changes])
            except KnownFailure as failure:
                if failure.code != "changed_meanwhile":
                    raise
            else:
                return
        raise KnownFailure("changed_meanwhile", path=str(self._project.path))

    def _fail(self, file: Path, failure: KnownFailure) -> None:
        self._room.forget_brought()
        if self._is_of_project(failure):
            raise failure
        self._tell(FileOutcome(file=file, state="failed", failure=failure))

    def _count(self, brought: CorpusImport, writer: ImportWriter) -> None:
        brought.report.relations -= len(writer.unresolved)
        brought.report.relations_left_out += len(writer.unresolved)
        self._report.add(brought.report)


def _named(files: Sequence[Source]) -> str:
    """What an import of these files is called."""
    return files[0].path.name if len(files) == 1 else files[0].path.parent.name


def _nothing_in(unit: ForeignUnit) -> KnownFailure:
    """Why a unit brought nothing: its first refusal, else that there is nothing in it."""
    refused = [fault for kind, fault in unit.reading.listed if kind == "refused"]
    return FileFault(refused[0] if refused else Fault("reading.no_articles", file=str(unit.file)))
