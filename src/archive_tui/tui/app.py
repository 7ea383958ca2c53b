"""The program in a terminal: it starts, ends, and remembers its theme. Everything else is a screen's."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from archive_tui.archive import Archive
from archive_tui.errors import ArchiveError
from archive_tui.tui.arrivals import import_summary
from archive_tui.tui.commands import KeyMap
from archive_tui.tui.config import Config, ConfigError, config_path, load_config
from archive_tui.tui.screens.library import LibraryScreen
from archive_tui.tui.screens.popup import welcome
from archive_tui.tui.screens.reader import ReaderScreen
from archive_tui.tui.session import Options, Session
from archive_tui.tui.state import StateWriter
from archive_tui.tui.terminal import (
    has_few_colours,
    in_browser,
    leave_on_signals,
    leave_with_parent,
    require_terminal,
)
from archive_tui.tui.themes import DEFAULT_THEME, PLAIN_THEME, THEME_NAMES, THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive_tui.model import ArticleId, ImportReport


class ArchiveApp(App[None]):
    """Shows the library, and articles out of it."""

    TITLE = "archive-tui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # the table of commands opens it
    BINDINGS: ClassVar = []

    def __init__(
        self,
        archive: Archive,
        *,
        keymap: KeyMap | None = None,
        options: Options | None = None,
        opened: Sequence[ArticleId] = (),
        reports: Sequence[ImportReport] = (),
        complaint: str = "",
        plain: bool = False,
    ) -> None:
        """Prepare the program on an open library; ``plain`` leaves the colours to the terminal."""
        super().__init__(ansi_color=True if plain else None)
        self.writer = StateWriter(archive, self._not_saved)
        self.session = Session(archive, self.writer, keymap or KeyMap(), options or Options())
        self._opened = tuple(opened)
        self._reports = tuple(reports)
        self._complaint = complaint
        for theme in THEMES:
            self.register_theme(theme)
        chosen = archive.setting("theme") or DEFAULT_THEME
        self.theme = PLAIN_THEME if plain else chosen if chosen in THEME_NAMES else DEFAULT_THEME

    def get_default_screen(self) -> LibraryScreen:
        """Begin with the library."""
        return LibraryScreen(self.session, self._opened)

    def on_mount(self) -> None:
        """Leave in order when the terminal goes away or somebody ends the program."""
        if not self.is_headless:
            leave_on_signals(asyncio.get_running_loop(), self._end, self.writer.close)

    def on_library_screen_ready(self) -> None:
        """Go on from the first frame: open the one article that was asked for, report the import, greet a newcomer."""
        gc.enable()
        gc.freeze()
        # A full collection takes longer than a frame, and painted lines are thousands of short-lived objects.
        gc.set_threshold(20_000, 20, 100)
        library = self.screen_stack[0]
        if len(self._opened) == 1 and isinstance(library, LibraryScreen):
            library.open(self._opened[0])
        if self._complaint:
            self.notify(self._complaint, severity="error", timeout=12, markup=False)
        if self.session.archive.setting("welcomed") is None:
            self.writer.set_setting("welcomed", "yes")
            self.push_screen(welcome(self.session), self._tell)
        else:
            self._tell()

    def _tell(self, _closed: object = None) -> None:
        """Say in one toast what the import before the start came to."""
        if self._reports:
            failed = any(report.error is not None for report in self._reports)
            sentence = import_summary(self._reports)
            self.notify(
                sentence,
                severity="error" if failed else "information",
                timeout=10 if failed else 5,
                markup=False,
            )

    def _not_saved(self, sentence: str) -> None:
        """Pass on, from the writer's thread, what could not be remembered."""
        self.call_later(self.notify, sentence, severity="error", timeout=8, markup=False)

    def _end(self, code: int) -> None:
        readers = [screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)]
        if readers:
            readers[-1].end(code)
        else:
            self.exit(return_code=code)


def run(library: Path, *, opened: Sequence[ArticleId] = (), reports: Sequence[ImportReport] = ()) -> int:
    """Show a library until the reader leaves.

    Args:
        library: The library's file; created if there is none.
        opened: Articles to open: one in the reader, several as a choice in the library.
        reports: What was just imported, to be told in the UI.

    Returns:
        The exit code.

    Raises:
        ArchiveError: There is no terminal, or the library cannot be opened.
    """
    if in_browser(os.environ):
        leave_with_parent()
    else:
        require_terminal(sys.stdin, sys.stdout, sys.stderr)
    gc.disable()
    try:
        config, complaint = load_config(config_path()), ""
    except ConfigError as error:
        config, complaint = Config(), f"{error}. Keys and options are as they come."
    with Archive.open(library) as archive:
        app = ArchiveApp(
            archive,
            keymap=config.keymap,
            options=config.options,
            opened=opened,
            reports=reports,
            complaint=complaint,
            plain=has_few_colours(os.environ),
        )
        try:
            app.run()
        finally:
            written = app.writer.close()
        if not written:
            raise ArchiveError(
                f"{library} was in use by another program: what you read last is not remembered."
            )
    return app.return_code or 0
