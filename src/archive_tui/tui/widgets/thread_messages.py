"""What the thread widget tells the screen around it: facts, after they came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from archive_tui.model import CommentId, Mark, Place


@dataclass
class CursorMoved(Message, namespace="thread_widget"):
    """Another entry is current."""

    entry: int
    """Of the view; 0 is the article."""
    comment_id: CommentId
    """0 is the article."""


@dataclass
class ReadChanged(Message, namespace="thread_widget"):
    """Comments were read, just by being looked at."""

    ids: list[CommentId]


@dataclass
class MarkChanged(Message, namespace="thread_widget"):
    """The reader set or cleared a mark on comments, and may want to undo that."""

    mark: Mark
    ids: list[CommentId]
    value: bool | str
    """Set or cleared; or set in a way of its own."""


@dataclass
class FoldsChanged(Message, namespace="thread_widget"):
    """Entries were folded or unfolded; id 0 is the article."""

    folded: list[CommentId]
    unfolded: list[CommentId]


@dataclass
class PlaceChanged(Message, namespace="thread_widget"):
    """The reader is somewhere else: what to come back to."""

    place: Place


@dataclass
class Refused(Message, namespace="thread_widget"):
    """A command could do nothing; the sentence says why."""

    sentence: str


@dataclass
class Wrapped(Message, namespace="thread_widget"):
    """A search went on at the other end of the thread."""

    sentence: str


@dataclass
class LinkClicked(Message, namespace="thread_widget"):
    """A link was clicked; the URL is safe to open."""

    url: str
