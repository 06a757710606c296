"""An article without its boilerplate: the text shorter, and every offset moved with it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Region
from hashiya.domain.article import digest
from hashiya.domain.ids import article_key
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join


class Cut:
    """What is cut out of a text, and where the rest comes to stand."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._cuts = join(spans)
        self._starts = [cut.start for cut in self._cuts]
        self._gone: list[int] = [0]
        for cut in self._cuts:
            self._gone.append(self._gone[-1] + len(cut))

    @property
    def length(self) -> int:
        """How many code points are cut."""
        return self._gone[-1]

    def text(self, text: str) -> str:
        """What is left of the text."""
        edges = [0, *(edge for cut in self._cuts for edge in (cut.start, cut.end)), len(text)]
        return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))

    def place(self, offset: int) -> int:
        """Where an offset of the whole text comes to stand; an offset inside a cut, where the cut was."""
        before = bisect_right(self._starts, offset)
        if before and offset < self._cuts[before - 1].end:
            return self._starts[before - 1] - self._gone[before - 1]
        return offset - self._gone[before]

    def fragments(self, fragments: Fragments) -> Fragments:
        """What is left of the fragments, at its new place; nothing when all of it was cut."""
        moved = ((self.place(piece.start), self.place(piece.end)) for piece in fragments)
        return join(Span(start, end) for start, end in moved if start < end)


def without_boilerplate(content: ArticleContent, labels: frozenset[str], counts: Counter[str]) -> ArticleContent:
    """The article without the regions of these labels; what is dropped and trimmed is counted.

    The text is another one, and so is the article's key: one key never stands for two texts.
    """
    dropped = [region for region in content.regions if region.label in labels]
    if not dropped:
        return content
    cut = Cut([piece for region in dropped for piece in region.fragments])
    counts["cut_characters"] += cut.length
    text = cut.text(content.text)
    sha256 = digest(text)
    article = replace(content.article, key=article_key(sha256), sha256=sha256, length=len(text))
    entities = [moved for one in content.entities if (moved := _moved(one, cut, counts))]
    claims = [moved for one in content.claims if (moved := _moved(one, cut, counts))]
    regions = [moved for one in content.regions if one.label not in labels and (moved := _moved(one, cut, counts))]
    left = {one.id for one in (*entities, *claims)}
    return ArticleContent(
        article=article,
        text=text,
        entities=tuple(one for one in entities if isinstance(one, EntityMention)),
        claims=tuple(_with_fillers(one, cut, left, counts) for one in claims if isinstance(one, Claim)),
        regions=tuple(one for one in regions if isinstance(one, Region)),
        relations=content.relations,
    )


def _moved(annotation: AnyAnnotation, cut: Cut, counts: Counter[str]) -> AnyAnnotation | None:
    fragments = cut.fragments(annotation.fragments)
    if not fragments:
        counts["cut_annotations"] += 1
        return None
    if sum(map(len, fragments)) < sum(map(len, annotation.fragments)):
        counts["trimmed_annotations"] += 1
    return replace(annotation, fragments=fragments)


def _with_fillers(claim: Claim, cut: Cut, left: AbstractSet[str], counts: Counter[str]) -> Claim:
    roles: dict[str, tuple[Filler, ...]] = {}
    for role, fillers in claim.roles.items():
        kept: list[Filler] = []
        for filler in fillers:
            if filler.fragments is not None:
                fragments = cut.fragments(filler.fragments)
                if fragments:
                    kept.append(Filler(fragments=fragments))
            elif filler.annotation is None or filler.annotation in left:
                kept.append(filler)
        counts["cut_fillers"] += len(fillers) - len(kept)
        if kept:
            roles[role] = tuple(kept)
    return replace(claim, roles=roles)
