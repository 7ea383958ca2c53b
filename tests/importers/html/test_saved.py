"""However a page was saved, it is the same page."""

# ruff: noqa: E501  (markup, on the lines on which sites print it)

import base64
import quopri
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.html.themes import THEMES, render

from archive_tui.importers import Source
from archive_tui.importers.html import HtmlImporter
from archive_tui.importers.html.saved import is_mhtml, original, read_saved
from archive_tui.model import ImportedThread

PAGE = render(THEMES["the core's default since 2013"])
ADDRESS = "https://bank.example/2012/05/a-pond/"


def read(folder: Path, raw: bytes) -> ImportedThread:
    page = folder / "page"
    page.write_bytes(raw)
    assert HtmlImporter().confidence(Source(page, raw[:65_536])) >= 0.5
    (thread,) = HtmlImporter().threads([page])
    return thread


def mhtml(encoding: str, charset: str = "utf-8", *, blink: bool = True) -> bytes:
    content = PAGE.replace('<meta charset="utf-8">', "").encode(charset)
    body = quopri.encodestring(content) if encoding == "quoted-printable" else base64.encodebytes(content)
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: A pond\r\n"
        if blink
        else "From: <Saved by Windows Internet Explorer 8>\r\nSubject: A pond\r\nX-MimeOLE: Produced By Microsoft MimeOLE\r\n"
    )
    return (
        (
            f"{head}Date: Sat, 2 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
            '\ttype="text/html";\r\n\tboundary="----MultipartBoundary--7"\r\n\r\n\r\n'
            "------MultipartBoundary--7\r\nContent-Type: text/css\r\nContent-Location: cid:css-1\r\n\r\n.a{}\r\n"
            f"------MultipartBoundary--7\r\nContent-Type: text/html; charset={charset}\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {ADDRESS}\r\n\r\n"
        ).encode()
        + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        + b"\r\n------MultipartBoundary--7--\r\n"
    )


SAVED = {
    "plain": PAGE.encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + PAGE.encode(),
    "UTF-16": PAGE.encode("utf-16"),
    "declared Windows-1252": PAGE.replace("Ümit Şahin", "Ümit")
    .replace("utf-8", "windows-1252")
    .encode("cp1252"),
    "undeclared Windows-1254": PAGE.replace('<meta charset="utf-8">', "").encode("cp1254"),
    "declared Latin 1, but UTF-8": PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode(),
    "MHTML, quoted": mhtml("quoted-printable"),
    "MHTML, base64": mhtml("base64", "utf-16-le"),
    "MHTML of Internet Explorer": mhtml("quoted-printable", "windows-1254", blink=False),
    "with the headers of HTTP": b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    + PAGE.encode(),
    "with pictures in it": PAGE.replace(
        '<img class="avatar">', f'<img class="avatar" src="data:image/png;base64,{"iVBO" * 20_000}">'
    ).encode(),
    "with a comment before it": b"<!-- saved from url=(0036)https://bank.example/2012/05/a-pond/ -->\n"
    + PAGE.encode(),
}


@pytest.mark.parametrize("name", SAVED)
def test_however_it_was_saved(tmp_path: Path, name: str) -> None:
    thread = read(tmp_path, SAVED[name])
    assert [len(thread.comments), thread.article.key] == [8, "url:bank.example/2012/05/a-pond"]
    umit = thread.comments[5]
    assert (umit.author or "").startswith("Ümit")
    assert umit.text == "Share the bread & the blame: 5 < 6, says my aunt."


def test_the_saver_says_where_and_when() -> None:
    single = read_saved(
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://bank.example/a?b&amp;c \n saved date: Sat Mar 02 2024 "
        b"11:00:00 GMT+0100 (Central European Standard Time)\n--><p>x</p>"
    )
    assert single.url == "https://bank.example/a?b&c"
    assert single.moment == datetime(2024, 3, 2, 10, tzinfo=UTC)
    assert read_saved(mhtml("base64")).url == ADDRESS
    assert read_saved(mhtml("base64")).moment == datetime(2024, 3, 2, 10, tzinfo=UTC)


def test_the_wayback_machine_is_taken_out(tmp_path: Path) -> None:
    web = "https://web.archive.org/web/20130307194448"
    page = (
        PAGE.replace('href="https://', f'href="{web}/https://')
        .replace("<body", "<body data-x='1'")
        .replace(
            '<div id="header">',
            "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp'>12 captures</div><!-- END WAYBACK TOOLBAR INSERT --><div id=\"header\">",
        )
    )
    page = page.replace(
        "Like it.", f'<a href="/web/20130307194448/http://e.example/a">Like it.</a> {web}im_/'
    )
    thread = read(tmp_path, page.encode())
    assert thread.article.url == ADDRESS
    assert thread.comments[0].url == ADDRESS + "#comment-101"
    assert thread.comments[-1].text.startswith("Like it. <http://e.example/a>")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://web.archive.org/web/20130307194448/http://e.example/a?b#c", "http://e.example/a?b#c"),
        ("//web.archive.org/web/2013im_/https://e.example/", "https://e.example/"),
        ("/web/20130307194448/http:/e.example/a", "http://e.example/a"),
        ("https://web.archive.org/web/2013/e.example/a", "http://e.example/a"),
        ("https://e.example/web/2013", "https://e.example/web/2013"),
    ],
)
def test_original_addresses(address: str, leads_to: str) -> None:
    assert original(address) == leads_to


def test_mail_is_not_an_archived_page() -> None:
    mail = b"Message-ID: <a@e.example>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
    assert not is_mhtml(mail)
    assert not is_mhtml(b"From a@e.example Sat Mar  2 10:00:00 2024\n" + mail)


@given(st.binary(max_size=400) | st.builds(lambda cut: mhtml("base64")[:cut], st.integers(0, 3000)))
def test_any_bytes_are_some_page(raw: bytes) -> None:
    read_saved(raw)
    HtmlImporter().confidence(Source(Path("x"), raw))
