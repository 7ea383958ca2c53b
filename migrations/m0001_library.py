"""Make the library: imports, articles, comments, outlines, and what a reader did to them."""

from sqlite_utils import Database

TABLES = (
    """
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,     -- path of the source, as it was given
        format TEXT NOT NULL,     -- name of the importer
        edition TEXT NOT NULL,    -- what tells one version of the importer's program from another
        digest TEXT NOT NULL,     -- SHA-256 of the source, hexadecimal
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        started INTEGER NOT NULL, -- seconds since 1970, UTC
        report TEXT CHECK (report IS NULL OR json_valid(report)) -- what it gave; NULL until it is finished
    ) STRICT
    """,
    "CREATE INDEX imports_by_source ON imports (source, id)",
    """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE CHECK (key <> ''), -- the same for the same page in every library
        import_id INTEGER NOT NULL REFERENCES imports (id), -- the last import that had the article
        title TEXT NOT NULL,
        folded_title TEXT NOT NULL, -- case and white space folded, to recognise the article without its key
        section TEXT,
        author TEXT,
        published INTEGER,          -- seconds since 1970, UTC
        comments INTEGER NOT NULL DEFAULT 0 CHECK (comments >= 0), -- derived; ghosts do not count
        spam INTEGER NOT NULL DEFAULT 0 CHECK (spam >= 0),         -- derived
        max_depth INTEGER NOT NULL DEFAULT 0 CHECK (max_depth >= 0), -- derived
        unread INTEGER NOT NULL DEFAULT 0 CHECK (unread >= 0)      -- derived; neither ghosts nor spam count
    ) STRICT
    """,
    "CREATE INDEX articles_by_import ON articles (import_id, id)",
    "CREATE INDEX articles_by_title ON articles (folded_title)",
    """
    CREATE TABLE article_texts ( -- apart from articles, so that a list of articles reads no bodies
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        dek TEXT,
        url TEXT,
        body TEXT NOT NULL,
        notes TEXT NOT NULL CHECK (json_valid(notes)), -- [[kind, text], …]
        declared INTEGER -- comments that the source itself says it has
    ) STRICT
    """,
    """
    CREATE TABLE comments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0), -- zero-based place in pre-order
        parent_id INTEGER REFERENCES comments (id),      -- NULL for a root
        depth INTEGER NOT NULL CHECK (depth >= 1),       -- a root has 1
        size INTEGER NOT NULL CHECK (size >= 1),         -- comments in its subtree, itself included
        rank INTEGER NOT NULL CHECK (rank >= 1),         -- one-based place among its siblings
        key TEXT NOT NULL CHECK (key <> ''),             -- stable, unique in the article
        source_id TEXT,                                  -- the source's own id
        author TEXT,
        created INTEGER,                                 -- seconds since 1970, UTC
        score INTEGER,
        url TEXT,
        state TEXT NOT NULL CHECK (state IN ('normal', 'deleted', 'ghost')),
        kind TEXT NOT NULL CHECK (kind IN ('comment', 'pingback')),
        verdict TEXT CHECK (verdict IN ('spam', 'ham')), -- NULL until somebody has judged
        verdict_score REAL CHECK (verdict_score BETWEEN 0.0 AND 1.0),
        verdict_by TEXT CHECK (verdict_by IN ('filter', 'reader', 'source')),
        verdict_reasons TEXT CHECK (verdict_reasons IS NULL OR json_valid(verdict_reasons)),
        missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)), -- no longer in the source
        new INTEGER NOT NULL DEFAULT 0 CHECK (new IN (0, 1)), -- came with a re-import, not dismissed yet
        text TEXT NOT NULL,
        UNIQUE (article_id, key)
    ) STRICT
    """,
    "CREATE INDEX comments_by_position ON comments (article_id, position)",
    "CREATE INDEX comments_by_parent ON comments (parent_id) WHERE parent_id IS NOT NULL",
    """
    CREATE TABLE outlines ( -- derived from comments: packed little-endian arrays in pre-order
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        ids BLOB NOT NULL,     -- int64
        parent BLOB NOT NULL,  -- int32, position of the parent or -1
        depth BLOB NOT NULL,   -- int32
        size BLOB NOT NULL,    -- int32
        rank BLOB NOT NULL,    -- int32
        chars BLOB NOT NULL,   -- int32, characters of the text
        breaks BLOB NOT NULL,  -- int32, line ends in the text
        author BLOB NOT NULL,  -- int32, index into authors or -1
        created BLOB NOT NULL, -- int64, seconds since 1970 or the least integer
        score BLOB NOT NULL,   -- int32, or the least integer
        flags BLOB NOT NULL,   -- bytes: spam 1, deleted 2, ghost 4, pingback 8, missing 16, new 32
        authors TEXT NOT NULL CHECK (json_valid(authors))
    ) STRICT
    """,
    """
    CREATE TABLE read_marks (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
        PRIMARY KEY (article_id, comment_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX read_marks_by_comment ON read_marks (comment_id)",
    """
    CREATE TABLE folds (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
        PRIMARY KEY (article_id, comment_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX folds_by_comment ON folds (comment_id)",
    """
    CREATE TABLE places ( -- what a reader did to the article itself, and where they stopped
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
        folded INTEGER NOT NULL DEFAULT 0 CHECK (folded IN (0, 1)),
        line INTEGER CHECK (line >= 0), -- lines of the comment above the screen; NULL: no place is known
        comment_id INTEGER REFERENCES comments (id) ON DELETE SET NULL, -- NULL: the article itself
        narrowed INTEGER REFERENCES comments (id) ON DELETE SET NULL -- the branch that was shown alone
    ) STRICT
    """,
    """
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)


def upgrade(db: Database) -> None:
    """Create every table of the first library."""
    for statement in TABLES:
        db.execute(statement)
