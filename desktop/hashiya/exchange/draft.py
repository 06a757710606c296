"""An article in the making, from another tool's file: offsets in its unit, ids of its own, whatever it says wrongly.

A reader adds what the file says, in any order; `finish` counts and lists what cannot come in, and gives a corpus
line that agrees with itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent
from hashiya.exchange.draft_finish import Finish
from hashiya.exchange.draft_parts import NOBODY_SAID, Attributes, By, Drafted, Fills, Link, Mark
from hashiya.exchange.line import CorpusArticle, CorpusReferent
from hashiya.exchange.offsets import Pieces, Unit
from hashiya.exchange.protocol import Reading

__all__ = ["NOBODY_SAID", "By", "Draft", "Fills"]


class Draft(Drafted):
    """One article; `text` is as the file has it, line ends and all, and `unit` what its offsets are said to count."""

    def __init__(
        self,
        reading: Reading,
        *,
        article_id: str,
        text: str,
        unit: Unit = Unit.CODEPOINT,
        meta: Mapping[str, Any] | None = None,
        language: str = "ar",
        line: int | None = None,
    ) -> None:
        super().__init__(article_id=article_id, text=text, unit=unit, meta=meta, language=language)
        self._reading = reading
        self._line = line
        self._marks: list[Mark] = []
        self._links: list[Link] = []
        self._referents: dict[str, CorpusReferent] = {}

    # What the file says

    def entity(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        referent: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """An entity mention; `quote` is what the file says stands there."""
        self._mark(
            Layer.ENTITIES, label, pieces, own_id, quote, attributes, defaulted, note, by, line
        ).referent = referent

    def region(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A region."""
        self._mark(Layer.REGIONS, label, pieces, own_id, quote, attributes, defaulted, note, by, line)

    def claim(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        roles: Mapping[str, Sequence[Fills]] | None = None,
        restatement: str | None = None,
        cluster: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A claim: the pieces are its content; clusters with one key are one, in every article of the format."""
        mark = self._mark(Layer.CLAIMS, label, pieces, own_id, quote, attributes, defaulted, note, by, line)
        mark.roles = {role: list(fillers) for role, fillers in (roles or {}).items()}
        mark.restatement, mark.cluster = restatement, cluster

    def relation(
        self,
        label: str,
        head: str,
        tail: str,
        *,
        tail_article: str | None = None,
        own_id: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A relation between two mentions or claims of the draft, by their ids.

        The tail may be in another article of the file, when its id is a UUID.
        """
        link = Link(label=label, head=head, tail=tail, tail_article=tail_article, id=own_id, by=by, line=line)
        link.attributes, link.defaulted, link.note = attributes or {}, defaulted, note
        self._links.append(link)

    def referent(
        self,
        key: str,
        name: str,
        *,
        label: str | None = None,
        aliases: Sequence[str] = (),
        external: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> None:
        """A referent; referents with one key are one, in every article of the format."""
        self._referents[key] = CorpusReferent(name=name, label=label)
        if aliases or external or note:
            known = Referent(
                id=ReferentId(key), name=name, label=label, aliases=tuple(aliases), external=dict(external or {})
            )
            self._reading.referents[key] = known

    def _mark(
        self,
        layer: Layer,
        label: str,
        pieces: Pieces,
        identifier: str | None,
        said: str | None,
        attributes: Attributes | None,
        defaulted: Sequence[str],
        note: str | None,
        by: By,
        line: int | None,
    ) -> Mark:
        mark = Mark(
            layer=layer,
            label=label,
            pieces=pieces,
            id=identifier,
            quote=said,
            attributes=attributes or {},
            defaulted=defaulted,
            note=note,
            by=by,
            line=line,
        )
        self._marks.append(mark)
        return mark

    # What comes of it

    def finish(self) -> CorpusArticle | None:
        """The article as a corpus line; None, said in the reading, when no project can hold its text."""
        if not self._is_sound(self.text):
            return None
        return Finish(self, self._reading, self._marks, self._links, self._referents, self._line).line()

    def _is_sound(self, text: str) -> bool:
        code = None
        if not text.strip():
            code = "empty_file"
        elif "\0" in text:
            code = "nul"
        elif not is_sound(text):
            code = "lone_surrogate"
        if code:
            self._reading.refuse(code, line=self._line, article=self.id)
        return code is None


def is_sound(text: str) -> bool:
    """Whether the text has no half of a character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
