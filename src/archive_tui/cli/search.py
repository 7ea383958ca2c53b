"""``search``: comments and articles that a query finds, best first.

stdout carries hits and nothing else: what was corrected, left out or not found is said on stderr.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Any

import click

from archive_tui.cli import output
from archive_tui.cli.cells import cells, wrap
from archive_tui.cli.context import context_shape, conversation
from archive_tui.cli.settings import Settings, article_reference, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import date_shape, hit_shape
from archive_tui.errors import QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive_tui.archive import Archive
    from archive_tui.model import ArticleId, CommentId, Hit, SearchAnswer

_LIMIT = 20
_INDENT = "  "
_UNWANTED = "\ue000"
"""Stands before an argument such as -word, so that it is not taken for an option."""
_MINUS = re.compile(r"-[^-].*|-(?=-?$)", re.DOTALL)
_ESCAPE = re.compile(r"\\([tn\\])")
_ESCAPES = {"t": "\t", "n": "\n", "\\": "\\"}


def reference(hit: Hit) -> str:
    """Return "12#3.2", as every command takes it; "12" for the article itself."""
    return f"{hit.article_id}#{hit.number}" if hit.number else str(hit.article_id)


_FIELDS: dict[str, Callable[[Hit], object]] = {
    "id": lambda hit: hit.id or "",
    "article_id": lambda hit: hit.article_id,
    "number": lambda hit: hit.number,
    "reference": reference,
    "title": lambda hit: hit.title,
    "author": lambda hit: hit.author or "",
    "created": lambda hit: date_shape(hit.created) or "",
    "score": lambda hit: hit.score,
    "snippet": lambda hit: hit.snippet,
}
"""What may stand between braces in --format."""


class Searching(click.Command):
    """A command that takes ``-word`` for a word that must not occur, not for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options; none of this command's has one letter but -h."""
        known = ctx.help_option_names
        before = args[: args.index("--")] if "--" in args else args
        return super().parse_args(
            ctx,
            [_UNWANTED + word if _MINUS.fullmatch(word) and word not in known else word for word in before]
            + args[len(before) :],
        )


