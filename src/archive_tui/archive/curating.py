"""What a reader takes out of an open library: picks, notes, tags, and the rules by which picks go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.archive.keeping import Keeping
from archive_tui.model import CommentId, Pick
from archive_tui.storage import articles, comments, curation, marks
from archive_tui.text.tags import parse_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive_tui.model import Annotation, ArticleId, Change, Context, Rules

ARTICLE = CommentId(0)


class Curating(Keeping):
    """What can be picked, noted and tagged."""

    def picks(self, article_id: ArticleId) -> list[Pick]:
        """Return the picks of an article, in the order of its thread.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            kept = curation.picks(connection, articles.article_id(connection, article_id))
            found = comments.by_ids(connection, article_id, kept)
        return [Pick(comment, *kept[comment.id][1:]) for comment in found]

    def pick(self, article_id: ArticleId, ids: Iterable[CommentId], *, picked: bool = True) -> Change | None:
        """Pick comments as they are now, or drop them, so that it can be undone.

        Returns:
            What did change; None if nothing did.

        Raises:
            NotFoundError: there is no such article.
            LibraryBusyError: another program is writing; try again.
        """
        return self.change(article_id, "pick", ids, value=picked)

    def set_context(
        self, article_id: ArticleId, ids: Iterable[CommentId], context: Context | None
    ) -> Change | None:
        """Say what comes with some picks; None leaves it to the rules. As ``pick`` for the rest."""
        return self.change(article_id, "context", ids, value=None if context is None else context.value)

    def retake(self, article_id: ArticleId, ids: Iterable[CommentId]) -> Change | None:
        """Let picks keep what their comments say now, in place of what they said. As ``pick`` for the rest."""
        wanted = set(ids)
        with self._library.write() as connection:
            articles.article_id(connection, article_id)
            kept = curation.picks(connection, article_id)
            found = comments.by_ids(connection, article_id, wanted & kept.keys())
            words = {each.id: curation.wording(each.author, each.text) for each in found}
            return marks.change(connection, article_id, "wording", words)

    def annotate(self, article_id: ArticleId, comment_id: CommentId, note: str | None) -> Change | None:
        """Write a note to a comment, or to the article (id 0); None takes it away. As ``pick`` for the rest."""
        return self.change(article_id, "note", [comment_id], value=note)

    def tag(
        self, article_id: ArticleId, ids: Iterable[CommentId], *, add: str = "", remove: str = ""
    ) -> Change | None:
        """Give tags to comments and take others away, the article (id 0) among them. As ``pick`` for the rest."""
        added, removed = set(parse_tags(add)), set(parse_tags(remove))
        wanted = list(ids)
        with self._library.write() as connection:
            before = curation.tags(connection, articles.article_id(connection, article_id))
            values = {each: " ".join({*before.get(each, ()), *added} - removed) for each in wanted}
            return marks.change(connection, article_id, "tags", values)

    def tags(self) -> list[str]:
        """Return every tag that is in use, the most used first."""
        with self._library.read() as connection:
            return curation.known_tags(connection)

    def rules(self, article_id: ArticleId) -> Rules:
        """Return how the picks of an article go out.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return curation.rules(connection, articles.article_id(connection, article_id))

    def set_rules(self, article_id: ArticleId, rules: Rules) -> Change | None:
        """Say how the picks of an article go out. As ``pick`` for the rest."""
        return self.change(article_id, "rules", [ARTICLE], value=curation.written_rules(rules))

    def annotations(self, article_id: ArticleId) -> dict[CommentId, Annotation]:
        """Return what the reader attached to comments of an article; id 0 stands for the article itself.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return curation.attached(connection, articles.article_id(connection, article_id))
