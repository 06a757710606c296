"""Token files as they are found: nested columns, orphans, slips of the pen, empty tokens, strange separators."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.conll.tags import Tagged, TagReader, Variant, tags_of
from hashiya.exchange.conll.tokens import tokens_of, with_proclitics_apart
from hashiya.exchange.formats import format_named, format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading, ReadOptions
from hashiya.exchange.sources import sources
from hashiya.exchange.writing import write_export

from tests.builders import article, content, entity
from tests.exchange.loss import read_with
from tests.exchange.memory import MemorySnapshot


def read(tmp_path: Path, text: str, *, name: str = "val.txt", **more: str) -> tuple[list[CorpusArticle], Reading, str]:
    """The file's articles, what was remarked, and the format that was told."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    what = format_of(sources([path], frozenset())[0])
    assert what
    lines, reading = read_with(what, path, options=ReadOptions(more=more))
    return lines, reading, what.name


def marked(line: CorpusArticle) -> list[tuple[str, str]]:
    """Labels and words, in order."""
    return [(one.label, one.text) for one in line.entities]


def remarks(reading: Reading) -> dict[str, tuple[int | None, str | None, str | None]]:
    """What was remarked, by its code."""
    return {fault.code: (fault.line, fault.found, fault.expected) for _, fault in reading.listed}


WOJOOD = """\
قدمت O
لليونيسف I-OCC B-ORG
مديرة B-OCC
منظمة I-OCC B-ORG
الصحة I-OCC I-ORG
العالمية I-OCC I-ORG
( O
1942 B-DATE
) O

لزهدي B-PERS
. O
"""


def test_nested_columns_come_in_whatever_column_goes_on(tmp_path: Path) -> None:
    (line,), reading, name = read(tmp_path, WOJOOD)
    assert name == "wojood"
    assert line.text == "قدمت لليونيسف مديرة منظمة الصحة العالمية ( 1942 )\nلزهدي .\n"
    assert sorted(marked(line)) == sorted([
        ("OCC", "لليونيسف"), ("ORG", "لليونيسف"), ("OCC", "مديرة منظمة الصحة العالمية"),
        ("ORG", "منظمة الصحة العالمية"), ("DATE", "1942"), ("PERS", "لزهدي"),
    ])  # fmt: skip
    assert remarks(reading)["foreign.orphan_tag"] == (2, "I-OCC B-ORG", "1")
    assert "foreign.text_rebuilt" in remarks(reading)


def test_an_inner_mention_that_moves_to_the_first_column_goes_on() -> None:
    reader = TagReader()
    for tags in (["B-OCC", "B-ORG"], ["I-ORG"], ["O"]):
        reader.add(tags)
    assert reader.ranges() == [Tagged(0, 2, "ORG"), Tagged(0, 1, "OCC")]
    assert reader.orphans == []


def test_slips_and_custom_labels_are_kept_and_said(tmp_path: Path) -> None:
    text = "أ B--ORG\nب MIS-2\nج SPANISH\nد B-MIS0\nه I-MIS0\nو B-X-Y\nز O\nح O\nط O\nي B-PER\nك O\nل O\nم O\nن O\n"
    text += "س O\n" * 20
    (line,), reading, _ = read(tmp_path, text, name="x.iob")
    assert marked(line) == [
        ("-ORG", "أ"), ("MIS-2", "ب"), ("SPANISH", "ج"), ("MIS0", "د ه"), ("X-Y", "و"), ("PER", "ي")
    ]  # fmt: skip
    assert remarks(reading)["foreign.strange_tag"] == (2, "MIS-2", "2")


def test_separators_inside_tokens_do_not_part_them(tmp_path: Path) -> None:
    text = "a\u00a0b\tB-X\nc\u0085d\tI-X\ne\u2028f\tO\n"
    (line,), _, _ = read(tmp_path, text, name="x.tsv")
    assert line.text == "a\u00a0b c\u0085d e\u2028f\n"
    assert marked(line) == [("X", "a\u00a0b c\u0085d")]


def test_empty_tokens_break_nothing_and_are_counted(tmp_path: Path) -> None:
    text = "في O\nبنك B-ORG\n I-ORG\nالقدس I-ORG\n O\nاليوم O\n"
    (line,), reading, _ = read(tmp_path, text)
    assert marked(line) == [("ORG", "بنك القدس")]
    assert remarks(reading)["foreign.empty_token"] == (3, " I-ORG", "2")
    assert reading.counts["changed"] == 2


@pytest.mark.parametrize(
    ("text", "variant", "count"),
    [
        ("a I-PER\nb I-PER\nc O\nd I-LOC\ne B-LOC\n", "iob1", 3),
        ("a B-PER\nb I-PER\nc O\nd B-LOC\ne I-PER\n", "iob2", 3),
        ("a B-PER\nb L-PER\nc O\nd U-LOC\ne U-LOC\n", "bilou", 3),
        ("-DOCSTART- -X- -X- O\n\na NNP B-NP B-PER\nb NNP I-NP I-PER\nc VB B-VP O\nd NN B-NP B-LOC\n", "conll2003", 2),
    ],
)
def test_the_variant_is_told_from_the_tags(tmp_path: Path, text: str, variant: str, count: int) -> None:
    (line,), reading, name = read(tmp_path, text, name="x.conll")
    assert name == variant
    assert remarks(reading)["foreign.variant"][1] == variant
    assert len(line.entities) == count


