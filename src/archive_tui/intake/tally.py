"""What a source has given so far, and the report that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, ImportReport, Skipped

if TYPE_CHECKING:
    from archive_tui.model import ImportedArticle
    from archive_tui.storage.imports import Fingerprint
    from archive_tui.storage.threads import Stored


@dataclass(slots=True)
class Tally:
    """Counts over the articles of a source."""

    articles: int = 0
    comments: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    ghosts: int = 0
    declared: int | None = None
    partial: bool = False
    """Whether any article came as a part of its thread."""
    skipped: list[Skipped] = field(default_factory=list)
    article_ids: dict[ArticleId, None] = field(default_factory=dict)
    """In order; an article may come in several parts."""
    keys: dict[str, int] = field(default_factory=dict)
    """How often the source has had an article of this key."""
    characters: int = 0
    """Of the texts: an estimate of the bytes that were read."""
    import_id: int | None = None
    """None until the first article is stored."""

    def count(self, stored: Stored, article: ImportedArticle) -> None:
        """Add what storing an article did."""
        if stored.article_id is None:
            self.articles += 1
        else:
            self.article_ids[stored.article_id] = None
            self.articles = len(self.article_ids)
        self.comments += stored.new + stored.changed + stored.unchanged
        self.new += stored.new
        self.changed += stored.changed
        self.unchanged += stored.unchanged
        self.missing += stored.missing
        self.ghosts += stored.ghosts
        if article.declared is not None:
            self.declared = (self.declared or 0) + article.declared

    def report(self, fingerprint: Fingerprint) -> ImportReport:
        """Return the report; its seconds are for the caller to add."""
        return ImportReport(
            source=fingerprint.source,
            format=fingerprint.format,
            articles=self.articles,
            comments=self.comments,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            missing=self.missing,
            ghosts=self.ghosts,
            declared=self.declared,
            skipped=tuple(self.skipped),
            article_ids=tuple(self.article_ids),
        )
