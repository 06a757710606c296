"""A long list of hits with two readers: the same as with one, whatever becomes of the other process."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hashiya.domain.span import Span
from hashiya.storage.finding import Candidate
from hashiya.workspace import looking_room
from hashiya.workspace.heard import Request
from hashiya.workspace.hits import Looking, Seen
from hashiya.workspace.looking_room import read_together
from hashiya.workspace.queries import Hit, Query
from hashiya.workspace.reading_process import ReadingProcess
from hashiya.workspace.workspace import Workspace

from tests import builders as b
from tests.benchmarks.articles import new_project
from tests.workspace.hands import done

ARTICLES = 400
NAME = "لافروف"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose every article has the name once, with another proclitic, in another spelling or between lines."""
    path = tmp_path_factory.mktemp("together") / "كثير.hashiya"
    written = [NAME, f"و{NAME}", f"لِ{NAME}", f"«{NAME}»", f"{NAME}\n", f"لاڤروف {NAME}"]
    texts = (f"خبر {n}\nالتقى الوزير {written[n % len(written)]} يوم الأحد {n}" for n in range(ARTICLES))
    new_project(path, *(b.content(text, name=f"article-{n:03}") for n, text in enumerate(texts)))
    return path


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    """The project as one person has it open."""
    workspace = Workspace.open(path, annotator=b.SARA, device=b.DEVICE)
    yield workspace
    workspace.close()


@pytest.fixture
def process(workspace: Workspace) -> Iterator[ReadingProcess]:
    """Another process that reads it, and has answered once."""
    process = ReadingProcess(workspace.path)
    assert process.is_running()
    assert process.hits(Looking(Query(text=NAME), None, [])) is None
    assert process.ask(Request(article=workspace.articles.all()[0].key, me=b.SARA.id)) is not None
    yield process
    process.close()


def all_of(workspace: Workspace, query: Query) -> list[Seen]:
    found = workspace.searching.all(query)
    assert found is not None
    return found


def test_the_other_process_finds_the_same(workspace: Workspace, process: ReadingProcess) -> None:
    article = workspace.articles.all()[300].key
    start = workspace.text(article).index(NAME)
    mention = done(workspace.entities.annotate(article, [Span(start, start + len(NAME))], "PERS"))
    for query in (
        Query(text=NAME),
        Query(text=NAME, labels=frozenset({"PERS"})),
        Query(text="الوزير لافروف", phrase=False),
    ):
        alone = all_of(workspace, query)
        workspace.searching.close()
        answered: list[int] = []

        def beside(looking: Looking, answered: list[int] = answered) -> list[Seen] | None:
            seen = process.hits(looking)
            answered.append(-1 if seen is None else len(looking.candidates))
            return seen

        workspace.searching.share_with(beside)
        assert all_of(workspace, query) == alone
        assert answered
        assert min(answered) > 0
        workspace.searching.close()
    marked = next(one for one in all_of(workspace, Query(text=NAME)) if one.hit.article == article)
    assert marked.hit.marks == tuple(one.id for one in marked.there)
    assert {change.target for change in mention.changes} >= set(marked.hit.marks) != set()


def test_without_a_child_all_is_read_here(workspace: Workspace, path: Path) -> None:
    alone = all_of(workspace, Query(text=NAME))
    assert len(alone) >= ARTICLES
    workspace.searching.close()
    process = ReadingProcess(path)
    workspace.searching.share_with(process.hits)
    assert all_of(workspace, Query(text=NAME)) == alone
    assert process.pid is None


def test_a_child_that_dies_meanwhile_takes_nothing_with_it(workspace: Workspace, process: ReadingProcess) -> None:
    alone = all_of(workspace, Query(text=NAME))
    workspace.searching.close()
    asked = 0

    def dies(looking: Looking) -> list[Seen] | None:
        nonlocal asked
        asked += 1
        if asked == 1:
            os.kill(process.pid or 0, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        return process.hits(looking)

    workspace.searching.share_with(dies)
    assert all_of(workspace, Query(text=NAME)) == alone
    assert asked
    assert process.is_running()


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be held there")
def test_a_child_that_reads_an_article_is_not_waited_for(process: ReadingProcess, workspace: Workspace) -> None:
    looking = Looking(Query(text=NAME), None, [])
    article = workspace.articles.all()[1].key
    answered: list[object] = []
    os.kill(process.pid or 0, signal.SIGSTOP)
    asking = threading.Thread(target=lambda: answered.append(process.ask(Request(article=article, me=b.SARA.id))))
    asking.start()
    until = time.monotonic() + 20
    while process.is_free and time.monotonic() < until:
        time.sleep(0.01)
    assert process.hits(looking) is None
    os.kill(process.pid or 0, signal.SIGCONT)
    asking.join(20)
    assert answered != [None]
    assert process.hits(looking) == []


def test_stopped_nothing_is_listed(workspace: Workspace, process: ReadingProcess) -> None:
    workspace.searching.share_with(process.hits)
    looks = 0

    def stop() -> bool:
        nonlocal looks
        looks += 1
        return looks > 3

    assert workspace.searching.all(Query(text=NAME), stop=stop) is None
    assert len(all_of(workspace, Query(text=NAME))) >= ARTICLES


def seen(number: int) -> Seen:
    span = Span(number, number + 1)
    article = b.content("نص", name=f"{number}").article
    return Seen(
        Hit(article=article.key, article_id=str(number), span=span, word=span, before="", text="", after=""), ()
    )


@pytest.mark.parametrize("chance", range(5))
def test_whoever_reads_them_the_hits_stay_in_order(chance: int) -> None:
    dice = random.Random(chance)
    numbers = iter(range(1_000))
    batches = [
        [Candidate(b.content("ن").article.key, "", next(numbers), "", 0) for _ in range(dice.randint(1, 3))]
        for _ in range(40)
    ]
    read: dict[str, list[int]] = {"here": [], "beside": []}

    def here(batch: Sequence[Candidate]) -> list[Seen]:
        time.sleep(dice.choice((0, 0.001)))
        read["here"] += [one.number for one in batch]
        return [seen(one.number) for one in batch]

    def beside(batch: Sequence[Candidate]) -> list[Seen] | None:
        time.sleep(dice.choice((0, 0.002)))
        if dice.random() < 0.2:
            return None
        read["beside"] += [one.number for one in batch]
        return [seen(one.number) for one in batch]

    found = read_together(iter(batches), here, beside)
    wanted = [one.number for batch in batches for one in batch]
    assert [int(one.hit.article_id) for one in found] == wanted
    assert sorted(read["here"] + read["beside"]) == wanted
    assert read["beside"]


def test_a_process_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_room, "PATIENCE", 0.05)
    let_go = threading.Event()

    def hangs(_: Sequence[Candidate]) -> list[Seen] | None:
        let_go.wait(20)
        return None

    article = b.content("ن").article.key
    batches = [[Candidate(article, "", number, "", 0)] for number in range(5)]
    found = read_together(iter(batches), lambda batch: [seen(one.number) for one in batch], hangs)
    let_go.set()
    assert [int(one.hit.article_id) for one in found] == list(range(5))
