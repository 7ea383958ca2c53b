"""Recipes: read as they were written, refused with a sentence, and the same document from another library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.conftest import COMMENTS, JsonLinesImporter, write_lines

from archive_tui.archive import Archive
from archive_tui.curation import recipe
from archive_tui.curation.naming import LONGEST, proposed_name
from archive_tui.errors import ExportError
from archive_tui.model import (
    ArticleId,
    CommentId,
    Context,
    Recipe,
    RecipeArticle,
    RecipeComment,
    Rules,
    Scope,
    SpamRule,
)
from archive_tui.text.clean import clean, clean_line
from archive_tui.text.tags import parse_tags

if TYPE_CHECKING:
    from pathlib import Path

LINES = st.text(max_size=20).map(clean_line)
KEYS = LINES.filter(bool)
NOTES = st.none() | st.text(max_size=60).map(lambda text: clean(text).strip() or None)
TAGS = st.text(max_size=20).map(parse_tags)
CONTEXTS = st.sampled_from(Context)
RULES = st.builds(
    Rules, CONTEXTS, st.sampled_from(SpamRule), st.sampled_from(["source", "newest", "score"]), st.booleans()
)
CHOSEN = st.builds(
    RecipeComment,
    KEYS,
    LINES,
    st.booleans(),
    st.none() | KEYS,
    st.none() | CONTEXTS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    NOTES,
    TAGS,
)
ARTICLES = st.builds(
    RecipeArticle,
    KEYS,
    LINES,
    st.booleans(),
    RULES,
    st.booleans(),
    NOTES,
    TAGS,
    st.lists(CHOSEN, max_size=3).map(tuple),
)
RECIPES = st.builds(
    Recipe,
    KEYS,
    st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=2),
    st.lists(ARTICLES, min_size=1, max_size=3).map(tuple),
)


@given(RECIPES)
def test_a_recipe_is_read_as_it_was_written(made: Recipe) -> None:
    assert recipe.read(recipe.write(made), "r.toml") == made


@given(st.text(max_size=200))
def test_any_text_is_a_recipe_or_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ExportError, match=r"^r\.toml: "):
        recipe.read(text, "r.toml")


GOOD = 'recipe = 1\nformat = "md"\n[[article]]\nkey = "a"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not begin with recipe = 1"),
        ("recipe = 2", "version 2"),
        ("recipe = 1", "format is missing"),
        ('recipe = 1\nformat = "md"', "without an [[article]]"),
        (GOOD + 'whole = "yes"', "article 1: whole must be true or false"),
        (GOOD + 'context = "all"', "article 1: context must be one of: none, parent, ancestors, branch"),
        (GOOD + "[[article.comment]]\nkey = 3", "article 1: comment 1: key must be a text"),
        (GOOD + "[[article.comment]]\nkey = '3'\ntags = 'a'", "tags must be a list"),
        (GOOD + "shell = 'rm'", "nothing called shell"),
        ("a = " + "[" * 5000, "no recipe"),
    ],
)
def test_what_is_wrong_in_a_recipe_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ExportError) as caught:
        recipe.read(text, "r.toml")
    assert sentence in str(caught.value)


def _library(folder: Path, comments: list[dict[str, Any]], before: int = 0) -> tuple[Archive, ArticleId]:
    """Make a library in which ids are not those of another one."""
    folder.mkdir()
    archive = Archive.open(folder / "library.db", importers=[JsonLinesImporter()])
    for number in range(before):
        other = ({"key": f"other-{number}", "title": "Other"}, [{"ref": "x", "text": "Other."}])
        list(archive.import_paths([write_lines(folder / "other.jsonl", other)]))
    article = {"key": "pond", "title": "The pond", "body": "Ducks object.", "author": "Ada"}
    (report,) = archive.import_paths([write_lines(folder / "pond.jsonl", (article, comments))])
    return archive, report.article_ids[0]


def _document(archive: Archive, scopes: list[Scope], format_name: str) -> bytes:
    return b"".join(archive.export(archive.selections(scopes), format_name))


def _without_provenance(document: bytes) -> Any:
    """Take out when and from where it was imported: that may differ."""
    content = json.loads(document)
    for article in content["articles"]:
        article.pop("provenance")
        article.pop("imported", None)
    return content


def test_the_same_document_comes_from_two_libraries(tmp_path: Path) -> None:
    here, pond = _library(tmp_path / "here", COMMENTS)
    duck, asleep = (here.comment(f"{pond}#{number}").id for number in ("1.1", "2"))
    here.pick(pond, [duck, asleep])
    here.set_context(pond, [duck], Context.BRANCH)
    here.set_rules(pond, Rules(Context.NONE, order="newest", body=False))
    here.annotate(pond, CommentId(0), 'With """quotes"""\nand a \\ in it.')
    here.annotate(pond, asleep, "Who was?")
    here.tag(pond, [here.comment(f"{pond}#1").id], add="money")
    written = recipe.write(here.recipe([here.picked(pond)], "json", {}))
    assert str(tmp_path) not in written
    there, _ = _library(tmp_path / "there", COMMENTS, before=2)
    scopes, complaints = there.scopes(recipe.read(written, "r.toml"))
    assert complaints == []
    mine, theirs = _document(here, [here.picked(pond)], "json"), _document(there, scopes, "json")
    assert _without_provenance(mine) == _without_provenance(theirs)
    assert recipe.write(there.recipe(scopes, "json", {})) == written
    here.close()
    there.close()


def test_a_recipe_says_what_a_library_has_not(tmp_path: Path) -> None:
    here, pond = _library(tmp_path / "here", COMMENTS)
    here.pick(pond, [here.comment(f"{pond}#{number}").id for number in ("1.1", "2")])
    made = here.recipe([here.picked(pond)], "md", {})
    there, _ = _library(tmp_path / "there", [each for each in COMMENTS if each["ref"] in "abc"])
    _, complaints = there.scopes(made)
    assert complaints == ["comment 2 of “The pond” is not in this library"]
    empty = Archive.open(tmp_path / "empty.db")
    assert empty.scopes(made) == ([], ["“The pond” is not in this library (key pond)"])
    for archive in (here, there, empty):
        archive.close()


def test_a_recipe_keeps_the_words_that_were_picked(tmp_path: Path) -> None:
    here, pond = _library(tmp_path / "here", COMMENTS)
    here.pick(pond, [here.comment(f"{pond}#1.1").id])
    made = here.recipe([here.picked(pond)], "md", {})
    article = {"key": "pond", "title": "The pond"}
    later = [each | {"text": "The ducks do not."} if each["ref"] == "b" else each for each in COMMENTS]
    list(here.import_paths([write_lines(tmp_path / "here" / "pond.jsonl", (article, later))]))
    scopes, complaints = here.scopes(made)
    assert complaints == []
    assert b"The ducks do." in _document(here, scopes, "md")
    there, _ = _library(tmp_path / "there", later)
    _, complaints = there.scopes(made)
    assert complaints == ["comment 1.1 of “The pond” is not in this library"]
    here.close()
    there.close()


@given(st.text(max_size=300))
def test_a_proposed_name_is_a_name(title: str) -> None:
    name = proposed_name(title, "md")
    assert name.endswith(".md")
    assert len(name) <= LONGEST + len("thread-.md")
    assert len(name.encode()) < 255
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert name[0] not in ".-"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Harbour Lamp!", "the-harbour-lamp.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("Straße nach Süden", "strasse-nach-süden.md"),
        ("CON", "thread-con.md"),
        ("…", "thread.md"),
    ],
)
def test_names_read_well(title: str, name: str) -> None:
    assert proposed_name(title, "md") == name
