"""Where a link leads, and how a text says so.

The invariant: an address that is shown begins with a scheme that leads somewhere, holds no space and no bracket, and so
can stand between ``<`` and ``>``.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from archive_tui.text.markup import unescaped

_OPENS = re.compile(r"(?:https?|ftps?|gopher|gemini|mailto|magnet|news|nntp|irc):", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE = re.compile(r"^(?:[a-z]+://)?(?:www\.)?|/$", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:\.{2,3}|…)\s*")
_LONGEST_URL = 8192
_ONE_WORD = re.compile(r"[@#][^\s]+")


def absolute(address: str, base: str | None) -> str | None:
    """Return the whole address; None for one within the page, of a program, or without a base to resolve it."""
    address = re.sub(r"[\t\n\r]", "", address[: 2 * _LONGEST_URL]).strip()
    if not address or address.startswith("#"):
        return None
    if not _OPENS.match(address):
        if address.startswith("//"):
            address = "https:" + address
        elif base is None or _OTHER_SCHEME.match(address):
            return None
        else:
            address = _joined(base, address)
    address = re.sub(r"[<>\"\s]", _percent, address)
    return address if _OPENS.match(address) and len(address) <= _LONGEST_URL else None


def shown(words: str, address: str) -> str:
    """Return what stands in a text for a link: its words, its address, or both."""
    if not address or _ONE_WORD.fullmatch(words):
        return words
    if not words:
        return f"<{address}>"
    plain = _BARE.sub("", words)
    target = _BARE.sub("", unescaped(address))
    if target.lower().startswith("mailto:"):
        target = target[7:].partition("?")[0]
    if plain.casefold() in {target.casefold(), address.casefold()}:
        return words
    if " " not in words:
        head, *rest = _CUT.split(plain, maxsplit=1)
        if rest and len(head) > 3 and target.startswith(head) and target.endswith(rest[0]):
            return address
    return f"{words} <{address}>"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address with a broken IPv6 host
        return ""
