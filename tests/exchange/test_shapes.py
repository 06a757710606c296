"""Shapes that other tools and their older versions write: each comes in whole, and under the right names."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import endings_read, format_named, format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Format, Reading, ReadOptions
from hashiya.exchange.sources import sources
from hashiya.exchange.xml_in import MOST_AT_ONCE, each_element

from tests.exchange.loss import read_with

TEXT = "قال محمد ظريف للصحفيين.\n"


def read_alone(path: Path, **more: str) -> tuple[str, list[CorpusArticle], Reading]:
    """The file read by the format that its contents tell."""
    found = [one for one in sources([path], endings_read()) if format_of(one)]
    what = format_of(found[0])
    assert what is not None
    lines, reading = read_with(what, path, options=ReadOptions(more=more))
    return what.name, lines, reading


def marks(line: CorpusArticle) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in line.entities]


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


# Tokens

UNIVERSAL = """# newdoc id = khabar-1
# sent_id = 1
# text = قال محمد ظريف للصحفيين.
1\tقال\tقال\tVERB\t_\t_\t0\troot\t_\t_
2\tمحمد\t_\tPROPN\t_\t_\t1\tnsubj\t_\tNER=B-PER
3\tظريف\t_\tPROPN\t_\t_\t2\tflat\t_\tNER=I-PER
4-5\tللصحفيين\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tل\t_\tADP\t_\t_\t5\tcase\t_\t_
5\tالصحفيين\t_\tNOUN\t_\t_\t1\tobl\t_\t_
5.1\tهم\t_\tPRON\t_\t_\t_\t_\t_\t_
6\t.\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_

# newdoc id = khabar-2
# sent_id = 2
1\tنعم\t_\tX\t_\t_\t0\troot\t_\t_

"""


def test_words_of_one_written_token_are_read_as_that_token(tmp_path: Path) -> None:
    _, lines, _ = read_alone(write(tmp_path / "x.conllu", UNIVERSAL))
    assert [(one.id, one.text) for one in lines] == [("khabar-1", TEXT), ("khabar-2", "نعم\n")]
    assert marks(lines[0]) == [("PER", "محمد ظريف")]


def test_the_first_line_may_name_the_columns(tmp_path: Path) -> None:
    text = "# global.columns = ID FORM UPOS NER\n1\tقال\tVERB\tO\n2\tمحمد\tPROPN\tB-PER\n3\tظريف\tPROPN\tI-PER\n\n"
    _, lines, _ = read_alone(write(tmp_path / "x.conllup", text))
    assert (lines[0].text, marks(lines[0])) == ("قال محمد ظريف\n", [("PER", "محمد ظريف")])


ONTONOTES = """#begin document (ann/0001); part 000
ann/0001   0   0     قال    VBD  (TOP(S*   -   -   -   -         *   -
ann/0001   0   1    محمد    NNP       (NP*   -   -   -   -  (PERSON*   (0
ann/0001   0   2    ظريف    NNP         *)   -   -   -   -        *)   0)
ann/0001   0   3   طهران    NNP          *   -   -   -   -     (GPE)   -

ann/0001   0   0     نعم     UH    (TOP*))   -   -   -   -         *   -

#end document
#begin document (ann/0001); part 001
ann/0001   1   0      لا     UH    (TOP*))   -   -   -   -         *   -

