"""The second reading: threads one by one, the messages of each by their offsets.

The invariant: at most one thread is in memory; a message is read only when its thread is.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from archive_tui.importers.mail import dates
from archive_tui.importers.mail.catalogue import UNKNOWN
from archive_tui.importers.mail.headers import fields
from archive_tui.importers.mail.messages import Message
from archive_tui.importers.mail.parts import content_of
from archive_tui.importers.mail.scanning import head_in
from archive_tui.importers.mail.threading import threads
from archive_tui.model import ImportedComment, ImportedThread, Skipped, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers.mail.catalogue import Catalogue
    from archive_tui.importers.mail.threading import Threader
    from archive_tui.model import ImportedArticle

LARGEST = 64 * 1024 * 1024
"""Bytes of a message that are read: in one that is larger, attachments fill the rest."""

OLD_MAC = "old mac"
"""The form of files whose lines end in carriage returns alone, whatever else they are."""

_ESCAPED = frozenset(("mbox", "mmdf", "babyl", OLD_MAC))
"""The forms in which a line that begins with "From " got a ``>``."""

_OPEN = 32
"""Files that are held open."""

_TAGGED = 0.5
"""Share of the subjects that a [tag] begins if it is the list's own."""

_DOT_STUFFED = re.compile(rb"^\.\.", re.MULTILINE)
_NNTP_END = re.compile(rb"\r?\n\.(?:\r?\n)?\Z")
_BABYL_HEAD = re.compile(rb"\*\*\* EOOH \*\*\*\r?\n(?:[^\r\n]+\r?\n)*\r?\n")


