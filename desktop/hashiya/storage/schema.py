"""The tables of a project file, and the migrations that make them. Format number 1 is the first.

A row of an import carries the import's number in `brought`; the views `seen_…` leave out what belongs to an import
that is not finished, so every reading statement asks a view and never a table. A gesture touches as few trees as it
can, for each costs a page of the journal: a change's number is made of its step's number and its own place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hashiya.storage.folded import Told, fold_missing

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x48534859
"""«HSHY», at byte 68 of every project file."""

FORMAT = 2
"""The file format number, in `user_version`: a program refuses files of a greater one."""

KINDS = "'article','entity','claim','region','relation','referent','cluster','annotator','scheme'"

_RECORD = f"""
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    annotator TEXT NOT NULL,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    undoes TEXT,
    details TEXT NOT NULL CHECK (details GLOB '{{*}}'),
    greatest TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY CHECK (seq = (step << 24 | n)),
    step INTEGER NOT NULL REFERENCES step(seq),
    n INTEGER NOT NULL CHECK (n >= 0 AND n < 1 << 24),
    kind TEXT NOT NULL CHECK (kind IN ({KINDS})),
    target TEXT NOT NULL,
    owner TEXT NOT NULL,
    base TEXT,
    before TEXT,
    after TEXT,
    v INTEGER NOT NULL CHECK (v > 0),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_of ON change (target);

