"""What stands in a corpus for the attributes that nobody touched."""

from __future__ import annotations

from collections.abc import Mapping

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Attribute, Scheme

Values = dict[str, str | None]
Pairs = tuple[tuple[str, str | None], ...]

REMEMBERED = 4096
"""How many sets of choices are kept filled in; annotators make the same few again and again."""


class Defaults:
    """Fills in one layer's defaults, and takes them away again."""

    def __init__(self, scheme: Scheme, layer: Layer) -> None:
        self._scheme = scheme
        self._layer = layer
        self._attributes: dict[str, tuple[Attribute, ...]] = {}
        self._untouched: dict[str, tuple[Values, list[str]]] = {}
        self._filled: dict[tuple[str, Pairs], tuple[Values, list[str]]] = {}
        self._chosen: dict[tuple[str, Pairs, tuple[str, ...]], Values] = {}

    def filled(self, label: str, touched: Mapping[str, str | None]) -> tuple[Values, list[str]]:
        """All attributes with their values, and the names of those that nobody touched, by code point.

        The two must not be changed: annotations with the same choices share them.
        """
        if not touched:
            found = self._untouched.get(label)
            if found is None:
                found = self._untouched[label] = self._fill(label, touched)
            return found
        choice = (label, tuple(touched.items()))
        found = self._filled.get(choice)
        if found is None:
            if len(self._filled) >= REMEMBERED:
                self._filled.clear()
            found = self._filled[choice] = self._fill(label, touched)
        return found

    def touched(self, label: str, values: Mapping[str, str | None], defaulted: list[str]) -> Values:
        """The values that somebody touched: not those in `defaulted`, as long as the scheme's default is the same."""
        choice = (label, tuple(values.items()), tuple(defaulted))
        found = self._chosen.get(choice)
        if found is None:
            if len(self._chosen) >= REMEMBERED:
                self._chosen.clear()
            found = self._chosen[choice] = self._choose(label, values, frozenset(defaulted))
        return dict(found)

    def _choose(self, label: str, values: Mapping[str, str | None], defaulted: frozenset[str]) -> Values:
        kept = {name: value for name, value in values.items() if name not in defaulted}
        default, _ = self.filled(label, kept)
        return {name: value for name, value in values.items() if name in kept or default.get(name) != value}

    def _fill(self, label: str, touched: Mapping[str, str | None]) -> tuple[Values, list[str]]:
        attributes = self._attributes.get(label)
        if attributes is None:
            offered = (one for one in self._scheme.attributes(self._layer, label) if not one.retired)
            attributes = self._attributes[label] = tuple(sorted(offered, key=lambda one: one.key))
        values: Values = {one.key: one.default for one in attributes}
        values.update(touched)
        for one in attributes:
            if one.only_while and one.key not in touched and values.get(one.only_while[0]) != one.only_while[1]:
                values[one.key] = None
        return values, [one.key for one in attributes if one.key not in touched]
