"""Where an export goes: one file, a folder or a zip, each whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.exchange.delivery import Delivery

Shape = Literal["file", "folder"]
WAYS: list[tuple[str, Shape]] = [("x (1).ann", "file"), ("مجلد", "folder"), ("x.zip", "file"), ("x.zip", "folder")]


def deliver(path: Path, shape: Shape, *, keep: bool = True) -> tuple[Path, ...]:
    """Two files, one under the export's own name."""
    with Delivery(path, shape=shape, ending=".ann") as delivery:
        outlet = delivery.outlet()
        outlet.put("" if shape == "file" else "a.ann", "نص".encode())
        outlet.put("conf", b"x")
        return delivery.keep() if keep else ()


@pytest.mark.parametrize(("name", "shape"), WAYS)
def test_nothing_is_left_of_what_was_not_kept(tmp_path: Path, name: str, shape: Shape) -> None:
    deliver(tmp_path / name, shape, keep=False)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_a_writer_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"), Delivery(tmp_path / "x", shape="folder", ending=".a") as delivery:
        delivery.outlet().put("../y", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_another_beside_it(tmp_path: Path) -> None:
    assert deliver(tmp_path / "x (1).ann", "file") == (tmp_path / "x (1).ann", tmp_path / "x (1).conf")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x (1).ann", "x (1).conf"]


def test_what_was_there_stays_until_the_new_is_whole(tmp_path: Path) -> None:
    (tmp_path / "x.ann").write_bytes(b"old")
    deliver(tmp_path / "x.ann", "file", keep=False)
    assert (tmp_path / "x.ann").read_bytes() == b"old"
    deliver(tmp_path / "x.ann", "file")
    assert (tmp_path / "x.ann").read_text("utf-8") == "نص"


@pytest.mark.parametrize(("shape", "names"), [("file", ["x.ann", "conf"]), ("folder", ["a.ann", "conf"])])
def test_a_zip_has_the_same_bytes_at_any_time(tmp_path: Path, shape: Shape, names: list[str]) -> None:
    first = deliver(tmp_path / "x.zip", shape)[0].read_bytes()
    assert deliver(tmp_path / "x.zip", shape)[0].read_bytes() == first
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.namelist() == names


def test_a_folder_with_something_in_it_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine").write_bytes(b"")
    with pytest.raises(KnownFailure, match="folder_not_empty"):
        deliver(tmp_path / "x", "folder")
    with pytest.raises(KnownFailure, match="not_a_folder"):
        deliver(tmp_path / "x" / "mine", "folder")
    assert [one.name for one in (tmp_path / "x").iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_no_writer_writes_outside_its_folder(tmp_path: Path, name: str) -> None:
    with (
        Delivery(tmp_path / "x", shape="folder", ending=".ann") as delivery,
        pytest.raises(ValueError, match="outside"),
    ):
        delivery.outlet().put(name, b"x")
    assert list(tmp_path.iterdir()) == []
