"""Proposals for many articles at once, each learned from the other articles only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ArticleKey
from hashiya.storage.reads import Reads
from hashiya.suggest.learned import Effort, LearnedModel
from hashiya.suggest.lineup import Given, Lineup
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.confirmed import ConfirmedNames, Neighbourhood, labels_of
from hashiya.workspace.training import boilerplate_of, examples_of, train

ONE_BY_ONE = 12
"""Up to so many marked articles each is left out alone; of more, a tenth at a time."""
PARTS = 10


@dataclass(frozen=True, slots=True)
class Knowing:
    """The engines as they are without the articles of one group, and how long their training took, in seconds."""

    lineup: Lineup
    training: float = 0.0


class HeldOut:
    """Proposes for each article what the engines would without having seen what people marked in it."""

    def __init__(
        self,
        reads: Reads,
        folder: Path,
        *,
        off: Iterable[str] = (),
        learns: bool = True,
        together: Iterable[ArticleKey] = (),
        effort: Effort | None = None,
    ) -> None:
        """`folder` is for the models; without `learns` nothing that was confirmed is used at all.

        The articles that are left out `together` are learned from by none of them.
        """
        self._reads = reads
        self._folder = folder
        self._off = frozenset(off)
        self._effort = effort
        self._used = ConfirmedNames.read(reads)
        self._names = self._used if learns else ConfirmedNames()
        self._near = Neighbourhood()
        marked = [one.key for one in reads.articles() if one.key in self._used.by_article]
        held = frozenset(together)
        self._groups = dict.fromkeys(held, held) if held else _dealt(marked)
        self._knowing: dict[frozenset[ArticleKey], Knowing] = {}

    @property
    def training_seconds(self) -> list[float]:
        """How long each training took."""
        return [one.training for one in self._knowing.values() if one.training]

    def propose(self, key: ArticleKey) -> list[Proposal]:
        """The article's proposals."""
        given = Given(text=self._reads.text(key), boilerplate=boilerplate_of(self._reads, key))
        return self.knowing(key).lineup.propose(given)

    def knowing(self, key: ArticleKey) -> Knowing:
        """The engines that may read this article."""
        group = self._groups.get(key, frozenset())
        repeated = self._near.around(self._reads, key)
        if group not in self._knowing:
            model, seconds = self._trained(group)
            confirmed = [] if "names" in self._off else self._names.names(without=group)
            lineup = Lineup(
                confirmed=confirmed, repeated=repeated, off=self._off, model=model, labels=self._labels(group)
            )
            self._knowing[group] = Knowing(lineup, seconds)
        return self._knowing[group]

    def _labels(self, group: frozenset[ArticleKey]) -> dict[Layer, frozenset[str]]:
        """Which labels are asked for; the other articles tell, though nothing else be learned from them."""
        return labels_of(self._reads.scheme(), self._used.names(without=group))

    def _trained(self, group: frozenset[ArticleKey]) -> tuple[LearnedModel | None, float]:
        if "learned" in self._off or not self._names.by_article:
            return None, 0.0
        out = self._folder / f"{len(self._knowing)}.model"
        about = train(examples_of(self._reads, without=group), out, effort=self._effort)
        return (LearnedModel.read(out), about.seconds) if about else (None, 0.0)


def _dealt(marked: Sequence[ArticleKey]) -> dict[ArticleKey, frozenset[ArticleKey]]:
    """For each marked article those that are left out together with it."""
    parts = len(marked) if len(marked) <= ONE_BY_ONE else PARTS
    groups = [frozenset(marked[first::parts]) for first in range(parts)]
    return {key: group for group in groups for key in group}
