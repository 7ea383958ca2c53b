"""People in the reader: all that somebody wrote, and what two of them say to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.text.clean import clean_line
from archive_tui.thread.people import author_at, exchange
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.thread_cursor import NO_AUTHOR, NO_AUTHORS

if TYPE_CHECKING:
    from archive_tui.model import ArticleId, CommentId
    from archive_tui.tui.keys import Call


class PeopleCommands(ReaderCommands):
    """Commands about authors. A page that names none has a sentence for each."""

    _dialogue: tuple[str, int] = ("", 0)
    """Who talks in the dialogue that was last asked for, and how many comments it has."""

    @property
    def dialogue(self) -> str:
        """Who talks, if nothing but a dialogue is shown now: "Ann and Bob"."""
        names, count = self._dialogue
        filtered = self.thread.view.filtered
        return names if filtered is not None and filtered.count(1) == count else ""

    def read_over(self, article: ArticleId, comment: CommentId, articles: tuple[ArticleId, ...]) -> None:
        """Read a comment of any article on a screen of its own, that ``q`` leaves for the one before."""
        raise NotImplementedError

    def do_by_author(self, _call: Call) -> None:
        """List all comments by the author of this one, or of the article."""
        from archive_tui.tui.screens.author import AuthorScreen  # noqa: PLC0415 - not needed to start

        name = self._author()
        if name is None:
            self.say(NO_AUTHOR if self.outline.authors else NO_AUTHORS)
            return
        self.afterwards(
            lambda: self.app.push_screen(
                AuthorScreen(self.session, name, self.read_over, self.thread.current)
            )
        )

    def _author(self) -> str | None:
        """Return the name of who wrote the current comment; of the article's author as the comments have it."""
        position = self.position
        if position >= 0:
            return author_at(self.outline, position)
        own = min(self.thread.writers, default=None)
        if own is not None:
            return self.outline.authors[own]
        return None if self.article is None else self.article.summary.author

    def do_dialogue(self, _call: Call) -> None:
        """Show only what the author of this comment and the author of its parent say to each other."""
        outline, position = self.outline, self.position
        if not outline.authors:
            self.say(NO_AUTHORS)
            return
        if position < 0 or outline.parent[position] < 0:
            self.say("This answers no other comment: a dialogue begins at a reply")
            return
        one, other = author_at(outline, position), author_at(outline, outline.parent[position])
        if one is None or other is None:
            self.say(NO_AUTHOR if one is None else "Nobody knows who wrote the comment that this one answers")
            return
        positions = exchange(outline, position)
        if not positions:
            self.say(f"{clean_line(one)} answers nobody else here")
            return
        self.forget_filter()
        if self.thread.filter(outline.ids[at] for at in positions):
            names = f"{clean_line(one)} and {clean_line(other)}"
            self._dialogue = (names, len(positions))
            self.say(f"{names}: {len(positions):,} comments; Esc shows all")
            self.describe()
