"""What a corpus line says, less what a format loses: two lines that say the same are equal as facts.

A format is held to its table: whatever its `loses` does not name must come back. Kinds that only one format has get
their function in `OWN`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from hashiya.domain.snapshot import Snapshot
from hashiya.exchange import jsonl
from hashiya.exchange.choices import ExportChoices, ExportReport
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reading, ReadOptions
from hashiya.exchange.sources import sources
from hashiya.exchange.writing import write_export

from tests.exchange.foreign_losses import FOREIGN_LOSSES

Line = dict[str, Any]
MARKS = ("regions", "entities", "claims")
LAYERS = (*MARKS, "relations")


def _no_article_note(line: Line) -> None:
    line["note"] = None


def _no_relation_attributes(line: Line) -> None:
    for one in line["relations"]:
        one["attributes"], one["defaulted"] = {}, []


def _no_relation_ids(line: Line) -> None:
    for one in line["relations"]:
        one["id"] = None


def _no_mark_notes(line: Line) -> None:
    for one in (one for layer in MARKS for one in line[layer]):
        one["note"] = None


def _no_misaligned(line: Line) -> None:
    """Leave out what spaCy's own tokens cannot carry."""
    spacy = import_module("spacy")
    document = spacy.blank("ar").make_doc(line["text"])
    for layer in MARKS:
        line[layer] = [one for one in line[layer] if document.char_span(one["start"], one["end"]) is not None]


OWN: dict[str, Callable[[Line], None]] = {
    **FOREIGN_LOSSES,
    "article_notes": _no_article_note,
    "mark_notes": _no_mark_notes,
    "misaligned": _no_misaligned,
    "not_entities": lambda _: None,
    "relation_ids": _no_relation_ids,
    "relation_attributes": _no_relation_attributes,
}
"""For kinds of single formats: takes out of a line what the format loses."""


def out_of(folder: Path, what: Format, *, zipped: bool = False) -> Path:
    """Where to write."""
    if zipped:
        return folder / "out.zip"
    return folder / ("out" if what.shape == "folder" else f"out{what.endings[0]}")


def written(snapshot: Snapshot, what: Format, out: Path, **choices: Any) -> ExportReport:
    """Export in the format."""
    return write_export(snapshot, out, what, choices=ExportChoices(**choices), program="hashiya 0")


def original(snapshot: Snapshot, folder: Path, **choices: Any) -> list[CorpusArticle]:
    """The project as corpus lines."""
    out = folder / "original.jsonl"
    write_export(snapshot, out, jsonl.FORMAT, choices=ExportChoices(**choices), program="hashiya 0")
    return list(read_corpus(out))


def read_with(what: Format, *paths: Path, options: ReadOptions | None = None) -> tuple[list[CorpusArticle], Reading]:
    """Everything in the files, and what was remarked."""
    assert what.reader
    reader = what.reader()
    reading = Reading(what.name, str(paths[0]), options)
    units = reader.units(sources(paths, frozenset(what.endings)))
    return [line for unit in units for line in reader.read(unit, reading)], reading


def facts(lines: Iterable[CorpusArticle], loses: Collection[str]) -> list[Line]:
    """What the lines say, less what is lost, in an order that does not hang on what is lost."""
    made = [_facts(msgspec.to_builtins(line), frozenset(loses)) for line in lines]
    return sorted(made, key=lambda one: (one["text"], str(one)))


def _facts(line: Line, loses: frozenset[str]) -> Line:
    # In the order of the table: one may look at what another takes out.
    for kind in (one for one in OWN if one in loses):
        OWN[kind](line)
    for layer in loses.intersection(LAYERS):
        line[layer] = []
    _strip_article(line, loses)
    referents = line.pop("referents")
    for layer in LAYERS:
        for one in line[layer]:
            _strip_thing(one, loses, layer)
    for one in line["entities"]:
        one["referent"] = None if "referents" in loses else _referent(one["referent"], referents)
    for one in line["claims"]:
        _strip_claim(one, loses, referents)
    _take_out_dangling(line)
    if "nested_claims" in loses:
        claims = {one["id"] for one in line["claims"]}
        _keep_fillers(line, lambda filler: filler.get("id") not in claims)
    _name_structurally(line, loses)
    return line


