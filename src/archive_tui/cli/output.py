"""What is written where: results to stdout, words for people to stderr.

Only this module writes to the two streams, and nothing it writes can move a cursor or change a colour that
the program did not choose: paths, arguments and error texts are cleaned here, texts of the library were
cleaned on import.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Style = Literal["bold", "dim", "accent", "warning"]
_STYLES: dict[Style, str] = {"bold": "1", "dim": "2", "accent": "36", "warning": "33"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Stands in a string for a byte of a file name that is no UTF-8."""


def prepare() -> None:
    """Make stdout take every text: what its encoding cannot say becomes a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write(text: str = "") -> None:
    """Write a line of the result to stdout."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write a line for people to stderr, after whatever is waiting for stdout."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def flush() -> None:
    """Let whoever reads stdout have what was written."""
    sys.stdout.flush()


def write_raw(text: str) -> None:
    """Write a part of a line to stdout."""
    sys.stdout.write(text)


def write_json(value: object) -> None:
    """Write one JSON value on one line of stdout."""
    write(to_json(value))


def write_json_array(values: Iterable[object], *, closing: str = "") -> None:
    """Write a JSON array to stdout, a value a line, each as soon as it is there."""
    sys.stdout.write("[")
    separator = "\n"
    for value in values:
        sys.stdout.write(separator + to_json(value))
        separator = ",\n"
    sys.stdout.write(("" if separator == "\n" else "\n") + "]" + closing + "\n")


def to_json(value: object) -> str:
    """Return the value as JSON on one line: readable Unicode where stdout is UTF-8, escapes elsewhere."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    return json.dumps(value, ensure_ascii=encoding != "utf8")


def to_terminal() -> bool:
    """Say whether a person sees stdout as it comes."""
    return sys.stdout.isatty()


def width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size().columns


def legible(text: str | Path) -> str:
    """Return a path, an argument or a system's message as one clean line that any stream can take."""
    from archive_tui.text.clean import clean_line  # noqa: PLC0415 - not needed by --help

    return clean_line(_SURROGATE.sub(_escape, str(text)))


def _escape(match: re.Match[str]) -> str:
    """Return the escape of the byte that a surrogate stands for (PEP 383); of any other, a question mark."""
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


class Painter:
    """Styles text where colours are wanted; elsewhere returns it as it is."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, style: Style) -> str:
        """Return the text in a style."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text else text
