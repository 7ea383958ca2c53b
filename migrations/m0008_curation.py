"""Make room for what a reader takes out of a thread: picks, notes, tags, and the rules of a selection."""

from sqlite_utils import Database

TABLES = (
    """
    CREATE TABLE picks (
        comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        author TEXT,        -- as it was when the comment was picked
        text TEXT NOT NULL, -- as it was when the comment was picked
        context TEXT CHECK (context IN ('none', 'parent', 'ancestors', 'branch')), -- NULL: as the selection's rule says
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)) -- no longer picked; kept so that undo finds it
    ) STRICT
    """,
    "CREATE INDEX picks_by_article ON picks (article_id) WHERE NOT dropped",
    """
    CREATE TABLE notes (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE, -- NULL: the article itself
        text TEXT NOT NULL CHECK (text <> '') -- Markdown
    ) STRICT
    """,
    "CREATE UNIQUE INDEX notes_by_place ON notes (article_id, ifnull(comment_id, 0))",
    "CREATE INDEX notes_by_comment ON notes (comment_id) WHERE comment_id IS NOT NULL",
    """
    CREATE TABLE tags (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE, -- NULL: the article itself
        tag TEXT NOT NULL CHECK (tag <> '') -- one word, case folded
    ) STRICT
    """,
    "CREATE UNIQUE INDEX tags_by_place ON tags (article_id, ifnull(comment_id, 0), tag)",
    "CREATE INDEX tags_by_comment ON tags (comment_id) WHERE comment_id IS NOT NULL",
    "CREATE INDEX tags_by_tag ON tags (tag)",
    """
    CREATE TABLE selections ( -- how the picks of an article go out
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        context TEXT NOT NULL CHECK (context IN ('none', 'parent', 'ancestors', 'branch')), -- with each pick
        spam TEXT NOT NULL CHECK (spam IN ('hide', 'show')),
        siblings TEXT NOT NULL CHECK (siblings <> ''),  -- how they follow each other
        body INTEGER NOT NULL CHECK (body IN (0, 1))    -- whether the article's text goes out, too
    ) STRICT
    """,
)


def upgrade(db: Database) -> None:
    """Create the tables."""
    for statement in TABLES:
        db.execute(statement)
