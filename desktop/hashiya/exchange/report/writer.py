"""The report as one page of HTML that needs nothing beside it: no script, no fonts, no network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from hashiya.domain.annotation import Layer
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Setting, Writer
from hashiya.exchange.report.marked import Band, marked_text
from hashiya.exchange.report.told import Told, ToldClaim, ToldRelation

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
/* A name goes to the next line only together with the word that it is written on. */
.text .kept { white-space: nowrap }
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
        self._told = Told(setting)
        self._file = out.open()
        direction = "rtl" if self._told.rtl else "ltr"
        self._write(
            f'<!DOCTYPE html>\n<html lang="{self._told.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{self._say('title')}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        )

    def _write(self, text: str) -> None:
        self._file.write(text.encode())

    def _say(self, key: str) -> str:
        return escape(self._told.say(key))

    def add(self, line: CorpusArticle) -> None:
        told = self._told
        about = (_bdi(value) if own else escape(value) for value, own in told.about(line))
        self._write(f"<article>\n<h1>{_bdi(line.meta.get('title') or line.id)}</h1>\n")
        self._write(f'<p class="about">{" · ".join(about)}</p>\n{self._legend(line)}')
        body = "".join(marked_text(line.text, list(self._bands(line))))
        self._write(f'<div class="text" dir="auto" lang="{escape(line.language)}">{body}</div>\n')
        if line.claims:
            self._write(f"<h2>{self._say('claims')}</h2>\n")
            for one in told.claims(line):
                self._write(self._claim(one, line))
        if line.relations:
            items = "".join(f"<li>{_relation(one)}</li>\n" for one in told.relations(line))
            self._write(f"<h2>{self._say('relations')}</h2>\n<ul>\n{items}</ul>\n")
        notes = told.notes(line)
        if notes:
            items = "".join(
                f"<li>«{_bdi(words)}»: {_bdi(note)}</li>\n" if words else f"<li>{_bdi(note)}</li>\n"
                for words, note in notes
            )
            self._write(f"<h2>{self._say('notes')}</h2>\n<ul>\n{items}</ul>\n")
        self._write("</article>\n")

    def finish(self) -> None:
        self._write("</body>\n</html>\n")

    def _colour(self, layer: Layer, key: str) -> str:
        return escape(self._told.colour(layer, key))

    def _legend(self, line: CorpusArticle) -> str:
        keys = sorted({one.label for one in line.entities})
        shown = "".join(
            f'<span style="background:{self._colour(Layer.ENTITIES, key)}24;color:{self._colour(Layer.ENTITIES, key)}">'
            f"{escape(self._told.name(Layer.ENTITIES, key))}</span>"
            for key in keys
        )
        return f'<p class="legend">{shown}</p>\n' if shown else ""

    def _bands(self, line: CorpusArticle) -> Iterator[Band]:
        told = self._told
        for one in line.regions:
            plan, name = self.setting.scheme.label(Layer.REGIONS, one.label), told.name(Layer.REGIONS, one.label)
            for start, end in one.fragments:
                yield Band(start, end, "region", CLAIM, title=name, dimmed=plan is not None and plan.dimmed)
        for mention in line.entities:
            colour, name = self._colour(Layer.ENTITIES, mention.label), told.name(Layer.ENTITIES, mention.label)
            short = told.name(Layer.ENTITIES, mention.label, short=True)
            for start, end in mention.fragments:
                last = end == mention.fragments[-1][1]
                yield Band(start, end, "mention", colour, short if last else "", title=name)
        for number, claim in enumerate(line.claims, 1):
            for index, (start, end) in enumerate(claim.fragments):
                last, anchor = index == len(claim.fragments) - 1, "" if index else _anchor(line, number)
                yield Band(start, end, "claim", CLAIM, f"⟨{told.digits(number)}⟩" if last else "", anchor)

    def _claim(self, one: ToldClaim, line: CorpusArticle) -> str:
        listed = "".join(
            f"<dt>{escape(name)}</dt><dd>{self._told.joint.join(map(_bdi, values))}</dd>\n" for name, values in one.rows
        )
        return (
            f'<div class="claim"><b class="label"><a href="#{_anchor(line, one.number)}">'
            f"⟨{self._told.digits(one.number)}⟩</a> {escape(one.label)}</b>"
            f"<blockquote>«{_bdi(one.words)}»</blockquote>\n<dl>{listed}</dl></div>\n"
        )


def _relation(one: ToldRelation) -> str:
    about = "".join(f" ({escape(name)}: {_bdi(value)})" for name, value in one.attributes)
    note = f": {_bdi(one.note)}" if one.note else ""
    return f"{_bdi(one.head)} <b>{escape(one.label)}</b> {_bdi(one.tail)}{about}{note}"


def _anchor(line: CorpusArticle, number: int) -> str:
    return f"c{line.sha256[:12]}-{number}"


def _bdi(value: object) -> str:
    return f'<bdi dir="auto">{escape(str(value or ""), quote=False)}</bdi>'
