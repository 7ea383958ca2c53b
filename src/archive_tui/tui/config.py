"""The reader's configuration file: their own keys, and how some keys behave.

Invariant: what ``load_config`` returns is free of clashes on every screen. Textual accepts unknown ids, nonsense keys
and clashes in silence, so all of it is checked here.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from archive_tui.errors import ArchiveError
from archive_tui.tui.commands import BY_ID, Command, KeyMap, Room
from archive_tui.tui.keys import (
    DIGIT,
    LETTER,
    KeySequence,
    KeySyntaxError,
    clash,
    parse_keys,
    same_byte,
    show_keys,
)
from archive_tui.tui.session import Options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENVIRONMENT = "ARCHIVE_TUI_CONFIG"


class ConfigError(ArchiveError):
    """The configuration file asks for something that cannot be."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration file says; what it does not say is as it comes."""

    keymap: KeyMap = field(default_factory=KeyMap)
    options: Options = field(default_factory=Options)


def config_path() -> Path:
    """Return where the configuration file is, or would be."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - only where no file is named

    return user_config_path("archive-tui", appauthor=False) / "config.toml"


def load_config(path: Path) -> Config:
    """Read the reader's own keys and options; without such a file, everything is as it comes.

    Raises:
        ConfigError: one sentence: what is wrong, and where.
    """
    try:
        with path.open("rb") as file:
            settings = tomllib.load(file)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    unknown = sorted(set(settings) - {"keys", "reader"})
    if unknown:
        raise ConfigError(f'{path}: there is no setting "{unknown[0]}"; there are [keys] and [reader]')
    keys, reader = settings.get("keys", {}), settings.get("reader", {})
    if not isinstance(keys, dict):
        raise ConfigError(f"{path}: [keys] must be a table of command names and keys")
    if not isinstance(reader, dict):
        raise ConfigError(f"{path}: [reader] must be a table of options")
    try:
        return Config(keymap_from(keys), options_from(reader))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def options_from(written: Mapping[str, object]) -> Options:
    """Make the options of {name: true or false}.

    Raises:
        ConfigError: an unknown option, or one that is neither true nor false.
    """
    known = [each.name for each in fields(Options)]
    chosen: dict[str, bool] = {}
    for name, value in written.items():
        if name not in known:
            raise ConfigError(f'[reader] has no option "{name}"; it has {", ".join(known)}')
        if not isinstance(value, bool):
            raise ConfigError(f"{name} in [reader] must be true or false")
        chosen[name] = value
    return Options(**chosen)


def keymap_from(written: Mapping[str, object]) -> KeyMap:
    """Make a key map of {command id: key or keys}.

    Raises:
        ConfigError: an unknown command, a key that no keyboard has, or one that would mean two things.
    """
    changed: dict[str, Sequence[KeySequence]] = {}
    for name, value in written.items():
        command = BY_ID.get(name)
        if command is None:
            near = get_close_matches(name, BY_ID, n=1)
            raise ConfigError(
                f'there is no command "{name}"' + (f'; did you mean "{near[0]}"?' if near else "")
            )
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ConfigError(f'the keys of "{name}" must be a string or a list of strings')
        changed[name] = tuple(_sequence(command, text) for text in texts)
    keymap = KeyMap(changed)
    for room in Room:
        found = clash((keys, command.id) for keys, command in keymap.pairs(room))
        if found is not None:
            keys, first, second = found
            raise ConfigError(
                f'the key {show_keys(keys)} would mean both "{first}" and "{second}" on the {room} screen'
            )
    return keymap


def _sequence(command: Command, text: str) -> KeySequence:
    try:
        sequence = parse_keys(text)
    except KeySyntaxError as error:
        raise ConfigError(f'"{command.id}": {error}') from error
    other = same_byte(sequence)
    if other is not None:
        raise ConfigError(f'"{command.id}": terminals send {text} and {show_keys((other,))} as the same byte')
    if any(key.isdigit() and len(key) == 1 for key in sequence[:1]):
        raise ConfigError(f'"{command.id}": the digits are counts (5j) and cannot begin a command')
    last = sequence[-1] if sequence[-1] in (DIGIT, LETTER) else None
    if last != command.wildcard:
        wanted = f"must end in {command.wildcard}" if command.wildcard else f"cannot take {last}"
        raise ConfigError(f'"{command.id}": its keys {wanted}')
    return sequence
