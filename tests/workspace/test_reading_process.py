"""The engines in a process of their own say what they say here, and nothing is lost when it dies."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.workspace.reading_process import ReadingProcess
from hashiya.workspace.suggesting import Suggesting

from tests.workspace.hands import Person, done


@pytest.fixture
def child(sara: Person) -> ReadingProcess:
    """The process, which is started only with the first reading."""
    return ReadingProcess(sara.workspace.path)


@pytest.fixture
def aside(sara: Person, child: ReadingProcess) -> Iterator[Suggesting]:
    """Proposals that the child computes."""
    suggesting = Suggesting(sara.workspace)
    suggesting.read_aside(child)
    yield suggesting
    suggesting.close()


def test_the_child_proposes_the_same(sara: Person, aside: Suggesting, child: ReadingProcess) -> None:
    here = Suggesting(sara.workspace)
    for key in sara.articles[:2]:
        computed = aside.compute(key)
        assert computed is not None
        assert len(computed.proposals) > 20
        other = here.compute(key)
        assert other is not None
        assert computed.proposals == other.proposals
        assert computed.waiting == other.waiting
    assert child.pid is not None


def test_the_child_learns_of_what_is_confirmed(sara: Person, aside: Suggesting, child: ReadingProcess) -> None:
    key, words = sara.articles[3], "وجهات نظر متقاربة"
    assert aside.for_article(key).is_fresh
    pid = child.pid
    sara.mention(words, label="PRODUCT", article=3)
    stale = aside.now(key)
    assert stale is not None
    assert not stale.is_fresh
    fresh = aside.for_article(key)
    assert fresh.is_fresh
    assert [one for one in fresh.offered if one.proposal.label == "PRODUCT"]
    assert child.pid == pid


def test_after_a_child_that_died_another_one_knows_as_much(
    sara: Person, aside: Suggesting, child: ReadingProcess
) -> None:
    key = sara.articles[3]
    before = aside.for_article(key).offered
    first = child.pid
    os.kill(first or 0, signal.SIGTERM)
    sara.mention("وجهات نظر متقاربة", label="PRODUCT", article=3)
    after = aside.for_article(key)
    assert after.is_fresh
    assert {one.id for one in after.offered} >= {one.id for one in before if one.proposal.label == "HEADLINE"}
    assert [one for one in after.offered if one.proposal.label == "PRODUCT"]
    # The end may have come only with the request: then that was read here, and the next one has a new child.
    assert aside.compute(sara.articles[0]) is not None
    assert child.pid not in {None, first}


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be held there")
def test_after_a_child_that_died_reading_the_window_reads_and_the_next_child_too(
    sara: Person, aside: Suggesting, child: ReadingProcess
) -> None:
    aside.for_article(sara.articles[3])
    first = child.pid or 0
    computed: list[object] = []
    key = sara.articles[0]
    reading = threading.Thread(target=lambda: computed.append(aside.compute(key)))
    os.kill(first, signal.SIGSTOP)
    reading.start()
    until = time.monotonic() + 20
    while aside.reading != key and time.monotonic() < until:
        time.sleep(0.01)
    assert aside.reading == key
    os.kill(first, signal.SIGKILL)
    reading.join(60)
    assert [one is not None for one in computed] == [True]
    assert aside.compute(sara.articles[1]) is not None
    assert child.pid not in {None, first}


def test_without_a_child_the_window_reads_itself(sara: Person, tmp_path: Path) -> None:
    broken = [sys.executable, "-c", "raise SystemExit(1)"], [str(tmp_path / "nothing")]
    for command in broken:
        suggesting = Suggesting(sara.workspace)
        suggesting.read_aside(ReadingProcess(sara.workspace.path, command=command))
        assert suggesting.for_article(sara.articles[3]).offered
        assert suggesting.for_article(sara.articles[3]).is_fresh
        suggesting.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be held there")
def test_a_long_reading_ends_when_its_article_is_left(sara: Person, aside: Suggesting, child: ReadingProcess) -> None:
    aside.for_article(sara.articles[3])
    answered: list[object] = []
    key = sara.articles[0]
    reading = threading.Thread(target=lambda: answered.append(aside.compute(key)))
    os.kill(child.pid or 0, signal.SIGSTOP)
    reading.start()
    until = time.monotonic() + 20
    while aside.reading != key and time.monotonic() < until:
        time.sleep(0.01)
    aside.interrupt()
    reading.join(20)
    assert not reading.is_alive()
    assert answered == [None]
    assert aside.for_article(key).offered


def test_what_is_decided_while_the_child_reads_is_decided(sara: Person, aside: Suggesting) -> None:
    key = sara.articles[3]
    computed = aside.compute(key)
    assert computed is not None
    headline = next(one for one in computed.waiting if one.proposal.label == "HEADLINE")
    done(sara.workspace.regions.make(key, headline.proposal.fragments, "HEADLINE"))
    assert aside.steps_since(computed)
    aside.keep(computed)
    assert headline.id not in {one.id for one in aside.waiting_among(key, computed.proposals)}
