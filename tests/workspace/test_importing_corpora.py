"""Corpora coming into a project: what is there already, what differs, what is foreign, and what is broken."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Claim, EntityMention, Layer
from hashiya.domain.faults import KnownFailure
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.sample import scheme_named

from tests import builders as b
from tests.workspace.files import edited, relabelled, text_file
from tests.workspace.hands import Person, bring, done, everything, exported


def test_a_corpus_comes_back_as_it_went_out(empty: ProjectFile, sara: Person, corpus: Path, tmp_path: Path) -> None:
    report = bring(empty, corpus)
    assert (report.articles, report.annotations, report.relations, report.warnings) == (5, 5, 2, [])
    assert (report.relations_left_out, report.without_manifest) == (0, 0)
    assert everything(empty) == everything(sara.workspace.project)
    assert exported(empty, tmp_path / "again.jsonl") == corpus.read_bytes()


def test_importing_the_same_corpus_twice_changes_nothing(empty: ProjectFile, corpus: Path) -> None:
    bring(empty, corpus)
    before = everything(empty)
    report = bring(empty, corpus)
    assert (report.articles, report.annotations, report.relations) == (0, 0, 0)
    assert (report.merged, report.unchanged, report.conflicts) == (5, 7, [])
    assert everything(empty) == before


def test_annotations_that_are_not_there_yet_are_added_to_a_text_that_is(
    sara: Person, corpus: Path, tmp_path: Path, seeds_project: Path
) -> None:
    path = Path(shutil.copy(seeds_project, tmp_path / "bare.hashiya"))
    with ProjectFile.open(path) as project:
        report = bring(project, corpus)
        assert (report.articles, report.merged, report.annotations, report.relations) == (0, 5, 5, 2)
        mine, theirs = everything(project), everything(sara.workspace.project)
        assert {key for key in theirs if mine.get(key) != theirs[key]} <= set(sara.articles)
        report = bring(project, corpus, on_duplicate="skip")
        assert (report.skipped, report.merged) == (5, 0)
        report = bring(project, corpus, on_duplicate="error")
        assert [one.state for one in report.files] == ["failed"]
    assert check_file(path) == []


def test_a_copy_has_ids_of_its_own_and_its_relations(empty: ProjectFile, corpus: Path, tmp_path: Path) -> None:
    bring(empty, corpus)
    report = bring(empty, corpus, on_duplicate="copy")
    assert (report.articles, report.annotations, report.relations, report.relations_left_out) == (5, 5, 2, 0)
    assert len(empty.articles()) == 10
    originals, copies = empty.articles()[:5], empty.articles()[5:]
    assert [one.id for one in copies] == [f"{one.id}-2" for one in originals]
    (first,) = empty.claims(originals[0].key)
    (second,) = empty.claims(copies[0].key)
    assert first.fragments == second.fragments
    (speaker,) = [f for f in second.fillers("source") if f.annotation]
    assert empty.article_of(speaker.annotation) == copies[0].key if speaker.annotation else False
    assert len(empty.relations_of_article(copies[1].key)) == 1
    with_copies = exported(empty, tmp_path / "ten.jsonl")
    scheme = scheme_named("news-claims")
    other = ProjectFile.create(tmp_path / "o.hashiya", scheme=scheme, name="o", annotator=b.SARA, device=b.DEVICE)
    with other:
        bring(other, tmp_path / "ten.jsonl")
        assert exported(other, tmp_path / "ten2.jsonl") == with_copies


def test_claims_of_a_copy_are_claims(empty: ProjectFile, corpus: Path) -> None:
    bring(empty, corpus)
    key = empty.articles()[0].key
    assert all(isinstance(one, Claim) for one in empty.claims(key))


@pytest.mark.parametrize(
    ("choice", "labels", "added"),
    [("keep", ["OCC", "PERS"], 0), ("replace", ["ORG", "PERS"], 0), ("copy", ["OCC", "ORG", "PERS"], 1)],
)
def test_the_same_id_with_other_values(
    empty: ProjectFile, corpus: Path, tmp_path: Path, choice: str, labels: list[str], added: int
) -> None:
    bring(empty, corpus)
    other = edited(corpus, tmp_path / "other.jsonl", relabelled)
    report = bring(empty, other, on_conflict=choice)
    assert len(report.conflicts) == 1
    assert report.annotations == added
    key = empty.articles()[0].key
    assert sorted(one.label for one in empty.annotations(key) if isinstance(one, EntityMention)) == labels
    again = bring(empty, other, on_conflict=choice)
    assert again.annotations == 0
    assert sorted(one.label for one in empty.annotations(key) if isinstance(one, EntityMention)) == labels


def test_a_relation_with_other_values_is_listed(empty: ProjectFile, corpus: Path, tmp_path: Path) -> None:
    bring(empty, corpus)

    def edit(line: dict[str, Any]) -> None:
        line["relations"][0]["note"] = "ملاحظة أخرى"

    other = edited(corpus, tmp_path / "other.jsonl", edit)
    assert len(bring(empty, other).conflicts) == 1
    notes = {relation.note for relation in empty.relations_of_article(empty.articles()[0].key)}
    assert notes == {None}
    bring(empty, other, on_conflict="replace")
    notes = {relation.note for relation in empty.relations_of_article(empty.articles()[0].key)}
    assert notes == {None, "ملاحظة أخرى"}


def test_what_the_scheme_lacks_becomes_part_of_it(empty: ProjectFile, corpus: Path, tmp_path: Path) -> None:
    def edit(line: dict[str, Any]) -> None:
        line["entities"][0]["label"] = "PLANET"
        line["entities"][0]["attributes"]["size"] = "large"
        line["claims"][0]["attributes"]["act"] = "sing"
        line["claims"][0]["roles"]["witness"] = [{"fragments": [[0, 4]], "text": line["text"][:4]}]
        line["regions"][0]["label"] = "FOOTER"

    foreign = edited(corpus, tmp_path / "foreign.jsonl", edit)
    report = bring(empty, foreign)
    assert report.failures == []
    assert report.new_labels == ["FOOTER", "PLANET"]
    scheme = empty.scheme()
    planet = scheme.label(Layer.ENTITIES, "PLANET")
    assert planet is not None
    assert (planet.imported, planet.shown, planet.hotkey, planet.name.ar) == (True, False, None, "PLANET")
    assert scheme.role("witness") is not None
    size = next(one for one in scheme.attributes(Layer.ENTITIES, "PLANET") if one.key == "size")
    assert [value.key for value in size.values] == ["large"]
    act = next(one for one in scheme.attributes(Layer.CLAIMS, "claim") if one.key == "act")
    assert act.values[-1].key == "sing"
    before = exported(empty, tmp_path / "1.jsonl")
    bring(empty, foreign)
    assert exported(empty, tmp_path / "1.jsonl") == before


def test_without_its_manifest_a_corpus_is_whole_and_the_rest_is_filled_in_later(
    empty: ProjectFile, sara: Person, corpus: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.jsonl"
    alone.write_bytes(corpus.read_bytes())
    report = bring(empty, alone)
    assert (report.without_manifest, report.failures) == (1, [])
    (referent,) = empty.referents().values()
    assert referent.aliases == ()
    assert [cluster.name for cluster in empty.clusters().values()] == [None]
    assert exported(empty, tmp_path / "again.jsonl") == corpus.read_bytes()
    bring(empty, corpus)
    assert empty.referents() == sara.workspace.project.referents()
    assert empty.clusters() == sara.workspace.project.clusters()


def test_merged_referents_resolve_after_the_journey(empty: ProjectFile, sara: Person, tmp_path: Path) -> None:
    mentions = [sara.mention(words) for words in ("محمد جواد ظريف", "جواد ظريف", "ظريف")]
    for mention in mentions:
        done(sara.workspace.referents.make_and_assign(mention.id, f"اسم {mention.start}"))
    one, two, three = (sara.now(mention).referent for mention in mentions)
    done(sara.workspace.referents.merge(one, two))
    done(sara.workspace.referents.merge(two, three))
    exported(sara.workspace.project, tmp_path / "x.jsonl")
    assert bring(empty, tmp_path / "x.jsonl").failures == []
    assert empty.referents() == sara.workspace.project.referents()


def test_people_are_known_by_their_handle_with_the_manifest_and_without(
    empty: ProjectFile, sara: Person, omar: Person, tmp_path: Path
) -> None:
    sara.mention("موسكو", "GPE")
    omar.mention("روسيا", "GPE")
    first = exported(sara.workspace.project, tmp_path / "x.jsonl")
    alone = tmp_path / "alone.jsonl"
    alone.write_bytes(first)
    bring(empty, alone)
    assert sorted(one.handle for one in empty.annotators().values()) == ["omar", "sara"]
    assert {one.owner for one in empty.annotations(empty.articles()[0].key)} == set(empty.annotators())
    report = bring(empty, tmp_path / "x.jsonl")
    assert (report.conflicts, report.annotations) == ([], 0)
    assert sorted(one.handle for one in empty.annotators().values()) == ["omar", "sara"]
    assert exported(empty, tmp_path / "again.jsonl") == first


def test_somebody_who_changed_their_handle_is_the_same_person(empty: ProjectFile, sara: Person, tmp_path: Path) -> None:
    sara.mention("موسكو", "GPE")
    sara.workspace.switch_annotator(replace(b.SARA, handle="sara-new"))
    sara.mention("روسيا", "GPE")
    exported(sara.workspace.project, tmp_path / "x.jsonl")
    bring(empty, tmp_path / "x.jsonl")
    assert {one.owner for one in empty.annotations(empty.articles()[0].key)} == {b.SARA.id}


def test_adopting_makes_everything_the_importers_own(empty: ProjectFile, corpus: Path) -> None:
    bring(empty, corpus, by=b.OMAR, adopt=True)
    owners = {one.owner for article in empty.articles() for one in empty.annotations(article.key)}
    assert owners == {b.OMAR.id, "shared"}


def test_foreign_ids_become_the_same_uuids_each_time(empty: ProjectFile, corpus: Path, tmp_path: Path) -> None:
    def edit(line: dict[str, Any]) -> None:
        speaker, post = line["entities"][1], line["entities"][0]
        ids = {speaker["id"]: "T1", post["id"]: "T2"}
        speaker["id"], post["id"] = "T1", "T2"
        for one in line["claims"][0]["roles"]["source"]:
            one["id"] = ids.get(one["id"], one["id"])
        for relation in line["relations"]:
            relation["head"]["id"] = ids.get(relation["head"]["id"], relation["head"]["id"])
            relation["tail"]["id"] = ids.get(relation["tail"]["id"], relation["tail"]["id"])

    foreign = edited(corpus, tmp_path / "foreign.jsonl", edit)
    assert bring(empty, foreign).relations == 2
    before = everything(empty)
    report = bring(empty, foreign)
    assert (report.annotations, report.relations, report.conflicts) == (0, 0, [])
    assert everything(empty) == before


def test_a_relation_whose_end_is_nowhere_is_counted_and_not_stored(
    empty: ProjectFile, corpus: Path, tmp_path: Path
) -> None:
    lines = corpus.read_text("utf-8").splitlines(keepends=True)
    first = tmp_path / "first.jsonl"
    first.write_text(lines[0], "utf-8")
    report = bring(empty, first)
    assert (report.relations, report.relations_left_out) == (1, 1)
    assert len(report.warnings) == 1
    rest = tmp_path / "rest.jsonl"
    rest.write_text("".join(lines[1:]), "utf-8")
    bring(empty, rest)
    assert bring(empty, first).relations == 1
    assert exported(empty, tmp_path / "again.jsonl") == corpus.read_bytes()


def test_a_broken_line_names_its_line_and_nothing_of_the_file_stays(
    empty: ProjectFile, corpus: Path, tmp_path: Path
) -> None:
    def edit(line: dict[str, Any]) -> None:
        line["entities"] = [{"label": "PERS", "start": 0, "end": 4, "fragments": [[0, 4]], "text": "غير"}]

    broken = edited(corpus, tmp_path / "broken.jsonl", edit, line=3)
    report = bring(empty, broken, corpus)
    assert [one.state for one in report.files] == ["failed", "done"]
    failure = report.files[0].failure
    assert isinstance(failure, KnownFailure)
    assert failure.details["fault"].line == 4
    assert (report.articles, len(empty.articles())) == (5, 5)


def test_two_lines_with_one_text_need_keys_that_tell_them_apart(
    empty: ProjectFile, corpus: Path, tmp_path: Path
) -> None:
    def edit(line: dict[str, Any]) -> None:
        del line["key"]
        for layer in ("regions", "entities", "claims", "relations"):
            line[layer] = []

    one = edited(corpus, tmp_path / "x.jsonl", edit).read_text("utf-8").splitlines()[0]
    twice = text_file(tmp_path, "x.jsonl", f"{one}\n{one.replace(json.loads(one)['id'], 'b', 1)}\n")
    (outcome,) = bring(empty, twice).failures
    assert outcome.failure is not None
    assert (outcome.failure.details["fault"].line, outcome.failure.details["fault"].field) == (2, "key")
    assert empty.articles() == []
