"""A scheme as a TOML file that people write: every fault with the key's path and the value that stands there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from hashiya.domain.faults import Fault, FileFault
from hashiya.domain.scheme import Attribute, Label, LayerPlan, Scheme
from hashiya.exchange.strict import shown, type_fault, unknown_keys
from hashiya.exchange.toml_text import toml_text

FORMAT: Final = "hashiya-scheme/1"
OVERLAPS = ("any", "nested", "none")
FILLERS = ("mention", "claim", "referent", "span")
LAYERS = ("entities", "claims", "regions", "relations")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WORDS = ("name", "short", "guideline", "comment")
_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def read_scheme(text: str, *, file: str) -> Scheme:
    """The scheme in the TOML text; FileFault with its first fault."""
    faults, scheme = _read(text, file)
    if faults or scheme is None:
        raise FileFault(faults[0])
    return scheme


def scheme_faults(text: str, *, file: str) -> list[Fault]:
    """Every fault of the TOML text (of wrong types only the first)."""
    return _read(text, file)[0]


def write_scheme(scheme: Scheme) -> str:
    """The scheme as TOML; what has its usual value is left out."""
    plain = msgspec.to_builtins(scheme)
    spare = _spared(plain, msgspec.to_builtins(Scheme(key="", name=scheme.name)))
    return toml_text({"format": FORMAT, "key": scheme.key, "version": scheme.version} | spare)


def _read(text: str, file: str) -> tuple[list[Fault], Scheme | None]:
    try:
        tree = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = int(place[1]) if place else len(text.splitlines())
        return [Fault("not_toml", file=file, line=line, found=_LINE.sub("", str(error)))], None
    except RecursionError:
        return [Fault("too_deep", file=file)], None
    given = tree.pop("format", None)
    if given != FORMAT:
        return [Fault("wrong_format", file=file, field="format", found=shown(given), expected=shown(FORMAT))], None
    _complete(tree)
    convert: Callable[..., Scheme] = msgspec.convert
    try:
        scheme = convert(tree, Scheme)
    except msgspec.ValidationError as error:
        return [*_typing_slips(tree, file), type_fault(error, tree, file=file)], None
    plain = msgspec.to_builtins(scheme)
    faults = [*unknown_keys(tree, plain, file), *_Rules(scheme, file).faults()]
    return faults, scheme


def _typing_slips(tree: Any, file: str) -> Iterator[Fault]:
    """Keys at the top that no scheme has: they explain a missing one better than its absence does."""
    for key in tree:
        if key not in Scheme.__dataclass_fields__:
            yield Fault("unknown_key", file=file, field=key, found=shown(key))


def _complete(tree: Any) -> None:
    """Fill in what may be left out of texts: one of the two languages; the short name, which is the name then."""
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            for key in _WORDS:
                words = value.get(key)
                if isinstance(words, dict) and words.keys() & {"ar", "en"}:
                    words.setdefault("ar", "")
                    words.setdefault("en", "")
    for label in (label for layer in LAYERS for label in _tables(tree.get(layer), "labels")):
        _shorten(label)
    for role in _tables(tree, "roles"):
        _shorten(role)


def _tables(tree: Any, key: str) -> Iterator[dict[str, Any]]:
    found = tree.get(key) if isinstance(tree, dict) else None
    yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _shorten(table: dict[str, Any]) -> None:
    if "name" in table:
        table.setdefault("short", table["name"])


def _spared(value: Any, usual: Any) -> dict[str, Any]:
    return {key: _pruned(one) for key, one in value.items() if one != usual.get(key) or key == "name"}


_USUAL: dict[str, Any] = {
    "hotkey": None,
    "colour": None,
    "shown": True,
    "retired": False,
    "imported": False,
    "symmetric": False,
    "dimmed": False,
    "prominent": False,
    "default": None,
    "only_while": None,
    "most": None,
    "head": [],
    "tail": [],
    "labels": [],
    "examples": [],
    "attributes": [],
    "guideline": {"ar": "", "en": ""},
    "comment": {"ar": "", "en": ""},
}


def _pruned(value: Any) -> Any:
    """The value without the keys that have their usual value, tuples as lists."""
    if isinstance(value, dict):
        return {key: _pruned(one) for key, one in value.items() if key not in _USUAL or _plain(one) != _USUAL[key]}
    if isinstance(value, list | tuple):
        return [_pruned(one) for one in value]
    return value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class _Rules:
    """What must hold between the parts of a scheme."""

    def __init__(self, scheme: Scheme, file: str) -> None:
        self._scheme, self._file = scheme, file
        self._mentions = {label.key for label in scheme.entities.labels}
        self._claims = {label.key for label in scheme.claims.labels}

    def faults(self) -> Iterator[Fault]:
        """Every rule that the scheme breaks."""
        scheme = self._scheme
        if not scheme.key.strip():
            yield self._fault("empty_text", "key", scheme.key)
        if not scheme.claims.labels and scheme.roles:
            yield self._fault("roles_without_claims", "roles", [role.key for role in scheme.roles])
        for name in LAYERS:
            yield from self._layer(getattr(scheme, name), name)
        yield from self._roles()
        yield from self._attributes(scheme.article_labels, "article_labels", frozenset())
        yield from self._hotkeys()

    def _fault(self, code: str, field: str, found: object, expected: object = None) -> Fault:
        wanted = None if expected is None else shown(expected)
        return Fault(code, file=self._file, field=field, found=shown(found), expected=wanted)

    def _layer(self, plan: LayerPlan, name: str) -> Iterator[Fault]:
        if plan.overlap not in OVERLAPS:
            yield self._fault("not_one_of", f"{name}.overlap", plan.overlap, OVERLAPS)
        keys = frozenset(label.key for label in plan.labels)
        yield from self._keys([label.key for label in plan.labels], f"{name}.labels")
        for index, label in enumerate(plan.labels):
            yield from self._label(label, f"{name}.labels[{index}]", name)
        yield from self._attributes(plan.attributes, f"{name}.attributes", keys)

    def _keys(self, keys: list[str], path: str) -> Iterator[Fault]:
        for index, key in enumerate(keys):
            field = f"{path}[{index}].key"
            if not key.strip() or not key.isprintable():
                yield self._fault("empty_text", field, key)
            elif key in keys[:index]:
                yield self._fault("key_taken", field, key, f"{path}[{keys.index(key)}]")

    def _label(self, label: Label, path: str, layer: str) -> Iterator[Fault]:
        yield from self._colour(label, path)
        ends = {*self._mentions, *self._claims, "claim"}
        for name, keys in (("head", label.head), ("tail", label.tail)):
            if keys and layer != "relations":
                yield self._fault("only_relations", f"{path}.{name}", keys)
            for index, key in enumerate(keys):
                if layer == "relations" and key not in ends:
                    yield self._fault("unknown_label", f"{path}.{name}[{index}]", key, sorted(ends))
        if label.symmetric and layer != "relations":
            yield self._fault("only_relations", f"{path}.symmetric", label.symmetric)
        if label.symmetric and label.head != label.tail:
            yield self._fault("symmetric_ends", f"{path}.tail", label.tail, label.head)
        if label.dimmed and layer != "regions":
            yield self._fault("only_regions", f"{path}.dimmed", label.dimmed)

    def _colour(self, owner: Any, path: str) -> Iterator[Fault]:
        if owner.colour is None:
            return
        for name in ("light", "dark"):
            colour = getattr(owner.colour, name)
            if not _COLOUR.fullmatch(colour):
                yield self._fault("bad_colour", f"{path}.colour.{name}", colour, "#RRGGBB")

    def _attributes(self, attributes: tuple[Attribute, ...], path: str, labels: frozenset[str]) -> Iterator[Fault]:
        yield from self._keys([one.key for one in attributes], path)
        by_key = {one.key: one for one in attributes}
        for index, one in enumerate(attributes):
            here = f"{path}[{index}]"
            values = [value.key for value in one.values]
            yield from self._keys(values, f"{here}.values")
            if not values:
                yield self._fault("no_values", f"{here}.values", values)
            if one.default is not None and one.default not in values:
                yield self._fault("unknown_value", f"{here}.default", one.default, values)
            for place, key in enumerate(one.labels):
                if key not in labels:
                    yield self._fault("unknown_label", f"{here}.labels[{place}]", key, sorted(labels))
            if one.only_while:
                yield from self._only_while(one, by_key, f"{here}.only_while")

    def _only_while(self, one: Attribute, by_key: dict[str, Attribute], path: str) -> Iterator[Fault]:
        key, value = one.only_while or ("", "")
        other = by_key.get(key)
        if other is None or other is one:
            yield self._fault("unknown_attribute", f"{path}[0]", key, sorted(by_key.keys() - {one.key}))
        elif other.value(value) is None:
            yield self._fault("unknown_value", f"{path}[1]", value, [known.key for known in other.values])

    def _roles(self) -> Iterator[Fault]:
        yield from self._keys([role.key for role in self._scheme.roles], "roles")
        for index, role in enumerate(self._scheme.roles):
            path = f"roles[{index}]"
            yield from self._colour(role, path)
            if role.most is not None and role.most < 1:
                yield self._fault("too_small", f"{path}.most", role.most, 1)
            if not role.fillers:
                yield self._fault("not_one_of", f"{path}.fillers", role.fillers, FILLERS)
            for place, filler in enumerate(role.fillers):
                if filler not in FILLERS:
                    yield self._fault("not_one_of", f"{path}.fillers[{place}]", filler, FILLERS)
            known = self._mentions | self._claims
            for place, key in enumerate(role.labels):
                if key not in known:
                    yield self._fault("unknown_label", f"{path}.labels[{place}]", key, sorted(known))

    def _hotkeys(self) -> Iterator[Fault]:
        """Entities, claims and roles are reached from one place; regions and relations each from their own."""
        scheme = self._scheme
        at_once: list[tuple[str, Any]] = []
        for name in ("entities", "claims"):
            labels = getattr(scheme, name).labels
            at_once += [(f"{name}.labels[{index}]", label) for index, label in enumerate(labels)]
        at_once += [(f"roles[{index}]", role) for index, role in enumerate(scheme.roles)]
        yield from self._clashes(at_once)
        for name in ("regions", "relations"):
            labels = getattr(scheme, name).labels
            yield from self._clashes([(f"{name}.labels[{index}]", label) for index, label in enumerate(labels)])

    def _clashes(self, things: list[tuple[str, Any]]) -> Iterator[Fault]:
        taken: dict[str, str] = {}
        for path, thing in things:
            if thing.hotkey is None or thing.retired:
                continue
            stroke = thing.hotkey.casefold()
            if not stroke.strip():
                yield self._fault("empty_text", f"{path}.hotkey", thing.hotkey)
            elif stroke in taken:
                yield self._fault("hotkey_taken", f"{path}.hotkey", thing.hotkey, taken[stroke])
            taken.setdefault(stroke, path)
