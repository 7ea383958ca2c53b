"""``mute``, ``unmute`` and ``mutes``: the authors whose comments are hidden in every article.

Names count exactly as comments have them: two authors are different people, however alike their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.settings import Settings, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import date_shape
from archive_tui.text.clean import clean_line
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.archive import Archive
    from archive_tui.model import AuthorShare


@click.command(short_help="Hide all comments of an author.")
@click.argument("name", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would be hidden, and hide nothing.")
@shared_options()
@pass_settings
def mute(settings: Settings, name: Sequence[str], *, dry_run: bool) -> None:
    """Hide all comments of each author NAME, in every article, and in what is imported later.

    Replies by others stay. "archive-tui unmute NAME" shows them again.
    """
    with settings.open_existing() as archive:
        for each in _names(name):
            share = archive.author_share(each)
            if share.muted is not None:
                output.tell(f"{each} is muted already.")
                continue
            if not dry_run:
                archive.mute(each)
            output.tell(_hidden(archive, share, dry_run=dry_run))


@click.command(short_help="Show the comments of a muted author again.")
@click.argument("name", nargs=-1, required=True)
@shared_options()
@pass_settings
def unmute(settings: Settings, name: Sequence[str]) -> None:
    """Show the comments of each author NAME again.

    A name that is not muted is told, and makes the exit code 1.
    """
    strangers = 0
    with settings.open_existing() as archive:
        for each in _names(name):
            if archive.mute(each, muted=False):
                output.tell(f"{each}: {counted(archive.author_share(each).comments, 'comment')} shown again.")
            else:
                strangers += 1
                output.tell(f"{each} is not muted; archive-tui mutes lists who is.")
    if strangers:
        raise click.exceptions.Exit(1)


@click.command(short_help="List the muted authors.")
@json_option
@shared_options()
@pass_settings
def mutes(settings: Settings, *, as_json: bool) -> None:
    """List the muted authors, the last muted first: comments, articles, name.

    With --json stdout gets an array of objects.
    """
    with settings.open_existing() as archive:
        shares = archive.muted_authors()
    if as_json:
        output.write_json_array(_shape(share) for share in shares)
        return
    if not shares:
        output.tell("Nobody is muted.")
    for share in shares:
        output.write(f"{share.comments:>8,}  {share.articles:>6,}  {share.name}")


def _names(written: Sequence[str]) -> list[str]:
    """Return the names as an import would have cleaned them.

    Raises:
        UsageError: nothing is left of one.
    """
    names = [clean_line(name) for name in written]
    if not all(names):
        raise click.UsageError("An author's name is empty.")
    return names


def _hidden(archive: Archive, share: AuthorShare, *, dry_run: bool) -> str:
    if not share.comments:
        alike = archive.names_like(share.name)
        hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
        return f"{share.name}: no comment in the library has that name.{hint}"
    would = " would be" if dry_run else ""
    told = f"{share.name}: {counted(share.comments, 'comment')} in {counted(share.articles, 'article')}{would} hidden"
    return (
        f"{told}; {share.answered:,} of them with replies by others, which stay."
        if share.answered
        else f"{told}."
    )


def _shape(share: AuthorShare) -> dict[str, object]:
    return {
        "name": share.name,
        "comments": share.comments,
        "articles": share.articles,
        "answered": share.answered,
        "muted": date_shape(share.muted),
    }
