"""What the records say, told to a draft: which text-bound annotations are mentions, and what an event is as a claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from hashiya.exchange.brat.conf import CONTENT, Known
from hashiya.exchange.brat.names import key_of, safe_role
from hashiya.exchange.brat.records import Attached, Event, Records, TextBound
from hashiya.exchange.draft import By, Draft, Fills
from hashiya.exchange.protocol import Reading

OWN_DATABASE = "hashiya"
OWN_CLUSTERS = "hashiya-cluster"
RESTATEMENT = "Restatement"
CUE = "cue"
_LOWERED = {"source": "source", "cue": CUE, "content": CONTENT}
"""Roles of PolNeAR under the names that schemes here have."""
_NUMBER = re.compile(r"[0-9]+$")


@dataclass(slots=True)
class _About:
    """What other records say of one."""

    attributes: dict[str, str | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    restatement: list[str] = field(default_factory=list)
    norms: list[Attached] = field(default_factory=list)

    @property
    def note(self) -> str | None:
        """The notes as one."""
        return "\n".join(self.notes) if self.notes else None


class Told:
    """The records of one article on their way into a draft."""

    def __init__(self, draft: Draft, reading: Reading, records: Records, *, known: Known, by: By, article: str) -> None:
        self._draft, self._reading, self._records = draft, reading, records
        self._known, self._by, self._article = known, by, article
        self._about: defaultdict[str, _About] = defaultdict(_About)
        self._events_on: defaultdict[str, list[str]] = defaultdict(list)
        for event in records.events.values():
            self._events_on[event.trigger].append(event.id)
        self._spans: set[str] = set()
        self._referent_of: dict[str, str] = {}
        self._cluster_of: dict[str, str] = {}

    def tell(self) -> None:
        """Tell the draft everything."""
        self._attach()
        self._find_spans()
        self._norms()
        self._equals()
        for one in self._records.texts.values():
            if one.id not in self._events_on and one.id not in self._spans:
                self._mark(one)
        for event in self._records.events.values():
            self._claim(event)
        for link in self._records.links:
            head, tail = (self._end(end) for end in link.ends[:2])
            for other in link.ends[2:]:
                self._refuse("formats_brat.third_end", link.line, f"{link.id} {other}")
            about = self._about[link.id]
            self._draft.relation(
                key_of(link.label),
                head,
                tail,
                own_id=link.id,
                attributes=about.attributes,
                note=about.note,
                by=self._by,
                line=link.line,
            )

    def _refuse(self, code: str, line: int, found: str) -> None:
        self._reading.refuse(code, line=line, article=self._article, found=found)

    # What is said of records

    def _attach(self) -> None:
        records = self._records
        known = {*records.texts, *records.events, *(one.id for one in records.links)}
        owner = {one.id: one.target for one in (*records.attributes, *records.norms)}
        for one in (*records.attributes, *records.norms, *records.notes):
            target = owner.get(one.target, one.target)
            if target not in known:
                self._refuse("formats_brat.no_target", one.line, f"{one.id} → {one.target}")
                continue
            for whose in self._events_on.get(target, [target]):
                self._add(self._about[whose], one)

    @staticmethod
    def _add(about: _About, one: Attached) -> None:
        if one.id[0] in "AM":
            # A flag has no value of its own.
            about.attributes[key_of(one.label)] = key_of(one.value) if one.value else "yes"
        elif one.id[0] == "N":
            about.norms.append(one)
        elif one.label == RESTATEMENT:
            about.restatement.append(one.value)
        else:
            about.notes.append(one.value)

    def _find_spans(self) -> None:
        """The text-bound annotations that only hold the span that fills a role, as in PolNeAR."""
        ends = {end for link in self._records.links for end in link.ends}
        equal = {one for _, group in self._records.equals for one in group}
        for event in self._records.events.values():
            for name, target in event.arguments:
                filler = self._records.texts.get(target)
                if filler is None or target in self._events_on or target in self._about or target in ends | equal:
                    continue
                if self._known.roles is None:
                    is_span = filler.label == _NUMBER.sub("", name) and filler.label not in self._known.regions
                else:
                    is_span = filler.label in self._known.roles
                if is_span:
                    self._spans.add(target)

    def _norms(self) -> None:
        for identifier, about in self._about.items():
            referent: tuple[str, str, str | None] | None = None
            external: dict[str, str] = {}
            for one in about.norms:
                database, _, key = one.label.partition(":")
                if database == OWN_CLUSTERS:
                    self._cluster_of[identifier] = key
                elif database == OWN_DATABASE:
                    whose, _, own = key.rpartition("/")
                    referent = (own, one.value or own, key_of(whose) if whose else None)
                else:
                    external[database] = key
                    referent = referent or (one.label, one.value or key or one.label, None)
            if referent and referent[0]:
                key, words, label = referent
                known = {name.lower(): value for name, value in external.items() if value}
                self._draft.referent(key, words, label=label, external=known)
                self._referent_of[identifier] = key

    def _equals(self) -> None:
        """Mentions that are said to be equal have one referent, events one cluster."""
        groups: dict[str, set[str]] = {}
        for line, members in self._records.equals:
            there = [one for one in members if one in self._records.texts or one in self._records.events]
            for gone in set(members) - set(there):
                self._refuse("formats_brat.no_target", line, f"* Equiv → {gone}")
            whole = set(there).union(*(groups.get(one, ()) for one in there))
            groups |= dict.fromkeys(whole, whole)
        for whole in {id(one): one for one in groups.values()}.values():
            first = min(whole, key=lambda one: (len(one), one))
            own = f"{self._article}:{first}"
            texts = [one for one in sorted(whole) if one in self._records.texts]
            known = next((self._referent_of[one] for one in texts if one in self._referent_of), None)
            if known is None and texts:
                known = own
                self._draft.referent(own, self._records.texts[texts[0]].quote or own)
            for one in sorted(whole):
                if one in self._records.texts:
                    self._referent_of.setdefault(one, known or own)
                else:
                    self._cluster_of.setdefault(one, own)

    # Mentions, regions, claims

    def _mark(self, one: TextBound) -> None:
        about = self._about[one.id]
        if one.label in self._known.regions:
            self._draft.region(
                key_of(one.label),
                one.pieces,
                own_id=one.id,
                quote=one.quote,
                attributes=about.attributes,
                note=about.note,
                by=self._by,
                line=one.line,
            )
            return
        self._draft.entity(
            key_of(one.label),
            one.pieces,
            own_id=one.id,
            quote=one.quote,
            referent=self._referent_of.get(one.id),
            attributes=about.attributes,
            note=about.note,
            by=self._by,
            line=one.line,
        )

    def _claim(self, event: Event) -> None:
        trigger = self._records.texts.get(event.trigger)
        if trigger is None:
            self._refuse("formats_brat.no_trigger", event.line, f"{event.id} → {event.trigger}")
            return
        roles, contents = self._arguments(event)
        pieces, quote = trigger.pieces, trigger.quote
        if contents:
            pieces = [piece for one in contents for piece in one.pieces]
            quote = contents[0].quote if len(contents) == 1 else None
            if CUE not in roles:
                roles[CUE] = [Fills(pieces=trigger.pieces, quote=trigger.quote)]
        about = self._about[event.id]
        self._draft.claim(
            key_of(event.label),
            pieces,
            own_id=event.id,
            quote=quote,
            roles=roles,
            restatement="\n".join(about.restatement) if about.restatement else None,
            cluster=self._cluster_of.get(event.id),
            attributes=about.attributes,
            note=about.note,
            by=self._by,
            line=event.line,
        )

    def _arguments(self, event: Event) -> tuple[dict[str, list[Fills]], list[TextBound]]:
        """The roles with their fillers, and what is said."""
        names = {name for name, _ in event.arguments}
        roles: dict[str, list[Fills]] = {}
        contents: list[TextBound] = []
        for name, target in event.arguments:
            plain = _NUMBER.sub("", name)
            role = key_of(plain if plain in names else name)
            role = _LOWERED.get(role.lower(), role)
            text = self._records.texts.get(target)
            if role == CONTENT and text is not None:
                contents.append(text)
            elif text is not None and (target in self._spans or target in self._events_on):
                roles.setdefault(role, []).append(Fills(pieces=text.pieces, quote=text.quote))
            else:
                roles.setdefault(role, []).append(Fills(id=target))
        return roles, contents

    def _end(self, identifier: str) -> str:
        """The claim where a relation points to its trigger."""
        events = self._events_on.get(identifier, ())
        return events[0] if len(events) == 1 else identifier


def argument_names(roles: Iterable[str]) -> Iterable[str]:
    """The names of an event's arguments: from the second on those of one role are numbered."""
    counts: defaultdict[str, int] = defaultdict(int)
    for role in roles:
        counts[role] += 1
        yield safe_role(role) if counts[role] == 1 else f"{safe_role(role)}{counts[role]}"
