"""What is kept of every message between the two readings: where it is, and whom it answers.

The invariant: about 300 bytes a message, whatever its length, in arrays; ids are numbers from the moment in which
they are read. A message has an id of its own: one that names none, and one that bears the id of a different
message, gets one made of what it says, so that it is the same in every copy of the archive.
"""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from archive_tui.importers.mail import dates
from archive_tui.importers.mail.charsets import Reader
from archive_tui.importers.mail.copies import SAME_TIME, made_up_id, say_the_same, similar
from archive_tui.importers.mail.headers import (
    base_subject,
    in_reply_to,
    message_id,
    references,
    tag_of,
    text_of,
)
from archive_tui.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from archive_tui.importers.mail.scanning import Found

WANTED = dates.FIELDS | {
    b"message-id",
    b"references",
    b"in-reply-to",
    b"subject",
    b"from",
    b"content-length",
    b"x-imap",
}
"""The fields that the first reading looks at."""

REPLY = 1
"""Its subject is that of a reply or a forward."""
UNDATED = 2
"""Its Date field says nothing that can be believed."""
UNKNOWN = 4
"""Nothing says when it was written or arrived."""

_MOST_REFERENCES = 2000
_FOLDER_DATA = b"DON'T DELETE THIS MESSAGE"


class Catalogue:
    """All messages of a source, numbered in the order in which they were found."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self._readers: dict[int, Reader] = {}
        """By number of the file; files that hold one message each share one."""
        self.forms: dict[int, str] = {}
        """By number of the file, of those that may hold several messages."""
        self.senders: dict[int, bytes] = {}
        """By number of the message, of those that name no author: the line that separates them from others."""
        self.file = array("I")
        self.start = array("Q")
        self.length = array("Q")
        self.container = array("I")
        """Number of the message's id."""
        self.moment = array("q")
        """Seconds since 1970; of a message without any date that of the one before it."""
        self.flags = array("B")
        self.subject = array("I")
        """Number of the base subject; 0 is the empty one."""
        self.links = array("I")
        """The ids that messages refer to: of each its References, then what its In-Reply-To may mean."""
        self.referred = array("Q")
        """Where a message's References end in ``links``."""
        self.linked = array("Q", [0])
        """Where all of a message's links end, after the 0 that the first begins at."""
        self.numbers: dict[bytes, int] = {}
        """Of all ids, in the order of their numbers: those of messages, and those that are only referred to."""
        self.message = array("i")
        """By number of an id: the message, -1 for an id that is only referred to."""
        self.tags: Counter[str] = Counter()
        """How many subjects begin with a [tag]."""
        self.skipped: list[Skipped] = []
        self.copies = 0
        """Copies that were left out."""
        self._subjects: dict[str, int] = {"": 0}
        self._bases = [""]
        """The base subjects by their numbers."""
        self._shared = Reader()

    def open(self, file: int, form: str, *, single: bool) -> None:
        """Begin a file.

        Args:
            file: Its number.
            form: How its messages are written.
            single: It holds one message.
        """
        if not single:
            self._readers[file] = Reader()
            self.forms[file] = form

    def __len__(self) -> int:
        return len(self.file)

    def reader(self, file: int) -> Reader:
        """Return what reads the texts of a file."""
        return self._readers.get(file, self._shared)

    def add(self, file: int, opened: BinaryIO, found: Found, place: str) -> None:
        """Take a message in, unless it is a copy of one that is there."""
        head = found.head
        reader = self.reader(file)
        subject = text_of(head.get(b"subject"), reader)
        if b"x-imap" in head or subject.startswith(_FOLDER_DATA.decode()):
            self.skipped.append(Skipped(place, "a mail program keeps its own notes in it; it is no message"))
            return
        base, reply = base_subject(subject)
        moment, dated = dates.moment_of(head, found.envelope)
        named = message_id(head.get(b"message-id"))
        number = self._numbered(named, found, opened, moment if dated else None, base, reply=reply)
        if number is None:
            shown = (named or b"").decode("utf-8", "replace")
            why = f"a copy of the message <{shown}>" if named else "a copy of a message without an id"
            self.skipped.append(Skipped(place, f"{why}, which is there already"))
            self.copies += 1
            return
        if not dated and head.get(b"date", b"").strip():
            written = text_of(head[b"date"], reader)[:60]
            instead = "there is no other" if moment is None else "the time of its arrival was taken"
            self.skipped.append(Skipped(place, f"its date cannot be right (“{written}”); {instead}"))
        self.message[number] = len(self)
        if b"from" not in head and found.envelope:
            self.senders[len(self)] = found.envelope
        self.file.append(file)
        self.start.append(found.start)
        self.length.append(found.stop - found.start)
        self.container.append(number)
        before = self.moment[-1] if self.moment else 0
        self.moment.append(before if moment is None else moment)
        self.flags.append(REPLY * reply | UNDATED * (not dated) | UNKNOWN * (moment is None))
        subject_number = self._subjects.setdefault(base, len(self._bases))
        if subject_number == len(self._bases):
            self._bases.append(base)
        self.subject.append(subject_number)
        self._link(number, head)
        if tag := tag_of(subject):
            self.tags[tag] += 1

    def _link(self, number: int, head: dict[bytes, bytes]) -> None:
        for each in references(head.get(b"references"))[-_MOST_REFERENCES:]:
            self._refer(each, number)
        self.referred.append(len(self.links))
        for each in in_reply_to(head.get(b"in-reply-to"))[:8]:
            self._refer(each, number)
        self.linked.append(len(self.links))

    def _refer(self, identifier: bytes, own: int) -> None:
        number = self._number(identifier)
        if number != own:
            self.links.append(number)

    def _number(self, identifier: bytes) -> int:
        number = self.numbers.setdefault(identifier, len(self.numbers))
        if number == len(self.message):
            self.message.append(-1)
        return number

    def _numbered(
        self,
        named: bytes | None,
        found: Found,
        opened: BinaryIO,
        moment: int | None,
        base: str,
        *,
        reply: bool,
    ) -> int | None:
        """Return the number of a message's id; None if the message is a copy."""
        if named is not None:
            number = self._number(named)
            other = self.message[number]
            if other < 0:
                return number
            if self._is_copy(other, found, opened, moment, base, reply=reply):
                return None
        number = self._number(made_up_id(named, found, opened))
        return number if self.message[number] < 0 else None

    def _is_copy(
        self, other: int, found: Found, opened: BinaryIO, moment: int | None, base: str, *, reply: bool
    ) -> bool:
        """Say whether a message is a copy of another that bears the same id."""
        undated = moment is None or self.flags[other] & UNDATED
        apart = 0 if moment is None or undated else abs(moment - self.moment[other])
        known = self._bases[self.subject[other]]
        if apart > SAME_TIME:
            return False
        if base == known and reply == bool(self.flags[other] & REPLY):
            return True
        if undated or not (base == known or (apart <= 1 and similar(base, known))):
            return False
        path = self.paths[self.file[other]]
        return say_the_same(found, opened, path, self.start[other], self.length[other])
