"""Where the reader has been: a list with a place in it, as in vim.

Going somewhere new forgets what lay ahead.
"""

from __future__ import annotations

LIMIT = 200


class JumpList:
    """Comment ids, oldest first; they survive folding, sorting and filtering as positions would not."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._ids: list[int] = []
        self._at = 0

    def push(self, comment_id: int) -> None:
        """Remember a place about to be left."""
        del self._ids[self._at :]
        if not self._ids or self._ids[-1] != comment_id:
            self._ids.append(comment_id)
        del self._ids[: -self._limit]
        self._at = len(self._ids)

    def back(self, current: int) -> int | None:
        """Return the place before, None at the oldest.

        ``current`` is kept so that ``forward`` returns to it.
        """
        at = self._at
        if at == len(self._ids):
            if not self._ids or self._ids[-1] != current:
                self._ids.append(current)
            else:
                at -= 1
        if at == 0:
            if len(self._ids) == 1 and self._ids[0] == current:
                self._at = 0
            return None
        self._at = at - 1
        return self._ids[self._at]

    def forward(self) -> int | None:
        """Return the place that ``back`` came from, None at the newest."""
        if self._at + 1 >= len(self._ids):
            return None
        self._at += 1
        return self._ids[self._at]
