"""What goes out of an open library: picks, hits, whole articles; and recipes that name the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_tui.archive.exporting import Exporting
from archive_tui.archive.finding import Finding
from archive_tui.errors import NotFoundError
from archive_tui.model import (
    Annotation,
    Choice,
    CommentId,
    Recipe,
    RecipeArticle,
    RecipeComment,
    Rules,
    Scope,
)
from archive_tui.thread.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import ArticleId, Comment, Pick, Selection

_ARTICLE = CommentId(0)
_NOTHING = Annotation()


class Scoping(Exporting, Finding):
    """What can be chosen to go out."""

    def picked(self, article_id: ArticleId) -> Scope:
        """Return the picks of an article, by its rules; a pick goes out even if it is spam.

        Raises:
            NotFoundError: there is no such article.
        """
        choices = {each.comment.id: Choice(each.context, spam=True) for each in self.picks(article_id)}
        return Scope(article_id, choices, self.rules(article_id))

    def all_picked(self) -> list[Scope]:
        """Return the picks of every article that has some, in the order of the library's list."""
        return [self.picked(each.id) for each in self.articles() if each.picked]

    def found(self, query: str, rules: Rules | None = None) -> Iterator[Scope]:
        """Yield every article with comments that a query finds, and those.

        As in a search, corrected hits count only where no hit is exact.

        Raises:
            QuerySyntaxError: the query cannot be answered.
        """
        spread = self.facets(query)
        # More than were counted can only be exact ones, of any article.
        articles = (
            [article_id for article_id, _, _ in spread.articles]
            if spread.complete
            else [each.id for each in self.articles()]
        )
        for article_id in sorted(articles):
            positions = self.hits_in(article_id, query, exact=not spread.complete)
            if positions:
                ids = self.outline(article_id).ids
                chosen = {CommentId(ids[position]): Choice() for position in positions}
                yield Scope(article_id, chosen, rules or Rules())

    def selections(self, scopes: Iterable[Scope], *, find_quotes: bool = True) -> Iterator[Selection]:
        """Yield what goes out, an article at a time; see ``selection``.

        Raises:
            NotFoundError: an article is not in the library.
        """
        for scope in scopes:
            yield self.selection(
                scope.article_id,
                choices=scope.choices,
                context=scope.rules.context,
                spam=scope.rules.spam,
                order=Order(scope.rules.order) if scope.rules.order in set(Order) else Order.SOURCE,
                body=scope.rules.body,
                annotations=scope.annotations,
                find_quotes=find_quotes,
            )

    # Recipes

    def recipe(self, scopes: Iterable[Scope], format_name: str, options: Mapping[str, str]) -> Recipe:
        """Return the recipe that makes a document of this again."""
        return Recipe(format_name, dict(options), tuple(self._recipe_article(scope) for scope in scopes))

    def _recipe_article(self, scope: Scope) -> RecipeArticle:
        from archive_tui.curation.recipe import digest  # noqa: PLC0415 - who only reads does not export

        article_id, choices = scope.article_id, scope.choices or {}
        beside = self.annotations(article_id) if scope.annotations is None else scope.annotations
        summary = self.article(article_id).summary
        comments = []
        for each in self.comments_named(article_id, {*choices, *beside} - {_ARTICLE}):
            annotation, choice = beside.get(each.id, _NOTHING), choices.get(each.id)
            author, text = (
                (annotation.author, annotation.text)
                if annotation.text is not None
                else (each.author, each.text)
            )
            comments.append(
                RecipeComment(
                    each.key,
                    each.number,
                    choice is not None,
                    digest(author, text) if choice is not None or annotation.picked else None,
                    None if choice is None else choice.context,
                    choice is not None and choice.spam,
                    annotation.picked,
                    annotation.starred,
                    annotation.note,
                    annotation.tags,
                )
            )
        own = beside.get(_ARTICLE, _NOTHING)
        return RecipeArticle(
            summary.key,
            summary.title,
            scope.choices is None,
            scope.rules,
            own.starred,
            own.note,
            own.tags,
            tuple(comments),
        )

    def scopes(self, recipe: Recipe) -> tuple[list[Scope], list[str]]:
        """Return what a recipe names, as far as this library has it, and a sentence for each thing that it has not."""
        scopes: list[Scope] = []
        complaints: list[str] = []
        for article in recipe.articles:
            try:
                scopes.append(self._scope(article, complaints))
            except NotFoundError:
                name = article.title or article.key
                complaints.append(f"“{name}” is not in this library (key {article.key})")
        return scopes, complaints

    def _scope(self, article: RecipeArticle, complaints: list[str]) -> Scope:
        found = self.article(article.key).summary
        ids = self.ids_of_keys(found.id, [each.key for each in article.comments])
        comments = {each.id: each for each in self.comments_named(found.id, ids.values())}
        picks = {each.comment.id: each for each in self.picks(found.id)}
        choices: dict[CommentId, Choice] = {}
        beside = {_ARTICLE: Annotation(article.note, article.tags, starred=article.starred)}
        for wanted in article.comments:
            comment_id = ids.get(wanted.key)
            name = f"comment {wanted.number or wanted.key} of “{found.title}”"
            if comment_id is None:
                complaints.append(f"{name} is not in this library")
                continue
            if wanted.chosen:
                choices[comment_id] = Choice(wanted.context, wanted.spam)
            annotation = Annotation(wanted.note, wanted.tags, wanted.picked, wanted.starred)
            words = _wording(wanted, comments[comment_id], picks.get(comment_id))
            if words is None:
                complaints.append(f"{name} has another text here than when the recipe was made")
            elif words != (comments[comment_id].author, comments[comment_id].text):
                annotation = Annotation(
                    wanted.note, wanted.tags, wanted.picked, wanted.starred, text=words[1], author=words[0]
                )
            beside[comment_id] = annotation
        return Scope(found.id, None if article.whole else choices, article.rules, beside)


def _wording(wanted: RecipeComment, comment: Comment, pick: Pick | None) -> tuple[str | None, str] | None:
    """Return author and text that a recipe means: those of now, or those that were picked; None if it is neither."""
    from archive_tui.curation.recipe import digest  # noqa: PLC0415 - as above

    now = (comment.author, comment.text)
    if wanted.digest is None or digest(*now) == wanted.digest:
        return now
    if pick is not None and digest(pick.author, pick.text) == wanted.digest:
        return pick.author, pick.text
    return None
