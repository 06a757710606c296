"""WebAnno TSV in: spans of all layers, slots as roles, relations; the text from its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.conll.rows import read_lines
from hashiya.exchange.draft import By, Draft, Fills
from hashiya.exchange.exported import place_of, worked_on
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.offsets import Unit, edges
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.uima.cas import CLAIM, REGION, SLOT_SPAN, TOKEN_LAYERS
from hashiya.exchange.webanno.cells import address, numbered, parted, plain

_LABELS = ("value", "label", "referenceType")
_EMPTY = ("_", "")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of the header: its features; which of them is a slot; `first` is its first column."""

    kind: str
    name: str
    features: tuple[str, ...]
    first: int

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]


@dataclass(slots=True)
class _Thing:
    """An annotation as its rows tell it."""

    key: str
    layer: _Layer
    begin: int
    end: int
    values: list[str]
    line: int
    quote: str | None


@dataclass(slots=True)
class _Arc:
    layer: _Layer
    values: list[str]
    source: str
    row: str
    line: int


@dataclass(slots=True)
class _File:
    """What one file says."""

    layers: list[_Layer] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    waiting: list[str] = field(default_factory=list)
    things: dict[str, _Thing] = field(default_factory=dict)
    at: dict[str, list[str]] = field(default_factory=dict)
    arcs: list[_Arc] = field(default_factory=list)


