"""Which messages are the same message: copies to two lists, in two files, in two kinds of archive.

The invariant: in doubt both are kept. Messages of one Message-ID are copies if subject and date agree; where an
archive has changed these, as archives of text do ("Re:", letters beyond ASCII and time zones are lost), only if what
they say agrees as well.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from archive_tui.importers.mail.scanning import head_in

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from archive_tui.importers.mail.scanning import Found

SAME_TIME = 86_400
"""Seconds by which the dates of copies may differ: a zone that was lost is less than a day."""

_LONGEST_DIGEST = 65_536
_COMPARED = 16_384
"""Bytes of two messages that are compared, heads included."""

_ENOUGH = 300
"""Letters at the beginning of two texts that must agree."""

_ODD = re.compile(r"[^a-z0-9]+")
_ODD_BYTES = re.compile(rb"[^a-z0-9]+")


def similar(one: str, other: str) -> bool:
    """Say whether subjects may be the same: lists put words before them, archives lose letters beyond ASCII."""
    here, there = _ODD.sub("", one), _ODD.sub("", other)
    return here.endswith(there) or there.endswith(here)


def say_the_same(found: Found, opened: BinaryIO, path: Path, start: int, length: int) -> bool:
    """Say whether a message says what another does, which lies at an offset of a file."""
    here = os.pread(opened.fileno(), _COMPARED, found.body)[: found.stop - found.body]
    try:
        with path.open("rb") as file:
            file.seek(start)
            raw = file.read(min(length, _COMPARED)).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    except OSError:
        return False
    return _letters(here) == _letters(raw[head_in(raw)[1] :])


def _letters(body: bytes) -> bytes:
    return _ODD_BYTES.sub(b"", body.lower())[:_ENOUGH]


def made_up_id(named: bytes | None, found: Found, opened: BinaryIO) -> bytes:
    """Make an id of what a message says, for one that has none, or that of a different message."""
    length = min(found.stop - found.body, _LONGEST_DIGEST)
    body = os.pread(opened.fileno(), length, found.body)
    parts = [found.head.get(name, b"") for name in (b"from", b"date", b"subject")]
    said = b"\0".join(b" ".join(part.split()) for part in (*parts, body))
    digest = hashlib.sha256(said).hexdigest()[:24].encode()
    return b"no-id:" + digest if named is None else b"%s#%s" % (named, digest)
