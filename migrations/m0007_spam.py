"""Make room for the reader's labels, what the filter has come to, and the index of near-copies."""

from sqlite_utils import Database

TABLES = (
    """
    CREATE TABLE spam_labels ( -- what the reader said: the truth, and all of this that cannot be made anew
        article_key TEXT NOT NULL, -- by stable keys: a label outlives its comment, and can be shared
        comment_key TEXT NOT NULL,
        label TEXT NOT NULL CHECK (label IN ('spam', 'ham')),
        text TEXT NOT NULL,        -- of the comment: what the filter learns from
        made INTEGER NOT NULL,     -- seconds since 1970, UTC
        source TEXT CHECK (source IS NULL OR json_valid(source)), -- [label, score, [reason, …]]: the source's verdict
        PRIMARY KEY (article_key, comment_key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE spam_suspects ( -- derived: comments that a correction or a copy may move
        comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
        score REAL NOT NULL,   -- of the text, without the reader's layer
        movable INTEGER NOT NULL CHECK (movable IN (0, 1)), -- whether the layer can decide
        held INTEGER NOT NULL CHECK (held IN (0, 1)),  -- whether the text by itself is held, the layer included
        copied INTEGER NOT NULL CHECK (copied IN (0, 1)) -- whether the verdict comes from a copy
    ) STRICT
    """,
    """
    CREATE TABLE spam_shingles ( -- derived: runs of words by which the copies of suspects are found
        shingle INTEGER NOT NULL, -- 32 bits
        comment_id INTEGER NOT NULL REFERENCES spam_suspects (comment_id) ON DELETE CASCADE,
        PRIMARY KEY (shingle, comment_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX spam_shingles_by_comment ON spam_shingles (comment_id)",
    """
    CREATE TABLE spam_changes ( -- comments whose text changed since they were judged
        comment_id INTEGER PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE spam_state (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO spam_state (name, value) VALUES
        ('judged', 0),   -- every comment up to this id was judged
        ('edition', 0),  -- of the filter that judged them; 0: nothing was judged
        ('labels', 0),   -- another number after every change of the labels
        ('rescored', 4611686018427387904) -- suspects up to this id have the verdict that the labels ask for
    """,
    """
    CREATE TRIGGER spam_comment_changed AFTER UPDATE OF text, state, kind ON comments
    WHEN (OLD.text, OLD.state, OLD.kind) IS NOT (NEW.text, NEW.state, NEW.kind)
    BEGIN
        INSERT OR IGNORE INTO spam_changes (comment_id) VALUES (OLD.id);
    END
    """,
)


def upgrade(db: Database) -> None:
    """Create the tables; the program fills them afterwards."""
    for statement in TABLES:
        db.execute(statement)
