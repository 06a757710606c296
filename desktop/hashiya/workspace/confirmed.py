"""What people have confirmed in a project, as the engines learn from it: names by article, lines that repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotatorId, ArticleKey, ReferentId
from hashiya.domain.scheme import Scheme
from hashiya.storage.reads import MentionRow, Reads
from hashiya.suggest.proposal import Confirmed
from hashiya.suggest.referents import Known, Register
from hashiya.suggest.regions import RepeatedLines

MOST_OF_ONE = 5
"""How often a name that many articles have is handed to the engines: from then on it is known well."""
NEIGHBOURS = 300
"""Articles around the one at hand in which repeated lines are looked for: what is imported together stands together."""


@dataclass(slots=True)
class ConfirmedNames:
    """The outermost mentions of every article and annotator, each as a name.

    It belongs to whoever computes; `version` changes when there is a name that was not known before, or one is gone.
    """

    by_article: dict[ArticleKey, dict[AnnotatorId, Counter[Confirmed]]] = field(default_factory=dict)
    total: Counter[Confirmed] = field(default_factory=Counter)
    version: int = 0

    @classmethod
    def read(cls, reads: Reads) -> ConfirmedNames:
        """The names of the whole project."""
        names = cls()
        for article, counts in _outermost(reads.mention_rows()).items():
            names.by_article[article] = counts
            for counter in counts.values():
                names.total.update(counter)
        return names

    def read_again(self, reads: Reads, articles: Iterable[ArticleKey]) -> None:
        """Bring the articles to what the file says now."""
        for article in articles:
            before = self.by_article.pop(article, {})
            after = _outermost(reads.mention_rows(article)).get(article, {})
            for counter in before.values():
                self.total.subtract(counter)
            for counter in after.values():
                self.total.update(counter)
            if after:
                self.by_article[article] = after
            names = {one for counter in (*before.values(), *after.values()) for one in counter}
            gone = {one for one in names if self.total[one] <= 0}
            for one in gone:
                del self.total[one]
            known_before = {one for counter in before.values() for one in counter}
            if gone or any(self.total[one] == 1 for one in names - known_before):
                self.version += 1

    def others_in(self, article: ArticleKey, me: AnnotatorId) -> bool:
        """Whether other people than this one have marked the article."""
        return any(owner != me for owner in self.by_article.get(article, {}))

    def names(
        self, *, hidden: ArticleKey | None = None, me: AnnotatorId | None = None, without: Collection[ArticleKey] = ()
    ) -> list[Confirmed]:
        """The names that the engines may know.

        In the `hidden` article only those of `me` count: whoever annotates must not be told what others marked there.
        Of the articles `without`, none count.
        """
        counts = self.total
        left_out = [self.by_article.get(article, {}) for article in without]
        if hidden is not None:
            left_out.append({who: c for who, c in self.by_article.get(hidden, {}).items() if who != me})
        if any(left_out):
            counts = self.total.copy()
            for owners in left_out:
                for counter in owners.values():
                    counts.subtract(counter)
        return [one for one, count in counts.items() for _ in range(min(count, MOST_OF_ONE))]


def _outermost(rows: Iterable[MentionRow]) -> dict[ArticleKey, dict[AnnotatorId, Counter[Confirmed]]]:
    """The names by article and annotator; a mention that lies inside another of the same person is left out."""
    found: dict[ArticleKey, dict[AnnotatorId, Counter[Confirmed]]] = {}
    reached: dict[AnnotatorId, int] = {}
    at: ArticleKey | None = None
    for article, _, label, _, end, quote, referent, owner in rows:
        if article != at:
            at, reached = article, {}
        if end <= reached.get(owner, 0):
            continue
        reached[owner] = end
        if quote:
            found.setdefault(article, {}).setdefault(owner, Counter())[Confirmed(quote, label, referent)] += 1
    return found


@dataclass(slots=True)
class Neighbourhood:
    """The repeated lines around an article, kept while one stays in its neighbourhood."""

    articles: frozenset[ArticleKey] = frozenset()
    lines: RepeatedLines = field(default_factory=RepeatedLines)

    def around(self, reads: Reads, article: ArticleKey) -> RepeatedLines:
        """The lines that repeat at the ends of the articles around this one."""
        if article not in self.articles:
            keys = [one.key for one in reads.articles()]
            place = keys.index(article) if article in keys else 0
            block = NEIGHBOURS // 2
            first = max(0, (place // block) * block - block // 2)
            near = keys[first : first + NEIGHBOURS]
            self.lines = RepeatedLines.of(reads.text(key) for key in near)
            self.articles = frozenset(near)
        return self.lines


def register_of(reads: Reads, names: ConfirmedNames) -> Register:
    """The project's referents by their names and by what they were called; what was merged counts for its heir."""
    there = reads.referents()

    def heir(identifier: ReferentId) -> ReferentId | None:
        seen: set[ReferentId] = set()
        while (one := there.get(identifier)) is not None and one.merged_into and identifier not in seen:
            seen.add(identifier)
            identifier = one.merged_into
        return identifier if one is not None and not one.removed else None

    called: dict[tuple[str, str], Counter[ReferentId]] = {}
    for one, count in names.total.items():
        if one.referent and (found := heir(one.referent)):
            called.setdefault((one.text, one.label), Counter())[found] += count
    known = [
        Known(one.id, (one.name, *one.aliases), one.label)
        for one in there.values()
        if one.merged_into is None and not one.removed
    ]
    return Register.of(known, called)


def labels_of(scheme: Scheme, names: Iterable[Confirmed]) -> dict[Layer, frozenset[str]]:
    """The labels that may be proposed: those in the palette, and hidden ones that the project uses."""
    used = {one.label for one in names}
    return {
        layer: frozenset(
            one.key for one in scheme.layer(layer).labels if not one.retired and (one.shown or one.key in used)
        )
        for layer in (Layer.ENTITIES, Layer.CLAIMS, Layer.REGIONS)
    }