#end document
"""


def test_names_may_stand_in_brackets(tmp_path: Path) -> None:
    _, lines, reading = read_alone(write(tmp_path / "x.v4_gold_conll", ONTONOTES))
    assert [one.text for one in lines] == ["قال محمد ظريف طهران\nنعم\n", "لا\n"]
    assert marks(lines[0]) == [("PERSON", "محمد ظريف"), ("GPE", "طهران")]
    assert reading.counts["changed"] == 0


HIPE = """TOKEN\tNE-COARSE-LIT\tNE-FINE-LIT\tNE-NESTED\tNEL-LIT\tMISC
# hipe2022:document_id = NZZ-1
# hipe2022:date = 1798-01-20
قال\tO\tO\tO\t_\t_
محمد\tB-pers\tB-pers.ind\tO\tQ1\t_
طهران\tI-pers\tI-pers.ind\tB-loc\tQ1\tEndOfLine|NoSpaceAfter
.\tO\tO\tO\t_\tNoSpaceAfter
"""


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("1\tقال\tO\n2\tمحمد\tB-PER\n3\tظريف\tI-PER\n\n1\tنعم\tO\n", "قال محمد ظريف\nنعم\n", "PER محمد ظريف"),
        (
            "#\thttp://x [2009-10-17]\n1\tقال\tO\tO\n2\tجامعة\tB-ORG\tO\n3\tدمشق\tI-ORG\tB-LOC\n",
            "قال جامعة دمشق\n",
            "ORG جامعة دمشق; LOC دمشق",
        ),
        ("O\t0\t3\tقال\nB-PER\t4\t8\tمحمد\nI-PER\t9\t13\tظريف\n", "قال محمد ظريف\n", "PER محمد ظريف"),
        ("# id 2a1b\tdomain=ar\nقال _ _ O\nمحمد _ _ B-PER\n\n# id 77\tdomain=ar\n# O\n", "قال محمد\n#\n", "PER محمد"),
        ("قال|V|O محمد|N|B-PER ظريف|N|I-PER\nنعم|X|O\n", "قال محمد ظريف\nنعم\n", "PER محمد ظريف"),
        ("قال/O محمد/B-PER ظريف/I-PER\n1/2/O نعم/O\n", "قال محمد ظريف\n1/2 نعم\n", "PER محمد ظريف"),
        (
            "قال VB B-VP O\nمحمد NN B-NP PERS\nظريف NN I-NP PERS\nفي IN B-PP O\nطهران NN B-NP LOC\n" + ". . O O\n" * 20,
            "قال محمد ظريف في طهران" + " ." * 20 + "\n",
            "PERS محمد ظريف; LOC طهران",
        ),
        (HIPE, "قال محمد طهران.\n", "pers محمد طهران; pers.ind محمد طهران; loc طهران"),
    ],
)
def test_tokens_and_tags_stand_in_any_column(tmp_path: Path, text: str, wanted: str, marked: str) -> None:
    _, lines, reading = read_alone(write(tmp_path / "x.tsv", text))
    assert [one.text for one in lines] == [wanted]
    assert sorted(f"{label} {words}" for label, words in marks(lines[0])) == sorted(marked.split("; "))
    assert reading.counts["changed"] == (3 if "PERS" in marked else 0)


@pytest.mark.parametrize(
    "tags", ["O B-PER M-PER E-PER W-LOC", "O B-PER I-PER E-PER S-LOC", "O B-PER I-PER L-PER U-LOC"]
)
def test_middles_and_ends_are_called_by_many_letters(tmp_path: Path, tags: str) -> None:
    words = ["قال", "محمد", "جواد", "ظريف", "موسكو"]
    text = "".join(f"{word} {tag}\n" for word, tag in zip(words, tags.split(), strict=True))
    _, lines, reading = read_alone(write(tmp_path / "x.txt", text))
    assert marks(lines[0]) == [("PER", "محمد جواد ظريف"), ("LOC", "موسكو")]
    assert reading.counts["changed"] == 0


def test_the_number_of_a_sentence_is_no_name_of_an_article(tmp_path: Path) -> None:
    text = "# id = 1\nقال\tO\nمحمد\tB-PER\n\n# id = 2\nنعم\tO\n"
    _, lines, _ = read_alone(write(tmp_path / "x.conll", text))
    assert [one.id for one in lines] == ["x"]
    _, lines, _ = read_alone(tmp_path / "x.conll", article="sentence")
    assert [one.id for one in lines] == ["1", "2"]


TABLE = """Sentence #,Word,POS,Tag
Sentence: 1,قال,VB,O
,محمد,NNP,B-per
,ظريف,NNP,I-per
,",",PUNC,O
Sentence: 2,موسكو,NNP,B-geo
"""


def test_tokens_may_stand_in_a_table(tmp_path: Path) -> None:
    name, lines, _ = read_alone(write(tmp_path / "x.csv", TABLE))
    assert (name, [one.text for one in lines]) == ("iob2", ["قال محمد ظريف ,\nموسكو\n"])
    assert marks(lines[0]) == [("per", "محمد ظريف"), ("geo", "موسكو")]
    text = "doc,token,ner\na,قال,O\na,محمد,B-PER\nb,نعم,O\n"
    _, lines, _ = read_alone(write(tmp_path / "y.csv", text))
    assert [one.text for one in lines] == ["قال محمد\n", "نعم\n"]
    text = "file_name,sentence,word,label\na,1,قال,O\na,2,محمد,S-PER\nb,1,نعم,O\n"
    _, lines, _ = read_alone(write(tmp_path / "z.csv", text))
    assert [one.text for one in lines] == ["قال\nمحمد\n", "نعم\n"]


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("['قال', 'محمد', \"O'Neil\"]", "['O', 'B-PER', 'I-PER']"),
        ("['قال' 'محمد' \"O'Neil\"]", "[0 1 2]"),
        ("['قال', 'محمد', 'O\\'Neil']", "[0, 1, 2]"),
    ],
)
def test_a_row_may_hold_a_sentence_as_a_list(tmp_path: Path, words: str, tags: str) -> None:
    cells = ",".join('"' + one.replace('"', '""') + '"' for one in (words, tags))
    path = write(tmp_path / "x.csv", f"tokens,ner_tags\n{cells}\n[],[]\n\"['a', 'b']\",['O']\n\"['نعم']\",['O']\n")
    _, lines, reading = read_alone(path, names="O,B-PER,I-PER")
    assert [one.text for one in lines] == ["قال محمد O'Neil\nنعم\n"]
    assert marks(lines[0]) == [("PER", "محمد O'Neil")]
    assert [fault.found for kind, fault in reading.listed if kind == "refused"] == ["2, 1"]


def test_numbers_of_tags_without_names_are_not_guessed(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "tokens,ner_tags\n\"['قال', 'محمد']\",\"[0, 1]\"\n")
    with pytest.raises(FileFault) as failed:
        read_alone(path)
    assert failed.value.fault.code == "foreign.no_names"


def test_tokens_may_stand_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows: list[tuple[str | int, ...]] = [
        ("file_name", "sentence", "word", "tag"),
        ("a", 1, "عام", "B-DATE"),
        ("a", 1, 1948, "E-DATE"),
        ("b", 1, "نعم", "O"),
    ]
    for row in rows:
        book.worksheets[0].append(row)
    other = book.create_sheet("tags")
    other.append(("tag", "meaning"))
    other.append(("B-DATE", "date"))
    last = book.create_sheet("more")
    last.append(("word", "tag"))
    last.append(("القاهرة", "S-LOC"))
    book.save(tmp_path / "x.xlsx")
    _, lines, reading = read_alone(tmp_path / "x.xlsx")
    assert [(one.text, marks(one)) for one in lines] == [
        ("عام 1948\n", [("DATE", "عام 1948")]),
        ("نعم\n", []),
        ("القاهرة\n", [("LOC", "القاهرة")]),
    ]
    assert [(kind, fault.found) for kind, fault in reading.listed if kind == "refused"] == [("refused", "tag, meaning")]


def test_a_line_that_names_the_columns_is_no_token(tmp_path: Path) -> None:
    _, lines, reading = read_alone(write(tmp_path / "x.tsv", "word\ttag\nقال\tO\nمحمد\tB-PER\n"))
    assert [(one.text, marks(one)) for one in lines] == [("قال محمد\n", [("PER", "محمد")])]
    assert reading.counts["changed"] == 0


# Label Studio's export as table

MARK = '[{"start": 4, "end": 13, "text": "محمد ظريف", "labels": ["PER"]}]'


@pytest.mark.parametrize(("ending", "parts"), [(".csv", ","), (".tsv", "\t")])
def test_marks_stand_in_cells_as_json(tmp_path: Path, ending: str, parts: str) -> None:
    cells = ("annotation_id", "annotator", "id", "label", "lead_time", "sentiment", "text")
    quoted = '"' + MARK.replace('"', '""') + '"'
    rows = [cells, ("7", "1", "101", quoted, "2.5", "سلبي", f'"{TEXT}"'), ("8", "1", "102", "", "1", "", '"{""a"": b"')]
    path = write(tmp_path / f"x{ending}", "".join(parts.join(row) + "\n" for row in rows))
    name, lines, reading = read_alone(path)
    assert (name, reading.counts["refused"]) == ("label-studio", 0)
    assert [(one.id, marks(one)) for one in lines] == [("101", [("PER", "محمد ظريف")]), ("102", [])]
    assert lines[0].entities[0].annotator == "user-1"
    assert (lines[0].meta["sentiment"], lines[1].text) == ("سلبي", '{"a": b')


# doccano's archive


def test_a_file_for_each_annotator_tells_whose_it_is(tmp_path: Path) -> None:
    spans = [{"id": 5 + at, "label": "PER", "start_offset": at, "end_offset": 13} for at in (4, 9)]
    link = {"id": 1, "from_id": 9, "to_id": 14, "type": "part"}
    row = json.dumps({"id": 1, "text": TEXT, "entities": spans, "relations": [link]})
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("sara", "omar"):
            archive.writestr(f"{name}.jsonl", row)
    _, lines, _ = read_alone(tmp_path / "x.zip", annotators="files")
    assert sorted(str(one.entities[0].annotator) for one in lines) == ["omar", "sara"]
    assert sorted(str(one.relations[0].annotator) for one in lines) == ["omar", "sara"]
    _, unasked, _ = read_alone(tmp_path / "x.zip")
    assert unasked == lines
    _, lines, _ = read_alone(tmp_path / "x.zip", annotators="one")
    assert {one.entities[0].annotator for one in lines} == {None}


def test_the_parts_of_a_split_are_no_annotators(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("train", "dev"):
            archive.writestr(f"{name}.jsonl", json.dumps({"id": name, "text": TEXT, "label": [[4, 13, "PER"]]}))
    _, lines, _ = read_alone(tmp_path / "x.zip")
    assert [one.entities[0].annotator for one in lines] == [None, None]


# Archives within archives


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def test_an_archive_within_an_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed(sara__zip=packed(doc__txt=TEXT.encode()), other__txt=b"x y"))
    _, lines, _ = read_alone(tmp_path / "x.zip")
    assert sorted(one.text for one in lines) == ["x y", TEXT]


def test_a_bomb_within_an_archive_is_one(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed(a__zip=packed(doc__txt=bytes(1 << 26))))
    with pytest.raises(FileFault) as failed:
        sources([tmp_path / "x.zip"], endings_read())
    assert failed.value.fault.code == "reading.bomb"


def test_a_name_within_an_archive_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed(a__zip=packed(**{"../../x__txt": b"x"})))
    with pytest.raises(FileFault) as failed:
        sources([tmp_path / "x.zip"], endings_read())
    assert failed.value.fault.code == "reading.hostile_name"


# INCEpTION: a file called like the annotator, the document's name within

CAS = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"
 xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
 xmlns:n="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">
<cas:NULL xmi:id="0"/>
<m:DocumentMetaData xmi:id="1" sofa="9" begin="0" end="24" documentTitle="{title}" documentId="{name}"/>
<n:NamedEntity xmi:id="2" sofa="9" begin="4" end="13" value="PER"/>
<cas:Sofa xmi:id="9" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="قال محمد ظريف للصحفيين.&#10;"/>
<cas:View sofa="9" members="1 2"/></xmi:XMI>
"""


