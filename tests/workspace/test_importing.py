"""Imports: what is there already, what differs, what is foreign, what is broken, and what is stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import Claim, EntityMention, Layer
from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.step import Kind
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.workspace.importing import ImportReport
from hashiya.workspace.sample import scheme_named

from tests import builders as b
from tests.workspace.hands import Person, bring, done, everything, exported, filler

Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def empty(tmp_path: Path) -> Any:
    scheme = scheme_named("news-claims")
    path = tmp_path / "empty.hashiya"
    with ProjectFile.create(path, scheme=scheme, name="فارغ", annotator=b.SARA, device=b.DEVICE) as project:
        yield project
    assert check_file(path) == []


@pytest.fixture
def corpus(sara: Person, tmp_path: Path) -> Path:
    """A corpus of the five seeds with something of every layer, across two articles."""
    speaker, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    claim, other = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    workspace = sara.workspace
    done(workspace.claims.fill(claim.id, "source", filler(speaker)))
    done(workspace.claims.fill(claim.id, "cue", filler([sara.find("وقد"), sara.find("وصف")])))
    done(workspace.claims.says_same(claim.id, other.id))
    done(workspace.claims.name_cluster(sara.now(claim).cluster, "تعاون"))
    done(workspace.referents.make_and_assign(speaker.id, "محمد جواد ظريف"))
    done(workspace.referents.rename(sara.now(speaker).referent, "جواد ظريف"))
    done(workspace.relations.make(speaker.id, post.id, "holds_position"))
    done(workspace.relations.make(claim.id, other.id, "supports"))
    done(workspace.set_attribute(claim.id, "verifiable", "yes"))
    done(workspace.set_note(post.id, "«منصب»"))
    sara.region("مزيد من التقدم")
    done(workspace.articles.set_status(sara.articles[0], Status.DONE))
    out = tmp_path / "corpus.jsonl"
    exported(workspace.project, out)
    return out


def edited(corpus: Path, to: Path, edit: Edit, *, line: int = 0) -> Path:
    """The corpus without its manifest, one line changed."""
    lines = [json.loads(one) for one in corpus.read_text("utf-8").splitlines()]
    edit(lines[line])
    dumped = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in lines)
    to.write_text("".join(one + "\n" for one in dumped), "utf-8")
    return to


def text_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


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


# Corpora


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
    import shutil

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


def relabelled(line: dict[str, Any]) -> None:
    line["entities"][0]["label"] = "ORG"


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


def test_a_report_adds_up() -> None:
    whole = ImportReport(articles=1, new_labels=["A"])
    whole.add(ImportReport(articles=2, relations=3, conflicts=["x"], new_labels=["A", "B"], without_manifest=1))
    assert (whole.articles, whole.relations, whole.conflicts) == (3, 3, ["x"])
    assert (whole.new_labels, whole.without_manifest) == (["A", "B"], 1)


def test_claims_of_a_copy_are_claims(empty: ProjectFile, corpus: Path) -> None:
    bring(empty, corpus)
    key = empty.articles()[0].key
    assert all(isinstance(one, Claim) for one in empty.claims(key))


# One step


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
