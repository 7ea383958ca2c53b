"""What a packed file is, from its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD = 1_024
"""Bytes that are looked at."""


class Kind(StrEnum):
    """What can be unpacked."""

    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"
    ZSTD = "zst"
    TAR = "tar"
    ZIP = "zip"
    WARC = "warc"
    ARC = "arc"


COMPRESSED = frozenset({Kind.GZIP, Kind.BZIP2, Kind.XZ, Kind.ZSTD})
"""Those that hold one stream."""

_MAGIC = (
    (re.compile(rb"\x1f\x8b\x08"), Kind.GZIP),
    (re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"), Kind.BZIP2),
    (re.compile(rb"\xfd7zXZ\x00"), Kind.XZ),
    # a frame, or frames to be skipped before it (RFC 8878)
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), Kind.ZSTD),
    (re.compile(rb"PK\x03\x04|PK\x05\x06|PK\x07\x08PK"), Kind.ZIP),
    (re.compile(rb"(\r?\n)*WARC/[01]\.\d+\r?\n"), Kind.WARC),
    (re.compile(rb"filedesc://"), Kind.ARC),
)
_FOREIGN = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x9d", "compress (.Z)"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"\x5d\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff", "lzma"),
)
_TAR_BLOCK = 512


def kind_of(head: bytes) -> Kind | None:
    """Return what a file is packed as; None if it is none of those kinds."""
    for magic, kind in _MAGIC:
        if magic.match(head):
            return kind
    return Kind.TAR if _is_tar(head[:_TAR_BLOCK]) else None


def foreign(head: bytes) -> str | None:
    """Return the name of a kind of packing that is known, but cannot be unpacked here."""
    return next((name for magic, name in _FOREIGN if head.startswith(magic)), None)


def _is_tar(block: bytes) -> bool:
    """Return whether a block heads a tar member: its checksum is right (POSIX.1, pax)."""
    if len(block) < _TAR_BLOCK or not block[0]:
        return False
    try:
        checksum = int(block[148:156].split(b"\0", 1)[0].strip() or b"x", 8)
    except ValueError:
        return False
    signed = sum(block[:148]) + 8 * ord(" ") + sum(block[156:])
    return checksum == signed
