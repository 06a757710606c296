"""A project file: made, changed step by step, read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hashiya.domain.article import Status
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId
from hashiya.domain.span import Span
from hashiya.domain.step import Kind, Thing
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile

from tests import builders as b

ARTICLE = b.article()
OTHER_TEXT = "نص آخر: «أ» ثم «ب».\n"
OTHER = b.article(OTHER_TEXT)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with b.new_project(tmp_path / "x.hashiya", b.TEXT, OTHER_TEXT) as opened:
        yield opened


def do(project: ProjectFile, *pairs: tuple[Thing | None, Thing | None]) -> None:
    project.apply(b.step(*(b.change(before, after) for before, after in pairs), ids=project.ids))


def make(project: ProjectFile, *things: Thing) -> None:
    do(project, *((None, thing) for thing in things))


def test_a_step_may_make_an_article_and_what_stands_in_it(project: ProjectFile) -> None:
    text = "مقال ثالث.\n"
    third = b.article(text)
    project.add_text(text)
    here, there = b.entity(ARTICLE), b.entity(third, (0, 4))
    make(project, here, third, there)
    assert project.annotations(third.key) == [there]
    assert project.annotations(ARTICLE.key) == [here]
    do(project, (there, None), (third, None), (here, None))
    assert project.article(third.key) is None


def test_what_a_step_wrote_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "مشروع (1).hashiya"
    with b.new_project(path, b.TEXT) as project:
        mention = b.entity(ARTICLE)
        step = b.step(b.change(None, mention), details={"label": "PERS"})
        project.apply(step)
        assert project.last_step() == step.id
    with ProjectFile.open(path) as project:
        assert project.annotations(ARTICLE.key) == [mention]
        assert project.thing(Kind.ENTITY, mention.id) == mention
        assert project.annotation(mention.id) == mention
        assert project.step(step.id) == step
        assert project.name == "تجربة"
        assert project.scheme() == b.scheme()
        assert project.annotators() == {b.SARA.id: b.SARA}
        assert project.steps_of(b.SARA.id, b.DEVICE)[0] == step
        assert [one.name for one in project.steps_since(None)] == ["create", "import", "annotate"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]
    assert check_file(path) == []


def test_create_does_not_write_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    path.write_text("mine")
    with pytest.raises(KnownFailure) as caught:
        b.new_project(path)
    assert caught.value.code == "file_exists"
    assert path.read_text() == "mine"


def test_every_kind_is_made_changed_and_deleted(project: ProjectFile) -> None:
    referent, cluster = b.referent(), b.cluster("قول")
    mention = b.entity(ARTICLE, referent=referent.id)
    claim = b.claim(
        ARTICLE,
        cluster=cluster.id,
        roles={"source": (b.filled_by(mention), b.filled_by(referent)), "cue": (b.filled_by(Span(0, 3)),)},
    )
    other_claim = b.claim(ARTICLE, (0, 3), (5, 9), (76, 83))
    relation = b.relation(claim, other_claim)
    region = b.region(ARTICLE)
    things: list[tuple[Kind, str, Thing, Thing]] = [
        (Kind.REFERENT, referent.id, referent, replace(referent, aliases=("ظريف",))),
        (Kind.CLUSTER, cluster.id, cluster, replace(cluster, name=None)),
        (Kind.ENTITY, mention.id, mention, replace(mention, referent=None, fragments=b.fragments((27, 31), (37, 41)))),
        (Kind.CLAIM, claim.id, claim, replace(claim, roles={"addressee": (b.filled_by(mention),)}, cluster=None)),
        (Kind.CLAIM, other_claim.id, other_claim, replace(other_claim, fragments=b.fragments((76, 83)))),
        (Kind.RELATION, relation.id, relation, replace(relation, label="same_as")),
        (Kind.REGION, region.id, region, replace(region, note="«عنوان»")),
        (Kind.ANNOTATOR, b.OMAR.id, b.OMAR, replace(b.OMAR, handle="omar2")),
    ]
    make(project, *(made for _, _, made, _ in things))
    assert project.claims_filled_by(mention.id) == [claim]
    assert project.claims_naming(referent.id) == [claim]
    assert project.mentions_of(referent.id) == [mention]
    assert project.claims_of_cluster(cluster.id) == [claim]
    assert project.mention_counts() == {referent.id: (1, 1)}
    do(project, *((made, changed) for _, _, made, changed in things))
    for kind, target, _, changed in things:
        assert project.thing(kind, target) == changed
    assert project.claims_naming(referent.id) == []
    assert project.claims_filled_by(mention.id) == [things[3][3]]
    assert check_file(project.path) == []
    do(project, *((changed, None) for _, _, _, changed in reversed(things)))
    for kind, target, made, changed in things:
        assert project.thing(kind, target) is None
        assert [(change.before, change.after) for _, change in project.history(target)] == [
            (None, made),
            (made, changed),
            (changed, None),
        ]
    assert check_file(project.path) == []


def test_article_and_scheme_change_in_place(project: ProjectFile) -> None:
    article = project.articles()[0]
    removed = replace(article, removed=True, status=Status.DONE, meta={"title": "عنوان"})
    scheme = replace(project.scheme(), version="2")
    do(project, (article, removed), (project.scheme(), scheme))
    assert [one.key for one in project.articles()] == [OTHER.key]
    assert project.articles(removed=True) == [removed]
    assert project.article(article.key) == removed
    assert project.article_by_id(article.id) == removed
    assert project.keys_of_digest(article.sha256) == [article.key]
    assert project.scheme() == scheme
    assert project.text(article.key) == b.TEXT


def test_annotations_stand_in_order_and_belong_to_somebody(project: ProjectFile) -> None:
    outer, inner, late = b.entity(ARTICLE, (0, 9)), b.entity(ARTICLE, (0, 3)), b.entity(ARTICLE, (4, 9), (20, 22))
    omars = b.claim(ARTICLE, (1, 3), owner=b.OMAR.id)
    proposal = b.entity(ARTICLE, (1, 2), owner=NOBODY, origin="proposed:gazetteer", score=0.5)
    region = b.region(ARTICLE, (2, 3))
    make(project, late, region, proposal, omars, inner, outer)
    assert project.annotations(ARTICLE.key) == [outer, inner, omars, region, late]
    assert project.annotations(ARTICLE.key, owner=b.SARA.id) == [outer, inner, region, late]
    assert project.annotations(ARTICLE.key, owner=NOBODY) == [proposal, region]
    assert project.claims(ARTICLE.key, owner=b.OMAR.id) == [omars]
    assert project.mark_rows(ARTICLE.key, owner=b.SARA.id)[2:] == [
        (region.id, "region", "HEADLINE", 2, 3, None, SHARED),
        (late.id, "entity", "PERS", 4, 22, "[[4,9],[20,22]]", b.SARA.id),
    ]
    assert project.counts(ARTICLE.key, owner=b.SARA.id) == {(Kind.ENTITY, "PERS"): 3, (Kind.REGION, "HEADLINE"): 1}
    assert project.counts() == {
        (Kind.ENTITY, "PERS"): 3,
        (Kind.REGION, "HEADLINE"): 1,
        (Kind.CLAIM, "claim"): 1,
    }
    assert project.counts_by_annotator() == {b.SARA.id: 3, b.OMAR.id: 1, SHARED: 1}
    assert project.annotation_counts(owner=b.OMAR.id) == {ARTICLE.key: 2}


def test_relations_are_found_from_either_end_and_go_with_a_removed_article(project: ProjectFile) -> None:
    here, there = b.claim(ARTICLE), b.claim(OTHER, (0, 3))
    relation = b.relation(there, here)
    make(project, here, there, relation)
    assert project.relations_of_article(ARTICLE.key) == [relation]
    assert project.relations_of_article(OTHER.key) == [relation]
    assert project.relations_touching([here.id]) == project.relations_touching([there.id, here.id]) == [relation]
    assert project.articles_of([here.id, there.id]) == {here.id: ARTICLE.key, there.id: OTHER.key}
    assert project.counts(OTHER.key)[Kind.RELATION, "supports"] == 1
    assert (Kind.RELATION, "supports") not in project.counts(ARTICLE.key)
    do(project, (OTHER, replace(OTHER, removed=True)))
    assert project.counts() == {(Kind.CLAIM, "claim"): 1}
    assert project.counts_by_annotator() == {b.SARA.id: 1}


def test_a_step_is_written_whole_or_not_at_all(project: ProjectFile) -> None:
    mention = b.entity(ARTICLE)
    make(project, mention)
    last = project.last_step()
    wrong = replace(mention, label="LOC")
    with pytest.raises(KnownFailure) as caught:
        do(project, (None, b.entity(ARTICLE, (0, 3))), (wrong, replace(mention, label="ORG")))
    assert caught.value.code == "changed_meanwhile"
    assert project.annotations(ARTICLE.key) == [mention]
    assert project.last_step() == last
    with pytest.raises(KnownFailure):
        make(project, mention)
    with pytest.raises(KnownFailure):
        do(project, (b.claim(ARTICLE), None))


def test_the_order_of_keys_in_a_mapping_is_no_difference(project: ProjectFile) -> None:
    mention = b.entity(ARTICLE, attributes={"a": "1", "b": "2"})
    make(project, mention)
    turned = replace(mention, attributes={"b": "2", "a": "1"})
    do(project, (turned, replace(turned, label="LOC")))
    assert project.annotations(ARTICLE.key)[0].label == "LOC"


def test_marks_in_many_articles_get_their_words_from_the_file(tmp_path: Path) -> None:
    texts = [f"نصّ رقم {n} 😀: قال كيري.\n" for n in range(30)]
    with b.new_project(tmp_path / "many.hashiya", *texts) as project:
        places = [(text.index("كيري"), text.index("كيري") + 4) for text in texts]
        marks = [b.entity(b.article(text), place) for text, place in zip(texts, places, strict=True)]
        in_pieces = b.entity(b.article(texts[3]), (0, 2), places[3])
        make(project, *marks, in_pieces)
        rows = project.mention_rows()
    assert {identifier: words for _, identifier, _, _, _, words, _, _ in rows} == {
        in_pieces.id: None,
        **{mark.id: "كيري" for mark in marks},
    }
    assert check_file(tmp_path / "many.hashiya") == []


def test_marks_in_many_articles_of_which_one_is_not_there_are_refused(project: ProjectFile) -> None:
    marks = [b.entity(ARTICLE), *(b.entity(b.article(f"ليس هنا {n}\n"), (0, 3)) for n in range(20))]
    with pytest.raises(KnownFailure) as caught:
        make(project, *marks)
    assert caught.value.code == "changed_meanwhile"
    assert project.annotations(ARTICLE.key) == []


def test_a_reference_to_nothing_is_a_bug(project: ProjectFile) -> None:
    for dangling in (
        b.entity(ARTICLE, referent=b.referent().id),
        b.claim(ARTICLE, cluster=b.cluster().id),
        b.claim(ARTICLE, roles={"source": (b.filled_by(b.entity(ARTICLE)),)}),
    ):
        with pytest.raises(sqlite3.IntegrityError):
            make(project, dangling)
    assert project.annotations(ARTICLE.key) == []


def test_two_windows_see_each_other_and_do_not_overwrite(project: ProjectFile) -> None:
    with ProjectFile.open(project.path) as window:
        mention = b.entity(ARTICLE)
        version = window.data_version()
        make(project, mention)
        assert window.data_version() != version
        assert window.annotations(ARTICLE.key) == [mention]
        make(window, b.claim(ARTICLE, roles={"source": (b.filled_by(mention),)}))
        do(window, (mention, replace(mention, label="LOC")))
        with pytest.raises(KnownFailure) as caught:
            do(project, (mention, replace(mention, label="ORG")))
        assert caught.value.code == "changed_meanwhile"
        project.data_version()
        with pytest.raises(sqlite3.IntegrityError):
            do(project, (replace(mention, label="LOC"), None))  # heard of the claim, so its own fault
        assert [step.id for step in project.steps_since(None)] == [step.id for step in window.steps_since(None)]


def test_what_another_window_took_away_is_told_and_no_bug(project: ProjectFile) -> None:
    with ProjectFile.open(project.path) as window:
        referent = b.referent()
        make(project, referent)
        window.data_version()
        do(project, (referent, None))
        with pytest.raises(KnownFailure) as caught:
            make(window, b.entity(ARTICLE, referent=referent.id))
        assert caught.value.code == "changed_meanwhile"


def test_new_ids_are_greater_than_any_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    far = AnnotationId("0f000000-0000-7000-8000-000000000001")  # a clock that went far ahead
    with b.new_project(path, b.TEXT) as project, ProjectFile.open(path) as window:
        assert project.ids.make() < far
        make(window, replace(b.entity(ARTICLE), id=far))
        assert project.ids.make() > far
    with ProjectFile.open(path) as project:
        assert project.ids.make() > far


def test_last_change_is_the_base_of_the_next(project: ProjectFile) -> None:
    mention = b.entity(ARTICLE)
    assert project.last_change(mention.id) is None
    make(project, mention)
    first = project.last_step()
    assert project.last_change(mention.id) == first
    project.apply(b.step(b.change(mention, replace(mention, label="LOC"), base=first), ids=project.ids))
    assert project.last_change(mention.id) == project.last_step()
    assert project.history(mention.id)[1][1].base == first


def test_steps_of_somebody_come_newest_first_and_page_by_page(project: ProjectFile) -> None:
    steps = [b.step(b.change(None, b.entity(ARTICLE, (n, n + 2))), by=b.SARA) for n in range(5)]
    for step in steps:
        project.apply(step)
        project.apply(b.step(b.change(None, b.entity(ARTICLE, (20, 22), owner=b.OMAR.id)), by=b.OMAR))
    first = project.steps_of(b.SARA.id, b.DEVICE, limit=2)
    assert first == steps[:2:-1]
    rest = project.steps_of(b.SARA.id, b.DEVICE, before=first[-1].id, limit=3, changes=False)
    assert [one.id for one in rest] == [one.id for one in reversed(steps[:3])]
    assert [one.changes for one in rest] == [()] * 3
    assert project.changes_of(rest[0].id) == steps[2].changes


def test_a_snapshot_stays_as_it_was(project: ProjectFile) -> None:
    mention, proposal = b.entity(ARTICLE), b.entity(ARTICLE, (0, 3), owner=NOBODY)
    claims = b.claim(ARTICLE), b.claim(OTHER, (0, 3))
    relation = b.relation(*claims)
    make(project, mention, proposal, *claims, relation)
    with project.snapshot() as snapshot:
        state = project.last_step()
        do(project, (mention, replace(mention, label="LOC")))
        assert snapshot.state == state
        assert [one.key for one in snapshot.articles()] == [ARTICLE.key, OTHER.key]
        first, second = snapshot.contents([ARTICLE.key, OTHER.key])
        assert (first.text, first.entities, first.claims, first.relations) == (
            b.TEXT,
            (mention,),
            (claims[0],),
            (relation,),
        )
        assert second.relations == ()
        (with_proposals,) = snapshot.contents([ARTICLE.key], proposals=True)
        assert with_proposals.entities == (proposal, mention)
        assert snapshot.articles_of([mention.id]) == {mention.id: ARTICLE.key}
