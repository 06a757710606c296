"""WebAnno TSV as INCEpTION writes it: stacks, parts of tokens, slots, arcs, chains, spans of no length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reading
from hashiya.exchange.sources import sources
from hashiya.exchange.webanno import FORMAT
from hashiya.exchange.webanno.cells import address, escaped, numbered, parted, plain
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.loss import read_with, written
from tests.exchange.nasty import nasty

NER = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"


def read(tmp_path: Path, header: str, *rows: str, version: str = "3.3") -> tuple[CorpusArticle, Reading]:
    path = tmp_path / "doc.tsv"
    path.write_text(f"#FORMAT=WebAnno TSV {version}\n{header}\n\n" + "\n".join(rows) + "\n", "utf-8")
    assert format_of(sources([path], frozenset())[0]) is FORMAT
    (line,), reading = read_with(FORMAT, path)
    return line, reading


def marked(line: CorpusArticle) -> list[tuple[str, str]]:
    return sorted((one.label, one.text) for one in line.entities)


def test_stacks_and_numbers_join_tokens(tmp_path: Path) -> None:
    line, _ = read(
        tmp_path, NER,
        "#Text=قال وزير الخارجية",
        "1-1\t0-3\tقال\t_\t_\t",
        "1-2\t4-8\tوزير\t*[1]|*[2]\tOCC[1]|ORG[2]\t",
        "1-3\t9-17\tالخارجية\t*[1]|Q5[3]\tOCC[1]|ORG[3]\t",
    )  # fmt: skip
    assert marked(line) == [("OCC", "وزير الخارجية"), ("ORG", "الخارجية"), ("ORG", "وزير")]
    assert [one.name for one in line.referents.values()] == ["Q5"]


def test_offsets_are_utf16_and_parts_of_tokens_are_spans(tmp_path: Path) -> None:
    line, _ = read(
        tmp_path,
        NER,
        "#Text=😊 وروسيا",
        "1-1\t0-2\t😊\t_\t_\t",
        "1-2\t3-9\tوروسيا\t_\t_\t",
        "1-2.1\t4-9\tروسيا\t*\tGPE\t",
    )
    assert line.text == "😊 وروسيا"
    assert [(one.start, one.end, one.text) for one in line.entities] == [(3, 8, "روسيا")]


def test_slots_are_roles_and_arcs_relations(tmp_path: Path) -> None:
    header = (
        f"{NER}#T_SP=webanno.custom.Quote|kind"
        "|ROLE_webanno.custom.Quote:who_webanno.custom.QuoteWhoLink|uima.tcas.Annotation\n"
        "#T_RL=webanno.custom.Rel|label|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n"
    )
    line, reading = read(
        tmp_path, header,
        "#Text=قال ظريف في طهران لا",
        "1-1\t0-3\tقال\t_\t_\t_\t_\t_\t_\t_\t",
        "1-2\t4-8\tظريف\t*\tPERS\t_\t_\t_\t_\t_\t",
        "1-4\t12-17\tطهران\t*[2]|*[3]\tGPE[2]|LOC[3]\t_\t_\t_\tin|at\t1-2[0_2]|1-9\t",
        "1-5\t18-20\tلا\t_\t_\tdirect\tsource;place\t1-2;1-4[3]\t_\t_\t",
    )  # fmt: skip
    by_id = {one.id: one.label for one in line.entities}
    (claim,) = line.claims
    assert (claim.label, claim.attributes) == ("Quote", {"kind": "direct"})
    assert {role: [by_id[f.id or ""] for f in found] for role, found in claim.roles.items()} == {
        "source": ["PERS"], "place": ["LOC"],
    }  # fmt: skip
    (relation,) = line.relations
    assert (relation.label, by_id[relation.head.id], by_id[relation.tail.id]) == ("in", "PERS", "GPE")
    assert [fault.code for kind, fault in reading.listed if kind == "refused"] == ["reading.unknown_end"]


def test_spans_of_no_length_and_layers_of_tokens_are_said(tmp_path: Path) -> None:
    header = NER + "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
    line, reading = read(
        tmp_path,
        header,
        "#Text=قال لا",
        "1-1\t0-3\tقال\t_\t_\tV\t",
        "1-2\t4-6\tلا\t_\t_\tN\t",
        "1-2.1\t4-4\t\t*\tPERS\t",
        "x",
    )
    assert line.entities == []
    told = {(kind, fault.code, fault.line, fault.expected) for kind, fault in reading.listed}
    assert told == {
        ("said", "foreign.layer_left_out", None, "2"),
        ("refused", "reading.empty_span", 9, None),
        ("refused", "foreign.bad_row", 10, None),
    }


def test_escapes_empty_values_and_several_lines_of_text(tmp_path: Path) -> None:
    line, _ = read(
        tmp_path, "#T_SP=webanno.custom.Span|value\n#T_SP=webanno.custom.Bare|\n",
        "#Text=قال", "#Text=لا\\tنعم",
        "1-1\t0-3\tقال\ta\\_b\\|\\[1\\]\\->\\;\\*\\\\\t_\t",
        "1-2\t4-6\tلا\t*\t*\t",
        "", "#Text=ثم",
        "2-1\t15-17\tثم\t_\t_\t",
    )  # fmt: skip
    assert line.text == "قال\nلا\tنعم\n    ثم"
    assert marked(line) == [("Bare", "لا"), ("Span", "لا"), ("a_b|[1]->;*\\", "قال")]


def test_chains_share_a_referent(tmp_path: Path) -> None:
    line, _ = read(
        tmp_path,
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation\n",
        "#Text=ظريف هو", "1-1\t0-4\tظريف\tnam[1]\tcoref->1-1[1]\t", "1-2\t5-7\tهو\tpro[2]\t*->1-2[2]\t",
    )  # fmt: skip
    assert [one.label for one in line.entities] == ["nam", "pro"]
    assert len({one.referent for one in line.entities}) == 1


def test_another_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("#FORMAT=WebAnno TSV 2\n", "utf-8")
    with pytest.raises(FileFault) as failed:
        read_with(FORMAT, path)
    assert failed.value.fault.code == "foreign.other_version"


def test_every_row_has_the_columns_of_the_header(tmp_path: Path) -> None:
    written(nasty(), FORMAT, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        rows = [line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#")]
        assert {row.count("\t") for row in rows} == {12}


@given(st.text())
def test_escapes_lose_nothing(text: str) -> None:
    assert plain(escaped(text)) == text
    assert parted(f"{escaped(text)}|b", "|") == [escaped(text), "b"]
    assert numbered(f"{escaped(text)}[12]") == (escaped(text), 12)
    assert numbered(escaped(text)) == (escaped(text), 0)


def test_addresses() -> None:
    assert address("1-2.3[4_0]") == ("1-2.3", [4, 0])
    assert address("1-2") == ("1-2", [0])
    assert address("*") is None


CHAINS = """#FORMAT=WebAnno TSV 3.3
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType


