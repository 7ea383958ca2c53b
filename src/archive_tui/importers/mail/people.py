"""Who wrote a message.

The invariant: an author is a name that can be shown, never a whole address: that goes apart, and is private.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.mail.headers import decode_words
from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive_tui.importers.mail.charsets import Reader

_LONGEST = 2000
"""Characters of a field that names people."""

_AT = r"(?:@|\s(?:at|AT|\(at\)|\[at\]|_at_)\s|\(at\)|\[at\])"
_PLAIN_ADDRESS = rf"[^\s<>(),;:\"@]+{_AT}[^\s<>(),;:\"@]+(?:\s(?:dot|DOT)\s[^\s<>(),;:\"@]+)*"
_BRACKETED = re.compile(r"^(?P<name>[^<]*)<(?P<address>[^<>]*)>?")
_COMMENTED = re.compile(rf"^\s*(?P<address>{_PLAIN_ADDRESS}|\S+)\s*\((?P<name>.*)\)\s*$", re.DOTALL)
_ADDRESS = re.compile(rf"^\s*{_PLAIN_ADDRESS}\s*$")
_ESCAPE = re.compile(r"\\(.)")
_VIA = re.compile(r"^(.+?) via .+$")
_IP = re.compile(
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}(?![\w:])"
)


def _person(value: bytes | None, reader: Reader) -> tuple[str, str]:
    """Return the name and the address of the first person of a field, either perhaps empty."""
    if not value:
        return "", ""
    value = value[:_LONGEST]
    text = clean_line(value.decode("ascii") if value.isascii() else reader.text(value, None))
    found = _BRACKETED.match(text) or _COMMENTED.match(text)
    if found is None:
        return ("", text) if _ADDRESS.match(text) else (_shown(text), "")
    return _shown(found["name"]), "".join(found["address"].split()) if "@" in found["address"] else found[
        "address"
    ].strip()


def _shown(name: str) -> str:
    """Return a name without quotation marks and encoded words; the empty string if it is an address."""
    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = _ESCAPE.sub(r"\1", name[1:-1])
    if "=?" in name:
        name = decode_words(name)
    name = clean_line(name).strip("\"' ,")
    return "" if _ADDRESS.match(name) else name


def _local(address: str) -> str:
    """Return the part of an address before the @, obfuscated or not."""
    return re.split(_AT, address, maxsplit=1)[0].strip("\"'<> ")


def author_of(head: Mapping[bytes, bytes], envelope: bytes, reader: Reader) -> str | None:
    """Return the author's name: the one shown, else what stands before the @."""
    for field in (b"x-original-from", b"from", b"sender", b"reply-to"):
        name, address = _person(head.get(field), reader)
        if field == b"from" and b"list-id" in head and (via := _VIA.match(name)):
            name = via[1].strip("\"' ")
        if shown := name or _local(address):
            return shown[:200]
    sender = envelope.removeprefix(b"From ").partition(b"  ")[0].decode("utf-8", "replace")
    return (
        _local(sender.split(" ")[0])[:200] or None
        if len(sender) > 1 and sender.split(" ")[0] != "-"
        else None
    )


def email_of(head: Mapping[bytes, bytes], reader: Reader) -> str | None:
    """Return the author's address as it is written, obfuscated or not."""
    fields = [b"x-original-from", b"from", b"reply-to", b"sender"]
    if b"list-id" in head and _VIA.match(_person(head.get(b"from"), reader)[0]):
        fields.remove(b"from")  # the list's own address
    for field in fields:
        _, address = _person(head.get(field), reader)
        if address:
            return address[:320]
    return None


def ip_of(head: Mapping[bytes, bytes]) -> str | None:
    """Return the IP address that a message was sent from, if a field says so."""
    for field in (
        b"x-originating-ip",
        b"x-sender-ip",
        b"x-sourceip",
        b"nntp-posting-host",
        b"x-client-ip",
        b"x-source-ip",
    ):
        value = head.get(field)
        if value and (found := _IP.search(value[:200].decode("ascii", "replace"))):
            return found[0]
    return None
