"""Who answers whom: the REFERENCES algorithm of RFC 5256 (JWZ's), as an import needs it.

The invariant: what comes out is a forest, the same whatever the order of the files, but for who is refused in a circle;
O(messages and references), iterative, whatever the depth.

References is read first, In-Reply-To where there is none, self-references are dropped, a link that would close a
circle is not made, ids that no message bears become ghosts: so far the RFC. It differs where the RFC threads a mailbox
that is whole and where a reader of archives is better served otherwise:

- *A message's parent is what its own fields say.* The RFC lets the references of others place a message that has none
  itself, if it comes early enough. Then a later month of an archive would move the threads of earlier ones.
- *In-Reply-To wins* where it names one message that is there, and References does not end with it: some trackers
  write References the wrong way round, and some mailers only a root.
- *A reference that closes a circle* is followed by the one before it, until one does not.
- *Ghosts are kept* where a reply hangs on them, one for each message: the month that has the message may yet be
  imported, and then the message takes its place. Of a chain of ghosts only the last is kept, and the root: a
  staircase of empty places says nothing to a reader. The price: where the months of a list come one by one, a ghost
  that comes in none of them may stay below a farther ancestor than in an import of all together.
- *Equal subjects do not join threads.* The RFC joins all that have one base subject, and so "Question" with
  "Question" of nine years later. Here a message joins another thread by its subject only if it is marked as a reply,
  names nobody that it answers, and the thread began in the months before; the report says so.
- *A ghost at the root gives way* to a message that starts a thread and of which a reply says that it stands directly
  below: a ticket system's invented root.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from archive_tui.importers.mail.catalogue import REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive_tui.importers.mail.catalogue import Catalogue

_REMEMBERED = 120 * 86_400
"""Seconds after the beginning of a thread within which a reply that names nobody may belong to it."""

_CLOCKS = 2 * 86_400
"""Seconds by which a reply may seem older than what it answers."""


class Forest:
    """The parents of all ids, by number; a link is never changed once it is made."""

    def __init__(self, size: int) -> None:
        self.parent = array("i", [-1]) * size
        self._up = array("i", range(size))
        """A shorter way to the root than the parents."""

    def root(self, number: int) -> int:
        """Return the root above an id; almost O(1) each."""
        top = number
        while self._up[top] != top:
            top = self._up[top]
        while self._up[number] != top:
            self._up[number], number = top, self._up[number]
        return top

    def link(self, parent: int, child: int) -> bool:
        """Put an id that has no parent below another, unless that is below it."""
        if self.parent[child] >= 0 or self.root(parent) == child:
            return False
        self.parent[child] = parent
        self._up[child] = parent
        return True


class Threader:
    """Links the messages of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.forest = Forest(len(catalogue.message))
        self.by_subject: set[int] = set()
        """Messages that were placed by their subject."""
        self.circular: set[int] = set()
        """Messages that refer to what answers them."""

    def run(self) -> None:
        """Link all: first what messages say of themselves, then what they say of others, then what subjects say."""
        for message in range(len(self.catalogue)):
            self._place(message)
        for message in range(len(self.catalogue)):
            self._chain(self._references(message))
        self._seat_ghosts()
        self._join_subjects()

    def _references(self, message: int) -> array[int]:
        catalogue = self.catalogue
        return catalogue.links[catalogue.linked[message] : catalogue.referred[message]]

    def _answered(self, message: int) -> array[int]:
        catalogue = self.catalogue
        return catalogue.links[catalogue.referred[message] : catalogue.linked[message + 1]]

    def _place(self, message: int) -> None:
        """Link a message below what its own fields name."""
        catalogue = self.catalogue
        references = self._references(message)
        answered = self._answered(message)
        own = catalogue.container[message]
        there = [number for number in answered if catalogue.message[number] >= 0]
        candidates: list[int] = list(reversed(references)) or list(answered)
        if references and len(answered) == 1 and there and answered[0] != references[-1]:
            inside = answered[0] in references
            if inside or catalogue.message[references[-1]] < 0:
                candidates = [answered[0], *candidates]
        elif not references and there:
            candidates = [*there, *candidates]
        for number in candidates:
            if self.forest.link(number, own):
                break
        else:
            number = -1
        if candidates and number != candidates[0]:
            self.circular.add(message)

    def _chain(self, references: array[int]) -> None:
        """Link ghosts as the references of a message name them, each below the one before it."""
        for above, below in pairwise(references):
            if self.catalogue.message[below] < 0:
                self.forest.link(above, below)

    def _seat_ghosts(self) -> None:
        """Put a ghost that is a root below the message that replies name directly below it."""
        catalogue, forest = self.catalogue, self.forest
        for message in range(len(catalogue)):
            references = self._references(message)
            for above, below in pairwise(references):
                start = catalogue.message[below]
                if (
                    start >= 0
                    and catalogue.message[above] < 0
                    and forest.parent[above] < 0
                    and forest.parent[below] < 0
                    and catalogue.linked[start] == catalogue.linked[start + 1]
                ):
                    forest.link(below, above)

    def _join_subjects(self) -> None:
        """Put replies that name nobody below the latest thread of their subject that had begun by then."""
        catalogue = self.catalogue
        started: dict[int, list[int]] = {}
        lost: list[int] = []
        for message in range(len(catalogue)):
            if self.forest.parent[catalogue.container[message]] >= 0 or not catalogue.subject[message]:
                continue
            if not catalogue.flags[message] & REPLY:
                started.setdefault(catalogue.subject[message], []).append(message)
            elif catalogue.linked[message] == catalogue.linked[message + 1]:
                lost.append(message)
        for roots in started.values():
            roots.sort(key=lambda root: (catalogue.moment[root], root))
        for message in lost:
            moment = catalogue.moment[message]
            roots = started.get(catalogue.subject[message], [])
            place = bisect_right(roots, moment, key=catalogue.moment.__getitem__)
            for root in (*roots[max(place - 1, 0) : place], *roots[place : place + 1]):
                if -_CLOCKS <= moment - catalogue.moment[root] <= _REMEMBERED:
                    self.forest.link(catalogue.container[root], catalogue.container[message])
                    self.by_subject.add(message)
                    break


def threads(threader: Threader) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each thread's root and its messages, by date; threads in the order of their first message."""
    catalogue, forest = threader.catalogue, threader.forest
    first = array("i", [-1]) * len(catalogue.message)
    following = array("i", [-1]) * len(catalogue)
    for message in range(len(catalogue) - 1, -1, -1):
        root = forest.root(catalogue.container[message])
        following[message] = first[root]
        first[root] = message
    for message in range(len(catalogue)):
        root = forest.root(catalogue.container[message])
        if first[root] != message:
            continue
        members = []
        each = message
        while each >= 0:
            members.append(each)
            each = following[each]
        members.sort(key=lambda member: (catalogue.moment[member], member))
        yield root, members
