"""Pages of list archives: one message a page, as pipermail writes it.

The invariant: the message is between the two marks of pipermail, or in the one ``PRE`` of a page that has its
heading; an index of messages is no message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive_tui.importers.html.entries import Discussion, Entry, Manner
from archive_tui.importers.html.select import selector

if TYPE_CHECKING:
    from archive_tui.importers.html.page import Element, Page

_SIGN = selector("link[href=thread.html],link[rel=Index],a[href=thread.html],a[href*=thread.html#]")


class Pipermail:
    """A message's page of pipermail, and of HyperKitty's predecessors that look like it."""

    name = "pipermail"

    def find(self, page: Page) -> Discussion | None:
        """Find the message: a heading, a name in bold, a date in italics, and the text as it was sent."""
        texts = page.named("pre")
        heads = page.named("h1")
        if len(texts) != 1 or len(heads) != 1 or _SIGN.first_of(page) is None:
            return None
        between = page.elements[heads[0].stop : texts[0].place]
        name = next((each for each in between if each.name == "b"), None)
        date = next((each for each in between if each.name == "i"), None)
        if name is None or date is None:
            return None
        return Discussion(
            self.name,
            [
                Entry(
                    [self._holder(page, heads[0], texts[0])],
                    id=self._number(page),
                    author=page.brief(name) or None,
                )
            ],
            Manner(body=("pre",), date=("i",), generic=False),
            title=re.sub(r"^\[[^\]]{1,40}\]\s*", "", page.brief(heads[0])) or None,
            bodiless=True,
        )

    @staticmethod
    def _holder(page: Page, head: Element, text: Element) -> Element:
        return next((above for above in text.ancestors() if above.holds(head)), page.root)

    @staticmethod
    def _number(page: Page) -> str | None:
        """Return the id of the message that the link to answer it names."""
        for link in page.named("a"):
            if found := re.search(r"In-Reply-To=(?:%3C|<)([^&>%]+(?:%40|@)[^&>%]+)", link.get("href")):
                return found[1].replace("%40", "@")
        return None
