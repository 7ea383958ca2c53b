"""The plain text of a message, as its writer meant it: without what transported it.

The invariant: nothing that somebody wrote is lost but line ends; what is taken out (encoded files, signatures made by
machines) is named where it stood, or says nothing to a reader. Linear in the length of the text.

Quoted lines begin with ``>`` afterwards (``text.paragraphs`` finds them so), a signature is a paragraph of its own
that begins with ``-- ``. Addresses that somebody wrote into a text ("On Monday, ann@host wrote:") stay as written:
they are part of what was said; only the fields of the head are private.
"""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"^(>+)(?=From )", re.MULTILINE)
_TIGHT = re.compile(r"(>+)[^>\s]")


def unescaped(text: str) -> str:
    """Take back the ``>`` that mailboxes put before lines that begin with "From ".

    All mailboxes but one kind do so to "From ", some to ">From " as well (mboxrd). A line that its neighbours
    show to be a quotation, in the style that sets no space behind ``>``, is left as it is.
    """
    if ">From " not in text:
        return text

    def line(found: re.Match[str]) -> str:
        marks = found[1]
        before = text[text.rfind("\n", 0, max(found.start() - 1, 0)) + 1 : max(found.start() - 1, 0)]
        end = text.find("\n", found.end())
        after = text[end + 1 : end + 81] if end >= 0 else ""
        quoted = any(
            (mark := _TIGHT.match(near)) and mark[1] == marks and not near.startswith(f"{marks}From ")
            for near in (before, after)
        )
        return marks if quoted else marks[1:]

    return _ESCAPED.sub(line, text)


_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z]+:[^\n]*\n)*[ \t]*\n?", re.MULTILINE
)
_SIGNATURE = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----[ \t]*\n(?:(?!-----)[^\n]*\n)*+(?:-----END PGP SIGNATURE-----[ \t]*(?:\n|\Z))?",
    re.MULTILINE,
)
_ARMOUR = re.compile(
    r"^-----BEGIN PGP (MESSAGE|PUBLIC KEY BLOCK)-----[ \t]*\n((?:(?!-----)[^\n]*\n)*+)-----END PGP \1-----[ \t]*$",
    re.MULTILINE,
)


def without_armour(text: str) -> str:
    """Return a text without the armour of PGP: what was signed is text, what is encrypted or a key is named."""
    if "-----BEGIN PGP " not in text:
        return text
    pieces: list[str] = []
    place = 0
    while begin := _SIGNED.search(text, place):
        pieces.append(text[place : begin.start()])
        end = _SIGNATURE.search(text, begin.end())
        stop = end.start() if end else len(text)
        pieces.append(re.sub(r"^- (?=-|From )", "", text[begin.end() : stop], flags=re.MULTILINE))
        place = end.end() if end else len(text)
    pieces.append(text[place:])
    return _ARMOUR.sub(_named_armour, _SIGNATURE.sub("", "".join(pieces)))


def _named_armour(found: re.Match[str]) -> str:
    what = "encrypted message" if found[1] == "MESSAGE" else "public key"
    return f"[PGP {what}, {amount(len(found[2]))}]"


_UUENCODED = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,90}\n)+?)(?:[ `]?\n)?(?:end|====)[ \t]*$",
    re.MULTILINE,
)
_CUT_OFF = re.compile(
    r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:M[ -`]{60,61}\n){4,}(?:[ -`]{1,61}(?:\n|\Z))?)", re.MULTILINE
)
_YENC = re.compile(
    r"^=ybegin ((?:[a-z]+=\d+ )*)name=([^\n]{1,300})\n.*?(?:^=yend [^\n]*(?=\n|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)
_YENC_SIZE = re.compile(r"\bsize=(\d{1,15})\b")


def without_files(text: str) -> tuple[str, list[str]]:
    """Return a text without the files that are written out in it (uuencode, yEnc), and their names."""
    names: list[str] = []

    def uuencoded(found: re.Match[str]) -> str:
        names.append(attachment(found[1].strip(), "uuencoded", len(found[2]) * 45 // 62))
        return ""

    def yenc(found: re.Match[str]) -> str:
        size = _YENC_SIZE.search(found[1])
        names.append(attachment(found[2].strip(), "yEnc", int(size[1]) if size else None))
        return ""

    if "begin " in text or "begin-base64 " in text:
        text = _CUT_OFF.sub(uuencoded, _UUENCODED.sub(uuencoded, text))
    if "=ybegin " in text:
        text = _YENC.sub(yenc, text)
    return re.sub(r"\n{3,}", "\n\n", text) if names else text, names


def attachment(name: str, kind: str, size: int | None) -> str:
    """Return the words that stand for an attachment."""
    parts = [" ".join(part.split())[:200] for part in (name, kind) if part.strip()]
    if size is not None:
        parts.append(amount(size))
    return f"[attachment: {', '.join(parts)}]"


def amount(size: int) -> str:
    """Return a number of bytes for people."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


_MARKS = re.compile(r">*")


def reflowed(text: str, *, delete_space: bool = False) -> str:
    """Join the lines of format=flowed (RFC 3676), quoted ones too."""
    written: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(_MARKS.match(line)[0])  # type: ignore[index]
        content = line[depth:]
        if content.startswith(" "):
            content = content[1:]
        flows = content.endswith(" ") and content != "-- "
        if flows and delete_space:
            content = content[:-1]
        if depth == open_depth and content != "-- ":
            written.append(content)
        else:
            if written:
                written.append("\n")
            if depth:
                written.append(">" * depth + " ")
            written.append(content)
        open_depth = depth if flows else -1
    return "".join(written)


_BARRED = re.compile(r"^(?:[ ]?\|(?: [^\n]*[^|\s\n])?[ \t]*(?:\n|\Z)){2,}", re.MULTILINE)
_BAR = re.compile(r"^ ?\|", re.MULTILINE)
_LONGEST_SIGNATURE = 8
"""Lines of a signature whose separator lacks the space at its end."""


def arranged(text: str) -> str:
    """Return a text with its quotations marked by ``>``, and its signature set apart."""
    if "\n|" in text or "\n |" in text or text.startswith(("|", " |")):
        text = _BARRED.sub(lambda found: _BAR.sub(">", found[0]), text)
    begin = text.rfind("\n-- \n")
    length = 5
    if begin < 0:
        begin, length = text.rfind("\n--\n"), 4
        if begin < 0 or text.count("\n", begin + length) > _LONGEST_SIGNATURE:
            return text
    signature = text[begin + length :].strip("\n")
    return f"{text[:begin].rstrip()}\n\n-- \n{signature}" if signature else text[:begin].rstrip()
