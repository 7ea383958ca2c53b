"""The themes in a corner, each tried on the screen below as soon as one gets to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from archive_tui.tui.commands import Room
from archive_tui.tui.screens.base import Overlay
from archive_tui.tui.themes import THEME_NAMES, THEMES

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.theme import Theme

    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

_NAME = max(map(len, THEME_NAMES))


class ThemeList(Static):
    """The themes, a line each; a click tries one."""


class ThemeScreen(Overlay):
    """Tries a theme at every move; what is not kept is gone."""

    ROOM: ClassVar[Room] = Room.THEMES

    def __init__(self, session: Session, before: str) -> None:
        super().__init__(session)
        self._before = before
        """The theme to go back to."""
        self._tried = THEME_NAMES.index(before) if before in THEME_NAMES else -1

    def compose(self) -> ComposeResult:
        """Lay out the list in a box that leaves the screen below to be seen."""
        with Vertical(id="box"):
            yield ThemeList("", id="themes", markup=False)

    def on_mount(self) -> None:
        """Begin with the theme after the one there is: the key that came here goes on."""
        self._try(self._tried + 1)

    def _try(self, at: int) -> None:
        self._tried = at % len(THEMES)
        self.app.theme = THEME_NAMES[self._tried]
        lines = [_line(theme, current=at == self._tried) for at, theme in enumerate(THEMES)]
        keys = Content.assemble(
            ("F3", "$accent"), (" next  ", "$meta"), ("Enter", "$accent"), (" keeps  ", "$meta"),
            ("Esc", "$accent"), (" back", "$meta"),
        )  # fmt: skip
        self.query_one(ThemeList).update(Content("\n").join([*lines, Content(""), keys]))

    def on_click(self, event: events.Click) -> None:
        """Try the theme that was clicked; keep it if it is being tried, and leave it at a click elsewhere."""
        event.stop()
        offset = event.get_content_offset(self.query_one(ThemeList))
        if offset is None:
            self._end(self._before)
        elif offset.y == self._tried:
            self._end(THEME_NAMES[self._tried])
        elif offset.y < len(THEMES):
            self._try(offset.y)

    def _end(self, theme: str) -> None:
        self.app.theme = theme
        if theme != self._before:
            self.session.writer.set_setting("theme", theme)
        self.dismiss(None)

    def do_theme_next(self, call: Call) -> None:
        """Try the next theme; the first one after the last."""
        self._try(self._tried + call.times)

    def do_list_next(self, call: Call) -> None:
        """Try the next theme."""
        self._try(self._tried + call.times)

    def do_list_previous(self, call: Call) -> None:
        """Try the theme before."""
        self._try(self._tried - call.times)

    def do_list_first(self, _call: Call) -> None:
        """Try the first theme."""
        self._try(0)

    def do_list_last(self, _call: Call) -> None:
        """Try the last theme."""
        self._try(-1)

    def do_theme_keep(self, _call: Call) -> None:
        """Keep the theme that is being tried."""
        self._end(THEME_NAMES[self._tried])

    def do_theme_drop(self, _call: Call) -> None:
        """Go back to the theme that was there before."""
        self._end(self._before)


def _line(theme: Theme, *, current: bool) -> Content:
    colours = [theme.variables[f"depth-{depth}"] for depth in range(1, 7)]
    return Content.assemble(
        ("▌ " if current else "  ", "$accent"),
        (f"{theme.name:<{_NAME}}  ", "bold" if current else ""),
        *(("▎", colour) for colour in colours),
        ("  dark" if theme.dark else "  light", "$meta") if not theme.ansi else ("  yours", "$meta"),
    )
