"""docs/searching.md says what the parser understands, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from archive_tui.search.expression import CHOICES, Expression, Field, Filter, Not, Or, Phrase, Prefix, leaves
from archive_tui.search.lexer import KEYWORDS
from archive_tui.search.query import parse

DOCS = (Path(__file__).parents[2] / "docs" / "searching.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \|", DOCS, re.MULTILINE)


def _filters(expression: Expression) -> list[Filter]:
    return [leaf for leaf, _ in leaves(expression) if isinstance(leaf, Filter)]


def test_every_example_is_understood_as_a_table_row_says() -> None:
    assert len(EXAMPLES) > 40
    for example in EXAMPLES:
        expression = parse(example)
        written = set(re.findall(r"\b([a-z]+):", example))
        assert {str(one.name) for one in _filters(expression)} == written, example
        assert parse(str(expression)) == expression


def test_every_field_and_every_choice_is_there() -> None:
    shown = {(one.name, one.value) for example in EXAMPLES for one in _filters(parse(example))}
    assert {name for name, _ in shown} == set(Field)
    for field, choices in CHOICES.items():
        for choice in choices:
            assert f"`{field}:{choice}`" in DOCS or (field, choice) in shown, f"{field}:{choice}"


def test_nothing_in_backquotes_with_a_colon_is_an_unknown_field() -> None:
    for code in re.findall(r"`([a-z]+:[^`]+)`", DOCS):
        if code not in {"http://example.org", "re:lamp"}:
            assert _filters(parse(code)), code


def test_every_operator_is_there() -> None:
    parsed = {example: parse(example) for example in EXAMPLES}
    kinds = {type(leaf) for expression in parsed.values() for leaf, _ in leaves(expression)}
    assert {Phrase, Prefix, Filter} <= kinds
    assert any(isinstance(expression, Or) for expression in parsed.values())
    assert any(
        isinstance(part, Not) for expression in parsed.values() for part in getattr(expression, "parts", ())
    )
    for word in KEYWORDS:
        assert word == "|" or any(f" {word} " in example for example in EXAMPLES), word


def test_what_the_text_claims_to_be_alike_is_alike() -> None:
    assert parse("lighthouse AND beacon") == parse("lighthouse beacon")
    assert parse("lighthouse NOT beacon") == parse("lighthouse -beacon")
    assert not _filters(parse("http://example.org"))
    assert not _filters(parse("re:lamp"))
