"""The query language: recursive descent over the grammar below, nesting bounded.

    query   = and { "OR" and }
    and     = not { ["AND"] not }
    not     = [ "-" | "NOT" ] primary
    primary = "(" query ")" | [ field ":" ] '"' text '"' | field ":" value | word [ "*" ]

Invariant: ``parse`` takes any text and gives a tree or a ``QuerySyntaxError`` that points into it; while a person is
still typing it always gives a tree.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from rapidfuzz.distance import OSA

from archive_tui.errors import QuerySyntaxError
from archive_tui.search import dates
from archive_tui.search.expression import (
    CHOICES,
    DATES,
    NOTHING,
    NUMBERS,
    Expression,
    Field,
    Filter,
    Not,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
)
from archive_tui.search.lexer import Sign, Token, tokens

MAX_NESTING = 30
"""Brackets within brackets."""
MAX_TOKENS = 200
_NUMBER = re.compile(r"(?a:(?:(<=|>=|<|>|=)?(-?\d{1,9})|(-?\d{1,9})?\.\.(-?\d{1,9})?))")
_PLACE = re.compile(r"(?a:(?:\d{1,18}#)?\d{1,9}(?:\.\d{1,9}){0,999})")
_REFERENCE_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_NAMES = tuple(Field)


def parse(query: str, *, typing: bool = False) -> Expression:
    """Read a query.

    Args:
        query: what was typed.
        typing: the query may be unfinished: a bracket or a quotation mark may be open, a field without its value, and
            what makes no sense yet is left out instead of being an error.

    Raises:
        QuerySyntaxError: never while typing.
    """
    return _Parser(query, typing=typing).parse()


class _Parser:
    def __init__(self, query: str, *, typing: bool) -> None:
        self._query = query
        self._typing = typing
        self._tokens = list(tokens(query))
        self._next = 0
        self._nesting = 0

    def parse(self) -> Expression:
        if len(self._tokens) > MAX_TOKENS:
            self._refuse(
                self._tokens[MAX_TOKENS], f"a query has at most {MAX_TOKENS - 1} words; leave some out"
            )
            self._tokens = [*self._tokens[: MAX_TOKENS - 1], Token(Sign.END, "", len(self._query))]
        parts: list[Expression] = [self._any()]
        while self._peek().sign is Sign.CLOSE:
            self._refuse(
                self._take(), 'no bracket is open here; open one before it, or write ")" in quotation marks'
            )
            parts.append(self._any())
        return all_of(parts)

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next += token.sign is not Sign.END
        return token

    def _refuse(self, token: Token, reason: str) -> None:
        if not self._typing:
            raise QuerySyntaxError(self._query, token.position, reason)

    def _any(self) -> Expression:
        branches = [self._all()]
        while self._peek().sign is Sign.OR:
            keyword = self._take()
            if branches[-1] == NOTHING:
                self._refuse(keyword, 'OR needs a word on its left; to find the word "or" itself, quote it')
            branches.append(self._all())
            if branches[-1] == NOTHING:
                self._refuse(keyword, 'OR needs a word on its right; to find the word "or" itself, quote it')
        return any_of([branch for branch in branches if branch != NOTHING])

    def _all(self) -> Expression:
        parts: list[Expression] = []
        dangling: Token | None = None
        while (token := self._peek()).sign not in {Sign.OR, Sign.CLOSE, Sign.END}:
            if token.sign is Sign.AND:
                if not parts or dangling:
                    self._refuse(token, "AND needs a word on its left; a blank between words means the same")
                dangling = self._take()
                continue
            dangling = None
            part = self._negation()
            if part != NOTHING:
                parts.append(part)
        if dangling:
            self._refuse(dangling, "AND needs a word on its right; a blank between words means the same")
        return all_of(parts)

    def _negation(self) -> Expression:
        negative = False
        while self._peek().sign in {Sign.NOT, Sign.MINUS}:
            negation = self._take()
            negative = not negative
            if self._peek().sign in {Sign.OR, Sign.AND, Sign.CLOSE, Sign.END}:
                self._refuse(negation, f"{negation.text} needs a word after it")
                return NOTHING
        part = self._primary()
        if not negative or part == NOTHING:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _primary(self) -> Expression:
        token = self._take()
        if token.sign is Sign.OPEN:
            return self._bracket(token)
        if token.sign is Sign.PHRASE:
            return self._phrase(token)
        return self._word(token)

    def _bracket(self, opening: Token) -> Expression:
        if self._nesting >= MAX_NESTING:
            self._refuse(opening, f"brackets go {MAX_NESTING} deep at most; take some away")
            return NOTHING
        self._nesting += 1
        inner = self._any()
        self._nesting -= 1
        if self._peek().sign is Sign.CLOSE:
            self._take()
        else:
            self._refuse(opening, 'this bracket is not closed; add ")"')
        if inner == NOTHING:
            self._refuse(opening, "these brackets are empty; put words in them or take them away")
        return inner

    def _phrase(self, token: Token) -> Expression:
        if not token.closed:
            self._refuse(token, "this quotation mark is not closed; add another after the last word")
        if token.name:
            return self._field(token)
        return Phrase(token.text, token.position) if token.text else NOTHING

    def _word(self, token: Token) -> Expression:
        if token.name:
            return self._field(token)
        text = token.text
        if text.endswith("*"):
            stem = text.rstrip("*")
            return Prefix(stem, token.position) if stem else NOTHING
        return Word(text, token.position) if text.strip("-") else NOTHING

    def _field(self, token: Token) -> Expression:
        name = token.name.lower()
        if name not in _NAMES:
            return self._no_field(token, name)
        field = Field(name)
        if not token.text:
            self._refuse(token, f"{field}: needs a value right after the colon: {_wanted(field)}")
            return NOTHING
        value = _canonical(field, token.text)
        if value is None:
            self._refuse(token, f'{field}: cannot be "{token.text}"; it takes {_wanted(field)}')
            return NOTHING
        return Filter(field, value, token.position)

    def _no_field(self, token: Token, name: str) -> Expression:
        """Take ``http://…`` or ``re:`` for words, but not a field's name with a slip in it."""
        near = min(_NAMES, key=lambda known: OSA.distance(name, known))
        if len(name) > 3 and OSA.distance(name, near) <= 1 + (len(name) > 6):
            self._refuse(token, f'there is no field "{name}:"; did you mean {near}: ?')
        return Word(f"{token.name}:{token.text}", token.position)


