"""Rejected proposals in the file: a thing of the record like any other, and what engines are counted by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import NOBODY, RejectionId
from hashiya.domain.judged import Judged, Verdict, judged, proposed_referent
from hashiya.domain.rejection import Rejection
from hashiya.domain.span import Span
from hashiya.domain.step import Kind, Thing
from hashiya.storage.checking import check_file
from hashiya.storage.line import Line
from hashiya.storage.project import ProjectFile
from hashiya.storage.rescue import rescue

from tests import builders as b

ARTICLE = b.article()


def rejected(label: str = "PERS", *, engine: str = "gazetteer", **values: Any) -> Rejection:
    """A proposal on «محمد جواد ظريف» that Sara turned down."""
    made = Rejection(
        id=RejectionId(b.IDS.make()),
        article=ARTICLE.key,
        layer=Layer.ENTITIES,
        label=label,
        fragments=(Span(27, 41),),
        engine=engine,
        owner=b.SARA.id,
    )
    return replace(made, **values)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with b.new_project(tmp_path / "x.hashiya", b.TEXT) as opened:
        yield opened


def test_it_is_kept_and_read_by_article_and_owner(project: ProjectFile) -> None:
    mine, others = rejected(), rejected(owner=b.OMAR.id)
    project.apply(b.step(b.change(None, mine), b.change(None, others), b.change(None, b.OMAR)))
    assert project.rejections(ARTICLE.key, b.SARA.id) == [mine]
    assert project.thing(Kind.REJECTION, others.id) == others
    assert project.history(mine.id)[0][1].after == mine
    assert check_file(project.path) == []


def test_taking_it_back_leaves_nothing(project: ProjectFile) -> None:
    mine = rejected()
    change = b.change(None, mine)
    project.apply(b.step(change))
    project.apply(b.step(change.inverse(None), name="undo"))
    assert project.rejections(ARTICLE.key, b.SARA.id) == []
    with pytest.raises(KnownFailure, match="changed_meanwhile"):
        project.apply(b.step(change.inverse(None)))


def test_it_can_be_changed(project: ProjectFile) -> None:
    mine = rejected()
    project.apply(b.step(b.change(None, mine)))
    project.apply(b.step(b.change(mine, replace(mine, label="ORG"))))
    assert [one.label for one in project.rejections(ARTICLE.key, b.SARA.id)] == ["ORG"]
    assert project.engine_record() == {("gazetteer", "ORG"): (0, 0, 1)}


def test_it_is_rescued(project: ProjectFile, tmp_path: Path) -> None:
    mine = rejected()
    project.apply(b.step(b.change(None, mine)))
    report = rescue(project.path, tmp_path / "y.hashiya")
    assert (report.lost, report.repaired, report.faults) == ({}, 0, ())
    with ProjectFile.open(tmp_path / "y.hashiya") as rescued:
        assert rescued.rejections(ARTICLE.key, b.SARA.id) == [mine]


def test_an_import_that_was_judged_stays(project: ProjectFile) -> None:
    project.apply(b.step(b.change(None, rejected())))
    with pytest.raises(KnownFailure, match="import_built_on"):
        project.take_back_import(project.imports()[0].id)


def test_an_engine_is_counted_by_what_became_of_its_proposals(project: ProjectFile) -> None:
    origins = ["suggested:dates", "suggested:dates", "corrected:dates", "human", "corrected:imported:brat"]
    things = [b.entity(ARTICLE, (0, n + 1), label="LOC", origin=origin) for n, origin in enumerate(origins)]
    waiting = b.entity(ARTICLE, (20, 22), label="LOC", origin="proposed:dates", owner=NOBODY)
    # A note that looks like an origin is none.
    noted = b.entity(ARTICLE, (30, 32), label="LOC", note='"origin":"suggested:dates"')
    made: list[Thing] = [*things, waiting, noted, rejected("LOC", engine="dates"), rejected("ORG", engine="dates")]
    project.apply(b.step(*(b.change(None, one) for one in made)))
    assert project.engine_record() == {("dates", "LOC"): (2, 1, 1), ("dates", "ORG"): (0, 0, 1)}


ODD = [7, "suggested:x", ["suggested:x"], *({"origin": how, "referent": "r"} for how in ("human", "proposed:x", 1))]


@pytest.mark.parametrize("odd", [*ODD, {"origin": "suggested:x"}, {"origin": "suggested:x", "referent": 1}])
def test_what_a_corpus_brings_under_the_same_key_is_in_no_record(project: ProjectFile, odd: Any) -> None:
    mention = b.entity(ARTICLE, origin="suggested:dates", extra={"x_referent": odd})
    project.apply(b.step(b.change(None, mention)))
    assert project.engine_record() == {("dates", "PERS"): (1, 0, 0)}
    assert list(judged(mention)) == [Judged("dates", "PERS", Verdict.ACCEPTED)]


def test_a_referent_that_waits_with_its_mention_is_not_counted(project: ProjectFile) -> None:
    told = proposed_referent("referents", b.referent().id)
    waiting = b.entity(ARTICLE, origin="proposed:x", owner=NOBODY, extra=told)
    project.apply(b.step(b.change(None, waiting)))
    assert project.engine_record() == {}
    assert list(judged(waiting)) == []


class TestIndex:
    """The folded texts and their index follow the texts on every path."""

    def texts(self, line: Line) -> tuple[int, int, int]:
        """How many texts, folded texts, and texts in the index there are."""
        tables = ("text", "folded", "search_docsize")
        text, folded, found = (line.value(f"SELECT count(*) FROM {table}") for table in tables)
        return text, folded, found

    def test_a_text_that_a_step_brings_is_found(self, project: ProjectFile) -> None:
        assert project.add_text("نص آخر") == project.add_text("نص آخر")
        assert self.texts(project._line) == (2, 2, 2)
        assert check_file(project.path) == []

    def test_an_import_that_is_taken_back_is_found_no_more(self, project: ProjectFile) -> None:
        b.put(project, b.content("نص آخر يذكر إيران"), b.content(b.TEXT, copy=1))
        assert self.texts(project._line) == (2, 2, 2)
        project.take_back_import(project.imports()[1].id)
        assert self.texts(project._line) == (1, 1, 1)
        project._line.run("INSERT INTO search (search) VALUES ('integrity-check')")
        assert check_file(project.path) == []

    def test_a_cancelled_import_leaves_nothing_in_it(self, project: ProjectFile) -> None:
        with project.begin_import(source="x", annotator=b.SARA.id, device=b.DEVICE) as writer:
            writer.add(b.content(f"{n} نص") for n in range(25))
        assert self.texts(project._line) == (1, 1, 1)
        project._line.run("INSERT INTO search (search) VALUES ('integrity-check')")

    @pytest.mark.parametrize(
        "damage",
        [
            "INSERT INTO search (search, rowid, words) SELECT 'delete', n, words_of(text) FROM folded",
            "DELETE FROM folded",
            "DROP TRIGGER folded_kept; UPDATE folded SET text = 'x'",
            "DROP TRIGGER folded_kept; UPDATE folded SET shifts = zeroblob(8)",
        ],
    )
    def test_a_check_sees_what_does_not_follow(self, project: ProjectFile, damage: str) -> None:
        for statement in damage.split("; "):
            project._line.run(statement)
        assert "row_differs" in {fault.code for fault in check_file(project.path)}
