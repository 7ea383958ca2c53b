"""From selections to the bytes of a document.

An exporter knows one format. It is pure: it reads no library, no clock, no configuration and no file, so the same
selections and options give the same bytes on every machine. It yields them in parts, and holds no more than one
selection at a time, so that a whole library can be written with the memory of its largest article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from archive_tui.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive_tui.model import Selection


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a person can decide about a document."""

    name: str
    """One word, as on the command line."""
    description: str
    """One line."""
    choices: tuple[str, ...]
    """At least two; the first holds where nothing is said. That of a switch are "no" and "yes", in one or the
    other order."""


class Exporter(Protocol):
    """What a plugin in the entry-point group ``archive_tui.exporters`` provides: a class of this shape."""

    name: str
    """As on the command line: ``--format html``."""
    description: str
    """One line for ``archive-tui formats``."""
    extension: str
    """Of a file's name, without the dot."""
    media_type: str

    @property
    def options(self) -> tuple[Option, ...]:
        """What a person can decide; a plain attribute of the class does."""
        ...

    def export(self, selections: Iterable[Selection], options: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the document.

        Args:
            selections: One for each article; read once, one at a time.
            options: A choice for each of the exporter's options (see ``settled``).

        Raises:
            ExportError: the format cannot hold what is to be written.
        """
        ...


def settled(exporter: Exporter, given: Mapping[str, str]) -> dict[str, str]:
    """Return a choice for each of an exporter's options: those given, for the others the first.

    Raises:
        ExportError: an option or a choice is not among those that the exporter knows.
    """
    known = {option.name: option for option in exporter.options}
    for name, value in given.items():
        if name not in known:
            there = f"it has: {', '.join(known)}" if known else "it has none"
            message = f"the format {exporter.name} has no option {name}; {there}"
            raise ExportError(message)
        if value not in known[name].choices:
            message = f"the option {name} of {exporter.name} is one of: {', '.join(known[name].choices)}"
            raise ExportError(message)
    return {name: given.get(name, option.choices[0]) for name, option in known.items()}