class TsvReader(Reader):
    """Reads one file."""

    def sniff(self, source: Source, head: bytes) -> float:
        return 1.0 if head.removeprefix(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV 3") else 0.0

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        return [(one,) for one in worked_on(sources)]

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        found = _File()
        with source.open() as file:
            for number, line in read_lines(file, reading.file, "utf-8"):
                _take(found, line, number, reading)
        text = "".join(found.text)
        place = place_of(source)
        name = place.document if place else source.stem
        draft = Draft(reading, article_id=identifier_of(name), text=text, unit=Unit.UTF16)
        _Filling(found, draft, reading, By(annotator=place.annotator if place else None)).fill()
        if made := draft.finish():
            yield made


def _take(found: _File, line: str, number: int, reading: Reading) -> None:
    if line.startswith("#Text="):
        found.waiting.append(plain(line.removeprefix("#Text=")))
    elif line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")):
        _take_layer(found, line)
    elif line.startswith("#FORMAT=") and not line.startswith("#FORMAT=WebAnno TSV 3"):
        raise FileFault(Fault("foreign.other_version", file=reading.file, line=number, found=line))
    elif line.strip() and not line.startswith("#"):
        _take_row(found, line, number, reading)


def _take_layer(found: _File, line: str) -> None:
    kind, _, rest = line[1:].partition("=")
    name, *features = rest.split("|")
    first = 3 + sum(len(one.features) for one in found.layers)
    # A layer without features has a column all the same; a relation has the one that names its base.
    found.layers.append(_Layer(kind, name, tuple(features) or ("",), first))


def _take_row(found: _File, line: str, number: int, reading: Reading) -> None:
    cells = line.split("\t")
    ends = cells[1].split("-") if len(cells) > 2 else []
    if len(ends) != 2 or not all(one.isascii() and one.isdecimal() and len(one) < 12 for one in ends):
        reading.refuse("foreign.bad_row", line=number, found=line)
        return
    begin, end = int(ends[0]), int(ends[1])
    if found.waiting:
        _add_sentence(found, begin)
    row, quote = cells[0], plain(cells[2])
    for layer in found.layers:
        columns = cells[layer.first : layer.first + len(layer.features)]
        if not columns or all(one in _EMPTY for one in columns):
            continue
        if layer.kind == "T_RL":
            _take_arcs(found, layer, columns, row, number)
        else:
            _take_things(found, layer, columns, row, _Thing("", layer, begin, end, [], number, quote))


def _add_sentence(found: _File, begin: int) -> None:
    """The sentence at the place where its first token begins; a gap before it is a line end and spaces."""
    sentence = "\n".join(found.waiting)
    gap = begin - found.length
    if 0 < gap < 1 << 20:
        found.text.append(" " * gap if not found.text else "\n" + " " * (gap - 1))
        found.length += gap
    found.text.append(sentence)
    found.length += edges(sentence, Unit.UTF16)[-1]
    found.waiting = []


def _take_things(found: _File, layer: _Layer, columns: list[str], row: str, like: _Thing) -> None:
    stacks = [parted(one, "|") for one in columns]
    for index in range(max(map(len, stacks))):
        items = [stack[index] if index < len(stack) else "*" for stack in stacks]
        first, number = numbered(items[0])
        own = f"[{number}]"
        values = [first, *(one.removesuffix(own) if number else one for one in items[1:])]
        key = str(number) if number else f"{layer.name} {row}/{index}"
        if layer.kind == "T_CH":
            # The number behind a type is that of the chain; the link's own, behind the arrow, is in no other mention.
            values = [numbered(one)[0] for one in items]
            link = next((one.partition("->")[2] for one in values if "->" in one), "")
            key = f"{layer.name} {link or f'{row}/{index}'}"
        known = found.things.get(key)
        if known is not None and known.layer is layer:
            known.begin, known.end = min(known.begin, like.begin), max(known.end, like.end)
            known.quote = None
        else:
            found.things[key] = _Thing(key, layer, like.begin, like.end, values, like.line, like.quote)
        if key not in found.at.setdefault(row, []):
            found.at[row].append(key)


def _take_arcs(found: _File, layer: _Layer, columns: list[str], row: str, number: int) -> None:
    stacks = [parted(one, "|") for one in columns]
    for index, source in enumerate(stacks[-1]):
        values = [stack[index] if index < len(stack) else "*" for stack in stacks[:-1]]
        found.arcs.append(_Arc(layer, values, source, row, number))


class _Filling:
    """What a file says, put into an article."""

    def __init__(self, found: _File, draft: Draft, reading: Reading, by: By) -> None:
        self._found, self._draft, self._reading, self._by = found, draft, reading, by

    def fill(self) -> None:
        """Add every annotation and relation; say which layers stay out."""
        left_out: Counter[str] = Counter()
        for one in self._found.things.values():
            if one.layer.name.startswith(TOKEN_LAYERS):
                left_out[one.layer.short] += 1
            elif one.layer.name != SLOT_SPAN:
                self._thing(one)
        for arc in self._found.arcs:
            if arc.layer.name.startswith(TOKEN_LAYERS):
                left_out[arc.layer.short] += 1
            else:
                self._arc(arc)
        for name, count in sorted(left_out.items()):
            self._reading.remark("said", "foreign.layer_left_out", article=self._draft.id, found=name, expected=count)

    def _thing(self, one: _Thing) -> None:
        told: dict[str, str] = {}
        roles: dict[str, list[Fills]] = {}
        referent = None
        is_claim = one.layer.name == CLAIM
        pairs = list(zip(one.layer.features, one.values, strict=True))
        for index, (feature, cell) in enumerate(pairs):
            if index and pairs[index - 1][0].startswith("ROLE_"):
                continue
            if feature.startswith("ROLE_"):
                targets = pairs[index + 1][1] if index + 1 < len(pairs) else "*"
                is_claim = is_claim or cell not in ("*", "_")
                self._roles(one, cell, targets, roles)
                continue
            value, arrow, chain = cell.partition("->") if one.layer.kind == "T_CH" else (cell, "", "")
            if arrow:
                referent = f"{self._draft.id}:{chain.partition('-')[0]}"
                self._draft.referent(referent, one.quote or chain)
            if feature and value not in ("*", "_", ""):
                told[feature] = plain(value)
        label = next((told.pop(name) for name in _LABELS if told.get(name)), one.layer.short)
        identifier = told.pop("identifier", None)
        if identifier:
            self._draft.referent(identifier, identifier, external={"identifier": identifier})
            referent = identifier
        adder: partial[None] = partial(self._draft.entity, referent=referent)
        if one.layer.name == REGION:
            adder = partial(self._draft.region)
        elif is_claim:
            adder = partial(self._draft.claim, roles=roles)
        place = [(one.begin, one.end)]
        adder(label, place, own_id=one.key, attributes=told, line=one.line, quote=one.quote, by=self._by)

    def _roles(self, one: _Thing, names: str, targets: str, roles: dict[str, list[Fills]]) -> None:
        if names in ("*", "_") or targets in ("*", "_"):
            return
        for role, target in zip(parted(names, ";"), parted(targets, ";"), strict=False):
            found = self._at(target, which=0)
            name = plain(role) if role not in ("*", "") else "role"
            if found is None:
                self._reading.refuse("unknown_filler", line=one.line, article=self._draft.id, found=target)
            elif found.layer.name == SLOT_SPAN:
                roles.setdefault(name, []).append(Fills(pieces=[(found.begin, found.end)]))
            else:
                roles.setdefault(name, []).append(Fills(id=found.key))

    def _at(self, text: str, *, which: int, layer: str | None = None) -> _Thing | None:
        """The thing that an address names, by its number or as the only one at its row."""
        told = address(text)
        if told is None:
            return None
        row, numbers = told
        number = numbers[which] if which < len(numbers) else 0
        if number:
            return self._found.things.get(str(number))
        return self._alone(row, layer)

    def _alone(self, row: str, layer: str | None) -> _Thing | None:
        here = [self._found.things[key] for key in self._found.at.get(row, ())]
        fit = [one for one in here if layer in (None, one.layer.name, "uima.tcas.Annotation")]
        return next((one for one in fit if not one.key.isdecimal()), fit[0] if fit else None)

    def _arc(self, arc: _Arc) -> None:
        base = arc.layer.features[-1].removeprefix("BT_")
        head, told = self._at(arc.source, which=0, layer=base), address(arc.source)
        number = told[1][1] if told and len(told[1]) > 1 else 0
        tail = self._found.things.get(str(number)) if number else self._alone(arc.row, base)
        features = zip(arc.layer.features, arc.values, strict=False)
        values = {name: plain(value) for name, value in features if name and value not in ("*", "_", "")}
        label = next((values.pop(name) for name in (*_LABELS, "relationType") if values.get(name)), arc.layer.short)
        if head is None or tail is None:
            self._reading.refuse(
                "reading.unknown_end", line=arc.line, article=self._draft.id, found=f"{label}: {arc.source}"
            )
            return
        self._draft.relation(label, head.key, tail.key, attributes=values, line=arc.line, by=self._by)
