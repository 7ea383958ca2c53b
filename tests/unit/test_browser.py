"""Browsers are started quietly, and those that need the terminal are known."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING

import pytest

from archive_tui.tui import browser

if TYPE_CHECKING:
    from pathlib import Path

_QUIET = (
    "import sys; print('noise'); print('more', file=sys.stderr); open(sys.argv[1], 'w').write(sys.argv[2])"
)


def test_a_browser_in_a_window_starts_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "opened"
    found = webbrowser.BackgroundBrowser([sys.executable, "-c", _QUIET, str(target), "%s"])
    assert not browser.needs_terminal(found)
    assert browser.start(found, "https://example.org/?a=b&c='d'")
    assert target.read_text(encoding="utf-8") == "https://example.org/?a=b&c='d'"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("command", [["/nowhere/browser", "%s"], [sys.executable, "-c", "exit(1)", "%s"]])
def test_a_browser_that_does_not_start_is_reported(command: list[str]) -> None:
    assert not browser.start(webbrowser.BackgroundBrowser(command), "https://example.org")


def test_a_browser_on_the_terminal_has_it(capfd: pytest.CaptureFixture[str]) -> None:
    found = webbrowser.GenericBrowser([sys.executable, "-c", "import sys; print('page', sys.argv[1])", "%s"])
    assert browser.needs_terminal(found)
    assert browser.start(found, "https://example.org")
    assert capfd.readouterr().out == "page https://example.org\n"
