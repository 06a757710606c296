"""What the person decides about the occurrences of a mention, one by one or by spelling, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ArticleKey, ReferentId
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span
from hashiya.resources.messages import Messages
from hashiya.ui.panes.searching.values import HitRow, Names, SpellingLine, Standing, lead_of
from hashiya.workspace.labelling import Choice, Occurrence
from hashiya.workspace.queries import Hit

Place = tuple[ArticleKey, int, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about an occurrence; `label` is another one than the list's, `whole` keeps its proclitic."""

    accepted: bool | None = None
    label: str = ""
    whole: bool = False


UNDECIDED = Decision()
_OPEN = {"same": Standing.MARKED, "conflict": Standing.CONFLICT}
"""How an occurrence of that state stands before anything is decided; the others are to be reviewed."""


class Decisions:
    """The occurrences with what was decided about each; those of a spelling that was left out are not listed."""

    def __init__(self, label: str, referent: ReferentId | None, names: Names) -> None:
        self.label, self.referent = label, referent
        self._names = names
        self._all: Sequence[Occurrence] = ()
        self._spelled: list[str] = []
        self._listed: list[int] = []
        self._decided: dict[Place, Decision] = {}
        self._left_out: set[str] = set()
        self._spellings: Counter[str] = Counter()
        self._tally = dict.fromkeys(Standing, 0)
        self.articles = 0
        """In how many articles the listed occurrences are."""

    def take(self, occurrences: Sequence[Occurrence]) -> None:
        """List these; what was decided about a place before holds on."""
        self._all = occurrences
        self._spelled = [written(one.hit) for one in occurrences]
        self._spellings = Counter(self._spelled)
        self._list()

    def _list(self) -> None:
        left_out = self._left_out
        self._listed = [n for n, spelled in enumerate(self._spelled) if spelled not in left_out]
        listed = [self._all[n] for n in self._listed]
        self.articles = len({one.hit.article for one in listed})
        if self._decided:
            counts = Counter(_standing(one, self._decision(one)) for one in listed)
        else:
            counts = Counter()
            for state, count in Counter([one.state for one in listed]).items():
                counts[_OPEN.get(state, Standing.TO_REVIEW)] += count
        self._tally = {standing: counts[standing] for standing in Standing}

    # The list

    def __len__(self) -> int:
        return len(self._listed)

    def occurrence(self, number: int) -> Occurrence:
        """The occurrence of this row."""
        return self._all[self._listed[number]]

    def standing(self, number: int) -> Standing:
        """How the row stands."""
        one = self.occurrence(number)
        return _standing(one, self._decision(one))

    def hit(self, number: int) -> Hit:
        """The hit of this row as it would be marked: its stem, or with its proclitic."""
        one = self.occurrence(number)
        return _whole(one.hit) if self._decision(one).whole else one.hit

    def row(self, number: int) -> HitRow:
        """The row, without its note."""
        one = self.occurrence(number)
        decision, hit = self._decision(one), self.hit(number)
        lead = lead_of(hit)
        return HitRow(
            *self._names(hit),
            hit.before.removesuffix(lead) if lead else hit.before,
            lead,
            hit.text,
            hit.after,
            _standing(one, decision),
            decision.label or self.label,
        )

    def first_open(self, start: int = 0) -> int | None:
        """The first row from there on that nothing was decided about; those that are marked already are passed over."""
        wanted = {Standing.TO_REVIEW, Standing.CONFLICT}
        return next((n for n in range(start, len(self)) if self.standing(n) in wanted), None)

    def number_of(self, place: Place) -> int | None:
        """The row of this place."""
        return next((n for n in range(len(self)) if _place(self.occurrence(n)) == place), None)

    def place(self, number: int) -> Place:
        """The place of this row."""
        return _place(self.occurrence(number))

    # Deciding

    def accept(self, number: int, label: str = "") -> bool:
        """Accept the row, as that label if one is given; not what is marked so already."""
        one = self.occurrence(number)
        as_is = one.state == "same" and not self._decision(one).whole and label in ("", self.label)
        if as_is:
            return False
        other = "" if label == self.label else label
        self._decide(one, replace(self._decision(one), accepted=True, label=other))
        return True

    def reject(self, number: int) -> bool:
        """Reject the row; what is marked already cannot be rejected here."""
        one = self.occurrence(number)
        if one.state == "same":
            return False
        self._decide(one, replace(self._decision(one), accepted=False, label=""))
        return True

    def reopen(self, number: int) -> None:
        """Take back what was decided about the row."""
        self._decide(self.occurrence(number), UNDECIDED)

    def turn(self, number: int) -> bool:
        """Mark the word with its proclitic, or its stem alone again; whether it has one."""
        one = self.occurrence(number)
        if not lead_of(one.hit):
            return False
        decision = self._decision(one)
        self._decide(one, replace(decision, whole=not decision.whole))
        return True

    def accept_alike(self, number: int) -> int:
        """Accept the row, and every free one that is spelled as it is and was not decided about; how many."""
        spelling = self.occurrence(number).spelling
        before = self._tally[Standing.ACCEPTED]
        if self.standing(number) is not Standing.ACCEPTED:
            self.accept(number)
        for n in self._listed:
            one = self._all[n]
            if one.spelling == spelling and one.state in ("free", "inside") and self._decision(one).accepted is None:
                self._decide(one, replace(self._decision(one), accepted=True))
        return self._tally[Standing.ACCEPTED] - before

    def toggle(self, spelling: str) -> None:
        """Leave out the places that are spelled so, or take them in again."""
        self._left_out ^= {spelling}
        self._list()

    # In figures

    def tally(self) -> dict[Standing, int]:
        """How many of the listed rows stand how."""
        return dict(self._tally)

    def spellings(self) -> list[SpellingLine]:
        """Every spelling, the most frequent first."""
        ordered = sorted(self._spellings.items(), key=lambda item: (-item[1], item[0]))
        return [SpellingLine(text, count, text not in self._left_out) for text, count in ordered]

    def choices(self) -> list[Choice]:
        """What shall be marked; the referent is given to those that have the list's label."""
        found = []
        for number in range(len(self)):
            one = self.occurrence(number)
            decision = self._decision(one)
            if decision.accepted:
                label = decision.label or self.label
                referent = self.referent if label == self.label else None
                found.append(Choice(structs.replace(one, hit=self.hit(number)), label, referent))
        return found

    def _decision(self, one: Occurrence) -> Decision:
        return self._decided.get(_place(one), UNDECIDED)

    def _decide(self, one: Occurrence, decision: Decision) -> None:
        self._tally[_standing(one, self._decision(one))] -= 1
        self._tally[_standing(one, decision)] += 1
        self._decided[_place(one)] = decision


