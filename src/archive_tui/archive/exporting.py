"""What leaves an open library: selections, and documents made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from archive_tui import plugins
from archive_tui.archive.browsing import Browsing
from archive_tui.archive.curating import Curating
from archive_tui.model import Context, SpamRule
from archive_tui.storage import imports
from archive_tui.thread.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.exporters import Exporter
    from archive_tui.model import Annotation, ArticleId, Choice, CommentId, Provenance, Selection


class Exporting(Browsing, Curating):
    """What can be passed on."""

    def exporter(self, name: str) -> Exporter:
        """Return the exporter of a name.

        Raises:
            PluginError: there is none, or it cannot be loaded.
        """
        return cast("Exporter", plugins.load(name, plugins.EXPORTERS))

    def provenance(self, article_id: ArticleId) -> Provenance:
        """Return where an article comes from.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._library.read() as connection:
            return imports.provenance(connection, article_id)

    def selection(
        self,
        article_id: ArticleId,
        *,
        choices: Mapping[CommentId, Choice] | None = None,
        context: Context = Context.ANCESTORS,
        spam: SpamRule = SpamRule.HIDE,
        order: Order = Order.SOURCE,
        body: bool = True,
        annotations: Mapping[CommentId, Annotation] | None = None,
        find_quotes: bool = True,
    ) -> Selection:
        """Return what goes out of an article; see ``curation.select``. ``annotations`` stand for the library's own.

        Without ``find_quotes`` only those quotations are told that are known; a long thread that was never searched
        for them takes many seconds.

        Raises:
            NotFoundError: there is no such article.
        """
        from archive_tui.curation.select import select  # noqa: PLC0415 - who only reads does not export

        return select(
            self.article(article_id),
            self.comments(article_id),
            self.provenance(article_id),
            choices=choices,
            context=context,
            spam=spam,
            order=order,
            annotations=self.annotations(article_id) if annotations is None else annotations,
            quotes=self.quotes(article_id) if find_quotes else self.known_quotes(article_id) or (),
            body=body,
        )

    def export(
        self,
        selections: Iterable[Selection],
        format: str,  # noqa: A002 - as it is called on the command line
        options: Mapping[str, str] | None = None,
    ) -> Iterator[bytes]:
        """Return the parts of a document; nothing is read from ``selections`` before the first is asked for.

        Raises:
            PluginError: there is no exporter of that name, or it cannot be loaded.
            ExportError: it has no such option, or cannot hold what is to be written.
        """
        from archive_tui.exporters import settled  # noqa: PLC0415 - as above

        exporter = self.exporter(format)
        return exporter.export(selections, settled(exporter, options or {}))
