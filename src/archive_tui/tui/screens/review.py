"""Going through what is held as spam in the whole library: right or wrong, one by one or a cluster at once.

Invariant: a correction is done by the writer's thread, in the order of asking; one that changes more than what it names
is asked about first, with what it would change. What was said can be taken back to exactly what was said before.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError, LibraryBusyError
from archive_tui.text.clean import clean, clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.rows import Cell, RowList
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, CommentId, Held, Judgement, JudgingProgress, Label
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_TOLD: Final = 6
"""Reasons that are counted by name."""
_LONGEST: Final = 6_000
"""Characters of a comment that are shown."""
_SAID: Final = {"spam": "✓", "ham": "✗", None: " "}


class HeldText(VerticalScroll, can_focus=False):
    """The comment under the cursor, and why it is held."""


class ReviewScreen(ListCommands):
    """Lists what is held, near-copies together, the largest cluster first."""

    ROOM: ClassVar[Room] = Room.REVIEW
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it

    @dataclass
    class Loaded(Message):
        """What is held was read."""

        held: list[Held]

    @dataclass
    class Failed(Message):
        """Something could not be read or written."""

        sentence: str
        ids: tuple[CommentId, ...] = ()

    @dataclass
    class Corrected(Message):
        """A correction was made, or is to be asked about first."""

        judgement: Judgement
        asked: bool
        back: bool

    @dataclass
    class Judging(Message):
        """What corrections teach is being applied; None once it is done."""

        progress: JudgingProgress | None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.held: list[Held] = []
        self.said: dict[CommentId, Label] = {}
        """What was said here, by comment."""
        self._sizes: Counter[int] = Counter()
        self._done: list[Judgement] = []
        self._loaded = self._judging = False

    def compose(self) -> ComposeResult:
        """Lay out a frame that needs nothing from the library."""
        yield Bar(id="title")
        yield Bar(id="why-held")
        yield RowList(self._cells)
        with HeldText(id="held-text"):
            yield Static("", markup=False)
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Start reading."""
        self._head()
        self._load()

    @property
    def listing(self) -> RowList:
        """The list itself."""
        return self.query_one(RowList)

    @property
    def current(self) -> Held | None:
        """The comment under the cursor."""
        at = self.listing.cursor
        return self.held[at] if at < len(self.held) else None

    @work(thread=True, exclusive=True, group="held")
    def _load(self) -> None:
        try:
            self.session.writer.flush()
            self.post_message(self.Loaded(self.session.archive.held()))
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))

    @on(Loaded)
    def _list(self, event: Loaded) -> None:
        current, before = self.current, self.listing.cursor
        self._loaded = True
        self.held = event.held
        self._sizes = Counter(each.cluster for each in self.held)
        same = (
            row for row, each in enumerate(self.held) if current and each.comment_id == current.comment_id
        )
        self.listing.changed(len(self.held), next(same, before))
        self._head()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        for each in event.ids:
            self.said.pop(each, None)
        self._judging = False
        self.listing.refresh()
        self.complain(event.sentence)

    def _head(self) -> None:
        title, why = self.query_one("#title", Bar), self.query_one("#why-held", Bar)
        title.left = Content.styled("Held as spam", "$accent bold")
        if not self._loaded:
            title.right = Content.styled("reading…", "$meta")
            return
        parts = [f"{len(self.held):,} held"]
        clusters = sum(size > 1 for size in self._sizes.values())
        if clusters:
            parts.append(count_of(clusters, "cluster of near-copies", "clusters of near-copies"))
        if self.said:
            parts.append(f"{len(self.said):,} looked at")
        title.right = Content.styled(" · ".join(parts), "$meta")
        counts = reason_counts(self.held).most_common()
        told = [f"{name} {count:,}" for name, count in counts[:_TOLD]]
        if len(counts) > _TOLD:
            told.append(f"{len(counts) - _TOLD:,} other reasons")
        why.left = Content.styled(
            " · ".join(told) or "Nothing is held: there is nothing to look through.", "$meta"
        )

    def _cells(self, row: int, width: int) -> list[Cell]:
        held = self.held[row]
        first = not row or self.held[row - 1].cluster != held.cluster
        size = self._sizes[held.cluster]
        copies = f"×{size:,}" if first and size > 1 else "" if first else "·"
        title = min(34, width // 4)
        replies = f"{held.replies:,} ↳" if held.replies else ""
        words = max(0, width - title - 21)
        text = clean_line(held.text[:400])
        label = self.said.get(held.comment_id)
        return [
            (_SAID[label], "key", 2),
            (copies, "key" if first else "meta", 6),
            (text or "(no text)", "meta" if label else "text", words),
            ("", "meta", 1),
            (replies, "meta", 6),
            (f"{held.title} {held.number}", "meta", title),
            ("", "meta", 6),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        area = self.query_one(HeldText)
        area.scroll_home(animate=False)
        held = self.current
        area.query_one(Static).update(Content("") if held is None else _about(held))

    # Right and wrong

    def _together(self) -> tuple[CommentId, ...]:
        current = self.current
        return tuple(each.comment_id for each in self.held if current and each.cluster == current.cluster)

    def _say(self, ids: Sequence[CommentId], label: Label) -> None:
        if not ids:
            self.say("Nothing is held here")
            return
        self.said.update(dict.fromkeys(ids, label))
        row = self.listing.cursor
        following = (at for at in range(row + 1, len(self.held)) if self.held[at].comment_id not in self.said)
        self.listing.move_to(next(following, row))
        self.listing.refresh()
        self._head()
        self.session.writer.submit(partial(self._correct, tuple(ids), label, asked=False))

    def _correct(self, ids: tuple[CommentId, ...], label: Label, archive: Archive, *, asked: bool) -> None:
        """Correct the filter, in the writer's thread; what changes more than it names is asked about first."""
        try:
            judgement = archive.preview_spam(ids, label)
            ask = not asked and (bool(judgement.excessive) or not _moved(judgement) <= set(ids))
            if not ask:
                judgement = archive.mark_spam(ids, label)
        except LibraryBusyError:
            raise
        except ArchiveError as error:
            self.post_message(self.Failed(str(error), ids))
        else:
            self.post_message(self.Corrected(judgement, ask, back=False))

    @on(Corrected)
    def _corrected(self, event: Corrected) -> None:
        from archive_tui.tui.screens.question import Question  # noqa: PLC0415 - not needed to start
        from archive_tui.tui.screens.why import effects  # noqa: PLC0415

        judgement = event.judgement
        if event.asked:
            label: Label = "spam" if judgement.label == "spam" else "ham"
            for each in judgement.ids:
                self.said.pop(each, None)
            self._head()
            self.listing.refresh()
            heading = (
                "Hide so much of an article?"
                if judgement.excessive
                else "That changes more than this. Do it?"
            )
            act = partial(self._do, judgement.ids, label)
            self.app.push_screen(Question(self.session, heading, effects(judgement), act))
            return
        if not event.back:
            self._done.append(judgement)
        self._judge_rest()

    def _do(self, ids: tuple[CommentId, ...], label: Label) -> None:
        self.said.update(dict.fromkeys(ids, label))
        self._head()
        self.listing.refresh()
        self.session.writer.submit(partial(self._correct, ids, label, asked=True))

    def do_review_right(self, _call: Call) -> None:
        """Call the current comment spam."""
        self._say([self.current.comment_id] if self.current else [], "spam")

    def do_review_wrong(self, _call: Call) -> None:
        """Call the current comment good."""
        self._say([self.current.comment_id] if self.current else [], "ham")

    def do_review_all_right(self, _call: Call) -> None:
        """Call the whole cluster spam."""
        self._say(self._together(), "spam")

    def do_review_all_wrong(self, _call: Call) -> None:
        """Call the whole cluster good."""
        self._say(self._together(), "ham")

    def do_review_undo(self, _call: Call) -> None:
        """Take back what was said last on this screen."""
        if not self._done:
            self.say("Nothing was said here that could be taken back")
            return
        last = self._done.pop()
        for each in last.ids:
            self.said.pop(each, None)
        self._head()
        self.listing.refresh()
        self.session.writer.submit(partial(self._take_back, last))
        self.say(f"{count_of(len(last.ids), 'comment', 'comments')} as before")

    def _take_back(self, last: Judgement, archive: Archive) -> None:
        """Say again what had been said before, in the writer's thread."""
        before: dict[Label | None, list[CommentId]] = {}
        for comment, label in last.before:
            before.setdefault(label, []).append(comment)
        try:
            for label, ids in before.items():
                self.post_message(self.Corrected(archive.mark_spam(ids, label), asked=False, back=True))
        except LibraryBusyError:
            raise
        except ArchiveError as error:
            self.post_message(self.Failed(str(error)))

    # What corrections teach

    @work(thread=True, exclusive=True, group="judging")
    def _judge_rest(self) -> None:
        worker, archive = get_current_worker(), self.session.archive

        def tell(progress: JudgingProgress) -> None:
            self.post_message(self.Judging(progress))

        try:
            if archive.unjudged():
                archive.judge_pending(tell, lambda: worker.is_cancelled)
        except ArchiveError as error:
            if not worker.is_cancelled:
                self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Judging(None))

    @on(Judging)
    def _is_judging(self, event: Judging) -> None:
        self._judging = event.progress is not None
        if event.progress is not None:
            done, total = event.progress.done, max(event.progress.total, event.progress.done)
            self.say(f"Comparing with your corrections: {done:,} of {total:,}; x stops")

    def do_review_stop(self, _call: Call) -> None:
        """Stop comparing the library with the corrections, or go on with it."""
        if self._judging:
            self.workers.cancel_group(self, "judging")
            self._judging = False
            self.say("Stopped; x goes on with it")
        else:
            self._judge_rest()

    def do_review_again(self, _call: Call) -> None:
        """List what is held now."""
        self.said.clear()
        self._load()

    # Elsewhere

    @on(RowList.Opened)
    def _row_opened(self) -> None:
        self._open()

    def _open(self) -> None:
        held = self.current
        if held is None:
            self.say("There is no comment to open")
        elif self.is_current:
            self._go_to(held.article_id, held.comment_id)

    def _go_to(self, article: ArticleId, comment: CommentId) -> None:
        from archive_tui.tui.screens.reader import ReaderScreen  # noqa: PLC0415 - not needed to start

        articles = tuple(dict.fromkeys(each.article_id for each in self.held)) or (article,)
        self.app.push_screen(ReaderScreen(self.session, article, articles, comment))

    def do_review_open(self, _call: Call) -> None:
        """Open the thread at the current comment."""
        self._open()

    def do_review_why(self, _call: Call) -> None:
        """Say why the current comment is held."""
        from archive_tui.tui.screens.why import WhyScreen  # noqa: PLC0415 - not needed to start

        if self.current is None:
            self.say("Nothing is held here")
        else:
            self.app.push_screen(WhyScreen(self.session, self.current.comment_id, self._go_to))

    def _cluster(self, step: int) -> None:
        row, last = self.listing.cursor, len(self.held) - 1
        if last < 0:
            return
        own = self.held[row].cluster
        while 0 <= row + step <= last and self.held[row].cluster == own:
            row += step
        if step < 0:  # to its first
            while row > 0 and self.held[row - 1].cluster == self.held[row].cluster:
                row -= 1
        self.listing.move_to(row)

    def do_next_cluster(self, _call: Call) -> None:
        """Go to the next cluster."""
        self._cluster(1)

    def do_previous_cluster(self, _call: Call) -> None:
        """Go to the cluster before."""
        self._cluster(-1)

    def do_leave_review(self, _call: Call) -> None:
        """Go back to the library."""
        self.dismiss(None)


def _moved(judgement: Judgement) -> set[CommentId]:
    """Return the comments whose verdict a correction changes."""
    return {each for effect in judgement.effects for each in (*effect.hides, *effect.shows)}


def reason_counts(held: Iterable[Held]) -> Counter[str]:
    """Count what is held by who says so, and by what the filter noticed; a comment can have several reasons."""
    counts: Counter[str] = Counter()
    for each in held:
        if each.verdict.by == "reader":
            counts["said by you"] += 1
        elif each.verdict.by == "source":
            counts["said by the source"] += 1
        else:
            counts.update({re.split(r"[:(“]", why)[0].strip() for why in each.verdict.reasons})
    return counts


def _about(held: Held) -> Content:
    who = {"filter": "the filter", "reader": "you", "source": "the source"}[held.verdict.by]
    facts = " · ".join(
        filter(
            None,
            (
                held.number,
                clean_line(held.author or ""),
                count_of(held.replies, "reply", "replies") if held.replies else "",
                clean_line(held.title),
            ),
        )
    )
    lines = [
        Content.styled(facts, "$meta"),
        Content(""),
        Content(clean(held.text[:_LONGEST]) or "(no text)"),
        Content(""),
        Content.styled(f"Held by {who}, {held.verdict.score:.0%} sure", "$accent"),
        *(Content.styled(clean_line(why), "$meta") for why in held.verdict.reasons),
    ]
    return Content("\n").join(lines)
