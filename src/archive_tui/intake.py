"""The way in: a path, an importer, clean texts, a tree, one transaction an article, an honest report.

The invariant: whatever happens to one article or one source, those before it are stored whole and those after
it get their turn; an import that was broken off can simply be run again.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from archive_tui import plugins, quoting
from archive_tui.errors import ImportFailedError, PluginError
from archive_tui.importers.cleaned import cleaned
from archive_tui.importers.gathering import Gathered, Gatherer
from archive_tui.importers.sources import find_sources
from archive_tui.model import ArticleId, ImportReport, Progress, Skipped
from archive_tui.storage import articles, imports, threads
from archive_tui.storage.imports import Fingerprint
from archive_tui.thread.tree import grow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Importer
    from archive_tui.model import ImportedArticle, ImportedThread
    from archive_tui.storage.library import Library

_TITLE_LENGTH = 80
"""Characters of the body that stand in for a title that is not there."""


@dataclass(slots=True)
class _Tally:
    """What a source has given so far."""

    articles: int = 0
    comments: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    ghosts: int = 0
    declared: int | None = None
    skipped: list[Skipped] = field(default_factory=list)
    article_ids: list[ArticleId] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    """How often the source has had an article of this key."""
    characters: int = 0
    """Of the texts: an estimate of the bytes that were read."""
    import_id: int | None = None
    """None until the first article is stored."""


class Intake:
    """One run of an import over any number of sources."""

    def __init__(
        self,
        library: Library,
        importers: Sequence[Importer] | None,
        *,
        format_name: str | None = None,
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Prepare a run; ``importers`` are those to choose from, None for all that are installed.

        Raises:
            PluginError: no importer has the name ``format_name``, or it cannot be loaded.
        """
        self._library = library
        self._dry_run = dry_run
        self._progress = progress
        self._cancelled = cancelled or (lambda: False)
        self._forced = format_name is not None
        self._unloaded: list[str] = []
        self._importers = self._choose(importers, format_name)
        self._added: set[ArticleId] = set()
        self._editions: dict[str, str] = {}
        self._done = 0
        self._total = 0
        self._articles = 0
        self._comments = 0
        self._unsearched = quoting.MOST_IN_A_RUN

    def reports(self, paths: Iterable[Path]) -> Iterator[ImportReport]:
        """Import the files at the paths, and yield a report for each as soon as it is stored."""
        files = list(find_sources(paths, self._library.path))
        self._total = sum(found.bytes for found in files)
        for found in Gatherer(self._importers, forced=self._forced, unloaded=self._unloaded).sources(files):
            if self._cancelled():
                return
            self._say(found, 0)
            started = time.monotonic()
            report = self._source(found)
            self._done += found.bytes
            self._articles += report.articles
            self._comments += report.comments
            self._say(found, 0)
            yield replace(report, seconds=round(time.monotonic() - started, 3))

    def _choose(self, importers: Sequence[Importer] | None, name: str | None) -> list[Importer]:
        if importers is not None:
            chosen = [importer for importer in importers if name in {None, importer.name}]
            if not chosen:
                message = f"no importer is named {name}; there are: {', '.join(i.name for i in importers)}"
                raise PluginError(message)
            return chosen
        if name is not None:
            return [cast("Importer", plugins.load(name))]
        chosen = []
        for known in plugins.names():
            try:
                chosen.append(cast("Importer", plugins.load(known)))
            except PluginError as error:
                self._unloaded.append(str(error))
        return chosen

    def _source(self, found: Gathered) -> ImportReport:
        """Import one source; nothing that is wrong with it is raised."""
        if found.importer is None:
            return ImportReport(found.name, None, error=found.error)
        try:
            fingerprint = self._fingerprint(found, found.importer)
        except OSError as error:
            return ImportReport(found.name, None, error=f"it cannot be read: {error.strerror or error}")
        with self._library.read() as connection:
            same = imports.unchanged(connection, fingerprint)
        if same is None:
            return self._read(found, found.importer, fingerprint)
        if not self._dry_run:
            self._find_quotes(same.article_ids)
        return same

    def _read(self, found: Gathered, importer: Importer, fingerprint: Fingerprint) -> ImportReport:
        """Store the articles of a source one by one, until its end or the first thing that cannot be read."""
        tally = _Tally()
        error: str | None = None
        whole = False
        stream = iter(importer.threads([file.path for file in found.files]))
        while True:
            if self._cancelled():
                tally.skipped.append(Skipped("the rest of the source", "the import was stopped"))
                break
            try:
                thread = next(stream, None)
            except ImportFailedError as failure:
                error = f"{failure.where}: {failure.reason}" if failure.where else failure.reason
                tally.skipped.append(Skipped(failure.where or "the rest of the source", failure.reason))
                break
            except OSError as failure:
                error = f"it cannot be read: {failure.strerror or failure}"
                tally.skipped.append(Skipped("the rest of the source", error))
                break
            if thread is None:
                whole = True
                break
            self._thread(thread, found, fingerprint, tally)
            self._say(found, tally.characters, tally)
        if not tally.articles:
            if whole and error is None:
                error = "there is no article in it"
            if error is not None:
                return ImportReport(found.name, None, error=error)
        report = _report(tally, fingerprint)
        if whole and tally.import_id is not None:
            with self._library.write() as connection:
                imports.finish(connection, tally.import_id, report)
        return report

    def _thread(
        self, thread: ImportedThread, found: Gathered, fingerprint: Fingerprint, tally: _Tally
    ) -> None:
        """Clean, number and store one article with its comments."""
        thread = cleaned(thread)
        article = _named(thread, found, tally)
        tree = grow(thread.comments)
        if self._dry_run:
            with self._library.read() as connection:
                known = self._known(connection, article, fingerprint, 0, partial=thread.partial)
                stored = threads.compare(
                    connection, known, tree, partial=thread.partial, ordered=thread.ordered
                )
        else:
            with self._library.write() as connection:
                import_id = tally.import_id
                if import_id is None:
                    import_id = imports.begin(connection, fingerprint, int(time.time()))
                known = self._known(connection, article, fingerprint, import_id, partial=thread.partial)
                if known is None and not article.title:
                    article = replace(article, title=_title(article, found))
                stored = threads.store(
                    connection,
                    known,
                    article,
                    tree,
                    import_id,
                    partial=thread.partial,
                    ordered=thread.ordered,
                    again=known not in self._added,
                )
            tally.import_id = import_id
            if stored.article_id is not None:
                if known is None:
                    self._added.add(stored.article_id)
                # In a transaction of its own: without quotations the article is whole, too.
                self._find_quotes([stored.article_id])
        if article.key != thread.article.key:
            tally.skipped.append(
                Skipped(f"article {thread.article.key}", "the source has it more than once; all were kept")
            )
        tally.skipped += [*thread.skipped, *tree.skipped]
        _count(tally, stored, article)
        tally.characters += len(article.body) + sum(len(comment.text) + 40 for comment in thread.comments)

    def _known(
        self,
        connection: sqlite3.Connection,
        article: ImportedArticle,
        fingerprint: Fingerprint,
        import_id: int,
        *,
        partial: bool,
    ) -> ArticleId | None:
        """Return the article of the library that an imported one is; a part of a thread is known by its key alone."""
        if partial:
            return articles.known(connection, article.key)
        return articles.recognise(
            connection,
            article,
            source=fingerprint.source,
            format_name=fingerprint.format,
            import_id=import_id,
        )

    def _find_quotes(self, ids: Sequence[ArticleId]) -> None:
        """Search articles for quotations, until this run has searched enough; the rest is searched when opened."""
        self._unsearched -= quoting.find_unasked(self._library, ids, self._unsearched, self._cancelled)

    def _fingerprint(self, found: Gathered, importer: Importer) -> Fingerprint:
        if importer.name not in self._editions:
            self._editions[importer.name] = plugins.edition(importer)
        digest = _digest(found)
        return Fingerprint(found.name, importer.name, self._editions[importer.name], digest, found.bytes)

    def _say(self, found: Gathered, characters: int, tally: _Tally | None = None) -> None:
        if self._progress is not None:
            self._progress(
                Progress(
                    source=found.name,
                    done=self._done + min(characters, found.bytes),
                    total=self._total,
                    articles=self._articles + (tally.articles if tally else 0),
                    comments=self._comments + (tally.comments if tally else 0),
                )
            )


