"""Articles that share a claim cluster, directly or through others: they can stay in one part of a split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hashiya.domain.ids import ArticleKey, ClusterId
from hashiya.domain.snapshot import Snapshot


class Groups:
    """Who stands for each article: the first by key of those that hang together with it."""

    def __init__(self, snapshot: Snapshot, keys: Sequence[ArticleKey]) -> None:
        self._of: dict[ArticleKey, ArticleKey] = {}
        first: dict[ClusterId, ArticleKey] = {}
        for content in snapshot.contents(keys):
            key = content.article.key
            for claim in content.claims:
                if claim.cluster:
                    self._join(key, first.setdefault(claim.cluster, key))
        sizes = Counter(self.of(key) for key in keys)
        self.largest = max(sizes.values(), default=0)

    def _join(self, one: ArticleKey, other: ArticleKey) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        if low != high:
            self._of[high] = low

    def of(self, key: ArticleKey) -> ArticleKey:
        """The article that stands for this one."""
        found = key
        while found in self._of:
            found = self._of[found]
        if found != key:
            self._of[key] = found
        return found
