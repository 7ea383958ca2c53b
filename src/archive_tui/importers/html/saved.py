"""From the bytes of a saved page to its markup, its address and the moment it was saved.

What pages are saved as: plain HTML in any encoding; MHTML (RFC 2557); a page with its pictures written into it
(SingleFile, "save as" of several browsers); a page as the Wayback Machine serves it, whose addresses lead through the
archive.

The invariant: nothing raises; what is read of a page is bounded by its size; pictures written into a page are dropped
before anything looks at it.
"""

from __future__ import annotations

import codecs
import quopri
import re
from binascii import Error as BinasciiError
from binascii import a2b_base64
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive_tui.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_META = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})
    | <\?xml\s[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})""",
    re.IGNORECASE | re.VERBOSE,
)
_META_WITHIN = 8192
_INLINE = re.compile(r"data:[\w.+/-]{0,100}(?:;[\w=-]{1,60}){0,4},[\w+/=%.!~*()-]{64,}")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S{1,4096}?)\s*-->")
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S{1,4096})\s+saved date:\s*(?P<date>[^\n<>]{1,100})"
)
_WAYBACK = re.compile(
    r"(?:https?:)?(?://(?:web|wayback)\.archive\.org)?/web/(?P<date>\d{4,14})(?:[a-z]{2}_)?/"
    r"(?P<url>(?:https?|ftp):/{1,2}|(?=[\w.-]+\.[a-z]{2,}))",
    re.IGNORECASE,
)
_IN_WAYBACK = re.compile(
    r"""([\s,("'=])((?:https?:)?(?://(?:web|wayback)\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/)(?=(?:https?|ftp|mailto):)""",
    re.IGNORECASE,
)
_TOOLBAR = re.compile(
    r"<!--\s*BEGIN WAYBACK TOOLBAR INSERT\s*-->.{0,200000}?<!--\s*END WAYBACK TOOLBAR INSERT\s*-->", re.DOTALL
)
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4})")
_MHTML_HEAD = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*?content-type:\s*multipart/(?:related|alternative|mixed)",
    re.IGNORECASE,
)
_ASIDE = 200_000
"""Characters at either end of a page in which those who saved it leave their comments."""

