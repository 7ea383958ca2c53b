"""Writing a file so that at every moment there is the old one or the new one, whole, and never half of one.

What is to be written goes to a file beside the target, to the disk, and only then to its name. A file that is there
already is replaced only where that was said; if it appears while the other is being written, it stays.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import TYPE_CHECKING

from archive_tui.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def write_file(path: Path, parts: Iterable[bytes], *, replace: bool = False) -> int:
    """Write a file and return its bytes.

    A symbolic link is followed. What is no file but can be written (a pipe, ``/dev/null``) is simply written to.
    If ``parts`` raises, the error is passed on, and nothing is left behind.

    Raises:
        ExportError: it is there already and ``replace`` was not said, or it cannot be written.
    """
    try:
        target = path.resolve()
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            message = f"{path}: it is a folder; name a file"
            raise ExportError(message)
        if mode is not None and not stat.S_ISREG(mode):
            return _write_to_device(target, parts)
        if mode is not None and not replace:
            raise _there_already(path)
        return _write(path, target, parts, mode, replace=replace)
    except OSError as error:
        message = f"{path}: it cannot be written: {error.strerror or error}"
        raise ExportError(message) from error


def _write(path: Path, target: Path, parts: Iterable[bytes], mode: int | None, *, replace: bool) -> int:
    beside = target.with_name(f".{target.name[:60]}.{secrets.token_hex(6)}.part")
    permissions = 0o666 if mode is None else stat.S_IMODE(mode)
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, permissions)
    try:
        with os.fdopen(opened, "wb") as file:
            if mode is not None:
                os.fchmod(opened, permissions)
            written = _write_parts(file.write, parts)
            file.flush()
            os.fsync(opened)
        if replace:
            beside.replace(target)
        else:
            _name(path, beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(target.parent)
    return written


def _write_parts(write: Callable[[bytes], int], parts: Iterable[bytes]) -> int:
    return sum(write(part) for part in parts)


def _name(path: Path, beside: Path, target: Path) -> None:
    """Give the finished file its name, if nothing has that name by now."""
    try:
        target.hardlink_to(beside)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError:
        # A file system without hard links. The name is taken first, so that nothing of another's is replaced.
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            raise _there_already(path) from None
        beside.replace(target)
    else:
        beside.unlink()


def _write_to_device(target: Path, parts: Iterable[bytes]) -> int:
    with target.open("wb") as file:
        return _write_parts(file.write, parts)


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Bring the name to the disk, too, where folders can be opened for that."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _there_already(path: Path) -> ExportError:
    return ExportError(f"{path}: it is there already; say that it is to be replaced, or name another file")
