"""Files of other tools coming into a project: whose they are, what is there already, and that nothing comes in half."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import NOBODY
from hashiya.exchange.choices import ExportChoices
from hashiya.exchange.formats import FORMATS
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.exporting import export_corpus

from tests import builders as b
from tests.workspace.hands import bring, everything

TEXT = "قال ظريف 😀 إن طهران لن تتفاوض.\nوأضاف: لا.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[ProjectFile]:
    path = tmp_path / "empty.hashiya"
    with ProjectFile.create(path, scheme=b.scheme(), name="فارغ", annotator=b.SARA, device=b.DEVICE) as project:
        yield project
    assert check_file(path) == []


def rows(path: Path, *marks: tuple[str, str], name: str = "a", text: str = TEXT, **more: Any) -> Path:
    """A table of JSON rows: each mark a label and words of the text."""
    made = [
        {
            "text": text,
            "id": name,
            "start": text.index(words) if words else 0,
            "end": text.index(words) + len(words),
            "label": label,
            "quote": words,
            **more,
        }
        for label, words in marks
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
    return path


def marked(project: ProjectFile) -> list[tuple[str, str, str]]:
    """Label, words and owner of every mention."""
    people = {key: one.handle for key, one in project.annotators().items()} | {NOBODY: "nobody"}
    found = []
    for article in project.articles():
        text = project.text(article.key)
        marks = [*project.annotations(article.key), *project.annotations(article.key, owner=NOBODY)]
        found += [(one.label, " ".join(piece.of(text) for piece in one.fragments), people[one.owner]) for one in marks]
    return sorted(found)


SLOTS = (
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Filler|\n"
    "#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_webanno.custom.Link|webanno.custom.Filler\n\n\n"
    "#Text=قال ظريف\n1-1\t0-3\tقال\t_\t{role}\t1-2\t\n1-2\t4-8\tظريف\t*\t_\t_\t\n"
)


def test_a_project_of_inception_comes_in_whole(empty: ProjectFile, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "project.zip", "w") as archive:
        archive.writestr("exportedproject.json", '{"name": "p", "source_documents": [{"name": "doc.txt"}]}')
        archive.writestr("source/doc.txt", "قال ظريف")
        for name in ("INITIAL_CAS", "amal", "basil"):
            archive.writestr(f"annotation/doc.txt/{name}.tsv", SLOTS.replace("{role}", name))
        archive.writestr("curation/doc.txt/CURATION_USER.tsv", SLOTS.replace("{role}", "gold"))
        archive.writestr("annotation/new.txt/INITIAL_CAS.tsv", SLOTS.replace("{role}", "x").replace("ظريف", "وزير"))
    report = bring(empty, tmp_path / "project.zip")
    assert [one.failure for one in report.files if one.failure] == []
    assert sorted(empty.text(one.key) for one in empty.articles()) == ["قال ظريف", "قال وزير"]
    marks = [("Filler", "ظريف"), ("Host", "قال")]
    wanted = [(*mark, who) for who in ("amal", "basil", "sara") for mark in marks]
    assert marked(empty) == sorted([*wanted, ("Filler", "وزير", "sara"), ("Host", "قال", "sara")])


def test_files_that_say_nothing_by_themselves_may_come_alone(empty: ProjectFile, tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text("<typeSystemDescription/>", "utf-8")
    report = bring(empty, tmp_path / "TypeSystem.xml")
    assert (report.articles, [one.failure for one in report.files if one.failure]) == (0, [])


def test_an_unknown_label_becomes_one_of_the_scheme(empty: ProjectFile, tmp_path: Path) -> None:
    report = bring(empty, rows(tmp_path / "x.json", ("PERS", "ظريف"), ("مدينة", "طهران")))
    assert (report.articles, report.annotations, report.new_labels) == (1, 2, ["مدينة"])
    label = empty.scheme().label(Layer.ENTITIES, "مدينة")
    assert label is not None
    assert label.imported
    assert [one.format for one in report.files] == ["json-rows"]
    assert marked(empty) == [("PERS", "ظريف", "sara"), ("مدينة", "طهران", "sara")]
    assert {one.origin for one in empty.annotations(empty.articles()[0].key)} == {"imported:json-rows"}


def test_the_same_file_twice_changes_nothing(empty: ProjectFile, tmp_path: Path) -> None:
    file = rows(tmp_path / "x.json", ("PERS", "ظريف"), ("PERS", "ظريف"))
    assert bring(empty, file).annotations == 2
    before = everything(empty)
    again = bring(empty, file)
    assert (again.articles, again.annotations, again.merged, again.unchanged) == (0, 0, 1, 2)
    assert everything(empty) == before


def brat_files(folder: Path, stem: str, *lines: str) -> Path:
    """A text with annotations in brat's form, whose article has no name but the files'."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.txt").write_text(TEXT, "utf-8")
    (folder / f"{stem}.ann").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder


