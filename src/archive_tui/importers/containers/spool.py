"""Members as files: a private folder that is there while an import runs.

Invariant: a file in it has a name of our making, no member's name leads anywhere, and the folder is gone when the
import ends; that of an import that was killed is gone when the next one begins.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from archive_tui.importers.containers.limits import LimitError, Limits

if TYPE_CHECKING:
    from io import BufferedIOBase
    from types import TracebackType

_PREFIX = ".archive-tui-unpacked-"
_CHUNK = 1 << 20
_ROOM_EVERY = 64
"""Chunks between two looks at the room on the disk."""
_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+")


class Spool:
    """Copies streams to files; as a context manager, removes them all."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Prepare; the private folder is made in ``folder`` once it is needed."""
        self._folder = folder
        self._spare = limits.spare
        self._own: Path | None = None
        self._lock: int | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)
            self._own = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def store(self, stream: BufferedIOBase, name: str) -> tuple[Path, int]:
        """Copy a stream to a file; return it with its size. Only the end of its name is that of the member.

        Raises:
            LimitError: there is no room for it, or the stream comes to more than it may.
            OSError: the file cannot be written.
        """
        self._count += 1
        folder = self._private() / f"{self._count:07}"
        folder.mkdir()
        path = folder / (_UNUSUAL.sub("_", name.rpartition("/")[2])[-80:].lstrip(".") or "member")
        size = chunks = 0
        try:
            with path.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    if chunks % _ROOM_EVERY == 0:
                        self._check_room(folder)
                    chunks += 1
                    size += file.write(chunk)
        except BaseException:
            self.remove(path)
            raise
        return path, size

    def remove(self, path: Path) -> None:
        """Remove a file that was stored; any other path is left alone."""
        if self._own is not None and path.parent.parent == self._own:
            with suppress(OSError):
                path.unlink(missing_ok=True)
                path.parent.rmdir()

    def _check_room(self, folder: Path) -> None:
        if shutil.disk_usage(folder).free < self._spare + _CHUNK * _ROOM_EVERY:
            message = f"there is no room to unpack it in {self._folder}; set TMPDIR to a folder with more"
            raise LimitError(message)

    def _private(self) -> Path:
        if self._own is None:
            _sweep(self._folder)
            self._own = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._folder))
            self._lock = _locked(self._own)
        return self._own


def spool_folder(library: Path) -> Path:
    """Return where to unpack: where TMPDIR says, else beside the library, for /tmp is often kept in memory."""
    wished = os.environ.get("TMPDIR")
    return Path(wished) if wished and Path(wished).is_dir() else library.parent


def _locked(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives; None where that cannot be done."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - not on every system

    lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _sweep(folder: Path) -> None:
    """Remove what imports that were killed have left behind; those that are running hold a lock."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*"):
            lock = _locked(left) if left.is_dir() and not left.is_symlink() else None
            if lock is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(lock)