class DecidedRows:
    """The occurrences as rows, each with a word about what stands there already."""

    def __init__(self, decisions: Decisions, scheme: Scheme, messages: Messages) -> None:
        self._decisions, self._scheme, self._messages = decisions, scheme, messages

    def __len__(self) -> int:
        return len(self._decisions)

    def row(self, number: int) -> HitRow:
        """The row of an occurrence."""
        return replace(self._decisions.row(number), note=self._note(self._decisions.occurrence(number)))

    def _note(self, one: Occurrence) -> str:
        if one.state == "same":
            return self._messages.text("searching.note.marked")
        if not one.conflicts:
            return ""
        conflict, text = one.conflicts[0], one.hit.text
        label = self._scheme.label(Layer.ENTITIES, conflict.label)
        name = label.short.in_language(self._messages.language) if label else conflict.label
        within = text in conflict.text and text != conflict.text
        around = conflict.text in text and text != conflict.text
        key = "inside" if within else "around" if around else "there"
        return self._messages.text(f"searching.note.{key}", name=name)


def written(hit: Hit) -> str:
    """The word as it is written there, with its proclitic."""
    return lead_of(hit) + hit.text


def _place(one: Occurrence) -> Place:
    return one.hit.article, one.hit.span.start, one.hit.span.end


def _standing(one: Occurrence, decision: Decision) -> Standing:
    if decision.accepted:
        return Standing.ACCEPTED
    if decision.accepted is False:
        return Standing.REJECTED
    return _OPEN.get(one.state, Standing.TO_REVIEW)


def _whole(hit: Hit) -> Hit:
    """The hit with its proclitic."""
    lead = lead_of(hit)
    if not lead:
        return hit
    span = Span(hit.span.start - len(lead), hit.span.end)
    return structs.replace(hit, span=span, text=lead + hit.text, before=hit.before.removesuffix(lead))