def _strip_article(line: Line, loses: frozenset[str]) -> None:
    meta = {} if "metadata" in loses else {k: v for k, v in line["meta"].items() if v is not None and k != "file"}
    line["meta"] = meta
    if "article_ids" in loses:
        line["id"] = ""
    if "status" in loses:
        line["status"], line["progress"] = "new", {}
    for kind, key, nothing in (
        ("language", "language", "ar"), ("article_labels", "labels", {}), ("replaces", "replaces", None),
        ("notes", "note", None),
    ):  # fmt: skip
        if kind in loses:
            line[key] = nothing
    if "extra" in loses:
        line.pop("kept", None)
    # Both follow from the text, unless the text is there twice.
    line.pop("key")
    line.pop("sha256")


def _strip_thing(one: Line, loses: frozenset[str], layer: str) -> None:
    details = layer == "relations" and "relation_details" in loses
    if "attributes" in loses or details:
        one["attributes"], one["defaulted"] = {}, []
    elif "defaults" in loses:
        one["defaulted"] = []
        one["attributes"] = {key: value for key, value in one["attributes"].items() if value is not None}
    for kind, keys in (
        ("notes", ["note"]), ("annotators", ["annotator"]), ("origins", ["origin"]), ("scores", ["score"]),
        ("times", ["created", "modified"]), ("extra", ["kept"]),
    ):  # fmt: skip
        if kind in loses:
            for key in keys:
                one.pop(key, None)
    if details:
        one.pop("note", None)
    if "gaps" in loses and "fragments" in one:
        one["fragments"] = [[one["start"], one["end"]]]
        one.pop("text")


def _strip_claim(one: Line, loses: frozenset[str], referents: Line) -> None:
    for kind, key in (("restatements", "restatement"), ("clusters", "cluster")):
        if kind in loses:
            one[key] = None
    if "ids" in loses and one["cluster"]:
        one["cluster"] = "some"
    if "roles" in loses:
        one["roles"] = {}
    if "gaps" in loses:
        for filler in (f for fillers in one["roles"].values() for f in fillers if f.get("fragments")):
            filler["fragments"] = [[filler["fragments"][0][0], filler["fragments"][-1][1]]]
            filler.pop("text")
    for role, fillers in list(one["roles"].items()):
        kept = []
        for filler in fillers:
            if filler.get("referent"):
                if not {"referents", "role_referents"} & loses:
                    kept.append({"referent": _referent(filler["referent"], referents)})
            elif filler.get("fragments") is None or "role_spans" not in loses:
                kept.append(filler)
        one["roles"][role] = kept
    one["roles"] = {role: fillers for role, fillers in one["roles"].items() if fillers}


def _referent(key: str | None, referents: Line) -> Any:
    return None if key is None else [referents[key]["name"], referents[key]["label"]]


def _keep_fillers(line: Line, wanted: Callable[[Line], bool]) -> None:
    for one in line["claims"]:
        roles = {role: [f for f in fillers if wanted(f)] for role, fillers in one["roles"].items()}
        one["roles"] = {role: fillers for role, fillers in roles.items() if fillers}


def _take_out_dangling(line: Line) -> None:
    """What pointed to a thing that is lost is lost with it."""
    there = {one["id"] for layer in ("entities", "claims") for one in line[layer]}
    _keep_fillers(line, lambda filler: filler.get("id") is None or filler["id"] in there)

    def stands(one: Line) -> bool:
        head, tail = one["head"], one["tail"]
        return head["id"] in there and (tail["article"] != head["article"] or tail["id"] in there)

    line["relations"] = [one for one in line["relations"] if stands(one)]


def _name_structurally(line: Line, loses: frozenset[str]) -> None:
    """Where ids are lost a thing is known by its label, place and annotator."""
    here = {one["head"]["article"] for one in line["relations"]}
    if "cross_relations" in loses:
        line["relations"] = [one for one in line["relations"] if one["tail"]["article"] in here]
    names: dict[str | None, Any] = {None: None}
    for layer in MARKS:
        for one in line[layer]:
            own = [layer, one["label"], one["fragments"], one.get("annotator")]
            names[one["id"]] = own if "ids" in loses else one["id"]
    for filler in (f for one in line["claims"] for fillers in one["roles"].values() for f in fillers):
        if filler.get("id") is not None:
            filler["id"] = names[filler["id"]]
    for one in line["relations"]:
        for end in ("head", "tail"):
            one[end] = names.get(one[end]["id"], one[end]["id"])
    for layer in LAYERS:
        if "ids" in loses:
            line[layer] = [{key: value for key, value in one.items() if key != "id"} for one in line[layer]]
        line[layer].sort(key=str)
