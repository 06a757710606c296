"""The register of referents: who or what mentions stand for, in the whole project."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hashiya.arabic.folding import fold_key
from hashiya.domain.annotation import Claim, EntityMention
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, ReferentId
from hashiya.domain.links import Referent
from hashiya.domain.span import quote
from hashiya.domain.step import Change
from hashiya.suggest.referents import is_other_spelling
from hashiya.workspace.marks import Marks
from hashiya.workspace.record import Outcome, Record, now

CONTEXT = 40
"""Code points shown on either side of a mention."""


@dataclass(frozen=True, slots=True)
class MentionInContext:
    """One mention of a referent as the page of referents shows it."""

    article: ArticleKey
    title: str
    annotation: AnnotationId
    label: str
    before: str
    words: str
    after: str


class Referents:
    """Finding, making, naming and merging referents, and saying which one a mention stands for."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks

    def resolve(self, identifier: ReferentId | None) -> Referent | None:
        """The referent, or the one that it was merged into."""
        known = self._record.referents()
        seen: set[str] = set()
        while identifier is not None and identifier not in seen:
            seen.add(identifier)
            referent = known.get(identifier)
            if referent is None or referent.merged_into is None:
                return referent
            identifier = referent.merged_into
        return None

    def all(self) -> list[Referent]:
        """Those in use or to be used: not merged away, not removed; by name."""
        there = (r for r in self._record.referents().values() if not r.removed and r.merged_into is None)
        return sorted(there, key=lambda referent: fold_key(referent.name))

    def candidates(self, query: str, *, label: str | None = None, limit: int = 20) -> list[Referent]:
        """The referents that the query could mean, in any spelling, best first; those of the label before others."""
        wanted = fold_key(query).strip()
        found = []
        for referent in self.all():
            ranks = [_rank(wanted, fold_key(name)) for name in (referent.name, *referent.aliases)]
            rank = min(ranks)
            if rank < NO_MATCH:
                found.append((rank, referent.label != label, fold_key(referent.name), referent))
        found.sort(key=lambda row: row[:3])
        return [row[3] for row in found[:limit]]

    def counts(self) -> dict[ReferentId, tuple[int, int]]:
        """Mentions and articles of each referent, those merged into it counted with it."""
        totals: dict[ReferentId, tuple[int, int]] = {}
        several: set[ReferentId] = set()
        for identifier, numbers in self._record.project.mention_counts().items():
            referent = self.resolve(identifier)
            if referent:
                several |= {referent.id} if referent.id in totals else set()
                totals[referent.id] = numbers
        for identifier in several:
            mentions = self._mentions(identifier)
            totals[identifier] = (len(mentions), len({mention.article for mention in mentions}))
        return totals

    def mentions(self, identifier: ReferentId) -> list[MentionInContext]:
        """Every mention of the referent, and of those merged into it, with the words around it."""
        return [self._in_context(mention) for mention in self._mentions(identifier)]

    def _mentions(self, identifier: ReferentId) -> list[EntityMention]:
        """The mentions of the referent and of those merged into it; not those of removed articles and proposals."""
        there = {article.key for article in self._record.project.articles()}
        every = (mention for one in self._same(identifier) for mention in self._record.project.mentions_of(one))
        return [mention for mention in every if mention.article in there and not mention.is_proposal]

    def _same(self, identifier: ReferentId) -> list[ReferentId]:
        """The referent and those merged into it."""
        return [one.id for one in self._record.referents().values() if self._ends_at(one, identifier)]

    def make_and_assign(self, annotation: AnnotationId, name: str) -> Outcome:
        """Make a new referent and say that the mention stands for it."""
        mention = self._mention(annotation)
        if isinstance(mention, Refusal):
            return mention
        clean = name.strip()
        if not clean:
            return Refusal("empty_name")
        referent = Referent(id=ReferentId(self._record.project.ids.make()), name=clean, label=mention.label)
        changes = [
            self._record.change(None, referent),
            self._record.change(mention, replace(mention, referent=referent.id, modified=now())),
        ]
        return self._record.take("new_referent", changes, name=clean, article=mention.article)

    def make(self, name: str, label: str | None = None) -> Outcome:
        """Make a new referent that nothing mentions yet."""
        clean = name.strip()
        if not clean:
            return Refusal("empty_name")
        referent = Referent(id=ReferentId(self._record.project.ids.make()), name=clean, label=label)
        return self._record.take("new_referent", [self._record.change(None, referent)], name=clean)

    def assign(self, annotation: AnnotationId, referent: ReferentId | None) -> Outcome:
        """Say which referent the mention stands for, or that none is said."""
        mention = self._mention(annotation)
        if isinstance(mention, Refusal):
            return mention
        target = self.known(referent) if referent else None
        if isinstance(target, Refusal):
            return target
        chosen = target.id if target else None
        if mention.referent == chosen:
            return Refusal("nothing_to_change")
        changes: list[Change] = [self._record.change(mention, replace(mention, referent=chosen, modified=now()))]
        return self._record.take("referent", changes, name=target.name if target else "", article=mention.article)

    def rename(self, identifier: ReferentId, name: str) -> Outcome:
        """Give the referent another name; the old one stays as an alias."""
        old = self.known(identifier)
        clean = name.strip()
        if isinstance(old, Refusal):
            return old
        if not clean:
            return Refusal("empty_name")
        if clean == old.name:
            return Refusal("nothing_to_change")
        aliases = tuple(dict.fromkeys(one for one in (*old.aliases, old.name) if one != clean))
        new = replace(old, name=clean, aliases=aliases)
        return self._record.take("rename_referent", [self._record.change(old, new)], name=clean)

    def set_aliases(self, identifier: ReferentId, aliases: tuple[str, ...]) -> Outcome:
        """Replace the other names of the referent."""
        old = self.known(identifier)
        if isinstance(old, Refusal):
            return old
        clean = tuple(dict.fromkeys(one.strip() for one in aliases if one.strip()))
        if clean == old.aliases:
            return Refusal("nothing_to_change")
        return self._record.take("aliases", [self._record.change(old, replace(old, aliases=clean))], name=old.name)

    def merge(self, identifier: ReferentId, into: ReferentId) -> Outcome:
        """Make the two one: the first keeps its id, which points on from now on; its names become aliases."""
        gone, kept = self.known(identifier), self.known(into)
        if isinstance(gone, Refusal):
            return gone
        if isinstance(kept, Refusal):
            return kept
        if gone.id == kept.id:
            return Refusal("same_referent")
        names = (*kept.aliases, gone.name, *gone.aliases)
        aliases = tuple(dict.fromkeys(name for name in names if name != kept.name))
        changes = [
            self._record.change(gone, replace(gone, merged_into=kept.id)),
            self._record.change(
                kept,
                replace(
                    kept,
                    aliases=aliases,
                    external={**gone.external, **kept.external},
                    label=kept.label or gone.label,
                    note=kept.note or gone.note,
                ),
            ),
        ]
        return self._record.take("merge_referents", changes, name=gone.name, into=kept.name)

    def remove(self, identifier: ReferentId) -> Outcome:
        """Take a referent that nothing uses off the register."""
        old = self._record.referents().get(identifier)
        if old is None or old.removed or old.merged_into:
            return Refusal("gone")
        # Removed articles count: they may be brought back.
        project = self._record.project
        if any(project.mentions_of(one) or project.claims_naming(one) for one in self._same(identifier)):
            return Refusal("referent_used", {"name": old.name})
        return self._record.take(
            "remove_referent", [self._record.change(old, replace(old, removed=True))], name=old.name
        )

    def claims_naming(self, identifier: ReferentId) -> list[Claim]:
        """The claims that have the referent in a role."""
        return [claim for one in self._same(identifier) for claim in self._record.project.claims_naming(one)]

    def known(self, identifier: ReferentId) -> Referent | Refusal:
        """The referent, or the one that it was merged into; a refusal when it was removed."""
        referent = self.resolve(identifier)
        return Refusal("gone") if referent is None or referent.removed else referent

    def _mention(self, identifier: AnnotationId) -> EntityMention | Refusal:
        mention = self._marks.editable(identifier)
        if isinstance(mention, Refusal):
            return mention
        return mention if isinstance(mention, EntityMention) else Refusal("not_a_mention")

    def _ends_at(self, referent: Referent, wanted: ReferentId) -> bool:
        resolved = self.resolve(referent.id)
        return resolved is not None and resolved.id == wanted

    def _in_context(self, mention: EntityMention) -> MentionInContext:
        text = self._record.project.text(mention.article)
        article = self._record.article(mention.article)
        before = text[max(0, mention.start - CONTEXT) : mention.start]
        after = text[mention.end : mention.end + CONTEXT]
        return MentionInContext(
            mention.article,
            (article.title or article.id) if article else "",
            mention.id,
            mention.label,
            " ".join(before.split()) + (" " if before[-1:].isspace() else ""),
            quote(text, mention.fragments),
            (" " if after[:1].isspace() else "") + " ".join(after.split()),
        )


NO_MATCH = 5


def _rank(wanted: str, name: str) -> int:
    """0 the same, 1 another spelling, 2 begins so, 3 a word begins so, 4 contains it, 5 no match; "" matches all."""
    if not wanted or name.startswith(wanted):
        return 0 if name == wanted else 2
    if is_other_spelling(name, wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 3
    words = wanted.split()
    if wanted in name or (len(words) > 1 and all(word in name for word in words)):
        return 4
    return NO_MATCH