def test_a_renamed_file_changes_nothing(empty: ProjectFile, tmp_path: Path) -> None:
    lines = ("T1\tPERS 4 8\tظريف", "T2\tLOC 14 19\tطهران", "R1\tsupports Arg1:T1 Arg2:T2")
    bring(empty, brat_files(tmp_path / "a", "x (1)", *lines))
    before = everything(empty)
    again = bring(empty, brat_files(tmp_path / "b", "other", *lines))
    assert (again.articles, again.annotations, again.relations, again.merged, again.conflicts) == (0, 0, 0, 1, [])
    assert everything(empty) == before


def test_a_corpus_goes_into_a_zip_and_comes_out_of_it_with_its_manifest(empty: ProjectFile, tmp_path: Path) -> None:
    bring(empty, rows(tmp_path / "a.json", ("مدينة", "طهران")))
    report = export_corpus(empty, tmp_path / "x (1).zip", ExportChoices())
    assert report.files == (tmp_path / "x (1).zip",)
    with zipfile.ZipFile(tmp_path / "x (1).zip") as archive:
        assert archive.namelist() == ["x (1).jsonl", "x (1).manifest.json"]
    with ProjectFile.create(
        tmp_path / "other.hashiya", scheme=b.scheme(), name="آخر", annotator=b.SARA, device=b.DEVICE
    ) as other:
        back = bring(other, tmp_path / "x (1).zip")
        assert (back.articles, back.annotations, back.without_manifest, back.failures) == (1, 1, 0, [])
        assert marked(other) == marked(empty)


def test_two_files_of_one_text_that_number_from_one_both_come_in(empty: ProjectFile, tmp_path: Path) -> None:
    bring(empty, brat_files(tmp_path / "a", "x", "T1\tPERS 4 8\tظريف"))
    report = bring(empty, brat_files(tmp_path / "b", "y", "T1\tLOC 14 19\tطهران"))
    assert (report.annotations, report.conflicts) == (1, [])
    assert [label for label, _, _ in marked(empty)] == ["LOC", "PERS"]


def test_another_annotators_file_adds_to_the_same_text(empty: ProjectFile, tmp_path: Path) -> None:
    bring(empty, rows(tmp_path / "a.json", ("PERS", "ظريف")))
    crlf = rows(tmp_path / "b.json", ("PERS", "ظريف"), name="other", text=TEXT.replace("\n", "\r\n"), annotator="omar")
    report = bring(empty, crlf)
    assert (report.articles, report.merged, report.annotations) == (0, 1, 1)
    assert marked(empty) == [("PERS", "ظريف", "omar"), ("PERS", "ظريف", "sara")]
    assert empty.text(empty.articles()[0].key) == TEXT


def test_a_models_file_comes_in_as_proposals(empty: ProjectFile, tmp_path: Path) -> None:
    bring(empty, rows(tmp_path / "a.json", ("PERS", "ظريف")))
    report = bring(empty, rows(tmp_path / "b.json", ("LOC", "طهران"), score=0.75), as_proposals="tagger")
    assert report.annotations == 1
    key = empty.articles()[0].key
    (proposal,) = empty.annotations(key, owner=NOBODY)
    assert (proposal.origin, proposal.score, proposal.label) == ("proposed:tagger", 0.75, "LOC")


def test_own_work_comes_back_as_proposals_beside_it(empty: ProjectFile, tmp_path: Path) -> None:
    bring(empty, rows(tmp_path / "a.json", ("PERS", "ظريف")))
    out = tmp_path / "corpus.jsonl"
    export_corpus(empty, out, ExportChoices())
    report = bring(empty, out, as_proposals="model")
    assert (report.annotations, report.conflicts) == (1, [])
    assert [owner for _, _, owner in marked(empty)] == ["nobody", "sara"]


