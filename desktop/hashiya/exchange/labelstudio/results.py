"""The results of one annotation or prediction, gathered by the mark that they are about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Refuse = Callable[[str, object], None]
"""Counts and lists what does not come in: a code, and what was found."""

_ONLY_TEXT = "/text()[1]"


@dataclass(slots=True)
class Mark:
    """One marked range with everything that results say of it."""

    id: str
    control: str
    start: int
    end: int
    quote: str | None
    labels: list[tuple[str, str]] = field(default_factory=list)
    """Controls with labels."""
    attributes: dict[str, str | None] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    score: float | None = None

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """Its ranges; those of an older export only while the mark was not moved since."""
        kept = self.meta.get("fragments")
        if isinstance(kept, list) and kept and all(_is_range(one) for one in kept):
            pieces = [(one[0], one[1]) for one in kept]
            if pieces[0][0] == self.start and pieces[-1][1] == self.end:
                return pieces
        return [(self.start, self.end)]

    @property
    def own_quote(self) -> str | None:
        """The words that it quotes, when they are those of its ranges."""
        return self.quote if len(self.pieces) == 1 else None

    @property
    def note(self) -> str | None:
        """What was noted on it."""
        said = self.meta.get("text")
        notes = [said] if isinstance(said, str) else [one for one in said or () if isinstance(one, str)]
        notes += [text for texts in self.texts.values() for text in texts]
        return "\n".join(notes) if notes else None


@dataclass(slots=True)
class Link:
    """A relation between two marks."""

    head: str
    tail: str
    labels: list[str]


@dataclass(slots=True)
class Results:
    """The marks by their ids, their links, and what is said of the whole text."""

    marks: dict[str, Mark] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def gathered(results: Any, refuse: Refuse) -> Results:
    """The results by the marks that they are about; `refuse` hears of what is none."""
    found = Results()
    given = [one for one in results if isinstance(one, dict)] if isinstance(results, list) else []
    if not isinstance(results, list) or len(given) < len(results):
        refuse("formats_labelstudio.no_result", results if not isinstance(results, list) else len(results) - len(given))
    about = []
    for one in given:
        kind = one.get("type")
        if kind == "relation":
            _link(one, found, refuse)
        elif isinstance(one.get("value"), dict) and isinstance(kind, str):
            if _labels(one, kind) is None:
                about.append(one)
            else:
                _mark(one, kind, found, refuse)
        else:
            refuse("formats_labelstudio.no_result", kind)
    for one in about:
        _about(one, found, refuse)
    return found


def _name(one: Mapping[str, Any]) -> str:
    return str(one.get("from_name") or "label")


def _labels(one: Mapping[str, Any], kind: str) -> list[str] | None:
    """The labels of a mark; None when the result is about one, or about the text."""
    value = one["value"]
    if kind.endswith("labels") or isinstance(value.get("labels"), list):
        labels = value.get(kind) or value.get("labels") or []
        return [one for one in labels if isinstance(one, str)] if isinstance(labels, list) else []
    return None


def _mark(one: Mapping[str, Any], kind: str, into: Results, refuse: Refuse) -> None:
    value = one["value"]
    start, end = value.get("start"), value.get("end")
    if kind.startswith("paragraph"):
        refuse("formats_labelstudio.paragraphs", _shown(one))
        return
    if value.get("start") == value.get("end") == _ONLY_TEXT:
        # Marked as a page, but there is nothing before the text that the offsets could leave out.
        start, end = value.get("startOffset"), value.get("endOffset")
    elif "startOffset" in value or "globalOffsets" in value or kind.startswith("hypertext"):
        refuse("formats_labelstudio.html", _shown(one))
        return
    if not _is_place(start) or not _is_place(end):
        of_text = kind == "labels" or start is not None or end is not None
        refuse(
            "formats_labelstudio.no_place" if of_text else "formats_labelstudio.kind",
            _shown(one) if of_text else f"{_name(one)}: {kind}",
        )
        return
    labels = _labels(one, kind)
    if not labels:
        refuse("reading.no_label", _shown(one))
        return
    identifier = str(one.get("id") or f"{kind}:{start}:{end}:{len(into.marks)}")
    quote = value.get("text")
    mark = into.marks.get(identifier)
    if mark is None:
        mark = into.marks[identifier] = Mark(
            identifier, _name(one), int(start), int(end), quote if isinstance(quote, str) and quote else None
        )
    elif (mark.start, mark.end) != (int(start), int(end)):
        refuse("doubled_id", identifier)
        return
    mark.labels += [(_name(one), label) for label in labels]
    if isinstance(one.get("meta"), dict):
        mark.meta.update(one["meta"])
    mark.score = number(one.get("score", value.get("confidence")))
    source = one.get("source")
    if isinstance(source, str) and source not in into.sources:
        into.sources.append(source)


def _about(one: Mapping[str, Any], into: Results, refuse: Refuse) -> None:
    mark = into.marks.get(str(one.get("id")))
    said = list(_said(one["value"], str(one["type"])))
    if not said:
        refuse("formats_labelstudio.kind", f"{_name(one)}: {one['type']}")
    elif one["type"] == "textarea":
        if mark:
            mark.texts.setdefault(_name(one), []).extend(said)
        else:
            into.notes += said
    elif mark:
        mark.attributes[_name(one)] = ", ".join(said)
    else:
        into.labels[_name(one)] = ", ".join(said)


def _said(value: Mapping[str, Any], kind: str) -> Iterator[str]:
    """The choices, texts or figures of a result; nothing for those about pictures, sounds or turns."""
    if kind in ("choices", "textarea"):
        given = value.get("text" if kind == "textarea" else kind)
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, str):
                yield one
    elif kind == "taxonomy":
        for path in value.get(kind) or ():
            yield "/".join(map(str, path)) if isinstance(path, list) else str(path)
    elif kind in ("rating", "number", "datetime") and isinstance(value.get(kind), int | float | str):
        yield str(value[kind])


def _link(one: Mapping[str, Any], into: Results, refuse: Refuse) -> None:
    head, tail, labels = one.get("from_id"), one.get("to_id"), one.get("labels")
    if not isinstance(head, str) or not isinstance(tail, str):
        refuse("formats_labelstudio.no_result", one)
        return
    if one.get("direction") == "left":
        head, tail = tail, head
    named = [label for label in labels if isinstance(label, str) and label] if isinstance(labels, list) else []
    into.links.append(Link(head, tail, named or ["related"]))


def number(value: Any) -> float | None:
    """The value as a score, when it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_place(one) for one in value)


def _shown(one: Mapping[str, Any]) -> str:
    value = one["value"]
    where = value.get("start"), value.get("startOffset"), value.get("end"), value.get("endOffset")
    place = " ".join(str(part) for part in where if part is not None)
    return f"{_name(one)} {place} {value.get('text') or ''}".strip()
