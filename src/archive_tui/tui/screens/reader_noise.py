"""Keeping comments out of sight: one by one, branches, all by an author, pingbacks.

Invariant: all of it is marks (see ``reader_marks``), so that it can be undone on another day; what reaches beyond the
thread is asked about first, with what it would hide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from archive_tui.errors import ArchiveError, LibraryBusyError
from archive_tui.model import ArticleId, Change, CommentId, Judgement, JudgingProgress
from archive_tui.text.clean import clean_line
from archive_tui.thread.noise import Reason, hidden_counts
from archive_tui.thread.outline import Flag
from archive_tui.thread.people import author_at
from archive_tui.tui.screens.reader_marks import MarkCommands
from archive_tui.tui.widgets.thread_cursor import NO_AUTHOR, NO_AUTHORS
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from archive_tui.archive import Archive
    from archive_tui.model import AuthorShare, Label
    from archive_tui.thread.outline import Outline
    from archive_tui.tui.keys import Call

_ARTICLE = CommentId(0)
_ALONE = {
    Reason.SPAM: "{} spam hidden",
    Reason.READER: "{} hidden by you",
    Reason.PINGBACK: "{} pingbacks hidden",
    Reason.MUTED: "{} muted",
}


def told_hidden(outline: Outline, *, shown: bool) -> str:
    """Say how many comments are hidden, and why: "3 hidden: 2 spam, 1 by you"; empty if only ghosts are."""
    counts = dict(hidden_counts(outline))
    if not counts:
        return ""
    if len(counts) == 1:
        ((why, count),) = counts.items()
        told = _ALONE[why].format(f"{count:,}")
        if count == 1:
            told = told.replace("pingbacks", "pingback")
    else:
        parts = ", ".join(f"{count:,} {why}" for why, count in counts.items())
        told = f"{sum(counts.values()):,} hidden: {parts}"
    return f"{told}, shown" if shown else told


class NoiseCommands(MarkCommands):
    """The commands that hide."""

    @dataclass
    class Called(Message):
        """A comment was called spam, or good, or that is to be asked about first."""

        article: ArticleId
        comment: CommentId
        judgement: Judgement
        flags: bytes
        asked: bool

    @dataclass
    class Judging(Message):
        """What a correction teaches is being applied to the library, or was."""

        article: ArticleId
        progress: JudgingProgress | None
        """None once it is done."""
        flags: bytes | None = None

    @dataclass
    class JudgingFailed(Message):
        """It could not be applied now."""

        sentence: str

    _judging = False

    def read_over(self, article: ArticleId, comment: CommentId, articles: tuple[ArticleId, ...]) -> None:
        """Read a comment of any article on a screen of its own, that ``q`` leaves for the one before."""
        raise NotImplementedError

    def do_spam(self, _call: Call) -> None:
        """Call the current comment spam, or good if it is held, and go on."""
        label: Label = "ham" if self.thread.flags & Flag.SPAM else "spam"
        self._mark(partial(self._call_spam, label))

    def _call_spam(self, label: Label) -> bool:
        if self.position < 0 or self.thread.flags & Flag.GHOST:
            self.say("Only a comment that is in the archive can be spam")
            return False
        comment = self.thread.current
        self.thread.call_spam(spam=label == "spam")
        self.describe()
        self._judge(comment, label, asked=False)
        return True

    def _judge(self, comment: CommentId, label: Label, *, asked: bool) -> None:
        deed = partial(self._say_spam, self.article_id, comment, label, asked)
        self.afterwards(lambda: self.session.writer.submit(deed))

    def _say_spam(
        self,
        article: ArticleId,
        comment: CommentId,
        label: Label,
        asked: bool,  # noqa: FBT001 - a deed is called with positions
        archive: Archive,
    ) -> None:
        """Correct the filter, in the writer's thread; what hides much of an article is asked about first."""
        try:
            judgement = archive.preview_spam([comment], label) if label == "spam" and not asked else None
            ask = judgement is not None and bool(judgement.excessive)
            if judgement is None or not ask:
                judgement = archive.mark_spam([comment], label)
            flags = bytes(archive.outline(article).flags)
        except LibraryBusyError:
            raise
        except ArchiveError as error:
            self.post_message(self.JudgingFailed(str(error)))
        else:
            self.post_message(self.Called(article, comment, judgement, flags, ask))

    @on(Called)
    def _called(self, event: Called) -> None:
        from archive_tui.tui.screens.question import Question  # noqa: PLC0415 - not needed to start
        from archive_tui.tui.screens.why import effects  # noqa: PLC0415

        if self.article is None or event.article != self.article_id:
            return
        self.thread.take_flags(event.flags)
        self.describe()
        if event.asked:
            self.app.push_screen(
                Question(
                    self.session,
                    "Hide so much of an article?",
                    effects(event.judgement),
                    partial(self._judge, event.comment, "spam", asked=True),
                    yes="Enter hides",
                )
            )
            return
        self.say(told_judgement(event.judgement, event.article))
        self._judge_rest(event.article)

    @work(thread=True, exclusive=True, group="judging")
    def _judge_rest(self, article: ArticleId) -> None:
        """Apply what corrections teach to the rest of the library; Esc stops it, and a later one goes on."""
        worker, archive = get_current_worker(), self.session.archive

        def tell(progress: JudgingProgress) -> None:
            self.post_message(self.Judging(article, progress))

        try:
            if not archive.unjudged():
                return
            archive.judge_pending(tell, lambda: worker.is_cancelled)
            self.post_message(self.Judging(article, None, bytes(archive.outline(article).flags)))
        except ArchiveError as error:
            if not worker.is_cancelled:
                self.post_message(self.JudgingFailed(str(error)))

    @on(Judging)
    def _is_judging(self, event: Judging) -> None:
        self._judging = event.progress is not None
        if event.progress is not None and event.progress.done < event.progress.total:
            done, total = event.progress.done, event.progress.total
            self.say(f"Comparing with your corrections: {done:,} of {total:,}; Esc stops")
        elif event.flags is not None and self.article is not None and event.article == self.article_id:
            self.thread.take_flags(event.flags)
            self.describe()

    @on(JudgingFailed)
    def _judging_failed(self, event: JudgingFailed) -> None:
        self._judging = False
        self.complain(event.sentence)

    def peel(self) -> bool:
        """Stop comparing the library with corrections first."""
        if not self._judging:
            return super().peel()
        self.workers.cancel_group(self, "judging")
        self._judging = False
        self.say("Stopped; the next correction goes on with it")
        return True

    def do_why(self, _call: Call) -> None:
        """Say why the current comment is hidden, or what speaks for and against it."""
        from archive_tui.tui.screens.why import WhyScreen  # noqa: PLC0415 - not needed to start

        if self.position < 0:
            self.say("The article is never hidden")
            return
        comment = self.thread.current
        self.afterwards(lambda: self.app.push_screen(WhyScreen(self.session, comment, self._go_to_copy)))

    def _go_to_copy(self, article: ArticleId, comment: CommentId) -> None:
        if article == self.article_id:
            self.remember_jump()
            self.thread.jump_to(comment, reveal=True)
        else:
            self.read_over(article, comment, (article,))

    def do_hide(self, _call: Call) -> None:
        """Hide the current comment, or show it again."""
        self._mark(partial(self.thread.hide, hidden=not self.thread.flags & Flag.HIDDEN))

    def do_hide_branch(self, _call: Call) -> None:
        """Hide the current comment and everything below it, or show it again."""
        self._mark(partial(self.thread.hide, branch=True, hidden=not self.thread.flags & Flag.HIDDEN))

    def do_pingbacks(self, _call: Call) -> None:
        """Hide the pingbacks of all articles, or show them."""
        self.afterwards(lambda: self.session.writer.submit(partial(self._turn_pingbacks, self.article_id)))

    def _turn_pingbacks(self, article: ArticleId, archive: Archive) -> None:
        """Hide them or show them, in the writer's thread."""
        change = archive.change(article, "pingbacks", [_ARTICLE], value=not archive.mutes().pingbacks)
        changes = () if change is None else (change,)
        self.post_message(self.Marked(article, changes, "done", bytes(archive.outline(article).flags)))

    def do_mute(self, _call: Call) -> None:
        """Ask whether all comments of the current one's author shall be hidden, or shown again."""
        from archive_tui.tui.screens.question import Question  # noqa: PLC0415 - not needed to start

        if self.position < 0:
            self.say("Only who wrote a comment can be muted; this is the article")
            return
        name = author_at(self.outline, self.position)
        if name is None:
            self.say(NO_AUTHOR if self.outline.authors else NO_AUTHORS)
            return
        muted = bool(self.thread.flags & Flag.MUTED and not self.thread.flags & Flag.PINGBACK)
        shown = clean_line(name)
        self.app.push_screen(
            Question(
                self.session,
                f"Let {shown} speak again?" if muted else f"Mute {shown}?",
                lambda archive: preview(archive.author_share(name), muted=muted),
                partial(self._mute, self.thread.current, muted=not muted),
                yes="Enter shows" if muted else "Enter mutes",
            )
        )

    def _mute(self, comment: CommentId, *, muted: bool) -> None:
        change = Change.flag(self.article_id, "mute", (comment,), value=muted)
        self.afterwards(lambda: self.session.writer.submit(partial(self._change, change)))