def _digest(found: Gathered) -> str:
    """Return the SHA-256 of a file, or of the names and contents of all files of a source.

    Raises:
        OSError: one cannot be read.
    """
    whole = hashlib.sha256()
    for file in found.files:
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
        if len(found.files) == 1:
            return digest.hexdigest()
        whole.update(f"{file.name}\0{digest.hexdigest()}\n".encode())
    return whole.hexdigest()


def _named(thread: ImportedThread, found: Gathered, tally: _Tally) -> ImportedArticle:
    """Return the article with a key that the source has not used yet; a part of a thread may come again."""
    article = thread.article
    if thread.partial:
        return article
    times = tally.keys.get(article.key, 0) + 1
    tally.keys[article.key] = times
    article = replace(article, key=article.key if times == 1 else f"{article.key}~{times}")
    return article if article.title else replace(article, title=_title(article, found))


def _title(article: ImportedArticle, found: Gathered) -> str:
    """Return what stands in for a title that is not there."""
    return article.body.strip()[:_TITLE_LENGTH].partition("\n")[0] or found.files[0].path.stem


def _count(tally: _Tally, stored: threads.Stored, article: ImportedArticle) -> None:
    tally.articles += 1
    tally.comments += stored.new + stored.changed + stored.unchanged
    tally.new += stored.new
    tally.changed += stored.changed
    tally.unchanged += stored.unchanged
    tally.missing += stored.missing
    tally.ghosts += stored.ghosts
    if article.declared is not None:
        tally.declared = (tally.declared or 0) + article.declared
    if stored.article_id is not None:
        tally.article_ids.append(stored.article_id)


def _report(tally: _Tally, fingerprint: Fingerprint) -> ImportReport:
    return ImportReport(
        source=fingerprint.source,
        format=fingerprint.format,
        articles=tally.articles,
        comments=tally.comments,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        missing=tally.missing,
        ghosts=tally.ghosts,
        declared=tally.declared,
        skipped=tuple(tally.skipped),
        article_ids=tuple(tally.article_ids),
    )