def test_documents_and_sentences_part_articles(tmp_path: Path) -> None:
    text = "-DOCSTART- O\n\na B-X\n\nb O\n\n-DOCSTART- O\n\nc I-X\n"
    lines, _, _ = read(tmp_path, text, name="x.conll")
    assert [(line.id, line.text) for line in lines] == [("x", "a\nb\n"), ("x-2", "c\n")]
    lines, _, _ = read(tmp_path, "a B-X\nb O\n\nc I-X\nd O\n", name="y.conll", article="sentence")
    assert [line.text for line in lines] == ["a b\n", "c d\n"]


def test_a_mark_of_the_byte_order_and_narrow_letters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_bytes(b"\xef\xbb\xbf" + "قال O\r\nظريف B-PERS\r\n".encode())
    what = format_named("iob2")
    assert what
    assert marked(read_with(what, path)[0][0]) == [("PERS", "ظريف")]
    path.write_bytes(("قال O\nوزير B-OCC\nالخارجية I-OCC\nفي O\nموسكو B-GPE\n" * 5).encode("cp1256"))
    assert read_with(what, path)[0][0].text.startswith("قال وزير الخارجية في موسكو")


def test_plain_text_is_not_taken_for_tokens(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("قال وزير الخارجية\nإن بلاده\nO\nI O\n", "utf-8")
    found = format_of(sources([path], frozenset())[0])
    assert found
    assert found.name == "txt"


TEXT = "قالت روسيا وروسيا للاتفاق إنها وبرلين ومصر.\n"


def project() -> MemorySnapshot:
    of = article(TEXT)
    places = [TEXT.index("وروسيا") + 1, TEXT.index("للاتفاق") + 1, TEXT.index("وبرلين") + 1]
    ends = [TEXT.index("وروسيا") + 6, TEXT.index("للاتفاق") + 7, TEXT.index("وبرلين") + 6]
    return MemorySnapshot([content(TEXT, *(entity(of, span, label="GPE") for span in zip(places, ends, strict=True)))])


def test_whole_words_are_tagged_and_the_widening_counted(tmp_path: Path) -> None:
    what = format_named("iob2")
    assert what
    report = write_export(project(), tmp_path / "x.conll", what, choices=ExportChoices(), program="p")
    assert "وروسيا B-GPE\nللاتفاق B-GPE\n" in (tmp_path / "x.conll").read_text("utf-8")
    assert [(one.kind, one.count) for one in report.lost] == [("tokens", 3)]


def test_proclitics_split_off_lose_nothing(tmp_path: Path) -> None:
    what = format_named("iob2")
    assert what
    out = tmp_path / "x.conll"
    report = write_export(project(), out, what, choices=ExportChoices(), program="p", more={"clitics": "split"})
    text = out.read_text("utf-8")
    assert "و+ O\nروسيا B-GPE\nل+ O\nلاتفاق B-GPE\n" in text
    assert report.lost == ()
    (line,), _ = read_with(what, out)
    assert [(one.start, one.end) for one in line.entities] == [
        (one.fragments[0].start, one.fragments[0].end) for one in project().whole[0].entities
    ]
    # Without the offsets the proclitics grow on again.
    out.with_suffix(".offsets").unlink()
    (line,), _ = read_with(what, out)
    assert line.text == TEXT.replace(".", " .")
    assert marked(line) == [("GPE", "روسيا"), ("GPE", "لاتفاق"), ("GPE", "برلين")]


def test_offsets_of_another_file_are_refused(tmp_path: Path) -> None:
    what = format_named("iob2")
    assert what
    out = tmp_path / "x.conll"
    write_export(project(), out, what, choices=ExportChoices(), program="p")
    out.write_text(out.read_text("utf-8").replace("روسيا O", "تركيا O"), "utf-8")
    with pytest.raises(FileFault) as failed:
        read_with(what, out)
    assert failed.value.fault.code == "foreign.other_offsets"


@pytest.mark.parametrize("variant", ["iob1", "iob2", "bilou"])
def test_tags_and_ranges_are_each_others_inverse(variant: Variant) -> None:
    ranges = [Tagged(0, 1, "A"), Tagged(1, 3, "A"), Tagged(3, 4, "B"), Tagged(5, 8, "A")]
    reader = TagReader()
    for tag in tags_of(ranges, 9, variant):
        reader.add([tag])
    assert reader.ranges() == ranges


def test_tokens_hold_no_space_and_leave_out_nothing_seen() -> None:
    text = "قال\u200f «ظريف» 2020.07.22:\u00a0👩‍👩‍👧 a\u2028b\tـ"
    words = [one.of(text) for one in tokens_of(text)]
    assert words == ["قال", "«", "ظريف", "»", "2020.07.22", ":", "👩‍👩‍👧", "a", "b", "ـ"]
    cut = [
        span.of("ولمصر وزير")
        for span, _ in with_proclitics_apart("ولمصر وزير", tokens_of("ولمصر وزير"), frozenset({2}))
    ]
    assert cut == ["ول", "مصر", "وزير"]
