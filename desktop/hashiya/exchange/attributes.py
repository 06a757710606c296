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
    """Fills in the scheme's defaults, and takes them away again."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._attributes: dict[tuple[Layer, str], tuple[Attribute, ...]] = {}
        self._chosen: dict[tuple[Layer, str, Pairs, tuple[str, ...]], Values] = {}
        self._filled: dict[tuple[Layer, str, Pairs], tuple[Values, list[str]]] = {}

    def filled(self, layer: Layer, label: str, touched: Mapping[str, str | None]) -> tuple[Values, list[str]]:
        """All attributes with their values, and the names of those that nobody touched, by code point.

        The two must not be changed: annotations with the same choices share them.
        """
        choice = (layer, label, tuple(touched.items()))
        found = self._filled.get(choice)
        if found is None:
            if len(self._filled) >= REMEMBERED:
                self._filled.clear()
            found = self._filled[choice] = self._fill(layer, label, touched)
        return found

    def touched(self, layer: Layer, label: str, values: Mapping[str, str | None], defaulted: list[str]) -> Values:
        """The values that somebody touched: not those in `defaulted`, as long as the scheme's default is the same."""
        choice = (layer, label, tuple(values.items()), tuple(defaulted))
        found = self._chosen.get(choice)
        if found is None:
            if len(self._chosen) >= REMEMBERED:
                self._chosen.clear()
            found = self._chosen[choice] = self._choose(layer, label, values, frozenset(defaulted))
        return dict(found)

    def _choose(self, layer: Layer, label: str, values: Mapping[str, str | None], defaulted: frozenset[str]) -> Values:
        kept = {name: value for name, value in values.items() if name not in defaulted}
        default, _ = self.filled(layer, label, kept)
        return {name: value for name, value in values.items() if name in kept or default.get(name) != value}

    def _fill(self, layer: Layer, label: str, touched: Mapping[str, str | None]) -> tuple[Values, list[str]]:
        place = (layer, label)
        attributes = self._attributes.get(place)
        if attributes is None:
            offered = (one for one in self._scheme.attributes(layer, label) if not one.retired)
            attributes = self._attributes[place] = tuple(sorted(offered, key=lambda one: one.key))
        values: Values = {one.key: one.default for one in attributes}
        values.update(touched)
        for one in attributes:
            if one.only_while and one.key not in touched and values.get(one.only_while[0]) != one.only_while[1]:
                values[one.key] = None
        return values, [one.key for one in attributes if one.key not in touched]
