"""brat's files as articles: text-bound annotations are mentions, events are claims, normalisations are referents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.brat.conf import Known, types_in
from hashiya.exchange.brat.frames import Told
from hashiya.exchange.brat.records import Records, read_records
from hashiya.exchange.draft import By, Draft
from hashiya.exchange.encodings import MARKS
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.metadata import propose_metadata
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.offsets import with_plain_newlines
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source, in_archive
from hashiya.exchange.text_reader import raw_text

TEXT = ".txt"
ANNOTATIONS = (".ann", ".a1", ".a2")
CONF = ".conf"
ENDINGS = (".ann", TEXT, CONF, ".a1", ".a2")
_CONFS = frozenset(("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"))
_RECORD = re.compile(rb"(?:\xef\xbb\xbf)?(?:[TERAMN#][0-9]+|\*)\t")
_SECTION = re.compile(rb"^\[(?:entities|spans|labels|relations|events|drawing)\]", re.MULTILINE)


class BratReader(Reader):
    """Reads texts with the annotation files beside them; `--option annotators=folders` takes folders for annotators."""

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending == TEXT:
            return 0.9 if any(_sibling(source, ending) for ending in ANNOTATIONS) else 0.0
        if source.ending == CONF:
            return 0.9 if _SECTION.search(head) or PurePosixPath(source.name).name in _CONFS else 0.0
        if _RECORD.match(head):
            return 0.95
        return 0.6 if not head.strip() and _sibling(source, TEXT) else 0.0

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        """A text, its annotation files, and the nearest configuration."""
        confs = {_folder(one): one for one in sources if PurePosixPath(one.name).name == "annotation.conf"}
        units: dict[tuple[Path, str], dict[str, Source]] = {}
        for one in sources:
            if one.ending == TEXT or one.ending in ANNOTATIONS:
                unit = units.setdefault((one.path.parent, one.stem), {})
                unit[one.ending] = one
        for unit in units.values():
            some = next(iter(unit.values()))
            for ending in (TEXT, *ANNOTATIONS):
                if ending not in unit and (beside := _sibling(some, ending)):
                    unit[ending] = beside
        return [_ordered(unit, confs) for unit in units.values()]

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        text = next((one for one in unit if one.ending == TEXT), None)
        if text is None:
            if unit[0].ending == CONF:
                return
            raise FileFault(Fault("formats_brat.no_text", file=str(unit[0].path), expected=f"{unit[0].stem}.txt"))
        data = text.read()
        raw = raw_text(data, encoding=reading.options.encoding, file=str(text.path))
        proposed = propose_metadata(with_plain_newlines(raw))
        language = proposed.pop("language", None)
        article = identifier_of(str(PurePosixPath(text.name).with_suffix("")))
        draft = Draft(
            reading,
            article_id=article,
            text=raw,
            meta={**proposed, "file": text.path.name},
            language=language or "ar",
        )
        marked = [one for one in unit if one.ending in ANNOTATIONS]
        records = Records()
        for one in marked:
            said = _annotations_of(one)
            reading.file = str(one.path)
            read_records(said, reading, records, file=str(one.path), article=article)
        if not marked:
            reading.remark("said", "formats_brat.no_annotations", article=article)
        if any(data.startswith(mark) for mark, _ in MARKS) and _counts_mark(raw, records):
            _without_mark(records)
            reading.remark("said", "formats_brat.mark_counted", article=article)
        conf = next((one for one in unit if one.ending == CONF), None)
        known = types_in(conf.read()) if conf else Known()
        Told(draft, reading, records, known=known, by=_by(text, reading), article=article).tell()
        line = draft.finish()
        reading.file = str(text.path)
        if line is not None:
            yield line


def _annotations_of(source: Source) -> str:
    data = source.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw_text(data, encoding=None, file=str(source.path))


def _by(text: Source, reading: Reading) -> By:
    folder = PurePosixPath(text.name).parent.name
    if reading.options.more.get("annotators") == "folders" and folder:
        return By(annotator=folder)
    return By()


def _folder(source: Source) -> Path:
    return source.path.parent


def _ordered(unit: dict[str, Source], confs: dict[Path, Source]) -> tuple[Source, ...]:
    files = [unit[ending] for ending in (TEXT, *ANNOTATIONS) if ending in unit]
    for folder in files[0].path.parents:
        if folder in confs:
            files.append(confs[folder])
            break
    return tuple(files)


def _sibling(source: Source, ending: str) -> Source | None:
    """The file of the same name with the other ending."""
    name = PurePosixPath(source.name).with_suffix(ending).as_posix()
    if source.archive is None:
        path = source.path.with_suffix(ending)
        return Source(path, name, path.stat().st_size) if path.is_file() else None
    about = source.archive.stat()
    return _listed(source.archive, about.st_mtime_ns, about.st_size).get(name)


@lru_cache(4)
def _listed(archive: Path, _changed: int, _size: int) -> dict[str, Source]:
    return {one.name: one for one in in_archive(archive, frozenset(ENDINGS))}


def _counts_mark(raw: str, records: Records) -> bool:
    """Whether the offsets count the byte order mark, which is no part of the text."""
    quoted = [one for one in records.texts.values() if one.quote and len(one.pieces) == 1]
    plain = sum(raw[one.pieces[0][0] : one.pieces[0][1]] == one.quote for one in quoted)
    behind = sum(raw[max(0, one.pieces[0][0] - 1) : max(0, one.pieces[0][1] - 1)] == one.quote for one in quoted)
    return behind > plain


def _without_mark(records: Records) -> None:
    for one in records.texts.values():
        one.pieces = [(max(0, start - 1), end - 1) for start, end in one.pieces]
