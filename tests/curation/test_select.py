"""What goes out and what is counted, against a slow model of the rules, on random threads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.curation.threads import PROVENANCE, SPAM, article, thread

from archive_tui.curation.select import ARTICLE, BEGINNING, beginning, select
from archive_tui.model import (
    Annotation,
    Choice,
    Chosen,
    Comment,
    CommentId,
    Context,
    Omission,
    Quotation,
    Quote,
    Role,
    Selection,
    SpamRule,
    State,
)
from archive_tui.thread.order import Order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@st.composite
def threads(draw: st.DrawFn, most: int = 18) -> list[Comment]:
    parents = [draw(st.integers(-1, index - 1)) for index in range(draw(st.integers(0, most)))]
    facts: dict[int, dict[str, Any]] = {
        index: draw(
            st.sampled_from(
                (
                    {},
                    {},
                    {},
                    {"verdict": SPAM},
                    {"state": State.GHOST, "text": ""},
                    {"created": None, "score": 3},
                )
            )
        )
        for index in range(len(parents))
    }
    return thread(parents, facts)


choices = st.dictionaries(
    st.integers(1, 20).map(CommentId),
    st.builds(Choice, context=st.sampled_from((None, *Context)), spam=st.booleans()),
    max_size=5,
)


def chosen(selection: Selection) -> dict[CommentId, Chosen]:
    return {entry.comment.id: entry for entry in selection.chosen()}


def expected(
    comments: Sequence[Comment], picks: Mapping[CommentId, Choice] | None, rule: Context, spam: SpamRule
) -> dict[CommentId, Role]:
    """Say what the rules mean, slowly."""
    by_id = {comment.id: comment for comment in comments}

    def ancestors(comment: Comment) -> list[Comment]:
        above = []
        while comment.parent_id is not None:
            comment = by_id[comment.parent_id]
            above.append(comment)
        return above

    roles: dict[CommentId, Role] = {}
    stubs: set[CommentId] = set()
    for comment in comments:
        hidden = spam is SpamRule.HIDE and comment.verdict.label == "spam"
        line = [comment, *ancestors(comment)]
        pick = None if picks is None else picks.get(comment.id)
        branch = any(
            each.id in (picks or {})
            and (picks or {})[each.id].context in {Context.BRANCH, None}
            and ((picks or {})[each.id].context or rule) is Context.BRANCH
            for each in line
        )
        wants = Context.NONE
        if pick is not None and (not hidden or pick.spam):
            roles[comment.id] = Role.PICKED
            wants = Context.ANCESTORS if branch else pick.context or rule
        elif (picks is None or branch) and not hidden:
            roles[comment.id] = Role.WHOLE
            wants = Context.ANCESTORS
        if wants is not Context.NONE:
            stubs |= {each.id for each in (line[1:2] if wants is Context.PARENT else line[1:])}
    return {**dict.fromkeys(stubs, Role.STUB), **roles}


@given(
    comments=threads(),
    picks=st.none() | choices,
    rule=st.sampled_from(Context),
    spam=st.sampled_from(SpamRule),
)
def test_roles_are_those_of_the_rules(
    comments: list[Comment], picks: dict[CommentId, Choice] | None, rule: Context, spam: SpamRule
) -> None:
    selection = select(article(comments), comments, PROVENANCE, choices=picks, context=rule, spam=spam)
    found = {comment_id: entry.role for comment_id, entry in chosen(selection).items()}
    assert found == expected(comments, picks, rule, spam)


@given(
    comments=threads(),
    picks=st.none() | choices,
    rule=st.sampled_from(Context),
    spam=st.sampled_from(SpamRule),
    order=st.sampled_from(Order),
)
def test_every_comment_is_shown_or_counted_once_at_its_place(
    comments: list[Comment],
    picks: dict[CommentId, Choice] | None,
    rule: Context,
    spam: SpamRule,
    order: Order,
) -> None:
    selection = select(
        article(comments), comments, PROVENANCE, choices=picks, context=rule, spam=spam, order=order
    )
    shown = chosen(selection)
    left_out = [comment for comment in comments if comment.id not in shown]
    assert len(list(selection.chosen())) == len(shown)
    assert selection.omitted().total == len(left_out)
    assert selection.omitted().ghosts == sum(c.state is State.GHOST for c in left_out)
    assert selection.omitted().spam == sum(
        c.verdict.label == "spam" and c.state is not State.GHOST for c in left_out
    )
    by_id = {comment.id: comment for comment in comments}
    for entry in selection.chosen():
        above = 0
        parent = entry.comment.parent_id
        while parent is not None:
            above += parent in shown
            parent = by_id[parent].parent_id
        assert entry.level == above + 1 <= entry.comment.depth
    last: Omission | None = None
    for part in selection.entries:
        if isinstance(part, Omission):
            assert part.total > 0
            # Two in a row are below different comments, the deeper first.
            assert last is None or part.level < last.level
            last = part
        else:
            last = None
    if order is Order.SOURCE:
        positions = [entry.comment.position for entry in selection.chosen()]
        assert positions == sorted(positions)
        before = 0
        for part in selection.entries:
            if isinstance(part, Omission):
                before += part.total
            else:
                assert part.comment.position == before
                before += 1


@given(comments=threads(), picks=st.none() | choices, rule=st.sampled_from(Context))
def test_nothing_of_spam_goes_out_unless_it_is_asked_for(
    comments: list[Comment], picks: dict[CommentId, Choice] | None, rule: Context
) -> None:
    selection = select(article(comments), comments, PROVENANCE, choices=picks, context=rule)
    for entry in selection.chosen():
        if entry.comment.verdict.label != "spam":
            assert not entry.spam_left_out
        elif picks is None or not picks.get(entry.comment.id, Choice()).spam:
            assert entry.spam_left_out
            assert (entry.comment.text, entry.comment.author, entry.comment.url) == ("", None, None)


def parents_first(selection: Selection) -> bool:
    seen: set[CommentId] = set()
    shown = set(chosen(selection))
    for entry in selection.chosen():
        if entry.comment.parent_id in shown and entry.comment.parent_id not in seen:
            return False
        seen.add(entry.comment.id)
    return True


@given(comments=threads(), order=st.sampled_from(Order))
def test_siblings_are_ordered_and_parents_stay_before_replies(comments: list[Comment], order: Order) -> None:
    selection = select(article(comments), comments, PROVENANCE, order=order, spam=SpamRule.SHOW)
    assert parents_first(selection)
    siblings: dict[CommentId | None, list[Comment]] = {}
    for entry in selection.chosen():
        siblings.setdefault(entry.comment.parent_id, []).append(entry.comment)
    for group in siblings.values():
        dates = [comment.created.timestamp() for comment in group if comment.created is not None]
        if order is Order.OLDEST:
            assert dates == sorted(dates)
        if order is Order.NEWEST:
            assert dates == sorted(dates, reverse=True)
        if order is Order.REPLIES:
            assert [c.size for c in group] == sorted((c.size for c in group), reverse=True)


def test_a_pick_with_its_ancestors_and_what_lies_between() -> None:
    comments = thread([-1, 0, 1, 1, 0, -1, 5, -1])
    picked = {CommentId(4): Choice()}
    selection = select(article(comments), comments, PROVENANCE, choices=picked)
    assert [
        (part.level, part.comments) if isinstance(part, Omission) else (part.role.value, part.comment.number)
        for part in selection.entries
    ] == [("stub", "1"), ("stub", "1.1"), (3, 1), ("picked", "1.1.2"), (2, 1), (1, 3)]


def test_spam_with_a_reply_leaves_an_empty_stub_and_without_one_a_count() -> None:
    comments = thread([-1, 0, -1, -1], {0: {"verdict": SPAM}, 2: {"verdict": SPAM}})
    selection = select(
        article(comments), comments, PROVENANCE, annotations={CommentId(1): Annotation(note="a note on spam")}
    )
    stub, reply, omission, last = selection.entries
    assert isinstance(stub, Chosen)
    assert (stub.spam_left_out, stub.comment.number, stub.annotation) == (True, "1", Annotation())
    assert isinstance(reply, Chosen)
    assert (reply.level, reply.comment.number) == (2, "1.1")
    assert omission == Omission(1, 1, spam=1)
    assert isinstance(last, Chosen)


def test_what_the_reader_hid_is_left_out_unless_it_is_picked_or_answered() -> None:
    comments = thread([-1, 0, -1, -1], {0: {"hidden": True}, 2: {"muted": True}, 3: {"hidden": True}})
    selection = select(
        article(comments), comments, PROVENANCE, choices={CommentId(2): Choice(), CommentId(4): Choice()}
    )
    assert [(each.role, each.comment.number) for each in selection.chosen()] == [
        (Role.STUB, "1"),
        (Role.PICKED, "1.1"),
        (Role.PICKED, "3"),
    ]
    assert next(selection.chosen()).comment.text
    whole = select(article(comments), comments, PROVENANCE)
    assert [each.comment.number for each in whole.chosen()] == ["1", "1.1"]
    shown = select(article(comments), comments, PROVENANCE, spam=SpamRule.SHOW)
    assert len(list(shown.chosen())) == 4


def test_a_stub_of_spam_that_is_asked_for_says_how_it_begins() -> None:
    comments = thread([-1, 0], {0: {"verdict": SPAM}})
    selection = select(
        article(comments), comments, PROVENANCE, choices={CommentId(2): Choice()}, spam=SpamRule.SHOW
    )
    stub = next(selection.chosen())
    assert (stub.role, stub.spam_left_out, stub.comment.author) == (Role.STUB, False, "Author 0")


def test_what_was_picked_goes_out_although_the_source_changed_it() -> None:
    comments = thread([-1], {0: {"text": "", "state": State.DELETED}})
    picked = CommentId(1)
    quote = Quote(picked, 0, 0, 4, "article", None)
    selection = select(
        article(comments),
        comments,
        PROVENANCE,
        choices={picked: Choice()},
        annotations={
            picked: Annotation(picked=True, text="as it was", author="Then"),
            ARTICLE: Annotation(note="on the article"),
        },
        quotes=[quote],
    )
    [entry] = selection.chosen()
    assert (entry.comment.text, entry.comment.state, entry.comment.author) == (
        "as it was",
        State.NORMAL,
        "Then",
    )
    assert entry.now == comments[0]
    assert entry.annotation.changed
    assert entry.quotes == ()
    assert selection.annotation.note == "on the article"


def test_quotations_name_numbers() -> None:
    comments = thread([-1, 0])
    quotes = [
        Quote(CommentId(2), 0, 0, 7, "comment", CommentId(1)),
        Quote(CommentId(2), 1, 9, 12, "article", None),
        Quote(CommentId(2), 2, 14, 16, None, None),
    ]
    selection = select(article(comments), comments, PROVENANCE, quotes=quotes)
    assert chosen(selection)[CommentId(2)].quotes == (
        Quotation(0, 0, 7, "comment", "1"),
        Quotation(1, 9, 12, "article", None),
        Quotation(2, 14, 16, None, None),
    )


def test_the_body_can_stay_at_home() -> None:
    whole = article()
    assert select(whole, [], PROVENANCE, body=False).article == replace(whole, body="")


def test_a_thread_as_deep_as_it_can_be() -> None:
    comments = thread(list(range(-1, 2_999)))
    selection = select(article(comments), comments, PROVENANCE, choices={comments[-1].id: Choice()})
    assert sum(1 for _ in selection.chosen()) == 3_000


@given(st.text())
def test_a_beginning_is_one_short_line(text: str) -> None:
    found = beginning(text)
    assert len(found) <= BEGINNING + 1
    assert found == " ".join(found.split())
    assert " ".join(text.split()).startswith(found.removesuffix("…").rstrip())
