"""Which comments of a thread go out, and what is said of the others.

The invariant: every comment of the thread is either an entry of the selection or counted by exactly one omission;
entries keep the order of the thread; and spam that nobody asked for leaves nothing behind but a count, or an empty
stub where something that is shown answers it. Pure and iterative, O(n log n) in the comments of the article.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive_tui.model import (
    Annotation,
    Chosen,
    CommentId,
    Context,
    Kind,
    Omission,
    Quotation,
    Role,
    Selection,
    SpamRule,
    State,
)
from archive_tui.thread.order import Order
from archive_tui.thread.tree import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive_tui.model import Article, Choice, Comment, Entry, Provenance, Quote

BEGINNING = 120
"""Characters of its text that a stub has at most."""

ARTICLE = CommentId(0)
"""Stands for the article itself among the annotations."""

_PLAIN = Annotation()
_LEFT_OUT, _STUB, _WHOLE, _PICKED = range(4)
_ROLES = {_STUB: Role.STUB, _WHOLE: Role.WHOLE, _PICKED: Role.PICKED}
_LAST = float("inf")


def select(
    article: Article,
    comments: Sequence[Comment],
    provenance: Provenance,
    *,
    choices: Mapping[CommentId, Choice] | None = None,
    context: Context = Context.ANCESTORS,
    spam: SpamRule = SpamRule.HIDE,
    order: Order = Order.SOURCE,
    annotations: Mapping[CommentId, Annotation] | None = None,
    quotes: Iterable[Quote] = (),
    body: bool = True,
) -> Selection:
    """Return what goes out of an article.

    Args:
        article: The article.
        comments: All of its comments in pre-order.
        provenance: Where it comes from.
        choices: The comments that were chosen, and what is special about them; None for all. One that is not in
            the thread is passed over.
        context: What comes with a chosen comment whose choice does not say it.
        spam: What becomes of spam, and of what the reader hid or muted.
        order: How siblings follow each other.
        annotations: What the reader attached, by comment; id 0 stands for the article itself.
        quotes: The quotations of the thread.
        body: Whether the article's body goes out, too.
    """
    notes = annotations or {}
    thread = _thread(comments, notes, spam)
    roles = _roles(thread, choices, context)
    quoted = _quotations(quotes, {comment.id: comment.number for comment in comments}, notes)
    return Selection(
        article=article if body else replace(article, body=""),
        entries=tuple(_entries(thread, roles, _arranged(thread, order), quoted)),
        provenance=provenance,
        annotation=notes.get(ARTICLE, _PLAIN),
        whole=choices is None,
        context=context,
        spam=spam,
        order=order.value,
    )


def beginning(text: str, most: int = BEGINNING) -> str:
    """Return the beginning of a text on one line, cut after a word, "…" behind it."""
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most and len(text) <= 4 * most:
        return line
    cut = line[:most]
    words, blank, _ = cut.rpartition(" ")
    return (words if blank and len(words) > most // 2 else cut).rstrip() + "…"


@dataclass(frozen=True, slots=True)
class _Thread:
    """What the thread is, whatever was chosen of it; all by place."""

    comments: Sequence[Comment]
    """As they go out."""
    now: Sequence[Comment]
    """As the library has them."""
    parents: Sequence[int]
    hidden: bytearray
    """1 for what the rule leaves out: spam, and what the reader hid or muted."""
    annotations: Mapping[CommentId, Annotation]

    def is_spam(self, place: int) -> bool:
        """Return whether a comment is spam that the rule leaves out; what was hidden for another reason is not."""
        return bool(self.hidden[place]) and self.comments[place].verdict.label == "spam"


def _thread(
    comments: Sequence[Comment], annotations: Mapping[CommentId, Annotation], spam: SpamRule
) -> _Thread:
    places = {comment.id: place for place, comment in enumerate(comments)}
    return _Thread(
        [_as_picked(comment, annotations.get(comment.id)) for comment in comments],
        comments,
        array("i", [-1 if c.parent_id is None else places.get(c.parent_id, -1) for c in comments]),
        bytearray(spam is SpamRule.HIDE and c.out_of_sight for c in comments),
        annotations,
    )


def _as_picked(comment: Comment, annotation: Annotation | None) -> Comment:
    """Return the comment with the author and the text that it had when it was picked."""
    if annotation is None or annotation.text is None:
        return comment
    return replace(comment, author=annotation.author, text=annotation.text, state=State.NORMAL)


def _roles(thread: _Thread, choices: Mapping[CommentId, Choice] | None, context: Context) -> bytearray:
    """Return the role of every comment. O(n), however deep."""
    if choices is None:
        roles = bytearray(_LEFT_OUT if hidden else _WHOLE for hidden in thread.hidden)
        wants = bytearray(0 if hidden else 2 for hidden in thread.hidden)
    else:
        roles, wants = _choose(thread, choices, context)
    for place in range(len(roles) - 1, -1, -1):
        above = thread.parents[place]
        if wants[place] and above >= 0:
            if roles[above] == _LEFT_OUT:
                roles[above] = _STUB
            if wants[place] == 2:
                wants[above] = 2
    return roles


def _choose(
    thread: _Thread, choices: Mapping[CommentId, Choice], context: Context
) -> tuple[bytearray, bytearray]:
    """Return the roles of what was chosen and the branches below it, and which stubs each of them wants.

    1 stands for a stub of the parent, 2 for stubs of all ancestors.
    """
    roles = bytearray(len(thread.comments))
    wants = bytearray(len(thread.comments))
    in_branch = bytearray(len(thread.comments))
    for place, comment in enumerate(thread.comments):
        above = thread.parents[place]
        inherited = above >= 0 and in_branch[above]
        choice = choices.get(comment.id)
        rule = Context.NONE if choice is None else choice.context or context
        in_branch[place] = inherited or rule is Context.BRANCH
        if choice is not None and (choice.spam or not thread.is_spam(place)):
            roles[place] = _PICKED
            wants[place] = {Context.NONE: 0, Context.PARENT: 1}.get(rule, 2)
        elif in_branch[place] and not thread.hidden[place]:
            roles[place] = _WHOLE
        if in_branch[place] and roles[place]:
            # Within a branch nothing that is shown hangs in the air.
            wants[place] = 2
    return roles, wants


def _arranged(thread: _Thread, order: Order) -> Sequence[int]:
    """Return the places of the comments in the order in which they are to be read."""
    total = len(thread.comments)
    if order is Order.SOURCE:
        return range(total)
    keys = [_sort_key(comment, order) for comment in thread.comments]
    ranked = sorted(range(total), key=keys.__getitem__)
    # One more entry, which entry -1 is: the parent of a root.
    index = array("i", [-1]) * (total + 1)
    for new, place in enumerate(ranked):
        index[place] = new
    return [ranked[new] for new in shape([index[thread.parents[place]] for place in ranked]).order]


def _sort_key(comment: Comment, order: Order) -> float:
    """Return a number that sorts siblings; what has no date or score comes last."""
    if order is Order.REPLIES:
        return -comment.size
    if order is Order.SCORE:
        return _LAST if comment.score is None else -comment.score
    if comment.created is None:
        return _LAST
    seconds = comment.created.timestamp()
    return -seconds if order is Order.NEWEST else seconds


def _quotations(
    quotes: Iterable[Quote], numbers: Mapping[CommentId, str], annotations: Mapping[CommentId, Annotation]
) -> dict[CommentId, list[Quotation]]:
    """Return the quotations by the comment that quotes; their places hold for the text of the library alone."""
    found: dict[CommentId, list[Quotation]] = {}
    for quote in quotes:
        if annotations.get(quote.comment_id, _PLAIN).changed:
            continue
        number = None if quote.source_id is None else numbers.get(quote.source_id)
        source = None if quote.source == "comment" and number is None else quote.source
        found.setdefault(quote.comment_id, []).append(
            Quotation(quote.paragraph, quote.start, quote.stop, source, number)
        )
    return found


def _entries(
    thread: _Thread,
    roles: bytearray,
    arranged: Sequence[int],
    quoted: Mapping[CommentId, Sequence[Quotation]],
) -> list[Entry]:
    """Return comments and omissions in order; what is left out is counted below the nearest comment that is not."""
    entries: list[Entry] = []
    total = len(thread.comments)
    levels = array("i", [0]) * total
    shown_above = array("i", [-1]) * total
    omitted_below: int | None = None
    for place in arranged:
        above = thread.parents[place]
        nearest = above if above < 0 or roles[above] else shown_above[above]
        shown_above[place] = nearest
        levels[place] = level = (levels[nearest] if nearest >= 0 else 0) + 1
        if roles[place]:
            entries.append(_chosen(thread, place, _ROLES[roles[place]], level, quoted))
            omitted_below = None
            continue
        before = entries[-1] if entries and omitted_below == nearest else None
        if isinstance(before, Omission):
            entries[-1] = _counted(before, thread.comments[place])
        else:
            entries.append(_counted(Omission(level, 0), thread.comments[place]))
        omitted_below = nearest
    return entries


def _counted(omission: Omission, comment: Comment) -> Omission:
    ghost = comment.state is State.GHOST
    spam = not ghost and comment.verdict.label == "spam"
    return Omission(
        omission.level, omission.comments + (not ghost), omission.spam + spam, omission.ghosts + ghost
    )


def _chosen(
    thread: _Thread, place: int, role: Role, level: int, quoted: Mapping[CommentId, Sequence[Quotation]]
) -> Chosen:
    comment = thread.comments[place]
    annotation = thread.annotations.get(comment.id, _PLAIN)
    above = thread.parents[place]
    parent = thread.comments[above].key if above >= 0 else None
    if role is not Role.STUB:
        now = thread.now[place] if annotation.changed else None
        return Chosen(comment, role, level, annotation, tuple(quoted.get(comment.id, ())), parent, now)
    if thread.is_spam(place):
        empty = replace(comment, author=None, created=None, score=None, text="", url=None, kind=Kind.COMMENT)
        return Chosen(empty, role, level, parent_key=parent, spam_left_out=True)
    return Chosen(replace(comment, text=beginning(comment.text)), role, level, annotation, parent_key=parent)
