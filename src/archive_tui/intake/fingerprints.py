"""What tells whether a source, a place or a thread is what it was when it was last imported.

Invariant: equal fingerprints mean equal contents. Times of files are believed only where they are old enough to have
changed with the next write.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from archive_tui.model import ImportedArticle, ImportedComment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive_tui.importers.gathering import Gathered
    from archive_tui.importers.sources import Found
    from archive_tui.model import ImportedThread

# Every field, also those that later versions add.
_ARTICLE = attrgetter(*(field.name for field in fields(ImportedArticle)))
_COMMENT = attrgetter(*(field.name for field in fields(ImportedComment)))

_SETTLED = 2.0
"""Seconds that a file must have been left alone: a file system's clock may tick as seldom (git calls files racy)."""


class Digests:
    """Digests of sources by their bytes; a file on disk is read once, however many sources are packed in it."""

    def __init__(self) -> None:
        self._files: dict[Path, str] = {}

    def of(self, found: Gathered) -> str:
        """Return the digest of the names and contents of a source's files; of one file on disk its SHA-256.

        Raises:
            OSError: one cannot be read.
        """
        if len(found.files) == 1 and found.files[0].origin is None:
            return _sha256(found.files[0].path)
        whole = hashlib.sha256()
        for file in found.files:
            digest = _sha256(file.path) if file.origin is None else self.file(file.origin)
            whole.update(f"{file.name}\0{digest}\n".encode())
        return whole.hexdigest()

    def known(self, path: Path) -> str | None:
        """Return the SHA-256 of a file on disk if it has been read."""
        return self._files.get(path)

    def file(self, path: Path) -> str:
        """Return the SHA-256 of a file on disk.

        Raises:
            OSError: it cannot be read.
        """
        if path not in self._files:
            self._files[path] = _sha256(path)
        return self._files[path]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def state_of(files: Sequence[Found]) -> str | None:
    """Return a digest of names, sizes, times and numbers of files, which changes whenever one of them is written.

    Returns:
        None if one has just been written, so that another write might leave it as it is, or cannot be looked at.
    """
    digest = hashlib.sha256()
    newest = 0
    for found in files:
        try:
            state = found.path.stat()
        except OSError:
            return None
        newest = max(newest, state.st_mtime_ns, state.st_ctime_ns)
        line = f"{found.name}\0{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_dev} {state.st_ino}\n"
        digest.update(line.encode())
    return digest.hexdigest() if newest / 1e9 < time.time() - _SETTLED else None


def thread_digest(thread: ImportedThread, salt: bytes) -> bytes:
    """Return a digest of all that an importer gave of an article and its comments; O(characters).

    ``salt`` stands for all else that decides what is stored.
    """
    digest = hashlib.blake2b(salt, digest_size=16)
    _add(digest, (*_ARTICLE(thread.article), thread.partial, thread.ordered, thread.realm, thread.skipped))
    for comment in thread.comments:
        _add(digest, _COMMENT(comment))
    return digest.digest()


def _add(digest: hashlib.blake2b, values: tuple[object, ...]) -> None:
    digest.update(repr(values).encode("utf-8", "surrogatepass"))
