"""Signs that say in one cell what a comment is, and the letters that stand in for them.

A terminal whose font lacks the signs can have the letters, which are the keys that set them: v, a, *.
"""

from __future__ import annotations

from typing import Final

Badges = dict[int, str]
"""What is drawn in place of a sign, by its code point (see ``str.translate``)."""

SIGNS: Final[Badges] = {}
LETTERS: Final[Badges] = {
    ord(sign): letter
    for sign, letter in {
        "●": "o", "✓": "v", "★": "*", "✎": "a", "◆": "#", "•": ".", "×": "x", "≠": "!", "∅": "-",
    }.items()
}  # fmt: skip


def badges(*, plain: bool) -> Badges:
    """Return what is drawn in place of the signs: letters, or they themselves."""
    return LETTERS if plain else SIGNS
