"""GATE documents: nodes, several sets, annotations of no length."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashiya.exchange.formats import format_of
from hashiya.exchange.gate import FORMAT
from hashiya.exchange.sources import sources

from tests.exchange.loss import read_with

DOCUMENT = """<?xml version='1.0' encoding='UTF-8'?>
<GateDocument version="3">
<GateDocumentFeatures>
<Feature><Name className="java.lang.String">gate.SourceURL</Name><Value className="java.lang.String">x</Value></Feature>
<Feature><Name className="java.lang.String">source</Name><Value className="java.lang.String">Reuters</Value></Feature>
</GateDocumentFeatures>
<TextWithNodes><Node id="0"/>😀 <Node id="3"/>قال<Node id="6"/> <Node
 id="7"/>ظريف<Node id="11"/> &amp; &lt;</TextWithNodes>
<AnnotationSet>
<Annotation Id="1" Type="Token" StartNode="3" EndNode="6"></Annotation>
<Annotation Id="2" Type="Person" StartNode="7" EndNode="11">
<Feature><Name className="java.lang.String">gender</Name><Value className="java.lang.String">male</Value></Feature>
</Annotation>
<Annotation Id="3" Type="Empty" StartNode="7" EndNode="7"></Annotation>
<Annotation Id="4" Type="Gone" StartNode="7" EndNode="99"></Annotation>
<Annotation Id="5" Type="Verb" StartNode="3" EndNode="6"></Annotation>
<Relation Id="6" Type="subject" Members="5;2"/>
</AnnotationSet>
<AnnotationSet Name="Key"><Annotation Id="2" Type="Person" StartNode="3" EndNode="11"></Annotation></AnnotationSet>
<AnnotationSet Name="Original markups">
<Annotation Id="9" Type="p" StartNode="0" EndNode="11"></Annotation></AnnotationSet>
</GateDocument>
"""


def test_annotations_stand_between_nodes(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(DOCUMENT, "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    assert line.text == "😀 قال ظريف & <"
    assert line.meta == {"source": "Reuters"}
    assert [(one.id, one.label, one.text, one.annotator) for one in line.entities] == [
        ("2", "Person", "ظريف", None), ("5", "Verb", "قال", None), ("Key 2", "Person", "قال ظريف", "Key"),
    ]  # fmt: skip
    assert line.entities[0].attributes == {"gender": "male"}
    assert [(one.label, one.head.id, one.tail.id) for one in line.relations] == [("subject", "5", "2")]
    told = [(kind, fault.code, fault.found) for kind, fault in reading.listed]
    assert told == [
        ("refused", "foreign.no_node", "Gone 7 99"),
        ("said", "foreign.layer_left_out", "Original markups"),
        ("said", "foreign.layer_left_out", "Token"),
        ("refused", "reading.empty_span", "6 6"),
    ]


@pytest.mark.parametrize(("unit", "start"), [("p", 6), ("j", 7)])
def test_the_same_in_json_counts_as_its_language_does(tmp_path: Path, unit: str, start: int) -> None:
    person = {"type": "Person", "start": start, "end": start + 4, "id": 3, "features": {"gender": "male"}}
    token = {"type": "Token", "start": start, "end": start + 4, "id": 1}
    document = {
        "annotation_sets": {
            "": {"name": "", "annotations": [person, token, {"type": "x", "start": None}, 7]},
            "Key": {"annotations": [{**person, "features": None}]},
        },
        "text": "😀 قال ظريف",
        "features": {"source": "Reuters", "gate.SourceURL": "x"},
        "offset_type": unit,
    }
    path = tmp_path / "d.bdocjs"
    path.write_text(json.dumps(document), "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    assert line.meta == {"source": "Reuters"}
    assert [(one.id, one.text, one.annotator, one.attributes) for one in line.entities] == [
        ("3", "ظريف", None, {"gender": "male"}), ("Key 3", "ظريف", "Key", {}),
    ]  # fmt: skip
    assert [(kind, fault.code) for kind, fault in reading.listed] == [
        ("refused", "reading.no_number"), ("refused", "reading.no_number"), ("said", "foreign.layer_left_out"),
    ]  # fmt: skip


def test_xml_of_version_1_1_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(DOCUMENT.replace("version='1.0'", "version='1.1'"), "utf-8")
    assert len(read_with(FORMAT, path)[0]) == 1
