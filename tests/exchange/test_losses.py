"""Every format is held to its table: what is not listed as lost comes back equal. New formats are tested by being
registered.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.domain.snapshot import Snapshot
from hashiya.exchange.formats import FORMATS, format_of, is_there
from hashiya.exchange.line_check import LineCheck
from hashiya.exchange.losses import KINDS
from hashiya.exchange.protocol import Format
from hashiya.exchange.sources import sources
from hashiya.storage.project import ProjectFile
from hashiya.workspace.sample import make_sample

from tests.builders import DEVICE, SARA
from tests.exchange.loss import OWN, facts, original, out_of, read_with, written
from tests.exchange.nasty import nasty

BOTH = [one for one in FORMATS if one.read and one.write]


@pytest.fixture(params=BOTH, ids=lambda one: one.name)
def what(request: pytest.FixtureRequest) -> Format:
    found: Format = request.param
    if not is_there(found):
        pytest.skip(f"the extra {found.needs} is not installed")
    return found


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.hashiya"
    make_sample(path, name="نموذج", annotator=SARA, device=DEVICE)
    return path


@pytest.fixture(params=["nasty", "sample"])
def snapshot(request: pytest.FixtureRequest, sample_file: Path) -> Iterator[Snapshot]:
    if request.param == "nasty":
        yield nasty()
        return
    with ProjectFile.open(sample_file, read_only=True) as project, project.snapshot() as found:
        yield found


def test_what_is_not_listed_as_lost_comes_back(what: Format, snapshot: Snapshot, tmp_path: Path) -> None:
    out = out_of(tmp_path, what)
    report = written(snapshot, what, out)
    before = original(snapshot, tmp_path)
    back, reading = read_with(what, out)
    assert [(kind, fault) for kind, fault in reading.listed if kind in ("refused", "differs")] == []
    assert facts(back, what.loses) == facts(before, what.loses)
    assert {one.kind for one in report.lost} <= set(what.loses)
    for number, line in enumerate(back, 1):
        check = LineCheck(line, file=str(out), number=number, referents=frozenset(reading.referents))
        assert check.faults == []


def test_what_is_written_is_known_again(what: Format, snapshot: Snapshot, tmp_path: Path) -> None:
    out = out_of(tmp_path, what)
    written(snapshot, what, out)
    told = {found.name if (found := format_of(one)) else None for one in sources([out], frozenset(what.endings))}
    assert told == {what.name}


def test_the_same_project_gives_the_same_bytes(what: Format, tmp_path: Path) -> None:
    snapshot = nasty()
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(snapshot, what, out_of(tmp_path / name, what))
        written(snapshot, what, out_of(tmp_path / name, what, zipped=True)) if what.name != "jsonl" else None
        files = sorted(one for one in (tmp_path / name).rglob("*") if one.is_file())
        found.append({one.relative_to(tmp_path / name).as_posix(): one.read_bytes() for one in files})
    assert found[0] == found[1]
    assert all(b"\r\n" not in data for name, data in found[0].items() if not name.endswith((".zip", ".xlsx", ".docx")))


def test_cancelling_leaves_nothing(what: Format, tmp_path: Path) -> None:
    from hashiya.exchange.choices import ExportChoices
    from hashiya.exchange.writing import write_export

    for zipped in (False, True):
        report = write_export(
            nasty(),
            out_of(tmp_path, what, zipped=zipped),
            what,
            choices=ExportChoices(),
            program="hashiya 0",
            progress=lambda done, _: done < 2,
        )
        assert report.cancelled
    assert list(tmp_path.iterdir()) == []


def test_every_kind_that_is_lost_is_known() -> None:
    unknown = {kind for one in FORMATS for kind in one.loses} - set(KINDS) - set(OWN)
    assert unknown == set()


def test_a_table_that_says_too_little_is_found_out(tmp_path: Path) -> None:
    txt = next(one for one in FORMATS if one.name == "txt")
    out = out_of(tmp_path, txt)
    written(nasty(), txt, out)
    before, (back, _) = original(nasty(), tmp_path), read_with(txt, out)
    for kind in ("entities", "claims", "regions", "metadata", "status", "notes", "extra", "article_labels"):
        less = [one for one in txt.loses if one != kind]
        assert facts(back, less) != facts(before, less), kind
