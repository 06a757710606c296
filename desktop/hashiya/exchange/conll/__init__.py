"""The CoNLL family: a token a line with its tags, as IOB1, IOB2, BILOU, CoNLL-2003 or Wojood have it."""

from __future__ import annotations

from functools import partial

from hashiya.exchange.conll import token_table
from hashiya.exchange.conll.reader import OFFSETS, ConllReader, Kind
from hashiya.exchange.conll.writer import ConllWriter
from hashiya.exchange.protocol import Format

_LOSES = (
    *("claims", "relations", "regions", "referents", "clusters", "discontinuous", "tokens", "label_spaces"),
    *("attributes", "defaults", "notes", "annotators", "origins", "scores", "times", "ids", "replaces", "extra"),
)
_ENDINGS = (
    *(".conll", ".iob", ".iob2", ".bio", ".bilou", ".conllu", ".conllup", ".v4_gold_conll"),
    *(".tsv", token_table.ENDING, token_table.WORKBOOK, ".txt", OFFSETS),
)


def _format(kind: Kind) -> Format:
    return Format(
        name=kind,
        endings=_ENDINGS,
        reader=partial(ConllReader, kind),
        writer=partial(ConllWriter, kind=kind),
        loses=_LOSES if kind == "wojood" else (*_LOSES, "shared_words"),
    )


FORMATS = (_format("iob2"), _format("iob1"), _format("bilou"), _format("conll2003"), _format("wojood"))