@pytest.mark.parametrize(
    ("title", "name", "article", "annotator"),
    [
        ("khabar.txt", "sara", "khabar", "sara"),
        ("khabar.txt", "CURATION_USER", "khabar", None),
        ("عنوان الخبر", "sara", "sara", None),
        ("khabar.txt", "other", "sara", None),
    ],
)
def test_the_annotator_is_told_by_the_file(
    tmp_path: Path, title: str, name: str, article: str, annotator: str | None
) -> None:
    stem = "sara" if name == "other" else name
    path = write(tmp_path / f"{stem}.xmi", CAS.format(title=title, name=name))
    _, lines, _ = read_alone(path)
    assert [(one.id, one.entities[0].annotator) for one in lines] == [(article, annotator)]


# BioC under other names

DOCUMENT = {"id": "d1", "infons": {}, "passages": [{"offset": 0, "infons": {}, "text": "قال محمد", "annotations": []}]}


@pytest.mark.parametrize(
    "tree",
    [DOCUMENT, [DOCUMENT], {"documents": [DOCUMENT]}, [{"documents": [DOCUMENT]}], {"PubTator3": [DOCUMENT]}],
    ids=["document", "list", "collection", "collections", "service"],
)
def test_documents_are_found_under_any_name(tmp_path: Path, tree: object) -> None:
    name, lines, _ = read_alone(write(tmp_path / "x.json", json.dumps(tree)))
    assert (name, [one.id for one in lines]) == ("bioc", ["d1"])