#Text=قال محمد ظريف إنه يأمل
1-1\t0-3\tقال\t_\t_\t
1-2\t4-8\tمحمد\tcoref->27-1\tname[27]\t
1-3\t9-13\tظريف\tcoref->27-1\tname[27]\t
1-4\t14-17\tإنه\t*->27-2\tpronoun[27]\t
1-5\t18-22\tيأمل\t*->27-3|*->3-1\t*[27]|verb[3]\t
"""


@pytest.mark.parametrize("order", ["referenceRelation|referenceType", "referenceType|referenceRelation"])
def test_links_of_one_chain_have_one_referent_and_a_link_of_two_tokens_is_one_mention(
    tmp_path: Path, order: str
) -> None:
    text = CHAINS
    if order.startswith("referenceType"):
        rows = [line.split("\t") for line in text.split("\n")]
        text = "\n".join("\t".join([*row[:3], row[4], row[3], *row[5:]] if len(row) > 4 else row) for row in rows)
    path = tmp_path / "x.tsv"
    path.write_text(text.replace("referenceRelation|referenceType", order), "utf-8")
    lines, _ = read_with(FORMAT, path)
    found = [(one.label, one.text, one.referent) for one in lines[0].entities]
    assert [(label, words) for label, words, _ in found] == [
        ("name", "محمد ظريف"),
        ("pronoun", "إنه"),
        ("CoreferenceLink", "يأمل"),
        ("verb", "يأمل"),
    ]
    assert len({referent for _, _, referent in found[:3]}) == 1
    assert found[3][2] != found[0][2]
