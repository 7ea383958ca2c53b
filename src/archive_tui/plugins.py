"""The importers and exporters that are there: the program's own, and what is installed under their entry points.

Listing names imports nothing; loading one imports one. A plugin never replaces what the program has itself.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import archive_tui
from archive_tui.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of plugin."""

    entry_points: str
    """The name of the group of entry points."""
    noun: str
    """For a sentence."""
    built_in: Mapping[str, str]
    """The program's own; known without the package's metadata, so that a bare checkout works too."""


IMPORTERS = Group(
    "archive_tui.importers",
    "importer",
    {
        "archive-json": "archive_tui.importers.archive.json:ArchiveJsonImporter",
        "archive-jsonl": "archive_tui.importers.archive.lines:ArchiveLinesImporter",
        "blogger": "archive_tui.importers.blogger:BloggerImporter",
        "commento": "archive_tui.importers.commento:CommentoImporter",
        "coral": "archive_tui.importers.coral:CoralImporter",
        "discourse": "archive_tui.importers.discourse:DiscourseImporter",
        "disqus": "archive_tui.importers.disqus:DisqusImporter",
        "disqus-api": "archive_tui.importers.disqus:DisqusApiImporter",
        "hacker-news": "archive_tui.importers.hacker_news:HackerNewsImporter",
        "hacker-news-posts": "archive_tui.importers.hacker_news:HackerNewsPostsImporter",
        "html": "archive_tui.importers.html:HtmlImporter",
        "isso": "archive_tui.importers.isso:IssoImporter",
        "isso-json": "archive_tui.importers.isso:IssoJsonImporter",
        "lobsters": "archive_tui.importers.lobsters:LobstersImporter",
        "mail": "archive_tui.importers.mail:MailImporter",
        "mastodon": "archive_tui.importers.mastodon:MastodonImporter",
        "movable-type": "archive_tui.importers.movable_type:MovableTypeImporter",
        "page-dump": "archive_tui.importers.page_dump:PageDumpImporter",
        "reddit": "archive_tui.importers.reddit:RedditImporter",
        "reddit-dump": "archive_tui.importers.reddit:RedditDumpImporter",
        "remark42": "archive_tui.importers.remark42:Remark42Importer",
        "stack-exchange": "archive_tui.importers.stack_exchange:StackExchangeImporter",
        "wxr": "archive_tui.importers.wxr:WxrImporter",
    },
)

EXPORTERS = Group(
    "archive_tui.exporters",
    "exporter",
    {
        "csv": "archive_tui.exporters.csv:CsvExporter",
        "epub": "archive_tui.exporters.epub:EpubExporter",
        "html": "archive_tui.exporters.html:HtmlExporter",
        "json": "archive_tui.exporters.json:JsonExporter",
        "jsonl": "archive_tui.exporters.jsonl:JsonLinesExporter",
        "mbox": "archive_tui.exporters.mbox:MboxExporter",
        "md": "archive_tui.exporters.md:MarkdownExporter",
        "txt": "archive_tui.exporters.txt:TextExporter",
    },
)

GROUPS = (IMPORTERS, EXPORTERS)


def names(group: Group = IMPORTERS) -> list[str]:
    """Return the names of all plugins of a group, the program's own first."""
    installed = sorted({point.name for point in entry_points(group=group.entry_points)} - set(group.built_in))
    return [*group.built_in, *installed]


def load(name: str, group: Group = IMPORTERS) -> object:
    """Import the plugin of a name and make one; what it must be able to do, its caller knows.

    Raises:
        PluginError: there is none, or it cannot be loaded.
    """
    target = group.built_in.get(name)
    if target is None:
        points = [point for point in entry_points(group=group.entry_points) if point.name == name]
        if not points:
            message = f"no {group.noun} is named {name}; there are: {', '.join(names(group))}"
            raise PluginError(message)
        target = points[0].value
    module, _, attribute = target.partition(":")
    try:
        made: object = getattr(importlib.import_module(module), attribute)()
    except Exception as error:
        message = f"the {group.noun} {name} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(message) from error
    return made


def edition(importer: object) -> str:
    """Return what changes whenever the program of an importer does: from versions and times of files."""
    digest = hashlib.sha256(f"{_program()}\n{type(importer).__qualname__}".encode())
    module = sys.modules.get(type(importer).__module__)
    if module is not None and module.__file__ is not None:
        digest.update(_stamp(Path(module.__file__)))
    return digest.hexdigest()[:16]


@cache
def _program() -> str:
    """Return what changes whenever this program does; it does not while it runs."""
    digest = hashlib.sha256(archive_tui.__version__.encode())
    for path in sorted(Path(archive_tui.__file__).parent.rglob("*.py")):
        digest.update(_stamp(path))
    return digest.hexdigest()


def _stamp(path: Path) -> bytes:
    state = path.stat()
    return f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode()
