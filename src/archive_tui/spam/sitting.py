"""One sitting of the judge: what the labels teach at this moment, and verdicts on comments by it.

The invariant: a verdict is a function of the comment, of the labels, and of the suspects that are near-copies of it;
whether a copy is held counts by its own text alone, so that no chain of copies ever depends on who came first.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from archive_tui.model import ArticleId, CommentId, Copy, Explanation, Verdict
from archive_tui.spam import copies, learning, policy
from archive_tui.spam.learning import Examples, Lesson
from archive_tui.spam.plain import plain
from archive_tui.storage import spam_copies, spam_held, spam_judging, spam_labels
from archive_tui.storage.spam_held import Moved
from archive_tui.storage.spam_judging import Suspect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from archive_tui.model import Label
    from archive_tui.spam.policy import Scored
    from archive_tui.storage.spam_judging import Row

_CANDIDATES = 24
"""Comments that are compared with one."""
_WORDS = 12
"""Words that an explanation names."""
_BY_COPY = 0.9
"""The score of a verdict that comes from a copy."""
_REPEATS = 3
"""Independent places in which a text has to stand to be held for it."""


@dataclass(frozen=True, slots=True)
class Met:
    """A suspect that a comment is a near-copy of."""

    row: Row
    likeness: float
    held: bool
    """Whether its own text is held, or its source calls it spam."""


class Teaching:
    """What a library's labels teach, kept up with them."""

    def __init__(self) -> None:
        self._revision: tuple[int, int] | None = None
        self._lessons: dict[Lesson, int] = {}
        self._beside: dict[tuple[str, str], list[tuple[tuple[str, str], str]]] = {}
        self.labels: Mapping[tuple[str, str], Label] = {}
        self.layer = learning.Layer()
        self.examples = Examples(())

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Learn what changed of the labels since the last time. O(labels)."""
        now = spam_judging.state(connection)
        if self._revision == (now.labels, now.judged):
            return
        if self._revision is None or self._revision[1] != now.judged:
            self._beside.clear()
        given = spam_labels.labels(connection)
        self.labels = {(one.article, one.comment): one.label for one in given}
        lessons: Counter[Lesson] = Counter()
        for one in given:
            lessons[Lesson(one.label, one.text)] += 1
            for text in self._anchors(connection, (one.article, one.comment)):
                lessons[Lesson("ham", text, 0.5)] += 1
        for lesson in {*lessons, *self._lessons}:
            times = lessons.get(lesson, 0) - self._lessons.get(lesson, 0)
            for _ in range(abs(times)):
                self.layer.learn(lesson, 1 if times > 0 else -1)
        self._lessons = dict(lessons)
        self.examples = Examples((one.label, one.text) for one in given)
        self._revision = now.labels, now.judged

    def _anchors(self, connection: sqlite3.Connection, key: tuple[str, str]) -> list[str]:
        """Return the good texts beside a label: near it, and called spam by nobody."""
        near = self._beside.get(key)
        if near is None:
            near = self._beside[key] = spam_labels.neighbours(
                connection, key, policy.HARD, 3 * learning.ANCHORS
            )
        return [text for other, text in near if other not in self.labels][: learning.ANCHORS]


class Sitting:
    """Judges comments within one transaction."""

    def __init__(self, connection: sqlite3.Connection, teaching: Teaching) -> None:
        teaching.refresh(connection)
        self._connection = connection
        self._teaching = teaching
        self._surroundings: dict[int, list[str]] = {}
        self.moved: list[Moved] = []
        """Comments that became spam, or are it no more, in this sitting."""

    @property
    def held(self) -> int:
        """How many comments became spam in this sitting."""
        return sum(one.is_spam for one in self.moved)

    def judge(self, rows: Sequence[Row], *, turned: bool = False) -> None:
        """Judge comments, and those suspects anew that are copies of one of them.

        A comment that comes can only hold its copies; one that turned may let them go.
        """
        scored = self._scored(rows)
        met = self._remember(rows, scored)
        self.decide(rows, scored)
        beside = spam_judging.rows(self._connection, (one for one in met if one not in scored))
        self.decide([row for row in beside if turned or row.verdict != "spam"])

    def rescore(self, suspects: Sequence[Suspect]) -> None:
        """Judge those suspects anew whose text is held with the labels as they are and was not, or was and is not."""
        rows = spam_judging.rows(self._connection, (one.id for one in suspects))
        scored = self._scored(rows)
        turned = [one.id for one in suspects if one.id in scored and scored[one.id].held != bool(one.held)]
        if turned:
            self.judge(spam_judging.rows(self._connection, turned), turned=True)

    def labelled(self, ids: Sequence[int], beside: Iterable[int]) -> None:
        """Judge comments whose labels changed, and whatever is a near-copy of one of them."""
        rows = spam_judging.rows(self._connection, ids)
        self.judge(rows)
        copied: set[int] = set()
        for row in rows:
            form = plain(row.text)
            met = {*spam_copies.meeting(self._connection, copies.shingles(form)), *beside}
            for other in spam_judging.rows(self._connection, met.difference(ids)):
                if copies.likeness(form.row, _row_of(other.text), copies.ALIKE_LABELLED):
                    copied.add(other.id)
        self.decide(spam_judging.rows(self._connection, copied))

    def decide(self, rows: Sequence[Row], scored: Mapping[int, Scored] | None = None) -> None:
        """Write the verdicts of comments, where they are not what they were."""
        if scored is None:
            scored = self._scored(rows)
        suspects = spam_judging.suspects(self._connection, [row.id for row in rows])
        written = []
        for row in rows:
            own = scored.get(row.id)
            verdict, copied = self._verdict(row, own)
            if own is not None and (copied or own.suspect or _sourced(row)):
                fresh = Suspect(row.id, own.own, own.movable, own.held, copied)
                if row.id not in suspects:
                    spam_judging.write_suspects(self._connection, [fresh])
                    spam_copies.write(self._connection, [(row.id, copies.shingles(own.text))])
                elif suspects[row.id] != fresh:
                    spam_judging.write_suspects(self._connection, [fresh])
            elif row.id in suspects:
                spam_judging.forget_suspects(self._connection, [row.id])
            if not _same(row, verdict):
                written.append((row, verdict))
                is_spam = verdict is not None and verdict.label == "spam"
                if is_spam != (row.verdict == "spam"):
                    self.moved.append(Moved(row.id, row.article_id, is_spam))
        spam_judging.write_verdicts(self._connection, written)

    def misjudged(self, rows: Sequence[Row]) -> int:
        """Count comments whose verdict is not what it should be, or that are no suspects though they should be."""
        scored = self._scored(rows)
        suspects = spam_judging.suspects(self._connection, [row.id for row in rows])
        wrong = 0
        for row in rows:
            own = scored.get(row.id)
            verdict, _ = self._verdict(row, own)
            lost = own is not None and own.suspect and row.id not in suspects
            wrong += lost or not _same(row, verdict)
        return wrong

    def copies_of(self, row: Row, scored: Scored) -> list[Met]:
        """Return the suspects that a comment is a near-copy of, most alike first."""
        shingles = copies.shingles(scored.text)
        if not shingles:
            return []
        ids = [one for one in spam_copies.meeting(self._connection, shingles, _CANDIDATES) if one != row.id]
        suspects = spam_judging.suspects(self._connection, ids)
        found = []
        for other in spam_judging.rows(self._connection, suspects):
            alike = copies.likeness(scored.text.row, _row_of(other.text))
            if alike:
                found.append(Met(other, alike, bool(suspects[other.id].held) or _sourced(other)))
        return sorted(found, key=lambda met: (-met.likeness, met.row.id))

    def explained(self, row: Row) -> Explanation:
        """Return all that a comment's verdict rests on."""
        scored = self._scored([row]).get(row.id) or policy.score("")
        verdict, _ = self._verdict(row, scored if row.judgeable else None)
        filtered = self.filtered(row, scored)[0] if row.judgeable else None
        good = Verdict("ham", policy.probability(scored.score) if row.judgeable else 0.0)
        met = self.copies_of(row, scored)
        titles = spam_held.titles(self._connection, [one.row.article_id for one in met])
        return Explanation(
            comment_id=CommentId(row.id),
            verdict=verdict or good,
            filtered=filtered or good,
            signals=scored.signals,
            words=tuple(policy.words(scored, _WORDS)),
            copies=tuple(
                Copy(
                    CommentId(one.row.id), ArticleId(one.row.article_id), titles[one.row.article_id],
                    round(one.likeness, 3), "spam" if one.row.verdict == "spam" else "ham",
                )
                for one in met
            ),
            score=round(scored.score, 2),
            learned=round(scored.learned, 2),
        )  # fmt: skip

    def _scored(self, rows: Iterable[Row]) -> dict[int, Scored]:
        judged = [row for row in rows if row.judgeable]
        quoted = spam_judging.quoted_parts(self._connection, [row.id for row in judged])
        layer = self._teaching.layer
        return {row.id: policy.score(_own(row.text, quoted.get(row.id, ())), layer) for row in judged}

    def _remember(self, rows: Sequence[Row], scored: Mapping[int, Scored]) -> set[int]:
        """Put suspects among these comments into the index; return the suspects that they meet there."""
        fresh, index, met = [], [], set[int]()
        for row in rows:
            one = scored.get(row.id)
            if one is None or not (one.suspect or _sourced(row)):
                continue
            shingles = copies.shingles(one.text)
            met.update(spam_copies.meeting(self._connection, shingles, _CANDIDATES))
            fresh.append(Suspect(row.id, one.own, one.movable, one.held, 0))
            index.append((row.id, shingles))
        kept = {one.id for one in fresh}
        spam_judging.forget_suspects(self._connection, (row.id for row in rows if row.id not in kept))
        spam_judging.write_suspects(self._connection, fresh)
        spam_copies.write(self._connection, index)
        return met

    def _verdict(self, row: Row, scored: Scored | None) -> tuple[Verdict | None, bool]:
        """Return a comment's verdict, and whether it comes from a copy."""
        label = self._teaching.labels.get((row.article_key, row.key))
        if label is not None:
            return Verdict(label, 1.0 if label == "spam" else 0.0, "reader", ("you said so",)), False
        if row.by == "source":
            return _kept(row), False
        if scored is None:
            return None, False
        return self.filtered(row, scored)

    def filtered(self, row: Row, scored: Scored) -> tuple[Verdict | None, bool]:
        """Return what the filter says of a comment, and whether that comes from a copy; None for a good one."""
        example = self._teaching.examples.label_of(scored.text)
        if example is not None:
            label, _ = example
            said = "nearly the same as a comment that you called spam"
            if label == "ham":
                return None, True
            return Verdict("spam", _BY_COPY, reasons=(said,)), True
        if scored.held:
            return policy.verdict(scored), False
        if scored.own < policy.REPEATABLE or len(scored.text.words) < copies.FEWEST:
            return None, False
        return self._by_copies(row, scored)

    def _by_copies(self, row: Row, scored: Scored) -> tuple[Verdict | None, bool]:
        met = self.copies_of(row, scored)
        held = [one for one in met if one.held]
        if held and scored.own >= policy.COPYING:
            said = "nearly the same as a comment that is held as spam"
            return Verdict("spam", _BY_COPY, reasons=(said,)), True
        if len(met) < _REPEATS - 1 or len(scored.text.words) < copies.REPEATED:
            return None, False
        places = [row]
        for one in met:
            if not any(self._same_place(one.row, place) for place in places):
                places.append(one.row)
        if len(places) < _REPEATS:
            return None, False
        said = f"repeated in {_REPEATS} discussions or more"
        return Verdict("spam", _BY_COPY, reasons=(said,)), True

    def _same_place(self, one: Row, other: Row) -> bool:
        """Return whether two comments stand in one discussion, or in two copies of one page."""
        if one.article_id == other.article_id or one.title == other.title:
            return True
        if one.created is not None and one.created == other.created and one.author == other.author:
            return True
        around = [self._around(place) for place in (one, other)]
        return any(copies.likeness(mine, theirs) for mine in around[0] for theirs in around[1])

    def _around(self, row: Row) -> list[str]:
        """Return the rows of what stands around a comment that nobody suspects."""
        known = self._surroundings.get(row.id)
        if known is None:
            texts = spam_copies.surroundings(self._connection, row.article_id, row.position)
            known = self._surroundings[row.id] = [_row_of(text) for text in texts]
        return known


@lru_cache(8_192)
def _row_of(text: str) -> str:
    """Return the row of words of a text that may be compared many times."""
    return plain(text).row[: copies.LONGEST]


def _own(text: str, quoted: Iterable[tuple[int, int]]) -> str:
    """Return a text without the parts that it quotes from other comments."""
    parts, place = [], 0
    for start, stop in quoted:
        parts.append(text[place:start])
        place = max(place, stop)
    parts.append(text[place:])
    own = "\n".join(parts) if place else text
    return own if own.strip() else ""


def _sourced(row: Row) -> bool:
    """Return whether the source calls a comment spam."""
    return row.by == "source" and row.verdict == "spam"


def _kept(row: Row) -> Verdict:
    label: Label = "spam" if row.verdict == "spam" else "ham"
    return Verdict(label, row.score or 0.0, "source", _reasons(row))


def _reasons(row: Row) -> tuple[str, ...]:
    return tuple(json.loads(row.reasons or "[]"))


def _same(row: Row, verdict: Verdict | None) -> bool:
    if verdict is None:
        return row.verdict is None
    return (row.verdict, row.by, row.score, _reasons(row)) == (
        verdict.label,
        verdict.by,
        verdict.score,
        verdict.reasons,
    )
