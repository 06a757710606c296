"""One change of one thing in words: what it was before and what it is after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.scheme import Attribute, Scheme
from hashiya.domain.span import Span, quote
from hashiya.domain.step import Change, Thing
from hashiya.resources.messages import Messages
from hashiya.workspace.workspace import Workspace

_USUAL = {"title": "metadata.article_title"} | {
    key: f"metadata.{key}" for key in ("source", "published", "url", "file")
}
_SHOWN = 120
"""Code points of a value that are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a thing that changed: its name, and its value before and after, empty where there was none."""

    what: str
    before: str
    after: str


class ChangeWords:
    """Puts changes into the language of the messages, by the names of the project's scheme."""

    def __init__(self, workspace: Workspace, messages: Messages) -> None:
        self._workspace = workspace
        self._messages = messages
        self._language = messages.language

    def differences(self, change: Change) -> list[Difference]:
        """What the change did to the parts that a person sees; empty when the thing was made or deleted whole."""
        if change.before is None or change.after is None:
            return []
        before, after = dict(self._parts(change.before)), dict(self._parts(change.after))
        names = dict.fromkeys((*before, *after))
        return [
            Difference(name, before.get(name, ""), after.get(name, ""))
            for name in names
            if before.get(name, "") != after.get(name, "")
        ]

    def sentence(self, difference: Difference) -> str:
        """The difference in one line."""
        say, what = self._messages.text, difference.what
        if not difference.before:
            return say("history.set", what=what, after=difference.after)
        if not difference.after:
            return say("history.unset", what=what, before=difference.before)
        return say("history.changed", what=what, before=difference.before, after=difference.after)

    def _parts(self, thing: Thing) -> Iterator[tuple[str, str]]:
        """The parts of a thing with their values in words."""
        match thing:
            case EntityMention() | Claim() | Region():
                yield from self._annotation_parts(thing)
            case Relation():
                yield self._say("label"), self._label(thing)
                yield self._say("ends"), " ← ".join(self._words_of(end) for end in (thing.head, thing.tail))
                yield self._say("note"), thing.note or ""
            case Referent():
                yield self._say("name"), thing.name
                yield self._say("aliases"), self._messages.text("dialog.join").join(thing.aliases)
                yield self._say("merged"), self._referent(thing.merged_into)
                yield self._say("removed"), self._messages.text("dialog.on") if thing.removed else ""
            case Article():
                yield from self._article_parts(thing)
            case Cluster() | Annotator() | Scheme():
                yield self._say("name"), str(getattr(thing, "name", "") or "")

    def _annotation_parts(self, one: AnyAnnotation) -> Iterator[tuple[str, str]]:
        scheme, text = self._workspace.scheme, self._workspace.text(one.article)
        yield self._say("words_were"), _cut(quote(text, one.fragments))
        yield self._say("label"), self._label(one)
        known = {attribute.key: attribute for attribute in scheme.layer(one.layer).attributes}
        yield from self._choices(one.attributes, known)
        if isinstance(one, EntityMention):
            yield self._say("referent"), self._referent(one.referent)
        if isinstance(one, Claim):
            for key, fillers in one.roles.items():
                role = scheme.role(key)
                name = role.name.in_language(self._language) if role else key
                words = (self._filler(filler, text) for filler in fillers)
                yield name, self._messages.text("dialog.join").join(words)
            yield self._say("restatement"), one.restatement or ""
            yield self._say("cluster"), self._say("in_cluster") if one.cluster else ""
        yield self._say("note"), one.note or ""

    def _article_parts(self, article: Article) -> Iterator[tuple[str, str]]:
        yield self._say("status"), self._messages.text(f"words.status.{article.status.value}")
        for key, value in article.meta.items():
            named = self._messages.text(_USUAL[key]) if key in _USUAL else key
            yield named, "" if value is None else _cut(str(value))
        yield from self._choices(article.labels, {one.key: one for one in self._workspace.scheme.article_labels})
        yield self._say("note"), article.note or ""
        yield self._say("removed"), self._messages.text("dialog.on") if article.removed else ""

    def _choices(self, chosen: Mapping[str, str | None], known: Mapping[str, Attribute]) -> Iterator[tuple[str, str]]:
        for key, value in chosen.items():
            attribute = known.get(key)
            found = attribute.value(value) if attribute and value else None
            name = attribute.name.in_language(self._language) if attribute else key
            yield name, found.name.in_language(self._language) if found else value or ""

    def _filler(self, filler: Filler, text: str) -> str:
        if filler.referent:
            return self._referent(filler.referent)
        if filler.annotation:
            return self._words_of(filler.annotation)
        spans: tuple[Span, ...] = filler.fragments or ()
        return _cut(quote(text, spans))

    def _words_of(self, identifier: AnnotationId) -> str:
        """The marked words of an annotation, as it is now; a question mark when it is gone."""
        found = self._workspace.annotation(identifier)
        return self._workspace.marks.excerpt(found) if found else "?"

    def _referent(self, identifier: ReferentId | None) -> str:
        if identifier is None:
            return ""
        found = self._workspace.project.referents().get(identifier)
        return found.name if found else "?"

    def _label(self, thing: AnyAnnotation | Relation) -> str:
        layer = Layer.RELATIONS if isinstance(thing, Relation) else thing.layer
        label = self._workspace.scheme.label(layer, thing.label)
        return label.name.in_language(self._language) if label else str(thing.label)

    def _say(self, key: str) -> str:
        return self._messages.text(f"history.{key}")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
