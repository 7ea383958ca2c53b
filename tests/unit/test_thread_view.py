"""The view of a thread against a model that recomputes everything from what a view is said to be."""

from array import array
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tui.thread import folds, moves
from archive_tui.thread.density import Density, density
from archive_tui.thread.heights import BLOCK, BlockHeights
from archive_tui.thread.jumps import JumpList
from archive_tui.thread.order import Arrangement, Arrangements, Order, arrange
from archive_tui.thread.outline import NO_DATE, NO_SCORE, Outline
from archive_tui.thread.view import ThreadView


def outline_of(
    parents: list[int], created: list[int] | None = None, score: list[int] | None = None
) -> Outline:
    """Make an outline from parents by position, which stand before their replies in pre-order."""
    count = len(parents)
    depth, size, rank = [1] * count, [1] * count, [1] * count
    for position, parent in enumerate(parents):
        if parent >= 0:
            depth[position] = depth[parent] + 1
        rank[position] = 1 + sum(other == parent for other in parents[:position])
    for position in range(count - 1, -1, -1):
        if parents[position] >= 0:
            size[parents[position]] += size[position]
    return Outline(
        ids=array("q", [100 + 3 * position for position in range(count)]),
        parent=array("i", parents),
        depth=array("i", depth),
        size=array("i", size),
        rank=array("i", rank),
        chars=array("i", [position % 7 for position in range(count)]),
        breaks=array("i", [0] * count),
        author=array("i", [position * 5 % 4 - 1 for position in range(count)]),
        created=array("q", created or [NO_DATE] * count),
        score=array("i", score or [NO_SCORE] * count),
        flags=bytearray(count),
        authors=("Ann", "Bob", "Cy"),
    )


@st.composite
def outlines(draw: st.DrawFn, most: int = 24) -> Outline:
    count = draw(st.integers(1, most))
    parents: list[int] = []
    chain: list[int] = []
    for position in range(count):
        keep = draw(st.integers(0, len(chain)))
        del chain[keep:]
        parents.append(chain[-1] if chain else -1)
        chain.append(position)
    created = draw(st.lists(st.integers(0, 5) | st.just(NO_DATE), min_size=count, max_size=count))
    score = draw(st.lists(st.integers(-2, 3) | st.just(NO_SCORE), min_size=count, max_size=count))
    return outline_of(parents, created, score)


def estimate(arrangement: Arrangement, width: int) -> list[int]:
    return [2 + (stored + width) % 5 for stored in arrangement.stored]


