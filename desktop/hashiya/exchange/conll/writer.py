"""Token files out: the mentions as tags, texts and offsets in a file beside."""

from __future__ import annotations

import re

from hashiya.domain.span import Span
from hashiya.exchange.conll.reader import Beside, Kind
from hashiya.exchange.conll.rows import DOCUMENT
from hashiya.exchange.conll.tags import Tagged, Variant, tags_of
from hashiya.exchange.conll.tokens import JOINT, in_sentences, snapped, tokens_of, with_proclitics_apart
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.details import about_of, encoded
from hashiya.exchange.line import CorpusArticle, CorpusEntity
from hashiya.exchange.protocol import Setting, Writer

_SPACE = re.compile(r"\s")


class ConllWriter(Writer):
    """Writes one file of tokens and one of offsets; the option `clitics=split` cuts proclitics off."""

    def __init__(self, out: Outlet, setting: Setting, kind: Kind) -> None:
        super().__init__(out, setting)
        self._kind = kind
        self._file = out.open()
        self._beside = out.open("offsets")
        self._apart = setting.more.get("clitics") == "split"
        self._is_first = True

    def add(self, line: CorpusArticle) -> None:
        tokens, proclitics = list(tokens_of(line.text)), frozenset[int]()
        mentions = [one for one in line.entities if len(one.fragments) == 1]
        if self._apart:
            cut = list(with_proclitics_apart(line.text, tokens, frozenset(one.start for one in mentions)))
            tokens = [token for token, _ in cut]
            proclitics = frozenset(number for number, (_, apart) in enumerate(cut) if apart)
        columns = self._columns(line.text, mentions, tokens)
        places = [(one.start, one.end) for one in tokens]
        beside = Beside(line.text, places, about_of(line), self._kind if self._is_first else "")
        self._beside.write(encoded(beside).encode() + b"\n")
        self._is_first = False
        if self._kind == "conll2003":
            self._file.write(f"{DOCUMENT} -X- -X- O\n\n".encode())
        number = 0
        for sentence in in_sentences(line.text, tokens):
            rows = []
            for token in sentence:
                word = line.text[token.start : token.end] + (JOINT if number in proclitics else "")
                rows.append(self._row(word, [column[number] for column in columns]))
                number += 1
            self._file.write(("\n".join(rows) + "\n\n").encode())

    def _columns(self, text: str, mentions: list[CorpusEntity], tokens: list[Span]) -> list[list[str]]:
        """The columns of tags, longer mentions first; what finds no column is lost."""
        columns: list[list[Tagged]] = [[]]
        for one in sorted(mentions, key=lambda one: (one.start - one.end, one.start, one.label, one.id or "")):
            touched = snapped(tokens, one.start, one.end)
            if touched is None:
                self.lose("tokens", one.label)
                continue
            first, last = touched
            if (tokens[first].start, tokens[last - 1].end) != (one.start, one.end):
                self.lose("tokens", text[one.start : one.end])
            tagged = Tagged(first, last, _SPACE.sub("_", one.label))
            if tagged.label != one.label:
                self.lose("label_spaces", one.label)
            free = next((c for c in columns if all(a.end <= first or last <= a.start for a in c)), None)
            if free is not None:
                free.append(tagged)
            elif self._kind == "wojood":
                columns.append([tagged])
            else:
                self.lose("shared_words", text[one.start : one.end])
        return [tags_of(column, len(tokens), self._variant) for column in columns]

    @property
    def _variant(self) -> Variant:
        return self._kind if self._kind in ("iob1", "bilou") else "iob2"

    def _row(self, word: str, tags: list[str]) -> str:
        while len(tags) > 1 and tags[-1] == "O":
            tags.pop()
        between = ["_", "_"] if self._kind == "conll2003" else []
        return " ".join([word, *between, *tags])
