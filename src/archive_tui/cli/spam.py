"""``spam``: what is held and why, the corrections of the reader, and judging anew.

What a correction would hide beyond the comments that it names is asked about, where it is much.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive_tui.cli import output
from archive_tui.cli.cells import cut, wrap
from archive_tui.cli.importing import Interruption
from archive_tui.cli.progress import JudgingBar
from archive_tui.cli.settings import Settings, article_reference, json_option, pass_settings, shared_options
from archive_tui.cli.shapes import explanation_shape, held_shape, verdict_line_shape
from archive_tui.errors import NotFoundError
from archive_tui.text.transcript import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.archive import Archive
    from archive_tui.model import Comment, CommentId, Explanation, Judgement, Label

_SHOWN = 160
_IDS = click.argument("ids", metavar="ID...", nargs=-1, required=True)
_YES = click.option("--yes", is_flag=True, help="Do not ask, however much it hides.")


@click.group(short_help="What is held as spam, why, and your corrections.")
def spam() -> None:
    """See what is held as spam and why, correct it, judge anew, and share what you said.

    ID is a comment's id, or ARTICLE#NUMBER.
    """


@spam.command("list", short_help="List what is held as spam.")
@click.option("--article", metavar="ARTICLE", help="Of this article alone.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="So many at most.")
@click.option("--by", type=click.Choice(["filter", "reader", "source"]), help="Held by whom.")
@json_option
@shared_options()
@pass_settings
def list_spam(
    settings: Settings, article: str | None, limit: int | None, by: str | None, *, as_json: bool
) -> None:
    """List what is held as spam, copies of one text together, with the reasons."""
    with settings.open_existing() as archive:
        _catch_up(archive)
        article_id = None if article is None else archive.article(article_reference(article)).summary.id
        found = [one for one in archive.held(article_id) if by in {None, one.verdict.by}][:limit]
    if as_json:
        output.write_json_array(map(held_shape, found))
        return
    for one in found:
        number = settings.painter(f"{one.comment_id}  {one.article_id}#{one.number}", "accent")
        replies = f"  {counted(one.replies, 'comment')} below" if one.replies else ""
        output.write(f"{number}  {cut(one.title, 50)}{settings.painter(replies, 'dim')}")
        output.write(f"  {cut(' '.join(one.text.split()), min(output.width(), _SHOWN) - 2)}")
        said = f"{'; '.join(one.verdict.reasons) or 'spam'} (by the {one.verdict.by})"
        for line in wrap(said, max(min(output.width(), _SHOWN) - 2, 20)):
            output.write("  " + settings.painter(line, "warning"))
    output.tell(f"{counted(len(found), 'comment')} held as spam.")


@spam.command("why", short_help="Say why a comment is spam, or is not.")
@click.argument("reference", metavar="ID")
@json_option
@shared_options()
@pass_settings
def why(settings: Settings, reference: str, *, as_json: bool) -> None:
    """Say what a comment's verdict rests on: what was noticed, the words that weigh most, its copies."""
    with settings.open_existing() as archive:
        _catch_up(archive)
        comment = archive.comment(reference)
        found = archive.why(comment.id)
    if as_json:
        output.write_json(explanation_shape(comment, found))
        return
    for line in _explained(comment, found):
        output.write(line)


def _explained(comment: Comment, found: Explanation) -> list[str]:
    verdict = found.verdict
    lines = [f"{comment.article_id}#{comment.number}: {_named(verdict.label)}, says the {verdict.by}"]
    if verdict.by != "filter" and found.filtered.label != verdict.label:
        lines.append(f"The filter would say: {_named(found.filtered.label)}.")
    lines += [f"- {reason}" for reason in verdict.reasons]
    if found.signals:
        lines.append("Noticed:")
        lines += [f"{signal.weight:+6.1f}  {signal.sentence}" for signal in found.signals]
    if found.words:
        lines.append("Words: " + ", ".join(f"{word} {weight:+.1f}" for word, weight in found.words))
    taught = f", {found.learned:+.1f} of it from your corrections" if found.learned else ""
    lines.append(f"Score: {found.score:+.1f}{taught}")
    if found.copies:
        lines.append("Copies:")
        lines += [
            f"  {one.comment_id}  {one.likeness:.0%} the same, {_named(one.label)}, in {one.title}"
            for one in found.copies
        ]
    return lines


def _named(label: Label) -> str:
    return "spam" if label == "spam" else "good"


@spam.command("mark", short_help="Say that comments are spam.")
@_IDS
@_YES
@json_option
@shared_options()
@pass_settings
def mark(settings: Settings, ids: Sequence[str], *, yes: bool, as_json: bool) -> None:
    """Say that comments are spam; their near-copies are held, too, and the filter learns."""
    _say(settings, ids, "spam", yes=yes, as_json=as_json)


@spam.command("unmark", short_help="Say that comments are good.")
@_IDS
@_YES
@json_option
@shared_options()
@pass_settings
def unmark(settings: Settings, ids: Sequence[str], *, yes: bool, as_json: bool) -> None:
    """Say that comments are good; their near-copies are shown, too, and the filter learns."""
    _say(settings, ids, "ham", yes=yes, as_json=as_json)