def _canonical(field: Field, value: str) -> str | None:
    """Return the value in its one spelling; None if the field cannot take it."""
    if field in CHOICES:
        return value.lower() if value.lower() in CHOICES[field] else None
    if field in DATES:
        value = value.lower()
        found = dates.span(value, _REFERENCE_DAY)
        return value if found and (field is Field.ON or ".." not in value) else None
    if field in NUMBERS:
        return value if _NUMBER.fullmatch(value) and value != ".." else None
    if field is Field.UNDER:
        return value if _PLACE.fullmatch(value) else None
    return value if any(sign.isalnum() for sign in value) else None


def comparison(value: str) -> tuple[int | None, int | None]:
    """Read ``>5``, ``<=3``, ``7`` or ``2..4`` as the least and the greatest number that it takes in."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise AssertionError(value)
    if found[2] is None:
        return (int(found[3]) if found[3] else None), (int(found[4]) if found[4] else None)
    number = int(found[2])
    match found[1]:
        case ">":
            return number + 1, None
        case ">=":
            return number, None
        case "<":
            return None, number - 1
        case "<=":
            return None, number
        case _:
            return number, number


def _wanted(field: Field) -> str:
    if field in CHOICES:
        return " or ".join((", ".join(CHOICES[field][:-1]), CHOICES[field][-1]))
    if field in DATES:
        return dates.FORMS + (", or a range (2009..2011)" if field is Field.ON else "")
    if field in NUMBERS:
        return "a number, with a comparison if need be: 3, >5, <=2, 2..4"
    return {
        Field.UNDER: "a comment's number (3.2), or an article and a number (12#3.2)",
        Field.AUTHOR: 'a name; write author:"Ada Lovelace" if there is a blank in it',
        Field.ARTICLE: 'an article\'s id, or words of its title: article:12, article:"the title"',
        Field.TAG: "a tag",
    }.get(field, "a word, or words in quotation marks")
