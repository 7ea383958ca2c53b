"""``pick``, ``unpick``, ``note``, ``tag``: curation from a script.

What can be done is done: a comment that is not there costs a sentence and the exit code, not the others their mark.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.settings import Settings, article_reference, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import comment_shape
from archive_tui.errors import NotFoundError
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.archive import Archive
    from archive_tui.cli.shapes import Shape
    from archive_tui.model import ArticleId, Comment, CommentId, Quote

_CONTEXTS = ("none", "parent", "ancestors", "branch")
_IDS = click.argument("ids", metavar="ID...", nargs=-1, required=True)
_BRANCH = click.option(
    "--branch", is_flag=True, help="All that is below each comment, too; what is hidden aside."
)


@dataclass
class _Named:
    """The comments that a command line names, by article."""

    archive: Archive
    comments: defaultdict[ArticleId, dict[CommentId, Comment | None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """None stands for the article itself."""
    failed: bool = False

    def find(self, references: Sequence[str], *, branch: bool = False, articles: bool = False) -> None:
        """Look them up; each that is not there, or has nothing to keep, is said on stderr."""
        for reference in references:
            try:
                self._add(reference, branch=branch, articles=articles)
            except NotFoundError as error:
                self.complain(str(error))

    def _add(self, reference: str, *, branch: bool, articles: bool) -> None:
        article, sign, number = reference.rpartition("#")
        if articles and sign and number == "0":
            summary = self.archive.article(article_reference(article)).summary
            self.comments[summary.id][_article()] = None
            return
        comment = self.archive.comment(reference)
        if comment.state.value == "ghost" and not branch:
            self.complain(f"{reference}: that comment is known by its replies alone; there is nothing of it")
            return
        found = self.comments[comment.article_id]
        start = comment.position
        for each in self.archive.comments(comment.article_id, start, start + (comment.size if branch else 1)):
            wanted = not each.out_of_sight or each.id == comment.id
            if wanted and each.state.value != "ghost":
                found[each.id] = each

    def complain(self, sentence: str) -> None:
        """Say what cannot be done."""
        self.failed = True
        output.tell(f"archive-tui: {output.legible(sentence)}")

    def told(self, verb: str, done: int, *, as_json: bool) -> None:
        """Say what was done, or print the comments as they are now; end with the exit code."""
        if as_json:
            output.write_json_array(self._shapes())
        else:
            total = sum(map(len, self.comments.values()))
            already = f", {total - done:,} so already" if total > done else ""
            output.tell(f"{counted(done, 'comment')} {verb}{already}.")
        self.end()

    def end(self) -> None:
        """End with the exit code."""
        if self.failed:
            raise click.exceptions.Exit(1)

    def _shapes(self) -> Iterator[Shape]:
        for article, found in self.comments.items():
            quotes: defaultdict[CommentId, list[Quote]] = defaultdict(list)
            for quote in self.archive.quotes(article):
                quotes[quote.comment_id].append(quote)
            for comment in self.archive.comments_named(article, found):
                yield comment_shape(comment, quotes[comment.id])


def _article() -> CommentId:
    from archive_tui.model import CommentId  # noqa: PLC0415 - --help does not wait for it

    return CommentId(0)


@click.command(short_help="Pick comments for the curated thread.")
@_IDS
@_BRANCH
@click.option("--note", metavar="TEXT", help="Write this note to each of them; Markdown.")
@click.option("--context", type=click.Choice(_CONTEXTS), help="What goes out with each of them.")
@json_option
@shared_options()
@pass_settings
def pick(
    settings: Settings,
    ids: tuple[str, ...],
    note: str | None,
    context: str | None,
    *,
    branch: bool,
    as_json: bool,
) -> None:
    """Pick comments: what `export --picked` writes.

    ID is a comment's id, or ARTICLE#NUMBER. A pick keeps the text as it is now, whatever the source does to it later.
    With --json stdout gets an array of comment objects.
    """
    from archive_tui.model import Context  # noqa: PLC0415 - --help does not wait for it

    with settings.open_existing() as archive:
        named = _Named(archive)
        named.find(ids, branch=branch)
        done = 0
        for article, found in named.comments.items():
            change = archive.pick(article, found)
            done += 0 if change is None else len(change.ids)
            if context is not None:
                archive.set_context(article, found, Context(context))
            if note is not None:
                archive.change(article, "note", found, value=note)
        named.told("picked", done, as_json=as_json)


@click.command(short_help="Drop picked comments.")
@_IDS
@_BRANCH
@json_option
@shared_options()
@pass_settings
def unpick(settings: Settings, ids: tuple[str, ...], *, branch: bool, as_json: bool) -> None:
    """Drop comments that were picked; notes and tags stay.

    ID is a comment's id, or ARTICLE#NUMBER. With --json stdout gets an array of comment objects.
    """
    with settings.open_existing() as archive:
        named = _Named(archive)
        named.find(ids, branch=branch)
        done = 0
        for article, found in named.comments.items():
            change = archive.pick(article, found, picked=False)
            done += 0 if change is None else len(change.ids)
        named.told("dropped", done, as_json=as_json)


@click.command(short_help="Read or write the note of a comment.")
@click.argument("id")
@click.argument("text", required=False)
@click.option("--remove", is_flag=True, help="Take the note away.")
@shared_options()
@pass_settings
def note(settings: Settings, /, id: str, text: str | None, *, remove: bool) -> None:  # noqa: A002 - as in the help
    """Print the note of a comment, or write TEXT in its place ("-" reads stdin).

    ID is a comment's id, or ARTICLE#NUMBER; ARTICLE#0 is the article itself.
    """
    if remove and text is not None:
        raise click.UsageError("TEXT and --remove exclude each other.")
    if text == "-":
        text = sys.stdin.read()
    with settings.open_existing() as archive:
        named = _Named(archive)
        named.find([id], articles=True)
        for article, found in named.comments.items():
            (comment_id,) = found
            if text is not None or remove:
                archive.annotate(article, comment_id, None if remove else text)
                continue
            annotation = archive.annotations(article).get(comment_id)
            if annotation is not None and annotation.note:
                output.write(annotation.note)
            else:
                named.complain(f"{id} has no note")
        named.end()


@click.command(short_help="Tag comments, or list the tags.")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--add", multiple=True, metavar="TAG", help="Give them this tag; may be repeated.")
@click.option("--remove", multiple=True, metavar="TAG", help="Take this tag away; may be repeated.")
@shared_options()
@pass_settings
def tag(settings: Settings, ids: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """Tag comments. Without --add and --remove, print their tags; without an ID, every tag there is.

    ID is a comment's id, or ARTICLE#NUMBER; ARTICLE#0 is the article itself. A tag is one word, its case aside.
    """
    if not ids and (add or remove):
        raise click.UsageError("Which comments? Give their ids, or ARTICLE#NUMBER.")
    with settings.open_existing() as archive:
        named = _Named(archive)
        named.find(ids, articles=True)
        if add or remove:
            for article, found in named.comments.items():
                archive.tag(article, found, add=" ".join(add), remove=" ".join(remove))
        for each in archive.tags() if not ids else sorted(_tags_of(named) if not (add or remove) else ()):
            output.write(each)
        named.end()


def _tags_of(named: _Named) -> set[str]:
    return {
        tag
        for article, found in named.comments.items()
        for comment_id, annotation in named.archive.annotations(article).items()
        if comment_id in found
        for tag in annotation.tags
    }
