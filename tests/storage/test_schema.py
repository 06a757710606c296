"""What the tables themselves refuse, and that every connection is a safe one."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import hashiya.storage
import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.storage import schema
from hashiya.storage.backups import Backups
from hashiya.storage.line import Line, settings_of
from hashiya.storage.project import ProjectFile

from tests import builders as b

ARTICLE = b.article()
SOURCES = sorted(Path(hashiya.storage.__path__[0]).glob("*.py"))


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    path = tmp_path / "x.hashiya"
    with b.new_project(path, b.TEXT) as project:
        project.apply(b.step(b.change(None, b.entity(ARTICLE)), b.change(None, b.claim(ARTICLE, (0, 3), (5, 9)))))
    opened = Line(path, "rw")
    yield opened
    opened.close()


KEY = ARTICLE.key
GOOD = {"kind": "'entity'", "start": "0", "end": "3", "fragments": "NULL", "quote": "'قال'", "referent": "NULL"}


def mark(**other: str) -> str:
    """A statement that makes an annotation, right but for what is given."""
    values = GOOD | {"article": f"'{KEY}'", "body": "'{}'"} | other
    names = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO annotation (id, label, owner, {names}) VALUES ('i', 'L', 'o', {', '.join(values.values())})"


def piece(start: int, end: int, quote: str) -> str:
    """A statement that makes a fragment of the claim, which stands on [0, 3) and [5, 9)."""
    return f"INSERT INTO fragment SELECT id, 9, {start}, {end}, '{quote}' FROM annotation WHERE kind = 'claim'"


def change(seq: str, after: str) -> str:
    """A statement that adds a change to the first step, as its tenth."""
    return f"INSERT INTO change VALUES ({seq}, 1, 9, 'entity', 't', 'o', NULL, NULL, {after}, 1)"


REFUSED = {
    "a wrong quote": (mark(quote="'قا'"), "quote differs"),
    "places counted in UTF-16": (mark(start="77", end="84", quote="'نيويورك'"), "quote differs"),
    "beyond the text": (mark(start="80", end="99", quote="'x'"), "beyond"),
    "an empty span": (mark(start="3", quote="''"), "CHECK"),
    "a span before the text": (mark(start="-1", fragments="'[[0,1],[2,3]]'", quote="NULL"), "CHECK"),
    "another kind": (mark(kind="'note'"), "CHECK"),
    "no such article": (mark(article="'none'"), "FOREIGN KEY"),
    "a claim with a referent": (mark(kind="'claim'", referent="'r'"), "CHECK"),
    "a region of somebody's": (mark(kind="'region'"), "CHECK"),
    "a body that is no object": (mark(body="''"), "CHECK"),
    "fragments with a quote": (mark(fragments="'[[0,1],[2,3]]'"), "CHECK"),
    "one fragment as several": (mark(fragments="'[[0,3]]'", quote="NULL"), "CHECK"),
    "a word for a number": (mark(start="'x'"), "quote|INTEGER"),
    "a moved span": ("UPDATE annotation SET start = start + 1 WHERE fragments IS NULL", "quote differs"),
    "a fragment elsewhere": (piece(40, 42, "xx"), "outside"),
    "a fragment's wrong quote": (piece(0, 2, "xx"), "quote differs"),
    "a changed fragment": ("UPDATE fragment SET quote = 'x'", "made anew"),
    "a changed text": ("UPDATE text SET text = text || ' '", "never changed"),
    "a deleted text": ("DELETE FROM text", "FOREIGN KEY"),
    "a text with NUL": ("INSERT INTO text VALUES (hex(zeroblob(32)), 3, 'a' || char(0) || 'b')", "CHECK"),
    "a changed step": ("UPDATE step SET name = 'x'", "only added to"),
    "a deleted step": ("DELETE FROM step", "only added to"),
    "a changed change": ("UPDATE change SET after = NULL", "only added to"),
    "a deleted change": ("DELETE FROM change", "only added to"),
    "a change of nothing": (change("1 << 24 | 9", "NULL"), "CHECK"),
    "a change with another's number": (change("1", "'{}'"), "CHECK"),
    "a relation to itself": (
        "INSERT INTO relation (id, label, head, tail, owner, body) SELECT 'r', 'l', id, id, 'o', '{}' FROM annotation",
        "CHECK",
    ),
    "an unknown status": ("UPDATE article SET status = 'finished'", "CHECK"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_tables_refuse(line: Line, name: str) -> None:
    statement, reason = REFUSED[name]
    with pytest.raises(sqlite3.IntegrityError, match=reason):
        line.run(statement)


def test_the_same_statements_with_right_values_are_taken(line: Line) -> None:
    line.run(mark(start="76", end="83", quote="'نيويورك'"))
    line.run(piece(0, 2, "قا"))
    line.run(change("1 << 24 | 9", "'{}'"))


def test_a_file_is_marked_as_a_project(line: Line) -> None:
    head = line.path.read_bytes()[:100]
    assert head[68:72] == b"HSHY"
    assert head[60:64] == schema.FORMAT.to_bytes(4, "big")


def test_only_one_module_makes_connections() -> None:
    for source in SOURCES:
        calls = [
            node
            for node in ast.walk(ast.parse(source.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
            if ast.unparse(node.args[0]) != "':memory:'"  # that is no file
        ]
        assert len(calls) == (source.name == "line.py"), source.name


def test_every_connection_that_writes_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, object]] = []
    settle = Line._settle

    def watch(line: Line) -> None:
        settle(line)
        asked = (*settings_of("rw"), "query_only")
        made.append({"mode": line.mode} | {name: line.value(f"PRAGMA {name}") for name in asked})

    monkeypatch.setattr(Line, "_settle", watch)
    path = tmp_path / "x.hashiya"
    with b.new_project(path, b.TEXT) as project:
        project.backup(tmp_path / "copy.hashiya")
        Backups(tmp_path / "backups").make(project)
        project.snapshot().close()
    ProjectFile.open(path).close()
    ProjectFile.open(path, read_only=True).close()
    assert {one["mode"] for one in made} == {"rw", "ro"}
    for one in made:
        assert one["foreign_keys"] == 1
        assert one["busy_timeout"] == 5000
        assert one["trusted_schema"] == 0
        assert one["cell_size_check"] == 1
        if one["mode"] == "rw":
            assert one["journal_mode"] == "wal"
            assert one["synchronous"] == 2


def test_a_connection_that_is_not_safe_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with b.new_project(tmp_path / "x.hashiya") as project:
        path = project.path
    monkeypatch.setattr("hashiya.storage.line.settings_of", lambda _: {"synchronous": 9})
    with pytest.raises(KnownFailure) as caught:
        Line(path, "rw")
    assert caught.value.code == "unsafe_place"


def test_sqlite_utils_takes_the_write_lock_at_once(tmp_path: Path) -> None:
    with b.new_project(tmp_path / "x.hashiya") as project:
        seen: list[str] = []
        line = Line(project.path, "rw")
        line.connection.set_trace_callback(seen.append)
        schema.migrate(line.connection)
        line.close()
    assert [one for one in seen if one.startswith(("BEGIN", "SAVEPOINT", "COMMIT"))][:1] == ["BEGIN IMMEDIATE"]
    assert not any(one == "BEGIN" for one in seen)
