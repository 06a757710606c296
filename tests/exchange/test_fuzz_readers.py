"""Every reader, given what no tool writes: articles that agree with themselves or a clear fault, and nothing else."""

from __future__ import annotations

import os
import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hashiya.domain.faults import FileFault, KnownFailure
from hashiya.exchange.canonical import encode
from hashiya.exchange.foreign import Settler
from hashiya.exchange.formats import FORMATS, format_of
from hashiya.exchange.line_check import LineCheck
from hashiya.exchange.protocol import Format, Reading
from hashiya.exchange.sources import Source, sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.loss import out_of, written
from tests.exchange.nasty import nasty

ROUNDS = int(os.environ.get("HASHIYA_FUZZ", "60"))
"""How many files each reader is given; HASHIYA_FUZZ=100000 is for a night."""
BAD = (
    b"\0", b"\xff\xfe", b"\\ud800", b"\\u0000", b"-1", b"99999999999999999999", b"1e400", b"null", b"[]", b"{}", b'""',
    b"true", b"[[[[", b"\xed\xa0\x80", "😀".encode(), b"\r\n", b"\n\n", b"<!DOCTYPE x>", b"&x;", b"\t", b";", b'"',
    b"NaN",
)  # fmt: skip
TOKENS = re.compile(rb'"[^"\\]*"|-?\d+|[{}\[\],:<>;\t\n]|[^\W\d]+')
READERS = [one for one in FORMATS if one.read and (one.needs is None or find_spec(one.needs) is not None)]


@cache
def written_files(name: str, folder: Path) -> dict[str, bytes]:
    """What the writer makes of the nasty project, by path."""
    what = next(one for one in FORMATS if one.name == name)
    if not what.write:
        return {}
    written(nasty(), what, out_of(folder, what))
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def broken(data: bytes, draw: random.Random) -> bytes:
    """The bytes with a few tokens cut, doubled, swapped or replaced."""
    for _ in range(draw.randint(1, 4)):
        tokens = [match.span() for match in TOKENS.finditer(data)]
        if not tokens:
            return data + draw.choice(BAD)
        start, end = draw.choice(tokens)
        other = draw.choice(tokens)
        new = draw.choice([b"", data[start:end] * 2, data[other[0] : other[1]], draw.choice(BAD), b"\0cut"])
        data = data[:start] if new == b"\0cut" else data[:start] + new + data[end:]
    return data


def check(what: Format, *paths: Path) -> None:
    """Whatever comes out must be sound."""
    assert what.reader
    reader = what.reader()
    try:
        found = sources(paths, frozenset(what.endings))
    except KnownFailure:
        return
    for source in found:
        format_of(source)
    try:
        units = reader.units(found)
    except KnownFailure:
        return
    for unit in units:
        reading = Reading(what.name, str(unit[0].path))
        try:
            for line in reader.read(unit, reading):
                settled = Settler(what.name, whose="sara").settled(line)
                encode(settled)
                checked = LineCheck(line, file="x", number=1, referents=frozenset(reading.referents))
                assert checked.faults == []
        except FileFault:
            continue
        for _, fault in reading.listed:
            assert fault.code


@pytest.mark.parametrize("what", READERS, ids=lambda one: one.name)
def test_broken_files_give_sound_articles_or_a_fault(
    what: Format, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = written_files(what.name, tmp_path_factory.mktemp("whole"))
    draw = random.Random(what.name)
    for number in range(ROUNDS if whole else 0):
        folder = tmp_path / str(number)
        victim = draw.choice(sorted(whole))
        for name, data in whole.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(broken(data, draw) if name == victim else data)
        try:
            check(what, folder)
        except Exception as error:
            error.add_note(f"round {number}: {victim}")
            raise


@pytest.mark.parametrize("what", READERS, ids=lambda one: one.name)
@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_sound_articles_or_a_fault(what: Format, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"any{what.endings[0]}"
    path.write_bytes(data)
    check(what, path)


# Archives


def archive(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def names(found: list[Source]) -> Iterator[str]:
    return (one.name for one in found)


@pytest.mark.parametrize("name", ["../x.txt", "/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt", "\\x.txt"])
def test_an_archive_that_leads_out_of_itself_is_refused(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "x.zip", **{"good.txt": b"text", name: b"text"})
    with pytest.raises(KnownFailure) as failed:
        sources([path], frozenset({".txt"}))
    assert failed.value.details["fault"].code == "reading.hostile_name"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", **{"bomb.txt": b"0" * (1 << 24)})
    with pytest.raises(KnownFailure) as failed:
        sources([path], frozenset({".txt"}))
    assert failed.value.details["fault"].code == "reading.bomb"


def test_an_archive_is_read_like_its_folder(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", **{"b/2.txt": b"two", "a.txt": b"one", ".x.txt": b"no", "__MACOSX/a.txt": b"no"})
    found = sources([path], frozenset({".txt"}))
    assert [(one.name, one.read()) for one in found] == [("a.txt", b"one"), ("b/2.txt", b"two")]


def test_a_torn_archive_is_a_fault(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", **{"a.txt": b"one" * 1000})
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(KnownFailure):
        sources([path], frozenset({".txt"}))
