"""Who reads a source long before it gives a thread can be heard, and stopped.

An importer that has to read everything first (records in no order, gigabytes of them) says how much it has read.
Whoever asked for the import listens; where nobody does, nothing happens.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_listener: ContextVar[Callable[[int], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Callable[[int], None]) -> Iterator[None]:
    """Hear, within the context, of every piece that is read: its bytes.

    An ``ImportFailedError`` that the listener raises ends the reading.
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def was_read(count: int) -> None:
    """Say that so many bytes were read."""
    listener = _listener.get()
    if listener is not None:
        listener(count)
