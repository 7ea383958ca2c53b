"""Pages out of WARC and ARC, as warcio and others write them."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from tests.importers.containers.conftest import NOTE, PAGE, Unpacked
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Unpack = Callable[..., Unpacked]

# warcio leaves its temporary files to the garbage collector
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

URL = "https://example.org/pond"


def chunked(body: bytes) -> bytes:
    """Put a body in chunks of 1,000 bytes."""
    parts = [body[start : start + 1_000] for start in range(0, len(body), 1_000)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


class Writer:
    """Writes records with warcio."""

    def __init__(self, *, packed: bool) -> None:
        self.file = io.BytesIO()
        self.warc = WARCWriter(self.file, gzip=packed)
        self.warc.write_record(self.warc.create_warcinfo_record("crawl.warc.gz", {"software": "a test"}))

    def page(
        self, body: bytes, url: str = URL, status: str = "200 OK", kind: str = "response", **headers: str
    ) -> None:
        named = [
            (name.replace("_", "-"), value)
            for name, value in {"Content_Type": "text/html", **headers}.items()
        ]
        self.warc.write_record(
            self.warc.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, named, protocol="HTTP/1.1"),
            )
        )

    def write(self, path: Path) -> Path:
        path.write_bytes(self.file.getvalue())
        return path


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_taken_and_the_rest_is_counted(tmp_path: Path, unpacked: Unpack, packed: bool) -> None:
    writer = Writer(packed=packed)
    writer.page(PAGE)
    writer.page(b"\x89PNG", "https://example.org/a.png", Content_Type="image/png")
    writer.page(b"moved", "https://example.org/old", "301 Moved", Location=URL)
    writer.page(b"gone", "https://example.org/gone", "404 Not Found")
    writer.page(b'{"a": 1}', "https://example.org/a.json", Content_Type="application/json; charset=utf-8")
    writer.page(b"GET / HTTP/1.1\r\n", kind="request")
    writer.warc.write_record(writer.warc.create_revisit_record(URL, "sha1:X", URL, "2011-06-03T10:00:00Z"))
    writer.warc.write_record(
        writer.warc.create_warc_record(
            "https://example.org/wet", "conversion", payload=io.BytesIO(NOTE), warc_content_type="text/plain"
        )
    )
    writer.page(PAGE + b"later")
    assert unpacked(writer.write(tmp_path / "crawl.warc.gz")) == {
        URL: PAGE,
        "https://example.org/a.json": b'{"a": 1}',
        "https://example.org/wet": NOTE,
        f"{URL} (2)": PAGE + b"later",
        "": "4 records were left out: images, programs, redirects, errors, copies, and the like",
    }


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("identity", PAGE),
        # stored decoded, with the header left as it was
        ("gzip", PAGE),
        ("br", PAGE),
        ("deflate", PAGE),
    ],
    ids=["gzip", "x-gzip", "zlib", "deflate", "br", "identity", "not gzip", "not br", "not deflate"],
)
def test_encodings(tmp_path: Path, unpacked: Unpack, encoding: str, body: bytes) -> None:
    writer = Writer(packed=True)
    writer.page(body, Content_Encoding=encoding)
    writer.page(chunked(body), f"{URL}/chunked", Content_Encoding=encoding, Transfer_Encoding="chunked")
    writer.page(body, f"{URL}/said", Content_Encoding=encoding, Transfer_Encoding="chunked")
    found = unpacked(writer.write(tmp_path / "crawl.warc.gz"))
    assert found == {URL: PAGE, f"{URL}/chunked": PAGE, f"{URL}/said": PAGE}


def test_a_bomb_in_a_response_is_refused(tmp_path: Path, unpacked: Unpack) -> None:
    from archive_tui.importers.containers.limits import Limits  # noqa: PLC0415

    writer = Writer(packed=False)
    writer.page(PAGE)
    writer.page(gzip.compress(bytes(5_000_000)), f"{URL}/bomb", Content_Encoding="gzip")
    found = unpacked(writer.write(tmp_path / "bomb.warc"), Limits(floor=1_000_000, spare=0))
    assert found[URL] == PAGE
    assert (
        found[""] == f"at {URL}/bomb: it unpacks to more than 2 MB, too much for its size; the rest was left"
    )


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_that_is_cut_off(tmp_path: Path, unpacked: Unpack, packed: bool) -> None:
    writer = Writer(packed=packed)
    writer.page(PAGE)
    before = writer.file.tell()
    writer.page(PAGE, f"{URL}/second")
    path = tmp_path / "cut.warc"
    path.write_bytes(writer.file.getvalue()[: before + (writer.file.tell() - before) * 9 // 10])
    found = unpacked(path)
    assert found[URL] == PAGE
    assert any("cut off" in str(text) for text in found.values())


def test_rubbish_between_records_is_skipped(tmp_path: Path, unpacked: Unpack) -> None:
    writer = Writer(packed=False)
    writer.page(PAGE)
    raw = writer.file.getvalue()
    more = Writer(packed=False)
    more.page(NOTE, f"{URL}/second")
    path = tmp_path / "odd.warc"
    path.write_bytes(raw + b"rubbish\n" * 3 + more.file.getvalue())
    assert unpacked(path) == {
        URL: PAGE,
        f"{URL}/second": NOTE,
        "": "24 bytes between records belong to none",
    }


@pytest.mark.parametrize("packed", [True, False])
def test_arcs(tmp_path: Path, unpacked: Unpack, packed: bool) -> None:
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    page = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    image = b"HTTP/1.0 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a"
    parts = [
        b"filedesc://old.arc 0.0.0.0 20040603100000 text/plain %d\n%s" % (len(version), version),
        b"http://example.org/a page 192.0.2.1 20040603100000 text/html %d\n%s\n" % (len(page), page),
        b"http://example.org/a.gif 192.0.2.1 20040603100000 image/gif %d\n%s\n" % (len(image), image),
    ]
    path = tmp_path / "old.arc.gz"
    path.write_bytes(b"".join(map(gzip.compress, parts)) if packed else b"".join(parts))
    assert unpacked(path) == {
        "http://example.org/a page": PAGE,
        "": "1 records were left out: images, programs, redirects, errors, copies, and the like",
    }


def test_a_wacz_is_its_warcs(tmp_path: Path, unpacked: Unpack) -> None:
    writer = Writer(packed=True)
    writer.page(PAGE)
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.warc.gz", writer.file.getvalue())
        archive.writestr("indexes/index.cdx", "org,example)/pond 2011 {}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}')
        archive.writestr("datapackage.json", "{}")
    assert unpacked(path) == {f"archive/data.warc.gz › {URL}": PAGE}
