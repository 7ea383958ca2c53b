"""The reader: one article with its thread. It routes; the thread widget moves, folds and draws.

Invariant: what the widget reports (read, folds, place) goes to the writer under the article that is open, never under
one that is being loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from archive_tui.errors import ArchiveError
from archive_tui.model import Article, ArticleId, CommentId, Reading
from archive_tui.text.clean import clean_line
from archive_tui.tui.commands import Room
from archive_tui.tui.keys import Call
from archive_tui.tui.screens.base import CommandScreen, Handler
from archive_tui.tui.screens.thread_commands import THREAD_COMMANDS
from archive_tui.tui.widgets.bar import Bar
from archive_tui.tui.widgets.density import DensityMap
from archive_tui.tui.widgets.keybar import KeyHint
from archive_tui.tui.widgets.thread import ThreadWidget

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from archive_tui.model import ArticleSummary
    from archive_tui.thread.outline import Outline
    from archive_tui.tui.session import Session

_NARROW = 100
"""Columns below which the details go under the thread."""