def test_offsets_that_count_utf16_are_told_by_the_words(empty: ProjectFile, tmp_path: Path) -> None:
    made = json.loads(rows(tmp_path / "x.json", ("LOC", "طهران"), ("PERS", "تتفاوض")).read_text("utf-8"))
    for one in made:
        one["start"] += 1
        one["end"] += 1
    (tmp_path / "x.json").write_text(json.dumps(made), "utf-8")
    report = bring(empty, tmp_path / "x.json")
    assert [(label, words) for label, words, _ in marked(empty)] == [("LOC", "طهران"), ("PERS", "تتفاوض")]
    assert [one.code for one in report.warnings] == ["reading.unit_taken"]
    assert report.remarks["differs"] == 0


def test_what_does_not_come_in_is_counted_with_its_line(empty: ProjectFile, tmp_path: Path) -> None:
    file = rows(tmp_path / "x.json", ("PERS", "ظريف"), ("LOC", "طهران"), ("ORG", "قال"))
    made = json.loads(file.read_text("utf-8"))
    made[0]["end"] = 10_000
    made[1]["label"] = ""
    made[2]["start"] = made[2]["end"]
    file.write_text("\n".join(json.dumps(one) for one in made), "utf-8")
    report = bring(empty, file)
    assert report.remarks["refused"] == 3
    assert [(one.code, one.line) for one in report.warnings] == [
        ("reading.outside_text", 1),
        ("reading.no_label", 2),
        ("reading.empty_span", 3),
    ]
    assert report.articles == 1


def test_a_file_that_breaks_off_brings_nothing(empty: ProjectFile, tmp_path: Path) -> None:
    before = everything(empty)
    good = "\n".join(json.dumps({"text": f"نص {number}\n"}) for number in range(50))
    (tmp_path / "x.jsonl").write_text(good + '\n{"text": "cut', "utf-8")
    report = bring(empty, tmp_path / "x.jsonl")
    assert [(one.state, one.failure.details["fault"].code) for one in report.files if one.failure] == [
        ("failed", "cut_off")
    ]
    assert everything(empty) == before


def test_stopping_takes_everything_back(empty: ProjectFile, tmp_path: Path) -> None:
    before = everything(empty)
    rows(tmp_path / "in/a.json", ("PERS", "ظريف"))
    (tmp_path / "in/b.jsonl").write_text("\n".join(json.dumps({"text": f"نص {n}\n"}) for n in range(20)), "utf-8")
    report = bring(empty, tmp_path / "in", stop_after=6)
    assert report.cancelled
    assert everything(empty) == before


def test_an_archive_comes_in_like_its_folder(empty: ProjectFile, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("texts/1.txt", "الأول\n")
        archive.writestr("marks/2.json", rows(tmp_path / "x.json", ("PERS", "ظريف")).read_bytes())
    report = bring(empty, tmp_path / "x.zip")
    assert (report.articles, report.annotations, report.failures) == (2, 1, [])


def test_two_annotators_of_one_text_in_one_import(empty: ProjectFile, tmp_path: Path) -> None:
    rows(tmp_path / "in/1.json", ("PERS", "ظريف"), annotator="omar")
    rows(tmp_path / "in/2.json", ("PERS", "ظريف"), annotator="huda")
    file = tmp_path / "in/3.jsonl"
    made = [json.loads((tmp_path / f"in/{n}.json").read_text("utf-8"))[0] for n in (1, 2)]
    for number, one in enumerate(made):
        one.update(text="نص ظريف هنا\n", start=3, end=7, id=f"n{number}")
    file.write_text("\n".join(json.dumps(one) for one in made), "utf-8")
    report = bring(empty, tmp_path / "in")
    assert (report.articles, report.annotations, report.failures) == (2, 4, [])
    assert [owner for _, _, owner in marked(empty)] == ["huda", "huda", "omar", "omar"]


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.read and one.write and not one.needs])
def test_a_project_moved_out_and_in_again_is_there_already(name: str, tmp_path: Path) -> None:
    what = next(one for one in FORMATS if one.name == name)
    with b.new_project(tmp_path / "p.hashiya", TEXT, "ثان\n") as project:
        before = [(one.id, project.text(one.key)) for one in project.articles()]
        out = tmp_path / ("out" if what.shape == "folder" else f"out{what.endings[0]}")
        export_corpus(project, out, ExportChoices(), what=what)
        report = bring(project, out, format=name)
        assert report.failures == []
        assert [(one.id, project.text(one.key)) for one in project.articles()] == before
