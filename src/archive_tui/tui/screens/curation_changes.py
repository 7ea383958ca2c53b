"""What can be changed on the picks of an article: what each carries, how all go out, what stands beside them.

Invariant: every change is a deed of the writer's, and what is shown is read again once it is done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.message import Message

from archive_tui.model import Annotation, CommentId, Context, Rules, SpamRule
from archive_tui.thread.order import Order
from archive_tui.tui.screens.listing import ListCommands
from archive_tui.tui.screens.reader_marks import How, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, ArticleSummary, Change, Pick
    from archive_tui.tui.keys import Call
    from archive_tui.tui.session import Session

ARTICLE: Final = CommentId(0)
_CONTEXTS: Final = (None, *Context)
SAID: Final = {
    Context.NONE: "alone",
    Context.PARENT: "with its parent",
    Context.ANCESTORS: "with its ancestors",
    Context.BRANCH: "with its branch",
}
ORDERS: Final = {
    Order.SOURCE: "as in the source",
    Order.OLDEST: "oldest first",
    Order.NEWEST: "newest first",
    Order.REPLIES: "most replies first",
    Order.SCORE: "best score first",
}


class CurationChanges(ListCommands):
    """The commands that change something."""

    @dataclass
    class Changed(Message):
        """The library was changed, or there was nothing to change."""

        change: Change | None
        how: How

    def __init__(self, session: Session, article: ArticleId) -> None:
        super().__init__(session)
        self.article_id = article
        self.summary: ArticleSummary | None = None
        """None until it was read."""
        self.rules = Rules()
        self.annotations: Mapping[CommentId, Annotation] = {}
        self._said = ""

    @property
    def current(self) -> Pick | None:
        """The pick under the cursor."""
        raise NotImplementedError

    def load(self) -> None:
        """Read the picks anew."""
        raise NotImplementedError

    def _submit(self, act: Callable[[Archive], Change | None], how: How = "done", said: str = "") -> None:
        """Have something done in the writer's thread; what comes of it is read again."""
        self._said = said

        def deed(archive: Archive) -> None:
            self.post_message(self.Changed(act(archive), how))

        self.session.writer.submit(deed)

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        if event.change is None:
            if event.how != "done":
                self.say(
                    "There is nothing to undo here"
                    if event.how == "undone"
                    else "There is nothing to do again"
                )
            return
        if event.how == "done":
            self.say(self._said or sentence(event.change, event.how))
        else:
            self.notify(sentence(event.change, event.how), timeout=3, markup=False)
        self.load()

    def with_current(self, act: Callable[[Pick], object]) -> None:
        """Do something with the pick under the cursor, if there is one."""
        current = self.current
        if current is None:
            self.say("Nothing is picked here")
        else:
            act(current)

    def do_drop_pick(self, _call: Call) -> None:
        """Drop the current pick."""
        self.with_current(
            lambda pick: self._submit(
                lambda archive: archive.pick(self.article_id, [pick.comment.id], picked=False),
                said=f"{pick.comment.number} is dropped; u takes that back",
            )
        )

    def do_pick_context(self, _call: Call) -> None:
        """Let the current pick carry the next context."""

        def change(pick: Pick) -> None:
            context = _CONTEXTS[(_CONTEXTS.index(pick.context) + 1) % len(_CONTEXTS)]
            said = "goes out by the rule for all" if context is None else f"goes out {SAID[context]}"
            self._submit(
                lambda archive: archive.set_context(self.article_id, [pick.comment.id], context),
                said=f"{pick.comment.number} {said}",
            )

        self.with_current(change)

    def do_retake(self, _call: Call) -> None:
        """Let the current pick keep what the comment says now."""

        def retake(pick: Pick) -> None:
            if not pick.changed:
                self.say("This is as it was when it was picked")
                return
            self._submit(
                lambda archive: archive.retake(self.article_id, [pick.comment.id]),
                said=f"{pick.comment.number} is picked as it is now",
            )

        self.with_current(retake)

    def _rule(self, said: str, rules: Rules) -> None:
        if self.summary is not None:
            self._submit(lambda archive: archive.set_rules(self.article_id, rules), said=said)

    def do_context_all(self, _call: Call) -> None:
        """Let all picks without a context of their own carry the next one."""
        kinds = tuple(Context)
        context = kinds[(kinds.index(self.rules.context) + 1) % len(kinds)]
        self._rule(f"Each pick goes out {SAID[context]}", replace(self.rules, context=context))

    def do_rule_spam(self, _call: Call) -> None:
        """Leave spam out around the picks, or show it."""
        spam = SpamRule.SHOW if self.rules.spam is SpamRule.HIDE else SpamRule.HIDE
        said = (
            "Spam around the picks is left out" if spam is SpamRule.HIDE else "Spam around the picks is shown"
        )
        self._rule(said, replace(self.rules, spam=spam))

    def do_rule_order(self, _call: Call) -> None:
        """Put siblings in the next order."""
        orders = tuple(Order)
        now = orders.index(Order(self.rules.order)) if self.rules.order in orders else -1
        order = orders[(now + 1) % len(orders)]
        self._rule(f"Replies go out {ORDERS[order]}", replace(self.rules, order=order.value))

    def do_rule_body(self, _call: Call) -> None:
        """Send the article's text along, or leave it out."""
        body = not self.rules.body
        said = "The article's text goes along" if body else "The article's text is left out"
        self._rule(said, replace(self.rules, body=body))

    def do_pick_note(self, _call: Call) -> None:
        """Write a note to the current pick."""
        self.with_current(lambda pick: self._note(pick.comment.id, f"Note to comment {pick.comment.number}"))

    def do_article_note(self, _call: Call) -> None:
        """Write a note to the article."""
        self._note(ARTICLE, "Note to the article")

    def _note(self, comment: CommentId, heading: str) -> None:
        from archive_tui.tui.screens.note import NoteScreen  # noqa: PLC0415 - not needed to start

        beside = self.annotations.get(comment)
        note = beside.note or "" if beside is not None else ""
        keep = partial(self._keep_note, comment)
        self.app.push_screen(NoteScreen(self.session, heading, note, keep))

    def _keep_note(self, comment: CommentId, note: str | None) -> None:
        self._submit(lambda archive: archive.annotate(self.article_id, comment, note))

    def do_undo(self, _call: Call) -> None:
        """Take back the last change of the article's marks."""
        self._submit(lambda archive: archive.undo(self.article_id), "undone")

    def do_redo(self, _call: Call) -> None:
        """Do again what was taken back last."""
        self._submit(lambda archive: archive.redo(self.article_id), "redone")
