"""Folders as a tree, with marks on what is chosen. Its keys are the screen's.

Names of files are hostile texts like any other: they are cleaned before they are drawn.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.widgets import DirectoryTree

from archive_tui.tui.dropped import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.style import Style
    from textual.widgets._directory_tree import DirEntry
    from textual.widgets._tree import TreeNode

MOST: Final = 5_000
"""Entries of a folder that are shown: a Maildir of a hundred thousand is chosen as a whole."""


class FileTree(DirectoryTree, can_focus=False):
    """Shows folders, and which files and folders are chosen."""

    DEFAULT_CSS = """
    FileTree { height: 1fr; background: $background; padding: 0 1; scrollbar-size-vertical: 1; }
    FileTree > .tree--cursor { background: $cursor-line; text-style: bold; }
    """

    def __init__(self, path: Path, chosen: dict[Path, None]) -> None:
        """Show a folder; ``chosen`` is read whenever a line is drawn."""
        self._chosen = chosen
        self.hidden = False
        super().__init__(path)
        self.show_guides = True
        self.guide_depth = 3

    @property
    def current(self) -> Path | None:
        """The file or folder under the cursor."""
        node = self.cursor_node
        return node.data.path if node is not None and node.data is not None else None

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out hidden files unless they are asked for, and what is too much for a tree."""
        return islice((path for path in paths if self.hidden or not path.name.startswith(".")), MOST)

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """Draw a line: whether it is chosen, whether it is a folder, its name."""
        path = node.data.path if node.data is not None else None
        chosen = path is not None and path in self._chosen
        mark = "* " if chosen else "  "
        name = (
            "" if path is None else shown_name(path) if node.is_root else shown_name(path).rpartition("/")[2]
        )
        folder = ("- " if node.is_expanded else "+ ") if node.allow_expand else "  "
        text = Text(
            f"{mark}{folder}{name}{'/' if node.allow_expand and not name.endswith('/') else ''}", base_style
        )
        text.stylize(style)
        if chosen:
            text.stylize("bold")
        return text
