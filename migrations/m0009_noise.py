"""Make room for what a reader hides: single comments, all by an author, and pingbacks."""

from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE mutes ( -- the authors whose comments the reader does not want to see, in any article
        name TEXT PRIMARY KEY CHECK (name <> ''), -- exactly as the comments have it
        made INTEGER NOT NULL                     -- seconds since 1970, UTC
    ) STRICT, WITHOUT ROWID
    """,
    # The reader hid this comment: 1 for itself, 2 with whatever is below it, or comes to be.
    "ALTER TABLE comments ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1, 2))",
    # Derived: its author is muted, or it is a pingback and those are hidden.
    "ALTER TABLE comments ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1))",
    "CREATE INDEX comments_pingbacks ON comments (article_id) WHERE kind = 'pingback'",
    # Whatever a count of new comments asks for stands in the index.
    "DROP INDEX comments_new",
    "CREATE INDEX comments_new ON comments (article_id, state, verdict, hidden, muted) WHERE new",
)


def upgrade(db: Database) -> None:
    """Create the table, the columns and the indexes; nothing is hidden yet."""
    for statement in STATEMENTS:
        db.execute(statement)
