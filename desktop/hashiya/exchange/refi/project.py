"""Projects of programs for qualitative analysis: their texts, what is coded in them, links between codings."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import By, Draft
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import MOST_BYTES, Source, check_archive
from hashiya.exchange.text_reader import decode_text
from hashiya.exchange.xml_in import local_name, parse_xml_data

if TYPE_CHECKING:
    from lxml import etree

_OTHERS = frozenset(("PDFSource", "PictureSource", "AudioSource", "VideoSource"))
NEARLY = 8
"""By how many characters a selection's name may differ from its length and still be taken for its words."""


class ProjectReader(Reader):
    """Reads .qdpx; a code book alone is named, for it has no articles."""

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending == ".qdc":
            return 0.9 if b"CodeBook" in head else 0.0
        return 0.9 if head.startswith(b"PK") and source.ending == ".qdpx" else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        if source.ending == ".qdc":
            root = parse_xml_data(source.read(), str(source.path))
            names = [one.get("name") or "" for one in root.iter() if local_name(one) == "Code"]
            raise FileFault(Fault("foreign.codebook_only", file=str(source.path), found="، ".join(names)[:100]))
        data = io.BytesIO(source.read())
        check_archive(source.path, data)
        try:
            with zipfile.ZipFile(data) as archive:
                yield from _Project(archive, source, reading).articles()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise FileFault(Fault("reading.bad_zip", file=str(source.path), found=str(error)[:80])) from error


def _guid(text: str | None) -> str:
    """A GUID with or without braces, in any case."""
    return (text or "").strip().strip("{}").lower()


class _Project:
    """One project."""

    def __init__(self, archive: zipfile.ZipFile, source: Source, reading: Reading) -> None:
        self._archive, self._source, self._reading = archive, source, reading
        self._members = {PurePosixPath(one.filename).name.casefold(): one for one in archive.infolist()}
        inner = next((one for name, one in self._members.items() if name.endswith(".qde")), None)
        if inner is None:
            raise FileFault(Fault("missing_key", file=str(source.path), expected="project.qde"))
        self._root = parse_xml_data(self._bytes(inner), str(source.path))
        self._notes = {_guid(one.get("guid")): one for one in self._root.iter() if local_name(one) == "Note"}
        named = {"Code": "name", "User": "name"}
        self._names = {
            _guid(one.get("guid")): one.get(named[local_name(one)]) or ""
            for one in self._root.iter()
            if local_name(one) in named
        }

    def _bytes(self, member: zipfile.ZipInfo) -> bytes:
        if member.file_size > MOST_BYTES:
            fault = Fault("reading.too_large", file=str(self._source.path), expected=f"{MOST_BYTES >> 20} MB")
            raise FileFault(fault)
        with self._archive.open(member) as file:
            return file.read(MOST_BYTES)

    def articles(self) -> Iterator[CorpusArticle]:
        """The texts, one at a time; everything else is named."""
        links = [one for one in self._root.iter() if local_name(one) == "Link"]
        for element in self._root.iter():
            kind, name = local_name(element), element.get("name") or ""
            if kind in _OTHERS:
                self._reading.refuse("foreign.not_text_source", found=f"{kind} {name}")
            elif kind == "TextSource":
                text = self._text(element)
                if text is None:
                    self._reading.refuse("foreign.source_missing", found=name or element.get("plainTextPath"))
                elif made := self._article(element, name, text, links):
                    yield made

    def _text(self, element: etree._Element) -> str | None:
        path = element.get("plainTextPath") or ""
        if path.startswith("internal://"):
            member = self._members.get(PurePosixPath(path).name.casefold())
            if member is not None:
                # Line ends stay as they are: the offsets count them.
                decode_text(self._bytes(member), encoding=self._reading.options.encoding, file=str(self._source.path))
                return _as_stored(self._bytes(member), self._reading.options.encoding)
        inside = next((one for one in element if local_name(one) == "PlainTextContent"), None)
        return inside.text if inside is not None else None

    def _note(self, reference: etree._Element) -> str | None:
        """What the note says that is referred to."""
        if local_name(reference) != "NoteRef":
            return None
        note = self._notes.get(_guid(reference.get("targetGUID")))
        return (self._text(note) or "").strip() or None if note is not None else None

    def _article(
        self, element: etree._Element, name: str, text: str, links: list[etree._Element]
    ) -> CorpusArticle | None:
        draft = Draft(self._reading, article_id=identifier_of(name) or _guid(element.get("guid")), text=text)
        here: set[str] = set()
        notes = [one.text for one in element if local_name(one) == "Description" and one.text]
        notes += [said for one in element if (said := self._note(one))]
        draft.note = "\n".join(notes) or None
        for one in element:
            if local_name(one) == "PlainTextSelection":
                here |= self._selection(draft, one)
        for link in links:
            head, tail = _guid(link.get("originGUID")), _guid(link.get("targetGUID"))
            if head in here and tail in here:
                draft.relation(link.get("name") or "link", head, tail, own_id=_guid(link.get("guid")) or None)
        return draft.finish()

    def _selection(self, draft: Draft, one: etree._Element) -> set[str]:
        """Add a mention for each code of the selection; the ids that links may name."""
        start, end = _number(one.get("startPosition")), _number(one.get("endPosition"))
        own, said = _guid(one.get("guid")), one.get("name") or ""
        if start is None or end is None:
            self._reading.refuse("reading.no_number", article=draft.id, found=said or own)
            return set()
        is_quote = abs(len(said) - (end - start)) <= NEARLY and not said.endswith(("...", "…"))
        notes = [child.text for child in one if local_name(child) == "Description" and child.text]
        notes += [told for child in one.iter() if (told := self._note(child))]
        codings = [child for child in one if local_name(child) == "Coding"]
        added: set[str] = set()
        for coding in codings:
            for ref in coding:
                code = _guid(ref.get("targetGUID"))
                user = _guid(coding.get("creatingUser") or one.get("creatingUser"))
                created = coding.get("creationDateTime") or one.get("creationDateTime")
                number = own if own and not added else f"{own} {code}" if own else None
                draft.entity(
                    self._names.get(code) or code,
                    [(start, end)],
                    own_id=number,
                    quote=said if is_quote and said else None,
                    note="\n".join(notes) or None,
                    by=By(annotator=self._names.get(user) or None, created=created),
                )
                added.add(number or "")
        if not codings:
            self._reading.refuse("reading.no_label", article=draft.id, found=said or own)
        return added


def _as_stored(data: bytes, encoding: str | None) -> str:
    for name in (encoding or "utf-8-sig", "utf-16", "cp1256"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 12 else None
