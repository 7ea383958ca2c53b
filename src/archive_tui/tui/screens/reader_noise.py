"""Keeping comments out of sight: one by one, branches, all by an author, pingbacks.

Invariant: all of it is marks (see ``reader_marks``), so that it can be undone on another day; what reaches beyond the
thread is asked about first, with what it would hide.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from archive_tui.model import Change, CommentId
from archive_tui.text.clean import clean_line
from archive_tui.thread.noise import Reason, hidden_counts
from archive_tui.thread.outline import Flag
from archive_tui.thread.people import author_at
from archive_tui.tui.screens.reader_marks import MarkCommands
from archive_tui.tui.widgets.thread_cursor import NO_AUTHOR, NO_AUTHORS
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, AuthorShare
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
