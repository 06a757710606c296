"""Newer versions: whom one may ask, what an answer is, and which version comes after which."""

from __future__ import annotations

import json

import pytest
from hashiya import __version__
from hashiya.workspace.updates import MOST_BYTES, UPDATE_ADDRESS, Question, Release, is_newer, read_release


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("0.2.0", "0.1.0"),
        ("0.10.0", "0.9.9"),
        ("1.0", "0.99.99"),
        ("1.0", "1.0rc1"),
        ("1.0rc2", "1.0rc1"),
        ("1.0.1", "1.0"),
        ("v2.0", "1.9"),
    ],
)
def test_which_comes_after_which(later: str, earlier: str) -> None:
    assert is_newer(later, earlier)
    assert not is_newer(earlier, later)


@pytest.mark.parametrize(("one", "other"), [("1.0", "1.0.0"), ("v1.2", "1.2"), (__version__, __version__)])
def test_the_same_is_not_newer(one: str, other: str) -> None:
    assert not is_newer(one, other)
    assert not is_newer(other, one)


def test_an_answer_is_read_in_both_shapes() -> None:
    notes = "https://example.org/notes"
    assert read_release(json.dumps({"version": "1.2.3", "notes": notes}).encode()) == Release("1.2.3", notes)
    assert read_release(json.dumps({"tag_name": "v1.2.3", "html_url": notes}).encode()) == Release("1.2.3", notes)
    assert read_release(b'{"version": "1.2.3"}') == Release("1.2.3")


@pytest.mark.parametrize(
    "notes",
    ["http://example.org/", "file:///etc/passwd", "javascript:alert(1)", "https://user@example.org/", "https://", 3,
     "https://example.org/\u202egnp.exe", "https://example.org/a b", "https://example.org/" + "x" * 600],
)  # fmt: skip
def test_an_address_that_nobody_should_open_is_left_out(notes: object) -> None:
    assert read_release(json.dumps({"version": "1.2.3", "notes": notes}).encode()) == Release("1.2.3")


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b'"1.2.3"', b"{}", b'{"version": 3}', b'{"version": "newest"}', b'{"version": "1.2.3; rm"}',
     b'{"version": "\xd9\xa1.\xd9\xa2"}', b'{"version": "1' + b".1" * 40 + b'"}', b"\xff\xfe",
     b'{"version": "1.2.3"}' + b" " * MOST_BYTES],
)  # fmt: skip
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_release(answer)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org/newest.json", True),
        ("http://127.0.0.1:8000/", True),
        ("http://[::1]:8000/", True),
        ("http://example.org/", False),
        ("http://127.0.0.1.example.org/", False),
        ("ftp://example.org/", False),
        ("https://", False),
        ("", False),
    ],
)
def test_whom_one_may_ask(address: str, may: bool) -> None:
    assert Question(address).may_be_asked is may


def test_this_build_names_a_good_address_or_none() -> None:
    assert not UPDATE_ADDRESS or Question(UPDATE_ADDRESS).may_be_asked


def test_the_whole_question_is_shown() -> None:
    question = Question("https://example.org/newest?x=1")
    assert question.lines()[0] == "GET /newest?x=1 HTTP/1.1"
    assert "Host: example.org" in question.lines()
    assert f"User-Agent: hashiya/{__version__}" in question.lines()
