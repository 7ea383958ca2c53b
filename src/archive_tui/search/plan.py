"""From the tree of a query to what the library is asked.

Invariant: an FTS5 expression is made of quoted tokens, column names and operators of this module alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archive_tui.errors import QuerySyntaxError
from archive_tui.search import dates, tokens
from archive_tui.search.expression import And, Expression, Field, Filter, Not, Or, leaves
from archive_tui.search.query import comparison
from archive_tui.storage.search_find import (
    Between,
    Condition,
    Every,
    Find,
    InSection,
    Is,
    Matches,
    Says,
    Some,
    Tagged,
    Under,
    Without,
)
from archive_tui.text.tags import parse_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archive_tui.search.expansion import Group, Text

ANYTHING = f'("{tokens.COMMENT}" OR "{tokens.ARTICLE}")'
_NEVER = '"\ue000x"'
_MONTHS = 24
"""A span of so many months is looked up by its months; a longer one by the date of each match."""


class Resolver:
    """What a plan asks the library about names: which article, where a subtree is."""

    def __init__(
        self,
        articles: Callable[[str], Sequence[int]],
        subtree: Callable[[int, str], Under | None],
        article: int | None = None,
    ) -> None:
        """Take the two questions.

        Args:
            articles: Ids of the articles whose title has these words.
            subtree: The subtree of a comment's number in an article.
            article: The one that the whole search is about.
        """
        self.article = article
        self.articles = articles
        self.subtree = subtree


class Plan:
    """A query, ready to be asked with narrower or wider groups."""

    def __init__(
        self, query: str, expression: Expression, resolver: Resolver, *, now: datetime, typing: bool
    ) -> None:
        """Look at all filters of a query.

        Raises:
            QuerySyntaxError: one of them cannot be answered; never while typing.
        """
        self._query = query
        self._expression = expression
        self._resolver = resolver
        self._now = now
        self._filters: dict[Filter, Find | None] = {}
        self._titles = False
        for leaf, wanted in leaves(expression):
            if isinstance(leaf, Filter):
                try:
                    self._filters[leaf] = self._filter(leaf)
                except QuerySyntaxError:
                    if not typing:
                        raise
                    self._filters[leaf] = None
                self._titles |= wanted and leaf.name is Field.IN and leaf.value == "title"
        self.texts: list[Text] = [
            leaf for leaf, wanted in leaves(expression) if wanted and not isinstance(leaf, Filter)
        ]
        """Words and phrases that must match, in the order of the query."""
        self.unwanted: list[Text] = [
            leaf for leaf, wanted in leaves(expression) if not wanted and not isinstance(leaf, Filter)
        ]

    def find(
        self, groups: Mapping[Text, Sequence[Group]], *, within: str = "", limit: int | None = None
    ) -> Find | None:
        """Return what to ask; None if the query asks for nothing.

        Args:
            groups: For each leaf what must be there; a leaf without groups does not count.
            within: A further FTS5 expression that must match.
            limit: Take so many variants of each group.
        """
        found = _Compiler(groups, self._filters, titles=self._titles, limit=limit).compile(self._expression)
        if found is None:
            return None
        match = " AND ".join(part for part in (found.match, within) if part)
        return Find(match or ANYTHING, found.where)

    def _filter(self, asked: Filter) -> Find | None:  # noqa: PLR0911 - one for each field
        value = asked.value
        match asked.name:
            case Field.AUTHOR:
                return Find(_author(value))
            case Field.ARTICLE:
                return self._article(value)
            case Field.SECTION:
                return Find("", InSection(value))
            case Field.BEFORE | Field.AFTER | Field.ON:
                return self._date(asked)
            case Field.DEPTH | Field.REPLIES | Field.SCORE:
                least, most = comparison(value)
                column = asked.name.value
                return Find(
                    "",
                    Between(
                        "depth" if column == "depth" else "score" if column == "score" else "replies",
                        least,
                        most,
                    ),
                )
            case Field.HAS if value == "note":
                return Find("", Is("noted"))
            case Field.HAS:
                marked = Matches(_quoted(tokens.having(value)))
                return Find("", Some((marked, Is("quoting")))) if value == "quote" else Find(marked.match)
            case Field.IS | Field.SPAM:
                return _quality({"no": "ham", "yes": "spam"}.get(value, value))
            case Field.UNDER:
                return self._under(asked)
            case Field.IN:
                return Find(_quoted(tokens.COMMENT if value == "comments" else tokens.ARTICLE))
            case Field.QUOTED | Field.OWN:
                return _said(asked)
            case Field.TAG:
                return _tagged(value)

    def _article(self, value: str) -> Find:
        if value.isascii() and value.isdigit():
            return Find(_quoted(tokens.of_article(int(value))))
        found = self._resolver.articles(value)
        return Find(
            "(" + " OR ".join(_quoted(tokens.of_article(article)) for article in found) + ")"
            if found
            else _NEVER
        )

    def _date(self, asked: Filter) -> Find:
        span = dates.span(asked.value, self._now)
        if span is None:
            raise AssertionError(asked)
        age = asked.value[-1:] in "dwmy" and asked.value[:1].isdigit()
        start, end = span.start, span.end
        if asked.name is Field.BEFORE:
            start, end = None, start
        elif asked.name is Field.AFTER and not age:
            start, end = end, None
        where = Between(
            "created",
            None if start is None else int(start.timestamp()),
            None if end is None else int(end.timestamp()) - 1,
        )
        return Find(_months(start, end), where)

    def _under(self, asked: Filter) -> Find:
        article, sign, number = asked.value.rpartition("#")
        ids = [
            int(leaf.value)
            for leaf, wanted in leaves(self._expression)
            if wanted and isinstance(leaf, Filter) and leaf.name is Field.ARTICLE and leaf.value.isdigit()
        ]
        if self._resolver.article is not None:
            ids.append(self._resolver.article)
        if not sign and not ids:
            reason = f"under: needs to know the article; write under:12#{number}, or add article:12"
            raise QuerySyntaxError(self._query, asked.position, reason)
        named = int(article) if sign else ids[0]
        found = self._resolver.subtree(named, number)
        if found is None:
            reason = f"article {named} has no comment {number}"
            raise QuerySyntaxError(self._query, asked.position, reason)
        return Find(_quoted(tokens.of_article(found.article_id)), found)


class _Compiler:
    def __init__(
        self,
        groups: Mapping[Text, Sequence[Group]],
        filters: Mapping[Filter, Find | None],
        *,
        titles: bool,
        limit: int | None,
    ) -> None:
        self._groups = groups
        self._filters = filters
        self._column = "title : " if titles else ""
        self._limit = limit

    def compile(self, part: Expression) -> Find | None:
        """Compile a part; None if it says nothing. As deep as brackets may go."""
        match part:
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return self._any(parts)
            case Not(inner):
                return self._all((Not(inner),))
            case Filter():
                return self._filters[part]
        groups = self._groups.get(part, ())
        if not groups:
            return None
        found = " AND ".join(group.match(self._limit) for group in groups)
        return Find(f"{self._column}({found})")

    def _all(self, parts: Sequence[Expression]) -> Find | None:
        wanted: list[str] = []
        unwanted: list[str] = []
        conditions: list[Condition] = []
        for part in parts:
            found = self.compile(part.part if isinstance(part, Not) else part)
            if found is None:
                continue
            if not isinstance(part, Not):
                wanted += [found.match] if found.match else []
                conditions += [found.where] if found.where else []
            elif found.where is None:
                unwanted.append(found.match)
            else:
                conditions.append(Without(_condition(found)))
        if not (wanted or unwanted or conditions):
            return None
        match = " AND ".join(wanted)
        if unwanted:
            match = f"(({match or ANYTHING}) NOT ({' OR '.join(unwanted)}))"
        elif len(wanted) > 1:
            match = f"({match})"
        return Find(match, _every(conditions))

    def _any(self, parts: Sequence[Expression]) -> Find | None:
        found = [one for one in map(self.compile, parts) if one is not None]
        if len(found) < 2:
            return found[0] if found else None
        if all(one.where is None for one in found):
            return Find("(" + " OR ".join(one.match for one in found) + ")")
        return Find("", Some(tuple(_condition(one) for one in found)))


def _condition(found: Find) -> Condition:
    parts: list[Condition] = [Matches(found.match)] if found.match else []
    parts += [found.where] if found.where else []
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _every(conditions: list[Condition]) -> Condition | None:
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else Every(tuple(conditions))


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _author(value: str) -> str:
    names = [_quoted(token) for token in tokens.by_author(value)]
    if value.endswith("*") and names:
        names[-1] += " *"
    return "(" + " AND ".join(names) + ")" if names else _NEVER


def _quality(value: str) -> Find:
    match value:
        case "article":
            return Find(_quoted(tokens.ARTICLE))
        case "comment":
            return Find(_quoted(tokens.COMMENT))
        case (
            "deleted"
            | "ghost"
            | "ham"
            | "hidden"
            | "missing"
            | "muted"
            | "new"
            | "op"
            | "picked"
            | "pingback"
            | "read"
            | "reply"
            | "root"
            | "spam"
            | "starred"
            | "unread"
        ) as quality:
            return Find("", Is(quality))
    raise AssertionError(value)


def _tagged(value: str) -> Find:
    found = [Tagged(tag) for tag in parse_tags(value)]
    return Find("", found[0] if len(found) == 1 else Every(tuple(found))) if found else Find(_NEVER)


def _said(asked: Filter) -> Find | None:
    found = tokens.pieces(asked.value, strict=True)
    if not found:
        return None
    match = " AND ".join(_quoted(" ".join(piece.tokens)) + (" *" if piece.prefix else "") for piece in found)
    phrase = " ".join(piece.literal or " ".join(piece.tokens) for piece in found)
    return Find(f"({match})", Says("quoted" if asked.name is Field.QUOTED else "own", phrase))


def _months(start: datetime | None, end: datetime | None) -> str:
    """Return the expression for the months that a span touches; empty for a long one."""
    if start is None or end is None or (end - start).days > 31 * _MONTHS:
        return ""
    names: list[str] = []
    month = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while month < end:
        names.append(_quoted(tokens.in_month(int(month.timestamp()))))
        month = (month + timedelta(days=32)).replace(day=1)
    return "(" + " OR ".join(names) + ")" if names else _NEVER


def now() -> datetime:
    """Return the moment that ages and ``today`` are counted from."""
    return datetime.now(UTC)
