"""A query with all that is needed to ask it: its tree, its plan, what its words may stand for.

Invariant: a question belongs to one connection and one state of the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.search import quotes, tokens
from archive_tui.search.candidates import Bounds
from archive_tui.search.expansion import Expander
from archive_tui.search.expression import Filter, Phrase, Word, leaves
from archive_tui.search.plan import Plan, Resolver, now
from archive_tui.search.query import parse
from archive_tui.search.rank import Collection
from archive_tui.storage import search_find
from archive_tui.storage.search_find import Find

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from archive_tui.model import ArticleId
    from archive_tui.search.expansion import Group, Text
    from archive_tui.storage.search_index import State

_STOP_SHARE = 0.10
"""A word in more than this part of all documents does not decide which are found, if there is another."""


class Question:
    """A query with all that is needed to ask it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: str,
        state: State,
        *,
        exact: bool,
        article: ArticleId | None = None,
        typing: bool = False,
    ) -> None:
        self.connection = connection
        self.state = state
        self.exact = exact
        self.expression = parse(query, typing=typing)
        search_find.offer_says(connection, quotes.says)
        self.collection = collection_of(state)
        self.stop_documents = max(_STOP_SHARE * state.documents, 100.0)
        """A word in more documents than these does not decide alone which are found."""
        self.bounds = Bounds(-state.articles, state.comments)
        self.plan = Plan(query, self.expression, self._resolver(article), now=now(), typing=typing)
        self._within = f'"{tokens.of_article(article)}"' if article is not None else ""
        opened = _opened(query, self.plan.texts) if typing else None
        self.expander = Expander(connection, exact=exact, opened=opened)
        self.expander.look_up([*self.plan.texts, *self.plan.unwanted])
        self.unwanted = {leaf: self.expander.typed(leaf) for leaf in self.plan.unwanted}
        self.typed = {leaf: self.expander.typed(leaf) for leaf in self.plan.texts}
        dated = any(isinstance(leaf, Filter) for leaf, _ in leaves(self.expression))
        self.key: tuple[object, ...] | None = (
            None if dated else (str(self.expression), exact, article, opened, state.revision)
        )

    def levels(self) -> Iterator[dict[Text, list[Group]]]:
        """Yield the groups of the query from narrow to wide, without repeating any; wider ones only if asked for."""
        last = self.typed
        yield last
        for frequent in () if self.exact else (False, True):
            wider = {leaf: self.expander.widened(leaf, frequent=frequent) for leaf in self.plan.texts}
            if wider != last:
                last = wider
                yield wider

    def find(
        self, groups: Mapping[Text, Sequence[Group]], *, limit: int | None = None, strict: bool = False
    ) -> Find | None:
        """Return what to ask for; words that nearly all documents have are left out unless ``strict``."""
        driving = groups if strict or self.exact else self.driving(groups)
        return self.plan.find({**driving, **self.unwanted}, within=self._within, limit=limit)

    def driving(self, groups: Mapping[Text, Sequence[Group]]) -> Mapping[Text, Sequence[Group]]:
        """Return the groups that decide what is found: not the words that nearly all documents have."""
        most = self.stop_documents
        driving = {
            leaf: found
            for leaf, found in groups.items()
            if isinstance(leaf, Phrase) or any(group.variants[0].documents <= most for group in found)
        }
        return driving if any(driving.values()) else groups

    def _resolver(self, article: ArticleId | None) -> Resolver:
        connection = self.connection

        def articles(words: str) -> list[int]:
            found = tokens.pieces(words, strict=True)
            match = " AND ".join('"' + " ".join(piece.tokens) + '"' for piece in found)
            if not match:
                return []
            within = Find(f'title : ({match}) AND "{tokens.ARTICLE}"')
            return [
                -one
                for one in search_find.newest(
                    connection, within, below=0, above=self.bounds.least, limit=100
                )[0]
            ]

        return Resolver(
            articles, lambda named, number: search_find.subtree(connection, named, number), article
        )


def _opened(query: str, texts: Sequence[Text]) -> Word | None:
    """Return the word that the cursor is at the end of."""
    last = max(texts, key=lambda leaf: leaf.position, default=None)
    if not isinstance(last, Word) or last.position + len(last.text) != len(query):
        return None
    return last


def collection_of(state: State) -> Collection:
    """Return the figures of all that is indexed."""
    return Collection(max(state.documents, 1), state.characters / max(state.documents, 1))
