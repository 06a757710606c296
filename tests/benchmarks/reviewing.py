"""The five articles annotated with what the program proposes, against the same by hand: what it costs a person.

A hand that knows the gold reviews each article in the real window, by real keys: it accepts what the gold has, gives
another label where only that is wrong, rejects the rest. What is missing then is made by hand. Making is not pressed
but counted, by the costs that `tests/e2e/test_costs.py` presses. Minutes are an estimate by the keystroke-level model
of Card, Moran and Newell (1980): 0.28 s a key, 1.1 s to point, 1.35 s to make up one's mind; reading is in neither.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hashiya.arabic.words import words
from hashiya.domain.span import Fragments
from hashiya.exchange.jsonl_reader import read_corpus
from hashiya.exchange.line import CorpusArticle, CorpusClaim
from hashiya.suggest.scoring_claims import overlap, spans_of
from hashiya.ui.window.window import Window
from hashiya.workspace.offering import Offered
from PySide6.QtCore import Qt

from tests import builders as b
from tests.benchmarks.articles import new_project
from tests.benchmarks.looking import held_up
from tests.benchmarks.painted import settle
from tests.benchmarks.rows import Row
from tests.benchmarks.viewing import FREE, make_window, press

GOLD = Path(__file__).resolve().parents[1] / "gold" / "build.py"
KEY, POINT, MIND = 0.28, 1.1, 1.35
"""Seconds of a key, of pointing, of making up one's mind."""
SAME_CONTENT = 0.8
"""From this overlap on a proposed content is accepted; what is left to its edges costs one correction."""
CORRECTION = 2
"""Keys that correct an edge, or name another source: the mention and S."""
CLAIM = 6
"""Keys of a claim by hand: five with a mention as its speaker, and one for its cue."""


@dataclass
class Cost:
    """What annotating took: keys, pointings, and how often a mind was made up."""

    keys: int = 0
    points: int = 0
    minds: int = 0

    @property
    def minutes(self) -> float:
        """By the keystroke-level model."""
        return (self.keys * KEY + self.points * POINT + self.minds * MIND) / 60


def by_hand(text: str, mentions: Iterable[Fragments], claims: Iterable[CorpusClaim]) -> Cost:
    """What these cost without a proposal: a pointing each, and the keys of design/keys.md, section 7."""
    cost = Cost()
    for mention in mentions:
        cost.keys += min(3, max(1, len(words(text, mention[0].start, mention[-1].end))))
        cost.points += 1
        cost.minds += 1
    for _ in claims:
        cost.keys += CLAIM
        cost.points += 2
        cost.minds += 2
    return cost


class Review:
    """The review of one article."""

    def __init__(self, window: Window, gold: CorpusArticle) -> None:
        if window.room is None:
            raise RuntimeError("no project is open")
        self.room, self.viewer = window.room, window.panes.viewer
        self.text = gold.text
        self.mentions = {(spans_of(one.fragments), one.label) for one in gold.entities}
        self.claims = list(gold.claims)
        self._places = {one.id: spans_of(one.fragments) for one in gold.entities}
        self.cost = Cost()
        self.proposed = self.right = 0
        scheme = self.room.workspace.scheme
        self._keys = {label.key: label.hotkey for label in scheme.entities.labels if label.hotkey}

    def go(self) -> None:
        """Decide on every proposal, the first first."""
        self._press("N")
        while (one := self.room.reviewing.current) is not None and not self.room.reviewing.is_over:
            self.proposed += 1
            self.cost.minds += 1
            self._decide(one)

    def _decide(self, one: Offered) -> None:
        proposal = one.proposal
        if proposal.layer.value == "regions":
            self._press("Return")
        elif proposal.layer.value == "claims":
            self._decide_claim(one)
        elif (proposal.fragments, proposal.label) in self.mentions:
            self._take(proposal.fragments, proposal.label)
            self._press("Return")
        else:
            label = next((label for where, label in self.mentions if where == proposal.fragments), None)
            if label in self._keys:
                self._take(proposal.fragments, str(label))
                self._press(str(self._keys[str(label)]))
            else:
                self._press("Delete")

    def _take(self, fragments: Fragments, label: str) -> None:
        self.right += 1
        self.mentions.discard((fragments, label))

    def _decide_claim(self, one: Offered) -> None:
        proposal = one.proposal

        def same(claim: CorpusClaim) -> float:
            return overlap(spans_of(claim.fragments), proposal.fragments)

        best = max(self.claims, key=same, default=None)
        if best is None or same(best) < SAME_CONTENT:
            self._press("Delete")
            return
        self.claims.remove(best)
        self.right += 1
        self._press("Return")
        if spans_of(best.fragments) != proposal.fragments:
            self.cost.keys += CORRECTION
        if self._source(best) != next(iter(proposal.roles.get("source", ())), None):
            self.cost.keys += CORRECTION
            self.cost.points += 1

    def _source(self, claim: CorpusClaim) -> Fragments | None:
        for filler in claim.roles.get("source", ()):
            return spans_of(filler.fragments) if filler.fragments else self._places.get(filler.id)
        return None

    @property
    def left(self) -> Cost:
        """What is still to be made by hand."""
        return by_hand(self.text, (where for where, _ in self.mentions), self.claims)

    def _press(self, name: str) -> None:
        key = Qt.Key.Key_Minus if name == "-" else Qt.Key[f"Key_{name}"]
        self.cost.keys += 1
        press(self.viewer, key, name if len(name) == 1 else "", FREE)
        settle(5)


def golden(folder: Path) -> list[CorpusArticle]:
    """The five articles with their gold, as `tests/gold/build.py` makes them."""
    subprocess.run([sys.executable, GOLD, folder], check=True, stdout=subprocess.DEVNULL)
    return list(read_corpus(folder / "seeds.jsonl"))


def measure(folder: Path) -> list[Row]:
    """Each article: keys with proposals against keys by hand; the minutes that the model makes of both."""
    gold = golden(folder / "gold")
    new_project(folder / "reviewing.hashiya", *(b.content(one.text, name=one.id) for one in gold))
    window = make_window(folder / "reviewing-home", folder / "reviewing.hashiya")
    if window.room is None:
        raise RuntimeError("no project is open")
    offering, rows = window.room.offering, []
    for line, article in zip(gold, window.room.workspace.articles.all(), strict=True):
        window.room.show_article(article.key)
        held_up(lambda: offering.is_known)
        settle(300)
        review = Review(window, line)
        hand = review.left
        review.go()
        left, size = review.left, f"{len(line.text):,}"
        keys, minutes = review.cost.keys + left.keys, review.cost.minutes + left.minutes
        rows += [
            Row(what="keys of an article: review and the rest", size=size, value=keys, baseline=hand.keys, unit="keys"),
            Row(what="… proposals right, of all", size=size, value=review.right, baseline=review.proposed, unit=""),
            Row(what="… by the model", size=size, value=minutes, baseline=hand.minutes, unit="min"),
        ]
    window.close()
    return rows
