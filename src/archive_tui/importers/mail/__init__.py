"""Mail and news: mailboxes of every kind, Maildirs, single messages, spools and batches of Usenet.

A thread is an article whose body is the first message; its key is ``mail:`` and the first message's id, whichever
part of the archive it came from. The invariant: every message of a source is an article, a comment, or a ``Skipped``
that says why it is neither.

All files are read twice: once for where the messages are and whom they answer (``scanning``, ``catalogue``,
``threading``), then thread by thread for what they say (``reading``, ``messages``, ``parts``, ``plain``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.errors import ImportFailedError
from archive_tui.importers.mail.catalogue import WANTED, Catalogue
from archive_tui.importers.mail.reading import OLD_MAC, ThreadReader
from archive_tui.importers.mail.scanning import Mailbox
from archive_tui.importers.mail.separators import SINGLE, form_of, form_within
from archive_tui.importers.mail.threading import Threader
from archive_tui.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive_tui.importers import Source
    from archive_tui.model import ImportedThread


_MANY = 5
"""So many messages are summed up, before each is named."""


class MailImporter:
    """Read mail and news, and put their threads together."""

    name = "mail"
    description = "Mail and news: mbox, Maildir, .eml, list archives, Usenet spools and batches"
    spans_files = True

    def confidence(self, source: Source) -> float:
        """Judge the first bytes: how the first message begins."""
        head = source.head
        if b"\n" not in head:
            head = head.replace(b"\r", b"\n")
        found = form_of(head)
        if found is None:
            return 0.4 if form_within(head, 2) else 0.0
        return 0.9 if found[0] is SINGLE else 0.95

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the threads of all files together.

        Raises:
            ImportFailedError: no message is in any of them.
            OSError: a file cannot be read any more.
        """
        catalogue = Catalogue(paths)
        refused: list[ImportFailedError] = []
        for number, path in enumerate(paths):
            try:
                _survey(number, path, catalogue)
            except ImportFailedError as error:
                refused.append(error)
                catalogue.skipped.append(Skipped(path.name, error.reason))
        if not len(catalogue):
            raise refused[0] if refused else ImportFailedError(paths[0], "", "there is no message in it")
        threader = Threader(catalogue)
        threader.run()
        catalogue.skipped[:0] = _in_all(threader)
        yield from ThreadReader(threader).threads()


def _in_all(threader: Threader) -> list[Skipped]:
    """Return what is said of all files together, where saying it of each message alone would be overlooked."""
    sentences = (
        (threader.catalogue.copies, "messages are copies of others and were left out"),
        (len(threader.by_subject), "messages do not say what they answer and were placed by their subject"),
    )
    return [Skipped("all files", f"{times:,} {sentence}") for times, sentence in sentences if times >= _MANY]


def _survey(number: int, path: Path, catalogue: Catalogue) -> None:
    """Take the messages of a file into the catalogue.

    Raises:
        ImportFailedError: it cannot be read, or there is no message in it.
    """
    try:
        with path.open("rb", buffering=0) as file:
            mailbox = Mailbox(path, file)
            single = mailbox.form is SINGLE
            catalogue.open(number, OLD_MAC if mailbox.old_mac else mailbox.form.name, single=single)
            if mailbox.fragment:
                where = f"the first {mailbox.fragment:,} bytes of {path.name}"
                catalogue.skipped.append(Skipped(where, "the end of a message whose beginning is missing"))
            for count, found in enumerate(mailbox.messages(WANTED), start=1):
                place = path.name if single else f"{path.name}, message {count}"
                catalogue.add(number, file, found, place)
    except OSError as error:
        raise ImportFailedError(path, "", f"it cannot be read: {error.strerror or error}") from error
