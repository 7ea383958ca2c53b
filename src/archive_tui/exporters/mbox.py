"""A mailbox: the article and its comments as a thread of letters, for mail programs and what indexes mail.

The invariant: Message-IDs are made of keys and nothing else, so the same comment is the same letter in every mailbox,
and replies find what they answer. Bodies are the comments' texts, byte for byte; what the program and the reader add
stands in a part of its own. No address is invented that could be somebody's: all end in ``.invalid`` (RFC 2606).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from archive_tui.exporters import Option, wording
from archive_tui.exporters.places import shortened
from archive_tui.model import Chosen, Omission, Role, State
from archive_tui.text import transcript
from archive_tui.text.clean import clean, clean_line, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive_tui.model import Annotation, Comment, Selection

HOST = "archive.invalid"
REMARKS = "text/x-archive-remarks"
"""The kind of the part that is no commenter's: programs show it as text, and an import leaves it out."""
_REFERENCES = 12
"""Ancestors that a letter names, the root and the nearest: programs need no more."""
_LINE_AT_MOST = 900
"""Bytes of a line as it is; RFC 5322 allows 998."""
_WORD_AT_MOST = 45
"""Bytes of a word that is encoded in a header: 75 characters with what stands around it."""
_FROM = re.compile(r"^>*From ", re.MULTILINE)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+")
_NOBODY = "(no name)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MboxExporter:
    """Write a mailbox."""

    name = "mbox"
    description = "A mailbox, in which mail programs show the thread"
    extension = "mbox"
    media_type = "application/mbox"
    options: tuple[Option, ...] = ()

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the letters, a parent before its replies."""
        for selection in selections:
            yield from _Box(selection).letters()


class _Box:
    """One article as letters."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        summary = selection.article.summary
        self._realm = _hash(summary.key)
        self._subject = clean_line(summary.title) or "(no title)"
        self._parents: dict[str, str | None] = {}
        """Keys of what each comment answers."""

    def letters(self) -> Iterator[bytes]:
        for chosen in self._selection.chosen():
            self._parents[chosen.comment.key] = chosen.parent_key
        below, at_root = _omissions(self._selection)
        yield self._article(at_root)
        for place, entry in enumerate(self._selection.entries):
            if isinstance(entry, Chosen) and entry.comment.state is not State.GHOST:
                yield self._comment(entry, below.get(place, []))

    def _article(self, omitted: Sequence[str]) -> bytes:
        article = self._selection.article
        summary = article.summary
        fields = [
            ("Message-ID", f"<{self._realm}@{HOST}>"),
            ("X-Archive-Key", summary.key),
            *([("Archived-At", f"<{url}>")] if article.url and (url := safe_url(article.url)) else []),
        ]
        body = "\n\n".join(
            filter(None, [summary.section, article.dek, article.body, *wording.page_notes(article)])
        )
        extent = wording.extent(self._selection)
        added = [extent[0].upper() + extent[1:], *omitted, *_own(self._selection.annotation), ""]
        added += [f"{what}: {value}" for what, value in wording.provenance(self._selection)]
        sender = (summary.author or _NOBODY, "article")
        return _letter(sender, self._subject, summary.published, fields, body, added=added)

    def _comment(self, chosen: Chosen, omitted: Sequence[str]) -> bytes:
        comment = chosen.comment
        above = self._above(comment)
        fields = [
            ("Message-ID", self._id(comment.key)),
            ("In-Reply-To", above[-1]),
            ("References", "\n ".join(above)),
            ("X-Archive-Key", comment.key),
            ("X-Archive-Number", shortened(comment.number)),
        ]
        if comment.url and (url := safe_url(comment.url)):
            fields.append(("Archived-At", f"<{url}>"))
        if comment.verdict.label == "spam" and not chosen.spam_left_out:
            fields.append(("X-Spam-Flag", "YES"))
        remarks = wording.remarks(chosen)
        if chosen.role is Role.STUB and not chosen.spam_left_out:
            remarks.insert(0, "only the beginning is here")
        if comment.score is not None:
            remarks.append(transcript.counted(comment.score, "point"))
        marks = wording.marks(chosen, self._selection)
        added = [
            *([", ".join([*remarks, *marks])] if remarks or marks else []),
            *omitted,
            *_own(chosen.annotation),
        ]
        return _letter(
            (comment.author or _NOBODY, f"comment-{_local(comment)}"),
            f"Re: {self._subject}",
            comment.created,
            fields,
            comment.text or wording.stand_in(chosen),
            added=added,
        )

    def _id(self, key: str) -> str:
        return f"<{_hash(key)}.{self._realm}@{HOST}>"

    def _above(self, comment: Comment) -> list[str]:
        """Return the ids of the article, the nearest ancestors, and the parent last."""
        keys: list[str] = []
        key = self._parents.get(comment.key)
        while key is not None and len(keys) < _REFERENCES:
            keys.append(key)
            key = self._parents.get(key)
        return [f"<{self._realm}@{HOST}>", *(self._id(each) for each in reversed(keys))]


