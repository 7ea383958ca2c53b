"""What an import before the start came to, in a sentence. Knows no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.model import ImportReport

_MOST_NAMED: Final = 3


def import_summary(reports: Sequence[ImportReport]) -> str:
    """Return one sentence about one source, two at most about any number."""
    reports = [report for report in reports if report.container is None or report.error is not None]
    if len(reports) == 1:
        return _about_one(reports[0])
    failed = [report for report in reports if report.error is not None]
    articles = len({article for report in reports for article in report.article_ids})
    comments = sum(report.comments for report in reports)
    new = sum(report.new for report in reports)
    sentence = f"{_some(articles, 'article')} with {_some(comments, 'comment')}, {new:,} of them new."
    if failed:
        names = ", ".join(report.source for report in failed[:_MOST_NAMED])
        more = f" and {len(failed) - _MOST_NAMED:,} more" if len(failed) > _MOST_NAMED else ""
        sentence += f" Not imported: {names}{more}."
    return sentence


def _about_one(report: ImportReport) -> str:
    if report.error is not None:
        return report.error
    sentence = f"{report.source}: {_some(report.comments, 'comment')}, {report.new:,} of them new"
    if report.skipped:
        sentence += f"; {_some(len(report.skipped), 'part')} skipped"
    return f"{sentence}."


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