def told_judgement(judgement: Judgement, article: ArticleId) -> str:
    """Say what a correction did: "Spam; 3 near-copies hidden with it, 2 of them in other articles"."""
    spam = judgement.label == "spam"
    moved = [
        (effect.article_id, each)
        for effect in judgement.effects
        for each in (effect.hides if spam else effect.shows)
    ]
    others = [where for where, each in moved if each not in judgement.ids]
    told = "Spam" if spam else "No spam"
    if others:
        told += (
            f"; {count_of(len(others), 'near-copy', 'near-copies')} {'hidden' if spam else 'shown'} with it"
        )
        elsewhere = sum(where != article for where in others)
        if elsewhere:
            told += f", {elsewhere:,} in other articles"
    return told


def preview(share: AuthorShare, *, muted: bool) -> Content:
    """Say what muting somebody hides, or what letting them speak shows again."""
    where = f"{count_of(share.comments, 'comment', 'comments')} in {count_of(share.articles, 'article', 'articles')}"
    does = "shows" if muted else "hides"
    lines = [Content.assemble(f"That {does} ", (where, "bold"), ", now and in whatever is imported later.")]
    if share.answered and not muted:
        own = "1 of them has a reply" if share.answered == 1 else f"{share.answered:,} of them have replies"
        lines.append(Content(f"{own} by others; those stay, each below a line that says who is muted."))
    lines.append(Content.styled("u takes it back, on another day as well.", "$meta"))
    return Content("\n").join(lines)
