"""Make room for what is private of commenters; it is stored only when somebody asks for it."""

from sqlite_utils import Database

TABLES = (
    """
    CREATE TABLE private_details ( -- never searched, and exported by nobody
        comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
        email TEXT, -- e-mail address of its author
        ip TEXT,    -- address that it was sent from
        CHECK (email IS NOT NULL OR ip IS NOT NULL)
    ) STRICT
    """,
)


def upgrade(db: Database) -> None:
    """Create the table."""
    for statement in TABLES:
        db.execute(statement)