class Model:
    """The view's promises, kept the slow way: sets of stored positions (-1 is the article)."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.order, self.flat = Order.SOURCE, False
        self.folded: set[int] = set()
        self.hidden: set[int] = set()
        self.hidden_shown = False
        self.kept: set[int] | None = None
        self.narrowed: int | None = None
        self.heights: dict[int, int] = {}
        self.width = 10

    def below(self, stored: int) -> list[int]:
        """Return the subtree, itself included, in stored order."""
        return [stored] if stored < 0 else [*range(stored, stored + self.outline.size[stored])]

    def ancestors(self, stored: int) -> list[int]:
        above = []
        while stored >= 0 and (stored := self.outline.parent[stored]) >= 0:
            above.append(stored)
        return above

    def key(self, stored: int) -> tuple[int, int, int]:
        order = Order.OLDEST if self.flat and self.order is Order.SOURCE else self.order
        match order:
            case Order.OLDEST | Order.NEWEST:
                at = self.outline.created[stored]
                return (at == NO_DATE, at if order is Order.OLDEST else -at, stored)
            case Order.REPLIES:
                return (0, -self.outline.size[stored], stored)
            case Order.SCORE:
                score = self.outline.score[stored]
                return (score == NO_SCORE, -score, stored)
            case _:
                return (0, 0, stored)

    def sequence(self) -> list[int]:
        """Return all stored positions in the order of the entries."""
        positions = sorted(range(len(self.outline)), key=self.key)
        if self.flat:
            return [-1, *positions]
        out: list[int] = [-1]

        def visit(parent: int) -> None:
            for position in positions:
                if self.outline.parent[position] == parent:
                    out.append(position)
                    visit(position)

        visit(-1)
        return out

    def has_content(self, stored: int) -> bool:
        hidden = stored in self.hidden and not self.hidden_shown
        return not hidden and (self.kept is None or stored in self.kept)

    def is_reachable(self, stored: int) -> bool:
        if self.narrowed is not None and stored not in self.below(self.narrowed):
            return False
        if stored == (-1 if self.narrowed is None else self.narrowed):
            return True
        return any(self.has_content(other) for other in ([stored] if self.flat else self.below(stored)))

    def rows(self) -> list[int]:
        """Return the stored positions of the rows."""
        found = []
        for stored in self.sequence():
            above = [] if self.flat else self.ancestors(stored)
            if self.narrowed is not None:
                above = [other for other in above if other in self.below(self.narrowed)]
            if self.is_reachable(stored) and not self.folded.intersection(above):
                found.append(stored)
        return found

    def height(self, stored: int) -> int:
        if stored in self.folded or (stored in self.hidden and not self.hidden_shown):
            return 1
        return self.heights.get(stored, 2 + (stored + self.width) % 5)


def check(view: ThreadView, model: Model) -> None:
    stored = view.arrangement.stored
    rows = model.rows()
    assert list(stored) == model.sequence()
    assert [stored[entry] for entry in view.rows] == rows
    heights = [model.height(position) for position in rows]
    assert [view.heights[row] for row in range(len(view.heights))] == heights
    assert view.heights.total == sum(heights)
    for flags, wanted in ((view.folded, model.folded), (view.hidden, model.hidden)):
        assert {stored[entry] for entry in range(len(view)) if flags[entry]} == wanted
    for entry in range(len(view)):
        assert view.is_reachable(entry) == model.is_reachable(stored[entry])
        assert view.row_of(entry) == (rows.index(stored[entry]) if stored[entry] in rows else None)
        near = view.nearest(entry)
        assert near in view.rows
        above = [] if model.flat else [stored.index(other) for other in model.ancestors(stored[entry])]
        visible = [other for other in above if other in view.rows]
        if view.is_reachable(entry) and entry not in view.rows:
            assert near == max(visible)


class Session:
    """One view and its model; every public method changes both alike, with what hypothesis draws."""

    def __init__(self, outline: Outline, data: st.DataObject) -> None:
        self._view, self._model, self._data = ThreadView(outline, estimate), Model(outline), data

    def _entry(self) -> tuple[int, int]:
        """Draw an entry; return it with its stored position."""
        entry = self._data.draw(st.integers(0, len(self._view) - 1), "entry")
        return entry, self._view.arrangement.stored[entry]

    def _comments(self) -> set[int]:
        return self._data.draw(st.sets(st.integers(1, len(self._view) - 1)), "entries")

    def _branch(self, position: int) -> set[int]:
        return {position} if self._model.flat else {*self._model.below(position)}

    def _wholesale(self, folded: bytearray) -> None:
        assert folded[0] == self._view.folded[0]
        self._view.set_folded(folded)
        stored = self._view.arrangement.stored
        self._model.folded = {stored[entry] for entry in range(len(self._view)) if folded[entry]}

    def fold(self) -> None:
        entry, position = self._entry()
        self._view.fold(entry)
        self._model.folded.add(position)

    def unfold(self) -> None:
        entry, position = self._entry()
        self._view.unfold(entry)
        self._model.folded.discard(position)

    def fold_branch(self) -> None:
        entry, position = self._entry()
        self._view.fold_branch(entry)
        below = {
            other for other in self._branch(position) if other >= 0 and self._model.outline.size[other] > 1
        }
        self._model.folded |= {position} | below

    def unfold_branch(self) -> None:
        entry, position = self._entry()
        self._view.unfold_branch(entry)
        self._model.folded -= self._branch(position)

    def reveal(self) -> None:
        entry, position = self._entry()
        above = set() if self._model.flat else {*self._model.ancestors(position)}
        assert self._view.reveal(entry) == bool(above & self._model.folded)
        self._model.folded -= above
        assert not self._view.is_reachable(entry) or self._view.row_of(entry) is not None

    def fold_all(self) -> None:
        self._wholesale(folds.fold_to_depth(self._view, 1))

    def fold_nothing(self) -> None:
        self._wholesale(folds.fold_nothing(self._view))

    def fold_to_depth(self) -> None:
        self._wholesale(folds.fold_to_depth(self._view, self._data.draw(st.integers(1, 4))))

    def one_level_more(self) -> None:
        self._wholesale(folds.one_level_more(self._view))

    def one_level_less(self) -> None:
        self._wholesale(folds.one_level_less(self._view))

    def fold_all_but(self) -> None:
        self._wholesale(folds.fold_all_but(self._view, self._comments()))

    def hide(self) -> None:
        entries = self._comments()
        self._view.set_hidden(bytes(entry in entries for entry in range(len(self._view))))
        before = self._model.hidden
        self._model.hidden = {self._view.arrangement.stored[entry] for entry in entries}
        if not self._model.hidden_shown:
            for stored in before ^ self._model.hidden:
                self._model.heights.pop(stored, None)

    def show_hidden(self) -> None:
        self._model.hidden_shown = self._data.draw(st.booleans())
        self._view.show_hidden(shown=self._model.hidden_shown)
        self._model.heights.clear()

    def filter(self) -> None:
        entries = self._comments()
        self._view.filter(entries)
        self._model.kept = {self._view.arrangement.stored[entry] for entry in entries}

    def filter_nothing(self) -> None:
        self._view.filter(None)
        self._model.kept = None

    def narrow(self) -> None:
        entry, position = self._entry()
        if entry:
            self._view.narrow(entry)
            self._model.narrowed = position

    def widen(self) -> None:
        self._view.narrow(None)
        self._model.narrowed = None

    def arrange(self) -> None:
        self._model.order = self._data.draw(st.sampled_from(Order))
        flat = self._data.draw(st.booleans())
        if flat != self._model.flat:
            self._model.heights.clear()
        self._model.flat = flat
        self._view.arrange(self._model.order, flat=flat)

    def measure(self) -> None:
        row = self._data.draw(st.integers(0, len(self._view.rows) - 1))
        entry = self._view.rows[row]
        if not self._view.is_stub(entry):
            height = self._data.draw(st.integers(2, 9))
            self._view.measure([(row, height)])
            self._model.heights[self._view.arrangement.stored[entry]] = height
        assert self._view.is_exact(entry) or not self._view.width

    def set_width(self) -> None:
        width = self._data.draw(st.integers(1, 30))
        if width != self._view.width:
            self._model.heights.clear()
        self._model.width = width
        self._view.set_width(width)


OPERATIONS = [name for name in vars(Session) if not name.startswith("_")]


def after_changes(outline: Outline, data: st.DataObject, names: list[str]) -> tuple[ThreadView, Model]:
    """Return a view and its model after up to four of these changes."""
    session = Session(outline, data)
    session._view.set_width(10)
    for name in data.draw(st.lists(st.sampled_from(names), max_size=4)):
        getattr(session, name)()
    return session._view, session._model


@given(outlines(), st.data())
@settings(max_examples=150, deadline=None)
def test_any_sequence_of_changes_keeps_rows_and_heights_true(outline: Outline, data: st.DataObject) -> None:
    session = Session(outline, data)
    view, model = session._view, session._model
    view.set_width(10)
    check(view, model)
    for name in data.draw(st.lists(st.sampled_from(OPERATIONS), min_size=1, max_size=15)):
        getattr(session, name)()
        check(view, model)


@given(outlines(), st.data())
@settings(deadline=None)
def test_moves_agree_with_the_tree(outline: Outline, data: st.DataObject) -> None:
    view, model = after_changes(outline, data, ["fold", "hide", "filter", "narrow", "arrange"])
    stored = view.arrangement.stored
    reachable = [entry for entry in range(len(view)) if view.is_reachable(entry)]
    for entry in reachable:
        position = stored[entry]
        parent = moves.parent(view, entry)
        above = model.ancestors(position)
        assert (None if parent is None else stored[parent]) == (above[0] if above else None)
        assert stored[moves.root(view, entry)] == (above[-1] if above else position)
        peers = [
            other
            for other in reachable
            if other
            and entry
            and (model.flat or outline.parent[stored[other]] == outline.parent[position])
            and (model.flat or model.narrowed is None or position != model.narrowed or other == entry)
        ]
        if entry:
            at = peers.index(entry)
            assert moves.sibling(view, entry, 1) == (peers[at + 1] if at + 1 < len(peers) else None)
            assert moves.sibling(view, entry, -1) == (peers[at - 1] if at else None)
        replies = [
            other
            for other in reachable
            if entry and other and not model.flat and outline.parent[stored[other]] == position
        ]
        assert moves.first_reply(view, entry) == (replies[0] if replies else None)
        if model.narrowed is None or model.flat:
            tops = [
                other for other in reachable if other and (model.flat or outline.parent[stored[other]] < 0)
            ]
            after, before = [t for t in tops if t > entry], [t for t in tops if t < entry]
            assert moves.top_level(view, entry, 1) == (after[0] if after else None)
            assert moves.top_level(view, entry, -1) == (before[-1] if before else None)
        if entry:
            same = [
                other
                for other in reachable
                if other
                and not view.is_stub(other)
                and outline.author[stored[other]] == outline.author[position] >= 0
            ]
            later, earlier = [s for s in same if s > entry], [s for s in same if s < entry]
            wrote = {outline.author[position]} - {-1}
            assert moves.by_authors(view, wrote, entry, 1) == (later[0] if later else None)
            assert moves.by_authors(view, wrote, entry, -1) == (earlier[-1] if earlier else None)


@given(outlines(), st.data())
@settings(deadline=None)
def test_flags_are_found_counted_and_mapped(outline: Outline, data: st.DataObject) -> None:
    view, _ = after_changes(outline, data, ["fold", "hide", "filter", "narrow", "fold_all"])
    unread = data.draw(st.sets(st.integers(1, len(view) - 1)))
    for entry in unread:
        view.unread[entry] = 1
    wanted = sorted(entry for entry in unread if view.is_reachable(entry) and not view.is_stub(entry))
    for entry in range(len(view)):
        later, earlier = [w for w in wanted if w > entry], [w for w in wanted if w < entry]
        assert moves.flagged(view, view.unread, entry, 1) == (later[0] if later else None)
        assert moves.flagged(view, view.unread, entry, -1) == (earlier[-1] if earlier else None)
        held = view.held(entry)
        below = range(entry + 1, entry + view.arrangement.size[entry])
        visible = [other for other in unread.intersection(below) if not view.hidden[other]]
        assert (held.replies, held.unread) == (len(below), len(visible))
        assert held.hidden == sum(view.hidden[other] for other in below)
    for height in (1, 3, view.heights.total, 200):
        buckets = density(view, height)
        assert len(buckets) == height
        assert any(Density.UNREAD in bucket for bucket in buckets) == any(
            view.is_reachable(entry) and not view.hidden[entry] for entry in unread
        )
    by_line = density(view, view.heights.total)
    for entry in wanted:
        row = view.row_of(view.nearest(entry))
        assert row is not None
        assert all(
            Density.UNREAD in by_line[line]
            for line in range(view.heights.top(row), view.heights.top(row) + view.heights[row])
        )


@given(outlines(), st.sampled_from(Order), st.booleans())
def test_an_arrangement_is_a_permutation_whose_subtrees_are_intervals(
    outline: Outline, order: Order, flat: bool
) -> None:
    arranged = arrange(outline, order, flat=flat)
    assert sorted(arranged.stored) == [*range(-1, len(outline))]
    assert [arranged.stored[entry] for entry in arranged.entry] == [*range(len(outline))]
    assert (arranged.parent[0], arranged.depth[0], arranged.size[0]) == (-1, 0, 1)
    for entry in range(1, len(arranged)):
        stored, above = arranged.stored[entry], arranged.parent[entry]
        assert arranged.depth[entry] == (1 if flat else outline.depth[stored])
        assert arranged.size[entry] == (1 if flat else outline.size[stored])
        assert arranged.stored[above] == (-1 if flat else outline.parent[stored])
        assert above == 0 or above < entry < above + arranged.size[above]


@given(outlines())
def test_folding_one_level_less_then_more_never_skips_a_level(outline: Outline) -> None:
    view = ThreadView(outline)
    depths = []
    while folds.one_level_less(view) != view.folded:
        view.set_folded(folds.one_level_less(view))
        depths.append(max(view.arrangement.depth[entry] for entry in view.rows))
    assert all(earlier - later <= 1 for earlier, later in pairwise(depths))
    assert all(view.folded[entry] for entry in view.rows if entry)
    for _ in range(max(outline.depth)):
        view.set_folded(folds.one_level_more(view))
    assert len(view.rows) == len(view)


@given(st.integers(1, 5), outlines())
def test_folding_to_a_depth_shows_just_the_levels_down_to_it(depth: int, outline: Outline) -> None:
    view = ThreadView(outline)
    view.set_folded(folds.fold_to_depth(view, depth))
    assert [*view.rows] == [entry for entry in range(len(view)) if view.arrangement.depth[entry] <= depth]
    assert all(view.folded[entry] == (view.arrangement.depth[entry] == depth) for entry in view.rows)


def test_a_fold_above_a_narrowed_branch_leaves_its_rows_alone() -> None:
    view = ThreadView(outline_of([-1, 0, 1, 0, -1]))
    view.narrow(2)
    view.fold(1)
    assert [*view.rows] == [2, 3]
    view.fold_branch(1)
    assert [*view.rows] == [2]
    view.unfold(2)
    view.unfold_branch(1)
    view.narrow(None)
    assert [*view.rows] == [*range(6)]


def test_the_article_cannot_be_narrowed_to() -> None:
    with pytest.raises(ValueError, match="article"):
        ThreadView(outline_of([-1])).narrow(0)


def test_a_chain_a_hundred_thousand_deep_folds_and_unfolds() -> None:
    count = 100_000
    base = outline_of([-1])
    chain = Outline(
        ids=array("q", range(count)),
        parent=array("i", range(-1, count - 1)),
        depth=array("i", range(1, count + 1)),
        size=array("i", range(count, 0, -1)),
        rank=array("i", [1]) * count,
        chars=array("i", [0]) * count,
        breaks=array("i", [0]) * count,
        author=base.author * count,
        created=array("q", [NO_DATE]) * count,
        score=array("i", [NO_SCORE]) * count,
        flags=bytearray(count),
        authors=(),
    )
    view = ThreadView(chain)
    view.fold(1)
    assert [*view.rows] == [0, 1]
    assert view.held(1).replies == count - 1
    view.set_folded(folds.fold_to_depth(view, 1))
    assert view.reveal(count)
    assert len(view.rows) == len(view)
    view.set_hidden(b"\0" + b"\x01" * (count - 1) + b"\0")
    assert len(view.rows) == len(view)
    assert moves.root(view, count) == 1


@given(st.lists(st.integers(1, 9), max_size=3 * BLOCK), st.data())
@settings(max_examples=40, deadline=None)
def test_heights_in_blocks_are_a_list_of_heights(plain: list[int], data: st.DataObject) -> None:
    heights = BlockHeights(plain)
    for _ in range(4):
        start = data.draw(st.integers(0, len(plain)))
        stop = data.draw(st.integers(start, len(plain)))
        fresh = data.draw(st.lists(st.integers(1, 9), max_size=2 * BLOCK))
        plain[start:stop] = fresh
        heights.splice(start, stop, fresh)
        for row in data.draw(st.sets(st.integers(0, len(plain) - 1), max_size=5)) if plain else ():
            plain[row] += 3
            heights.change([(row, plain[row])])
        assert len(heights) == len(plain)
        assert heights.total == sum(plain)
        for row in {0, len(plain) // 2, len(plain)}:
            assert heights.top(row) == sum(plain[:row])
        for row in {0, len(plain) // 3, len(plain) - 1} if plain else ():
            top = sum(plain[:row])
            assert heights.at(top) == (row, 0)
            assert heights.at(top + plain[row] - 1) == (row, plain[row] - 1)
        if plain:
            assert heights.at(-5) == (0, 0)
            assert heights.at(10**9) == (len(plain) - 1, plain[-1] - 1)
        else:
            with pytest.raises(IndexError):
                heights.at(0)


def test_going_back_and_forward_returns_to_the_same_places() -> None:
    jumps = JumpList()
    assert jumps.back(1) is None
    assert jumps.forward() is None
    jumps.push(1)
    jumps.push(2)
    assert jumps.back(3) == 2
    assert jumps.back(2) == 1
    assert jumps.back(1) is None
    assert jumps.forward() == 2
    assert jumps.forward() == 3
    assert jumps.forward() is None


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    jumps = JumpList()
    jumps.push(1)
    jumps.push(2)
    assert jumps.back(3) == 2
    jumps.push(2)
    assert jumps.forward() is None
    assert jumps.back(9) == 2


def test_the_jump_list_forgets_the_oldest() -> None:
    jumps = JumpList(limit=3)
    for comment in range(10):
        jumps.push(comment)
    assert [jumps.back(99), jumps.back(9), jumps.back(8), jumps.back(7)] == [9, 8, 7, None]


def test_an_arrangement_is_made_once_whoever_asks() -> None:
    arrangements = Arrangements(outline_of([-1, 0, 0, -1]))
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: arrangements.get(Order.REPLIES, flat=False), range(8)))
    assert len({id(each) for each in made}) == 1
    assert arrangements.get(Order.REPLIES, flat=True) is not made[0]


def test_what_was_measured_is_known_in_every_order() -> None:
    view = ThreadView(outline_of([-1, 0, 0, -1]), estimate)
    view.set_width(40)
    view.measure([(2, 9)])
    view.arrange(Order.NEWEST, flat=False)
    entry = view.arrangement.entry[1]
    assert view.is_exact(entry)
    assert view.heights[view.row_of(entry) or 0] == 9
    view.arrange(Order.NEWEST, flat=True)
    assert not any(view.is_exact(entry) for entry in range(1, len(view)))
