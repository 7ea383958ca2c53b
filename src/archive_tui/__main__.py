"""The program's door: ``archive-tui`` and ``python -m archive_tui``.

Nothing here is slow to import, and whatever goes wrong, a person sees a sentence and no traceback unless
they ask for it with ``--debug``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def main() -> int:
    """Run the command line and return its exit code, where it has not ended the process with it."""
    sys.excepthook = _tell_of_bug
    try:
        from archive_tui.cli.program import program  # noqa: PLC0415 - Ctrl-C may come while it loads

        program.main(prog_name="archive-tui")
    except KeyboardInterrupt:
        return 130
    return 0


def _tell_of_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in a sentence that the program has a bug; with ``--debug`` say where."""
    if "--debug" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    else:
        sys.stderr.write(
            f"archive-tui: this is a bug: {kind.__name__}: {str(error)!a}. "
            "Run the same command with --debug to see where.\n"
        )


if __name__ == "__main__":
    sys.exit(main())
