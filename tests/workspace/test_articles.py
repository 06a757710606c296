"""Articles: status and progress, metadata, labels, removing; the numbers of the overview."""

from __future__ import annotations

from hashiya.domain.annotation import Layer
from hashiya.domain.article import Status
from hashiya.domain.ids import ArticleKey
from hashiya.domain.step import Kind

from tests import builders as b
from tests.workspace.hands import Person, done, exported, keys, refused


def test_status_is_the_articles_and_progress_each_annotators(sara: Person, omar: Person) -> None:
    key = sara.articles[0]
    done(sara.workspace.articles.set_status(key, Status.DONE))
    done(omar.workspace.articles.set_status(key, Status.SET_ASIDE))
    article = sara.workspace.articles.get(key)
    assert article is not None
    assert article.status is Status.SET_ASIDE
    assert article.progress == {b.SARA.id: Status.DONE, b.OMAR.id: Status.SET_ASIDE}
    assert refused(omar.workspace.articles.set_status(key, Status.SET_ASIDE)) == "nothing_to_change"
    assert refused(sara.workspace.articles.set_status(ArticleKey("none"), Status.DONE)) == "gone"


def test_the_next_article_that_is_not_done_is_found_going_round(sara: Person) -> None:
    articles = sara.workspace.articles
    one, two, three, four, five = sara.articles
    assert articles.next_not_done(None) == one
    done(articles.set_status(two, Status.DONE))
    done(articles.set_status(three, Status.SET_ASIDE))
    assert articles.next_not_done(one) == four
    assert articles.next_not_done(five) == one
    for key in (four, five):
        done(articles.set_status(key, Status.DONE))
    assert articles.next_not_done(one) is None
    assert articles.next_not_done(two) == one
    assert articles.neighbour(one, forward=True) == two
    assert articles.neighbour(one, forward=False) is None
    assert articles.neighbour(five, forward=True) is None


def test_metadata_labels_and_note_are_set_and_taken_away(sara: Person) -> None:
    key, articles = sara.articles[0], sara.workspace.articles
    done(articles.set_meta(key, {"source": "العالم", "url": None, "x": 1}))
    article = articles.get(key)
    assert article is not None
    assert article.meta["source"] == "العالم"
    assert article.meta["x"] == 1
    assert "url" not in article.meta
    assert article.title is not None
    done(articles.set_meta(key, {"x": None}))
    assert refused(articles.set_meta(key, {"source": "العالم"})) == "nothing_to_change"
    done(articles.set_label(key, "genre", "news"))
    assert refused(articles.set_label(key, "genre", "poem")) == "unknown_attribute"
    assert refused(articles.set_label(key, "colour", "news")) == "unknown_attribute"
    done(articles.set_note(key, "راجع التاريخ"))
    now = articles.get(key)
    assert now is not None
    assert (now.labels, now.note, "x" in now.meta) == ({"genre": "news"}, "راجع التاريخ", False)
    done(articles.set_label(key, "genre", None))
    done(articles.set_note(key, ""))
    now = articles.get(key)
    assert now is not None
    assert (now.labels, now.note) == ({}, None)


def test_a_removed_article_is_gone_everywhere_and_undo_brings_it_back(sara: Person) -> None:
    sara.mention("موسكو", "GPE")
    keep, key = sara.articles[1:], sara.articles[0]
    out = sara.workspace.path.with_name("x.jsonl")
    whole = exported(sara.workspace.project, out)
    done(sara.workspace.articles.remove([key, key]))
    assert keys(sara.workspace) == keep
    assert key.encode() not in exported(sara.workspace.project, out)
    assert sara.workspace.overview.progress().of == 4
    assert sum(number for _, _, number in sara.workspace.overview.labels()) == 0
    assert sara.workspace.overview.annotators() == [(b.SARA, 0)]
    assert refused(sara.workspace.articles.remove([key])) == "nothing_to_change"
    assert refused(sara.workspace.articles.set_note(key, "x")) == "gone"
    assert refused(sara.workspace.articles.set_status(key, Status.DONE)) == "gone"
    assert refused(sara.workspace.entities.annotate(key, [sara.find("روسيا", article=0)], "GPE")) == "gone"
    done(sara.workspace.history.undo())
    assert keys(sara.workspace) == [key, *keep]
    assert exported(sara.workspace.project, out) == whole


def test_numbers_follow_what_is_done_here_and_in_another_window(sara: Person, omar: Person) -> None:
    articles, key = sara.workspace.articles, sara.articles[0]
    assert articles.annotation_counts() == {}
    assert articles.counts(key) == {}
    mention = sara.mention("موسكو", "GPE")
    sara.claim("إيران وروسيا")
    omar.mention("روسيا", "GPE")
    omar.region("مزيد من التقدم")
    sara.workspace.poll()
    assert articles.annotation_counts() == {key: 3}
    assert articles.counts(key) == {(Kind.ENTITY, "GPE"): 1, (Kind.CLAIM, "claim"): 1, (Kind.REGION, "HEADLINE"): 1}
    done(sara.workspace.relabel(mention.id, "LOC"))
    assert articles.counts(key)[Kind.ENTITY, "LOC"] == 1
    assert (Kind.ENTITY, "GPE") not in articles.counts(key)
    done(sara.workspace.delete([mention.id]))
    done(sara.workspace.history.undo())
    assert articles.counts(key) == sara.workspace.project.counts(key, owner=b.SARA.id)
    sara.workspace.switch_annotator(b.OMAR)
    assert articles.counts(key) == {(Kind.ENTITY, "GPE"): 1, (Kind.REGION, "HEADLINE"): 1}
    assert articles.annotation_counts() == {key: 2}


def test_numbers_that_hold_steps_not_yet_heard_of_are_not_counted_twice(sara: Person, omar: Person) -> None:
    articles, key = sara.workspace.articles, sara.articles[0]
    sara.mention("موسكو", "GPE")
    omar.region("مزيد من التقدم")
    assert articles.annotation_counts() == {key: 2}
    assert articles.counts(key)[Kind.REGION, "HEADLINE"] == 1
    sara.workspace.poll()
    assert articles.annotation_counts() == {key: 2}
    assert articles.counts(key)[Kind.REGION, "HEADLINE"] == 1


def test_the_overview_counts_the_whole_project(sara: Person, omar: Person) -> None:
    sara.mention("موسكو", "GPE")
    omar.mention("موسكو", "GPE")
    one, two = sara.claim("إيران وروسيا"), sara.claim("مكافحة كورونا", article=1)
    done(sara.workspace.relations.make(one.id, two.id, "supports"))
    done(sara.workspace.articles.set_status(sara.articles[2], Status.DONE))
    overview = sara.workspace.overview
    found = {(layer, label.key): number for layer, label, number in overview.labels()}
    assert found[Layer.ENTITIES, "GPE"] == 2
    assert found[Layer.CLAIMS, "claim"] == 2
    assert found[Layer.RELATIONS, "supports"] == 1
    assert found[Layer.ENTITIES, "PERS"] == 0
    assert overview.statuses() == {Status.NEW: 2, Status.IN_PROGRESS: 2, Status.DONE: 1, Status.SET_ASIDE: 0}
    assert (overview.progress().done, overview.progress().of) == (1, 5)
    assert overview.annotators() == [(b.SARA, 4), (b.OMAR, 1)]
