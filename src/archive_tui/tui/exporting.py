"""What the export dialog decides: what goes out, in which format, with which options, to which file. Pure.

Invariant: every row of the form has a value at every moment, and the options are those of the chosen format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from archive_tui.curation.naming import proposed_name
from archive_tui.model import ArticleId, Choice, CommentId, Context, Rules, Scope, SpamRule
from archive_tui.text.clean import clean_line

if TYPE_CHECKING:
    from archive_tui.archive import Archive
    from archive_tui.exporters import Exporter
    from archive_tui.model import ArticleSummary

Find = Callable[["Archive"], Iterable[Scope]]
"""Looks up what goes out. Reads the library: not for the event loop."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that can be exported."""

    label: str
    """For a person: "the picks (3)"."""
    title: str
    """What the document is about."""
    find: Find
    by_rules: bool = False
    """Whether it goes by the rules of picks, so that spam is no question."""


def of_picks(article: ArticleSummary, picks: int) -> Wanted:
    """Return the picks of an article."""
    label = "the pick" if picks == 1 else f"the {picks:,} picks"
    return Wanted(label, article.title, lambda archive: [archive.picked(article.id)], by_rules=True)


def of_whole(article: ArticleSummary) -> Wanted:
    """Return an article with its whole thread."""
    return Wanted("the whole article", article.title, lambda _: [Scope(article.id)])


def of_article(article: ArticleSummary, picks: int) -> list[Wanted]:
    """Return what there is of an article: its picks, if it has some, and all of it."""
    return [*([of_picks(article, picks)] if picks else []), of_whole(article)]


def of_branch(article: ArticleSummary, comment: CommentId, number: str, size: int) -> Wanted:
    """Return a comment with all replies to it."""
    label = f"branch {number} ({size:,} comment{'' if size == 1 else 's'})"
    choices = {comment: Choice(Context.BRANCH, spam=True)}
    return Wanted(label, f"{article.title} {number}", lambda _: [Scope(article.id, choices)])


def of_comments(article: ArticleSummary, ids: Sequence[CommentId], what: str) -> Wanted:
    """Return some comments of an article, with what they answer."""
    choices = {comment: Choice() for comment in ids}
    return Wanted(f"{what} ({len(ids):,})", article.title, lambda _: [Scope(article.id, choices)])


def of_query(query: str, article: ArticleId | None = None) -> Wanted:
    """Return everything that a search finds."""
    within = f"article:{article} {query}" if article is not None else query
    return Wanted(f"all that “{clean_line(query)[:30]}” finds", query, lambda archive: archive.found(within))


def of_library() -> Wanted:
    """Return the picks of all articles."""
    return Wanted("all picks of the library", "picks", lambda archive: archive.all_picked(), by_rules=True)


RECIPES: Final = ("none", "beside it")
SPAM: Final = {"left out": SpamRule.HIDE, "shown": SpamRule.SHOW}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form."""

    name: str
    label: str
    values: tuple[str, ...]
    at: int = 0

    @property
    def value(self) -> str:
        """What is chosen."""
        return self.values[self.at]

    def moved(self, step: int) -> Row:
        """Return the row with the next value, or the one before; round at the ends."""
        return replace(self, at=(self.at + step) % len(self.values))


@dataclass(slots=True)
class Form:
    """What is chosen so far."""

    wanted: Sequence[Wanted]
    exporters: Sequence[Exporter]
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        what = Row("what", "What", tuple(each.label for each in self.wanted))
        formats = Row("format", "Format", tuple(each.name for each in self.exporters))
        self.rows = [what, formats]
        self._arrange()

    def _arrange(self) -> None:
        """Let the rows be those that what is chosen asks for; what was chosen before stays."""
        before = {row.name: row.value for row in self.rows}
        rows = self.rows[:2]
        rows += [
            Row(f"option {option.name}", clean_line(option.name).capitalize(), option.choices)
            for option in self.exporter.options
        ]
        if not self.chosen.by_rules:
            rows.append(Row("spam", "Spam", tuple(SPAM)))
        rows.append(Row("recipe", "Recipe", RECIPES))
        self.rows = [
            replace(row, at=row.values.index(before[row.name])) if before.get(row.name) in row.values else row
            for row in rows
        ]

    @property
    def chosen(self) -> Wanted:
        """What goes out."""
        return self.wanted[self.rows[0].at]

    @property
    def exporter(self) -> Exporter:
        """The format."""
        return self.exporters[self.rows[1].at]

    @property
    def options(self) -> dict[str, str]:
        """The options of the format."""
        return {
            row.name.removeprefix("option "): row.value for row in self.rows if row.name.startswith("option ")
        }

    @property
    def with_recipe(self) -> bool:
        """Whether a recipe is written, too."""
        return self._value("recipe") == RECIPES[1]

    def _value(self, name: str) -> str:
        return next((row.value for row in self.rows if row.name == name), "")

    def choose(self, name: str, value: str) -> None:
        """Choose a value if there is such a one."""
        for at, row in enumerate(self.rows):
            if row.name == name and value in row.values:
                self.rows[at] = replace(row, at=row.values.index(value))
        self._arrange()

    def move(self, at: int, step: int) -> None:
        """Choose the next value of a row, or the one before."""
        self.rows[at] = self.rows[at].moved(step)
        self._arrange()

    def name(self) -> str:
        """Return the name that is proposed for the file."""
        return proposed_name(self.chosen.title, self.exporter.extension)

    def scopes(self, archive: Archive) -> list[Scope]:
        """Look up what goes out. Reads the library."""
        found = self.chosen.find(archive)
        if self.chosen.by_rules:
            return list(found)
        rules = Rules(spam=SPAM.get(self._value("spam"), SpamRule.HIDE))
        return [replace(scope, rules=rules) for scope in found]


def shown(path: Path) -> str:
    """Write a path as short as a person would."""
    if path.parent == Path.cwd():
        return f"./{path.name}"
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


def meant(written: str, folder: Path) -> Path:
    """Return the path that a person wrote; what is relative lies in ``folder``."""
    path = Path(written.strip())
    if written.strip().startswith("~"):
        try:
            path = path.expanduser()
        except RuntimeError:
            path = Path(written.strip())
    return path if path.is_absolute() else folder / path
