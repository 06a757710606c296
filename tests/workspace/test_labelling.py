"""Label all: every other occurrence as a list, marked as one step that one undo takes back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.article import Status
from hashiya.domain.step import Kind
from hashiya.exchange.choices import ExportChoices
from hashiya.workspace.exporting import export_corpus
from hashiya.workspace.labelling import Choice, Occurrence

from tests import builders as b
from tests.workspace.hands import Person, done, refused


def corpus(person: Person, folder: Path, name: str) -> bytes:
    """What an export of the project says."""
    export_corpus(person.workspace.project, folder / name, ExportChoices())
    return (folder / name).read_bytes()


def mention(person: Person, words: str, label: str, *, article: int = 0, nth: int = 0) -> EntityMention:
    """A new mention."""
    span = person.find(words, article=article, nth=nth)
    step = done(person.workspace.entities.annotate(person.articles[article], [span], label))
    made = person.workspace.annotation(step.changes[0].target)
    assert isinstance(made, EntityMention)
    return made


def choices(occurrences: list[Occurrence], label: str) -> list[Choice]:
    return [Choice(one, label) for one in occurrences if one.state == "free"]


def test_every_other_occurrence_is_listed_in_any_spelling(sara: Person) -> None:
    first = mention(sara, "إيران", "GPE")
    found = sara.workspace.labelling.occurrences(first)
    assert len(found) == 35
    assert {one.state for one in found} == {"free"}
    assert {one.spelling for one in found} == {"إيران", "ايران"}
    assert first.fragments[0] not in {one.hit.span for one in found if one.hit.article == first.article}


def test_the_list_stays_in_the_article_asked_for(sara: Person) -> None:
    first = mention(sara, "إيران", "GPE")
    found = sara.workspace.labelling.occurrences(first, scope=sara.articles[0])
    assert {one.hit.article for one in found} == {sara.articles[0]}


def test_what_is_there_is_told(sara: Person) -> None:
    first = mention(sara, "روسيا", "GPE")
    mention(sara, "روسيا", "GPE", nth=1)
    other = mention(sara, "روسيا", "LOC", nth=2)
    wider = mention(sara, "روسيا", "ORG", article=1)
    found = sara.workspace.labelling.occurrences(first)
    assert [one.state for one in found].count("same") == 1
    conflicts = [one for one in found if one.state in ("conflict", "inside")]
    assert [one.conflicts[0].annotation for one in conflicts] == [other.id, wider.id]
    assert (conflicts[0].conflicts[0].label, conflicts[0].conflicts[0].text) == ("LOC", "روسيا")


def test_what_stands_in_a_wider_mention_is_told_and_no_conflict(sara: Person) -> None:
    wider = mention(sara, "الخارجية الروسي", "ORG")
    for words, state in (("الروسي", "inside"), ("وزير الخارجية الروسي", "inside"), ("وزير الخارجية", "conflict")):
        found = sara.workspace.labelling.occurrences((words, "PERS"), scope=sara.articles[0])
        told = [one for one in found if one.conflicts]
        assert {(one.state, one.conflicts[0].annotation) for one in told} == {(state, wider.id)}, words


def test_the_words_of_every_mention_in_the_way_are_told(sara: Person) -> None:
    pieces = {sara.find(word): word for word in ("روسيا", "إيران")}
    done(sara.workspace.entities.annotate(sara.articles[0], list(pieces), "ORG"))
    mention(sara, "روسيا", "LOC")
    mention(sara, "روسيا", "LOC", article=1)
    found = sara.workspace.labelling.occurrences(("روسيا", "GPE"))
    in_pieces = " ".join(pieces[piece] for piece in sorted(pieces))
    told = [[(one.label, one.text) for one in each.conflicts] for each in found if each.conflicts]
    assert [sorted(some) for some in told] == [[("LOC", "روسيا"), ("ORG", in_pieces)], [("LOC", "روسيا")]]


def test_an_article_that_nobody_touched_is_in_progress_then(sara: Person) -> None:
    found = sara.workspace.labelling.occurrences(("روسيا", "GPE"))
    done(sara.workspace.articles.set_status(found[-1].hit.article, Status.DONE))
    step = done(sara.workspace.labelling.apply(choices(found, "GPE")))
    sara.workspace.poll()

    def statuses() -> dict[str, Status]:
        return {one.key: one.status for one in sara.workspace.project.articles()}

    touched = {one.hit.article for one in found}
    after = statuses()
    assert after[found[-1].hit.article] is Status.DONE
    assert {after[key] for key in touched - {found[-1].hit.article}} == {Status.IN_PROGRESS}
    assert step.details["count"] == len(found) < len(step.changes)
    done(sara.workspace.history.undo())
    assert {statuses()[key] for key in touched - {found[-1].hit.article}} == {Status.NEW}


def test_boilerplate_is_left_out(sara: Person) -> None:
    first = mention(sara, "روسيا", "GPE")
    before = sara.workspace.labelling.occurrences(first)
    done(sara.workspace.regions.make(before[0].hit.article, [before[0].hit.word], "BOILERPLATE"))
    assert len(sara.workspace.labelling.occurrences(first)) == len(before) - 1


def test_what_is_marked_is_the_stem(sara: Person) -> None:
    found = sara.workspace.labelling.occurrences(("موسكو", "GPE"))
    step = done(sara.workspace.labelling.apply(choices(found, "GPE")))
    sara.workspace.poll()
    marked = [change for change in step.changes if change.kind is Kind.ENTITY]
    assert len(marked) == len(found) == 20
    for change in marked:
        made = sara.workspace.annotation(change.target)
        assert isinstance(made, EntityMention)
        assert (made.fragments[0].of(sara.workspace.text(made.article)), made.label) == ("موسكو", "GPE")
        assert made.owner == made.annotator == b.SARA.id


def test_one_undo_takes_it_back(sara: Person, tmp_path: Path) -> None:
    first = mention(sara, "إيران", "GPE")
    before = corpus(sara, tmp_path, "before.jsonl")
    done(sara.workspace.labelling.apply(choices(sara.workspace.labelling.occurrences(first), "GPE")))
    sara.workspace.poll()
    assert corpus(sara, tmp_path, "between.jsonl") != before
    done(sara.workspace.history.undo())
    assert corpus(sara, tmp_path, "after.jsonl") == before
    done(sara.workspace.history.redo())
    assert corpus(sara, tmp_path, "again.jsonl") == (tmp_path / "between.jsonl").read_bytes()


def test_it_is_heard_of_as_one_step(sara: Person) -> None:
    names: list[str] = []
    sara.workspace.subscribe(lambda step: names.append(step.name))
    done(sara.workspace.labelling.apply(choices(sara.workspace.labelling.occurrences(("روسيا", "GPE")), "GPE")))
    assert names == []
    sara.workspace.poll()
    assert names == ["label_all"]


def test_another_thread_may_do_it_and_tells_how_far_it_is(sara: Person) -> None:
    found = sara.workspace.labelling.occurrences(("روسيا", "GPE"))
    outcomes, told = [], []
    thread = threading.Thread(
        target=lambda: outcomes.append(
            sara.workspace.labelling.apply(choices(found, "GPE"), progress=lambda at, of: told.append((at, of)))
        )
    )
    thread.start()
    thread.join()
    step = done(outcomes[0])
    assert step.details["count"] == 35
    assert told == [(0, len(step.changes))]


def test_nothing_is_written_when_it_is_stopped(sara: Person, tmp_path: Path) -> None:
    before = corpus(sara, tmp_path, "before.jsonl")
    found = choices(sara.workspace.labelling.occurrences(("روسيا", "GPE")), "GPE")
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 1

    assert refused(sara.workspace.labelling.apply(found, stop=stop)) == "stopped"
    assert len(asked) == 2
    assert corpus(sara, tmp_path, "after.jsonl") == before


def test_what_was_marked_meanwhile_is_left_out(sara: Person) -> None:
    found = choices(sara.workspace.labelling.occurrences(("روسيا", "GPE")), "GPE")
    done(sara.workspace.entities.annotate(found[0].occurrence.hit.article, [found[0].occurrence.hit.span], "GPE"))
    assert done(sara.workspace.labelling.apply(found)).details["count"] == len(found) - 1
    assert refused(sara.workspace.labelling.apply(found)) == "nothing_to_change"


@pytest.mark.parametrize(("label", "code"), [("NONE", "unknown_label")])
def test_a_label_that_is_not_offered_is_refused(sara: Person, label: str, code: str) -> None:
    found = sara.workspace.labelling.occurrences(("روسيا", "GPE"))
    assert refused(sara.workspace.labelling.apply([Choice(found[0], label)])) == code


def test_an_article_that_was_removed_meanwhile_is_refused(sara: Person) -> None:
    found = choices(sara.workspace.labelling.occurrences(("روسيا", "GPE")), "GPE")
    done(sara.workspace.articles.remove([found[0].occurrence.hit.article]))
    assert refused(sara.workspace.labelling.apply(found)) == "gone"


def test_others_work_is_no_conflict(sara: Person, omar: Person) -> None:
    mention(omar, "روسيا", "LOC")
    assert {one.state for one in sara.workspace.labelling.occurrences(("روسيا", "GPE"))} == {"free"}


def test_it_stands_for_the_referent_that_was_chosen(sara: Person) -> None:
    first = mention(sara, "روسيا", "GPE")
    done(sara.workspace.referents.make_and_assign(first.id, "روسيا"))
    again = sara.workspace.annotation(first.id)
    assert isinstance(again, EntityMention)
    assert again.referent
    found = sara.workspace.labelling.occurrences(first)
    done(sara.workspace.labelling.apply([Choice(one, "GPE", again.referent) for one in found]))
    assert len(sara.workspace.project.mentions_of(again.referent)) == 35
