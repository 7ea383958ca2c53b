"""JSON that archive-tui exported.

The invariant: one article is in memory at a time; a damaged one is read line by line, as it was written, so that a
damage costs the comments on its lines and no others, and a file that was cut off gives all that it still has.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.importers.archive.records import article_of, text, thread_of
from archive_tui.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread

_OURS = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{(?=.{0,2000}"format"\s*:\s*"archive-tui")', re.DOTALL)
_ARTICLES = re.compile(r'"articles"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_BEGINS_ARTICLE = re.compile(r'^\{"key": .*"comments": \[$', re.MULTILINE)
_CHUNK = 1 << 20
_NAMED = 100
"""Damaged lines that are named one by one."""


class ArchiveJsonImporter:
    """Read JSON that ``archive-tui export`` wrote."""

    name = "archive-json"
    description = "JSON that archive-tui exported"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Say whether the file names itself; lines of JSON are another importer's."""
        if not _OURS.match(source.head):
            return 0.0
        return 1.0 if b'"articles"' in source.head else 0.0

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the articles, one by one.

        Raises:
            ImportFailedError: the file cannot be read, or has no articles.
        """
        for path in paths:
            yield from _Articles(path).threads()


class _Articles:
    """A place in a file, and the text from there on that was read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text = ""
        self._at = 0

    def threads(self) -> Iterator[ImportedThread]:
        try:
            with self._path.open("rb") as file:
                self._file = file
                self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
                yield from self._threads()
        except OSError as error:
            raise ImportFailedError(
                self._path, "", f"it cannot be read: {error.strerror or error}"
            ) from error

    def _threads(self) -> Iterator[ImportedThread]:
        while (begin := _ARTICLES.search(self._text)) is None:
            if not self._more():
                raise ImportFailedError(self._path, "", "this is no JSON of archive-tui: it has no articles")
        self._at = begin.end()
        number = 0
        while True:
            if self._at > _CHUNK:
                self._text, self._at = self._text[self._at :], 0
            self._at = _end_of(_BETWEEN, self._text, self._at)
            if self._at == len(self._text):
                if self._more():
                    continue
                return
            if self._text[self._at] == "]":
                return
            number += 1
            thread = self._article(number)
            if thread is not None:
                yield thread

    def _article(self, number: int) -> ImportedThread | None:
        while True:
            try:
                record, self._at = json.JSONDecoder(strict=False).raw_decode(self._text, self._at)
            except RecursionError:
                return self._salvaged(number)
            except ValueError:
                if not self._more():
                    return self._salvaged(number)
            else:
                return _thread(record, number, [])

    def _more(self) -> bool:
        """Take in as much again as there is, so that what is read again and again is read twice at most."""
        chunk = self._file.read(max(_CHUNK, len(self._text)))
        self._text += self._decoder.decode(chunk, final=not chunk)
        return bool(chunk)

    def _salvaged(self, number: int) -> ImportedThread | None:
        """Return what can be read of a damaged article, and go to the next one."""
        following = _BEGINS_ARTICLE.search(self._text, self._at + 1)
        end = following.start() if following else len(self._text)
        lines = self._text[self._at : end].split("\n")
        self._at = end
        skipped: list[Skipped] = []
        head = _loaded(lines[0].removesuffix(" [") + " []}") if lines[0].endswith('"comments": [') else None
        if not isinstance(head, dict):
            head = {"title": f"Article {number}", "key": f"damaged:{number}"}
            skipped.append(Skipped(f"article {number}", "its own line is damaged; its comments were read"))
        records = []
        for line in lines[1:]:
            if line.startswith("]") or not line.strip():
                continue
            record = _loaded(line.rstrip(","))
            if isinstance(record, dict):
                records.append(record)
            elif len(skipped) < _NAMED:
                skipped.append(Skipped(f"article {number}, line {len(records) + 1}", "damaged JSON"))
        if not records and "complete" not in head:
            return None
        return _thread({**head, "comments": records, "complete": False}, number, skipped)


def _thread(record: Any, number: int, skipped: list[Skipped]) -> ImportedThread | None:
    if not isinstance(record, dict):
        return None
    key = text(record, "key") or f"archive:{number}"
    comments = record.get("comments")
    return thread_of(
        article_of(record, key),
        comments if isinstance(comments, list) else [],
        skipped,
        complete=record.get("complete") is True,
    )


def _loaded(line: str) -> object:
    try:
        found: object = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None
    return found


def _end_of(pattern: re.Pattern[str], value: str, position: int) -> int:
    found = pattern.match(value, position)
    return position if found is None else found.end()
