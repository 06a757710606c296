"""What the command palette finds: items by group, the best first; those used last where nothing is typed."""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.arabic.folding import fold_key, fold_text
from hashiya.domain.span import Span
from hashiya.ui.panes.matching import match
from hashiya.ui.panes.values import Group, Item

Found = list[tuple[Item, tuple[Span, ...]]]

LATELY = "lately"
_MOST = {Group.COMMANDS: 8, Group.ARTICLES: 6, Group.REFERENTS: 6, Group.GUIDE: 4, Group.TEXTS: 2}
_MOST_RECENT, _MOST_AT_FIRST = 6, 10
_MOST_LOOKED_AT = 300
"""Of one group, so many that hold the words are ranked: nobody reads farther than the first few."""


class Finding:
    """The items of one opening of the palette; folded once, when the first letter is typed."""

    def __init__(self, items: Sequence[Item], recent: Sequence[str]) -> None:
        self._items = tuple(items)
        self._recent = tuple(recent)
        self._folded: list[str] = []

    def search(self, query: str) -> list[tuple[str, Found]]:
        """The groups that hold something, each with its name and the items with their matched parts."""
        if not fold_key(query):
            return self._at_first()
        groups = []
        for group in Group:
            found = self._in_group(group, query)
            if found:
                groups.append((str(group), found[: _MOST[group]]))
        return groups

    def _at_first(self) -> list[tuple[str, Found]]:
        by_id = {item.id: item for item in self._items}
        lately = [by_id[name] for name in self._recent if name in by_id and by_id[name].enabled][:_MOST_RECENT]
        groups: list[tuple[str, Found]] = [(LATELY, [(item, ()) for item in lately])] if lately else []
        others = [item for item in self._items if item.group is Group.COMMANDS and item.enabled and item not in lately]
        if others:
            groups.append((str(Group.COMMANDS), [(item, ()) for item in others[: _MOST_AT_FIRST - len(lately)]]))
        return groups

    def _in_group(self, group: Group, query: str) -> Found:
        self._fold()
        words = fold_key(query).split()
        ranked: list[tuple[int, int, Item, tuple[Span, ...]]] = []
        looked_at = 0
        for place, (item, folded) in enumerate(zip(self._items, self._folded, strict=True)):
            if item.group is not group:
                continue
            holds = all(word in folded for word in words)
            # Letters left out are forgiven in commands alone: among thousands of names they would match anything.
            if not holds and group is not Group.COMMANDS:
                continue
            matched = match(query, item.title)
            score, parts = (matched.score, matched.parts) if matched else (0, ())
            if matched is None:
                aside = match(query, item.also) if item.also else None
                if aside is None:
                    continue
                score = aside.score - 5
            score += 3 if item.id in self._recent else 0
            ranked.append((-score, place, item, parts))
            looked_at += 1
            if looked_at >= _MOST_LOOKED_AT:
                break
        ranked.sort(key=lambda one: one[:2])
        return [(item, parts) for _, _, item, parts in ranked]

    def _fold(self) -> None:
        if not self._folded and self._items:
            together = "\n".join(f"{item.title} {item.also}".replace("\n", " ") for item in self._items)
            self._folded = fold_text(together).split("\n")
