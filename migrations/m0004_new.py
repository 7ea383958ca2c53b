"""Let the comments that came with the last import be counted without reading the others."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Create the index."""
    db.execute("CREATE INDEX comments_new ON comments (article_id, state, verdict) WHERE new")
