"""Recipes: what goes out, as a small TOML file that makes the same document again.

The invariant: ``read(write(recipe)) == recipe``, and a recipe names articles and comments by stable keys alone, so that
it works in every library that has them. Numbers and titles stand in it for people.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ExportError
from archive_tui.model import Context, Recipe, RecipeArticle, RecipeComment, Rules, SpamRule
from archive_tui.text.clean import clean, clean_line
from archive_tui.thread.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSION = 1
LONGEST = 50_000_000
"""Bytes of a recipe; more is no recipe."""

_ESCAPED = re.compile(r'[\\"\x00-\x08\x0b-\x1f\x7f]')
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def digest(author: str | None, text: str) -> str:
    """Return what tells one wording of a comment from another."""
    return hashlib.sha256(f"{author or ''}\0{text}".encode()).hexdigest()[:16]


def write(recipe: Recipe) -> str:
    """Return the file."""
    lines = [
        "# Makes a document again: archive-tui export --recipe THIS-FILE",
        f"recipe = {VERSION}",
        f"format = {_text(recipe.format)}",
    ]
    if recipe.options:
        lines += ["", "[options]"]
        lines += [f"{_key(name)} = {_text(value)}" for name, value in sorted(recipe.options.items())]
    for article in recipe.articles:
        lines += ["", "[[article]]", *_article(article)]
        for comment in article.comments:
            lines += ["", "[[article.comment]]", *_comment(comment)]
    return "\n".join([*lines, ""])


def _article(article: RecipeArticle) -> Iterator[str]:
    yield f"key = {_text(article.key)}"
    yield f"title = {_text(article.title)}"
    yield f"whole = {_word(article.whole)}"
    yield f"context = {_text(article.rules.context)}"
    yield f"spam = {_text(article.rules.spam)}"
    yield f"order = {_text(article.rules.order)}"
    yield f"body = {_word(article.rules.body)}"
    yield from _beside(article)


def _comment(comment: RecipeComment) -> Iterator[str]:
    yield f"key = {_text(comment.key)}"
    yield f"number = {_text(comment.number)}"
    if comment.chosen:
        yield "chosen = true"
    if comment.digest is not None:
        yield f"digest = {_text(comment.digest)}"
    if comment.context is not None:
        yield f"context = {_text(comment.context)}"
    if comment.spam:
        yield "spam = true"
    if comment.picked:
        yield "picked = true"
    yield from _beside(comment)


def _beside(kept: RecipeArticle | RecipeComment) -> Iterator[str]:
    if kept.starred:
        yield "starred = true"
    if kept.tags:
        yield f"tags = [{', '.join(map(_text, kept.tags))}]"
    if kept.note is not None:
        yield f"note = {_text(kept.note)}"


def _word(value: bool) -> str:  # noqa: FBT001 - the one thing it writes
    return "true" if value else "false"


def _key(name: str) -> str:
    # A key of TOML stands on one line.
    return name if _NAME.fullmatch(name) else '"' + _escaped(name).replace("\n", "\\n") + '"'


def _text(text: str) -> str:
    return f'"""\n{_escaped(text)}"""' if "\n" in text else f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _escape(found[0]), text)


def _escape(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04x}"


def read(text: str, name: str) -> Recipe:
    """Read a file; ``name`` is what it is called in an error.

    Raises:
        ExportError: it is no recipe, with what is wrong in it.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{name}: no recipe: {error or 'nested too deeply'}"
        raise ExportError(message) from error
    try:
        return _recipe(_Table(content, ""))
    except _WrongError as error:
        message = f"{name}: {error}"
        raise ExportError(message) from error


class _WrongError(Exception):
    """Something in a recipe is not what it must be; never reaches a person as such."""


