"""A project with one long article full of annotations, for figures and for tests that something stays quick.

`python -m tests.workspace.big` prints the figures.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hashiya.domain.annotation import AnyAnnotation, Filler
from hashiya.domain.article import Article
from hashiya.domain.faults import Refusal
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.resources import seed_files
from hashiya.storage.project import ProjectFile
from hashiya.workspace.sample import scheme_named
from hashiya.workspace.workspace import Workspace

from tests import builders as b

LENGTH, SPANS = 300_000, 10_000
LABELS = ("PERS", "ORG", "GPE", "DATE", "OCC")


def long_text(length: int) -> str:
    """The seeds one after another, again and again, up to that many code points."""
    text = "".join(seed.read_text("utf-8") for seed in seed_files())
    return (text * (length // len(text) + 1))[:length].strip() + "\n"


def word_starts(text: str) -> list[Span]:
    """The words, by white space."""
    found, place = [], 0
    for word in text.split():
        place = text.index(word, place)
        found.append(Span(place, place + len(word)))
        place += len(word)
    return found


def marks_of(article: Article, text: str, spans: int) -> list[AnyAnnotation]:
    """So many annotations, a fifth of them claims with a source and a cue."""
    chance = random.Random(7)
    words = word_starts(text)
    made: list[AnyAnnotation] = []
    step = max(1, len(words) // spans)
    for n in range(spans):
        first = min(n * step, len(words) - 8)
        if n % 5 or n < 5:
            made.append(b.entity(article, words[first], label=chance.choice(LABELS)))
            continue
        source = made[n - 2]
        roles = {"source": (b.filled_by(source),), "cue": (Filler(fragments=(words[first],)),)}
        if n % 10:
            roles["source"] = (Filler(fragments=(source.span,)),)
        made.append(b.claim(article, Span(words[first + 1].start, words[first + 6].end), roles=roles))
    return made


def big_project(path: Path, *, length: int = LENGTH, spans: int = SPANS) -> Workspace:
    """An open project of Sara's with that article."""
    text = long_text(length)
    article = b.article(text, name="long")
    scheme = scheme_named("news-claims")
    project = ProjectFile.create(path, scheme=scheme, name="big", annotator=b.SARA, device=b.DEVICE)
    b.put(project, b.content(text, *marks_of(article, text, spans), name="long"))
    return Workspace(project, annotator=b.SARA, device=b.DEVICE)


def milliseconds(what: Callable[[], object], times: int) -> list[float]:
    """How long each of so many calls took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        outcome = what()
        taken.append((time.perf_counter() - begun) * 1000)
        assert not isinstance(outcome, Refusal), outcome
    return taken


def gestures(workspace: Workspace) -> dict[str, list[float]]:
    """Milliseconds of each sort of gesture, with a view that hears of it."""
    article = workspace.articles.all()[0].key
    view = workspace.view(article)
    figures = {
        "marks, first": milliseconds(view.marks, 1),
        "glosses, first": milliseconds(view.glosses, 1),
        "needs a look, first": milliseconds(view.needs_a_look, 1),
    }

    def hear(step: Step) -> None:
        view.hear(step)

    workspace.subscribe(hear)
    words = word_starts(view.text)
    chance = random.Random(5)
    taken: set[tuple[int, str]] = {(row.start, row.label) for row in view.marks()}

    waiting = [claim.id for claim in view.claims()[10:]]
    chance.shuffle(waiting)
    edges = [row.id for row in view.marks() if row.end < len(view.text) - 60]
    chance.shuffle(edges)

    def annotate() -> object:
        while True:
            word, label = chance.choice(words), chance.choice(LABELS)
            if (word.start, label) not in taken:
                taken.add((word.start, label))
                return workspace.entities.annotate(article, [word], label)

    def claim() -> object:
        first = chance.randrange(len(words) - 9)
        return workspace.claims.make(article, [Span(words[first].start, words[first + 8].end)])

    def speaker() -> object:
        return workspace.claims.same_speaker(waiting.pop())

    def source() -> object:
        one = chance.choice(view.claims())
        return workspace.claims.fill(one.id, "source", Filler(fragments=(chance.choice(words),)))

    def edge() -> object:
        row = view.row(edges.pop())
        assert row is not None
        return workspace.set_fragments(row.id, [Span(row.start, row.end + chance.randrange(2, 40))])

    for name, gesture in (
        ("annotate", annotate),
        ("claim", claim),
        ("fill source", source),
        ("same speaker", speaker),
        ("move edge", edge),
        ("undo", workspace.history.undo),
        ("redo", workspace.history.redo),
    ):
        figures[name] = milliseconds(gesture, 60)
    for name, reading in (
        ("marks", view.marks),
        ("glosses", view.glosses),
        ("claims", view.claims),
        ("needs a look", view.needs_a_look),
        ("counts", lambda: workspace.articles.counts(article)),
        ("place at the end", lambda: view.place(len(view.text) - 5)),
    ):
        figures[name] = _after(annotate, reading)
    return figures


def _after(gesture: Callable[[], object], reading: Callable[[], object]) -> list[float]:
    """Milliseconds of a reading, each time after a gesture."""
    taken = []
    for _ in range(20):
        gesture()
        taken += milliseconds(reading, 1)
    return taken


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = big_project(Path(folder) / "big.hashiya")
        for name, taken in gestures(workspace).items():
            highest = sorted(taken)[int(len(taken) * 0.95)] if len(taken) > 1 else taken[0]
            sys.stdout.write(f"{name:20} median {statistics.median(taken):8.2f} ms   p95 {highest:8.2f} ms\n")
        workspace.close()


if __name__ == "__main__":
    main()
