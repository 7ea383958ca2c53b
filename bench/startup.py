"""From starting the program to what one sees, over a real terminal: `python -m bench.startup [--articles N]`.

Spawns `python -m archive_tui` on a library of N articles in a pseudo-terminal, several times, and prints the median
milliseconds to the first frame, to the first row of the list, and from Enter to the opened article.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.archive import Archive
from archive_tui.model import ImportedArticle, ImportedComment, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive_tui.importers import Source

PATIENCE = 30.0
"""Seconds after which something never comes."""

FIGURES = ("first frame", "its CPU", "first row", "Enter to article")


class ManyArticles:
    """Makes articles up: as many as the source says, two comments each."""

    name = "many"
    description = "invented articles for measuring"
    spans_files = False

    def confidence(self, source: Source) -> float:
        """Take anything."""
        return float(bool(source.head))

    def threads(self, paths: Sequence[Path]) -> Iterator[ImportedThread]:
        """Yield the articles."""
        for number in range(int(paths[0].read_text(encoding="utf-8"))):
            article = ImportedArticle(
                key=str(number), title=f"Article number {number} about things", body="Text. " * 40
            )
            yield ImportedThread(
                article, tuple(ImportedComment(ref=str(n), text=f"Comment {n} on {number}") for n in range(2))
            )


class Terminal:
    """The program in a pseudo-terminal of 120 columns and 40 lines."""

    def __init__(self, library: Path) -> None:
        self.output = b""
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-m", "archive_tui", "--db", str(library)])  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, text: bytes) -> float:
        """Return the milliseconds since the last start or key until this text was written.

        Raises:
            TimeoutError: It never came.
        """
        while text not in self.output:
            if time.perf_counter() - self.started > PATIENCE:
                raise TimeoutError(f"{text!r} never came; the last was {self.output[-300:]!r}")
            if select.select([self.fd], [], [], 0.1)[0]:
                self.output += os.read(self.fd, 65_536)
        return (time.perf_counter() - self.started) * 1000

    def cpu(self) -> float:
        """Return the milliseconds of processor time the program has used; a busy machine does not change them."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def press(self, keys: bytes) -> None:
        """Type, and forget what was written before."""
        self.output = b""
        self.started = time.perf_counter()
        os.write(self.fd, keys)

    def end(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGTERM)
        while True:
            try:
                if not os.read(self.fd, 65_536):
                    break
            except OSError:
                break
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(library: Path, runs: int) -> dict[str, list[float]]:
    """Start the program several times."""
    figures: dict[str, list[float]] = {name: [] for name in FIGURES}
    for _ in range(runs):
        terminal = Terminal(library)
        figures["first frame"].append(terminal.wait_for(b"Library"))
        figures["its CPU"].append(terminal.cpu())
        figures["first row"].append(terminal.wait_for(b"Article number"))
        time.sleep(1.0)
        terminal.press(b"\r")
        figures["Enter to article"].append(terminal.wait_for(b"Comment 0 on"))
        terminal.end()
    return figures


def main(arguments: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the start of the program over a real terminal.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder) / "source", Path(folder) / "library.db"
        source.write_text(str(options.articles), encoding="utf-8")
        with Archive.open(library, importers=[ManyArticles()]) as archive:
            for report in archive.import_paths([source]):
                if report.error:
                    raise SystemExit(report.error)
            archive.set_setting("welcomed", "yes")
        print(f"start with {options.articles:,} articles, ms, median of {options.runs} (worst)")
        for name, figures in measure(library, options.runs).items():
            print(f"  {name:<17} {statistics.median(figures):6.0f} ({max(figures):.0f})")


if __name__ == "__main__":
    main()