@spam.command("forget", short_help="Take back what you said of comments.")
@_IDS
@_YES
@json_option
@shared_options()
@pass_settings
def forget(settings: Settings, ids: Sequence[str], *, yes: bool, as_json: bool) -> None:
    """Take back what you said of comments, and all that was learnt from it."""
    _say(settings, ids, None, yes=yes, as_json=as_json)


def _say(
    settings: Settings, references: Sequence[str], label: Label | None, *, yes: bool, as_json: bool
) -> None:
    failed = False
    with settings.open_existing() as archive:
        _catch_up(archive)
        ids: list[CommentId] = []
        for reference in references:
            try:
                ids.append(archive.comment(reference).id)
            except NotFoundError as error:
                failed = True
                output.tell(f"archive-tui: {output.legible(str(error))}")
        if not yes:
            _ask(archive.preview_spam(ids, label))
        done = archive.mark_spam(ids, label)
        _judge(archive)
        if as_json:
            output.write_json_array(verdict_line_shape(archive.comment(one)) for one in ids)
        else:
            _tell(done)
    if failed:
        raise click.exceptions.Exit(1)


def _ask(preview: Judgement) -> None:
    """Ask where a correction would hide much of an article; without a terminal, refuse."""
    if not preview.excessive:
        return
    for effect in preview.excessive:
        answered = f", {effect.answered:,} of them with replies that stay" if effect.answered else ""
        output.tell(
            f"This hides {len(effect.hides):,} of {counted(effect.comments, 'comment')} "
            f"({effect.share:.0%}) of “{output.legible(effect.title)}”{answered}."
        )
    if not sys.stdin.isatty():
        output.tell("Nothing was changed. Give --yes if that is what you want.")
        raise click.exceptions.Exit(1)
    if not click.confirm("Go on?", err=True):
        output.tell("Nothing was changed.")
        raise click.exceptions.Exit(1)


def _tell(done: Judgement) -> None:
    parts = []
    if done.hides:
        answered = f" ({done.answered:,} with replies that stay)" if done.answered else ""
        parts.append(f"{counted(done.hides, 'comment')} hidden{answered}")
    if done.shows:
        parts.append(f"{counted(done.shows, 'comment')} shown")
    output.tell(f"{' and '.join(parts) or 'No comment hidden or shown'}.")


@spam.command("rescan", short_help="Judge every comment anew.")
@shared_options()
@pass_settings
def rescan(settings: Settings) -> None:
    """Judge every comment of the library anew. What you said yourself stays.

    Ctrl-C stops it; the verdicts that it did not come to stay, and "spam list" or another rescan goes on.
    """
    with settings.open_existing() as archive:
        before = _count(archive)
        with JudgingBar() as bar, Interruption("Stopping.") as interrupted:
            done = archive.judge_anew(bar, interrupted)
        after = _count(archive)
        output.tell(f"{counted(done, 'comment')} judged: {after:,} held as spam, {before:,} before.")
        if interrupted():
            raise click.exceptions.Exit(130)


def _count(archive: Archive) -> int:
    return sum(article.spam for article in archive.articles())


@spam.group("labels", short_help="Share what you said of comments.")
def labels() -> None:
    """Share what you said of comments, or take what others said."""


@labels.command("export", short_help="Write what you said of comments.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Default: stdout."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@shared_options()
@pass_settings
def export_labels(settings: Settings, target: Path | None, *, force: bool) -> None:
    """Write what you said of comments, a JSON object a line, with the comments' texts."""
    from archive_tui.files import write_file  # noqa: PLC0415 - not needed by --help

    with settings.open_existing() as archive:
        lines = archive.written_labels()
    if target is None:
        for line in lines:
            output.write(line)
        return
    write_file(target, ((line + "\n").encode() for line in lines), replace=force)
    output.tell(f"{counted(len(lines), 'label')} written to {output.legible(target)}.")


@labels.command("import", short_help="Take what others said of comments.")
@click.argument("file", type=click.Path(path_type=Path))
@_YES
@shared_options()
@pass_settings
def import_labels(settings: Settings, file: Path, *, yes: bool) -> None:
    """Take what others said of comments. What you said of the same comments stays."""
    with settings.open_existing() as archive:
        found = archive.read_labels(file)
        _catch_up(archive)
        if not yes:
            _ask(archive.preview_labels(found))
        done = archive.take_labels(found)
        _judge(archive)
    output.tell(f"{counted(len(found), 'label')} read, {len(done.ids):,} of them for comments that are here.")
    _tell(done)


def _catch_up(archive: Archive) -> None:
    """Judge what is pending, with a bar where it takes long."""
    if archive.unjudged():
        _judge(archive)


def _judge(archive: Archive) -> None:
    with JudgingBar() as bar, Interruption("Stopping.") as interrupted:
        archive.judge_pending(bar, interrupted)
    if interrupted():
        raise click.exceptions.Exit(130)
