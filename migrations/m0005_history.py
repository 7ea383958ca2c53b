"""Let the history hold what a mark was on each comment, so that marks with words can be undone, too."""

import json

from sqlite_utils import Database

TABLE = """
    CREATE TABLE history_of_values ( -- what the reader changed by a key of its own; the newest of each article
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        mark TEXT NOT NULL CHECK (mark <> ''),                -- which mark was changed
        ids TEXT NOT NULL CHECK (json_valid(ids)),            -- [comment id, …]: those that did change
        before TEXT NOT NULL CHECK (json_valid(before)),      -- [what the mark was, …], one for each id
        after TEXT NOT NULL CHECK (json_valid(after)),        -- [what it became, …], one for each id
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT
"""

REPLACE = (
    "DROP TABLE history",
    "ALTER TABLE history_of_values RENAME TO history",
    "CREATE INDEX history_by_article ON history (article_id, undone, id)",
)


def upgrade(db: Database) -> None:
    """Make the table anew, with what the old one says."""
    db.execute(TABLE)
    for number, article, mark, value, ids, undone in db.execute(
        "SELECT id, article_id, mark, value, ids, undone FROM history ORDER BY id"
    ).fetchall():
        count = len(json.loads(ids))
        before, after = json.dumps([not value] * count), json.dumps([bool(value)] * count)
        db.execute(
            "INSERT INTO history_of_values VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, article, mark, ids, before, after, undone),
        )
    for statement in REPLACE:
        db.execute(statement)
