"""``export``: an article with its thread, what was picked or found of it, or what a recipe says, as a document.

stdout carries the document, or nothing: a file is written whole or not at all, and never over another unasked.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive_tui.cli import output
from archive_tui.cli.progress import size
from archive_tui.cli.search import point
from archive_tui.cli.settings import Settings, article_reference, pass_settings, shared_options
from archive_tui.errors import ArchiveError, ExportError, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive_tui.archive import Archive
    from archive_tui.model import Rules, Scope

_CONTEXTS = ("none", "parent", "ancestors", "branch")
_ORDERS = ("source", "oldest", "newest", "replies", "score")
_DEFAULT = "md"


@dataclass(frozen=True)
class _Wish:
    """What the command line asks for."""

    articles: tuple[str, ...]
    picked: bool | None
    query: str | None
    library: bool
    all_picked: bool
    recipe: Path | None
    format: str | None
    option: tuple[tuple[str, str], ...]
    output: Path | None
    save_recipe: Path | None
    force: bool
    spam: str | None
    context: str | None
    order: str | None
    body: bool

    def check(self) -> None:
        """Refuse what cannot be asked at once.

        Raises:
            click.UsageError: what, in a sentence.
        """
        sources = {
            "ARTICLE": bool(self.articles),
            "--query": self.query is not None,
            "--library": self.library,
            "--all-picked": self.all_picked,
            "--recipe": self.recipe is not None,
        }
        given = [name for name, is_given in sources.items() if is_given]
        if not given:
            raise click.UsageError(
                "What shall be exported? Name an ARTICLE, or one of --query, --library, --all-picked, --recipe."
            )
        if len(given) > 1:
            raise click.UsageError(f"{' and '.join(given)} exclude each other.")
        if self.picked is not None and not self.articles:
            raise click.UsageError(f"--picked and --all are for an ARTICLE, not for {given[0]}.")

    def rules(self, own: Rules) -> Rules:
        """Return the rules of a selection, with what the command line says in their place."""
        from archive_tui.model import Context, SpamRule  # noqa: PLC0415 - --help does not wait for it

        return replace(
            own,
            context=own.context if self.context is None else Context(self.context),
            spam=own.spam if self.spam is None else SpamRule(self.spam),
            order=self.order or own.order,
            body=own.body and self.body,
        )


def _options(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        name, sign, choice = value.partition("=")
        if not sign:
            raise click.BadParameter(f"'{value}' is no NAME=VALUE.")
        pairs.append((name.strip(), choice.strip()))
    return tuple(pairs)


_FILE = click.Path(path_type=Path)


@click.command(short_help="Write an article with its thread, or what was picked of it.")
@click.argument("article", nargs=-1)
@click.option(
    "--picked/--all", default=None, help="What was picked of each article, or all of it. Default: all."
)
@click.option("--query", metavar="QUERY", help="What a search finds, by article; see docs/searching.md.")
@click.option("--library", is_flag=True, help="Every article of the library, whole.")
@click.option("--all-picked", is_flag=True, help="All picks of the library.")
@click.option("--recipe", type=_FILE, metavar="FILE", help="What a recipe says.")
@click.option(
    "--format", metavar="NAME", help="The format; by the name of the file if it is not given, else md."
)
@click.option(
    "--option",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_options,
    help="An option of the format; may be repeated.",
)
@click.option(
    "-o", "--output", type=_FILE, metavar="FILE", help="Write here; a folder gets a named file. - is stdout."
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--spam", type=click.Choice(["hide", "show"]), help="What becomes of spam. Default: hide.")
@click.option("--context", type=click.Choice(_CONTEXTS), help="What goes out with each pick or hit.")
@click.option("--order", type=click.Choice(_ORDERS), help="How siblings follow each other.")
@click.option("--body/--no-body", default=True, help="With the article's own text, or without it.")
@click.option(
    "--save-recipe", type=_FILE, metavar="FILE", help="Write the recipe, too; without -o, it alone."
)
@shared_options()
@pass_settings
def export(settings: Settings, /, article: tuple[str, ...], **options: Any) -> None:
    """Write an article with its thread, or the curated part of it, as a document.

    ARTICLE is an article's id or key; several go into one document. Without -o the document goes to stdout.
    archive-tui formats lists the formats. Spam is left out and counted unless --spam show is given.
    """
    wish = _Wish(articles=article, **options)
    wish.check()
    with settings.open_existing() as archive:
        order = _Order(archive, wish)
        try:
            order.take()
        except QuerySyntaxError as error:
            point(error)
            raise click.exceptions.Exit(2) from None
        order.write()
        if order.failed:
            raise click.exceptions.Exit(1)


class _Order:
    """What is to be written, and where."""

    def __init__(self, archive: Archive, wish: _Wish) -> None:
        self._archive = archive
        self._wish = wish
        self._scopes: list[Scope] = []
        self._format = wish.format
        self._options: dict[str, str] = dict(wish.option)
        self.failed = False

    def take(self) -> None:
        """Find out what goes out.

        Raises:
            ExportError: nothing does.
            QuerySyntaxError: the query cannot be answered.
        """
        wish = self._wish
        if wish.recipe is not None:
            self._follow(wish.recipe)
        else:
            self._scopes = [replace(scope, rules=wish.rules(scope.rules)) for scope in self._found()]
        if not self._scopes and not self.failed:
            raise ExportError("there is nothing to export: nothing was picked or found")

    def _found(self) -> Iterator[Scope]:
        from archive_tui.model import Scope  # noqa: PLC0415 - --help does not wait for it

        archive, wish = self._archive, self._wish
        if wish.query is not None:
            archive.catch_up()
            yield from archive.found(wish.query)
        elif wish.all_picked:
            yield from archive.all_picked()
        elif wish.library:
            for summary in archive.articles():
                yield Scope(summary.id)
        for reference in wish.articles:
            try:
                summary = archive.article(article_reference(reference)).summary
                scope = archive.picked(summary.id) if wish.picked else Scope(summary.id)
                if wish.picked and not scope.choices:
                    self._complain(f"nothing is picked in article {reference}; archive-tui pick does it")
                else:
                    yield scope
            except ArchiveError as error:
                self._complain(str(error))

    def _complain(self, sentence: str) -> None:
        self.failed = True
        output.tell(f"archive-tui: {output.legible(sentence)}")

    def _follow(self, path: Path) -> None:
        """Take what a recipe says; the command line may name another format."""
        from archive_tui.curation import recipe  # noqa: PLC0415 - --help does not wait for it

        try:
            if path.stat().st_size > recipe.LONGEST:
                message = f"{path}: no recipe: it is far too long for one"
                raise ExportError(message)
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            message = f"{path}: no recipe: it is not UTF-8"
            raise ExportError(message) from error
        followed = recipe.read(text, str(path))
        self._scopes, complaints = self._archive.scopes(followed)
        for complaint in complaints:
            self._complain(complaint)
        if self._format in {None, followed.format}:
            self._format = followed.format
            self._options = {**followed.options, **self._options}

    def write(self) -> None:
        """Write the document, the recipe, or both."""
        from archive_tui.files import write_file  # noqa: PLC0415 - --help does not wait for it

        wish, archive = self._wish, self._archive
        if not self._scopes:
            return
        name = self._format or self._by_extension() or _DEFAULT
        if wish.save_recipe is not None:
            self._save_recipe(name, wish.save_recipe)
            if wish.output is None:
                return
        parts = archive.export(archive.selections(self._scopes), name, self._options)
        if wish.output is None or str(wish.output) == "-":
            self._to_stdout(name, parts)
            return
        path = wish.output
        if path.is_dir():
            path /= self._proposed(name)
        written = write_file(path, parts, replace=wish.force)
        output.tell(f"{output.legible(path)}: {size(written)} written.")

    def _by_extension(self) -> str | None:
        """Return the format that the file's name asks for."""
        extension = "" if self._wish.output is None else self._wish.output.suffix.lower().removeprefix(".")
        if not extension:
            return None
        names = [each.name for each in self._archive.formats() if each.direction == "export"]
        if extension in names:
            return extension
        for name in names:
            if self._archive.exporter(name).extension == extension:
                return name
        return None

    def _proposed(self, name: str) -> str:
        from archive_tui.curation.naming import proposed_name  # noqa: PLC0415 - as above

        first = self._archive.article(self._scopes[0].article_id).summary.title
        title = first if len(self._scopes) == 1 else f"{first} and {len(self._scopes) - 1} more"
        return proposed_name(title, self._archive.exporter(name).extension)

    def _to_stdout(self, name: str, parts: Iterable[bytes]) -> None:
        media = self._archive.exporter(name).media_type
        readable = media.startswith("text/") or media.endswith(("json", "jsonl", "ndjson", "mbox"))
        if output.to_terminal() and not readable:
            message = f"{name} is nothing for a terminal; name a file with -o"
            raise ExportError(message)
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()

    def _save_recipe(self, name: str, path: Path) -> None:
        from archive_tui.curation import recipe  # noqa: PLC0415 - as above
        from archive_tui.exporters import settled  # noqa: PLC0415
        from archive_tui.files import write_file  # noqa: PLC0415

        options = settled(self._archive.exporter(name), self._options)
        made = self._archive.recipe(self._scopes, name, options)
        write_file(path, [recipe.write(made).encode()], replace=self._wish.force)
        output.tell(f"{output.legible(path)}: the recipe is written.")