def test_elements_of_a_long_file_are_read_one_at_a_time(tmp_path: Path) -> None:
    one = "<document><id>{}</id></document>\n"
    path = write(tmp_path / "x.xml", "<collection>" + "".join(one.format(n) for n in range(5000)) + "</collection>")
    (source,) = sources([path], endings_read())
    names, most = [], 0
    for element in each_element(source, "document"):
        names.append(element.findtext("id"))
        parent = element.getparent()
        most = max(most, 0 if parent is None else len(parent))
    assert names == [str(n) for n in range(5000)]
    assert most < 5000


def test_an_element_without_end_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    with path.open("wb") as file:
        file.write(b"<collection><document>")
        for _ in range((MOST_AT_ONCE >> 20) + 2):
            file.write(b"<a/>" * (1 << 18))
    (source,) = sources([path], endings_read())
    with pytest.raises(FileFault) as failed:
        list(each_element(source, "document"))
    assert failed.value.fault.code == "reading.too_large"


# brat's other files


def test_every_file_of_a_brat_collection_is_known(tmp_path: Path) -> None:
    files = {"a.txt": TEXT, "a.ann": "T1\tPER 4 13\tمحمد ظريف\n", "tools.conf": "[options]\n"}
    for name, text in (files | {"kb_shortcuts.conf": "P PER\n"}).items():
        write(tmp_path / name, text)
    told = {one.name: format_of(one) for one in sources([tmp_path], endings_read())}
    assert set(told.values()) == {format_named("brat")}
    lines, _ = read_with(_brat(), tmp_path)
    assert [marks(one) for one in lines] == [[("PER", "محمد ظريف")]]


def _brat() -> Format:
    found = format_named("brat")
    assert found is not None
    return found
