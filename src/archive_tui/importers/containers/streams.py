"""Streams that end where something is wrong, and remember what.

Invariant: reading raises nothing but ``LimitError``; a stream that is damaged or cut off ends, and ``flaw`` says why.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from tarfile import TarError
from typing import TYPE_CHECKING, Protocol
from zipfile import BadZipFile

from archive_tui.importers.containers.kinds import Kind

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _typeshed import WriteableBuffer

    from archive_tui.importers.containers.limits import Budget

BUFFER = 65_536

DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zstd.ZstdError, BadZipFile, TarError)
"""What the standard library raises when it reads something that is damaged or cut off."""

_LARGEST_WINDOW = 31
"""Of zstd, as a power of two: 2 GiB, as in ``zstd --long=31``."""


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        ...


class Guarded(io.RawIOBase):
    """A stream over one that may be damaged; its bytes are counted if it has a budget."""

    def __init__(self, inner: Readable, budget: Budget | None = None, below: Sequence[Guarded] = ()) -> None:
        """Guard a stream; ``below`` are the guarded ones that it reads from."""
        super().__init__()
        # read() of a buffered stream drops what it has when it then meets an error; read1() gives it first.
        self._some: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._budget = budget
        self._below = below
        self._flaw: str | None = None

    @property
    def flaw(self) -> str | None:
        """Return the sentence that says why it ended early; None if it did not, as far as it was read."""
        return self._flaw or next((each.flaw for each in self._below if each.flaw is not None), None)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as the stream goes."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and self._flaw is None:
            try:
                chunk = self._some(len(view) - filled)
            except DAMAGED as error:
                self._flaw = _sentence(error)
                break
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        if self._budget is not None:
            self._budget.spend(filled)
        return filled


def inflated(stream: io.BufferedReader, kind: Kind, budget: Budget) -> Guarded:
    """Return what a compressed stream holds."""
    opened: Readable
    if kind is Kind.GZIP:
        opened = gzip.GzipFile(fileobj=stream, mode="rb")
    elif kind is Kind.BZIP2:
        opened = bz2.BZ2File(stream)
    elif kind is Kind.XZ:
        opened = lzma.LZMAFile(stream)  # noqa: SIM115 - it lives as long as the stream that it is read through
    else:
        wide: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW}
        opened = zstd.ZstdFile(stream, options=wide)
    return Guarded(opened, budget)


def head_of(stream: io.BufferedReader, size: int) -> bytes:
    """Return the first bytes of a stream without taking them; all of them if it is shorter."""
    return stream.peek(size)[:size]


def _sentence(error: BaseException) -> str:
    if isinstance(error, EOFError) or "unexpected end" in str(error):
        return "it is cut off; what stands before the end was read"
    return f"it is damaged ({str(error)[:80] or type(error).__name__}); what stands before that was read"
