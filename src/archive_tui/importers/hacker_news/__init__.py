"""Discussions of Hacker News: whole ones as they are nested, and single posts that have to be put together.

Invariant: a post keeps its place, also where its text is gone. Of posts whose story is nowhere, those below one
missing post are an article of its name, which the story fills when it comes.
"""

from archive_tui.importers.hacker_news.nested import HackerNewsImporter
from archive_tui.importers.hacker_news.single import HackerNewsPostsImporter

__all__ = ["HackerNewsImporter", "HackerNewsPostsImporter"]
