"""Let threads come in parts, let what is unchanged be skipped, and keep the reports of imports."""

from sqlite_utils import Database

TABLES = (
    # The space in which the ids of an article and of its comments are unique beyond the article.
    "ALTER TABLE articles ADD COLUMN realm TEXT",
    # The source's own id of the article in it.
    "ALTER TABLE articles ADD COLUMN source_id TEXT",
    "CREATE INDEX articles_by_source_id ON articles (source_id, realm) WHERE source_id IS NOT NULL",
    "CREATE INDEX comments_by_source_id ON comments (source_id) WHERE source_id IS NOT NULL",
    """
    CREATE TABLE article_parts ( -- what an article was last imported as: the same again need not be compared
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        digest BLOB NOT NULL,  -- of all that the importer gave, and of the program that stored it
        whole INTEGER NOT NULL CHECK (whole IN (0, 1)), -- 0: a part of the thread; an article may have several
        ghosts INTEGER NOT NULL CHECK (ghosts >= 0),    -- that the part has
        skipped TEXT CHECK (skipped IS NULL OR json_valid(skipped)), -- [[where, why], …]; NULL: none
        PRIMARY KEY (article_id, digest)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE import_places ( -- folders, containers and calls whose files have all been imported
        name TEXT PRIMARY KEY,
        edition TEXT NOT NULL, -- what tells one version of the program and its importers from another
        state TEXT,            -- digest of names, sizes and times of the files; NULL: they had just been written
        digest TEXT,           -- SHA-256 of a container
        reports TEXT NOT NULL CHECK (json_valid(reports)) -- what each source in it gave
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE import_runs ( -- each time that somebody imported something
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started INTEGER NOT NULL, -- seconds since 1970, UTC
        seconds REAL,             -- NULL: it is running, or was broken off
        paths TEXT NOT NULL CHECK (json_valid(paths)), -- [path, …] as they were given
        unchanged INTEGER NOT NULL DEFAULT 0 -- sources that were as they had been; they have no report here
    ) STRICT
    """,
    """
    CREATE TABLE import_reports ( -- what each source of a run gave
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        format TEXT, -- NULL: it could not be imported
        report TEXT NOT NULL CHECK (json_valid(report))
    ) STRICT
    """,
    "CREATE INDEX import_reports_by_run ON import_reports (run_id, id)",
)


def upgrade(db: Database) -> None:
    """Create the columns, tables and indexes."""
    for statement in TABLES:
        db.execute(statement)
