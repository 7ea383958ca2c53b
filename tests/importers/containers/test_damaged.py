"""Containers that are damaged anywhere: nothing raises, and what is unpacked is cleared away."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importers.containers.conftest import NOTE, PAGE

from archive_tui.importers.containers.limits import Limits
from archive_tui.importers.containers.spool import Spool
from archive_tui.importers.containers.unpacking import Unpacker
from archive_tui.importers.sources import Found

if TYPE_CHECKING:
    import pytest

LIMITS = Limits(floor=5_000_000, spare=0)


def zipped(name: str, text: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        archive.writestr("note.txt", NOTE)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name in ("page.html", "x" * 150, "ü/ö"):
            header = tarfile.TarInfo(name)
            header.size = len(PAGE)
            tar.addfile(header, io.BytesIO(PAGE))
    return file.getvalue()


WARC = b"".join(
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    % (number, len(body), body)
    for number, body in enumerate(
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        )
    )
)
WHOLE = [
    zipped("page.html", PAGE),
    zipped("inner.zip", zipped("page.html", PAGE)),
    tarred(),
    gzip.compress(tarred()),
    bz2.compress(PAGE),
    lzma.compress(PAGE),
    WARC,
    gzip.compress(WARC),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a container with bytes changed, taken out, put in, or cut off."""
    raw = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(raw)))
        how = draw(st.sampled_from(["change", "take out", "put in", "cut off"]))
        if how == "change":
            raw[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
        elif how == "take out":
            del raw[place : place + draw(st.integers(1, 40))]
        elif how == "put in":
            raw[place:place] = draw(st.binary(max_size=20))
        else:
            del raw[place:]
    return bytes(raw)


@settings(max_examples=150, deadline=None)
@given(raw=damaged())
def test_nothing_raises_and_nothing_stays(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / "container"
    path.write_bytes(raw)
    with Spool(folder, LIMITS) as spool:
        for found in Unpacker(spool, LIMITS).unpack(Found(path, "container", bytes=len(raw))):
            assert found.error is not None or found.path.is_file()
            if found.path != path:
                spool.remove(found.path)
    assert [each.name for each in folder.iterdir()] == ["container"]
