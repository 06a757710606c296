"""Imports: what texts become, what is there already or broken, and that an import is one step or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.faults import FileFault, KnownFailure
from hashiya.domain.step import Kind
from hashiya.storage.project import ProjectFile
from hashiya.workspace.importing import ImportReport

from tests.workspace.files import edited, relabelled, text_file
from tests.workspace.hands import Person, bring, done, everything

# Texts


def test_texts_come_in_as_they_are_with_proposed_metadata(empty: ProjectFile, tmp_path: Path) -> None:
    text = "عنوان قصير\n\nنص\u00a0فيه\u200f علامات 😀 و\u0640تطويل.\n"
    report = bring(empty, text_file(tmp_path, "مقال.txt", text.replace("\n", "\r\n")))
    (article,) = empty.articles()
    assert empty.text(article.key) == text
    assert (article.id, article.meta["file"], article.status) == ("مقال", "مقال.txt", Status.NEW)
    (outcome,) = report.files
    assert (outcome.state, outcome.encoding, outcome.how) == ("done", "UTF-8", "content")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859-6"])
def test_encodings_are_told_apart(empty: ProjectFile, tmp_path: Path, encoding: str) -> None:
    text = "أجرى وزير الخارجية مباحثات في موسكو مع نظيره الروسي، وقال إن العلاقات جيدة.\n" * 3
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode(encoding))
    assert bring(empty, path).failures == []
    assert empty.text(empty.articles()[0].key) == text


def test_one_bad_file_does_not_stop_the_others(empty: ProjectFile, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    text_file(folder, "1.txt", "الأول\n")
    (folder / "2.txt").write_bytes("nul \0 هنا".encode())
    text_file(folder, "3.txt", "")
    text_file(folder, "4.jsonl", '{"format": "hashiya/1"')
    text_file(folder, "5.txt", "الخامس\n")
    report = bring(empty, folder)
    states = {outcome.file.name: outcome.state for outcome in report.files}
    assert states == {"1.txt": "done", "2.txt": "failed", "3.txt": "failed", "4.jsonl": "failed", "5.txt": "done"}
    assert [article.id for article in empty.articles()] == ["1", "5"]
    assert report.articles == 2


def test_the_same_text_twice_in_one_import_comes_in_once(empty: ProjectFile, tmp_path: Path) -> None:
    text_file(tmp_path, "in/a.txt", "نص واحد\n")
    text_file(tmp_path, "in/b.txt", "نص واحد\r\n")
    report = bring(empty, tmp_path / "in")
    assert [(one.state, one.same_as) for one in report.files] == [("done", None), ("skipped", "a")]
    assert len(empty.articles()) == 1
    again = bring(empty, tmp_path / "in")
    assert [one.same_as for one in again.files] == ["a", "a"]
    assert (again.articles, again.skipped) == (0, 2)


def test_the_same_text_may_come_as_a_copy_or_be_an_error(empty: ProjectFile, tmp_path: Path) -> None:
    text_file(tmp_path, "in/a.txt", "نص واحد\n")
    text_file(tmp_path, "in/b.txt", "نص واحد\n")
    assert bring(empty, tmp_path / "in", on_duplicate="copy").articles == 2
    assert bring(empty, tmp_path / "in/a.txt", on_duplicate="copy").articles == 1
    assert [article.id for article in empty.articles()] == ["a", "b", "a-2"]
    assert len({article.key for article in empty.articles()}) == 3
    report = bring(empty, tmp_path / "in", on_duplicate="error")
    assert [one.state for one in report.files] == ["failed", "failed"]


def test_two_files_with_one_name_are_two_articles(empty: ProjectFile, tmp_path: Path) -> None:
    one, two = text_file(tmp_path, "x/a.txt", "الأول\n"), text_file(tmp_path, "y/a.txt", "الثاني\n")
    assert bring(empty, one).failures == []
    assert bring(empty, two).failures == []
    assert [article.id for article in empty.articles()] == ["a", "a-2"]


def test_an_article_that_was_removed_comes_back(sara: Person, tmp_path: Path) -> None:
    key = sara.articles[0]
    mention = sara.mention("موسكو", "GPE")
    text = text_file(tmp_path, "again.txt", sara.workspace.text(key))
    done(sara.workspace.articles.remove([key]))
    report = bring(sara.workspace.project, text)
    assert (report.articles, report.skipped) == (1, 0)
    assert [article.key for article in sara.workspace.articles.all()] == sara.articles
    assert sara.now(mention) == mention


# One step


def test_a_stopped_import_leaves_nothing(empty: ProjectFile, tmp_path: Path, corpus: Path) -> None:
    folder = tmp_path / "texts"
    for number in range(4):
        text_file(folder, f"{number}.txt", f"نص {number}\n")
    before = everything(empty)
    report = bring(empty, folder, stop_after=3)
    assert report.cancelled
    assert (report.articles, empty.articles()) == (0, [])
    report = bring(empty, folder, corpus, stop_after=7)
    assert report.cancelled
    assert empty.articles() == []
    assert everything(empty) == before
    assert empty.referents() == {}
    assert bring(empty, folder, corpus).articles == 9


def test_an_import_is_not_on_the_undo_stack_and_can_be_taken_back(
    path: Path, opened: Callable[..., Person], tmp_path: Path
) -> None:
    sara = opened(path)
    mention = sara.mention("موسكو", "GPE")
    before = everything(sara.workspace.project)
    bring(sara.workspace.project, text_file(tmp_path, "new.txt", "جديد\n"))
    done(sara.workspace.history.undo())
    done(sara.workspace.history.redo())
    assert sara.now(mention) == mention
    imports = sara.workspace.project.imports()
    sara.workspace.project.take_back_import(imports[-1].id)
    assert everything(sara.workspace.project) == before


def with_everything(line: dict[str, Any]) -> None:
    """Another label of what is there, and one that the scheme lacks."""
    relabelled(line)
    line["entities"][1]["label"] = "PLANET"
    line["relations"][0]["note"] = "ملاحظة أخرى"


def test_an_import_is_one_step_whatever_it_changes(empty: ProjectFile, corpus: Path, tmp_path: Path) -> None:
    bring(empty, corpus)
    known = empty.last_step()
    text_file(tmp_path, "new.txt", "جديد\n")
    bring(empty, edited(corpus, tmp_path / "other.jsonl", with_everything), on_conflict="replace")
    (step,) = empty.steps_since(known)
    assert step.name == "import"
    assert {change.kind for change in step.changes} == {Kind.SCHEME, Kind.ENTITY, Kind.RELATION}


def test_taking_an_import_back_takes_back_labels_and_replaced_values(
    empty: ProjectFile, corpus: Path, tmp_path: Path
) -> None:
    bring(empty, corpus)
    scheme, before = empty.scheme(), everything(empty)
    bring(empty, edited(corpus, tmp_path / "other.jsonl", with_everything), on_conflict="replace")
    assert empty.scheme() != scheme
    empty.take_back_import(empty.imports()[-1].id)
    assert empty.scheme() == scheme
    assert everything(empty) == before


def test_an_article_that_came_back_with_an_import_goes_with_it(sara: Person, tmp_path: Path) -> None:
    article = sara.workspace.articles.all()[1]
    file = text_file(tmp_path, "there.txt", sara.workspace.text(article.key))
    done(sara.workspace.articles.remove([article.key]))
    known = sara.workspace.project.last_step()
    bring(sara.workspace.project, file)
    (step,) = sara.workspace.project.steps_since(known)
    assert [change.target for change in step.changes] == [article.key]
    sara.workspace.poll()
    sara.workspace.project.take_back_import(sara.workspace.project.imports()[-1].id)
    there = sara.workspace.project.article(article.key)
    assert there is not None
    assert there.removed


def test_nothing_is_taken_back_once_a_replaced_value_or_a_new_label_is_built_on(
    path: Path, opened: Callable[..., Person], corpus: Path, tmp_path: Path
) -> None:
    sara = opened(path)
    bring(sara.workspace.project, edited(corpus, tmp_path / "other.jsonl", with_everything), on_conflict="replace")
    sara.workspace.poll()
    identifier = sara.workspace.project.imports()[-1].id
    done(sara.workspace.entities.annotate(sara.articles[0], [sara.find("موسكو")], "PLANET"))
    before = everything(sara.workspace.project)
    with pytest.raises(KnownFailure) as caught:
        sara.workspace.project.take_back_import(identifier)
    assert caught.value.code == "import_built_on"
    assert everything(sara.workspace.project) == before
    done(sara.workspace.history.undo())
    sara.workspace.project.take_back_import(identifier)
    assert sara.workspace.project.scheme().label(Layer.ENTITIES, "PLANET") is None


def test_a_report_adds_up() -> None:
    whole = ImportReport(articles=1, new_labels=["A"])
    whole.add(ImportReport(articles=2, relations=3, conflicts=["x"], new_labels=["A", "B"], without_manifest=1))
    assert (whole.articles, whole.relations, whole.conflicts) == (3, 3, ["x"])
    assert (whole.new_labels, whole.without_manifest) == (["A", "B"], 1)


def test_files_without_an_ending_are_texts_when_they_are_named(empty: ProjectFile, tmp_path: Path) -> None:
    for n, words in enumerate(("قال الوزير نعم.", "قال الوزير, أمس, لا."), 1):
        (tmp_path / f"مقال {n}").write_text(words, "utf-8")
    report = bring(empty, tmp_path / "مقال 1", tmp_path / "مقال 2")
    assert [one.state for one in report.files] == ["done", "done"]
    assert [empty.text(one.key) for one in empty.articles()] == ["قال الوزير نعم.", "قال الوزير, أمس, لا."]


def test_a_folder_of_which_nothing_is_read_says_so(empty: ProjectFile, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("قال الوزير نعم.", "utf-8")
    (outcome,) = bring(empty, tmp_path).files
    assert (outcome.file, outcome.state) == (tmp_path, "failed")
    assert isinstance(outcome.failure, FileFault)
    assert outcome.failure.fault.code == "reading.nothing_readable"
