"""Make room for the search index: documents, vocabulary, and what changed since they were indexed."""

from sqlite_utils import Database

TABLES = (
    # A document is a comment (its id) or an article (its id, negative). Nothing of the texts is stored twice: to take a
    # document out, FTS5 must be told what went in, so search_changes keeps that.
    """
    CREATE VIRTUAL TABLE search_documents USING fts5 (
        text, title, labels, content = '', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO search_documents (search_documents, rank) VALUES ('hashsize', 67108864)",
    """
    CREATE TABLE search_terms (
        id INTEGER PRIMARY KEY,
        term TEXT NOT NULL UNIQUE, -- a word as the index has it, folded
        documents INTEGER NOT NULL -- how many have it; none after the last was taken out
    ) STRICT
    """,
    """
    CREATE TABLE search_buckets ( -- words by what is left of them when letters are taken out
        bucket INTEGER NOT NULL CHECK (bucket BETWEEN 0 AND 65535), -- low bits of a deletion's CRC-32
        generation INTEGER NOT NULL, -- which round of indexing wrote it
        entries BLOB NOT NULL, -- uint32, little-endian: a term's id in 25 bits, the CRC's top 7 bits
        PRIMARY KEY (bucket, generation)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE search_completions (
        prefix TEXT PRIMARY KEY, -- one to three letters
        terms BLOB NOT NULL -- uint32, little-endian: ids of the most frequent terms that begin so
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE search_changes ( -- indexed documents that changed or went, as they were when they were indexed
        document_id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL,
        author TEXT,
        created INTEGER, -- seconds since 1970, UTC
        title TEXT,      -- NULL for a comment
        text TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE search_state (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO search_state (name, value) VALUES
        ('comments', 0),   -- every comment up to this id is indexed
        ('articles', 0),   -- every article up to this id is indexed
        ('documents', 0),  -- how many documents are indexed
        ('characters', 0), -- of all their texts
        ('counted', 0),    -- documents when the vocabulary was last counted; -1 while it is being counted
        ('generations', 0), -- of search_buckets
        ('revision', 0),   -- goes up with every change of the index
        ('tokens', 0)      -- version of the tokens; 0: nothing is indexed
    """,
    """
    CREATE TRIGGER search_comment_changed AFTER UPDATE OF text, author, created ON comments
    WHEN (OLD.text, OLD.author, OLD.created) IS NOT (NEW.text, NEW.author, NEW.created)
    BEGIN
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, text)
        VALUES (OLD.id, OLD.article_id, OLD.author, OLD.created, OLD.text);
    END
    """,
    """
    CREATE TRIGGER search_comment_gone AFTER DELETE ON comments
    BEGIN
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, text)
        VALUES (OLD.id, OLD.article_id, OLD.author, OLD.created, OLD.text);
    END
    """,
    """
    CREATE TRIGGER search_article_changed BEFORE UPDATE OF title, author, published ON articles
    WHEN (OLD.title, OLD.author, OLD.published) IS NOT (NEW.title, NEW.author, NEW.published)
    BEGIN
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, title, text)
        SELECT -OLD.id, OLD.id, OLD.author, OLD.published, OLD.title,
               coalesce(dek, '') || char(10, 10) || coalesce(body, '')
        FROM (SELECT OLD.id AS id) LEFT JOIN article_texts ON article_id = id;
    END
    """,
    """
    CREATE TRIGGER search_article_gone BEFORE DELETE ON articles
    BEGIN
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, title, text)
        SELECT -OLD.id, OLD.id, OLD.author, OLD.published, OLD.title,
               coalesce(dek, '') || char(10, 10) || coalesce(body, '')
        FROM (SELECT OLD.id AS id) LEFT JOIN article_texts ON article_id = id;
    END
    """,
    """
    CREATE TRIGGER search_article_text_changed BEFORE UPDATE OF dek, body ON article_texts
    WHEN (OLD.dek, OLD.body) IS NOT (NEW.dek, NEW.body)
    BEGIN
        INSERT OR IGNORE INTO search_changes (document_id, article_id, author, created, title, text)
        SELECT -id, id, author, published, title, coalesce(OLD.dek, '') || char(10, 10) || OLD.body
        FROM articles WHERE id = OLD.article_id;
    END
    """,
)


def upgrade(db: Database) -> None:
    """Create the index's tables and the triggers that note what changes; the program fills them afterwards."""
    for statement in TABLES:
        db.execute(statement)
