"""Out of the reader: links and pages are opened, texts and addresses copied."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work

from archive_tui.text.clean import clean, clean_line, safe_url
from archive_tui.tui.screens.reader_commands import ReaderCommands
from archive_tui.tui.widgets.body import find_links
from archive_tui.tui.widgets.thread_messages import LinkClicked
from archive_tui.tui.widgets.thread_paint import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_tui.tui.keys import Call

_TOLD: Final = "clipboard"
_MUCH: Final = 50_000
"""Characters from which on some terminals take nothing: they have buffers of 64 or 100 KB for an OSC 52."""


class LinkCommands(ReaderCommands):
    """Commands that hand something to a browser or to the clipboard."""

    # Opening

    def _links(self) -> list[str]:
        """Return the safe addresses in the current comment, or in the article; each once."""
        position = self.position
        if position >= 0:
            text = self.thread.text_of(self.thread.cursor).text
        else:
            text = "" if self.article is None else self.article.body
        return list(dict.fromkeys(url for _, _, url in find_links(clean(text))))

    def do_links(self, call: Call) -> None:
        """Open the one link, or the one that was counted, or let the reader choose."""
        links = self._links()
        here = "this comment" if self.position >= 0 else "the article"
        if not links:
            self.say(f"There is no link in {here}")
        elif call.count is not None and call.count > len(links):
            self.say(
                f"No link has the number {call.count:,}: {here} has {count_of(len(links), 'link', 'links')}"
            )
        elif call.count is not None or len(links) == 1:
            self.open_address(links[call.times - 1])
        else:
            self._choose(f"{len(links):,} links in {here}", links)

    def _choose(self, heading: str, links: Sequence[str]) -> None:
        from archive_tui.tui.screens.links import LinkChooser  # noqa: PLC0415 - not needed to start

        self.app.push_screen(
            LinkChooser(
                self.session, heading, links, self.open_address, partial(self.copy, what="the address")
            )
        )

    @on(LinkClicked)
    def _link_clicked(self, event: LinkClicked) -> None:
        self.open_address(event.url)

    def do_page(self, _call: Call) -> None:
        """Open the page that the comment, or else its article, was archived from."""
        own = self.thread.text_of(self.thread.cursor).url if self.position >= 0 else None
        article = self.article.url if self.article is not None else None
        address = own or article
        if not address:
            self.say("Nobody recorded where this page was")
        elif (url := safe_url(address)) is None:
            self.say(f"The address of the page is none to open: {clean_line(address)}")
        else:
            if own is None and self.position >= 0:
                self.say("The comment has no page of its own; this is the article's")
            self.open_address(url)

    def open_address(self, url: str) -> None:
        """Open a safe address in the reader's browser; where there is none, show it to be copied."""
        self._open_address(url)

    @work(group="browser")
    async def _open_address(self, url: str) -> None:
        if self.app.is_web:
            self.app.open_url(url)
            return
        from archive_tui.tui import browser  # noqa: PLC0415 - not needed to start

        found = await asyncio.to_thread(browser.find_browser)
        if found is None:
            opened = False
        elif browser.needs_terminal(found) and self.can_suspend:
            with self.app.suspend():
                opened = browser.start(found, url)
        else:
            opened = await asyncio.to_thread(browser.start, found, url)
        if opened:
            self.say(f"Opened {url}")
        else:
            self._choose("No browser could be started here", [url])

    # Copying

    def copy(self, text: str, what: str) -> None:
        """Put a text into the terminal's clipboard, and say so."""
        self.app.copy_to_clipboard(text)
        sentence = f"Copied {what}: {count_of(len(text), 'character', 'characters')}."
        if len(text) > _MUCH:
            sentence += " That is more than some terminals take."
        if _TOLD not in self.session.told:
            self.session.told.add(_TOLD)
            sentence += " The terminal must allow it (OSC 52; tmux: set -g set-clipboard on)."
        self.notify(sentence, timeout=6, markup=False)

    def do_copy(self, _call: Call) -> None:
        """Copy the text of the current comment, or the body of the article."""
        position = self.position
        if position >= 0:
            text, what = (
                self.thread.text_of(self.thread.cursor).text,
                f"comment {self.outline.number(position)}",
            )
        else:
            text, what = "" if self.article is None else self.article.body, "the article"
        if text.strip():
            self.copy(clean(text), what)
        else:
            self.say(f"There is no text in {what}")

    def do_copy_link(self, _call: Call) -> None:
        """Copy the permalink; where there is none, title and number."""
        if self.article is None:
            return
        position = self.position
        title = clean_line(self.article.summary.title) or "(no title)"
        if position < 0:
            address, reference = self.article.url, title
        else:
            address = self.thread.text_of(self.thread.cursor).url
            reference = f"{title}, comment {self.outline.number(position)}"
        url = safe_url(address) if address else None
        if url is not None:
            self.copy(url, "the permalink" if position >= 0 else "the article's address")
        else:
            self.copy(reference, f"“{reference}”, for want of a permalink")
