"""One message, read whole: what becomes of it as an article or a comment.

The invariant: a message gives the same article and the same comment wherever it lies; e-mail and IP addresses of its
head go nowhere but to the fields that are private.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_tui.importers.mail.headers import text_of, title_of
from archive_tui.importers.mail.people import author_of, email_of, ip_of
from archive_tui.model import ImportedArticle, ImportedComment, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from archive_tui.importers.mail.charsets import Reader

UNTITLED = "(no subject)"

_URL = re.compile(r"https?://[^\s<>\"]+")
_LABELLED = re.compile(r"^(.*?)\s*<([^<>]*)>?\s*$")


@dataclass(frozen=True, slots=True)
class Message:
    """A message, its fields and its text."""

    head: dict[bytes, bytes]
    reader: Reader
    envelope: bytes
    written: datetime | None
    text: str

    @property
    def subject(self) -> str:
        """Its subject, as it is written."""
        return text_of(self.head.get(b"subject"), self.reader)

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return author_of(self.head, self.envelope, self.reader)

    def article(self, identifier: str, list_tag: str | None) -> ImportedArticle:
        """Return the article of the thread that the message begins."""
        return ImportedArticle(
            key=f"mail:{identifier}",
            source_id=identifier,
            title=self._title(list_tag),
            section=self._list_name() or list_tag,
            author=self.author,
            published=self.written,
            url=self._url(b"archived-at", b"x-archived-at", b"list-archive"),
            body=self.text,
        )

    def absent_article(self, identifier: str, list_tag: str | None) -> ImportedArticle:
        """Return the article of a thread whose first message is missing, called as this one is."""
        return ImportedArticle(
            key=f"mail:{identifier}",
            source_id=identifier,
            title=self._title(list_tag),
            section=self._list_name() or list_tag,
        )

    def comment(self, identifier: str, parent: str | None, *, renamed: bool) -> ImportedComment:
        """Return the comment that the message is; one that changes the subject says so in its first line."""
        return ImportedComment(
            ref=identifier,
            parent=parent,
            source_id=identifier,
            author=self.author,
            created=self.written,
            text=f"Subject: {self.subject}\n\n{self.text}".strip() if renamed else self.text,
            url=self._url(b"archived-at", b"x-archived-at"),
            verdict=self._verdict(),
            email=email_of(self.head, self.reader),
            ip=ip_of(self.head),
        )

    def _title(self, list_tag: str | None) -> str:
        title = self.subject
        for tag in (list_tag, *self._list_names()):
            title = title_of(title, tag)
        return title or UNTITLED

    def _list_names(self) -> list[str]:
        """Return what the list may be called in a [tag]."""
        found = _LABELLED.match(text_of(self.head.get(b"list-id"), self.reader))
        return [name for name in (found[1].strip('" '), found[2].partition(".")[0]) if name] if found else []

    def _list_name(self) -> str | None:
        """Return the name of the list or the newsgroup."""
        identifier = text_of(self.head.get(b"list-id"), self.reader)
        if identifier:
            found = _LABELLED.match(identifier)
            if found is None:
                return identifier.strip('<>" ').partition(".")[0] or None
            label = found[1].strip('" ')
            return label or found[2].partition(".")[0] or None
        group = text_of(self.head.get(b"newsgroups"), self.reader).partition(",")[0].strip()
        if group:
            return group
        for name in (b"x-mailing-list", b"x-beenthere", b"x-loop", b"mailing-list"):
            words = text_of(self.head.get(name), self.reader).strip("<> ").removeprefix("list ")
            if "@" in words:
                return words.partition("@")[0].strip('<" ') or None
        return None

    def _url(self, *names: bytes) -> str | None:
        for name in names:
            if found := _URL.search(text_of(self.head.get(name), self.reader)):
                return found[0]
        return None

    def _verdict(self) -> Verdict | None:
        """Return what the filter of the mail server said, if it said that this is spam."""
        for name in (b"x-spam-flag", b"x-spam-status", b"x-bogosity"):
            value = text_of(self.head.get(name), self.reader).lower()
            if value.startswith(("yes", "spam", "true")):
                return Verdict("spam", 1.0, "source", (f"the mail server marked it: {name.decode()}",))
        return None
