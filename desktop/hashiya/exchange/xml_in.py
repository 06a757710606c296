"""XML files in, without what makes XML dangerous: entities of its own, other files, endless depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.sources import Source

if TYPE_CHECKING:
    from lxml import etree

MOST_BYTES = 1 << 27
"""Of a file that is read whole."""
MOST_AT_ONCE = 1 << 23
"""Of one element of a file that is read element by element: as a tree it is up to thirty times as large."""
_CHUNK = 1 << 16
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 has no way to write."""
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_TO_ESCAPE = re.compile('[&<>"\n\t\r]')


def parse_xml(source: Source) -> etree._Element:
    """The root of the file; FileFault when it is no XML or declares entities."""
    return parse_xml_data(source.read(MOST_BYTES), str(source.path))


def parse_xml_data(data: bytes, file: str) -> etree._Element:
    """The root of these bytes of the file; FileFault when they are no XML or declare entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        fault = Fault("foreign.bad_xml", file=file, line=line, found=str(error)[:100])
        raise FileFault(fault) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(_entities(dtd)):
        raise FileFault(Fault("foreign.xml_entities", file=file))
    return root


def each_element(source: Source, name: str) -> Iterator[etree._Element]:
    """Each element of that name, which is let go before the next; FileFault as with `parse_xml`.

    What is read between two of them is bounded, not the whole file.
    """
    from lxml import etree

    file = str(source.path)
    with source.open() as opened:
        bounded = _Bounded(opened, file)
        found = etree.iterparse(
            bounded,
            events=("start", "end"),
            tag=f"{{*}}{name}",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            checked = False
            for event, element in found:
                if not checked:
                    checked = True
                    dtd = element.getroottree().docinfo.internalDTD
                    if dtd is not None and list(_entities(dtd)):
                        raise FileFault(Fault("foreign.xml_entities", file=file))
                if event == "end":
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                    bounded.since = 0
        except (etree.XMLSyntaxError, ValueError) as error:
            fault = Fault("foreign.bad_xml", file=file, line=getattr(error, "lineno", None), found=str(error)[:100])
            raise FileFault(fault) from error


class _Bounded:
    """A file that is not read further than so many bytes `since` it last gave something."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size < _CHUNK else _CHUNK)
        self.since += len(data)
        if self.since > MOST_AT_ONCE:
            raise FileFault(Fault("reading.too_large", file=self._name, expected=f"{MOST_AT_ONCE >> 20} MB"))
        return data


def _entities(dtd: Any) -> Iterator[object]:
    """The entities that the file declares."""
    yield from dtd.iterentities()


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    # An entity that was not resolved has a function for its tag.
    return str(element.tag).rpartition("}")[2]


def fit_for_xml(text: str) -> str:
    """The text with a replacement character for what XML cannot hold; as long as before."""
    return _UNFIT.sub("\ufffd", text)


def count_unfit(text: str) -> int:
    """How many characters XML cannot hold."""
    return len(_UNFIT.findall(text))


def escaped(text: str) -> str:
    """The text as the value of an attribute or the content of an element, line ends kept."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPED[match[0]], fit_for_xml(text))
