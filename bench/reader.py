"""Measure the thread widget: from a key press to the last frame, in milliseconds, and the peak memory.

``python -m bench.reader`` measures threads of 300, 3,000 and 100,000 comments, headless and over a real
pseudo-terminal; ``--size N`` (repeatable) others; ``--peers`` adds Textual's Tree and one Static per comment
at 3,000.
Processor time does not depend on what else the machine does; the other figures do.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from statistics import median

from bench.reader_apps import KEYS, PLAN

_QUIET = 0.08
"""Seconds without output after which a key press is over."""
_PATIENCE = 120.0
NAMES = {"thread": "Thread widget", "tree": "Textual's Tree, no texts", "statics": "One Static per comment"}


def _table(title: str, times: dict[str, list[float]]) -> None:
    print(f"\n{title}\n{'':14}{'n':>4}{'p50':>9}{'p95':>9}{'max':>9}")
    for what, taken in times.items():
        print(f"{what:14}{len(taken):4}{median(taken):9.1f}{_p95(taken):9.1f}{max(taken):9.1f}", flush=True)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


def headless(kind: str, count: int) -> None:
    """Measure in a process of its own, so that its peak memory is its own, and print that."""
    command = [sys.executable, "-m", "bench.reader_apps", kind, str(count), "--headless"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    times: dict[str, dict[str, list[float]]] = json.loads(done.stdout)
    _table(f"{NAMES[kind]}, {count:,} comments, headless, until the last frame", times["wall"])
    _table(f"{NAMES[kind]}, {count:,} comments, headless, processor time", times["cpu"])
    print(f"peak memory {times['memory']['peak MB'][0]:.0f} MB")


class Terminal:
    """A program on a pseudo-terminal of 120 by 40."""

    def __init__(self, command: list[str]) -> None:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(  # noqa: S606 - no shell is the point
                command[0], command, {**os.environ, "TERM": "xterm-256color"}
            )
        self.resize(120, 40)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, and tell the program."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self._pid, signal.SIGWINCH)

    def press(self, key: str) -> None:
        """Send a key."""
        os.write(self._fd, key.encode())

    def settle(self, quiet: float = _QUIET) -> tuple[float, float]:
        """Return the milliseconds to the first and the last byte; 0.0 if nothing came."""
        begun = time.perf_counter()
        first = last = begun
        while time.perf_counter() - begun < _PATIENCE:
            wait = quiet if last > begun else 2.0
            if not select.select([self._fd], [], [], wait)[0]:
                break
            os.read(self._fd, 1 << 16)
            last = time.perf_counter()
            first = last if first == begun else first
        return (first - begun) * 1000, (last - begun) * 1000

    def close(self) -> None:
        """End the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)


def over_terminal(kind: str, count: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the milliseconds to the first and to the last byte, by what the key does."""
    terminal = Terminal([sys.executable, "-m", "bench.reader_apps", kind, str(count)])
    first: dict[str, list[float]] = {}
    last: dict[str, list[float]] = {}

    def note(what: str, quiet: float = _QUIET) -> None:
        began, ended = terminal.settle(quiet)
        first.setdefault(what, []).append(began)
        last.setdefault(what, []).append(ended)

    try:
        terminal.settle(quiet=3.0)
        terminal.press("o")
        note("first paint", quiet=0.5)
        for keys, repeats in PLAN:
            for key in keys * repeats:
                terminal.press(key)
                note(KEYS[key])
        for columns in (100, 120) * 5:
            terminal.resize(columns, 40)
            note("resize")
    finally:
        terminal.close()
    return first, last


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.reader")
    parser.add_argument("--size", type=int, action="append", help="comments in the thread; can be repeated")
    parser.add_argument("--peers", action="store_true", help="also Textual's Tree and one Static per comment")
    parser.add_argument("--headless", action="store_true", help="leave out the pseudo-terminal")
    options = parser.parse_args()
    for count in options.size or [300, 3_000, 100_000]:
        headless("thread", count)
        if not options.headless:
            first, last = over_terminal("thread", count)
            _table(f"thread widget, {count:,} comments, terminal, first byte", first)
            _table(f"thread widget, {count:,} comments, terminal, last byte", last)
    if options.peers:
        for kind in ("tree", "statics"):
            headless(kind, 3_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
