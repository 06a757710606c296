"""Projects of other programs: GUIDs in any dress, several codes, sources that are no text; and the code book."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.formats import format_of, format_to_write
from hashiya.exchange.refi import CODEBOOK, PROJECT
from hashiya.exchange.sources import sources
from hashiya.exchange.writing import write_export
from lxml import etree

from tests.exchange.loss import read_with
from tests.exchange.nasty import nasty

CODE = "A1A1A1A1-0000-4000-8000-00000000000{0}"
PLACE = '<PlainTextSelection guid="{0}" name="{1}" startPosition="{2}" endPosition="{3}" creatingUser="{{U1}}">'
QDE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0" name="p">'
    '<Users><User guid="u1" name="سارة"/></Users><CodeBook><Codes>'
    f'<Code guid="{CODE.format(1)}" name="شخص" isCodable="true"><Code guid="{CODE.format(2)}" name="وزير"/></Code>'
    "</Codes></CodeBook><Sources>"
    '<TextSource guid="S1" name="خبر" plainTextPath="internal://S1.txt">'
    + PLACE.format("P1", "ظريف", 6, 10)
    + "<Description>ملاحظة</Description>"
    f'<Coding guid="c1"><CodeRef targetGUID="{{{CODE.format(1).lower()}}}"/></Coding>'
    f'<Coding guid="c2"><CodeRef targetGUID="{CODE.format(2)}"/></Coding></PlainTextSelection>'
    + PLACE.format("P2", "في مو...", 11, 19)
    + f'<Coding guid="c3"><CodeRef targetGUID="{CODE.format(2)}"/></Coding></PlainTextSelection>'
    + PLACE.format("P3", "قال", 2, 5)
    + "</PlainTextSelection></TextSource>"
    '<PDFSource guid="S2" name="ورقة"/><TextSource guid="S3" name="غائب" plainTextPath="internal://S3.txt"/>'
    '</Sources><Links><Link guid="L1" name="في" originGUID="{p1}" targetGUID="P2"/></Links></Project>'
)


def project(tmp_path: Path, qde: str, **files: bytes) -> Path:
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", qde)
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_codings_come_in_with_their_users_and_links(tmp_path: Path) -> None:
    # The offsets count the text as it is stored: a line end is two.
    path = project(tmp_path, QDE.replace('"11" endPosition="19"', '"12" endPosition="20"'), **{
        "Sources/s1.TXT": "😀 قال ظريف\r\nفي موسكو".encode("utf-8-sig")
    })  # fmt: skip
    assert format_of(sources([path], frozenset())[0]) is PROJECT
    (line,), reading = read_with(PROJECT, path)
    assert [(one.id, one.label, one.text, one.annotator, one.note) for one in line.entities] == [
        ("p1", "شخص", "ظريف", "سارة", "ملاحظة"),
        (f"p1 {CODE.format(2).lower()}", "وزير", "ظريف", "سارة", "ملاحظة"),
        ("p2", "وزير", "في موسكو", "سارة", None),
    ]
    assert [(one.label, one.head.id, one.tail.id) for one in line.relations] == [("في", "p1", "p2")]
    assert [(fault.code, fault.found) for kind, fault in reading.listed if kind == "refused"] == [
        ("reading.no_label", "قال"),
        ("foreign.not_text_source", "PDFSource ورقة"),
        ("foreign.source_missing", "غائب"),
    ]


def test_notes_are_told_where_they_are_referred_to(tmp_path: Path) -> None:
    refer = '<NoteRef targetGUID="{n1}"/><NoteRef targetGUID="N2"/><NoteRef targetGUID="N9"/>'
    notes = (
        '<Notes><Note guid="N1" plainTextPath="internal://N1.txt"/>'
        '<Note guid="N2" plainTextPath="internal://gone.txt"><PlainTextContent>ثانية</PlainTextContent></Note></Notes>'
    )
    qde = QDE.replace("<Description>ملاحظة</Description>", f"<Description>ملاحظة</Description>{refer}")
    qde = qde.replace("</TextSource>", '<NoteRef targetGUID="N2"/></TextSource>', 1).replace(
        "<Links>", f"{notes}<Links>"
    )
    text = "😀 قال ظريف\nفي موسكو".encode()
    (line,), _ = read_with(
        PROJECT, project(tmp_path, qde, **{"sources/S1.txt": text, "sources/N1.txt": "أولى".encode()})
    )
    assert (line.note, line.entities[0].note) == ("ثانية", "ملاحظة\nأولى\nثانية")


def test_line_ends_that_count_as_one_are_found_from_the_second_line_on(tmp_path: Path) -> None:
    second = QDE.replace("في مو...", "في موسكو")
    text = "😀 قال ظريف\r\nفي موسكو".encode("utf-8-sig")
    (line,), reading = read_with(PROJECT, project(tmp_path, second, **{"Sources/S1.txt": text}))
    assert [one.text for one in line.entities] == ["ظريف", "ظريف", "في موسكو"]
    assert [fault.found for _, fault in reading.listed if fault.code == "reading.unit_taken"] == ["codepoint, one"]


@pytest.mark.parametrize(
    ("qde", "files", "code"),
    [
        (QDE, {"../x.txt": b"x"}, "reading.hostile_name"),
        (QDE, {"Sources/s1.txt": b"0" * (1 << 24)}, "reading.bomb"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>', {}, "foreign.xml_entities"),
        ("<Project>", {}, "foreign.bad_xml"),
    ],
)
def test_dangerous_projects_are_faults(tmp_path: Path, qde: str, files: dict[str, bytes], code: str) -> None:
    with pytest.raises(KnownFailure) as failed:
        read_with(PROJECT, project(tmp_path, qde, **files))
    assert failed.value.details["fault"].code == code


def test_the_scheme_goes_out_as_a_code_book(tmp_path: Path) -> None:
    out = tmp_path / "x.qdc"
    assert format_to_write(None, out) is CODEBOOK
    write_export(nasty(), out, CODEBOOK, choices=ExportChoices(), program="p")
    root = etree.fromstring(out.read_bytes())
    codes = list(root.iter("{urn:QDA-XML:codebook:1.0}Code"))
    assert len({one.get("guid") for one in codes}) == len(codes) > 8
    assert len([one for one in codes if one.get("isCodable") == "false"]) >= 3
    with pytest.raises(KnownFailure) as failed:
        read_with(PROJECT, out)
    assert failed.value.details["fault"].code == "foreign.codebook_only"
