"""The thread widget as a reader uses it: what each command does to the screen, and what it tells."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from archive_tui.model import Article, ArticleId, ArticleSummary, CommentId, CommentText, Place, Reading
from archive_tui.thread.order import Order
from archive_tui.thread.outline import Outline
from archive_tui.tui.widgets.thread import ThreadWidget

EPOCH = 1_262_304_000
WORDS = "kettle garden window ladder copper violin harbour lantern meadow pepper river saddle timber velvet".split()


def outline_of(
    depths: Sequence[int], texts: Sequence[str], flags: Mapping[int, int] | None = None
) -> Outline:
    """Make the outline of comments at these depths, in pre-order; ids begin at 1001, dates run backwards."""
    count = len(depths)
    parent, size, rank = [-1] * count, [1] * count, [1] * count
    chain: list[int] = []
    children: dict[int, int] = {}
    for position, depth in enumerate(depths):
        del chain[depth - 1 :]
        above = chain[-1] if chain else -1
        parent[position] = above
        children[above] = children.get(above, 0) + 1
        rank[position] = children[above]
        for ancestor in chain:
            size[ancestor] += 1
        chain.append(position)
    return Outline(
        ids=array("q", range(1001, 1001 + count)),
        parent=array("i", parent),
        depth=array("i", depths),
        size=array("i", size),
        rank=array("i", rank),
        chars=array("i", map(len, texts)),
        breaks=array("i", [text.count("\n") for text in texts]),
        author=array("i", [position % 3 for position in range(count)]),
        created=array("q", [EPOCH - 60 * position for position in range(count)]),
        score=array("i", [position * 7 % 11 for position in range(count)]),
        flags=bytearray((flags or {}).get(position, 0) for position in range(count)),
        authors=("Ann", "Bob", "Cy"),
    )


def article(title: str = "On Kettles") -> Article:
    now = datetime(2010, 1, 1, tzinfo=UTC)
    summary = ArticleSummary(
        id=ArticleId(1), key="k", title=title, section="Kitchen", author="Dora", published=now, imported=now,
        source="kettles.txt", format="test", comments=0, spam=0, max_depth=0, picked=0, unread=0,
    )  # fmt: skip
    body = "Water boils.\n\nSteam rises from the spout."
    return Article(summary=summary, dek="What steam does", url=None, body=body, notes=(), declared=None)


class Host(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        depths: Sequence[int],
        texts: Sequence[str] | None = None,
        *,
        flags: Mapping[int, int] | None = None,
        reading: Reading | None = None,
    ) -> None:
        super().__init__()
        self.texts = texts or [f"{WORDS[at % len(WORDS)]} {at + 1}" for at in range(len(depths))]
        self.outline = outline_of(depths, self.texts, flags)
        self.reading = reading or Reading(array("q"), array("q"), None)
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ThreadWidget()

    def on_mount(self) -> None:
        self.thread.open(article(), self.outline, self.reading, self.fetch)
        self.thread.focus()

    def fetch(self, positions: Sequence[int]) -> Mapping[int, CommentText]:
        return {at: CommentText(None, None, self.texts[at], None) for at in positions}

    @property
    def thread(self) -> ThreadWidget:
        return self.query_one(ThreadWidget)

    @on(ThreadWidget.Refused)
    @on(ThreadWidget.FoldsChanged)
    @on(ThreadWidget.ReadChanged)
    @on(ThreadWidget.CursorMoved)
    @on(ThreadWidget.PlaceChanged)
    @on(ThreadWidget.Wrapped)
    @on(ThreadWidget.LinkClicked)
    def keep(self, message: Message) -> None:
        self.told.append(message)


def lines(app: App[None]) -> list[str]:
    """Return what the screen shows."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
