"""Small settings of the whole program: a name, and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the value of a setting, None if it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE name = :name", {"name": name}).fetchone()
    return None if row is None else str(row[0])


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set a setting."""
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT DO UPDATE SET value = :value",
        {"name": name, "value": value},
    )
