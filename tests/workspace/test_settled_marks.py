"""What a person's marks decide of what is proposed, in a real project."""

from __future__ import annotations

from hashiya.domain.annotation import Layer
from hashiya.domain.span import Span
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.settled import SettledMarks

from tests.workspace.hands import Person, done

OUTER = "العلاقات بين روسيا وإيران بالإستراتيجية"
INNER = "بين روسيا وإيران بالإستراتيجية"


def claimed(content: Span, cue: Span) -> Proposal:
    return Proposal(
        layer=Layer.CLAIMS, label="claim", fragments=(content,), engine="claims", score=0.9, roles={"cue": ((cue,),)}
    )


def marked_with(sara: Person, words: str) -> SettledMarks:
    me = sara.workspace.annotator
    assert me is not None
    done(sara.workspace.claims.make(sara.articles[0], (sara.find(words),)))
    with sara.workspace.project.snapshot() as snapshot:
        return SettledMarks(snapshot.reads, sara.articles[0], me.id)


def test_a_claim_about_nearly_the_same_words_is_decided(sara: Person) -> None:
    marks = marked_with(sara, OUTER)
    assert marks.settle(claimed(sara.find(INNER), sara.find("وصف")))


def test_a_statement_inside_the_marked_one_with_a_cue_of_its_own_is_not(sara: Person) -> None:
    marks = marked_with(sara, OUTER)
    start = sara.find(OUTER).start
    assert not marks.settle(claimed(sara.find(INNER), Span(start, start + len("العلاقات"))))
