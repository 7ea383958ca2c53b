"""Choosing what is to be imported: a tree of folders, and a line to type or drop paths in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input

from archive_tui.tui.commands import Room
from archive_tui.tui.dropped import completed, dropped_paths, shown_name
from archive_tui.tui.screens.base import CommandScreen
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.files import FileTree
from archive_tui.tui.widgets.keybar import KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from archive_tui.tui.keys import Call
    from archive_tui.tui.screens.base import Handler
    from archive_tui.tui.session import Session

_FOLDER = "import.folder"
"""The setting that remembers where one chose last."""


class _Completion(Suggester):
    """Suggests what is on the disk."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return a path that begins so."""
        return completed(value) if value else None


class PickerScreen(CommandScreen):
    """Lets the reader choose files and folders, and gives them to whoever imports them."""

    ROOM: ClassVar[Room] = Room.PICKER

    def __init__(
        self, session: Session, bring: Callable[[Sequence[Path]], None], chosen: Sequence[Path] = ()
    ) -> None:
        """Prepare the choice.

        Args:
            session: The library and the keys.
            bring: Called with what was chosen, once this screen is gone.
            chosen: What is chosen already: paths that were dropped.
        """
        super().__init__(session)
        self._bring = bring
        self.chosen: dict[Path, None] = dict.fromkeys(chosen)
        begin = (
            chosen[0].absolute().parent if chosen else Path(session.archive.setting(_FOLDER) or Path.cwd())
        )
        self._begin = begin if begin.is_dir() else Path.home()

    def compose(self) -> ComposeResult:
        """Lay out the line for a path above the tree."""
        yield Bar(id="title")
        yield Input(
            placeholder="a path: type it, paste it, or drop files here",
            id="path",
            compact=True,
            suggester=_Completion(),
        )
        yield FileTree(self._begin, self.chosen)
        yield Bar(id="about")
        yield KeyHint()
        yield self.key_bar()

    def on_mount(self) -> None:
        """Say what is chosen."""
        self.query_one("#path").display = False
        self._show()

    @property
    def files(self) -> FileTree:
        """The folders."""
        return self.query_one(FileTree)

    def _show(self) -> None:
        title, about = self.query_one("#title", Bar), self.query_one("#about", Bar)
        title.left = Content.styled("Import", "$accent bold")
        count = len(self.chosen)
        title.right = Content.styled(
            f"{count:,} chosen" if count else "Space chooses, Enter imports", "$meta"
        )
        names = "   ".join(shown_name(path) for path in list(self.chosen)[:20])
        about.left = Content.styled(
            names or "Formats are found out by content; archives are looked into.", "$meta"
        )
        self.files.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Choose the files that were dropped on the window."""
        event.stop()
        paths = dropped_paths(event.text)
        if not paths:
            self.say("What was pasted is no path of a file or folder")
            return
        self.chosen.update(dict.fromkeys(paths))
        self._show()

    @on(Input.Submitted, "#path")
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        path = Path(os.path.expanduser(typed))  # noqa: PTH111 - an unknown user's name stays as it is
        found = [path] if typed and path.exists() else dropped_paths(typed)
        if not found:
            self.say(f"There is no file or folder {typed}" if typed else "No path was typed")
            return
        self.chosen.update(dict.fromkeys(found))
        self._stop_typing()
        self._show()

    def _stop_typing(self) -> None:
        line = self.query_one("#path", Input)
        line.value = ""
        line.display = False
        self.set_focus(None)

    def typing_keys(self) -> Mapping[str, Handler]:
        """Let Tab complete what is typed, and Esc give it up."""
        return {
            "escape": lambda _: self._stop_typing(),
            "tab": lambda _: self.query_one("#path", Input).action_cursor_right(),
        }

    def _root(self, path: Path) -> None:
        self.files.path = path
        self.session.writer.set_setting(_FOLDER, str(path).encode("utf-8", "replace").decode())

    def do_list_next(self, call: Call) -> None:
        """Go to the next line."""
        self.files.cursor_line = min(self.files.cursor_line + call.times, self.files.last_line)

    def do_list_previous(self, call: Call) -> None:
        """Go to the previous line."""
        self.files.cursor_line = max(self.files.cursor_line - call.times, 0)

    def do_list_first(self, _call: Call) -> None:
        """Go to the top."""
        self.files.cursor_line = 0

    def do_list_last(self, _call: Call) -> None:
        """Go to the end."""
        self.files.cursor_line = self.files.last_line

    def do_picker_page_down(self, _call: Call) -> None:
        """Go a page down."""
        self.files.action_page_down()

    def do_picker_page_up(self, _call: Call) -> None:
        """Go a page up."""
        self.files.action_page_up()

    def do_picker_open(self, _call: Call) -> None:
        """Open the folder under the cursor."""
        node = self.files.cursor_node
        if node is None or not node.allow_expand:
            self.say("This is no folder")
        elif not node.is_expanded:
            node.expand()
        else:
            self.do_list_next(_call)

    def do_picker_shut(self, call: Call) -> None:
        """Shut the folder, or go to the one that holds it."""
        node = self.files.cursor_node
        if node is None:
            return
        if node.is_root:
            self.do_picker_above(call)
        elif node.is_expanded and node.allow_expand:
            node.collapse()
        elif node.parent is not None:
            self.files.move_cursor(node.parent)

    def do_picker_above(self, _call: Call) -> None:
        """Show the folder above."""
        here = Path(self.files.path).absolute()
        if here.parent == here:
            self.say("There is nothing above")
        else:
            self._root(here.parent)

    def do_picker_home(self, _call: Call) -> None:
        """Show the home folder."""
        self._root(Path.home())

    def do_picker_hidden(self, _call: Call) -> None:
        """Show hidden files, or leave them out."""
        self.files.hidden = not self.files.hidden
        self.files.reload()
        self.say("Hidden files are shown" if self.files.hidden else "Hidden files are left out")

    def do_picker_path(self, _call: Call) -> None:
        """Take a path."""
        line = self.query_one("#path", Input)
        line.display = True
        line.value = f"{str(self.files.path).rstrip(os.sep)}{os.sep}"
        line.cursor_position = len(line.value)
        self.set_focus(line)

    def do_picker_choose(self, call: Call) -> None:
        """Choose what is under the cursor, or no longer; and go on."""
        path = self.files.current
        if path is None:
            self.say("There is nothing to choose")
            return
        if path in self.chosen:
            del self.chosen[path]
        else:
            self.chosen[path] = None
        self.do_list_next(call)
        self._show()

    def do_picker_import(self, _call: Call) -> None:
        """Import what is chosen, or what is under the cursor."""
        current = self.files.current
        paths = list(self.chosen) or ([] if current is None else [current])
        if not self.is_current:
            return
        if not paths:
            self.say("There is nothing to import")
            return
        self.session.writer.set_setting(_FOLDER, str(self.files.path).encode("utf-8", "replace").decode())
        self.dismiss(None)
        self._bring(paths)

    def do_picker_leave(self, _call: Call) -> None:
        """Import nothing."""
        self.dismiss(None)
