"""From a corpus line to what the viewer's painters are given."""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.arabic.direction import first_strong
from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusFiller
from hashiya.exchange.report.told import Told, numbered
from hashiya.resources.messages import Messages
from hashiya.ui.theme import Theme
from hashiya.ui.viewer.content import ClaimGloss, LabelStyle, LayerName, Mark, ViewContent
from hashiya.workspace.claims import SOURCE, SOURCE_FORM
from hashiya.workspace.glossing import CUE, PERSON
from hashiya.workspace.marks import shortened

QUOTE_FORM = "quote_form"


def content_of(line: CorpusArticle, told: Told, theme: Theme) -> ViewContent:
    """The article with its marks, named in the report's language."""
    title, first = line.meta.get("title"), line.text.split("\n", 1)[0]
    return ViewContent(
        text=line.text,
        heading_end=len(first) if isinstance(title, str) and first.strip() == title.strip() != "" else 0,
        marks=list(_marks(line)),
        styles=_styles(line, told, theme),
        glosses=list(_glosses(line, told)),
        direction="ltr" if first_strong(line.text) == "ltr" else "rtl",
        arabic_digits=told.rtl,
    )


def _marks(line: CorpusArticle) -> Iterator[Mark]:
    layers: tuple[tuple[LayerName, list[CorpusAnnotation]], ...] = (
        ("regions", [*line.regions]),
        ("entities", [*line.entities]),
        ("claims", [*line.claims]),
    )
    for layer, found in layers:
        for number, one in enumerate(found):
            fragments = tuple(Span(start, end) for start, end in one.fragments) if len(one.fragments) > 1 else None
            yield Mark(one.id or f"{layer}-{number}", layer, one.label, one.start, one.end, fragments)


def _styles(line: CorpusArticle, told: Told, theme: Theme) -> dict[tuple[str, str], LabelStyle]:
    styles = {}
    for layer, found in ((Layer.REGIONS, line.regions), (Layer.ENTITIES, line.entities)):
        for key in {one.label for one in found}:
            known = told.setting.scheme.label(layer, key)
            colour = theme.mark_colour(told.colour(layer, key)).colour.name()
            name = told.name(layer, key, short=True)
            styles[layer.value, key] = LabelStyle(name, colour, dimmed=known is not None and known.dimmed)
    return styles


def _glosses(line: CorpusArticle, told: Told) -> Iterator[ClaimGloss]:
    scheme = told.setting.scheme
    plan = next((one for one in scheme.claims.attributes if one.key == QUOTE_FORM), None)
    forms = {one.key: one.name.in_language(told.language) for one in plan.values} if plan else {}
    unnamed = Messages(told.language, isolate=False).text("words.no_source")
    mentions = {one.id: one for one in line.entities}
    numbers = numbered(line)
    for place, claim in enumerate(line.claims):
        named = [_speaker(one, line, mentions, numbers) for one in claim.roles.get(SOURCE, ())]
        speaker = "، ".join(dict.fromkeys(named))
        cue = " … ".join(_words(one, line, mentions) for one in claim.roles.get(CUE, ()))
        yield ClaimGloss(
            id=claim.id or f"claims-{place}",
            number=place + 1,
            speaker=speaker or unnamed,
            carried=not speaker or claim.attributes.get(SOURCE_FORM) == "implicit",
            cue=shortened(cue),
            form=forms.get(_form(claim) or "", ""),
        )


def _form(claim: CorpusClaim) -> str | None:
    return claim.attributes.get(QUOTE_FORM)


def _speaker(
    filler: CorpusFiller,
    line: CorpusArticle,
    mentions: dict[str | None, CorpusEntity],
    numbers: dict[str | None, int],
) -> str:
    """Who says it, short enough for the margin: a person by the last name."""
    mention = mentions.get(filler.id) if filler.id is not None else None
    key = filler.referent or (mention.referent if mention else None)
    referent = line.referents.get(key) if key else None
    if referent is None and filler.id in numbers:
        return f"⟨{numbers[filler.id]}⟩"
    name = referent.name if referent else _words(filler, line, mentions)
    label = (referent.label if referent else None) or (mention.label if mention else None)
    return name.split()[-1] if label == PERSON and name.split() else shortened(name)


def _words(filler: CorpusFiller, line: CorpusArticle, mentions: dict[str | None, CorpusEntity]) -> str:
    mention = mentions.get(filler.id) if filler.id is not None else None
    if mention is not None:
        return mention.text
    referent = line.referents.get(filler.referent) if filler.referent else None
    return filler.text or (referent.name if referent else "")