class Files:
    """The files of a source, a few of them open."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._open: OrderedDict[int, int] = OrderedDict()

    def read(self, message: int) -> bytes:
        """Return the bytes of a message, its lines ended as elsewhere.

        Raises:
            OSError: the file is gone, or cannot be read any more.
        """
        catalogue = self._catalogue
        number = catalogue.file[message]
        if number in self._open:
            self._open.move_to_end(number)
        else:
            if len(self._open) >= _OPEN:
                os.close(self._open.popitem(last=False)[1])
            self._open[number] = os.open(catalogue.paths[number], os.O_RDONLY)
        length = min(catalogue.length[message], LARGEST)
        raw = os.pread(self._open[number], length, catalogue.start[message])
        form = catalogue.forms.get(number)
        if form == OLD_MAC:
            return raw.replace(b"\r", b"\n")
        if form == "nntp":
            return _DOT_STUFFED.sub(b".", _NNTP_END.sub(b"\n", raw))
        return _BABYL_HEAD.sub(b"", raw, count=1) if form == "babyl" else raw

    def close(self) -> None:
        """Close what is open."""
        while self._open:
            os.close(self._open.popitem()[1])


class ThreadReader:
    """Reads the threads of a catalogue."""

    def __init__(self, threader: Threader) -> None:
        """Prepare; the threader has run."""
        self._catalogue = threader.catalogue
        self._threader = threader
        self._parent = threader.forest.parent
        self._ids = list(self._catalogue.numbers)
        self._files = Files(self._catalogue)
        self._tag = _list_tag(self._catalogue)

    def threads(self) -> Iterator[ImportedThread]:
        """Yield the threads, in the order of their first messages.

        Raises:
            OSError: a file cannot be read any more.
        """
        skipped = self._catalogue.skipped
        try:
            for root, members in threads(self._threader):
                yield self._thread(root, members, skipped)
                skipped = []
        finally:
            self._files.close()

    def _thread(self, root: int, members: Sequence[int], skipped: list[Skipped]) -> ImportedThread:
        places = _Places(self._catalogue, self._parent, root, members)
        article: ImportedArticle | None = None
        comments: list[ImportedComment] = []
        identifier = self._id(root)
        for message in members:
            number = self._catalogue.container[message]
            read = self._message(message, skipped)
            if number == root:
                article = read.article(identifier, self._tag)
                continue
            if article is None and self._catalogue.message[root] < 0:
                article = read.absent_article(identifier, self._tag)
            comments += [self._ghost(ghost, places.above(ghost)) for ghost in places.ghosts_above(number)]
            above = places.above(number)
            parent = None if above == root else self._id(above)
            comments.append(
                read.comment(self._id(number), parent, renamed=self._renamed(message, members[0]))
            )
        assert article is not None, "the root of a thread is one of its members, or missing"  # noqa: S101
        return ImportedThread(article, tuple(comments), tuple(skipped), partial=True, realm="mail")

    def _id(self, number: int) -> str:
        return self._ids[number].decode("utf-8", "replace")

    def _ghost(self, number: int, above: int) -> ImportedComment:
        identifier = self._id(number)
        parent = None if self._parent[above] < 0 else self._id(above)
        return ImportedComment(ref=identifier, parent=parent, source_id=identifier, state=State.GHOST)

    def _message(self, message: int, skipped: list[Skipped]) -> Message:
        """Read a message; what has to be said about it goes into the account."""
        catalogue = self._catalogue
        raw = self._files.read(message)
        reader = catalogue.reader(catalogue.file[message])
        stop, body = head_in(raw)
        head = fields(raw[:stop])
        escaped = catalogue.forms.get(catalogue.file[message]) in _ESCAPED
        content = content_of(raw, head, body, reader, escaped=escaped)
        where = f"message <{self._id(catalogue.container[message])}>"
        if content.left_out:
            skipped.append(Skipped(where, content.left_out))
        if catalogue.length[message] > LARGEST:
            skipped.append(
                Skipped(where, f"it is {catalogue.length[message]:,} bytes long; {LARGEST:,} were read")
            )
        if message in self._threader.by_subject:
            skipped.append(Skipped(where, "it does not say what it answers; it was placed by its subject"))
        if message in self._threader.circular:
            skipped.append(
                Skipped(where, "it answers what answers it; it was kept where it closes no circle")
            )
        unknown = catalogue.flags[message] & UNKNOWN
        written = None if unknown else dates.as_datetime(catalogue.moment[message])
        return Message(head, reader, catalogue.senders.get(message, b""), written, content.text)

    def _renamed(self, message: int, first: int) -> bool:
        """Say whether a message has another subject than the nearest above it, or than the first of its thread."""
        catalogue = self._catalogue
        number = self._parent[catalogue.container[message]]
        while number >= 0 and catalogue.message[number] < 0:
            number = self._parent[number]
        own = catalogue.subject[message]
        return own != 0 and own != catalogue.subject[first if number < 0 else catalogue.message[number]]


class _Places:
    """Where the members of a thread stand, and which ghosts stand above them."""

    def __init__(
        self, catalogue: Catalogue, parent: Sequence[int], root: int, members: Sequence[int]
    ) -> None:
        self._message = catalogue.message
        self._parent = parent
        self._root = root
        self._shown: set[int] = set()
        self._only: dict[int, int] = {}
        """The one child of a ghost; -1 if there are several."""
        for message in members:
            below = catalogue.container[message]
            ghost = parent[below]
            while ghost >= 0 and self._message[ghost] < 0:
                if ghost in self._only:
                    self._only[ghost] = -1
                    break
                self._only[ghost] = below
                below, ghost = ghost, parent[ghost]

    def above(self, number: int) -> int:
        """Return the parent that is shown; of ghosts that follow each other only the last is."""
        above = self._parent[number]
        while above != self._root and self._is_ghost(above) and self._is_ghost(self._only.get(above, -1)):
            above = self._parent[above]
        return above

    def ghosts_above(self, number: int) -> list[int]:
        """Return the ghosts above a member that were not asked for before, the uppermost first."""
        found = []
        above = self.above(number)
        while above != self._root and self._is_ghost(above) and above not in self._shown:
            self._shown.add(above)
            found.append(above)
            above = self.above(above)
        return found[::-1]

    def _is_ghost(self, number: int) -> bool:
        return number >= 0 and self._message[number] < 0


def _list_tag(catalogue: Catalogue) -> str | None:
    """Return the [tag] that the list itself puts before its subjects, if it does."""
    if not catalogue.tags:
        return None
    tag, times = catalogue.tags.most_common(1)[0]
    return tag if times >= max(4, _TAGGED * len(catalogue)) else None
