"""What lasts: read marks, folds, places and settings, written behind the reader's back.

Invariant: nothing here runs on the event loop but the noting down; one thread writes, the newest wish wins, and
what could not be written because the library was busy is tried again until ``close`` gives up. A deed (a mark that can
be undone, an undo) is done after all that was noted before it and before all that was noted after it.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from archive_tui.errors import ArchiveError, LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, CommentId, Place

_DELAY: Final = 0.3
"""Seconds in which wishes gather before they are written."""
_RETRY: Final = 0.5
"""Seconds before a busy library is tried again."""
_BUSY: Final = "Another program is writing to the library; your marks follow as soon as it has finished."


@dataclass(slots=True)
class _Wishes:
    """What is to be written; one entry per thing, the newest wins."""

    read: dict[tuple[ArticleId, CommentId], bool] = field(default_factory=dict)
    folded: dict[tuple[ArticleId, CommentId], bool] = field(default_factory=dict)
    places: dict[ArticleId, Place] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.read or self.folded or self.places or self.settings)

    def over(self, older: _Wishes) -> _Wishes:
        """Return both, the newer where they differ."""
        return _Wishes(
            older.read | self.read,
            older.folded | self.folded,
            older.places | self.places,
            older.settings | self.settings,
        )


Deed: TypeAlias = "Callable[[Archive], None]"
"""Changes the library and tells somebody; raises LibraryBusyError to be done again later."""


class StateWriter:
    """Takes wishes from any thread, and writes them from its own."""

    def __init__(self, archive: Archive, on_error: Callable[[str], None], *, delay: float = _DELAY) -> None:
        """Start the thread.

        Args:
            archive: The library that is written to.
            on_error: Called from the writer's thread with one sentence when something will not be saved.
            delay: Seconds in which wishes gather.
        """
        self._archive = archive
        self._on_error = on_error
        self._delay = delay
        self._wishes = _Wishes()
        self._deeds: deque[tuple[_Wishes, Deed]] = deque()
        """Each with what has to be written before it; ``_wishes`` come after them all."""
        self._has_told = False
        self._changed = threading.Condition()
        self._writing = False
        self._hurry = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="state-writer", daemon=True)
        self._thread.start()

    def mark_read(self, article: ArticleId, comments: Iterable[CommentId], *, read: bool) -> None:
        """Note that comments are read, or unread again."""
        with self._changed:
            self._wishes.read.update(((article, comment), read) for comment in comments)
            self._changed.notify_all()

    def save_folds(
        self, article: ArticleId, folded: Iterable[CommentId], unfolded: Iterable[CommentId]
    ) -> None:
        """Note which comments are folded and which no longer are."""
        with self._changed:
            self._wishes.folded.update(((article, comment), True) for comment in folded)
            self._wishes.folded.update(((article, comment), False) for comment in unfolded)
            self._changed.notify_all()

    def save_place(self, article: ArticleId, place: Place) -> None:
        """Note where somebody reads."""
        with self._changed:
            self._wishes.places[article] = place
            self._changed.notify_all()

    def set_setting(self, name: str, value: str) -> None:
        """Note a setting of the whole program."""
        with self._changed:
            self._wishes.settings[name] = value
            self._changed.notify_all()

    def submit(self, deed: Deed) -> None:
        """Do something with the library soon, in the writer's thread, in the order of asking.

        An ``ArchiveError`` that it raises is said to the reader, unless the library is busy: then it is done again.
        """
        with self._changed:
            self._deeds.append((self._wishes, deed))
            self._wishes = _Wishes()
            self._changed.notify_all()

    def hurry(self) -> None:
        """Write what is noted now; returns at once."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()

    def flush(self, timeout: float = 5.0) -> bool:
        """Write what is noted, and wait for it; not for the event loop.

        Returns:
            Whether everything was written in time.
        """
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._has_work and not self._writing, timeout)

    @property
    def _has_work(self) -> bool:
        return bool(self._wishes or self._deeds)

    def close(self, timeout: float = 5.0) -> bool:
        """Write what is noted and end the thread; may be called twice.

        Returns:
            Whether everything was written; a busy library is given up after ``timeout`` seconds.
        """
        written = self.flush(timeout) if self._thread.is_alive() else not self._has_work
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout=1.0)
        return written

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._has_work or self._closing)
                if self._closing:
                    return
                self._changed.wait_for(lambda: self._hurry or self._closing or bool(self._deeds), self._delay)
                deed: Deed | None = None
                if self._deeds:
                    wishes, deed = self._deeds.popleft()
                else:
                    wishes, self._wishes = self._wishes, _Wishes()
                    self._hurry = False
                self._writing = True
            unwritten, sentence = self._write(wishes)
            if deed is not None and not unwritten:
                undone, failure = self._do(deed)
                sentence = sentence or failure
            else:
                undone = deed
            with self._changed:
                self._writing = False
                self._put_back(unwritten, undone)
                self._changed.notify_all()
                if unwritten or undone:
                    self._changed.wait_for(lambda: self._closing, _RETRY)
            if sentence:
                self._on_error(sentence)

    def _put_back(self, wishes: _Wishes, deed: Deed | None) -> None:
        """Keep what is to be tried again before all that was noted since."""
        if deed is not None:
            self._deeds.appendleft((wishes, deed))
        elif self._deeds:
            newer, following = self._deeds.popleft()
            self._deeds.appendleft((newer.over(wishes), following))
        else:
            self._wishes = self._wishes.over(wishes)

    def _do(self, deed: Deed) -> tuple[Deed | None, str]:
        """Do a deed.

        Returns:
            It, if it is to be done again, and a sentence for the reader.
        """
        try:
            deed(self._archive)
        except LibraryBusyError:
            sentence = "" if self._has_told else _BUSY
            self._has_told = True
            return deed, sentence
        except ArchiveError as error:
            return None, f"That could not be done: {error}"
        self._has_told = False
        return None, ""

    def _write(self, wishes: _Wishes) -> tuple[_Wishes, str]:
        """Write what can be written.

        Returns:
            What is to be tried again, and the sentence about what never will be.
        """
        try:
            for (article, read), comments in _by_article(wishes.read).items():
                self._archive.mark_read(article, comments, read=read)
            folded: dict[ArticleId, list[CommentId]] = defaultdict(list)
            unfolded: dict[ArticleId, list[CommentId]] = defaultdict(list)
            for (article, is_folded), comments in _by_article(wishes.folded).items():
                (folded if is_folded else unfolded)[article].extend(comments)
            for article in folded.keys() | unfolded.keys():
                self._archive.save_folds(article, folded[article], unfolded[article])
            for article, place in wishes.places.items():
                self._archive.save_place(article, place)
            for name, value in wishes.settings.items():
                self._archive.set_setting(name, value)
        except LibraryBusyError:
            return wishes, ""
        except ArchiveError as error:
            return _Wishes(), f"What you read could not be remembered: {error}"
        return _Wishes(), ""


def _by_article(
    wishes: dict[tuple[ArticleId, CommentId], bool],
) -> dict[tuple[ArticleId, bool], list[CommentId]]:
    gathered: dict[tuple[ArticleId, bool], list[CommentId]] = defaultdict(list)
    for (article, comment), wish in wishes.items():
        gathered[article, wish].append(comment)
    return gathered