_DEEPEST_PART = 4
_MOST_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as it was saved."""

    markup: str
    url: str | None = None
    """Where it was saved from, as those who saved it say."""
    moment: datetime | None = None
    """When it was saved."""


def read_saved(raw: bytes) -> Saved:
    """Return the page that the bytes hold; without markup if they hold none."""
    if is_mhtml(raw[:65_536]):
        return _mhtml(raw)
    content, charset = without_transport(raw)
    return _saved(decoded(content, charset))


def without_transport(raw: bytes) -> tuple[bytes, str | None]:
    """Return a page without the headers of HTTP that it was saved with, and the encoding that those declare."""
    if not raw.startswith(b"HTTP/"):
        return raw, None
    part = _part(raw.partition(b"\n")[2])
    return part.body, part.headers.get_content_charset()


def is_mhtml(head: bytes) -> bool:
    """Say whether the bytes begin as an archive of a page does: headers of a mail, and a web page's parts."""
    if not head[:1].isalpha() and not head.startswith(b"\xef\xbb\xbf"):
        return False
    if _MHTML_HEAD.match(head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")[:16_384]) is None:
        return False
    folded = head.lower()
    return any(
        sign in folded
        for sign in (
            b"snapshot-content-location:",
            b"saved by ",
            b"content-location:",
            b"mimeole",
            b"text/html",
        )
    ) and not re.search(rb"^(?:message-id|received|in-reply-to|references|delivered-to):", head, re.I | re.M)


def decoded(raw: bytes, charset: str | None = None) -> str:
    """Return the text of a page: by its byte order mark, by what the transport or the page declares, or by guess.

    A page that declares UTF-8 and is not, or declares Latin 1 and is UTF-8, is read as what it is.
    """
    found = _META.search(raw[:_META_WITHIN])
    declared = charset or (next(filter(None, found.groups()), b"").decode("ascii") if found else None)
    codec = _codec(declared)
    if codec is None or raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if codec == "utf-8":
            return decode(raw)
    else:
        if codec == "utf-8" or not raw.isascii():
            return text
    try:
        return raw.decode(codec, "replace")
    except (UnicodeError, LookupError):
        return decode(raw)


def _codec(declared: str | None) -> str | None:
    """Return Python's name of an encoding, as browsers read its name: Latin 1 is Windows-1252."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return None
    wider = {
        "iso8859-1": "cp1252",
        "ascii": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "shift_jis": "cp932",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "euc_kr": "cp949",
        "big5": "big5hkscs",
    }
    name = wider.get(name, name)
    if name.startswith(("utf-16", "utf-32")):
        return None  # it declares what it cannot be, or it could not have been read
    return name if _is_text_codec(name) else None


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"".decode(name), str)
    except (LookupError, UnicodeError, AssertionError, ValueError):
        return False


def _saved(markup: str, url: str | None = None, moment: datetime | None = None) -> Saved:
    """Read what those who saved the page wrote into it, and take their own matter out."""
    head, tail = markup[:_ASIDE], markup[-_ASIDE:]
    if found := _SINGLE_FILE.search(head):
        url, moment = url or found["url"], moment or _loose_date(found["date"])
    elif found := _SAVED_FROM.search(head):
        url = url or found[1]
    if "data:" in markup:
        markup = _INLINE.sub("data:,", markup)
    if "archive.org" in head or "/web/" in head:
        if archived := _ARCHIVED.search(tail):
            moment = moment or _archived(archived[1])
        if moment is None and (said := _IN_WAYBACK.search(head)):
            moment = wayback_moment(said[2])
        markup = _IN_WAYBACK.sub(r"\1", _TOOLBAR.sub("", markup))
        if url:
            url = original(url)
    return Saved(markup, unescape(url) if url else None, moment)


def original(address: str) -> str:
    """Return the address that an address of the Wayback Machine leads to; any other as it is."""
    found = _WAYBACK.match(address)
    if found is None:
        return address
    rest = address[found.end() :]
    scheme = found["url"].partition(":")[0]
    return f"{scheme}://{rest}" if scheme else f"http://{rest}"


def wayback_moment(address: str) -> datetime | None:
    """Return when the Wayback Machine fetched what the address leads to."""
    found = _WAYBACK.match(address + ("http://" if address.endswith("/") else ""))
    if found is None:
        return None
    digits = found["date"]
    try:
        return datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _archived(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%H:%M:%S %b %d, %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _loose_date(text: str) -> datetime | None:
    """Read a date as a browser's script prints it: ``Sat Mar 02 2024 11:08:35 GMT+0100 (…)``, or ISO."""
    text = text.strip()
    found = re.match(
        r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d)(?: (?:GMT|UTC)([+-]\d{4}))?", text
    )
    try:
        if found:
            return datetime.strptime(f"{found[1]} {found[2] or '+0000'}", "%b %d %Y %H:%M:%S %z").astimezone(
                UTC
            )
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _mhtml(raw: bytes) -> Saved:
    """Return the page in an archive: the part that its headers name, else the first one that is HTML."""
    whole = _part(raw)
    url = _location(whole.headers, "Snapshot-Content-Location") or _location(
        whole.headers, "Content-Location"
    )
    moment = _mail_date(whole.headers)
    pages = [part for part in _parts(whole) if part.kind in {"text/html", "application/xhtml+xml"}]
    if not pages:
        return Saved("")
    start = str(whole.headers.get_param("start", "") or "").strip()
    page = next(
        (part for part in pages if start and str(part.headers["Content-ID"] or "").strip() == start), None
    )
    if page is None:
        page = next(
            (part for part in pages if url and _location(part.headers, "Content-Location") == url), pages[0]
        )
    charset = page.headers.get_content_charset()
    return _saved(
        decoded(page.content(), charset), url or _location(page.headers, "Content-Location"), moment
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an archive, still as it was sent."""

    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    def content(self) -> bytes:
        """Return what the part holds; of a damaged one what can be read of it."""
        match str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower():
            case "quoted-printable":
                return quopri.decodestring(self.body)
            case "base64":
                return _from_base64(self.body)
            case _:
                return self.body


def _from_base64(body: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    try:
        return a2b_base64(letters + b"=" * (-len(letters) % 4))
    except BinasciiError:
        return b""


def _part(raw: bytes) -> _Part:
    raw = raw.removeprefix(codecs.BOM_UTF8)
    found = re.search(rb"\r?\n\r?\n", raw[:262_144])
    head, body = (raw[: found.start()], raw[found.end() :]) if found else (raw, b"")
    return _Part(BytesHeaderParser(policy=compat32).parsebytes(head.replace(b"\r\n", b"\n") + b"\n\n"), body)


def _parts(whole: _Part) -> Iterator[_Part]:
    """Yield the parts of a part, those of a part of it too; lazily."""
    waiting = [(whole, 0)]
    yielded = 0
    while waiting and yielded < _MOST_PARTS:
        part, depth = waiting.pop()
        boundary = part.headers.get_boundary()
        if not part.kind.startswith("multipart/") or not boundary or depth > _DEEPEST_PART:
            yielded += 1
            yield part
            continue
        mark = re.escape(boundary.encode("ascii", "replace"))
        pieces = re.split(rb"(?:\A|\r?\n)--" + mark + rb"(?:--)?[ \t]*(?=\r?\n|\Z)", part.body)[1:]
        waiting.extend(
            (_part(piece.lstrip(b"\r\n")), depth + 1) for piece in reversed(pieces) if piece.strip()
        )


def _location(headers: Message, name: str) -> str | None:
    address = re.sub(r"\s", "", str(headers.get(name, "") or ""))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def _mail_date(headers: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(headers["Date"]))
    except (TypeError, ValueError, IndexError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
