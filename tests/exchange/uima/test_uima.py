"""CAS files of INCEpTION and others; the library of the field reads what is written, and the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import sources
from hashiya.exchange.uima import JSON, XMI

from tests.exchange.loss import read_with, written
from tests.exchange.nasty import nasty

NER = "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
    f'xmlns:cas="http:///uima/cas.ecore" xmlns:ner="{NER}" xmlns:custom="http:///webanno/custom.ecore" '
    'xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" '
    'xmlns:coref="http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore" '
    'xmlns:tag="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" '
    'xmlns:noNamespace="http:///uima/noNamespace.ecore" xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
)
TEXT = "😀 قال ظريف إن طهران لن تقبل.&#10;"
BODY = (
    '<tag:TagsetDescription xmi:id="5" sofa="1" begin="0" end="0" layer="x"/>'
    '<seg:Token xmi:id="6" sofa="1" begin="3" end="6" order="0"/>'
    '<ner:NamedEntity xmi:id="12" sofa="1" begin="7" end="11" value="PER" identifier="http://www.wikidata.org/entity/Q1"/>'
    '<ner:NamedEntity xmi:id="13" sofa="1" begin="15" end="20" value="GPE"/>'
    '<custom:Quote xmi:id="14" sofa="1" begin="21" end="28" modality="sure" chapter="12" who="15 16"/>'
    '<custom:QuoteWhoLink xmi:id="15" role="source" target="12"/>'
    '<custom:QuoteWhoLink xmi:id="16" role="place" target="13"/>'
    '<custom:Rel xmi:id="17" sofa="1" begin="15" end="20" Governor="12" Dependent="13" label="located_in" sure="yes"/>'
    '<noNamespace:Bare xmi:id="18" sofa="1" begin="3" end="6"/>'
    '<ner:NamedEntity xmi:id="19" sofa="1" begin="1" end="2" value="HALF"/>'
    '<ner:NamedEntity xmi:id="20" sofa="1" begin="3" end="6" value="NOTINDEXED"/>'
    '<coref:CoreferenceLink xmi:id="21" sofa="1" begin="7" end="11" next="22" referenceType="nam"/>'
    '<coref:CoreferenceLink xmi:id="22" sofa="1" begin="21" end="23" referenceType="pro"/>'
    '<coref:CoreferenceChain xmi:id="23" first="21"/>'
    f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{TEXT}"/>'
    '<cas:Sofa xmi:id="2" sofaNum="2" sofaID="raw" mimeType="text"/>'
    '<cas:Sofa xmi:id="3" sofaNum="3" sofaID="english" mimeType="text" sofaString="Zarif said"/>'
    '<ner:NamedEntity xmi:id="30" sofa="3" begin="0" end="5" value="PER"/>'
    '<cas:View sofa="1" members="5 6 12 13 14 17 18 19 21 22 23"/><cas:View sofa="3" members="30"/></xmi:XMI>'
)


def read(tmp_path: Path, text: str) -> tuple[list[CorpusArticle], Reading]:
    path = tmp_path / "doc.xmi"
    path.write_text(text, "utf-8")
    assert format_of(sources([path], frozenset())[0]) is XMI
    return read_with(XMI, path)


def test_layers_come_in_as_what_they_are_without_a_type_system(tmp_path: Path) -> None:
    (line, english), reading = read(tmp_path, HEAD + BODY)
    assert line.text == "😀 قال ظريف إن طهران لن تقبل.\n"
    assert sorted((one.label, one.text) for one in line.entities) == [
        ("Bare", "قال"), ("GPE", "طهران"), ("PER", "ظريف"), ("nam", "ظريف"), ("pro", "لن"),
    ]  # fmt: skip
    (claim,) = line.claims
    assert (claim.label, claim.text) == ("Quote", "لن تقبل")
    assert claim.attributes == {"modality": "sure", "chapter": "12"}
    assert {role: [f.id for f in fillers] for role, fillers in claim.roles.items()} == {
        "source": ["x12"],
        "place": ["x13"],
    }
    (relation,) = line.relations
    assert (relation.label, relation.head.id, relation.tail.id) == ("located_in", "x12", "x13")
    assert relation.attributes == {"sure": "yes"}
    by_label = {one.label: one for one in line.entities}
    assert by_label["nam"].referent == by_label["pro"].referent
    assert line.referents[by_label["nam"].referent or ""].name == "ظريف"
    assert reading.referents["http://www.wikidata.org/entity/Q1"].external["identifier"].endswith("Q1")
    assert (english.id, [one.text for one in english.entities]) == ("doc-english", ["Zarif"])


def test_nothing_is_dropped_silently(tmp_path: Path) -> None:
    _, reading = read(tmp_path, HEAD + BODY)
    told = {(kind, fault.code, fault.found, fault.expected) for kind, fault in reading.listed}
    assert ("said", "foreign.layer_left_out", "Token", "1") in told
    assert ("said", "foreign.layer_left_out", "TagsetDescription", "1") in told
    assert ("said", "foreign.no_sofa_text", "raw", None) in told
    assert ("refused", "reading.outside_text") in {one[:2] for one in told}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD.partition("\n")[2] + "&a;</xmi:XMI>", "foreign.xml_entities"),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD.partition("\n")[2] + "&a;</xmi:XMI>",
            "foreign.xml_entities",
        ),
        (HEAD, "foreign.bad_xml"),
        (HEAD + "<a>" * 2000, "foreign.bad_xml"),
        (HEAD + f'<cas:Sofa xmi:id="1" sofaString="{"x" * 11_000_000}"/></xmi:XMI>', "foreign.bad_xml"),
    ],
)
def test_dangerous_and_broken_files_are_faults(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(FileFault) as failed:
        read(tmp_path, text)
    assert failed.value.fault.code == code


def test_the_library_of_the_field_reads_what_is_written(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    written(nasty(), XMI, tmp_path / "xmi")
    written(nasty(), JSON, tmp_path / "json")
    with (tmp_path / "xmi/TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    for path in (tmp_path / "xmi").glob("*.xmi"):
        with path.open("rb") as file:
            whole = cassis.load_cas_from_xmi(file, typesystem=types)
        with (tmp_path / "json" / f"{path.stem}.json").open("rb") as file:
            other = cassis.load_cas_from_json(file)
        assert whole.sofa_string == other.sofa_string
        for name in ("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "webanno.custom.Claim"):
            found = [(one.begin, one.end, one.get_covered_text()) for one in whole.select(name)]
            assert found == [(one.begin, one.end, one.get_covered_text()) for one in other.select(name)]
        names = {one.get_covered_text() for one in whole.select("webanno.custom.Relation")}
        assert names == {one.get_covered_text() for one in other.select("webanno.custom.Relation")}
    (article,) = (one for one in (tmp_path / "xmi").glob("*.xmi") if "rumour" in one.read_text("utf-8"))
    with article.open("rb") as file:
        whole = cassis.load_cas_from_xmi(file, typesystem=types)
    claims = {one.label: one for one in whole.select("webanno.custom.Claim")}
    slots = {slot.role: slot.target.get_covered_text() for slot in claims["rumour"].roles.elements}
    assert slots == {"source": "طهران", "cue": "قالت إنها"}


def test_what_the_library_of_the_field_writes_comes_in(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    types = cassis.TypeSystem()
    kind = types.create_type("x.Name", "uima.tcas.Annotation")
    types.create_feature(kind, "value", "uima.cas.String")
    types.create_feature(kind, "parts", "uima.cas.StringArray")
    whole = cassis.Cas(types)
    whole.sofa_string = "😀 ظريف\nفي موسكو"
    whole.sofa_mime = "text/plain"
    parts = types.get_type("uima.cas.StringArray")(elements=["a b", "c"])
    whole.add(kind(begin=2, end=6, value="PER", parts=parts))
    whole.add(kind(begin=10, end=15, value="LOC"))
    whole.to_xmi(tmp_path / "a.xmi")
    whole.to_json(tmp_path / "a.json")
    for name, what in (("a.xmi", XMI), ("a.json", JSON)):
        (line,), _ = read_with(what, tmp_path / name)
        assert [(one.label, one.text) for one in line.entities] == [("PER", "ظريف"), ("LOC", "موسكو")], name
