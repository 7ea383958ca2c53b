"""Add stars, the history that undo goes back through, and the quotations of a thread."""

from sqlite_utils import Database

TABLES = (
    """
    CREATE TABLE stars (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
        PRIMARY KEY (article_id, comment_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX stars_by_comment ON stars (comment_id)",
    """
    CREATE TABLE history ( -- what the reader changed by a key of its own, and can undo; the newest of each article
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        mark TEXT NOT NULL CHECK (mark IN ('read', 'star', 'new')), -- which mark was changed
        value INTEGER NOT NULL CHECK (value IN (0, 1)),             -- set or cleared
        ids TEXT NOT NULL CHECK (json_valid(ids)),                  -- [comment id, …]: those that did change
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX history_by_article ON history (article_id, undone, id)",
    """
    CREATE TABLE quotes ( -- derived from the texts
        comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE, -- the comment that quotes
        start INTEGER NOT NULL CHECK (start >= 0), -- characters of its text before the quotation
        stop INTEGER NOT NULL CHECK (stop > start),
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        paragraph INTEGER NOT NULL CHECK (paragraph >= 0), -- zero-based
        source TEXT CHECK (source IN ('comment', 'article')), -- NULL: marked as a quotation, of something unknown
        source_id INTEGER REFERENCES comments (id) ON DELETE CASCADE, -- the comment that is quoted
        PRIMARY KEY (comment_id, start),
        CHECK ((source IS 'comment') = (source_id IS NOT NULL))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX quotes_by_article ON quotes (article_id)",
    "CREATE INDEX quotes_by_source ON quotes (source_id) WHERE source_id IS NOT NULL",
    """
    CREATE TABLE quoted ( -- the articles whose quotations were looked for since their texts last changed
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        edition INTEGER NOT NULL -- of the search for quotations
    ) STRICT
    """,
    "CREATE INDEX comments_by_author ON comments (author, created, id) WHERE author IS NOT NULL",
)


def upgrade(db: Database) -> None:
    """Create the tables."""
    for statement in TABLES:
        db.execute(statement)
