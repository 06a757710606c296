"""Ids: made once, each greater than the one before whatever the clock says, the same for the same text everywhere."""

from __future__ import annotations

import time
import uuid

import pytest
from hashiya.domain.article import digest
from hashiya.domain.ids import ArticleKey, IdSource, article_key, foreign_id

FAR = "ffffffff-ffff-7fff-bfff-fffffffffffe"


def test_ids_are_version_7_and_grow() -> None:
    source = IdSource()
    made = [source.make() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    for one in (made[0], made[-1]):
        assert (uuid.UUID(one).version, uuid.UUID(one).variant) == (7, uuid.RFC_4122)
    assert abs((uuid.UUID(made[0]).int >> 80) - time.time() * 1000) < 60_000


def test_several_ids_at_once_grow_as_others_do() -> None:
    source = IdSource(after="00000000-0001-7fff-bfff-fffffffffffe")
    before, made, after = source.make(), source.several(2000), source.make()
    every = [before, *made, after]
    assert every == sorted(set(every))
    assert {(len(one), uuid.UUID(one).version, uuid.UUID(one).variant) for one in made} == {(36, 7, uuid.RFC_4122)}
    assert source.several(0) == []


def test_a_slow_clock_does_not_make_a_smaller_id(monkeypatch: pytest.MonkeyPatch) -> None:
    source = IdSource()
    first = source.make()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    later = [source.make() for _ in range(3)]
    assert [first, *later] == sorted([first, *later])
    assert all(uuid.UUID(one).version == 7 for one in later)


def test_an_id_is_greater_than_any_in_the_file() -> None:
    ahead = "0fffffff-ffff-7fff-bfff-ffffffffffff"
    source = IdSource()
    source.seen(ahead)
    assert source.make() > ahead
    assert IdSource(after=ahead).make() > ahead
    other = IdSource()
    other.seen(str(uuid.uuid4()))
    assert other.make() < ahead


def test_the_carry_goes_through_random_bits_counter_and_clock() -> None:
    source = IdSource(after="00000000-0001-7fff-bfff-ffffffffffff")
    source_next = IdSource(after="7fffffff-ffff-7fff-bfff-ffffffffffff")
    assert uuid.UUID(source.make()).version == 7
    assert source_next.make() == "80000000-0000-7000-8000-000000000000"
    assert IdSource(after=FAR).make() == "ffffffff-ffff-7fff-bfff-ffffffffffff"


def test_one_text_has_one_key_on_every_machine() -> None:
    sha256 = digest("نص")
    assert article_key(sha256) == article_key(sha256, 0)
    assert article_key(sha256) != article_key(sha256, 1)
    namespace = uuid.uuid5(uuid.NAMESPACE_OID, "hashiya")
    assert article_key(sha256, 2) == str(uuid.uuid5(namespace, f"{sha256}:2"))
    key = ArticleKey(article_key(sha256))
    assert foreign_id(key, "T1") == foreign_id(key, "T1") != foreign_id(key, "T2")


def test_a_lone_surrogate_has_no_digest() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        digest("\ud800")
