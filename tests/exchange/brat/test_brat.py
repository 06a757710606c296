"""brat's files as tools and tasks write them: what they mean here, and what is wrong with them."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault
from hashiya.exchange.brat.names import key_of, safe, safe_role
from hashiya.exchange.brat.standoff import FORMAT
from hashiya.exchange.formats import format_of
from hashiya.exchange.line import CorpusArticle, CorpusFiller
from hashiya.exchange.protocol import Reading, ReadOptions
from hashiya.exchange.sources import sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import label, region, scheme
from tests.exchange.fuzzing import sound
from tests.exchange.loss import out_of, read_with, written
from tests.exchange.memory import MemorySnapshot

TEXT = "😀 قال ظريف في طهران إن بلاده لن تتفاوض.\nوقالت واشنطن غير ذلك.\n"


def at(words: str, text: str = TEXT) -> str:
    start = text.index(words)
    return f"{start} {start + len(words)}"


def t(number: int, kind: str, words: str) -> str:
    return f"T{number}\t{kind} {at(words)}\t{words}\n"


def read(folder: Path, ann: str | bytes, *, text: str | bytes = TEXT, **more: str) -> tuple[CorpusArticle, Reading]:
    (folder / "a.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "a.ann").write_bytes(ann if isinstance(ann, bytes) else ann.encode())
    (line,), reading = read_with(FORMAT, folder, options=ReadOptions(more=more))
    return line, reading


def codes(reading: Reading) -> Counter[str]:
    return Counter(fault.code for _, fault in reading.listed)


def spans(fillers: list[CorpusFiller]) -> list[str | None]:
    return [one.text for one in fillers]


def test_an_event_with_content_is_a_claim_whose_cue_is_the_trigger(tmp_path: Path) -> None:
    ann = (
        t(1, "PERS", "ظريف") + t(2, "Content", "بلاده لن تتفاوض") + t(3, "claim", "قال")
        + "E1\tclaim:T3 Source:T1 Content:T2\n"
    )  # fmt: skip
    line, reading = read(tmp_path, ann)
    (claim,) = line.claims
    assert (claim.label, claim.text, spans(claim.roles["cue"])) == ("claim", "بلاده لن تتفاوض", ["قال"])
    assert [one.id for one in claim.roles["source"]] == [line.entities[0].id]
    assert [one.label for one in line.entities] == ["PERS"]
    assert reading.listed == []


def test_attributions_of_polnear(tmp_path: Path) -> None:
    # Two spans with one place, fragments out of order, and words that run over three lines of the file.
    first, second = at("قال"), at("ظريف")
    crossing = "لن تتفاوض.\nوقالت"
    ann = (
        f"T1\tSource {second};{first}\tظريف قال\n{t(2, 'Cue', 'قال')}"
        f"T3\tContent {at(crossing)}\tلن تتفاوض.\n\nوقالت\n{t(4, 'Attribution', 'قال')}"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    )
    line, reading = read(tmp_path, ann)
    (claim,) = line.claims
    assert (claim.label, claim.text) == ("Attribution", crossing)
    assert [one.fragments for one in claim.roles["source"]] == [[(6, 10)], [(2, 5), (6, 10)]][1:]
    assert spans(claim.roles["cue"]) == ["قال"]
    assert line.entities == []
    assert codes(reading) == {"reading.fragments_joined": 1}


def test_events_of_other_tasks_keep_their_trigger_and_arguments(tmp_path: Path) -> None:
    ann = (
        t(1, "Person", "ظريف") + t(2, "Place", "طهران") + t(3, "Talk", "تتفاوض")
        + "E1\tTalk:T3 Agent:T1 Agent2:T2\nE2\tTalk:T3 Theme:E1\n"
        + "M1\tNegation E1\nA2\tDegree E2 high\n"
    )  # fmt: skip
    line, reading = read(tmp_path, ann)
    one, two = line.claims
    assert one.text == two.text == "تتفاوض"
    assert [len(one.roles["Agent"]), two.roles["Theme"][0].id] == [2, one.id]
    assert (one.attributes, two.attributes) == ({"Negation": "yes"}, {"Degree": "high"})
    assert reading.listed == []


def test_events_in_a_circle_are_cut_and_told(tmp_path: Path) -> None:
    ann = t(1, "x", "قال") + t(2, "x", "وقالت") + "E1\tx:T1 Theme:E2\nE2\tx:T2 Theme:E1\nE3\tx:T1 Theme:E3\n"
    line, reading = read(tmp_path, ann)
    assert len(line.claims) == 3
    assert codes(reading) == {"claim_in_itself": 2}


def test_notes_normalisations_equivalents_and_old_attributes(tmp_path: Path) -> None:
    ann = (
        t(1, "GPE", "طهران") + t(2, "GPE", "واشنطن") + t(3, "PERS", "ظريف") + t(4, "NORP", "بلاده")
        + "N1\tReference T1 Wikidata:Q3616\tطهران\n"
        + "* \tnothing\n*\tEquiv T1 T4\n*\tEquiv T3 T9 T2\n"
        + "#1\tAnnotatorNotes T1\tسطر\nسطر ثان\n\nسطر رابع\n#2\tAnnotatorNotes T1\tملاحظة ثانية\n"
        + "#3\tAnnotatorNotes T77\tضائعة\n#4\tAnnotatorNotes R1\tعلى علاقة\nM1\tSure T2\nR1\trival Arg1:T1 Arg2:T2\t\n"
    )  # fmt: skip
    line, reading = read(tmp_path, ann)
    tehran, washington = (next(e for e in line.entities if e.text == words) for words in ("طهران", "واشنطن"))
    country = next(e for e in line.entities if e.text == "بلاده")
    assert tehran.note == "سطر\nسطر ثان\n\nسطر رابع\nملاحظة ثانية"
    assert tehran.referent == country.referent == "Wikidata:Q3616"
    assert line.referents["Wikidata:Q3616"].name == "طهران"
    assert reading.referents["Wikidata:Q3616"].external == {"wikidata": "Q3616"}
    assert washington.referent == next(e for e in line.entities if e.text == "ظريف").referent
    assert washington.attributes == {"Sure": "yes"}
    assert [(one.label, one.note) for one in line.relations] == [("rival", "على علاقة")]
    assert codes(reading) == {"formats_brat.no_record": 1, "formats_brat.no_target": 2}


def test_offsets_of_an_old_brat_count_utf16(tmp_path: Path) -> None:
    def old(number: int, words: str) -> str:
        start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
        return f"T{number}\tX {start} {start + len(words)}\t{words}\n"

    line, reading = read(tmp_path, old(1, "ظريف") + old(2, "طهران"))
    assert [one.text for one in line.entities] == ["ظريف", "طهران"]
    assert codes(reading) == {"reading.unit_taken": 1}


@pytest.mark.parametrize("counted", ["two", "one"])
def test_line_ends_of_windows(tmp_path: Path, counted: str) -> None:
    raw = TEXT.replace("\n", "\r\n")
    start = (raw if counted == "two" else TEXT).index("واشنطن")
    ann = f"T1\tGPE {start} {start + 6}\tواشنطن\r\n#1\tAnnotatorNotes T1\tسطر\r\n"
    line, reading = read(tmp_path, ann, text=raw)
    assert ([one.text for one in line.entities], line.text) == (["واشنطن"], TEXT)
    assert line.entities[0].note == "سطر"
    assert codes(reading)["reading.unit_taken"] == (counted == "one")


def test_a_byte_order_mark_that_was_counted(tmp_path: Path) -> None:
    start = TEXT.index("ظريف") + 1
    line, reading = read(tmp_path, f"T1\tX {start} {start + 4}\tظريف\n", text=b"\xef\xbb\xbf" + TEXT.encode())
    assert [one.text for one in line.entities] == ["ظريف"]
    assert codes(reading) == {"formats_brat.mark_counted": 1}


def test_what_is_wrong_is_counted_with_its_line(tmp_path: Path) -> None:
    ann = (
        t(1, "X", "ظريف") + t(1, "Y", "طهران") + "T2\tX 5 5\t\nT3\tX 5 99999999999999\tx\nT4\tX -1 4\tx\nT5 X 1 2 y\n"
        + "E1\tX:T9 A:T1\nE2\t\nR1\tr Arg1:T1 Arg2:T8\nR2\tr Arg1:T1\nA1\tA\nsomething\nT6\tX 6 10\tزريف\n"
        + "T7\tX 99999999999999999999999999 4\tx\n"
    )  # fmt: skip
    line, reading = read(tmp_path, ann)
    assert [one.text for one in line.entities] == ["ظريف", "ظريف"]
    assert codes(reading) == {
        "doubled_id": 1, "reading.empty_span": 1, "reading.outside_text": 1, "formats_brat.no_record": 7,
        "formats_brat.no_trigger": 1, "reading.unknown_end": 1, "text_differs": 1,
    }  # fmt: skip
    assert all(fault.file and fault.file.endswith("a.ann") for _, fault in reading.listed)
    assert {fault.code: fault.line for _, fault in reading.listed}["doubled_id"] == 2


def test_empty_missing_and_lonely_files(tmp_path: Path) -> None:
    line, reading = read(tmp_path, "")
    assert (line.entities, reading.listed) == ([], [])
    assert format_of(sources([tmp_path / "a.ann"], frozenset())[0]) is FORMAT
    (tmp_path / "a.ann").unlink()
    (only,), reading = read_with(FORMAT, tmp_path)
    assert (only.text, codes(reading)) == (TEXT, {"formats_brat.no_annotations": 1})
    (tmp_path / "b.ann").write_text("T1\tX 0 1\tx\n")
    with pytest.raises(FileFault) as failed:
        read_with(FORMAT, tmp_path)
    assert failed.value.fault.code == "formats_brat.no_text"


def test_folders_of_annotators_archives_and_split_annotations(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    for name, kind in (("sara", "PERS"), ("omar", "OCC")):
        (whole / name).mkdir(parents=True)
        (whole / name / "1.txt").write_text(TEXT, "utf-8")
        (whole / name / "1.a1").write_text(t(1, kind, "ظريف"), "utf-8")
        (whole / name / "1.a2").write_text(t(2, "say", "قال") + "E1\tsay:T2 who:T1\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        for one in sorted(whole.rglob("*.*")):
            made.write(one, one.relative_to(whole).as_posix())
    for path in (whole, tmp_path / "x.zip"):
        lines, reading = read_with(FORMAT, path, options=ReadOptions(more={"annotators": "folders"}))
        found = {one.id: [(e.label, e.annotator) for e in one.entities] for one in lines}
        assert found == {"sara/1": [("PERS", "sara")], "omar/1": [("OCC", "omar")]}
        assert all(len(one.claims) == 1 for one in lines)
        assert reading.listed == []
        assert {format_of(one) for one in sources([path], frozenset(FORMAT.endings))} == {FORMAT}


def test_labels_of_two_layers_with_one_key_are_told_apart(tmp_path: Path) -> None:
    from hashiya.domain.scheme import LayerPlan
    from hashiya.domain.span import Span

    from tests.builders import claim, content, entity, filled_by

    same = LayerPlan(labels=(label("source"), label("content")))
    plan = scheme(entities=same, regions=same, claims=LayerPlan(labels=(label("source"),)))
    base = content(TEXT)
    name = entity(base.article, (6, 10), label="source")
    said = claim(base.article, (14, 20), label="source", roles={"source": (filled_by(name), filled_by(Span(2, 5)))})
    snapshot = MemorySnapshot([content(TEXT, name, said, region(base.article, (2, 5), label="source"))], scheme=plan)
    written(snapshot, FORMAT, out_of(tmp_path, FORMAT))
    (back,), reading = read_with(FORMAT, out_of(tmp_path, FORMAT))
    assert [(e.label, e.start) for e in back.entities] == [("source", 6)]
    assert [(e.label, e.start) for e in back.regions] == [("source", 2)]
    assert [(f.id, f.text) for f in back.claims[0].roles["source"]] == [(back.entities[0].id, None), (None, "قال")]
    assert reading.listed == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_key_becomes_a_name_and_comes_back(key: str) -> None:
    assert key_of(safe(key)) == key
    assert key_of(safe_role(key)) == key
    assert safe(key).isascii()
    assert not safe_role(key)[-1].isdigit()


FEW = st.integers(0, 4)
PLACE = st.integers(-1, 80)
KIND = st.sampled_from("TERAN")
RECORD = st.one_of(
    st.builds("T{}\t{} {} {}\t{}".format, FEW, st.sampled_from("ab"), PLACE, PLACE, st.text(max_size=3)),
    st.builds("E{}\ta:T{} b:{}{}".format, FEW, FEW, KIND, FEW),
    st.builds("R{}\tr Arg1:{}1 Arg2:{}{}".format, FEW, KIND, KIND, FEW),
    st.builds("{}\tx {}{} {}{}\ty".format, st.sampled_from(["A1", "N1", "#1", "*", "M2"]), KIND, FEW, KIND, FEW),
    st.text(max_size=10),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORD, max_size=12))
def test_any_records_give_a_sound_article(tmp_path: Path, records: list[str]) -> None:
    line, reading = read(tmp_path, "\n".join(records).encode("utf-8", "replace"))
    sound(line, reading)