def _omissions(selection: Selection) -> tuple[dict[int, list[str]], list[str]]:
    """Return what was left out below each comment, by its place among the entries, and at the root."""
    below: dict[int, list[str]] = {}
    at_root: list[str] = []
    above: list[tuple[int, int]] = []
    for place, entry in enumerate(selection.entries):
        while above and above[-1][0] >= entry.level:
            above.pop()
        if isinstance(entry, Omission):
            said = wording.omitted(entry)
            if said:
                (below.setdefault(above[-1][1], []) if above else at_root).append(said)
        elif entry.comment.state is not State.GHOST:
            above.append((entry.level, place))
    return below, at_root


def _own(annotation: Annotation) -> list[str]:
    """Return what the reader attached."""
    lines = [f"Tags: {', '.join(annotation.tags)}"] if annotation.tags else []
    return [*lines, "", f"{wording.NOTE}:", "", annotation.note] if annotation.note else lines


def _letter(
    sender: tuple[str, str],
    subject: str,
    moment: datetime | None,
    fields: Sequence[tuple[str, str]],
    body: str,
    *,
    added: Sequence[str],
) -> bytes:
    """Return a letter with its separator; what is added to the text is a part of its own.

    The sender is a name, and what stands before the ``@`` of the address.
    """
    address = f"{sender[1]}@{HOST}"
    head = [f"From {address} {_separated(moment or _EPOCH)}"]
    head += [f"From: {_name(sender[0])} <{address}>", f"Subject: {_words(subject)}"]
    if moment is not None:
        head.append(f"Date: {format_datetime(moment)}")
    head += [f"{name}: {value if value.startswith('<') else _words(value)}" for name, value in fields]
    head.append("MIME-Version: 1.0")
    text_fields, text = _part("text/plain; charset=utf-8", body)
    said = "\n".join(added).strip("\n")
    if not said:
        return "\n".join([*head, *text_fields, "", text, "", ""]).encode()
    boundary = "=_" + _hash(body + said)
    added_fields, added_text = _part(f"{REMARKS}; charset=utf-8", said)
    return "\n".join(
        [
            *head,
            f'Content-Type: multipart/mixed; boundary="{boundary}"',
            "",
            f"--{boundary}",
            *text_fields,
            "",
            text,
            f"--{boundary}",
            *added_fields,
            'Content-Disposition: inline; filename="remarks.txt"',
            "",
            added_text,
            f"--{boundary}--",
            "",
            "",
        ]
    ).encode()


def _separated(moment: datetime) -> str:
    """Return a moment as it stands in a separator: "Sat Jun  4 09:30:00 2011"."""
    weekday, day, month, year, time, _ = format_datetime(moment).replace(",", "").split()
    return f"{weekday} {month} {int(day):2d} {time} {year}"


def _part(kind: str, text: str) -> tuple[list[str], str]:
    """Return the fields and the lines of a part.

    A line that begins like a separator, or is too long, makes the part quoted-printable: there no program needs to
    guess whether a ``>`` was added.
    """
    text = clean(text)
    if not _FROM.search(text) and all(len(line.encode()) <= _LINE_AT_MOST for line in text.split("\n")):
        return [f"Content-Type: {kind}", "Content-Transfer-Encoding: 8bit"], text
    encoded = quopri.encodestring(text.encode()).decode("ascii")
    # Both a separator and the mark before one that was quoted.
    encoded = re.sub(
        r"^(From|>+From)(?= )", lambda found: f"={ord(found[0][0]):02X}{found[0][1:]}", encoded, flags=re.M
    )
    return [f"Content-Type: {kind}", "Content-Transfer-Encoding: quoted-printable"], encoded


def _name(author: str) -> str:
    """Return a display name (RFC 5322, RFC 2047)."""
    name = clean_line(author) or _NOBODY
    if _PLAIN_NAME.fullmatch(name) and len(name) <= 60 and "=?" not in name:
        return name
    if name.isascii() and len(name) <= 60 and "=?" not in name:
        return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return _encoded(name)


def _words(text: str) -> str:
    """Return the value of a field on lines that are not too long."""
    line = clean_line(text)
    if line.isascii() and len(line) <= 200 and "=?" not in line:
        return line
    return _encoded(line)


def _encoded(text: str) -> str:
    """Return text as encoded words, cut between characters."""
    words: list[bytes] = []
    word = b""
    for character in text:
        piece = character.encode()
        if len(word) + len(piece) > _WORD_AT_MOST:
            words.append(word)
            word = b""
        word += piece
    words.append(word)
    return "\n ".join(f"=?utf-8?b?{base64.b64encode(each).decode('ascii')}?=" for each in words)


def _local(comment: Comment) -> str:
    return comment.number if comment.depth <= 12 else f"p{comment.position + 1}"


def _hash(value: str) -> str:
    return binascii.hexlify(hashlib.blake2b(value.encode(), digest_size=10).digest()).decode("ascii")
