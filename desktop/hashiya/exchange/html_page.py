"""Pages saved from news sites: the article's own text; title, date, source and address as metadata.

Menus, related links and the like are left out. With the option `boilerplate=keep` the text is all that the page
shows, and what is not the article's own is marked as a region BOILERPLATE.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import Draft
from hashiya.exchange.encodings import guessed, marked
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.protocol import Format, Reader, Reading
from hashiya.exchange.sources import Source

MOST_BYTES = 1 << 24
"""Of a page; those of news sites have a tenth of a megabyte to three."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|article|p)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
     "sub", "sup", "time", "u", "wbr", "ins", "del", "label")
)  # fmt: skip
BOILERPLATE = "BOILERPLATE"


class PageReader(Reader):
    """Reads saved pages."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 0.5 if _PAGE.search(head) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        page = _decoded(source.read(MOST_BYTES), reading.options.encoding, source)
        try:
            main, meta = _main_text(page)
            blocks = _blocks(page) if reading.options.more.get("boilerplate") == "keep" else []
        except Exception as error:  # The page's structure can break the libraries in any way; it is the file's fault.
            found = f"{type(error).__name__}: {error}"[:80]
            raise FileFault(Fault("reading.bad_document", file=str(source.path), found=found)) from error
        if not main.strip() and not blocks:
            raise FileFault(Fault("reading.no_main_text", file=str(source.path)))
        language = meta.pop("language", None) or "ar"
        text, regions = _with_boilerplate(main, blocks) if blocks else (main, [])
        draft = Draft(
            reading,
            article_id=identifier_of(source.stem),
            text=text,
            meta={**meta, "file": source.path.name},
            language=language,
        )
        for start, end in regions:
            draft.region(BOILERPLATE, [(start, end)])
        line = draft.finish()
        if line is not None:
            yield line


def _decoded(data: bytes, declared: str | None, source: Source) -> str:
    """The page as text: in the encoding named, marked or declared in it, else the one that its bytes tell."""
    mark = marked(data)
    told = _CHARSET.search(data[:4096])
    names = [declared, mark[0] if mark else None, told[1].decode("ascii") if told else None, guessed(data)]
    for name in names:
        if not name:
            continue
        try:
            return data.decode("cp1256" if name.lower() in ("windows-1256", "x-cp1256") else name).lstrip("\ufeff")
        except (LookupError, UnicodeDecodeError):
            if name == declared:
                fault = Fault("not_in_encoding", file=str(source.path), found="…", expected=declared)
                raise FileFault(fault) from None
    return data.decode("utf-8", "replace")


def _main_text(page: str) -> tuple[str, dict[str, Any]]:
    """The article's own text, a paragraph a line, and what the page says of it."""
    import trafilatura

    # What it finds wrong with a page it writes to the log; here the page is the fault, and is told of by name.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL + 1)
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, deduplicate=False)
    if found is None:
        return "", {}
    told = found if isinstance(found, dict) else found.as_dict()
    names = {"title": "title", "source": "sitename", "published": "date", "url": "url", "author": "author"}
    meta = {key: str(told[name]) for key, name in names.items() if told.get(name)}
    language = _LANGUAGE.search(page[:4096])
    if language:
        meta["language"] = language[1].lower()
    lines = [line.strip() for line in str(told.get("text") or "").split("\n")]
    return "".join(f"{line}\n" for line in lines if line), meta


_LANGUAGE = re.compile(r"<html[^>]*\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)


def _blocks(page: str) -> list[str]:
    """All that the page shows, a block a piece, white space made one."""
    from lxml import html

    body = html.document_fromstring(page).find("body")
    found: list[str] = []
    running: list[str] = []

    def end_block() -> None:
        text = _SPACES.sub(" ", "".join(running)).strip()
        running.clear()
        if text:
            found.append(text)

    hidden = 0
    for event, element in _walk(body):
        inline = isinstance(element.tag, str) and element.tag in _INLINE
        shown = isinstance(element.tag, str) and element.tag not in _HIDDEN
        if not inline:
            end_block()
        if event == "start":
            hidden += not shown
            if not hidden and element.text:
                running.append(element.text)
        else:
            hidden -= not shown
            if not hidden and element.tail and element is not body:
                running.append(element.tail)
    end_block()
    return found


def _walk(body: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    if body is not None:
        yield from etree.iterwalk(body, events=("start", "end", "comment", "pi"))


def _with_boilerplate(main: str, blocks: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The blocks as lines, and the runs of those that are not in the main text."""
    own = {_SPACES.sub(" ", line).strip() for line in main.split("\n")}
    text: list[str] = []
    regions: list[tuple[int, int]] = []
    place = 0
    for block in blocks:
        end = place + len(block)
        if block not in own:
            if regions and regions[-1][1] + 1 == place:
                regions[-1] = (regions[-1][0], end)
            else:
                regions.append((place, end))
        text.append(f"{block}\n")
        place = end + 1
    return "".join(text), regions


FORMAT = Format(name="html", endings=(".html", ".htm", ".xhtml"), reader=PageReader, many=False)
