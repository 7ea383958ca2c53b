"""Members of a zip: by its directory, or one after the other where the directory is lost."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from archive_tui.importers.containers.streams import DAMAGED, Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.containers.limits import Budget

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
"""A local file header (APPNOTE.TXT 4.3.7)."""
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = 1
_SIZE_FOLLOWS = 8
_UTF8 = 2_048
_STORED, _DEFLATED = 0, 8
_CHUNK = 65_536


def zip_members(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, Guarded | str]]:
    """Yield the files of a zip with their streams, in the order of names; or a sentence where one cannot be read.

    The file has to be seekable.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (*DAMAGED, ValueError, NotImplementedError, struct.error):
        yield from _without_directory(file, budget)
        return
    with archive:
        members = sorted(archive.infolist(), key=lambda each: each.filename)
        names = {member.filename for member in members}
        crawl = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        for member in members:
            if member.is_dir() or _is_link(member) or (crawl and not member.filename.startswith("archive/")):
                continue  # of a WACZ, the rest is an index of what is in archive/
            if member.flag_bits & _ENCRYPTED:
                yield member.filename, "it is encrypted"
                continue
            try:
                opened = archive.open(member)
            except NotImplementedError:
                yield (
                    member.filename,
                    f"it is compressed in a way that is not known (method {member.compress_type})",
                )
            except (*DAMAGED, ValueError, RuntimeError, UnicodeError, struct.error) as error:
                yield member.filename, f"it is damaged ({str(error)[:80]})"
            else:
                with opened:
                    yield member.filename, Guarded(opened, budget)


def _is_link(member: zipfile.ZipInfo) -> bool:
    return member.external_attr >> 28 == 0o12


def _without_directory(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, Guarded | str]]:
    """Yield the members that stand one after the other from the start: all but what is cut off."""
    file.seek(0)
    while True:
        raw = file.read(_LOCAL.size)
        if len(raw) < _LOCAL.size or not raw.startswith(_SIGNATURE):
            break
        _, _, flags, method, _, _, _, size, _, name_length, extra_length = _LOCAL.unpack(raw)
        name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        file.seek(extra_length, 1)
        start = file.tell()
        if (
            flags & _ENCRYPTED
            or method not in {_STORED, _DEFLATED}
            or (method == _STORED and flags & _SIZE_FOLLOWS)
        ):
            if flags & _SIZE_FOLLOWS:
                break
            yield name, "it cannot be read without the directory of the zip, which is lost"
            file.seek(start + size)
            continue
        member = _Member(file, None if flags & _SIZE_FOLLOWS else size, deflated=method == _DEFLATED)
        if not name.endswith("/"):
            yield name, Guarded(member, budget)
        member.skip()
        if flags & _SIZE_FOLLOWS:
            _skip_descriptor(file)
    yield "", "its directory is lost, as of a zip that is cut off; what stands before that was read"


def _skip_descriptor(file: IO[bytes]) -> None:
    """Go to what follows the sizes that stand behind a member (APPNOTE.TXT 4.3.9), which come in four forms."""
    start = file.tell()
    following = file.read(24 + len(_SIGNATURE))
    for length in (16, 12, 24, 20):
        if following[length : length + 2] == b"PK":
            file.seek(start + length)
            return
    file.seek(start + 16)


class _Member:
    """A member that ends where its size or its compressed stream does."""

    def __init__(self, file: IO[bytes], size: int | None, *, deflated: bool) -> None:
        self._file = file
        self._left = size
        self._inflate = zlib.decompressobj(-15) if deflated else None
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        if self._inflate is None:
            return self._raw(size)
        while not self._inflate.eof:
            packed = self._rest or self._raw(_CHUNK)
            if not packed:
                message = "the member is cut off"
                raise EOFError(message)
            found = self._inflate.decompress(packed, size)
            self._rest = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._file.seek(-len(self._inflate.unused_data), 1)
            if found:
                return found
        return b""

    def skip(self) -> None:
        """Go to the end of the member."""
        try:
            while self.read(_CHUNK):
                pass
        except DAMAGED:
            self._file.seek(0, 2)

    def _raw(self, size: int) -> bytes:
        if self._left is not None:
            size = min(size, self._left)
        found = self._file.read(size)
        if self._left is not None:
            self._left -= len(found)
            if not found and self._left:
                message = "the member is cut off"
                raise EOFError(message)
        return found
