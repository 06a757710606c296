"""Steps and refusals in words: every one that the workspace makes can be said, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hashiya.domain.faults import Fault, FileFault, KnownFailure, Refusal
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.resources.messages import Messages, keys
from hashiya.workspace.wording import failure_words, fault_words, local_time, refusal_words, step_words

from tests.workspace.hands import Person, done, filler

SOURCE = Path(__file__).resolve().parents[2] / "desktop" / "hashiya" / "workspace"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_step_says_what_it_did(sara: Person, omar: Person, language: str) -> None:
    said: dict[str, str] = {}
    messages = Messages(language, isolate=False)

    def hear(step: Step) -> None:
        said[step.name] = step_words(step, sara.workspace.scheme, messages)

    sara.workspace.subscribe(hear)
    work(sara, omar)
    names = set(re.findall(r'(?:take|_take|_replace|_replace)\([^()]*?"([a-z_]+)"', source()))
    assert {"annotate", "claim", "fill", "delete", "undo", "redo", "status", "merge_referents"} <= set(said)
    for name, words in said.items():
        assert words.strip(), name
        assert "{" not in words, words
        assert "None" not in words, words
    assert names
    assert said["undo"] != said["redo"]


def source() -> str:
    return "\n".join(path.read_text("utf-8") for path in SOURCE.glob("*.py"))


def work(sara: Person, omar: Person) -> None:
    """One gesture of nearly every sort."""
    workspace = sara.workspace
    mention, post = sara.mention("محمد جواد ظريف"), sara.mention("وزير الخارجية الإيراني", "OCC")
    claim, other = sara.claim("إيران وروسيا"), sara.claim("الحوار بين البلدين")
    done(workspace.claims.fill(claim.id, "source", filler(mention)))
    done(workspace.claims.same_speaker(other.id))
    done(workspace.claims.fill(claim.id, "source", filler(mention)))
    done(workspace.claims.set_restatement(claim.id, "جملة"))
    done(workspace.claims.says_same(claim.id, other.id))
    done(workspace.claims.name_cluster(sara.now(claim).cluster, "مجموعة"))
    done(workspace.claims.leave_cluster(claim.id))
    done(workspace.relabel(post.id, "ORG"))
    done(workspace.set_fragments(post.id, [Span(post.start, post.end + 5)]))
    done(workspace.add_fragment(post.id, sara.find("مباحثات")))
    done(workspace.set_attribute(claim.id, "act", "deny"))
    done(workspace.set_note(claim.id, "ملاحظة"))
    done(workspace.relations.make(claim.id, other.id, "supports"))
    done(workspace.referents.make_and_assign(mention.id, "ظريف"))
    done(workspace.referents.make("آخر"))
    one, two = (referent.id for referent in workspace.referents.all())
    done(workspace.referents.rename(one, "اسم"))
    done(workspace.referents.set_aliases(one, ("لقب",)))
    done(workspace.referents.merge(one, two))
    done(workspace.referents.assign(mention.id, None))
    done(workspace.referents.remove(two))
    done(workspace.take_over(omar.mention("موسكو", "GPE").id))
    done(workspace.articles.set_status(sara.articles[0], workspace.articles.all()[0].status.DONE))
    done(workspace.articles.set_meta(sara.articles[0], {"source": "قناة العالم"}))
    done(workspace.articles.remove(sara.articles[3:]))
    done(workspace.delete([mention.id, post.id]))
    done(workspace.history.undo())
    done(workspace.history.redo())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_refusal_of_the_workspace_can_be_said(language: str) -> None:
    codes = set(re.findall(r'Refusal\("([a-z_]+)"', source()))
    assert len(codes) > 30
    details = {
        "label": "x",
        "layer": "entities",
        "role": "y",
        "name": "z",
        "who": "w",
        "at": "2026-11-21T20:25:00.000Z",
    }
    for code in codes:
        words = refusal_words(Refusal(code, dict(details)), None, Messages(language))
        assert words
        assert "{" not in words


def test_what_a_message_needs_is_what_the_refusal_has(sara: Person) -> None:
    mention = sara.mention("موسكو", "GPE")
    claim = sara.claim("إيران وروسيا")
    workspace = sara.workspace
    outcomes = [
        workspace.entities.annotate(mention.article, list(mention.fragments), "GPE"),
        workspace.entities.annotate(mention.article, list(mention.fragments), "NOPE"),
        workspace.relabel(mention.id, "GPE"),
        workspace.claims.fill(claim.id, "place", filler(sara.mention("محمد جواد ظريف"))),
        workspace.claims.fill(claim.id, "nothing", filler(mention)),
        workspace.relations.make(mention.id, claim.id, "supports"),
        workspace.history.redo(),
    ]
    for outcome in outcomes:
        assert isinstance(outcome, Refusal)
        for language in ("ar", "en"):
            assert "{" not in refusal_words(outcome, workspace.scheme, Messages(language))
    assert isinstance(outcomes[0], Refusal)
    assert "كيان سياسي" in refusal_words(outcomes[0], workspace.scheme, Messages("ar"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_failure_can_be_said_with_its_path(language: str) -> None:
    messages = Messages(language, isolate=False)
    for key in keys(language):
        area, _, code = key.partition(".")
        if area != "failure" or "." in code:
            continue
        named = ("path", "reason", "name", "value", "encoding", "by", "extra", "engines", "names")
        details = dict.fromkeys(named, "C:\\x (1).txt")
        assert "{" not in failure_words(KnownFailure(code, **details), messages)


def test_a_fault_says_file_line_and_field() -> None:
    fault = Fault("not_integer", file="مدونة.jsonl", line=3, field="entities[0].start", found="x")
    words = fault_words(fault, Messages("ar", arabic_digits=False, isolate=False))
    for part in ("مدونة.jsonl", "3", "entities[0].start", "x"):
        assert part in words
    assert failure_words(FileFault(fault), Messages("en")) == fault_words(fault, Messages("en"))


def test_a_moment_is_told_in_this_computers_time() -> None:
    assert len(local_time("2026-11-21T20:25:00.000Z")) == 16
    assert local_time("then") == "then"
