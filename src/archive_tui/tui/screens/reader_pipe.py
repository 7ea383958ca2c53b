"""From the reader into a shell command: a comment or its branch, as ``archive-tui show`` would print it.

As in mutt: the program leaves the terminal to the command, and comes back at a key.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.message import Message

from archive_tui.errors import ArchiveError
from archive_tui.text.clean import clean_line
from archive_tui.text.transcript import article_lines, comment_lines
from archive_tui.tui import shell
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from archive_tui.model import ArticleId
    from archive_tui.tui.keys import Call

_HISTORY: Final = "pipe.history"
_MOST: Final = 20
"""Commands that are remembered."""


class PipeCommands(ReaderCommands):
    """The command that pipes."""

    @dataclass
    class HistoryFound(Message):
        """The commands of before were looked up, the oldest first."""

        commands: list[str]

    @dataclass(frozen=True)
    class Piped:
        """What is to be piped."""

        article_id: ArticleId
        position: int
        """-1 is the article."""
        size: int
        """Comments in the branch; for the article in the thread."""
        spam: bool
        """Whether hidden comments are shown, and so piped with the branch."""

    def do_pipe(self, _call: Call) -> None:
        """Ask for a command to pipe the current comment to."""
        if self.app.is_web:
            self.say("There is no shell to pipe to in a browser")
        else:
            self._find_history()

    @work(thread=True, exclusive=True, group="pipe")
    def _find_history(self) -> None:
        try:
            self.session.writer.flush()
            written = self.session.archive.setting(_HISTORY)
        except ArchiveError:
            written = None  # a prompt without its history is still a prompt
        self.post_message(self.HistoryFound(_commands(written)))

    @on(HistoryFound)
    def _ask_for_command(self, event: HistoryFound) -> None:
        from archive_tui.tui.screens.prompt import PipePrompt  # noqa: PLC0415 - not needed to start

        if self.article is None or not self.is_current:
            return
        position = self.position
        if position < 0:
            size = len(self.outline)
            headings = (
                "Pipe the article to",
                f"Pipe the article with {count_of(size, 'comment', 'comments')} to",
            )
        else:
            size = self.outline.size[position]
            number = self.outline.number(position)
            replies = count_of(size - 1, "reply", "replies")
            headings = (f"Pipe comment {number} to", f"Pipe comment {number} and {replies} to")
        if size <= (position >= 0):
            headings = (headings[0], headings[0])
        piped = self.Piped(self.article_id, position, size, self.thread.view.hidden_shown)
        run = partial(self._piped, piped, event.commands)
        self.app.push_screen(PipePrompt(self.session, headings, event.commands, run))

    def _piped(self, piped: Piped, history: list[str], command: str, branch: bool) -> None:  # noqa: FBT001 - called by the prompt
        commands = [*(each for each in history if each != command), command][-_MOST:]
        self.session.writer.set_setting(_HISTORY, json.dumps(commands))
        self._pipe(piped, command, branch=branch)

    @work(exclusive=True, group="pipe")
    async def _pipe(self, piped: Piped, command: str, *, branch: bool) -> None:
        try:
            text = await asyncio.to_thread(self._text, piped, branch=branch)
        except ArchiveError as error:
            self.complain(str(error))
            return
        if not self.can_suspend:
            self.say("A command can be run only where there is a terminal to leave to it")
            return
        with self.app.suspend():
            code = shell.run_command(command, text)
            failed = f"Exit code {code}. " if code else ""
            shell.wait_for_key(f"{failed}Any key goes back to archive-tui ", sys.stdin, sys.stdout)
        name = clean_line(command)
        if code == shell.NO_SUCH_COMMAND:
            self.say(f"The shell found no such command: {name}")
        elif code:
            self.say(f"{name}: ended with {f'exit code {code}' if code > 0 else f'signal {-code}'}")

    def _text(self, piped: Piped, *, branch: bool) -> str:
        """Return what is piped, a line feed at its end. Reads the library: not for the event loop."""
        archive, article_id = self.session.archive, piped.article_id
        start = max(piped.position, 0)
        stop = start + (piped.size if branch else piped.position >= 0)
        comments = archive.comments(article_id, start, stop)
        lines = list(article_lines(archive.article(article_id))) if piped.position < 0 else []
        if lines and comments:
            lines.append("")
        wanted = piped.spam or (piped.position >= 0 and comments[0].out_of_sight)
        lines += comment_lines(comments, spam=wanted)
        return "\n".join([*lines, ""])


def _commands(written: str | None) -> list[str]:
    """Read the remembered commands; whatever is none is left out."""
    try:
        found = json.loads(written or "[]")
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    return [clean_line(each) for each in found if isinstance(each, str) and each.strip()][-_MOST:]
