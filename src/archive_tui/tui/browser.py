"""The browser of this machine, found and started without disturbing what is on the terminal.

Textual's own ``open_url`` would let a browser that draws on the terminal (lynx, over ssh) draw over the program, and
any other write its warnings there. Only safe addresses get here (see ``archive_tui.text.clean.safe_url``).
"""

from __future__ import annotations

import subprocess
import webbrowser
from typing import Final

_PATIENCE: Final = 2.0
"""Seconds after which a starter that has not ended counts as a browser that runs."""


def find_browser() -> webbrowser.BaseBrowser | None:
    """Return the browser to use, None if there is none. Asks other programs: not for the event loop."""
    try:
        return webbrowser.get()
    except webbrowser.Error:
        return None


def needs_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Return whether the browser may draw on the terminal, and is over when it returns."""
    return isinstance(browser, webbrowser.GenericBrowser) and not isinstance(
        browser, webbrowser.BackgroundBrowser
    )


def start(browser: webbrowser.BaseBrowser, url: str) -> bool:
    """Show an address; return whether that worked, as far as one can tell. Not for the event loop."""
    if not isinstance(browser, webbrowser.BackgroundBrowser):
        return browser.open(url, new=2)
    command = [browser.name, *(part.replace("%s", url) for part in browser.args)]
    try:
        process = subprocess.Popen(  # noqa: S603 - the reader's own browser, no shell, a safe address
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
