"""A CAS in JSON (version 0.4 of its format), both ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.json_items import decoded
from hashiya.exchange.sources import Source
from hashiya.exchange.uima.cas import TYPES, Cas, Feature, Ref, Sofa, Structure


def read_json_cas(source: Source) -> Cas:
    """The file as a CAS; FileFault when it is no JSON CAS."""
    tree = decoded(source.read(), str(source.path), 1)
    found = tree.get("%FEATURE_STRUCTURES") if isinstance(tree, dict) else None
    if isinstance(found, dict):
        found = [{**one, "%ID": key} for key, one in found.items() if isinstance(one, dict)]
    if not isinstance(found, list):
        raise FileFault(Fault("missing_key", file=str(source.path), expected="%FEATURE_STRUCTURES"))
    cas = Cas()
    arrays: dict[int, list[Ref]] = {}
    for one in found:
        number = _number(one.get("%ID")) if isinstance(one, dict) else None
        if number is None:
            continue
        kind = str(one.get("%TYPE", ""))
        if kind == "uima.cas.Sofa":
            text = one.get("sofaString")
            cas.sofas[number] = Sofa(number, str(one.get("sofaID", "")), text if isinstance(text, str) else None)
        elif "%ELEMENTS" in one:
            arrays[number] = _refs(one["%ELEMENTS"])
        else:
            cas.structures[number] = Structure(number, kind, _features(one))
    for structure in cas.structures.values():
        for name, value in structure.features.items():
            if isinstance(value, Ref) and value.id in arrays:
                structure.features[name] = arrays[value.id]
    _read_views(tree, cas)
    return cas


def _read_views(tree: dict[str, Any], cas: Cas) -> None:
    views = tree.get("%VIEWS")
    for view in views.values() if isinstance(views, dict) else ():
        sofa = _number(view.get("%SOFA")) if isinstance(view, dict) else None
        if sofa is not None:
            cas.members.setdefault(sofa, set()).update(one.id for one in _refs(view.get("%MEMBERS")))


def _number(value: object) -> int | None:
    if isinstance(value, str) and len(value) < 12 and value.isascii() and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _refs(value: object) -> list[Ref]:
    return [Ref(number) for one in value if (number := _number(one)) is not None] if isinstance(value, list) else []


def _features(one: dict[str, Any]) -> dict[str, Feature]:
    features: dict[str, Feature] = {}
    for name, value in one.items():
        if name.startswith("@"):
            number = _number(value)
            if number is not None:
                features[name[1:]] = Ref(number)
            elif isinstance(value, list):
                features[name[1:]] = _refs(value)
        elif not name.startswith(("%", "^", "#")) and isinstance(value, str | int | float):
            features[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return features


def json_cas_of(sofa: Sofa, structures: Iterable[Structure]) -> bytes:
    """The whole file."""
    known = list(structures)
    free = max([sofa.id, *(one.id for one in known)]) + 1
    listed: list[dict[str, Any]] = [
        {"%ID": sofa.id, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": sofa.name, "mimeType": "text",
         "sofaString": sofa.text},
    ]  # fmt: skip
    for one in known:
        told: dict[str, Any] = {"%ID": one.id, "%TYPE": one.type}
        for name, value in one.features.items():
            if isinstance(value, Ref):
                told[f"@{name}"] = value.id
            elif isinstance(value, list):
                listed.append(
                    {"%ID": free, "%TYPE": f"{_element(one.type, name)}[]", "%ELEMENTS": [r.id for r in value]}
                )
                told[f"@{name}"] = free
                free += 1
            else:
                told[name] = value
        listed.append(told)
    whole = {
        "%TYPES": {name: _type(name, parent, features) for name, (parent, features) in TYPES.items()},
        "%FEATURE_STRUCTURES": listed,
        "%VIEWS": {sofa.name: {"%SOFA": sofa.id, "%MEMBERS": [one.id for one in known]}},
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _element(kind: str, feature: str) -> str:
    return TYPES[kind][1][feature].removesuffix("[]")


def _type(name: str, parent: str, features: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"%NAME": name, "%SUPER_TYPE": parent}
    return told | {key: {"%NAME": key, "%RANGE": kind} for key, kind in features.items()}
