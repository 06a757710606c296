"""The report as one page of HTML that needs nothing beside it: no script, no fonts, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from hashiya.domain.annotation import Layer
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusFiller, CorpusRelation
from hashiya.exchange.protocol import Setting, Writer
from hashiya.exchange.report.marked import Band, marked_text
from hashiya.resources.messages import LANGUAGES, Messages

COLOURS = ("#3D4BCD", "#A3480F", "#00695C", "#8E24AA", "#AD1457", "#33691E", "#01579B", "#6D4C41")
"""For labels without a colour of their own, in the order in which they come."""
CLAIM = "#5F6368"
STYLE = """
@page { margin: 18mm }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px; max-width: 860px; background: #fff; color: #1b1b1f;
  font: 16px/1.7 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Segoe UI", Tahoma, serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }
article { break-before: page; border-top: 1px solid #d5d5dc; padding-top: 16px; margin-top: 40px }
article:first-of-type { break-before: auto; border: 0; margin-top: 0 }
h1 { font-size: 24px; line-height: 1.4; margin: 0 0 4px }
h2 { font-size: 16px; margin: 28px 0 8px; color: #44444c }
.about { color: #5b5b66; font-size: 14px; margin: 0 0 20px }
.text { white-space: pre-wrap; font-size: 19px; line-height: 2.35; overflow-wrap: anywhere }
/* A box of its own: otherwise the letter before a name takes the form that it has before a letter. */
.text small { display: inline-block; font-size: 11px; line-height: 1; margin-inline: 3px 2px; white-space: nowrap }
.dimmed { opacity: .45 }
.legend { font-size: 13px; margin: 0 0 16px }
.legend span { padding: 1px 8px; margin-inline-end: 6px; border-radius: 4px; white-space: nowrap;
  display: inline-block }
.claim { border-inline-start: 3px solid #5f6368; padding: 2px 12px; margin: 0 0 14px; break-inside: avoid }
.claim blockquote { margin: 0 0 4px; font-size: 17px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; font-size: 14px }
dt { color: #5b5b66 } dd { margin: 0 }
ul { padding-inline-start: 20px; margin: 0; font-size: 15px }
b.label { font-weight: 600 }
"""


class ReportWriter(Writer):
    """Writes one page; the option `language=en` writes it in English."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        language = setting.more.get("language", "ar")
        self._language = language if language in LANGUAGES else "ar"
        self._messages = Messages(self._language, isolate=False)
        self._colours: dict[tuple[Layer, str], str] = {}
        self._file = out.open()
        direction = "rtl" if self._language == "ar" else "ltr"
        self._write(
            f'<!DOCTYPE html>\n<html lang="{self._language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{self._say('title')}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        )

    def _write(self, text: str) -> None:
        self._file.write(text.encode())

    def _say(self, key: str) -> str:
        return escape(self._messages.text(f"report.{key}"))

    def add(self, line: CorpusArticle) -> None:
        numbers = {one.id: number for number, one in enumerate(line.claims, 1)}
        self._write(f"<article>\n<h1>{_bdi(line.meta.get('title') or line.id)}</h1>\n")
        self._write(f'<p class="about">{" · ".join(self._about(line))}</p>\n{self._legend(line)}')
        body = "".join(marked_text(line.text, list(self._bands(line, numbers))))
        self._write(f'<div class="text" dir="auto" lang="{escape(line.language)}">{body}</div>\n')
        if line.claims:
            self._write(f"<h2>{self._say('claims')}</h2>\n")
            for one in line.claims:
                self._write(self._claim(one, line, numbers))
        if line.relations:
            items = "".join(f"<li>{self._relation(one, line, numbers)}</li>\n" for one in line.relations)
            self._write(f"<h2>{self._say('relations')}</h2>\n<ul>\n{items}</ul>\n")
        notes = [(one.text, one.note) for one in _marks(line) if one.note and not isinstance(one, CorpusClaim)]
        if line.note or notes:
            items = f"<li>{_bdi(line.note)}</li>\n" if line.note else ""
            items += "".join(f"<li>«{_bdi(words)}»: {_bdi(note)}</li>\n" for words, note in notes)
            self._write(f"<h2>{self._say('notes')}</h2>\n<ul>\n{items}</ul>\n")
        self._write("</article>\n")

    def finish(self) -> None:
        self._write("</body>\n</html>\n")

    def _about(self, line: CorpusArticle) -> Iterator[str]:
        for key in ("source", "published", "url"):
            if isinstance(line.meta.get(key), str):
                yield _bdi(line.meta[key])
        yield self._say(f"status.{line.status}")
        handles = {one.annotator for one in (*_marks(line), *line.relations) if one.annotator}
        names = {one.handle: one.name for one in self.setting.annotators}
        if handles:
            yield "، ".join(_bdi(names.get(handle) or handle) for handle in sorted(handles))

    def _colour(self, layer: Layer, key: str) -> str:
        known = self.setting.scheme.label(layer, key)
        if known is not None and known.colour is not None:
            return escape(known.colour.light)
        return self._colours.setdefault((layer, key), COLOURS[len(self._colours) % len(COLOURS)])

    def _name(self, layer: Layer, key: str, *, short: bool = False) -> str:
        known = self.setting.scheme.label(layer, key)
        if known is None:
            return key
        return (
            (known.short.in_language(self._language) if short else "") or known.name.in_language(self._language) or key
        )

    def _legend(self, line: CorpusArticle) -> str:
        keys = sorted({one.label for one in line.entities})
        shown = "".join(
            f'<span style="background:{self._colour(Layer.ENTITIES, key)}24;color:{self._colour(Layer.ENTITIES, key)}">'
            f"{escape(self._name(Layer.ENTITIES, key))}</span>"
            for key in keys
        )
        return f'<p class="legend">{shown}</p>\n' if shown else ""

    def _bands(self, line: CorpusArticle, numbers: dict[str | None, int]) -> Iterator[Band]:
        for one in line.regions:
            plan, name = self.setting.scheme.label(Layer.REGIONS, one.label), self._name(Layer.REGIONS, one.label)
            for start, end in one.fragments:
                yield Band(start, end, "region", CLAIM, title=name, dimmed=plan is not None and plan.dimmed)
        for mention in line.entities:
            colour, name = self._colour(Layer.ENTITIES, mention.label), self._name(Layer.ENTITIES, mention.label)
            short = self._name(Layer.ENTITIES, mention.label, short=True)
            for start, end in mention.fragments:
                last = end == mention.fragments[-1][1]
                yield Band(start, end, "mention", colour, short if last else "", title=name)
        for claim in line.claims:
            number = numbers[claim.id]
            for index, (start, end) in enumerate(claim.fragments):
                last, anchor = index == len(claim.fragments) - 1, "" if index else _anchor(line, number)
                yield Band(start, end, "claim", CLAIM, f"⟨{self._digits(number)}⟩" if last else "", anchor)

    def _digits(self, number: int) -> str:
        return self._messages.text("report.number", number=number)

    def _attributes(self, one: CorpusAnnotation | CorpusRelation, layer: Layer) -> Iterator[tuple[str, str]]:
        plan = {attribute.key: attribute for attribute in self.setting.scheme.attributes(layer, one.label)}
        for key, value in one.attributes.items():
            if value is None or key in one.defaulted:
                continue
            known = plan.get(key)
            told = known.value(value) if known else None
            name = known.name.in_language(self._language) if known else key
            yield name, told.name.in_language(self._language) if told else value

    def _claim(self, one: CorpusClaim, line: CorpusArticle, numbers: dict[str | None, int]) -> str:
        number = numbers[one.id]
        rows = [(self._role(role), self._fillers(found, line, numbers)) for role, found in one.roles.items()]
        rows += [(name, _bdi(value)) for name, value in self._attributes(one, Layer.CLAIMS)]
        cluster = self.setting.clusters.get(one.cluster or "")
        told = (("restatement", one.restatement), ("cluster", cluster.name if cluster else None), ("note", one.note))
        rows += [(self._messages.text(f"report.{key}"), _bdi(value)) for key, value in told if value]
        listed = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>\n" for name, value in rows)
        label = escape(self._name(Layer.CLAIMS, one.label))
        return (
            f'<div class="claim"><b class="label"><a href="#{_anchor(line, number)}">⟨{self._digits(number)}⟩</a>'
            f" {label}</b>"
            f"<blockquote>«{_bdi(one.text)}»</blockquote>\n<dl>{listed}</dl></div>\n"
        )

    def _role(self, key: str) -> str:
        known = self.setting.scheme.role(key)
        return known.name.in_language(self._language) if known else key

    def _fillers(self, found: Iterable[CorpusFiller], line: CorpusArticle, numbers: dict[str | None, int]) -> str:
        return "؛ ".join(self._words_of(one.id, one.referent, one.text, line, numbers) for one in found)

    def _words_of(
        self,
        annotation: str | None,
        referent: str | None,
        words: str | None,
        line: CorpusArticle,
        numbers: dict[str | None, int],
    ) -> str:
        if annotation in numbers:
            return f"⟨{self._digits(numbers[annotation])}⟩"
        if annotation is not None:
            words = next((one.text for one in line.entities if one.id == annotation), annotation)
        elif referent is not None:
            words = line.referents[referent].name if referent in line.referents else referent
        return _bdi(words)

    def _relation(self, one: CorpusRelation, line: CorpusArticle, numbers: dict[str | None, int]) -> str:
        head = self._words_of(one.head.id, None, None, line, numbers)
        tail = (
            self._words_of(one.tail.id, None, None, line, numbers)
            if one.tail.article == line.id
            else escape(self._messages.text("report.elsewhere", article=one.tail.article))
        )
        about = "".join(f" ({escape(name)}: {_bdi(value)})" for name, value in self._attributes(one, Layer.RELATIONS))
        note = f": {_bdi(one.note)}" if one.note else ""
        return f"{head} <b>{escape(self._name(Layer.RELATIONS, one.label))}</b> {tail}{about}{note}"


def _marks(line: CorpusArticle) -> list[CorpusAnnotation]:
    return [*line.regions, *line.entities, *line.claims]


def _anchor(line: CorpusArticle, number: int) -> str:
    return f"c{line.sha256[:12]}-{number}"


def _bdi(value: object) -> str:
    return f'<bdi dir="auto">{escape(str(value or ""), quote=False)}</bdi>'