CREATE TABLE import (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    annotator TEXT NOT NULL,
    device TEXT NOT NULL,
    at TEXT,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'taken_back', 'cancelled')),
    process TEXT NOT NULL,
    beat REAL NOT NULL,
    greatest TEXT NOT NULL DEFAULT '',
    counts TEXT NOT NULL DEFAULT '{{}}' CHECK (counts GLOB '{{*}}'),
    step TEXT REFERENCES step(id)
) STRICT;
"""

_THINGS = """
CREATE TABLE scheme (
    id TEXT PRIMARY KEY CHECK (id = 'scheme'),
    body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;

CREATE TABLE annotator (
    id TEXT PRIMARY KEY,
    handle TEXT NOT NULL,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;

CREATE TABLE referent (
    id TEXT PRIMARY KEY,
    merged_into TEXT REFERENCES referent(id) DEFERRABLE INITIALLY DEFERRED,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;

CREATE TABLE cluster (
    id TEXT PRIMARY KEY,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;

CREATE TABLE text (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    length INTEGER NOT NULL CHECK (length = length(text)),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE article (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL REFERENCES text(sha256),
    position INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'in_progress', 'done', 'set_aside')),
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;
CREATE INDEX article_place ON article (position);
CREATE INDEX article_text ON article (sha256);
CREATE INDEX article_removed ON article (key) WHERE removed = 1;

CREATE TABLE annotation (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article(key),
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'claim', 'region')),
    label TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    fragments TEXT CHECK (fragments GLOB '[[][[]*],[[]*]]'),
    quote TEXT CHECK ((quote IS NULL) = (fragments IS NOT NULL)),
    owner TEXT NOT NULL,
    referent TEXT REFERENCES referent(id) DEFERRABLE INITIALLY DEFERRED,
    cluster TEXT REFERENCES cluster(id) DEFERRABLE INITIALLY DEFERRED,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}'),
    CHECK (referent IS NULL OR kind = 'entity'),
    CHECK (cluster IS NULL OR kind = 'claim'),
    CHECK (owner = 'shared' OR kind <> 'region' OR owner = 'nobody')
) STRICT;
CREATE INDEX annotation_place
    ON annotation (article, start, "end" DESC, id, owner, kind, label, fragments, brought);
CREATE INDEX annotation_referent ON annotation (referent) WHERE referent IS NOT NULL;
CREATE INDEX annotation_cluster ON annotation (cluster) WHERE cluster IS NOT NULL;

CREATE TABLE fragment (
    annotation TEXT NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
    n INTEGER NOT NULL CHECK (n >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL,
    PRIMARY KEY (annotation, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE filler (
    claim TEXT NOT NULL REFERENCES annotation(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    annotation TEXT REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
    referent TEXT REFERENCES referent(id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((annotation IS NULL) <> (referent IS NULL))
) STRICT;
CREATE INDEX filler_claim ON filler (claim);
CREATE INDEX filler_annotation ON filler (annotation) WHERE annotation IS NOT NULL;
CREATE INDEX filler_referent ON filler (referent) WHERE referent IS NOT NULL;

CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    head TEXT NOT NULL REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
    tail TEXT NOT NULL REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
    owner TEXT NOT NULL,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{*}'),
    CHECK (head <> tail)
) STRICT;
CREATE INDEX relation_head ON relation (head);
CREATE INDEX relation_tail ON relation (tail);
"""

_IMPORTED = ("annotator", "referent", "cluster", "article", "annotation", "relation")
_VIEWS = "".join(
    f"CREATE VIEW seen_{table} AS SELECT * FROM {table}"
    " WHERE brought IS NULL OR brought NOT IN (SELECT n FROM import WHERE state <> 'finished');\n"
    for table in _IMPORTED
) + "".join(f"CREATE INDEX {table}_brought ON {table} (brought) WHERE brought IS NOT NULL;\n" for table in _IMPORTED)

# A span is compared with the stored text in code points: what counts in other units is caught at the door.
_COMPARED = """
    SELECT CASE
        WHEN NEW."end" > text.length THEN RAISE(ABORT, 'span beyond the text')
        WHEN NEW.fragments IS NULL AND NEW.quote IS NOT substr(text.text, NEW.start + 1, NEW."end" - NEW.start)
            THEN RAISE(ABORT, 'quote differs from the text')
        END
    FROM article JOIN text USING (sha256) WHERE article.key = NEW.article;
"""
_GUARDS = f"""
CREATE TRIGGER annotation_made BEFORE INSERT ON annotation BEGIN {_COMPARED} END;
CREATE TRIGGER annotation_moved BEFORE UPDATE OF article, start, "end", fragments, quote ON annotation
    BEGIN {_COMPARED} END;
CREATE TRIGGER fragment_made BEFORE INSERT ON fragment BEGIN
    SELECT RAISE(ABORT, 'fragment outside its annotation') FROM annotation
        WHERE annotation.id = NEW.annotation AND (NEW.start < annotation.start OR NEW."end" > annotation."end");
    SELECT RAISE(ABORT, 'quote differs from the text')
        FROM annotation JOIN article ON article.key = annotation.article JOIN text USING (sha256)
        WHERE annotation.id = NEW.annotation
        AND NEW.quote IS NOT substr(text.text, NEW.start + 1, NEW."end" - NEW.start);
END;
CREATE TRIGGER fragment_kept BEFORE UPDATE ON fragment BEGIN SELECT RAISE(ABORT, 'a fragment is made anew'); END;
CREATE TRIGGER text_kept BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'a text is never changed'); END;
CREATE TRIGGER step_kept BEFORE UPDATE ON step BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
CREATE TRIGGER step_stays BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
CREATE TRIGGER change_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
"""


# What 2 adds. The folded texts stand in a table of their own: its number stays when the file is copied, as the index
# over it needs, and a search reads past no raw text. The index knows which words a text has, not where: a hit is looked
# at in the text in any case. `folded.py` cuts the words, so the index takes them as they are. No trigger keeps the
# index: a schema that is not trusted may not name it (3.40), so `folded.py` writes both.
_FOLDED = """
CREATE TABLE folded (
    n INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE REFERENCES text(sha256),
    text TEXT NOT NULL,
    shifts BLOB CHECK (length(shifts) % 8 = 0)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='ascii', detail=none);
CREATE VIRTUAL TABLE search_words USING fts5vocab(search, row);
CREATE TRIGGER folded_kept BEFORE UPDATE ON folded BEGIN SELECT RAISE(ABORT, 'a text is never changed'); END;
"""

SUGGESTED = 'instr(body, \'"origin":"suggested:\') OR instr(body, \'"origin":"corrected:\')'
"""What nearly says that an annotation was a proposal once; an index may ask no more of JSON than this."""

_REJECTIONS = f"""
CREATE TABLE rejection (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article(key),
    layer TEXT NOT NULL CHECK (layer IN ('entities', 'claims', 'regions', 'relations')),
    label TEXT NOT NULL,
    engine TEXT NOT NULL,
    owner TEXT NOT NULL,
    brought INTEGER REFERENCES import(n),
    body TEXT NOT NULL CHECK (body GLOB '{{*}}')
) STRICT;
CREATE INDEX rejection_place ON rejection (article, owner);
CREATE INDEX rejection_brought ON rejection (brought) WHERE brought IS NOT NULL;
CREATE INDEX annotation_suggested ON annotation (label) WHERE {SUGGESTED};
CREATE VIEW seen_rejection AS SELECT * FROM rejection
    WHERE brought IS NULL OR brought NOT IN (SELECT n FROM import WHERE state <> 'finished');
"""

# A CHECK cannot be changed: the record moves into a table that knows one kind more, row by row as it is.
_RECORD_WITH_REJECTIONS = f"""
CREATE TABLE change_of_2 (
    seq INTEGER PRIMARY KEY CHECK (seq = (step << 24 | n)),
    step INTEGER NOT NULL REFERENCES step(seq),
    n INTEGER NOT NULL CHECK (n >= 0 AND n < 1 << 24),
    kind TEXT NOT NULL CHECK (kind IN ({KINDS},'rejection')),
    target TEXT NOT NULL,
    owner TEXT NOT NULL,
    base TEXT,
    before TEXT,
    after TEXT,
    v INTEGER NOT NULL CHECK (v > 0),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
INSERT INTO change_of_2 SELECT * FROM change ORDER BY seq;
DROP TABLE change;
ALTER TABLE change_of_2 RENAME TO change;
CREATE INDEX change_of ON change (target);
CREATE TRIGGER change_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END;
"""


def first_migrations() -> Migrations:
    """Every migration of this program, oldest first. A released one is never changed: a new one is added."""
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("hashiya")

    @migrations()
    def m001_project(db: Any) -> None:
        for part in (_RECORD, _THINGS, _VIEWS, _GUARDS):
            for statement in statements(part):
                db.execute(statement)

    @migrations()
    def m002_search_and_rejections(db: Any) -> None:
        for part in (_FOLDED, _REJECTIONS, _RECORD_WITH_REJECTIONS):
            for statement in statements(part):
                db.execute(statement)

    return migrations


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (sqlite3's executescript would commit first)."""
    from sqlite3 import complete_statement

    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if complete_statement(waiting):
            yield waiting.strip()
            waiting = ""
    if waiting.strip():
        raise ValueError(f"not a whole statement: {waiting}")


def migrate(connection: sqlite3.Connection, told: Told | None = None) -> None:
    """Bring the file to FORMAT, in one transaction: all of it or nothing; `told` hears how far it has come."""
    from sqlite_utils import Database

    class Tables(Database):
        """sqlite-utils on our connection, with transactions that take the write lock at their start."""

        @contextmanager
        def atomic(self) -> Iterator[Tables]:
            if self.conn.in_transaction:
                with super().atomic():
                    yield self
                return
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self.conn.execute("COMMIT")
            except BaseException:
                self.rollback()
                raise

    tables = Tables(connection, recursive_triggers=False, execute_plugins=False)
    with tables.atomic():
        first_migrations().apply(tables)
        fold_missing(connection, told)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def shape(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """What the file is made of, as (kind, name, SQL), without SQLite's own tables and the order of making."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
    )
    return [(kind, name, " ".join(sql.split())) for kind, name, sql in found]