class _Table:
    """A table of the file, read by name; what is left in it at the end is nothing that a recipe has."""

    def __init__(self, content: Mapping[str, Any], where: str) -> None:
        self._content = dict(content)
        self._where = where

    def text(self, name: str, *, line: bool = True) -> str:
        """Return a text; it is clean."""
        found = self.maybe(name, line=line)
        if found is None:
            message = f"{self._where}{name} is missing"
            raise _WrongError(message)
        return found

    def maybe(self, name: str, *, line: bool = True) -> str | None:
        """Return a text, None if it is not there."""
        found = self._content.pop(name, None)
        if found is not None and not isinstance(found, str):
            message = f"{self._where}{name} must be a text"
            raise _WrongError(message)
        return None if found is None else clean_line(found) if line else clean(found).strip() or None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return true or false."""
        found = self._content.pop(name, default)
        if not isinstance(found, bool):
            message = f"{self._where}{name} must be true or false"
            raise _WrongError(message)
        return found

    def one_of(self, name: str, known: tuple[str, ...], default: str | None = None) -> str | None:
        """Return one of some words."""
        found = self._content.pop(name, default)
        if found not in {*known, default}:
            message = f"{self._where}{name} must be one of: {', '.join(known)}"
            raise _WrongError(message)
        return None if found is None else str(found)

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._content.pop(name, [])
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            message = f"{self._where}{name} must be a list of texts"
            raise _WrongError(message)
        return tuple(clean_line(word) for word in found)

    def tables(self, name: str, singular: str) -> list[_Table]:
        """Return a list of tables."""
        found = self._content.pop(name, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            message = f"{self._where}{name} must be a list of tables: [[{name}]]"
            raise _WrongError(message)
        return [
            _Table(table, f"{self._where}{singular} {number}: ")
            for number, table in enumerate(found, start=1)
        ]

    def table(self, name: str) -> Mapping[str, str]:
        """Return a table of texts."""
        found = self._content.pop(name, {})
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            message = f"{self._where}[{name}] must be a table of texts"
            raise _WrongError(message)
        return found

    def end(self) -> None:
        """See that nothing is left."""
        for name in self._content:
            message = f"{self._where}there is nothing called {clean_line(name)} in a recipe"
            raise _WrongError(message)


def _recipe(table: _Table) -> Recipe:
    version = table._content.pop("recipe", None)
    if version != VERSION:
        message = (
            "no recipe: it does not begin with recipe = 1"
            if not isinstance(version, int)
            else f"a recipe of version {version}; this program reads version {VERSION}"
        )
        raise _WrongError(message)
    recipe = Recipe(
        table.text("format"),
        table.table("options"),
        tuple(_read_article(each) for each in table.tables("article", "article")),
    )
    table.end()
    if not recipe.articles:
        message = "a recipe without an [[article]]"
        raise _WrongError(message)
    return recipe


def _read_article(table: _Table) -> RecipeArticle:
    rules = Rules()
    article = RecipeArticle(
        key=table.text("key"),
        title=table.maybe("title") or "",
        whole=table.flag("whole"),
        rules=Rules(
            Context(table.one_of("context", tuple(Context), rules.context) or rules.context),
            SpamRule(table.one_of("spam", tuple(SpamRule), rules.spam) or rules.spam),
            table.one_of("order", tuple(Order), rules.order) or rules.order,
            table.flag("body", default=True),
        ),
        starred=table.flag("starred"),
        note=table.maybe("note", line=False),
        tags=table.words("tags"),
        comments=tuple(_read_comment(each) for each in table.tables("comment", "comment")),
    )
    table.end()
    return article


def _read_comment(table: _Table) -> RecipeComment:
    context = table.one_of("context", tuple(Context))
    comment = RecipeComment(
        key=table.text("key"),
        number=table.maybe("number") or "",
        chosen=table.flag("chosen"),
        digest=table.maybe("digest"),
        context=None if context is None else Context(context),
        spam=table.flag("spam"),
        picked=table.flag("picked"),
        starred=table.flag("starred"),
        note=table.maybe("note", line=False),
        tags=table.words("tags"),
    )
    table.end()
    return comment
