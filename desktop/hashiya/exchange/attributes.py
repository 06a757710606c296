"""What stands in a corpus for the attributes that nobody touched."""

from __future__ import annotations

from collections.abc import Mapping

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Attribute, Scheme

Values = dict[str, str | None]


class Defaults:
    """Fills in the scheme's defaults, and takes them away again."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._attributes: dict[tuple[Layer, str], tuple[Attribute, ...]] = {}
        self._untouched: dict[tuple[Layer, str], tuple[Values, list[str]]] = {}

    def filled(self, layer: Layer, label: str, touched: Mapping[str, str | None]) -> tuple[Values, list[str]]:
        """All attributes with their values, and the names of those that nobody touched, by code point.

        The two must not be changed: annotations that nobody touched share them.
        """
        if touched:
            return self._fill(layer, label, touched)
        place = (layer, label)
        found = self._untouched.get(place)
        if found is None:
            found = self._untouched[place] = self._fill(layer, label, {})
        return found

    def touched(self, layer: Layer, label: str, values: Mapping[str, str | None], defaulted: list[str]) -> Values:
        """The values that somebody touched: not those in `defaulted`, as long as the scheme's default is the same."""
        if not values:
            return {}
        names = frozenset(defaulted)
        kept = {name: value for name, value in values.items() if name not in names}
        if len(kept) == len(values):
            return kept
        default, _ = self.filled(layer, label, kept)
        return {name: value for name, value in values.items() if name not in names or default.get(name) != value}

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