def _template(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check --format, and put in what its escapes stand for."""
    if value is None:
        return None
    value = _ESCAPE.sub(lambda found: _ESCAPES[found[1]], value.removeprefix(_UNWANTED))
    try:
        parts = list(Formatter().parse(value))
    except ValueError as error:
        raise click.BadParameter(f"{error}. Double a brace that stands for itself: {{{{.") from None
    for _, field, spec, conversion in parts:
        if field is not None and (field not in _FIELDS or spec or conversion):
            raise click.BadParameter(f"'{{{field}}}' is no field. Fields: {', '.join(_FIELDS)}.")
    return value


@click.command(cls=Searching, short_help="Search comments and articles.")
@click.argument("query", nargs=-1)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=_LIMIT,
    show_default=True,
    metavar="N",
    help="Hits at most.",
)
@click.option("--exact", is_flag=True, help="Correct nothing: words count as typed.")
@click.option("--article", metavar="ARTICLE", help="Search in this article's thread alone.")
@click.option(
    "--context", type=click.IntRange(min=0), metavar="N", help="N ancestors and N replies with each hit."
)
@click.option(
    "--format",
    "template",
    metavar="TEMPLATE",
    callback=_template,
    help=f"A line per hit, with fields in braces: {', '.join(_FIELDS)}. \\t is a tab.",
)
@click.option("--similar", metavar="ID", help="Comments like this one, in place of a query.")
@click.option("--duplicates", metavar="ID", help="Comments with nearly this one's text, in place of a query.")
@click.option(
    "--spam",
    type=click.Choice(["show", "hide", "only"]),
    help="Comments held as spam. Default: show, ranked low.",
)
@click.option("--explain", is_flag=True, help="Print what the query is taken for, and search nothing.")
@json_option
@shared_options()
@pass_settings
def search(settings: Settings, /, query: tuple[str, ...], **options: Any) -> None:
    """Search comments and articles; the best hits come first.

    Several words are one query. Words that occur nowhere as typed are corrected, and stderr says so; a phrase
    in quotation marks is not ('"like this"', quoted once more for the shell). docs/searching.md has the query
    language. ID is a comment's id, or ARTICLE#NUMBER. With --json stdout gets an array of hit objects.
    """
    words = " ".join(word.replace(_UNWANTED, "", 1) if word.startswith(_UNWANTED) else word for word in query)
    wish = _Wish(words=words.strip(), **{name: options[name] for name in options if name != "as_json"})
    wish.check(as_json=options["as_json"])
    with settings.open_existing() as archive:
        try:
            if wish.explain:
                output.write(archive.explain(wish.words, exact=wish.exact))
                return
            hits = wish.hits(archive)
        except QuerySyntaxError as error:
            point(error)
            raise click.exceptions.Exit(2) from None
        if options["as_json"]:
            output.write_json_array(
                hit_shape(hit) if wish.context is None else context_shape(archive, hit, wish.context)
                for hit in hits
            )
        elif wish.template is not None:
            for hit in hits:
                fields = {name: value(hit) for name, value in _FIELDS.items()}
                output.write(wish.template.format_map(fields))
        else:
            _print(archive, hits, wish, settings.painter)


class _Wish:
    """What the command line asks for."""

    def __init__(
        self,
        *,
        words: str,
        limit: int,
        exact: bool,
        article: str | None,
        context: int | None,
        template: str | None,
        similar: str | None,
        duplicates: str | None,
        explain: bool,
        spam: str | None,
    ) -> None:
        self.words = words
        self.limit = limit
        self.exact = exact
        self.article = article
        self.context = context
        self.template = template
        self.similar = similar
        self.duplicates = duplicates
        self.explain = explain
        self.spam = spam

    @property
    def is_by_likeness(self) -> bool:
        """Whether the score says how much of a comment is alike, and not how well a query is met."""
        return bool(self.similar or self.duplicates)

    def check(self, *, as_json: bool) -> None:
        """Refuse what cannot be asked at once.

        Raises:
            click.UsageError: what, in a sentence.
        """
        asked = [bool(self.words), self.similar is not None, self.duplicates is not None]
        if not any(asked):
            raise click.UsageError(
                "What shall be searched for? Give a query, --similar ID or --duplicates ID."
            )
        if sum(asked) > 1:
            raise click.UsageError("A query, --similar and --duplicates exclude each other.")
        if self.explain and (as_json or not self.words):
            raise click.UsageError("--explain prints text about a query: give one, and leave out --json.")
        if self.template is not None and (as_json or self.context is not None):
            raise click.UsageError("--format prints a line per hit: leave out --json and --context.")
        if self.article is not None and self.is_by_likeness:
            raise click.UsageError("--article goes with a query: --similar and --duplicates look everywhere.")

    def _wants(self, hit: Hit) -> bool:
        return self.spam in {None, "show"} or hit.spam == (self.spam == "only")

    def _query(self, archive: Archive) -> str:
        """Return the query with what is wanted of spam.

        Raises:
            QuerySyntaxError: it cannot be answered; the place is that in the words as they were typed.
        """
        if self.spam in {None, "show"}:
            return self.words
        archive.explain(self.words, exact=self.exact)
        return f"({self.words}) {'is:spam' if self.spam == 'only' else '-is:spam'}"

    def hits(self, archive: Archive) -> Sequence[Hit]:
        """Ask the library, and say on stderr what there is to say about the answer.

        Raises:
            QuerySyntaxError: the query cannot be answered.
            NotFoundError: there is no such article or comment.
        """
        likened = self.similar if self.similar is not None else self.duplicates
        if likened is not None:
            comment = _comment(archive, likened)
            find = archive.similar if self.similar is not None else archive.duplicates_of
            hits: Sequence[Hit] = [hit for hit in find(comment, limit=self.limit) if self._wants(hit)]
            if not hits:
                output.tell("No comment is like this one.")
            return hits
        article: ArticleId | None = None
        if self.article is not None:
            article = archive.article(article_reference(self.article)).summary.id
        answer = archive.search(self._query(archive), limit=self.limit, exact=self.exact, article=article)
        if answer.behind:
            output.tell(f"{answer.behind:,} new comments are taken into the index first; this is done once.")
            archive.catch_up()
            answer = archive.search(self._query(archive), limit=self.limit, exact=self.exact, article=article)
        _narrate(answer)
        return answer.hits


def _comment(archive: Archive, text: str) -> CommentId:
    return archive.comment(article_reference(text)).id


def _narrate(answer: SearchAnswer) -> None:
    """Say what was corrected, what is missing, and how much more there is."""
    for correction in answer.corrections:
        output.tell(output.legible(str(correction)))
    if not answer.hits:
        output.tell("Nothing matches.")
    elif answer.relaxed:
        output.tell("Nothing has all of these words; these have all but one.")
    if len(answer.hits) < answer.total and answer.hits:
        total = f"{answer.total:,}" if answer.total_exact else f"more than {answer.total:,}"
        output.tell(f"The best {len(answer.hits):,} of {total}; --limit N shows more.")


def point(error: QuerySyntaxError) -> None:
    """Say what is wrong with a query, and where."""
    output.tell(f"archive-tui: {output.legible(str(error))}")
    before, after = (
        output.legible(error.query[: error.position]),
        output.legible(error.query[error.position :]),
    )
    blank = " " if error.query[: error.position][-1:].isspace() else ""
    output.tell(f"  {before}{blank}{after}\n  {' ' * cells(before + blank)}^")


# What people see


def _print(archive: Archive, hits: Sequence[Hit], wish: _Wish, paint: output.Painter) -> None:
    width = output.width() if output.to_terminal() else 0
    for place, hit in enumerate(hits):
        if place:
            output.write()
        for line in _lines(archive, hit, wish, paint=paint, width=width):
            output.write(line)


def _lines(archive: Archive, hit: Hit, wish: _Wish, *, paint: output.Painter, width: int) -> Iterator[str]:
    """Yield where a hit is, who wrote it, and the line that shows why it is one."""
    yield paint(hit.title or "(no title)", "bold")
    facts = [hit.author, f"{hit.created:%Y-%m-%d}" if hit.created else None]
    if wish.is_by_likeness:
        facts.append(f"{hit.score:.0%}")
    if not hit.number:
        facts.append("the article itself")
    if hit.spam:
        facts.append("spam")
    elif hit.hidden:
        facts.append("hidden")
    told = " · ".join(filter(None, facts))
    yield paint(reference(hit), "accent") + (f"  {paint(told, 'dim')}" if told else "")
    shown = list(highlighted(hit, paint, width))
    if not wish.context or not hit.number:
        yield from (_INDENT + line for line in shown)
        return
    around = conversation(archive, hit, wish.context)
    for depth, turn in enumerate(around.ancestors):
        yield from turn.lines(_INDENT * (depth + 1), paint, width)
    indent = _INDENT * (len(around.ancestors) + 1)
    yield from (indent + line for line in highlighted(hit, paint, width, indent=len(indent), mark="> "))
    for turn in around.replies:
        yield from turn.lines(indent + _INDENT * turn.below, paint, width)
    if around.more:
        yield indent + _INDENT + paint(f"… {around.more:,} more below", "dim")


def highlighted(
    hit: Hit, paint: output.Painter, width: int, *, indent: int = len(_INDENT), mark: str = ""
) -> Iterator[str]:
    """Yield the snippet in lines, its matches bold where colours are wanted."""
    text, spans = mark + hit.snippet, [(start + len(mark), end + len(mark)) for start, end in hit.spans]
    start = 0
    for line in wrap(text, max(width - indent, 20) if width else 0):
        at = text.find(line, start)
        start = at + len(line)
        painted, done = "", 0
        for first, last in spans:
            left, right = max(first - at, done), min(last - at, len(line))
            if left < right:
                painted += line[done:left] + paint(line[left:right], "bold")
                done = right
        yield painted + line[done:]
