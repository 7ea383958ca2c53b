"""Labels as people share them: a JSON object a line, named by keys that are the same in every library.

The invariant: what was written is read back the same; a line that is none is refused with its number, and nothing of
its file is taken.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive_tui.errors import ImportFailedError
from archive_tui.model import SharedLabel
from archive_tui.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LONGEST = 20_000
"""Characters of a text that are taken."""


def lines(labels: Iterable[SharedLabel]) -> Iterator[str]:
    """Yield a line for each label, without its end."""
    for one in labels:
        fields = {
            "article": one.article, "comment": one.comment, "label": one.label, "text": one.text, "made": one.made,
        }  # fmt: skip
        yield json.dumps(fields, ensure_ascii=False)


def read(path: Path) -> list[SharedLabel]:
    """Return the labels of a file, the last one of each comment.

    Raises:
        ImportFailedError: a line is no label, or the file cannot be read.
    """
    found: dict[tuple[str, str], SharedLabel] = {}
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    one = _label(path, number, line)
                    found[one.article, one.comment] = one
    except UnicodeDecodeError as error:
        raise ImportFailedError(path, "", "it is no text in UTF-8") from error
    return list(found.values())


def _label(path: Path, number: int, line: str) -> SharedLabel:
    try:
        fields: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ImportFailedError(path, f"line {number}", "it is no JSON") from error
    if not isinstance(fields, dict) or fields.get("label") not in {"spam", "ham"}:
        raise ImportFailedError(path, f"line {number}", 'there is no "label" that is "spam" or "ham"')
    named = [fields.get(name) for name in ("article", "comment", "text")]
    if not all(isinstance(one, str) and one for one in named):
        raise ImportFailedError(path, f"line {number}", '"article", "comment" and "text" must be texts')
    made = fields.get("made")
    return SharedLabel(
        fields["article"],
        fields["comment"],
        fields["label"],
        clean(fields["text"][:_LONGEST]),
        made if isinstance(made, int) and 0 <= made < 2**40 else 0,
    )
