"""Processes that work in a project as fast as they can and write down which steps were acknowledged.

`python -m tests.workspace.gesturing PROJECT` reads lines `SEED FILE` and for each forks one that works with that seed
and writes to that file; it answers with the process's number. A fork, because to start Python afresh takes longer than
all that such a process does before it is killed.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from hashiya.domain.annotation import Claim, Filler
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.workspace.record import Outcome
from hashiya.workspace.workspace import Workspace

from tests import builders as b


def main(path: Path) -> None:
    """Fork a worker for each line."""
    for line in sys.stdin:
        seed, file = line.rstrip("\n").split(" ", 1)
        number = os.fork()
        if number == 0:
            work(path, int(seed), os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def work(path: Path, seed: int, told: int) -> None:
    """Take gestures until somebody ends it."""
    chance = random.Random(seed)
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    keys = [article.key for article in workspace.articles.all()]
    while True:
        outcome = chance.choices(GESTURES, WEIGHTS)[0](workspace, chance.choice(keys), chance)
        if isinstance(outcome, Step):
            os.write(told, f"{outcome.id}\n".encode())


def span(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Span:
    """Some words of the article."""
    start = chance.randrange(len(workspace.text(key)) - 60)
    return Span(start, start + chance.randrange(3, 50))


def annotate(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Outcome:
    """A mention."""
    return workspace.entities.annotate(key, [span(workspace, key, chance)], chance.choice(("PERS", "GPE", "ORG")))


def claim(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Outcome:
    """A claim in two pieces."""
    return workspace.claims.make(key, [span(workspace, key, chance), span(workspace, key, chance)])


def fill(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Outcome | None:
    """A role of a claim, or the speaker of the one before."""
    claims = workspace.project.claims(key, owner=b.SARA.id)
    if not claims:
        return None
    one = chance.choice(claims)
    marks = workspace.project.annotations(key, owner=b.SARA.id)
    other = chance.choice(marks)
    if chance.random() < 0.3:
        return workspace.claims.same_speaker(one.id)
    filler = Filler(annotation=other.id) if chance.random() < 0.5 else Filler(fragments=other.fragments)
    return workspace.claims.fill(one.id, chance.choice(("source", "cue", "target")), filler)


def delete(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Outcome | None:
    """Two annotations with what hangs on them."""
    marks = workspace.project.annotations(key, owner=b.SARA.id)
    return workspace.delete([chance.choice(marks).id, chance.choice(marks).id]) if marks else None


def tie(workspace: Workspace, key: ArticleKey, chance: random.Random) -> Outcome | None:
    """A referent, a cluster or a relation."""
    marks = workspace.project.annotations(key, owner=b.SARA.id)
    claims = [one for one in marks if isinstance(one, Claim)]
    mentions = [one for one in marks if not isinstance(one, Claim)]
    if len(claims) > 1 and chance.random() < 0.5:
        one, two = chance.sample(claims, 2)
        if chance.random() < 0.5:
            return workspace.claims.says_same(one.id, two.id)
        return workspace.relations.make(one.id, two.id, "supports")
    return workspace.referents.make_and_assign(chance.choice(mentions).id, "اسم") if mentions else None


def undo(workspace: Workspace, _: str, chance: random.Random) -> Outcome:
    """Undo or redo."""
    return workspace.history.redo() if chance.random() < 0.4 else workspace.history.undo()


GESTURES: list[Callable[[Workspace, ArticleKey, random.Random], Outcome | None]] = [
    annotate,
    claim,
    fill,
    delete,
    tie,
    undo,
]
WEIGHTS = (30, 15, 25, 5, 15, 10)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
