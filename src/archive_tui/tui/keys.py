"""Keys as people write them, and the state machine that makes commands of them.

Invariant: a key is written in one way only inside the program (``canonical``): a character stands for itself
("J", "[", "?"), everything else has a name ("tab", "ctrl+d", "pagedown"). A sequence is a tuple of such keys, whose
last may be a wildcard. Knows no Textual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from archive_tui.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KeySequence = tuple[str, ...]
"""One key, or several pressed one after the other."""

DIGIT: Final = "{digit}"
"""Stands for any of 1 to 9 at the end of a sequence."""
LETTER: Final = "{letter}"
"""Stands for any letter at the end of a sequence."""

_MODIFIERS: Final = ("ctrl", "alt", "shift")
_NAMED: Final = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "backspace": "Backspace", "delete": "Del",
    "insert": "Ins", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip
_SPELLINGS: Final = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "control": "ctrl", "option": "alt",
}  # fmt: skip
_SAME_BYTE: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+[": "escape",
    "ctrl+h": "backspace",
}
"""Terminals send one byte for both: binding the left one would bind the right one."""
_MOST_COUNT: Final = 999_999


class KeySyntaxError(ArchiveError):
    """A key is written in a way that no keyboard has."""


def canonical(key: str, character: str | None) -> str:
    """Return the one name of a key that a terminal reported.

    Terminals with the kitty protocol report a capital as "shift+j" (CSI 106;2u), others as "J".
    """
    typed = character is not None and len(character) == 1 and character.isprintable() and character != " "
    if character is not None and typed and not key.startswith(("ctrl+", "alt+")):
        return character
    if re.fullmatch(r"shift\+[a-z]", key):
        return key[-1].upper()
    return key


def parse_keys(written: str) -> KeySequence:
    """Read "j", "za", "z a", "ctrl+d" or "pgdn".

    Raises:
        KeySyntaxError: no key is called so.
    """
    words = written.split()
    if not words:
        raise KeySyntaxError("a key is missing between the quotation marks")
    if len(words) == 1:
        word = words[0]
        single = _known(word)
        if single is not None:
            return (single,)
        if len(word) == 2 and word.isprintable():
            return tuple(word)
        if word[1:] in (DIGIT, LETTER):
            return word[0], word[1:]
        raise KeySyntaxError(f'no key is called "{word}"')
    keys: list[str] = []
    for word in words:
        known = _known(word)
        if known is None:
            raise KeySyntaxError(f'no key is called "{word}"')
        keys.append(known)
    if len(keys) > 2:
        raise KeySyntaxError(f'"{written}" is longer than two keys')
    return tuple(keys)


def _known(word: str) -> str | None:
    if len(word) == 1 or word in (DIGIT, LETTER):
        return word if word.isprintable() else None
    *modifiers, key = (
        word.lower().split("+") if not word.endswith("+") else [*word.lower()[:-2].split("+"), "+"]
    )
    modifiers = [_SPELLINGS.get(modifier, modifier) for modifier in modifiers]
    key = _SPELLINGS.get(key, key)
    if any(modifier not in _MODIFIERS for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if len(key) > 1 and key not in _NAMED:
        return None
    if modifiers == ["shift"] and len(key) == 1:
        return key.upper() if key.isalpha() else None
    return "+".join([*sorted(modifiers), key]) if key else None


def same_byte(sequence: KeySequence) -> str | None:
    """Name the key that terminals cannot tell from one of these, if there is one."""
    return next((_SAME_BYTE[key] for key in sequence if key in _SAME_BYTE), None)


def show_keys(sequence: KeySequence) -> str:
    """Write a sequence as a help screen does: "za", "Ctrl+D", "PgDn"."""
    names = [_show(key) for key in sequence]
    plain = all(len(name) == 1 or name in (DIGIT, LETTER) for name in names)
    text = ("" if plain else " ").join(names)
    return text.replace(DIGIT, "1…9").replace(LETTER, "a…z")


def _show(key: str) -> str:
    *modifiers, last = [key] if len(key) == 1 else key.split("+")
    last = _NAMED.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), last])


@dataclass(frozen=True, slots=True)
class Call:
    """A command that the keys asked for."""

    command: str
    """Its id."""
    count: int | None = None
    """The number typed before it."""
    argument: str = ""
    """What the wildcard stood for."""

    @property
    def times(self) -> int:
        """How often to do it; at least 1."""
        return self.count or 1


@dataclass(frozen=True, slots=True)
class Step:
    """What one key press came to: a call, or keys still waiting, or neither."""

    call: Call | None = None
    pending: str = ""
    """What was typed so far, as a reader would write it; empty when nothing waits."""
    refused: str = ""
    """The keys that have no command, as a reader would write them."""
    cancelled: bool = False
    """A waiting sequence was given up."""


class KeyReader:
    """Turns key presses into calls; holds the count and the keys that wait for more.

    Where a digit is a command there are no counts.
    """

    def __init__(self, bindings: Mapping[KeySequence, str]) -> None:
        self._bindings = dict(bindings)
        self._first = {sequence[0] for sequence in bindings if len(sequence) > 1}
        self._counts = (DIGIT,) not in self._bindings
        self._count = ""
        self._waiting: KeySequence = ()

    @property
    def pending(self) -> str:
        """What was typed so far and still waits for more."""
        return self._count + (show_keys(self._waiting) if self._waiting else "")

    @property
    def waiting(self) -> KeySequence:
        """The keys of a begun sequence, without its count."""
        return self._waiting

    def continuations(self) -> Iterator[tuple[KeySequence, str]]:
        """Yield what may follow the waiting keys, with the command each leads to."""
        start = len(self._waiting)
        for sequence, command in self._bindings.items():
            if start and len(sequence) > start and sequence[:start] == self._waiting:
                yield sequence[start:], command

    def begin(self, keys: KeySequence) -> None:
        """Behave as if these keys had been pressed and more were to follow."""
        self._count, self._waiting = "", keys

    def cancel(self) -> None:
        """Forget the count and the waiting keys."""
        self._count, self._waiting = "", ()

    def press(self, key: str) -> Step:
        """Take one key (canonical). O(1)."""
        if key == "escape" and (self._count or self._waiting):
            self.cancel()
            return Step(cancelled=True)
        is_digit = self._counts and not self._waiting and len(key) == 1 and key in "0123456789"
        if is_digit and (self._count or key != "0"):
            if len(self._count) < len(str(_MOST_COUNT)):
                self._count += key
            return Step(pending=self.pending)
        sequence = (*self._waiting, key)
        command, argument = self._find(sequence)
        if command is None and len(sequence) == 1 and key in self._first:
            self._waiting = sequence
            return Step(pending=self.pending)
        count = int(self._count) if self._count else None
        self.cancel()
        if command is None:
            return Step(refused=show_keys(sequence))
        return Step(call=Call(command, count, argument))

    def _find(self, sequence: KeySequence) -> tuple[str | None, str]:
        if (command := self._bindings.get(sequence)) is not None:
            return command, ""
        *start, last = sequence
        for wildcard, letters in ((DIGIT, "123456789"), (LETTER, None)):
            fits = last in letters if letters else len(last) == 1 and last.isalpha()
            if fits and len(last) == 1 and (command := self._bindings.get((*start, wildcard))) is not None:
                return command, last
        return None, ""


def clash(sequences: Iterable[tuple[KeySequence, str]]) -> tuple[KeySequence, str, str] | None:
    """Find two commands that one key press could mean.

    Returns:
        The keys and the two commands, or None. A key that is a command and also begins a sequence is a clash too.
    """
    owner: dict[KeySequence, str] = {}
    begun: dict[str, str] = {}
    for sequence, command in sequences:
        other = owner.setdefault(sequence, command)
        if other != command:
            return sequence, other, command
        if len(sequence) > 1:
            begun.setdefault(sequence[0], command)
    for first, command in begun.items():
        if (first,) in owner:
            return (first,), owner[(first,)], command
    return None
